"""Finds names of natural persons, which no record may hold.

A person is named by function only (general data protection, EU 2016/679 article 5.1 c: no
more personal data than the purpose needs). No list holds every name, so this is a
heuristic: it looks at pairs of capitalised words in the text of a file as it stands, and
in Swedish two such words in a row are rare enough that few are something else. Which words
are given names, titles and so on stands in kb/names. Authors of a cited work, in kb/sources,
are the one exception.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from typing import Any

from pydantic import ValidationError

from samverkan.records.fault import Fault
from samverkan.records.model import NameList
from samverkan.records.yamlsource import parse_yaml

_NAME = r"[A-ZÅÄÖÉ][a-zåäöéèüø]+(?:-[A-ZÅÄÖÉ][a-zåäöéèüø]+)?"
_PARTICLE = r"(?:\s+(?:af|de|el|al|van|von)|\s+[A-ZÅÄÖ]\.?)?"
# The second word only looked at, not consumed: it may be the first of the next pair.
_PAIR = re.compile(rf"(?<![\w-])({_NAME})(?=({_PARTICLE}\s+)({_NAME})(?![\w-]))")
# These begin with what is rare in prose, and look back from there: so they cost next to nothing.
_AFTER_WORD = re.compile(rf"(?<=[a-zåäö])\s+(heter\s+)?({_NAME})(?![\w-])")
_WORD_BEFORE = re.compile(r"(?<![\w-])(?:[A-ZÅÄÖ]+-)?[A-ZÅÄÖ]?[a-zåäö-]+$")
_INITIAL = re.compile(rf"[A-ZÅÄÖ](?<!\w[A-ZÅÄÖ])\.\s?({_NAME})(?![\w-])")
_MAIL = re.compile(r"(?<![\w.-])([\w-]+(?:\.[\w-]+)+)@[\w-]+(?:\.[\w-]+)+")
"""An address of a person: first name, a full stop and last name before the at sign."""
_PHONE = re.compile(
    r"[+0](?<![\w:/.–-][+0])(?:(?:(?<=\+)46[ -]?(?:\(0\))?\d{1,3}|(?<=0)\d{1,3})[ /-]{1,3}"
    r"\d{2,3}(?:[ -]?\d{2,3}){1,2}|(?<=0)7\d{8})(?![\w:–-])"
)
"""A Swedish telephone number, as people write it: area code, and two or three groups."""
_FEWEST = 8
"""Digits of the shortest telephone number with its area code; a case number has fewer."""


class NameRules:
    """What makes a capitalised word, or two, a person's name."""

    def __init__(self, lists: Iterable[NameList]) -> None:
        lists = tuple(lists)
        self._given = _words(each.given_names for each in lists)
        endings = _words(each.surname_endings for each in lists)
        self._endings = tuple(sorted(ending + s for ending in endings for s in ("", "s")))
        late = _words(each.surname_endings_after_initial for each in lists)
        self._after_initial = (*self._endings, *sorted(late), *sorted(end + "s" for end in late))
        self._titles = _words(each.titles for each in lists)
        self._organisations = _words(each.organisation_words for each in lists)
        self._exceptions = tuple(no.phrase for each in lists for no in each.exceptions)

    @classmethod
    def read(cls, contents: Iterable[bytes]) -> NameRules:
        """Read files of kb/names before anything else; one that is wrong is left out.

        Whoever reads it as a record tells what is wrong with it.
        """
        lists = []
        for content in contents:
            data, _ = parse_yaml(content, "")
            value: Any = data.value if data else None
            for raw in value if isinstance(value, list) else [value]:
                with suppress(ValidationError, TypeError):
                    lists.append(NameList.model_validate({**raw, "id": "namn"}))
        return cls(lists)

    def names(self, text: str) -> Iterator[tuple[int, str]]:
        """Yield the offset and the wording of everything in ``text`` that looks like a name."""
        end = 0
        for match in _PAIR.finditer(text):
            first, between, last = match.groups()
            if match.start() >= end and (
                first in self._given or last.endswith(self._endings) or self._titled(text, match)
            ):
                end = match.end() + len(between + last)
                if not self._excepted(text, match.start()):
                    yield match.start(), " ".join(text[match.start() : end].split())
        for match in _AFTER_WORD.finditer(text):
            called, name = match.groups()
            likely = name.endswith(self._endings) or (
                called and (name in self._given or name.lower().endswith(self._after_initial))
            )
            title = _WORD_BEFORE.search(text, max(0, match.start() - 40), match.start())
            if likely and title and self._is_title(title[0].lower()):
                yield title.start(), " ".join(text[title.start() : match.end()].split())
        for match in _INITIAL.finditer(text):
            if match[1].lower().endswith(self._after_initial):
                yield match.start(), " ".join(match[0].split())

    def _is_title(self, word: str) -> bool:
        """Whether a word is a title, or ends in one after a hyphen: ``it-chefen``."""
        return word in self._titles or word.rpartition("-")[2] in self._titles

    def contacts(self, text: str) -> Iterator[tuple[int, str, str]]:
        """Yield offset, what it is and wording of each way to reach one person in ``text``."""
        if "@" in text:
            for match in _MAIL.finditer(text):
                if not self._organisational(match[1]):
                    yield match.start(), "en persons e-postadress", match[0]
        for match in _PHONE.finditer(text):
            if sum(sign.isdigit() for sign in match[0]) >= _FEWEST:
                yield match.start(), "ett telefonnummer", match[0]

    def _organisational(self, local: str) -> bool:
        """Whether no part of what stands before the at sign is a given name or a surname."""
        parts = local.lower().split(".")
        return not any(p.title() in self._given or p.endswith(self._endings) for p in parts)

    def _titled(self, text: str, match: re.Match[str]) -> bool:
        before = text[max(0, match.start() - 40) : match.start()].split()
        return bool(before) and before[-1] in self._titles and match[1] not in self._organisations

    def _excepted(self, text: str, start: int) -> bool:
        here = " ".join(text[start : start + 120].split())
        return here.startswith(self._exceptions)

    def faults(self, content: bytes, file: str, allowed: Collection[str] = ()) -> Iterator[Fault]:
        """Yield a fault for each person's name in a file.

        Args:
            content: the file as it stands, UTF-8; comments are looked at too.
            file: the path to name in faults.
            allowed: texts whose names may stand, the authors of a source.
        """
        text = content.decode("utf-8", errors="ignore")
        for offset, name in self.names(text):
            if not any(name in author for author in allowed):
                line = text.count("\n", 0, offset) + 1
                column = offset - text.rfind("\n", 0, offset)
                yield Fault(
                    file, line, column, "fel", "personnamn",
                    f"{name} ser ut som en persons namn.",
                    "Ange funktion i stället (till exempel förvaltningschef). Är det inget "
                    "personnamn: lägg till det med skäl i kb/names.",
                )  # fmt: skip
        for offset, what, words in self.contacts(text):
            line = text.count("\n", 0, offset) + 1
            column = offset - text.rfind("\n", 0, offset)
            yield Fault(
                file, line, column, "fel", "personuppgift",
                f"{words} ser ut som {what}.",
                "Ange funktion och organisation i stället.",
            )  # fmt: skip


def _words(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(word for text in texts for word in text.split())

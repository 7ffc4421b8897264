"""Finds names of natural persons, which no record may hold.

A person is named by function only (general data protection, EU 2016/679 article 5.1 c: no
more personal data than the purpose needs). No list holds every name, so this is a
heuristic: it looks at pairs of capitalised words in the text of a file as it stands, and
in Swedish two such words in a row are rare enough that few are something else. Authors of
a cited work, in kb/sources, are the one exception.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from samverkan.records.fault import Fault

RULES = Path(__file__).with_suffix(".yaml")
_NAME = r"[A-ZÅÄÖÉ][a-zåäöéèüø]+(?:-[A-ZÅÄÖÉ][a-zåäöéèüø]+)?"
_PARTICLE = r"(?:\s+(?:af|de|el|al|van|von)|\s+[A-ZÅÄÖ]\.?)?"
# The second word only looked at, not consumed: it may be the first of the next pair.
_PAIR = re.compile(rf"(?<![\w-])({_NAME})(?=({_PARTICLE}\s+)({_NAME})(?![\w-]))")
_TITLED = re.compile(rf"(?<![\w-])([a-zåäö-]+)\s+({_NAME})(?![\w-])")


@dataclass(frozen=True)
class NameRules:
    """What makes a capitalised word, or two, a person's name."""

    given: frozenset[str]
    endings: tuple[str, ...]
    titles: frozenset[str]
    exceptions: tuple[str, ...]

    @classmethod
    def read(cls, path: Path = RULES) -> NameRules:
        """Read the rules; every exception has a ``phrase`` and a ``reason``."""
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        exceptions = [entry["phrase"] for entry in data["exceptions"] if entry["reason"]]
        endings = data["surname_endings"].split()
        return cls(
            frozenset(data["given_names"].split()),
            tuple(ending + genitive for ending in endings for genitive in ("", "s")),
            frozenset(data["titles"].split()),
            tuple(exceptions),
        )

    def names(self, text: str) -> Iterator[tuple[int, str]]:
        """Yield the offset and the wording of everything in ``text`` that looks like a name."""
        end = 0
        for match in _PAIR.finditer(text):
            first, between, last = match.groups()
            if match.start() >= end and (
                first in self.given or last.endswith(self.endings) or self._titled(text, match)
            ):
                end = match.end() + len(between + last)
                if not self._excepted(text, match.start()):
                    yield match.start(), " ".join(text[match.start() : end].split())
        for match in _TITLED.finditer(text):
            title, name = match.groups()
            if title in self.titles and name.endswith(self.endings):
                yield match.start(), " ".join(match[0].split())

    def _titled(self, text: str, match: re.Match[str]) -> bool:
        before = text[max(0, match.start() - 40) : match.start()].split()
        return bool(before) and before[-1] in self.titles and match[1] not in _ORGANISATIONS

    def _excepted(self, text: str, start: int) -> bool:
        here = " ".join(text[start : start + 120].split())
        return here.startswith(self.exceptions)


_ORGANISATIONS = frozenset("Region Länsstyrelsen Landstinget Kommunalförbundet Västra".split())
"""First words of organisations, which may well follow upon a title: ``direktör Region Skåne``."""


@cache
def _rules() -> NameRules:
    return NameRules.read()


def name_faults(content: bytes, file: str, allowed: Collection[str] = ()) -> Iterator[Fault]:
    """Yield a fault for each person's name in a file.

    Args:
        content: the file as it stands, UTF-8; comments are looked at too.
        file: the path to name in faults.
        allowed: texts whose names may stand, the authors of a source.
    """
    text = content.decode("utf-8", errors="ignore")
    for offset, name in _rules().names(text):
        if not any(name in author for author in allowed):
            line = text.count("\n", 0, offset) + 1
            column = offset - text.rfind("\n", 0, offset)
            yield Fault(
                file, line, column, "fel", "personnamn",
                f"{name} ser ut som en persons namn.",
                "Ange funktion i stället (till exempel förvaltningschef). Är det inget "
                "personnamn: lägg till det med skäl i samverkan/records/personnames.yaml.",
            )  # fmt: skip

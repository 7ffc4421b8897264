"""Defined words: used without a definition, defined without use, defined twice.

A word is defined by ``(nedan X)``, ``nedan kallad X``, ``(”X”)``, ``(Nämnden)``, ``Med X
avses`` or as an item of a list after *betyder* or *avses*: ``Uppdraget: det som anges i …``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from samverkan.drafting.review.remark import Remark
from samverkan.drafting.review.sectioning import Section
from samverkan.drafting.review.words import stem

_WORD = r"[A-ZÅÄÖ][A-Za-zÅÄÖåäö-]+"
_TERM = rf"(?:{_WORD}(?:\s[a-zåäö]+)?|[a-zåäö][a-zåäö-]+)"
_QUOTES = "\"”“'’«»"
_DEFINED = re.compile(
    rf"(?:nedan|härefter|fortsättningsvis|i\sdet\sföljande)\s(?:(?:kallad|kallat|kallade|benämnd|"
    rf"benämnt|benämnda)\s)?[{_QUOTES}]?(?P<below>{_TERM})[{_QUOTES}]?(?=[),.;]|\soch\s)"
    rf"|\((?P<bare>{_WORD[:-1]}*(?:en|et|na))\)"
    rf"|\([{_QUOTES}](?P<quoted>{_TERM})[{_QUOTES}]\)"
    rf"|\bMed\s[{_QUOTES}]?(?P<meant>{_TERM})[{_QUOTES}]?\s(?:avses|menas|förstås)\b"
)
_LIST_LEAD = re.compile(r"(?:betyder|avses\smed|menas\smed|definitioner)\W*$", re.IGNORECASE)
_ITEM = re.compile(rf"^[–-]?\s?[{_QUOTES}]?(?P<term>{_TERM})[{_QUOTES}]?\s?[:–]\s")
_SENTENCE_START = re.compile(
    rf"(?:^(?:[\d.]+\s?§?\s*|§\s?\d+\s*|[a-zåäö]\)\s*)?|[.:!?•–]\s+|[{_QUOTES}(\[\n\t])$"
)
_DEFINITE = re.compile(rf"(?<![\w-]){_WORD[:-1]}*(?:en|et|na)s?(?![\w-])")
_ENDINGS = ("ernas", "arnas", "erna", "arna", "ens", "ets", "nas", "en", "et", "na", "n", "s")


@dataclass(frozen=True)
class _Definition:
    term: str
    where: str
    section: int
    line: int


def definition_remarks(text: Sequence[Section], common: frozenset[str]) -> Iterator[Remark]:
    """Yield what is wrong with the defined words.

    Args:
        text: the agreement.
        common: words that are no names, in lower case; a capital inside a sentence then
            says that the word is meant as a defined one.
    """
    defined = list(_definitions(text, common))
    yield from _doubly(defined)
    yield from _unused(text, defined)
    yield from _undefined(text, defined, common)


def _definitions(text: Sequence[Section], common: frozenset[str]) -> Iterator[_Definition]:
    for at, section in enumerate(text):
        listing = bool(section.heading and _LIST_LEAD.search(section.heading))
        for line, passage in enumerate(section.text.split("\n")):
            item = _ITEM.match(passage) if listing else None
            if item:
                yield _Definition(item["term"], section.where, at, line)
            for match in _DEFINED.finditer(passage):
                term = match["below"] or match["quoted"] or match["meant"] or match["bare"]
                if match["bare"] and term.lower() not in common:
                    continue  # a name in brackets
                yield _Definition(term, section.where, at, line)
            listing = bool(_LIST_LEAD.search(passage)) or (listing and item is not None)


def _key(term: str) -> str:
    return " ".join(map(stem, term.split()))


def _doubly(defined: Iterable[_Definition]) -> Iterator[Remark]:
    first: dict[str, _Definition] = {}
    for each in defined:
        known = first.setdefault(_key(each.term), each)
        if known is not each and (known.section, known.line) != (each.section, each.line):
            hint = f"behåll en av definitionerna; den första står i {known.where}"
            yield Remark(each.term, "dubbel definition", hint, each.where)


def _unused(text: Sequence[Section], defined: Iterable[_Definition]) -> Iterator[Remark]:
    for each in {_key(one.term): one for one in defined}.values():
        used = re.compile(rf"(?<!\w){re.escape(_root(each.term))}", re.IGNORECASE)
        uses = sum(
            len(used.findall(passage)) - (at == each.section and line == each.line)
            for at, section in enumerate(text)
            for line, passage in enumerate(section.text.split("\n"))
        )
        if uses <= 0:
            hint = "ta bort definitionen eller använd ordet"
            yield Remark(each.term, "definition som inte används", hint, each.where)


def _root(term: str) -> str:
    """Return what is common to the forms of a word: ``Värdkommun`` for ``Värdkommunens``."""
    for ending in _ENDINGS:
        if term.endswith(ending) and len(term) - len(ending) >= 4:
            return term.removesuffix(ending)
    return term


def _undefined(
    text: Sequence[Section], defined: Iterable[_Definition], common: frozenset[str]
) -> Iterator[Remark]:
    # A list under the heading "Parter" says who they are as well as a definition does.
    headings = (section.heading or "" for section in text)
    known = {_root(each.term).lower() for each in defined}
    known |= {_root(heading).lower() for heading in headings if len(heading.split()) == 1}
    title = text[0].text.lower() if text else ""
    seen: set[str] = set()
    for section in text:
        for passage in section.passages:
            for match in _DEFINITE.finditer(passage.text):
                root = _root(match[0]).lower()
                starts = _SENTENCE_START.search(passage.text[: match.start()])
                if starts or root in seen or root in title or match[0].lower() not in common:
                    continue
                seen.add(root)
                if not any(root.startswith(each) or each.startswith(root) for each in known):
                    hint = f"definiera ordet eller skriv {match[0].lower()}"
                    yield Remark(match[0], "odefinierat ord", hint, section.where)

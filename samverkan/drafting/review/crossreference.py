"""References inside the text that lead nowhere, and sections written in two ways."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from samverkan.drafting.review.citing import citations
from samverkan.drafting.review.heading import typed_number
from samverkan.drafting.review.lawnames import LawNames
from samverkan.drafting.review.remark import Remark
from samverkan.drafting.review.sectioning import Section

_POINT = re.compile(
    r"\b(?:punkt(?:en|erna)?|avsnitt(?:et|en)?|p\.)\s(?P<list>\d+(?:\.\d+)*"
    r"(?:\s?(?:,|och|eller|samt|–|-)\s?\d+(?:\.\d+)*)*)",
    re.IGNORECASE,
)
_SECTION = re.compile(
    r"(?<![\d-])(?!\d{4}-\d)(?P<before>\d+(?:\s?(?:,|och|eller|samt|–|-)\s?\d+)*)\s?§{1,2}"
    r"|§{1,2}\s?(?P<after>\d+)"
)
_ANNEX = re.compile(r"\bbilag(?:a|orna)\s(?P<number>\d+)", re.IGNORECASE)
_ANNEX_HEAD = re.compile(r"[\W_]*bilaga\s(\d+)", re.IGNORECASE)
_ELSEWHERE = re.compile(
    r"^\s?(?:(?:första|andra|tredje|fjärde)\s\w+\s)?i\s(?!(?:detta|denna|den\shär|det\shär)\b)\w+"
)
_MINUTES = re.compile(r"(?:[A-ZÅÄÖ]{2}|\d|protokoll|dnr|fullmäktige|styrelsen)\W*$", re.IGNORECASE)
_CHAPTER = re.compile(r"kap\.?\s?$")
_FIGURE = re.compile(r"\d+(?:\.\d+)*")


def reference_remarks(text: Sequence[Section], names: LawNames) -> Iterator[Remark]:
    """Yield references to points, sections and annexes that the text does not have."""
    numbers = set(_numbers(text))
    points = {number for kind, number in numbers if kind == "point"}
    own = {number for kind, number in numbers if kind == "section"}
    annexes = {number for kind, number in numbers if kind == "annex"}
    for section in text:
        for line in _lines(section):
            if points:
                yield from _broken_points(line, points | own, section.where)
            if own:
                yield from _broken_sections(line, own, names, section.where)
            for match in _ANNEX.finditer(line):
                if match["number"] not in annexes:
                    hint = "bilagan finns varken i filen eller i en förteckning över bilagor"
                    yield Remark(match[0], "trasig hänvisning", hint, section.where)
    yield from _mixed(text, names)


def _lines(section: Section) -> Iterator[str]:
    for passage in section.passages:
        yield passage.text.replace("\u00a0", " ")


def _numbers(text: Sequence[Section]) -> Iterator[tuple[str, str]]:
    """Yield the kind and number of everything that can be referred to."""
    for section in text:
        head = section.number or ""
        lines = [(passage.number, passage.text) for passage in section.passages]
        for number, line in [(head or None, section.heading or ""), *lines]:
            shown = number or typed_number(line) or ""
            for figure in _FIGURE.findall(shown):
                yield ("section" if "§" in shown else "point"), figure
                parts = figure.split(".")
                yield from (("point", ".".join(parts[:depth])) for depth in range(1, len(parts)))
            for start in (shown, line):
                if annex := _ANNEX_HEAD.match(start):
                    yield "annex", annex[1]


def _broken_points(line: str, points: set[str], where: str) -> Iterator[Remark]:
    for match in _POINT.finditer(line):
        if _ELSEWHERE.match(line[match.end() :]):
            continue
        for figure in _FIGURE.findall(match["list"]):
            if figure not in points:
                hint = f"punkt {figure} finns inte; {_extent(points)}"
                yield Remark(match[0], "trasig hänvisning", hint, where)


def _own(line: str, names: LawNames) -> Iterator[re.Match[str]]:
    """Yield the references to sections that are not sections of an act."""
    law = [(found.start, found.start + len(found.text)) for found in citations(line, names)]
    for match in _SECTION.finditer(line):
        cited = any(start <= match.start() < end for start, end in law)
        if not (cited or _CHAPTER.search(line[: match.start()])):
            yield match


def _broken_sections(line: str, own: set[str], names: LawNames, where: str) -> Iterator[Remark]:
    for match in _own(line, names):
        minutes = match["after"] and _MINUTES.search(line[: match.start()])
        if match.start() == 0 or minutes or _ELSEWHERE.match(line[match.end() :]):
            continue
        for figure in _FIGURE.findall(match["before"] or match["after"]):
            if figure not in own:
                hint = f"{figure} § finns inte; {_extent(own)}"
                yield Remark(match[0], "trasig hänvisning", hint, where)


def _extent(numbers: set[str]) -> str:
    last = max((int(number.split(".")[0]) for number in numbers), default=0)
    return f"texten slutar med {last}"


def _mixed(text: Sequence[Section], names: LawNames) -> Iterator[Remark]:
    """Tell when ``3 §`` and ``§ 3`` both stand for sections of the document."""
    forms: dict[bool, list[tuple[str, str]]] = {True: [], False: []}
    for section in text:
        for line in _lines(section):
            for match in _own(line, names):
                if not (match["after"] and _MINUTES.search(line[: match.start()])):
                    forms[match["before"] is not None].append((match[0], section.where))
    if forms[True] and forms[False]:
        found, where = forms[False][0]
        hint = f"skriv {found.replace('§', '').strip()} § som på andra ställen i texten"
        yield Remark(found, "blandade paragrafformer", hint, where)

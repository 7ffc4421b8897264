"""How dates, amounts and a few words are written.

Source: *Myndigheternas skrivregler* (Ds 2014:1): dates in running text are written with the
month in letters, and a figure is not parted from what it counts at the end of a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from samverkan.drafting.language import MONTHS, NBSP, long_date, number
from samverkan.drafting.review.remark import Remark
from samverkan.drafting.review.sectioning import Section
from samverkan.drafting.review.wordfile import Passage

_MONTH = "|".join(MONTHS)
_NUMERIC = re.compile(r"(?<![\w-])(\d{4})-(\d{2})-(\d{2})(?![\w-])")
_LONG = re.compile(rf"\b(?:den\s)?(\d{{1,2}})\s({_MONTH})(?:\s(\d{{4}}))?\b", re.IGNORECASE)
_AMOUNT = re.compile(
    r"(?<![\d.,:/-])(?P<figure>\d{1,3}(?:(?P<group>[ .\u00a0\u202f])\d{3})+|\d{4,})"
    r"(?P<space>[ \u00a0]?)(?P<unit>kronor|kr|SEK|:-)(?!\w)"
)
_SHALL = re.compile(r"(?<!\w)skall(?!\w)", re.IGNORECASE)
_LEAP_YEAR = 2024
"""Tried for a day without a year: it has a 29 February."""
_SENTENCE_FROM = 6
"""Words: a shorter line with a date is an entry of a form, not running text."""


def orthography_remarks(text: Sequence[Section]) -> Iterator[Remark]:
    """Yield dates and amounts to write in another way, once each, and *skall*."""
    seen: set[tuple[str, str]] = set()
    for section in text:
        for passage in section.passages:
            for remark in (
                *_dates(passage, section.where),
                *_amounts(passage.text, section.where),
                *_shall(passage.text, section.where),
            ):
                if (remark.text.lower(), remark.rule) not in seen:
                    seen.add((remark.text.lower(), remark.rule))
                    yield remark


def _dates(passage: Passage, where: str) -> Iterator[Remark]:
    running = not passage.in_table and len(passage.text.split()) >= _SENTENCE_FROM
    for match in _NUMERIC.finditer(passage.text):
        day = _day(*map(int, match.groups()))
        if day is None:
            yield Remark(match[0], "omöjligt datum", "dagen finns inte", where)
        elif running:
            yield Remark(match[0], "datum", long_date(day), where)
    for match in _LONG.finditer(passage.text):
        month = MONTHS.index(match[2].lower()) + 1
        if _day(int(match[3] or _LEAP_YEAR), month, int(match[1])) is None:
            yield Remark(match[0], "omöjligt datum", "dagen finns inte", where)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _amounts(text: str, where: str) -> Iterator[Remark]:
    for match in _AMOUNT.finditer(text):
        value = int(re.sub(r"\D", "", match["figure"]))
        right = f"{number(value)}{NBSP}kronor"
        if match[0] not in (right, f"{number(value)}{NBSP}kr"):
            shown = "med hårt mellanslag" if match[0].replace(" ", NBSP) == right else right
            hint = f"{right} ({shown})" if shown != right else right
            yield Remark(match[0], "belopp", hint, where)


def _shall(text: str, where: str) -> Iterator[Remark]:
    for match in _SHALL.finditer(text):
        yield Remark(match[0], "skall", "ska", where)

"""Tells headings in texts from anyone: by their style or, without styles, by their looks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from samverkan.drafting.language import NBSP
from samverkan.drafting.review.finiteverb import FINITE
from samverkan.drafting.review.wordfile import Passage
from samverkan.drafting.review.words import words

_TYPED_NUMBER = re.compile(
    rf"^(?:§[ {NBSP}]?\d+\.?|\d+(?:[ {NBSP}]?[a-h])?[ {NBSP}]?§|\d+(?:\.\d+)*\.?"
    rf"|(?:Kap\.|Kapitel|Artikel|Avsnitt)[ {NBSP}]\d+)(?=[ {NBSP}\t:]|$)",
    re.IGNORECASE,
)
_CONTENTS_LINE = re.compile(r"(?:\t|\.{3,}|…)\s*\d+$")
"""A line of a table of contents: the heading, and the page at the end."""
_LONGEST = 90
_MOST_WORDS = 10
_LEADS_ON = frozenset("för av med till om att enligt som och mellan".split())
"""Last words of a line that goes on below it (``Nämnden svarar för``); no heading's."""
_ASKS = frozenset("vad hur vem vilka vilken vilket varför".split())
"""First words of a heading that may hold a finite verb: ``Hur tvister avgörs``."""
_SECTION_SIGN = re.compile(r"^(?:§|\d+(?: ?[a-h])? ?§)")


def typed_number(text: str) -> str | None:
    """Return the number that is typed first in a paragraph: ``4 §``, ``4.2``."""
    match = _TYPED_NUMBER.match(text)
    return match[0].rstrip(".") if match else None


def unnumbered(text: str) -> str:
    """Return a heading without the number that is typed first."""
    return after_number(text).strip(f" {NBSP}\t:") or text


def after_number(text: str) -> str:
    """Return what stands after the number that is typed first in a paragraph."""
    return _TYPED_NUMBER.sub("", text).lstrip(f" {NBSP}\t:")


def with_headings(passages: Iterable[Passage]) -> Iterator[tuple[Passage, bool]]:
    """Yield each passage and whether it is a heading; contents lists are left out."""
    text = [each for each in passages if not _CONTENTS_LINE.search(each.text)]
    for before, passage, after in zip([None, *text], text, [*text[1:], None], strict=False):
        heading = _is_heading(passage, after) and not _is_list_item(before, passage, after)
        yield passage, heading and not _leads_on(passage, after)


def _is_heading(passage: Passage, after: Passage | None) -> bool:
    if passage.level is not None:
        return True
    if passage.in_table or not _looks_like_one(passage.text):
        return False
    number = passage.number or typed_number(passage.text)
    over = after is not None and _SECTION_SIGN.match(after.text) is not None
    return passage.bold or unnumbered(passage.text).isupper() or number is not None or over


def _looks_like_one(text: str) -> bool:
    rest = unnumbered(text)
    short = len(text) <= _LONGEST and "\n" not in text and len(rest.split()) <= _MOST_WORDS
    ends = rest.endswith((".", ":", ",", ";", "?", "]")) and not rest.endswith(("m.m.", "m.fl."))
    return short and rest[:1].isupper() and not ends and not _is_sentence(list(words(rest)))


def _is_sentence(said: Sequence[str]) -> bool:
    if not said or said[0] in _ASKS:
        return False
    return said[-1] in _LEADS_ON or "följande" in said or not FINITE.isdisjoint(said)


def _leads_on(passage: Passage, after: Passage | None) -> bool:
    """Tell a sentence that goes on in the list below it: ``5.1 Parterna utför följande``."""
    return passage.level is None and after is not None and after.text[:1].islower()


def _is_list_item(before: Passage | None, passage: Passage, after: Passage | None) -> bool:
    """Tell an item of a counted list: items follow each other, headings have text between."""
    if passage.level is not None or passage.bold or passage.number is None:
        return False
    lettered = not any(sign.isdigit() for sign in passage.number)
    neighbours = (each for each in (before, after) if each is not None and each.number is not None)
    return lettered or any(each.level is None and _looks_like_one(each.text) for each in neighbours)

"""Divides a read text into sections: a heading and what stands under it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from samverkan.drafting.language import NBSP
from samverkan.drafting.review.wordfile import Passage
from samverkan.drafting.review.words import stems

_TYPED_NUMBER = re.compile(rf"^(?:§[ {NBSP}]?\d+|\d+[ {NBSP}]?§|\d+(?:\.\d+)*\.?)(?=[ {NBSP}\t]|$)")
_LONGEST_HEADING = 90
_GENERATED = frozenset({"oppna-punkter", "innehall", "lagkrav"})
"""Our own working parts: the open points, the contents and the list of demands."""


@dataclass(frozen=True)
class Section:
    """A stretch of text under one heading."""

    heading: str | None
    number: str | None
    passages: tuple[Passage, ...]

    @property
    def where(self) -> str:
        """How a reader finds it."""
        number = self.number or next((p.number for p in self.passages if p.number), None)
        if self.heading and number:
            return f"{number} {self.heading}"
        return self.heading or number or "inledningen"

    @cached_property
    def text(self) -> str:
        """All of it, one paragraph a line."""
        lines = [self.heading] if self.heading else []
        return "\n".join([*lines, *(passage.text for passage in self.passages)])

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of its words."""
        return frozenset(stems(self.text))


def content(passages: Iterable[Passage]) -> tuple[Passage, ...]:
    """Return the passages of the agreement itself, without our working parts."""
    return tuple(p for p in passages if not _GENERATED & set(p.tags))


def sections(passages: Iterable[Passage]) -> tuple[Section, ...]:
    """Divide a text at its headings, also at those that only look like headings."""
    found: list[Section] = []
    heading: Passage | None = None
    under: list[Passage] = []

    def close() -> None:
        if heading is not None or under:
            text = _unnumbered(heading.text) if heading else None
            number = _number(heading) if heading else None
            found.append(Section(text, number, tuple(under)))

    for passage in content(passages):
        if _is_heading(passage):
            close()
            heading, under = passage, []
        else:
            under.append(passage)
    close()
    return tuple(found)


def _number(passage: Passage) -> str | None:
    if passage.number:
        return passage.number
    match = _TYPED_NUMBER.match(passage.text)
    return match[0].rstrip(".") if match else None


def _unnumbered(text: str) -> str:
    return _TYPED_NUMBER.sub("", text).strip() or text


def _is_heading(passage: Passage) -> bool:
    """Tell a heading by its style or, in files without styles, by its looks."""
    if passage.level is not None:
        return True
    if passage.in_table or len(passage.text) > _LONGEST_HEADING or "\n" in passage.text:
        return False
    numbered = _TYPED_NUMBER.match(passage.text)
    rest = _unnumbered(passage.text)
    ends = rest.endswith((".", ":", ",", ";", "?"))
    return bool(numbered) and not ends and rest[:1].isupper() and len(rest.split()) <= 10

"""Divides a read text into sections: a heading and what stands under it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from samverkan.drafting.review.heading import typed_number, unnumbered, with_headings
from samverkan.drafting.review.wordfile import Passage

_GENERATED = frozenset({"oppna-punkter", "innehall", "lagkrav"})
"""Our own working parts: the open points, the contents and the list of demands."""

_WIDEST = 120
"""Characters of the longest line in a text whose lines a scan or a PDF has broken."""
_FULL = 0.6
"""Share of it that a broken line fills."""


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
        return self.heading or number or _opening(self.passages)

    @cached_property
    def text(self) -> str:
        """All of it, one paragraph a line."""
        lines = [self.heading] if self.heading else []
        return "\n".join([*lines, *(passage.text for passage in self.passages)])

    def place(self, first: int) -> str:
        """Name the section, or the paragraph from ``first`` where a text has no headings."""
        return self.where if self.heading else _opening(self.passages[first:])


def _opening(passages: Sequence[Passage]) -> str:
    """Return the number of the first paragraph, or its first words."""
    passage = next((p for p in passages if p.text), None)
    if passage is None:
        return "inledningen"
    number = _number(passage)
    if number:
        return number
    words = passage.text.split()
    return f"”{' '.join(words[:6])}{' …' if len(words) > 6 else ''}”"


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
            text = unnumbered(heading.text) if heading else None
            number = _number(heading) if heading else None
            found.append(Section(text, number, tuple(under)))

    for passage, is_heading in with_headings(_mended(content(passages))):
        if is_heading:
            close()
            heading, under = passage, []
        else:
            under.append(passage)
    close()
    return tuple(found)


def _mended(passages: Sequence[Passage]) -> list[Passage]:
    """Put together the sentences of a text where every line has become a paragraph."""
    widest = max((len(each.text) for each in passages), default=0)
    mended: list[Passage] = []
    full = False
    for passage in passages:
        if full and widest <= _WIDEST and _goes_on(mended[-1], passage):
            before = mended[-1].text
            divided = before.endswith("-") and not passage.text.startswith(("och ", "eller "))
            joined = before[:-1] if divided else f"{before} "
            mended[-1] = replace(mended[-1], text=joined + passage.text)
        else:
            mended.append(passage)
        full = len(passage.text) >= _FULL * widest
    return mended


def _goes_on(before: Passage, passage: Passage) -> bool:
    running = all(p.level is None and not p.in_table for p in (before, passage))
    plain = passage.number is None and typed_number(passage.text) is None
    ended = before.text.endswith((".", ":", ";", "!", "?"))
    item = passage.text[1:2] in (")", ".")
    return running and plain and not ended and not item and passage.text[:1].islower()


def _number(passage: Passage) -> str | None:
    return passage.number or typed_number(passage.text)

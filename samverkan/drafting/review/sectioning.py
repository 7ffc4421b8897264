"""Divides a read text into sections: a heading and what stands under it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from samverkan.drafting.review.heading import typed_number, unnumbered, with_headings
from samverkan.drafting.review.wordfile import Passage
from samverkan.drafting.review.words import stems

_ATTENTION = 150
"""Words that belong together in a section; what stands farther apart is read as two things."""
_BREATH = 35
"""Words that are read in one breath: a long sentence, or two short ones."""
_SENTENCE = re.compile(r"(?<=[.!?;])\s+(?=[A-ZÅÄÖ])|\n")
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
        return self.heading or number or _opening(self.passages)

    @cached_property
    def text(self) -> str:
        """All of it, one paragraph a line."""
        lines = [self.heading] if self.heading else []
        return "\n".join([*lines, *(passage.text for passage in self.passages)])

    @cached_property
    def heading_stems(self) -> frozenset[str]:
        """The stems of its heading."""
        return frozenset(stems(self.heading or ""))

    @cached_property
    def stretches(self) -> tuple[Stretch, ...]:
        """Its paragraphs, each with those after it that a reader takes in at once."""
        each = [tuple(stems(passage.text)) for passage in self.passages]
        found = [
            Stretch(self.heading_stems.union(*each[first:last]), self._place(first))
            for first, last in _runs([len(words) for words in each], _ATTENTION)
        ]
        return tuple(found) or (Stretch(self.heading_stems, self.where),)

    @cached_property
    def sentences(self) -> tuple[Stretch, ...]:
        """Each sentence, with the one after it when both are short."""
        split = [
            (at, tuple(stems(sentence)))
            for at, passage in enumerate(self.passages)
            for sentence in _SENTENCE.split(passage.text)
        ]
        found = [
            Stretch(
                frozenset().union(*(words for _, words in split[first:last])),
                self._place(split[first][0]),
            )
            for first, last in _runs([len(words) for _, words in split], _BREATH)
        ]
        return tuple(found) or (Stretch(self.heading_stems, self.where),)

    def _place(self, first: int) -> str:
        """Name the section, or the paragraph where a text without headings needs it."""
        return self.where if self.heading else _opening(self.passages[first:])


@dataclass(frozen=True)
class Stretch:
    """A heading and some paragraphs under it, as stems, and how a reader finds them."""

    stems: frozenset[str]
    where: str


def _runs(lengths: Sequence[int], most: int) -> Iterator[tuple[int, int]]:
    """Yield ``(first, last)`` of runs of lengths that together are at most ``most``."""
    reached = 0
    for first in range(len(lengths)):
        last, total = first, 0
        while last < len(lengths) and (last == first or total + lengths[last] <= most):
            total += lengths[last]
            last += 1
        if last > reached:
            reached = last
            yield first, last


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

    for passage, is_heading in with_headings(content(passages)):
        if is_heading:
            close()
            heading, under = passage, []
        else:
            under.append(passage)
    close()
    return tuple(found)


def _number(passage: Passage) -> str | None:
    return passage.number or typed_number(passage.text)

"""Reads a text sentence by sentence, each with what it leans on.

A sentence leans on its heading and on the sentence before it: *De väljs för fyra år* under
*Ledamöter*. A list belongs to the words that lead to it, and a table is read as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from samverkan.drafting.review.denial import denied
from samverkan.drafting.review.heading import after_number
from samverkan.drafting.review.sectioning import Section
from samverkan.drafting.review.statement import FIGURE
from samverkan.drafting.review.wordfile import Passage

_SENTENCE = re.compile(r"(?<=[.!?;])\s+(?=[A-ZÅÄÖ])|\n")
_TOKEN = re.compile(
    r"(?P<place>(?:punkt(?:en|erna)?|bilaga|kap\.?|artikel|§{1,2})\s?\d[\d.]*(?:\s?[a-h]\b)?"
    r"|\d+(?:\s?[a-h])?\s?(?:kap\.?|§{1,2})|\d{4}[:/]\d+)"
    r"|(?P<figure>\d[\d,.\s]*)|[a-zåäöéü]+(?:-[a-zåäöéü]+)*|[,;:–—()]",
    re.IGNORECASE,
)
"""A place in a law or in the agreement is no figure that the agreement sets."""
_ANNEX = re.compile(r"(?:under)?bilaga\b", re.IGNORECASE)
_ITEM = re.compile(r"^(?:[-–•·*]|[a-zåäö]\)|\d+\)|[a-zåäö])")
_POINTS = frozenset(
    "regleras reglerar behandlas behandlar behandlades berörs beskrivs redogörs".split()
)
_PARTICLES = frozenset("upp ut in av emot ur ned över igenom".split())
_NEAR = 2
_ENDS = (".", "!", "?", ":", ";", ",", "]", ")", "”", '"')
_TITLE = 12
"""Words of a line without a stop at its end that says nothing yet: a title, a caption."""
_SHORT = 4
"""Words of a heading that is about one thing."""
_ASIDE = frozenset("definitioner definition begrepp innehåll innehållsförteckning bilagor "
                   "bilageförteckning".split())  # fmt: skip
_REFERRING = frozenset({"enligt"})
_POINTING = frozenset(
    "den det de dem dessa detta denna denne dennes dess deras sådan sådant sådana båda var han "
    "hon hen vid då där annars därvid samma".split()
)
_BACKGROUND = frozenset("bakgrund inledning".split())


@dataclass(frozen=True)
class Sentence:
    """A sentence, or a list or table with the words that lead to it."""

    text: str
    section: Section
    where: str
    before: frozenset[str]
    """Words of the sentence before it in the same section."""
    annex: str | None
    """The heading of the annex that it stands in."""
    in_table: bool

    @cached_property
    def tokens(self) -> tuple[str, ...]:
        """Words in lower case, signs, and ``#`` for a figure."""
        return tuple(_tokens(self.text))

    @cached_property
    def words(self) -> frozenset[str]:
        """Its words."""
        return frozenset(self.tokens)

    @cached_property
    def topics(self) -> frozenset[str]:
        """Its words but those of *enligt avtalet*: what it refers to it does not speak of."""
        referred = {
            at + step
            for at, token in enumerate(self.tokens)
            if token in _REFERRING
            for step in (1, 2)
        }
        return frozenset(t for at, t in enumerate(self.tokens) if at not in referred)

    @cached_property
    def heading(self) -> frozenset[str]:
        """Words of its heading."""
        return frozenset(_tokens(self.section.heading or ""))

    @cached_property
    def denied(self) -> frozenset[int]:
        """Places of the words that it denies."""
        return denied(self.tokens)

    @cached_property
    def leans_on(self) -> frozenset[str]:
        """Words of the sentence before, when it speaks of the same thing: *De väljs för …*."""
        first = next((token for token in self.tokens if token.isalpha()), "")
        return self.before if first in _POINTING else frozenset()

    @cached_property
    def annex_heading(self) -> frozenset[str]:
        """Words of the heading of its annex."""
        return frozenset(_tokens(self.annex or ""))

    @cached_property
    def states(self) -> bool:
        """It says what applies, not only what the text is about: ``Här regleras a, b, c``."""
        cover = self.section.heading is None and self.in_table
        title = not self.text.endswith(_ENDS) and len(self.tokens) <= _TITLE
        listing = bool(self.words & _POINTS) and self.text.count(",") >= 1
        aside = len(self.heading) <= _SHORT and bool(self.heading & _ASIDE)
        return not (cover or title or listing or aside)

    @cached_property
    def in_background(self) -> bool:
        """It tells why the agreement was made."""
        return bool(self.heading & _BACKGROUND)


def _tokens(text: str) -> Iterator[str]:
    """Yield words and signs; a particle also as it stands in the compound: ``säga upp``, uppsäga.

    The verb may stand some words before its particle: ``säga avtalet upp``.
    """
    words: list[str] = []
    for match in _TOKEN.finditer(text.replace("\u2011", "-")):
        if match["place"]:
            continue
        word = FIGURE if match["figure"] else match[0].lower()
        yield word
        if word in _PARTICLES:
            yield from (word + each for each in words[-_NEAR:])
        words.append(word)


def sentences(sections: Iterable[Section]) -> Iterator[Sentence]:
    """Yield the sentences of a text, in order."""
    annex: str | None = None
    for section in sections:
        if section.heading and _ANNEX.match(section.heading):
            annex = section.heading
        before: frozenset[str] = frozenset()
        for first, text in _pieces(section.passages):
            in_table = section.passages[first].in_table
            sentence = Sentence(text, section, section.place(first), before, annex, in_table)
            yield sentence
            before = sentence.words


def _pieces(passages: Sequence[Passage]) -> Iterator[tuple[int, str]]:
    """Yield each sentence and the number of its paragraph."""
    at = 0
    while at < len(passages):
        last = at + 1
        if passages[at].in_table:
            while last < len(passages) and passages[last].in_table:
                last += 1
            yield from ((at, row) for row in _rows(passages[at:last]))
        else:
            *whole, lead = _SENTENCE.split(after_number(passages[at].text))
            yield from ((at, each) for each in whole)
            last = _list_end(passages, at, lead)
            yield at, lead
            yield from ((at, f"{lead} {item.text};") for item in passages[at + 1 : last])
        at = last


def _rows(cells: Sequence[Passage]) -> Iterator[str]:
    """Yield each row of a table with the words of its head."""
    rows = [" ; ".join(c.text for c in row) for _, row in groupby(cells, key=lambda c: c.row)]
    yield from (f"{rows[0]} : {row};" for row in rows[1:] or rows)


def _list_end(passages: Sequence[Passage], at: int, lead: str) -> int:
    """Return where the list below a sentence ends; at once when none follows."""
    last = at + 1
    if lead.rstrip().endswith((".", "!", "?")):
        return last
    announced = lead.rstrip().endswith(":")
    while last < len(passages) and not passages[last].in_table:
        text = passages[last].text
        if not (_ITEM.match(text) or passages[last].number or announced):
            break
        last += 1
        announced = announced and not text.endswith(".")
    return last

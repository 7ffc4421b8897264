"""The places of a document: its headings in order, and what a reference points to.

Writers that link (Word, HTML) build on this, and fail closed: a reference to nothing, or
one that says another number than its target has, stops the draft.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from samverkan.drafting.document import (
    Annex,
    Clause,
    Document,
    ItemList,
    OpenPoint,
    Part,
    Reference,
    Section,
)
from samverkan.drafting.frame import SIGNATURES, front_places, working_annex
from samverkan.drafting.language import NBSP

SIGNATURES_KEY = "underskrifter"
DEMANDS_KEY = "lagkrav"
_SIGNING = ("Underskrift", "Undertecknande")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the document; ``level`` 1 stands directly under the title."""

    key: str
    text: str
    number: str | None
    level: int
    span: str | None = None
    """What the contents say after it, where sections are counted through: ``14–17 §§``."""

    @property
    def entry(self) -> str:
        """The heading as the contents have it, without its number."""
        return f"{self.text} {self.span}" if self.span else self.text


def clause_key(clause_id: str) -> str:
    """Return the key of a clause's heading."""
    return f"klausul-{clause_id}"


def annex_key(annex_id: str) -> str:
    """Return the key of an annex's heading."""
    return f"del-{annex_id}"


def section_key(section_id: str) -> str:
    """Return the key of a section."""
    return f"avsnitt-{section_id}"


def item_key(item_id: str) -> str:
    """Return the key of an item in a list."""
    return f"led-{item_id}"


class Outline:
    """The headings and numbers of one document.

    Raises:
        ValueError: if an id is used twice, or numbers do not run as Word will count them.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self.numbers: dict[str, str | None] = dict.fromkeys(front_places(document))
        """Each key and the number that its place bears."""
        self._bare: set[str] = set()
        """Places whose numbers stand without §, whatever the body has: annexes and items."""
        self._annex_labels: dict[str, str] = {}
        self._first: dict[str, str] = {}
        self._level_of_numbered = 2 if any(part.heading for part in document.parts) else 1
        self.headings = self._headings()
        self._check_order()

    def clause_level(self, part: Part) -> int:
        """Return the level of the clause headings of ``part``.

        Numbered headings share one level, because Word binds a list level to one style.
        """
        if self.document.numbering == "decimal":
            return self._level_of_numbered
        return 2 if part.heading else 1

    def numbered_style(self) -> str | None:
        """Return the heading style that bears the clauses' numbers, if they have any."""
        decimal = self.document.numbering == "decimal"
        return f"Heading{self._level_of_numbered}" if decimal else None

    def label(self, key: str) -> str | None:
        """Return the number as it stands at its place: ``12 §``, ``4.1`` or ``Bilaga 1``.

        An item's is what a reference says: ``b)``, but ``3`` where ``3.`` stands.
        """
        number = self.numbers.get(key)
        if number is None or self.document.numbering == "decimal" or key in self._bare:
            return self._annex_labels.get(key, number)
        return f"{number}{NBSP}§"

    def annex_with(self, number: str) -> str | None:
        """Return the key of the annex that is called ``Bilaga number``."""
        annexes = self.document.annexes
        return next((annex_key(a.id) for a in annexes if str(a.number) == number), None)

    def section_with(self, number: str) -> str | None:
        """Return the key of the section that bears ``number``."""
        for key, found in self.numbers.items():
            if found == number and key.startswith("avsnitt-"):
                return key
        return None

    def resolve(self, reference: Reference) -> str:
        """Return the key of the place that ``reference`` points to.

        Raises:
            ValueError: if there is no such place, or it bears another number.
        """
        keys = self._candidates(reference.target)
        for key in keys:
            if self.numbers[key] == reference.number:
                return key
        if not keys:
            raise ValueError(f"hänvisningen {reference.text!r} pekar på {reference.target!r}, "
                             "som inte finns i dokumentet")  # fmt: skip
        raise ValueError(
            f"hänvisningen {reference.text!r} säger {reference.number!r}, men "
            f"{reference.target!r} har {[self.numbers[key] for key in keys]}"
        )

    def place(self, point: OpenPoint) -> tuple[str | None, str | None]:
        """Return how the place of an open point is printed, and its key.

        Raises:
            ValueError: if the target is not in the document.
        """
        if point.target is None:
            return point.place, None
        keys = self._candidates(point.target)
        if not keys:
            raise ValueError(f"den öppna punkten {point.text!r} pekar på {point.target!r}, "
                             "som inte finns i dokumentet")  # fmt: skip
        label = self.label(next((key for key in keys if self.numbers[key]), keys[0]))
        if label and self.document.numbering == "decimal":
            label = f"punkt{NBSP}{label}"
        return point.place or label or "till stället", keys[0]

    def _candidates(self, target: str) -> list[str]:
        keys = [section_key(target), clause_key(target), annex_key(target), item_key(target)]
        keys.append(target)
        if target in self._first:
            keys.append(self._first[target])
        return [key for key in keys if key in self.numbers]

    def _headings(self) -> tuple[Heading, ...]:
        headings: list[Heading] = []
        for index, part in enumerate(self.document.parts, start=1):
            if part.heading:
                headings.append(self._heading(f"del-{index}", part.heading, None, 1))
            level = self.clause_level(part)
            for clause in part.clauses:
                key = clause_key(clause.id)
                self._sections(clause)
                heading = self._heading(key, clause.heading, clause.number, level)
                headings.append(replace(heading, span=self._span(clause)))
        if self.document.signatures and not self._signing_clause_is_last():
            headings.append(self._heading(SIGNATURES_KEY, SIGNATURES, None, 1))
        for annex in self.document.annexes:
            headings += self._annex(annex)
        headings.append(self._heading(DEMANDS_KEY, working_annex(self.document), None, 1))
        return tuple(headings)

    def _annex(self, annex: Annex) -> Iterator[Heading]:
        key = annex_key(annex.id)
        self._number(key, str(annex.number))
        self._annex_labels[key] = f"Bilaga{NBSP}{annex.number}"
        self._bare.add(key)
        yield Heading(key, annex.heading, self._annex_labels[key], 1)
        for clause in annex.clauses:
            key = clause_key(clause.id)
            yield self._heading(key, clause.heading, clause.number, 2)
            self._sections(clause)
            self._bare |= {key, *(section_key(each.id) for each in clause.sections)}

    def _heading(self, key: str, text: str, number: str | None, level: int) -> Heading:
        self._number(key, number)
        return Heading(key, text, number, level)

    def _span(self, clause: Clause) -> str | None:
        """Return the sections of a clause whose heading bears no number."""
        if clause.number or not clause.sections:
            return None
        first, last = clause.sections[0].number, clause.sections[-1].number
        return f"{first}{NBSP}§" if first == last else f"{first}–{last}{NBSP}§§"

    def _sections(self, clause: Clause) -> None:
        for section in clause.sections:
            self._number(section_key(section.id), section.number)
            self._items(section)
        if clause.sections:
            self._first[clause.id] = section_key(clause.sections[0].id)

    def _items(self, section: Section) -> None:
        for block in section.blocks:
            for item, number in block.named() if isinstance(block, ItemList) else ():
                self._number(item_key(item), number)
                self._bare.add(item_key(item))

    def _number(self, key: str, number: str | None) -> None:
        if key in self.numbers:
            raise ValueError(f"{key!r} förekommer två gånger i dokumentet")
        self.numbers[key] = number

    def _signing_clause_is_last(self) -> bool:
        """Tell whether the text itself ends with a clause about signing."""
        clauses = list(self.document.body_clauses())
        return bool(clauses) and clauses[-1].heading.startswith(_SIGNING)

    def _check_order(self) -> None:
        """Word counts by itself; a number that it would count otherwise must not be written."""
        _check_order(self.document.body_clauses(), decimal=self.document.numbering == "decimal")
        for annex in self.document.annexes:
            _check_order(annex.clauses, decimal=True)


def _check_order(clauses: Iterable[Clause], *, decimal: bool) -> None:
    running = 0
    for index, clause in enumerate(clauses, start=1):
        if clause.number != (str(index) if decimal else None):
            raise ValueError(f"klausulen {clause.id!r} har nummer {clause.number!r} på plats "
                             f"{index}; numren ska följa på varandra")  # fmt: skip
        for position, section in enumerate(clause.sections, start=1):
            running += 1
            expected = f"{index}.{position}" if decimal else str(running)
            if section.number != expected:
                raise ValueError(f"avsnittet {section.id!r} har nummer {section.number!r}; "
                                 f"räknat i ordning är det {expected!r}")  # fmt: skip

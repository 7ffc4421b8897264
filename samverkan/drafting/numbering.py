"""Numbers every section and resolves references and citations, in document order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from samverkan.drafting.citations import Citer
from samverkan.drafting.document import (
    Block,
    Inlines,
    ItemList,
    Paragraph,
    Reference,
    Section,
)
from samverkan.drafting.language import NBSP, ordinal
from samverkan.drafting.markup import RawSection, item_lists
from samverkan.drafting.values import PendingCitation, PendingReference

Numbering = Literal["paragraf", "decimal"]


@dataclass(frozen=True)
class Numbered:
    """A clause's sections with their ids and numbers."""

    clause_id: str
    clause_number: str | None
    sections: tuple[tuple[str, str, RawSection], ...]
    """(section id, number, content)"""


def number_clauses(
    clauses: Sequence[tuple[str, tuple[RawSection, ...]]], numbering: Numbering
) -> tuple[Numbered, ...]:
    """Give every section its number.

    ``paragraf`` counts sections through the document (1 §, 2 § …); ``decimal`` counts
    clauses and their sections (4, 4.1, 4.2).
    """
    numbered = []
    running = 0
    for index, (clause_id, sections) in enumerate(clauses, start=1):
        rows = []
        for position, section in enumerate(sections, start=1):
            running += 1
            name = section.name or str(position)
            number = str(running) if numbering == "paragraf" else f"{index}.{position}"
            rows.append((f"{clause_id}.{name}", number, section))
        clause_number = None if numbering == "paragraf" else str(index)
        numbered.append(Numbered(clause_id, clause_number, tuple(rows)))
    return tuple(numbered)


@dataclass(frozen=True)
class _Place:
    """Where a reference leads: the place's id, its first and last number, and its annex.

    The place of an item in a list has the number of its section, and ``item``, its own; and
    ``stycke``, when the section has more than one.
    """

    target: str
    first: str
    last: str
    annex: int | None = None
    whole_annex: bool = False
    item: str | None = None
    stycke: int | None = None


class Resolver:
    """Turns pending inlines into text, once all numbers are known.

    Args:
        clauses: the body, numbered.
        numbering: how the body is numbered; annexes are always decimal.
        citer: writes citations of statutes.
        annexes: the id and the numbered clauses of each annex.
    """

    def __init__(
        self,
        clauses: Sequence[Numbered],
        numbering: Numbering,
        citer: Citer,
        annexes: Sequence[tuple[str, Sequence[Numbered]]] = (),
    ) -> None:
        self.numbering, self.citer = numbering, citer
        self.annex: int | None = None
        """The annex whose text is being resolved; places in it are called by number alone."""
        self._places: dict[str, _Place] = {}
        self._add(clauses, None)
        for number, (annex_id, numbered) in enumerate(annexes, start=1):
            self._places[annex_id] = _Place(
                annex_id, str(number), str(number), number, whole_annex=True
            )
            self._add(numbered, number)

    def _add(self, clauses: Sequence[Numbered], annex: int | None) -> None:
        for clause in clauses:
            first, last = clause.sections[0], clause.sections[-1]
            self._places[clause.clause_id] = (
                _Place(clause.clause_id, clause.clause_number, clause.clause_number, annex)
                if clause.clause_number
                else _Place(first[0], first[1], last[1], annex)
            )
            for section_id, number, raw in clause.sections:
                self._places[section_id] = place = _Place(section_id, number, number, annex)
                self._add_items(place, raw)

    def _add_items(self, section: _Place, raw: RawSection) -> None:
        several = any(isinstance(block, Paragraph) for block in raw.blocks[1:])
        for stycke, block in item_lists(raw.blocks):
            for name, number in block.named():
                target = f"{section.target}.{name}"
                within = stycke if several else None
                self._places[target] = replace(section, target=target, item=number, stycke=within)

    def place(self, target: str) -> str | None:
        """Return how the place of ``target`` is printed, or None when it is not there."""
        found = self._places.get(target)
        return self._printed(found) if found else None

    def reference(self, pending: PendingReference) -> Reference:
        """Resolve ``se(…)``.

        Raises:
            LookupError: if the target is not in the document; if it is an item and its stycke
                is given, for that is counted here; or if there is no word for the stycke.
        """
        found = self._places.get(pending.target)
        if found is None:
            raise LookupError(f"se({pending.target!r}): {self._missing(pending.target)}")
        if found.item and pending.stycke:
            raise LookupError(f"se({pending.target!r}): stycket räknas ut; ta bort stycke=")
        try:
            text = self._printed(found, pending.stycke or found.stycke)
        except ValueError:
            message = f"se({pending.target!r}): dela paragrafen; den har för många stycken"
            raise LookupError(message) from None
        return Reference(found.target, text, found.item or found.first)

    def _missing(self, target: str) -> str:
        section, _, item = target.rpartition(".")
        if section.count(".") and section in self._places:
            return f"ledet [{item}] finns inte i den lydelse som gäller"
        return "klausulen finns inte i dokumentet"

    def _printed(self, place: _Place, stycke: int | None = None) -> str:
        if place.whole_annex:
            return f"bilaga{NBSP}{place.first}"
        decimal = self.numbering == "decimal" or place.annex is not None
        if decimal:
            text = f"punkt{NBSP}{place.first}"
        elif place.first == place.last:
            text = f"{place.first}{NBSP}§"
        else:
            text = f"{place.first}–{place.last}{NBSP}§§"
        if stycke:
            text += f" {ordinal(stycke)}{NBSP}stycket"
        if place.item:
            # Two figures after each other, punkt 5.1 3, would be read as one.
            text += f"{' led' if decimal and place.item.isdigit() else ''}{NBSP}{place.item}"
        if place.annex == self.annex or not decimal:
            return text
        # The same numbers run in the body and in every annex: say which is meant.
        return f"{text} i {f'bilaga{NBSP}{place.annex}' if place.annex else 'huvudtexten'}"

    def section(self, section_id: str, number: str, raw: RawSection) -> Section:
        """Return the section with everything resolved."""
        return Section(section_id, number, self.blocks(raw.blocks, section_id))

    def blocks(self, blocks: Sequence[Any], section_id: str | None = None) -> tuple[Block, ...]:
        """Return ``blocks`` with everything resolved; outside a section no item has an id."""
        return tuple(self._block(block, section_id) for block in blocks)

    def _block(self, block: Block, section_id: str | None) -> Block:
        if isinstance(block, Paragraph):
            return Paragraph(self.inlines(block.inlines))
        if isinstance(block, ItemList):
            ids = tuple(name and f"{section_id}.{name}" for name in block.ids) if section_id else ()
            return ItemList(block.kind, tuple(self.inlines(item) for item in block.items), ids)
        return replace(
            block,
            header=tuple(self.inlines(cell) for cell in block.header),
            rows=tuple(tuple(self.inlines(cell) for cell in row) for row in block.rows),
        )

    def inlines(self, inlines: Sequence[Any]) -> Inlines:
        """Return ``inlines`` with references and citations resolved."""
        return tuple(self._inline(inline) for inline in inlines)

    def _inline(self, inline: Any) -> Any:
        if isinstance(inline, PendingCitation):
            return self.citer.cite(inline)
        if isinstance(inline, PendingReference):
            return self.reference(inline)
        return inline

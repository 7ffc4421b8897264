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
from samverkan.drafting.markup import RawSection
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


class Resolver:
    """Turns pending inlines into text, once all numbers are known."""

    def __init__(self, clauses: Sequence[Numbered], numbering: Numbering, citer: Citer) -> None:
        self.numbering, self.citer = numbering, citer
        self.numbers: dict[str, tuple[str, str, str]] = {}
        for clause in clauses:
            first, last = clause.sections[0], clause.sections[-1]
            whole = clause.clause_number or first[1]
            self.numbers[clause.clause_id] = (
                (clause.clause_id, whole, whole)
                if clause.clause_number
                else (first[0], first[1], last[1])
            )
            for section_id, number, _ in clause.sections:
                self.numbers[section_id] = (section_id, number, number)

    def place(self, target: str) -> str | None:
        """Return how the place of ``target`` is printed, or None when it is not there."""
        found = self.numbers.get(target)
        return self._printed(found[1], found[2]) if found else None

    def reference(self, pending: PendingReference) -> Reference:
        """Resolve ``se(…)``.

        Raises:
            LookupError: if the target is not in the document.
        """
        found = self.numbers.get(pending.target)
        if found is None:
            raise LookupError(f"se({pending.target!r}): klausulen finns inte i dokumentet")
        target, first, last = found
        text = self._printed(first, last)
        if pending.stycke:
            text += f" {ordinal(pending.stycke)}{NBSP}stycket"
        return Reference(target, text, first)

    def _printed(self, first: str, last: str) -> str:
        if self.numbering == "decimal":
            return f"punkt{NBSP}{first}"
        if first == last:
            return f"{first}{NBSP}§"
        return f"{first}–{last}{NBSP}§§"

    def section(self, section_id: str, number: str, raw: RawSection) -> Section:
        """Return the section with everything resolved."""
        return Section(section_id, number, self.blocks(raw.blocks))

    def blocks(self, blocks: Sequence[Any]) -> tuple[Block, ...]:
        """Return ``blocks`` with everything resolved."""
        return tuple(self._block(block) for block in blocks)

    def _block(self, block: Block) -> Block:
        if isinstance(block, Paragraph):
            return Paragraph(self.inlines(block.inlines))
        if isinstance(block, ItemList):
            return ItemList(block.kind, tuple(self.inlines(item) for item in block.items))
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

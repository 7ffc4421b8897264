"""Which clauses a document has, and in which wording: rendered, but not yet numbered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from samverkan.drafting.complaints import Complaints
from samverkan.drafting.context import Context
from samverkan.drafting.markup import MarkupError, RawSection, parse
from samverkan.drafting.templating import TemplateFaultError
from samverkan.records.yamlsource import Path

if TYPE_CHECKING:
    from samverkan.records.model import Annex, Clause
    from samverkan.records.model.agreement import ClauseUse, Part

_Owner = TypeVar("_Owner")


@dataclass(frozen=True)
class Wording:
    """A chosen clause with its rendered text, before it has a number."""

    record: Clause
    variant: str | None
    place: Path
    """Where in the record its text stands."""
    sections: tuple[RawSection, ...]
    note: tuple[RawSection, ...]


Worded = list[tuple[_Owner, list[Wording]]]


def rendered(template: str, context: Context) -> tuple[RawSection, ...]:
    """Render a template and find its structure.

    Raises:
        TemplateFaultError: if the template cannot be rendered.
        MarkupError: if its result is no valid markup.
    """
    return parse(context.render(template), context.tokens)


class Selection:
    """Chooses the clauses of a document, and of each its wording.

    Args:
        context: the answers and the document type; learns which clauses are chosen.
        complaints: takes the faults of clauses and conditions.
        day: the date whose law the draft is made under.
    """

    def __init__(self, context: Context, complaints: Complaints, day: date) -> None:
        self.context, self.complaints, self.day = context, complaints, day

    def worded(self) -> tuple[Worded[Part], Worded[Annex]]:
        """Choose the clauses of the body and of the annexes, and render them.

        All are chosen before any is rendered: a clause may ask whether another is there.

        Returns:
            Each part of the document type with its wordings, and each annex with its own.
            What could not be chosen or rendered is missing, and complained of.
        """
        chosen = [(part, self._chosen(part.clauses)) for part in self.context.agreement.parts]
        annexed = [(annex, self._chosen(annex.clauses)) for annex in self._annexes()]
        records = [record for _, found in (*chosen, *annexed) for record in found]
        uses = Counter(record.id for record in records)
        for twice in sorted(name for name, count in uses.items() if count > 1):
            self._own_fault(
                "klausul-dubbel", f"klausulen {twice} står två gånger i dokumentet.", "parts"
            )
        self.context.include(records, [annex for annex, _ in annexed])
        return (
            [(part, self._wordings(found)) for part, found in chosen],
            [(annex, self._wordings(found)) for annex, found in annexed],
        )

    def _annexes(self) -> list[Annex]:
        try:
            return list(self.context.annexes())
        except TemplateFaultError as error:
            self._own_fault("villkor", f"{self.context.agreement.id}: {error.message}.", "annexes")
            return []

    def _chosen(self, uses: Iterable[ClauseUse]) -> list[Clause]:
        chosen = []
        for use in uses:
            record = self.context.bank.clauses.get(use.clause)
            if record is None:
                self._own_fault("dod-hanvisning", f"klausulen {use.clause} finns inte.", "parts")
                continue
            try:
                included = use.when is None or self.context.holds(use.when)
            except TemplateFaultError as error:
                self._own_fault("villkor", f"{use.clause}: {error.message}.", "parts")
                continue
            if included and self._in_force(record):
                chosen.append(record)
        return chosen

    def _in_force(self, record: Clause) -> bool:
        early = record.valid_from is not None and self.day < record.valid_from
        late = record.valid_to is not None and self.day > record.valid_to
        if early or late:
            instead = f"; använd {record.replaced_by}" if record.replaced_by else ""
            self._clause_fault("giltighet", f" gäller inte {self.day}{instead}.", record)
        return not (early or late)

    def _wordings(self, records: Iterable[Clause]) -> list[Wording]:
        return [wording for record in records if (wording := self._wording(record))]

    def _wording(self, record: Clause) -> Wording | None:
        text, note, variant = record.text, record.note, None
        place: Path = ()
        try:
            for index, candidate in enumerate(record.variants):
                place = ("variants", index)
                if self.context.holds(candidate.when):
                    text, variant = candidate.text, candidate.id
                    note = candidate.note or note
                    break
            else:
                place = ("text",)
            return Wording(
                record, variant, place, *(rendered(each, self.context) for each in (text, note))
            )
        except TemplateFaultError as error:
            self._clause_fault("mall", f": {error.message}.", record, *place, line=error.line)
        except MarkupError as error:
            self._clause_fault("uppmarkning", f": {error}.", record, *place)
        return None

    def _own_fault(self, code: str, message: str, *path: str | int) -> None:
        """Complain of the document type itself."""
        self.complaints.add(code, message, ("agreement", self.context.agreement.id), path)

    def _clause_fault(
        self, code: str, message: str, record: Clause, *path: str | int, line: int = 0
    ) -> None:
        key = ("clause", record.id)
        self.complaints.add(code, f"{record.id}{message}", key, path, line=line)

"""Type, answers, clauses and law at a date become a Document.

Fails closed: a template that fails, a citation of a section that does not exist, a
clause outside its validity or a broken rule stops the draft with every fault listed.
What is merely unanswered becomes a visible placeholder and an open point.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from samverkan.drafting.annotation import annotation
from samverkan.drafting.answers import Answers
from samverkan.drafting.binding import binding
from samverkan.drafting.citations import Citer, full_name
from samverkan.drafting.complaints import Complaints
from samverkan.drafting.context import Context
from samverkan.drafting.document import (
    Annex,
    Block,
    Clause,
    DemandMet,
    Document,
    Inlines,
    Note,
    Part,
    Text,
    lines,
    one_line,
    plain,
)
from samverkan.drafting.frame import NOTHING_ANSWERED
from samverkan.drafting.frontmatter import (
    decision_rows,
    front_rows,
    party_lines,
    register_number,
    signatures,
)
from samverkan.drafting.language import enumeration
from samverkan.drafting.maindocument import MainDocument
from samverkan.drafting.markup import MarkupError, RawSection, parse
from samverkan.drafting.numbering import Numbered, Numbering, Resolver, number_clauses
from samverkan.drafting.openpoints import demands_met, open_points
from samverkan.drafting.origin import provenance
from samverkan.drafting.rules import broken_rules
from samverkan.drafting.templating import TemplateFaultError, Tokens
from samverkan.records.bank import Bank, Key
from samverkan.records.fault import FaultsError
from samverkan.records.yamlsource import Path

if TYPE_CHECKING:
    from samverkan.records.model import AgreementType
    from samverkan.records.model import Annex as AnnexRecord
    from samverkan.records.model import Clause as ClauseRecord
    from samverkan.records.model.agreement import ClauseUse
    from samverkan.records.model.agreement import Part as PartRecord

_Owner = TypeVar("_Owner")


@dataclass(frozen=True)
class _Wording:
    """A chosen clause with its rendered text, before it has a number."""

    record: ClauseRecord
    variant: str | None
    place: Path
    """Where in the record its text stands."""
    sections: tuple[RawSection, ...]
    note: tuple[RawSection, ...]


_Worded = list[tuple[_Owner, list[_Wording]]]


def assemble(
    bank: Bank,
    type_id: str,
    answers: Answers,
    day: date,
    *,
    file: str = "svar",
    main: MainDocument | None = None,
) -> Document:
    """Draft a document.

    Args:
        bank: all records.
        type_id: a document type in agreements/.
        answers: typed answers, from :func:`samverkan.drafting.answers.read_answers`.
        day: the date whose law the draft is made under.
        file: the answer file, to name in faults.
        main: for a decision package, the document to decide on.

    Raises:
        KeyError: if there is no such type.
        FaultsError: with every fault, when the draft cannot be made.
    """
    return _Assembly(bank, bank.agreements[type_id], answers, day, file, main).document()


class _Assembly:
    def __init__(
        self,
        bank: Bank,
        agreement: AgreementType,
        answers: Answers,
        day: date,
        file: str,
        main: MainDocument | None,
    ) -> None:
        self.bank, self.agreement, self.answers = bank, agreement, answers
        self.day, self.file = day, file
        self.tokens = Tokens()
        self.context = Context(bank, agreement, answers, self.tokens, main)
        self.complaints = Complaints(bank, file)

    def document(self) -> Document:
        broken, warnings = broken_rules(self.context, self.file)
        self.complaints.extend(broken)
        for fault in self.context.cost_faults:
            message = f"kostnadsfördelningen går inte att räkna ut: {fault}."
            at = self.answers.places.get("kostnadsunderlag", (1, 1))
            self.complaints.add("kostnad", message, at=at)
        if not self.answers.values:
            warnings.append(NOTHING_ANSWERED)
        worded, annexed = self._all_worded()
        self._stop_on_faults()
        body = [wording for _, wordings in worded for wording in wordings]
        everything = [*body, *(wording for _, wordings in annexed for wording in wordings)]
        numbered = _numbered(body, self.agreement.numbering)
        numbered_annexes = [
            (annex.id, _numbered(wordings, "decimal")) for annex, wordings in annexed
        ]
        citer = Citer(self.bank.statutes, self.day)
        resolver = Resolver(numbered, self.agreement.numbering, citer, numbered_annexes)
        numbers = {
            clause.clause_id: clause
            for clauses in (numbered, *(clauses for _, clauses in numbered_annexes))
            for clause in clauses
        }
        preamble = self._preamble(resolver)
        parts = tuple(
            Part(part.heading, self._clauses(wordings, numbers, resolver))
            for part, wordings in worded
            if wordings
        )
        annexes = []
        for number, (annex, wordings) in enumerate(annexed, start=1):
            resolver.annex = number
            clauses = self._clauses(wordings, numbers, resolver)
            annexes.append(Annex(annex.id, number, annex.title, clauses))
        resolver.annex = None
        heading = self._heading(
            self.agreement.document_title, ("agreement", self.agreement.id), resolver
        )
        self._stop_on_faults()
        document = Document(
            type_id=self.agreement.id,
            type_title=self.agreement.title,
            heading=heading,
            nature=self.agreement.nature,
            numbering=self.agreement.numbering,
            law_date=self.day.isoformat(),
            law_texts=(),
            parties=party_lines(self.context),
            party_heading=self.agreement.party_heading,
            front_rows=front_rows(self.context),
            decision_rows=decision_rows(self.context),
            preamble=preamble,
            parts=parts,
            annexes=tuple(annexes),
            signatures=signatures(self.context),
            open_points=(),
            demands=(),
            register_number=register_number(self.context),
        )
        records = [wording.record for wording in everything]
        main = self.context.main
        points = open_points(document, self.context, warnings, records, resolver)
        demands = self._demands(document, records, resolver)
        return replace(
            document,
            provenance=provenance(document, self.answers.raw, main.typ_id if main else None),
            open_points=points,
            demands=demands,
            # Last, when everything that cites a statute has done so.
            law_texts=self._law_texts(citer),
        )

    def _demands(
        self, document: Document, records: list[ClauseRecord], resolver: Resolver
    ) -> tuple[DemandMet, ...]:
        try:
            return demands_met(document, self.context, records, resolver)
        except LookupError as error:
            name = str(self.agreement.demands)
            key = ("demands", name)
            self.complaints.add_cause("hanvisning", f"kravlistan {name}", error.args[0], key)
        raise FaultsError(self.complaints.all())

    def _stop_on_faults(self) -> None:
        if faults := self.complaints.all():
            raise FaultsError(faults)

    def _own_fault(self, code: str, message: str, *path: str | int) -> None:
        """Complain of the document type itself."""
        self.complaints.add(code, message, ("agreement", self.agreement.id), path)

    def _clause_fault(
        self, code: str, message: str, record: ClauseRecord, *path: str | int, line: int = 0
    ) -> None:
        key = ("clause", record.id)
        self.complaints.add(code, f"{record.id}{message}", key, path, line=line)

    def _citation_fault(self, record: ClauseRecord, error: LookupError, *path: str | int) -> None:
        key = ("clause", record.id)
        self.complaints.add_cause("hanvisning", record.id, error.args[0], key, path)

    # -- choosing and rendering --------------------------------------------------------

    def _all_worded(self) -> tuple[_Worded[PartRecord], _Worded[AnnexRecord]]:
        """Choose the clauses of the body and of the annexes, and render them.

        All are chosen before any is rendered: a clause may ask whether another is there.
        """
        chosen = [(part, self._chosen(part.clauses)) for part in self.agreement.parts]
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

    def _annexes(self) -> list[AnnexRecord]:
        try:
            return list(self.context.annexes())
        except TemplateFaultError as error:
            self._own_fault("villkor", f"{self.agreement.id}: {error.message}.", "annexes")
            return []

    def _chosen(self, uses: Iterable[ClauseUse]) -> list[ClauseRecord]:
        chosen = []
        for use in uses:
            record = self.bank.clauses.get(use.clause)
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

    def _in_force(self, record: ClauseRecord) -> bool:
        early = record.valid_from is not None and self.day < record.valid_from
        late = record.valid_to is not None and self.day > record.valid_to
        if early or late:
            instead = f"; använd {record.replaced_by}" if record.replaced_by else ""
            self._clause_fault("giltighet", f" gäller inte {self.day}{instead}.", record)
        return not (early or late)

    def _wordings(self, records: Iterable[ClauseRecord]) -> list[_Wording]:
        return [wording for record in records if (wording := self._wording(record))]

    def _wording(self, record: ClauseRecord) -> _Wording | None:
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
            return _Wording(record, variant, place, self._parsed(text), self._parsed(note))
        except TemplateFaultError as error:
            self._clause_fault("mall", f": {error.message}.", record, *place, line=error.line)
        except MarkupError as error:
            self._clause_fault("uppmarkning", f": {error}.", record, *place)
        return None

    def _parsed(self, template: str) -> tuple[RawSection, ...]:
        return parse(self.context.render(template), self.tokens)

    # -- resolving ---------------------------------------------------------------------

    def _clauses(
        self, wordings: Iterable[_Wording], numbers: Mapping[str, Numbered], resolver: Resolver
    ) -> tuple[Clause, ...]:
        return tuple(self._clause(w, numbers[w.record.id], resolver) for w in wordings)

    def _clause(self, wording: _Wording, numbered: Numbered, resolver: Resolver) -> Clause:
        record = wording.record
        sections = []
        for section_id, number, raw in numbered.sections:
            try:
                sections.append(resolver.section(section_id, number, raw))
            except LookupError as error:
                self._citation_fault(record, error, *wording.place)
        law = self._law(record, resolver)
        return Clause(
            id=record.id,
            version=record.version,
            heading=plain(self._heading(record.title, ("clause", record.id), resolver)),
            number=numbered.clause_number,
            sections=tuple(sections),
            note=self._note(wording, law, resolver),
            level=record.level,
            legal_basis=record.legal_basis,
            variant=wording.variant,
            law=law,
        )

    def _law(self, record: ClauseRecord, resolver: Resolver) -> str:
        try:
            return resolver.citer.cited(binding(record.legal_basis, self.context))
        except LookupError as error:
            self._citation_fault(record, error, "legal_basis")
        return ""

    def _note(self, wording: _Wording, law: str, resolver: Resolver) -> Note:
        """Return the drafting note; its citations do not count as the first mention."""
        seen = dict(resolver.citer.seen)
        said: list[str] = []
        try:
            for raw in wording.note:
                for block in resolver.blocks(raw.blocks):
                    said += lines(block)
        except LookupError as error:
            self._citation_fault(wording.record, error, "note")
        resolver.citer.seen = seen
        return annotation(wording.record, said, law, self.bank)

    def _preamble(self, resolver: Resolver) -> tuple[Block, ...]:
        if self.agreement.preamble is None:
            return ()
        try:
            raw = self._parsed(self.agreement.preamble)
            return tuple(block for part in raw for block in resolver.blocks(part.blocks))
        except TemplateFaultError as error:
            self._own_fault("ingress", f"{self.agreement.id}: {error.message}.", "preamble")
        except (MarkupError, LookupError) as error:
            self._own_fault("ingress", f"{self.agreement.id}: {error.args[0]}.", "preamble")
        return ()

    def _heading(self, template: str, owner: Key, resolver: Resolver) -> Inlines:
        try:
            raw = self._parsed(template)
            blocks = [block for section in raw for block in resolver.blocks(section.blocks)]
        except TemplateFaultError as error:
            self.complaints.add("rubrik", f"{owner[1]}, rubriken: {error.message}.", owner)
        except (MarkupError, LookupError) as error:
            self.complaints.add("rubrik", f"{owner[1]}, rubriken: {error.args[0]}.", owner)
        else:
            return one_line(blocks)
        return (Text(template),)

    # -- around the text ---------------------------------------------------------------

    def _law_texts(self, citer: Citer) -> tuple[str, ...]:
        """Return a line per date, with the statutes whose text was checked that day."""
        by_date: dict[str, list[str]] = {}
        for number in sorted(citer.printed):
            statute = self.bank.statutes[number]
            checked = f"Text per {statute.text_as_of}" if statute.text_as_of else "Text inte läst"
            by_date.setdefault(checked, []).append(full_name(statute))
        return tuple(f"{day}: {enumeration(by_date[day])}." for day in sorted(by_date))


def _numbered(wordings: Iterable[_Wording], numbering: Numbering) -> tuple[Numbered, ...]:
    return number_clauses([(w.record.id, w.sections) for w in wordings], numbering)

"""Type, answers, clauses and law at a date become a Document.

Fails closed: a template that fails, a citation of a section that does not exist, a
clause outside its validity or a broken rule stops the draft with every fault listed.
What is merely unanswered becomes a visible placeholder and an open point.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from samverkan.drafting.annotation import annotation
from samverkan.drafting.answers import Answers
from samverkan.drafting.binding import binding
from samverkan.drafting.citations import Citer, NotYetLawError, full_name
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
from samverkan.drafting.language import enumeration, long_date
from samverkan.drafting.maindocument import MainDocument
from samverkan.drafting.markup import MarkupError
from samverkan.drafting.numbering import Numbered, Numbering, Resolver, number_clauses
from samverkan.drafting.openpoints import demands_met, open_points
from samverkan.drafting.origin import provenance
from samverkan.drafting.rules import broken_rules
from samverkan.drafting.selection import Selection, Wording, rendered
from samverkan.drafting.templating import TemplateFaultError, Tokens
from samverkan.drafting.ties import tie_faults
from samverkan.records.bank import Bank, Key
from samverkan.records.fault import Fault, FaultsError

if TYPE_CHECKING:
    from samverkan.records.model import AgreementType
    from samverkan.records.model import Clause as ClauseRecord


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


def contradictions(
    bank: Bank, type_id: str, answers: Answers, day: date, *, file: str = "svar"
) -> list[Fault]:
    """Return what stops a draft besides the faults that are told of single answers.

    Answers that are wrong are gaps to the rules, and no gap is ever to blame. Which clauses
    there will be nobody knows yet: they are tried as if what is wrong were not answered.

    Raises:
        KeyError: if there is no such type.
    """
    agreement = bank.agreements[type_id]
    broken, _ = broken_rules(Context(bank, agreement, answers, Tokens()), file)
    right = {name: value for name, value in answers.values.items() if name not in answers.wrong}
    sound = replace(answers, values=right, wrong=frozenset())
    try:
        _Assembly(bank, agreement, sound, day, file, None).written()
    except FaultsError as error:
        return [*broken, *error.faults]
    return broken


@dataclass(frozen=True)
class _Written:
    """What a document says, numbered and with its references resolved."""

    heading: Inlines
    preamble: tuple[Block, ...]
    parts: tuple[Part, ...]
    annexes: tuple[Annex, ...]
    records: list[ClauseRecord]
    resolver: Resolver


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
        self.context = Context(bank, agreement, answers, Tokens(), main)
        self.complaints = Complaints(bank, file)

    def written(self) -> _Written:
        """Write what the document says.

        Raises:
            FaultsError: with what is wrong with its clauses.
        """
        worded, annexed = Selection(self.context, self.complaints, self.day).worded()
        self._stop_on_faults()  # before those that refer to a missing clause are told too
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
        records = [wording.record for wording in everything]
        return _Written(heading, preamble, parts, tuple(annexes), records, resolver)

    def document(self) -> Document:
        """Draft the document.

        Raises:
            FaultsError: with every fault, when the draft cannot be made.
        """
        broken, warnings = broken_rules(self.context, self.file)
        broken += tie_faults(self.context, self.file)
        try:
            written = self.written()
        except FaultsError as error:
            raise FaultsError([*broken, *error.faults]) from None
        if broken:
            raise FaultsError(broken)
        if not self.answers.values:
            warnings.append(NOTHING_ANSWERED)
        document = Document(
            type_id=self.agreement.id,
            type_title=self.agreement.title,
            heading=written.heading,
            nature=self.agreement.nature,
            numbering=self.agreement.numbering,
            law_date=self.day.isoformat(),
            law_texts=(),
            parties=party_lines(self.context),
            party_heading=self.agreement.party_heading,
            front_rows=front_rows(self.context),
            decision_rows=decision_rows(self.context),
            preamble=written.preamble,
            parts=written.parts,
            annexes=written.annexes,
            signatures=signatures(self.context),
            open_points=(),
            demands=(),
            register_number=register_number(self.context),
        )
        records, resolver = written.records, written.resolver
        main = self.context.main
        points = open_points(document, self.context, warnings, records, resolver)
        demands = self._demands(document, records, resolver)
        document = replace(
            document,
            open_points=points,
            demands=demands,
            # Last, when everything that cites a statute has done so.
            law_texts=self._law_texts(resolver.citer),
        )
        origin = provenance(document, self.answers.raw, main.typ_id if main else None)
        return replace(document, provenance=origin)

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

    def _citation_fault(self, record: ClauseRecord, error: LookupError, *path: str | int) -> None:
        if isinstance(error, NotYetLawError) and error.start is not None:
            start, day = long_date(error.start), long_date(self.day)
            cause = (
                f"{self.agreement.title} kan inte skrivas efter den lag som gällde {day}: "
                f"{error.name} gäller från {start}, och äldre lag finns inte i biblioteket"
            )
            self.complaints.add_unlawful(cause, f"{record.title} ({record.id})")
            return
        key = ("clause", record.id)
        self.complaints.add_cause("hanvisning", record.id, error.args[0], key, path)

    # -- resolving ---------------------------------------------------------------------

    def _clauses(
        self, wordings: Iterable[Wording], numbers: Mapping[str, Numbered], resolver: Resolver
    ) -> tuple[Clause, ...]:
        return tuple(self._clause(w, numbers[w.record.id], resolver) for w in wordings)

    def _clause(self, wording: Wording, numbered: Numbered, resolver: Resolver) -> Clause:
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

    def _note(self, wording: Wording, law: str, resolver: Resolver) -> Note:
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
            raw = rendered(self.agreement.preamble, self.context)
            return tuple(block for part in raw for block in resolver.blocks(part.blocks))
        except TemplateFaultError as error:
            self._own_fault("ingress", f"{self.agreement.id}: {error.message}.", "preamble")
        except (MarkupError, LookupError) as error:
            self._own_fault("ingress", f"{self.agreement.id}: {error.args[0]}.", "preamble")
        return ()

    def _heading(self, template: str, owner: Key, resolver: Resolver) -> Inlines:
        try:
            raw = rendered(template, self.context)
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


def _numbered(wordings: Iterable[Wording], numbering: Numbering) -> tuple[Numbered, ...]:
    return number_clauses([(w.record.id, w.sections) for w in wordings], numbering)

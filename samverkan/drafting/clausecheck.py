"""Checks clauses and document types before anyone drafts with them.

Everything that can be known without answers is checked here: templates are sound
(:mod:`samverkan.drafting.templatecheck`), questions agree, demands exist, and what a clause
rests on is said and in force.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from pydantic import ValidationError

from samverkan.drafting.context import BUILT_IN
from samverkan.drafting.itemcheck import Items
from samverkan.drafting.lawdirective import repealed_problem
from samverkan.drafting.review.evidencecheck import evidence_faults
from samverkan.drafting.templatecheck import Template, TemplateCheck
from samverkan.records.bank import Bank
from samverkan.records.entry import Entry
from samverkan.records.fault import Fault
from samverkan.records.load import Loaded
from samverkan.records.messages import did_you_mean
from samverkan.records.model import (
    AgreementType,
    Annex,
    Clause,
    Cooperation,
    LawRef,
    QuestionGroup,
)
from samverkan.records.model.agreement import ClauseUse, Give, InterviewPage, Tie
from samverkan.records.references import references
from samverkan.records.yamlsource import Path

_STAND_INS = {"title": "–", "topics": ["–"], "level": "praxis", "text": "–", "note": "–"}
"""What a clause must have, for looking at the rest of one that lacks it or has it wrong."""
_TEMPLATES = frozenset({"title", "text", "note", "variants", "questions"})
_GROUNDS = frozenset({"level", "legal_basis", "sources", "examples", "practice"})
_ON_THE_LINE = re.compile(r"^[ -]*text:(?![ \t]*\|)", re.MULTILINE)


def library_faults(loaded: Loaded) -> list[Fault]:
    """Return every fault in clauses, questions and document types.

    Args:
        loaded: what :func:`samverkan.records.load.load` read.
    """
    items = Items(loaded.bank)
    return sorted(
        fault
        for entry in loaded.entries
        if not issubclass(entry.model, Cooperation)  # a bank holds thousands of these
        for faults in (
            _Checker(loaded.bank, entry, items).faults(),
            evidence_faults(loaded.bank, entry),
            items.faults(entry),
        )
        for fault in faults
    )


def _readable(entry: Entry) -> tuple[Clause | None, frozenset[str]]:
    """Return a clause, and the fields in it that are wrong and stand-ins here.

    So that what is right in a clause is looked at although something else in it is wrong.
    """
    if entry.misfit is None:
        return (entry.record if isinstance(entry.record, Clause) else None), frozenset()
    wrong = frozenset(str(error["loc"][0]) for error in entry.misfit.errors() if error["loc"])
    kept = {name: value for name, value in dict(entry.raw).items() if name not in wrong}
    try:
        return Clause.model_validate({**_STAND_INS, **kept, "id": entry.id}), wrong
    except ValidationError:  # what is wrong is not a field, but the id
        return None, wrong


class _Checker:
    def __init__(self, bank: Bank, entry: Entry, items: Items) -> None:
        self.bank, self.entry, self.items = bank, entry, items

    def faults(self) -> Iterator[Fault]:
        record = self.entry.record
        if self.entry.model is Clause:
            yield from self._clause(*_readable(self.entry))
        elif isinstance(record, AgreementType):
            yield from self._agreement(record)
        elif isinstance(record, Annex):
            yield from self._annex(record)
        elif isinstance(record, QuestionGroup):
            yield from self._questions(record)
        if self.entry.model in (Clause, QuestionGroup):
            yield from self._law_in_force()

    def _fault(self, path: Path, code: str, message: str, hint: str | None = None) -> Fault:
        return Fault(self.entry.file, *self.entry.position(path), "fel", code, message, hint)

    def _law_in_force(self) -> Iterator[Fault]:
        """What a document is to rest on is the law of today.

        A demand may concern what was made under the law before, and name both.
        """
        for reference in references(self.entry.model, self.entry.raw):
            if isinstance(reference.marker, LawRef):
                problem = repealed_problem(self.bank.statutes, reference.value, date.today())
                if problem:
                    yield self._fault(reference.path, "upphavd-lag", *problem)

    # -- clauses -----------------------------------------------------------------------

    def _clause(self, record: Clause | None, wrong: frozenset[str]) -> Iterator[Fault]:
        if record is None:
            return
        templates = [
            Template(("title",), record.title),
            Template(("text",), record.text),
            Template(("note",), record.note),
        ]
        for index, variant in enumerate(record.variants):
            path: Path = ("variants", index)
            templates.append(Template((*path, "when"), variant.when, expression=True))
            templates.append(Template((*path, "text"), variant.text))
            if variant.note:
                templates.append(Template((*path, "note"), variant.note))
        check = TemplateCheck(self.bank, self.entry, self.items, self._terms_around(record))
        for template in templates:
            yield from check.faults(template)
        if not check.unreadable and not wrong & _TEMPLATES:
            yield from self._listed_questions(record, check.used)
        yield from self._known_demands(record)
        if not wrong & _GROUNDS:
            yield from self._grounds(record)
        yield from self._line_breaks(record)

    def _terms_around(self, record: Clause) -> Mapping[str, set[str]] | None:
        """Return what any of the document types that use a clause defines, with its forms."""
        every = self.bank.agreements.values()
        users = [each for each in every if record.id in self.bank.clause_ids(each)]
        return _terms(users) if users and not self.bank.unread.texts.get("agreement") else None

    def _line_breaks(self, record: Clause) -> Iterator[Fault]:
        """Text on the line of its key loses its paragraphs when it goes on below."""
        if not _ON_THE_LINE.search(self.entry.yaml.text):
            return
        texts: list[tuple[Path, str]] = [(("text",), record.text)]
        texts += [(("variants", n, "text"), each.text) for n, each in enumerate(record.variants)]
        for path, text in texts:
            if self.entry.yaml.folds((*self.entry.prefix, *path), text):
                message = "text ska skrivas med | när den är längre än en rad."
                hint = "Skriv text: | och texten, indragen, på raderna under."
                yield self._fault(path, "text-pa-rad", message, hint)

    def _grounds(self, record: Clause) -> Iterator[Fault]:
        """Every clause says what it rests on, and one of the law's names the law."""
        if record.level != "praxis" and not record.legal_basis:
            message = f"nivån är {record.level}, men inget lagrum är angivet."
            hint = "Ange legal_basis, eller level: praxis."
            yield self._fault(("level",), "lagrum-saknas", message, hint)
        elif not record.grounds:
            message = "klausulen säger inte vad den vilar på."
            hint = (
                "Ange legal_basis, sources eller examples. Finns inget av dem: skriv under "
                "practice varför sådana dokument brukar ha klausulen."
            )
            yield self._fault((), "grund-saknas", message, hint)

    def _listed_questions(self, record: Clause, used: set[str]) -> Iterator[Fault]:
        listed = set(record.questions)
        for name in sorted(used - listed - BUILT_IN):
            hint = f"Lägg till {name} i questions."
            yield self._fault(
                ("questions",), "fraga-ej-angiven", f"texten använder frågan {name}.", hint
            )
        for name in sorted(listed - used):
            index = record.questions.index(name)
            message = f"frågan {name} används inte i texten."
            yield self._fault(("questions", index), "fraga-oanvand", message, "Ta bort den.")

    def _known_demands(self, record: Clause) -> Iterator[Fault]:
        known = {d.id for each in self.bank.demand_lists.values() for d in each.demands}
        for index, demand in enumerate(record.demands):
            if demand not in known and not self.bank.unread.may_hold("demands", demand):
                message = f"kravet {demand} finns inte i agreements/demands."
                hint = did_you_mean(demand, known)
                yield self._fault(("demands", index), "okant-krav", message, hint)

    # -- document types and questions --------------------------------------------------

    def _agreement(self, record: AgreementType) -> Iterator[Fault]:
        asked = [name for page in self.bank.interview(record) for name in page.questions]
        yield from self._pages(record.interview)
        check = TemplateCheck(self.bank, self.entry, self.items, _terms([record]))
        yield from check.faults(Template(("document_title",), record.document_title))
        if record.preamble:
            yield from check.faults(Template(("preamble",), record.preamble))
        for number, term in enumerate(record.terms):
            for form, source in term.forms.items():
                yield from check.faults(Template(("terms", number, "forms", form), source))
        yield from self._used_twice(record)
        yield from self._ties(record)
        yield from self._conversions(record)
        for number, part in enumerate(record.parts):
            yield from self._uses(("parts", number, "clauses"), part.clauses, asked, check)
        for number, annex_use in enumerate(record.annexes):
            path = ("annexes", number)
            if annex_use.when:
                yield from check.faults(Template(path, annex_use.when, expression=True))
            if annex := self.bank.annexes.get(annex_use.annex):
                for clause_use in annex.clauses:
                    yield from self._asked(path, self.bank.clauses.get(clause_use.clause), asked)
        if len(self.bank.annexes_of(record)) < len(record.annexes):
            return  # what an annex that cannot be read asks for is not known
        for name in sorted(check.used - set(asked) - BUILT_IN):
            message = f"typen använder frågan {name}, men frågar inte efter den."
            yield self._fault(("interview",), "fraga-ej-stalld", message)

    def _ties(self, record: AgreementType) -> Iterator[Fault]:
        """A tie answers a question that the package asks, from questions that exist."""
        own = {name for page in record.interview for name in page.questions}
        for number, tie in enumerate(record.ties):
            path: Path = ("ties", number)
            if tie.question not in own:
                message = f"frågan {tie.question} ställs inte i {record.id}."
                yield self._fault(path, "fraga-ej-stalld", message, did_you_mean(tie.question, own))
            for name in tie.by:
                if not self.bank.has_question(name):
                    hint = did_you_mean(name, self.bank.questions)
                    yield self._fault(path, "okand-fraga", f"frågan {name} finns inte.", hint)
            yield from self._computed(path, tie)

    def _conversions(self, record: AgreementType) -> Iterator[Fault]:
        for number, conversion in enumerate(record.conversions):
            for index, rule in enumerate(conversion.give):
                yield from self._computed(("conversions", number, "give", index), rule)

    def _computed(self, path: Path, rule: Give | Tie) -> Iterator[Fault]:
        """An answer that is computed rests on the questions that it names, and on no others."""
        check = TemplateCheck(self.bank, self.entry, self.items)
        for part in ("value", "when"):
            if source := getattr(rule, part):
                yield from check.faults(Template((*path, part), source, expression=True))
        for name in sorted(check.used - set(rule.by) - BUILT_IN):
            message = f"uttrycket använder frågan {name}."
            yield self._fault(path, "fraga-ej-angiven", message, f"Lägg till {name} i by.")

    def _used_twice(self, record: AgreementType) -> Iterator[Fault]:
        """A clause has one place in a document, whatever the conditions."""
        first: dict[str, Path] = {}
        for number, part in enumerate(record.parts):
            for index, use in enumerate(part.clauses):
                path: Path = ("parts", number, "clauses", index)
                if (known := first.setdefault(use.clause, path)) != path:
                    place = f"{self.entry.file}:{self.entry.position(known)[0]}"
                    message = f"klausulen {use.clause} står redan på {place}."
                    yield self._fault(path, "klausul-dubbel", message, "Behåll en av dem.")

    def _annex(self, record: Annex) -> Iterator[Fault]:
        if not record.id.startswith("bilaga-"):
            message = f"bilagans id {record.id} börjar inte med bilaga-."
            yield self._fault((), "bilaga-id", message, f"Döp filen till bilaga-{record.id}.yaml.")
        yield from self._pages(record.interview)
        for index, use in enumerate(record.clauses):
            if use.when:
                template = Template(("clauses", index), use.when, expression=True)
                yield from TemplateCheck(self.bank, self.entry, self.items).faults(template)

    def _pages(self, pages: Sequence[InterviewPage]) -> Iterator[Fault]:
        for number, page in enumerate(pages):
            for index, name in enumerate(page.questions):
                if not self.bank.has_question(name):
                    hint = did_you_mean(name, self.bank.questions)
                    path = ("interview", number, "questions", index)
                    yield self._fault(path, "okand-fraga", f"frågan {name} finns inte.", hint)

    def _uses(
        self, path: Path, uses: Sequence[ClauseUse], asked: list[str], check: TemplateCheck
    ) -> Iterator[Fault]:
        for index, use in enumerate(uses):
            place = (*path, index)
            if use.when:
                yield from check.faults(Template(place, use.when, expression=True))
            yield from self._asked(place, self.bank.clauses.get(use.clause), asked)

    def _asked(self, path: Path, clause: Clause | None, asked: list[str]) -> Iterator[Fault]:
        if clause is None:
            return
        for name in clause.questions:
            if name not in asked and name not in BUILT_IN:
                message = f"klausulen {clause.id} behöver frågan {name}, som inte ställs."
                hint = f"Lägg till {name} i interview."
                yield self._fault(path, "fraga-ej-stalld", message, hint)

    def _questions(self, record: QuestionGroup) -> Iterator[Fault]:
        check = TemplateCheck(self.bank, self.entry, self.items)
        for index, question in enumerate(record.questions):
            if question.when:
                condition = Template(("questions", index, "when"), question.when, expression=True)
                yield from check.faults(condition)
        for index, rule in enumerate(record.rules):
            path = ("rules", index)
            yield from check.faults(Template((*path, "test"), rule.test, expression=True))
            yield from check.faults(Template((*path, "message"), rule.message))
            for position, name in enumerate(rule.needs):
                if not self.bank.has_question(name):
                    hint = did_you_mean(name, self.bank.questions)
                    message = f"frågan {name} finns inte."
                    yield self._fault((*path, "needs", position), "okand-fraga", message, hint)


def _terms(agreements: Iterable[AgreementType]) -> dict[str, set[str]]:
    """Return the terms that document types define, each with all its forms."""
    found: dict[str, set[str]] = {}
    for agreement in agreements:
        for term in agreement.terms:
            found.setdefault(term.id, set()).update(map(str, term.forms))
    return found

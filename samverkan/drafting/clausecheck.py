"""Checks clauses and document types before anyone drafts with them.

Everything that can be known without answers is checked here: templates parse, names and
filters exist, questions agree, citations and references lead somewhere, no statute or
section is typed as plain text, and every condition rests on a question with a default.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import jinja2
from jinja2 import meta, nodes

from samverkan.drafting.context import BUILT_IN
from samverkan.drafting.itemcheck import Items
from samverkan.drafting.lawdirective import law_problem
from samverkan.drafting.readiness import numbers_in
from samverkan.drafting.review.evidencecheck import evidence_faults
from samverkan.drafting.templatefault import explained
from samverkan.drafting.templating import ENVIRONMENT
from samverkan.records.bank import Bank
from samverkan.records.entry import Entry
from samverkan.records.fault import Fault
from samverkan.records.load import Loaded
from samverkan.records.messages import did_you_mean
from samverkan.records.model import AgreementType, Annex, Clause, Cooperation, QuestionGroup
from samverkan.records.model.agreement import ClauseUse, InterviewPage
from samverkan.records.yamlsource import Path

_TYPED_LAW = re.compile(r"\d+\s*(?:kap\.|§)|§\s*\d|\b\d{4}:\d{2,4}\b")
_DIRECTIVE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)


@dataclass(frozen=True)
class _Template:
    """A template and where it stands in its record."""

    path: Path
    source: str
    expression: bool = False


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


class _Checker:
    def __init__(self, bank: Bank, entry: Entry, items: Items) -> None:
        self.bank, self.entry, self.items = bank, entry, items
        self.unreadable = False
        """Whether a template could not be read, so that nobody knows what it uses."""

    def faults(self) -> Iterator[Fault]:
        record = self.entry.record
        if isinstance(record, Clause):
            yield from self._clause(record)
        elif isinstance(record, AgreementType):
            yield from self._agreement(record)
        elif isinstance(record, Annex):
            yield from self._annex(record)
        elif isinstance(record, QuestionGroup):
            yield from self._questions(record)

    def _fault(
        self, path: Path, code: str, message: str, hint: str | None = None, *, line: int = 0
    ) -> Fault:
        return Fault(self.entry.file, *self.entry.position(path, line), "fel", code, message, hint)

    # -- clauses -----------------------------------------------------------------------

    def _clause(self, record: Clause) -> Iterator[Fault]:
        templates = [
            _Template(("title",), record.title),
            _Template(("text",), record.text),
            _Template(("note",), record.note),
        ]
        for index, variant in enumerate(record.variants):
            path: Path = ("variants", index)
            templates.append(_Template((*path, "when"), variant.when, expression=True))
            templates.append(_Template((*path, "text"), variant.text))
            if variant.note:
                templates.append(_Template((*path, "note"), variant.note))
        used: set[str] = set()
        for template in templates:
            yield from self._template(template, used)
        if not self.unreadable:
            yield from self._listed_questions(record, used)
        yield from self._known_demands(record)
        yield from self._grounds(record)

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
        used: set[str] = set()
        yield from self._template(_Template(("document_title",), record.document_title), used)
        if record.preamble:
            yield from self._template(_Template(("preamble",), record.preamble), used)
        for number, term in enumerate(record.terms):
            for form, source in term.forms.items():
                yield from self._template(_Template(("terms", number, "forms", form), source), used)
        yield from self._used_twice(record)
        yield from self._ties(record)
        yield from self._conversions(record)
        for number, part in enumerate(record.parts):
            yield from self._uses(("parts", number, "clauses"), part.clauses, asked, used)
        for number, annex_use in enumerate(record.annexes):
            path = ("annexes", number)
            if annex_use.when:
                yield from self._template(_Template(path, annex_use.when, expression=True), used)
            if annex := self.bank.annexes.get(annex_use.annex):
                for clause_use in annex.clauses:
                    yield from self._asked(path, self.bank.clauses.get(clause_use.clause), asked)
        if len(self.bank.annexes_of(record)) < len(record.annexes):
            return  # what an annex that cannot be read asks for is not known
        for name in sorted(used - set(asked) - BUILT_IN):
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
            used: set[str] = set()
            for part in ("value", "when"):
                if source := getattr(tie, part):
                    template = _Template((*path, part), source, expression=True)
                    yield from self._template(template, used)
            for name in sorted(used - set(tie.by) - BUILT_IN):
                message = f"uttrycket använder frågan {name}."
                yield self._fault(path, "fraga-ej-angiven", message, f"Lägg till {name} i by.")

    def _conversions(self, record: AgreementType) -> Iterator[Fault]:
        for number, conversion in enumerate(record.conversions):
            for index, rule in enumerate(conversion.give):
                path: Path = ("conversions", number, "give", index)
                used: set[str] = set()
                for part in ("value", "when"):
                    if source := getattr(rule, part):
                        template = _Template((*path, part), source, expression=True)
                        yield from self._template(template, used)
                for name in sorted(used - set(rule.by) - BUILT_IN):
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
                template = _Template(("clauses", index), use.when, expression=True)
                yield from self._template(template, set())

    def _pages(self, pages: Sequence[InterviewPage]) -> Iterator[Fault]:
        for number, page in enumerate(pages):
            for index, name in enumerate(page.questions):
                if not self.bank.has_question(name):
                    hint = did_you_mean(name, self.bank.questions)
                    path = ("interview", number, "questions", index)
                    yield self._fault(path, "okand-fraga", f"frågan {name} finns inte.", hint)

    def _uses(
        self, path: Path, uses: Sequence[ClauseUse], asked: list[str], used: set[str]
    ) -> Iterator[Fault]:
        for index, use in enumerate(uses):
            place = (*path, index)
            if use.when:
                yield from self._template(_Template(place, use.when, expression=True), used)
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
        used: set[str] = set()
        for index, question in enumerate(record.questions):
            if question.when:
                condition = _Template(("questions", index, "when"), question.when, expression=True)
                yield from self._template(condition, used)
        for index, rule in enumerate(record.rules):
            path = ("rules", index)
            yield from self._template(_Template((*path, "test"), rule.test, expression=True), used)
            yield from self._template(_Template((*path, "message"), rule.message), used)
            for position, name in enumerate(rule.needs):
                if not self.bank.has_question(name):
                    hint = did_you_mean(name, self.bank.questions)
                    message = f"frågan {name} finns inte."
                    yield self._fault((*path, "needs", position), "okand-fraga", message, hint)

    # -- templates ---------------------------------------------------------------------

    def _template(self, template: _Template, used: set[str]) -> Iterator[Fault]:
        source = template.source
        if template.expression:
            source = "{% if " + source + " %}{% endif %}"
        try:
            tree = ENVIRONMENT.parse(source)
        except jinja2.TemplateSyntaxError as error:
            self.unreadable = True
            message, line = explained(error, source)
            line = 0 if template.expression else line
            yield self._fault(template.path, "mall", f"{message}.", line=line)
            return
        names = meta.find_undeclared_variables(tree) - {"lag", "se"}
        for name in sorted(names):
            if name in BUILT_IN or self.bank.has_question(name):
                used.add(name)
            else:
                hint = did_you_mean(name, [*self.bank.questions, *BUILT_IN])
                line = min(n.lineno for n in tree.find_all(nodes.Name) if n.name == name)
                line = 0 if template.expression else line
                message = f"{name} finns inte."
                yield self._fault(template.path, "okant-namn", message, hint, line=line)
        yield from self._filters(template, tree)
        yield from self._directives(template, tree)
        yield from self._conditions(template, tree)
        if not template.expression:
            yield from self._typed_law(template)

    def _filters(self, template: _Template, tree: nodes.Template) -> Iterator[Fault]:
        for node in tree.find_all(nodes.Filter):
            if node.name not in ENVIRONMENT.filters:
                hint = did_you_mean(node.name, ENVIRONMENT.filters)
                line = 0 if template.expression else node.lineno
                message = f"filtret {node.name} finns inte."
                yield self._fault(template.path, "okant-filter", message, hint, line=line)

    def _directives(self, template: _Template, tree: nodes.Template) -> Iterator[Fault]:
        for call in tree.find_all(nodes.Call):
            if not isinstance(call.node, nodes.Name):
                continue
            arguments = [a.value for a in call.args if isinstance(a, nodes.Const)]
            line = 0 if template.expression else call.lineno
            if call.node.name == "lag":
                for argument in arguments:
                    context = _line(template.source, call.lineno)
                    problem = law_problem(self.bank.statutes, str(argument), context, date.today())
                    if problem and not self._unread_law(str(argument)):
                        yield self._fault(template.path, "okand-paragraf", *problem, line=line)
            elif call.node.name in ("se", "finns") and arguments:
                target = str(arguments[0]).partition(".")[0]
                if not self.bank.has("clause", target) and not self.bank.has("annex", target):
                    hint = did_you_mean(target, [*self.bank.clauses, *self.bank.annexes])
                    message = f"klausulen {target} finns inte."
                    yield self._fault(template.path, "dod-hanvisning", message, hint, line=line)
                elif problem := self.items.problem(str(arguments[0])):
                    yield self._fault(template.path, "dod-hanvisning", *problem, line=line)
            elif call.node.name == "besvarad" and arguments:
                name = str(arguments[0])
                if not self.bank.has_question(name):
                    hint = did_you_mean(name, self.bank.questions)
                    message = f"frågan {name} finns inte."
                    yield self._fault(template.path, "okand-fraga", message, hint, line=line)

    def _unread_law(self, reference: str) -> bool:
        return any(self.bank.unread.may_hold("statute", each) for each in numbers_in(reference))

    def _conditions(self, template: _Template, tree: nodes.Template) -> Iterator[Fault]:
        """A condition on an unanswered question without default would choose in silence."""
        if template.path[:1] in (("rules",), ("conversions",)):
            return  # tried only when their questions are answered
        for branch in tree.find_all(nodes.If):
            for name in _decisive_names(branch.test):
                question = self.bank.questions.get(name)
                if question is not None and question.default is None:
                    message = f"villkoret beror på {name}, som saknar förvalt svar."
                    hint = f'Ge {name} en default, eller skriv besvarad("{name}").'
                    line = 0 if template.expression else branch.lineno
                    yield self._fault(
                        template.path, "villkor-utan-default", message, hint, line=line
                    )

    def _typed_law(self, template: _Template) -> Iterator[Fault]:
        text = _DIRECTIVE.sub(lambda match: "\n" * match[0].count("\n"), template.source)
        for number, line in enumerate(text.splitlines(), start=1):
            if found := _TYPED_LAW.search(line):
                message = f"{found[0]!r} är skrivet som text."
                hint = 'Hänvisa med lag("…") eller se("…"), så att det kan kontrolleras.'
                yield self._fault(template.path, "lagrum-som-text", message, hint, line=number)


def _line(source: str, number: int) -> str:
    """Return the words of a line, counted from 1, without its directives."""
    lines = source.splitlines()
    return _DIRECTIVE.sub(" ", lines[number - 1]) if 0 < number <= len(lines) else ""


def _decisive_names(test: nodes.Node) -> Iterator[str]:
    """Yield the names whose values decide ``test``; arguments of calls do not."""
    if isinstance(test, nodes.Name):
        yield test.name
        return
    if isinstance(test, nodes.Call):
        return
    for child in test.iter_child_nodes():
        yield from _decisive_names(child)

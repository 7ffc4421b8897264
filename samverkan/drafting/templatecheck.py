"""Checks the templates of a record without rendering them.

They parse, the names, filters, terms and sections in them exist, citations and references
lead somewhere, no law is typed as plain text, and every condition rests on a question with
a default.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from datetime import date

import jinja2
from jinja2 import meta, nodes

from samverkan.drafting.context import BUILT_IN
from samverkan.drafting.itemcheck import Items
from samverkan.drafting.lawdirective import law_problem, point_problem
from samverkan.drafting.markup import SECTION
from samverkan.drafting.readiness import numbers_in
from samverkan.drafting.templatefault import broken_piece, explained
from samverkan.drafting.templating import ENVIRONMENT
from samverkan.records.bank import Bank
from samverkan.records.entry import Entry
from samverkan.records.fault import Fault
from samverkan.records.messages import did_you_mean, did_you_mean_clause
from samverkan.records.yamlsource import Path

_TYPED_LAW = re.compile(r"\d+\s*(?:kap\.|§)|§\s*\d|\b\d{4}:\d{2,4}\b")
_DIRECTIVE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
Terms = Mapping[str, Set[str]]
"""The terms that a document defines, each with its forms."""


@dataclass(frozen=True)
class Template:
    """A template and where it stands in its record."""

    path: Path
    source: str
    expression: bool = False


class TemplateCheck:
    """Reads the templates of one record, and remembers which questions they use."""

    def __init__(self, bank: Bank, entry: Entry, items: Items, terms: Terms | None = None) -> None:
        """Take the terms that the templates may use; None when nobody can tell."""
        self.bank, self.entry, self.items, self.terms = bank, entry, items, terms
        self.used: set[str] = set()
        self.unreadable = False
        """Whether a template could not be read, so that nobody knows what it uses."""

    def faults(self, template: Template) -> Iterator[Fault]:
        """Yield what is wrong with a template."""
        source = template.source
        if template.expression:
            source = "{% if " + source + " %}{% endif %}"
        try:
            tree = ENVIRONMENT.parse(source)
        except jinja2.TemplateSyntaxError as error:
            self.unreadable = True
            message, line = explained(error, source)
            words = broken_piece(source, line)
            yield self._fault(template, line, "mall", f"{message}.", None, words)
            return
        yield from self._filters(template, tree)
        yield from self._names(template, tree)
        for call in tree.find_all(nodes.Call):
            if isinstance(call.node, nodes.Name):
                yield from self._directive(template, call, call.node.name)
        yield from self._conditions(template, tree)
        if not template.expression:
            yield from self._typed_law(template)
            yield from self._section_names(template)

    def _fault(
        self, template: Template, line: int, code: str, message: str, hint: str | None, words: str
    ) -> Fault:
        """Return a fault at ``words`` on a line of the template, counted from 1."""
        line = 0 if template.expression else line
        place = self.entry.position(template.path, line, words)
        return Fault(self.entry.file, *place, "fel", code, message, hint)

    def _names(self, template: Template, tree: nodes.Template) -> Iterator[Fault]:
        for name in sorted(meta.find_undeclared_variables(tree) - {"lag", "se"}):
            if name in BUILT_IN or self.bank.has_question(name):
                self.used.add(name)
                continue
            hint = did_you_mean(name, [*self.bank.questions, *BUILT_IN])
            line = min(n.lineno for n in tree.find_all(nodes.Name) if n.name == name)
            yield self._fault(template, line, "okant-namn", f"{name} finns inte.", hint, name)

    def _filters(self, template: Template, tree: nodes.Template) -> Iterator[Fault]:
        """Complain of unknown filters and tests, and mend them: names cannot be found else."""
        for kind, known, said in (
            (nodes.Filter, ENVIRONMENT.filters, "filtret"),
            (nodes.Test, ENVIRONMENT.tests, "provet"),
        ):
            for node in tree.find_all(kind):
                if (name := node.name) not in known:
                    node.name = next(iter(known))
                    hint, message = did_you_mean(name, known), f"{said} {name} finns inte."
                    yield self._fault(template, node.lineno, "okant-filter", message, hint, name)

    def _directive(self, template: Template, call: nodes.Call, called: str) -> Iterator[Fault]:
        arguments = [str(a.value) for a in call.args if isinstance(a, nodes.Const)]
        named = {k.key: k.value.value for k in call.kwargs if isinstance(k.value, nodes.Const)}
        found: Iterator[tuple[str, str, str, str | None]] = iter(())
        if called == "lag":
            context = _line(template.source, call.lineno)
            found = self._citation(arguments, named.get("punkt"), context)
        elif called in ("se", "finns") and arguments:
            found = self._reference(arguments[0])
        elif called == "besvarad" and arguments and not self.bank.has_question(arguments[0]):
            hint = did_you_mean(arguments[0], self.bank.questions)
            message = f"frågan {arguments[0]} finns inte."
            found = iter([("okand-fraga", arguments[0], message, hint)])
        elif called == "term" and arguments:
            form = arguments[1] if len(arguments) > 1 else str(named.get("form", "bestamd"))
            found = self._term(arguments[0], form)
        for code, words, message, hint in found:
            yield self._fault(template, call.lineno, code, message, hint, words)

    def _citation(
        self, references: list[str], point: object, context: str
    ) -> Iterator[tuple[str, str, str, str | None]]:
        for reference in references:
            problem = law_problem(self.bank.statutes, reference, context, date.today())
            if problem and self._unread_law(reference):
                continue
            if problem is None and isinstance(point, int):
                problem = point_problem(self.bank.statutes, reference, point)
            if problem:
                yield "okand-paragraf", reference, *problem

    def _reference(self, argument: str) -> Iterator[tuple[str, str, str, str | None]]:
        target = argument.partition(".")[0]
        if not self.bank.has("clause", target) and not self.bank.has("annex", target):
            hint = did_you_mean_clause(target, [*self.bank.clauses, *self.bank.annexes])
            yield "dod-hanvisning", argument, f"klausulen {target} finns inte.", hint
        elif problem := self.items.problem(argument):
            yield "dod-hanvisning", argument, *problem

    def _term(self, name: str, form: str) -> Iterator[tuple[str, str, str, str | None]]:
        if self.terms is None:
            return
        forms = self.terms.get(name)
        if forms is None:
            message = f"termen {name} finns inte i dokumenttypen."
            yield "okand-dokumentterm", name, message, did_you_mean(name, self.terms)
        elif form not in forms:
            message = f"termen {name} har ingen form {form}."
            hint = did_you_mean(form, forms) or f"Formerna är {', '.join(sorted(forms))}."
            yield "okand-dokumentterm", form, message, hint

    def _unread_law(self, reference: str) -> bool:
        return any(self.bank.unread.may_hold("statute", each) for each in numbers_in(reference))

    def _conditions(self, template: Template, tree: nodes.Template) -> Iterator[Fault]:
        """A condition on an unanswered question without default would choose in silence."""
        if template.path[:1] in (("rules",), ("conversions",)):
            return  # tried only when their questions are answered
        for branch in tree.find_all(nodes.If):
            for name in _decisive_names(branch.test):
                question = self.bank.questions.get(name)
                if question is not None and question.default is None:
                    message = f"villkoret beror på {name}, som saknar förvalt svar."
                    hint = f'Ge {name} en default, eller skriv besvarad("{name}").'
                    yield self._fault(
                        template, branch.lineno, "villkor-utan-default", message, hint, name
                    )

    def _typed_law(self, template: Template) -> Iterator[Fault]:
        text = _DIRECTIVE.sub(lambda match: "\n" * match[0].count("\n"), template.source)
        for number, line in enumerate(text.splitlines(), start=1):
            if found := _TYPED_LAW.search(line):
                message = f"{found[0]!r} är skrivet som text."
                hint = 'Hänvisa med lag("…") eller se("…"), så att det kan kontrolleras.'
                yield self._fault(template, number, "lagrum-som-text", message, hint, found[0])

    def _section_names(self, template: Template) -> Iterator[Fault]:
        """A line that begins as a new section but is none would be printed as it stands."""
        for number, line in enumerate(template.source.splitlines(), start=1):
            words = line.strip()
            if words.startswith("§") and not SECTION.match(words) and not _TYPED_LAW.match(words):
                message = f"{words[:60]!r} är inget avsnittsnamn."
                hint = "Skriv § och ett namn av små bokstäver a–z, siffror och bindestreck."
                yield self._fault(template, number, "fel-avsnitt", message, hint, words)


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

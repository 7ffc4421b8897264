"""What a template can see: answers with defaults, parties and the directives."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from samverkan.drafting.allocation import AllocationError, Subject
from samverkan.drafting.answers import Answers
from samverkan.drafting.costs import cost_rows
from samverkan.drafting.document import Placeholder
from samverkan.drafting.judgement import judge
from samverkan.drafting.templating import TemplateFaultError, Tokens, evaluate, render
from samverkan.drafting.values import Party, Rendered, Unanswered, unanswered
from samverkan.records.bank import Bank
from samverkan.records.messages import did_you_mean

if TYPE_CHECKING:
    from samverkan.drafting.maindocument import MainDocument
    from samverkan.records.model import AgreementType, Annex, Clause, Question

BUILT_IN = frozenset(
    {
        "parter", "alla_kommuner", "alla_regioner", "alla_statliga", "antal_parter",
        "antal_ovriga", "antal_bilagor", "lag", "se", "term", "besvarad", "finns",
        "kostnadsfordelning", "huvud",
    }
)  # fmt: skip
"""Names that every template may use besides the questions."""

STATE_KINDS = frozenset({"lansstyrelse", "statlig-myndighet"})
"""Kinds of bodies that are parts of one legal person, the state."""


@dataclass
class Context:
    """The names of one draft. ``included`` is filled once the clauses are chosen."""

    bank: Bank
    agreement: AgreementType
    answers: Answers
    tokens: Tokens
    main: MainDocument | None = None
    """For a decision package: the document to decide on."""
    included: set[str] = field(default_factory=set)
    cost_faults: tuple[tuple[Subject, str], ...] = ()
    """What the figures of the cost table contradict each other in, and what it is about."""
    _terms: dict[tuple[str, str], Rendered] = field(default_factory=dict, init=False, repr=False)
    """The forms of the terms that have been used: most stand in every other sentence."""

    def __post_init__(self) -> None:
        self.names = self._names()
        self._defer_defaults()
        try:
            self.names["kostnadsfordelning"] = cost_rows(self.names)
        except AllocationError as error:
            self.cost_faults = error.told
            self.names["kostnadsfordelning"] = Unanswered("kostnadsunderlag", "kostnader")

    def _names(self) -> dict[str, Any]:
        questions = [
            self.bank.questions[name]
            for page in self.bank.interview(self.agreement)
            for name in page.questions
            if name in self.bank.questions
        ]
        names: dict[str, Any] = {q.id: self._value(q) for q in questions}
        parties = names.get("parter")
        known = [p for p in parties if isinstance(p, Party)] if isinstance(parties, tuple) else []
        names["alla_kommuner"] = _all_of({"kommun"}, known)
        names["alla_regioner"] = _all_of({"region"}, known)
        names["alla_statliga"] = _all_of(STATE_KINDS, known)
        # One that is named twice, which is a fault, may be one too many or another's place.
        sure = known and len({party.namn for party in known}) == len(known)
        names["antal_parter"] = len(known) if sure else Unanswered("parter", "antal parter")
        names["antal_ovriga"] = len(known) - 1 if sure else names["antal_parter"]
        names["antal_bilagor"] = 0
        names["besvarad"] = self.answered
        names["finns"] = self.included.__contains__
        names["term"] = self._term
        names["huvud"] = self._main() or Unanswered("huvud", "dokumentet")
        return names

    def _main(self) -> MainDocument | None:
        """Return the document to decide on; the gaps of its title are gaps here too."""
        if self.main is None:
            return None
        title = ""
        for part in self.main.rubrik:
            if isinstance(part, Placeholder):
                title += self.tokens.put(Unanswered(part.question, part.label))
            else:
                title += self.tokens.put(part.text)
        return replace(self.main, titel=Rendered(title))

    def include(self, clauses: Iterable[Clause], annexes: Iterable[Annex]) -> None:
        """Say what the draft holds, so that ``finns`` and the list of annexes can tell.

        The document's own annexes come before what the lawyer adds in ``bilagor``.
        """
        titles = []
        for number, annex in enumerate(annexes, start=1):
            self.included.add(annex.id)
            titles.append(f"Bilaga {number} {annex.title}")
        self.included.update(clause.id for clause in clauses)
        self.names["antal_bilagor"] = len(titles)
        added = self.names.get("bilagor")
        if titles and added is not None:
            self.names["bilagor"] = (*titles, *(added if isinstance(added, tuple) else ()))

    def answered(self, question: str) -> bool:
        """Whether a question has an answer, of its own or by the document to decide on."""
        return self.answers.answered(question) or bool(self.main and question in self.main.svar)

    def _value(self, question: Question) -> Any:
        if question.id in self.answers.values:
            return self.answers.values[question.id]
        if self.main and question.id in self.main.svar:
            return self.main.svar[question.id].value
        if question.default is not None:
            return typed_default(question)
        return unanswered(question)

    def _defer_defaults(self) -> None:
        """Forget questions whose condition does not hold; they must not print or default."""
        for page in self.bank.interview(self.agreement):
            for name in page.questions:
                question = self.bank.questions.get(name)
                if question is None or question.when is None or self.answered(name):
                    continue
                if not self._surely(question.when):
                    self.names[name] = unanswered(question)

    def _surely(self, expression: str) -> bool:
        """Whether a condition is true, whatever is put right in answers that are wrong."""
        if self.answers.wrong:
            return judge(expression, self.names) is True
        return self.holds(expression)

    def asked(self) -> Iterable[Question]:
        """Yield the questions whose condition holds, in interview order.

        What only an annex asks is asked when the annex belongs to this draft.
        """
        pages = list(self.agreement.interview)
        for annex in self.annexes():
            pages += annex.interview
        names = dict.fromkeys(name for page in pages for name in page.questions)
        for question in (
            self.bank.questions[name] for name in names if name in self.bank.questions
        ):
            if question.when is None or self.holds(question.when):
                yield question

    def annexes(self) -> Iterable[Annex]:
        """Yield the annexes whose condition holds.

        Raises:
            TemplateFaultError: if a condition cannot be evaluated.
        """
        for use in self.agreement.annexes:
            if use.annex in self.bank.annexes and (use.when is None or self.holds(use.when)):
                yield self.bank.annexes[use.annex]

    def holds(self, expression: str) -> bool:
        """Whether a condition is true for these answers.

        Raises:
            TemplateFaultError: if the condition cannot be evaluated.
        """
        return bool(evaluate(expression, self.names))

    def render(self, template: str) -> str:
        """Render a template to text with tokens.

        Raises:
            TemplateFaultError: if the template fails.
        """
        return render(template, self.names, self.tokens)

    def _term(self, name: str, form: str = "bestamd") -> Rendered:
        if (name, form) not in self._terms:
            self._terms[name, form] = self._inflected(name, form)
        return self._terms[name, form]

    def _inflected(self, name: str, form: str) -> Rendered:
        term = next((t for t in self.agreement.terms if t.id == name), None)
        if term is None:
            known = [t.id for t in self.agreement.terms]
            hint = did_you_mean(name, known) or f"Termerna är {', '.join(known)}."
            raise TemplateFaultError(f"term({name!r}) finns inte i dokumenttypen. {hint[:-1]}")
        template: str | None = {str(key): value for key, value in term.forms.items()}.get(form)
        if template is None:
            raise TemplateFaultError(f"term({name!r}) har ingen form {form}")
        return Rendered(self.render(template))


def _all_of(kinds: Collection[str], parties: Collection[Party]) -> bool | Unanswered:
    """Whether there are parties and all are of ``kinds``; a gap if one that is wrong decides."""
    found = [party.slag for party in parties]
    if any(isinstance(kind, str) and kind not in kinds for kind in found) or not found:
        return False
    return all(isinstance(kind, str) for kind in found) or Unanswered("parter", "parternas slag")


def typed_default(question: Question) -> Any:
    """Return a question's default in the type that an answer would have.

    Raises:
        ValueError: if the question has none.
    """
    if question.default is None:
        raise ValueError(question.id)
    value = question.default.value
    if question.type == "datum":
        return date.fromisoformat(str(value))
    return value

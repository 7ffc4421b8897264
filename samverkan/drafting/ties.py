"""What a document says already on the questions of its decision package.

The ties are data (``ties`` in the package's type.yaml), so that nothing is asked twice and the
package cannot say another thing than the document that is decided on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from samverkan.drafting.answers import Answers
from samverkan.drafting.context import Context
from samverkan.drafting.templating import Tokens, evaluate
from samverkan.drafting.values import Unanswered
from samverkan.records.asking import in_answer_words
from samverkan.records.bank import Bank
from samverkan.records.fault import Fault
from samverkan.records.names import DECISION_PACKAGE

if TYPE_CHECKING:
    from samverkan.records.model import AgreementType
    from samverkan.records.model.agreement import Tie


_CHOICES = ("val", "ja-nej")
"""Kinds of answers that cannot be put in other words."""


@dataclass(frozen=True)
class Tied:
    """The answer that a document gives on a question of its package."""

    value: Any
    reason: str
    preset: bool
    """Whether it follows from a default that nobody has confirmed."""


def ties_of(bank: Bank, agreement: AgreementType) -> Iterator[Tie]:
    """Yield the ties that concern documents of a type."""
    package = bank.agreements.get(DECISION_PACKAGE)
    asked = {name for page in bank.interview(agreement) for name in page.questions}
    for tie in package.ties if package else ():
        if agreement.id in tie.documents or (tie.by and asked.issuperset(tie.by)):
            yield tie


def settled(bank: Bank, agreement: AgreementType) -> frozenset[str]:
    """Return the questions of the package that every document of this type answers."""
    return frozenset(
        tie.question
        for tie in ties_of(bank, agreement)
        if bank.questions[tie.question].type in _CHOICES and not tie.when
    )


def tied_answers(bank: Bank, agreement: AgreementType, answers: Answers) -> Mapping[str, Tied]:
    """Return what a document of this type says on the questions of its package, by question.

    Raises:
        TemplateFaultError: if the expression of a tie cannot be evaluated.
    """
    context = Context(bank, agreement, answers, Tokens())
    found: dict[str, Tied] = {}
    for tie in ties_of(bank, agreement):
        if tie.when and not context.holds(tie.when):
            continue
        value = evaluate(tie.value or tie.by[0], context.names)
        if not isinstance(value, Unanswered):
            preset = bool(tie.by) and not any(map(answers.answered, tie.by))
            found.setdefault(tie.question, Tied(value, tie.reason, preset))
    return found


def tie_faults(context: Context, file: str) -> Iterator[Fault]:
    """Yield a fault for each choice that the answers make otherwise than the document.

    What is written in own words may be put in other words in the package.
    """
    for name, tied in (context.main.svar if context.main else {}).items():
        question = context.bank.questions[name]
        given = context.answers.values.get(name, tied.value)
        if question.type in _CHOICES and given != tied.value:
            said = in_answer_words(question, tied.value)
            message = f"{name} ({question.label}): dokumentet säger {said}. {tied.reason}"
            line, column = context.answers.places.get(name, (1, 1))
            hint = f"Ta bort svaret på {name}, eller ändra det i dokumentet."
            yield Fault(file, line, column, "fel", "underlag-mot-dokument", message, hint)

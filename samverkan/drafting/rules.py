"""Rules on the answers together: seats add up, the host is a party, dates are in order.

Rules are data (agreements/questions/*.yaml). One is tried when every question it needs has
an answer, and breaks as soon as the cells that are filled in and right decide it: a table with
gaps can break a rule, and so can an answer beside one that is wrong, but a gap never does.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from samverkan.drafting import language
from samverkan.drafting.context import Context
from samverkan.drafting.costs import QUESTIONS
from samverkan.drafting.frontmatter import parties
from samverkan.drafting.judgement import complete, judge
from samverkan.drafting.templating import TOKEN, TemplateFaultError, render
from samverkan.drafting.values import Unanswered
from samverkan.records.fault import Fault

if TYPE_CHECKING:
    from samverkan.records.model.question import Rule

_UNASKED = Unanswered("", "")


def broken_rules(context: Context, file: str) -> tuple[list[Fault], list[str]]:
    """Try every rule that concerns the document's questions, and what the costs rest on.

    Returns:
        Faults (rules of level ``fel``) and the texts of warnings.
    """
    faults: list[Fault] = []
    blamed: set[str] = set()
    warnings: list[str] = []
    for rule in _applicable(context):
        code = f"regel-{rule.id}"
        try:
            if _holds(rule, context) is not False:
                continue
            message = plain_message(context, rule.message)
        except TemplateFaultError as error:
            message = f"regeln {rule.id} går inte att pröva: {error.message}."
            faults.append(_fault(context, rule.needs, file, code, message))
            continue
        if rule.level == "fel":
            where = ", ".join(rule.needs)
            faults.append(_fault(context, rule.needs, file, code, f"{where}: {message}"))
            blamed.update(rule.needs)
        else:
            warnings.append(message)
    for subject, told in context.cost_faults:
        if blamed.isdisjoint(QUESTIONS[subject]):  # else it follows from what a rule has told
            message = f"kostnadsfördelningen går inte att räkna ut: {told}."
            faults.append(_fault(context, QUESTIONS[subject], file, "kostnad", message))
    return faults, warnings


def _holds(rule: Rule, context: Context) -> bool | None:
    """Whether the rule holds; None when that depends on cells that are not filled in."""
    if not context.answers.wrong and all(complete(context.names[name]) for name in rule.needs):
        return context.holds(rule.test)
    return judge(rule.test, context.names)


def _fault(context: Context, questions: Iterable[str], file: str, code: str, message: str) -> Fault:
    """Return the fault at the first of the answers that cause it together."""
    places = context.answers.places
    line, column = min((places[name] for name in questions if name in places), default=(1, 1))
    return Fault(file, line, column, "fel", code, message, None)


def _applicable(context: Context) -> Iterable[Rule]:
    for group in context.bank.question_groups.values():
        for rule in group.rules:
            if all(_given(context, name) for name in rule.needs):
                yield rule


def _given(context: Context, question: str) -> bool:
    """Whether the document asks ``question`` and it has an answer, be it a wrong one."""
    if question in context.answers.wrong:
        return question in context.names
    return not isinstance(context.names.get(question, _UNASKED), Unanswered)


def plain_message(context: Context, template: str) -> str:
    """Render a message and put its values back as text; a sum with gaps is at least so much.

    It says nothing of the kind of a party whose kind is wrong.
    """
    names = context.names
    if "parter" in context.answers.wrong:
        known = tuple(party for party in parties(context) if isinstance(party.slag, str))
        names = {**names, "parter": known}
    rendered = render(template, names, context.tokens)
    values = context.tokens.values
    text = TOKEN.sub(lambda match: _told(values[int(match[1])]), rendered)
    return " ".join(text.split())


def _told(value: object) -> str:
    if isinstance(value, Unanswered) and value.least is not None:
        return f"minst {language.number(value.least)}"
    return str(value)

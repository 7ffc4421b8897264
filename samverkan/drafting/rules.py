"""Rules on the answers together: seats add up, the host is a party, dates are in order.

Rules are data (agreements/questions/*.yaml). One is tried when every question it needs has
an answer, and breaks as soon as the cells that are filled in decide it: a table with gaps can
break a rule, but a gap never does.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from samverkan.drafting import language
from samverkan.drafting.context import Context
from samverkan.drafting.judgement import complete, judge
from samverkan.drafting.templating import TOKEN, TemplateFaultError
from samverkan.drafting.values import Unanswered
from samverkan.records.fault import Fault

if TYPE_CHECKING:
    from samverkan.records.model.question import Rule

_UNASKED = Unanswered("", "")


def broken_rules(context: Context, file: str) -> tuple[list[Fault], list[str]]:
    """Try every rule that concerns the document's questions.

    Returns:
        Faults (rules of level ``fel``) and the texts of warnings.
    """
    faults: list[Fault] = []
    warnings: list[str] = []
    for rule in _applicable(context):
        try:
            if _holds(rule, context) is not False:
                continue
            message = plain_message(context, rule.message)
        except TemplateFaultError as error:
            message = f"regeln {rule.id} går inte att pröva: {error.message}."
            faults.append(_fault(context, rule, file, message))
            continue
        if rule.level == "fel":
            where = ", ".join(rule.needs)
            text = f"{where}: {message}"
            faults.append(_fault(context, rule, file, text))
        else:
            warnings.append(message)
    return faults, warnings


def _holds(rule: Rule, context: Context) -> bool | None:
    """Whether the rule holds; None when that depends on cells that are not filled in."""
    if all(complete(context.names[name]) for name in rule.needs):
        return context.holds(rule.test)
    return judge(rule.test, context.names)


def _fault(context: Context, rule: Rule, file: str, message: str) -> Fault:
    """Return the fault at the first of the answers that break the rule together."""
    places = context.answers.places
    line, column = min((places[name] for name in rule.needs if name in places), default=(1, 1))
    return Fault(file, line, column, "fel", f"regel-{rule.id}", message, None)


def _applicable(context: Context) -> Iterable[Rule]:
    for group in context.bank.question_groups.values():
        for rule in group.rules:
            answers = [context.names.get(name, _UNASKED) for name in rule.needs]
            if not any(isinstance(answer, Unanswered) for answer in answers):
                yield rule


def plain_message(context: Context, template: str) -> str:
    """Render a message and put its values back as text; a sum with gaps is at least so much."""
    rendered = context.render(template)
    values = context.tokens.values
    text = TOKEN.sub(lambda match: _told(values[int(match[1])]), rendered)
    return " ".join(text.split())


def _told(value: object) -> str:
    if isinstance(value, Unanswered) and value.least is not None:
        return f"minst {language.number(value.least)}"
    return str(value)

"""Rules on the answers together: seats add up, the host is a party, dates are in order.

Rules are data (agreements/questions/*.yaml). One is tried when every answer it needs is
there, so an unanswered question never makes a rule fail.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from samverkan.drafting.context import Context
from samverkan.drafting.templating import TOKEN, TemplateFaultError
from samverkan.drafting.values import Unanswered
from samverkan.records.fault import Fault

if TYPE_CHECKING:
    from samverkan.records.model.question import Rule


def complete(value: Any) -> bool:
    """Whether a value is answered throughout: no cell of a table is missing."""
    if isinstance(value, Unanswered):
        return False
    if isinstance(value, dict):
        return all(complete(inner) for inner in value.values())
    if isinstance(value, tuple):
        return all(complete(inner) for inner in value)
    return True


def broken_rules(context: Context, file: str) -> tuple[list[Fault], list[str]]:
    """Try every rule that concerns the document's questions.

    Returns:
        Faults (rules of level ``fel``) and the texts of warnings.
    """
    faults: list[Fault] = []
    warnings: list[str] = []
    for rule in _applicable(context):
        try:
            if context.holds(rule.test):
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


def _fault(context: Context, rule: Rule, file: str, message: str) -> Fault:
    """Return the fault at the first of the answers that break the rule together."""
    places = context.answers.places
    line, column = min((places[name] for name in rule.needs if name in places), default=(1, 1))
    return Fault(file, line, column, "fel", f"regel-{rule.id}", message, None)


def _applicable(context: Context) -> Iterable[Rule]:
    for group in context.bank.question_groups.values():
        for rule in group.rules:
            if all(name in context.names and complete(context.names[name]) for name in rule.needs):
                yield rule


def plain_message(context: Context, template: str) -> str:
    """Render a message and put its values back as text."""
    rendered = context.render(template)
    values = context.tokens.values
    text = TOKEN.sub(lambda match: str(values[int(match[1])]), rendered)
    return " ".join(text.split())

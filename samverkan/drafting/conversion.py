"""Carries answers from one document type to another: intent → agreement, old → renewed.

What is carried is data (``conversions`` in type.yaml). Whatever has no place in the new
document is told, answer by answer; nothing disappears in silence.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from samverkan.drafting.answers import type_answers
from samverkan.drafting.context import Context
from samverkan.drafting.templating import Tokens, evaluate
from samverkan.records.bank import Bank

if TYPE_CHECKING:
    from samverkan.records.model import AgreementType
    from samverkan.records.model.agreement import Carry, Conversion

_UNASKED = "det nya dokumentet frågar inte efter det"


@dataclass(frozen=True)
class Left:
    """An answer that the new document has no place for, and why."""

    question: str
    label: str
    value: Any
    reason: str


@dataclass(frozen=True)
class Converted:
    """Answers for the new document type, and what was left behind."""

    answers: dict[str, Any]
    left: tuple[Left, ...]


def convert(bank: Bank, source: str, target: str, answers: Mapping[str, Any]) -> Converted:
    """Carry ``answers`` for the type ``source`` over to the type ``target``.

    A question that both types ask is carried as it is, unless the target's conversion says
    otherwise. A carried answer that the target does not accept is left, with the reason.

    Raises:
        KeyError: if there is no such type.
    """
    agreement = bank.agreements[target]
    rules = next((c for c in agreement.conversions if c.source == source), None)
    carried, left = _carried(bank, agreement, rules, answers)
    if rules:
        given, used = _given(bank, rules, answers)
        carried |= given
        left = [each for each in left if each.question not in used or each.reason != _UNASKED]
    typed, faults = type_answers(carried, agreement, bank)
    refused = {
        name: [fault.message for fault in faults if fault.message.startswith(f"{name} ")]
        for name in carried
        if name in typed.wrong or name not in typed.values
    }
    origin = {rule.to: rule.question for rule in (rules.carry if rules else ())}
    for name, messages in refused.items():
        value = carried.pop(name)
        question = origin.get(name, name)
        left.append(_left(bank, question, value, "; ".join(messages) or "svaret godtas inte"))
    return Converted(carried, tuple(left))


def _given(
    bank: Bank, rules: Conversion, answers: Mapping[str, Any]
) -> tuple[dict[str, Any], set[str]]:
    """Return the answers that follow from the older document, and the answers they rest on."""
    source = bank.agreements[rules.source]
    typed, _ = type_answers(answers, source, bank)
    sound = typed.values.keys() - typed.wrong
    context = Context(bank, source, typed, Tokens())
    given: dict[str, Any] = {}
    used: set[str] = set()
    for rule in rules.give:
        if sound.issuperset(rule.by) and (rule.when is None or context.holds(rule.when)):
            value = evaluate(rule.value, context.names)
            # In a file that a person edits, a space is a space.
            given[rule.to] = value.replace("\u00a0", " ") if isinstance(value, str) else value
            used.update(rule.by)
    return given, used


def _carried(
    bank: Bank, agreement: AgreementType, rules: Conversion | None, answers: Mapping[str, Any]
) -> tuple[dict[str, Any], list[Left]]:
    asked = {name for page in bank.interview(agreement) for name in page.questions}
    moves = {rule.question: rule for rule in (rules.carry if rules else ())}
    leaves = {rule.question: rule.reason for rule in (rules.leave if rules else ())}
    columns = rules.leave_columns if rules else ()
    reasons = {(each.question, each.column): each.reason for each in columns}
    carried: dict[str, Any] = {}
    left: list[Left] = []
    for name, value in answers.items():
        if value is None:
            continue
        if name in leaves:
            left.append(_left(bank, name, value, leaves[name]))
        elif name in moves:
            carried[moves[name].to] = _moved(value, moves[name])
            left += _lost_columns(bank, name, value, moves[name].columns, reasons)
        elif name in asked:
            carried[name] = value
        else:
            left.append(_left(bank, name, value, _UNASKED))
    return carried, left


def _left(bank: Bank, name: str, value: Any, reason: str) -> Left:
    question = bank.questions.get(name)
    return Left(name, question.label if question else name, value, reason)


def _moved(value: Any, rule: Carry) -> Any:
    """Return a table with its columns renamed, a list as a table; all else is as it was."""
    columns = rule.columns
    if rule.as_column and isinstance(value, list):
        return [{rule.as_column: item} for item in value]
    if not columns or not isinstance(value, list):
        return value
    return [
        {columns[key]: cell for key, cell in row.items() if key in columns}
        if isinstance(row, dict)
        else row
        for row in value
    ]


def _lost_columns(
    bank: Bank,
    name: str,
    value: Any,
    columns: Mapping[str, str],
    reasons: Mapping[tuple[str, str], str],
) -> Iterator[Left]:
    if not columns or not isinstance(value, list):
        return
    rows = [row for row in value if isinstance(row, dict)]
    for column in dict.fromkeys(key for row in rows for key in row):
        if column not in columns:
            cells = [{column: row[column]} for row in rows if column in row]
            lost = f"den nya tabellen har ingen kolumn för {column}"
            yield _left(bank, name, cells, reasons.get((name, column), lost))

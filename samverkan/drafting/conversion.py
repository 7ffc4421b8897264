"""Carries answers from one document type to another: intent → agreement, old → renewed.

What is carried is data (``conversions`` in type.yaml). Whatever has no place in the new
document is told, answer by answer; nothing disappears in silence.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from samverkan.drafting.answers import type_answers
from samverkan.records.bank import Bank

if TYPE_CHECKING:
    from samverkan.records.model import AgreementType
    from samverkan.records.model.agreement import Conversion


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


def _carried(
    bank: Bank, agreement: AgreementType, rules: Conversion | None, answers: Mapping[str, Any]
) -> tuple[dict[str, Any], list[Left]]:
    asked = {name for page in bank.interview(agreement) for name in page.questions}
    moves = {rule.question: rule for rule in (rules.carry if rules else ())}
    leaves = {rule.question: rule.reason for rule in (rules.leave if rules else ())}
    carried: dict[str, Any] = {}
    left: list[Left] = []
    for name, value in answers.items():
        if value is None:
            continue
        if name in leaves:
            left.append(_left(bank, name, value, leaves[name]))
        elif name in moves:
            carried[moves[name].to] = _columns(value, moves[name].columns)
            left += _lost_columns(bank, name, value, moves[name].columns)
        elif name in asked:
            carried[name] = value
        else:
            left.append(_left(bank, name, value, "frågan ställs inte i det nya dokumentet"))
    return carried, left


def _left(bank: Bank, name: str, value: Any, reason: str) -> Left:
    question = bank.questions.get(name)
    return Left(name, question.label if question else name, value, reason)


def _columns(value: Any, columns: Mapping[str, str]) -> Any:
    """Return a table with its columns renamed; without names it is as it was."""
    if not columns or not isinstance(value, list):
        return value
    return [
        {columns[key]: cell for key, cell in row.items() if key in columns}
        if isinstance(row, dict)
        else row
        for row in value
    ]


def _lost_columns(
    bank: Bank, name: str, value: Any, columns: Mapping[str, str]
) -> Iterator[Left]:  # fmt: skip
    if not columns or not isinstance(value, list):
        return
    rows = [row for row in value if isinstance(row, dict)]
    for column in dict.fromkeys(key for row in rows for key in row):
        if column not in columns:
            cells = [row[column] for row in rows if column in row]
            yield _left(bank, name, {column: cells}, f"kolumnen {column} saknar motsvarighet")

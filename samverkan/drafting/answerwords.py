"""Says an answer, as it stands in an answer file, the way a person would read it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from samverkan.records.asking import in_answer_words
from samverkan.records.bank import Bank

if TYPE_CHECKING:
    from samverkan.records.model import Question


def in_words(bank: Bank, question: Question | None, raw: Any) -> str:
    """Return ``raw`` in words: names of parties, labels of choices, ja and nej.

    The rows of a table are parted by semicolons, their cells by commas. What is not the kind
    of answer that the question takes is said as it stands.
    """
    if isinstance(raw, list):
        return "; ".join(in_words(bank, question, item) for item in raw)
    if isinstance(raw, Mapping):
        return _row(bank, question, raw)
    if question and question.type in ("val", "flerval"):
        return in_answer_words(question, raw)
    return _cell(bank, raw)


def _row(bank: Bank, question: Question | None, row: Mapping[str, Any]) -> str:
    """Return a party, or a row of a table, in words."""
    if question is None or question.type == "parter":
        return _cell(bank, row.get("organisation") or row.get("namn") or "")
    columns = {column.id: column for column in question.columns}
    said = []
    for name, cell in row.items():
        column = columns.get(name)
        labels = {option.value: option.label for option in column.options} if column else {}
        label = column.label.lower() if column else name
        said.append(f"{label}: {labels.get(str(cell)) or _cell(bank, cell)}")
    return ", ".join(said)


def _cell(bank: Bank, raw: Any) -> str:
    if isinstance(raw, bool):
        return "ja" if raw else "nej"
    body = bank.bodies.get(raw) if isinstance(raw, str) else None
    return body.name if body else " ".join(str(raw).split())

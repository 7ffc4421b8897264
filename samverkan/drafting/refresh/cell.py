"""Answers typed in gaps that are a part of an answer: a cell of a table, a party's number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from samverkan.drafting.answers import type_answers
from samverkan.drafting.values import ORG_NUMBER, Party
from samverkan.records.bank import Bank

if TYPE_CHECKING:
    from samverkan.records.model import AgreementType, Question
    from samverkan.records.model.question import Column

_NUMBER = re.compile(r"(\d{6})[-\u2011\u2013]?(\d{4})")


@dataclass(frozen=True)
class Cell:
    """A part of an answer: where it belongs, what its gap is called, and what it may hold."""

    question: str
    row: int
    key: str
    label: str
    column: Column | None = None
    """None for a party's organisation number."""


def cells(known: Mapping[str, Any], agreement: AgreementType, bank: Bank) -> Iterator[Cell]:
    """Yield the parts that are missing in answers, row by row.

    Args:
        known: answers, as an answer file holds them.
        agreement: the document type.
        bank: where the questions stand.
    """
    typed, _ = type_answers(known, agreement, bank)
    parties = typed.values.get("parter")
    for index, party in enumerate(parties if isinstance(parties, tuple) else ()):
        if isinstance(party, Party) and not isinstance(party.orgnr, str):
            yield Cell("parter", index, "orgnr", f"{ORG_NUMBER}{party.namn}")
    for name, rows in known.items():
        question = bank.questions.get(name)
        if question is not None and question.type == "tabell" and isinstance(rows, list):
            yield from _table(question, rows)


def _table(question: Question, rows: Sequence[Any]) -> Iterator[Cell]:
    for index, row in enumerate(rows):
        for column in question.columns if isinstance(row, dict) else ():
            if row.get(column.id) is None:
                label = f"{question.label}: {column.label.lower()}"
                yield Cell(question.id, index, column.id, label, column)


def placed(gaps: Sequence[tuple[int, str | None]], group: Sequence[Cell]) -> dict[int, str] | None:
    """Return what was typed for each row of ``group``; None when that cannot be told.

    The gaps of a column are all called the same. They are told apart by their order, row by
    row each time that the table is printed: whoever takes away or moves a row breaks it.

    Args:
        gaps: for each gap so called, in the order of the file: its id, and what was typed in
            it, if anything.
        group: the cells that they may be, in the order of the rows.
    """
    numbers = [number for number, _ in gaps]
    if not group or len(gaps) % len(group) or (len(group) > 1 and numbers != sorted(numbers)):
        return None
    found: dict[int, str] = {}
    for index, (_, shown) in enumerate(gaps):
        row = group[index % len(group)].row
        if shown is not None and found.setdefault(row, shown) != shown:
            return None
    return found


def with_cell(answers: Mapping[str, Any], cell: Cell, value: Any) -> dict[str, Any]:
    """Return answers in which a cell is filled."""
    rows = list(answers[cell.question])
    row = rows[cell.row]
    rows[cell.row] = {**({"organisation": row} if isinstance(row, str) else row), cell.key: value}
    return {**answers, cell.question: rows}


def org_number(shown: str) -> str:
    """Return an organisation number as answers have it, whatever its hyphen."""
    match = _NUMBER.fullmatch(re.sub(r"\s", "", shown))
    return f"{match[1]}-{match[2]}" if match else shown

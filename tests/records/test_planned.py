"""Every cooperation that was planned for the bank is a record under its slug."""

from __future__ import annotations

import csv
import re
from typing import Any

import pytest

from samverkan.records.bank import Bank
from tests.conftest import ROOT

with (ROOT / "tests/records/planned.tsv").open(encoding="utf-8") as lines:
    PLANNED = list(csv.DictReader(lines, delimiter="\t"))

CORRECTED: dict[str, str] = {}
"""Planned rows that turned out wrong: slug and why it is no record."""
ADDED = {
    "alla-lan": "De 21 länsstyrelserna som krets; samverkan som gäller alla pekar på den.",
}
"""Examples and networks beyond the plan, each with its reason."""


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w{3,}", text.casefold()))


@pytest.mark.parametrize("row", PLANNED, ids=lambda row: str(row["slug"]))
def test_each_planned_row_is_a_record(bank: Bank, row: dict[str, Any]) -> None:
    """Of its kind, and about the same thing: title and summary share the planned words."""
    if row["slug"] in CORRECTED:
        assert row["slug"] not in bank.records[row["kind"]]
        return
    record = bank.cooperation(row["slug"])
    assert record is not None
    assert record.kind == row["kind"]
    assert _words(row["title"]) & _words(f"{record.title} {record.summary}")


def test_the_plan_is_whole_and_nothing_else_crept_in(bank: Bank) -> None:
    """298 rows; whatever stands beyond them has a reason."""
    planned = {row["slug"] for row in PLANNED}
    assert len(planned) == len(PLANNED) == 298
    assert planned >= set(CORRECTED)
    beyond = {*bank.examples, *bank.networks} - planned
    assert beyond == set(ADDED)

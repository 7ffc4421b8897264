"""Every clause that was planned, and every subject that the sources name, has its clauses."""

from __future__ import annotations

from typing import Any

import pytest
from ruamel.yaml import YAML

from samverkan.records.bank import Bank
from tests.conftest import ROOT

with (ROOT / "tests/drafting/inventory.yaml").open(encoding="utf-8") as lines:
    INVENTORY = YAML(typ="safe").load(lines)
ROWS = [
    (f"{name}/{row['id']}", tuple(group["types"]), row)
    for name, group in INVENTORY["rows"].items()
    for row in group["rows"]
]
PLANNED = 137
"""Rows of the inventory of clauses, in nine kinds of documents."""
SOURCES = {"bergslagen-2015", "dalsland-2023", "sou-2008-97", "varmland-2014", "lst-2006"}


def _used(bank: Bank) -> set[str]:
    """Return the ids of all clauses that some document type can have, annexes included."""
    return {clause for kind in bank.agreements.values() for clause in bank.clause_ids(kind)}


def _wording(bank: Bank, clause_id: str) -> str:
    """Return the heading and every wording of a clause, in one line."""
    clause = bank.clauses[clause_id]
    texts = (clause.title, clause.text, *(variant.text for variant in clause.variants))
    return " ".join(" ".join(texts).split()).casefold()


@pytest.mark.parametrize(("name", "types", "row"), ROWS, ids=[name for name, _, _ in ROWS])
def test_a_planned_row_is_regulated(
    bank: Bank, name: str, types: tuple[str, ...], row: dict[str, Any]
) -> None:
    """By clauses that the document type can have, with the words of what is to be regulated."""
    reachable = {kind: set(bank.clause_ids(bank.agreements[kind])) for kind in types}
    clauses = set(row["clauses"])
    assert clauses <= set().union(*reachable.values()), name
    assert all(clauses & each for each in reachable.values()), name
    wording = " ".join(_wording(bank, clause) for clause in row["clauses"])
    assert row["words"]
    assert [word for word in row["words"] if word not in wording] == []


def test_the_inventory_is_whole() -> None:
    """Nine kinds of documents, no row twice."""
    assert len(INVENTORY["rows"]) == 9
    assert len({name for name, _, _ in ROWS}) == len(ROWS) == PLANNED


def test_every_subject_of_the_sources_has_clauses_or_a_reason(bank: Bank) -> None:
    """A subject that is no clause is told with its reason, never left out in silence."""
    used = _used(bank)
    for note in INVENTORY["notes"]:
        assert ("clauses" in note) != ("reason" in note), note
        assert set(note.get("clauses", ())) <= used, note
        assert note["source"].split(":")[0] in bank.sources, note
    assert {note["source"].split(":")[0] for note in INVENTORY["notes"]} == SOURCES


def test_no_topic_and_no_clause_stands_alone(bank: Bank) -> None:
    """Every clause topic has a clause, and every clause a document it can stand in."""
    topics = {topic for clause in bank.clauses.values() for topic in clause.topics}
    assert set(bank.terms("klausulamne")) == topics
    assert set(bank.clauses) == _used(bank)

"""The search stays as good as it was on the judged queries, and the judge counts right."""

from __future__ import annotations

import json
from math import log2
from pathlib import Path

import pytest

from samverkan.search.index import Index
from samverkan.search.judge import JudgedQuery, JudgedQueryError, judge, read_queries
from samverkan.search.results import search

HERE = Path(__file__).parent
FLOOR: dict[str, dict[str, float]] = json.loads((HERE / "floor.json").read_text(encoding="utf-8"))
"""nDCG@10 by file and type of query, as measured when it was last written."""
ALLOWED_DROP = 0.02


def queries(name: str) -> list[JudgedQuery]:
    """The judged queries of a file here."""
    return read_queries(json.loads((HERE / f"{name}.json").read_text(encoding="utf-8")))


@pytest.mark.parametrize("name", sorted(FLOOR))
def test_no_type_of_query_is_answered_worse(index: Index, name: str) -> None:
    """A drop of more than 0.02 over all, or for a type by one whole query, is a fault."""
    floor = FLOOR[name]
    report = judge(index, queries(name))
    assert report.missing == ()
    assert report.overall.ndcg10 >= floor["alla"] - ALLOWED_DROP
    worse = {
        kind: measures.ndcg10
        for kind, measures in report.by_type.items()
        if measures.ndcg10 < floor[kind] - max(ALLOWED_DROP, 0.1 / measures.queries)
    }
    assert worse == {}


def test_measures_are_those_of_the_textbook(index: Index) -> None:
    """nDCG with gains 2^grade − 1 and a log2 discount, reciprocal rank, recall."""
    first, second = (
        hit.id for hit in search(index, "löneadministration", kind="example", limit=2).hits
    )
    query = JudgedQuery("x", "löneadministration", "t", {second: 3, first: 1})
    report = judge(index, [query])
    right = (1 + 7 / log2(3)) / (7 + 1 / log2(3))
    assert report.overall.ndcg10 == pytest.approx(right, abs=1e-4)
    assert report.overall.mrr == report.overall.recall50 == 1.0
    assert [failure.id for failure in report.failing] == ["x"]
    assert report.failing[0].expected == (second, first)


def test_a_query_without_answer_is_right_when_nothing_is_found(index: Index) -> None:
    """And wrong when something is."""
    silent = JudgedQuery("a", "qwxz qwzzx", "t", {})
    loud = JudgedQuery("b", "löneadministration", "t", {})
    assert judge(index, [silent]).overall.ndcg10 == 1.0
    assert judge(index, [loud]).overall.ndcg10 == 0.0


@pytest.mark.parametrize(
    ("data", "place"),
    [
        ({}, "lista"),
        ([{"id": "x"}], "fråga 1"),
        ([{"query": "x"}, {"query": "y", "relevant": {"a": 7}}], "fråga 2"),
        ([{"query": "x", "relevant": ["a"]}], "fråga 1"),
    ],
)
def test_wrong_form_is_told_in_swedish(data: object, place: str) -> None:
    """Which query is wrong stands in the message."""
    with pytest.raises(JudgedQueryError, match=place):
        read_queries(data)

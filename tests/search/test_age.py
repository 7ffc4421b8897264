"""What nobody has reviewed for a year stands slightly lower, counted from a stated day."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from samverkan.records.bank import Bank
from samverkan.search.documents import Document, Field
from samverkan.search.explain import explain
from samverkan.search.index import Index
from samverkan.search.indexing import build_index
from samverkan.search.query import parse
from samverkan.search.results import ranking, search
from tests.search.test_browser import opened, publish

TODAY = date(2026, 11, 25)


def document(name: str, reviewed: date | None, title: str = "Gemensam växel") -> Document:
    """A record that is like any other but for its id and review."""
    day = reviewed.isoformat() if reviewed else None
    texts = ((Field.TITLE, title),)
    return Document(name, "example", title, f"exempel/{name}/", title, texts, reviewed=day)


DOCUMENTS = [
    document("a-gammal", TODAY - timedelta(days=366)),
    document("b-fyller-ar", TODAY - timedelta(days=365)),
    document("c-ny", TODAY),
    document("d-ogranskad", None),
]


def order(index: Index, query: str = "växeln") -> list[str]:
    """Return the ids of the hits."""
    return [hit.id for hit in search(index, query).hits]


def test_the_old_stands_last() -> None:
    """More than 365 days old; what tells no day is not old."""
    index = build_index(DOCUMENTS, (), TODAY)
    assert order(index) == ["b-fyller-ar", "c-ny", "d-ogranskad", "a-gammal"]


def test_age_is_counted_from_the_day_given() -> None:
    """The same records on other days; without a day none is old."""
    day_before = build_index(DOCUMENTS, (), TODAY - timedelta(days=1))
    assert order(day_before) == order(build_index(DOCUMENTS, ())) == sorted(order(day_before))
    later = build_index(DOCUMENTS, (), TODAY + timedelta(days=400))
    assert order(later) == ["d-ogranskad", "a-gammal", "b-fyller-ar", "c-ny"]


def test_age_is_a_mild_signal() -> None:
    """An old record that answers comes before a new one that answers less."""
    index = build_index([*DOCUMENTS[2:], document("z", date(2001, 1, 1), "Växel")], (), TODAY)
    assert order(index, "växel")[0] == "z"


def test_it_is_explained() -> None:
    """With the day of the review and the day from which it is counted."""
    index = build_index(DOCUMENTS, (), TODAY)
    *_, last = explain(index, ranking(index), parse(index, "växel"), 0)
    assert "× 0,97 (granskad 2025-11-24, mer än ett år före 2026-11-25)" in last
    *_, last = explain(index, ranking(index), parse(index, "växel"), 1)
    assert "granskad" not in last


def test_the_browser_counts_from_the_same_day(bank: Bank, tmp_path: Path) -> None:
    """The day stands in what is published; the reader's clock says nothing."""
    index = build_index(DOCUMENTS, (), TODAY)
    with opened(publish(index, bank, tmp_path / "webb")) as tab:
        found = tab.evaluate(
            "ready.search('växel').hits.map(([at, score]) => [ready.entries[at].id, score])"
        )
        assert tab.evaluate("ready.date") == "2026-11-25"
    here = search(index, "växel").hits
    assert [name for name, _ in found] == [hit.id for hit in here]
    assert [score for _, score in found] == pytest.approx([hit.score for hit in here], abs=1e-4)

"""Search itself: a query in, hits in order out."""

from __future__ import annotations

import heapq
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache

from samverkan.search.index import Entry, Index
from samverkan.search.query import Query, parse
from samverkan.search.ranking import Ranking
from samverkan.search.snippet import snippet
from samverkan.search.suggest import suggestion

Filters = Mapping[str, str | Sequence[str]]


@dataclass(frozen=True, slots=True)
class Hit:
    """One found record."""

    id: str
    kind: str
    title: str
    score: float
    url: str
    snippet: str


@dataclass(frozen=True, slots=True)
class Results:
    """The answer to a query."""

    query: str
    total: int
    hits: tuple[Hit, ...]
    suggestion: str | None

    def as_json(self) -> dict[str, object]:
        """Return the answer as the command contract's JSON object."""
        return asdict(self)


def search(
    index: Index,
    query: str,
    *,
    kind: str | None = None,
    filters: Filters | None = None,
    limit: int = 10,
) -> Results:
    """Search ``index``.

    Args:
        index: an open index.
        query: what a person writes; any text.
        kind: one of ``KINDS``, to find only such.
        filters: name → value or values (any of them); all names must fit.
        limit: how many hits to return; ``total`` counts all.
    """
    parsed = parse(index, query)
    scores = _scores(index, parsed)
    wanted = {name: _values(value) for name, value in (filters or {}).items()}
    found = [
        (-round(score, 9), index.entries[document].id, index.entries[document].kind, document)
        for document, score in scores.items()
        if _fits(index.entries[document], kind, wanted)
    ]
    best = heapq.nsmallest(limit, found)
    hits = tuple(_hit(index, parsed, document, -score) for score, _, _, document in best)
    return Results(query, len(found), hits, suggestion(parsed))


@lru_cache(maxsize=4)
def _ranking(index: Index) -> Ranking:
    return Ranking(index)


def _scores(index: Index, query: Query) -> dict[int, float]:
    """Score, unless the bank knows none of the words: guesses alone are no answer."""
    guessed = not any(wish.certain for wish in query.wishes)
    if guessed and not all(wish.known for wish in query.wishes):
        return {}
    return _ranking(index).scores(query)


def _values(value: str | Sequence[str]) -> frozenset[str]:
    values = [value] if isinstance(value, str) else value
    return frozenset(each.casefold() for each in values)


def _fits(entry: Entry, kind: str | None, wanted: Mapping[str, frozenset[str]]) -> bool:
    if kind is not None and entry.kind != kind:
        return False
    return all(
        any(value.casefold() in values for value in entry.filters.get(name, ()))
        for name, values in wanted.items()
    )


def _hit(index: Index, query: Query, document: int, score: float) -> Hit:
    entry = index.entries[document]
    return Hit(
        entry.id,
        entry.kind,
        entry.title,
        round(score, 4),
        entry.url,
        snippet(entry.summary, query, index.analysis),
    )

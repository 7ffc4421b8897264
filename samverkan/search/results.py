"""Search itself: a query in, hits in order out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from heapq import nlargest

from samverkan.search.index import Index
from samverkan.search.query import Query, parse
from samverkan.search.ranking import Ranking, Scores
from samverkan.search.shelf import Entry
from samverkan.search.snippet import snippet
from samverkan.search.suggest import suggestion

Filters = Mapping[str, str | Sequence[str]]
_DIGITS = 9
_EQUAL = 10**-_DIGITS
"""Scores that differ less are equal: sums come out so in every language."""


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
    weak: bool = False
    """Whether the hits are by the way, see :meth:`~samverkan.search.ranking.Ranking.is_weak`."""

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
    scores = _fitting(index, parsed, kind, filters)
    hits = tuple(_hit(index, parsed, document, score) for document, score in _best(scores, limit))
    return Results(
        query, len(scores), hits, suggestion(parsed), bool(hits) and ranking(index).is_weak(parsed)
    )


def rank(
    index: Index, query: Query, *, kind: str | None = None, filters: Filters | None = None
) -> list[tuple[int, float]]:
    """Return the documents that answer ``query`` with their scores, the best first.

    Equal scores stand in the order of id; the order is the same on every machine.
    """
    scores = _fitting(index, query, kind, filters)
    return _best(scores, len(scores))


def _best(scores: Scores, count: int) -> list[tuple[int, float]]:
    """Return the ``count`` best in order; only they are rounded and sorted."""
    if count < len(scores):
        least = min(nlargest(count, scores.values()), default=0.0) - 2 * _EQUAL
        scores = {document: score for document, score in scores.items() if score >= least}
    found = [(-round(score, _DIGITS), document) for document, score in scores.items()]
    return [(document, -score) for score, document in sorted(found)[:count]]


def _fitting(index: Index, query: Query, kind: str | None, filters: Filters | None) -> Scores:
    """Return the scores of the documents that answer ``query`` and pass the filters."""
    scores = _scores(index, query)
    if kind is not None or filters:
        wanted = {name: _values(value) for name, value in (filters or {}).items()}
        entries = index.entries
        scores = {at: score for at, score in scores.items() if _fits(entries[at], kind, wanted)}
    return scores


@lru_cache(maxsize=4)
def ranking(index: Index) -> Ranking:
    """Return the ranking of ``index``, made once."""
    return Ranking(index)


def _scores(index: Index, query: Query) -> Scores:
    """Score, unless the bank knows none of the words: guesses alone are no answer."""
    guessed = not any(wish.certain for wish in query.wishes)
    if guessed and not all(wish.ways for wish in query.wishes):
        return {}
    return ranking(index).scores(query)


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

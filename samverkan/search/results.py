"""Search itself: a query in, hits in order out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache

from samverkan.search.index import Index
from samverkan.search.query import Query, parse
from samverkan.search.ranking import Ranking
from samverkan.search.shelf import Entry
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
    weak: bool = False
    """Whether the bank lacks half of the words or more, so that the hits are by the way."""

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
    found = rank(index, parsed, kind=kind, filters=filters)
    hits = tuple(_hit(index, parsed, document, score) for document, score in found[:limit])
    return Results(
        query, len(found), hits, suggestion(parsed), bool(hits) and parsed.mostly_unknown
    )


def rank(
    index: Index, query: Query, *, kind: str | None = None, filters: Filters | None = None
) -> list[tuple[int, float]]:
    """Return the documents that answer ``query`` with their scores, the best first.

    Equal scores stand in the order of id; the order is the same on every machine.
    """
    scores = _scores(index, query)
    if kind is not None or filters:
        wanted = {name: _values(value) for name, value in (filters or {}).items()}
        entries = index.entries
        scores = {at: score for at, score in scores.items() if _fits(entries[at], kind, wanted)}
    found = [(-round(score, 9), document) for document, score in scores.items()]
    return [(document, -score) for score, document in sorted(found)]  # numbered in order of id


@lru_cache(maxsize=4)
def ranking(index: Index) -> Ranking:
    """Return the ranking of ``index``, made once."""
    return Ranking(index)


def _scores(index: Index, query: Query) -> dict[int, float]:
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

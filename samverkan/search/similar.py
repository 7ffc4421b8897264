"""Which records are alike, by the same index and ranking that the search has."""

from __future__ import annotations

from samverkan.search.index import Index
from samverkan.search.query import parse
from samverkan.search.results import rank

ALIKE = 0.25
"""A record is like another when it answers that one's title this well, beside itself."""


def neighbours(index: Index, number: int, limit: int = 4) -> list[str]:
    """Return the records of the same kind that answer the title of a document best.

    A reader of one example asks with its words for the next.

    Args:
        index: an open index.
        number: the document's number in the index.
        limit: how many to return at most.
    """
    entries = index.entries
    own = entries[number]
    ranked = rank(index, parse(index, own.title), kind=own.kind)
    score = dict(ranked).get(number)
    if score is None:
        return []
    alike = (other for other, its in ranked if other != number and its >= ALIKE * score)
    return [entries[other].id for other in alike][:limit]

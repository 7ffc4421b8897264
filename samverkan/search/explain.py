"""Why a hit stands where it does: the sum behind its score, in words (``--explain``)."""

from __future__ import annotations

from collections.abc import Iterator

from samverkan.search.index import Index
from samverkan.search.query import Query, Way, Wish
from samverkan.search.ranking import Answer, Ranking

_FIELDS = {
    "words": "ordet",
    "parts": "ordled",
    "pairs": "ord intill varandra",
    "concepts": "begreppet",
    "any": "ord eller ordled",
}


def explain(index: Index, ranking: Ranking, query: Query, document: int) -> Iterator[str]:
    """Yield the lines that explain how ``document`` answers ``query``.

    Args:
        index: the index that was searched.
        ranking: its ranking.
        query: the parsed query.
        document: a document's number in the index.
    """
    asked = answered = 0.0
    for wish in query.wishes:
        answer = ranking.answer(wish)
        asked += answer.rarity
        answered += answer.rarity * answer.share.get(document, 0.0)
        yield from _wish(ranking, wish, answer, document)
    for pair in query.pairs:
        gain = ranking.neighbours(pair).get(document)
        if gain:
            yield f"grannord ”{pair}”: +{_number(gain)}"
    share = answered / asked if asked else 0.0
    yield (
        f"besvarar {100 * share:.0f} % av frågan: × {_number(ranking.coverage(share))}; "
        f"slag och skede: × {_number(ranking.worth[document])} "
        f"({index.entries[document].kind})"
    )


def _wish(ranking: Ranking, wish: Wish, answer: Answer, document: int) -> Iterator[str]:
    strength = answer.found.get(document)
    word = f"”{wish.word}”" + (f" (läst som ”{wish.correction}”)" if wish.correction else "")
    if strength is None:
        yield f"{word}: finns inte"
        return
    gain = answer.rarity * strength
    yield f"{word}: {_number(answer.rarity)} × {_number(strength)} = {_number(gain)}"
    nearest = ranking.nearest(wish)
    for way in wish.ways:
        held = dict(zip(*ranking.strengths(way), strict=True)).get(document)
        if held is not None:
            yield f"  {_way(way)}: {_number(way.factor * nearest)} × {_number(held)}"
    if document in answer.titles:
        yield f"  i rubriken: {_number(answer.titles[document])}"


def _way(way: Way) -> str:
    return f"{_FIELDS[way.field]} {' + '.join(way.keys)}"


def _number(value: float) -> str:
    return f"{value:.2f}".replace(".", ",")

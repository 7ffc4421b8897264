"""Why a hit stands where it does: the sum behind its score, in words (``--explain``)."""

from __future__ import annotations

from collections.abc import Iterator

from samverkan.search.documents import KIND_LABELS
from samverkan.search.index import Index
from samverkan.search.query import Query, Way, Wish
from samverkan.search.ranking import KIND_WORTH, Answer, Ranking
from samverkan.search.shelf import Entry

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
    asked = answered = total = 0.0
    for wish in query.wishes:
        answer = ranking.answer(wish)
        asked += answer.rarity
        answered += answer.rarity * answer.share.get(document, 0.0)
        total += answer.rarity * answer.found.get(document, 0.0)
        yield from _wish(ranking, wish, answer, document)
    for pair in query.pairs:
        gain = ranking.neighbours(pair).get(document, 0.0)
        total += gain
        if gain:
            yield f"grannorden ”{pair}”: + {_number(gain)}"
    share = answered / asked if asked else 0.0
    coverage = ranking.coverage(share)
    yield (
        f"summan {_number(total)} × {_number(coverage)} (besvarar {100 * share:.0f} % av frågan)"
        f"{_worth(index, ranking, index.entries[document])}"
        f" = {_number(total * coverage * ranking.worth[document])}"
    )


def _worth(index: Index, ranking: Ranking, entry: Entry) -> str:
    """What counts whatever the query is: kind, stage and review."""
    text = f" × {_number(KIND_WORTH[entry.kind])} (slag: {KIND_LABELS[entry.kind]})"
    if entry.merit != 1:
        text += f" × {_number(entry.merit)} (skede)"
    if index.is_stale(entry):
        text += (
            f" × {_number(ranking.age(entry))} (granskad {entry.reviewed}, "
            f"mer än ett år före {index.today})"
        )
    return text


def _wish(ranking: Ranking, wish: Wish, answer: Answer, document: int) -> Iterator[str]:
    strength = answer.found.get(document)
    word = f"”{wish.word}”" + (f" (läst som ”{wish.correction}”)" if wish.correction else "")
    if strength is None:
        yield f"{word}: finns inte"
        return
    rarity = f"{_number(answer.rarity)} (sällsynt"
    rarity += f", räknat till {_percent(wish.weight)})" if wish.weight != 1 else ")"
    yield f"{word}: {rarity} × {_number(strength)} = {_number(answer.rarity * strength)}"
    ways = 0
    for way, factor in zip(wish.ways, ranking.factors(wish), strict=True):
        held = dict(zip(*ranking.strengths(way), strict=True)).get(document)
        if held is not None:
            ways += 1
            yield f"  {_way(way)}: {_number(factor)} × {_number(held)} = {_number(factor * held)}"
    if ways > 1:
        yield f"  det bästa av dessa räknas helt, de andra till {_percent(ranking.set.second)}"
    if document in answer.titles:
        yield f"  i rubriken: + {_number(ranking.set.title * answer.titles[document])}"


def _way(way: Way) -> str:
    return f"{_FIELDS[way.field]} {' + '.join(way.keys)}"


def _percent(value: float) -> str:
    return f"{100 * value:.0f} %"


def _number(value: float) -> str:
    return f"{value:.2f}".replace(".", ",")

"""Ranks documents for a query: BM25F per word, then how much of the query is answered.

Each word of the query is answered in the best of its ways; a word counts by how rare it
is (Robertson and Zaragoza 2009, section 3.5: field weights are added before saturation,
which the index has done). Records that answer all words come before those that answer
some, words in the title and neighbouring words are worth more, and good examples come
slightly before proposals. Ties are broken by id.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import log, sqrt

from samverkan.search.index import Index
from samverkan.search.query import Query, Way, Wish
from samverkan.search.terms import CONCEPT_MARK, SCALE


@dataclass(frozen=True, slots=True)
class Settings:
    """What the ranking weighs. Chosen on the judged queries as a whole, never for one."""

    saturation: float = 4.0
    length: float = 0.25
    title: float = 0.5
    title_way: float = 1.5
    pair: float = 0.25
    part_in_any: float = 0.7
    strong: float = 0.4
    second: float = 0.3
    stand_in: float = 2.0


KIND_WORTH = {
    "example": 1.0,
    "network": 0.9,
    "agreement": 0.85,
    "clause": 0.8,
    "body": 0.75,
    "page": 0.6,
    "source": 0.6,
    "statute": 0.6,
    "term": 0.5,
}
"""Staff come for examples; what explains the words comes after."""

DEFAULT = Settings()
Scores = dict[int, float]


@dataclass(frozen=True, slots=True)
class Answer:
    """How documents answer one word of a query.

    ``rarity`` is what the word counts; ``found`` how strongly each document answers it,
    ``share`` how far it counts as answered (0–1), ``titles`` how strongly in the title.
    """

    rarity: float
    found: Scores
    share: Scores
    titles: Scores


class Ranking:
    """Scores the documents of one index."""

    def __init__(self, index: Index, settings: Settings = DEFAULT) -> None:
        self._index = index
        self._set = settings
        average = index.average_length or 1.0
        self._damp = [
            SCALE
            * settings.saturation
            * (1 - settings.length + settings.length * entry.length / average)
            for entry in index.entries
        ]
        self._title = [1 / sqrt(2 + entry.title_length) for entry in index.entries]
        self.worth = [entry.merit * KIND_WORTH[entry.kind] for entry in index.entries]

    def scores(self, query: Query) -> Scores:
        """Return the score of every document that answers the query at all."""
        total: Scores = {}
        answered: Scores = {}
        named: set[int] = set()
        asked = 0.0
        for wish in query.wishes:
            answer = self.answer(wish)
            rarity = answer.rarity
            named.update(answer.titles)
            asked += rarity
            for document, strength in answer.found.items():
                total[document] = total.get(document, 0.0) + rarity * strength
            for document, share in answer.share.items():
                answered[document] = answered.get(document, 0.0) + rarity * share
        for pair in query.pairs:
            for document, strength in self.neighbours(pair).items():
                if document in total:
                    total[document] += strength
        if query.mostly_unknown:
            # A word in passing is no answer when the rest of the query means nothing here.
            total = {document: score for document, score in total.items() if document in named}
        if not asked:
            return {}
        worth, coverage, share_of = self.worth, self.coverage, answered.get
        return {
            document: score * worth[document] * coverage(share_of(document, 0.0) / asked)
            for document, score in total.items()
        }

    def coverage(self, share: float) -> float:
        """Return what a score is worth when ``share`` of the query is answered."""
        return share + 0.02

    def answer(self, wish: Wish) -> Answer:
        """Return how each document answers one word."""
        found: Scores = {}
        share: Scores = {}
        titles: Scores = {}
        nearest = self.nearest(wish)
        second = self._set.second
        for way in wish.ways:
            factor = way.factor * nearest
            counted = min(1.0, factor * 1.25)
            counts = factor >= self._set.strong
            for document, strength in self.strengths(way):
                new, old = factor * strength, found.get(document)
                if old is None:
                    found[document] = new
                    if counts:
                        share.setdefault(document, counted)
                else:
                    found[document] = new + second * old if new > old else old + second * new
            self._in_title(way, titles)
        for document, strength in titles.items():
            found[document] = found.get(document, 0.0) + self._set.title * strength
        return Answer(wish.weight * self._rarity(len(share)), found, share, titles)

    def nearest(self, wish: Wish) -> float:
        """Return what the ways count more when the bank lacks the word itself.

        What comes nearest stands in for it.
        """
        return min(1 / wish.ways[0].factor, self._set.stand_in) if wish.ways else 1.0

    def strengths(self, way: Way) -> Iterable[tuple[int, float]]:
        """Return the documents that hold all keys of ``way``, and how strongly."""
        lists = [self._list(way.field, key) for key in way.keys]
        if len(lists) == 1:
            return lists[0].items()
        shortest = min(lists, key=len)
        return [
            (document, min(single[document] for single in lists))
            for document in shortest
            if all(document in single for single in lists)
        ]

    def _list(self, field: str, key: str) -> Scores:
        if field == "any":
            both = {d: s * self._set.part_in_any for d, s in self._list("parts", key).items()}
            both.update(self._list("words", key))
            return both
        postings = self._index.postings(field, key)
        damp = self._damp
        return {
            document: weight / (weight + damp[document])
            for document, weight in zip(postings.documents, postings.weights, strict=True)
        }

    def _in_title(self, way: Way, titles: Scores) -> None:
        if way.field not in ("words", "parts", "concepts") or len(way.keys) > 1:
            return
        mark = CONCEPT_MARK if way.field == "concepts" else ""
        postings = self._index.postings("title", mark + way.keys[0])
        factor = way.factor if way.field == "words" else min(1.0, way.factor * self._set.title_way)
        for document, weight in zip(postings.documents, postings.weights, strict=True):
            strength = factor * weight / SCALE * self._title[document] * 2
            if strength > titles.get(document, 0.0):
                titles[document] = strength

    def neighbours(self, pair: str) -> Scores:
        """Return what the documents that have the two words side by side gain by it."""
        found = self._list("pairs", pair)
        rarity = self._rarity(len(found)) * self._set.pair
        return {document: rarity * strength for document, strength in found.items()}

    def _rarity(self, holders: int) -> float:
        return rarity(holders, len(self._index.entries))


def rarity(holders: int, documents: int) -> float:
    """Return what a word counts that ``holders`` of ``documents`` have."""
    return log(1 + (documents - holders + 0.5) / (holders + 0.5))

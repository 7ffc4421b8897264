"""Ranks documents for a query: BM25F per word, then how much of the query is answered.

Each word of the query is answered in the best of its ways; a word counts by how rare it
is (Robertson and Zaragoza 2009, section 3.5: field weights are added before saturation,
which the index has done). Records that answer all words come before those that answer
some, words in the title and neighbouring words are worth more; good examples come slightly
before proposals, and what was reviewed within the year before what was not. Ties are broken by id.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import compress
from math import log, sqrt

from samverkan.search.index import Index
from samverkan.search.query import Query, Way, Wish
from samverkan.search.shelf import Entry
from samverkan.search.terms import CONCEPT_MARK, SCALE


@dataclass(frozen=True, slots=True)
class Settings:
    """What the ranking weighs. Chosen on the judged queries as a whole, never for one."""

    saturation: float = 4.0
    length: float = 0.25
    title: float = 0.42
    title_way: float = 1.5
    pair: float = 0.25
    part_in_any: float = 0.7
    strong: float = 0.4
    second: float = 0.5
    stand_in: float = 2.0
    least: float = 0.06
    firm: float = 0.25
    """How strongly a record must answer each word of a compound that was taken apart."""
    stale: float = 0.97
    rare: float = 1.3
    """The power of a word's rarity: above 1, rare words decide more over common ones."""


KIND_WORTH = {
    "example": 1.0,
    "network": 0.9,
    "agreement": 0.85,
    "clause": 0.8,
    "body": 0.75,
    "page": 0.8,
    "source": 0.6,
    "statute": 0.6,
    "term": 0.5,
}
"""Staff come for examples; what explains the words comes after."""

DEFAULT = Settings()
_LISTS = 64
"""Weighed postings kept: the words of a query come back in its compounds, and as one writes."""
Scores = dict[int, float]
Strengths = tuple[Sequence[int], Sequence[float]]
"""Documents, and a figure for each."""


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
        self.set = settings
        average = index.average_length or 1.0
        self._damp = [
            SCALE
            * settings.saturation
            * (1 - settings.length + settings.length * entry.length / average)
            for entry in index.entries
        ]
        self._title = [2 / SCALE / sqrt(2 + entry.title_length) for entry in index.entries]
        self._list: Callable[[str, str], Strengths] = lru_cache(_LISTS)(self._weighed)
        self.merits = [entry.merit * self.age(entry) for entry in index.entries]
        kinds = (KIND_WORTH[entry.kind] for entry in index.entries)
        self.worth = [merit * kind for merit, kind in zip(self.merits, kinds, strict=True)]

    def scores(self, query: Query) -> Scores:
        """Return the score of every document that answers the query at all."""
        # A place for each document: adding to a list costs half of adding to a mapping.
        total, answered = ([0.0] * len(self.worth) for _ in range(2))
        named: set[int] = set()
        asked = 0.0
        for wish in query.wishes:
            answer = self.answer(wish)
            rarity = answer.rarity
            asked += rarity
            if query.mostly_unanswered:
                named.update(answer.titles)
            for document, strength in answer.found.items():
                total[document] += rarity * strength
            for document, share in answer.share.items():
                answered[document] += rarity * share
        for pair in query.pairs:
            for document, strength in self.neighbours(pair).items():
                if total[document]:
                    total[document] += strength
        found: Iterable[int] = compress(range(len(total)), total)
        if query.mostly_unanswered:
            # A word in passing is no answer when the rest of the query means nothing here.
            found = named.intersection(found)
        worth, least = self.worth, self.set.least
        return {
            document: total[document] * worth[document] * (answered[document] / asked + least)
            for document in found
        }

    def is_weak(self, query: Query) -> bool:
        """Return whether the answer is by the way: the bank lacks half of the words or more.

        A compound that was taken apart is lacking too, where no record answers both of its
        words (``systemkamera`` is neither in what is said of a system nor of a camera).
        """
        opened: dict[str, list[Wish]] = {}
        for wish in query.wishes:
            if wish.opened is not None:
                opened.setdefault(wish.opened, []).append(wish)
        lacking = sum(len(halves) for halves in opened.values() if not self._go_together(halves))
        return 2 * (query.known - lacking) <= len(query.wishes)

    def _go_together(self, halves: Sequence[Wish]) -> bool:
        answers = [self.answer(half).found for half in halves]
        return any(
            all(found.get(document, 0.0) >= self.set.firm for found in answers)
            for document in answers[0]
        )

    def age(self, entry: Entry) -> float:
        """Return what a score is worth by when the record was last reviewed."""
        return self.set.stale if self._index.is_stale(entry) else 1.0

    def coverage(self, share: float) -> float:
        """Return what a score is worth when ``share`` of the query is answered."""
        return share + self.set.least

    def answer(self, wish: Wish) -> Answer:
        """Return how each document answers one word."""
        found: Scores = {}
        share: Scores = {}
        titles: Scores = {}
        second = self.set.second
        for way, factor in zip(wish.ways, self.factors(wish), strict=True):
            counted = min(1.0, factor * 1.25)
            counts = factor >= self.set.strong
            documents, strengths = self.strengths(way)
            if not found:
                found = dict(zip(documents, [factor * each for each in strengths], strict=True))
                share = dict.fromkeys(documents, counted) if counts else {}
            else:
                for document, strength in zip(documents, strengths, strict=True):
                    new, old = factor * strength, found.get(document)
                    if old is None:
                        found[document] = new
                        if counts:
                            share[document] = counted
                    else:
                        found[document] = new + second * old if new > old else old + second * new
            self._in_title(way, titles)
        for document, strength in titles.items():
            found[document] = found.get(document, 0.0) + self.set.title * strength
        return Answer(wish.weight * self._rarity(len(share)), found, share, titles)

    def factors(self, wish: Wish) -> list[float]:
        """Return what each way of ``wish`` is worth.

        When the bank lacks the word itself, or only one record has it, what comes nearest
        stands in for it.
        """
        if not wish.ways:
            return []
        common = (way.factor for way in wish.ways if len(self.strengths(way)[0]) > 1)
        nearest = min(1 / next(common, wish.ways[0].factor), self.set.stand_in)
        return [min(way.factor * nearest, 1.0) for way in wish.ways]

    def strengths(self, way: Way) -> Strengths:
        """Return the documents that hold all keys of ``way``, and how strongly."""
        lists = [self._list(way.field, key) for key in way.keys]
        if len(lists) == 1:
            return lists[0]
        held = [dict(zip(*each, strict=True)) for each in lists]
        documents = sorted(set.intersection(*map(set, held)))
        return documents, [min(each[document] for each in held) for document in documents]

    def _weighed(self, field: str, key: str) -> Strengths:
        if field == "any":
            documents, strengths = self._list("parts", key)
            weaker = [strength * self.set.part_in_any for strength in strengths]
            both = dict(zip(documents, weaker, strict=True))
            both.update(zip(*self._list("words", key), strict=True))
            return list(both), list(both.values())
        postings = self._index.postings(field, key)
        pairs = zip(postings.documents, postings.weights, strict=True)
        if field == "title":
            title = self._title
            return postings.documents, [weight * title[at] for at, weight in pairs]
        damp = self._damp
        return postings.documents, [weight / (weight + damp[at]) for at, weight in pairs]

    def _in_title(self, way: Way, titles: Scores) -> None:
        if way.field not in ("words", "parts", "concepts") or len(way.keys) > 1:
            return
        mark = CONCEPT_MARK if way.field == "concepts" else ""
        documents, strengths = self._list("title", mark + way.keys[0])
        factor = way.factor if way.field == "words" else min(1.0, way.factor * self.set.title_way)
        for document, each in zip(documents, strengths, strict=True):
            strength = factor * each
            if strength > titles.get(document, 0.0):
                titles[document] = strength

    def neighbours(self, pair: str) -> Scores:
        """Return what the documents that have the two words side by side gain by it."""
        documents, strengths = self._list("pairs", pair)
        rarity = self._rarity(len(documents)) * self.set.pair
        return dict(zip(documents, [rarity * strength for strength in strengths], strict=True))

    def _rarity(self, holders: int) -> float:
        return float(rarity(holders, len(self._index.entries)) ** self.set.rare)


def rarity(holders: int, documents: int) -> float:
    """Return what a word counts that ``holders`` of ``documents`` have."""
    return log(1 + (documents - holders + 0.5) / (holders + 0.5))

"""Finds records that tell of the same cooperation, by the words and weights of the search.

A record is a vector: for each word what the search's ranking would give the record for it
(how much the record says it, times how rare it is). Two records are alike by the cosine of
the angle between theirs (Salton and McGill 1983, chapter 4): 1 for the same text in the same
places, 0 for no word in common.

What a record says is read once into a :class:`Profile`, which depends on nothing but the
record and can be kept; how rare the words are is counted anew over all of them.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from heapq import nlargest
from itertools import chain
from math import hypot

from samverkan.search.analysis import Analysis
from samverkan.search.compounds import Splitter
from samverkan.search.documents import Document
from samverkan.search.ranking import DEFAULT, rarity
from samverkan.search.terms import SCALE, in_steps, word_weights

ALIKE = 0.64
"""From here on two records are taken for one.

Measured on this bank: of those that do not name each other none comes above 0.62 (the state
veterinarians of two pairs of counties). A copy with another title, and with every second
name in it exchanged, stays above in nine cases of ten.
"""
_TELLING, _SHARED = 16, 3
"""Two records are compared when so many of their so many most telling words are the same."""
_DAMP = SCALE * DEFAULT.saturation
_REMEMBERED = 4096

Vector = dict[str, float]


@dataclass(frozen=True, slots=True)
class Profile:
    """The words of a record and what each weighs there, before it is known how rare it is."""

    keys: tuple[str, ...]
    weights: tuple[int, ...]
    """In steps, as in the index."""


def profile(document: Document) -> Profile:
    """Return the words of ``document``; they depend on nothing else."""
    weights = in_steps(word_weights(document, _analysis()))
    return Profile(tuple(weights), tuple(weights.values()))


@cache
def _analysis() -> Analysis:
    """The analysis without the bank's compounds: whole words say best what is the same."""
    return Analysis(Splitter({}))


class Likeness:
    """Compares records by their profiles; a number is a record's place among them."""

    def __init__(self, profiles: Sequence[Profile]) -> None:
        self._profiles = profiles
        holders = Counter(chain.from_iterable(each.keys for each in profiles))
        self._rarity = {key: rarity(count, len(profiles)) for key, count in holders.items()}
        self._vector: Callable[[int], Vector] = lru_cache(_REMEMBERED)(self._made_vector)

    def pairs(self) -> Iterator[tuple[int, int]]:
        """Yield (record, earlier record that it is like), the earliest first."""
        holders: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
        for number in range(len(self._profiles)):
            telling = self._telling(number)
            shared = Counter(chain.from_iterable(holders[key] for key in telling))
            for other in sorted(other for other, count in shared.items() if count >= _SHARED):
                if self.cosine(number, other) >= ALIKE:
                    yield number, other
            for key in telling:
                holders[key].append(number)

    def like(self, number: int) -> Iterator[int]:
        """Yield the records that one record is like, earlier and later; for a single change."""
        telling = frozenset(self._telling(number))
        for other, its in enumerate(self._profiles):
            if (
                other != number
                and len(telling.intersection(its.keys)) >= _SHARED
                and len(telling.intersection(self._telling(other))) >= _SHARED
                and self.cosine(number, other) >= ALIKE
            ):
                yield other

    def cosine(self, one: int, other: int) -> float:
        """Return how alike two records are, 0 to 1."""
        mine, yours = self._vector(one), self._vector(other)
        # In order, so that the same two records are always as alike to the last digit.
        return sum(mine[key] * yours[key] for key in sorted(mine.keys() & yours.keys()))

    def _telling(self, number: int) -> list[str]:
        weighted = zip(self._weights(number), self._profiles[number].keys, strict=True)
        return [key for _, key in nlargest(_TELLING, weighted)]

    def _weights(self, number: int) -> list[float]:
        its, rare = self._profiles[number], self._rarity
        pairs = zip(its.keys, its.weights, strict=True)
        return [rare[key] * weight / (weight + _DAMP) for key, weight in pairs]

    def _made_vector(self, number: int) -> Vector:
        weights = self._weights(number)
        length = hypot(*weights) or 1.0
        keys = self._profiles[number].keys
        return {key: weight / length for key, weight in zip(keys, weights, strict=True)}

"""Finds records that tell of the same cooperation, by the words and weights of the search.

A record is a vector: for each word what the search's ranking would give the record for it (how
much the record says it, times how telling it is). Two records are alike by the cosine of the
angle between theirs (Salton and McGill 1983, chapter 4): 1 for the same text in the same
places, 0 for no word in common.

How telling a word is goes by its length and not, as in the ranking, by how many records have
it: Swedish joins into one word what other languages say with several. So whether two records
are alike rests on those two alone, and need not be asked again when others change.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from math import fsum, hypot

from samverkan.search.analysis import Analysis
from samverkan.search.compounds import Splitter
from samverkan.search.documents import Document
from samverkan.search.ranking import DEFAULT
from samverkan.search.terms import SCALE, in_steps, word_weights

ALIKE = 0.78
"""From here on two records are taken for one.

Measured on this bank: of those that do not name each other none comes above 0.76 (two of the
networks for personnel administrators). A copy with another title, and with every second name
in it exchanged, stays above in 97 cases of a hundred; with rarity in place of length it was
the same.
"""
_TELLING = 24
"""Two records are compared when half of their so many most telling words are the same.

On this bank, two that are alike share fifteen at least.
"""
_ENOUGH = 3
"""How many of the words that are looked up must be the same; more would be looked up in vain."""
_DAMP = SCALE * DEFAULT.saturation
_EMPTY, _FULL, _LEAST = 2, 12, 0.03
"""A word of two letters tells next to nothing, one of twelve or more as much as any."""
_TELLS = [max(_LEAST, (letters - _EMPTY) / (_FULL - _EMPTY)) for letters in range(_FULL + 1)]
"""How telling a word is by its length, up to 1."""


@dataclass(frozen=True, slots=True)
class Profile:
    """The words of a record and what each weighs, the most telling first."""

    keys: tuple[str, ...]
    weights: tuple[float, ...]
    """Together a vector of length one."""

    @property
    def telling(self) -> tuple[str, ...]:
        """The most telling words."""
        return self.keys[:_TELLING]

    def cosine(self, other: Profile) -> float:
        """Return how alike two records are, 0 to 1; the same in either direction."""
        yours = dict(zip(other.keys, other.weights, strict=True))
        mine = zip(self.keys, self.weights, strict=True)
        return fsum(weight * yours[key] for key, weight in mine if key in yours)


def profile(document: Document) -> Profile:
    """Return the words of ``document``; they depend on nothing else."""
    weights = {
        key: _TELLS[min(len(key), _FULL)] * steps / (steps + _DAMP)
        for key, steps in in_steps(word_weights(document, _analysis())).items()
    }
    length = hypot(*weights.values()) or 1.0
    keys = sorted(sorted(weights), key=weights.__getitem__, reverse=True)
    return Profile(tuple(keys), tuple(weights[key] / length for key in keys))


@cache
def _analysis() -> Analysis:
    """The analysis without the bank's compounds: whole words say best what is the same."""
    return Analysis(Splitter({}))


def alike(
    telling: Sequence[Sequence[str]],
    profile_of: Callable[[int], Profile],
    new: Collection[int],
) -> Iterator[tuple[int, int]]:
    """Yield (number of a record, that of an earlier one like it), in no order.

    Args:
        telling: the most telling words of each record.
        profile_of: returns the profile of a record; called for few that are not new.
        new: the records to compare with all others.
    """
    common = Counter(chain.from_iterable(telling))
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for number in sorted(range(len(telling)), key=lambda number: number in new):
        words = _looked_up(telling[number], common)
        if number in new:
            shared = Counter(chain.from_iterable(holders[word] for word in words))
            enough = min(_ENOUGH, _half(telling[number]))
            for other in [each for each, count in shared.items() if count >= enough]:
                if (
                    _share_half(telling[number], telling[other])
                    and profile_of(number).cosine(profile_of(other)) >= ALIKE
                ):
                    yield max(number, other), min(number, other)
        for word in words:
            holders[word].append(number)


def _looked_up(words: Sequence[str], common: Mapping[str, int]) -> list[str]:
    """Return the rarest of a record's telling words.

    So many that two records which share half of theirs have :data:`_ENOUGH` of these in common:
    no more than half can be among the words left out (Chaudhuri, Ganti and Kaushik 2006).
    """
    rarest = sorted(words, key=lambda word: (common[word], word))
    return rarest[: len(words) - _half(words) + min(_ENOUGH, _half(words))]


def _share_half(one: Sequence[str], other: Sequence[str]) -> bool:
    return len({*one} & {*other}) >= max(_half(one), _half(other))


def _half(words: Sequence[str]) -> int:
    return (len(words) + 1) // 2

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

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from math import fsum, hypot

from samverkan.search.analysis import Analysis
from samverkan.search.compounds import Splitter
from samverkan.search.ranking import DEFAULT
from samverkan.search.terms import SCALE, in_steps, word_weights
from samverkan.search.wording import Wording

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
_DAMP = SCALE * DEFAULT.saturation
_EMPTY, _FULL, _LEAST = 2, 12, 0.03
"""A word of two letters tells next to nothing, one of twelve or more as much as any."""
_TELLS = [max(_LEAST, (letters - _EMPTY) / (_FULL - _EMPTY)) for letters in range(_FULL + 1)]
"""How telling a word is by its length, up to 1."""


Profile = Mapping[str, float]
"""The words of a record and what each weighs: together a vector of length one."""


def words_of(wording: Wording) -> dict[str, int]:
    """Return what the index says that each word weighs in a record, in steps.

    The bank's compounds are not asked for: only parts of words need them.
    """
    return in_steps(word_weights(wording, _analysis()))


@cache
def _analysis() -> Analysis:
    return Analysis(Splitter({}))


def profile(words: Mapping[str, int]) -> Profile:
    """Return the profile of a record from what each of its words weighs in the index."""
    weights = _weighed(words)
    length = hypot(*weights.values()) or 1.0
    return {key: weight / length for key, weight in weights.items()}


def telling(words: Mapping[str, int]) -> list[str]:
    """Return the words that weigh most in the profile of a record."""
    weights = _weighed(words)
    return sorted(sorted(weights), key=weights.__getitem__, reverse=True)[:_TELLING]


def cosine(one: Profile, other: Profile) -> float:
    """Return how alike two records are, 0 to 1; the same in either direction."""
    return fsum(weight * other[key] for key, weight in one.items() if key in other)


def _weighed(words: Mapping[str, int]) -> dict[str, float]:
    return {
        key: _TELLS[min(len(key), _FULL)] * steps / (steps + _DAMP) for key, steps in words.items()
    }


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
    holders: defaultdict[str, int] = defaultdict(int)  # the records that have a word, as bits
    for number in sorted(range(len(telling)), key=lambda number: number in new):
        words = telling[number]
        if number in new:
            for other in _in_so_many(_half(words), [holders[word] for word in words]):
                if (
                    len({*words} & {*telling[other]}) >= _half(telling[other])
                    and cosine(profile_of(number), profile_of(other)) >= ALIKE
                ):
                    yield max(number, other), min(number, other)
        for word in words:
            holders[word] |= 1 << number


def _in_so_many(enough: int, sets: Iterable[int]) -> Iterator[int]:
    """Yield the numbers that are in at least so many of the sets, which are given as bits."""
    found = [-1] + [0] * enough
    for each in sets:
        for count in range(enough, 0, -1):
            found[count] |= found[count - 1] & each
    left = found[enough]
    while left:
        lowest = left & -left
        yield lowest.bit_length() - 1
        left ^= lowest


def _half(words: Sequence[str]) -> int:
    return max(1, (len(words) + 1) // 2)

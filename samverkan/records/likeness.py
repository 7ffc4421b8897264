"""Finds records that tell of the same cooperation in other words."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from sys import intern

from samverkan.records.model import Cooperation

TITLE, SUMMARY, PARTIES = 0.6, 0.75, 0.5
"""How alike two titles are, or two summaries with so many parties in common.

Measured on this bank: the records that reach either figure are pairs that name each other
(4D and 5D, the two joint committees of Mora). Series that differ in one telling word, such
as the professional associations, stay below.
"""
_RAREST = 4
"""So many of a text's rarest words are looked up; texts alike to this degree share one."""

Words = frozenset[str]


class _Texts:
    """Sets of words, compared by what they share; a rare word weighs more than a common one."""

    def __init__(self, texts: Sequence[str]) -> None:
        # Tuples of shared strings: a set for every text would take ten times the memory.
        self.words = [
            tuple({intern(word) for word in re.findall(r"\w{3,}", text.lower())}) for text in texts
        ]
        count = Counter(word for words in self.words for word in words)
        self.weight = {word: math.log(1 + len(texts) / n) for word, n in count.items()}

        self.rarest = [
            sorted(words, key=lambda word: (-self.weight[word], word))[:_RAREST]
            for words in self.words
        ]
        self.holders: dict[str, list[int]] = defaultdict(list)
        for index, words in enumerate(self.rarest):
            for word in words:
                self.holders[word].append(index)

    def candidates(self, index: int) -> list[int]:
        """Return the earlier texts that share one of the rarest words of this one."""
        found = {other for word in self.rarest[index] for other in self.holders[word]}
        return sorted(other for other in found if other < index)

    def alike(self, one: int, other: int) -> float:
        """Return the weight of the shared words over that of all, 0 to 1."""
        mine, yours = set(self.words[one]), set(self.words[other])
        both, either = mine & yours, mine | yours
        total = sum(self.weight[word] for word in either)
        return sum(self.weight[word] for word in both) / total if total else 0.0


class _Parties:
    """Sets of named parties, compared by the share that two have in common."""

    def __init__(self, records: Sequence[Cooperation]) -> None:
        self.sets = [
            frozenset(party.body or party.network or party.described for party in record.parties)
            for record in records
        ]
        self.holders: dict[str | None, set[int]] = defaultdict(set)
        for index, parties in enumerate(self.sets):
            for party in parties:
                self.holders[party].add(index)

    def sharing(self, index: int, others: Sequence[int]) -> list[int]:
        """Return those of ``others`` that have enough parties in common with this one."""
        mine = self.sets[index]
        near = set().union(*(self.holders[party] for party in mine))
        return [other for other in others if other in near and self._share(mine, other) >= PARTIES]

    def _share(self, mine: frozenset[str | None], other: int) -> float:
        return len(mine & self.sets[other]) / len(mine | self.sets[other])


def near_duplicates(
    records: Sequence[Cooperation], apart: Callable[[Cooperation, Cooperation], bool]
) -> Iterator[tuple[Cooperation, Cooperation]]:
    """Yield (record, earlier one that it looks like), at most once per record.

    Args:
        records: all that are to be compared.
        apart: whether two records are known to be two, however alike.
    """
    titles = _Texts([record.title for record in records])
    summaries = _Texts([record.summary for record in records])
    parties = _Parties(records)
    for index, record in enumerate(records):
        by_title = (o for o in titles.candidates(index) if titles.alike(index, o) >= TITLE)
        by_summary = (
            other
            for other in parties.sharing(index, summaries.candidates(index))
            if summaries.alike(index, other) >= SUMMARY
        )
        for other in chain(by_title, by_summary):
            if not apart(record, records[other]):
                yield record, records[other]
                break

"""Finds records that tell of the same cooperation in other words."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence

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
        self.words = [frozenset(re.findall(r"\w{3,}", text.lower())) for text in texts]
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
        both, either = self.words[one] & self.words[other], self.words[one] | self.words[other]
        total = sum(self.weight[word] for word in either)
        return sum(self.weight[word] for word in both) / total if total else 0.0


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
    for index, record in enumerate(records):
        if (other := _alike(index, records, titles, summaries, apart)) is not None:
            yield record, other


def _alike(
    index: int,
    records: Sequence[Cooperation],
    titles: _Texts,
    summaries: _Texts,
    apart: Callable[[Cooperation, Cooperation], bool],
) -> Cooperation | None:
    record = records[index]
    for other in titles.candidates(index):
        if titles.alike(index, other) >= TITLE and not apart(record, records[other]):
            return records[other]
    for other in summaries.candidates(index):
        if (
            _common_parties(record, records[other]) >= PARTIES
            and summaries.alike(index, other) >= SUMMARY
            and not apart(record, records[other])
        ):
            return records[other]
    return None


def _common_parties(one: Cooperation, other: Cooperation) -> float:
    """Return the share of named parties that the two have in common, 0 to 1."""
    mine = {party.body or party.network or party.described for party in one.parties}
    yours = {party.body or party.network or party.described for party in other.parties}
    return len(mine & yours) / len(mine | yours) if mine or yours else 0.0

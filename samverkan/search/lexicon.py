"""The words that the bank uses: what is spelt alike, has the same root, or is put together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from rapidfuzz.distance import OSA

from samverkan.search.analysis import Analysis, fold, root
from samverkan.search.stem import stem
from samverkan.search.tokens import Token

_SHORTEST_CORRECTED = 5
_SHORTEST_TWO_FAULTS = 9


class Lexicon:
    """Looks up words by spelling, root and parts."""

    def __init__(self, counts: Mapping[str, int], compounds: Mapping[str, Sequence[str]]) -> None:
        self._counts = counts
        self._compounds = compounds

    def joined(self, first: str, last: str) -> Sequence[str]:
        """Return the compounds of two stems, in this order (``avfall``, ``hantering``)."""
        return self._compounds.get(f"{first} {last}", ())

    def related(self, key: str) -> Sequence[str]:
        """Return the other stems with the root of ``key`` (``samordning`` → ``samordn``)."""
        own = root(key)
        return [other for other in self._roots.get(own, ()) if other != key] if own else ()

    def folded(self, key: str) -> Sequence[str]:
        """Return the stems that are ``key`` but for diacritics."""
        return [other for other in self._folded.get(fold(key), ()) if other != key]

    def corrections(self, word: str) -> Sequence[str]:
        """Return the bank's words that ``word`` may be a misspelling of, the likeliest first.

        Short words are not corrected, and the first letter is taken to be right: a wrong
        guess costs the reader more than none.
        """
        if len(word) < _SHORTEST_CORRECTED or not word.isalpha():
            return ()
        allowed = 2 if len(word) >= _SHORTEST_TWO_FAULTS else 1
        plain = fold(word)
        found = []
        for length in range(len(word) - allowed, len(word) + allowed + 1):
            for other in self._by_start.get((plain[0], length), ()):
                faults = OSA.distance(plain, fold(other), score_cutoff=allowed)
                if faults <= allowed:
                    found.append((faults, -self._counts[other], other))
        found.sort()
        return [other for faults, _, other in found if faults == found[0][0]][:3]

    @cached_property
    def _keys(self) -> Mapping[str, str]:
        return {word: stem(word) for word in self._counts}

    @cached_property
    def _roots(self) -> Mapping[str, Sequence[str]]:
        groups: defaultdict[str, dict[str, None]] = defaultdict(dict)
        for key in self._keys.values():
            if (own := root(key)) is not None:
                groups[own][key] = None
        return {own: tuple(keys) for own, keys in groups.items() if len(keys) > 1}

    @cached_property
    def _folded(self) -> Mapping[str, Sequence[str]]:
        groups: defaultdict[str, dict[str, None]] = defaultdict(dict)
        for key in self._keys.values():
            groups[fold(key)][key] = None
        return {plain: tuple(keys) for plain, keys in groups.items()}

    @cached_property
    def _by_start(self) -> Mapping[tuple[str, int], Sequence[str]]:
        groups: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
        for word, count in self._counts.items():
            if count and word.isalpha():
                groups[fold(word)[0], len(word)].append(word)
        return groups


def compounds(analysis: Analysis, words: Iterable[str]) -> dict[str, list[str]]:
    """Return the stems of the compounds among ``words`` by their two outermost parts."""
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for text in words:
        word = analysis.word(Token(text, text, 0, len(text)))
        if len(word.parts) >= 2:
            found[f"{word.parts[0]} {word.parts[1]}"][word.key] = None
    return {parts: list(keys) for parts, keys in found.items()}

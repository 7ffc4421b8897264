"""The words that the bank uses: what is spelt alike, has the same root, or is put together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz.distance import OSA

from samverkan.search.analysis import Analysis, fold, root
from samverkan.search.stem import stem
from samverkan.search.tokens import Token


@dataclass(frozen=True, slots=True)
class Spelling:
    """When a word is taken to be misspelt, in letters."""

    shortest: int = 4
    shortest_two_faults: int = 9
    shortest_stem: int = 5
    most: int = 3
    endings: tuple[str, ...] = tuple(
        "ernas arnas erna arna orna ens ets en et er ar or na n s t a r".split()
    )
    """Endings without diacritics, the longest first."""


SPELLING = Spelling()


class Lexicon:
    """Looks up words by spelling, root and parts."""

    def __init__(self, counts: Mapping[str, int], analysis: Analysis) -> None:
        self._counts = counts
        self._analysis = analysis

    def joined(self, first: str, last: str) -> Sequence[str]:
        """Return the compounds of two stems, in this order (``avfall``, ``hantering``)."""
        return self._compounds.get(f"{first} {last}", ())

    def related(self, key: str) -> Sequence[str]:
        """Return the other stems with the root of ``key`` (``samordning`` → ``samordn``)."""
        own = root(key)
        return [other for other in self._roots.get(own, ()) if other != key] if own else ()

    def folded(self, word: str) -> Sequence[str]:
        """Return the bank's words that are ``word`` but for diacritics, the commonest first."""
        return [other for other in self._folded.get(fold(word), ()) if other != word]

    def corrections(self, word: str, compound: bool) -> Sequence[str]:
        """Return the bank's words that ``word`` may be a misspelling of, the likeliest first.

        A word may also be misspelt in a form that the bank lacks; its ending is then left out.
        Short words are not corrected, and the first letter is taken to be right: a wrong
        guess costs the reader more than none. So does one where ``word`` is a ``compound``
        of two known words; it may be off by one letter only.
        """
        if len(word) < SPELLING.shortest or not word.isalpha():
            return ()
        allowed = 2 if len(word) >= SPELLING.shortest_two_faults and not compound else 1
        plain = fold(word)
        found = list(self._near(plain, allowed))
        if not found:
            found = [
                near
                for ending in SPELLING.endings
                if plain.endswith(ending) and len(plain) - len(ending) >= SPELLING.shortest_stem
                for near in self._near(plain.removesuffix(ending), allowed)
            ]
        found.sort()
        nearest = dict.fromkeys(other for faults, _, _, other in found if faults == found[0][0])
        return list(nearest)[: SPELLING.most]

    def _near(self, plain: str, allowed: int) -> Iterator[tuple[int, bool, int, str]]:
        """Yield what is at most ``allowed`` letters from ``plain``.

        Left out, doubled and swapped letters are likelier than one letter for another.
        """
        for length in range(len(plain) - allowed, len(plain) + allowed + 1):
            for spelt, word in self._by_start.get((plain[0], length), ()):
                faults = OSA.distance(plain, spelt, score_cutoff=allowed)
                if faults <= allowed:
                    other_letter = len(plain) == length and sorted(plain) != sorted(spelt)
                    yield faults, other_letter, -self._counts[word], word

    @cached_property
    def _compounds(self) -> Mapping[str, Sequence[str]]:
        """The stems of the compounds by their two outermost parts."""
        found: defaultdict[str, dict[str, None]] = defaultdict(dict)
        for text in self._counts:
            word = self._analysis.word(Token(text, text, 0, len(text)))
            if len(word.parts) >= 2:
                found[f"{word.parts[0]} {word.parts[1]}"][word.key] = None
        return {parts: tuple(keys) for parts, keys in found.items()}

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
        groups: defaultdict[str, list[str]] = defaultdict(list)
        for word in sorted(self._counts, key=lambda word: (-self._counts[word], word)):
            groups[fold(word)].append(word)
        return groups

    @cached_property
    def _by_start(self) -> Mapping[tuple[str, int], Sequence[tuple[str, str]]]:
        """Words and their spelling without diacritics, by first letter and length."""
        groups: defaultdict[tuple[str, int], list[tuple[str, str]]] = defaultdict(list)
        for word, count in self._counts.items():
            if count and word.isalpha():
                spelt = fold(word)
                groups[spelt[0], len(spelt)].append((spelt, word))
        return groups

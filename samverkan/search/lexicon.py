"""The words that the bank uses: what is spelt alike, has the same root, or is put together."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz.distance import OSA

from samverkan.search.analysis import Analysis, fold, root
from samverkan.search.stem import stem
from samverkan.search.tokens import Token


@dataclass(frozen=True, slots=True)
class Spelling:
    """When a word is taken to be misspelt, in letters.

    Most words that the bank lacks are not misspelt but about something else.
    """

    shortest: int = 4
    shortest_stem: int = 5
    shortest_other_end: int = 7
    """From here on, the last letter may be wrong, or one letter another."""
    shortest_two_faults: int = 9
    shortest_compound: int = 12
    """From here on, what looks put together of two words may have two faults as well."""
    shortest_two_others: int = 12
    """From here on, two letters may be others, unless it looks put together of two words."""
    shortest_begun: int = 5
    """From here on, a word may be the beginning of another."""
    most: int = 3


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

    def akin(self, word: str) -> str | None:
        """Return ``word`` if the bank has it in any form, or else the commonest of its words
        with the same root (``uppfölja`` → ``uppföljning``), if any.
        """
        key = stem(word)
        if key in self._stems:
            return word
        return self._akin.get(root(key) or key)

    def begun(self, word: str) -> str | None:
        """Return the commonest of the bank's compounds of ``word`` and another word, if any:
        for a word that the bank has in nothing else (``overhead`` → ``overheadkostnader``).
        """
        if len(word) < SPELLING.shortest_begun:
            return None
        longer = (each for each, count in self._counts.items() if count and each.startswith(word))
        made = [each for each in longer if self._counts.get(each[len(word) :].removeprefix("s"))]
        return min(made, key=lambda each: (-self._counts[each], each), default=None)

    def folded(self, word: str) -> Sequence[str]:
        """Return the bank's words that are ``word`` but for diacritics, the commonest first."""
        return [other for other in self._folded.get(fold(word), ()) if other != word]

    def corrections(self, word: str, compound: bool) -> Sequence[str]:
        """Return the bank's words that ``word`` may be a misspelling of, the likeliest first.

        A word may also be misspelt in a form that the bank lacks; then stems are compared.
        Short words are not corrected, and the first letter is taken to be right: a wrong
        guess costs the reader more than none. So does one where ``word`` is a ``compound``
        of two known words.
        """
        if len(word) < SPELLING.shortest or not word.isalpha():
            return ()
        found = sorted(self._near(word, self._by_start, compound))
        if not found and len(key := stem(word)) >= SPELLING.shortest_stem:
            found = sorted(self._near(key, self._stems_by_start, compound))
        nearest = dict.fromkeys(other for faults, _, _, other in found if faults == found[0][0])
        return list(nearest)[: SPELLING.most]

    def _near(
        self, word: str, known: Mapping[tuple[str, int], Sequence[tuple[str, str]]], compound: bool
    ) -> Iterator[tuple[int, int, int, str]]:
        """Yield the words of ``known`` that differ from ``word`` by few enough letters."""
        plain = fold(word)
        twice = SPELLING.shortest_compound if compound else SPELLING.shortest_two_faults
        allowed = 2 if len(word) >= twice else 1
        long = len(word) >= SPELLING.shortest_two_others and not compound
        for length in range(len(plain) - allowed, len(plain) + allowed + 1):
            for spelt, other in known.get((plain[0], length), ()):
                faults = OSA.distance(plain, fold(spelt), score_cutoff=allowed)
                if faults and word != plain:
                    # Who writes å, ä and ö means them.
                    faults = OSA.distance(word, spelt, score_cutoff=allowed)
                if faults <= allowed and _is_slip(plain, fold(spelt), faults, long):
                    yield faults, _exchanged(plain, fold(spelt)), -self._counts[other], other

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
    def _stems(self) -> AbstractSet[str]:
        return frozenset(self._keys.values())

    @cached_property
    def _roots(self) -> Mapping[str, Sequence[str]]:
        groups: defaultdict[str, dict[str, None]] = defaultdict(dict)
        for key in self._keys.values():
            if (own := root(key)) is not None:
                groups[own][key] = None
        return {own: tuple(keys) for own, keys in groups.items() if len(keys) > 1}

    @cached_property
    def _akin(self) -> Mapping[str, str]:
        """The commonest word of each root."""
        found: dict[str, str] = {}
        for word in sorted(self._counts, key=lambda word: (-self._counts[word], word)):
            if self._counts[word] and (own := root(self._keys[word])) is not None:
                found.setdefault(own, word)
        return found

    @cached_property
    def _folded(self) -> Mapping[str, Sequence[str]]:
        groups: defaultdict[str, list[str]] = defaultdict(list)
        for word in sorted(self._counts, key=lambda word: (-self._counts[word], word)):
            groups[fold(word)].append(word)
        return groups

    @cached_property
    def _by_start(self) -> Mapping[tuple[str, int], Sequence[tuple[str, str]]]:
        """Words by first letter and length without diacritics."""
        return _by_start((word, word) for word, count in self._counts.items() if count)

    @cached_property
    def _stems_by_start(self) -> Mapping[tuple[str, int], Sequence[tuple[str, str]]]:
        """Stems, each with its commonest word, in the same way."""
        common = sorted(self._counts, key=lambda word: (-self._counts[word], word))
        words = {self._keys[word]: word for word in reversed(common) if self._counts[word]}
        return _by_start(words.items())


def _by_start(
    pairs: Iterable[tuple[str, str]],
) -> Mapping[tuple[str, int], Sequence[tuple[str, str]]]:
    groups: defaultdict[tuple[str, int], list[tuple[str, str]]] = defaultdict(list)
    for spelt, word in pairs:
        if spelt.isalpha():
            groups[fold(spelt)[0], len(fold(spelt))].append((spelt, word))
    return groups


def _is_slip(word: str, other: str, faults: int, long: bool) -> bool:
    """Whether ``word`` is likely to be ``other`` misspelt, and no word of its own.

    Slips leave out, double and swap letters; another letter in a short word, or another and
    one more fault, or another end of a short word, makes another word (``kassa`` is no
    ``klass``, ``mottagning`` no ``matlagning``). A ``long`` word with so few faults is no other.
    """
    exchanged = _exchanged(word, other)
    if len(word) < SPELLING.shortest_other_end:
        return not exchanged and word[-1] == other[-1]
    return faults < 2 or not exchanged or long


def _exchanged(word: str, other: str) -> int:
    """How many letters of ``word`` are others in ``other``, wherever they stand."""
    here, there = Counter(word), Counter(other)
    return min((here - there).total(), (there - here).total())

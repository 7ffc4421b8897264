"""What a query asks for: each word with every way in which a record may answer it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from samverkan.search.analysis import Word, pairs
from samverkan.search.index import Index
from samverkan.search.tokens import Token, tokens

MAX_LENGTH = 400
"""Characters of a query that are read; the rest is no question."""
MAX_WORDS = 24

EXACT = 1.0
_FIRST_PART, _FOLDED = 0.95, 0.9
_JOINED, _NEIGHBOURS, _CUT = 0.85, 0.7, 0.5
_CONCEPT, _PART, _ROOT = 0.6, 0.5, 0.5
_INNER, _FRAGMENT, _SECTION_NUMBER = 0.7, 0.2, 0.3
_ONE_PART = 0.12


@dataclass(frozen=True, slots=True)
class Way:
    """One way to answer a word: all of ``keys`` in index field ``field``, worth ``factor``."""

    field: str
    keys: tuple[str, ...]
    factor: float


@dataclass(frozen=True, slots=True)
class Wish:
    """A word of the query and the ways to answer it, the best first."""

    word: str
    ways: tuple[Way, ...]
    correction: str | None = None

    @property
    def known(self) -> bool:
        """Whether the bank has any answer at all."""
        return bool(self.ways)

    @property
    def certain(self) -> bool:
        """Whether the bank knows the word itself, not only something like it."""
        return self.correction is None and any(
            way.factor >= _PART and len(way.keys) == 1 for way in self.ways
        )


@dataclass(frozen=True, slots=True)
class Query:
    """A query taken apart."""

    text: str
    wishes: tuple[Wish, ...]
    pairs: tuple[str, ...]

    @property
    def mostly_unknown(self) -> bool:
        """Whether the bank lacks half of the words or more."""
        return 2 * sum(wish.known for wish in self.wishes) <= len(self.wishes)


def parse(index: Index, text: str) -> Query:
    """Return what ``text`` asks for, in terms of ``index``. Never refuses a text."""
    text = " ".join(text[:MAX_LENGTH].split())
    found = list(tokens(text)) or list(tokens(text, keep_stop_words=True))
    written = [index.analysis.word(token) for token in _few(found)]
    words = _corrected(index, written)
    ways = _all_ways(index, words)
    wishes = tuple(
        Wish(
            word.token.surface,
            ways[at],
            None if words[at] is word else words[at].token.text,
        )
        for at, word in enumerate(written)
    )
    return Query(text, wishes, tuple(pairs(word.key for word in words)))


def _few(found: Iterable[Token]) -> list[Token]:
    """Each token once, and not too many."""
    return list({token.text: token for token in found}.values())[:MAX_WORDS]


def _concepts(index: Index, words: Sequence[Word]) -> list[list[Way]]:
    """The concepts that the query names, for each of the words that name them."""
    ways: list[list[Way]] = [[] for _ in words]
    for mention in index.thesaurus.mentions(words):
        for at in range(mention.first, mention.last):
            way = Way("concepts", (mention.concept,), _CONCEPT * mention.weight)
            ways[at].append(way)
    return ways


def _joined(index: Index, words: Sequence[Word]) -> list[list[Way]]:
    """The compounds of neighbouring words: ``diarie system``, ``hantering av avfall``."""
    ways: list[list[Way]] = [[] for _ in words]
    for at in range(len(words) - 1):
        one, two = (_free(index, word) for word in words[at : at + 2])
        for key in (*index.lexicon.joined(one, two), *index.lexicon.joined(two, one), one + two):
            for place in (at, at + 1):
                ways[place].append(Way("words", (key,), _JOINED))
    return ways


def _free(index: Index, word: Word) -> str:
    """The word itself, also when written as the first part of a compound (``diarie``)."""
    return index.analysis.first_part(word.token.text) or word.key


def _all_ways(index: Index, words: Sequence[Word]) -> list[tuple[Way, ...]]:
    """Return the ways to answer each word, alone and together with its neighbours."""
    concepts = _concepts(index, words)
    joined = _joined(index, words)
    found = []
    for at, word in enumerate(words):
        ways = _answered(index, [*_own_ways(index, word), *joined[at], *concepts[at]])
        # Only a word that nothing else matches is looked up without diacritics.
        found.append(ways if _is_answered(ways) else _without_marks(index, word) or ways)
    return found


def _is_answered(ways: Iterable[Way]) -> bool:
    return any(way.factor >= _PART for way in ways)


def _without_marks(index: Index, word: Word) -> tuple[Way, ...]:
    free = _free(index, word)
    for keys, factor in (
        ((free,) if free != word.key else (), _FIRST_PART),
        (index.lexicon.folded(word.key), _FOLDED),
    ):
        ways = _answered(index, (way for key in keys for way in _plain_ways(key, factor)))
        if ways:
            return ways
    return ()


def _corrected(index: Index, words: Sequence[Word]) -> list[Word]:
    """Return ``words`` with those respelt that the bank does not know but nearly does."""
    found = []
    for word, ways in zip(words, _all_ways(index, words), strict=True):
        others = () if _is_answered(ways) else index.lexicon.corrections(word.token.text)
        respelt = (index.analysis.word(Token(text, text, 0, len(text))) for text in others)
        found.append(next((o for o in respelt if _is_answered(_all_ways(index, [o])[0])), word))
    return found


def _plain_ways(key: str, factor: float) -> Iterator[Way]:
    yield Way("words", (key,), factor)
    yield Way("parts", (key,), factor * _PART)


def _own_ways(index: Index, word: Word) -> Iterator[Way]:
    yield from _plain_ways(word.key, EXACT)
    if word.token.is_section:
        yield from (Way("words", (inner,), _SECTION_NUMBER) for inner in word.inner)
        return
    if word.inner:
        # e-tjänst shows only tjänst, T-län only län: far less than the whole.
        whole = len(word.inner) > word.token.text.count("-")
        yield Way("any", word.inner, _INNER if whole else _FRAGMENT)
    if len(word.parts) >= 2:
        first, last = word.parts[:2]
        for pair in (f"{last} {first}", f"{first} {last}"):
            yield Way("pairs", (pair,), _NEIGHBOURS)
        yield Way("any", (first, last), _CUT)
        yield from (Way("any", (part,), _ONE_PART) for part in (first, last))
    for key in index.lexicon.related(word.key):
        yield Way("words", (key,), _ROOT)


def _answered(index: Index, ways: Iterable[Way]) -> tuple[Way, ...]:
    """The ways that at least one record answers, each once, the best first."""
    best: dict[tuple[str, tuple[str, ...]], float] = {}
    for way in ways:
        place = (way.field, way.keys)
        best[place] = max(way.factor, best.get(place, 0.0))
    kept = [
        Way(field, keys, factor)
        for (field, keys), factor in best.items()
        if all(_exists(index, field, key) for key in keys)
    ]
    return tuple(sorted(kept, key=lambda way: (-way.factor, way.field, way.keys)))


def _exists(index: Index, field: str, key: str) -> bool:
    fields = ("words", "parts") if field == "any" else (field,)
    return any(index.postings(name, key).documents for name in fields)

"""What a query asks for: each word with every way in which a record may answer it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import pairwise

from samverkan.search.analysis import MOST_SAID, Word, pairs, saying
from samverkan.search.compounds import GENERIC_LAST
from samverkan.search.index import Index
from samverkan.search.lexicon import SPELLING
from samverkan.search.tokens import ASKING, PARTICLES, Token, tokens

MAX_LENGTH = 400
"""Characters of a query that are read; the rest is no question."""
MAX_WORDS = 24


@dataclass(frozen=True, slots=True)
class Factors:
    """What each way to answer a word is worth, beside the word itself (1)."""

    joined: float = 0.85
    neighbours: float = 0.7
    cut: float = 0.35
    concept: float = 0.7
    name: float = 0.8
    part: float = 0.5
    root: float = 0.5
    inner: float = 0.7
    fragment: float = 0.2
    section_number: float = 0.3
    one_part: float = 0.12
    last_half: float = 0.5
    asking: float = 0.15
    max_length: int = MAX_LENGTH
    max_words: int = MAX_WORDS


FACTORS = Factors()


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
    weight: float = 1.0
    guessed: bool = False
    """Whether the word was put right or taken apart before anything answered it."""
    partial: bool = False
    """Whether only half of the word is known."""
    opened: str | None = None
    """The compound that was taken apart, when this is one of its words."""

    @property
    def known(self) -> bool:
        """Whether the bank has any answer to the whole word."""
        return bool(self.ways) and not self.partial

    @property
    def certain(self) -> bool:
        """Whether the bank knows the word itself, not only something like it."""
        return not self.guessed and any(
            way.factor >= FACTORS.part and len(way.keys) == 1 for way in self.ways
        )


@dataclass(frozen=True, slots=True)
class _Reading:
    """How a word of the query is read: itself, put right, or as a part of itself."""

    word: Word
    correction: str | None = None
    weight: float = 1.0
    guessed: bool = False
    partial: bool = False
    opened: str | None = None
    alone: bool = False
    """Whether it is the telling part of a compound, which makes no name with its neighbours."""


@dataclass(frozen=True, slots=True)
class Query:
    """A query taken apart."""

    text: str
    wishes: tuple[Wish, ...]
    pairs: tuple[str, ...]

    @property
    def known(self) -> int:
        """How many of the words the bank has an answer to."""
        return sum(wish.known for wish in self.wishes)

    @property
    def mostly_unanswered(self) -> bool:
        """Whether nothing, not even a part of the word, answers half of the words or more."""
        return 2 * sum(bool(wish.ways) for wish in self.wishes) <= len(self.wishes)

    @property
    def unknown(self) -> tuple[str, ...]:
        """The words that nothing in the bank answers."""
        return tuple(wish.word for wish in self.wishes if not wish.known)


def parse(index: Index, text: str) -> Query:
    """Return what ``text`` asks for, in terms of ``index``. Never refuses a text."""
    text = " ".join(text[:MAX_LENGTH].split())
    written = [index.analysis.word(token) for token in _few(_said(index, text))]
    readings = _readings(index, written)
    words = [reading.word for reading in readings]
    alone = [at for at, reading in enumerate(readings) if reading.alone]
    wishes = tuple(
        Wish(
            read.word.token.surface,
            ways,
            read.correction,
            read.weight,
            read.guessed,
            read.partial,
            read.opened,
        )
        for read, ways in zip(readings, _all_ways(index, words, alone), strict=True)
    )
    return Query(text, wishes, tuple(pairs(word.key for word in words)))


def _said(index: Index, text: str) -> list[Token]:
    """Return the tokens of a query. Words that only mean something together are one of them:
    a saying that the vocabularies have (``gå med``), and a verb with what it leaves
    in front of its noun (``följa upp`` is read as ``uppföljning``).
    """
    every = list(tokens(text, keep_stop_words=True))
    telling = {token.start for token in tokens(text)}
    found: list[Token] = []
    at = 0
    while at < len(every):
        token, length = _together(index, every[at : at + MOST_SAID], telling)
        if length > 1 or token.start in telling:
            found.append(token)
        at += length
    return found or every


def _together(index: Index, words: Sequence[Token], telling: AbstractSet[int]) -> tuple[Token, int]:
    """Return the first of ``words``, with those that belong to it, and how many they are."""
    first = words[0]
    if len(words) > 1 and first.start in telling and words[1].text in PARTICLES:
        text = index.lexicon.akin(words[1].text + first.text)
        if text is not None:
            surface = f"{first.surface} {words[1].surface}"
            return Token(surface, text, first.start, words[1].end), 2
    for length in range(len(words), 1, -1):
        said = words[:length]
        text = " ".join(token.text for token in said)
        concepts = index.thesaurus.meanings(saying(text))
        if any(_exists(index, "concepts", concept) for concept in concepts):
            surface = " ".join(token.surface for token in said)
            return Token(surface, text, first.start, said[-1].end), length
    return first, 1


def _few(found: Iterable[Token]) -> list[Token]:
    """Each token once, and not too many."""
    return list({token.text: token for token in found}.values())[:MAX_WORDS]


def _concepts(index: Index, words: Sequence[Word], alone: Sequence[int]) -> list[list[Way]]:
    """The concepts that the query names, for each of the words that name them."""
    ways: list[list[Way]] = [[] for _ in words]
    borders = sorted({0, len(words), *alone, *(at + 1 for at in alone)})
    for start, end in pairwise(borders):
        for mention in index.thesaurus.mentions(words[start:end]):
            # A name of several words can hardly mean anything else (K län, gemensam nämnd).
            factor = FACTORS.concept if mention.last - mention.first == 1 else FACTORS.name
            way = Way("concepts", (mention.concept,), factor * mention.weight)
            for at in range(start + mention.first, start + mention.last):
                ways[at].append(way)
    return ways


def _joined(index: Index, words: Sequence[Word]) -> list[list[Way]]:
    """The compounds of neighbouring words: ``diarie system``, ``hantering av avfall``."""
    ways: list[list[Way]] = [[] for _ in words]
    for at in range(len(words) - 1):
        one, two = (_free(index, word) for word in words[at : at + 2])
        for key in (*index.lexicon.joined(one, two), *index.lexicon.joined(two, one), one + two):
            together = [Way("words", (key,), FACTORS.joined)]
            for concept, weight in index.thesaurus.meanings(key).items():
                together.append(Way("concepts", (concept,), FACTORS.name * weight))
            for place in (at, at + 1):
                ways[place] += together
    return ways


def _free(index: Index, word: Word) -> str:
    """The word itself, also when written as the first part of a compound (``diarie``)."""
    return index.analysis.first_part(word.token.text) or word.key


def _all_ways(
    index: Index, words: Sequence[Word], alone: Sequence[int] = ()
) -> list[tuple[Way, ...]]:
    """Return the ways to answer each word, alone and together with its neighbours."""
    concepts = _concepts(index, words, alone)
    joined = [_answered(index, ways) for ways in _joined(index, words)]
    found = []
    for at, word in enumerate(words):
        ways = _answered(index, [*_own_ways(index, word), *joined[at], *concepts[at]])
        if not joined[at] and (word.is_letter or not _is_answered(ways)):
            ways = _answered(index, [*ways, *_of_place(index, word)])
        found.append(ways)
    return found


def _of_place(index: Index, word: Word) -> Iterator[Way]:
    """The county whose letter the word is (``S``), or in which the kommun lies that it is short
    for (``Torsby``) and that no record names.
    """
    said = f"{word.token.text}-län" if word.is_letter else f"{word.token.text} kommun"
    words = index.analysis.words(said)
    for mention in index.thesaurus.mentions(words):
        if mention.last - mention.first == len(words):
            yield Way("concepts", (mention.concept,), FACTORS.name * mention.weight)


def _is_answered(ways: Iterable[Way]) -> bool:
    """Whether the bank knows the word, and not only the two that it may be made of."""
    return any(way.factor >= FACTORS.part and way.field != "any" for way in ways)


def _is_near(index: Index, word: Word, ways: Sequence[Way]) -> bool:
    """Whether the word is a kommun that the bank knows nothing of but the county."""
    named = not word.is_letter and all(way.field == "concepts" for way in ways)
    return named and any(_of_place(index, word))


def _readings(index: Index, words: Sequence[Word]) -> list[_Reading]:
    """Return how each word is read.

    A word that the bank does not know is first tried with other diacritics, then as a
    misspelling, and at last taken apart: it may be put together of two that it knows.
    """
    found: list[_Reading] = []
    for word, ways in zip(words, _all_ways(index, words), strict=True):
        if _is_answered(ways):
            asking = word.token.text in ASKING
            weight = FACTORS.asking if asking else 1.0
            found.append(_Reading(word, weight=weight, partial=_is_near(index, word, ways)))
            continue
        halves = _opened(index, word)
        if other := _other_spelling(index, word, compound=bool(halves)):
            found.append(_Reading(other, other.token.text, guessed=True))
        elif halves:
            # What it is about stands first; last stands what kind of thing it is.
            *first, last = halves
            whole = None if last.key in GENERIC_LAST else word.token.text
            found += (
                _Reading(half, guessed=True, opened=whole, alone=whole is None) for half in first
            )
            if whole:
                found.append(_Reading(last, weight=FACTORS.last_half, guessed=True, opened=whole))
        elif longer := index.lexicon.begun(word.token.text):
            begun = index.analysis.word(Token(word.token.surface, longer, 0, 0))
            found.append(_Reading(begun, weight=FACTORS.last_half, guessed=True))
        elif part := index.analysis.known_part(word.token.text):
            known = index.analysis.word(Token(word.token.surface, part, 0, 0))
            found.append(_Reading(known, weight=FACTORS.last_half, guessed=True, partial=True))
        else:
            found.append(_Reading(word))
    return found


def _other_spelling(index: Index, word: Word, *, compound: bool) -> Word | None:
    for text, changed in _spellings(index, word.token.text, compound):
        other = index.analysis.word(Token(word.token.surface, text, 0, 0))
        piece = index.analysis.word(Token(changed, changed, 0, 0))
        sure = len(changed) >= SPELLING.shortest_other_end
        read = (other, piece) if sure else (other,)
        if any(_is_answered(_all_ways(index, [each])[0]) for each in read):
            return other
    return None


def _spellings(index: Index, text: str, compound: bool) -> Iterator[tuple[str, str]]:
    """Yield other spellings of ``text``, a hyphenated word piece by piece, and what was changed."""
    pieces = text.split("-")
    if len(pieces) == 1:
        for other in index.lexicon.folded(text):
            yield other, other
        for other in index.lexicon.corrections(text, compound):
            yield other, other
    else:
        for at, piece in enumerate(pieces):
            for other, _ in _spellings(index, piece, False):
                yield "-".join([*pieces[:at], other, *pieces[at + 1 :]]), other


def _opened(index: Index, word: Word) -> list[Word]:
    """Return the words that an unknown compound is put together of; none when it is not."""
    texts = index.analysis.halves(word.token.text)
    halves = [index.analysis.word(Token(word.token.surface, text, 0, 0)) for text in texts]
    return halves if len(halves) > 1 and not word.token.is_section else []


def _plain_ways(key: str, factor: float) -> Iterator[Way]:
    yield Way("words", (key,), factor)
    yield Way("parts", (key,), factor * FACTORS.part)


def _own_ways(index: Index, word: Word) -> Iterator[Way]:
    yield from _plain_ways(word.key, 1.0)
    if word.token.is_section:
        yield from (Way("words", (inner,), FACTORS.section_number) for inner in word.inner)
        return
    if word.inner:
        # e-tjänst shows only tjänst, T-län only län: far less than the whole.
        whole = len(word.inner) > word.token.text.count("-")
        yield Way("any", word.inner, FACTORS.inner if whole else FACTORS.fragment)
    if len(word.parts) >= 2:
        first, last = word.parts[:2]
        for pair in (f"{last} {first}", f"{first} {last}"):
            yield Way("pairs", (pair,), FACTORS.neighbours)
        yield Way("any", (first, last), FACTORS.cut)
        yield from (Way("any", (part,), FACTORS.one_part) for part in (first, last))
    for key in index.lexicon.related(word.key):
        yield Way("words", (key,), FACTORS.root)


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

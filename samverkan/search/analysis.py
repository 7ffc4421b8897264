"""The one analysis: text → words, compound parts, neighbouring pairs.

Records, queries, suggestions and the compound splitter all use it, so that a word is the
same word wherever it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from samverkan.search.compounds import Splitter
from samverkan.search.stem import stem
from samverkan.search.tokens import STOP_WORDS, Token, tokens

FOLDED = ("åäöéèëüáàóíúñçøæ", "aaoeeeuaaoiuncoa")
_FOLD = str.maketrans(*FOLDED)

ROOT_ENDINGS = tuple(
    "ation ering atör ativ ator atur ning ing ande ende else at ad an er a d t".split()
)


SAID = "_"
"""Stands between the words of a saying; no token has it."""
MOST_SAID = 4
"""Words of a saying."""
SHORT_VERB = re.compile("[^aouåeiyäö]{1,3}[aouåeiyäö]r")


class Reading(NamedTuple):
    """An analysed word.

    ``key`` is what is compared. ``inner`` holds the words that a hyphen or a section sign
    shows openly (``IT-drift`` → ``it``, ``drift``; ``9 kap. 37 §`` → ``37 §``), ``parts``
    those that the splitter found.
    """

    key: str
    inner: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()


class Word(NamedTuple):
    """One analysed token: where it stands, and what :class:`Reading` tells of it."""

    token: Token
    key: str
    inner: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()

    @property
    def is_letter(self) -> bool:
        """Whether the word is a single letter or figure."""
        return len(self.token.text) == 1


def fold(text: str) -> str:
    """Return ``text`` without diacritics. Only for a word that nothing else matches."""
    return text.translate(_FOLD)


def root(key: str) -> str | None:
    """Return what noun and verb share (``samordning``, ``samordnad`` → ``samordn``), if any."""
    for ending in ROOT_ENDINGS:
        if key.endswith(ending) and len(key) - len(ending) >= 5:
            return key[: -len(ending)]
    return key if len(key) >= 5 else None


def saying(text: str) -> str:
    """Return the key of words that only mean something together (``säga upp``, ``gå med``).

    Short verbs lose their ending too: ``går ur`` is ``gå ur``.
    """
    words = (token.text for token in tokens(text, keep_stop_words=True))
    return SAID.join(word[:-1] if SHORT_VERB.fullmatch(word) else stem(word) for word in words)


class Analysis:
    """Analyses text with the words of one bank."""

    def __init__(self, splitter: Splitter) -> None:
        self._splitter = splitter
        self._known: dict[str, Reading] = {}
        self._texts: dict[str, frozenset[str]] = {}

    def words(self, text: str) -> list[Word]:
        """Return the analysed tokens of ``text`` in order, function words left out."""
        return [self.word(token) for token in tokens(text)]

    def word(self, token: Token) -> Word:
        """Analyse one token."""
        return Word(token, *self.reading(token.text))

    def reading(self, text: str) -> Reading:
        """Analyse a token by its text alone; remembered."""
        known = self._known.get(text)
        if known is None:
            known = self._known[text] = self._analyse(text)
        return known

    def keys(self, text: str) -> tuple[str, ...]:
        """Return only what is compared: the keys of ``text`` in order."""
        return tuple(word.key for word in self.words(text))

    def every_key(self, text: str) -> frozenset[str]:
        """Return the keys, inner words and parts of ``text``; remembered, for what is shown."""
        known = self._texts.get(text)
        if known is None:
            known = self._texts[text] = frozenset(
                key for word in self.words(text) for key in (word.key, *word.inner, *word.parts)
            )
        return known

    def parts(self, text: str) -> tuple[str, ...]:
        """Return the stems of the parts of a word in lower case; empty when it is one."""
        return self._splitter.parts(text)

    def parts_of(self, key: str) -> tuple[str, ...]:
        """Return the stems of the parts of the words that ``key`` stands for."""
        return self._splitter.parts_of(key)

    def first_part(self, form: str) -> str | None:
        """Return the word whose joining form is ``form`` (``diarie`` → ``diari``)."""
        return self._splitter.first_part(form)

    def halves(self, text: str) -> tuple[str, ...]:
        """Return the words of which a token is put together: those between its hyphens, or
        the two that the splitter finds. Empty when it is one word.
        """
        pieces = tuple(piece for piece in text.split("-") if piece)
        return pieces if len(pieces) > 1 else self._splitter.halves(text)

    def known_part(self, text: str) -> str | None:
        """Return the word of the bank with which an unknown word begins or ends, if any."""
        return self._splitter.known_part(text)

    def _analyse(self, text: str) -> Reading:
        if text.endswith("§"):
            _, _, number = text.rpartition(":")
            return Reading(text, (number,) if number != text else ())
        if " " in text:
            telling = (word for word in text.split() if word not in STOP_WORDS)
            return Reading(saying(text), tuple(map(stem, telling)))
        pieces = [piece for piece in text.split("-") if piece]
        if len(pieces) <= 1:
            return Reading(stem(text), (), self._splitter.parts(text))
        # e-arkiv and earkiv, IT-drift and itdrift are the same word; the pieces are words too.
        key = "".join(pieces[:-1]) + stem(pieces[-1])
        inner = dict.fromkeys(stem(piece) for piece in pieces if len(piece) > 1)
        parts = dict.fromkeys(part for piece in pieces for part in self._splitter.parts(piece))
        return Reading(key, tuple(inner), tuple(parts))


def pairs(keys: Iterable[str]) -> Iterator[str]:
    """Yield each two neighbouring keys as one: what stands together belongs together."""
    before = None
    for key in keys:
        if before is not None:
            yield f"{before} {key}"
        before = key

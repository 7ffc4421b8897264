"""Words and stems, for telling what a passage is about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import Stemmer

_WORD = re.compile(r"[a-zåäöéü]+(?:-[a-zåäöéü]+)*", re.IGNORECASE)
_STEMMER = Stemmer.Stemmer("swedish")
_SHORTEST_PART = 5
"""A shorter stem stands by chance inside other words (``mål`` in ``målning``)."""


def words(text: str) -> Iterator[str]:
    """Yield the words of ``text`` in lower case."""
    for match in _WORD.finditer(text):
        yield match[0].lower()


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return the Snowball stem of a Swedish word."""
    found: str = _STEMMER.stemWord(word.lower())
    return found


def stems(text: str) -> Iterator[str]:
    """Yield the stem of each word of ``text``."""
    for word in words(text):
        yield stem(word)


def mentions(wanted: str, present: frozenset[str]) -> bool:
    """Tell whether every word of ``wanted`` is among ``present`` stems, alone or in a compound."""
    return all(_present(stem(word), present) for word in words(wanted))


@lru_cache(maxsize=200_000)
def _present(root: str, present: frozenset[str]) -> bool:
    if root in present:
        return True
    if len(root) < _SHORTEST_PART:
        return False
    return any(other.startswith(root) or other.endswith(root) for other in present)

"""Words and stems, for telling what a passage is about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import Stemmer

_WORD = re.compile(r"[a-zåäöéü]+(?:-[a-zåäöéü]+)*", re.IGNORECASE)
_STEMMER = Stemmer.Stemmer("swedish")
_DERIVED = ("ning", "tning", "else", "ande", "are", "bar")
"""Endings that make another word: ``ersättare`` is not mentioned by ``ersättning``."""
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
    """Tell whether every word of ``wanted`` is among ``present`` stems, alone or in a compound.

    A word after ``=`` is looked for alone only: ``=uppgifter`` is not in ``personuppgifter``.
    """
    return all(
        _present(stem(word.removeprefix("=")), present, alone=word.startswith("="))
        for word in wanted.split()
    )


@lru_cache(maxsize=200_000)
def _present(root: str, present: frozenset[str], *, alone: bool) -> bool:
    if root in present:
        return True
    if alone or len(root) < _SHORTEST_PART:
        return False
    return any(other.endswith(root) or _begins(other, root) for other in present)


def _begins(other: str, root: str) -> bool:
    """Tell a compound (``revisor|sgrupp``) from another word of the root (``ersät|tning``)."""
    return other.startswith(root) and not other[len(root) :].startswith(_DERIVED)

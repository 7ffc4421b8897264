"""Words and stems, for telling what a passage is about."""

from __future__ import annotations

import re
from collections.abc import Iterator

from samverkan.search.stem import stem as stem_of_lower

_WORD = re.compile(r"[a-zåäöéü]+(?:-[a-zåäöéü]+)*", re.IGNORECASE)


def words(text: str) -> Iterator[str]:
    """Yield the words of ``text`` in lower case."""
    for match in _WORD.finditer(text):
        yield match[0].lower()


def stem(word: str) -> str:
    """Return the stem of a Swedish word, as the search knows it."""
    return stem_of_lower(word.lower())


def stems(text: str) -> Iterator[str]:
    """Yield the stem of each word of ``text``."""
    for word in words(text):
        yield stem(word)

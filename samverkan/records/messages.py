"""Words that many messages share. Loads no model: most commands only say them at a fault."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from unicodedata import category

_PART = 4
"""So many letters that begin a word may stand for the whole of it."""


def nearest(value: str, known: Iterable[str]) -> list[str]:
    """Return the words that ``value`` may be a misspelling of, at most three."""
    words = list(known)
    near = difflib.get_close_matches(value, words, n=3, cutoff=0.6)
    if not near and len(value) >= _PART:
        near = [word for word in words if word.startswith(value)][:3]
    if not near:
        return []
    # A word much nearer than the rest is the one that was meant.
    best = difflib.SequenceMatcher(None, near[0], value).ratio()
    return [w for w in near if difflib.SequenceMatcher(None, w, value).ratio() > best - 0.1]


def did_you_mean(value: str, known: Iterable[str]) -> str | None:
    """Return ``menade du x?`` for the nearest known words, or None."""
    return _suggested(nearest(value, known))


def did_you_mean_clause(value: str, known: Iterable[str]) -> str | None:
    """Return ``menade du x?`` for :func:`nearest_clauses`, or None."""
    return _suggested(nearest_clauses(value, known))


def nearest_clauses(value: str, known: Iterable[str]) -> list[str]:
    """Return :func:`nearest` among the clauses that begin with the same word, if any do.

    The first word of a clause's id is its kind of document: a clause of an association
    (``if-uttrade``) is never what was meant by one of a federation (``fo-uttrade``).
    """
    words = list(known)
    start = f"{value.partition('-')[0]}-"
    kin = [word.removeprefix(start) for word in words if word.startswith(start)]
    if not kin:
        return nearest(value, words)
    return [start + word for word in nearest(value.removeprefix(start), kin)]


def _suggested(near: list[str]) -> str | None:
    if not near:
        return None
    *others, last = near
    return f"Menade du {', '.join(others)} eller {last}?" if others else f"Menade du {last}?"


_LONGEST = 200
_OBEYED = ("Cc", "Cs")


def shown(value: object) -> str:
    """Return a value as the one who wrote the file knows it: ``'drift'``, ``tomt``, ``true``."""
    if value is None:
        return "tomt"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return "nycklar och värden"
    if isinstance(value, (list, tuple)):
        return "en lista"
    return f"'{brief(value)}'" if isinstance(value, str) else str(value)


def brief(text: str) -> str:
    """Return a user's text short enough for a line, with signs that a screen obeys named."""
    cut = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
    return "".join(f"U+{ord(sign):04X}" if category(sign) in _OBEYED else sign for sign in cut)

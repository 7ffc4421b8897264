"""What decides what the search makes of a record, for caches that rest on it."""

from __future__ import annotations

from pathlib import Path

import Stemmer

from samverkan.fingerprint import fingerprint

_ROOMS = ("records", "search")


def program() -> bytes:
    """Return a digest of the code that makes documents and words, and of the stemmer's version."""
    here = Path(__file__).resolve().parent.parent
    return fingerprint((here / room for room in _ROOMS), Stemmer.version().encode())

"""Section ids of a statute, written as spans: ``9:1-38``, ``4:18a``, ``1-44``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_SPAN = re.compile(r"^(?:(\d+[a-z]?):)?(\d+)([a-z]?)(?:-(\d+))?$")


def section_ids(spans: Iterable[str]) -> Iterator[str]:
    """Yield every section id in ``spans``.

    Raises:
        ValueError: if a span is not written ``chapter:first-last``, ``chapter:number`` or
            the same without chapter.
    """
    for span in spans:
        match = _SPAN.match(span.strip())
        if match is None:
            raise ValueError(span)
        chapter, first, letter, last = match.groups()
        prefix = f"{chapter}:" if chapter else ""
        if last is None:
            yield f"{prefix}{first}{letter}"
        else:
            for number in range(int(first), int(last) + 1):
                yield f"{prefix}{number}"


def printed(section: str) -> tuple[str | None, str]:
    """Split an id into chapter and section as printed: ``19a:2`` → ("19 a", "2").

    Raises:
        ValueError: if ``section`` is not one section's id.
    """
    chapter, _, number = section.rpartition(":")
    return (_spaced(chapter) if chapter else None), _spaced(number)


def _spaced(number: str) -> str:
    """Set a letter apart from its number, as statutes are cited: ``18a`` → ``18 a``."""
    match = re.match(r"^(\d+)([a-z]?)$", number)
    if match is None:
        raise ValueError(number)
    digits, letter = match.groups()
    return f"{digits} {letter}" if letter else digits

"""Swedish forms of numbers, dates and lists, as a jurist writes them.

Source: Språkrådet, *Svenska skrivregler*: digits are grouped by three with a (no-break)
space, and a space that must not be a line break is a no-break space.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

NBSP = "\u00a0"
NO_BREAK_HYPHEN = "\u2011"

MONTHS = (
    "januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti",
    "september", "oktober", "november", "december",
)  # fmt: skip

NUMERALS = (
    "noll", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv",
)  # fmt: skip

ORDINALS = ("första", "andra", "tredje", "fjärde", "femte", "sjätte", "sjunde", "åttonde", "nionde")

_KEEP_TOGETHER = re.compile(
    r"(?<=\d) (?=(?:§§?|kap\.|kronor|procent|dagar|veckor|månader|år|ledamöter|ersättare)\b"
    r"|§|(?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november"
    r"|december)\b)"
)


def number(value: float) -> str:
    """Return 1234567.5 as ``1 234 567,5``, grouped with no-break spaces."""
    if value == int(value):
        digits, rest = str(abs(int(value))), ""
    else:
        digits, _, decimals = f"{abs(value):.4f}".rstrip("0").partition(".")
        rest = f",{decimals}"
    groups = []
    while len(digits) > 3:
        digits, group = digits[:-3], digits[-3:]
        groups.append(group)
    grouped = NBSP.join([digits, *reversed(groups)])
    return f"{'−' if value < 0 else ''}{grouped}{rest}"


def numeral(value: int) -> str:
    """Return small numbers as words (``nio``) and others as figures."""
    return NUMERALS[value] if 0 <= value < len(NUMERALS) else number(value)


def ordinal(value: int) -> str:
    """Return 2 as ``andra``.

    Raises:
        ValueError: outside 1–9; a section with more stycken should be divided.
    """
    if not 1 <= value <= len(ORDINALS):
        raise ValueError(value)
    return ORDINALS[value - 1]


def long_date(day: date) -> str:
    """Return ``den 1 januari 2027`` with no-break spaces."""
    return NBSP.join(("den", str(day.day), MONTHS[day.month - 1], str(day.year)))


def amount(value: int) -> str:
    """Return ``1 234 500 kronor``."""
    return f"{number(value)}{NBSP}kronor"


def percent(value: float) -> str:
    """Return ``12,5 procent``."""
    return f"{number(value)}{NBSP}procent"


def enumeration(words: Sequence[str]) -> str:
    """Return ``a, b och c``."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} och {words[-1]}"


def genitive(name: str) -> str:
    """Return the genitive of a name that no record gives: ``Sydarkivera`` → ``Sydarkiveras``."""
    return name if name.endswith(("s", "x", "z")) else f"{name}s"


def keep_together(text: str) -> str:
    """Put no-break spaces where a line must not end: before §, units and months."""
    return _KEEP_TOGETHER.sub(NBSP, text)

"""Figures and dates, printed as the source gives them."""

from __future__ import annotations

from datetime import date

from samverkan.records.bank import Bank
from samverkan.records.model import Quantity

MONTHS = [
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
]
NO_BREAK = "\u00a0"
MINUS = "\u2212"
UNSPOKEN = frozenset({"exakt", "intervall"})
"""Qualifiers that the figure itself shows; the vocabulary says that no word is printed."""
BARE_UNITS = frozenset({"antal"})
"""Units that say only that something is counted; what is counted stands beside the figure."""


def number(value: float) -> str:
    """Return ``value`` in Swedish: decimal comma, spaced thousands, a real minus sign."""
    text = f"{abs(value):,.10f}".rstrip("0").rstrip(".")
    text = text.replace(",", NO_BREAK).replace(".", ",")
    return f"{MINUS}{text}" if value < 0 else text


def _figure(quantity: Quantity) -> str | None:
    if quantity.value is not None:
        return number(quantity.value)
    if quantity.low is None or quantity.high is None:
        return None
    if quantity.low < 0 or quantity.high < 0:  # a dash beside a minus sign cannot be read
        return f"{number(quantity.low)} till {number(quantity.high)}"
    return f"{number(quantity.low)}–{number(quantity.high)}"


def printed(quantity: Quantity | None, bank: Bank) -> str:
    """Return a quantity with qualifier and unit: ``i snitt −42 procent``, ``13–14 år``.

    Without a figure nothing is printed: a qualifier alone would promise one.
    """
    figure = _figure(quantity) if quantity else None
    if quantity is None or figure is None:
        return ""
    words = []
    if quantity.qualifier and quantity.qualifier not in UNSPOKEN:
        words.append(bank.label("kvalifikator", quantity.qualifier))
    words.append(figure)
    text = " ".join(words)
    if quantity.unit and quantity.unit not in BARE_UNITS:
        text = f"{text}{NO_BREAK}{bank.label('enhet', quantity.unit)}"
    return text


def day(value: date) -> str:
    """Return ``25 november 2026``."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def when(value: str | None) -> str:
    """Return a year, month or day in words: ``2004``, ``september 2004``, ``1 maj 2004``."""
    if not value:
        return ""
    parts = value.split("-")
    if len(parts) == 1:
        return parts[0]
    month = f"{MONTHS[int(parts[1]) - 1]} {parts[0]}"
    return month if len(parts) == 2 else f"{int(parts[2])} {month}"


def span(since: str | None, until: str | None) -> str:
    """Return a period: ``2004–2010``, ``från september 2004``, ``till 2010``."""
    if since and until:
        dash = "–" if len(since) == len(until) == 4 else " – "
        return f"{when(since)}{dash}{when(until)}"
    if since:
        return f"från {when(since)}"
    return f"till {when(until)}" if until else ""


def listed(words: list[str], last: str = "och") -> str:
    """Return ``a, b och c``."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def counted(count: int, one: str, many: str) -> str:
    """Return ``1 post`` or ``12 poster``."""
    return f"{number(count)} {one if count == 1 else many}"

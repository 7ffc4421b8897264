"""Figures are printed as the source gives them."""

from __future__ import annotations

from datetime import date

import pytest

from samverkan.records.bank import Bank
from samverkan.records.model import Quantity, Term, Vocabulary
from samverkan.site.quantity import counted, day, listed, number, printed, span, when

BANK = Bank(
    {
        "vocabulary": {
            facet: Vocabulary(
                id=facet,
                title=facet,
                description=facet,
                terms=tuple(
                    Term(id=key, label=label, definition=label) for key, label in terms.items()
                ),
            )
            for facet, terms in {
                "enhet": {"procent": "procent", "mkr": "miljoner kronor", "antal": "stycken"},
                "kvalifikator": {
                    "i-snitt": "i snitt",
                    "drygt": "drygt",
                    "exakt": "exakt",
                    "intervall": "i intervallet",
                },
            }.items()
        }
    }
)


@pytest.mark.parametrize(
    ("quantity", "expected"),
    [
        (Quantity(value=-42, unit="procent", qualifier="i-snitt"), "i snitt −42 procent"),
        (Quantity(value=300, unit="mkr", qualifier="drygt"), "drygt 300 miljoner kronor"),
        (Quantity(low=13, high=14), "13–14"),
        (Quantity(low=13, high=14, qualifier="intervall"), "13–14"),
        (Quantity(low=-20, high=-10, unit="procent"), "−20 till −10 procent"),
        (Quantity(value=7.5, qualifier="exakt"), "7,5"),
        (Quantity(value=12, unit="antal"), "12"),
        (Quantity(value=0, unit="procent"), "0 procent"),
        (Quantity(unit="procent", qualifier="drygt"), ""),
        (None, ""),
    ],
)
def test_quantity(quantity: Quantity | None, expected: str) -> None:
    """Qualifier, figure and unit, in that order; nothing without a figure."""
    assert printed(quantity, BANK).replace("\u00a0", " ") == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (1234567, "1 234 567"),
        (0.1, "0,1"),
        (-0.5, "−0,5"),
        (10, "10"),
        (100.0, "100"),
        (1e6, "1 000 000"),
    ],
)
def test_number(value: float, expected: str) -> None:
    """Swedish figures: comma, spaced thousands, a real minus sign."""
    assert number(value).replace("\u00a0", " ") == expected


def test_dates() -> None:
    """Dates in words."""
    assert day(date(2026, 11, 25)) == "25 november 2026"
    assert [when(text) for text in ("2004", "2004-09", "2004-09-01", None)] == [
        "2004",
        "september 2004",
        "1 september 2004",
        "",
    ]
    assert span("2004", "2010") == "2004–2010"
    assert span("2004-09", None) == "från september 2004"
    assert span(None, "2010") == "till 2010"
    assert span("2004-09", "2010") == "september 2004 – 2010"
    assert span(None, None) == ""


def test_words() -> None:
    """Lists and counts."""
    assert listed(["a", "b", "c"]) == "a, b och c"
    assert listed([]) == ""
    assert counted(1, "post", "poster") == "1 post"
    assert counted(0, "post", "poster") == "0 poster"

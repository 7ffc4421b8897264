"""Swedish forms of numbers, dates and lists."""

from datetime import date

import pytest

from samverkan.drafting import language


@pytest.mark.parametrize(
    ("value", "printed"),
    [(0, "0"), (999, "999"), (1000, "1\xa0000"), (1234567, "1\xa0234\xa0567"), (12.5, "12,5"),
     (-42, "−42")],
)  # fmt: skip
def test_number(value: float, printed: str) -> None:
    """Thousands are grouped with no-break spaces; decimals have a comma."""
    assert language.number(value) == printed


def test_forms() -> None:
    """Dates, amounts, numerals and enumerations as a jurist writes them."""
    assert language.long_date(date(2027, 1, 1)) == "den\xa01\xa0januari\xa02027"
    assert language.amount(1234500) == "1\xa0234\xa0500\xa0kronor"
    assert language.percent(12.5) == "12,5\xa0procent"
    assert [language.numeral(n) for n in (9, 12, 13)] == ["nio", "tolv", "13"]
    assert language.enumeration(["a", "b", "c"]) == "a, b och c"
    assert language.keep_together("inom 30 dagar enligt 3 §") == "inom 30\xa0dagar enligt 3\xa0§"
    assert language.genitive("Nora kommun") == "Nora kommuns"
    assert language.genitive("Grums") == "Grums"

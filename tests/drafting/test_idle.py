"""No answer is dropped in silence: one that a draft does not use is told, with the reason."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverkan.drafting.answers import type_answers
from samverkan.drafting.assemble import assemble
from samverkan.drafting.judgement import names_reached
from samverkan.records.bank import Bank

PARTIES = [{"organisation": "kommun-nora"}, {"organisation": "kommun-lindesberg"}]
ROWS = [{"arende": "tillstånd", "befattning": "handläggare"}]
AVTAL, NAMND = "avtal-avtalssamverkan", "samverkansavtal-gemensam-namnd"
IDLE = [
    (AVTAL, {"as_delegering": "nej", "as_delegation": ROWS}, "as_delegation",
     "frågan gäller när svaret på ”Extern delegering” är ja"),
    (AVTAL, {"as_ersattning": "timpris", "avrakning_datum": "2028-02-01"}, "avrakning_datum",
     "ingen klausul i utkastet beror på det"),
    (NAMND, {"delegation_arenden": [{"arende": "tillstånd"}]}, "delegation_arenden",
     "bilagan tas med bara när"),
    (NAMND, {"overgang_namn": "Norra förbundet"}, "overgang_namn", "frågan gäller när"),
]  # fmt: skip
USED = [
    (AVTAL, {"as_delegering": "ja", "as_delegation": ROWS, "as_myndighetsutovning": "ja"}),
    (AVTAL, {"as_ersattning": "nyckel", "as_nyckel": "volym", "avrakning_datum": "2028-02-01"}),
    (NAMND, {"med_delegation": "ja", "delegation_arenden": [{"arende": "tillstånd"}]}),
    (NAMND, {"diarienummer": "KS 1", "galler_fran": "2027-01-01", "mandattid_ar": 4}),
]


def _warnings(bank: Bank, kind: str, raw: dict[str, Any]) -> list[str]:
    answers, faults = type_answers({"parter": PARTIES, **raw}, bank.agreements[kind], bank)
    assert faults == []
    document = assemble(bank, kind, answers, date(2026, 11, 25))
    return [each.text for each in document.open_points if "används inte" in each.text]


@pytest.mark.parametrize(("kind", "raw", "name", "why"), IDLE)
def test_an_answer_without_effect_is_told(
    bank: Bank, kind: str, raw: dict[str, Any], name: str, why: str
) -> None:
    """That one alone, and why."""
    (told,) = _warnings(bank, kind, raw)
    assert told.startswith(f"Svaret på {name} (")
    assert why in told


@pytest.mark.parametrize(("kind", "raw"), USED)
def test_an_answer_with_effect_is_not(bank: Bank, kind: str, raw: dict[str, Any]) -> None:
    """Nor one that only the first page shows, or that belongs to the case's other document."""
    assert _warnings(bank, kind, raw) == []


@given(st.booleans(), st.booleans())
def test_only_the_branch_that_is_taken_is_read(first: bool, second: bool) -> None:
    """And every condition on the way there."""
    template = "{% if a %}{{ x }}{% elif b %}{{ y }}{% else %}{{ z }}{% endif %}"
    asked = {"a"} if first else {"a", "b"}
    printed = "x" if first else "y" if second else "z"
    assert names_reached(template, {"a": first, "b": second}) == {*asked, printed}

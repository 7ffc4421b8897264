"""Citations in clauses: dead, repealed or about something else, told with what is right."""

from __future__ import annotations

from datetime import date

import pytest

from samverkan.drafting.clausecheck import library_faults
from samverkan.drafting.lawdirective import law_problem
from samverkan.records.bank import Bank
from samverkan.records.load import load
from tests.conftest import MINI

DAY = date(2026, 11, 25)
ABOUT = "Fullmäktige hos varje part antar reglementet för nämnden"


@pytest.mark.parametrize(
    ("reference", "context", "says", "hint"),
    [
        ("2017:725 6:32", ABOUT, "handlar om något annat", "6 kap. 44 § kommunallagen"),
        ("1991:900 6:32", ABOUT, "är upphävd", "6 kap. 44 § kommunallagen"),
        ("1986:223 12", "Ärendet prövas", "är upphävd", "förvaltningslagen (2017:900)"),
        ("2017:725 9:99", ABOUT, "har ingen 9:99", "har 1–38 §§"),
        ("1999:1", "", "finns inte i kb/law", None),
        ("9 kap. 24 §", "", "går inte att läsa", 'lag("2017:725 9:24")'),
    ],
)
def test_a_wrong_citation_is_told(
    bank: Bank, reference: str, context: str, says: str, hint: str | None
) -> None:
    """With the section or act of today."""
    problem = law_problem(bank.statutes, reference, context, DAY)
    assert problem is not None
    assert says in problem[0]
    told = (problem[1] or "").replace("\u00a0", " ")
    assert told == "" if hint is None else hint in told


@pytest.mark.parametrize("reference", ["2017:725 6:44", "2017:725 6:32", "2017:725", "EU 2016/679"])
def test_a_right_citation_is_left_alone(bank: Bank, reference: str) -> None:
    """Also the same number, where the text speaks of what the section is about."""
    context = "Beslut om jäv får överklagas" if reference.endswith("6:32") else ABOUT
    assert law_problem(bank.statutes, reference, context, DAY) is None


def test_the_mini_library_has_none() -> None:
    """The check as a whole, on clauses that are right."""
    assert library_faults(load(MINI)) == []

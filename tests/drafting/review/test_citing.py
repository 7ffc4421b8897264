"""Review: citations are found as jurists write them, and judged against the law at a date."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverkan.drafting.review.citing import citations
from samverkan.drafting.review.lawcheck import LawCheck, Verdict
from samverkan.drafting.review.lawnames import LawNames
from samverkan.records.bank import Bank

DAY = date(2026, 11, 25)


@pytest.fixture(scope="module")
def names(bank: Bank) -> LawNames:
    """Every name of every statute of the project."""
    return LawNames.of(bank.statutes.values())


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("enligt 9 kap. 24 § kommunallagen (2017:725) ska", [("2017:725", ("9:24",))]),
        ("Se 14 § och 6 kap. 44 § kommunallagen.", [("2017:725", ("6:44",))]),
        ("9 kap. 30 och 31 §§ samt 6 kap. 38 § första stycket 3 KL",
         [("2017:725", ("9:30", "9:31", "6:38"))]),
        ("9 kap. 19–22 §§ kommunallagen", [("2017:725", ("9:19", "9:20", "9:21", "9:22"))]),
        ("3 § lagen (2019:212) om viss gemensam offentlig service", [("2019:212", ("3",))]),
        ("KL 9:6 och LOU 3:12", [("2017:725", ("9:6",)), ("2016:1145", ("3:12",))]),
        ("artikel 28 i dataskyddsförordningen", [("EU 2016/679", ("28",))]),
        ("art. 26 GDPR", [("EU 2016/679", ("26",))]),
        ("3 kap. 3 a–c §§ kommunallagen (1991:900)", [("1991:900", ("3:3a", "3:3b", "3:3c"))]),
        ("enligt personuppgiftslagen (1998:204)", [("1998:204", ())]),
        ("Kommunallag (1991:900), nedan KL", [("1991:900", ()), ("2017:725", ())]),
        ("9\u00a0kap. 24\u00a0§ kommunallagen gäller. I 6 kap. 16 § står",
         [("2017:725", ("9:24",)), ("2017:725", ("6:16",))]),
        ("Avgiften regleras i 14 § och i punkt 4.2 § 3.", []),
    ],
)  # fmt: skip
def test_citations_are_found(
    names: LawNames, text: str, wanted: list[tuple[str, tuple[str, ...]]]
) -> None:
    """Act and sections; references to the document's own sections are left alone."""
    found = [(c.statutes[0].number, c.sections) for c in citations(text, names)]
    assert found == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("9 kap. 24 § kommunallagen", Verdict("ok")),
        ("9 kap. 99 § kommunallagen",
         Verdict("unknown", "9 kap. kommunallagen har 1–38 §§")),
        ("Reglementet antas enligt 6 kap. 32 § kommunallagen.",
         Verdict("other-subject", "6 kap. 44 § kommunallagen (2017:725)")),
        ("Frågan om jäv prövas enligt 6 kap. 32 § kommunallagen.", Verdict("ok")),
        ("3 kap. 3 a–c §§ kommunallagen (1991:900)",
         Verdict("repealed", "9 kap. 19–35 §§ kommunallagen (2017:725)")),
        ("3 kap. 3 b § kommunallagen",
         Verdict("unknown", "9 kap. 19–35 §§ kommunallagen (2017:725)")),
        ("Avtalet anges i 2 § lagen (2019:212) om viss gemensam offentlig service.",
         Verdict("ok")),
        ("8 § lagen (2004:543) om samtjänst vid medborgarkontor",
         Verdict("repealed", "3 § lagen om viss gemensam offentlig service (2019:212)")),
        ("12 § förvaltningslagen (1986:223)",
         Verdict("repealed", "förvaltningslagen (2017:900)")),
        ("enligt personuppgiftslagen",
         Verdict("repealed", "dataskyddsförordningen (EU 2016/679) och "
                             "dataskyddslagen (2018:218)")),
        ("4 § bibliotekslagen (2013:801)",
         Verdict("not-verified", "2013:801 finns inte i banken")),
        ("Nämnden prövar serveringstillstånd enligt alkohollagen.",
         Verdict("not-verified", "alkohollagen (2010:1622) finns inte i banken")),
        ("1994 års alkohollag", Verdict("repealed")),
        ("6 b § anställningsskyddslagen", Verdict("ok")),
        ("artikel 28 i dataskyddsförordningen", Verdict("ok")),
        ("artikel 99 i dataskyddsförordningen",
         Verdict("not-verified", "banken har inte hela dataskyddsförordningen")),
    ],
)  # fmt: skip
def test_citations_are_judged(bank: Bank, names: LawNames, text: str, wanted: Verdict) -> None:
    """Wrong numbers, repealed acts, numbers left from the act before: each with what is right."""
    (found,) = citations(text, names)
    verdict = LawCheck(bank.statutes, DAY).verdict(found, text)
    got = (verdict.suggestion or "").replace("\u00a0", " ") or None
    assert Verdict(verdict.status, got) == wanted


def test_the_law_is_that_of_the_date(bank: Bank, names: LawNames) -> None:
    """In 2017 the act of 1991 was in force and its successor was not."""
    (found,) = citations("6 kap. 32 § kommunallagen (1991:900)", names)
    assert LawCheck(bank.statutes, date(2017, 12, 31)).verdict(found, "").status == "not-verified"
    (found,) = citations("6 kap. 44 § kommunallagen (2017:725)", names)
    assert LawCheck(bank.statutes, date(2017, 12, 31)).verdict(found, "") == Verdict(
        "unknown", "kommunallagen gäller först från 2018-01-01"
    )


@given(st.text(alphabet=st.sampled_from("9 kap.§24–,och iKLlagen(2017:725)\nartå"), max_size=120))
def test_any_text_can_be_read(names: LawNames, text: str) -> None:
    """Broken citations never stop a review, and each one found stands in the text."""
    for found in citations(text, names):
        assert text.replace("\u00a0", " ")[found.start :].startswith(found.text)

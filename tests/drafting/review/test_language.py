"""The language of a reviewed text: defined words, references, dates and amounts."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samverkan.drafting.cases import Case, find_cases
from samverkan.drafting.review.report import review
from samverkan.drafting.word import write
from samverkan.records.bank import Bank
from samverkan.records.load import load_bank
from tests.conftest import ROOT
from tests.drafting.review.foreign_files import Part, typed

DAY = date(2026, 11, 25)
CASES = find_cases(ROOT, load_bank(ROOT))


def _remarks(bank: Bank, *parts: tuple[str, str]) -> list[tuple[str, str, str]]:
    """Return text, rule and suggestion of each remark on headings and paragraphs."""
    text = [Part(heading, (line,), frozenset()) for heading, line in parts]
    found = review(typed("Avtal om något", text), bank, None, DAY).language
    return [(each.text, each.rule, each.suggestion.replace("\u00a0", " ")) for each in found]


@pytest.mark.parametrize(
    ("parts", "wanted"),
    [
        ([("1 Parter", "Vallby kommun, nedan kallad Utföraren, sköter driften."),
          ("2 Ansvar", "Det är Utförarens sak att anlita personal.")], []),
        ([("1 Parter", "Vallby kommun, nedan kallad Utföraren, sköter driften.")],
         [("Utföraren", "definition som inte används",
           "ta bort definitionen eller använd ordet")]),
        ([("1 Parter", "Vallby kommun (”Utföraren”) och Sjöby kommun har avtalat detta."),
          ("2 Ord", "Med Utföraren avses Vallby kommun. Det gäller när Utföraren svarar.")],
         [("Utföraren", "dubbel definition",
           "behåll en av definitionerna; den första står i 1 Parter")]),
        ([("1 Ansvar", "För skador svarar Uppdragstagaren om inte annat sägs.")],
         [("Uppdragstagaren", "odefinierat ord",
           "definiera ordet eller skriv uppdragstagaren")]),
        ([("1 Ansvar", "Frågor prövas av Skatteverket. Parterna ska samråda.")], []),
    ],
)  # fmt: skip
def test_defined_words(
    bank: Bank, parts: list[tuple[str, str]], wanted: list[tuple[str, str, str]]
) -> None:
    """Each defined word is defined once and used; a capital asks for a definition."""
    assert _remarks(bank, *parts) == wanted


@pytest.mark.parametrize(
    ("parts", "wanted"),
    [
        ([("4 Kostnader", "Se punkt 4 och punkt 4.7.")],
         [("punkt 4.7", "trasig hänvisning", "punkt 4.7 finns inte; texten slutar med 4")]),
        ([("1 § Namn", "Se 2 §."), ("2 § Säte", "Enligt 14 § och 6 kap. 44 § kommunallagen.")],
         [("14 §", "trasig hänvisning", "14 § finns inte; texten slutar med 2")]),
        ([("1 § Namn", "Se 14 § i reglementet och 11 § medbestämmandelagen (1976:580).")], []),
        ([("1 § Namn", "Se 2 §."), ("2 § Säte", "Som sägs i § 1 gäller.")],
         [("§ 1", "blandade paragrafformer", "skriv 1 § som på andra ställen i texten")]),
        ([("1 § Namn", "Antaget KF 2026-03-02 § 45.")], []),
        ([("1 Pris", "Priset framgår av bilaga 2."), ("Bilaga 1 Karta", "Kartan.")],
         [("bilaga 2", "trasig hänvisning",
           "bilagan finns varken i filen eller i en förteckning över bilagor")]),
    ],
)  # fmt: skip
def test_references(
    bank: Bank, parts: list[tuple[str, str]], wanted: list[tuple[str, str, str]]
) -> None:
    """What is referred to stands in the text; sections of acts are no concern here."""
    assert _remarks(bank, *parts) == wanted


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("Avtalet gäller från och med 2027-01-01 och tills vidare.",
         ("2027-01-01", "datum", "den 1 januari 2027")),
        ("Avtalet löper ut den 31 juni 2027 utan uppsägning.",
         ("den 31 juni 2027", "omöjligt datum", "dagen finns inte")),
        ("Rapport lämnas den 29 februari varje skottår.", None),
        ("Datum: 2027-01-01", None),
        ("Avgiften är 12 500\u00a0kronor per år.",
         ("12 500\u00a0kronor", "belopp", "12 500 kronor (med hårt mellanslag)")),
        ("Avgiften är 1250000 kr per år.",
         ("1250000 kr", "belopp", "1 250 000 kronor")),
        ("Avgiften är 12\u00a0500\u00a0kronor per år.", None),
        ("Parterna skall samråda.", ("skall", "skall", "ska")),
    ],
)  # fmt: skip
def test_dates_and_amounts(bank: Bank, line: str, wanted: tuple[str, str, str] | None) -> None:
    """Each gets what to write instead; what is right, or an entry of a form, is left alone."""
    assert _remarks(bank, ("1 Tid", line)) == ([wanted] if wanted else [])


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.type_id}-{case.id}")
def test_our_own_drafts_give_no_remarks(bank: Bank, case: Case) -> None:
    """The tool asks nothing of others that our clauses do not keep."""
    assert review(write(case.draft(bank)), bank, None, DAY).language == ()


@settings(max_examples=25, deadline=None)
@given(st.text(alphabet=st.sampled_from("§ 0123456789.-punktbilagden maj”()nedanXx:kr\u00a0")))
def test_any_text_can_be_read(bank: Bank, line: str) -> None:
    """Broken references, dates and amounts never stop a review."""
    for text, _, _ in _remarks(bank, ("1 §", line or "x")):
        assert text

"""When a demand that is not met is called unclear, and when missing."""

from __future__ import annotations

from datetime import date

import pytest

from samverkan.drafting.review.report import review
from samverkan.records.bank import Bank
from tests.drafting.review.handmade import typed

DAY = date(2026, 11, 25)


def _status(bank: Bank, demand: str, *lines: str) -> str:
    found = review(typed(*lines), bank, "gemensam-namnd", DAY).demands
    return next(each.status for each in found if each.demand.id == demand)


@pytest.mark.parametrize("demand", ["GN-04", "GN-07", "GN-08", "GN-10", "GN-P2c", "GN-P1l"])
def test_words_of_every_agreement_do_not_make_a_demand_unclear(bank: Bank, demand: str) -> None:
    """The nämnd, its members and the parties stand everywhere; they show nothing."""
    text = (
        "# Nämnden",
        "Kommunerna, nedan kallade parterna, har en gemensam nämnd.",
        "Varje part utser två ledamöter och två ersättare i nämnden.",
    )
    assert _status(bank, demand, *text) == "missing"


@pytest.mark.parametrize(
    ("demand", "heading", "text"),
    [
        ("GN-07", "Deltagande på distans", "Frågan utreds."),
        ("GN-10", "Övrigt", "Delgivning behandlas i en bilaga."),
        ("GN-P2a", "Register", "Nämnden är registeransvarig för sina personregister."),
        ("GN-P1l", "Avveckling", "Parterna talas vid i god tid."),
    ],
)
def test_a_word_of_its_own_makes_a_demand_unclear(
    bank: Bank, demand: str, heading: str, text: str
) -> None:
    """The text has come to the subject; whether it says enough, a lawyer must read."""
    assert _status(bank, demand, f"# {heading}", text) == "unclear"


def test_how_a_reglemente_was_adopted_says_nothing_of_the_term(bank: Bank) -> None:
    """It was revised before a term; that does not tell how long members sit."""
    text = "Reviderat, antaget av fullmäktige den 29 januari 2015 inför mandatperioden 2015-2018."
    assert _status(bank, "GN-04", text) != "met"


def test_dialogue_with_those_served_is_none_with_the_parties(bank: Bank) -> None:
    """What every nämnd owes its users is no samråd with the boards of the parties."""
    text = "Nämnden ska verka för att samråd sker med dem som utnyttjar dess tjänster."
    assert _status(bank, "GN-P2b", "# Samråd", text) != "met"

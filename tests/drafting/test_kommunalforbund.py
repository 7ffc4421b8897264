"""The förbundsordning: the eighteen points of kommunallagen 9:6, and rules that stop a draft."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from samverkan.drafting.answers import type_answers
from samverkan.drafting.assemble import assemble
from samverkan.drafting.document import Document
from samverkan.records.bank import Bank
from samverkan.records.fault import FaultsError
from tests.drafting.test_types import body_text

DAY = date(2026, 11, 25)
MEMBERS = ("kommun-nora", "kommun-lindesberg", "kommun-hallefors")
ANSWERS: dict[str, Any] = {
    "parter": [{"organisation": member} for member in MEMBERS],
    "fo_namn": "Norra förbundet",
    "fo_antal_ledamoter": 7,
    "fo_antal_ersattare": 7,
    "fo_platser": [
        {"part": "kommun-nora", "ledamoter": 2, "ersattare": 2},
        {"part": "kommun-lindesberg", "ledamoter": 3, "ersattare": 3},
        {"part": "kommun-hallefors", "ledamoter": 2, "ersattare": 2},
    ],
    "fo_antal_revisorer": 3,
}


def draft(bank: Bank, **changed: object) -> Document:
    """Draft a förbundsordning from sound answers with some of them changed."""
    agreement = bank.agreements["forbundsordning"]
    typed, faults = type_answers({**ANSWERS, **changed}, agreement, bank)
    assert [str(fault) for fault in faults] == []
    return assemble(bank, "forbundsordning", typed, DAY)


@pytest.mark.parametrize("form", ["direktion", "fullmaktige"])
def test_every_point_that_the_act_asks_for_has_its_place(bank: Bank, form: str) -> None:
    """Eighteen points, each answered, also where the answer is no.

    The fifth, how auditors are chosen, is asked only of a federation with a direktion.
    """
    points = {
        demand.id: demand.point
        for demand in bank.demand_lists["kommunalforbund"].demands
        if demand.point is not None
    }
    assert sorted(points.values()) == list(range(1, 19))
    document = draft(bank, fo_organform=form)
    met = {demand.id for demand in document.demands if demand.status == "met"}
    asked = points.keys() - ({"KF-05"} if form == "fullmaktige" else set())
    assert asked <= met


def test_a_federation_with_a_council_is_never_said_to_have_a_direktion(bank: Bank) -> None:
    """One answer decides the words of the whole document."""
    council = "\n".join(body_text(draft(bank, fo_organform="fullmaktige"))).lower()
    board = "\n".join(body_text(draft(bank, fo_organform="direktion"))).lower()
    assert "direktion" not in council
    assert "förbundsfullmäktige" not in board


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"fo_uppsagningstid_manader": 37}, "högst tre år"),
        ({"fo_mandattid_ar": 5}, "högst fyra år"),
        ({"fo_antal_ersattare": 6}, "lika många"),
        ({"fo_antal_ledamoter": 9, "fo_antal_ersattare": 9}, "ska ha 9"),
        ({"fo_platser": ANSWERS["fo_platser"][:2]}, "exakt en gång"),
        ({"fo_representation": "lika"}, "lika många platser"),
        ({"fo_antal_revisorer": 4}, "jämnt upp"),
        (
            {
                "fo_andelar_grund": "avtalad",
                "fo_andelar": [{"part": member, "procent": 30} for member in MEMBERS],
            },
            "90 procent",
        ),
        (
            {"parter": [*ANSWERS["parter"], {"organisation": "lansstyrelsen-orebro"}]},
            "Bara kommuner och regioner",
        ),
    ],
)
def test_what_the_act_forbids_stops_the_draft(
    bank: Bank, changed: dict[str, object], said: str
) -> None:
    """And the fault says what would be right."""
    with pytest.raises(FaultsError) as stopped:
        draft(bank, **changed)
    assert said in "\n".join(str(fault) for fault in stopped.value.faults)

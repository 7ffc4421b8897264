"""The words of the library: neutral as to sex, and the same for the same thing."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from samverkan.drafting.answers import type_answers
from samverkan.drafting.assemble import assemble
from samverkan.records.bank import Bank
from tests.drafting.test_types import body_text

DAY = date(2026, 11, 25)
KOMMUNER = [{"organisation": body} for body in ("kommun-nora", "kommun-lindesberg")]
SEXED = re.compile(r"\b(?:han|hon|honom|henne|hans|hennes|vederbörandes?)\b", re.IGNORECASE)


def test_no_clause_names_a_sex(bank: Bank) -> None:
    """The function acts, whoever holds it: the text says the member, the delegate, the party."""
    for clause in bank.clauses.values():
        texts = [clause.text, clause.note, *(variant.text for variant in clause.variants)]
        texts += [variant.note or "" for variant in clause.variants]
        assert (clause.id, [found for text in texts for found in SEXED.findall(text)]) == (
            clause.id,
            [],
        )


@pytest.mark.parametrize(
    ("type_id", "answers", "said", "not_said"),
    [
        (
            "aktieagaravtal-gemensamt-bolag",
            {"ab_privat": True},
            "det organ som får fatta motsvarande beslut där",
            "efter sina andelar",
        ),
        (
            "aktieagaravtal-gemensamt-bolag",
            {"ab_tillskott": "andel"},
            "ska efter sina Andelar lämna ägartillskott",
            "nominerar en styrelseledamot",
        ),
        (
            "aktieagaravtal-gemensamt-bolag",
            {"med_bolagsordning": True},
            "Lekmannarevisorn utses av fullmäktige hos de kommuner och regioner som äger aktier",
            "verka i styrelsen så att",
        ),
        (
            "forbundsordning",
            {"fo_fragor": True, "fo_organform": "direktion"},
            "om inte annat följer av 38 § eller direktionen bestämmer",
            "hos den nya medlemmen välja",
        ),
        (
            "stadgar-ideell-forening",
            {"if_rostratt": "invanare", "if_revisorer": 1},
            "lämna dem till revisorn senast",
            "mer än en tredjedel av de röster",
        ),
    ],
)
def test_what_a_lawyer_stopped_at(
    bank: Bank, type_id: str, answers: dict[str, Any], said: str, not_said: str
) -> None:
    """Defined words are used; nothing is agreed that the law or arithmetic forbids."""
    typed, faults = type_answers({"parter": KOMMUNER, **answers}, bank.agreements[type_id], bank)
    assert [str(fault) for fault in faults] == []
    text = "\n".join(body_text(assemble(bank, type_id, typed, DAY))).replace("\u00a0", " ")
    assert said in text
    assert not_said not in text

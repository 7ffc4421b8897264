"""The demands of the law in agreements that we never made, in words that are not ours."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from samverkan.drafting.cases import find_cases
from samverkan.drafting.review.demandcheck import DemandFound, check_demands
from samverkan.drafting.review.report import review
from samverkan.drafting.review.sectioning import Section, sections
from samverkan.drafting.review.textreading import TextReading
from samverkan.drafting.review.wordfile import WordFile
from samverkan.drafting.word import write
from samverkan.records.bank import Bank
from tests.conftest import ROOT
from tests.drafting.review.foreign_files import FOLDER, UNSEEN, read, retyped, typed

DAY = date(2026, 11, 25)
AGREEMENTS = {path.stem: read(path) for path in sorted(FOLDER.glob("*.yaml"))}
SHOWN = [
    (name, demand)
    for name, (_, parts) in AGREEMENTS.items()
    for demand in sorted({demand for part in parts for demand in part.shows})
]


@cache
def _text(name: str) -> tuple[Section, ...]:
    return sections(WordFile(typed(*AGREEMENTS[name])).passages)


def _found(bank: Bank, name: str, without: str | None = None) -> dict[str, DemandFound]:
    gone = {_bare(part.heading) for part in AGREEMENTS[name][1] if without in part.shows}
    kept = [section for section in _text(name) if section.where not in gone]
    assert len(kept) == len(_text(name)) - len(gone)
    demands = bank.demand_lists[name].demands
    wanted = [demand for demand in demands if without in (None, demand.id)]
    conditions = {each.condition: each for each in bank.demand_lists[name].conditions}
    reading = TextReading(kept, bank.concepts)
    return {each.demand.id: each for each in check_demands(wanted, reading, conditions, {}, {}, {})}


def _bare(heading: str) -> str:
    return heading.replace(". ", " ")


def test_every_form_has_an_agreement_of_another_hand(bank: Bank) -> None:
    """A new list of demands needs a text to be tried on."""
    assert AGREEMENTS.keys() == bank.demand_lists.keys()


@pytest.mark.parametrize("name", AGREEMENTS)
def test_what_a_complete_agreement_says_is_found(bank: Bank, name: str) -> None:
    """Every demand that its author meant to meet is met, and in the place where it stands."""
    found = _found(bank, name)
    _, parts = AGREEMENTS[name]
    wanted = {demand for part in parts for demand in part.shows}
    content = {d.id for d in bank.demand_lists[name].demands if d.type == "innehall"}
    assert content <= wanted
    assert {d: found[d].status for d in wanted if found[d].status != "met"} == {}
    astray = {
        (demand, found[demand].where)
        for demand in wanted & content
        if not any(
            _bare(part.heading) in str(found[demand].where)
            for part in parts
            if demand in part.shows
        )
    }
    assert astray == set()


@pytest.mark.parametrize(("name", "demand"), SHOWN)
def test_what_is_taken_away_is_not_found_elsewhere(bank: Bank, name: str, demand: str) -> None:
    """Words that are common in every agreement must not meet a demand by chance."""
    assert _found(bank, name, without=demand)[demand].status != "met"


@pytest.mark.parametrize(("name", "met", "missed"), [("gemensam-namnd", 29, 0),
                                                     ("kommunalforbund", 26, 0)])  # fmt: skip
def test_a_text_that_the_evidence_was_not_made_for(
    bank: Bank, name: str, met: int, missed: int
) -> None:
    """Texts written when the evidence was done, which is never fitted to them.

    They tell what a stranger's file meets with: of 30 and 28 content demands that the authors
    meant to meet, this many are found, and this many are wrongly said to be missing.
    """
    title, parts = read(UNSEEN / f"{name}.yaml")
    wanted = {demand for part in parts for demand in part.shows}
    found = review(typed(title, parts), bank, name, DAY).demands
    content = [d for d in found if d.demand.id in wanted and d.demand.type == "innehall"]
    assert sum(each.status == "met" for each in content) >= met
    assert sum(each.status == "missing" for each in content) <= missed


def test_a_complete_charter_retyped_meets_the_eighteen_points(bank: Bank) -> None:
    """Our own words, without provenance: each point is found by what the text says."""
    (case,) = (c for c in find_cases(ROOT, bank) if c.type_id == "forbundsordning")
    draft = write(case.draft(bank))
    found = review(retyped(draft), bank, "kommunalforbund", DAY)
    assert found.clauses == ()
    points = {d.demand.point: d.status for d in found.demands if d.demand.point is not None}
    assert points == dict.fromkeys(range(1, 19), "met")

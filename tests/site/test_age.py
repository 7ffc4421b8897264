"""What is old is said to be old, and what is not told is said to be missing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from samverkan.records.bank import Bank
from samverkan.records.load import load_bank
from samverkan.site.age import age_notice
from tests.site.test_build import content, text


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2020, 12, 31), ""),
        (date(2021, 1, 1), "Uppgiften är från 2015. Kontrollera att samverkan finns kvar."),
    ],
)
def test_a_fact_is_old_after_five_years(project: Path, today: date, expected: str) -> None:
    """The year is that of the stage."""
    bank = load_bank(project)
    assert age_notice(bank, bank.examples["lonenamnd"], today) == expected


def test_without_a_stage_the_year_is_that_of_the_newest_source(mini_bank: Bank) -> None:
    """Nothing to check on a group that is not said to have been active."""
    network = mini_bank.networks["kretsen"]
    assert network.stage_when is None
    assert age_notice(mini_bank, network, date(2026, 11, 25)) == "Uppgiften är från 2015."


def test_an_old_group_says_so_and_what_its_source_leaves_out(site: Path) -> None:
    """First of all its age; whom to ask and how to join; what a review is."""
    told = text(content(site, "natverk/lonechefer"))
    for words in (
        "Uppgiften är från 2015. Kontrollera att gruppen finns kvar.",
        "Källan säger inte vem man frågar eller hur man går med. Börja med någon av dem",
        "Senast granskad 25 november 2026. Då jämfördes posten med sin källa.",
    ):
        assert words in told, words


def test_only_groups_that_were_active_stand_first(site: Path) -> None:
    """With stage and year; the others stand below, apart, and their pages say why."""
    first, apart = content(site, "natverk").findall(".//table")
    assert "Lönechefernas nätverk i drift 2015" in " ".join(
        text(cell) for cell in first.xpath(".//tbody/tr/*[not(contains(@class, 'mindre'))]")
    )
    assert "Kretsen" not in text(first)
    assert "anges inte 2015" in text(apart)
    assert "1 av 1 uppgifter är mer än 5 år gamla." in text(content(site, "natverk"))
    assert "Källan anger inte om gruppen var verksam." in text(content(site, "natverk/kretsen"))


def test_an_example_without_effects_says_so(site: Path) -> None:
    """Only where effects are to be expected: a proposal has none yet."""
    absent = "Källan anger ingen effekt."
    assert absent not in text(content(site, "exempel/lonenamnd"))
    assert absent in text(content(site, "exempel/utan-effekt"))
    assert absent not in text(content(site, "exempel/forslag-soder"))

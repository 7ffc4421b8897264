"""Derived facts follow from the records: who takes part, how many, who is missing."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverkan.records import derived
from samverkan.records.bank import Bank
from samverkan.records.load import load


def test_a_body_has_every_part_it_plays(mini_bank: Bank) -> None:
    """Observers too, each with its role."""
    parts = derived.parts_of_bodies(mini_bank)
    told = {body: {(p.record.id, p.role) for p in found} for body, found in parts.items()}
    assert told == {
        "kommun-nora": {("lonenamnd", "part"), ("kretsen", "part")},
        "kommun-lindesberg": {("lonenamnd", "vard"), ("kretsen", "part")},
        "kommun-hallefors": {("kretsen", "observator")},
    }


def test_a_network_that_takes_part_brings_its_members(mini: Path) -> None:
    """And the part says through which network it came."""
    path = mini / "kb/examples/lonenamnd.yaml"
    path.write_text(path.read_text("utf-8").replace("body: kommun-nora", "network: kretsen"))
    bank = load(mini).bank
    parts = derived.parts_of_bodies(bank)
    through = {p.record.id: p.through for p in parts["kommun-nora"]}
    assert through["lonenamnd"] == bank.networks["kretsen"]
    (example,) = bank.examples.values()
    assert {body.id for body in derived.members(bank, example)} == {
        "kommun-nora",
        "kommun-lindesberg",
    }


def test_counts_follow_from_the_records(mini_bank: Bank) -> None:
    """Form, county and the circle whose members all take part; observers do not count."""
    found = derived.counts(mini_bank, mini_bank.examples.values())
    assert found.form == {"gemensam-namnd": 1}
    assert found.county == {"T": 1}
    assert found.constellation == {"kretsen": 1}
    assert found.size_class == {}


def test_coverage_says_who_is_missing(mini_bank: Bank) -> None:
    """Two of three municipalities; the third only watches."""
    everyone = derived.of_kind(mini_bank, "kommun")
    found = derived.coverage(mini_bank, mini_bank.networks["kretsen"], everyone)
    assert [body.short_name for body in found.missing] == ["Hällefors"]
    assert (len(found.taking_part), found.total, found.percent) == (2, 3, Decimal("66.7"))


def test_wider_areas_count_narrower_ones(bank: Bank) -> None:
    """An example about pay is counted under pay and under personnel."""
    example = bank.examples["lonenamnd-sormland"]
    found = derived.counts(bank, [example]).area
    assert found["lon"] == found["lon-personal"] == 1


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [(12.667, 1, "12.7"), (0.25, 1, "0.3"), (2.5, 0, "3"), (9.714, 2, "9.71")],
)
def test_halves_are_rounded_up(value: float, decimals: int, expected: str) -> None:
    """As a reader does it, not as binary floating point does."""
    assert derived.rounded(value, decimals) == Decimal(expected)


@given(st.integers(0, 500), st.integers(1, 500))
def test_a_share_and_the_rest_make_a_hundred(part: int, rest: int) -> None:
    """Up to the rounding of one decimal."""
    total = derived.percent(part, part + rest) + derived.percent(rest, part + rest)
    assert abs(total - 100) <= Decimal("0.1")

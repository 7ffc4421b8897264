"""Cost keys: exact sums, the keys that parties use, and refusals that say why."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverkan.drafting.allocation import AllocationError, Party, allocate, shares
from samverkan.drafting.costs import cost_rows
from samverkan.drafting.values import Party as PartyAnswer
from samverkan.drafting.values import Unanswered

# Made-up populations with even sums; only the weights and the six parties are real.
DAL = {
    "Bengtsfors": 9000, "Dals-Ed": 5000, "Färgelanda": 6000,
    "Mellerud": 10000, "Vänersborg": 40000, "Åmål": 10000,
}  # fmt: skip
PARTIES = tuple(Party(name, inhabitants=n) for name, n in DAL.items())


def _percent(parts: tuple[Fraction, ...], decimals: int = 4) -> list[float]:
    return [round(float(part * 100), decimals) for part in parts]


def test_the_key_of_80_and_20() -> None:
    """Dalsland: 80 percent per inhabitant and 20 percent equal."""
    parts = shares(PARTIES, {"invanare": 80, "lika": 20})
    assert _percent(parts) == [12.3333, 8.3333, 9.3333, 13.3333, 43.3333, 13.3333]
    assert allocate(1_200_000, parts) == (148000, 100000, 112000, 160000, 520000, 160000)


@pytest.mark.parametrize(
    ("weights", "wanted"),
    [
        ((100, 0), [11.25, 6.25, 7.5, 12.5, 50.0, 12.5]),
        ((90, 10), [11.7917, 7.2917, 8.4167, 12.9167, 46.6667, 12.9167]),
        ((50, 50), [13.9583, 11.4583, 12.0833, 14.5833, 33.3333, 14.5833]),
        ((0, 100), [16.6667] * 6),
    ],
)
def test_other_weights(weights: tuple[int, int], wanted: list[float]) -> None:
    """From inhabitants alone to equal parts alone."""
    assert _percent(shares(PARTIES, {"invanare": weights[0], "lika": weights[1]})) == wanted


def test_constellations_of_the_same_parties() -> None:
    """The shares are reckoned anew for those who take part."""
    five = tuple(party for party in PARTIES if party.name != "Vänersborg")
    assert _percent(shares(five, {"invanare": 80, "lika": 20})) == [22.0, 14.0, 16.0, 24.0, 24.0]
    left = tuple(party for party in PARTIES if party.name != "Dals-Ed")
    found = shares(left, {"invanare": 80, "lika": 20})
    assert _percent(found) == [13.6, 10.4, 14.6667, 46.6667, 14.6667]
    assert sum(found) == 1


def test_rounding_is_exact_and_the_odd_krona_has_a_rule() -> None:
    """Row by row it would be 99 998 kronor; the largest remainder gives 100 000."""
    parts = shares(PARTIES, {"invanare": 80, "lika": 20})
    assert sum(round(part * 100_000) for part in parts) == 99_998
    assert allocate(100_000, parts) == (12334, 8334, 9333, 13333, 43333, 13333)
    assert allocate(100_000, parts, tie="storst") == (12333, 8333, 9333, 13334, 43334, 13333)


def test_equal_parts_to_the_ore() -> None:
    """A sum that does not divide is spread one öre at a time."""
    for count, total in ((16, 10_000_000), (17, 10_000_000), (17, 100_000_000)):
        amounts = allocate(total, (Fraction(1, count),) * count)
        assert sum(amounts) == total
        assert max(amounts) - min(amounts) <= 1
    seventeen = allocate(10_000_000, (Fraction(1, 17),) * 17)
    assert (seventeen.count(588_236), seventeen.count(588_235)) == (5, 12)


def test_realistic_figures_to_the_ore() -> None:
    """Dalsland with realistic magnitudes: one million kronor in öre."""
    figures = (10340, 4972, 6863, 9774, 37116, 12871)
    parties = [Party(name, inhabitants=n) for name, n in zip(DAL, figures, strict=True)]
    amounts = allocate(100_000_000, shares(parties, {"invanare": 80, "lika": 20}))
    assert amounts == (13429018, 8187854, 10034173, 12876391, 39572349, 15900215)


def test_volume_and_fixed_parts() -> None:
    """Payslips: by volume alone, and with 30 percent equal."""
    parties = [Party("A", volume=1200), Party("B", volume=800), Party("C", volume=500)]
    assert allocate(500_000, shares(parties, {"volym": 100})) == (240000, 160000, 100000)
    mixed = shares(parties, {"lika": 30, "volym": 70})
    assert _percent(mixed) == [43.6, 32.4, 24.0]
    assert allocate(500_000, mixed) == (218000, 162000, 120000)


def test_agreed_percentages() -> None:
    """What the parties have written into the agreement."""
    agreed = [Party("A", share=Fraction("62.5")), Party("B", share=Fraction("37.5"))]
    assert allocate(80_001, shares(agreed, {"avtalad-andel": 100})) == (50001, 30000)


@pytest.mark.parametrize(
    ("parties", "key", "says"),
    [
        (PARTIES, {"invanare": 80, "lika": 30}, ["vikterna (80 och 30)"]),
        ([Party("A", inhabitants=0)], {"invanare": 100}, ["underlag saknas"]),
        ([Party("A", inhabitants=-1)], {"invanare": 100}, ["A har negativt tal"]),
        ([Party("A"), Party("B")], {"invanare": 100}, ["A saknar", "B saknar"]),
        ([], {"lika": 100}, ["minst en part"]),
        ([Party("A"), Party("A")], {"lika": 90}, ["A står två gånger", "vikterna (90)"]),
        ([Party("A", share=60), Party("B", share=30)], {"avtalad-andel": 100},
         ["blir 90 procent, inte 100"]),
    ],
)  # fmt: skip
def test_faulty_input_is_refused_with_every_reason(
    parties: list[Party], key: dict[str, int], says: list[str]
) -> None:
    """All that is wrong at once."""
    with pytest.raises(AllocationError) as refused:
        shares(parties, key)  # type: ignore[arg-type]
    assert len(refused.value.faults) == len(says)
    assert all(part in fault for part, fault in zip(says, refused.value.faults, strict=True))


@given(
    st.lists(st.integers(1, 2_000_000), min_size=1, max_size=30),
    st.integers(0, 100),
    st.integers(0, 10**12),
)
def test_what_holds_for_any_key(people: list[int], weight: int, total: int) -> None:
    """Exact sums; more inhabitants never pay less; scale changes nothing."""
    parties = [Party(str(index), inhabitants=n) for index, n in enumerate(people)]
    parts = shares(parties, {"invanare": weight, "lika": 100 - weight})
    assert sum(parts) == 1
    assert sum(allocate(total, parts)) == total
    ranked = sorted(zip(people, parts, strict=True))
    assert all(a[1] <= b[1] for a, b in pairwise(ranked))
    double = [Party(str(index), inhabitants=2 * n) for index, n in enumerate(people)]
    assert shares(double, {"invanare": weight, "lika": 100 - weight}) == parts


def _answers(**more: Any) -> dict[str, Any]:
    parties = tuple(
        PartyAnswer(name, f"{name}s", name, "kommun", "212000-0000", None, None) for name in DAL
    )
    figures = tuple({"part": p, "invanare": DAL[p.namn], "volym": None} for p in parties)
    return {
        "parter": parties, "antal_parter": len(parties), "kostnadsnyckel": "kombinerad",
        "nyckel_invanare_procent": 80.0, "nyckel_lika_procent": 20.0,
        "kostnadsunderlag": figures, "kostnad_belopp": 100_000, **more,
    }  # fmt: skip


def test_the_table_of_a_cost_clause() -> None:
    """Shares and amounts come from the answers, with the rule for the odd krona."""
    rows = cost_rows(_answers())
    assert [row["belopp"] for row in rows] == [12334, 8334, 9333, 13333, 43333, 13333]
    assert [row["andel"] for row in rows][:2] == [12.3333, 8.3333]
    largest = cost_rows(_answers(avrundning="storst"))
    assert [row["belopp"] for row in largest] == [12333, 8333, 9333, 13334, 43334, 13333]


@pytest.mark.parametrize("name", ["parter", "nyckel_lika_procent", "kostnadsunderlag"])
def test_a_table_that_lacks_something_says_what(name: str) -> None:
    """The clause then prints a gap that names the question."""
    rows = cost_rows(_answers(**{name: Unanswered(name, "x")}))
    assert isinstance(rows, Unanswered)
    assert rows.question == name


def test_shares_are_shown_before_there_is_an_amount() -> None:
    """Only the amount is a gap."""
    rows = cost_rows(_answers(kostnad_belopp=Unanswered("kostnad_belopp", "x")))
    assert next(row["andel"] for row in rows) == 12.3333
    assert all(isinstance(row["belopp"], Unanswered) for row in rows)


def test_figures_that_contradict_each_other_stop_the_draft() -> None:
    """A party without a figure, by name."""
    figures = _answers()["kostnadsunderlag"][1:]
    with pytest.raises(AllocationError, match="Bengtsfors saknar invånarantal"):
        cost_rows(_answers(kostnadsunderlag=figures))

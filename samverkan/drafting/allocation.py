"""Shares a cost between parties, exact to the smallest unit.

A key is a mix of bases, each with its weight in percent: equal parts, inhabitants, volume,
or percentages that the parties have agreed. Amounts are rounded by the method of the
largest remainder (Hamilton), which always sums to the total; rounding row by row does not.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

Basis = Literal["lika", "invanare", "volym", "avtalad-andel"]
Subject = Basis | Literal["parter", "vikter"]
"""What a fault is about: the parties, the weights of the key or the figures of a basis."""
Tie = Literal["ordning", "storst"]
"""Who gets the odd unit when remainders are equal: the first listed, or the largest share."""

_NAMES: Mapping[str, str] = {
    "invanare": "invånarantal", "volym": "volym", "avtalad-andel": "avtalad andel",
}  # fmt: skip


class AllocationError(ValueError):
    """The key cannot be computed; ``faults`` says everything that is wrong, in Swedish.

    ``told`` is the same with what each fault is about.
    """

    def __init__(self, told: Sequence[tuple[Subject, str]]) -> None:
        self.told = tuple(told)
        self.faults = tuple(fault for _, fault in told)
        super().__init__("; ".join(self.faults))


@dataclass(frozen=True)
class Party:
    """A party and what its share is reckoned from. ``share`` is an agreed percentage."""

    name: str
    inhabitants: int | None = None
    volume: Fraction | int | None = None
    share: Fraction | int | None = None

    def measure(self, basis: Basis) -> Fraction | None:
        """Return the party's figure for ``basis``, None when it is not known."""
        figures: Mapping[Basis, Fraction | int | None] = {
            "lika": 1,
            "invanare": self.inhabitants,
            "volym": self.volume,
            "avtalad-andel": self.share,
        }
        figure = figures[basis]
        return None if figure is None else Fraction(figure)


def shares(parties: Sequence[Party], key: Mapping[Basis, Fraction | int]) -> tuple[Fraction, ...]:
    """Return each party's share of the cost; together they are exactly 1.

    Args:
        parties: those who share, in the order in which they are listed.
        key: the weight of each basis in percent, for example ``{"invanare": 80, "lika": 20}``.

    Raises:
        AllocationError: if weights are not 100 together, a figure is missing or negative,
            nobody has anything of a basis that counts, agreed percentages are not 100
            together, a party is listed twice, or there is none.
    """
    used = {basis: Fraction(weight) for basis, weight in key.items() if weight}
    if faults := _faults(parties, key, used):
        raise AllocationError(faults)
    total = [Fraction(0)] * len(parties)
    for basis, weight in used.items():
        figures = [party.measure(basis) or Fraction(0) for party in parties]
        whole = sum(figures)
        for index, figure in enumerate(figures):
            total[index] += weight / 100 * figure / whole
    return tuple(total)


def _faults(
    parties: Sequence[Party], key: Mapping[Basis, Fraction | int], used: Mapping[Basis, Fraction]
) -> list[tuple[Subject, str]]:
    faults: list[tuple[Subject, str]] = []
    if not parties:
        faults.append(("parter", "det behövs minst en part"))
    names = [party.name for party in parties]
    twice = sorted({name for name in names if names.count(name) > 1})
    faults += [("parter", f"{name} står två gånger") for name in twice]
    if sum(map(Fraction, key.values())) != 100 or any(weight < 0 for weight in key.values()):
        told = " och ".join(str(weight) for weight in key.values())
        text = f"vikterna ({told}) ska vara positiva och tillsammans bli 100 procent"
        faults.append(("vikter", text))
    for basis in used:
        if basis == "lika":
            continue
        figures = {party.name: party.measure(basis) for party in parties}
        name = _NAMES[basis]
        known = {party: each for party, each in figures.items() if each is not None}
        texts = [f"{party} saknar {name}" for party in figures if party not in known]
        texts += [f"{party} har negativt tal för {name}" for party, n in known.items() if n < 0]
        if parties and len(known) == len(figures):
            if basis == "avtalad-andel" and sum(known.values()) != 100:
                texts.append(f"andelarna blir {float(sum(known.values())):g} procent, inte 100")
            elif not any(known.values()):
                texts.append(f"underlag saknas: alla parter har 0 i {name}")
        faults += [(basis, text) for text in texts]
    return faults


def allocate(
    total: int, parts: Sequence[Fraction], *, tie: Tie = "ordning"
) -> tuple[int, ...]:  # fmt: skip
    """Divide a whole number of units so that the parts sum to it exactly.

    Args:
        total: the amount in its smallest unit (kronor or öre), not negative.
        parts: the shares, together 1.
        tie: who comes first among equal remainders.

    Raises:
        ValueError: if ``total`` is negative or the shares are not 1 together.
    """
    if total < 0 or sum(parts) != 1:
        raise ValueError((total, parts))
    exact = [part * total for part in parts]
    whole = [int(amount) for amount in exact]

    def first(index: int) -> tuple[Fraction, Fraction, int]:
        size = parts[index] if tie == "storst" else Fraction(0)
        return (whole[index] - exact[index], -size, index)

    for index in sorted(range(len(parts)), key=first)[: total - sum(whole)]:
        whole[index] += 1
    return tuple(whole)

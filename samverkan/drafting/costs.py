"""The table of shares that a cost clause prints, reckoned from the answers.

Questions are found by convention: ``kostnadsnyckel`` chooses the key, its weights stand in
``nyckel_invanare_procent``, ``nyckel_lika_procent`` and ``fast_del_procent``, agreed
percentages in ``kostnadsandelar``, the parties' figures in ``kostnadsunderlag``, the amount
in ``kostnad_belopp`` and who gets the odd krona in ``avrundning``.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from samverkan.drafting.allocation import Basis, Party, Subject, Tie, allocate, shares
from samverkan.drafting.values import Party as PartyAnswer
from samverkan.drafting.values import Unanswered

_SHOWN_DECIMALS = 4
"""A share is printed with so many; the amounts are reckoned from the exact share."""

QUESTIONS: Mapping[Subject, tuple[str, ...]] = {
    "parter": ("parter",),
    "vikter": ("nyckel_invanare_procent", "nyckel_lika_procent", "fast_del_procent"),
    "invanare": ("kostnadsunderlag",),
    "volym": ("kostnadsunderlag",),
    "avtalad-andel": ("kostnadsandelar",),
}
"""The questions whose answers a fault in the figures is about."""
_COLUMNS: Mapping[Basis, str] = {
    "invanare": "invanare", "volym": "volym", "avtalad-andel": "procent",
}  # fmt: skip

Row = dict[str, Any]


def cost_rows(names: Mapping[str, Any]) -> tuple[Row, ...] | Unanswered:
    """Return a row per party: ``part``, ``andel`` in percent and ``belopp`` in kronor.

    Args:
        names: the answers, with an :class:`Unanswered` for each that is missing.

    Returns:
        The rows, or what is missing first of all that they rest on.

    Raises:
        AllocationError: if the figures contradict each other.
    """
    missing = _missing(names, "parter", "antal_parter", "kostnadsnyckel")
    if missing is not None:
        return missing
    parties = [party for party in names["parter"] if isinstance(party, PartyAnswer)]
    key = _key(names)
    if isinstance(key, Unanswered):
        return key
    bases = _bases(parties, key, names)
    if isinstance(bases, Unanswered):
        return bases
    parts = shares(bases, key)
    total = names.get("kostnad_belopp", Unanswered("kostnad_belopp", "Kostnad att fördela"))
    amounts: tuple[Any, ...] = (total,) * len(parts)
    if not isinstance(total, Unanswered):
        tie: Tie = "storst" if names.get("avrundning") == "storst" else "ordning"
        amounts = allocate(total, parts, tie=tie)
    return tuple(
        {"part": party, "andel": round(float(part * 100), _SHOWN_DECIMALS), "belopp": amount}
        for party, part, amount in zip(parties, parts, amounts, strict=True)
    )


def _missing(names: Mapping[str, Any], *wanted: str) -> Unanswered | None:
    values = (names.get(name, Unanswered(name, name)) for name in wanted)
    return next((value for value in values if isinstance(value, Unanswered)), None)


def _key(names: Mapping[str, Any]) -> Mapping[Basis, Fraction] | Unanswered:
    kind = names["kostnadsnyckel"]
    if kind == "kombinerad":
        weights = ("nyckel_invanare_procent", "nyckel_lika_procent")
        missing = _missing(names, *weights)
        if missing is not None:
            return missing
        return {"invanare": _exact(names[weights[0]]), "lika": _exact(names[weights[1]])}
    if kind == "fast-rorlig":
        missing = _missing(names, "fast_del_procent")
        if missing is not None:
            return missing
        fixed = _exact(names["fast_del_procent"])
        return {"lika": fixed, "volym": 100 - fixed}
    simple: Mapping[str, Basis] = {
        "lika": "lika", "invanare": "invanare", "volym": "volym",
        "avtalad-andel": "avtalad-andel",
    }  # fmt: skip
    return {simple[kind]: Fraction(100)}


def _bases(
    parties: list[PartyAnswer], key: Mapping[Basis, Fraction], names: Mapping[str, Any]
) -> list[Party] | Unanswered:
    figures: dict[str, Row] = {}
    for basis, column in _COLUMNS.items():
        if not key.get(basis):
            continue
        (question,) = QUESTIONS[basis]
        if (missing := _missing(names, question)) is not None:
            return missing
        for row in names[question]:
            if (gap := _missing(row, "part", column)) is not None:
                return gap
            figures.setdefault(row["part"].namn, {}).update(row)
    return [_party(party.namn, figures.get(party.namn, {})) for party in parties]


def _party(name: str, row: Row) -> Party:
    def figure(column: str) -> Fraction | None:
        value = row.get(column)
        return None if value is None or isinstance(value, Unanswered) else _exact(value)

    people = figure("invanare")
    return Party(name, None if people is None else int(people), figure("volym"), figure("procent"))


def _exact(value: float) -> Fraction:
    """Return the decimal number that was written, not the binary one nearest to it."""
    return Fraction(str(value))

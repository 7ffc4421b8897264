"""Reads what the sources state (oracles.yaml) and finds the same in the records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import yaml

from samverkan.records.bank import Bank
from samverkan.records.derived import members
from samverkan.records.model import Body, Cooperation, Example, Quantity, Source
from samverkan.records.model.fact import Figure
from tests.conftest import ROOT

ORACLES: dict[str, dict[str, Any]] = {
    oracle["id"]: oracle
    for oracle in yaml.safe_load((ROOT / "tests/records/oracles.yaml").read_text("utf-8"))
}


def record(bank: Bank, record_id: str) -> Cooperation:
    """Return the example or network with this id."""
    found = bank.cooperation(record_id)
    assert found is not None, record_id
    return found


def memberships(bank: Bank, records: Iterable[Cooperation]) -> Counter[str]:
    """Return in how many of ``records`` each body is a member, by id of the body."""
    return Counter(body.id for record in records for body in members(bank, record))


def letters(bank: Bank, record_id: str) -> set[str]:
    """Return the county letters of the members."""
    return {str(body.county_letter) for body in members(bank, record(bank, record_id))}


def letters_with(bank: Bank, record_id: str, role: str) -> set[str]:
    """Return the county letters of the bodies with ``role``."""
    return {
        str(bank.bodies[party.body].county_letter)
        for party in record(bank, record_id).parties
        if party.body and party.role == role
    }


def short_names(bodies: Iterable[Body]) -> set[str]:
    """Return the names of municipalities as they are said: Nora, Lindesberg."""
    return {body.short_name or body.name for body in bodies}


def member_names(bank: Bank, record_id: str) -> set[str]:
    """Return the short names of the members."""
    return short_names(members(bank, record(bank, record_id)))


def figure(bank: Bank, record_id: str, label: str, when: str | None = None) -> Figure:
    """Return the one figure of an example, network or source that has this label."""
    holder: Cooperation | Source | None = bank.cooperation(record_id) or bank.sources.get(record_id)
    assert holder is not None, record_id
    found = [f for f in holder.figures if f.label == label and when in (None, f.when)]
    assert len(found) == 1, (record_id, label, [f.label for f in holder.figures])
    return found[0]


def value(bank: Bank, record_id: str, label: str, when: str | None = None) -> Decimal:
    """Return the value of a figure, exactly as it is written."""
    found = figure(bank, record_id, label, when).value
    assert found is not None, label
    return Decimal(str(found)).normalize()


def span(quantity: Quantity) -> tuple[Decimal, Decimal]:
    """Return the lowest and the highest value of a figure."""
    low = quantity.low if quantity.value is None else quantity.value
    high = quantity.high if quantity.value is None else quantity.value
    return Decimal(str(low)), Decimal(str(high))


def effect(bank: Bank, example_id: str, kind: str) -> Any:
    """Return the one effect of this kind that has a value."""
    example = bank.examples[example_id]
    found = [e for e in example.effects if e.effect == kind and e.value is not None]
    assert len(found) == 1
    return found[0]


def events(cooperation: Cooperation) -> list[tuple[str, str]]:
    """Return the timeline as pairs of time and event."""
    return [(entry.when, entry.event) for entry in cooperation.timeline]


def resting_on(bank: Bank, source: str, first: int, last: int) -> dict[str, set[int]]:
    """Return the records that rest on lines ``first`` to ``last``, and on which of them.

    Only close support counts: a place of more than a dozen lines is about something wider.
    """
    everyone: list[Cooperation] = [*bank.examples.values(), *bank.networks.values()]
    found: dict[str, set[int]] = {}
    for cooperation in everyone:
        spans = [
            s for p in cooperation.sources if p.place.source == source for s in p.place.spans()
        ]
        lines = {n for a, b in spans if b - a < 12 for n in range(a, b + 1) if first <= n <= last}
        if lines:
            found[cooperation.id] = lines
    return found


def parties_as(example: Example, role: str) -> list[str]:
    """Return the bodies, networks or descriptions with ``role``, as they are written."""
    return [
        str(party.body or party.network or party.described)
        for party in example.parties
        if party.role == role
    ]

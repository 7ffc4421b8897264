"""Rules about time: what starts ends later, and what has happened has happened."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Literal

from samverkan.records.model import Body, Clause, Cooperation, Example, Record, Source, Statute
from samverkan.records.yamlsource import Path

Finding = tuple[Path, Literal["fel", "varning"], str, str, str | None]
"""Path in the record, level, code, message, hint."""


def after(one: str, other: str) -> bool:
    """Whether ``one`` is certainly later than ``other``, each a year, a month or a day.

    ``2004`` and ``2004-09`` may be the same time, so neither is after the other.
    """
    known = min(len(one), len(other))
    return one[:known] > other[:known]


def in_order(record: Body | Clause | Statute) -> Iterator[Finding]:
    """A validity that ends before it starts."""
    first, last = (
        ("in_force_from", "repealed_from")
        if isinstance(record, Statute)
        else ("valid_from", "valid_to")
    )
    start, end = getattr(record, first), getattr(record, last)
    if start and end and after(str(start), str(end)):
        message = f"{last} ({end}) ligger före {first} ({start})."
        yield (last,), "fel", "datum-ordning", message, f"Rätta {first} eller {last}."


def timeline_in_order(record: Cooperation) -> Iterator[Finding]:
    """Events stand in the order in which they happened."""
    for index, (one, other) in enumerate(pairwise(record.timeline)):
        if after(one.when, other.when):
            path = ("timeline", index + 1, "when")
            message = f"händelsen {other.when} står efter händelsen {one.when}."
            yield path, "fel", "datum-ordning", message, "Ordna händelserna efter tid."


def not_in_the_future(record: Record) -> Iterator[Finding]:
    """A review, a reading, a count or a stage that lies ahead of us."""
    today = date.today().isoformat()
    for path, what, when in _past(record):
        if after(str(when), today):
            message = f"{what} {when} ligger i framtiden."
            yield path, "fel", "framtid", message, f"I dag är det {today}."


def _past(record: Record) -> Iterator[tuple[Path, str, object]]:
    """Yield each point in time that can only have been."""
    if record.reviewed:
        yield ("reviewed",), "granskningsdagen", record.reviewed
    if isinstance(record, Cooperation) and record.stage_when:
        yield ("stage_when",), "skedets tid", record.stage_when
    if isinstance(record, Example):
        for index, effect in enumerate(record.effects):
            if effect.when and effect.basis == "uppmatt":
                yield ("effects", index, "when"), "den uppmätta effekten", effect.when
    if isinstance(record, Body):
        for index, population in enumerate(record.populations):
            yield ("populations", index, "when"), "folkmängden", population.when
    if isinstance(record, Statute) and record.text_as_of:
        yield ("text_as_of",), "lagtextens dag", record.text_as_of
    if isinstance(record, Source):
        yield ("year",), "källans år", record.year

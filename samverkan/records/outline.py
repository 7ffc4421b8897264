"""What others need to know of a record: enough to judge how records agree with each other.

An outline rests on the record alone, so it can be kept from one run to the next together with
the finding that nothing is wrong with the record by itself. How records agree is judged anew
in every run, and from outlines only, whether they were kept or made just now.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from samverkan.records.model import Cooperation, Example, Record
from samverkan.records.proposals import told_as_done
from samverkan.records.references import marker_name, references


class Outline(NamedTuple):
    """What others need to know of a record."""

    id: str
    references: Mapping[str, Sequence[str]]
    """What it points at, by the name of the marker (:func:`marker_name`)."""
    related: Sequence[tuple[str, str]] = ()
    """Relation and id of each record that it says it is related to, in order."""
    statutes: Sequence[str] = ()
    """Numbers of the statutes that it rests on."""
    contact_apart: bool = False
    """Whether its contact may sit outside the parties."""
    told_as_done: str | None = None
    """Its stage, if it tells what it tells as carried out."""


def outline_of(record: Record, raw: object) -> Outline:
    """Return the outline of a record.

    Args:
        record: the record.
        raw: the data that it was made from.
    """
    found: dict[str, dict[str, None]] = {}
    for reference in references(type(record), raw):
        found.setdefault(marker_name(reference.marker), {})[reference.value] = None
    outline = Outline(record.id, {name: tuple(values) for name, values in found.items()})
    if not isinstance(record, Cooperation):
        return outline
    contact = record.contact.body if record.contact else None
    named = {party.body for party in record.parties}
    as_done = isinstance(record, Example) and any(told_as_done(record))
    return outline._replace(
        related=tuple((each.relation, each.record) for each in record.related),
        statutes=tuple(law.statute for law in record.legal_basis if law.statute),
        contact_apart=bool(contact and record.parties and contact not in named),
        told_as_done=record.stage if as_done else None,
    )

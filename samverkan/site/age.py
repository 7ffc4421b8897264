"""How old a cooperation's facts are, and what the reader must check because of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from samverkan.records.bank import Bank
from samverkan.records.model import Cooperation, Example, Network
from samverkan.site.quantity import number
from samverkan.site.standing import ACTIVE, is_good, network_standing

STALE_AFTER = 5
"""So many years a fact may be told as it stands; a group seldom changes faster."""


def told_in(bank: Bank, record: Cooperation) -> int | None:
    """Return the year that a record speaks of: its stage's, else its newest source's."""
    if record.stage_when:
        return int(record.stage_when[:4])
    places = (support.place.source for support in record.sources)
    return max((bank.sources[i].year for i in places if i in bank.sources), default=None)


def is_old(bank: Bank, record: Cooperation, today: date) -> bool:
    """Whether nobody can tell from the record how things stand ``today``."""
    year = told_in(bank, record)
    return year is not None and today.year - year > STALE_AFTER


def age_notice(bank: Bank, record: Cooperation, today: date) -> str:
    """Return what to check before relying on an old record; nothing for a fresh one."""
    if not is_old(bank, record, today):
        return ""
    notice = f"Uppgiften är från {told_in(bank, record)}."
    if isinstance(record, Network) and network_standing(bank, record) is ACTIVE:
        return f"{notice} Kontrollera att gruppen finns kvar."
    if isinstance(record, Example) and is_good(bank, record):
        return f"{notice} Kontrollera att samverkan finns kvar."
    return notice


def age_summary(bank: Bank, records: Iterable[Cooperation], today: date) -> str:
    """Return how many of a list's records are old, in a sentence; nothing when none is."""
    ages = [is_old(bank, record, today) for record in records]
    if not any(ages):
        return ""
    return (
        f"{number(sum(ages))} av {number(len(ages))} uppgifter är mer än {number(STALE_AFTER)} "
        "år gamla. Kontrollera att det som beskrivs finns kvar."
    )

"""Checks that evidence of demands can be read: every named concept has words."""

from __future__ import annotations

from collections.abc import Iterator

from samverkan.drafting.review.statement import names
from samverkan.records.bank import Bank
from samverkan.records.entry import Entry
from samverkan.records.fault import Fault
from samverkan.records.messages import did_you_mean
from samverkan.records.model import Concepts, DemandList
from samverkan.records.yamlsource import Path


def evidence_faults(bank: Bank, entry: Entry) -> Iterator[Fault]:
    """Yield a fault for each concept that a demand list or a list of concepts lacks words for."""
    record = entry.record
    if not isinstance(record, (DemandList, Concepts)):
        return
    lines = _demand_lines(record) if isinstance(record, DemandList) else _words(record)
    for path, line in lines:
        for name in names(line):
            if name not in bank.concepts and not bank.unread.may_hold("concepts", name):
                hint = did_you_mean(name, bank.concepts) or "Begreppen står i agreements/concepts."
                message = f"begreppet @{name} har inga ord."
                place = entry.position(path)
                yield Fault(entry.file, *place, "fel", "okant-begrepp", message, hint)


def _demand_lines(record: DemandList) -> Iterator[tuple[Path, str]]:
    for at, demand in enumerate(record.demands):
        for number, ways in enumerate(demand.evidence_ways):
            for way in ways:
                yield ("demands", at, "evidence", number), way
    for at, condition in enumerate(record.conditions):
        for field in ("holds", "fails"):
            for way in getattr(condition, field):
                yield ("conditions", at, field), way
        if condition.needs:
            yield ("conditions", at, "needs"), condition.needs


def _words(record: Concepts) -> Iterator[tuple[Path, str]]:
    for name, words in record.words.items():
        for word in words:
            yield ("words", name), word

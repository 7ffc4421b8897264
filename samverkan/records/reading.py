"""Reads one file: its records, and all that is wrong with it by itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from samverkan.records.checks import own_faults
from samverkan.records.entry import Entry
from samverkan.records.fault import Fault
from samverkan.records.messages import shown
from samverkan.records.model import NameList, Record, Source
from samverkan.records.personnames import NameRules
from samverkan.records.yamlsource import YamlData, parse_yaml


class RecordFile(NamedTuple):
    """A file that ought to hold records, and what it holds."""

    name: str
    """As from the project folder."""
    record_id: str
    """The id of its record, if it holds one record and not a list of them."""
    model: type[Record]
    content: bytes


@dataclass
class Reading:
    """What a file was read as."""

    entries: list[Entry] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    whole: bool = True
    """Whether all of its records could be read."""
    named: bool = True
    """Whether at least the ids of all its records are known."""


def read_file(file: RecordFile, names: NameRules) -> Reading:
    """Read ``file`` and judge it by itself.

    Args:
        file: the file.
        names: what persons' names look like, which no record may hold.
    """
    data, faults = parse_yaml(file.content, file.name)
    # Who the authors are is not known of a source that cannot be read; names are for kb/names.
    if file.model is not NameList and (data is not None or file.model is not Source):
        faults += names.faults(file.content, file.name, _authors(file.model, data))
    if data is None:
        return Reading([], faults, whole=False, named=False)
    entries = list(_entries(file.model, file.record_id, file.name, data, faults))
    for entry in entries:
        faults += own_faults(entry)
    records = len(data.value) if isinstance(data.value, list) else 1
    named = len(entries) == records
    whole = named and all(entry.outline for entry in entries)
    return Reading(entries, faults, whole, named)


def _authors(model: type[Record], data: YamlData | None) -> tuple[str, ...]:
    """Return the names that may stand: those of the authors of a source."""
    if model is not Source or data is None or not isinstance(data.value, dict):
        return ()
    authors = data.value.get("authors")
    return tuple(str(author) for author in authors) if isinstance(authors, list) else ()


def _entries(
    model: type[Record], record_id: str, file: str, data: YamlData, faults: list[Fault]
) -> Iterable[Entry]:
    if isinstance(data.value, list):
        for index, raw in enumerate(data.value):
            if isinstance(raw, dict) and isinstance(raw.get("id"), str):
                yield Entry(model, raw["id"], file, (index,), data)
            else:
                line, column = data.position((index,))
                message = "varje post i en lista ska ha ett id."
                faults.append(Fault(file, line, column, "fel", "id-saknas", message, None))
        return
    if not isinstance(data.value, dict):
        message = "filen ska innehålla nycklar och värden, en per rad."
        faults.append(Fault(file, 1, 1, "fel", "fel-typ", message, None))
        return
    if data.value.get("id", record_id) != record_id:
        line, column = data.position(("id",))
        faults.append(
            Fault(
                file,
                line,
                column,
                "fel",
                "id-avviker",
                f"id är {shown(data.value['id'])} men filen heter {record_id}.yaml.",
                "Ta bort raden; filnamnet är postens id.",
            )
        )
    yield Entry(model, record_id, file, (), data)

"""Makes records of the rows of a spreadsheet: all of them, or none if a cell is wrong.

One row is one record. Columns are named as in :mod:`samverkan.records.filling`; a column
``id`` is used if there is one, else ids are made of titles.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from samverkan.files import write_atomically
from samverkan.records.bank import Bank
from samverkan.records.creating import identity
from samverkan.records.entry import Entry
from samverkan.records.fault import Fault, FaultsError
from samverkan.records.fields import FieldInfo, fields_of
from samverkan.records.filling import UnknownFieldError, field_at, put, read_value
from samverkan.records.model import Record
from samverkan.records.model.base import Model
from samverkan.records.personnames import NameRules
from samverkan.records.table import Table, column_letter
from samverkan.records.writing import record_text
from samverkan.records.yamlsource import Path as DataPath
from samverkan.records.yamlsource import Places, Position, YamlData

UNKNOWN = "okand-kolumn"
Columns = Mapping[int, tuple[DataPath, FieldInfo]]


@dataclass(frozen=True)
class Draft:
    """A record that is in no file yet, and the row it comes from."""

    entry: Entry
    row: int
    text: str

    @property
    def file(self) -> str:
        """The file it is to have, relative to the project."""
        return f"kb/{self.entry.model.folder}/{self.entry.id}.yaml"


def drafts_from(
    table: Table, model: type[Record], bank: Bank, today: date
) -> tuple[list[Draft], list[Fault]]:
    """Turn every row into a record, reviewed ``today`` unless the row tells another day.

    Returns:
        The records, and the faults that can be seen without the rest of the bank. Faults
        count rows and columns as the spreadsheet does.
    """
    columns, faults = _columns(table, model)
    names = NameRules(bank.names.values())
    drafts: list[Draft] = []
    for row, cells in table.rows.items():
        data, places = _record(row, cells, columns, bank)
        data.setdefault("reviewed", today.isoformat())  # as for one that is written with new
        wanted = next((cells.get(c) for c, name in table.headings.items() if name == "id"), None)
        try:
            record_id = identity(model, data, wanted)
        except FaultsError as error:
            faults += [replace(f, file=table.name, line=row, column=1) for f in error.faults]
            continue
        yaml = YamlData(data, places=Places({(): (row, 1), **places}))
        text = record_text(model, data, bank, explained=False)
        entry = Entry(model, record_id, table.name, (), yaml)
        drafts.append(Draft(entry, row, text))
        faults += _names(names, table.name, row, cells)
    if not table.rows:
        faults.append(Fault(table.name, 0, 0, "fel", "kalkylark", "filen har inga poster."))
    return drafts, faults


def _columns(table: Table, model: type[Record]) -> tuple[Columns, list[Fault]]:
    columns: dict[int, tuple[DataPath, FieldInfo]] = {}
    faults: list[Fault] = []
    taken: dict[DataPath, int] = {}
    for column, heading in table.headings.items():
        if heading == "id":
            continue
        try:
            path, field = field_at(model, heading)
        except UnknownFieldError as error:
            faults.append(Fault(table.name, 1, column, "fel", UNKNOWN, str(error)))
            continue
        first = taken.setdefault(path, column)
        if first != column:
            message = f"{heading} är samma fält som kolumn {column_letter(first)}."
            faults.append(Fault(table.name, 1, column, "fel", "dubbel-kolumn", message))
        columns[column] = path, field
    for row, cells in table.rows.items():
        for column in sorted(cells.keys() - table.headings.keys()):
            message = "kolumnen saknar namn på första raden."
            faults.append(Fault(table.name, row, column, "fel", "okand-kolumn", message))
    return columns, faults


def _record(
    row: int, cells: Mapping[int, str], columns: Columns, bank: Bank
) -> tuple[dict[str, object], dict[DataPath, Position]]:
    """Return a row as raw data, and the cell that each part of it comes from."""
    filled = {column: columns[column] for column in cells if column in columns}
    closed = _without_gaps(path for path, _ in filled.values())
    data: dict[str, object] = {}
    places: dict[DataPath, Position] = {}
    for column, (path, field) in filled.items():
        where = closed[path]
        put(data, where, read_value(cells[column], field, bank))
        for length in range(1, len(where) + 1):
            places.setdefault(where[:length], (row, column))
    return data, places


def _without_gaps(paths: Iterable[DataPath]) -> dict[DataPath, DataPath]:
    """Renumber groups so that they follow each other: those left empty leave no hole."""
    found = list(paths)
    numbers: dict[DataPath, list[int]] = {}
    for path in found:
        for place, part in enumerate(path):
            if isinstance(part, int):
                used = numbers.setdefault(path[:place], [])
                if part not in used:
                    used.append(part)
    return {
        path: tuple(
            sorted(numbers[path[:place]]).index(part) if isinstance(part, int) else part
            for place, part in enumerate(path)
        )
        for path in found
    }


def _names(names: NameRules, file: str, row: int, cells: Mapping[int, str]) -> Iterable[Fault]:
    for column, text in cells.items():
        for fault in names.faults(text.encode(), file):
            yield replace(fault, line=row, column=column)


def in_words(fault: Fault, table: Table, model: type[Record]) -> Fault:
    """Say which column a fault is in, as the spreadsheet and its headings call it."""
    heading = table.headings.get(fault.column)
    if fault.file != table.name or not heading:
        return fault
    if fault.code == "saknas":
        name = fault.message.removesuffix(" saknas.")
        top = {field.name: field.label for field in fields_of(model)}
        message = f"{(_inner_labels(model) | top).get(name, name)} ({name}) saknas."
        fault = replace(fault, message=message)
        if name in top:
            return fault  # the row has no such cell, so none is to blame
    where = f"kolumn {column_letter(fault.column)} ({heading})"
    return replace(fault, message=f"{where}: {fault.message.removeprefix(f'{heading}: ')}")


def without_followers(faults: Iterable[Fault]) -> list[Fault]:
    """Leave out that a field is missing which a misnamed column was meant to be."""
    told = list(faults)
    unknown = [fault.message.partition("Menade du ")[2] for fault in told if fault.code == UNKNOWN]
    meant = {word for said in unknown for word in re.split(r",? eller |, |\?", said) if word}
    return [
        fault
        for fault in told
        if fault.code != "saknas" or fault.message.partition(" (")[0] not in meant
    ]


def _inner_labels(model: type[Model]) -> dict[str, str]:
    """Return what the fields in the groups of a record are called, by key."""
    groups = [field.value.model for field in fields_of(model) if field.value.model is not None]
    labels: dict[str, str] = {}
    for group in groups:
        labels |= _inner_labels(group) | {field.name: field.label for field in fields_of(group)}
    return labels


def write_all(root: Path, drafts: Iterable[Draft]) -> list[str]:
    """Write every record to its file; if one cannot be written, none is.

    Raises:
        OSError: if a folder cannot be written to.
    """
    written: list[str] = []
    try:
        for draft in drafts:
            if (root / draft.file).exists():
                raise FileExistsError(draft.file)
            write_atomically(root / draft.file, draft.text.encode())
            written.append(draft.file)
    except OSError:
        for file in written:
            (root / file).unlink(missing_ok=True)
        raise
    return written

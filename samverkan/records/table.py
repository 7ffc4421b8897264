"""Reads a spreadsheet, Excel or CSV, as rows of texts with their places."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from samverkan.records.fault import Fault, FaultsError

MAX_BYTES, MAX_UNPACKED = 10_000_000, 100_000_000
MAX_ROWS, MAX_COLUMNS = 5_000, 400
SUFFIXES = (".xlsx", ".csv")


@dataclass(frozen=True)
class Table:
    """The headings by column, and the cells that are not empty by row; all counted from 1."""

    name: str
    headings: dict[int, str]
    rows: dict[int, dict[int, str]]
    left: dict[str, int] = field(default_factory=dict)
    """The sheets that were not read, each with how many rows it has below its headings."""


def column_letter(column: int) -> str:
    """Return what a spreadsheet calls a column: 1 → A, 27 → AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def read_table(path: Path) -> Table:
    """Read the first sheet of a spreadsheet; its first row holds the headings.

    Raises:
        FaultsError: if the file is no spreadsheet, too large or without headings.
    """
    content = path.read_bytes()
    if len(content) > MAX_BYTES:
        raise _fault(path, f"filen är större än {MAX_BYTES // 1_000_000} MB.", "Dela den.")
    left: dict[str, int] = {}
    excel = path.suffix.lower() == ".xlsx"
    lines = _excel(path, content, left) if excel else _csv(path, content)
    cells: dict[int, dict[int, str]] = {}
    for number, line in enumerate(lines, 1):
        if number > MAX_ROWS:
            raise _fault(path, f"filen har fler än {MAX_ROWS} rader.", "Dela den.")
        row = {column: text for column, text in enumerate(line, 1) if text}
        if row and max(row) > MAX_COLUMNS:
            raise _fault(path, f"filen har fler än {MAX_COLUMNS} kolumner.")
        if row:
            cells[number] = row
    headings = cells.pop(1, {})
    if not headings:
        raise _fault(path, "första raden ska innehålla kolumnernas namn.")
    return Table(path.name, headings, cells, left)


def _fault(path: Path, message: str, hint: str | None = None) -> FaultsError:
    return FaultsError([Fault(path.name, 0, 0, "fel", "kalkylark", message, hint)])


def _csv(path: Path, content: bytes) -> Iterator[list[str]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        message = f"rad {line} är inte UTF-8."
        raise _fault(path, message, "Spara som 'CSV UTF-8' i Excel.") from error
    first = text.partition("\n")[0]
    separator = max((";", ",", "\t"), key=first.count)
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True):
            yield [cell.strip() for cell in row]
    except csv.Error as error:
        message = "filen går inte att läsa som CSV; ett citattecken kan saknas."
        raise _fault(path, message) from error


def _excel(path: Path, content: bytes, left: dict[str, int]) -> Iterator[list[str]]:
    """Yield the rows of the first sheet, and note in ``left`` the others that hold anything."""
    from openpyxl import load_workbook  # noqa: PLC0415 (slow to load, and CSV does without)

    broken = "filen går inte att läsa som Excel (.xlsx)."
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            unpacked = sum(part.file_size for part in packed.infolist())
    except zipfile.BadZipFile as error:
        raise _fault(path, broken) from error
    if unpacked > MAX_UNPACKED:
        raise _fault(path, "filen är för stor uppackad.", "Dela den.")
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        rows, *others = [
            [
                list(row)
                for row in sheet.iter_rows(
                    max_row=MAX_ROWS + 1, max_col=MAX_COLUMNS + 1, values_only=True
                )
            ]
            for sheet in book.worksheets
        ]
        for sheet, each in zip(book.worksheets[1:], others, strict=True):
            if filled := sum(any(cell is not None for cell in row) for row in each):
                left[sheet.title] = filled - 1
    except Exception as error:  # the library raises whatever its XML reader meets
        raise _fault(path, broken) from error
    yield from (_texts(row) for row in rows)


def _texts(row: Iterable[object]) -> list[str]:
    return [_text(value) for value in row]


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return str(value).strip()

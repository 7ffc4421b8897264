"""import: every wrong cell is told with its row and column; all rows become records, or none."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from samverkan.cli import build
from samverkan.records.load import load

HEADINGS = [
    "Rubrik", "record_type", "Sammanfattning", "areas", "Skede", "stage_when",
    "Parter.1.Organisation", "parties.1.role", "parties.1.source",
    "Parter.3.Organisation", "parties.3.role", "parties.3.source",
    "Effekter.1.effect", "Effekter.1.text", "Effekter.1.basis", "Effekter.1.Värde",
    "Effekter.1.unit", "Effekter.1.source", "sources.1.place", "sources.1.supports", "Granskad",
]  # fmt: skip
GOOD: list[Any] = [
    "Gemensam växel i söder", "exempel", "Två kommuner delar växel.", "it; lon", "drift", 2015,
    "Nora kommun", "värd", "utredning:12", "kommun-lindesberg", "part", "utredning:12",
    "kostnad-lopande", "Växeln blev billigare.", "uppskattad", -12.5, "procent", "utredning:13",
    "utredning:12", "title; record_type; summary; areas; stage", date(2026, 11, 25),
]  # fmt: skip


def _excel(path: Path, *rows: list[Any], headings: list[str] = HEADINGS) -> Path:
    book = Workbook()
    sheet = book.active
    sheet.append(headings)
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path


def _row(**changes: Any) -> list[Any]:
    return [changes.get(str(n), value) for n, value in enumerate(GOOD, 1)]


def _run(root: Path, path: Path, *args: str) -> Result:
    command = ["import", str(path), *args]
    return CliRunner().invoke(build, command, obj=root, standalone_mode=False)


def _examples(root: Path) -> list[str]:
    return sorted(path.name for path in (root / "kb/examples").iterdir())


def test_a_row_becomes_a_record(mini: Path, tmp_path: Path) -> None:
    """Labels, keys, names of organisations, Excel's own dates and numbers, gaps in numbering."""
    result = _run(mini, _excel(tmp_path / "nya.xlsx", GOOD))
    assert result.return_value == 0, result.stderr
    assert "kb/examples/gemensam-vaxel-i-soder.yaml" in result.output
    loaded = load(mini)
    assert [str(fault) for fault in loaded.faults] == []
    record = loaded.bank.examples["gemensam-vaxel-i-soder"]
    assert [(p.body, p.role) for p in record.parties] == [
        ("kommun-nora", "vard"), ("kommun-lindesberg", "part"),
    ]  # fmt: skip
    assert (record.effects[0].value, record.effects[0].unit) == (-12.5, "procent")
    assert (record.stage_when, record.reviewed) == ("2015", date(2026, 11, 25))


def test_sheets_that_are_not_read_are_told(mini: Path, tmp_path: Path) -> None:
    """No row is lost in silence; one record is *1 post*."""
    book = Workbook()
    for title, row in (("Nya", GOOD), ("Fler", _row(**{"1": "En annan växel"}))):
        sheet = book.create_sheet(title)
        sheet.append(HEADINGS)
        sheet.append(row)
    book.create_sheet("Tomt")
    book.remove(book.worksheets[0])
    book.save(tmp_path / "nya.xlsx")
    result = _run(mini, tmp_path / "nya.xlsx")
    assert result.return_value == 0, result.stderr
    assert "Bladet 'Fler' lästes inte (1 rad under rubrikerna)" in result.output
    assert "1 post. " in result.output
    assert "Tomt" not in result.output


def test_a_record_without_a_day_of_review_gets_today(mini: Path, tmp_path: Path) -> None:
    """As one has that is written with ``new``."""
    began = date.today()
    path = _excel(tmp_path / "nya.xlsx", GOOD[:-1], headings=HEADINGS[:-1])
    assert _run(mini, path).return_value == 0
    reviewed = load(mini).bank.examples["gemensam-vaxel-i-soder"].reviewed
    assert reviewed is not None
    assert began <= reviewed <= date.today()


def test_a_misnamed_column_is_told_once(mini: Path, tmp_path: Path) -> None:
    """Not also that the field it was meant to be is missing."""
    headings = ["Post typ" if name == "record_type" else name for name in HEADINGS]
    result = _run(mini, _excel(tmp_path / "nya.xlsx", GOOD, headings=headings))
    assert result.return_value == 1
    assert "Menade du Posttyp?" in result.stderr
    assert "Posttyp (record_type) saknas" not in result.stderr


@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_csv_with_any_separator(mini: Path, tmp_path: Path, separator: str) -> None:
    """As Excel writes it here, as it writes it elsewhere, and as it is pasted."""
    path = tmp_path / "nya.csv"
    cells = [f'"{value}"' for value in GOOD]
    text = f"{separator.join(HEADINGS)}\r\n{separator.join(cells)}\r\n"
    path.write_bytes(text.encode("utf-8-sig"))
    result = _run(mini, path)
    assert result.return_value == 0, result.stderr
    assert "gemensam-vaxel-i-soder.yaml" in _examples(mini)


def test_every_wrong_cell_is_told_and_nothing_is_written(mini: Path, tmp_path: Path) -> None:
    """All faults at once, each with row, column and what would be right."""
    before = _examples(mini)
    path = _excel(
        tmp_path / "nya.xlsx",
        GOOD,
        _row(**{"1": "En annan växel i norr", "5": "drfit", "16": "många"}),
        _row(**{"1": "Ännu en växel", "7": "Norra kommun", "19": "utredning:500", "21": "igår"}),
        _row(**{"1": None}),
    )
    result = _run(mini, path)
    assert result.return_value == 1
    assert _examples(mini) == before
    for place, words in [
        ("nya.xlsx:3:5:", "kolumn E (Skede)"),
        ("nya.xlsx:3:5:", "Menade du drift?"),
        ("nya.xlsx:3:16:", "ett tal"),
        ("nya.xlsx:4:7:", "kolumn G"),
        ("nya.xlsx:4:19:", "Utredningen har 100"),
        ("nya.xlsx:4:21:", "ett datum"),
        ("nya.xlsx:5:1:", "namn"),
    ]:
        assert any(
            line.startswith(place) and words in line for line in result.stderr.splitlines()
        ), (place, words, result.stderr)


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([GOOD, GOOD], "finns redan"),
        ([[*_row(**{"1": "Lönenämnd"}), "lonenamnd"]], "finns redan"),
        ([[*_row(), "../x"]], "duger inte som id"),
        ([_row(**{"3": "Frågor besvaras av Anna Svensson."})], "Anna Svensson"),
        ([[*_row(**{"21": "2026-11-25"}), None, "vilse"]], "saknar namn"),
        ([], "inga poster"),
    ],
)
def test_rows_that_cannot_become_records(
    mini: Path, tmp_path: Path, rows: list[list[Any]], words: str
) -> None:
    """Taken ids, paths, persons, cells without a heading, no rows at all."""
    before = _examples(mini)
    result = _run(mini, _excel(tmp_path / "nya.xlsx", *rows, headings=[*HEADINGS, "id"]))
    assert result.return_value == 1
    assert words in result.stderr
    assert _examples(mini) == before


@pytest.mark.parametrize(
    ("headings", "words"),
    [
        (["Rubrik", "Rubriken"], "Menade du"),
        (["Rubrik", "title"], "samma fält som kolumn A"),
        (["Parter"], "grupp"),
        (["Rubrik", "Qwzx"], "Fälten är Rubrik, Posttyp"),
        (["Rubrik", "Parter.1.Organisation"], "Källa (source) saknas"),
        (["Rubrik", "Sammanfattning"], "fel: Posttyp (record_type) saknas"),
        ([], "första raden"),
    ],
)
def test_wrong_headings(mini: Path, tmp_path: Path, headings: list[str], words: str) -> None:
    """A heading that is no field, or the same one twice."""
    result = _run(mini, _excel(tmp_path / "nya.xlsx", ["x", "y"], headings=headings))
    assert result.return_value == 1
    assert words in result.stderr


def test_files_that_are_no_spreadsheet(mini: Path, tmp_path: Path) -> None:
    """Broken, wrongly encoded and hollow files are refused in Swedish."""
    zipped = tmp_path / "zip.xlsx"
    with zipfile.ZipFile(zipped, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("x", b"0" * 101_000_000)
    for name, content, words in [
        ("a.xlsx", b"inget", "Excel"),
        ("b.csv", "Rubrik;Skede\nLönenämnd;å\n".encode("latin-1"), "CSV UTF-8"),
        ("c.csv", b'Rubrik\n"a\n', "citattecken"),
        ("zip.xlsx", zipped.read_bytes(), "uppackad"),
    ]:
        path = tmp_path / name
        path.write_bytes(content)
        result = _run(mini, path)
        assert result.return_value == 1
        assert words in result.stderr


@settings(
    deadline=None, max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.binary(max_size=300), st.sampled_from([".csv", ".xlsx"]))
def test_any_bytes_are_faults_or_records(
    mini: Path, tmp_path: Path, content: bytes, suffix: str
) -> None:
    """No upload makes the import fail in any other way than by telling a fault."""
    path = tmp_path / f"x{suffix}"
    path.write_bytes(b"Rubrik;Skede\n" + content)
    result = _run(mini, path)
    assert result.exception is None
    assert result.return_value == 1

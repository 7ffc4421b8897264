"""Agreements in the manner of other hands, each with a key, and how well a review reads them.

The texts were written before the review had read them, and so were their keys. Those in
``development`` may be looked at when evidence is written. Those in ``holdout`` may not: they
tell what a stranger's file meets with.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import docx
from ruamel.yaml import YAML

from samverkan.records.model import Demand

FOLDER = Path(__file__).parent / "hands"
_NO_HEADING = re.compile(r"^(?:[-–•|*]|[a-zåäö]\)|.*[.,;:)]$)")
_LONGEST_HEADING = 60


@dataclass(frozen=True)
class Hand:
    """An agreement and its key.

    ``key`` holds for each demand ``met``, ``partial`` (something is said, not all of it),
    ``missing``, ``conditional`` (nothing is said, and nothing tells whether its condition
    holds) or ``excluded`` (the text shows that its condition does not hold). What must be
    done rather than written, and is not in the key, is not said.
    """

    name: str
    form: str
    title: str
    lines: tuple[str, ...]
    bold: bool
    key: Mapping[str, str]

    def expected(self, demand: Demand) -> str:
        """Return what the key says of a demand."""
        return self.key.get(demand.id, "missing" if demand.type == "innehall" else "unsaid")

    def typed(self) -> bytes:
        """Type it into a Word file, as its author would: without heading styles."""
        document = docx.Document()
        document.add_paragraph(self.title, style="Title")
        rows: list[list[str]] = []
        for line in (*self.lines, ""):
            if line.startswith("|"):
                rows.append([cell.strip() for cell in line.strip("| ").split("|")])
                continue
            if rows:
                _table(document, rows)
                rows = []
            if line.startswith("**"):
                document.add_paragraph().add_run(line.strip("*")).bold = True
            elif line:
                heading = len(line) <= _LONGEST_HEADING and not _NO_HEADING.match(line)
                document.add_paragraph().add_run(line).bold = (self.bold and heading) or None
        stream = io.BytesIO()
        document.save(stream)
        return stream.getvalue()


def _table(document: docx.document.Document, rows: list[list[str]]) -> None:
    table = document.add_table(rows=len(rows), cols=max(map(len, rows)))
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, cells, strict=False):
            cell.text = text


def hands(half: str) -> tuple[Hand, ...]:
    """Return the agreements of ``development`` or ``holdout``."""
    return tuple(_read(path) for path in sorted((FOLDER / half).glob("*.yaml")))


def _read(path: Path) -> Hand:
    data: dict[str, Any] = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
    key = {demand: verdict for verdict, listed in data["key"].items() for demand in listed}
    lines = tuple(line for line in data["text"].splitlines() if line.strip())
    return Hand(
        path.stem, data["form"], data["title"], lines, data.get("headings") == "bold", key
    )  # fmt: skip


def share(part: int, whole: int) -> float:
    """Return a share; of nothing it is whole."""
    return part / whole if whole else 1.0

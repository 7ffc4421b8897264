"""``python build.py redline``: two Word files in, one with tracked changes out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from samverkan import command
from samverkan.drafting.redline.comparison import redline
from samverkan.drafting.redline.ledger import Ledger
from samverkan.drafting.review.wordfile import WordFile, WordFileError
from samverkan.files import write_atomically

_STATUS = {"changed": "ändrad", "new": "ny", "removed": "borttagen"}
_FILE = command.InputFile()
_LONGEST = 160
_BEFORE = 40
"""Characters shown before the first that differs."""


@click.command("redline", cls=command.Command, options_metavar="[VAL]")
@click.argument("old", metavar="GAMMAL.docx", type=_FILE)
@click.argument("new", metavar="NY.docx", type=_FILE)
@click.option(
    "-o", "--output", required=True, metavar="F.docx", type=click.Path(path_type=Path),
    help="Filen att skriva.",
)  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Skriv sammanfattningen som JSON.")
def redline_command(old: Path, new: Path, output: Path, as_json: bool) -> int:
    """Jämför GAMMAL.docx med NY.docx och skriv skillnaderna som spårade ändringar.

    Godtas alla ändringar blir det den nya texten, avvisas alla blir det den gamla.
    """
    command.check_output(output, "docx", inputs=(old, new))
    for file in (old, new):
        try:
            WordFile(file.read_bytes())
        except WordFileError as error:
            click.echo(f"{file}: {error}.", err=True)
            return 1
    found = redline(old.read_bytes(), new.read_bytes())
    write_atomically(output, found.docx)
    tell(found.ledger, output, as_json=as_json)
    return 0


def tell(ledger: Ledger, output: Path, *, as_json: bool) -> None:
    """Print what was changed, clause by clause."""
    entries = [entry.as_json() for entry in ledger]
    if as_json:
        report = {"file": output.as_posix(), "clauses": entries}
        click.echo(json.dumps(report, ensure_ascii=False, indent=2))
        return
    click.echo(f"Spårade ändringar: {output}")
    for line in lines(ledger):
        click.echo(line)


def lines(ledger: Ledger) -> Iterator[str]:
    """Yield the summary, a line for each heading and each change."""
    entries = list(ledger)
    yield f"{len(entries)} avsnitt ändrade." if entries else "Inga skillnader."
    for entry in entries:
        yield f"  - {entry.heading or 'Före första rubriken'}: {_STATUS[entry.status]}"
        yield from (f"      bort: {_short(text, entry.inserted)}" for text in entry.deleted)
        yield from (f"      till: {_short(text, entry.deleted)}" for text in entry.inserted)


def _short(text: str, others: Iterable[str]) -> str:
    """Return a long text cut so that what differs from the nearest of ``others`` is seen."""
    line = " ".join(text.split())
    if len(line) <= _LONGEST:
        return line
    same = max((_same_beginning(line, " ".join(other.split())) for other in others), default=0)
    start = line.rfind(" ", 0, same - _BEFORE) + 1 if same > _LONGEST // 2 else 0
    end = start + _LONGEST
    return f"{'…' if start else ''}{line[start:end]}{'…' if end < len(line) else ''}"


def _same_beginning(one: str, other: str) -> int:
    """Return how many characters both texts begin with."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (a, b) in pairs if a != b), min(len(one), len(other)))

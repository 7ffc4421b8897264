"""``python build.py refresh``: an edited draft under today's clauses."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click

from samverkan import command
from samverkan.drafting.command import library_bank, parse_day
from samverkan.drafting.compiled import CACHE
from samverkan.drafting.profile import read_profile
from samverkan.drafting.redline.command import lines
from samverkan.drafting.refresh.merging import Conflict
from samverkan.drafting.refresh.refreshing import Refreshed, refresh
from samverkan.drafting.refresh.setting import SettingError, settings
from samverkan.drafting.review.wordfile import WordFileError
from samverkan.drafting.templating import COMPILED
from samverkan.files import write_atomically
from samverkan.records.fault import FaultsError


@click.command("refresh", cls=command.Command, options_metavar="[VAL]")
@click.argument("file", metavar="UTKAST.docx", type=command.InputFile())
@click.option(
    "-o", "--output", required=True, metavar="F.docx", type=click.Path(path_type=Path),
    help="Filen att skriva.",
)  # fmt: skip
@click.option(
    "--set",
    "given",
    multiple=True,
    metavar="FRÅGA=SVAR",
    help="Ändra eller lägg till ett svar; FRÅGA= tar bort det. Text skrivs som den ska stå, en "
    "lista [ett, två] och en rad i en tabell {kolumn: värde}.",
)
@click.option("--date", "day", metavar="ÅÅÅÅ-MM-DD", help="Datum vars lag gäller; förval i dag.")
@click.option(
    "--profile", metavar="PROFIL.yaml", type=command.InputFile(),
    help="Byt till en annan grafisk profil; annars behålls filens.",
)  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Skriv sammanfattningen som JSON.")
@click.pass_obj
def refresh_command(
    root: Path,
    file: Path,
    output: Path,
    *,
    given: tuple[str, ...],
    day: str | None,
    profile: Path | None,
    as_json: bool,
) -> int:
    """Skriv om UTKAST.docx efter dagens klausuler och behåll juristens ändringar.

    Det som biblioteket har ändrat blir spårade ändringar. Har båda ändrat samma stycke står
    båda lydelserna kvar, med en kommentar. Svar som skrivits i luckorna används.
    """
    command.check_output(output, "docx", inputs=(file, profile))
    on_day = parse_day(day) or date.today()
    try:
        bank = library_bank(root)
        changed = settings(given, bank)
        look = read_profile(profile) if profile else None
        with COMPILED.remembered(root / CACHE):
            found = refresh(file.read_bytes(), bank, on_day, changed, file.as_posix(), profile=look)
    except SettingError as error:
        raise click.BadParameter(str(error), param_hint="--set") from None
    except WordFileError as error:
        click.echo(f"{file}: {error}.", err=True)
        return 1
    except FaultsError as error:
        return command.refuse(error.faults, "Ingen fil skrevs.")
    write_atomically(output, found.docx)
    for line in _json(found, output) if as_json else told(found, output):
        click.echo(line)
    return 0


def told(found: Refreshed, output: Path) -> list[str]:
    """Return what was done, line by line."""
    said = [f"Omskrivet utkast: {output}"]
    if found.typed.answers:
        said.append(f"Svar lästa ur luckorna: {', '.join(found.typed.answers)}.")
    if found.removed:
        said.append(f"Svar som togs bort: {', '.join(found.removed)}.")
    said += (f"  {question}: {text!r} behålls som text." for question, text in found.typed.kept)
    if found.unmet:
        said.append("Lagkrav och andra krav som inte längre uppfylls:")
        said += (f"  - {text}" for text in found.unmet)
    if found.conflicts:
        count = len(found.conflicts)
        each = "1 krock, med" if count == 1 else f"{count} krockar, var och en med"
        said.append(f"{each} en kommentar:")
        said += (line for conflict in found.conflicts for line in _conflict(conflict))
    return [*said, *lines(found.ledger)]


def _conflict(conflict: Conflict) -> Iterator[str]:
    yield f"  - här: {conflict.here or 'borttaget'}"
    yield f"    biblioteket: {conflict.library or 'har inte längre stycket'}"


def _json(found: Refreshed, output: Path) -> list[str]:
    report = {
        "file": output.as_posix(),
        "answers": dict(found.typed.answers),
        "removed": list(found.removed),
        "unmet": list(found.unmet),
        "conflicts": [{"here": each.here, "library": each.library} for each in found.conflicts],
        "clauses": [entry.as_json() for entry in found.ledger],
    }
    return [json.dumps(report, ensure_ascii=False, indent=2)]

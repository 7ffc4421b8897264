"""``python build.py refresh``: an edited draft under today's clauses."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click
import yaml

from samverkan import command
from samverkan.drafting.command import library_bank, parse_day
from samverkan.drafting.compiled import CACHE
from samverkan.drafting.profile import read_profile
from samverkan.drafting.redline.command import lines
from samverkan.drafting.refresh.refreshing import Refreshed, refresh
from samverkan.drafting.review.wordfile import WordFileError
from samverkan.drafting.templating import COMPILED
from samverkan.files import write_atomically
from samverkan.records.fault import FaultsError


@click.command("refresh", cls=command.Command, options_metavar="[VAL]")
@click.argument(
    "file", metavar="UTKAST.docx", type=click.Path(path_type=Path, exists=True, dir_okay=False)
)
@click.option(
    "-o", "--output", required=True, metavar="F.docx", type=click.Path(path_type=Path),
    help="Filen att skriva.",
)  # fmt: skip
@click.option(
    "--set", "settings", multiple=True, metavar="FRÅGA=SVAR", help="Ändra eller lägg till ett svar."
)
@click.option("--date", "day", metavar="ÅÅÅÅ-MM-DD", help="Datum vars lag gäller; förval i dag.")
@click.option(
    "--profile", metavar="PROFIL.yaml", type=click.Path(path_type=Path),
    help="Byt till en annan grafisk profil; annars behålls filens.",
)  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Skriv sammanfattningen som JSON.")
@click.pass_obj
def refresh_command(
    root: Path,
    file: Path,
    output: Path,
    *,
    settings: tuple[str, ...],
    day: str | None,
    profile: Path | None,
    as_json: bool,
) -> int:
    """Skriv om UTKAST.docx efter dagens klausuler och behåll juristens ändringar.

    Det som biblioteket har ändrat blir spårade ändringar. Har båda ändrat samma stycke står
    båda lydelserna kvar, med en kommentar. Svar som skrivits i luckorna används.
    """
    command.check_output(output, "docx")
    changed = _settings(settings)
    on_day = parse_day(day) or date.today()
    try:
        bank = library_bank(root)
        look = read_profile(profile) if profile else None
        with COMPILED.remembered(root / CACHE):
            found = refresh(file.read_bytes(), bank, on_day, changed, file.as_posix(), profile=look)
    except WordFileError as error:
        click.echo(f"{file}: {error}.", err=True)
        return 1
    except FaultsError as error:
        return command.refuse(error.faults, "Ingen fil skrevs.")
    write_atomically(output, found.docx)
    for line in _json(found, output) if as_json else _told(found, output):
        click.echo(line)
    return 0


def _settings(pairs: Sequence[str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for pair in pairs:
        key, sign, given = pair.partition("=")
        if not sign or not key:
            raise click.BadParameter(f"{pair!r}: skriv fråga=svar", param_hint="--set")
        try:
            value = yaml.safe_load(given)
        except yaml.YAMLError:
            message = f"{pair!r}: svaret går inte att läsa"
            raise click.BadParameter(message, param_hint="--set") from None
        found[key] = value.isoformat() if isinstance(value, date) else value
    return found


def _told(found: Refreshed, output: Path) -> list[str]:
    told = [f"Omskrivet utkast: {output}"]
    if found.typed.answers:
        told.append(f"Svar lästa ur luckorna: {', '.join(found.typed.answers)}.")
    told += (f"  {question}: {text!r} behålls som text." for question, text in found.typed.kept)
    if found.conflicts:
        told.append(f"{len(found.conflicts)} krockar, var och en med en kommentar:")
        told += (f"  - {text}" for text in found.conflicts)
    return [*told, *lines(found.ledger)]


def _json(found: Refreshed, output: Path) -> list[str]:
    report = {
        "file": output.as_posix(),
        "answers": dict(found.typed.answers),
        "conflicts": list(found.conflicts),
        "clauses": [entry.as_json() for entry in found.ledger],
    }
    return [json.dumps(report, ensure_ascii=False, indent=2)]

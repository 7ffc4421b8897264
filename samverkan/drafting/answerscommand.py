"""``python build.py answers``: a file with every question, to fill in and draft from."""

from __future__ import annotations

from pathlib import Path

import click

from samverkan import command
from samverkan.drafting.answerform import answer_form
from samverkan.drafting.command import known_type, library_bank
from samverkan.files import write_atomically
from samverkan.records.fault import FaultsError


@click.command("answers", cls=command.Command, options_metavar="[VAL]")
@click.argument("type_id", metavar="TYP")
@click.option(
    "-o",
    "--output",
    metavar="SVAR.yaml",
    type=click.Path(path_type=Path),
    help="Filen att skriva; utan val TYP.yaml här.",
)
@click.pass_obj
def answers_command(root: Path, type_id: str, output: Path | None) -> int:
    """Skriv en svarsfil för dokumenttypen TYP, med alla frågor, att fylla i.

    Fyll i det du vet och skriv utkastet med draft. En fil som finns skrivs aldrig över.
    """
    if output:
        command.check_output(output, "yaml", "yml")
    try:
        bank = library_bank(root)
    except FaultsError as error:
        return command.refuse(error.faults, "Ingen svarsfil skrevs.")
    agreement = known_type(bank, type_id)
    target = output or Path(f"{agreement.id}.yaml")
    if target.exists() or target.is_symlink():
        click.echo(f"Fel: {target} finns redan och skrivs inte över.", err=True)
        click.echo("Ange en annan fil med -o.", err=True)
        return 1
    write_atomically(target, answer_form(bank, agreement).encode())
    click.echo(f"Svarsfil: {target}")
    click.echo(f"Fyll i den och kör: python build.py draft {agreement.id} {target} -o utkast.docx")
    return 0

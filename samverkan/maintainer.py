"""The maintainer's commands: ``new``, ``format`` and ``schema``."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from samverkan import command
from samverkan.files import write_atomically
from samverkan.inspection import inspect
from samverkan.records.bank import Bank
from samverkan.records.creating import create, filled, identity, interview, support
from samverkan.records.fault import FaultsError
from samverkan.records.filling import UnknownFieldError
from samverkan.records.formatting import formatted
from samverkan.records.load import load, record_files
from samverkan.records.model import KNOWLEDGE, Record
from samverkan.records.schema import FOLDER, write_schemas

MODELS = {model.kind: model for model in KNOWLEDGE}


@click.command("new", cls=command.Command, options_metavar="[VAL]")
@click.argument("kind", metavar="SLAG", type=click.Choice(list(MODELS)))
@click.option("--title", metavar="TEXT", help="Postens rubrik eller namn; blir dess id.")
@click.option("--id", "wanted", metavar="ID", help="Ett annat id än det som rubriken ger.")
@click.option("--set", "settings", multiple=True, metavar="FÄLT=VÄRDE", help="Fyll i ett fält.")
@click.option(
    "--source",
    "places",
    multiple=True,
    metavar="KÄLLA:PLATS",
    help="Plats som stöder uppgifterna (exempel och nätverk).",
)
@click.option("--no-comments", is_flag=True, help="Skriv ingen förklaring vid fälten.")
@click.pass_obj
def new_command(
    root: Path,
    kind: str,
    title: str | None,
    wanted: str | None,
    settings: tuple[str, ...],
    places: tuple[str, ...],
    no_comments: bool,
) -> int:
    """Skriv en ny post av SLAG: example, network, clause, body, statute, source, vocabulary.

    Utan --set ställs frågor, om kommandot körs i en terminal.
    """
    model = MODELS[kind]
    bank = load(root).bank
    given = _settings(model, title, settings)
    try:
        data = filled(model, given, bank, date.today())
    except UnknownFieldError as error:
        raise click.BadParameter(str(error), param_hint="--set") from error
    if not settings and sys.stdin.isatty():
        places = _ask_all(model, data, bank, places)
    support(model, data, places)
    try:
        record_id = identity(model, data, wanted)
        file = create(root, model, record_id, data, bank, explained=not no_comments)
    except FaultsError as error:
        return _refused(error)
    click.echo(f"Skrev {file}")
    faults = [fault for fault in inspect(root).faults if fault.file == file]
    if not faults:
        click.echo("Inga fel. Läs igenom filen och lämna in den.")
        return 0
    click.echo(f"Kvar att göra ({len(faults)}):")
    for fault in faults:
        click.echo(f"  {fault}")
    return 0


def _settings(model: type[Record], title: str | None, settings: tuple[str, ...]) -> dict[str, str]:
    given = {}
    if title is not None:
        given["title" if "title" in model.model_fields else "name"] = title
    for setting in settings:
        name, equals, value = setting.partition("=")
        if not equals:
            raise click.BadParameter(f"{setting!r} ska skrivas fält=värde", param_hint="--set")
        given[name] = value
    return given


def _ask_all(
    model: type[Record], data: dict[str, object], bank: Bank, places: tuple[str, ...]
) -> tuple[str, ...]:
    def ask(question: str) -> str:
        return str(click.prompt(f"  {question}", default="", show_default=False))

    click.echo("Tomt svar hoppar över frågan. Flera värden skiljs med semikolon. Ctrl-C avbryter.")
    interview(model, data, bank, ask, click.echo)
    if places or "sources" not in model.model_fields:
        return places
    click.echo("Källor: var i källan uppgifterna står, källa:plats, en eller flera.")
    return tuple(place.strip() for place in ask("Källor").split(";") if place.strip())


def _refused(error: FaultsError) -> int:
    for fault in error.faults:
        click.echo(str(fault), err=True)
    click.echo(f"{len(error.faults)} fel. Inget skrevs.", err=True)
    return 1


@click.command("format", cls=command.Command, options_metavar="[VAL]")
@click.argument("paths", nargs=-1, metavar="[SÖKVÄG…]", type=click.Path(path_type=Path))
@click.option("--check", "only_check", is_flag=True, help="Ändra inget; lista filer som skulle.")
@click.pass_obj
def format_command(root: Path, paths: tuple[Path, ...], only_check: bool) -> int:
    """Ordna fält, indrag och radlängd i alla poster, eller bara i dem under SÖKVÄG."""
    missing = [path for path in paths if not path.exists()]
    if missing:
        raise click.BadParameter(f"sökvägen {missing[0]} finns inte", param_hint="SÖKVÄG")
    wanted = [path.resolve() for path in paths]
    changed, failed = 0, 0
    for path, model in record_files(root):
        if wanted and not any(path.resolve().is_relative_to(place) for place in wanted):
            continue
        file = path.relative_to(root).as_posix()
        content = path.read_bytes()
        try:
            text = formatted(content, file, model).encode()
        except FaultsError as error:
            failed += 1
            for fault in error.faults:
                click.echo(str(fault), err=True)
            continue
        if text != content:
            changed += 1
            click.echo(f"{'Skulle ändra' if only_check else 'Ändrade'} {file}")
            if not only_check:
                write_atomically(path, text)
    verb = "skulle ändras" if only_check else "ändrades"
    click.echo(f"{changed} filer {verb}." + (f" {failed} gick inte att läsa." if failed else ""))
    return 1 if failed or (only_check and changed) else 0


@click.command("schema", cls=command.Command, options_metavar="[VAL]")
@click.pass_obj
def schema_command(root: Path) -> int:
    """Skriv JSON Schema för varje slag av post, så att redigeraren kan hjälpa till."""
    loaded = load(root)
    written = write_schemas(loaded.bank, root / FOLDER)
    click.echo(f"{len(written)} scheman i {FOLDER.as_posix()}/")
    click.echo("VS Code med tillägget YAML använder dem genom .vscode/settings.json.")
    return 0

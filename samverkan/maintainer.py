"""The maintainer's commands: ``new``, ``format``, ``schema``, ``import`` and ``law``."""

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
from samverkan.records.filling import FillingError
from samverkan.records.formatting import formatted
from samverkan.records.importing import drafts_from, in_words, without_followers, write_all
from samverkan.records.lawtexts import read_folder
from samverkan.records.lawupdate import to_look_at, unlisted, updates
from samverkan.records.load import load, record_files
from samverkan.records.model import KNOWLEDGE, Cooperation, Record
from samverkan.records.schema import FOLDER, write_schemas
from samverkan.records.table import SUFFIXES, read_table

_NOTHING_WRITTEN = "Inget skrevs."
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
    """Skriv en ny post av SLAG: example, network, clause, body, statute, source, vocabulary,
    names.

    Utan --set ställs frågor, om kommandot körs i en terminal.
    """
    model = MODELS[kind]
    bank = load(root).bank
    given = _settings(model, title, settings)
    try:
        data = filled(model, given, bank, date.today())
    except FillingError as error:
        raise click.BadParameter(str(error), param_hint="--set") from error
    if not settings and sys.stdin.isatty():
        places = _ask_all(model, data, bank, places)
    support(model, data, places)
    try:
        record_id = identity(model, data, wanted)
        file = create(root, model, record_id, data, bank, explained=not no_comments)
    except FaultsError as error:
        return command.refuse(error.faults, _NOTHING_WRITTEN)
    click.echo(f"Skrev {file}")
    faults = [fault for fault in inspect(root).faults if fault.file == file]
    if not faults:
        click.echo("Inga fel. Läs igenom filen och lämna in den.")
        return 0
    click.echo(f"Kvar att göra ({len(faults)}):")
    for fault in faults:
        click.echo(f"  {fault}")
    if issubclass(model, Cooperation) and "sources" not in data:
        click.echo("Källor saknas. Skriv sources i filen: place (källa:plats) och supports (fält).")
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
    if places or not issubclass(model, Cooperation):
        return places
    click.echo("Källor: var i källan uppgifterna står, källa:plats, en eller flera.")
    return tuple(place.strip() for place in ask("Källor").split(";") if place.strip())


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
            command.tell(error.faults)
            continue
        if text != content:
            changed += 1
            click.echo(f"{'Skulle ändra' if only_check else 'Ändrade'} {file}")
            if not only_check:
                write_atomically(path, text)
    verb = "skulle ändras" if only_check else "ändrades"
    files = "1 fil" if changed == 1 else f"{changed} filer"
    click.echo(f"{files} {verb}." + (f" {failed} gick inte att läsa." if failed else ""))
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


@click.command("import", cls=command.Command, options_metavar="[VAL]")
@click.argument("file", metavar="FIL.xlsx|FIL.csv", type=command.InputFile())
@click.option(
    "--kind", type=click.Choice(["example", "network"]), default="example", help="Slag av poster."
)
@click.pass_obj
def import_command(root: Path, file: Path, kind: str) -> int:
    """Gör poster av raderna i ett kalkylark: en rad är en post, en kolumn är ett fält.

    Kolumnerna heter som fälten, på engelska eller svenska. Är något fel skrivs ingenting.
    """
    if file.suffix.lower() not in SUFFIXES:
        raise click.BadParameter("filen ska heta något.xlsx eller något.csv", param_hint="FIL")
    try:
        table = read_table(file)
    except FaultsError as error:
        return command.refuse(error.faults, _NOTHING_WRITTEN)
    bank = load(root).bank
    drafts, faults = drafts_from(table, MODELS[kind], bank, date.today())
    known = set(inspect(root).faults)
    extra = tuple(draft.entry for draft in drafts)
    faults += [fault for fault in inspect(root, extra=extra).faults if fault not in known]
    told = without_followers(sorted({in_words(fault, table, MODELS[kind]) for fault in faults}))
    if any(fault.level == "fel" for fault in told):
        return command.refuse(told, _NOTHING_WRITTEN)
    command.tell(told)
    for name in write_all(root, drafts):
        click.echo(f"Skrev {name}")
    for sheet, rows in table.left.items():
        click.echo(
            f"Bladet {sheet!r} lästes inte ({_counted(rows, 'rad', 'rader')} under rubrikerna): "
            "bara första bladet läses. Flytta raderna dit, eller spara bladet som en egen fil."
        )
    if len(drafts) == 1:
        click.echo("1 post. Läs igenom den och lämna in den.")
    else:
        click.echo(f"{len(drafts)} poster. Läs igenom dem och lämna in dem.")
    return 0


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


@click.command("law", cls=command.Command, options_metavar="[VAL]")
@click.option(
    "--from",
    "folder",
    required=True,
    metavar="MAPP",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Mapp med lagtexter: en YAML-fil per lag.",
)
@click.option("--check", "only_check", is_flag=True, help="Ändra inget; visa bara vad som är nytt.")
@click.pass_obj
def law_command(root: Path, folder: Path, only_check: bool) -> int:
    """Läs nyare lagtexter: ändra datum och kontrollsummor, och lista vad som ska ses över.

    MAPP har en YAML-fil per lag med nycklarna sfs, text_as_of, status och chapters; varje kapitel
    har sections, och varje paragraf id och text. CONTRIBUTING.md visar ett exempel.
    """
    loaded = load(root)
    try:
        texts = read_folder(folder)
    except FaultsError as error:
        return command.refuse(error.faults, _NOTHING_WRITTEN)
    found = list(updates(root, loaded, texts))
    changes = tuple(change for update in found for change in update.changes)
    for change in sorted(changes, key=str):
        click.echo(str(change))
    if not found:
        click.echo("Inget nytt i lagtexterna.")
    looking = to_look_at(loaded, changes)
    if looking:
        click.echo(f"Se över ({len(looking)}):")
    for name, reasons in looking.items():
        click.echo(f"  {name}" + (f": {'; '.join(map(str, reasons))}" if reasons else ""))
    for number, sections in unlisted(loaded).items():
        click.echo(f"Används men saknas i in_use: {number} {', '.join(sections)}")
    for update in found:
        if not only_check:
            write_atomically(root / update.file, update.text.encode())
        click.echo(f"{'Skulle ändra' if only_check else 'Ändrade'} {update.file}")
    return 0

"""``python build.py draft``: answers in, a Word file (or HTML, text, JSON) out."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from samverkan import command
from samverkan.drafting.answers import Answers, read_answers
from samverkan.drafting.assemble import assemble, contradictions
from samverkan.drafting.compiled import CACHE
from samverkan.drafting.document import NOTES, Document, Notes
from samverkan.drafting.frame import OPEN_POINT_HEADINGS
from samverkan.drafting.maindocument import main_document
from samverkan.drafting.office import OfficeError
from samverkan.drafting.rendering import FORMATS, render
from samverkan.drafting.templating import COMPILED
from samverkan.files import write_atomically
from samverkan.records import kept
from samverkan.records.bank import Bank
from samverkan.records.fault import FaultsError
from samverkan.records.messages import did_you_mean
from samverkan.records.names import DECISION_PACKAGE

if TYPE_CHECKING:
    from samverkan.drafting.profile import Profile
    from samverkan.records.model import AgreementType

_UNRELATED = ("kb/examples/", "kb/networks/", "kb/sources/")


@click.command(cls=command.Command, options_metavar="[VAL]")
@click.argument("type_id", metavar="TYP")
@click.argument("answers", metavar="SVAR.yaml", type=command.InputFile())
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="Filen att skriva. Utan -o: svarsfilens namn, i mappen du står i.",
)
@click.option("--date", "day", metavar="ÅÅÅÅ-MM-DD", help="Datum vars lag utkastet ska följa.")
@click.option(
    "--underlag", "package", is_flag=True, help="Skriv beslutsunderlaget för dokumentet i stället."
)
@click.option(
    "--notes",
    type=click.Choice(NOTES),
    default="comments",
    help="Anmärkningarna till juristen: kommentarer, fotnoter eller inga.",
)
@click.option("--no-notes", is_flag=True, help="Detsamma som --notes none.")
@click.option(
    "--profile", metavar="PROFIL.yaml", type=command.InputFile(), help="Egen grafisk profil."
)
@click.option("--layout", is_flag=True, help="Sidnummer i innehållet; kräver LibreOffice.")
@click.option(
    "--format", "form", type=click.Choice(FORMATS), help="Format; utan detta filens ändelse."
)
@click.pass_obj
def draft(  # noqa: PLR0913 (an argument for each option)
    root: Path,
    type_id: str,
    answers: Path,
    output: Path | None,
    *,
    day: str | None,
    package: bool,
    notes: Notes,
    no_notes: bool,
    profile: Path | None,
    layout: bool,
    form: str | None,
) -> int:
    """Skriv ett utkast av dokumenttypen TYP från svaren i SVAR.yaml.

    En svarsfil att fylla i får du med: python build.py answers TYP
    """
    form, target = _target(answers, output, form, profile, package=package)
    on_day = parse_day(day)
    try:
        bank = library_bank(root)
        known_type(bank, type_id)
        style = _style(profile)
        with COMPILED.remembered(root / CACHE):
            document = draft_file(bank, type_id, answers, on_day, package=package)
        shown: Notes = "none" if no_notes else notes
        content = render(document, form, notes=shown, profile=style, layout=layout)
    except OfficeError as error:
        click.echo(f"{error}. Inget utkast skrevs.", err=True)
        return 1
    except FaultsError as error:
        return command.refuse(error.faults, "Inget utkast skrevs.")
    write_atomically(target, content)
    click.echo(f"Utkast: {target}")
    _report(document)
    return 0


def _style(path: Path | None) -> Profile | None:
    if path is None:
        return None
    from samverkan.drafting.profile import read_profile  # noqa: PLC0415 (few drafts have one)

    return read_profile(path)


def library_bank(root: Path) -> Bank:
    """Load the bank for drafting.

    A fault in an example or a network stops nobody from drafting; one in a clause, a
    statute, a body, a question or a document type does.

    Raises:
        FaultsError: with every such fault.
    """
    state = kept.state(root)
    bank = kept.recall(root, state)
    if bank is not None:
        return bank
    from samverkan.records.load import load  # noqa: PLC0415 (the models take long to load)

    loaded = load(root)
    blocking = [fault for fault in loaded.errors if not fault.file.startswith(_UNRELATED)]
    if blocking:
        raise FaultsError(blocking)
    if not loaded.errors:
        kept.keep(root, state, loaded.bank)
    return loaded.bank


def known_type(bank: Bank, type_id: str, place: str = "TYP") -> AgreementType:
    """Return the document type ``type_id``, which the user gave at ``place``.

    Raises:
        click.BadParameter: if there is none; the nearest is suggested, or all are named.
    """
    if type_id not in bank.agreements:
        hint = did_you_mean(type_id, bank.agreements)
        known = hint or f"Typerna är {', '.join(bank.agreements)}."
        raise click.BadParameter(f"dokumenttypen {type_id} finns inte. {known}", param_hint=place)
    return bank.agreements[type_id]


def _target(
    answers: Path,
    output: Path | None,
    form: str | None,
    profile: Path | None,
    *,
    package: bool,
) -> tuple[str, Path]:
    """Return the format and the file to write; the ending of the file says the format.

    Raises:
        click.BadParameter: if the ending says another format, or the file is one that is read.
    """
    if output is None:
        name = f"{answers.stem}-{DECISION_PACKAGE}" if package else answers.stem
        output = Path(f"{name}.{form or FORMATS[0]}")
    command.check_output(output, *((form,) if form else FORMATS), inputs=(answers, profile))
    return output.suffix.lstrip(".").lower(), output


def parse_day(day: str | None) -> date | None:
    """Return the date that ``--date`` names, None when it is left out.

    Raises:
        click.BadParameter: if it is no ISO date.
    """
    if day is None:
        return None
    try:
        return date.fromisoformat(day)
    except ValueError:
        raise click.BadParameter(
            f"{day!r} är inget datum; skriv 2027-01-01", param_hint="--date"
        ) from None


def draft_file(
    bank: Bank,
    type_id: str,
    path: Path,
    day: date | None,
    name: str | None = None,
    *,
    package: bool = False,
) -> Document:
    """Draft a document from an answer file.

    Args:
        bank: all records.
        type_id: a document type.
        path: the answer file.
        day: the date of the law; None takes the case's own date, or else today's.
        name: how the file is named in faults; its path when None.
        package: draft the decision package for the document instead of the document.

    Raises:
        FaultsError: with every fault, when the draft cannot be made.
    """
    file = name or path.as_posix()
    answers, faults = read_answers(path.read_bytes(), file, bank.agreements[type_id], bank)
    on_day = day or _case_day(answers) or date.today()
    if faults:
        raise FaultsError([*faults, *contradictions(bank, type_id, answers, on_day, file=file)])
    document = assemble(bank, type_id, answers, on_day, file=file)
    if not package:
        return document
    main = main_document(document, bank, answers)
    return assemble(bank, DECISION_PACKAGE, answers, on_day, file=file, main=main)


def _case_day(answers: Answers) -> date | None:
    """Return the date of the case; None when it has none, or a faulty one."""
    try:
        return date.fromisoformat(str(answers.case["date"]))
    except (KeyError, ValueError):
        return None


def _report(document: Document) -> None:
    if not document.open_points:
        click.echo("Inga öppna punkter.")
        return
    click.echo(f"{len(document.open_points)} öppna punkter:")
    for kind, heading in OPEN_POINT_HEADINGS.items():
        points = [point for point in document.open_points if point.kind == kind]
        if points:
            click.echo(f"  {heading} ({len(points)})")
        for point in points:
            place = f" ({point.place})" if point.place else ""
            click.echo(f"  - {point.text}{place}")

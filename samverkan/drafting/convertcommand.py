"""``python build.py convert``: start a new document from the answers of an older one."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import click
from ruamel.yaml import YAML

from samverkan import command
from samverkan.drafting.answerwords import in_words
from samverkan.drafting.command import known_type, library_bank
from samverkan.drafting.conversion import Converted, convert
from samverkan.drafting.review.wordfile import WordFileError, read_parts
from samverkan.drafting.word import read_provenance
from samverkan.files import write_atomically
from samverkan.records.bank import Bank
from samverkan.records.fault import Fault, FaultsError
from samverkan.records.yamlsource import parse_yaml


@click.command("convert", cls=command.Command, options_metavar="[VAL]")
@click.argument("target", metavar="TYP")
@click.argument(
    "source",
    metavar="SVAR.yaml|UTKAST.docx",
    type=command.InputFile(),
)
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path),
              help="Svarsfilen att skriva.")  # fmt: skip
@click.option("--from", "from_type", metavar="TYP", help="Dokumenttypen som svaren hör till.")
@click.pass_obj
def convert_command(
    root: Path, target: str, source: Path, output: Path, from_type: str | None
) -> int:
    """Gör svar för dokumenttypen TYP av svaren i en svarsfil eller ett utkast.

    Svar som saknar motsvarighet räknas upp, här och sist i den nya filen.
    """
    command.check_output(output, "yaml", "yml")
    if output.exists():
        raise click.BadParameter(f"{output} finns redan", param_hint="-o")
    try:
        bank = library_bank(root)
        known_type(bank, target)
        answers, origin = _read(source)
        named = from_type or origin or _type_of(source, root)
        if named is None:
            message = "skriv med --from TYP vilken dokumenttyp svaren hör till"
            raise click.BadParameter(message, param_hint="--from")
        known_type(bank, named, "--from")
        converted = convert(bank, named, target, answers)
    except WordFileError as error:
        click.echo(f"{source}: {error}.", err=True)
        return 1
    except FaultsError as error:
        return command.refuse(error.faults, "Inga svar skrevs.")
    write_atomically(output, _file(bank, named, target, converted).encode())
    click.echo(f"Svar: {output} ({len(converted.answers)} förda över)")
    for line in _left_lines(bank, converted):
        click.echo(line)
    return 0


def _read(path: Path) -> tuple[dict[str, Any], str | None]:
    """Return the answers of a file, and the document type when the file says it."""
    data = path.read_bytes()
    if path.suffix.lower() == ".docx":
        read_parts(data)  # tells what the file is instead of a Word file
        origin = read_provenance(data)
        if origin is None:
            message = "filen är inget utkast från Samverkansbanken, så svaren går inte att läsa."
            raise FaultsError([Fault(path.as_posix(), 0, 0, "fel", "ursprung", message, None)])
        return dict(origin.get("answers", {})), str(origin.get("type"))
    parsed, faults = parse_yaml(data, path.as_posix())
    value = parsed.value if parsed else None
    if faults:
        raise FaultsError(faults)
    if not isinstance(value, dict) or not isinstance(value.get("answers"), dict):
        message = "filen ska ha nyckeln answers med svaren under."
        raise FaultsError([Fault(path.as_posix(), 0, 0, "fel", "svar-saknas", message, None)])
    return value["answers"], None


def _type_of(path: Path, root: Path) -> str | None:
    """Return the type of a worked case, which its folder tells."""
    try:
        parts = path.resolve().relative_to((root / "agreements").resolve()).parts
    except ValueError:
        return None
    return parts[0] if len(parts) == 3 and parts[1] == "cases" else None


def _file(bank: Bank, source: str, target: str, converted: Converted) -> str:
    writer = YAML(typ="rt", pure=True)
    writer.width = 100
    writer.indent(mapping=2, sequence=4, offset=2)
    buffer = io.StringIO()
    title = f"{bank.agreements[target].title}, ur {bank.agreements[source].title.lower()}"
    writer.dump({"case": {"title": title}, "answers": converted.answers}, buffer)
    lines = [f"# {line}".rstrip() for line in _left_lines(bank, converted)]
    return buffer.getvalue() + "\n".join(["", *lines, ""])


def _left_lines(bank: Bank, converted: Converted) -> list[str]:
    if not converted.left:
        return ["Alla svar har en motsvarighet."]
    lines = [f"{len(converted.left)} svar saknar motsvarighet:"]
    for left in converted.left:
        value = in_words(bank, bank.questions.get(left.question), left.value)
        reason = f"{left.reason[0].upper()}{left.reason[1:].rstrip('.')}"
        lines.append(f"  - {left.question} ({left.label}): {value.rstrip('.')}. {reason}.")
    return lines

"""The command line: ``python build.py [command]``."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import click

from samverkan import command
from samverkan.records.fault import Fault


@click.group(
    cls=command.Group,
    invoke_without_command=True,
    options_metavar="[VAL]",
    subcommand_metavar="[KOMMANDO …]",
)
@click.option(
    "--profile",
    metavar="PROFIL.yaml",
    type=click.Path(path_type=Path),
    help="Egen grafisk profil för utkasten. Med kommandot draft eller refresh skrivs den efter "
    "kommandot.",
)
@click.pass_context
def build(ctx: click.Context, profile: Path | None) -> int:
    """Samverkansbanken: kunskapsbank och avtalsgenerator.

    Utan kommando: kontrollera, bygg webbplatsen i site/ och skriv alla utkast i build/drafts/.
    """
    if ctx.invoked_subcommand is not None:
        if profile is not None:
            message = "skriv valet efter kommandot; det finns i draft och refresh"
            raise click.BadParameter(message, param_hint="--profile")
        return 0
    from samverkan.main_job import run_all  # noqa: PLC0415 (only this command needs it, and the site's libraries are slow)

    return run_all(ctx.obj, profile)


@build.command(options_metavar="[VAL]")
@click.argument("paths", nargs=-1, metavar="[SÖKVÄG…]", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Skriv felen som JSON.")
@click.option("--stale", is_flag=True, help="Ta också med poster som inte granskats på länge.")
@click.option("--unused", is_flag=True, help="Ta också med termer som ingen post använder.")
@click.pass_obj
def check(root: Path, paths: tuple[Path, ...], as_json: bool, stale: bool, unused: bool) -> int:
    """Kontrollera alla poster, eller bara dem under SÖKVÄG.

    Poster ska granskas varje halvår (186 dagar, varning) och minst varje år (365 dagar, fel).
    """
    missing = [path for path in paths if not path.exists()]
    if missing:
        raise click.BadParameter(f"sökvägen {missing[0]} finns inte", param_hint="SÖKVÄG")
    for path in paths:
        if not _holds_records(path, root):
            message = f"{path} rymmer inga poster. Ange något i kb/ eller agreements/"
            raise click.BadParameter(message, param_hint="SÖKVÄG")
    from samverkan.checking import judge  # noqa: PLC0415 (only this command needs it)

    verdict = judge(root, stale=stale, unused=unused)
    faults = [fault for fault in verdict.faults if _within(fault, root, paths)]
    errors = sum(fault.level == "fel" for fault in faults)
    if as_json:
        click.echo(json.dumps([f.as_json() for f in faults], ensure_ascii=False, indent=2))
        return 1 if errors else 0
    for fault in faults:
        click.echo(str(fault))
    if faults:
        click.echo(f"{errors} fel och {len(faults) - errors} varningar i {verdict.files} filer.")
    else:
        click.echo(f"Inga fel. {verdict.records} poster i {verdict.files} filer.")
    return 1 if errors else 0


build.add_lazily("answers", "samverkan.drafting.answerscommand", "answers_command")
build.add_lazily("draft", "samverkan.drafting.command", "draft")
build.add_lazily("convert", "samverkan.drafting.convertcommand", "convert_command")
build.add_lazily("review", "samverkan.drafting.review.command", "review_command")
build.add_lazily("redline", "samverkan.drafting.redline.command", "redline_command")
build.add_lazily("refresh", "samverkan.drafting.refresh.command", "refresh_command")
build.add_lazily("serve", "samverkan.web.command", "serve_command")
for name in ("new", "format", "schema", "import", "law"):
    build.add_lazily(name, "samverkan.maintainer", f"{name}_command")


@build.command(options_metavar="[VAL]")
@click.argument("query", required=False, metavar="[FRÅGA]")
@click.option("--kind", metavar="SLAG", help="Sök bara ett slag: exempel, nätverk, klausul …")
@click.option(
    "--filter", "filters", multiple=True, metavar="NAMN=VÄRDE", help="Till exempel area=it."
)
@click.option("-n", "limit", type=click.IntRange(1), default=10, help="Antal träffar att visa.")
@click.option(
    "--judge",
    type=click.Path(path_type=Path),
    metavar="FIL",
    help="Mät mot bedömda frågor: en JSON-lista av objekt med id, query, type och relevant, "
    "där relevant ger varje svars id och dess värde från 1 till 3.",
)
@click.option("--json", "as_json", is_flag=True, help="Skriv svaret som JSON.")
@click.option("--explain", "explained", is_flag=True, help="Visa varför varje träff ligger där.")
@click.pass_obj
def search(
    root: Path,
    query: str | None,
    *,
    kind: str | None,
    filters: tuple[str, ...],
    limit: int,
    judge: Path | None,
    as_json: bool,
    explained: bool,
) -> int:
    """Sök i banken, eller mät hur bra sökningen svarar på bedömda frågor."""
    from samverkan.search.command import run  # noqa: PLC0415 (no other command reads an index)

    return run(
        root,
        query,
        kind=kind,
        filters=filters,
        limit=limit,
        judged=judge,
        as_json=as_json,
        explained=explained,
    )


def _holds_records(path: Path, root: Path) -> bool:
    """Tell whether ``path`` is, or lies in, or holds one of the folders of records."""
    place = path.resolve()
    folders = [(root / name).resolve() for name in ("kb", "agreements")]
    return any(place.is_relative_to(f) or f.is_relative_to(place) for f in folders)


def _within(fault: Fault, root: Path, paths: Sequence[Path]) -> bool:
    file = (root / fault.file).resolve()
    return not paths or any(file.is_relative_to(path.resolve()) for path in paths)


def main(root: Path, argv: Sequence[str] | None = None) -> None:
    """Run the command line for the project in ``root`` and exit."""
    command.run(build, argv, root)

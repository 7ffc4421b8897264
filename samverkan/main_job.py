"""The main job: check, draft every case, build the site, and say where it all lies."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from samverkan import command
from samverkan.drafting.cases import Case, find_cases
from samverkan.drafting.profile import Profile, read_profile
from samverkan.drafting.rendering import render
from samverkan.files import replace_folder, write_atomically
from samverkan.inspection import all_faults
from samverkan.records.bank import Bank
from samverkan.records.fault import Fault, FaultsError
from samverkan.records.load import Loaded, load
from samverkan.records.schema import FOLDER as SCHEMAS
from samverkan.records.schema import write_schemas
from samverkan.site.build import build_site

DRAFTS = Path("build/drafts")
SITE = Path("site")
_NOTHING_BUILT = "Inget byggdes; det som fanns ligger kvar."


@dataclass
class Summary:
    """What was done, in order, with seconds taken."""

    rows: list[tuple[str, str, float]] = field(default_factory=list)

    @contextmanager
    def step(self, name: str) -> Iterator[list[str]]:
        """Time a step; what is appended to the list is the step's result."""
        result: list[str] = []
        started = time.perf_counter()
        yield result
        self.rows.append((name, ", ".join(result), time.perf_counter() - started))

    def print(self) -> None:
        """Print a line per step."""
        width = max(len(name) for name, _, _ in self.rows)
        for name, result, seconds in self.rows:
            taken = f"{seconds:.1f}".replace(".", ",")
            click.echo(f"{name:<{width}}  {result}  ({taken} s)")


def run_all(root: Path, profile: Path | None = None) -> int:
    """Do the main job for the project in ``root``; return the exit code.

    Args:
        root: the project folder.
        profile: the fonts, colours and logo that the drafts in Word are to have.

    A failure leaves the last good site and drafts untouched.
    """
    try:
        look = read_profile(profile) if profile else None
    except FaultsError as error:
        return command.refuse(error.faults, _NOTHING_BUILT)
    summary = Summary()
    with summary.step("Kontroll") as result:
        loaded = load(root)
        faults = all_faults(root, loaded)
        write_schemas(loaded.bank, root / SCHEMAS)
        result.append(f"{loaded.files} filer")
    if any(fault.level == "fel" for fault in faults):
        return command.refuse(faults, _NOTHING_BUILT)
    command.tell(faults)
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    progress = Progress(*columns, TimeElapsedColumn(), console=console, transient=True)
    with progress:
        with summary.step("Utkast") as result:
            try:
                written = _draft_all(root, loaded.bank, look, progress)
            except FaultsError as error:
                return command.refuse(error.faults, _NOTHING_BUILT)
            result.append(f"{written} utkast i {DRAFTS.as_posix()}/")
        with summary.step("Webbplats") as result:
            pages = _build_site(root, loaded, progress)
            result.append(f"{pages} sidor i {SITE.as_posix()}/")
    summary.print()
    click.echo("Visa webbplatsen med: python build.py serve")
    return 0


def _draft_all(root: Path, bank: Bank, look: Profile | None, progress: Progress) -> int:
    cases = find_cases(root, bank)
    task = progress.add_task("Utkast", total=len(cases))
    (root / DRAFTS).parent.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=".drafts.", dir=(root / DRAFTS).parent))
    faults: list[Fault] = []
    try:
        for case in cases:
            faults += _draft_case(bank, case, look, folder)
            progress.advance(task)
        if faults:
            raise FaultsError(faults)
        folder.chmod(0o755)
        replace_folder(folder, root / DRAFTS)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return len(cases)


def _draft_case(bank: Bank, case: Case, look: Profile | None, folder: Path) -> tuple[Fault, ...]:
    try:
        document = case.draft(bank)
    except FaultsError as error:
        return error.faults
    for form in ("docx", "html", "txt"):
        target = folder / case.type_id / f"{case.id}.{form}"
        write_atomically(target, render(document, form, profile=look))
    return ()


def _build_site(root: Path, loaded: Loaded, progress: Progress) -> int:
    task = progress.add_task("Webbplats", total=None)

    def report(done: int, total: int) -> None:
        progress.update(task, completed=done, total=total)

    return build_site(
        root, loaded.bank, root / SITE, drafts=root / DRAFTS, today=date.today(), progress=report
    ).pages

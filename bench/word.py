"""Drafting in Word, beside engines that fill in a finished Word file.

Run from the project: ``.venv/bin/python bench/word.py``. Every engine has the same agreement: a
draft of ours, and a template of it in the engine's own syntax (engines/template.py) whose
text, filled in, must be that of the draft. The engines neither number, refer, list open points
nor check answers and law, so their figures are a lower bound for a generator built on them.

All is processor time, in all threads of a process, and each engine is measured in processes of
its own. An engine that is not installed is left out, with a word on how to install it.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.engines.own_draft import lengthened
from bench.engines.template import BRACES, JINJA, Syntax, template_of, text
from samverkan.drafting.command import draft_file, library_bank
from samverkan.drafting.document import Document
from samverkan.drafting.office import OfficeError, text_of_pdf, to_pdf
from samverkan.drafting.word import write

ROOT = Path(__file__).resolve().parent.parent
BENCH = ROOT / "bench"
ENGINES = BENCH / "engines"
TYPE = "overenskommelse-myndigheter"
CASE = ROOT / f"agreements/{TYPE}/cases/loneadministration-vastmanland-orebro.yaml"
COLD_RUNS = 9
_NODE_PACKAGES = "npm ci --ignore-scripts --prefix bench"
_PYTHON_PACKAGES = ".venv/bin/pip install --target bench/site-packages -r bench/requirements.txt"


@dataclass(frozen=True)
class Engine:
    """An engine that fills in a template: how it is run and what it needs."""

    name: str
    command: tuple[str, ...]
    syntax: Syntax
    package: Path
    install: str

    def missing(self) -> str | None:
        """Return in Swedish what stops the engine from being measured, if anything does."""
        if shutil.which(self.command[0]) is None:
            return f"{self.command[0]} saknas på datorn (Node 18 eller senare)"
        if not self.package.exists():
            return f"{self.package.name} är inte installerat; kör: {self.install}"
        return None


OTHERS = (
    Engine("docxtpl", (sys.executable, str(ENGINES / "docxtpl_fill.py")), JINJA,
           BENCH / "site-packages/docxtpl", _PYTHON_PACKAGES),
    *(
        Engine(name, ("node", str(ENGINES / "fill.mjs"), name), BRACES,
               BENCH / "node_modules" / name, _NODE_PACKAGES)
        for name in ("docxtemplater", "easy-template-x")
    ),
)  # fmt: skip


def main() -> None:
    """Measure, and print two tables."""
    document = draft_file(library_bank(ROOT), TYPE, CASE, None)
    content = write(document)
    pages, longer = _pages(content), _pages(write(lengthened(document)))
    print(f"{TYPE}/{CASE.stem}, {pages} sidor; processortid\n")
    print(f"{'':20}{'varmt':>9}{'ny process':>12}{'hundra':>9}{'minne':>9}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        own = _own(folder)
        for engine in OTHERS:
            if why := engine.missing() or _measured(engine, content, document, folder):
                print(f"{engine.name:20}  mäts inte: {why}")
    print(f"\nskriva samma {pages} sidor till Word: {_ms(own['write'])}")
    print(f"skriva {longer} sidor till Word: {_ms(own['write long'])}")
    print(f"redline av {pages} sidor, ett ord till i vart tionde stycke: {_ms(own['redline'])}")
    print(f"mest minne för allt detta: {own['memory of all']:.0f} MB")


def _own(folder: Path) -> dict[str, float]:
    """Measure our own drafts, print the row, and return all figures."""
    taken = _run(sys.executable, str(ENGINES / "own_draft.py"), TYPE, str(CASE))
    draft = (sys.executable, str(ROOT / "build.py"), "draft", TYPE, str(CASE))
    _print_row("samverkansbanken", taken, _cold(*draft, "-o", str(folder / "utkast.docx")))
    return taken


def _measured(engine: Engine, content: bytes, document: Document, folder: Path) -> str | None:
    """Measure an engine and print its row, or return what is wrong with its document."""
    made = template_of(content, document, engine.syntax)
    template, data, out = (folder / f"{engine.name}{end}" for end in (".m.docx", ".json", ".docx"))
    template.write_bytes(made.content)
    data.write_text(json.dumps(made.data), "utf-8")
    command = (*engine.command, str(template), str(data), str(out))
    taken = _run(*command, "measure")
    if text(out.read_bytes()) != text(content):
        return "texten blev inte utkastets"
    _print_row(engine.name, taken, _cold(*command))
    return None


def _print_row(name: str, taken: dict[str, float], cold: float) -> None:
    figures = (_ms(taken["warm"]), f"{cold:.2f} s", f"{taken['hundred']:.2f} s")
    print(f"{name:20}{figures[0]:>9}{figures[1]:>12}{figures[2]:>9}{taken['memory']:>6.0f} MB")


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.1f} ms"


def _environment() -> dict[str, str]:
    """Return the environment of a user: Python keeps its compiled code between runs."""
    return {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}


def _run(*command: str) -> dict[str, float]:
    """Return what a program prints of its own figures."""
    printed = subprocess.check_output(command, cwd=ROOT, env=_environment())  # noqa: S603 (ours)
    figures: dict[str, float] = json.loads(printed)
    return figures


def _cold(*command: str) -> float:
    """Return the processor time of a program in a process of its own, caches filled."""
    taken = []
    for _ in range(COLD_RUNS + 1):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.check_output(command, cwd=ROOT, env=_environment())  # noqa: S603 (ours)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        taken.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return statistics.median(taken[1:])


def _pages(content: bytes) -> int | str:
    """Return the number of pages, as LibreOffice counts them."""
    try:
        return text_of_pdf(to_pdf({"f": content})["f"]).count("\f")
    except OfficeError:
        return "okänt antal"


if __name__ == "__main__":
    main()

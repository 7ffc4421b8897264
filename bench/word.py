"""Drafting in Word, beside a template engine that fills a finished Word file.

Run from the project: ``.venv/bin/python bench/word.py``. docxtpl is measured when it is
installed (``pip install docxtpl``); it gets the same agreement as its template, with the same
answers to fill in. It neither numbers, refers, lists open points, checks law nor comments, so
its figure is a lower bound for an engine of that kind. Pages are counted by LibreOffice,
and time is processor time.
"""

from __future__ import annotations

import importlib.util
import io
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from samverkan.drafting.command import draft_file, library_bank
from samverkan.drafting.document import (
    Clause,
    Document,
    ItemList,
    Paragraph,
    Part,
    Reference,
    Section,
    Table,
    Text,
)
from samverkan.drafting.office import text_of_pdf, to_pdf
from samverkan.drafting.redline.comparison import redline
from samverkan.drafting.word import write
from samverkan.drafting.word.package import pack

ROOT = Path(__file__).resolve().parent.parent
TYPE = "arbetsordning-natverk"
CASE = ROOT / f"agreements/{TYPE}/cases/it-samarbetsgrupp-fem-lan.yaml"
LONG_TYPE = "avtal-avtalssamverkan"
LONG_CASE = ROOT / f"agreements/{LONG_TYPE}/cases/loneadministration-haparanda-overtornea.yaml"
RUNS = 30


def main() -> None:
    """Measure, and print a table."""
    bank = library_bank(ROOT)

    def draft() -> bytes:
        return write(draft_file(bank, TYPE, CASE, None))

    document = draft_file(bank, TYPE, CASE, None)
    content = draft()
    long = _long(draft_file(bank, LONG_TYPE, LONG_CASE, None), 11)
    edited = _edited(content)
    rows = [
        (f"utkast, {_pages(content)} sidor, varmt", _milliseconds(draft)),
        ("  därav skriva Wordfilen", _milliseconds(lambda: write(document))),
        ("hundra utkast", f"{_seconds(lambda: [draft() for _ in range(100)]):.2f} s"),
        ("ny process, kommandot draft", _cold()),
        (f"skriva {_pages(write(long))} sidor", _milliseconds(lambda: write(long), 10)),
        ("redline av samma utkast", _milliseconds(lambda: redline(content, edited), 10)),
    ]
    rows.append(("mest minne i processen", f"{_memory():.0f} MB"))
    if importlib.util.find_spec("docxtpl"):
        rows.append(("docxtpl, samma avtal", _milliseconds(_docxtpl(content, document), 10)))
    for name, figure in rows:
        print(f"{name:32} {figure}")


def _milliseconds(work: Callable[[], Any], runs: int = RUNS) -> str:
    """Return the median of the processor time: other work on the machine does not count."""
    work()
    return f"{statistics.median(_seconds(work) for _ in range(runs)) * 1000:.1f} ms"


def _seconds(work: Callable[[], Any]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


def _cold() -> str:
    """Return the time of the command in a process of its own, caches filled."""
    with tempfile.TemporaryDirectory() as folder:
        arguments = [sys.executable, str(ROOT / "build.py"), "draft", TYPE, str(CASE), "-o",
                     str(Path(folder) / "f.docx")]  # fmt: skip

        taken = []
        for _ in range(7):
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            subprocess.run(arguments, check=True, capture_output=True, cwd=ROOT)  # noqa: S603
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            taken.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return f"{statistics.median(taken[1:]):.2f} s"


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _pages(content: bytes) -> int:
    return text_of_pdf(to_pdf({"f": content})["f"]).count("\f")


# -- material --------------------------------------------------------------------------------


def _edited(content: bytes) -> bytes:
    """Return a draft with a word more in every tenth paragraph."""
    number = count()

    def more(match: re.Match[bytes]) -> bytes:
        return match[0] + (b" tillagt" if next(number) % 10 == 0 else b"")

    return _with_body(
        content, lambda body: re.sub(rb'<w:t xml:space="preserve">[^<]{40,}', more, body)
    )


def _with_body(content: bytes, change: Callable[[bytes], bytes]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return pack({**parts, "word/document.xml": change(parts["word/document.xml"])})


def _long(document: Document, times: int) -> Document:
    """Return a document with the clauses of another one many times over."""
    numbers = count(1)
    clauses = [
        _numbered(clause, str(next(numbers)), turn)
        for turn in range(times)
        for clause in document.body_clauses()
    ]
    return replace(document, parts=(Part(None, tuple(clauses)),), annexes=(), open_points=(),
                   demands=())  # fmt: skip


def _numbered(clause: Clause, number: str, turn: int) -> Clause:
    sections = tuple(
        Section(f"{clause.id}-{turn}.{i}", f"{number}.{i}", tuple(map(_plain, section.blocks)))
        for i, section in enumerate(clause.sections, start=1)
    )
    return replace(clause, id=f"{clause.id}-{turn}", number=number, sections=sections)


def _plain(block: Any) -> Any:
    if isinstance(block, Paragraph):
        return Paragraph(_unreferred(block.inlines))
    if isinstance(block, ItemList):
        return replace(block, items=tuple(map(_unreferred, block.items)))
    assert isinstance(block, Table)  # noqa: S101
    return block


def _unreferred(inlines: Any) -> Any:
    return tuple(Text(each.text) if isinstance(each, Reference) else each for each in inlines)


def _docxtpl(content: bytes, document: Document) -> Callable[[], bytes]:
    """Return the work of docxtpl: the same file with the parties' names to fill in."""
    from docxtpl import DocxTemplate  # type: ignore[import-not-found]  # noqa: PLC0415

    answers = {f"part{i}": party.name for i, party in enumerate(document.parties)}

    def as_template(body: bytes) -> bytes:
        for name, value in answers.items():
            body = body.replace(value.encode(), f"{{{{ {name} }}}}".encode())
        return body

    template = _with_body(content, as_template)

    def fill() -> bytes:
        loaded = DocxTemplate(io.BytesIO(template))
        loaded.render(answers, autoescape=True)
        out = io.BytesIO()
        loaded.save(out)
        return out.getvalue()

    return fill


if __name__ == "__main__":
    main()

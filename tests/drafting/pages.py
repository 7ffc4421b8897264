"""The pages of a draft as LibreOffice prints them: where each line stands, what is left white.

``python -m tests.drafting.pages`` counts the pages of all worked cases that end too early.
"""

from __future__ import annotations

import itertools
import re
import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from lxml import etree  # type: ignore[import-untyped]

from samverkan.drafting.cases import find_cases
from samverkan.drafting.frame import DEMANDS, LAW_TEXTS
from samverkan.drafting.office import to_pdf
from samverkan.drafting.word import write
from samverkan.drafting.word.page import MARGIN, PAGE_HEIGHT
from samverkan.records.load import load_bank
from tests.conftest import ROOT

_TWIPS = 20  # to the point
_TOP, _FOOT = 1531 / _TWIPS, (PAGE_HEIGHT - MARGIN) / _TWIPS
_SLACK = 6  # points that a line of text may reach outside its page's text area
_XHTML = "{http://www.w3.org/1999/xhtml}"
_NEW_SECTION = re.compile(rf"Bilaga \d|{DEMANDS}$|{LAW_TEXTS}$")
TOO_WHITE = 0.35
"""How much of a page may be left at its foot."""


@dataclass(frozen=True)
class PrintedLine:
    """A line of text; distances in points from the left and the top of the page."""

    text: str
    left: float
    top: float
    bottom: float


def printed(pdf: bytes, folder: Path) -> list[list[PrintedLine]]:
    """Return the lines of each page without header and footer, from the top down."""
    file = folder / "sidor.pdf"
    file.write_bytes(pdf)
    shown = subprocess.run(
        ["pdftotext", "-bbox-layout", file, "-"], check=True, capture_output=True, timeout=120
    ).stdout.decode()
    root = etree.fromstring(re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", "", shown).encode())
    return [sorted(_lines(page), key=lambda line: (line.top, line.left))
            for page in root.iter(f"{_XHTML}page")]  # fmt: skip


def _lines(page: etree._Element) -> Iterable[PrintedLine]:
    for line in page.iter(f"{_XHTML}line"):
        left, top, bottom = (float(line.get(side)) for side in ("xMin", "yMin", "yMax"))
        if top > _TOP - _SLACK and bottom < _FOOT + _SLACK:
            words = (word.text or "" for word in line.iter(f"{_XHTML}word"))
            yield PrintedLine(" ".join(words), left, top, bottom)


def white(page: Sequence[PrintedLine]) -> float:
    """Return how much of the text area is empty below the last line, from 0 to 1."""
    lowest = max((line.bottom for line in page), default=_TOP)
    return max(0.0, (_FOOT - lowest) / (_FOOT - _TOP))


def ending_early(pages: Sequence[Sequence[PrintedLine]], most: float = TOO_WHITE) -> list[int]:
    """Return the numbers of pages with more white at the foot than ``most``.

    The last page of the document does not count, nor that of a part that ends before one which
    begins a page of its own.
    """
    found = []
    for number, (page, following) in enumerate(itertools.pairwise(pages), start=1):
        own = following and _NEW_SECTION.match(following[0].text)
        if white(page) > most and not own:
            found.append(number)
    return found


if __name__ == "__main__":
    bank = load_bank(ROOT)
    files = {f"{case.type_id}--{case.id}": write(case.draft(bank))
             for case in find_cases(ROOT, bank)}  # fmt: skip
    early, every = 0, 0
    with TemporaryDirectory() as place:
        for name, pdf in to_pdf(files).items():
            sheets = printed(pdf, Path(place))
            numbers = ending_early(sheets)
            every, early = every + len(sheets), early + len(numbers)
            shown = ", ".join(f"{n} ({white(sheets[n - 1]):.0%})" for n in numbers)
            if numbers:
                print(f"{name}: {shown}")
    print(f"{early} of {every} pages have more than {TOO_WHITE:.0%} white at the foot")

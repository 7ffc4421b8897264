"""How a draft falls on its pages, as LibreOffice prints it."""

from __future__ import annotations

import itertools
from dataclasses import replace
from pathlib import Path

import pytest

from samverkan.drafting.document import Document, PartyLine, Signature, Table
from samverkan.drafting.frame import CONTENTS, SIGNATURE_FIELDS, SIGNATURES
from samverkan.drafting.office import to_pdf
from samverkan.drafting.word import write
from tests.drafting import samples
from tests.drafting.pages import PrintedLine, ending_early, printed
from tests.drafting.samples import t
from tests.drafting.test_gates import ONE_OF_EACH, drafted

NAMES = (
    "Lindesbergs kommun", "Nora kommun", "Hällefors kommun",
    "Statens institut för kommunikationsanalys och samhällsplanering",
    "Länsstyrelsen i Västra Götalands län",
)  # fmt: skip
SIZES = (2, 3, 7, 16, 20)
FILLER = "Parterna ska varje år följa upp verksamheten och dess kostnader. " * 3
_WRITING_ROOM = 16
"""Points above a line, for a hand."""


def signed(parties: int, lines: int = 0) -> Document:
    """Return an agreement with so many parties, and so many paragraphs before it is signed."""
    names = [f"{NAMES[number % len(NAMES)]} {number + 1}" for number in range(parties)]
    return replace(
        samples.avtal(),
        parties=tuple(PartyLine(name, t("212000-2015"), None, None) for name in names),
        preamble=tuple(samples.stycke(FILLER) for _ in range(lines)),
        signatures=tuple(Signature(name) for name in names),
    )


@pytest.fixture(scope="module")
def agreements(tmp_path_factory: pytest.TempPathFactory) -> dict[int, list[list[PrintedLine]]]:
    """Return the pages of agreements by how many sign them; the text before differs in length."""
    folder = tmp_path_factory.mktemp("underskrifter")
    files = {str(parties): write(signed(parties, 2 * parties % 9)) for parties in SIZES}
    return {int(name): printed(pdf, folder) for name, pdf in to_pdf(files).items()}


@pytest.mark.parametrize("parties", SIZES)
def test_no_signature_block_is_split(
    agreements: dict[int, list[list[PrintedLine]]], parties: int
) -> None:
    """Each party has its name and its four lines on one page, with room to write."""
    blocks = 0
    for page in agreements[parties]:
        for left in sorted({line.left for line in page if line.text.startswith("För ")}):
            column = [line for line in page if line.left == left]
            names = [line for line in column if line.text.startswith("För ")]
            for name, following in zip(names, [*names[1:], None], strict=True):
                below = following.top if following else column[-1].bottom + 1
                inside = [line for line in column if name.top < line.top < below]
                fields = [line for line in inside if line.text in SIGNATURE_FIELDS]
                assert [line.text for line in fields] == list(SIGNATURE_FIELDS)
                gaps = (b.top - a.bottom for a, b in itertools.pairwise(fields))
                assert all(gap >= _WRITING_ROOM for gap in gaps)
                blocks += 1
    assert blocks == parties


@pytest.mark.parametrize("parties", SIZES)
def test_signatures_stand_below_their_heading_and_never_one_pair_alone(
    agreements: dict[int, list[list[PrintedLine]]], parties: int
) -> None:
    """The heading is on the page of the first names; a last page has two pairs at least."""
    pages = [[line for line in page if line.text.startswith("För ")]
             for page in agreements[parties]]  # fmt: skip
    used = [index for index, names in enumerate(pages) if names]
    first = agreements[parties][used[0]]
    heading = next(line for line in first if line.text == SIGNATURES and
                   line.bottom - line.top > 15)  # fmt: skip
    assert heading.top < pages[used[0]][0].top
    if len(used) > 1:
        assert len({round(line.bottom) for line in pages[used[-1]]}) >= 2


@pytest.mark.parametrize("parties", SIZES)
def test_lines_to_write_on_stand_level(
    agreements: dict[int, list[list[PrintedLine]]], parties: int
) -> None:
    """Also where one of two names beside each other takes two lines."""
    for page in agreements[parties]:
        for field in SIGNATURE_FIELDS:
            tops = [round(line.top) for line in page if line.text == field]
            assert all(tops.count(top) == 2 for top in tops[: len(tops) // 2 * 2])


def test_a_table_begins_with_two_rows_and_ends_with_two(tmp_path: Path) -> None:
    """Wherever on the page it begins: no row stands alone below its header."""
    rows = tuple((t(f"Rad {number:02}"), t("text " * 20)) for number in range(12))
    content = Table("Ansvar", (t("Uppgift"), t("Hur")), rows)
    files = {
        str(lead): write(
            samples.with_block(*(samples.stycke(FILLER) for _ in range(lead)), content)
        )
        for lead in range(4, 16, 2)
    }
    divided = 0
    for pdf in to_pdf(files).values():
        pages = printed(pdf, tmp_path)
        counts = [sum(line.text.startswith("Rad ") for line in page) for page in pages]
        parts = [count for count in counts if count]
        assert sum(parts) == len(rows)
        assert min(parts) >= 2
        divided += len(parts) > 1
    assert divided


def test_pages_are_filled_and_the_contents_begin_together(tmp_path: Path) -> None:
    """No page ends half empty, but where a part with a page of its own follows."""
    files = {type_id: write(drafted(case)) for type_id, case in ONE_OF_EACH.items()}
    early = {}
    for name, pdf in to_pdf(files).items():
        pages = printed(pdf, tmp_path)
        if found := ending_early(pages, 0.5):
            early[name] = found
        for page in pages:
            below = next((page[i:] for i, line in enumerate(page) if line.text == CONTENTS), None)
            assert below is None or len(below) > 4, name
    assert early == {}


def test_each_annex_begins_a_page_with_numbers_of_its_own(tmp_path: Path) -> None:
    """Its title stands first on the page, and its sections are counted from 1."""
    pages = printed(to_pdf({"f": write(samples.avtal())})["f"], tmp_path)
    titles = ["Bilaga 1 Kostnader", "Bilaga 2 Tidplan"]
    tops = [page for page in pages if page and page[0].text.replace("\u00a0", " ") in titles]
    assert [page[0].text.replace("\u00a0", " ") for page in tops] == titles
    for page in tops:
        assert page[1].text.split()[0] == "1"
        assert any(line.text.split()[0] == "1.1" for line in page)

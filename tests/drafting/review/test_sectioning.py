"""Headings in files that were not made with heading styles."""

from __future__ import annotations

import io
from collections.abc import Callable

import docx
import pytest

from samverkan.drafting.review.sectioning import sections
from samverkan.drafting.review.wordfile import WordFile


def _sections(write: Callable[[docx.document.Document], object]) -> list[tuple[str | None, str]]:
    document = docx.Document()
    write(document)
    stream = io.BytesIO()
    document.save(stream)
    found = sections(WordFile(stream.getvalue()).passages)
    return [(each.heading, "|".join(p.text for p in each.passages)) for each in found]


def _bold(document: docx.document.Document, text: str, *, bold: bool = True) -> None:
    document.add_paragraph().add_run(text).bold = bold


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("§ 5 Revisorer", "Revisorer"),
        ("5 § Revisorer", "Revisorer"),
        ("5 a § Revisorer", "Revisorer"),
        ("§ 5 Revisorer m.m.", "Revisorer m.m."),
        ("4.2 Revisorer", "Revisorer"),
        ("Kap. 3 Revisorer", "Revisorer"),
        ("Artikel 3: Revisorer", "Revisorer"),
        ("REVISORER", "REVISORER"),
        ("5 § Revisorerna ska granska nämnden.", None),
        ("97 § Förbundet ska", None),
        ("2 § Nämnden svarar för", None),
        ("§ 7 Hur tvister avgörs och vem som beslutar", "Hur tvister avgörs och vem som beslutar"),
        ("Revisorer", None),
    ],
)
def test_typed_headings(line: str, heading: str | None) -> None:
    """A number before, or capitals, make a short line a heading; a sentence is none."""

    def write(document: docx.document.Document) -> None:
        document.add_paragraph(line)
        document.add_paragraph("Texten under rubriken.")

    assert _sections(write)[0][0] == heading


def test_a_line_in_bold_is_a_heading() -> None:
    """As most agreements are typed; bold words inside a sentence are not."""

    def write(document: docx.document.Document) -> None:
        _bold(document, "Revisorer")
        document.add_paragraph("Två revisorer utses.")
        paragraph = document.add_paragraph()
        paragraph.add_run("Nämnden").bold = True
        paragraph.add_run(" är beslutsför.")
        _bold(document, "Arvoden")
        document.add_paragraph("Arvoden betalas.")

    assert _sections(write) == [
        ("Revisorer", "Två revisorer utses.|Nämnden är beslutsför."),
        ("Arvoden", "Arvoden betalas."),
    ]


def test_a_plain_line_above_a_counted_paragraph_is_a_heading() -> None:
    """So a reglemente is typed: chapters without numbers, paragraphs with."""

    def write(document: docx.document.Document) -> None:
        document.add_paragraph("Nämndens uppgifter")
        document.add_paragraph("1 § Nämnden svarar för")
        document.add_paragraph("Tillsyn enligt miljöbalken", style="List Bullet")
        document.add_paragraph("Sammansättning")
        document.add_paragraph("2 § Nämnden har fyra ledamöter.")

    assert _sections(write) == [
        ("Nämndens uppgifter", "1 § Nämnden svarar för|Tillsyn enligt miljöbalken"),
        ("Sammansättning", "2 § Nämnden har fyra ledamöter."),
    ]


def test_lines_that_a_scan_has_broken_are_put_together() -> None:
    """A text from a PDF has a paragraph for each line; a list keeps its items apart."""

    def write(document: docx.document.Document) -> None:
        document.add_heading("Kostnader", level=1)
        for line in (
            "Parterna delar lika på kostnaden för lokaler, personal och utrust-",
            "ning som nämnden behöver. Den part som är värd betalar räkningarna och",
            "fakturerar de andra.",
            "a) kvartalsvis i efterskott för det som har förbrukats under kvartalet",
            "b) senast den sista januari för det som avser hela det gångna året",
        ):
            document.add_paragraph(line)

    assert _sections(write) == [
        (
            "Kostnader",
            "Parterna delar lika på kostnaden för lokaler, personal och utrustning som nämnden "
            "behöver. Den part som är värd betalar räkningarna och fakturerar de andra."
            "|a) kvartalsvis i efterskott för det som har förbrukats under kvartalet"
            "|b) senast den sista januari för det som avser hela det gångna året",
        )
    ]


def test_a_counted_list_is_no_row_of_headings() -> None:
    """Its items follow each other; a heading is followed by what stands under it."""

    def write(document: docx.document.Document) -> None:
        document.add_heading("Uppgifter", level=1)
        for item in ("Drift", "Support", "Utbildning"):
            document.add_paragraph(item, style="List Number")
        document.add_paragraph("Uppgifterna kan ändras.")

    assert _sections(write) == [("Uppgifter", "Drift|Support|Utbildning|Uppgifterna kan ändras.")]


def test_a_sentence_that_goes_on_in_a_list_is_no_heading() -> None:
    """The list begins with a small letter: it ends the sentence."""

    def write(document: docx.document.Document) -> None:
        document.add_heading("Uppgifter", level=1)
        document.add_paragraph("5.1 Parterna utför följande uppgifter åt varandra")
        document.add_paragraph("löner,", style="List Bullet")

    assert [heading for heading, _ in _sections(write)] == ["Uppgifter"]


def test_a_table_of_contents_is_not_read_as_the_text() -> None:
    """Else every demand would be met by the names of the chapters."""

    def write(document: docx.document.Document) -> None:
        document.add_paragraph("1 Revisorer\t2")
        document.add_paragraph("2 Arvoden ........ 3")
        document.add_heading("1 Revisorer", level=1)
        document.add_paragraph("Två revisorer utses.")

    assert _sections(write) == [("Revisorer", "Två revisorer utses.")]


def test_the_cells_of_a_table_belong_to_the_section() -> None:
    """A number or bold in a cell is no heading."""

    def write(document: docx.document.Document) -> None:
        document.add_heading("Platser", level=1)
        table = document.add_table(rows=1, cols=2)
        table.cell(0, 0).paragraphs[0].add_run("Part").bold = True
        table.cell(0, 1).text = "3 Ledamöter"

    assert _sections(write) == [("Platser", "Part|3 Ledamöter")]


def test_a_text_without_headings_says_where_by_its_words() -> None:
    """Nothing else leads the reader to the place."""
    document = docx.Document()
    document.add_paragraph("Nämnden ska varje år lämna en rapport till parterna.")
    stream = io.BytesIO()
    document.save(stream)
    (found,) = sections(WordFile(stream.getvalue()).passages)
    assert found.where == "”Nämnden ska varje år lämna en …”"

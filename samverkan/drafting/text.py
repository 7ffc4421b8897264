"""The plain-text writer: one line per paragraph, tables as columns."""

from __future__ import annotations

from collections.abc import Iterator

from samverkan.drafting.document import (
    Block,
    Clause,
    Document,
    Inlines,
    ItemList,
    OpenPoint,
    Paragraph,
    Section,
    Table,
    plain,
)
from samverkan.drafting.frame import (
    CONTENTS,
    LAW_TEXTS,
    NO_LAW_TEXTS,
    NO_OPEN_POINTS,
    OPEN_POINT_HEADINGS,
    OPEN_POINTS,
    SIGNATURE_FIELDS,
    SIGNATURES,
    decision_table,
    demands_removal,
    demands_table,
    draft_line,
    facts_table,
    open_point_groups,
    party_inlines,
    signature_table,
    working_annex,
)
from samverkan.drafting.outline import SIGNATURES_KEY, Outline, annex_key, section_key

__all__ = ["OPEN_POINT_HEADINGS", "write_text"]


def write_text(document: Document) -> str:
    """Return ``document`` as plain text, ending with a line feed.

    Raises:
        ValueError: if the numbers do not follow each other or a reference leads nowhere.
    """
    return "\n".join(_lines(document, Outline(document))).rstrip() + "\n"


def _lines(document: Document, outline: Outline) -> Iterator[str]:
    yield from _page_one(document, outline)
    for block in document.preamble:
        yield ""
        yield from _block(block)
    for part in document.parts:
        if part.heading:
            yield from _heading(part.heading, "=")
        for clause in part.clauses:
            yield from _clause(clause, outline)
    if SIGNATURES_KEY in outline.numbers:
        yield from _heading(SIGNATURES, "=")
    electronic = signature_table(document)
    if electronic is not None:
        yield from ("", *_table(electronic))
    for signature in () if electronic else document.signatures:
        yield from ("", f"För {signature.party}", "")
        yield from (f"{name}: {'_' * 40}" for name in SIGNATURE_FIELDS)
    for annex in document.annexes:
        yield from _heading(_numbered(outline.label(annex_key(annex.id)), annex.heading), "=")
        for clause in annex.clauses:
            yield from _clause(clause, outline)
    yield from _heading(working_annex(document), "=")
    yield demands_removal(document)
    if demands := demands_table(document):
        yield from ("", *_rows(demands), *_heading(LAW_TEXTS, "-"))
    yield from (f"- {line}" for line in document.law_texts or (NO_LAW_TEXTS,))


def _page_one(document: Document, outline: Outline) -> Iterator[str]:
    yield document.type_title
    yield from _heading(document.title, "=", first=True)
    if document.parties:
        yield from _heading(document.party_heading, "-")
    yield from (plain(party_inlines(party)) for party in document.parties)
    for facts in (decision_table(document), facts_table(document)):
        if facts is not None:
            yield from ("", *_table(facts))
    yield from ("", draft_line(document))
    yield from _heading(OPEN_POINTS, "-")
    if not document.open_points:
        yield NO_OPEN_POINTS
    for heading, points in open_point_groups(document):
        yield f"{heading}:"
        yield from (_open_point(point, outline) for point in points)
    yield from _heading(CONTENTS, "-")
    for entry in outline.headings:
        yield "  " * (entry.level - 1) + _numbered(entry.number, entry.entry)


def _heading(text: str, line: str, *, first: bool = False) -> Iterator[str]:
    if not first:
        yield ""
    yield text
    yield line * len(text)


def _numbered(number: str | None, text: str) -> str:
    return f"{number} {text}" if number else text


def _open_point(point: OpenPoint, outline: Outline) -> str:
    place, _ = outline.place(point)
    aside = f"{place or ''}{point.aside(place)}"
    return f"- {point.text}" + (f" ({aside})" if aside else "")


def _clause(clause: Clause, outline: Outline) -> Iterator[str]:
    yield from _heading(_numbered(clause.number, clause.heading), "-")
    for index, section in enumerate(clause.sections):
        if index:
            yield ""
        yield from _section(section, outline)


def _section(section: Section, outline: Outline) -> Iterator[str]:
    label = f"{outline.label(section_key(section.id))} "
    if not section.blocks or not isinstance(section.blocks[0], Paragraph):
        yield label.rstrip()
        label = ""
    for index, block in enumerate(section.blocks):
        if index:
            yield ""
        yield from _block(block, "" if index else label)


def _block(block: Block, label: str = "") -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield label + plain(block.inlines)
    elif isinstance(block, ItemList):
        for index, item in enumerate(block.items):
            yield f"{'-' if block.kind == 'bullet' else block.marker(index)} {plain(item)}"
    else:
        yield from _table(block)


def _table(table: Table) -> Iterator[str]:
    yield table.caption
    yield from _rows(table)


def _rows(table: Table) -> Iterator[str]:
    rows = [[_cell(cell) for cell in row] for row in (table.header, *table.rows)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    numeric = (*table.numeric, *(False,) * len(widths))
    for index, row in enumerate(rows):
        cells = (
            cell.rjust(width) if figures else cell.ljust(width)
            for cell, width, figures in zip(row, widths, numeric, strict=False)
        )
        yield "  ".join(cells).rstrip()
        if index == 0:
            yield "  ".join("-" * width for width in widths)


def _cell(cell: Inlines) -> str:
    """Return a cell on one line; a table has no room for more."""
    return " ".join(plain(cell).splitlines())

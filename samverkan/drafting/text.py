"""The plain-text writer: one line per paragraph, tables as columns."""

from __future__ import annotations

from collections.abc import Iterator

from samverkan.drafting.document import (
    Block,
    Clause,
    Document,
    ItemList,
    Paragraph,
    Section,
    Table,
    plain,
)

OPEN_POINT_HEADINGS = {
    "svar": "Obesvarade frågor",
    "varning": "Varningar",
    "beslut": "Att ta ställning till",
    "forval": "Förvalda svar",
}
"""How each kind of open point is introduced, in the order in which they are listed."""

DEMAND_STATUS = {"met": "uppfyllt", "elsewhere": "i annat dokument", "missing": "saknas"}


def write_text(document: Document) -> str:
    """Return ``document`` as plain text, ending with a line feed."""
    return "\n".join(_lines(document)).rstrip() + "\n"


def _lines(document: Document) -> Iterator[str]:
    yield document.type_title.upper()
    yield document.title
    yield f"Utkast enligt lagen den {document.law_date}"
    yield ""
    for party in document.parties:
        called = f", nedan {party.called}" if party.called else ""
        yield f"{party.name} ({plain(party.org_number)}){called}"
    for row in (*document.decision_rows, *document.front_rows):
        yield f"{row.label}: {plain(row.value)}"
    yield from _open_points(document)
    for block in document.preamble:
        yield ""
        yield from _block(block, "")
    for part in document.parts:
        if part.heading:
            yield from ("", part.heading.upper())
        for clause in part.clauses:
            yield from _clause(clause, document.numbering)
    for signature in document.signatures:
        yield from ("", f"För {signature.party}", "", "Ort och datum:", "Underskrift:")
        yield from ("Namnförtydligande:", "Befattning:")
    yield from _demands(document)


def _open_points(document: Document) -> Iterator[str]:
    if document.open_points:
        yield from ("", "ÖPPNA PUNKTER")
    for kind, heading in OPEN_POINT_HEADINGS.items():
        points = [point for point in document.open_points if point.kind == kind]
        if points:
            yield f"{heading}:"
        for point in points:
            yield f"- {point.text}" + (f" ({point.place})" if point.place else "")


def _clause(clause: Clause, numbering: str) -> Iterator[str]:
    yield ""
    yield f"{clause.number} {clause.heading}" if clause.number else clause.heading
    for section in clause.sections:
        yield from _section(section, numbering)


def _section(section: Section, numbering: str) -> Iterator[str]:
    label = f"{section.number} § " if numbering == "paragraf" else f"{section.number} "
    for index, block in enumerate(section.blocks):
        if index:
            yield ""
        yield from _block(block, "" if index else label)


def _block(block: Block, label: str) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield label + plain(block.inlines)
        return
    if label:
        yield label.rstrip()
    if isinstance(block, ItemList):
        for index, item in enumerate(block.items):
            yield f"{_marker(block, index)} {plain(item)}"
        return
    yield from _table(block)


def _marker(block: ItemList, index: int) -> str:
    if block.kind == "bullet":
        return "-"
    return f"{index + 1}." if block.kind == "number" else f"{chr(ord('a') + index)})"


def _table(table: Table) -> Iterator[str]:
    rows = [[plain(cell) for cell in row] for row in (table.header, *table.rows)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    yield table.caption
    for index, row in enumerate(rows):
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield "  ".join(cells).rstrip()
        if index == 0:
            yield "  ".join("-" * width for width in widths)


def _demands(document: Document) -> Iterator[str]:
    if document.demands:
        yield from ("", "LAGKRAV OCH VAR DE UPPFYLLS")
    for demand in document.demands:
        where = f": {demand.where}" if demand.where else ""
        yield f"{demand.id} {demand.text} – {DEMAND_STATUS[demand.status]}{where}"
    if document.law_texts:
        yield from ("", "LAGTEXTER")
        yield from document.law_texts

"""The HTML writer: a page that stands on its own, to read before the Word file is made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import zip_longest

from samverkan.drafting.document import (
    Block,
    Clause,
    Document,
    Inline,
    Inlines,
    ItemList,
    OpenPoint,
    Paragraph,
    Placeholder,
    Reference,
    Section,
    Strong,
    Table,
)
from samverkan.drafting.frame import (
    CONTENTS,
    DECISIONS_KEY,
    FACTS_KEY,
    LAW_TEXTS,
    NO_LAW_TEXTS,
    NO_OPEN_POINTS,
    OPEN_POINTS,
    PARTIES_KEY,
    SIGNATURE_FIELDS,
    SIGNATURES,
    TITLE_KEY,
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
from samverkan.drafting.htmlstyle import STYLE
from samverkan.drafting.outline import (
    DEMANDS_KEY,
    SIGNATURES_KEY,
    Outline,
    annex_key,
    clause_key,
    item_key,
    section_key,
)

_LISTS = {"bullet": "<ul>", "number": "<ol>", "letter": '<ol type="a" class="bokstav">'}


def write_html(document: Document) -> str:
    """Return ``document`` as a whole HTML page; every text in it is escaped.

    Raises:
        ValueError: if a reference or an open point leads nowhere, or the numbers do not
            follow each other.
    """
    return "\n".join(_Page(document).lines()) + "\n"


class _Page:
    """One document on its way to HTML."""

    def __init__(self, document: Document) -> None:
        self.document, self.outline = document, Outline(document)

    def lines(self) -> Iterator[str]:
        document = self.document
        yield "<!doctype html>"
        yield '<html lang="sv">'
        yield '<head><meta charset="utf-8">'
        yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
        yield f"<title>{escape(document.title)} – {escape(document.type_title)}</title>"
        yield f"<style>{STYLE}</style></head>"
        yield '<body><a class="hopp" href="#innehallet">Hoppa till innehållet</a>'
        yield '<main id="innehallet" tabindex="-1">'
        yield from self._page_one()
        for block in document.preamble:
            yield from self._block(block)
        yield from self._text()
        yield from self._signatures()
        yield from self._annexes()
        yield from self._demands()
        yield "</main></body></html>"

    # -- page one ----------------------------------------------------------------------

    def _page_one(self) -> Iterator[str]:
        document = self.document
        yield f'<header><p class="typ">{escape(document.type_title)}</p>'
        place = f' id="{TITLE_KEY}"' if TITLE_KEY in self.outline.numbers else ""
        yield f"<h1{place}>{self._inlines(document.heading)}</h1>"
        if document.parties:
            yield f'<h2 id="{PARTIES_KEY}">{escape(document.party_heading)}</h2>'
            yield from self._list("<ul>", (party_inlines(party) for party in document.parties))
        for key, facts in (
            (DECISIONS_KEY, decision_table(document)),
            (FACTS_KEY, facts_table(document)),
        ):
            if facts is not None:
                yield from self._table(facts, row_headers=True, key=key)
        yield f"</header><p>{escape(draft_line(document))}</p>"
        yield '<section class="ruta" aria-labelledby="oppna-punkter">'
        count = f" ({len(document.open_points)})" if document.open_points else ""
        yield f'<h2 id="oppna-punkter">{OPEN_POINTS}{count}</h2>'
        if not document.open_points:
            yield f"<p>{NO_OPEN_POINTS}</p>"
        for heading, points in open_point_groups(document):
            yield f"<h3>{escape(heading)}</h3><ul>"
            yield from (f"<li>{self._open_point(point)}</li>" for point in points)
            yield "</ul>"
        yield "</section>"
        yield f'<nav aria-labelledby="innehall"><h2 id="innehall">{CONTENTS}</h2>'
        yield from self._contents()
        yield "</nav>"

    def _open_point(self, point: OpenPoint) -> str:
        place, key = self.outline.place(point)
        shown = escape(place or "")
        if place and key:
            shown = f'<a href="#{escape(key)}">{shown}</a>'
        shown += escape(point.aside(place))
        return f"{escape(point.text)} ({shown})" if shown else escape(point.text)

    def _contents(self) -> Iterator[str]:
        """Yield the headings as a list in a list."""
        depth, under_part = 0, False
        for heading in self.outline.headings:
            under_part = under_part or heading.level == 1
            # Until there is a heading of level 1 to stand under, all are at the top.
            level = heading.level if under_part else 1
            yield "<ul>" if level > depth else "</li>" + "</ul></li>" * (depth - level)
            number = f"{escape(heading.number)} " if heading.number else ""
            yield f'<li><a href="#{escape(heading.key)}">{number}{escape(heading.entry)}</a>'
            depth = level
        yield "</li></ul>" * depth

    # -- the text ----------------------------------------------------------------------

    def _text(self) -> Iterator[str]:
        for index, part in enumerate(self.document.parts, start=1):
            if part.heading:
                yield f'<h2 id="del-{index}">{escape(part.heading)}</h2>'
            level = self.outline.clause_level(part)
            for clause in part.clauses:
                yield from self._clause(clause, level + 1)

    def _clause(self, clause: Clause, level: int) -> Iterator[str]:
        key = escape(clause_key(clause.id))
        number = f"{escape(clause.number)} " if clause.number else ""
        yield f'<section aria-labelledby="{key}">'
        yield f'<h{level} id="{key}">{number}{escape(clause.heading)}</h{level}>'
        for section in clause.sections:
            yield from self._section(section)
        if clause.note and any(clause.note.paragraphs):
            yield f'<aside aria-label="Anmärkning till {escape(clause.heading)}">'
            yield from (f"<p>{escape(line)}</p>" for line in clause.note.paragraphs if line)
            yield "</aside>"
        yield "</section>"

    def _section(self, section: Section) -> Iterator[str]:
        key = section_key(section.id)
        number = f'<span class="nummer">{escape(self.outline.label(key) or "")}</span>'
        yield f'<div class="avsnitt" id="{escape(key)}">'
        first, rest = section.blocks[:1], section.blocks
        if first and isinstance(first[0], Paragraph):
            yield f"<p>{number} {self._inlines(first[0].inlines)}</p>"
            rest = section.blocks[1:]
        else:
            yield f"<p>{number}</p>"
        for block in rest:
            yield from self._block(block)
        yield "</div>"

    def _block(self, block: Block) -> Iterator[str]:
        if isinstance(block, Paragraph):
            yield f"<p>{self._inlines(block.inlines)}</p>"
        elif isinstance(block, ItemList):
            yield from self._list(_LISTS[block.kind], block.items, block.ids)
        else:
            yield from self._table(block)

    def _list(
        self, start: str, items: Iterable[Inlines], ids: Iterable[str | None] = ()
    ) -> Iterator[str]:
        yield start
        for item, name in zip_longest(items, ids):
            place = f' id="{escape(item_key(name))}"' if name else ""
            yield f"<li{place}>{self._inlines(item)}</li>"
        yield f"</{start[1:3]}>"

    def _table(
        self, table: Table, *, row_headers: bool = False, key: str | None = None
    ) -> Iterator[str]:
        numeric = (*table.numeric, *(False,) * len(table.header))
        start = f'<table id="{escape(key)}">' if key else "<table>"
        yield f"{start}<caption>{escape(table.caption)}</caption><thead><tr>"
        for cell, figures in zip(table.header, numeric, strict=False):
            yield f'<th scope="col"{_figures(figures)}>{self._inlines(cell)}</th>'
        yield "</tr></thead><tbody>"
        for row in table.rows:
            yield f"<tr>{''.join(self._cells(row, numeric, row_headers))}</tr>"
        yield "</tbody></table>"

    def _cells(
        self, row: Sequence[Inlines], numeric: Sequence[bool], row_headers: bool
    ) -> Iterator[str]:
        for index, (cell, figures) in enumerate(zip(row, numeric, strict=False)):
            content = self._inlines(cell)
            if row_headers and index == 0:
                yield f'<th scope="row">{content}</th>'
            else:
                yield f"<td{_figures(figures)}>{content}</td>"

    def _inlines(self, inlines: Inlines) -> str:
        return "".join(self._inline(inline) for inline in inlines)

    def _inline(self, inline: Inline) -> str:
        text = escape(inline.text).replace("\n", "<br>")
        if isinstance(inline, Strong):
            return f"<strong>{text}</strong>"
        if isinstance(inline, Placeholder):
            return f'<mark data-question="{escape(inline.question)}">{text}</mark>'
        if isinstance(inline, Reference):
            return f'<a href="#{escape(self.outline.resolve(inline))}">{text}</a>'
        return text

    # -- the last pages ----------------------------------------------------------------

    def _signatures(self) -> Iterator[str]:
        if SIGNATURES_KEY in self.outline.numbers:
            yield f'<h2 id="{SIGNATURES_KEY}">{SIGNATURES}</h2>'
        electronic = signature_table(self.document)
        if electronic is not None:
            yield from self._table(electronic, row_headers=True)
        for signature in () if electronic else self.document.signatures:
            yield f'<div class="underskrift"><p><strong>För {escape(signature.party)}</strong></p>'
            yield from (f'<p class="rad">{name}</p>' for name in SIGNATURE_FIELDS)
            yield "</div>"

    def _annexes(self) -> Iterator[str]:
        for annex in self.document.annexes:
            key = annex_key(annex.id)
            label = f"{self.outline.label(key)} {annex.heading}"
            yield f'<h2 class="bilaga" id="{escape(key)}">{escape(label)}</h2>'
            for clause in annex.clauses:
                yield from self._clause(clause, 3)

    def _demands(self) -> Iterator[str]:
        document = self.document
        yield f'<section aria-labelledby="{DEMANDS_KEY}">'
        yield f'<h2 id="{DEMANDS_KEY}">{working_annex(document)}</h2>'
        yield f"<p>{escape(demands_removal(document))}</p>"
        if demands := demands_table(document):
            yield from self._table(demands, row_headers=True)
            yield f"<h3>{LAW_TEXTS}</h3>"
        if document.law_texts:
            yield "<ul>"
            yield from (f"<li>{escape(line)}</li>" for line in document.law_texts)
            yield "</ul>"
        else:
            yield f"<p>{NO_LAW_TEXTS}</p>"
        yield "</section>"


def _figures(figures: bool) -> str:
    return ' class="tal"' if figures else ""

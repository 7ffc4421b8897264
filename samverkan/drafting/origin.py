"""Where a draft comes from: type, law date, answers and every line of text as drafted.

With the text an edited file can be compared with what we wrote, long after the library has
moved on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import samverkan
from samverkan.drafting.document import (
    Block,
    Clause,
    Document,
    Inlines,
    ItemList,
    Paragraph,
    Placeholder,
    Section,
    Text,
)
from samverkan.drafting.frame import (
    DEMANDS,
    LAW_TEXTS,
    NO_LAW_TEXTS,
    NO_OPEN_POINTS,
    OPEN_POINTS,
    SIGNATURE_FIELDS,
    SIGNATURES,
    box_removal,
    decision_table,
    demands_removal,
    demands_table,
    draft_line,
    facts_table,
    open_point_groups,
    party_inlines,
    signature_table,
)

_ANY = {"q": "", "l": ""}
"""A gap that no question fills: a page number, a count, a place in the text."""


def provenance(
    document: Document, answers: Mapping[str, Any], main: str | None = None
) -> dict[str, object]:
    """Return what a file is to remember of its draft, as JSON can hold it.

    Args:
        document: the draft.
        answers: what it is made from.
        main: for a decision package, the type of the document to decide on.
    """
    return {
        "generator": f"samverkansbanken {samverkan.__version__}",
        "type": document.type_id,
        **({"main": main} if main else {}),
        "law_date": document.law_date,
        "clauses": [
            {
                "id": clause.id,
                "version": clause.version,
                "variant": clause.variant,
                "text": clause_text(clause),
            }
            for clause in document.clauses()
        ],
        "outside": outside_text(document),
        "answers": dict(answers),
    }


def clause_text(clause: Clause) -> list[Any]:
    """Return a clause paragraph by paragraph, in the order in which a file holds them.

    A paragraph with gaps is a list of its texts and, for each gap, ``{"q": question,
    "l": label}``; any other is a string. The first is the heading.
    """
    return [clause.heading, *(line for s in clause.sections for line in _section(s))]


def outside_text(document: Document) -> list[Any]:
    """Return the lines that stand outside the clauses, in the form of :func:`clause_text`."""
    return [line for line in _outside(document) if line]


def _outside(document: Document) -> Iterator[Any]:
    """Yield the lines that stand outside the clauses, in the form of :func:`clause_text`.

    The headings of parts and annexes are left out: their bookmarks tell that they are ours.
    """
    yield document.type_title
    yield _line(document.heading)
    yield _line((*document.heading, Text(" Diarienummer "), *document.register_number))
    yield ["Sida ", _ANY, " av ", _ANY]
    yield document.party_heading
    yield from (_line(party_inlines(party)) for party in document.parties)
    tables = (decision_table(document), facts_table(document), signature_table(document))
    for block in (*tables, *document.preamble, demands_table(document)):
        yield from _block(block) if block else ()
    yield SIGNATURES
    yield from SIGNATURE_FIELDS
    yield from (f"För {signature.party}" for signature in document.signatures)
    yield from _working_parts(document)
    yield from (each for c in document.clauses() if c.note for each in c.note.paragraphs)


def _working_parts(document: Document) -> Iterator[Any]:
    """Yield the lines of the open points and of the list of demands."""
    yield f"{draft_line(document)} {box_removal(document)}"
    yield from (OPEN_POINTS, [f"{OPEN_POINTS} (", _ANY, ")"], NO_OPEN_POINTS)
    for heading, points in open_point_groups(document):
        yield heading
        for point in points:
            yield from (point.text, [f"{point.text} (", _ANY, ")"])
    yield from (DEMANDS, demands_removal(document), LAW_TEXTS, NO_LAW_TEXTS)
    yield from document.law_texts


def _section(section: Section) -> Iterator[Any]:
    if not section.blocks or not isinstance(section.blocks[0], Paragraph):
        yield ""  # the number of a section that begins with a list stands on a line of its own
    for block in section.blocks:
        yield from _block(block)


def _block(block: Block) -> Iterator[Any]:
    if isinstance(block, Paragraph):
        yield _line(block.inlines)
    elif isinstance(block, ItemList):
        yield from (_line(item) for item in block.items)
    else:
        yield block.caption
        for row in (block.header, *block.rows):
            yield from (_line(cell) for cell in row)


def _line(inlines: Inlines) -> Any:
    pieces: list[Any] = []
    for inline in inlines:
        if isinstance(inline, Placeholder):
            pieces.append({"q": inline.question, "l": inline.label})
        elif pieces and isinstance(pieces[-1], str):
            pieces[-1] += inline.text
        else:
            pieces.append(inline.text)
    if not pieces:
        return ""
    return pieces[0] if len(pieces) == 1 and isinstance(pieces[0], str) else pieces

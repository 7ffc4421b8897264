"""Where a draft comes from: type, law date, answers and the text of each clause as drafted.

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
)


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
        "answers": dict(answers),
    }


def clause_text(clause: Clause) -> list[Any]:
    """Return a clause paragraph by paragraph, in the order in which a file holds them.

    A paragraph with gaps is a list of its texts and, for each gap, ``{"q": question,
    "l": label}``; any other is a string. The first is the heading.
    """
    return [clause.heading, *(line for s in clause.sections for line in _section(s))]


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

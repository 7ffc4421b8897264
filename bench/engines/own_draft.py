"""Our own drafts, measured in a process of their own.

``python own_draft.py TYPE CASE.yaml`` prints as JSON what measuring.py says of a draft, and the
times for what the template engines do not do.
"""

from __future__ import annotations

import json
import re
import sys
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

from bench.engines.measuring import measured, median, memory
from bench.engines.package import with_body
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
from samverkan.drafting.redline.comparison import redline
from samverkan.drafting.word import write

ROOT = Path(__file__).resolve().parent.parent.parent
TIMES = 12
"""How many times over the clauses of the agreement make a hundred pages."""


def main(type_id: str, case: str) -> None:
    """Measure and print."""
    bank, path = library_bank(ROOT), Path(case)

    def draft() -> bytes:
        return write(draft_file(bank, type_id, path, None))

    document = draft_file(bank, type_id, path, None)
    content, longer = write(document), lengthened(document)
    edited = edited_draft(content)
    figures = {
        **measured(draft),
        "write": median(lambda: write(document)),
        "write long": median(lambda: write(longer), 10),
        "redline": median(lambda: redline(content, edited), 10),
    }
    print(json.dumps({**figures, "memory of all": memory()}))


def edited_draft(content: bytes) -> bytes:
    """Return a draft with a word more in every tenth paragraph."""
    number = count()

    def more(match: re.Match[bytes]) -> bytes:
        return match[0] + (b" tillagt" if next(number) % 10 == 0 else b"")

    return with_body(
        content, lambda body: re.sub(rb'<w:t xml:space="preserve">[^<]{40,}', more, body)
    )


def lengthened(document: Document) -> Document:
    """Return a document with the clauses of another one :data:`TIMES` over."""
    numbers = count(1)
    clauses = [
        _numbered(clause, str(next(numbers)), turn)
        for turn in range(TIMES)
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


if __name__ == "__main__":
    main(*sys.argv[1:])

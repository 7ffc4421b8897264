"""The units that are merged: paragraphs, tables and our own working parts."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from samverkan.drafting.outline import clause_key
from samverkan.drafting.redline.node import CONTENT, SDT, TBL, WORD, blocks, text, value
from samverkan.drafting.redline.node import P as PARAGRAPH
from samverkan.drafting.refresh.remark import Remarks
from samverkan.drafting.word.bookmark import bookmark_name

WORKING = ("oppna-punkter", "innehall", "lagkrav")
"""Tags of the parts that we make anew: open points, contents, demands."""
Line = str | list[Any]


@dataclass(frozen=True, eq=False)
class Unit:
    """A block of a document; ``node`` is None in the draft as it was, of which we keep text."""

    said: tuple[str, ...]
    """Its text, a line for each paragraph, without what Word changes by itself."""
    node: Any = None
    clause: str | None = None
    """The clause that it belongs to."""
    working: str | None = None
    """The tag, when it is a working part."""
    remarked: bool = False
    """Whether a lawyer's own comment or footnote is on it."""

    @property
    def key(self) -> tuple[Any, ...]:
        """What two units have in common when they say the same."""
        return ("part", self.working) if self.working else ("text", *self.said)

    @property
    def shown(self) -> tuple[str, ...]:
        """What stands in the file, answers in gaps included."""
        return self.said if self.node is None else _said(self.node, None)


def units(
    body: Any, answered: Collection[tuple[str, str]] = (), remarks: Remarks | None = None
) -> list[Unit]:
    """Return the units of a document, each with its clause.

    Args:
        body: the document.
        answered: gaps, by question and what they are called, that count as unfilled: what is
            typed there is an answer and no edit.
        remarks: what is put on blocks and is not ours.
    """
    found: list[Unit] = []
    clause: str | None = None
    for block in blocks(body):
        names = [mark.get(f"{WORD}name", "") for mark in block.iter(f"{WORD}bookmarkStart")]
        if block.tag == PARAGRAPH and any(name.startswith("_del_") for name in names):
            clause = None
        clause = next((n for n in reversed(names) if n.startswith("_klausul_")), clause)
        tag = value(block, "sdtPr/tag") if block.tag == SDT else None
        if tag in WORKING or any(name == "_underskrifter" for name in names):
            clause = None
        working = tag if tag in WORKING else None
        remarked = remarks is not None and bool(remarks.on(block))
        found.append(Unit(_said(block, answered), block, clause, working, remarked))
    return found


def _said(block: Any, answered: Collection[tuple[str, str]] | None) -> tuple[str, ...]:
    paragraphs = [block] if block.tag == PARAGRAPH else list(block.iter(PARAGRAPH))
    return tuple(said(each, answered) for each in paragraphs)


def said(paragraph: Any, answered: Collection[tuple[str, str]] | None = ()) -> str:
    """Return a paragraph's text, with answered gaps as if unfilled.

    So are gaps that have been emptied: Word leaves five no-break spaces in them (§17.5.2.25).

    Args:
        paragraph: with its gaps.
        answered: the gaps; None for the text as it stands.
    """
    pieces = []
    for child in paragraph:
        shown = "" if child.tag == f"{WORD}pPr" else text(child)
        if answered is not None and child.tag == SDT and child.find(CONTENT) is not None:
            title = value(child, "sdtPr/alias")
            if (value(child, "sdtPr/tag"), title) in answered or (title and not shown.strip()):
                shown = f"[{title}]"
        pieces.append(shown)
    return plain("".join(pieces))


def as_drafted(
    frame: Sequence[Unit], clauses: Sequence[Mapping[str, Any]], shapes: Sequence[Unit]
) -> list[Unit]:
    """Return the draft as it was: what stands around the clauses, and their kept text.

    Args:
        frame: a draft from the old answers, for the text around the clauses.
        clauses: the clauses in the provenance, each with ``id`` and ``text``.
        shapes: units that tell which lines of a clause were a table.
    """
    names = {bookmark_name(clause_key(str(each["id"]))): each for each in clauses}
    tables = {unit.said for unit in shapes if unit.node is not None and unit.node.tag == TBL}
    order, found, done = list(names), list[Unit](), set[str]()

    def clause(name: str) -> None:
        done.add(name)
        lines = [plain(_line(line)) for line in names[name].get("text", [])]
        found.extend(Unit(said, clause=name) for said in _grouped(lines, tables))

    for unit in frame:
        if unit.clause is None:
            found.append(Unit(unit.said, clause=None, working=unit.working))
        elif unit.clause in names and unit.clause not in done:
            # A clause that the library no longer has stood where its neighbours stand.
            for name in order[: order.index(unit.clause)]:
                if name not in done and not any(each.clause == name for each in frame):
                    clause(name)
            clause(unit.clause)
    for name in order:
        if name not in done:
            clause(name)
    return found


def _grouped(lines: Sequence[str], tables: Collection[tuple[str, ...]]) -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = []
    index = 0
    while index < len(lines):
        rest = tuple(lines[index:])
        table = next((cells for cells in tables if rest[: len(cells)] == cells), None)
        found.append(table or (lines[index],))
        index += len(found[-1])
    return found


def _line(line: Line) -> str:
    if isinstance(line, str):
        return line
    return "".join(piece if isinstance(piece, str) else f"[{piece['l']}]" for piece in line)


def plain(shown: str) -> str:
    """Return ``shown`` without what Word may change by itself: kinds of space and hyphen."""
    return re.sub(r"\s+", " ", shown.replace("\u2011", "-")).strip()

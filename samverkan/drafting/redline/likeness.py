"""How alike two blocks, or two rows of a table, are: enough to be one that was changed?"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any

from rapidfuzz import fuzz

from samverkan.drafting.redline.control import tag_of
from samverkan.drafting.redline.node import SDT, TBL, TC, TR, WORD, text, value

_LIKE = 0.5
"""How alike two paragraphs, rows or tables must be to be shown as one that was changed."""


def block_key(block: Any) -> Hashable:
    """Return what two blocks have in common when they are equal."""
    return (block.tag, tag_of(block) or "") if block.tag == SDT else (block.tag, text(block))


def likeness(old: Any, new: Any, same_level: Callable[[Any, Any], bool]) -> float:
    """Return how alike two blocks are: 0 (another block) to 1 (surely the same, changed).

    Args:
        old: a paragraph, a table or a content control.
        new: another.
        same_level: tells whether two are headings of one level, or neither is a heading;
            headings and running text are not turned into each other.
    """
    if old.tag != new.tag:
        return 0.0
    if old.tag == SDT:
        return 1.0 if tag_of(old) == tag_of(new) else 0.0
    if old.tag == TBL:
        if _width(old) != _width(new):
            return 0.0
        if _first_row(old) == _first_row(new):
            return 1.0
    elif _places(old) & _places(new):
        return 1.0
    score = _ratio(old, new)
    return score if score and same_level(old, new) else 0.0


def row_key(row: Any) -> Hashable:
    """Return what two rows have in common when they are equal."""
    return (_row_shape(row), text(row))


def row_likeness(old: Any, new: Any) -> float:
    """Return how alike two rows are, 0 to 1; rows with other cells are different rows."""
    return _ratio(old, new) if _row_shape(old) == _row_shape(new) else 0.0


def _ratio(old: Any, new: Any) -> float:
    return float(fuzz.ratio(text(old), text(new), score_cutoff=100 * _LIKE)) / 100


def _width(table: Any) -> int:
    """Return the number of columns."""
    return len(table.findall(f"{WORD}tblGrid/{WORD}gridCol"))


def _first_row(table: Any) -> str:
    row = table.find(TR)
    return "" if row is None else text(row)


def _row_shape(row: Any) -> tuple[str | None, ...]:
    return tuple(value(cell, "tcPr/gridSpan") for cell in row.findall(TC))


def _places(paragraph: Any) -> set[str]:
    """Return the names of our own bookmarks in a paragraph: its clause or section."""
    marks = paragraph.iter(f"{WORD}bookmarkStart")
    return {name for m in marks if (name := m.get(f"{WORD}name", "")).startswith("_klausul")}

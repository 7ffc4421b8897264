"""Puts a comment on a paragraph or a table of a file (ISO/IEC 29500-1 §17.13.4)."""

from __future__ import annotations

from typing import Any

from samverkan.drafting.document import Notes
from samverkan.drafting.redline.commentary import add_comment
from samverkan.drafting.redline.node import P_PR, WORD, P, new
from samverkan.drafting.redline.package import FOOTNOTES, Package
from samverkan.drafting.word.note import COMMENTS
from samverkan.drafting.word.properties import AUTHOR, INITIALS, moment


def notes_of(package: Package) -> Notes:
    """Tell how a file shows our drafting notes, so that new clauses get theirs alike."""
    comments, footnotes = package.root(COMMENTS), package.root(FOOTNOTES)
    if comments is not None and any(c.get(f"{WORD}author") == AUTHOR for c in comments):
        return "comments"
    if footnotes is not None and any(n.get(f"{WORD}type") is None for n in footnotes):
        return "footnotes"
    return "none"


def comment(package: Package, block: Any, said: str, day: str) -> None:
    """Put a comment on ``block``, dated ``day``."""
    paragraph = block if block.tag == P else next(block.iter(P), None)
    if paragraph is None:
        return
    words = new("t")
    words.text = said
    number = add_comment(package, new(
        "comment", new("p", new("r", words)), author=AUTHOR, date=moment(day), initials=INITIALS
    ))  # fmt: skip
    first = 1 if paragraph.find(P_PR) is not None else 0
    paragraph.insert(first, new("commentRangeStart", id=number))
    paragraph.append(new("commentRangeEnd", id=number))
    paragraph.append(new("r", new("commentReference", id=number)))

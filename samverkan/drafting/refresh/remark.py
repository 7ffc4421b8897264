"""What a lawyer has put on a paragraph without changing its words: comments and footnotes."""

from __future__ import annotations

from typing import Any

from samverkan.drafting.document import Notes
from samverkan.drafting.redline.commentary import RANGE, REFERENCE
from samverkan.drafting.redline.node import P_PR, WORD, P, copied
from samverkan.drafting.redline.package import Package
from samverkan.drafting.review.wordfile import DOCUMENT
from samverkan.drafting.word.note import COMMENTS
from samverkan.drafting.word.properties import AUTHOR

_ID = f"{WORD}id"
_NOTE = f"{WORD}footnoteReference"


def notes_of(package: Package) -> Notes:
    """Tell how a file shows our drafting notes, so that new clauses get theirs alike."""
    comments = package.root(COMMENTS)
    if comments is not None and any(c.get(f"{WORD}author") == AUTHOR for c in comments):
        return "comments"
    notes = package.root(DOCUMENT).iter(_NOTE)
    return (
        "footnotes" if any(_is_heading(next(note.iterancestors(P))) for note in notes) else "none"
    )


class Remarks:
    """The comments and footnotes in a file that are not our drafting notes."""

    def __init__(self, package: Package) -> None:
        comments = package.root(COMMENTS)
        self._comments = frozenset(
            each.get(_ID)
            for each in (() if comments is None else comments)
            if each.get(f"{WORD}author") != AUTHOR
        )

    def on(self, block: Any) -> list[Any]:
        """Return the references to comments and footnotes in a block."""
        return [
            mark
            for mark in block.iter(REFERENCE, _NOTE)
            if (mark.get(_ID) in self._comments if mark.tag == REFERENCE
                else not _is_heading(next(mark.iterancestors(P))))
        ]  # fmt: skip

    def carry(self, source: Any, target: Any) -> None:
        """Put what is on one block on another, which takes its place."""
        paragraphs = list(target.iter(P))
        for mark in self.on(source) if paragraphs else ():
            first, last = paragraphs[0], paragraphs[-1]
            ends = [each for each in source.iter(*RANGE) if mark.tag == REFERENCE
                    and each.get(_ID) == mark.get(_ID)]  # fmt: skip
            for each in ends:
                if each.tag == RANGE[0]:
                    first.insert(1 if first.find(P_PR) is not None else 0, copied(each))
                else:
                    last.append(copied(each))
            last.append(copied(mark.getparent()))


def _is_heading(paragraph: Any) -> bool:
    """Tell the heading of a clause, where our own notes stand."""
    marks = paragraph.iter(f"{WORD}bookmarkStart")
    return any(mark.get(f"{WORD}name", "").startswith("_klausul_") for mark in marks)

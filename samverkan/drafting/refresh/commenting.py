"""Puts a comment on a paragraph or a table of a file (ISO/IEC 29500-1 §17.13.4)."""

from __future__ import annotations

from typing import Any

from samverkan.drafting.document import Notes
from samverkan.drafting.redline.importing import FOOTNOTES, RELATIONSHIPS, Importer, Package
from samverkan.drafting.redline.node import P_PR, WORD, P, new
from samverkan.drafting.word.element import story
from samverkan.drafting.word.note import COMMENTS
from samverkan.drafting.word.package import CONTENT_TYPES, Relationship, override, word_type
from samverkan.drafting.word.properties import AUTHOR, INITIALS, moment

_ANCHORS = tuple(
    f"{WORD}{name}" for name in ("commentRangeStart", "commentRangeEnd", "commentReference")
)


def notes_of(package: Package) -> Notes:
    """Tell how a file shows our drafting notes, so that new clauses get theirs alike."""
    comments, footnotes = package.root(COMMENTS), package.root(FOOTNOTES)
    if comments is not None and any(c.get(f"{WORD}author") == AUTHOR for c in comments):
        return "comments"
    if footnotes is not None and any(n.get(f"{WORD}type") is None for n in footnotes):
        return "footnotes"
    return "none"


def bring_comments(node: Any, importer: Importer) -> None:
    """Let what is brought from a new draft keep its comments."""
    theirs = importer.source.root(COMMENTS)
    wanted = {mark.get(f"{WORD}id") for mark in node.iter(f"{WORD}commentReference")}
    for each in theirs if theirs is not None and wanted else ():
        old = each.get(f"{WORD}id")
        if old in wanted:
            root = _comments(importer.target)
            twin, number = importer.brought(each), _next(root)
            twin.set(f"{WORD}id", number)
            root.append(twin)
            for mark in node.iter(*_ANCHORS):
                if mark.get(f"{WORD}id") == old:
                    mark.set(f"{WORD}id", number)


def _next(root: Any) -> str:
    numbers = (int(each.get(f"{WORD}id", "0")) for each in root.iter(f"{WORD}comment"))
    return str(1 + max(numbers, default=-1))


def comment(package: Package, block: Any, said: str, day: str) -> None:
    """Put a comment on ``block``, dated ``day``."""
    paragraph = block if block.tag == P else next(block.iter(P), None)
    if paragraph is None:
        return
    root = _comments(package)
    number = _next(root)
    words = new("t")
    words.text = said
    root.append(
        new("comment", new("p", new("r", words)), id=number, author=AUTHOR,
            date=moment(day), initials=INITIALS)
    )  # fmt: skip
    first = 1 if paragraph.find(P_PR) is not None else 0
    paragraph.insert(first, new("commentRangeStart", id=number))
    paragraph.append(new("commentRangeEnd", id=number))
    paragraph.append(new("r", new("commentReference", id=number)))


def _comments(package: Package) -> Any:
    """Return the comments of the file, which gets a part for them if it has none."""
    if COMMENTS not in package.parts:
        package.parts[COMMENTS] = story("comments")
        types = override(COMMENTS, word_type("comments"))
        link = Relationship("rIdKommentarer", "comments", "comments.xml").xml()
        package.register(CONTENT_TYPES, types)
        package.register(RELATIONSHIPS, link)
    return package.root(COMMENTS)

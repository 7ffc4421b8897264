"""The comments of a Word file (ISO/IEC 29500-1 §17.13.4): what they say, and how they move."""

from __future__ import annotations

from typing import Any

from samverkan.drafting.redline.node import RELATION, WORD, copied, text
from samverkan.drafting.redline.package import RELATIONSHIPS, Package
from samverkan.drafting.review.wordfile import parse_part
from samverkan.drafting.word.element import story
from samverkan.drafting.word.note import COMMENTS
from samverkan.drafting.word.package import CONTENT_TYPES, Relationship, override, word_type

RANGE = (f"{WORD}commentRangeStart", f"{WORD}commentRangeEnd")
REFERENCE = f"{WORD}commentReference"
ANCHORS = (*RANGE, REFERENCE)
"""What stands in the text for a comment: where it begins, where it ends, and the comment."""
_ID = f"{WORD}id"


def comment_text(package: Package, number: str) -> str:
    """Return who says what in a comment; nothing when there is no such comment."""
    found = _found(package, number)
    return "" if found is None else f"{found.get(f'{WORD}author')}: {text(found)}"


def add_comment(package: Package, comment: Any) -> str:
    """Add a comment and return its id; the file gets a part for comments if it has none."""
    if package.root(COMMENTS) is None:
        package.put(COMMENTS, parse_part(story("comments")))
        package.register(CONTENT_TYPES, override(COMMENTS, word_type("comments")))
        link = Relationship("rIdKommentarer", "comments", "comments.xml").xml()
        package.register(RELATIONSHIPS, link)
    root = package.root(COMMENTS)
    numbers = (int(each.get(_ID, "0")) for each in root.iter(f"{WORD}comment"))
    number = str(1 + max(numbers, default=-1))
    comment.set(_ID, number)
    root.append(comment)
    return number


def bring_comment(source: Package, target: Package, number: str) -> str | None:
    """Copy a comment and return its id in ``target``; None when ``source`` has none."""
    found = _found(source, number)
    if found is None:
        return None
    twin = copied(found)
    for node in twin.iter("*"):  # what it is linked to stays with its own part
        for name in [name for name in node.attrib if name.startswith(RELATION)]:
            del node.attrib[name]
    return add_comment(target, twin)


def settle_comments(package: Package, body: Any) -> None:
    """Take away the comments that nothing in ``body`` refers to any more."""
    root = package.root(COMMENTS)
    if root is None:
        return
    used = {mark.get(_ID) for mark in body.iter(REFERENCE)}
    for comment in [each for each in root if each.get(_ID) not in used]:
        root.remove(comment)
    for mark in [mark for mark in body.iter(*RANGE) if mark.get(_ID) not in used]:
        mark.getparent().remove(mark)


def _found(package: Package, number: str) -> Any:
    root = package.root(COMMENTS)
    if root is None:
        return None
    return next((c for c in root.iter(f"{WORD}comment") if c.get(_ID) == number), None)

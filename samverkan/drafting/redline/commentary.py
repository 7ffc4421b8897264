"""The comments of a Word file (ISO/IEC 29500-1 §17.13.4): what they say, and how they move."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from samverkan.drafting.redline.node import RELATION, WORD, copied, text
from samverkan.drafting.redline.package import RELATIONSHIPS, Package
from samverkan.drafting.review.wordfile import DOCUMENT, parse_part
from samverkan.drafting.word.element import story
from samverkan.drafting.word.note import COMMENTS
from samverkan.drafting.word.package import CONTENT_TYPES, Relationship, override, word_type

if TYPE_CHECKING:
    from samverkan.drafting.redline.marking import Marker

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


def make_whole(
    source: Package, target: Package, brought: Mapping[str, str | None], marker: Marker
) -> None:
    """Let a comment that was brought in part, as where a paragraph was divided, be whole.

    Where it begins and ends in words that both files have, it does so beside the other's comment;
    and of the two references the one is deleted, the other inserted.

    Args:
        source: the old file.
        target: the new one, compared.
        brought: the id in ``target`` of each comment of ``source`` of which something is there.
        marker: who changes.
    """
    had, has = _anchors(source), _anchors(target)
    own = {
        comment_text(target, number): anchors
        for number, anchors in has.items()
        if number not in brought.values()
    }
    for old, number in brought.items():
        mine, other = has.get(str(number), {}), own.get(comment_text(source, old), {})
        for tag in (tag for tag in had.get(old, {}) if mine and tag not in mine and tag in other):
            run = other[tag].getparent() if tag == REFERENCE else other[tag]
            twin = copied(run)
            next(twin.iter(tag)).set(_ID, str(number))
            run.addnext(marker.change("del", twin) if tag == REFERENCE else twin)
            if tag == REFERENCE:
                inserted = marker.change("ins")
                run.addprevious(inserted)
                inserted.append(run)


def _anchors(package: Package) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for mark in package.root(DOCUMENT).iter(*ANCHORS):
        found.setdefault(mark.get(_ID, ""), {})[str(mark.tag)] = mark
    return found


def settle_comments(package: Package) -> None:
    """Take away the comments that nothing in the text refers to any more."""
    root, body = package.root(COMMENTS), package.root(DOCUMENT)
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

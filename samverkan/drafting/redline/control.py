"""Content controls, as far as a comparison of two files must see through them."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from samverkan.drafting.redline.node import CONTENT, SDT, TBL, TR, blocks, value


def tag_of(control: Any) -> str | None:
    """Return the tag of a content control, by which a program knows it again."""
    return value(control, "sdtPr/tag")


def tags(container: Any) -> set[str]:
    """Return the tags of the content controls among the blocks of ``container``."""
    found = (tag_of(b) for b in blocks(container) if b.tag == SDT and b.find(CONTENT) is not None)
    return {tag for tag in found if tag}


def flattened(container: Any, shared: Collection[str | None]) -> list[Any]:
    """Return the blocks; a content control that the other file lacks gives its content.

    Args:
        container: a body, a cell or the content of a content control.
        shared: the tags of the content controls that both files have.
    """
    found: list[Any] = []
    for block in blocks(container):
        if block.tag != SDT or tag_of(block) in shared:
            found.append(block)
        else:
            found += inside(block)
    return found


def inside(control: Any) -> list[Any]:
    """Return the blocks in a content control, and in those within it."""
    content = control.find(CONTENT)
    return [] if content is None else flattened(content, ())


def unwrap_cells(root: Any) -> None:
    """Take away what stands between a table and its rows and cells: content controls."""
    for control in [each for each in root.iter(SDT) if each.getparent().tag in (TBL, TR)]:
        parent, content = control.getparent(), control.find(CONTENT)
        at = parent.index(control)
        parent[at : at + 1] = [] if content is None else list(content)

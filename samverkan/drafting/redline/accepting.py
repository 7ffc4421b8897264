"""Accepts the tracked changes that a file already has (ISO/IEC 29500-1 §17.13.5).

A file under comparison is read as it stands when every change in it is accepted.
"""

from __future__ import annotations

from typing import Any

from samverkan.drafting.redline.node import CONTENT, P_PR, R_PR, SDT, TR, WORD, P

_GONE = frozenset(f"{WORD}{name}" for name in "del moveFrom".split())
_KEPT = frozenset(f"{WORD}{name}" for name in "ins moveTo".split())
_MARKERS = tuple(
    f"{WORD}{name}"
    for name in "rPrChange pPrChange sectPrChange tblPrChange tblPrExChange tblGridChange "
    "trPrChange tcPrChange numberingChange cellIns cellDel cellMerge moveFromRangeStart "
    "moveFromRangeEnd moveToRangeStart moveToRangeEnd customXmlInsRangeStart "
    "customXmlInsRangeEnd customXmlDelRangeStart customXmlDelRangeEnd proofErr".split()
)


def accept(root: Any) -> None:
    """Accept every tracked change in ``root``."""
    for row in [each for each in root.iter(TR) if _marked(each, "trPr", _GONE)]:
        row.getparent().remove(row)
    for table in [each for each in root.iter(f"{WORD}tbl") if each.find(TR) is None]:
        table.getparent().remove(table)
    joined = [each for each in root.iter(P) if _marked(each, "pPr/rPr", _GONE)]
    for node in [each for each in root.iter(*_GONE) if each.getparent().tag not in _PROPERTIES]:
        node.getparent().remove(node)
    for node in [each for each in root.iter(*_KEPT) if each.getparent().tag not in _PROPERTIES]:
        _unwrap(node)
    for control in [each for each in root.iter(SDT) if _is_gone(each)]:
        content = control.find(CONTENT)
        control[:] = [] if content is None else list(content)
        _unwrap(control)
    for paragraph in reversed(joined):
        _join(paragraph)
    for node in [*root.iter(*_MARKERS), *(
        each for each in root.iter(*_GONE, *_KEPT) if each.getparent().tag in _PROPERTIES
    )]:  # fmt: skip
        node.getparent().remove(node)


_PROPERTIES = frozenset((R_PR, f"{WORD}trPr"))


def _is_gone(control: Any) -> bool:
    """Tell a gap that is deleted: its first tag stands in a deleted range."""
    before = control.getprevious()
    return before is not None and before.tag == f"{WORD}customXmlDelRangeStart"


def _marked(node: Any, path: str, tags: frozenset[str]) -> bool:
    properties = node.find("/".join(f"{WORD}{step}" for step in path.split("/")))
    return properties is not None and any(child.tag in tags for child in properties)


def _unwrap(node: Any) -> None:
    parent = node.getparent()
    at = parent.index(node)
    parent[at : at + 1] = list(node)


def _join(paragraph: Any) -> None:
    """Join a paragraph whose mark is deleted with the next one, which keeps its properties."""
    following, parent = paragraph.getnext(), paragraph.getparent()
    content = [child for child in paragraph if child.tag != P_PR]
    if following is not None and following.tag == P:
        at = 1 if following.find(P_PR) is not None else 0
        following[at:at] = content
        parent.remove(paragraph)
    elif not content and following is not None:
        parent.remove(paragraph)

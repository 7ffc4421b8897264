"""Nodes of WordprocessingML: making, copying and reading them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import deepcopy
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from samverkan.drafting.word.element import R, W

WORD = f"{{{W}}}"
RELATION = f"{{{R}}}"
P, R_, T, TBL, TR, TC, SDT = (f"{WORD}{name}" for name in "p r t tbl tr tc sdt".split())
P_PR, R_PR = f"{WORD}pPr", f"{WORD}rPr"
BREAK = f"{WORD}br"
CONTENT = f"{WORD}sdtContent"
_SHOWN = {
    f"{WORD}tab": "\t",
    f"{WORD}br": "\n",
    f"{WORD}cr": "\n",
    f"{WORD}noBreakHyphen": "\u2011",
}
_INVISIBLE = frozenset(f"{WORD}{name}" for name in "pPr rPr instrText delInstrText delText".split())


def new(tag: str, *children: Any, **attributes: str) -> Any:
    """Return the node ``w:tag`` with ``children``."""
    node = etree.Element(f"{WORD}{tag}", {f"{WORD}{k}": v for k, v in attributes.items()})
    node.extend(children)
    return node


def copied(node: Any) -> Any:
    """Return a copy of ``node`` that stands alone."""
    twin = deepcopy(node)
    twin.tail = None
    return twin


def shell(node: Any, *keep: str) -> Any:
    """Return ``node`` with its attributes and those children alone that are called ``keep``."""
    twin = etree.Element(node.tag, node.attrib, nsmap=node.nsmap)
    twin.extend(copied(child) for child in node if child.tag in {f"{WORD}{k}" for k in keep})
    return twin


def text(node: Any) -> str:
    """Return the text of ``node`` as it shows, one line a paragraph."""
    if node.tag != P and (paragraphs := list(node.iter(P))):
        return "\n".join(text(each) for each in paragraphs)
    return "".join(_texts(node))


def _texts(node: Any) -> Iterator[str]:
    if node.tag == T:
        yield node.text or ""
    elif node.tag in _SHOWN:
        yield "" if node.get(f"{WORD}type") == "page" else _SHOWN[node.tag]
    for child in node:
        if child.tag not in _INVISIBLE:
            yield from _texts(child)


def value(node: Any, path: str) -> str | None:
    """Return ``w:val`` of the node at ``path`` below ``node``, if it is there."""
    found = node.find("/".join(f"{WORD}{step}" for step in path.split("/")))
    return None if found is None else found.get(f"{WORD}val")


def blocks(container: Any) -> list[Any]:
    """Return the paragraphs, tables and content controls directly in ``container``."""
    return [child for child in container if child.tag in (P, TBL, SDT)]


def serial(nodes: Iterable[Any]) -> bytes:
    """Return nodes as bytes that are the same when they mean the same, whatever the prefixes."""
    return repr([_form(node) for node in nodes]).encode()


def _form(node: Any) -> tuple[Any, ...]:
    children = [_form(child) for child in node]
    return (str(node.tag), sorted(node.attrib.items()), (node.text or "").strip(), children)

"""The parts of a Word file, parsed where they are changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from samverkan.drafting.review.wordfile import parse_part
from samverkan.drafting.word.element import Xml

STYLES, NUMBERING = "word/styles.xml", "word/numbering.xml"
FOOTNOTES = "word/footnotes.xml"
RELATIONSHIPS = "word/_rels/document.xml.rels"


class Package:
    """The parts of a Word file, parsed where they are changed."""

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        self.parts = dict(parts)
        self._roots: dict[str, Any] = {}

    def root(self, name: str) -> Any:
        """Return the root of a part, None when there is no such part."""
        if name not in self._roots:
            data = self.parts.get(name)
            self._roots[name] = None if data is None else parse_part(data)
        return self._roots[name]

    def put(self, name: str, root: Any) -> None:
        """Let ``root`` be a part, new or instead of the one of that name."""
        self.parts[name] = b""
        self._roots[name] = root

    def drop(self, name: str) -> None:
        """Take away a part, if it is there."""
        self.parts.pop(name, None)
        self._roots.pop(name, None)

    def register(self, name: str, entry: Xml, *, first: bool = False) -> None:
        """Add an entry to a part that lists others: relationships or content types."""
        root = self.root(name)
        node = etree.fromstring(entry)
        node.tag = f"{{{root.nsmap[None]}}}{node.tag}"
        root.insert(0 if first else len(root), node)

    def saved(self) -> dict[str, bytes]:
        """Return the parts, with every parsed one as it now is."""
        changed = {
            name: etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
            for name, root in self._roots.items()
            if root is not None
        }
        return {**self.parts, **changed}

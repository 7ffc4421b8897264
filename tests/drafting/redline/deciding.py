"""Accepts or rejects every tracked change, from the words of the standard alone.

ISO/IEC 29500-1 §17.13.5, independent of the code under test: what is marked as inserted goes
when rejected, what is marked as deleted when accepted, and a paragraph whose mark goes runs on
into the next. The last mark of a cell cannot go: Word leaves an empty paragraph there.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SIGNS = {f"{W}tab": "\t", f"{W}br": "\n"}


@dataclass
class Decision:
    """Gathers the paragraphs that are left."""

    gone: str
    """``ins`` when rejecting, ``del`` when accepting."""

    def __post_init__(self) -> None:
        self.lines: list[str] = []
        self._open = ""
        self._pending = False

    def container(self, node: Any) -> None:
        """Read the blocks of a body, a cell or a content control."""
        for child in node:
            if child.tag == f"{W}p":
                self._paragraph(child)
            elif child.tag == f"{W}tbl":
                self._table(child)
            elif child.tag == f"{W}sdt":
                self.container(child.find(f"{W}sdtContent"))

    def _paragraph(self, node: Any) -> None:
        self._open += "".join(self._texts(node))
        mark = node.find(f"{W}pPr/{W}rPr/{W}{self.gone}")
        if mark is None:
            self._close()
        else:
            self._pending = True

    def _close(self) -> None:
        self.lines.append(self._open)
        self._open, self._pending = "", False

    def flush(self, *, strict: bool) -> None:
        """End a container; when ``strict`` its last mark stays even if it was to go."""
        if self._pending and (strict or self._open):
            self._close()
        self._open, self._pending = "", False

    def _table(self, node: Any) -> None:
        self.flush(strict=False)
        for row in node.iter(f"{W}tr"):
            if row.find(f"{W}trPr/{W}{self.gone}") is not None:
                continue
            for cell in row.findall(f"{W}tc"):
                self.container(cell)
                self.flush(strict=True)

    def _texts(self, node: Any) -> Iterator[str]:
        for child in node:
            if child.tag in (f"{W}{self.gone}", f"{W}pPr"):
                continue
            if child.tag in (f"{W}t", f"{W}delText"):
                yield child.text or ""
            elif child.tag in _SIGNS and child.getparent().tag == f"{W}r":
                yield _SIGNS[child.tag]
            else:
                yield from self._texts(child)


def part(docx: bytes, name: str = "word/document.xml") -> Any:
    """Return the root of a part."""
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        return etree.fromstring(archive.read(name))


def _decided(docx: bytes, gone: str) -> list[str]:
    decision = Decision(gone)
    decision.container(part(docx).find(f"{W}body"))
    decision.flush(strict=False)
    return decision.lines


def accepted(docx: bytes) -> list[str]:
    """Return the paragraphs when every change is accepted."""
    return _decided(docx, "del")


def rejected(docx: bytes) -> list[str]:
    """Return the paragraphs when every change is rejected."""
    return _decided(docx, "ins")


def comments(docx: bytes, gone: str = "") -> list[tuple[str, str]]:
    """Return what each comment says, and the words that it is on, in the order of the text.

    Args:
        docx: a file.
        gone: as for :class:`Decision`; nothing when no change is decided.
    """
    root = part(docx)
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        has_comments = "word/comments.xml" in archive.namelist()
    texts = {c.get(f"{W}id"): "".join(t.text or "" for t in c.iter(f"{W}t"))
             for c in (part(docx, "word/comments.xml") if has_comments else ())}  # fmt: skip
    begun: dict[str, str] = {}
    on: dict[str, str] = {}
    found: list[str] = []
    for node in root.iter("*"):
        number = node.get(f"{W}id")
        if gone and _is_gone(node, gone):
            continue
        if node.tag in (f"{W}t", f"{W}delText"):
            begun = {open_: said + (node.text or "") for open_, said in begun.items()}
        elif node.tag == f"{W}commentRangeStart":
            begun[number] = ""
        elif node.tag == f"{W}commentRangeEnd":
            on[number] = begun.pop(number, "")
        elif node.tag == f"{W}commentReference":
            found.append(number)
    return [(texts[number], on.get(number, "")) for number in found]


def _is_gone(node: Any, gone: str) -> bool:
    """Tell what goes along with a change around it or with its row."""
    return any(
        above.tag == f"{W}{gone}" or above.find(f"{W}trPr/{W}{gone}") is not None
        for above in node.iterancestors()
    )

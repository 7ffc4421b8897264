"""Edits a Word file as a lawyer might: words, paragraphs, rows, gaps, formatting."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from copy import deepcopy
from typing import Any

from hypothesis import strategies as st
from lxml import etree  # type: ignore[import-untyped]

from samverkan.drafting.word.package import pack
from tests.drafting.redline.deciding import W

WORDS = "avtalet nämnden ska & <b> senast 31\u00a0mars, enligt 3\u00a0§ ”så” ]]> 😀".split(" ")
Edit = Callable[[Any, int, str], None]


def _paragraphs(body: Any) -> list[Any]:
    return [p for p in body.iter(f"{W}p") if _own_texts(p)]


def _own_texts(paragraph: Any) -> list[Any]:
    return list(paragraph.iter(f"{W}t"))


def _pick(found: list[Any], number: int) -> Any:
    return found[number % len(found)] if found else None


def add_words(body: Any, number: int, words: str) -> None:
    """Type words at the end of a run."""
    node = _pick(list(body.iter(f"{W}t")), number)
    node.text = f"{node.text} {words}"
    node.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def cut_words(body: Any, number: int, _words: str) -> None:
    """Take away the first half of a run's words."""
    node = _pick(list(body.iter(f"{W}t")), number)
    parts = (node.text or "").split(" ")
    node.text = " ".join(parts[len(parts) // 2 :])


def new_paragraph(body: Any, number: int, words: str) -> None:
    """Type a paragraph after another one of the same style."""
    paragraph = _pick(_paragraphs(body), number)
    twin = etree.Element(f"{W}p")
    if (style := paragraph.find(f"{W}pPr")) is not None:
        twin.append(deepcopy(style))
    run = etree.SubElement(twin, f"{W}r")
    etree.SubElement(run, f"{W}t").text = words
    paragraph.addnext(twin)


def drop_paragraph(body: Any, number: int, _words: str) -> None:
    """Take away a paragraph, if others stand beside it."""
    beside = [p for p in _paragraphs(body) if p.getparent().tag != f"{W}tc"
              or len(p.getparent().findall(f"{W}p")) > 1]  # fmt: skip
    paragraph = _pick(beside, number)
    if next(paragraph.iter(f"{W}fldChar"), None) is None:
        paragraph.getparent().remove(paragraph)


def new_row(body: Any, number: int, words: str) -> None:
    """Copy a table row and type in its first cell."""
    row = _pick(list(body.iter(f"{W}tr")), number)
    twin = deepcopy(row)
    for mark in [m for tag in ("bookmarkStart", "bookmarkEnd") for m in twin.iter(f"{W}{tag}")]:
        mark.getparent().remove(mark)
    next(twin.iter(f"{W}t")).text = words
    row.addnext(twin)


def drop_row(body: Any, number: int, _words: str) -> None:
    """Take away a table row; the last one takes the table along."""
    row = _pick(list(body.iter(f"{W}tr")), number)
    table = row.getparent()
    table.remove(row)
    if table.find(f"{W}tr") is None:
        table.getparent().remove(table)


def fill_gap(body: Any, number: int, words: str) -> None:
    """Type in a content control, as Word does when one clicks and types."""
    gaps = [s for s in body.iter(f"{W}sdt") if s.find(f"{W}sdtPr/{W}showingPlcHdr") is not None]
    gap = _pick(gaps, number)
    if gap is not None:
        properties = gap.find(f"{W}sdtPr")
        properties.remove(properties.find(f"{W}showingPlcHdr"))
        next(gap.iter(f"{W}t")).text = words


def embolden(body: Any, number: int, _words: str) -> None:
    """Make a run bold."""
    run = _pick([t.getparent() for t in body.iter(f"{W}t")], number)
    properties = run.find(f"{W}rPr")
    if properties is None:
        properties = etree.Element(f"{W}rPr")
        run.insert(0, properties)
    if properties.find(f"{W}b") is None:
        at = sum(c.tag in (f"{W}rStyle", f"{W}rFonts") for c in properties)
        properties.insert(at, etree.Element(f"{W}b"))


def last_in_cell(body: Any, number: int, words: str) -> None:
    """Type a second paragraph in a cell."""
    cell = _pick(list(body.iter(f"{W}tc")), number)
    if cell is not None:
        paragraph = cell.findall(f"{W}p")[-1]
        twin = etree.Element(f"{W}p")
        run = etree.SubElement(twin, f"{W}r")
        etree.SubElement(run, f"{W}t").text = words
        paragraph.addnext(twin)


EDITS: tuple[Edit, ...] = (
    add_words, cut_words, new_paragraph, drop_paragraph, new_row, drop_row, fill_gap, embolden,
    last_in_cell,
)  # fmt: skip

scripts = st.lists(
    st.tuples(
        st.sampled_from(EDITS),
        st.integers(0, 400),
        st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join),
    ),
    max_size=8,
)
"""Lists of edits: what, where, which words."""


def edited(docx: bytes, script: list[tuple[Edit, int, str]]) -> bytes:
    """Return the file with the edits made in it."""
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    root = etree.fromstring(parts["word/document.xml"])
    for edit, number, words in script:
        edit(root.find(f"{W}body"), number, words)
    parts["word/document.xml"] = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return pack(parts)

"""Edits a Word file as a lawyer might: words, paragraphs, rows, gaps, notes, formatting."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable
from copy import deepcopy
from typing import Any

from hypothesis import strategies as st
from lxml import etree  # type: ignore[import-untyped]

from samverkan.drafting.word.element import story
from samverkan.drafting.word.package import Relationship, extend, override, pack, word_type
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
    """Type in a content control, as Word does when one clicks and types (§17.5.2.27)."""
    gaps = [s for s in body.iter(f"{W}sdt") if s.find(f"{W}sdtPr/{W}showingPlcHdr") is not None]
    gap = _pick(gaps, number)
    if gap is not None:
        properties = gap.find(f"{W}sdtPr")
        properties.remove(properties.find(f"{W}showingPlcHdr"))
        run = next(gap.iter(f"{W}r"))
        run.find(f"{W}t").text = words
        for look in run.findall(f"{W}rPr"):
            run.remove(look)


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


def _loose(body: Any) -> list[Any]:
    """Return the paragraphs of the text itself that no field begins or ends in."""
    return [p for p in body.findall(f"{W}p")
            if _own_texts(p) and next(p.iter(f"{W}fldChar"), None) is None]  # fmt: skip


def split_paragraph(body: Any, number: int, _words: str) -> None:
    """Press Enter in the middle of a paragraph: both halves have its style."""
    paragraph = _pick(_loose(body), number)
    run = next((r for r in paragraph.findall(f"{W}r") if r.find(f"{W}t") is not None), None)
    if run is None or " " not in run.find(f"{W}t").text.strip():
        return
    words = run.find(f"{W}t").text.split(" ")
    half = deepcopy(run)
    run.find(f"{W}t").text = " ".join(words[: len(words) // 2])
    half.find(f"{W}t").text = " ".join(words[len(words) // 2 :])
    twin = etree.Element(f"{W}p")
    if (style := paragraph.find(f"{W}pPr")) is not None:
        twin.append(deepcopy(style))
    twin.extend([half, *run.itersiblings()])
    paragraph.addnext(twin)


def join_paragraphs(body: Any, number: int, _words: str) -> None:
    """Press Delete at the end of a paragraph: the next one runs on in it."""
    loose = _loose(body)
    paragraph = _pick([p for p in loose if p.getnext() in loose], number)
    if paragraph is not None:
        following = paragraph.getnext()
        paragraph.extend([child for child in following if child.tag != f"{W}pPr"])
        body.remove(following)


def move_paragraph(body: Any, number: int, words: str) -> None:
    """Cut a paragraph and paste it elsewhere."""
    loose = _loose(body)
    paragraph, place = _pick(loose, number), _pick(loose, number + 3 * len(words))
    if paragraph is not place:
        place.addnext(paragraph)


def restyle(body: Any, number: int, words: str) -> None:
    """Make a heading of a paragraph, or running text of a heading."""
    style = _pick(_loose(body), number).find(f"{W}pPr/{W}pStyle")
    style.set(f"{W}val", ("Heading2", "BodyText", "ListBullet")[len(words) % 3])


def drop_gap(body: Any, number: int, words: str) -> None:
    """Take away a content control and type text instead."""
    inline = [s for s in body.iter(f"{W}sdt") if s.getparent().tag == f"{W}p"]
    gap = _pick(inline, number)
    if gap is not None:
        run = etree.Element(f"{W}r")
        etree.SubElement(run, f"{W}t").text = words
        gap.getparent().replace(gap, run)


def note(body: Any, number: int, _words: str) -> None:
    """Add a footnote at the end of a paragraph, one of :data:`SPARE_NOTES`."""
    used = {mark.get(f"{W}id") for mark in body.iter(f"{W}footnoteReference")}
    free = [spare for spare in SPARE_NOTES if spare not in used]
    if free:
        run = etree.SubElement(_pick(_loose(body), number), f"{W}r")
        etree.SubElement(run, f"{W}footnoteReference").set(f"{W}id", free[0])


def drop_note(body: Any, number: int, _words: str) -> None:
    """Take away a footnote."""
    mark = _pick(list(body.iter(f"{W}footnoteReference")), number)
    if mark is not None:
        mark.getparent().getparent().remove(mark.getparent())


def comment(body: Any, number: int, words: str) -> None:
    """Comment on a paragraph."""
    paragraph = _pick(_loose(body), number)
    used = (int(mark.get(f"{W}id")) for mark in body.iter(f"{W}commentReference"))
    key = str(1 + max(used, default=0))
    first = 1 if paragraph.find(f"{W}pPr") is not None else 0
    paragraph.insert(first, _of(key, "commentRangeStart"))
    paragraph.append(_of(key, "commentRangeEnd"))
    run = etree.SubElement(paragraph, f"{W}r")
    run.append(_of(key, "commentReference"))
    run.set(_SAID, words)  # until the part for comments is written


def drop_comment(body: Any, number: int, _words: str) -> None:
    """Take away a comment; the words that it is on stay."""
    mark = _pick(list(body.iter(f"{W}commentReference")), number)
    if mark is not None:
        key = mark.get(f"{W}id")
        mark.getparent().getparent().remove(mark.getparent())
        for tag in ("commentRangeStart", "commentRangeEnd"):
            for end in list(body.iter(f"{W}{tag}")):
                if end.get(f"{W}id") == key:
                    end.getparent().remove(end)


def _of(key: str, tag: str) -> Any:
    return etree.Element(f"{W}{tag}", {f"{W}id": key})


EDITS: tuple[Edit, ...] = (
    add_words, cut_words, new_paragraph, drop_paragraph, new_row, drop_row, fill_gap, embolden,
    last_in_cell, split_paragraph, join_paragraphs, move_paragraph, restyle, drop_gap, note,
    drop_note, comment, drop_comment,
)  # fmt: skip
_SAID = "said"
SPARE_NOTES = ("101", "102", "103")


def _with_notes(part: bytes, document: Any) -> bytes:
    """Return the footnotes that the document refers to, in its order, new ones among them."""
    root = etree.fromstring(part)
    notes = {each.get(f"{W}id"): each for each in root if each.get(f"{W}type") is None}
    for number in SPARE_NOTES:
        text = f"<w:p><w:r><w:t>Not {number}.</w:t></w:r></w:p>"
        spare = f'<w:footnote xmlns:w="{W[1:-1]}" w:id="{number}">{text}</w:footnote>'
        notes.setdefault(number, etree.fromstring(spare))
    for each in [each for each in notes.values() if each.getparent() is root]:
        root.remove(each)
    root.extend(notes[mark.get(f"{W}id")] for mark in document.iter(f"{W}footnoteReference"))
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True))


def _with_comments(parts: dict[str, bytes], document: Any) -> None:
    """Write the comments that were made and take away those that are no longer in the text."""
    fresh = [run for run in document.iter(f"{W}r") if run.get(_SAID) is not None]
    if "word/comments.xml" not in parts and not fresh:
        return
    if "word/comments.xml" not in parts:
        parts["word/comments.xml"] = story("comments")
        for name, entry in (
            ("[Content_Types].xml", override("word/comments.xml", word_type("comments"))),
            ("word/_rels/document.xml.rels",
             Relationship("rIdEgna", "comments", "comments.xml").xml()),
        ):  # fmt: skip
            parts[name] = extend(parts[name], (entry,))
    root = etree.fromstring(parts["word/comments.xml"])
    used = {mark.get(f"{W}id") for mark in document.iter(f"{W}commentReference")}
    for each in [each for each in root if each.get(f"{W}id") not in used]:
        root.remove(each)
    for run in fresh:
        words = run.attrib.pop(_SAID)
        key = run[0].get(f"{W}id")
        said = etree.SubElement(root, f"{W}comment", {f"{W}id": key, f"{W}author": "Juristen"})
        text = etree.SubElement(etree.SubElement(etree.SubElement(said, f"{W}p"), f"{W}r"), f"{W}t")
        text.text = words
    parts["word/comments.xml"] = etree.tostring(root, encoding="UTF-8", xml_declaration=True)


scripts = st.lists(
    st.tuples(
        st.sampled_from(EDITS),
        st.integers(0, 400),
        st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join),
    ),
    max_size=8,
)
"""Lists of edits: what, where, which words."""


def drawn(seed: int) -> list[tuple[Edit, int, str]]:
    """Return a list of up to three edits, the same for the same seed."""
    draw = random.Random(seed)  # noqa: S311 (the same pairs every time, no secret)
    return [
        (
            draw.choice(EDITS),
            draw.randrange(400),
            " ".join(draw.choices(WORDS, k=draw.randint(1, 5))),
        )
        for _ in range(draw.randint(0, 3))
    ]


def edited(docx: bytes, script: list[tuple[Edit, int, str]]) -> bytes:
    """Return the file with the edits made in it."""
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    root = etree.fromstring(parts["word/document.xml"])
    for edit, number, words in script:
        edit(root.find(f"{W}body"), number, words)
    _with_comments(parts, root)
    parts["word/footnotes.xml"] = _with_notes(parts["word/footnotes.xml"], root)
    parts["word/document.xml"] = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return pack(parts)

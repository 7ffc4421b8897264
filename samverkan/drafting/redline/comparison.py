"""Compares two Word files: the result is the new one, with every difference marked in it.

Accepting all changes gives the text of the new file, rejecting all that of the old.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from samverkan.drafting.redline.accepting import accept
from samverkan.drafting.redline.align import align
from samverkan.drafting.redline.atom import Atom, atoms
from samverkan.drafting.redline.commentary import ANCHORS, comment_text, make_whole, settle_comments
from samverkan.drafting.redline.control import flattened, inside, tags, unwrap_cells
from samverkan.drafting.redline.ending import End, moved_ends, parts, with_ends_together
from samverkan.drafting.redline.importing import (
    Importer,
    list_name,
    note_text,
    settle_notes,
)
from samverkan.drafting.redline.ledger import Ledger, Status
from samverkan.drafting.redline.likeness import block_key, likeness, row_key, row_likeness
from samverkan.drafting.redline.marking import Mark, Marker, properties_of
from samverkan.drafting.redline.node import (
    CONTENT,
    P_PR,
    R_PR,
    TBL,
    TC,
    TR,
    WORD,
    P,
    blocks,
    copied,
    serial,
    shell,
    text,
)
from samverkan.drafting.redline.package import Package
from samverkan.drafting.redline.paragraph import compared
from samverkan.drafting.review.wordfile import DOCUMENT, WordFile
from samverkan.drafting.word.package import pack
from samverkan.drafting.word.properties import AUTHOR

_AROUND = re.compile(r"word/(?:header|footer)\d*\.xml")
_UNCOMPARED = frozenset((R_PR, f"{WORD}sectPr", f"{WORD}pPrChange"))


@dataclass(frozen=True)
class Redline:
    """The new file with the changes marked, and a summary of them."""

    docx: bytes
    ledger: Ledger


def redline(old: bytes, new: bytes, author: str = AUTHOR) -> Redline:
    """Compare two Word files.

    Changes that are tracked in either of them already are taken as accepted.

    Args:
        old: the file as it was.
        new: the file as it is.
        author: who is to be named as having made the changes.

    Raises:
        WordFileError: if either cannot be read.
    """
    return _Comparison(WordFile(old), WordFile(new), author).result()


class _Comparison:
    def __init__(self, old: WordFile, new: WordFile, author: str) -> None:
        self.old, self.new = old, new
        self.source, self.target = Package(old.parts), Package(new.parts)
        for package in (self.source, self.target):
            for name in _compared_parts(package):
                accept(package.root(name))
                unwrap_cells(package.root(name))
        self.importer = Importer(self.source, self.target)
        self.marker = Marker(author, _modified(new.parts))
        self.ledger = Ledger()

    def result(self) -> Redline:
        packages = (self.source, self.target)
        self._container(*(package.root(DOCUMENT).find(f"{WORD}body") for package in packages))
        self.importer.settle_lists(self.target.root(DOCUMENT))
        settle_notes(self.target)
        make_whole(self.source, self.target, self.importer.comments, self.marker)
        settle_comments(self.target)
        around = set(_compared_parts(self.source)) & set(_compared_parts(self.target)) - {DOCUMENT}
        if around:
            self.ledger.heading("Sidhuvud och sidfot")
        for name in sorted(around):
            self._container(self.source.root(name), self.target.root(name))
        return Redline(pack(self.target.saved()), self.ledger)

    # -- blocks ----------------------------------------------------------------------------

    def _container(self, old: Any, new: Any) -> None:
        """Mark the changes from ``old`` to ``new`` in ``new``."""
        shared = tags(old) & tags(new)
        before, after = flattened(old, shared), flattened(new, shared)
        made: list[Any] = []
        for part in parts(align(before, after, block_key, self._likeness)):
            pairs = with_ends_together(part)
            ends = moved_ends(pairs)
            for index, pair in enumerate(pairs):
                made += self._block(*pair, ends.get(index))
        for block in blocks(new):
            new.remove(block)
        last = next((child for child in new if child.tag == f"{WORD}sectPr"), None)
        at = len(new) if last is None else new.index(last)
        new[at:at] = made

    def _block(self, old: Any, new: Any, end: End | None = None) -> list[Any]:
        present = old if new is None else new
        if present.tag == P:
            return [self._paragraph(old, new, end)]
        if present.tag == TBL:
            return [self._table(old, new)]
        if old is None:
            return [node for each in inside(new) for node in self._block(None, each)]
        if new is None:
            return [node for each in inside(old) for node in self._block(each, None)]
        twin = shell(new, "sdtPr", "sdtEndPr")
        content = copied(new.find(CONTENT))
        self._container(old.find(CONTENT), content)
        twin.append(content)
        return [twin]

    def _likeness(self, old: Any, new: Any) -> float:
        return likeness(old, new, self._same_level)

    def _same_level(self, old: Any, new: Any) -> bool:
        """Whether both are headings of one level, or neither is a heading."""
        return _level(old, self.old) == _level(new, self.new)

    # -- paragraphs ------------------------------------------------------------------------

    def _paragraph(self, old: Any, new: Any, end: End | None) -> Any:
        if new is None:
            return self._deleted(old, end)
        if old is None:
            return self._inserted(new, end)
        self._note_heading(new, self.new, "changed")
        self.importer.pair_lists(old, new)
        content = self._words(old, new)
        properties = properties_of(new)
        was = old.find(P_PR)
        if self._means(was, self.source) != self._means(new.find(P_PR), self.target):
            self.marker.restyled(properties, None if was is None else self.importer.brought(was))
        if end is not None and end.mark is not None:
            self.marker.mark_paragraph(properties, end.mark)
        return _made(new, properties, content)

    def _words(self, old: Any, new: Any) -> list[Any]:
        before, after = atoms(old, self._old_note), atoms(new, self._new_note)
        same = text(old) == text(new) and _wordless(before) == _wordless(after)
        if _said(before) == _said(after) or (same and _keys(before) != _keys(after)):
            # What says the same is the same, also when a program has put it in other wrappings.
            return [copied(child) for child in new if child.tag != P_PR]
        content, changed = compared(before, after, self.marker, self.importer.brought)
        if changed and _spoken(before) != _spoken(after):
            self.ledger.note(deleted=text(old), inserted=text(new))
        return content

    def _inserted(self, new: Any, end: End | None) -> Any:
        self._note_heading(new, self.new, "new")
        self.ledger.note(inserted=text(new))
        properties = properties_of(new)
        if end is None:
            self.marker.mark_paragraph(properties, "ins")
        else:
            was = end.old.find(P_PR)
            self.marker.restyled(properties, None if was is None else self.importer.brought(was))
        return _made(new, properties, self.marker.inserted(atoms(new, self._new_note)))

    def _deleted(self, old: Any, end: End | None) -> Any:
        self._note_heading(old, self.old, "removed")
        self.ledger.note(deleted=text(old))
        brought = self.importer.brought(old)
        properties = properties_of(brought)
        for section in properties.findall(f"{WORD}sectPr"):
            properties.remove(section)
        content = self._kept_places(brought) + self._struck(brought)
        if end is None:
            self.marker.mark_paragraph(properties, "del")
        else:
            own, properties = properties, properties_of(end.new)
            self.marker.restyled(properties, own)
        return _made(brought, properties, content)

    def _struck(self, paragraph: Any) -> list[Any]:
        found = atoms(paragraph, self._new_note)
        return self.marker.deleted(node for atom in found if atom.key for node in atom.nodes)

    def _note_heading(self, node: Any, file: WordFile, status: Status) -> None:
        shown = text(node)
        if shown.strip() and file.heading_level(node) is not None:
            self.ledger.heading(shown, status)

    def _kept_places(self, paragraph: Any) -> list[Any]:
        """Return bookmarks that only the old file has; references must lead there if kept."""
        kept = []
        for start in paragraph.iter(f"{WORD}bookmarkStart"):
            name = start.get(f"{WORD}name")
            if name not in self._names:
                number = str(next(self.marker._ids))
                first, last = copied(start), copied(start)
                last.tag = f"{WORD}bookmarkEnd"
                del last.attrib[f"{WORD}name"]
                for each in (first, last):
                    each.set(f"{WORD}id", number)
                kept += [first, last]
        return kept

    @cached_property
    def _names(self) -> frozenset[str]:
        marks = self.new.root.iter(f"{WORD}bookmarkStart")
        return frozenset(mark.get(f"{WORD}name") for mark in marks)

    def _means(self, properties: Any, package: Package) -> bytes:
        """Return what properties say, whatever ids the file gives its styles and lists."""
        if properties is None:
            return b""
        twin = copied(properties)
        importer = self.importer if package is self.source else None
        for use in twin.iter(f"{WORD}numId"):
            use.set(f"{WORD}val", list_name(package, use.get(f"{WORD}val")))
        for use in twin.iter(f"{WORD}pStyle"):
            if importer is not None:
                use.set(f"{WORD}val", importer.style(use.get(f"{WORD}val")))
        return serial(
            sorted((c for c in twin if c.tag not in _UNCOMPARED), key=lambda c: str(c.tag))
        )

    def _old_note(self, mark: Any) -> str:
        return _note(self.source, mark)

    def _new_note(self, mark: Any) -> str:
        return _note(self.target, mark)

    # -- tables ----------------------------------------------------------------------------

    def _table(self, old: Any, new: Any) -> Any:
        if old is None or new is None:
            present = self.importer.brought(old) if new is None else copied(new)
            for row in present.findall(TR):
                self._lone_row(row, "del" if new is None else "ins")
            return present
        twin = shell(new, "bookmarkStart", "bookmarkEnd", "tblPr", "tblGrid")
        for before, after in align(old.findall(TR), new.findall(TR), row_key, row_likeness):
            if after is None:
                twin.append(self._lone_row(self.importer.brought(before), "del"))
            elif before is None:
                twin.append(self._lone_row(copied(after), "ins"))
            else:
                row = copied(after)
                for one, other in zip(before.findall(TC), row.findall(TC), strict=True):
                    self._container(one, other)
                twin.append(row)
        return twin

    def _lone_row(self, row: Any, kind: Mark) -> Any:
        self.marker.mark_row(row, kind)
        for paragraph in list(row.iter(P)):
            # The ends of paragraphs are marked as Word marks them: LibreOffice goes by those.
            shown = text(paragraph)
            if kind == "del":
                self.ledger.note(deleted=shown)
                content = self._struck(paragraph)
            else:
                self.ledger.note(inserted=shown)
                content = self.marker.inserted(atoms(paragraph, self._new_note))
            parent, properties = paragraph.getparent(), properties_of(paragraph)
            self.marker.mark_paragraph(properties, kind)
            parent[parent.index(paragraph)] = _made(paragraph, properties, content)
        return row


# -- reading ---------------------------------------------------------------------------------


def _level(node: Any, file: WordFile) -> int | None:
    return file.heading_level(node) if node.tag == P else None


def _compared_parts(package: Package) -> list[str]:
    return [name for name in package.parts if name == DOCUMENT or _AROUND.fullmatch(name)]


def _modified(parts: dict[str, bytes]) -> str | None:
    """Return when the new file was last changed; a comparison has no time of its own."""
    core = parts.get("docProps/core.xml", b"").decode(errors="replace")
    found = re.search(r"<dcterms:modified[^>]*>(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)<", core)
    return found[1] if found else None


def _note(package: Package, mark: Any) -> str:
    said = comment_text if mark.tag in ANCHORS else note_text
    return said(package, mark.get(f"{WORD}id"))


def _said(found: Sequence[Atom]) -> list[tuple[object, bytes]]:
    return [(atom.key, atom.look) for atom in found if atom.key]


def _keys(found: Sequence[Atom]) -> list[object]:
    return [atom.key for atom in found if atom.key]


def _spoken(found: Sequence[Atom]) -> list[object]:
    """Return what is part of the text: a comment is beside it."""
    return [atom.key for atom in found if atom.key and not atom.is_comment]


def _wordless(found: Sequence[Atom]) -> list[object]:
    """Return what is no text: notes, pictures."""
    return [atom.key for atom in found if atom.key and not atom.text]


def _made(like: Any, properties: Any, content: list[Any]) -> Any:
    paragraph = shell(like)
    if len(properties):
        paragraph.append(properties)
    paragraph.extend(content)
    return paragraph

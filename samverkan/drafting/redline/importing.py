"""Brings paragraphs from one Word file into another: styles, lists, notes and pictures.

Word renames the ids of styles in the language of the user, and counts lists anew; what stays
the same is the name of a style and the ``w:nsid`` of a list (§17.9.15).
"""

from __future__ import annotations

import posixpath
import re
from typing import Any

from samverkan.drafting.redline.commentary import ANCHORS, bring_comment
from samverkan.drafting.redline.node import RELATION, WORD, copied, new, serial, text, value
from samverkan.drafting.redline.package import (
    FOOTNOTES,
    NUMBERING,
    RELATIONSHIPS,
    STYLES,
    Package,
)

_TYPES = "[Content_Types].xml"
_STYLE_USES = ("pStyle", "rStyle", "tblStyle")
_NOTE_MARK = f"{WORD}footnoteReference"
_LINKS = ("embed", "id", "link", "pict")


class Importer:
    """Rewrites nodes of ``source`` so that they mean the same in ``target``."""

    def __init__(self, source: Package, target: Package) -> None:
        self.source, self.target = source, target
        self._styles: dict[str, str] = {}
        self._lists: dict[str, str] = {}
        self._same_lists: dict[str, str] = {}
        self._links: dict[str, str | None] = {}
        self.comments: dict[str, str | None] = {}
        """The comments brought so far: id in the source, id in the target."""
        theirs = source.root(STYLES)
        self._by_id = {} if theirs is None else {_id(s): s for s in theirs.iter(f"{WORD}style")}
        ours = target.root(STYLES)
        self._by_name = (
            {} if ours is None else {_name(s): _id(s) for s in ours.iter(f"{WORD}style")}
        )

    def brought(self, node: Any) -> Any:
        """Return a copy of ``node`` for the target."""
        twin = copied(node)
        for tag in _STYLE_USES:
            for use in twin.iter(f"{WORD}{tag}"):
                use.set(f"{WORD}val", self.style(use.get(f"{WORD}val")))
        for use in twin.iter(f"{WORD}numId"):
            use.set(f"{WORD}val", self._list(use.get(f"{WORD}val")))
        for use in list(twin.iter(f"{WORD}footnoteReference")):
            self._footnote(use)
        for use in list(twin.iter(*ANCHORS)):
            self._anchor(use)
        for each in twin.iter("*"):
            for name in _LINKS:
                if (link := each.get(f"{RELATION}{name}")) is not None:
                    self._relink(each, f"{RELATION}{name}", link)
        return twin

    # -- styles --------------------------------------------------------------------------

    def style(self, style_id: str) -> str:
        """Return the id that a style of the source has in the target."""
        if style_id not in self._styles:
            style = self._by_id.get(style_id)
            name = _name(style) if style is not None else ""
            self._styles[style_id] = self._by_name.get(name, style_id)
            if style is not None and name not in self._by_name:
                self._add_style(style)
        return self._styles[style_id]

    def _add_style(self, style: Any) -> None:
        ours = self.target.root(STYLES)
        if ours is None:
            return
        self._by_name[_name(style)] = _id(style)
        twin = copied(style)
        for tag in ("basedOn", "next", "link"):
            for use in twin.iter(f"{WORD}{tag}"):
                use.set(f"{WORD}val", self.style(use.get(f"{WORD}val")))
        for use in twin.iter(f"{WORD}numId"):
            use.set(f"{WORD}val", self._list(use.get(f"{WORD}val")))
        ours.append(twin)

    # -- lists ---------------------------------------------------------------------------

    def _list(self, num_id: str) -> str:
        if num_id not in self._lists:
            self._lists[num_id] = "0" if num_id == "0" else self._matching_list(num_id)
        return self._lists[num_id]

    def _matching_list(self, num_id: str) -> str:
        num, definition = _list_of(self.source.root(NUMBERING), num_id)
        ours = self.target.root(NUMBERING)
        if num is None or definition is None or ours is None:
            return num_id
        named = value(definition, "nsid")
        lists = ours.findall(f"{WORD}abstractNum")
        same = next((each for each in lists if named and value(each, "nsid") == named), None)
        if same is None:
            same = copied(definition)
            same.set(f"{WORD}abstractNumId", _next(ours, "abstractNum", "abstractNumId"))
            ours.insert(len(lists), same)
        number = same.get(f"{WORD}abstractNumId")
        restarts = num.findall(f"{WORD}lvlOverride")
        if not restarts:
            for each in ours.findall(f"{WORD}num"):
                plain = each.find(f"{WORD}lvlOverride") is None
                if plain and value(each, "abstractNumId") == number:
                    return str(each.get(f"{WORD}numId"))
        fresh = _next(ours, "num", "numId")
        use = new("num", new("abstractNumId", val=number), *map(copied, restarts), numId=fresh)
        last = ours.findall(f"{WORD}num") or ours.findall(f"{WORD}abstractNum")
        last[-1].addnext(use)
        return fresh

    def pair_lists(self, theirs: Any, ours: Any) -> None:
        """Learn from a paragraph that both files have which list of the one is which of the other.

        What only the source has is counted on in that list, and not in one of its own.
        """
        one, other = (value(node, "pPr/numPr/numId") for node in (theirs, ours))
        if one and other and list_name(self.source, one) == list_name(self.target, other):
            self._same_lists.setdefault(one, other)

    def settle_lists(self, root: Any) -> None:
        """Give what was brought to ``root`` before its list was known the number of that list."""
        settled = {
            self._lists[one]: other
            for one, other in self._same_lists.items()
            if self._lists.get(one, other) != other
        }
        for use in root.iter(f"{WORD}numId") if settled else ():
            use.set(f"{WORD}val", settled.get(use.get(f"{WORD}val"), use.get(f"{WORD}val")))

    # -- notes, pictures and links ---------------------------------------------------------

    def _footnote(self, use: Any) -> None:
        theirs, ours = self.source.root(FOOTNOTES), self.target.root(FOOTNOTES)
        note = footnote(theirs, use.get(f"{WORD}id"))
        if note is None or ours is None:
            use.getparent().remove(use)
            return
        twin = copied(note)
        number = _next(ours, "footnote", "id")
        twin.set(f"{WORD}id", number)
        ours.append(twin)
        use.set(f"{WORD}id", number)

    def _anchor(self, use: Any) -> None:
        """Let an anchor be that of the same comment in the target, which is brought along."""
        number = use.get(f"{WORD}id")
        if number not in self.comments:
            self.comments[number] = bring_comment(self.source, self.target, number)
        if (brought := self.comments[number]) is not None:
            use.set(f"{WORD}id", brought)
        elif use.getparent() is not None:
            use.getparent().remove(use)

    def _relink(self, node: Any, name: str, link: str) -> None:
        if link not in self._links:
            self._links[link] = self._relationship(link)
        if self._links[link] is None:
            del node.attrib[name]
        else:
            node.set(name, self._links[link])

    def _relationship(self, link: str) -> str | None:
        theirs, ours = self.source.root(RELATIONSHIPS), self.target.root(RELATIONSHIPS)
        found = None if theirs is None else next((r for r in theirs if r.get("Id") == link), None)
        if found is None or ours is None:
            return None
        twin = copied(found)
        twin.set("Id", f"rIdGammal{len(ours) + 1}")
        if found.get("TargetMode") != "External":
            part = posixpath.normpath(posixpath.join("word", found.get("Target")))
            if part not in self.source.parts or not part.startswith("word/media/"):
                return None
            ending = part.rpartition(".")[2]
            kept = f"media/gammal{len(ours) + 1}.{ending}"
            self.target.parts[f"word/{kept}"] = self.source.parts[part]
            twin.set("Target", kept)
            self._type(ending)
        ours.append(twin)
        return str(twin.get("Id"))

    def _type(self, ending: str) -> None:
        theirs, ours = self.source.root(_TYPES), self.target.root(_TYPES)
        known = {each.get("Extension", "").lower() for each in ours}
        for each in theirs:
            if each.get("Extension", "").lower() == ending.lower() and ending.lower() not in known:
                ours.insert(0, copied(each))


def footnote(root: Any, number: str) -> Any:
    """Return the footnote with that id, None when there is none."""
    if root is None:
        return None
    return next((n for n in root.iter(f"{WORD}footnote") if n.get(f"{WORD}id") == number), None)


def settle_notes(package: Package) -> None:
    """Put the footnotes in the order of their references, for LibreOffice goes by that.

    A footnote that nothing refers to any more goes; the lines above them all stay.
    """
    root = package.root(FOOTNOTES)
    if root is None:
        return
    notes = {note.get(f"{WORD}id"): note for note in root if note.get(f"{WORD}type") is None}
    for note in notes.values():
        root.remove(note)
    used = (use.get(f"{WORD}id") for use in package.root("word/document.xml").iter(_NOTE_MARK))
    root.extend(notes[number] for number in dict.fromkeys(used) if number in notes)


def list_name(package: Package, num_id: str) -> str:
    """Return what tells a list from others, whatever id its file gives it."""
    num, definition = _list_of(package.root(NUMBERING), num_id)
    if num is None or definition is None:
        return num_id
    restarts = serial(num.findall(f"{WORD}lvlOverride"))
    return f"{value(definition, 'nsid')} {restarts!r}"


def note_text(package: Package, number: str) -> str:
    """Return the text of a footnote."""
    found = footnote(package.root(FOOTNOTES), number)
    return "" if found is None else text(found)


def _list_of(root: Any, num_id: str) -> tuple[Any, Any]:
    if root is None:
        return None, None
    num = next((n for n in root.iter(f"{WORD}num") if n.get(f"{WORD}numId") == num_id), None)
    if num is None:
        return None, None
    number = value(num, "abstractNumId")
    return num, next((a for a in root.iter(f"{WORD}abstractNum")
                      if a.get(f"{WORD}abstractNumId") == number), None)  # fmt: skip


def _next(root: Any, tag: str, attribute: str) -> str:
    ids = (each.get(f"{WORD}{attribute}", "0") for each in root.iter(f"{WORD}{tag}"))
    return str(1 + max((int(i) for i in ids if re.fullmatch(r"-?\d+", i)), default=0))


def _id(style: Any) -> str:
    return str(style.get(f"{WORD}styleId"))


def _name(style: Any) -> str:
    return f"{style.get(f'{WORD}type')} {(value(style, 'name') or _id(style)).lower()}"

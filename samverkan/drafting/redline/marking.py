"""Marks content as inserted or deleted (ISO/IEC 29500-1 §17.13.5)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import count
from typing import Any, Literal

from samverkan.drafting.redline.atom import Atom
from samverkan.drafting.redline.commentary import RANGE
from samverkan.drafting.redline.node import (
    CONTENT,
    P_PR,
    R_,
    R_PR,
    SDT,
    WORD,
    T,
    copied,
    new,
    shell,
)

Mark = Literal["ins", "del"]
# The children of w:pPr that come after w:rPr, and those of w:rPr after the mark (CT_ParaRPr).
_AFTER_RUN = frozenset(f"{WORD}{name}" for name in "sectPr pPrChange".split())
_INSIDE = frozenset(f"{WORD}{name}" for name in "hyperlink fldSimple smartTag customXml".split())
_FIRST = 90_000
"""The first id of a change; those of comments and bookmarks are far below."""


@dataclass
class Marker:
    """Who changed what, and when; counts the changes."""

    author: str
    moment: str | None = None
    _ids: Any = field(default_factory=lambda: count(_FIRST))

    def change(self, tag: str, *children: Any) -> Any:
        """Return a node that says who changed something."""
        when = {} if self.moment is None else {"date": self.moment}
        return new(tag, *children, id=str(next(self._ids)), author=self.author, **when)

    # -- text ------------------------------------------------------------------------------

    def inserted(self, atoms: Iterable[Atom]) -> list[Any]:
        """Return ``atoms`` as inserted; markers among them stand as they are."""
        return self._wrapped("ins", [node for atom in atoms for node in _spread(atom)])

    def deleted(self, nodes: Iterable[Any]) -> list[Any]:
        """Return nodes as deleted; links become the text in them, gaps stay gaps.

        Where a comment begins and ends is no text: that stands as it is, and the comment goes
        with its reference.
        """
        found: list[Any] = []
        held: list[Any] = []

        def close() -> None:
            if held:
                found.append(self.change("del", *joined(held)))
                held.clear()

        for node in nodes:
            if node.tag in RANGE:
                close()
                found.append(copied(node))
            elif node.tag == SDT:
                close()
                found.extend(self._control("del", node, self.deleted(_inside(node))))
            else:
                held.extend(_as_deleted(run) for run in _runs(node))
        close()
        return found

    def _control(self, mark: Mark, node: Any, content: list[Any]) -> list[Any]:
        """Return a gap whose beginning and end are inserted or deleted along with ``content``.

        A gap has two tags, and each is a change of its own (§17.13.5.4, §17.13.5.6).
        """
        name = f"customXml{mark.capitalize()}Range"
        first, last = self.change(f"{name}Start"), self.change(f"{name}Start")
        ends = [new(f"{name}End", id=start.get(f"{WORD}id")) for start in (first, last)]
        twin = shell(node, "sdtPr", "sdtEndPr")
        if mark == "del":
            # The new file may have the same gap, and no two may share an id.
            for number in twin.iterfind(f"{WORD}sdtPr/{WORD}id"):
                number.set(f"{WORD}val", str(next(self._ids)))
        twin.append(new("sdtContent", ends[0], *content, last))
        return [first, twin, ends[1]]

    def _wrapped(self, tag: Mark, nodes: list[tuple[Any, bool]]) -> list[Any]:
        found: list[Any] = []
        held: list[Any] = []

        def close() -> None:
            if held:
                found.append(self.change(tag, *joined(held)))
                held.clear()

        for node, is_marker in nodes:
            if is_marker:
                close()
                found.append(copied(node))
            elif node.tag == SDT:
                close()
                content = [(child, False) for child in _inside(node)]
                found.extend(self._control(tag, node, self._wrapped(tag, content)))
            elif node.tag in _INSIDE:
                # The schema does not let a link stand inside a change: the change goes inside.
                close()
                found.append(self._changed_inside(tag, node))
            else:
                held.append(node)
        close()
        return found

    def _changed_inside(self, tag: Mark, node: Any) -> Any:
        inner = [(copied(child), False) for child in node if child.tag == R_]
        twin = copied(node)
        for child in [c for c in twin if c.tag == R_]:
            twin.remove(child)
        twin.extend(self._wrapped(tag, inner))
        return twin

    def reformatted(self, word: Atom, before: Any) -> Any:
        """Return a word whose formatting was ``before`` (§17.13.5.31)."""
        run = copied(word.nodes[0])
        properties = run.find(R_PR)
        if properties is None:
            properties = new("rPr")
            run.insert(0, properties)
        old = new("rPr", *(map(copied, before) if before is not None else ()))
        properties.append(self.change("rPrChange", old))
        return run

    # -- paragraphs, rows ------------------------------------------------------------------

    def mark_paragraph(self, properties: Any, mark: Mark) -> None:
        """Mark the end of the paragraph with ``properties`` as inserted or deleted."""
        run = properties.find(R_PR)
        if run is None:
            run = new("rPr")
            before = sum(child.tag not in _AFTER_RUN for child in properties)
            properties.insert(before, run)
        run.insert(0, self.change(mark))

    def restyled(self, properties: Any, before: Any) -> None:
        """Say that a paragraph's properties were ``before`` (§17.13.5.29)."""
        old = new("pPr", *(
            copied(child) for child in (before if before is not None else ())
            if child.tag not in {R_PR, *_AFTER_RUN}
        ))  # fmt: skip
        properties.append(self.change("pPrChange", old))

    def mark_row(self, row: Any, mark: Mark) -> None:
        """Mark a table row as inserted or deleted (§17.13.5.16)."""
        properties = row.find(f"{WORD}trPr")
        if properties is None:
            properties = new("trPr")
            row.insert(sum(child.tag == f"{WORD}tblPrEx" for child in row), properties)
        properties.append(self.change(mark))


def joined(runs: Iterable[Any]) -> list[Any]:
    """Return nodes with neighbouring runs of words, formatted alike, put together."""
    found: list[Any] = []
    for run in runs:
        last = found[-1] if found else None
        if last is not None and (place := _same(last, run)) is not None:
            place.text = (place.text or "") + (run[-1].text or "")
        else:
            found.append(copied(run))
    return found


def _same(last: Any, run: Any) -> Any:
    """Return the text node of ``last`` if that of ``run`` can be added to it."""
    if last.tag != R_ or run.tag != R_ or not len(last) or not len(run):
        return None
    ends = last[-1].tag
    if ends != run[-1].tag or ends not in (T, f"{WORD}delText") or len(last) != len(run):
        return None
    before, after = last.find(R_PR), run.find(R_PR)
    if (before is None) != (after is None):
        return None
    if before is not None and _bytes(before) != _bytes(after):
        return None
    return last[-1]


def _bytes(properties: Any) -> list[tuple[str, tuple[tuple[str, str], ...]]]:
    # A change has an id of its own, which tells two alike apart; it is left out.
    return [
        (str(node.tag), tuple(sorted((k, v) for k, v in node.attrib.items() if k != f"{WORD}id")))
        for node in properties.iter("*")
    ]


def _spread(atom: Atom) -> list[tuple[Any, bool]]:
    return [(node, not atom.key or node.tag in RANGE) for node in atom.nodes]


def _inside(control: Any) -> list[Any]:
    """Return what stands in a gap."""
    content = control.find(CONTENT)
    return [] if content is None else list(content)


def _runs(node: Any) -> list[Any]:
    """Return the runs in a node."""
    return [node] if node.tag == R_ else [run for child in node for run in _runs(child)]


def _as_deleted(run: Any) -> Any:
    twin = copied(run)
    for child in twin:
        if child.tag == T:
            child.tag = f"{WORD}delText"
        elif child.tag == f"{WORD}instrText":
            child.tag = f"{WORD}delInstrText"
    return twin


def properties_of(paragraph: Any) -> Any:
    """Return a copy of a paragraph's properties; empty ones when it has none."""
    found = paragraph.find(P_PR)
    return new("pPr") if found is None else copied(found)

"""Divides a paragraph into atoms: words, spaces, fields, gaps, pictures."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from samverkan.drafting.redline.commentary import RANGE, REFERENCE
from samverkan.drafting.redline.node import (
    BREAK,
    P_PR,
    R_,
    R_PR,
    SDT,
    WORD,
    T,
    copied,
    new,
    serial,
    text,
)

_WORDS = re.compile(r"\w+|\s+|[^\w\s]")
_WHOLE = frozenset((SDT, *(f"{WORD}{n}" for n in "hyperlink fldSimple smartTag customXml".split())))
"""What is compared as one: a link or a gap is exchanged, never cut."""
_MARKERS = frozenset(
    f"{WORD}{name}"
    for name in "bookmarkStart bookmarkEnd permStart permEnd lastRenderedPageBreak".split()
)
"""What stands between the words and is no text: it is kept as the new file has it."""
_COMMENT = "comment"
_FIELD = f"{WORD}fldChar"
# What Word writes by itself and nobody reads: the language of a run, the spelling check.
_NOISE = frozenset(f"{WORD}{name}" for name in "lang noProof webHidden".split())


@dataclass(frozen=True, eq=False, slots=True)
class Atom:
    """The least that can be inserted or deleted; a marker has an empty ``key``."""

    key: tuple[object, ...]
    text: str
    source: tuple[Any, ...]
    """The nodes it is, or the run it is a word of."""
    look: bytes = b""
    """The formatting of a word, for comparison."""

    @property
    def is_word(self) -> bool:
        """Whether it is a piece of plain text."""
        return self.key[:1] == ("word",)

    @property
    def is_comment(self) -> bool:
        """Whether it stands for a comment, which is no part of the text."""
        return self.key[:1] == (_COMMENT,)

    @property
    def nodes(self) -> tuple[Any, ...]:
        """Runs, or nodes that are no runs. A word is made a run only when it is needed."""
        return (_word(self.source[0], self.text),) if self.is_word else self.source

    @property
    def properties(self) -> Any:
        """The ``w:rPr`` of a word; None when it has none."""
        return self.source[0].find(R_PR)


NoteText = Callable[[Any], str]
"""Gives the text of the footnote or the comment that a node stands for; empty for none."""


def atoms(paragraph: Any, note: NoteText) -> list[Atom]:
    """Return the atoms of a paragraph, in reading order."""
    found: list[Atom] = []
    queue = [piece for child in paragraph if child.tag != P_PR for piece in _pieces(child)]
    index = 0
    while index < len(queue):
        end = _field_end(queue, index)
        if end is not None:
            nodes = tuple(queue[index:end])
            shown = "".join(text(node) for node in nodes)
            found.append(Atom(("page",) if _is_page(nodes) else ("field", shown), shown, nodes))
            index = end
        else:
            found += _atoms(queue[index], note)
            index += 1
    return found


def _pieces(child: Any) -> Iterator[Any]:
    """Yield a run as runs of one content each; other nodes as they are."""
    if child.tag != R_ or sum(content.tag != R_PR for content in child) == 1:
        yield child
        return
    properties = child.find(R_PR)
    for content in child:
        if content.tag != R_PR:
            piece = new("r")
            if properties is not None:
                piece.append(copied(properties))
            piece.append(copied(content))
            yield piece


def _field_kind(piece: Any) -> str | None:
    mark = piece.find(_FIELD) if piece.tag == R_ else None
    return None if mark is None else mark.get(f"{WORD}fldCharType")


def _field_end(queue: list[Any], start: int) -> int | None:
    """Return where the field that begins at ``start`` is over; None if it is not here."""
    if _field_kind(queue[start]) != "begin":
        return None
    depth = 0
    for index in range(start, len(queue)):
        depth += {"begin": 1, "end": -1}.get(_field_kind(queue[index]) or "", 0)
        if depth == 0:
            return index + 1
    return None


def _is_page(nodes: tuple[Any, ...]) -> bool:
    """Tell the number of a page, which is counted anew whenever the file is shown."""
    codes = "".join(code.text or "" for node in nodes for code in node.iter(f"{WORD}instrText"))
    return codes.split()[:1] in (["PAGE"], ["NUMPAGES"])


def _atoms(piece: Any, note: NoteText) -> Iterator[Atom]:
    if piece.tag in _MARKERS:
        yield Atom((), "", (piece,))
    elif piece.tag in RANGE:
        yield _anchor(piece, piece, note)
    elif piece.tag != R_:
        shown = text(piece)
        # Programs rewrite what a link or a gap is called; what it says is what is compared.
        key = ("whole", shown) if piece.tag in _WHOLE else ("other", serial([piece]))
        yield Atom(key, shown, (piece,))
    else:
        yield from _run_atoms(piece, note)


def _run_atoms(run: Any, note: NoteText) -> Iterator[Atom]:
    content = next(child for child in run if child.tag != R_PR)
    if content.tag == T:
        look = _look(run)
        for word in _WORDS.findall(content.text or ""):
            yield Atom(("word", word), word, (run,), look)
    elif content.tag in _MARKERS or content.tag in (_FIELD, f"{WORD}instrText") or (
        content.tag == BREAK and content.get(f"{WORD}type") == "page"
    ):  # fmt: skip
        # A field that goes over several paragraphs, such as the contents, is kept as it is; so
        # is a break of the page, which is layout.
        yield Atom((), "", (run,))
    elif content.tag == f"{WORD}footnoteReference":
        yield Atom(("note", note(content)), "", (run,))
    elif content.tag == REFERENCE:
        yield _anchor(run, content, note)
    else:
        yield Atom(("other", content.tag, serial([content])), text(run), (run,))


def _anchor(piece: Any, mark: Any, note: NoteText) -> Atom:
    """Return what stands for a comment; one that no comment belongs to is a mere marker."""
    said = note(mark)
    return Atom((_COMMENT, mark.tag, said) if said else (), "", (piece,))


def _word(run: Any, word: str) -> Any:
    piece = new("r")
    properties = run.find(R_PR)
    if properties is not None:
        piece.append(copied(properties))
    node = new("t")
    node.text = word
    node.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    piece.append(node)
    return piece


def _look(run: Any) -> bytes:
    properties = run.find(R_PR)
    if properties is None:
        return b""
    return serial(sorted((c for c in properties if c.tag not in _NOISE), key=lambda c: str(c.tag)))

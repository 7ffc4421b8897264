"""Elements of WordprocessingML, written as text.

A draft is a few thousand small elements and is made while someone waits, so elements are
strings and not nodes. What keeps that safe is the type: only :func:`escape` and the
builders make :data:`Xml`, and everything that is put together must be :data:`Xml`.

Element and attribute names are those of ISO/IEC 29500-1 §17, without the prefix ``w:``.
Children are given in the order of its schema.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NewType

Xml = NewType("Xml", str)
"""Well-formed XML content: elements and escaped text."""

EMPTY = Xml("")

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

# XML 1.0 §2.2, production [2]: all that a document cannot hold. (What it can hold, negated,
# takes ten times as long to compile.)
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_PAGE_BREAK = re.compile(r"<w:p><w:pPr><w:pStyle [^>]*/>(?:<w:keepNext/>)?(?:<w:keepLines/>)?")
_BREAKS = re.compile(r"([\n\t])")
_BREAK = {"\n": Xml("<w:br/>"), "\t": Xml("<w:tab/>")}


def escape(value: str) -> Xml:
    """Return ``value`` as XML character data that a parser gives back unchanged.

    Raises:
        ValueError: if ``value`` holds a character that XML 1.0 cannot.
    """
    if illegal := _ILLEGAL.search(value):
        raise ValueError(
            f"tecknet U+{ord(illegal[0]):04X} på plats {illegal.start()} i {value[:60]!r} "
            "kan inte stå i en Wordfil"
        )
    value = value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    # §2.11: a parser turns a bare carriage return into a line feed.
    return Xml(value.replace("\r", "&#13;"))


def attribute(value: str) -> Xml:
    """Return ``value`` as an attribute value (§3.3.3: white space would be normalised)."""
    escaped = escape(value).replace('"', "&quot;")
    return Xml(escaped.replace("\n", "&#10;").replace("\t", "&#9;"))


def join(parts: Iterable[Xml]) -> Xml:
    """Return ``parts`` after each other."""
    return Xml("".join(parts))


def w(tag: str, /, *children: Xml, **attributes: str | int) -> Xml:
    """Return the element ``w:tag``; ``w("jc", val="right")`` is ``<w:jc w:val="right"/>``."""
    start = f"<w:{tag}"
    for name, value in attributes.items():
        start += f' w:{name}="{value if isinstance(value, int) else attribute(value)}"'
    if not children:
        return Xml(f"{start}/>")
    return Xml(f"{start}>{''.join(children)}</w:{tag}>")


def text(value: str) -> Xml:
    """Return run content: text, with line feeds as ``w:br`` and tabs as ``w:tab``."""
    if "\n" not in value and "\t" not in value:
        return Xml(f'<w:t xml:space="preserve">{escape(value)}</w:t>')
    pieces = (piece for piece in _BREAKS.split(value) if piece)
    return join(_BREAK.get(piece) or text(piece) for piece in pieces)


def run(value: str, *properties: Xml) -> Xml:
    """Return a run (§17.3.2.25), or nothing for no text."""
    if not value:
        return EMPTY
    r_pr = w("rPr", *properties) if properties else ""
    return Xml(f"<w:r>{r_pr}{text(value)}</w:r>")


def paragraph(style: str, content: Xml, *properties: Xml) -> Xml:
    """Return a paragraph (§17.3.1.22); ``properties`` follow ``w:pStyle`` in its ``w:pPr``."""
    return Xml(
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{"".join(properties)}</w:pPr>{content}</w:p>'
    )


def on_new_page(first: Xml) -> Xml:
    """Return a :func:`paragraph` with a page break before it (§17.3.1.23).

    Raises:
        ValueError: if ``first`` is no paragraph.
    """
    match = _PAGE_BREAK.match(first)
    if match is None:
        raise ValueError(f"inte ett stycke: {first[:80]!r}")
    return Xml(f"{match[0]}<w:pageBreakBefore/>{first[match.end() :]}")


def part(root: Xml) -> bytes:
    """Return ``root`` as a part of the package."""
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{root}'.encode()


def story(tag: str, *content: Xml) -> bytes:
    """Return the part whose root is ``w:tag``: document, header, comments, styles …"""
    body = "".join(content)
    return part(Xml(f'<w:{tag} xmlns:w="{W}" xmlns:r="{R}">{body}</w:{tag}>'))

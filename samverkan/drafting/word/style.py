"""What a style is made of (ISO/IEC 29500-1 §17.7.4): font, size, space, indentation."""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass
from typing import Literal

from samverkan.drafting.word.element import EMPTY, Xml, join, w

Kind = Literal["paragraph", "character", "table", "numbering"]


def font(name: str) -> Xml:
    """Return ``w:rFonts`` for every script."""
    return w("rFonts", ascii=name, hAnsi=name, eastAsia=name, cs=name)


def size(half_points: int) -> Xml:
    """Return the text size."""
    return join((w("sz", val=half_points), w("szCs", val=half_points)))


def spacing(before: int, after: int, line: int | None = None) -> Xml:
    """Return the space before and after a paragraph and, in 240ths, between its lines."""
    if line is None:
        return w("spacing", before=before, after=after)
    return w("spacing", before=before, after=after, line=line, lineRule="auto")


def indent(left: int, hanging: int = 0) -> Xml:
    """Return a paragraph's indentation."""
    return w("ind", left=left, hanging=hanging) if hanging else w("ind", left=left, firstLine=0)


def numbered(list_id: int, level: int = 0) -> Xml:
    """Bind a style to a level of a list; list 0 takes an inherited number away."""
    return w("numPr", *([w("ilvl", val=level)] if level else []), w("numId", val=list_id))


@dataclass(frozen=True, slots=True)
class Style:
    """A ``w:style``; built-in ones have Word's own id and name."""

    id: str
    name: str
    _: KW_ONLY
    kind: Kind = "paragraph"
    own: bool = False
    """Whether it is ours and not one of Word's."""
    on: str | None = None
    """The style that it is based on."""
    then: str | None = None
    """The style of the next paragraph that is typed."""
    paragraph: tuple[Xml, ...] = ()
    run: tuple[Xml, ...] = ()
    table: tuple[Xml, ...] = ()
    priority: int = 1
    default: bool = False
    """Whether it is what text has that says nothing else; such are not shown in lists."""

    def xml(self) -> Xml:
        """Return the element."""
        flags = {"default": 1} if self.default else {"customStyle": 1} if self.own else {}
        hidden = self.default and self.kind != "paragraph"
        return w(
            "style",
            w("name", val=self.name),
            w("basedOn", val=self.on) if self.on else EMPTY,
            w("next", val=self.then) if self.then else EMPTY,
            w("uiPriority", val=self.priority),
            w("semiHidden") if hidden else w("qFormat"),
            w("pPr", *self.paragraph) if self.paragraph else EMPTY,
            w("rPr", *self.run) if self.run else EMPTY,
            *self.table,
            type=self.kind,
            **flags,
            styleId=self.id,
        )

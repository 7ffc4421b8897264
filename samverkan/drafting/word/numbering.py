"""The lists of base.docx (ISO/IEC 29500-1 §17.9), each bound to its styles.

======  ==========================  =====================================
list    numbers                     style
======  ==========================  =====================================
1       1 §, 2 § … to the end       Paragraf
2       1, 1.1                      the clauses' heading, Punkt
3       •                           ListBullet
4       1. 2. 3.                    ListNumber, restarts for every list
5       a) b) c)                    Bokstavslista, restarts for every list
6       1. 2. 3. to the end         Oppenpunkt
7       Bilaga 1; 1; 1.1            Bilaga, Bilagerubrik, Bilagepunkt
======  ==========================  =====================================
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from samverkan.drafting.word.element import EMPTY, Xml, story, w
from samverkan.drafting.word.styles import INDENT

NBSP = "\u00a0"
LIST_INDENT = INDENT + 397


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: its number format, its text and where it stands."""

    form: str
    text: str
    left: int
    hanging: int
    style: str | None = None
    run: tuple[Xml, ...] = ()
    space: bool = False
    """Whether a space, and not a tab, stands between the number and the text."""

    def xml(self, index: int) -> Xml:
        """Return the ``w:lvl``."""
        return w(
            "lvl",
            w("start", val=1),
            w("numFmt", val=self.form),
            w("pStyle", val=self.style) if self.style else EMPTY,
            w("suff", val="space") if self.space else EMPTY,
            w("lvlText", val=self.text),
            w("lvlJc", val="left"),
            w("pPr", w("ind", left=self.left, hanging=self.hanging)),
            w("rPr", *self.run) if self.run else EMPTY,
            ilvl=index,
        )


_BOLD = (w("b"), w("bCs"))
_NESTED = (
    Level("lowerLetter", "%2)", LIST_INDENT + 397, 397),
    Level("lowerRoman", "%3.", LIST_INDENT + 794, 397),
)
LISTS: tuple[tuple[Level, ...], ...] = (
    (Level("decimal", f"%1{NBSP}§", INDENT, INDENT, "Paragraf", _BOLD),),
    (
        Level("decimal", "%1", INDENT, INDENT, "Heading1"),
        Level("decimal", "%1.%2", INDENT, INDENT, "Punkt"),
        Level("decimal", "%1.%2.%3", INDENT + 850, 850),
    ),
    (
        Level("bullet", "•", LIST_INDENT, 397, "ListBullet"),
        Level("bullet", "–", LIST_INDENT + 397, 397),
    ),
    (Level("decimal", "%1.", LIST_INDENT, 397, "ListNumber"), *_NESTED),
    (
        Level("lowerLetter", "%1)", LIST_INDENT, 397, "Bokstavslista"),
        Level("decimal", "%2.", LIST_INDENT + 397, 397),
    ),
    (Level("decimal", "%1.", 500, 360, "Oppenpunkt"),),
    (
        Level("decimal", f"Bilaga{NBSP}%1", 0, 0, "Bilaga", space=True),
        Level("decimal", "%2", INDENT, INDENT, "Bilagerubrik"),
        Level("decimal", "%2.%3", INDENT, INDENT, "Bilagepunkt"),
    ),
)


def _definition(list_id: int, levels: Sequence[Level]) -> Xml:
    # The nsid tells Word which lists are the same when text is pasted between files.
    return w(
        "abstractNum",
        w("nsid", val=f"5A4D{list_id:04X}"),
        w("multiLevelType", val="multilevel"),
        w("tmpl", val=f"5A4E{list_id:04X}"),
        *(level.xml(index) for index, level in enumerate(levels)),
        abstractNumId=list_id,
    )


def numbering() -> bytes:
    """Return word/numbering.xml."""
    definitions = [_definition(index, levels) for index, levels in enumerate(LISTS, start=1)]
    uses = [
        w("num", w("abstractNumId", val=index), numId=index) for index in range(1, len(LISTS) + 1)
    ]
    return story("numbering", *definitions, *uses)

"""The document: a small immutable tree that every writer reads.

The tree is complete when it leaves :mod:`samverkan.drafting.assemble`: numbers, cross
references, citations and defined terms are resolved to text. Writers (Word, HTML, plain
text, JSON) only give it a shape, so they cannot disagree about what it says.

Structure, from the outside in::

    Document
      parts: Part          heading without number ("Sammansättning och arbetsformer")
        clauses: Clause    heading ("Presidium", or "4 Presidium" in decimal numbering)
          sections: Section   "12 §" or "4.1"
            blocks: Paragraph | ItemList | Table
              inlines: Text | Strong | Placeholder | Reference | Citation
      annexes: Annex       "Bilaga 1", with clauses of its own
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from string import ascii_lowercase as _LETTERS
from typing import Literal

from samverkan.records.names import Nature

# --- inlines -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Text:
    """Plain text, already with no-break spaces where Swedish wants them."""

    text: str


@dataclass(frozen=True, slots=True)
class Strong:
    """Emphasised text, such as the word being defined."""

    text: str


@dataclass(frozen=True, slots=True)
class Placeholder:
    """Something not answered yet. Writers show ``[label]`` and make it easy to find."""

    question: str
    label: str

    @property
    def text(self) -> str:
        """The visible gap."""
        return f"[{self.label}]"


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference to a section of this document, already resolved to its number.

    ``target`` is the ``Section.id`` (or ``Clause.id``, or the id of an item in a list);
    ``text`` is what is printed ("12 § andra stycket", "punkt 4.2", "12 § 3"); ``number``
    is the part of it that is the target's own number ("12", "4.2", "3"), for a REF field.
    """

    target: str
    text: str
    number: str


@dataclass(frozen=True, slots=True)
class Citation:
    """A citation of a statute, resolved to text: "9 kap. 24 § kommunallagen (2017:725)"."""

    text: str
    statute: str
    sections: tuple[str, ...] = ()


Inline = Text | Strong | Placeholder | Reference | Citation
Inlines = tuple[Inline, ...]


def plain(inlines: Inlines) -> str:
    """Return the text of ``inlines`` as it is printed."""
    return "".join(inline.text for inline in inlines)


# --- blocks ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One stycke."""

    inlines: Inlines


@dataclass(frozen=True, slots=True)
class ItemList:
    """A list: bullets, numbers (1. 2. 3.) or letters (a) b) c))."""

    kind: Literal["bullet", "number", "letter"]
    items: tuple[Inlines, ...]
    ids: tuple[str | None, ...] = ()
    """For each item: the id by which references lead to it (``clause.section.item``), if any."""

    def marker(self, index: int) -> str:
        """Return what stands before an item, counted from 0: ``–``, ``1.`` or ``a)``.

        After z) comes aa), as in Word.
        """
        if self.kind == "bullet":
            return "–"
        if self.kind == "number":
            return f"{index + 1}."
        return f"{_LETTERS[index % 26] * (index // 26 + 1)})"

    def named(self) -> Iterator[tuple[str, str]]:
        """Yield the id and the number of each item that references lead to.

        The number is the marker without a period at its end, as Word has it in a reference
        (ISO/IEC 29500-1 §17.16.5.51).
        """
        for index, name in enumerate(self.ids):
            if name is not None:
                yield name, self.marker(index).rstrip(".")


@dataclass(frozen=True, slots=True)
class Table:
    """A table with one header row. ``caption`` is also the table's alternative text."""

    caption: str
    header: tuple[Inlines, ...]
    rows: tuple[tuple[Inlines, ...], ...]
    numeric: tuple[bool, ...] = ()
    """For each column, whether it holds figures (right-aligned)."""


Block = Paragraph | ItemList | Table


def lines(block: Block) -> Iterator[str]:
    """Yield the text of ``block``, line by line."""
    if isinstance(block, Paragraph):
        yield plain(block.inlines)
    elif isinstance(block, ItemList):
        yield from (f"– {plain(item)}" for item in block.items)
    else:
        for row in (block.header, *block.rows):
            yield " | ".join(plain(cell) for cell in row)


def one_line(content: Iterable[Block]) -> Inlines:
    """Return blocks as the one line of a heading; only paragraphs keep their gaps."""
    found: list[Inline] = []
    for block in content:
        pieces = [block.inlines] if isinstance(block, Paragraph) else [
            (Text(line),) for line in lines(block)
        ]  # fmt: skip
        for inlines in pieces:
            found += [Text(" "), *inlines] if found else inlines
    return tuple(found)


# --- structure ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Note:
    """A drafting note; a Word comment anchored to its clause."""

    paragraphs: tuple[str, ...]


Notes = Literal["comments", "footnotes", "none"]
"""How Word shows the drafting notes, if at all."""
NOTES: tuple[Notes, ...] = ("comments", "footnotes", "none")


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered section: ``number`` is "12" (printed "12 §") or "4.1"."""

    id: str
    number: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause with its heading. ``number`` is None in paragraph numbering."""

    id: str
    version: int
    heading: str
    number: str | None
    sections: tuple[Section, ...]
    note: Note | None
    level: str
    legal_basis: tuple[str, ...]
    variant: str | None = None
    law: str = ""
    """The legal basis as it is printed."""


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of clauses under an unnumbered heading, or none."""

    heading: str | None
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Annex:
    """An annex. Its clauses and sections are numbered anew: 1, 1.1, whatever the body has."""

    id: str
    number: int
    heading: str
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A labelled line of a front-page table."""

    label: str
    value: Inlines


@dataclass(frozen=True, slots=True)
class PartyLine:
    """A party as the document introduces it."""

    name: str
    org_number: Inlines
    called: str | None
    role: str | None


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature block. Names of persons are never filled in."""

    party: str
    electronic: bool = False
    """Whether it is signed electronically, and so has no lines to write on."""


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """Something that remains to be done before the document is final.

    ``kind``: ``svar`` unanswered question, ``forval`` default used, ``varning`` a rule
    that warns, ``beslut`` what the lawyer must decide. ``target`` is the ``Section.id``
    or ``Clause.id`` where it shows first, or a place on page one
    (:func:`samverkan.drafting.frame.front_places`); None when it concerns the whole.
    """

    kind: Literal["svar", "forval", "varning", "beslut"]
    text: str
    target: str | None = None
    place: str | None = None
    """How the place is printed: "12 §", "punkt 4.2"."""
    question: str | None = None
    law: str = ""
    """For what must be decided: the law behind it, as it is printed."""

    def aside(self, place: str | None) -> str:
        """Return what follows the text in brackets after ``place``: the law, if any."""
        return f"; {self.law}" if place and self.law else self.law


Status = Literal["met", "elsewhere", "missing", "struck", "inapplicable"]
"""``struck``: the clauses that met a demand have been taken out of the file."""


@dataclass(frozen=True, slots=True)
class DemandMet:
    """A statutory demand and where the document meets it."""

    id: str
    law: tuple[str, ...]
    """The sections, as records name them: ``2017:725 9:24``."""
    cited: str
    """The same as they are printed."""
    text: str
    level: str
    status: Status
    where: str | None
    clauses: tuple[str, ...] = ()
    """The clauses that meet it here."""


@dataclass(frozen=True, slots=True)
class Document:
    """A draft, ready to be written."""

    type_id: str
    type_title: str
    heading: Inlines
    """What the document is called, gaps included; page one and the header say it."""
    nature: Nature
    numbering: Literal["paragraf", "decimal"]
    law_date: str
    """The date of the law the draft is made under, ISO 8601."""
    law_texts: tuple[str, ...]
    """For each date: the statutes named anywhere whose text was checked that day."""
    parties: tuple[PartyLine, ...]
    party_heading: str
    front_rows: tuple[Row, ...]
    """Diarienummer, gäller från, ersätter, dokumentansvarig funktion."""
    decision_rows: tuple[Row, ...]
    """For adopted documents: one per deciding body."""
    preamble: tuple[Block, ...]
    parts: tuple[Part, ...]
    annexes: tuple[Annex, ...]
    signatures: tuple[Signature, ...]
    open_points: tuple[OpenPoint, ...]
    demands: tuple[DemandMet, ...]
    register_number: Inlines
    """Diarienummer."""
    provenance: dict[str, object] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """What the document is called, as plain text."""
        return plain(self.heading)

    def body_clauses(self) -> Iterator[Clause]:
        """Yield the clauses that stand before the annexes."""
        for part in self.parts:
            yield from part.clauses

    def clauses(self) -> Iterator[Clause]:
        """Yield every clause in order, those of the annexes last."""
        yield from self.body_clauses()
        for annex in self.annexes:
            yield from annex.clauses

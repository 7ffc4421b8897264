"""Writes a document as a .docx file (ISO/IEC 29500 transitional)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from samverkan.drafting.document import Clause, Document, Notes, plain
from samverkan.drafting.outline import Outline, annex_key, clause_key
from samverkan.drafting.word import provenance
from samverkan.drafting.word.appearance import FIRST_HEADER, FIRST_HEADER_ID, logo_paragraph
from samverkan.drafting.word.block import blocks, sections
from samverkan.drafting.word.closing import demands, signatures
from samverkan.drafting.word.element import EMPTY, Xml, join, paragraph, run, story, w
from samverkan.drafting.word.front import front
from samverkan.drafting.word.inline import inlines
from samverkan.drafting.word.note import COMMENTS, FOOTNOTES
from samverkan.drafting.word.package import (
    CONTENT_TYPES,
    Relationship,
    extend,
    override,
    pack,
    word_type,
)
from samverkan.drafting.word.page import header
from samverkan.drafting.word.properties import core_of
from samverkan.drafting.word.story import Story
from samverkan.drafting.word.template import template

if TYPE_CHECKING:
    from samverkan.drafting.profile import Profile

_AFTER_CONTENTS = w("spacing", before=480)
_HEADER_LINE = 90  # characters of the header that have room beside each other
_RELATIONSHIPS = "word/_rels/document.xml.rels"


def write(
    document: Document,
    *,
    notes: Notes = "comments",
    profile: Profile | None = None,
    pages: Mapping[str, int] | None = None,
    last: Xml = EMPTY,
) -> bytes:
    """Return ``document`` as a Word file.

    The same document gives the same bytes. ``notes="none"`` leaves out the notes and
    changes nothing else.

    Args:
        document: a complete draft.
        notes: whether drafting notes become comments or footnotes at their clauses.
        profile: the fonts, colours and logo of a public body.
        pages: the page of every heading, for the contents; without it they show none.
        last: content to put after everything else.

    Raises:
        ValueError: if a text holds a character that XML cannot, a reference or an open
            point leads nowhere, numbers do not follow each other, an id is used twice, a
            table's rows differ in length, or ``law_date`` is no date.
        TypeError: if the provenance holds what JSON cannot.
    """
    outline = Outline(document)
    base = template(outline.numbered_style(), profile)
    draft = Story(document, base, outline, notes=notes)
    content = [
        *front(draft, pages or {}),
        *_text(draft),
        *signatures(draft),
        *_annexes(draft),
        *demands(draft),
        last,
        base.section,
    ]
    parts = {
        **base.parts,
        **provenance.parts(document.provenance),
        "docProps/core.xml": core_of(document),
        "word/document.xml": story("document", w("body", *content)),
        "word/header1.xml": header(_header(draft)),
        "word/numbering.xml": base.numbering(draft.restarts),
    }
    added = [Relationship("rId101", "customXml", f"../{provenance.ITEM}")]
    types = [override(provenance.PROPERTIES, provenance.PROPERTIES_TYPE)]
    if profile is not None and profile.logo is not None:
        parts[FIRST_HEADER] = header(_header(draft), logo_paragraph(profile.logo))
        added.append(Relationship(FIRST_HEADER_ID, "header", "header2.xml"))
    notes_made = draft.annotations
    if notes_made.comments:
        parts[COMMENTS] = story("comments", *notes_made.comments)
        added.append(Relationship("rId102", "comments", "comments.xml"))
        types.append(override(COMMENTS, word_type("comments")))
    if notes_made.footnotes:
        parts[FOOTNOTES] = extend(parts[FOOTNOTES], notes_made.footnotes)
    parts[_RELATIONSHIPS] = extend(parts[_RELATIONSHIPS], (item.xml() for item in added))
    parts[CONTENT_TYPES] = extend(parts[CONTENT_TYPES], types)
    return pack(parts)


def _header(draft: Story) -> Xml:
    """Return the header line: the document to the left, its diarienummer to the right.

    A long name has the line to itself, and the diarienummer stands below.
    """
    document = draft.document
    name, number = inlines(draft, document.heading), document.register_number
    if not number:
        return name
    label = "Diarienummer "
    length = len(document.title) + len(label) + len(plain(number))
    apart = "\t" if length <= _HEADER_LINE else "\n"
    return join((name, run(f"{apart}{label}"), inlines(draft, number)))


def _text(draft: Story) -> list[Xml]:
    """Return the text itself, below the contents."""
    document = draft.document
    content = blocks(draft, document.preamble, style="BodyText", above=_AFTER_CONTENTS)
    counted = "Paragraf" if document.numbering == "paragraf" else "Punkt"
    for index, part in enumerate(document.parts, start=1):
        if part.heading:
            title = draft.bookmark(f"del-{index}", run(part.heading))
            content.append(paragraph("Heading1", title))
        level = draft.outline.clause_level(part)
        for clause in part.clauses:
            content += _clause(draft, clause, f"Heading{level}", counted)
    return content


def _annexes(draft: Story) -> list[Xml]:
    """Return the annexes, each on a new page; the style says so."""
    content: list[Xml] = []
    for annex in draft.document.annexes:
        content.append(paragraph("Bilaga", draft.bookmark(annex_key(annex.id), run(annex.heading))))
        for clause in annex.clauses:
            content += _clause(draft, clause, "Bilagerubrik", "Bilagepunkt")
    return content


def _clause(draft: Story, clause: Clause, heading: str, counted: str) -> list[Xml]:
    title = draft.bookmark(clause_key(clause.id), run(clause.heading))
    first = paragraph(heading, draft.annotations.on(title, clause.note))
    return [first, *sections(draft, clause.sections, counted)]

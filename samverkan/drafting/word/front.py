"""Page one: what the document is, between whom, what remains to be done, and contents."""

from __future__ import annotations

import re
from collections.abc import Mapping

from samverkan.drafting.document import OpenPoint, Table, Text
from samverkan.drafting.frame import (
    CONTENTS,
    DECISIONS_KEY,
    FACTS_KEY,
    NO_OPEN_POINTS,
    OPEN_POINTS,
    PARTIES_KEY,
    TITLE_KEY,
    box_removal,
    decision_table,
    draft_line,
    facts_table,
    open_point_groups,
    party_inlines,
)
from samverkan.drafting.language import NO_BREAK_HYPHEN
from samverkan.drafting.outline import Heading
from samverkan.drafting.word.bookmark import bookmark_name
from samverkan.drafting.word.element import EMPTY, Xml, join, paragraph, run, w
from samverkan.drafting.word.field import field, link
from samverkan.drafting.word.inline import inlines
from samverkan.drafting.word.story import Story
from samverkan.drafting.word.table import table

OPEN_POINTS_TAG = "oppna-punkter"
_LINK = w("rStyle", val="Hyperlink")
_KEEP_NEXT = w("keepNext")
_INNER_HYPHEN = re.compile(r"(?<=\w)-(?=\w)")
_NOT_IN_CONTENTS = 3
_FIRST_ENTRIES = 5  # of the contents, kept together with their heading


def front(story: Story, pages: Mapping[str, int]) -> list[Xml]:
    """Return page one; ``pages`` gives the page of each heading, as far as it is known."""
    document = story.document
    return [
        *_title(story),
        *_parties(story),
        *_facts(story, DECISIONS_KEY, decision_table(document)),
        *_facts(story, FACTS_KEY, facts_table(document)),
        story.control(_box(story), alias=OPEN_POINTS, tag=OPEN_POINTS_TAG),
        _contents(story, pages),
    ]


def _title(story: Story) -> list[Xml]:
    document = story.document
    content = inlines(story, tuple(
        Text(_INNER_HYPHEN.sub(NO_BREAK_HYPHEN, part.text)) if isinstance(part, Text) else part
        for part in document.heading
    ))  # fmt: skip
    if TITLE_KEY in story.outline.numbers:
        content = story.bookmark(TITLE_KEY, content)
    kind = [paragraph("Subtitle", run(document.type_title))]
    return [*(kind if document.type_title != document.title else ()),
            paragraph("Title", content)]  # fmt: skip


def _parties(story: Story) -> list[Xml]:
    parties = story.document.parties
    if not parties:
        return []
    title = story.bookmark(PARTIES_KEY, run(story.document.party_heading))
    heading = paragraph("Forsatsrubrik", title)
    return [heading, *(paragraph("Part", inlines(story, party_inlines(p))) for p in parties)]


def _facts(story: Story, key: str, facts: Table | None) -> list[Xml]:
    """Return a table of labels and values under its heading."""
    if facts is None:
        return []
    return [paragraph("Forsatsrubrik", story.bookmark(key, run(facts.caption))),
            table(story, facts, style="Uppgiftstabell", widths=(40, 60))]  # fmt: skip


def _box(story: Story) -> Xml:
    document = story.document
    points = len(document.open_points)
    title = f"{OPEN_POINTS} ({points})" if points else OPEN_POINTS
    first = f"{draft_line(document)} {box_removal(document)}"
    # The box needs air above it, and the table before it gives none.
    lines = [
        paragraph("Ruta", run(first), w("spacing", before=360)),
        paragraph("Rutrubrik", run(title)),
    ]
    for heading, group in open_point_groups(document):
        lines.append(paragraph("Rutgrupp", run(heading)))
        lines += [_open_point(story, point) for point in group]
    if not document.open_points:
        lines.append(paragraph("Ruta", run(NO_OPEN_POINTS)))
    return join(lines)


def _open_point(story: Story, point: OpenPoint) -> Xml:
    place, key = story.outline.place(point)
    shown = EMPTY
    if place:
        shown = link(key, run(place, _LINK)) if key else run(place)
    if place or point.law:
        shown = join((run(" ("), shown, run(f"{point.aside(place)})")))
    return paragraph("Oppenpunkt", join((run(point.text), shown)))


def _contents(story: Story, pages: Mapping[str, int]) -> Xml:
    r"""Return the table of contents, filled in (§17.16.5.68).

    An entry is what Word makes of the heading when it updates the field: the number that the
    heading's own style gives it, and its text. So the sections of a clause, which a program
    cannot read in its heading, do not stand here. (A TC field could hold them, but a field that
    gathers those alone leaves out every heading that is typed in Word.)

    ``\u`` also takes headings without number, by their outline level. Page numbers that
    are not in ``pages`` come when Word updates the field: they are never guessed.
    """
    headings = [h for h in story.outline.headings if h.level < _NOT_IN_CONTENTS]
    title = paragraph("TOCHeading", run(CONTENTS))
    lines = [title]
    for index, heading in enumerate(headings):
        content = link(heading.key, _entry(heading, pages.get(heading.key)))
        if index == 0:
            content = join((_mark("begin"), _code(), _mark("separate"), content))
        if index == len(headings) - 1:
            content = join((content, _mark("end")))
        together = _KEEP_NEXT if index + 1 < min(_FIRST_ENTRIES, len(headings)) else EMPTY
        lines.append(paragraph(f"TOC{heading.level}", content, together, *_number_tab(heading)))
    gallery = w("docPartObj", w("docPartGallery", val="Table of Contents"), w("docPartUnique"))
    return story.control(join(lines), gallery, alias=CONTENTS, tag="innehall")


def _entry(heading: Heading, page: int | None) -> Xml:
    apart = "\t" if _tabbed(heading) else " "
    text = f"{heading.number}{apart}{heading.text}" if heading.number else heading.text
    if page is None:
        return run(text)
    code = rf"PAGEREF {bookmark_name(heading.key)} \h"
    return join((run(f"{text}\t"), field(code, run(str(page)))))


def _tabbed(heading: Heading) -> bool:
    """Whether a tab parts number and text: ``1`` yes, ``Bilaga 1`` no, as in its heading."""
    return heading.number is not None and heading.number[0].isdigit()


def _number_tab(heading: Heading) -> tuple[Xml, ...]:
    """Return the tab between number and text, which Word too sets entry by entry."""
    if not _tabbed(heading):
        return ()
    left = 567 if heading.level == 1 else 851
    return (w("tabs", w("tab", val="left", pos=left)),)


def _mark(kind: str) -> Xml:
    return w("r", w("fldChar", fldCharType=kind))


def _code() -> Xml:
    code = Xml(r' TOC \o "1-2" \h \z \u ')
    return Xml(f'<w:r><w:instrText xml:space="preserve">{code}</w:instrText></w:r>')

"""Paragraphs, lists and captions: the blocks of the text."""

from __future__ import annotations

from collections.abc import Sequence

from samverkan.drafting.document import Block, ItemList, Paragraph, Section, Table
from samverkan.drafting.outline import item_key, section_key
from samverkan.drafting.word.element import EMPTY, Xml, paragraph, run, w
from samverkan.drafting.word.inline import inlines
from samverkan.drafting.word.story import Story
from samverkan.drafting.word.styles import INDENT
from samverkan.drafting.word.table import table

LIST_STYLES = {"bullet": "ListBullet", "number": "ListNumber", "letter": "Bokstavslista"}
OUTSIDE = w("ind", left=397, hanging=397)
"""The indentation of a list that stands outside the numbered sections."""
_KEEP_NEXT = w("keepNext")
_AFTER_TABLE = w("spacing", before=160)


def blocks(
    story: Story, content: Sequence[Block], *, style: str, left: int = 0, above: Xml = EMPTY
) -> list[Xml]:
    """Return blocks whose paragraphs have ``style`` and whose tables stand ``left``.

    ``above`` is the space over the first, if it is a paragraph.
    """
    return [
        element
        for index in range(len(content))
        for element in _block(story, content, index, style, left, EMPTY if index else above)
    ]


def _block(
    story: Story, content: Sequence[Block], index: int, style: str, left: int, above: Xml
) -> list[Xml]:  # fmt: skip
    block = content[index]
    if isinstance(block, ItemList):
        return _items(story, block, EMPTY if left else OUTSIDE)
    if isinstance(block, Table):
        return captioned(story, block, left=left)
    before = content[index - 1] if index else None
    gap = _AFTER_TABLE if isinstance(before, Table) else above
    lead = _KEEP_NEXT if _leads(content, index) else EMPTY
    return [paragraph(style, inlines(story, block.inlines), lead, gap)]


def _leads(content: Sequence[Block], index: int) -> bool:
    """Tell whether a list or a table follows, which its lead-in must not be parted from."""
    return isinstance(content[index + 1] if index + 1 < len(content) else None, (ItemList, Table))


def _items(story: Story, block: ItemList, indent: Xml) -> list[Xml]:
    style = LIST_STYLES[block.kind]
    number = EMPTY if block.kind == "bullet" else story.restart(style)
    ids = block.ids or (None,) * len(block.items)
    contents = [
        story.bookmark(item_key(name), inlines(story, item)) if name else inlines(story, item)
        for name, item in zip(ids, block.items, strict=True)
    ]
    return [paragraph(style, content, number, indent) for content in contents]


def captioned(story: Story, block: Table, *, left: int = 0) -> list[Xml]:
    """Return a table under its caption.

    A caption always stands between two tables; without it Word would make them one.
    """
    indent = w("ind", left=left) if left else EMPTY
    return [paragraph("Caption", run(block.caption), indent), table(story, block, left=left)]


def sections(story: Story, content: Sequence[Section], style: str) -> list[Xml]:
    """Return the numbered sections of a clause; ``style`` is the one that counts them."""
    elements: list[Xml] = []
    before: Block | None = None
    for section in content:
        gap = _AFTER_TABLE if isinstance(before, Table) else EMPTY
        elements += _section(story, section, style, gap)
        before = section.blocks[-1] if section.blocks else None
    return elements


def _section(story: Story, content: Section, style: str, gap: Xml) -> list[Xml]:
    """Return a numbered section; the number is on its first paragraph, with its bookmark.

    A section that begins with a list or a table has its number on a line of its own.
    """
    key = section_key(content.id)
    first = content.blocks[0] if content.blocks else None
    if isinstance(first, Paragraph):
        lead, rest = inlines(story, first.inlines), content.blocks[1:]
        keep = _leads(content.blocks, 0)
    else:
        lead, rest = EMPTY, content.blocks
        keep = bool(rest)
    numbered = paragraph(style, story.bookmark(key, lead), _KEEP_NEXT if keep else EMPTY, gap)
    return [numbered, *blocks(story, rest, style="Stycke", left=INDENT)]

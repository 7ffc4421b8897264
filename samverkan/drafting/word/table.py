"""Tables (ISO/IEC 29500-1 §17.4)."""

from __future__ import annotations

from collections.abc import Sequence

from samverkan.drafting.document import Inlines, Table, plain
from samverkan.drafting.word.element import EMPTY, Xml, join, paragraph, w
from samverkan.drafting.word.inline import inlines
from samverkan.drafting.word.story import Story

_RIGHT = w("jc", val="right")
_CHARACTER = 104  # a small letter, on the wide side
_CELL_MARGINS = 190
_KEEP_NEXT = w("keepNext")
_DENSE = w("spacing", before=15, after=15, line=228)
_KEPT_WHOLE = 8  # a table of so many lines, a sixth of a page, is not divided
_SHORT = 25 * _CHARACTER  # a text up to this would rather stand on one line


def table(
    story: Story, content: Table, *, style: str = "Tabell", left: int = 0,
    widths: Sequence[int] | None = None, dense: bool = False,
) -> Xml:  # fmt: skip
    """Return a table with a header row that is repeated on every page.

    A small table is not divided between two pages. Of a larger one at least two rows stand on
    each of them, below the header: to keep it whole could leave half a page empty before it.

    Args:
        story: the draft under way.
        content: the table; its caption becomes the alternative text.
        style: the table style.
        left: how far in the table stands.
        widths: the columns' shares of the width; None fits them to their text.
        dense: for a long working list: less air around the lines.

    Raises:
        ValueError: if a row has more or fewer cells than the header.
    """
    columns = len(content.header)
    for row in content.rows:
        if len(row) != columns:
            raise ValueError(f"tabellen {content.caption!r} har {columns} kolumner, men en rad "
                             f"har {len(row)} celler")  # fmt: skip
    room = story.template.text_width - left
    grid = column_widths(content, room) if widths is None else _share(widths, room)
    numeric = (*content.numeric, *(False,) * columns)[:columns]
    first_column = style == "Uppgiftstabell"
    rows = [_row(story, content.header, grid, numeric, header=True)]
    last = len(content.rows) - 1
    whole = sum(_lines(row, grid) for row in content.rows) <= _KEPT_WHOLE
    rows += [
        _row(story, row, grid, numeric, keep=kept_with_next(index, last, whole=whole), dense=dense)
        for index, row in enumerate(content.rows)
    ]
    return w(
        "tbl",
        w("tblPr",
          w("tblStyle", val=style),
          w("tblW", w=sum(grid), type="dxa"),
          w("tblInd", w=left, type="dxa"),
          w("tblLayout", type="fixed"),
          w("tblLook", val="04A0" if first_column else "0420", firstRow=1, lastRow=0,
            firstColumn=int(first_column), lastColumn=0, noHBand=0, noVBand=1),
          w("tblCaption", val=content.caption),
          w("tblDescription", val=_description(content))),
        w("tblGrid", *(w("gridCol", w=width) for width in grid)),
        *rows,
    )  # fmt: skip


def kept_with_next(index: int, last: int, *, whole: bool) -> bool:
    """Tell whether a row is kept on the page of the next: no row stands alone on a page."""
    return index < last and (whole or index in (0, last - 1))


def _row(
    story: Story, cells: Sequence[Inlines], grid: Sequence[int], numeric: Sequence[bool],
    *, header: bool = False, keep: bool = False, dense: bool = False,
) -> Xml:  # fmt: skip
    properties = w("trPr", w("cantSplit"), w("tblHeader") if header else EMPTY)
    style = "Tabellrubrik" if header else "Tabelltext"
    together = _KEEP_NEXT if keep else EMPTY
    air = _DENSE if dense else EMPTY
    content = (
        w("tc", w("tcPr", w("tcW", w=width, type="dxa")),
          paragraph(style, inlines(story, cell), together, air, _RIGHT if figures else EMPTY))
        for cell, width, figures in zip(cells, grid, numeric, strict=True)
    )  # fmt: skip
    return w("tr", properties, join(content))


def _description(content: Table) -> str:
    names = ", ".join(plain(cell) for cell in content.header)
    return f"Tabell med {len(content.rows)} rader och kolumnerna {names}."


def column_widths(content: Table, room: int) -> list[int]:
    """Return column widths that fill ``room``.

    The longest word of each column fits; what is left goes to the columns with most text.
    """
    least, wanted = [], []
    for column in zip(content.header, *content.rows, strict=True):
        texts = [plain(cell) for cell in column]
        longest = max(_width(word) for text in texts for word in text.split(" "))
        average = sum(_width(text) for text in texts) // len(texts)
        least.append(longest + _CELL_MARGINS)
        short = min(max(map(_width, texts)), _SHORT)
        wanted.append(max(longest, average, short) + _CELL_MARGINS)
    spare = room - sum(least)
    if spare <= 0:
        return _share(least, room)
    more = [want - need for want, need in zip(wanted, least, strict=True)]
    return [need + extra for need, extra in
            zip(least, _share(more if any(more) else wanted, spare), strict=True)]  # fmt: skip


def _lines(row: Sequence[Inlines], grid: Sequence[int]) -> int:
    """Return about how many lines a row takes: those of its longest cell."""
    return max(
        -(-_width(plain(cell)) // max(width - _CELL_MARGINS, _CHARACTER)) or 1
        for cell, width in zip(row, grid, strict=True)
    )


def _width(text: str) -> int:
    """Return about how wide a text is in Tabelltext; capitals are wider than the rest."""
    return (len(text) + sum(map(str.isupper, text)) // 2) * _CHARACTER


def _share(shares: Sequence[int], room: int) -> list[int]:
    """Return ``room`` divided by ``shares``, to the last unit."""
    total, given, result = sum(shares) or 1, 0, []
    for share in shares[:-1]:
        result.append(room * share // total)
        given += result[-1]
    return [*result, room - given]

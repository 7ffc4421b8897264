"""The last pages: signatures, and the list of demands that is taken away before the end."""

from __future__ import annotations

from collections.abc import Sequence

from samverkan.drafting.document import Signature
from samverkan.drafting.frame import (
    LAW_TEXTS,
    NO_LAW_TEXTS,
    SIGNATURE_FIELDS,
    SIGNATURES,
    demands_removal,
    demands_table,
    signature_table,
    working_annex,
)
from samverkan.drafting.outline import DEMANDS_KEY, SIGNATURES_KEY
from samverkan.drafting.word.element import EMPTY, Xml, join, paragraph, run, w
from samverkan.drafting.word.inline import inlines
from samverkan.drafting.word.story import Story
from samverkan.drafting.word.table import kept_with_next, table

DEMANDS_TAG = "lagkrav"
_PAIRS_PER_PAGE = 3
_KEEP_NEXT = w("keepNext")
_WIDE, _CLOSE = w("spacing", before=360), w("spacing", before=230)


def signatures(story: Story) -> list[Xml]:
    """Return a signature block per party, two beside each other, none split over pages."""
    blocks = story.document.signatures
    if not blocks:
        return []
    heading = []
    if SIGNATURES_KEY in story.outline.numbers:
        title = story.bookmark(SIGNATURES_KEY, run(SIGNATURES))
        heading = [paragraph("Rubrikutannummer", title)]
    if electronic := signature_table(story.document):
        return [*heading, table(story, electronic, widths=(45, 55))]
    column = story.template.text_width // 2
    pairs = [blocks[index : index + 2] for index in range(0, len(blocks), 2)]
    # Those who are many stand closer, and what finds room on one page is kept whole.
    whole = len(pairs) <= _PAIRS_PER_PAGE
    gap = _WIDE if whole else _CLOSE
    last = len(pairs) - 1
    rows = [
        _pair(pair, column, gap, keep=kept_with_next(index, last, whole=whole))
        for index, pair in enumerate(pairs)
    ]
    return [
        *heading,
        w(
            "tbl",
            w("tblPr", w("tblW", w=2 * column, type="dxa"), w("tblLayout", type="fixed"),
              w("tblCaption", val=SIGNATURES),
              w("tblDescription", val="Underskrifter, en ruta för varje part.")),
            w("tblGrid", w("gridCol", w=column), w("gridCol", w=column)),
            _signed(story, 2 * column),
            *rows,
        ),
    ]  # fmt: skip


def _signed(story: Story, width: int) -> Xml:
    """Return the header row: on each page of signatures it says what is signed there."""
    name = paragraph("Tabellrubrik", inlines(story, story.document.heading))
    cell = w("tc", w("tcPr", w("tcW", w=width, type="dxa"), w("gridSpan", val=2)), name)
    return w("tr", w("trPr", w("cantSplit"), w("tblHeader")), cell)


def _pair(pair: Sequence[Signature], column: int, gap: Xml, *, keep: bool) -> Xml:
    # An odd party out leaves the second column unused; an empty cell would be read aloud.
    unused = () if len(pair) == 2 else (w("gridAfter", val=1), w("wAfter", w=column, type="dxa"))
    together = _KEEP_NEXT if keep else EMPTY
    # Of two blocks the lines to write on stand level, also where one name takes two lines.
    cells = (
        w("tc", w("tcPr", w("tcW", w=column, type="dxa"), w("vAlign", val="bottom")),
          _block(signature, gap, together))
        for signature in pair
    )  # fmt: skip
    return w("tr", w("trPr", *unused, w("cantSplit")), *cells)


def _block(signature: Signature, gap: Xml, keep: Xml) -> Xml:
    """Return the lines of one party: each a ruled line with what belongs on it below."""
    party = paragraph("Signaturpart", run(f"För {signature.party}"), keep)
    lines = (paragraph("Signaturrad", run(f"\t\n{name}"), keep, gap) for name in SIGNATURE_FIELDS)
    return join((party, *lines))


def demands(story: Story) -> list[Xml]:
    """Return the annex of demands and law texts, on a page of its own."""
    document = story.document
    title = working_annex(document)
    heading = story.bookmark(DEMANDS_KEY, run(title))
    content = [
        paragraph("Arbetsunderlag", heading),
        paragraph("BodyText", run(demands_removal(document))),
    ]
    if found := demands_table(document):
        content.append(table(story, found, dense=True))
        content.append(paragraph("Forsatsrubrik", run(LAW_TEXTS), w("spacing", before=320)))
    content += [paragraph("Tabelltext", run(line)) for line in document.law_texts]
    if not document.law_texts:
        content.append(paragraph("BodyText", run(NO_LAW_TEXTS)))
    return [story.control(join(content), alias=title, tag=DEMANDS_TAG)]

"""The last pages: signatures, and the list of demands that is taken away before the end."""

from __future__ import annotations

from collections.abc import Sequence

from samverkan.drafting.document import Signature
from samverkan.drafting.frame import (
    DEMANDS,
    LAW_TEXTS,
    NO_DEMANDS,
    NO_LAW_TEXTS,
    SIGNATURE_FIELDS,
    SIGNATURES,
    demands_removal,
    demands_table,
)
from samverkan.drafting.outline import DEMANDS_KEY, SIGNATURES_KEY
from samverkan.drafting.word.block import OUTSIDE
from samverkan.drafting.word.element import Xml, join, paragraph, run, w
from samverkan.drafting.word.story import Story
from samverkan.drafting.word.table import table

DEMANDS_TAG = "lagkrav"


def signatures(story: Story) -> list[Xml]:
    """Return a signature block per party, two beside each other, none split over pages."""
    blocks = story.document.signatures
    if not blocks:
        return []
    heading = []
    if SIGNATURES_KEY in story.outline.numbers:
        title = story.bookmark(SIGNATURES_KEY, run(SIGNATURES))
        heading = [paragraph("Rubrikutannummer", title)]
    column = story.template.text_width // 2
    rows = [_pair(blocks[index : index + 2], column) for index in range(0, len(blocks), 2)]
    return [
        *heading,
        w(
            "tbl",
            w("tblPr", w("tblW", w=2 * column, type="dxa"), w("tblLayout", type="fixed"),
              w("tblCaption", val=SIGNATURES),
              w("tblDescription", val="Rader att skriva under på, en ruta för varje part.")),
            w("tblGrid", w("gridCol", w=column), w("gridCol", w=column)),
            *rows,
        ),
    ]  # fmt: skip


def _pair(pair: Sequence[Signature], column: int) -> Xml:
    # An odd party out leaves the second column unused; an empty cell would be read aloud.
    unused = () if len(pair) == 2 else (w("gridAfter", val=1), w("wAfter", w=column, type="dxa"))
    cells = (
        w("tc", w("tcPr", w("tcW", w=column, type="dxa")), _block(signature))
        for signature in pair
    )  # fmt: skip
    return w("tr", w("trPr", *unused, w("cantSplit")), *cells)


def _block(signature: Signature) -> Xml:
    """Return the lines of one party: each a ruled line with what belongs on it below."""
    # The row is never split; keeping its lines with each other too would make LibreOffice
    # keep the whole table with what follows it.
    lines = (paragraph("Signaturrad", run(f"\t\n{name}")) for name in SIGNATURE_FIELDS)
    return join((paragraph("Signaturpart", run(f"För {signature.party}")), *lines))


def demands(story: Story) -> list[Xml]:
    """Return the annex of demands and law texts, on a page of its own."""
    document = story.document
    heading = story.bookmark(DEMANDS_KEY, run(DEMANDS))
    content = [
        paragraph("Arbetsunderlag", heading),
        paragraph("BodyText", run(demands_removal(document))),
    ]
    found = demands_table(document)
    if found is None:
        content.append(paragraph("BodyText", run(NO_DEMANDS)))
    else:
        content.append(table(story, found))
    content.append(paragraph("Forsatsrubrik", run(LAW_TEXTS), w("spacing", before=320)))
    content += [paragraph("ListBullet", run(line), OUTSIDE) for line in document.law_texts]
    if not document.law_texts:
        content.append(paragraph("BodyText", run(NO_LAW_TEXTS)))
    return [story.control(join(content), alias=DEMANDS, tag=DEMANDS_TAG)]

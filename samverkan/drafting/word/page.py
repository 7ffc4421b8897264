"""The page: its size and margins, its header and footer (ISO/IEC 29500-1 §17.6, §17.10)."""

from __future__ import annotations

from samverkan.drafting.word.element import Xml, join, run, story, w
from samverkan.drafting.word.field import field

PAGE_WIDTH, PAGE_HEIGHT = 11906, 16838
MARGIN = 1418  # 2.5 cm
TEXT_WIDTH = PAGE_WIDTH - 2 * MARGIN


def header(content: Xml, *above: Xml) -> bytes:
    """Return the page header; ``above`` are paragraphs that stand over its line."""
    return story("hdr", *above, w("p", w("pPr", w("pStyle", val="Header")), content))


def footer() -> bytes:
    """Return the page footer: Sida x av y."""
    # Word and LibreOffice count pages on every layout, so the cached figures never show.
    content = join((
        w("r", w("tab")), run("Sida "), field("PAGE", run("1")), run(" av "),
        field("NUMPAGES", run("1")),
    ))  # fmt: skip
    return story("ftr", w("p", w("pPr", w("pStyle", val="Footer")), content))


def section() -> Xml:
    """Return the page (§17.6.17): A4 with 2.5 cm margins."""
    references = (Xml('<w:headerReference w:type="default" r:id="rId5"/>'),
                  Xml('<w:footerReference w:type="default" r:id="rId6"/>'))  # fmt: skip
    return w(
        "sectPr",
        *references,
        w("pgSz", w=PAGE_WIDTH, h=PAGE_HEIGHT),
        w("pgMar", top=1531, right=MARGIN, bottom=MARGIN, left=MARGIN,
          header=709, footer=624, gutter=0),
        w("cols", space=708),
    )  # fmt: skip

"""The styles of base.docx (ISO/IEC 29500-1 §17.7).

Built-in styles keep Word's own ids and names, so that Word shows them in the reader's
language and tools know them. Styles of our own have Swedish names. Sizes are in half
points, distances in twentieths of a point. All text is at least 4.5:1 against its ground.
"""

from __future__ import annotations

from functools import partial

from samverkan.drafting.word.element import Xml, story, w
from samverkan.drafting.word.style import Style, font, indent, numbered, size, spacing

BODY_FONT = "Calibri"
HEADING_FONT = "Arial"
INDENT = 709
"""1.25 cm: where the text of a numbered section begins."""
GREY = "595959"  # 7:1 on white, 6.4:1 on the box's ground
GROUND = "F5F5F5"
RULE = "A6A6A6"
LINK = "0B4F8A"  # 8:1 on white
GAP = "4D3300"  # 11:1 on the yellow of the highlight

Styles = tuple[Style, ...]
_own = partial(Style, own=True)

_BOX = (
    w("keepLines"),
    w("pBdr", *(w(side, val="single", sz=4, space=6, color=RULE)
                for side in ("top", "left", "bottom", "right"))),
    w("shd", val="clear", color="auto", fill=GROUND),
)  # fmt: skip
# One indentation for all paragraphs of the box; else each would have a box of its own.
_BOX_INDENT = w("ind", left=500, right=160, hanging=360)
_KEEP, _TOGETHER, _CLOSE = w("keepNext"), w("keepLines"), w("contextualSpacing")
_BOLD = (w("b"), w("bCs"))
_HEADING = (font(HEADING_FONT), *_BOLD)


def styles(text_width: int) -> bytes:
    """Return word/styles.xml; ``text_width`` is where the right tabs stand."""
    run = w("rPr", font(BODY_FONT), size(22), w("lang", val="sv-SE", eastAsia="sv-SE"))
    paragraph = w("pPr", w("widowControl"), spacing(0, 120, 269))
    defaults = w("docDefaults", w("rPrDefault", run), w("pPrDefault", paragraph))
    # What the writer does not use stays out of the reader's way until it is asked for.
    latent = w("latentStyles", defLockedState=0, defUIPriority=99, defSemiHidden=1,
               defUnhideWhenUsed=1, defQFormat=0, count=376)  # fmt: skip
    everything = (_defaults(), _headings(), _text(), _tables(), _page_one(),
                  _contents(text_width), _around(text_width), _characters())  # fmt: skip
    return story("styles", defaults, latent, *(s.xml() for group in everything for s in group))


# A list of styles is a table; it is read down its columns.
# fmt: off

def _defaults() -> Styles:
    margins = w("tblCellMar", *(w(side, w=108, type="dxa") for side in ("left", "right")))
    plain = w("tblPr", w("tblInd", w=0, type="dxa"), margins)
    return (
        Style("Normal", "Normal", default=True, priority=0),
        Style("DefaultParagraphFont", "Default Paragraph Font", kind="character", default=True),
        Style("TableNormal", "Normal Table", kind="table", default=True, table=(plain,)),
        Style("NoList", "No List", kind="numbering", default=True),
    )


def _heading(level: int, points: int, before: int) -> Style:
    return Style(f"Heading{level}", f"heading {level}", on="Normal", then="BodyText", priority=9,
                 paragraph=(_KEEP, _TOGETHER, spacing(before, 100, 240),
                            w("outlineLvl", val=level - 1)),
                 run=(*_HEADING, size(points)))


def _headings() -> Styles:
    # The writer binds the decimal list to the heading that the clauses have, if any.
    new_page = w("pageBreakBefore")
    return (
        _heading(1, 28, 400),
        _heading(2, 23, 300),
        _heading(3, 21, 240),
        _own("Rubrikutannummer", "Rubrik utan nummer", on="Heading1", then="BodyText",
             priority=10, paragraph=(numbered(0), indent(0))),
        _own("Bilaga", "Bilaga", on="Heading1", then="Bilagerubrik", priority=10,
             paragraph=(new_page, numbered(7), spacing(0, 160))),
        _own("Bilagerubrik", "Bilagerubrik", on="Heading2", then="Bilagepunkt", priority=10,
             paragraph=(numbered(7, 1),)),
        _own("Arbetsunderlag", "Arbetsunderlag", on="Heading1", then="BodyText", priority=10,
             paragraph=(new_page, numbered(0), spacing(0, 160), indent(0))),
    )


def _text() -> Styles:
    return (
        Style("BodyText", "Body Text", on="Normal"),
        _own("Paragraf", "Paragraf", on="BodyText", then="Stycke", priority=2,
             paragraph=(numbered(1), spacing(120, 120))),
        _own("Punkt", "Punkt", on="BodyText", then="Punkt", priority=2,
             paragraph=(numbered(2, 1), spacing(80, 120))),
        _own("Bilagepunkt", "Bilagepunkt", on="BodyText", then="Bilagepunkt", priority=2,
             paragraph=(numbered(7, 2), spacing(80, 120))),
        _own("Stycke", "Stycke", on="BodyText", priority=3, paragraph=(indent(INDENT),)),
        Style("ListBullet", "List Bullet", on="BodyText", priority=4,
              paragraph=(numbered(3), _CLOSE)),
        Style("ListNumber", "List Number", on="BodyText", priority=4,
              paragraph=(numbered(4), _CLOSE)),
        _own("Bokstavslista", "Bokstavslista", on="BodyText", priority=4,
             paragraph=(numbered(5), _CLOSE)),
    )


def _tables() -> Styles:
    def rules(*sides: str) -> Xml:
        lines = (w(side, val="single", sz=4, space=0, color=RULE) for side in sides)
        return w("tblPr", w("tblBorders", *lines), margins)

    margins = w("tblCellMar", w("left", w=85, type="dxa"), w("right", w=85, type="dxa"))
    ground = w("tcPr", w("shd", val="clear", color="auto", fill="E7E7E7"))
    header = w("tblStylePr", w("rPr", *_BOLD), ground, type="firstRow")
    labels = w("tblStylePr", w("rPr", *_BOLD), type="firstCol")
    grid = rules("top", "left", "bottom", "right", "insideH", "insideV")
    return (
        Style("Caption", "caption", on="Normal", then="BodyText", priority=5,
              paragraph=(_KEEP, spacing(160, 60, 240)), run=(*_BOLD, size(20))),
        _own("Tabelltext", "Tabelltext", on="Normal", priority=6,
             paragraph=(spacing(40, 40, 247),), run=(size(20),)),
        _own("Tabellrubrik", "Tabellrubrik", on="Tabelltext", priority=6,
             paragraph=(_KEEP,), run=_BOLD),
        _own("Tabell", "Tabell", kind="table", on="TableNormal", priority=40,
             table=(grid, header)),
        _own("Uppgiftstabell", "Uppgiftstabell", kind="table", on="TableNormal", priority=40,
             table=(rules("top", "bottom", "insideH"), header, labels)),
    )


def _page_one() -> Styles:
    return (
        Style("Subtitle", "Subtitle", on="Normal", then="Title", priority=11,
              paragraph=(_KEEP, spacing(0, 60, 240)),
              run=(font(HEADING_FONT), w("color", val=GREY), size(22))),
        Style("Title", "Title", on="Normal", then="BodyText", priority=10,
              paragraph=(_TOGETHER, spacing(0, 240, 240)), run=(*_HEADING, size(40))),
        _own("Forsatsrubrik", "Försättsrubrik", on="Normal", then="Part", priority=12,
             paragraph=(_KEEP, spacing(200, 60, 240)), run=(*_HEADING, size(21))),
        _own("Part", "Part", on="BodyText", priority=12, paragraph=(spacing(0, 40),)),
        _own("Ruta", "Ruta", on="Normal", priority=13,
             paragraph=(*_BOX, spacing(0, 40, 240), _BOX_INDENT), run=(size(20),)),
        _own("Rutrubrik", "Rutrubrik", on="Ruta", then="Oppenpunkt", priority=13,
             paragraph=(_KEEP, spacing(100, 20)), run=(*_HEADING, size(21))),
        _own("Rutgrupp", "Rutgrupp", on="Ruta", then="Oppenpunkt", priority=13,
             paragraph=(_KEEP, spacing(80, 20)), run=_BOLD),
        _own("Oppenpunkt", "Öppen punkt", on="Ruta", priority=13,
             paragraph=(numbered(6), spacing(0, 10), _BOX_INDENT)),
    )


def _contents(text_width: int) -> Styles:
    page = w("tabs", w("tab", val="right", leader="dot", pos=text_width))
    return (
        Style("TOCHeading", "TOC Heading", on="Normal", then="BodyText", priority=39,
              paragraph=(_KEEP, spacing(320, 80, 240)), run=(*_HEADING, size(23))),
        Style("TOC1", "toc 1", on="Normal", then="Normal", priority=39,
              paragraph=(page, spacing(60, 20, 240)), run=(size(20),)),
        Style("TOC2", "toc 2", on="Normal", then="Normal", priority=39,
              paragraph=(page, spacing(0, 10, 240), indent(284)), run=(size(20),)),
    )


def _around(text_width: int) -> Styles:
    right = w("tabs", w("tab", val="right", pos=text_width))
    line = w("tabs", w("tab", val="left", leader="underscore", pos=text_width // 2 - 400))
    small = (w("color", val=GREY), size(18))
    return (
        Style("Header", "header", on="Normal", priority=99,
              paragraph=(right, spacing(0, 0, 240)), run=small),
        Style("Footer", "footer", on="Normal", priority=99,
              paragraph=(right, spacing(0, 0, 240)), run=small),
        Style("CommentText", "annotation text", on="Normal", priority=99,
              paragraph=(spacing(0, 60, 240),), run=(size(20),)),
        Style("FootnoteText", "footnote text", on="Normal", priority=99,
              paragraph=(spacing(0, 20, 240),), run=(size(18),)),
        _own("Signaturpart", "Signaturpart", on="Normal", priority=14,
             paragraph=(_TOGETHER, spacing(240, 0)), run=_BOLD),
        _own("Signaturrad", "Signaturrad", on="Normal", priority=14,
             paragraph=(_TOGETHER, line, spacing(360, 0, 240)), run=(size(18),)),
    )


def _characters() -> Styles:
    underlined = (w("color", val=LINK), w("u", val="single"))
    return (
        Style("Strong", "Strong", kind="character", priority=22, run=_BOLD),
        Style("Hyperlink", "Hyperlink", kind="character", priority=99, run=underlined),
        Style("PlaceholderText", "Placeholder Text", kind="character", priority=99,
              run=(w("color", val=GAP),)),
        Style("CommentReference", "annotation reference", kind="character", priority=99,
              run=(size(16),)),
        Style("FootnoteReference", "footnote reference", kind="character", priority=99,
              run=(w("vertAlign", val="superscript"),)),
    )

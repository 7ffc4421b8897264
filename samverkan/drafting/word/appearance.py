"""Puts a profile on the template: fonts and colours in its styles, a logo on page one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lxml import etree  # type: ignore[import-untyped]

from samverkan.drafting.word.element import R, W, Xml, attribute
from samverkan.drafting.word.package import Relationship, relationships

if TYPE_CHECKING:
    from samverkan.drafting.profile import Logo, Profile

_W, _R = f"{{{W}}}", f"{{{R}}}"
# By name: Word gives styles other ids in other languages, but keeps their names.
_HEADINGS = (
    "title", "subtitle", "heading 1", "heading 2", "heading 3", "försättsrubrik", "rutrubrik",
    "toc heading",
)  # fmt: skip
_TABLES = ("tabell", "uppgiftstabell")
FIRST_HEADER = "word/header2.xml"
"""The header of page one, where there is a logo."""
FIRST_HEADER_ID = "rId103"
_AFTER_TITLE_PG = frozenset(
    "textDirection bidi rtlGutter docGrid printerSettings sectPrChange".split()
)
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"


def restyle(styles: Any, profile: Profile) -> None:
    """Give the styles the profile's fonts and colours; a style that is not there needs none."""
    defaults = styles.find(f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr")
    if profile.body_font and defaults is not None:
        _font(defaults, profile.body_font)
    for style in styles.iter(f"{_W}style"):
        name = style.find(f"{_W}name").get(f"{_W}val").lower()
        if name in _HEADINGS and profile.heading_font:
            _font(_run_properties(style), profile.heading_font)
        if name in _HEADINGS and profile.heading_colour:
            _colour(_run_properties(style), profile.heading_colour)
        if name == "hyperlink" and profile.link_colour:
            _colour(_run_properties(style), profile.link_colour)
        if name in _TABLES and profile.table_ground:
            for shade in style.iterfind(f"{_W}tblStylePr/{_W}tcPr/{_W}shd"):
                shade.set(f"{_W}fill", profile.table_ground)


def _run_properties(style: Any) -> Any:
    """Return the ``w:rPr`` of a style, made when it has none (CT_Style: after ``w:pPr``)."""
    run = style.find(f"{_W}rPr")
    if run is None:
        run = etree.Element(f"{_W}rPr")
        after = {"tblPr", "trPr", "tcPr", "tblStylePr"}
        at = sum(etree.QName(child).localname not in after for child in style)
        style.insert(at, run)
    return run


def _font(run: Any, name: str) -> None:
    fonts = run.find(f"{_W}rFonts")
    if fonts is None:
        fonts = etree.Element(f"{_W}rFonts")
        run.insert(0, fonts)
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(f"{_W}{script}", name)


def _colour(run: Any, value: str) -> None:
    colour = run.find(f"{_W}color")
    if colour is None:
        colour = etree.Element(f"{_W}color")
        # CT_RPr: rFonts, b, bCs, … color, … sz
        before = sum(etree.QName(child).localname in ("rFonts", "b", "bCs") for child in run)
        run.insert(before, colour)
    colour.set(f"{_W}val", value)


def with_first_header(section: Any, header_id: str = FIRST_HEADER_ID) -> None:
    """Give page one a header of its own; its footer is its own, or that of the other pages."""
    for old in section.findall(f"{_W}headerReference[@{_W}type='first']"):
        section.remove(old)
    for kind, number in (("header", header_id), ("footer", None)):
        usual = section.find(f"{_W}{kind}Reference[@{_W}type='default']")
        own = section.find(f"{_W}{kind}Reference[@{_W}type='first']")
        if own is not None or (number is None and usual is None):
            continue
        reference = etree.Element(f"{_W}{kind}Reference")
        reference.set(f"{_W}type", "first")
        reference.set(f"{_R}id", number or usual.get(f"{_R}id"))
        section.insert(0 if usual is None else section.index(usual), reference)
    if section.find(f"{_W}titlePg") is None:
        at = sum(etree.QName(child).localname not in _AFTER_TITLE_PG for child in section)
        section.insert(at, etree.Element(f"{_W}titlePg"))


def logo_parts(logo: Logo, header: str = FIRST_HEADER) -> dict[str, bytes]:
    """Return the picture and what leads from the part ``header`` to it."""
    picture = Relationship("rId1", "image", f"media/logotyp.{logo.ending}")
    folder, _, name = header.rpartition("/")
    return {
        f"word/media/logotyp.{logo.ending}": logo.content,
        f"{folder}/_rels/{name}.rels": relationships((picture,)),
    }


def logo_default(logo: Logo) -> Xml:
    """Return the content type of the picture."""
    return Xml(f'<Default Extension="{logo.ending}" ContentType="image/{logo.ending}"/>')


def logo_paragraph(logo: Logo) -> Xml:
    """Return the logo as a paragraph of the header (§20.4.2.8), with its alternative text."""
    alt, size = attribute(logo.alt), f'cx="{logo.width}" cy="{logo.height}"'
    return Xml(
        '<w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr><w:r><w:drawing>'
        f'<wp:inline xmlns:wp="{_DRAWING}/wordprocessingDrawing" distT="0" distB="0" distL="0" '
        f'distR="0"><wp:extent {size}/><wp:docPr id="1" name="Logotyp" descr="{alt}"/>'
        f'<a:graphic xmlns:a="{_DRAWING}/main"><a:graphicData uri="{_DRAWING}/picture">'
        f'<pic:pic xmlns:pic="{_DRAWING}/picture"><pic:nvPicPr><pic:cNvPr id="1" name="Logotyp" '
        f'descr="{alt}"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rId1"/>'
        f"<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>"
        f'<a:off x="0" y="0"/><a:ext {size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
        "</a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline>"
        "</w:drawing></w:r></w:p>"
    )

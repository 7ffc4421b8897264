"""Puts a profile on the template: fonts and colours in its styles, a logo on page one."""

from __future__ import annotations

from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from samverkan.drafting.profile import Logo, Profile
from samverkan.drafting.word.element import R, W, Xml, attribute
from samverkan.drafting.word.package import Relationship, relationships

_W, _R = f"{{{W}}}", f"{{{R}}}"
_HEADINGS = (
    "Title", "Subtitle", "Heading1", "Heading2", "Heading3", "Forsatsrubrik", "Rutrubrik",
    "TOCHeading",
)  # fmt: skip
_TABLES = ("Tabell", "Uppgiftstabell")
FIRST_HEADER = "word/header2.xml"
"""The header of page one, where there is a logo."""
FIRST_HEADER_ID = "rId103"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"


def restyle(styles: Any, profile: Profile) -> None:
    """Give the styles the profile's fonts and colours."""
    by_id = {style.get(f"{_W}styleId"): style for style in styles.iter(f"{_W}style")}
    if profile.body_font:
        _font(styles.find(f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr"), profile.body_font)
    for name in _HEADINGS:
        run = by_id[name].find(f"{_W}rPr")
        if profile.heading_font:
            _font(run, profile.heading_font)
        if profile.heading_colour:
            _colour(run, profile.heading_colour)
    if profile.link_colour:
        _colour(by_id["Hyperlink"].find(f"{_W}rPr"), profile.link_colour)
    if profile.table_ground:
        for name in _TABLES:
            for shade in by_id[name].iterfind(f"{_W}tblStylePr/{_W}tcPr/{_W}shd"):
                shade.set(f"{_W}fill", profile.table_ground)


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


def with_first_header(section: Any) -> None:
    """Give page one a header of its own; its footer is that of the other pages."""
    for kind, number in (("header", FIRST_HEADER_ID), ("footer", None)):
        usual = section.find(f"{_W}{kind}Reference[@{_W}type='default']")
        reference = etree.Element(usual.tag)
        reference.set(f"{_W}type", "first")
        reference.set(f"{_R}id", number or usual.get(f"{_R}id"))
        usual.addprevious(reference)
    if section.find(f"{_W}titlePg") is None:
        section.insert(1 + section.index(section.find(f"{_W}cols")), etree.Element(f"{_W}titlePg"))


def logo_parts(logo: Logo) -> dict[str, bytes]:
    """Return the picture and what leads from the header of page one to it."""
    picture = Relationship("rId1", "image", f"media/logotyp.{logo.ending}")
    return {
        f"word/media/logotyp.{logo.ending}": logo.content,
        "word/_rels/header2.xml.rels": relationships((picture,)),
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

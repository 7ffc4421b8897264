"""Opens base.docx and fits it to a document: which heading bears numbers, how lists restart."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lxml import etree  # type: ignore[import-untyped]

from samverkan.drafting.word.appearance import (
    FIRST_HEADER,
    logo_default,
    logo_parts,
    restyle,
    with_first_header,
)
from samverkan.drafting.word.element import W, Xml, w
from samverkan.drafting.word.package import CONTENT_TYPES, extend, override, word_type

if TYPE_CHECKING:
    from samverkan.drafting.profile import Profile

BASE = Path(__file__).parents[3] / "templates" / "word" / "base.docx"
CLAUSE_HEADINGS = ("Heading1", "Heading2")
_W = f"{{{W}}}"


@dataclass(frozen=True)
class Template:
    """base.docx, ready to be filled; never changed."""

    parts: Mapping[str, bytes]
    section: Xml
    """The ``w:sectPr`` of the body: page, margins, header and footer."""
    text_width: int
    lists: Mapping[str, int]
    """Each style that is bound to a list, and the list's definition (abstractNumId)."""
    last_num: int

    def numbering(self, restarts: Sequence[int]) -> bytes:
        """Return word/numbering.xml with a list of its own for each restart (§17.9.16)."""
        uses = (
            w("num", w("abstractNumId", val=definition),
              w("lvlOverride", w("startOverride", val=1), ilvl=0), numId=self.last_num + index)
            for index, definition in enumerate(restarts, start=1)
        )  # fmt: skip
        return extend(self.parts["word/numbering.xml"], uses)


@cache
def template(
    numbered_heading: str | None, profile: Profile | None = None, path: Path = BASE
) -> Template:
    """Return the template whose clause headings have ``numbered_heading`` as style.

    Args:
        numbered_heading: the heading style that bears the decimal numbers, or None.
        profile: the fonts, colours and logo of a public body.
        path: the Word file.

    Raises:
        KeyError: if the file lacks a part or a style that the writer needs.
    """
    with zipfile.ZipFile(path) as archive:
        parts = {info.filename: archive.read(info) for info in archive.infolist()}
    styles = etree.fromstring(parts["word/styles.xml"])
    numbering = etree.fromstring(parts["word/numbering.xml"])
    body = etree.fromstring(parts["word/document.xml"])
    bindings = _bindings(styles)
    decimal = bindings["Punkt"]
    _bind(styles, numbering, numbered_heading, decimal)
    section = body.find(f".//{_W}sectPr")
    if profile is not None:
        restyle(styles, profile)
        if profile.logo is not None:
            with_first_header(section)
            parts |= logo_parts(profile.logo)
            parts[CONTENT_TYPES] = extend(
                parts[CONTENT_TYPES],
                (logo_default(profile.logo), override(FIRST_HEADER, word_type("header"))),
            )
    parts["word/styles.xml"] = _bytes(styles)
    parts["word/numbering.xml"] = _bytes(numbering)
    for rest in numbering.findall(f"{_W}numIdMacAtCleanup"):
        numbering.remove(rest)  # would have to stand after the lists that a draft adds
    uses = {int(num.get(f"{_W}numId")): num for num in numbering.iter(f"{_W}num")}
    return Template(
        parts=parts,
        section=Xml(_without_namespaces(section)),
        text_width=_text_width(section),
        lists={style: _definition(uses[num]) for style, num in bindings.items()},
        last_num=max(uses),
    )


def _bindings(styles: Any) -> dict[str, int]:
    """Return each style's numId; 0 means that the style takes a number away."""
    found = {}
    for style in styles.iter(f"{_W}style"):
        num = style.find(f"{_W}pPr/{_W}numPr/{_W}numId")
        if num is not None and num.get(f"{_W}val") != "0":
            found[style.get(f"{_W}styleId")] = int(num.get(f"{_W}val"))
    return found


def _definition(num: Any) -> int:
    return int(num.find(f"{_W}abstractNumId").get(f"{_W}val"))


def _bind(styles: Any, numbering: Any, heading: str | None, num_id: int) -> None:
    """Let ``heading``, and no other clause heading, be level 0 of the decimal list.

    The binding stands in two places that must agree: the style's ``w:numPr`` and the
    level's ``w:pStyle`` (§17.9.23).
    """
    for style in styles.iter(f"{_W}style"):
        if style.get(f"{_W}styleId") not in CLAUSE_HEADINGS:
            continue
        p_pr = style.find(f"{_W}pPr")
        for old in p_pr.findall(f"{_W}numPr"):
            p_pr.remove(old)
        if style.get(f"{_W}styleId") == heading:
            num_pr = etree.Element(f"{_W}numPr")
            etree.SubElement(num_pr, f"{_W}numId").set(f"{_W}val", str(num_id))
            p_pr.insert(_after_keeps(p_pr), num_pr)
    use = next(num for num in numbering.iter(f"{_W}num") if num.get(f"{_W}numId") == str(num_id))
    for definition in numbering.iter(f"{_W}abstractNum"):
        if definition.get(f"{_W}abstractNumId") == str(_definition(use)):
            level = definition.find(f"{_W}lvl[@{_W}ilvl='0']")
            for old in level.findall(f"{_W}pStyle"):
                level.remove(old)
            if heading:
                p_style = etree.Element(f"{_W}pStyle")
                p_style.set(f"{_W}val", heading)
                # CT_Lvl: start, numFmt, lvlRestart, pStyle …
                level.insert(1 + level.index(level.find(f"{_W}numFmt")), p_style)


def _after_keeps(p_pr: Any) -> int:
    """Return where ``w:numPr`` belongs among the children of ``w:pPr`` (CT_PPrBase)."""
    before = {"keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl"}
    return sum(etree.QName(child).localname in before for child in p_pr)


def _text_width(section: Any) -> int:
    page, margins = section.find(f"{_W}pgSz"), section.find(f"{_W}pgMar")
    left, right = (int(margins.get(f"{_W}{side}")) for side in ("left", "right"))
    return int(page.get(f"{_W}w")) - left - right


def _without_namespaces(element: Any) -> str:
    """Return the element as it stands inside a root that declares ``w`` and ``r``."""
    text: str = etree.tostring(element, encoding="unicode")
    for prefix, uri in element.nsmap.items():
        text = text.replace(f' xmlns:{prefix}="{uri}"', "")
    return text.strip()


def _bytes(root: Any) -> bytes:
    data: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
    return data

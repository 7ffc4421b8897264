"""Reads a .docx as Word does, independently of the writer: numbers, fields and order.

:func:`outline` is a notation for expected content, one paragraph a line::

    Heading2 | Sammansättning
    Paragraf | 2 § | Nämnden består av sju ledamöter
      Tabellrubrik | Part
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import docx
from lxml import etree  # type: ignore[import-untyped]

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W = f"{{{NAMESPACE}}}"
_TEXT = {f"{W}tab": "\t", f"{W}br": "\n"}


@dataclass
class Line:
    """A paragraph as it is read on the page."""

    style: str
    number: str | None
    text: str
    in_table: bool
    element: Any

    def __str__(self) -> str:
        cells = [self.style, *([self.number] if self.number else []), self.text]
        return ("  " if self.in_table else "") + " | ".join(cells)


@dataclass
class Field:
    """A field: its code and the result that is kept in the file."""

    code: str
    result: str


class Word:
    """An opened file; python-docx has to accept it too."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}
        self.docx = docx.Document(io.BytesIO(data))
        self.body = self.xml("word/document.xml")
        self.styles = {
            s.get(f"{W}styleId"): s for s in self.xml("word/styles.xml").iter(f"{W}style")
        }
        self.numbering = self.xml("word/numbering.xml")

    def xml(self, name: str) -> Any:
        """Return a part's root element."""
        return etree.fromstring(self.parts[name])

    def xml_parts(self) -> Iterator[tuple[str, Any]]:
        """Yield every WordprocessingML part with its root element."""
        for name in self.parts:
            if name.startswith("word/") and name.endswith(".xml"):
                yield name, self.xml(name)

    # -- numbering ---------------------------------------------------------------------

    def _property(self, style: str | None, path: str) -> str | None:
        """Return a property of a style or of those that it is based on."""
        while style:
            found = self.styles[style].find(path)
            if found is not None:
                return str(found.get(f"{W}val"))
            parent = self.styles[style].find(f"{W}basedOn")
            style = parent.get(f"{W}val") if parent is not None else None
        return None

    def _list_of(self, paragraph: Any, style: str) -> tuple[str, str] | None:
        own = paragraph.find(f"{W}pPr/{W}numPr/{W}numId")
        path = f"{W}pPr/{W}numPr/{W}"
        num = own.get(f"{W}val") if own is not None else self._property(style, f"{path}numId")
        if num in (None, "0"):
            return None
        return str(num), self._property(style, f"{path}ilvl") or "0"

    def _level(self, num: Any, ilvl: str) -> tuple[str, Any]:
        definition = num.find(f"{W}abstractNumId").get(f"{W}val")
        path = f"{W}abstractNum[@{W}abstractNumId='{definition}']/{W}lvl[@{W}ilvl='{ilvl}']"
        return definition, self.numbering.find(path)

    def lines(self) -> list[Line]:
        """Return every paragraph with the number that Word computes for it."""
        counters: dict[str, list[int]] = {}
        begun: set[str] = set()
        found = []
        for paragraph in self.body.iter(f"{W}p"):
            style = paragraph.find(f"{W}pPr/{W}pStyle").get(f"{W}val")
            number = None
            if used := self._list_of(paragraph, style):
                num_id, ilvl = used
                num = self.numbering.find(f"{W}num[@{W}numId='{num_id}']")
                definition, level = self._level(num, ilvl)
                counter = counters.setdefault(definition, [0] * 9)
                if num_id not in begun and num.find(f"{W}lvlOverride/{W}startOverride") is not None:
                    counter[int(ilvl)] = 0
                begun.add(num_id)
                counter[int(ilvl)] += 1
                counter[int(ilvl) + 1 :] = [0] * (8 - int(ilvl))
                number = _number(level, counter)
            in_table = any(a.tag == f"{W}tbl" for a in paragraph.iterancestors())
            found.append(Line(style, number, text_of(paragraph), in_table, paragraph))
        return found

    def outline(self) -> str:
        """Return the content in the notation of this module."""
        return "\n".join(str(line) for line in self.lines())

    # -- fields and places -------------------------------------------------------------

    def fields(self) -> list[Field]:
        """Return every field that ends in the paragraph where it begins."""
        found = []
        for paragraph in self.body.iter(f"{W}p"):
            field: Field | None = None
            in_result = False
            for node in paragraph.iter(f"{W}fldChar", f"{W}instrText", f"{W}t"):
                kind = node.get(f"{W}fldCharType")
                if kind == "begin":
                    field, in_result = Field("", ""), False
                elif kind == "separate":
                    in_result = True
                elif kind == "end" and field:
                    found.append(Field(field.code.strip(), field.result))
                    field = None
                elif field and node.tag == f"{W}instrText":
                    field.code += node.text
                elif field and in_result:
                    field.result += node.text
        return found

    def bookmarks(self) -> dict[str, Line]:
        """Return the paragraph of every bookmark."""
        return {
            mark.get(f"{W}name"): line
            for line in self.lines()
            for mark in line.element.iter(f"{W}bookmarkStart")
        }


def _number(level: Any, counter: list[int]) -> str:
    form = level.find(f"{W}numFmt").get(f"{W}val")

    def figure(match: re.Match[str]) -> str:
        value = counter[int(match[1]) - 1]
        return chr(ord("a") + value - 1) if form == "lowerLetter" else str(value)

    return re.sub(r"%(\d)", figure, level.find(f"{W}lvlText").get(f"{W}val"))


def text_of(element: Any) -> str:
    """Return the text of a paragraph as it shows, cached results included."""
    nodes = element.iter(f"{W}t", f"{W}tab", f"{W}br")
    inside = (node for node in nodes if node.getparent().tag == f"{W}r")
    return "".join(_TEXT.get(node.tag) or node.text or "" for node in inside)


# The order of children in the ISO 29500 transitional schema (wml.xsd), where it is fixed.
ORDER = {
    "document": "background body",
    "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc "
    "pgBorders lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi "
    "rtlGutter docGrid",
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr "
    "suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct "
    "topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind "
    "contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
    "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "rPr": "ins del rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss "
    "imprint noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u "
    "effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath "
    "rPrChange",
    "numPr": "ilvl numId",
    "pBdr": "top left bottom right between bar",
    "tbl": "tblPr tblGrid tr",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW "
    "jc tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption "
    "tblDescription",
    "tblBorders": "top left bottom right insideH insideV",
    "tblCellMar": "top left bottom right",
    "tr": "tblPrEx trPr tc",
    "tc": "tcPr p",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection "
    "tcFitText vAlign hideMark",
    "sdt": "sdtPr sdtEndPr sdtContent",
    "sdtPr": "rPr alias tag id lock placeholder temporary showingPlcHdr dataBinding label "
    "tabIndex equation comboBox date docPartObj docPartList dropDownList picture richText text "
    "citation group bibliography",
    "docPartObj": "docPartGallery docPartCategory docPartUnique",
    "styles": "docDefaults latentStyles style",
    "docDefaults": "rPrDefault pPrDefault",
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden "
    "unhideWhenUsed qFormat locked personal personalCompose personalReply rsid pPr rPr tblPr "
    "trPr tcPr tblStylePr",
    "tblStylePr": "pPr rPr tblPr trPr tcPr",
    "numbering": "numPicBullet abstractNum num numIdMacAtCleanup",
    "abstractNum": "nsid multiLevelType tmpl name styleLink numStyleLink lvl",
    "lvl": "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr",
    "num": "abstractNumId lvlOverride",
    "settings": "zoom defaultTabStop characterSpacingControl footnotePr compat themeFontLang "
    "clrSchemeMapping decimalSymbol listSeparator",
    "font": "altName panose1 charset family notTrueType pitch sig",
}


def misplaced(root: Any) -> list[str]:
    """Return every child that the schema does not allow where it stands."""
    faults = []
    for element in root.iter(f"{W}*"):
        name = etree.QName(element).localname
        if name not in ORDER:
            continue
        order = ORDER[name].split()
        children = [etree.QName(child).localname for child in element]
        places = [order.index(child) if child in order else -1 for child in children]
        if -1 in places or places != sorted(places):
            faults.append(f"{name}: {' '.join(children)}")
    return faults

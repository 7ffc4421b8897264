"""Makes templates/word/base.docx, the template of every draft.

``python -m samverkan.drafting.word.base OUT`` writes the same bytes every time. An
organisation may edit the file in Word (fonts, margins, a logo in the footer); the writer
finds styles by their ids, and lists by the styles that are bound to them.
"""

from __future__ import annotations

import sys
from pathlib import Path

from samverkan.drafting.word.element import Xml, run, story, w
from samverkan.drafting.word.note import SEPARATORS, separators
from samverkan.drafting.word.numbering import numbering
from samverkan.drafting.word.package import (
    CONTENT_TYPES,
    Relationship,
    content_types,
    pack,
    relationships,
    word_type,
)
from samverkan.drafting.word.page import TEXT_WIDTH, footer, header, section
from samverkan.drafting.word.properties import application, core
from samverkan.drafting.word.styles import styles
from samverkan.drafting.word.theme import theme


def base() -> bytes:
    """Return the template."""
    return pack({
        CONTENT_TYPES: content_types({
            "docProps/app.xml": "application/vnd.openxmlformats-officedocument"
                                ".extended-properties+xml",
            "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
            "word/document.xml": word_type("document.main"),
            **{f"word/{name}.xml": word_type(name)
               for name in ("fontTable", "footnotes", "numbering", "settings", "styles")},
            "word/footer1.xml": word_type("footer"),
            "word/header1.xml": word_type("header"),
            "word/theme/theme1.xml": "application/vnd.openxmlformats-officedocument.theme+xml",
        }),
        "_rels/.rels": relationships((
            Relationship("rId1", "officeDocument", "word/document.xml"),
            Relationship("rId2", "core-properties", "docProps/core.xml"),
            Relationship("rId3", "extended-properties", "docProps/app.xml"),
        )),
        "docProps/app.xml": application(),
        "docProps/core.xml": core("Grundmall", "Wordmall", "mall", "2026-01-01"),
        "word/_rels/document.xml.rels": relationships((
            Relationship("rId1", "styles", "styles.xml"),
            Relationship("rId2", "numbering", "numbering.xml"),
            Relationship("rId3", "settings", "settings.xml"),
            Relationship("rId4", "fontTable", "fontTable.xml"),
            Relationship("rId5", "header", "header1.xml"),
            Relationship("rId6", "footer", "footer1.xml"),
            Relationship("rId7", "theme", "theme/theme1.xml"),
            Relationship("rId8", "footnotes", "footnotes.xml"),
        )),
        "word/document.xml": story("document", w("body", section())),
        "word/fontTable.xml": _fonts(),
        "word/footer1.xml": footer(),
        "word/footnotes.xml": separators(),
        "word/header1.xml": header(run("Dokumentets namn")),
        "word/numbering.xml": numbering(),
        "word/settings.xml": _settings(),
        "word/styles.xml": styles(TEXT_WIDTH),
        "word/theme/theme1.xml": theme(),
    })  # fmt: skip


def _settings() -> bytes:
    """Return word/settings.xml (§17.15.1.78).

    No ``w:zoom``: without its percentage it breaks the schema. No ``w:updateFields``: it
    asks the reader a question at every opening, and our cached results are right already.
    """
    uri = "http://schemas.microsoft.com/office/word"
    modern = ("overrideTableStyleFontSizeAndJustification", "enableOpenTypeFeatures",
              "doNotFlipMirrorIndents", "differentiateMultirowTableHeaders")  # fmt: skip
    return story(
        "settings",
        w("defaultTabStop", val=709),
        w("characterSpacingControl", val="doNotCompress"),
        w("footnotePr", *(w("footnote", id=number) for _, number in SEPARATORS)),
        w("compat",
          w("compatSetting", name="compatibilityMode", uri=uri, val="15"),
          *(w("compatSetting", name=name, uri=uri, val="1") for name in modern)),
        w("themeFontLang", val="sv-SE"),
        w("decimalSymbol", val=","),
        w("listSeparator", val=";"),
    )  # fmt: skip


def _fonts() -> bytes:
    """Return word/fontTable.xml: what to use where a font is missing (§17.8.3)."""

    def font(name: str, instead: str) -> Xml:
        return w("font", w("altName", val=instead), w("charset", val="00"),
                 w("family", val="swiss"), w("pitch", val="variable"), name=name)  # fmt: skip

    return story("fonts", font("Arial", "Liberation Sans"), font("Calibri", "Carlito"))


if __name__ == "__main__":
    Path(sys.argv[1]).write_bytes(base())

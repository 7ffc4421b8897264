"""Document properties (ISO/IEC 29500-2 §11): title, language, who and when."""

from __future__ import annotations

from datetime import date

from samverkan.drafting.document import Document
from samverkan.drafting.word.element import Xml, escape, part

AUTHOR = "Samverkansbanken"
INITIALS = "SB"


def moment(day: str) -> str:
    """Return ``day`` at midnight; a draft is dated by its law and not by the clock.

    Raises:
        ValueError: if ``day`` is no ISO date.
    """
    return f"{date.fromisoformat(day).isoformat()}T00:00:00Z"


def core(title: str, subject: str, keywords: str, day: str) -> bytes:
    """Return docProps/core.xml."""
    when = moment(day)
    dated = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{when}</dcterms:{name}>'
        for name in ("created", "modified")
    )
    package = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
    return part(Xml(
        f'<cp:coreProperties xmlns:cp="{package}" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        f'xmlns:dcterms="http://purl.org/dc/terms/" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title)}</dc:title><dc:subject>{escape(subject)}</dc:subject>"
        f"<dc:creator>{AUTHOR}</dc:creator><cp:keywords>{escape(keywords)}</cp:keywords>"
        f"<dc:language>sv-SE</dc:language><cp:lastModifiedBy>{AUTHOR}</cp:lastModifiedBy>"
        f"{dated}</cp:coreProperties>"
    ))  # fmt: skip


def core_of(document: Document) -> bytes:
    """Return docProps/core.xml of a draft."""
    return core(document.title, document.type_title, document.type_id, document.law_date)


def application() -> bytes:
    """Return docProps/app.xml."""
    uri = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    return part(Xml(f'<Properties xmlns="{uri}"><Application>{AUTHOR}</Application></Properties>'))

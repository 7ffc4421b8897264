"""Where a draft comes from, kept inside the file as a custom XML part (§15.2.5).

Word carries such parts along untouched when the file is edited and saved.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from typing import Any
from xml.etree import ElementTree

from samverkan.drafting.word.element import Xml, escape, part
from samverkan.drafting.word.package import Relationship, relationships

NAMESPACE = "urn:samverkansbanken:provenance"
ITEM = "customXml/item1.xml"
ITEM_RELATIONSHIPS = "customXml/_rels/item1.xml.rels"
PROPERTIES = "customXml/itemProps1.xml"
PROPERTIES_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"

# Any fixed GUID will do; this one says "our provenance".
_STORE_ID = "{5A4D0000-5342-4B50-8000-000000000001}"
_LIMIT = 4_000_000


def parts(provenance: Mapping[str, object]) -> dict[str, bytes]:
    """Return the parts that hold ``provenance``.

    Raises:
        TypeError: if it holds anything that JSON cannot.
    """
    link = Relationship("rId1", "customXmlProps", "itemProps1.xml")
    return {
        ITEM: _item(provenance),
        ITEM_RELATIONSHIPS: relationships((link,)),
        PROPERTIES: _item_properties(),
    }


def _item(provenance: Mapping[str, object]) -> bytes:
    data = json.dumps(provenance, ensure_ascii=False, sort_keys=True)
    return part(Xml(f'<provenance xmlns="{NAMESPACE}">{escape(data)}</provenance>'))


def _item_properties() -> bytes:
    """Return the part that names the custom XML part to Word (§22.5)."""
    uri = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
    return part(Xml(
        f'<ds:datastoreItem xmlns:ds="{uri}" ds:itemID="{_STORE_ID}"><ds:schemaRefs>'
        f'<ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
    ))  # fmt: skip


def read_provenance(docx: bytes) -> dict[str, Any] | None:
    """Return the provenance kept in a Word file, or None when it is not one of ours.

    Word may rename the part, so every custom XML part is tried.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(docx)) as archive:
            for info in archive.infolist():
                name = info.filename
                if name.startswith("customXml/item") and info.file_size <= _LIMIT:
                    found = _parse(archive.read(info))
                    if found is not None:
                        return found
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError):
        return None
    return None


def _parse(data: bytes) -> dict[str, Any] | None:
    if b"<!DOCTYPE" in data:
        return None  # entities have no place here, and could grow without end
    try:
        root = ElementTree.fromstring(data)  # noqa: S314 (no DOCTYPE, so no entities)
        found = json.loads(root.text or "") if root.tag == f"{{{NAMESPACE}}}provenance" else None
    except (ElementTree.ParseError, ValueError):
        return None
    return found if isinstance(found, dict) else None

"""The zip package of a .docx file (ISO/IEC 29500-2), the same bytes for the same parts."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from samverkan.drafting.word.element import Xml, attribute, join, part

CONTENT_TYPES = "[Content_Types].xml"
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip file can hold
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"


@dataclass(frozen=True, slots=True)
class Relationship:
    """What a part points to, by the last word of its relationship type."""

    id: str
    kind: str
    target: str

    @property
    def type(self) -> str:
        """The full relationship type."""
        if self.kind == "core-properties":
            return f"{_PACKAGE}/relationships/metadata/core-properties"
        return f"{_OFFICE}/{self.kind}"

    def xml(self) -> Xml:
        """Return the ``Relationship`` element."""
        target = attribute(self.target)
        return Xml(f'<Relationship Id="{self.id}" Type="{self.type}" Target="{target}"/>')


def override(name: str, content_type: str) -> Xml:
    """Return the content type of one part."""
    return Xml(f'<Override PartName="/{attribute(name)}" ContentType="{content_type}"/>')


def content_types(overrides: Mapping[str, str]) -> bytes:
    """Return the content types part; ``overrides`` gives each part's type."""
    package = "application/vnd.openxmlformats-package"
    return part(Xml(
        f'<Types xmlns="{_PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="{package}.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>'
        f"{join(override(name, overrides[name]) for name in sorted(overrides))}</Types>"
    ))  # fmt: skip


def relationships(items: Iterable[Relationship]) -> bytes:
    """Return a relationships part."""
    content = join(item.xml() for item in items)
    return part(Xml(f'<Relationships xmlns="{_PACKAGE}/relationships">{content}</Relationships>'))


def extend(existing: bytes, items: Iterable[Xml]) -> bytes:
    """Return a part with ``items`` added last in its root."""
    start, slash, end = existing.rpartition(b"</")
    return start + join(items).encode() + slash + end


def word_type(name: str) -> str:
    """Return the content type of a WordprocessingML part: ``styles``, ``comments`` …"""
    return f"{_WORD}.{name}+xml"


def pack(parts: Mapping[str, bytes]) -> bytes:
    """Return the package; the content types come first, the other parts by name."""
    stream = io.BytesIO()
    # Level 6 is what Word itself uses; a fixed one keeps the bytes the same.
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name in sorted(parts, key=lambda name: (name != CONTENT_TYPES, name)):
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0  # else the maker's operating system shows in the bytes
            archive.writestr(info, parts[name])
    return stream.getvalue()

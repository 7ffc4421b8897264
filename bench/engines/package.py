"""The body of a Word file, changed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

from samverkan.drafting.word.package import pack

BODY = "word/document.xml"


def body_of(content: bytes) -> bytes:
    """Return word/document.xml."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(BODY)


def with_body(content: bytes, change: Callable[[bytes], bytes]) -> bytes:
    """Return the file with another word/document.xml."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return pack({**parts, BODY: change(parts[BODY])})

"""Word files as another hand types them, without anything of ours."""

from __future__ import annotations

import io

import docx


def typed(*lines: str) -> bytes:
    """Return a file that another hand has typed; ``# `` begins a heading."""
    document = docx.Document()
    for line in lines:
        if line.startswith("# "):
            document.add_heading(line[2:], level=1)
        else:
            document.add_paragraph(line)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()

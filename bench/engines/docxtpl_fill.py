"""Fills in a Word template with docxtpl.

``python docxtpl_fill.py TEMPLATE.docx DATA.json OUT.docx [measure]``; with ``measure`` it prints
what it took, as JSON (see measuring.py).
"""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "site-packages"))

from docxtpl import DocxTemplate


def fill(template: bytes, data: dict[str, Any]) -> bytes:
    """Return the document."""
    loaded = DocxTemplate(io.BytesIO(template))
    loaded.render(data, autoescape=True)
    out = io.BytesIO()
    loaded.save(out)
    return out.getvalue()


def main(template_file: str, data_file: str, out_file: str, mode: str = "") -> None:
    """Fill in once, and measure if asked to."""
    template, data = Path(template_file).read_bytes(), json.loads(Path(data_file).read_bytes())
    Path(out_file).write_bytes(fill(template, data))
    if mode == "measure":
        from measuring import measured  # noqa: PLC0415 (no part of filling in)

        print(json.dumps(measured(lambda: fill(template, data))))


if __name__ == "__main__":
    main(*sys.argv[1:])

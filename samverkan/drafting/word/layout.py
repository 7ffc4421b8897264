"""The pages that headings stand on, asked of LibreOffice and never guessed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from samverkan.drafting.document import Document, Notes
from samverkan.drafting.office import OfficeError, text_of_pdf, to_pdf
from samverkan.drafting.outline import Outline
from samverkan.drafting.word.bookmark import bookmark_name
from samverkan.drafting.word.element import Xml, join, on_new_page, paragraph, run
from samverkan.drafting.word.field import field
from samverkan.drafting.word.writer import write

if TYPE_CHECKING:
    from samverkan.drafting.profile import Profile

_MARK = "sidprov"
_FOUND = re.compile(rf"{_MARK} (\d+) (\d+)")
_WIDE = 88  # two figures, as wide as they come


def pages(
    document: Document, *, notes: Notes = "comments", profile: Profile | None = None
) -> dict[str, int]:
    """Return the page of every heading, by its key.

    A page at the end asks for them with PAGEREF fields (§17.16.5.44), which LibreOffice
    computes when it lays the document out. The text before it is not moved by that.

    Raises:
        OfficeError: if LibreOffice or pdftotext is missing or fails.
        ValueError: as :func:`write`.
    """
    keys = [heading.key for heading in Outline(document).headings]
    shown = dict.fromkeys(keys, _WIDE)
    draft = write(document, notes=notes, profile=profile, pages=shown, last=_asking(keys))
    found = _FOUND.findall(text_of_pdf(to_pdf({"sidor": draft})["sidor"]))
    if len(found) != len(keys):
        raise OfficeError("LibreOffice gav inte sidan för varje rubrik")
    return {keys[int(index)]: int(page) for index, page in found}


def _asking(keys: list[str]) -> Xml:
    lines = (
        paragraph("BodyText", join((
            run(f"{_MARK} {index} "), field(f"PAGEREF {bookmark_name(key)}", run("0")),
        )))
        for index, key in enumerate(keys)
    )  # fmt: skip
    return on_new_page(join(lines))

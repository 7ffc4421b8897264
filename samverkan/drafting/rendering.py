"""One document, every format."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samverkan.drafting.document import Document, Notes

if TYPE_CHECKING:
    from samverkan.drafting.profile import Profile

FORMATS = ("docx", "pdf", "html", "txt", "json")


def render(
    document: Document,
    form: str,
    *,
    notes: Notes = "comments",
    profile: Profile | None = None,
    layout: bool = False,
) -> bytes:
    """Return ``document`` in one of :data:`FORMATS`.

    Args:
        document: a complete draft.
        form: the format.
        notes: how drafting notes are shown in Word and PDF; a PDF has no comments.
        profile: the fonts, colours and logo of a public body, for Word and PDF.
        layout: whether the contents of a Word file have page numbers; those of a PDF do.

    Raises:
        OfficeError: if LibreOffice is needed, for PDF or ``layout``, and missing.
    """
    # A format costs nothing to those who want another one, so each is imported when asked for.
    # ruff: noqa: PLC0415
    if form == "html":
        from samverkan.drafting.html import write_html

        return write_html(document).encode()
    if form == "json":
        from samverkan.drafting.jsonform import write_json

        return write_json(document).encode()
    if form == "txt":
        from samverkan.drafting.text import write_text

        return write_text(document).encode()
    from samverkan.drafting.word import write

    if form == "docx" and not layout:
        return write(document, notes=notes, profile=profile)
    from samverkan.drafting.office import to_pdf
    from samverkan.drafting.word.layout import pages

    found = pages(document, notes=notes, profile=profile)
    content = write(document, notes=notes, profile=profile, pages=found)
    return to_pdf({"utkast": content})["utkast"] if form == "pdf" else content

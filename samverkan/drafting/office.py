"""LibreOffice as a printer: tagged PDF, and the pages that headings stand on.

LibreOffice is not needed for drafts in Word. Where it is missing, :class:`OfficeError` says so.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

from samverkan.drafting.review.wordfile import read_parts
from samverkan.drafting.word.package import pack

SECONDS = 180
"""How long a conversion may take; a hundred pages take about ten seconds."""

_PDF = {
    # Tags (ISO 32000-1 §14.8) and the rest that PDF/UA (ISO 14289-1) asks of the file.
    "UseTaggedPDF": True,
    "PDFUACompliance": True,
    "ExportBookmarks": True,
    "ExportNotes": False,
    # A gap is text to read, not a field to fill in.
    "ExportFormFields": False,
}
_PLAIN = b"<w:text/>"
_WITH_GAPS = re.compile(r"word/(?:document|header\d*)\.xml")


class OfficeError(Exception):
    """LibreOffice is missing or failed; the message is Swedish and says what to do."""


def to_pdf(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return Word files as tagged PDF, all of them in one run.

    Args:
        files: each file's name, without ending, and content.

    Raises:
        OfficeError: if LibreOffice is missing, fails or takes too long.
    """
    program = _program("soffice", "LibreOffice", "libreoffice-writer-nogui")
    options = {
        name: {"type": "boolean", "value": str(value).lower()} for name, value in _PDF.items()
    }
    with tempfile.TemporaryDirectory(prefix="samverkan.") as name:
        folder = Path(name)
        sources = [folder / f"{file}.docx" for file in files]
        for source, content in zip(sources, files.values(), strict=True):
            source.write_bytes(without_plain_controls(content))
        _run(
            program,
            # A profile of its own, so that LibreOffice may already be running.
            f"-env:UserInstallation={(folder / 'profil').as_uri()}",
            "--headless", "--convert-to", f"pdf:writer_pdf_Export:{json.dumps(options)}",
            "--outdir", name, *map(str, sources),
        )  # fmt: skip
        made = {file: folder / f"{file}.pdf" for file in files}
        if missing := [file for file, path in made.items() if not path.exists()]:
            raise OfficeError(f"LibreOffice kunde inte skriva {', '.join(missing)} som PDF")
        return {file: path.read_bytes() for file, path in made.items()}


def without_plain_controls(docx: bytes) -> bytes:
    """Return a draft of ours with its gaps as controls of the rich kind.

    LibreOffice 7.4 makes an input field of a plain control, and drops all formatting in it: the
    highlight is gone, and with it the tracked changes. Later versions keep both kinds.
    """
    parts = read_parts(docx)
    return pack({
        name: content.replace(_PLAIN, b"") if _WITH_GAPS.fullmatch(name) else content
        for name, content in parts.items()
    })  # fmt: skip


def text_of_pdf(pdf: bytes) -> str:
    """Return the text of a PDF, page by page with a form feed after each.

    Raises:
        OfficeError: if pdftotext is missing or fails.
    """
    program = _program("pdftotext", "pdftotext", "poppler-utils")
    with tempfile.TemporaryDirectory(prefix="samverkan.") as folder:
        file = Path(folder) / "f.pdf"
        file.write_bytes(pdf)
        return _run(program, "-raw", str(file), "-")


def _program(name: str, title: str, package: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise OfficeError(f"{title} saknas på datorn; installera paketet {package}")
    return found


def _run(*command: str) -> str:
    try:
        done = subprocess.run(  # noqa: S603 (a program found on PATH, and our own arguments)
            command, check=True, capture_output=True, timeout=SECONDS
        )
    except subprocess.TimeoutExpired as error:
        raise OfficeError(f"{Path(command[0]).name} blev inte klar på {SECONDS} s") from error
    except (subprocess.CalledProcessError, OSError) as error:
        raise OfficeError(f"{Path(command[0]).name} misslyckades: {error}") from error
    return done.stdout.decode(errors="replace")

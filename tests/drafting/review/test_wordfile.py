"""What is read in files as they come: text in odd places, changes, other formats."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import docx
import pytest
from docx.oxml import parse_xml

from samverkan.drafting.review.report import Review, review
from samverkan.drafting.review.wordfile import WordFile, WordFileError
from samverkan.records.bank import Bank

_NS = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_RUN = "<w:r><w:t xml:space='preserve'>{}</w:t></w:r>"


def _file(*paragraphs: str, **parts: bytes) -> bytes:
    """Return a Word file with paragraphs given as XML, and further parts."""
    document = docx.Document()
    for xml in paragraphs:
        document.element.body.insert(-1, parse_xml(f"<w:p {_NS}>{xml}</w:p>"))
    stream = io.BytesIO()
    document.save(stream)
    with zipfile.ZipFile(stream, "a") as archive:
        for name, data in parts.items():
            archive.writestr(f"word/{name}.xml", data)
    return stream.getvalue()


def _texts(data: bytes) -> list[str]:
    return [passage.text for passage in WordFile(data).passages]


def test_a_text_box_is_read_once() -> None:
    """Word keeps it twice, for new programs and for old."""
    inner = f"<w:txbxContent><w:p>{_RUN.format('I rutan.')}</w:p></w:txbxContent>"
    box = (
        f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><wps:txbx>{inner}</wps:txbx>"
        f"</mc:Choice><mc:Fallback><w:pict><v:textbox>{inner}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    assert _texts(_file(_RUN.format("Före. ") + box)) == ["Före.", "I rutan."]


def test_what_has_been_deleted_or_hidden_is_not_there() -> None:
    """A tracked change counts as it reads when it is accepted."""
    deleted = "<w:del w:id='1' w:author='x'><w:r><w:delText>bort </w:delText></w:r></w:del>"
    moved = f"<w:moveFrom w:id='2' w:author='x'>{_RUN.format('flyttat ')}</w:moveFrom>"
    added = f"<w:ins w:id='3' w:author='x'>{_RUN.format('tillagt')}</w:ins>"
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>dolt</w:t></w:r>"
    control = f"<w:sdt><w:sdtContent>{_RUN.format(' ifyllt')}</w:sdtContent></w:sdt>"
    assert _texts(_file(deleted + moved + added + hidden + control)) == ["tillagt ifyllt"]


def _reviewed(bank: Bank, data: bytes) -> Review:
    return review(data, bank, "gemensam-namnd", date(2026, 11, 25))


def _status(found: Review, demand: str) -> str:
    return next(each.status for each in found.demands if each.demand.id == demand)


def test_a_demand_is_met_in_a_table_and_through_signs_of_no_width(bank: Bank) -> None:
    """Soft hyphens and hard spaces stand inside words and between them."""
    rule = "Del\u00adgivning sker med nämndens\u00a0ordförande."
    assert _status(_reviewed(bank, _file(_RUN.format(rule))), "GN-10") == "met"
    document = docx.Document()
    document.add_heading("Delgivning", level=1)
    cells = document.add_table(rows=2, cols=2)
    for row, texts in zip(cells.rows, [("Fråga", "Ansvar"), ("Delgivning", "Ordföranden")],
                          strict=True):  # fmt: skip
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    stream = io.BytesIO()
    document.save(stream)
    assert _status(_reviewed(bank, stream.getvalue()), "GN-10") == "met"


def test_a_deleted_rule_meets_nothing(bank: Bank) -> None:
    """The lawyer took it out; it is only kept until the change is accepted."""
    rule = "Delgivning sker med nämndens ordförande."
    gone = f"<w:del w:id='1' w:author='x'><w:r><w:delText>{rule}</w:delText></w:r></w:del>"
    assert _status(_reviewed(bank, _file(gone)), "GN-10") == "missing"


def test_notes_and_headers_are_read_for_law_and_old_words_but_agree_on_nothing(
    bank: Bank,
) -> None:
    """A dead citation in a footnote is dead too; a page header is no rule."""
    note = f"<w:footnotes {_NS}><w:footnote w:id='1'><w:p>{_RUN}</w:p></w:footnote></w:footnotes>"
    header = f"<w:hdr {_NS}><w:p>{_RUN}</w:p></w:hdr>"
    data = _file(
        _RUN.format("Nämnden har ett kansli."),
        footnotes=note.format("Se personuppgiftslagen (1998:204).").encode(),
        header7=header.format("Delgivning sker med ordföranden i landstinget.").encode(),
    )
    found = _reviewed(bank, data)
    assert [(c.text, c.verdict.status, c.where) for c in found.citations] == [
        ("personuppgiftslagen (1998:204)", "repealed", "Fotnoter")
    ]
    assert [(t.word.text, t.where) for t in found.terms] == [("landstinget", "Sidhuvud och sidfot")]
    assert _status(found, "GN-10") == "missing"


def _zip(name: str, data: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(name, data)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"%PDF-1.7 ...", "PDF"),
        (b"{\\rtf1 hej}", ".rtf"),
        (_zip("mimetype", b"application/vnd.oasis.opendocument.text"), ".odt"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "lösenord"),
        (
            _zip(
                "word/document.xml",
                b"<w:document xmlns:w='http://purl.oclc.org/ooxml/wordprocessingml/main'/>",
            ),
            "Strict",
        ),
    ],
)
def test_a_file_of_another_kind_is_told_with_what_to_do(data: bytes, says: str) -> None:
    """One clear sentence, by what the file is and not by what it is called."""
    with pytest.raises(WordFileError, match=says):
        WordFile(data)

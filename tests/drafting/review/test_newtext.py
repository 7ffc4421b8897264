"""Nothing that is written into a draft of ours goes unseen, wherever it is put."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from datetime import date
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from samverkan.drafting.cases import find_cases
from samverkan.drafting.review.report import review
from samverkan.drafting.review.wordfile import WordFileError
from samverkan.drafting.word import write
from samverkan.records.bank import Bank
from tests.conftest import ROOT

DAY = date(2026, 11, 25)
NEW = "Parterna delar på kostnaden för bryggan i Ekeby."
_RUN = f"<w:r><w:t>{NEW}</w:t></w:r>"
_MATH = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
_VML = 'xmlns:v="urn:schemas-microsoft-com:vml"'
Edit = Callable[[docx.document.Document], object]


@pytest.fixture(scope="module")
def draft(bank: Bank) -> bytes:
    """An agreement with parts, a table, an annex and places to sign by hand."""
    made = (case.draft(bank) for case in find_cases(ROOT, bank))
    whole = next(d for d in made if d.annexes and d.signatures and d.parts[0].heading)
    by_hand = tuple(replace(each, electronic=False) for each in whole.signatures)
    return write(replace(whole, signatures=by_hand))


def _edited(data: bytes, edit: Edit) -> bytes:
    document = docx.Document(io.BytesIO(data))
    edit(document)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _xml(inner: str) -> Any:
    return parse_xml(f"<w:p {nsdecls('w')} {_MATH} {_VML}>{inner}</w:p>")


def _styled(document: docx.document.Document, *styles: str) -> Any:
    names = {name.lower() for name in styles}
    return next(p for p in document.paragraphs if p.style.style_id.lower() in names)


def _below(style: str, inner: str = _RUN) -> Edit:
    return lambda document: _styled(document, style)._p.addnext(_xml(inner))


def _first(document: docx.document.Document) -> None:
    document.element.body.insert(0, _xml(_RUN))


def _last(document: docx.document.Document) -> None:
    document.add_paragraph(NEW)


def _before_first_heading(document: docx.document.Document) -> None:
    _styled(document, "Heading1")._p.addprevious(_xml(_RUN))


def _in_table_before_text(document: docx.document.Document) -> None:
    document.tables[0].rows[-1].cells[-1].add_paragraph(NEW)


def _in_table_of_a_clause(document: docx.document.Document) -> None:
    table = document.add_table(rows=1, cols=1)
    table.cell(0, 0).text = NEW
    _clause_text(document).addnext(table._tbl)


def _where_it_is_signed(document: docx.document.Document) -> None:
    signed = next(p for p in document.element.body.iter(qn("w:p")) if "För " in _text(p)
                  and p.getparent().tag == qn("w:tc"))  # fmt: skip
    signed.addnext(_xml(_RUN))


def _in_a_control(document: docx.document.Document) -> None:
    control = parse_xml(f'<w:sdt {nsdecls("w")}><w:sdtPr><w:tag w:val="eget"/></w:sdtPr>'
                        f"<w:sdtContent><w:p>{_RUN}</w:p></w:sdtContent></w:sdt>")  # fmt: skip
    _styled(document, "Heading1")._p.addnext(control)


def _in_the_open_points(document: docx.document.Document) -> None:
    _in_control(document, "oppna-punkter")


def _in_the_demands(document: docx.document.Document) -> None:
    _in_control(document, "lagkrav")


def _in_control(document: docx.document.Document, tag: str) -> None:
    tags = document.element.body.iter(qn("w:tag"))
    control = next(each for each in tags if each.get(qn("w:val")) == tag).getparent().getparent()
    control.find(qn("w:sdtContent")).append(_xml(_RUN))


def _in_the_header(document: docx.document.Document) -> None:
    document.sections[0].header.add_paragraph(NEW)


def _in_the_footer(document: docx.document.Document) -> None:
    document.sections[0].footer.add_paragraph(NEW)


def _in_a_new_annex(document: docx.document.Document) -> None:
    heading = _styled(document, "Bilaga")._p
    copy = deepcopy(heading)
    for mark in [*copy.iter(qn("w:bookmarkStart")), *copy.iter(qn("w:bookmarkEnd"))]:
        mark.getparent().remove(mark)
    heading.addprevious(copy)
    copy.addnext(_xml(_RUN))


def _clause_text(document: docx.document.Document) -> Any:
    return next(p._p for p in document.paragraphs if p.style.style_id in ("Punkt", "Paragraf"))


def _text(paragraph: Any) -> str:
    return "".join(t.text or "" for t in paragraph.iter(qn("w:t")))


_BOX = (
    f'<w:r><w:pict><v:shape><v:textbox><w:txbxContent><w:p>{_RUN}</w:p></w:txbxContent>'
    "</v:textbox></v:shape></w:pict></w:r>"
)  # fmt: skip
PLACES: dict[str, Edit] = {
    "under a part heading": _below("Heading1"),
    "in a text box under a part heading": _below("Heading1", _BOX),
    "as an equation under a part heading": _below(
        "Heading1", f"<m:oMath><m:r><m:t>{NEW}</m:t></m:r></m:oMath>"
    ),
    "in a text box of a clause": lambda d: _clause_text(d).append(_xml(_BOX)[0]),
    "in a table of a clause": _in_table_of_a_clause,
    "under the heading of an annex": _below("Bilaga"),
    "in an annex of its own": _in_a_new_annex,
    "above the title": _first,
    "below the title": _below("Title"),
    "in a table of page one": _in_table_before_text,
    "before the first heading": _before_first_heading,
    "where it is signed": _where_it_is_signed,
    "last of all": _last,
    "in a content control that is not ours": _in_a_control,
    "in the open points": _in_the_open_points,
    "in the list of demands": _in_the_demands,
    "in the page header": _in_the_header,
    "in the page footer": _in_the_footer,
}


def _added(data: bytes, bank: Bank) -> list[str]:
    return [text for clause in review(data, bank, None, DAY).clauses for text in clause.added]


@pytest.mark.parametrize("place", PLACES)
def test_new_text_is_told_wherever_it_stands(bank: Bank, draft: bytes, place: str) -> None:
    """It is told once, and nothing of ours is taken for new."""
    assert _added(_edited(draft, PLACES[place]), bank) == [NEW]


@pytest.mark.parametrize("note", ["footnotes", "endnotes"])
def test_a_new_note_is_told(bank: Bank, draft: bytes, note: str) -> None:
    """What is agreed in a note is agreed."""
    kind = note.removesuffix("s")
    part = (
        f"<w:{note} {nsdecls('w')}><w:{kind} w:id='7'><w:p>{_RUN}</w:p></w:{kind}></w:{note}>"
    ).encode()  # fmt: skip
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(draft)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in set(old.namelist()) - {f"word/{note}.xml"}:
            new.writestr(name, old.read(name))
        new.writestr(f"word/{note}.xml", part)
    (found,) = [c for c in review(stream.getvalue(), bank, None, DAY).clauses if c.added]
    assert (found.where, found.added) == ("Fotnoter", (NEW,))


def test_the_place_of_new_text_is_told(bank: Bank, draft: bytes) -> None:
    """By the heading of the part, so that the reader finds it."""
    heading = _styled(docx.Document(io.BytesIO(draft)), "Heading1").text
    found = review(_edited(draft, _below("Heading1")), bank, None, DAY).clauses
    assert [(c.id, c.status, c.where) for c in found if c.added] == [(heading, "new", heading)]


def test_an_untouched_draft_of_each_type_holds_nothing_new(bank: Bank) -> None:
    """What we wrote ourselves is never new: page one, notes, lists, places to sign."""
    cases = {case.type_id: case for case in find_cases(ROOT, bank)}
    for case in cases.values():
        found = review(write(case.draft(bank), notes="footnotes"), bank, None, DAY).clauses
        assert {c.id for c in found if c.status != "unchanged"} == set(), case.id


def test_filled_gaps_outside_the_clauses_are_no_new_text(bank: Bank, draft: bytes) -> None:
    """A number typed where a placeholder stood on page one belongs there."""

    def edit(document: docx.document.Document) -> None:
        for element in document.element.body.iter(qn("w:t")):
            if (element.text or "").startswith("["):
                element.text = "ifyllt"

    assert _added(_edited(draft, edit), bank) == []


def test_what_loses_its_content_controls_is_no_new_text(bank: Bank, draft: bytes) -> None:
    """So LibreOffice saves the contents and the gaps of tables."""

    def edit(document: docx.document.Document) -> None:
        for control in list(document.element.body.iter(qn("w:sdt"))):
            for child in list(control.find(qn("w:sdtContent"))):
                control.addprevious(child)
            control.getparent().remove(control)

    assert _added(_edited(draft, edit), bank) == []


def test_a_file_with_another_inside_is_not_read_in_part(bank: Bank, draft: bytes) -> None:
    """Word takes in its text when it opens the file; until then nobody can review it."""

    def edit(document: docx.document.Document) -> None:
        document.element.body.insert(0, parse_xml(f"<w:altChunk {nsdecls('w')}/>"))

    with pytest.raises(WordFileError, match="öppna och spara"):
        review(_edited(draft, edit), bank, None, DAY)

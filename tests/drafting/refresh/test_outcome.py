"""A clause that is struck: demands, open points and contents tell of the file as it will be."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from lxml import etree

from samverkan.drafting.document import Document
from samverkan.drafting.refresh.refreshing import refresh
from samverkan.drafting.review.wordfile import WordFile
from samverkan.drafting.word import write
from samverkan.drafting.word.package import pack
from tests.drafting.redline.deciding import W, accepted, part, rejected
from tests.drafting.redline.editing import edited
from tests.drafting.redline.test_redline import changes
from tests.drafting.test_gates import BANK, ONE_OF_EACH, drafted, violations
from tests.drafting.wordreading import text_of

DAY = date(2026, 11, 25)


def strike(body: Any, _number: int, clause: str) -> None:
    """Take away all paragraphs and tables of a clause."""
    for block in of_clause(body, clause):
        body.remove(block)


def strike_tracked(body: Any, _number: int, clause: str) -> None:
    """Do the same as Word does when it tracks changes: nothing goes, all is marked."""
    for block in of_clause(body, clause):
        for row in block.iter(f"{W}tr"):
            properties = row.find(f"{W}trPr")
            if properties is None:
                properties = etree.Element(f"{W}trPr")
                row.insert(0, properties)
            etree.SubElement(properties, f"{W}del", {f"{W}id": "1", f"{W}author": "x"})
        for paragraph in block.iter(f"{W}p"):
            own = paragraph.find(f"{W}pPr")
            mark = own.find(f"{W}rPr")
            mark = etree.SubElement(own, f"{W}rPr") if mark is None else mark
            mark.insert(0, etree.Element(f"{W}del", {f"{W}id": "1", f"{W}author": "x"}))
            for run in list(paragraph.iter(f"{W}r")):
                gone = etree.Element(f"{W}del", {f"{W}id": "2", f"{W}author": "x"})
                run.getparent().replace(run, gone)
                gone.append(run)


def of_clause(body: Any, clause: str) -> list[Any]:
    """Return the blocks of a clause: from its heading to the next."""
    found, inside = [], False
    for block in body:
        names = [mark.get(f"{W}name") for mark in block.iter(f"{W}bookmarkStart")]
        if block.tag == f"{W}sdt" or any(n.startswith(("_klausul_", "_del_")) for n in names):
            inside = f"_klausul_{clause.replace('-', '_')}" in names
        if inside or names == ["_underskrifter"]:
            inside = names != ["_underskrifter"]
        if inside:
            found.append(block)
    return found


def only_one(document: Document) -> tuple[str, str]:
    """Return a demand that one clause alone meets, and the clause."""
    uses = [(each.id, each.clauses) for each in document.demands if each.status == "met"]
    body = {clause.id for clause in list(document.body_clauses())[1:-1]}
    return next((i, c[0]) for i, c in uses if len(c) == 1 and c[0] in body and len(c[0]) < 28)


def control(docx: bytes, tag: str) -> list[str]:
    """Return the lines of one of our working parts when all changes are accepted."""
    now = refresh_free(docx)
    sdt = next(s for s in now.iter(f"{W}sdt")
               if s.find(f"{W}sdtPr/{W}tag").get(f"{W}val") == tag)  # fmt: skip
    return [text_of(p) for p in sdt.iter(f"{W}p")]


def refresh_free(docx: bytes) -> Any:
    """Return the body with all changes accepted, by the words of the standard alone."""
    body = part(docx)
    for gone in list(body.iter(f"{W}p")):
        if gone.find(f"{W}pPr/{W}rPr/{W}del") is not None and gone.getparent() is not None:
            gone.getparent().remove(gone)
    for gone in [*body.iter(f"{W}del"), *body.iter(f"{W}delText")]:
        if gone.getparent() is not None and gone.getparent().tag != f"{W}rPr":
            gone.getparent().remove(gone)
    return body


@pytest.mark.parametrize("case", ONE_OF_EACH.values(), ids=ONE_OF_EACH)
def test_an_unedited_draft_has_no_changes(case: str) -> None:
    """Its contents, made from its headings, are those that it was drafted with."""
    assert changes(refresh(write(drafted(case)), BANK, DAY, {}).docx) == []


@pytest.mark.parametrize("how", [strike, strike_tracked])
@pytest.mark.parametrize(
    "type_id", ["reglemente-gemensam-namnd", "avtal-avtalssamverkan", "forbundsordning"]
)
def test_a_struck_clause_meets_no_demand(type_id: str, how: Any, tmp_path: Any) -> None:
    """The demand is not met, an open point says so, and every number is that of the new text."""
    document = drafted(ONE_OF_EACH[type_id])
    demand, clause = only_one(document)
    heading = next(each.heading for each in document.clauses() if each.id == clause)
    now = edited(write(document), [(how, 0, clause)])
    found = refresh(now, BANK, DAY, {})
    assert rejected(found.docx) == accepted(now)
    assert violations(found.docx, tmp_path) == []
    told = f"Inte uppfyllt: klausulen ”{heading}” är struken"
    assert told in accepted(found.docx)
    assert any(each.startswith(f"{demand}: ") for each in found.unmet)
    box = control(found.docx, "oppna-punkter")
    assert any(line.startswith(f"{demand} uppfylls inte längre: klausulen") for line in box)
    contents = control(found.docx, "innehall")
    assert not any(line.endswith(heading) for line in contents)
    assert_true(found.docx)
    again = refresh(found.docx, BANK, DAY, {})
    assert changes(again.docx) == []


def assert_true(docx: bytes) -> None:
    """Insist that places named in the working parts are where the text has them."""
    passages = WordFile(pack(WordFile(docx).parts)).passages
    listed = [p for p in passages if not p.tags and p.level in (1, 2) and p.text]
    shown = [f"{p.number}\t{p.text}" if p.number and p.number[0].isdigit()
             else f"{p.number or ''} {p.text}".strip() for p in listed]  # fmt: skip
    contents = [" ".join(line.split()) for line in control(docx, "innehall")[1:-1]]
    assert contents == [" ".join(line.split()) for line in shown]
    numbers = {p.text: str(p.number) for p in listed if p.number}
    for line in control(docx, "lagkrav"):
        for number, name in re.findall(r"punkt\s([\d.]+), ([^;]+)", line):
            assert numbers[name] == number


def test_headings_of_the_lawyer_are_listed() -> None:
    """And a heading that was written anew is listed as it now is."""
    document = drafted(ONE_OF_EACH["avtal-avtalssamverkan"])

    def own_clause(body: Any, _number: int, words: str) -> None:
        place = next(
            p
            for p in body
            if any(b.get(f"{W}name").startswith("_klausul_") for b in p.iter(f"{W}bookmarkStart"))
        )
        twin = etree.Element(f"{W}p")
        twin.append(etree.fromstring(etree.tostring(place.find(f"{W}pPr"))))
        etree.SubElement(etree.SubElement(twin, f"{W}r"), f"{W}t").text = words
        place.addprevious(twin)  # fmt: skip

    now = edited(write(document), [(own_clause, 0, "Egen klausul")])
    found = refresh(now, BANK, DAY, {})
    assert any(line.endswith("Egen klausul") for line in control(found.docx, "innehall"))
    assert_true(found.docx)

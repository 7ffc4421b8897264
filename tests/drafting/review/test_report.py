"""Review of whole Word files: ours after a lawyer's hand, and some that we never made."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from samverkan import cli
from samverkan.drafting.answers import type_answers
from samverkan.drafting.assemble import assemble
from samverkan.drafting.review.report import Review, review
from samverkan.drafting.review.wordfile import INVISIBLE, WordFile, WordFileError
from samverkan.drafting.word import write
from samverkan.records.bank import Bank
from tests.drafting.review.handmade import typed

DAY = date(2026, 11, 25)
TYPE = "reglemente-gemensam-namnd"


@pytest.fixture(scope="module")
def draft(bank: Bank) -> bytes:
    """A draft of ours with open questions."""
    answers, faults = type_answers(
        {"parter": [{"organisation": "kommun-lindesberg"}, {"organisation": "kommun-nora"}]},
        bank.agreements[TYPE],
        bank,
    )
    assert not faults
    return write(assemble(bank, TYPE, answers, DAY))


def _edited(data: bytes, edit: Callable[[docx.document.Document], None]) -> bytes:
    document = docx.Document(io.BytesIO(data))
    edit(document)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _status(found: Review) -> dict[str, str]:
    return {clause.id: clause.status for clause in found.clauses}


def test_an_untouched_draft_is_unchanged_and_complete(bank: Bank, draft: bytes) -> None:
    """Nothing is changed, every statutory content demand of the reglemente is met."""
    found = review(draft, bank, None, DAY)
    assert found.form == "gemensam-namnd"
    assert set(_status(found).values()) == {"unchanged"}
    missing = {each.demand.id for each in found.demands if each.status == "missing"}
    assert not missing & {f"GN-{number:02}" for number in range(3, 12)}
    assert [each for each in found.citations if each.verdict.status != "ok"] == [
        each for each in found.citations if each.verdict.status == "not-verified"
    ]


def test_changed_removed_and_new_clauses_are_told(bank: Bank, draft: bytes) -> None:
    """A changed word, a clause cut out and a heading of the lawyer's own."""
    before = review(draft, bank, None, DAY)

    def edit(document: docx.document.Document) -> None:
        paragraphs = document.paragraphs
        heads = [p for p in paragraphs if p.style.name.startswith("heading ") or
                 p.style.name.startswith("Heading")]  # fmt: skip
        delegation = next(p for p in heads if p.text == "Delgivning")
        at = [p._p for p in paragraphs].index(delegation._p)
        for gone in paragraphs[at + 1 :]:
            if gone in heads or gone.style.name.lower().startswith("heading"):
                break
            gone._p.getparent().remove(gone._p)
        delegation._p.getparent().remove(delegation._p)
        presidium = next(p for p in heads if p.text == "Presidium")
        following = paragraphs[[p._p for p in paragraphs].index(presidium._p) + 1]
        following.runs[0].text = "Ändrat: " + following.runs[0].text
        document.add_heading("Eget kapitel", level=2)
        document.add_paragraph("Juristens egen text.")

    after = review(_edited(draft, edit), bank, None, DAY)
    was, now = _status(before), _status(after)
    assert now["gn-delgivning"] == "removed"
    assert now["gn-presidium"] == "changed"
    assert now["Eget kapitel"] == "new"
    assert {c for c in was if now[c] != was[c]} == {"gn-delgivning", "gn-presidium"}
    changed = next(each for each in after.clauses if each.id == "gn-presidium")
    assert len(changed.removed) == len(changed.added) == 1
    assert changed.added[0].startswith("Ändrat: ")
    delivery = next(each for each in after.demands if each.demand.id == "GN-10")
    assert delivery.status != "met"


def test_an_edited_clause_no_longer_proves_that_the_law_is_met(bank: Bank, draft: bytes) -> None:
    """Its demand is unclear until a lawyer has read it; a bare heading meets nothing."""

    def edit(document: docx.document.Document) -> None:
        paragraphs = document.paragraphs
        heads = [p for p in paragraphs if p.style.name.lower().startswith("heading")]
        for title, empty in (("Delgivning", True), ("Deltagande på distans", False)):
            head = next(p for p in heads if p.text == title)
            at = [p._p for p in paragraphs].index(head._p)
            for paragraph in paragraphs[at + 1 :]:
                if paragraph.style.name.lower().startswith("heading"):
                    break
                if empty:
                    paragraph._p.getparent().remove(paragraph._p)
                elif paragraph.runs:
                    paragraph.runs[0].text = "Ändrat. " + paragraph.runs[0].text

    found = review(_edited(draft, edit), bank, None, DAY)
    status = {each.demand.id: each.status for each in found.demands}
    assert status["GN-10"] == "missing"
    assert status["GN-07"] == "unclear"


def test_a_law_that_was_not_in_force_stops_no_review(bank: Bank, draft: bytes) -> None:
    """In 2012 the act did not exist; the demands are still told."""
    data = review(draft, bank, None, date(2012, 1, 1)).as_json(bank)
    assert "2017:725 9:24" in {d["id"]: d["section"] for d in data["demands"]}["GN-03"]


def test_a_filled_gap_is_an_answer_and_no_change(bank: Bank, draft: bytes) -> None:
    """What is typed where a placeholder stood is read back by its question."""

    def edit(document: docx.document.Document) -> None:
        for element in document.element.body.iter():
            if element.tag.endswith("}t") and element.text == "[Nämndens namn]":
                element.text = "Norra nämnden"

    found = review(_edited(draft, edit), bank, None, DAY)
    assert set(_status(found).values()) == {"unchanged"}
    answers = {q: a for clause in found.clauses for q, a in clause.answers.items()}
    assert answers["namnd_namn"] == "Norra nämnden"


def test_any_word_file_can_be_reviewed(bank: Bank) -> None:
    """Old law, old words and what the text holds, in a file without a trace of us."""
    data = typed(
        "# 1 Inledning",
        "Landstinget och kommunen bildar en gemensam nämnd enligt 3 kap. 3 a § kommunallagen "
        "(1991:900). Reglementet antas enligt 6 kap. 32 § kommunallagen.",
        "# 2 Personuppgifter",
        "Personuppgiftslagen (1998:204) gäller. Nämnden skall ha ett personuppgiftsombud.",
    )
    found = review(data, bank, "gemensam-namnd", DAY)
    assert {(c.text, c.verdict.status) for c in found.citations} == {
        ("3 kap. 3 a § kommunallagen (1991:900)", "repealed"),
        ("6 kap. 32 § kommunallagen", "other-subject"),
        ("Personuppgiftslagen (1998:204)", "repealed"),
    }
    assert {(t.word.text, t.word.suggestion) for t in found.terms} == {
        ("Landstinget", "region"),
        ("skall", "ska"),
        ("personuppgiftsombud", "dataskyddsombud"),
    }
    assert found.clauses == ()
    assert {d.demand.id for d in found.demands if d.status == "missing"} >= {"GN-04", "GN-07"}


def test_a_document_type_is_not_asked_for_what_belongs_in_another_document(bank: Bank) -> None:
    """A reglemente need not say how the costs are divided; the samverkansavtal does."""
    data = typed("# Delgivning", "Delgivning sker med ordföranden.")
    asked = {d.demand.id for d in review(data, bank, TYPE, DAY).demands}
    assert "GN-10" in asked
    assert "GN-P1a" not in asked
    assert "GN-P1a" in {d.demand.id for d in review(data, bank, "gemensam-namnd", DAY).demands}


def test_typed_and_counted_numbers_say_where(bank: Bank) -> None:
    """A heading is found by its looks too, and its number is told."""
    data = typed("4 § Delgivning", "Ordföranden tar emot. Se personuppgiftslagen.")
    (found,) = review(data, bank, None, DAY).citations
    assert found.where == "4 § Delgivning"


def _zip(**parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/"), data)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"inte en zip", "ingen Word-fil"),
        (b"\xd0\xcf\x11\xe0" + b"0" * 100, ".doc"),
        (_zip(a=b"b"), "word/document.xml"),
        (_zip(word__document=b"x"), "word/document.xml"),
        (_zip(**{"word__document.xml": b"<trasig"}), "skadad"),
        (_zip(**{"word__document.xml": b"<!DOCTYPE a []><a/>"}), "DOCTYPE"),
        (_zip(**{"word__document.xml": b"<a/>"}), "inget innehåll"),
        (_zip(**{"word__document.xml": b"0" * 210_000_000}), "för stor"),
    ],
)
def test_what_is_no_word_file_gets_one_clear_answer(data: bytes, says: str) -> None:
    """No traceback, nothing unpacked without bounds, no entities."""
    with pytest.raises(WordFileError, match=says):
        _ = WordFile(data).passages


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]))))
def test_all_text_is_read(lines: list[str]) -> None:
    """Every paragraph of a foreign file reaches the review, whatever it holds."""
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    stream = io.BytesIO()
    document.save(stream)
    read = [passage.text for passage in WordFile(stream.getvalue()).passages]
    shown = [line.translate(INVISIBLE).strip() for line in lines]
    assert read == [line for line in shown if line]


def test_the_command_tells_and_gives_json(root: Path, tmp_path: Path, draft: bytes) -> None:
    """The keys are those of the contract; wrong use is told with what would be right."""
    path = tmp_path / "utkast.docx"
    path.write_bytes(draft)
    run = CliRunner()
    told = run.invoke(cli.build, ["review", str(path), "--json"], obj=root, standalone_mode=False)
    data = json.loads(told.output)
    assert set(data) >= {"form", "demands", "citations", "terms", "language", "clauses"}
    assert all(d.keys() >= {"id", "section", "status", "where"} for d in data["demands"])
    divided = next(d for d in data["demands"] if d["id"] == "GN-P2")
    assert {part["id"] for part in divided["parts"]} >= {"GN-P2a", "GN-P2b"}
    assert "GN-P1" not in {d["id"] for d in data["demands"]}, "hör till samverkansavtalet"
    assert {d["status"] for d in data["demands"]} <= {"met", "unclear", "missing"}


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["{file}", "--form", "gemensam-namd"], 2, "menade du gemensam-namnd?"),
        (["{file}", "--date", "igår"], 2, "2027-01-01"),
        (["{folder}/saknas.docx"], 2, "saknas.docx finns inte"),
        (["{folder}/text.docx"], 1, "ingen Word-fil"),
    ],
)
def test_wrong_use_is_told_in_swedish(
    root: Path, tmp_path: Path, draft: bytes, arguments: list[str], code: int, says: str
) -> None:
    """The whole program, as a user runs it."""
    (tmp_path / "utkast.docx").write_bytes(draft)
    (tmp_path / "text.docx").write_text("hej")
    places = {"file": tmp_path / "utkast.docx", "folder": tmp_path}
    done = subprocess.run(
        [sys.executable, root / "build.py", "review", *(a.format(**places) for a in arguments)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == code
    assert says.lower() in " ".join((done.stdout + done.stderr).lower().split())
    assert "Traceback" not in done.stderr

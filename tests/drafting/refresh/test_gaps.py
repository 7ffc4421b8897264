"""Refresh: what is typed in the gaps is an answer; what is no answer is kept as text."""

from __future__ import annotations

from typing import Any

import pytest

from samverkan.drafting.refresh.cell import Cell, placed
from samverkan.drafting.refresh.unit import plain
from samverkan.drafting.word.package import pack
from tests.drafting.redline.deciding import W, accepted, part, rejected
from tests.drafting.redline.editing import (
    Edit,
    edited,
    fill_gap,
)
from tests.drafting.refresh.drafts import (
    BANK,
    draft,
    refreshed,
)
from tests.drafting.wordreading import Word, text_of


def gap_of(question: str, docx: bytes) -> int:
    """Return the place of the first gap of a question, among all gaps."""
    controls = (s.find(f"{W}sdtPr") for s in part(docx).iter(f"{W}sdt"))
    shown = [p for p in controls if p.find(f"{W}showingPlcHdr") is not None]
    return [p.find(f"{W}tag").get(f"{W}val") for p in shown].index(question)


def overwrite_gap(body: Any, number: int, words: str) -> None:
    """Put words in a gap as a program may: as if they were its placeholder still."""
    gap = [s for s in body.iter(f"{W}sdt") if s.find(f"{W}sdtPr/{W}showingPlcHdr") is not None]
    next(gap[number].iter(f"{W}t")).text = words


@pytest.mark.parametrize("how", [fill_gap, overwrite_gap])
@pytest.mark.parametrize(("question", "words", "answer"), [
    ("antal_ledamoter", "8", 8),
    ("galler_fran", "2027-02-01", "2027-02-01"),
    ("galler_fran", "den\u00a01\u00a0Februari 2027", "2027-02-01"),
    ("galler_fran", "31 december 2027 ", "2027-12-31"),
])  # fmt: skip
def test_answers_typed_in_the_gaps_are_used_everywhere(
    how: Edit, question: str, words: str, answer: Any
) -> None:
    """What is typed in one gap answers the question; the open point goes."""
    old = draft()
    found = refreshed(edited(old, [(how, gap_of(question, old), words)]))
    assert found.typed.answers == {question: answer}
    assert accepted(found.docx) == accepted(draft(**{question: answer}))
    assert found.conflicts == ()


@pytest.mark.parametrize(("question", "words"), [
    ("antal_ledamoter", "åtta eller nio"),
    ("galler_fran", "31 februari 2027"),
    ("galler_fran", "när avtalet har undertecknats"),
])  # fmt: skip
def test_text_in_a_gap_that_is_no_answer_is_kept(question: str, words: str) -> None:
    """It is the lawyer's wording, and is told."""
    old = draft()
    now = edited(old, [(fill_gap, gap_of(question, old), words)])
    found = refreshed(now)
    assert found.typed.kept == ((question, words),)
    assert accepted(found.docx) == accepted(now)


def type_in(body: Any, _number: int, gap: str) -> None:
    """Type in the gaps that are called so: ``called=words``, or ``called#2=words`` in one."""
    called, _, words = gap.partition("=")
    name, _, which = called.partition("#")
    found = [s for s in body.iter(f"{W}sdt")
             if s.find(f"{W}sdtPr/{W}alias").get(f"{W}val") == name]  # fmt: skip
    for index, control in enumerate(found):
        if not which or index == int(which):
            next(control.iter(f"{W}t")).text = words


UNNUMBERED = {"parter": [{"namn": "Norra bolaget", "slag": "kommun"}, "kommun-lindesberg"],
              "vard": "Norra bolaget"}  # fmt: skip
NUMBER = "organisationsnummer för Norra bolaget"


@pytest.mark.parametrize(
    "typed", ["212000-1991", "212000\u20111991", "2120001991", " 212000-1991 "]
)
def test_a_party_s_number_is_read_from_its_gap(typed: str) -> None:
    """Wherever it was filled in, it is everywhere, and no open point asks for it."""
    old = draft(**UNNUMBERED)
    found = refreshed(edited(old, [(type_in, 0, f"{NUMBER}#0={typed}")]))
    row = {"namn": "Norra bolaget", "slag": "kommun", "orgnr": "212000-1991"}
    assert found.typed.answers == {"parter": [row, "kommun-lindesberg"]}
    wanted = draft(**{**UNNUMBERED, "parter": [row, "kommun-lindesberg"]})
    # Which hyphen and space stand there is the lawyer's matter.
    assert list(map(plain, accepted(found.docx))) == list(map(plain, accepted(wanted)))
    assert (found.typed.kept, found.conflicts) == ((), ())


def test_one_number_is_read_and_another_text_is_kept() -> None:
    """A text that is no number hides none that is one."""
    parties = [{"namn": name, "slag": "kommun"} for name in ("Norra bolaget", "Södra bolaget")]
    old = draft(parter=parties, vard="Norra bolaget")
    now = edited(old, [
        (type_in, 0, f"{NUMBER}=212000-1991"),
        (type_in, 0, "organisationsnummer för Södra bolaget=begärs ut"),
    ])  # fmt: skip
    found = refreshed(now)
    assert found.typed.kept == (("parter", "begärs ut"),)
    shown = " ".join(accepted(found.docx))
    assert "212000-1991" in shown
    assert "begärs ut" in shown


CELLS = [{"part": "kommun-nora"}, {"part": "kommun-lindesberg"}]


def test_a_cell_is_read_from_its_gap() -> None:
    """The gaps of a column are called alike; each is read as that of its own row."""
    question = next(q for q in BANK.questions.values() if q.type == "tabell")
    column = next(c for c in question.columns if c.type == "heltal")
    old = draft(**{question.id: CELLS})
    called = f"{question.label}: {column.label.lower()}"
    found = refreshed(edited(old, [(type_in, 0, f"{called}#1=4")]))
    rows = [CELLS[0], {**CELLS[1], column.id: 4}]
    assert found.typed.answers == {question.id: rows}
    assert accepted(found.docx) == accepted(draft(**{question.id: rows}))
    wrong = refreshed(edited(old, [(type_in, 0, f"{called}#1=fyra")]))
    assert wrong.typed.kept == ((question.id, "fyra"),)
    assert "fyra" in " ".join(accepted(wrong.docx))


def test_cells_of_rows_that_were_moved_are_kept_as_text() -> None:
    """Nobody can tell whose they are."""
    cells = [Cell("q", row, "k", "l") for row in (0, 1)]
    assert placed([(1, "a"), (2, None), (7, "a"), (8, "b")], cells) == {0: "a", 1: "b"}
    assert placed([(2, "a"), (1, None)], cells) is None
    assert placed([(1, "a")], cells) is None
    assert placed([(1, "a"), (2, None), (7, "c"), (8, None)], cells) is None


@pytest.mark.parametrize("how", [fill_gap, overwrite_gap])
def test_a_gap_that_was_emptied_is_a_gap_again(how: Edit) -> None:
    """Word leaves five no-break spaces in it, which are no answer and no wording."""
    old = draft()
    now = edited(old, [(how, gap_of("antal_ledamoter", old), 5 * "\u00a0")])
    found = refreshed(now)
    assert (dict(found.typed.answers), found.typed.kept, found.conflicts) == ({}, (), ())
    assert accepted(found.docx) == accepted(old)
    assert rejected(found.docx) == accepted(now)
    assert refreshed(found.docx).typed.kept == ()


def test_gaps_of_the_header_are_gaps_like_others() -> None:
    """What is typed there is an answer everywhere; an emptied one is a gap again."""
    old = draft()
    name, empty = "word/header1.xml", 5 * "\u00a0"
    assert "[Diarienummer]" in text_of(part(old, name))
    for typed, shown in (("KS 2027/1", "KS 2027/1"), (empty, "[Diarienummer]")):
        parts = Word(old).parts
        header = parts[name].replace(b"[Diarienummer]", typed.encode())
        found = refreshed(pack({**parts, name: header}))
        assert [rest for rest in accepted(found.docx) if "[Diarienummer]" in rest] == (
            ["[Diarienummer]"] if typed == empty else []
        )
        now = Word(refreshed(found.docx).docx)
        assert text_of(now.xml(name)) == f"Dokument för Norra nämnden\tDiarienummer {shown}"
        assert found.conflicts == ()

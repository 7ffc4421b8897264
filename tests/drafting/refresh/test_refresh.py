"""Refresh: what the lawyer wrote stays, what the library has changed comes as changes."""

from __future__ import annotations

import json
import re
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from lxml import etree

from samverkan.cli import build
from samverkan.drafting.command import draft_file
from samverkan.drafting.refresh.command import told as told_of
from samverkan.drafting.refresh.refreshing import refresh
from samverkan.drafting.review.wordfile import WordFile
from samverkan.drafting.word import read_provenance, write
from samverkan.records.fault import FaultsError
from samverkan.records.load import load_bank
from tests.conftest import MINI, ROOT
from tests.drafting.redline.deciding import W, accepted, part, rejected
from tests.drafting.redline.editing import (
    add_words,
    edited,
    new_paragraph,
    scripts,
)
from tests.drafting.redline.test_redline import changes
from tests.drafting.refresh.drafts import (
    LATER,
    comments,
    document,
    draft,
    drop,
    paragraph,
    place,
    refreshed,
)
from tests.drafting.test_gates import violations
from tests.drafting.wordreading import misplaced, text_of


@pytest.mark.parametrize("type_id", ["avtal-test", "reglemente-test"])
def test_nothing_to_do_changes_nothing(type_id: str) -> None:
    """The same answers under the same clauses: no change, no conflict."""
    found = refreshed(draft(type_id=type_id))
    assert changes(found.docx) == []
    assert found.conflicts == ()


def test_a_changed_clause_comes_as_a_tracked_change() -> None:
    """Accepting gives the draft of today, rejecting the old one."""
    old = draft()
    found = refreshed(old, LATER)
    assert accepted(found.docx) == accepted(draft(LATER))
    assert rejected(found.docx) == accepted(old)
    assert found.conflicts == ()
    assert [entry.heading for entry in found.ledger] == ["Sammansättning"]


@pytest.mark.parametrize(
    "answers",
    [
        {"antal_ledamoter": 7},
        {"egen_personal": True},
        {"namnd_namn": "Södra nämnden", "diarienummer": "KS 2027/1"},
        {"uppgifter": ["Lön", "Städ", "Växel"]},
    ],
    ids=["tal", "bilaga", "namn", "lista"],
)
def test_changed_answers_come_as_tracked_changes(answers: dict[str, Any]) -> None:
    """An unedited draft becomes the draft from the new answers, annexes and page one too."""
    old = draft()
    found = refreshed(old, **answers)
    assert accepted(found.docx) == accepted(draft(**answers))
    assert rejected(found.docx) == accepted(old)
    assert found.conflicts == ()
    assert misplaced(part(found.docx)) == []


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(scripts)
def test_nothing_that_the_lawyer_did_is_lost(script: Any) -> None:
    """Whatever he did: rejecting all changes gives his file, and his words are all there."""
    old = draft()
    now = edited(old, script)
    found = refreshed(now, LATER)
    assert rejected(found.docx) == accepted(now)
    assert misplaced(part(found.docx)) == []
    drafted = {_words(line) for line in accepted(old)}
    shown = _words("".join(accepted(found.docx)))
    for line in _own_text(now):
        assert _words(line) in drafted or _words(line) in shown


def _words(text: str) -> str:
    """Return ``text`` without spaces, and without numbers: references follow their sections."""
    return re.sub(r"[\d.]+", "", "".join(text.split()))


def _own_text(docx: bytes) -> list[str]:
    """Return the paragraphs of the text itself, without the parts that are made anew."""
    body = part(docx).find(f"{W}body")
    paragraphs = [p for child in body if child.tag == f"{W}p" for p in [child]]
    return ["".join(node.text or "" for node in p.iter(f"{W}t")) for p in paragraphs]


def test_edits_elsewhere_stay_and_are_no_changes() -> None:
    """A paragraph of the lawyer's own is neither marked nor moved."""
    old = draft()
    now = edited(old, [(new_paragraph, paragraph(old, "Värden svarar för"), "Eget stycke.")])
    found = refreshed(now, LATER)
    lines = accepted(found.docx)
    assert "Eget stycke." in lines
    assert any("ska vara lika många som" in line for line in lines)
    marked = ["".join(node.itertext()) for node in part(found.docx).iter(f"{W}ins")]
    assert not any("Eget" in text for text in marked)


def test_references_follow_a_section_that_the_lawyer_has_put_in() -> None:
    """A section more moves the numbers after it; what refers to them is brought along."""
    old = draft()
    start = "Ersättarna är lika många"
    assert "punkt\u00a01.2 första" in " ".join(accepted(old))
    now = edited(old, [(section_before, 0, start)])
    found = refreshed(now)
    assert "punkt\u00a01.3 första" in " ".join(accepted(found.docx))
    assert rejected(found.docx) == accepted(now)


def section_before(body: Any, _number: int, start: str) -> None:
    """Type a numbered section before the paragraph that begins so."""
    place = next(p for p in body.findall(f"{W}p") if text_of(p).startswith(start))
    twin = etree.Element(f"{W}p")
    twin.append(deepcopy(place.find(f"{W}pPr")))
    run = etree.SubElement(twin, f"{W}r")
    etree.SubElement(run, f"{W}t").text = "En punkt till."
    place.addprevious(twin)


def test_a_conflict_shows_both_with_a_comment() -> None:
    """The lawyer's wording stands, the library's follows as an insertion."""
    old = draft()
    now = edited(old, [(add_words, place(old, "Ersättarna"), "(tillägg)")])
    found = refreshed(now, LATER)
    lines = accepted(found.docx)
    (mine,) = [i for i, line in enumerate(lines) if "(tillägg)" in line]
    assert "ska vara lika många som" in lines[mine + 1]
    assert len(found.conflicts) == len(comments(found.docx)) == 1
    assert rejected(found.docx) == accepted(now)


def test_what_the_lawyer_took_away_comes_back_only_with_a_comment() -> None:
    """If the library has not changed it, it stays away."""
    old = draft()
    now = edited(old, [(drop, 0, "Ersättarna")])
    assert len(accepted(now)) == len(accepted(old)) - 1
    assert accepted(refreshed(now).docx) == accepted(now)
    found = refreshed(now, LATER)
    assert any("ska vara lika många som" in line for line in accepted(found.docx))
    assert "har tagits bort här" in comments(found.docx)[0]


def test_the_file_remembers_what_it_is_drafted_from_now() -> None:
    """Refreshing twice does nothing the second time."""
    first = refreshed(draft(), LATER, antal_ledamoter=9)
    origin = read_provenance(first.docx)
    assert origin is not None
    assert origin["answers"]["antal_ledamoter"] == 9
    again = refreshed(first.docx, LATER)
    assert changes(again.docx) == []


def test_the_result_is_a_valid_file(tmp_path: Path) -> None:
    """With changes, conflicts and comments it keeps to the schema."""
    old = draft()
    now = edited(old, [(add_words, place(old, "Ersättarna"), "(tillägg)")])
    assert violations(refreshed(now, LATER, egen_personal=True).docx, tmp_path) == []


def noted(docx: bytes) -> list[str]:
    """Return the text of every comment that is anchored in the file."""
    texts = {c.get(f"{W}id"): text_of(c) for c in part(docx, "word/comments.xml")}
    return [texts[mark.get(f"{W}id")] for mark in part(docx).iter(f"{W}commentReference")]


def test_a_new_clause_comes_with_its_note(tmp_path: Path) -> None:
    """In the form that the file has: comments, footnotes or none."""
    old, new = document(), document(egen_personal=True)
    assert len(noted(write(new))) > len(noted(write(old)))
    found = refreshed(write(old), egen_personal=True).docx
    assert noted(found) == noted(write(new))
    assert violations(found, tmp_path) == []
    feet = refreshed(write(old, notes="footnotes"), egen_personal=True).docx
    marks = [len(list(part(f).iter(f"{W}footnoteReference")))
             for f in (feet, write(new, notes="footnotes"))]  # fmt: skip
    assert marks[0] == marks[1]
    bare = refreshed(write(old, notes="none"), egen_personal=True).docx
    assert "word/comments.xml" not in WordFile(bare).parts


def test_a_decision_package_is_refreshed_too() -> None:
    """It is drafted anew by way of its document, and the lawyer's own words stay."""
    bank, case = load_bank(ROOT), next((ROOT / "agreements/avsiktsforklaring/cases").glob("*.yaml"))
    day = date(2026, 11, 25)
    old = write(draft_file(bank, "avsiktsforklaring", case, day, package=True))
    mine = edited(old, [(section_before, 0, "Bakgrund")])
    found = refresh(mine, bank, day, {"diarienummer": "KS 2027/9"})
    assert "En punkt till." in accepted(found.docx)
    assert any("KS 2027/9" in line for line in accepted(found.docx))
    assert rejected(found.docx) == accepted(mine)
    origin = read_provenance(found.docx)
    assert origin is not None
    assert origin["main"] == "avsiktsforklaring"


def test_faults_are_told_as_for_any_draft() -> None:
    """An answer that does not fit its question stops it; so does a file that is not ours."""
    with pytest.raises(FaultsError, match="finns inte"):
        refreshed(draft(), finns_inte=1)
    foreign = edited(draft(), [])
    stripped = foreign.replace(b"customXml/item1.xml", b"customXml/sak01.xml")
    with pytest.raises(FaultsError, match="inget utkast"):
        refreshed(stripped)


def test_the_command(tmp_path: Path) -> None:
    """It writes the file, tells what was done, and refuses what cannot be read."""
    source, target = tmp_path / "utkast.docx", tmp_path / "ut.docx"
    source.write_bytes(draft())

    def run(*arguments: str) -> Any:
        everything = ["refresh", str(source), "-o", str(target), "--date", "2026-11-25"]
        return CliRunner().invoke(build, [*everything, *arguments], obj=MINI,
                                  standalone_mode=False)  # fmt: skip

    result = run("--set", "antal_ledamoter=8", "--set", "galler_fran=2027-01-01", "--json")
    assert result.return_value == 0
    report = json.loads(result.output)
    assert report["conflicts"] == []
    assert accepted(target.read_bytes()) == accepted(
        draft(antal_ledamoter=8, galler_fran="2027-01-01")
    )
    source.write_bytes(target.read_bytes())
    result = run("--set", "antal_ledamoter=")
    assert "Svar som togs bort: antal_ledamoter." in result.output
    target.unlink()
    for wrong, says in (
        ("antal_ledamoter=många", "är inget heltal"),
        ("galler_fran=2027-13-01", "'2027-13-01' är inget datum"),
        ("galler_fran=2027-02-30", "'2027-02-30' är inget datum"),
    ):
        result = run("--set", wrong)
        assert result.return_value == 1
        assert says in result.output
        assert not target.exists()
    result = run("--set", "uppgifter=[Lön")
    assert "Skriv [det första, det andra]" in str(result.exception)


def test_both_wordings_of_a_conflict_are_told(tmp_path: Path) -> None:
    """One is one, and the library's wording can be read without opening the file."""
    old = draft()
    now = edited(old, [(add_words, place(old, "Ersättarna"), "(tillägg)")])
    found = refreshed(now, LATER)
    (conflict,) = found.conflicts
    assert conflict.here is not None
    assert "(tillägg)" in conflict.here
    assert conflict.library is not None
    assert "ska vara lika många som" in conflict.library
    told = told_of(found, tmp_path / "ut.docx")
    assert told[1] == "1 krock, med en kommentar:"
    assert told[2:4] == [f"  - här: {conflict.here}", f"    biblioteket: {conflict.library}"]
    (gone,) = refreshed(edited(old, [(drop, 0, "Ersättarna")]), LATER).conflicts
    assert gone.here is None
    assert gone.library == conflict.library

"""Redline: every change can be taken or left, one by one, and none is missing."""

from __future__ import annotations

import json
import subprocess
from copy import deepcopy
from pathlib import Path
from typing import Any

import docx
import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samverkan.cli import build
from samverkan.drafting.office import without_plain_controls
from samverkan.drafting.redline.comparison import redline
from samverkan.drafting.word import write
from tests.conftest import ROOT
from tests.drafting import samples
from tests.drafting.redline.deciding import W, accepted, comments, part, rejected
from tests.drafting.redline.editing import (
    add_words,
    drop_gap,
    drop_paragraph,
    edited,
    embolden,
    last_in_cell,
    new_paragraph,
    new_row,
    scripts,
)
from tests.drafting.redline.judging import disagreements, pairs
from tests.drafting.test_gates import violations
from tests.drafting.wordreading import misplaced, text_of

AVTAL = write(samples.avtal())
NOTED = write(samples.avtal(), notes="footnotes")
REGLEMENTE = write(samples.reglemente())


def sentence() -> int:
    """Return the place of a run that holds a sentence of the text itself."""
    runs = enumerate(part(AVTAL).iter(f"{W}t"))
    return next(i for i, node in runs if node.text == "Fakturan ska ange")


def changes(docx: bytes) -> list[Any]:
    """Return every node that marks a change."""
    return [
        node
        for tag in ("ins", "del", "rPrChange", "pPrChange")
        for node in part(docx).iter(f"{W}{tag}")
    ]


def saved_elsewhere(content: bytes, folder: Path) -> bytes:
    """Return a Word file as LibreOffice writes it anew, its gaps of the kind that 7.4 knows."""
    source = folder / "f.docx"
    source.write_bytes(without_plain_controls(content))
    profile = f"-env:UserInstallation={(folder / 'profil').as_uri()}"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "docx:MS Word 2007 XML",
         "--outdir", folder / "ut", source],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    return (folder / "ut" / "f.docx").read_bytes()


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(["footnotes", "comments"]), scripts, scripts)
def test_accepting_gives_the_new_text_and_rejecting_the_old(
    notes: str, first: Any, second: Any
) -> None:
    """Two hundred pairs of edited files, judged by a reading of the standard of its own.

    Comments are on the same words as before, and those of the one file are not in the other.
    """
    draft = NOTED if notes == "footnotes" else AVTAL
    old, new = edited(draft, first), edited(draft, second)
    result = redline(old, new).docx
    assert accepted(result) == accepted(new)
    assert rejected(result) == accepted(old)
    assert comments(result, "del") == comments(new)
    assert comments(result, "ins") == comments(old)
    assert misplaced(part(result)) == []
    ids = [node.get(f"{W}id") for node in changes(result)]
    assert len(ids) == len(set(ids))
    assert {len(list(gap.iter(f"{W}r"))) for gap in plain_controls(result)} <= {1}


def test_two_types_have_little_in_common_and_are_still_told_apart() -> None:
    """Whole documents that differ: all of the one goes, all of the other comes."""
    result = redline(REGLEMENTE, AVTAL).docx
    assert accepted(result) == accepted(AVTAL)
    assert rejected(result) == accepted(REGLEMENTE)


def test_the_same_file_has_no_changes() -> None:
    """Nothing is marked, and nothing told, where nothing was changed."""
    result = redline(AVTAL, AVTAL)
    assert changes(result.docx) == []
    assert list(result.ledger) == []


def test_same_files_same_bytes() -> None:
    """A comparison made twice is the same file."""
    new = edited(AVTAL, [(add_words, 30, "ett tillägg")])
    assert redline(AVTAL, new).docx == redline(AVTAL, new).docx


def test_a_paragraph_before_the_contents_goes_and_comes_without_a_trace(tmp_path: Path) -> None:
    """The contents are a part of their own: LibreOffice joins nothing to their first line."""
    new = edited(AVTAL, [(drop_paragraph, 0, "")])
    typed = edited(AVTAL, [(after_contents_heading, 0, "enligt")])
    triples = {"a": (typed, AVTAL), "b": (AVTAL, typed), "c": (typed, new), "d": (new, typed)}
    judged = {name: (*pair, redline(*pair).docx) for name, pair in triples.items()}
    for old, other, result in judged.values():
        assert accepted(result) == accepted(other)
        assert rejected(result) == accepted(old)
    assert disagreements(judged, tmp_path) == []


def after_contents_heading(body: Any, _number: int, words: str) -> None:
    """Type a paragraph below the heading of the contents, in its style."""
    styles = (p.find(f"{W}pPr/{W}pStyle") for p in body.iter(f"{W}p"))
    heading = next(s for s in styles if s.get(f"{W}val") == "TOCHeading").getparent().getparent()
    twin = deepcopy(heading)
    next(twin.iter(f"{W}t")).text = words
    heading.addnext(twin)


def test_a_word_is_changed_and_not_its_paragraph() -> None:
    """A reader sees the word that came, not the sentence set anew."""
    result = redline(AVTAL, edited(AVTAL, [(add_words, sentence(), "tillagt")])).docx
    inserted = ["".join(node.itertext()) for node in part(result).iter(f"{W}ins")]
    assert [text.strip() for text in inserted] == ["tillagt"]
    assert rejected(result) == accepted(AVTAL)


def test_a_change_of_formatting_is_a_change_of_its_own() -> None:
    """Bold can be accepted without the words beside it."""
    result = redline(AVTAL, edited(AVTAL, [(embolden, sentence(), "")])).docx
    assert [node.tag for node in changes(result)] == [f"{W}rPrChange"]
    assert accepted(result) == rejected(result)


def test_a_second_paragraph_in_a_cell_leaves_no_empty_one_behind() -> None:
    """The mark of the first paragraph is what came, as when Word itself tracks it."""
    new = edited(AVTAL, [(last_in_cell, 0, "och mer")])
    for old, other in ((AVTAL, new), (new, AVTAL)):
        result = redline(old, other).docx
        assert accepted(result) == accepted(other)
        assert rejected(result) == accepted(old)


def test_a_gap_that_goes_is_a_gap_again_when_the_change_is_rejected() -> None:
    """Its two ends are changes of their own, so that no empty gap is left either way."""
    new = edited(AVTAL, [(drop_gap, 0, "212000-2007")])
    result = redline(AVTAL, new).docx
    assert accepted(result) == accepted(new)
    assert rejected(result) == accepted(AVTAL)
    for old, other in ((AVTAL, result), (new, result)):
        again = redline(old, other)  # the changes in the file are taken as accepted
        assert accepted(again.docx) == accepted(new)
        assert gaps(redline(new, again.docx).docx) == gaps(new)
    assert len(list(part(result).iter(f"{W}customXmlDelRangeStart"))) == 2
    kinds = [len(plain_controls(each)) for each in (AVTAL, new, result)]
    assert kinds == [kinds[0], kinds[0] - 1, kinds[0]]


def plain_controls(docx: bytes) -> list[Any]:
    """Return the content controls that may hold but one run (ISO/IEC 29500-1 §17.5.2.44)."""
    controls = part(docx).iter(f"{W}sdt")
    return [each for each in controls if each.find(f"{W}sdtPr/{W}text") is not None]


def gaps(docx: bytes) -> list[str]:
    """Return the titles of the content controls."""
    return [alias.get(f"{W}val") for alias in part(docx).iter(f"{W}alias")]


def test_a_list_item_that_goes_is_counted_in_its_list() -> None:
    """Rejected, it has its number again, and the items after it too."""

    def drop(body: Any, _number: int, words: str) -> None:
        body.remove(next(p for p in body.findall(f"{W}p") if text_of(p) == words))

    result = redline(AVTAL, edited(AVTAL, [(drop, 0, "period och")])).docx
    lists = {
        text_of(p).strip(): p.find(f"{W}pPr/{W}numPr/{W}numId").get(f"{W}val")
        for p in part(result).iter(f"{W}p") if p.find(f"{W}pPr/{W}numPr") is not None
    }  # fmt: skip
    assert lists[""] == lists["belopp."]


def test_the_summary_goes_clause_by_clause() -> None:
    """Each change stands under its heading; what is new and what is gone says so."""
    new = edited(AVTAL, [(new_row, 0, "Ny rad")])
    (entry,) = redline(AVTAL, new).ledger
    assert "Ny rad" in entry.inserted
    assert entry.status == "changed"


def test_tracked_changes_of_the_lawyer_are_taken_as_accepted() -> None:
    """A file with changes in it is compared as it stands when they are accepted."""
    new = edited(AVTAL, [(new_paragraph, 30, "Nytt stycke."), (drop_paragraph, 40, "")])
    marked = redline(AVTAL, new).docx
    assert changes(redline(new, marked).docx) == []
    assert accepted(redline(AVTAL, marked).docx) == accepted(new)


def test_the_result_is_a_valid_file(tmp_path: Path) -> None:
    """Changes of every kind at once keep to the schema."""
    result = redline(REGLEMENTE, AVTAL).docx
    assert violations(result, tmp_path) == []


@pytest.mark.parametrize("bad", [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0 gammal"])
def test_what_is_no_word_file_is_refused(bad: bytes) -> None:
    """The message says what the file is not."""
    with pytest.raises(Exception, match="filen"):
        redline(bad, AVTAL)


# -- a program that is not ours, and the command ----------------------------------------------


def test_libreoffice_reads_the_changes_as_they_are_meant(tmp_path: Path) -> None:
    """LibreOffice opens the file and saves what it understood: both texts are still there."""
    edits = [
        (add_words, sentence(), "ett tillägg"),
        (new_paragraph, 40, "Ett nytt stycke."),
        (drop_paragraph, 52, ""),
        (new_row, 1, "Ny rad"),
    ]
    new = edited(AVTAL, edits)
    saved = saved_elsewhere(redline(AVTAL, new).docx, tmp_path)
    assert spoken(accepted(saved)) == spoken(accepted(new))
    assert spoken(rejected(saved)) == spoken(accepted(AVTAL))


def test_libreoffice_takes_and_leaves_what_it_should(tmp_path: Path) -> None:
    """A judge that shares no code with us, over twenty pairs of edited files."""
    assert disagreements(pairs(0, 20), tmp_path) == []


def test_a_comparison_that_loses_something_is_seen(tmp_path: Path) -> None:
    """The judge is none if it passes a comparison of other files."""
    old, new = AVTAL, edited(AVTAL, [(add_words, sentence(), "ett tillägg")])
    assert len(disagreements({"a": (old, new, redline(old, old).docx)}, tmp_path)) == 1


def spoken(lines: list[str]) -> str:
    """Return the text without the space between its words, which programs set as they like."""
    return "".join("".join(lines).split())


def _run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(build, ["redline", *arguments], obj=ROOT, standalone_mode=False)
    return int(result.return_value), result.output


def test_the_command_writes_and_tells(tmp_path: Path) -> None:
    """The file is written; the summary is the same as text and as JSON."""
    old, new, out = (tmp_path / f"{name}.docx" for name in ("old", "new", "out"))
    old.write_bytes(AVTAL)
    new.write_bytes(edited(AVTAL, [(add_words, sentence(), "i god tid")]))
    code, output = _run(str(old), str(new), "-o", str(out))
    assert code == 0
    assert "1 avsnitt ändrade." in output
    assert "i god tid" in output
    assert accepted(out.read_bytes()) == accepted(new.read_bytes())
    code, output = _run(str(old), str(new), "-o", str(out), "--json")
    (entry,) = json.loads(output)["clauses"]
    assert entry["status"] == "changed"
    assert entry["inserted"][0].endswith("i god tid")


def test_a_long_paragraph_is_cut_where_it_differs(tmp_path: Path) -> None:
    """Both lines show the word that was changed, though it stands far into the paragraph."""
    begins = "Parterna ska varje år följa upp kostnaderna. " * 8
    old, new = tmp_path / "old.docx", tmp_path / "new.docx"
    for path, month in ((old, "mars"), (new, "maj")):
        document = docx.Document()
        document.add_paragraph(f"{begins}Det ska vara klart i {month}. {begins}")
        document.save(str(path))
    _, output = _run(str(old), str(new), "-o", str(tmp_path / "out.docx"))
    lines = output.splitlines()
    assert any("bort: …" in line and "klart i mars" in line for line in lines)
    assert any("till: …" in line and "klart i maj" in line for line in lines)


def test_the_command_names_the_file_that_is_wrong(tmp_path: Path) -> None:
    """One sentence, exit code 1, nothing written."""
    old, new = tmp_path / "old.docx", tmp_path / "new.docx"
    old.write_bytes(AVTAL)
    new.write_bytes(b"inte en zip")
    code, output = _run(str(old), str(new), "-o", str(tmp_path / "ut.docx"))
    assert (code, output) == (1, f"{new}: filen är ingen Word-fil (.docx) eller är skadad.\n")
    assert not (tmp_path / "ut.docx").exists()


def test_a_file_that_was_only_saved_elsewhere_is_the_same(tmp_path: Path) -> None:
    """LibreOffice writes the file anew from end to end; not a word is a change."""
    saved = saved_elsewhere(REGLEMENTE, tmp_path)
    assert [entry.as_json() for entry in redline(REGLEMENTE, saved).ledger] == []

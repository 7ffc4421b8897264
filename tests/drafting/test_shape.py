"""The shape that a lawyer or a public body chooses: notes, page numbers, profile, PDF."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from samverkan.cli import build
from samverkan.drafting.answers import type_answers
from samverkan.drafting.assemble import assemble
from samverkan.drafting.command import draft_file
from samverkan.drafting.document import Document, Signature, Text
from samverkan.drafting.html import write_html
from samverkan.drafting.maindocument import main_document
from samverkan.drafting.office import text_of_pdf, to_pdf
from samverkan.drafting.text import write_text
from samverkan.drafting.word import write
from samverkan.records.bank import Bank
from samverkan.records.load import load_bank
from samverkan.records.names import DECISION_PACKAGE
from tests.conftest import ROOT
from tests.drafting import samples
from tests.drafting.wordreading import W, Word, text_of

CASE = ROOT / "agreements/arbetsordning-natverk/cases/it-samarbetsgrupp-fem-lan.yaml"

# -- notes -----------------------------------------------------------------------------------


def test_notes_as_footnotes() -> None:
    """Each note is a footnote on its heading, and no comment is left."""
    word = Word(write(samples.reglemente(), notes="footnotes"))
    notes = {
        note.get(f"{W}id"): "\n".join(text_of(line).strip() for line in note.iter(f"{W}p"))
        for note in word.xml("word/footnotes.xml")
        if note.get(f"{W}type") is None
    }
    marks = [
        (text_of(mark.getparent().getparent()), notes[mark.get(f"{W}id")])
        for mark in word.body.iter(f"{W}footnoteReference")
    ]
    assert marks == [
        ("Inledning", "Inledningen är kort med flit.\nDen säger bara vem som är värd."),
        ("Presidium", "Hur presidiet väljs bestämmer parterna."),
    ]
    assert "word/comments.xml" not in word.parts


def test_footnotes_change_nothing_else() -> None:
    """Without the marks the text is that of a file without notes."""
    noted = write(samples.reglemente(), notes="footnotes")
    plain = Word(write(samples.reglemente(), notes="none")).parts["word/document.xml"].decode()
    style = '<w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'
    mark = f"<w:r>{style}<w:footnoteReference [^>]*/></w:r>"
    assert re.sub(mark, "", Word(noted).parts["word/document.xml"].decode()) == plain


# -- signatures ------------------------------------------------------------------------------


@pytest.mark.parametrize("count", range(2, 21))
def test_signature_blocks_for_any_number_of_parties(count: int) -> None:
    """Below what is signed, two to twenty parties: a block each, in rows that are never split."""
    names = [f"Part {number} kommun" for number in range(count)]
    document = replace(samples.avtal(), signatures=tuple(Signature(name) for name in names))
    word = Word(write(document))
    caption = f"{W}tblPr/{W}tblCaption[@{W}val='Underskrifter']"
    table = next(t for t in word.body.iter(f"{W}tbl") if t.find(caption) is not None)
    signed, *blocks = (text_of(cell) for cell in table.iter(f"{W}tc"))
    assert signed == "Avtal om gemensam växel"
    assert [block.split("\t")[0] for block in blocks] == [f"För {name}" for name in names]
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in table.iter(f"{W}tr"))


def test_electronic_signatures_need_no_lines() -> None:
    """One row per party says how it signs; nothing is left to write on."""
    names = [f"Part {number} kommun" for number in range(5)]
    signed = tuple(Signature(name, electronic=True) for name in names)
    document = replace(samples.avtal(), signatures=signed)
    outline = Word(write(document)).outline()
    for written in (outline, write_text(document), write_html(document)):
        assert "Namnförtydligande" not in written
        assert all(name in written for name in names)
        assert written.count("elektroniskt av behörig företrädare") == len(names)


@pytest.mark.parametrize("answer", ["elektroniskt", "papper", None])
def test_the_answer_decides_how_to_sign(bank: Bank, answer: str | None) -> None:
    """The lines say the same as the clause, also when the answer is the default."""
    agreement = bank.agreements["arbetsordning-natverk"]
    raw = {"parter": [{"organisation": "kommun-nora"}, {"organisation": "kommun-lindesberg"}]}
    answers, _ = type_answers({**raw, **({"undertecknande": answer} if answer else {})},
                              agreement, bank)  # fmt: skip
    text = write_text(assemble(bank, agreement.id, answers, date(2026, 11, 25)))
    assert ("undertecknas elektroniskt" in text) == (answer != "papper")
    assert ("Namnförtydligande: ___" in text) == (answer == "papper")


# -- the pages -------------------------------------------------------------------------------


def test_no_page_before_the_text_is_nearly_empty() -> None:
    """The contents follow the box; the text begins a new page only after a full one."""
    answers = {case.stem: case for case in (ROOT / "agreements").glob("*/cases/*.yaml")}
    chosen = ("it-samarbetsgrupp-fem-lan", "soltak", "loneadministration-sydlanen")
    drafts = {}
    bank = load_bank(ROOT)
    for name in chosen:
        case = next(path for stem, path in answers.items() if stem.startswith(name))
        document = draft_file(bank, case.parts[-3], case, None)
        drafts[name] = write(document)
    for name, pdf in to_pdf(drafts).items():
        pages = text_of_pdf(pdf).split("\f")
        contents = next(i for i, page in enumerate(pages) if "Innehåll" in page.splitlines())
        lines = [len(page.splitlines()) for page in pages[: contents + 1]]
        assert min(lines) > 18, (name, lines)


def test_a_long_title_leaves_the_header_readable() -> None:
    """The diarienummer stands below a title that fills the line, beside a short one."""
    number = (Text("1234-2026"),)
    for title, parted in (("Avtal", "\t"), ("Arbetsordning för samverkan i " * 4, "\n")):
        document = replace(samples.avtal(), heading=(Text(title),), register_number=number)
        shown = text_of(Word(write(document)).xml("word/header1.xml"))
        assert shown == f"{title}{parted}Diarienummer 1234-2026"


def test_a_title_is_not_broken_at_a_hyphen() -> None:
    """Else page one says IT- on one line and fabrik on the next."""
    outline = Word(write(replace(samples.avtal(), heading=(Text("Avtal om IT-fabrik"),)))).outline()
    assert "Title | Avtal om IT\u2011fabrik" in outline


def test_a_gap_in_the_title_is_a_gap(bank: Bank) -> None:
    """On page one and in the header it is marked; the title property is plain text."""
    document = _without_name(bank)
    word = Word(write(document))
    for root in (word.body, word.xml("word/header1.xml")):
        gap = next(s for s in root.iter(f"{W}sdt") if s.find(f".//{W}showingPlcHdr") is not None)
        assert gap.find(f"{W}sdtPr/{W}tag").get(f"{W}val") == "natverk_namn"
        assert gap.find(f".//{W}highlight") is not None
    assert (
        word.docx.core_properties.title == document.title == "Arbetsordning för [Nätverkets namn]"
    )
    assert "för <mark" in write_html(document).partition("<h1")[2].partition("</h1>")[0]


def test_a_gap_in_the_title_alone_is_an_open_point(bank: Bank) -> None:
    """It is listed, with a link to the title, also where nothing else asks for it."""
    agreement = bank.agreements["arbetsordning-natverk"]
    bare = agreement.model_copy(update={"parts": (), "annexes": (), "preamble": None})
    agreements = {**bank.records["agreement"], agreement.id: bare}
    document = _without_name(replace(bank, records={**bank.records, "agreement": agreements}))
    (point,) = (p for p in document.open_points if p.question == "natverk_namn")
    assert point.place == "Titeln"
    place = Word(write(document)).bookmarks()["_forsta_titel"]
    assert place.text == document.title


def test_the_decision_package_has_the_gap_of_the_title_too(bank: Bank) -> None:
    """Everywhere that it names the document."""
    answers, _ = type_answers({}, bank.agreements["arbetsordning-natverk"], bank)
    main = main_document(_without_name(bank), bank, answers)
    package = assemble(bank, DECISION_PACKAGE, answers, date(2026, 11, 25), main=main)
    text = write_text(package)
    tags = [tag.get(f"{W}val") for tag in Word(write(package)).body.iter(f"{W}tag")]
    assert tags.count("natverk_namn") == text.count("[Nätverkets namn]") > 3


def _without_name(bank: Bank) -> Document:
    """Return a draft whose title lacks its name."""
    answers, faults = type_answers({}, bank.agreements["arbetsordning-natverk"], bank)
    assert not faults
    return assemble(bank, "arbetsordning-natverk", answers, date(2026, 11, 25))


# -- the command -----------------------------------------------------------------------------


def _draft(target: Path, *options: str) -> tuple[int, str]:
    arguments = ["draft", "arbetsordning-natverk", str(CASE), "-o", str(target), *options]
    result = CliRunner().invoke(build, arguments, obj=ROOT, standalone_mode=False)
    return int(result.return_value), result.output


def test_without_libreoffice_the_command_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One sentence with what to install, exit code 1, and no half-written file."""
    monkeypatch.setenv("PATH", str(tmp_path))
    for target, option in ((tmp_path / "f.pdf", "--no-notes"), (tmp_path / "f.docx", "--layout")):
        code, output = _draft(target, option)
        assert code == 1
        assert output == (
            "LibreOffice saknas på datorn; installera paketet libreoffice-writer-nogui. "
            "Inget utkast skrevs.\n"
        )
        assert not target.exists()


def test_a_pdf_is_written_when_asked_for(tmp_path: Path) -> None:
    """The ending of the file says the format."""
    code, _ = _draft(tmp_path / "f.pdf")
    assert code == 0
    content = (tmp_path / "f.pdf").read_bytes()
    assert content.startswith(b"%PDF-")
    assert b"/MarkInfo<</Marked true>>" in content
    assert b"/Lang(sv-SE)" in content


def test_a_wrong_profile_stops_the_draft(tmp_path: Path) -> None:
    """The fault names file and line; nothing is written."""
    (tmp_path / "p.yaml").write_text('colours:\n  links: "#EEEEEE"\n')
    code, output = _draft(tmp_path / "f.docx", "--profile", str(tmp_path / "p.yaml"))
    assert code == 1
    assert "p.yaml:2" in output
    assert not (tmp_path / "f.docx").exists()


# -- whatever is answered ----------------------------------------------------------------------

HARD = {
    "xml": "<w:t>&amp; ]]> </w:document>",
    "mall": "{{ 7 * 7 }} {% raw %} {# #}",
    "emoji": "Nämnden 👩🏽‍⚖️ 🇸🇪",
    "hoger-till-vanster": "\u202eabc\u202c \u200fא",
    "fem-tusen": "Lång " * 999 + "slut.",
    "mellanslag": "två  mellanslag\u00a0och\u202fsmala",
    "tecken": "| ** __ ` [a](b) § \\ \ue002",
}


@pytest.mark.parametrize("name", HARD)
def test_any_answer_stands_exactly_in_the_file(name: str, mini_bank: Bank) -> None:
    """Nothing is lost, changed or taken for markup on the way from answer to Word file."""
    agreement = mini_bank.agreements["avtal-test"]
    answers, faults = type_answers({"namnd_namn": HARD[name]}, agreement, mini_bank)
    assert faults == []
    word = Word(write(assemble(mini_bank, agreement.id, answers, date(2026, 11, 25))))
    lines = {line.style: line.text for line in word.lines()}
    assert lines["Title"] == f"Dokument för {HARD[name]}"
    assert any(line.text.startswith(HARD[name]) for line in word.lines())


@pytest.mark.parametrize("char", ["\x00", "\x0b", "\x1f", "\ufffe", "\ue000"])
def test_what_a_file_cannot_hold_is_one_clear_fault(char: str, mini_bank: Bank) -> None:
    """The character is named; nothing is silently less."""
    agreement = mini_bank.agreements["avtal-test"]
    _, faults = type_answers({"namnd_namn": f"Norra{char}nämnden"}, agreement, mini_bank)
    (fault,) = faults
    assert f"U+{ord(char):04X}" in fault.message

"""The shape that a lawyer or a public body chooses: notes, page numbers, profile, PDF."""

from __future__ import annotations

import re
import struct
import zlib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from samverkan.cli import build
from samverkan.drafting.answers import type_answers
from samverkan.drafting.assemble import assemble
from samverkan.drafting.command import draft_file
from samverkan.drafting.contrast import contrast
from samverkan.drafting.document import Signature, Text
from samverkan.drafting.html import write_html
from samverkan.drafting.office import text_of_pdf, to_pdf
from samverkan.drafting.profile import Profile, read_profile
from samverkan.drafting.text import write_text
from samverkan.drafting.word import write
from samverkan.records.bank import Bank
from samverkan.records.fault import FaultsError
from samverkan.records.load import load_bank
from tests.conftest import ROOT
from tests.drafting import samples
from tests.drafting.wordreading import W, Word, misplaced, text_of

CASE = ROOT / "agreements/arbetsordning-natverk/cases/it-samarbetsgrupp-fem-lan.yaml"
PROFILE = """\
fonts: {body: Verdana, headings: Georgia}
colours: {headings: "#003366", links: "#7A1F1F", tables: "#DCE6F0"}
logo: {file: vapen.png, alt: Nora kommuns vapen, height: 12}
"""


def png(width: int, height: int) -> bytes:
    """Return a blue picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        checked = kind + data
        return struct.pack(">I", len(data)) + checked + struct.pack(">I", zlib.crc32(checked))

    rows = (b"\0" + b"\0\0\xff" * width) * height
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows))
            + chunk(b"IEND", b""))  # fmt: skip


def profile(folder: Path, text: str = PROFILE) -> Profile:
    """Return a profile read from a file beside its logo."""
    (folder / "vapen.png").write_bytes(png(60, 40))
    (folder / "profil.yaml").write_text(text)
    return read_profile(folder / "profil.yaml")


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


# -- profile ---------------------------------------------------------------------------------


def test_a_profile_changes_the_look_and_nothing_else(tmp_path: Path) -> None:
    """Fonts, colours and logo are the body's own; the text is the same."""
    plain, styled = (Word(write(samples.avtal(), profile=p)) for p in (None, profile(tmp_path)))
    assert plain.outline() == styled.outline()
    defaults = styled.xml("word/styles.xml").find(f"{W}docDefaults")
    assert defaults.find(f".//{W}rFonts").get(f"{W}ascii") == "Verdana"
    for name in ("Title", "Heading1", "Heading2", "TOCHeading"):
        run = styled.styles[name].find(f"{W}rPr")
        assert run.find(f"{W}rFonts").get(f"{W}ascii") == "Georgia"
        assert run.find(f"{W}color").get(f"{W}val") == "003366"
    assert styled.styles["Hyperlink"].find(f".//{W}color").get(f"{W}val") == "7A1F1F"
    header = next(s for s in styled.styles["Tabell"].iter(f"{W}shd"))
    assert header.get(f"{W}fill") == "DCE6F0"
    for name, root in styled.xml_parts():
        assert (name, misplaced(root)) == (name, [])


def test_the_logo_stands_on_page_one_with_its_text(tmp_path: Path) -> None:
    """It keeps its proportions; the other pages have the plain header, all have the footer."""
    word = Word(write(samples.avtal(), profile=profile(tmp_path)))
    section = word.docx.sections[0]
    assert section.different_first_page_header_footer
    drawn = section.first_page_header._element.xpath(".//wp:docPr/@descr")
    assert drawn == ["Nora kommuns vapen"]
    (width,), (height,) = (
        section.first_page_header._element.xpath(f".//wp:extent/@{side}") for side in ("cx", "cy")
    )
    assert (int(width), int(height)) == (18 * 36_000, 12 * 36_000)
    assert section.first_page_header.paragraphs[1].text == section.header.paragraphs[0].text
    assert section.first_page_footer.paragraphs[0].text == section.footer.paragraphs[0].text
    assert word.parts["word/media/logotyp.png"] == png(60, 40)


WRONG = {
    "fonts: [Arial]": "här ska stå nycklarna body, headings",
    "typsnitt: {}": "nyckeln typsnitt finns inte",
    'colours: {headings: "blå"}': "är ingen färg",
    'colours: {headings: "#999999"}': "kontrasten 2,6:1",
    'colours: {tables: "#333333"}': "kontrasten 1,7:1",
    "logo: {file: vapen.png}": "saknar alt",
    "logo: {file: saknas.png, alt: Vapen}": "går inte att läsa",
    "logo: {file: profil.yaml, alt: Vapen}": "går inte att läsa",
    "logo: {file: vapen.png, alt: Vapen, height: 80}": "högst 30",
    "fonts: {body: 'A<b>'}": "inget namn på ett typsnitt",
}


@pytest.mark.parametrize("text", WRONG)
def test_a_profile_that_would_harm_is_refused(text: str, tmp_path: Path) -> None:
    """The fault says which value and what would be right."""
    with pytest.raises(FaultsError) as caught:
        profile(tmp_path, text)
    assert WRONG[text] in " ".join(str(fault) for fault in caught.value.faults)


def test_contrast_is_that_of_the_guidelines() -> None:
    """Known values: black on white is 21, and the order does not matter."""
    assert contrast("000000", "FFFFFF") == pytest.approx(21)
    assert contrast("FFFFFF", "767676") == pytest.approx(4.54, abs=0.01)
    assert contrast("FF0000", "FF0000") == 1


# -- signatures ------------------------------------------------------------------------------


@pytest.mark.parametrize("count", range(2, 21))
def test_signature_blocks_for_any_number_of_parties(count: int) -> None:
    """Two to twenty parties: a block each, in rows that are never split over pages."""
    names = [f"Part {number} kommun" for number in range(count)]
    document = replace(samples.avtal(), signatures=tuple(Signature(name) for name in names))
    word = Word(write(document))
    caption = f"{W}tblPr/{W}tblCaption[@{W}val='Underskrifter']"
    table = next(t for t in word.body.iter(f"{W}tbl") if t.find(caption) is not None)
    blocks = [text_of(cell) for cell in table.iter(f"{W}tc")]
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


@pytest.mark.parametrize("count", [7, 8])
def test_the_last_party_has_no_page_of_its_own(count: int) -> None:
    """Four rows of blocks find room on one page."""
    names = [f"Part {number} kommun" for number in range(count)]
    document = replace(samples.avtal(), signatures=tuple(Signature(name) for name in names))
    pages = text_of_pdf(to_pdf({"avtal": write(document)})["avtal"]).split("\f")
    assert sum("Namnförtydligande" in page for page in pages) == 1


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
    for footer, parted in (("Avtal", "\t"), ("Arbetsordning för samverkan i " * 4, "\n")):
        word = Word(write(replace(samples.avtal(), footer=footer, register_number=number)))
        shown = text_of(word.xml("word/header1.xml"))
        assert shown == f"{footer}{parted}Diarienummer 1234-2026"


def test_a_title_is_not_broken_at_a_hyphen() -> None:
    """Else page one says IT- on one line and fabrik on the next."""
    outline = Word(write(replace(samples.avtal(), title="Avtal om IT-fabrik"))).outline()
    assert "Title | Avtal om IT\u2011fabrik" in outline


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

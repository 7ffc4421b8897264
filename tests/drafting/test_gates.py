"""What every draft must keep, whatever its type: valid, readable by everyone, whole.

The worked cases are drafted as the main job drafts them, and judged by programs that are not
ours: a validator of the standard, and LibreOffice.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from samverkan.drafting.answers import type_answers
from samverkan.drafting.assemble import assemble
from samverkan.drafting.cases import find_cases
from samverkan.drafting.contrast import LEAST, contrast
from samverkan.drafting.document import Document
from samverkan.drafting.htmlstyle import STYLE
from samverkan.drafting.office import text_of_pdf, to_pdf
from samverkan.drafting.outline import Outline
from samverkan.drafting.profile import Logo, Profile, read_profile
from samverkan.drafting.redline.comparison import redline
from samverkan.drafting.word import write
from samverkan.drafting.word.front import OPEN_POINTS_TAG
from samverkan.drafting.word.layout import pages
from samverkan.drafting.word.package import pack
from samverkan.records.fault import FaultsError
from samverkan.records.load import load_bank
from tests.conftest import ROOT
from tests.drafting import samples
from tests.drafting.libreoffice import seen
from tests.drafting.pictures import png
from tests.drafting.wordreading import W, Word, misplaced, text_of

BANK = load_bank(ROOT)
CASES = {f"{case.type_id}/{case.id}": case for case in find_cases(ROOT, BANK)}
"""Every document that the main job drafts."""
ONE_OF_EACH = {case.type_id: name for name, case in reversed(CASES.items())}
"""A document of each type, for what takes long."""
each_case = pytest.mark.parametrize("case", CASES)


def violations(docx: bytes, folder: Path) -> list[str]:
    """Return what openxml-audit finds wrong with a Word file."""
    from openxml_audit import OpenXmlValidator  # noqa: PLC0415 (where it is installed)

    file = folder / "granskas.docx"
    file.write_bytes(docx)
    return [str(error) for error in OpenXmlValidator().validate(file).errors]


@cache
def drafted(case: str) -> Document:
    """Return the draft of a worked case."""
    return CASES[case].draft(BANK)


@each_case
def test_a_validator_of_the_standard_finds_nothing(case: str, tmp_path: Path) -> None:
    """ISO/IEC 29500 transitional: no error of schema, relationships or meaning."""
    assert violations(write(drafted(case)), tmp_path) == []


@pytest.mark.parametrize("type_id", ONE_OF_EACH)
def test_a_validator_finds_nothing_in_other_outputs(type_id: str, tmp_path: Path) -> None:
    """With footnotes, without notes, with pages in the contents, with a logo; drawn as changes."""
    document = drafted(ONE_OF_EACH[type_id])
    (tmp_path / "vapen.png").write_bytes(png(6, 4))
    logo = Logo((tmp_path / "vapen.png").read_bytes(), "png", "Vapen", 36_000, 24_000)
    profile = Profile("Verdana", "Georgia", "003366", "7A1F1F", "DCE6F0", logo)
    bare = write(document, notes="none")
    counted = dict.fromkeys((heading.key for heading in Outline(document).headings), 12)
    for made in (
        write(document, notes="footnotes", profile=profile), bare, write(document, pages=counted),
        redline(bare, write(document)).docx,
    ):  # fmt: skip
        assert violations(made, tmp_path) == []
        assert [fault for _, root in Word(made).xml_parts() for fault in misplaced(root)] == []


def test_the_validator_sees_a_broken_file(tmp_path: Path) -> None:
    """It is no judge if it passes what Word would call damaged."""
    broken = Word(write(samples.avtal())).parts
    style = b'<w:pStyle w:val="BodyText"/>'
    document = broken["word/document.xml"].replace(style, b"<w:jc w:val='left'/>" + style, 1)
    assert violations(pack({**broken, "word/document.xml": document}), tmp_path)


@each_case
def test_children_stand_in_the_order_of_the_schema(case: str) -> None:
    """Word calls a file that breaks the order damaged."""
    for name, root in Word(write(drafted(case), notes="footnotes")).xml_parts():
        assert (name, misplaced(root)) == (name, [])


@each_case
def test_everyone_can_read_it(case: str) -> None:
    """Language, title, levels without jumps, header rows, names of tables, no empty lines."""
    document = drafted(case)
    word = Word(write(document))
    default = word.xml("word/styles.xml").find(f"{W}docDefaults//{W}lang")
    assert default.get(f"{W}val") == "sv-SE"
    assert word.docx.core_properties.language == "sv-SE"
    assert word.docx.core_properties.title == document.title
    tongues = {e.get(f"{W}val") for _, root in word.xml_parts() for e in root.iter(f"{W}lang")}
    assert tongues == {"sv-SE"}
    lines = word.lines()
    assert [line.style for line in lines].count("Title") == 1
    assert [line for line in lines if not line.text and not line.number] == []
    _levels_without_jumps(word)
    for table in word.body.iter(f"{W}tbl"):
        properties = table.find(f"{W}tblPr")
        assert properties.find(f"{W}tblCaption").get(f"{W}val")
        assert properties.find(f"{W}tblDescription").get(f"{W}val")
        assert table.find(f"{W}tr/{W}trPr/{W}tblHeader") is not None
    typed = re.compile(r"^(?:[•–-]|\d+[.)]|[a-z]\))\s")
    assert [line.text for line in lines if typed.match(line.text)] == []


def _levels_without_jumps(word: Word) -> None:
    before = 0
    for line in word.lines():
        level = word._property(line.style, f"{W}pPr/{W}outlineLvl")
        if level is not None:
            assert int(level) + 1 <= before + 1, line.text
            before = int(level) + 1


@each_case
def test_gaps_are_named_by_their_question(case: str) -> None:
    """Each gap is a highlighted content control; its title says what is asked."""
    word = Word(write(drafted(case)))
    for control in gaps(word.body):
        properties = control.find(f"{W}sdtPr")
        title = properties.find(f"{W}alias").get(f"{W}val")
        assert text_of(control)[1:-1].startswith(title)
        assert control.find(f".//{W}highlight") is not None
        assert properties.find(f"{W}tag").get(f"{W}val") in BANK.questions


@each_case
def test_tab_goes_from_gap_to_gap(case: str) -> None:
    """In Word it does so in plain text controls, in the order of the text (§17.5.2.44).

    One of them holds a single run and stands in no other. Nothing is said of how what is typed
    looks, so it does not take after the gap (§17.5.2.27).
    """
    word = Word(write(drafted(case)))
    parts = [word.body, word.xml("word/header1.xml")]
    for control in (control for part in parts for control in gaps(part)):
        properties, content = control
        kind = properties.find(f"{W}text")
        assert kind is not None
        assert kind.attrib == {}
        assert properties.find(f"{W}rPr") is None
        assert [child.tag for child in content] == [f"{W}r"]
        assert control.getparent().tag == f"{W}p"
    order = [text_of(control) for control in gaps(word.body)]
    shown = "".join(line.text for line in word.lines())
    places = [0]
    for gap in order:
        places.append(shown.index(gap, places[-1]))


@each_case
def test_page_one_leads_to_every_gap(case: str) -> None:
    """What a gap asks is an open point; if it stands after the list, a link leads there."""
    document = drafted(case)
    word = Word(write(document))
    asked = {point.question for point in document.open_points}
    box = next(c for c in word.body.iter(f"{W}sdt")
               if c.find(f"{W}sdtPr/{W}tag").get(f"{W}val") == OPEN_POINTS_TAG)  # fmt: skip
    links = {link.get(f"{W}anchor") for link in box.iter(f"{W}hyperlink")}
    place: set[str] = set()
    found: set[str] = set()
    listed = False
    for line in word.lines():
        if marks := {mark.get(f"{W}name") for mark in line.element.iter(f"{W}bookmarkStart")}:
            place = marks
        listed = listed or any(above is box for above in line.element.iterancestors())
        for control in gaps(line.element):
            question = control.find(f"{W}sdtPr/{W}tag").get(f"{W}val")
            assert question in asked
            if listed and question not in found:
                assert place & links, question
            found.add(question)


def gaps(root: Any) -> list[Any]:
    """Return the gaps below ``root``, in the order of the text."""
    return [c for c in root.iter(f"{W}sdt") if c.find(f"{W}sdtPr/{W}showingPlcHdr") is not None]


def test_text_stands_out_from_its_ground() -> None:
    """WCAG 2.2, 1.4.3: every colour of text is at least 4.5:1 against every ground it has."""
    styles = Word(write(samples.avtal())).xml("word/styles.xml")
    grounds = {shade.get(f"{W}fill") for shade in styles.iter(f"{W}shd")} | {"FFFFFF"}
    for style in styles.iter(f"{W}style"):
        for colour in style.iterfind(f"{W}rPr/{W}color"):
            value = colour.get(f"{W}val")
            assert min(contrast(value, ground) for ground in grounds) >= LEAST
    gap = next(s for s in styles.iter(f"{W}style") if s.get(f"{W}styleId") == "PlaceholderText")
    assert contrast(gap.find(f"{W}rPr/{W}color").get(f"{W}val"), "FFFF00") >= LEAST
    assert min(contrast("000000", ground) for ground in grounds) >= LEAST


def test_a_profile_cannot_make_text_hard_to_read(tmp_path: Path) -> None:
    """Every colour that is taken is 4.5:1 against white and the ground of the box; others not."""
    for key, ground in (("headings", "F5F5F5"), ("links", "F5F5F5"), ("tables", "000000")):
        for grey in range(0, 256, 15):
            colour = f"{grey:02X}" * 3
            file = tmp_path / "p.yaml"
            file.write_text(f'colours: {{{key}: "#{colour}"}}\n')
            if contrast(colour, ground) >= LEAST:
                read_profile(file)
            else:
                with pytest.raises(FaultsError, match="4,5:1"):
                    read_profile(file)


def test_the_preview_stands_out_too() -> None:
    """Light and dark: each colour of text against the ground that it has."""
    light, dark = STYLE.split("@media screen and (prefers-color-scheme: dark)")
    for sheet, page in ((light, "FFFFFF"), (dark, "141B20")):
        for rule in re.findall(r"\{([^{}]*)\}", sheet):
            colour, own = (re.search(rf"(?<!-){key}: (#\w+)", rule)
                           for key in ("color", "background"))  # fmt: skip
            if colour:
                assert contrast(_rgb(colour[1]), _rgb(own[1]) if own else page) >= LEAST, rule
    assert "body { background: #141b20;" in dark


def _rgb(value: str) -> str:
    digits = value[1:]
    return (digits if len(digits) == 6 else "".join(2 * digit for digit in digits)).upper()


# -- LibreOffice -----------------------------------------------------------------------------


def _squeezed(text: str) -> str:
    """Return text without space, and with one kind of hyphen: a PDF has no other."""
    return "".join(text.split()).replace("\u2011", "-")


def _tags(pdf: bytes, file: Path) -> set[str]:
    file.write_bytes(pdf)
    shown = subprocess.run(
        ["pdfinfo", "-struct", file], check=True, capture_output=True, text=True, timeout=60
    ).stdout
    return {line.split()[0].rstrip(":") for line in shown.splitlines() if line.strip()}


def _pdfs(files: dict[str, bytes], most: int = 12) -> Iterator[tuple[str, bytes]]:
    names = list(files)
    for start in range(0, len(names), most):
        yield from to_pdf({name: files[name] for name in names[start : start + most]}).items()


def test_libreoffice_shows_all_of_it(tmp_path: Path) -> None:
    """Text, numbers and references are the same in a program that recounts them.

    The PDF that it makes is tagged: headings, contents and tables (ISO 32000-1 §14.8).
    """
    documents = {case.replace("/", "-"): drafted(case) for case in CASES}
    documents |= {"a": samples.reglemente(), "b": samples.avtal()}
    files = {name: write(document) for name, document in documents.items()}
    missing = []
    for name, pdf in _pdfs(files):
        word = Word(files[name])
        header = _squeezed(text_of(word.xml("word/header1.xml")))
        sheets = (_squeezed(sheet) for sheet in text_of_pdf(pdf).split("\f"))
        shown = "".join(re.sub(r"Sida\d+av\d+$", "", sheet.replace(header, "")) for sheet in sheets)
        lines = [f"{line.number or ''}{line.text}" for line in word.lines()]
        missing += [(name, line) for line in lines if _squeezed(line) not in shown]
        assert {"H1", "TOC", "TOCI", "Table", "TH"} <= _tags(pdf, tmp_path / f"{name}.pdf")
    assert missing == []


def test_libreoffice_prints_every_gap_in_yellow(tmp_path: Path) -> None:
    """In the title and the header, in a table, a list and running text."""
    type_id = "arbetsordning-natverk"
    answers, _ = type_answers({}, BANK.agreements[type_id], BANK)
    files = {"utan-svar": write(assemble(BANK, type_id, answers, date(2026, 11, 25)))}
    files |= {"a": write(samples.reglemente()), "b": write(samples.avtal())}
    for name, pdf in to_pdf(files).items():
        shares = _yellow(pdf, tmp_path / f"{name}.pdf")
        assert len(shares) > 5
        assert min(shares) > 0.3, name


def _yellow(pdf: bytes, file: Path) -> list[float]:
    """Return how much of each word that begins a gap is yellow, as pdftoppm draws it."""
    file.write_bytes(pdf)
    raw = _printed("pdftoppm", "-r", "72", file)  # at 72 points to the inch a pixel is a point
    shares: list[float] = []
    places = etree.fromstring(_printed("pdftotext", "-bbox", file, "-"))
    for page in places.iter("{*}page"):
        head = re.match(rb"P6\s(\d+) (\d+)\s255\s", raw)
        assert head is not None
        width, height = int(head[1]), int(head[2])
        pixels, raw = raw[head.end() :], raw[head.end() + 3 * width * height :]
        for word in page.iter("{*}word"):
            if not (word.text or "").startswith("["):
                continue
            left, top, right, bottom = (
                int(float(word.get(side))) for side in ("xMin", "yMin", "xMax", "yMax")
            )
            starts = [3 * (y * width + x) for y in range(top, bottom) for x in range(left, right)]
            seen = [pixels[at] > 200 and pixels[at + 1] > 200 and pixels[at + 2] < 120
                    for at in starts]  # fmt: skip
            shares.append(sum(seen) / len(seen))
    return shares


def _printed(*command: str | Path) -> bytes:
    return subprocess.run(command, check=True, capture_output=True, timeout=60).stdout


def test_contents_are_what_a_program_makes_of_the_headings(tmp_path: Path) -> None:
    """Brought up to date, no entry loses its number or a word: only pages are added."""
    # Without comments: LibreOffice would draw them as it updates, which it cannot without a screen.
    files = {name: write(drafted(case), notes="none") for name, case in ONE_OF_EACH.items()}
    files |= {
        "a": write(samples.avtal(), notes="none"),
        "b": write(samples.reglemente(), notes="footnotes"),
    }
    for name, found in seen(
        {name: ("index", file) for name, file in files.items()}, tmp_path
    ).items():
        entries = [line.split("\t", 2)[2] for line in found.lines if re.match(r"Contents \d", line)]
        # LibreOffice sets a space after a number, where Word sets a tab.
        cached = [line.text.replace("\t", " ") for line in Word(files[name]).lines()
                  if line.style in ("TOC1", "TOC2")]  # fmt: skip
        assert [re.sub(r" ?(\\n)?\\t\d+$", "", entry) for entry in entries] == cached
        assert all(re.search(r"\\t\d+$", entry) for entry in entries)


def test_page_numbers_are_those_of_the_layout() -> None:
    """The contents of a draft with layout give each heading's page, as it is printed."""
    document = drafted(ONE_OF_EACH["samverkansavtal-gemensam-namnd"])
    found = pages(document)
    draft = write(document, pages=found)
    sheets = text_of_pdf(to_pdf({"f": draft})["f"]).split("\f")
    entries = [line.text for line in Word(draft).lines() if line.style.startswith("TOC")][1:]
    assert len(entries) == len(found)
    for entry in entries:
        *heading, page = entry.split("\t")
        assert _squeezed("".join(heading)) in _squeezed(sheets[int(page) - 1])

"""The profile of a public body: fonts, colours and logo, in every command that writes a file."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from samverkan.cli import build
from samverkan.drafting.contrast import contrast
from samverkan.drafting.profile import Profile, read_profile
from samverkan.drafting.refresh.refreshing import refresh
from samverkan.drafting.word import write
from samverkan.drafting.word.package import pack
from samverkan.records.fault import FaultsError
from tests.conftest import MINI, ROOT
from tests.drafting import samples
from tests.drafting.pictures import png
from tests.drafting.redline.deciding import accepted
from tests.drafting.refresh.drafts import BANK, DAY, document, draft
from tests.drafting.test_gates import violations
from tests.drafting.wordreading import W, Word, misplaced, text_of

PROFILE = """\
fonts: {body: Verdana, headings: Georgia}
colours: {headings: "#003366", links: "#7A1F1F", tables: "#DCE6F0"}
logo: {file: vapen.png, alt: Nora kommuns vapen, height: 12}
"""


def profile(folder: Path, text: str = PROFILE) -> Profile:
    """Return a profile read from a file beside its logo."""
    (folder / "vapen.png").write_bytes(png(60, 40))
    (folder / "profil.yaml").write_text(text)
    return read_profile(folder / "profil.yaml")


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


# -- every command ---------------------------------------------------------------------------


def alt_texts(word: Word) -> list[str]:
    """Return the alternative text of each picture on page one."""
    header = word.docx.sections[0].first_page_header._element
    return [str(text) for text in header.xpath(".//wp:docPr/@descr")]


def font(word: Word) -> str:
    """Return the font of running text."""
    return str(word.xml("word/styles.xml").find(f"{W}docDefaults//{W}rFonts").get(f"{W}ascii"))


def test_refresh_keeps_the_profile(tmp_path: Path) -> None:
    """What the file looks like stays; the header of page one too gets the new number."""
    old = write(document(), profile=profile(tmp_path))
    found = Word(refresh(old, BANK, DAY, {"diarienummer": "KS 2027/1"}).docx)
    assert font(found) == "Verdana"
    assert alt_texts(found) == ["Nora kommuns vapen"]
    for header in ("word/header1.xml", "word/header2.xml"):
        assert "KS 2027/1" in text_of(found.xml(header))


@pytest.mark.parametrize("before", ["none", "another"])
def test_refresh_puts_a_profile_on(before: str, tmp_path: Path) -> None:
    """Asked for, it replaces the look and the logo and no word of the text."""
    other = PROFILE.replace("Verdana", "Tahoma").replace("Nora kommuns vapen", "Vapen")
    first = profile(tmp_path, other) if before == "another" else None
    old = write(document(), profile=first)
    changed = refresh(old, BANK, DAY, {}, profile=profile(tmp_path))
    again = refresh(changed.docx, BANK, DAY, {}, profile=profile(tmp_path))
    for found in (changed, again):
        word = Word(found.docx)
        assert font(word) == "Verdana"
        assert alt_texts(word) == ["Nora kommuns vapen"]
        assert accepted(found.docx) == accepted(old)
        first_page, others = word.docx.sections[0].first_page_header, word.docx.sections[0].header
        assert first_page.paragraphs[-1].text == others.paragraphs[-1].text
        assert violations(found.docx, tmp_path) == []
        assert [fault for _, root in word.xml_parts() for fault in misplaced(root)] == []


def test_a_file_saved_in_another_language_can_have_a_profile(tmp_path: Path) -> None:
    """Word gives styles other ids then; they are found by name."""
    renamed = {
        name: data.replace(b'"Heading1"', b'"Rubrik1"') if name.endswith(".xml") else data
        for name, data in Word(draft()).parts.items()
    }
    found = Word(refresh(pack(renamed), BANK, DAY, {}, profile=profile(tmp_path)).docx)
    assert found.styles["Rubrik1"].find(f"{W}rPr/{W}color").get(f"{W}val") == "003366"


def test_a_decision_package_has_the_profile_too(tmp_path: Path) -> None:
    """``draft --underlag`` takes the same options as ``draft``."""
    case = ROOT / "agreements/arbetsordning-natverk/cases/it-samarbetsgrupp-fem-lan.yaml"
    profile(tmp_path)
    target, look = str(tmp_path / "u.docx"), str(tmp_path / "profil.yaml")
    arguments = ["draft", "arbetsordning-natverk", str(case), "--underlag", "-o", target]
    assert run(ROOT, *arguments, "--profile", look).return_value == 0
    assert alt_texts(Word((tmp_path / "u.docx").read_bytes())) == ["Nora kommuns vapen"]


def run(root: Path, *arguments: str) -> Any:
    """Run a command in a project."""
    return CliRunner().invoke(build, arguments, obj=root, standalone_mode=False)


def test_the_main_job_takes_a_profile(tmp_path: Path) -> None:
    """Every draft has it; a wrong one stops the job before anything is written."""
    root = tmp_path / "projekt"
    shutil.copytree(MINI, root)
    for name in ("docs", "templates"):
        shutil.copytree(ROOT / name, root / name)
    shutil.copyfile(ROOT / "mkdocs.yml", root / "mkdocs.yml")
    profile(tmp_path)
    wrong = tmp_path / "fel.yaml"
    wrong.write_text("typsnitt: {}")
    result = run(root, "--profile", str(wrong))
    assert result.return_value == 1
    assert "nyckeln typsnitt finns inte" in result.output
    assert not (root / "build").exists()
    assert run(root, "--profile", str(tmp_path / "profil.yaml")).return_value == 0
    drafts = sorted((root / "build" / "drafts").rglob("*.docx"))
    assert drafts
    for path in drafts:
        assert alt_texts(Word(path.read_bytes())) == ["Nora kommuns vapen"]


def test_before_a_command_the_option_says_where_it_belongs(tmp_path: Path) -> None:
    """``build.py --profile P draft …`` would leave the profile out without a word."""
    result = run(ROOT, "--profile", str(tmp_path / "p.yaml"), "check")
    assert "efter kommandot" in str(result.exception)

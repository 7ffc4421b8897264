"""Where the commands write, and what they answer when they cannot: plainly, and nothing written."""

from __future__ import annotations

import os
import stat
from collections import Counter
from pathlib import Path

import pytest

from samverkan.cli import main
from samverkan.files import TargetError, write_atomically
from tests.conftest import ROOT

TYPE = "arbetsordning-natverk"
CASE = ROOT / f"agreements/{TYPE}/cases/it-samarbetsgrupp-fem-lan.yaml"


def run(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str]:
    """Return the exit code and everything printed, as from the command line."""
    with pytest.raises(SystemExit) as stopped:
        main(ROOT, [str(argument) for argument in arguments])
    printed = capsys.readouterr()
    return int(stopped.value.code or 0), printed.out + printed.err


# -- what can be written to ------------------------------------------------------------------


def _fifo(folder: Path) -> Path:
    os.mkfifo(folder / "ror.docx")
    return folder / "ror.docx"


def _link_to_device(folder: Path) -> Path:
    (folder / "enhet.docx").symlink_to("/dev/full")
    return folder / "enhet.docx"


def _below_a_file(folder: Path) -> Path:
    (folder / "fil.docx").write_text("orörd")
    return folder / "fil.docx/x.docx"


def _folder(folder: Path) -> Path:
    (folder / "mapp.docx").mkdir()
    return folder / "mapp.docx"


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        (_fifo, "ingen fil"),
        (_link_to_device, "ingen fil"),
        (_below_a_file, "är en fil och inte en mapp"),
        (_folder, "mapp"),
        (lambda _: Path("/proc/x.docx"), "tar inte emot filer"),
        (lambda folder: folder / f"{'x' * 300}.docx", "namnet är för långt"),
    ],
)
def test_what_is_no_file_is_refused(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, target: object, reason: str
) -> None:
    """One plain sentence that names the place; what was there is still there."""
    assert callable(target)
    path = target(tmp_path)
    before = {p: stat.S_IFMT(p.lstat().st_mode) for p in tmp_path.rglob("*")}
    code, printed = run(capsys, "draft", TYPE, CASE, "-o", path)
    assert code in (1, 2)
    assert str(path) in printed
    assert reason in printed
    assert "Errno" not in printed
    assert {p: stat.S_IFMT(p.lstat().st_mode) for p in tmp_path.rglob("*")} == before
    with pytest.raises(TargetError):
        write_atomically(path, b"")


# -- the ending says the format --------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "right"),
    [
        (("-o", "y.docx", "--format", "html"), "y.html"),
        (("-o", "y.doc"), "y.docx"),
        (("-o", "y"), "y.docx"),
        (("-o", "."), "utkast.docx"),
    ],
)
def test_an_ending_that_is_not_the_format(
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    right: str,
) -> None:
    """Wrong usage, with the name that would be right."""
    monkeypatch.chdir(tmp_path)
    code, printed = run(capsys, "draft", TYPE, CASE, *arguments)
    assert (code, list(tmp_path.iterdir())) == (2, [])
    assert f"Skriv till exempel {right}" in printed


def test_answers_are_not_written_as_word(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Convert writes answers, whatever its output is called."""
    code, printed = run(capsys, "convert", TYPE, CASE, "-o", tmp_path / "nya.docx")
    assert (code, list(tmp_path.iterdir())) == (2, [])
    assert "nya.yaml" in printed


def test_without_output_the_draft_lands_where_one_stands(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not among the worked cases; the package does not take the document's name."""
    monkeypatch.chdir(tmp_path)
    assert run(capsys, "draft", TYPE, CASE)[0] == 0
    assert run(capsys, "draft", TYPE, CASE, "--underlag", "--format", "txt")[0] == 0
    names = {path.name for path in tmp_path.iterdir()}
    assert names == {f"{CASE.stem}.docx", f"{CASE.stem}-beslutsunderlag.txt"}


def test_the_answers_are_never_overwritten(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Answers may be called .txt."""
    answers = tmp_path / "svar.txt"
    answers.write_bytes(CASE.read_bytes())
    code, printed = run(capsys, "draft", TYPE, answers, "-o", answers)
    assert (code, answers.read_bytes()) == (2, CASE.read_bytes())
    assert "skrivs inte över" in printed


@pytest.mark.parametrize("way", ["itself", "relative", "link"])
@pytest.mark.parametrize("arguments", [
    ("redline", "gammal.docx", "ny.docx"),
    ("redline", "ny.docx", "gammal.docx"),
    ("refresh", "gammal.docx"),
])  # fmt: skip
def test_what_is_read_is_never_overwritten(
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    way: str,
) -> None:
    """However the output leads there; another file that exists is replaced."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mapp").mkdir()
    for name in ("gammal.docx", "ny.docx", "annan.docx"):
        run(capsys, "draft", TYPE, CASE, "-o", name)
    Path("genväg.docx").symlink_to("gammal.docx")
    target = {"itself": "gammal.docx", "relative": "mapp/../gammal.docx", "link": "genväg.docx"}
    before = Path("gammal.docx").read_bytes()
    code, printed = run(capsys, *arguments, "-o", target[way])
    assert (code, Path("gammal.docx").read_bytes()) == (2, before)
    assert "skrivs inte över" in printed
    assert run(capsys, *arguments, "-o", "annan.docx")[0] == 0


# -- what comes in ---------------------------------------------------------------------------


@pytest.mark.parametrize("arguments", [
    ("draft", TYPE, "{}", "-o", "u.docx"),
    ("draft", TYPE, str(CASE), "-o", "u.docx", "--profile", "{}"),
    ("refresh", "{}", "-o", "u.docx"),
    ("redline", "{}", "{}", "-o", "u.docx"),
    ("convert", TYPE, "{}", "-o", "u.yaml"),
    ("review", "{}"),
    ("import", "{}"),
    ("search", "--judge", "{}"),
])  # fmt: skip
def test_a_file_that_cannot_be_read_is_told_alike(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    """Every command says whether it is missing or a folder."""
    for given, says in (("saknas.docx", "finns inte"), ("mapp.docx", "är en mapp och ingen fil")):
        place = tmp_path / given
        if "mapp" in given:
            place.mkdir()
        code, printed = run(capsys, *(each.format(place) for each in arguments))
        assert code == 2
        assert f"{place} {says}." in printed


@pytest.mark.parametrize("arguments", [
    ("refresh", "{}", "-o", "u.docx"),
    ("redline", "{}", "{}", "-o", "u.docx"),
    ("convert", TYPE, "{}", "-o", "u.yaml"),
    ("review", "{}"),
])  # fmt: skip
def test_what_is_no_word_file_is_told_alike(
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
) -> None:
    """A PDF that is called .docx is told to be a PDF."""
    monkeypatch.chdir(tmp_path)
    Path("fil.docx").write_bytes(b"%PDF-1.7")
    code, printed = run(capsys, *(each.format("fil.docx") for each in arguments))
    assert (code, [path.name for path in tmp_path.iterdir()]) == (1, ["fil.docx"])
    told = "fil.docx: filen är en PDF; använd i stället Word-filen (.docx) som den gjordes av."
    assert told in printed


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_answers_in_another_encoding(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, encoding: str
) -> None:
    """Windows' own Notepad calls it Unicode."""
    answers = tmp_path / "svar.yaml"
    answers.write_text("answers:\n  diarienummer: KS 1\n", encoding=encoding)
    code, printed = run(capsys, "draft", TYPE, answers, "-o", tmp_path / "u.docx")
    assert code == 1
    assert "UTF-16" in printed
    assert "Windows-1252" not in printed


def test_a_word_file_is_no_answers(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """The user is told what it is, and how to get answers out of a draft."""
    word = tmp_path / "u.docx"
    run(capsys, "draft", TYPE, CASE, "-o", word)
    code, printed = run(capsys, "draft", TYPE, word, "-o", tmp_path / "x.docx")
    assert (code, (tmp_path / "x.docx").exists()) == (1, False)
    assert "filen är en Word-fil" in printed
    assert "build.py convert" in printed
    assert "Windows-1252" not in printed


def test_no_answers_make_a_skeleton(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """It may be written, but says first of all that no question is answered."""
    empty = tmp_path / "svar.yaml"
    empty.write_text("answers: {}\n")
    code, printed = run(capsys, "draft", TYPE, empty, "-o", tmp_path / "u.txt")
    assert code == 0
    assert "Ingen fråga är besvarad." in printed
    text = (tmp_path / "u.txt").read_text()
    assert text.index("Ingen fråga är besvarad.") < text.index("Obesvarade frågor")


def test_a_day_before_the_law_is_told_in_plain_words(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """A line for each statute: type, clause, act and since when, and no file of the library."""
    code, printed = run(
        capsys, "draft", TYPE, CASE, "-o", tmp_path / "u.docx", "--date", "2016-01-01"
    )
    faults = [" ".join(line.split()) for line in printed.splitlines() if ": fel: " in line]
    assert (code, list(tmp_path.iterdir())) == (1, [])
    causes = Counter(
        each.partition("2016: ")[2].partition(" gäller från den ")[0] for each in faults
    )
    assert "förvaltningslagen (2017:900)" in causes
    assert set(causes.values()) == {1}
    assert "kb/" not in printed
    for fault in faults:
        assert "kan inte skrivas efter den lag som gällde den 1 januari 2016" in fault
        assert "behövs i klausulen" in fault


def test_a_review_of_a_day_before_the_law_is_refused(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """No demand is told to be met under law that the library does not have."""
    word = tmp_path / "u.docx"
    assert run(capsys, "draft", TYPE, CASE, "-o", word)[0] == 0
    code, printed = run(capsys, "review", word, "--date", "1900-01-01")
    assert code == 1
    assert "Den lag som gällde den 1 januari 1900 finns inte" in " ".join(printed.split())
    assert "uppfyllt" not in printed
    assert run(capsys, "review", word)[0] == 0

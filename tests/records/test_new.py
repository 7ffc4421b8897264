"""new: a ready file from options or answers; never over another, and honest on what is left."""

from __future__ import annotations

import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from samverkan.cli import build
from samverkan.records.bank import Bank
from samverkan.records.creating import interview
from samverkan.records.filling import UnknownFieldError, field_at, read_value
from samverkan.records.load import load
from samverkan.records.model import Example, Network

COMPLETE = [
    "new", "example", "--title", "Gemensam växel i söder", "--source", "utredning:12",
    "--set", "record_type=exempel", "--set", "Sammanfattning=Två kommuner delar växel.",
    "--set", "areas=it; lon", "--set", "Parter.1.Organisation=Nora kommun",
    "--set", "parties.1.role=värd", "--set", "parties.1.source=utredning:12; utredning:14",
]  # fmt: skip


def _run(root: Path, *args: str) -> Result:
    return CliRunner().invoke(build, list(args), obj=root, standalone_mode=False)


def test_complete_options_give_a_file_without_faults(mini: Path) -> None:
    """Labels and ids may both be used; the one source supports the plain facts."""
    began = date.today()
    result = _run(mini, *COMPLETE)
    assert "Inga fel." in result.output
    loaded = load(mini)
    assert loaded.faults == ()
    record = loaded.bank.examples["gemensam-vaxel-i-soder"]
    assert record.title == "Gemensam växel i söder"
    assert record.areas == ("it", "lon")
    assert [(p.body, p.role, len(p.source)) for p in record.parties] == [("kommun-nora", "vard", 2)]
    assert record.sources[0].supports == ("title", "record_type", "summary", "areas")
    assert record.reviewed is not None
    assert began <= record.reviewed <= date.today()  # a test may run past midnight
    text = (mini / "kb/examples/gemensam-vaxel-i-soder.yaml").read_text("utf-8")
    assert "# Skede: " in text
    assert "# stage:" in text


def test_comments_can_be_left_out(mini: Path) -> None:
    """A file for those who know the fields."""
    _run(mini, *COMPLETE, "--no-comments")
    assert "#" not in (mini / "kb/examples/gemensam-vaxel-i-soder.yaml").read_text("utf-8")


def test_what_is_missing_is_told(mini: Path) -> None:
    """An incomplete record is written, and every gap is named with its line."""
    result = _run(mini, "new", "network", "--title", "Växelgruppen")
    assert (mini / "kb/networks/vaxelgruppen.yaml").exists()
    assert "Kvar att göra" in result.output
    for word in ("summary", "group_type", "membership", "place"):
        assert word in result.output


@pytest.mark.parametrize("record_id", ["lonenamnd", "gemensam-vaxel-i-soder"])
def test_nothing_is_written_over(mini: Path, record_id: str) -> None:
    """An id that is taken is refused, and the record there is untouched."""
    _run(mini, *COMPLETE)
    path = mini / f"kb/examples/{record_id}.yaml"
    before = path.read_bytes()
    result = _run(mini, *COMPLETE, "--id", record_id)
    assert result.return_value == 1
    assert "finns redan" in result.stderr
    assert path.read_bytes() == before


def test_an_id_in_a_register_is_taken_too(mini: Path) -> None:
    """Bodies stand in lists; their ids are as taken as file names."""
    result = _run(mini, "new", "body", "--title", "Nora kommun", "--id", "kommun-nora")
    assert result.return_value == 1
    assert "kb/bodies/kommuner.yaml" in result.stderr


@pytest.mark.parametrize("wanted", ["../../x", "Stor", "å"])
def test_ids_stay_in_their_folder(mini: Path, wanted: str) -> None:
    """An id is a slug and nothing else."""
    before = {path for path in mini.parent.rglob("*") if ".cache" not in path.parts}
    assert _run(mini, *COMPLETE, "--id", wanted).return_value == 1
    assert {path for path in mini.parent.rglob("*") if ".cache" not in path.parts} == before


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("titel", "Menade du title?"),
        ("parties", "grupp"),
        ("parties.1.rol", "Menade du"),
        ("title.1", "inga fält inuti"),
        ("parties.999.role", "1–200"),
    ],
)
def test_unknown_fields_are_explained(name: str, words: str) -> None:
    """A wrong name says what was meant."""
    with pytest.raises(UnknownFieldError, match=words):
        field_at(Example, name)


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("effects.1.value", "−1 234,5", -1234.5),
        ("effects.1.value", "12", 12),
        ("effects.1.value", "många", "många"),
        ("effort.quick_result", "Ja", True),
        ("areas", "it;\nlon ; ", ["it", "lon"]),
        ("parties.1.role", "Observatör", "observator"),
        ("related.1.record", "kretsen", "kretsen"),
        ("stage", "drfit", "drfit"),
        ("stage_when", "2015", "2015"),
    ],
)
def test_texts_become_values(mini_bank: Any, name: str, text: str, value: Any) -> None:
    """Numbers in the Swedish way, yes and no, several values, labels of terms and records."""
    _, field = field_at(Example, name)
    assert read_value(text, field, mini_bank) == value


@pytest.mark.parametrize(
    ("setting", "words"),
    [
        ("areas=itt", "'itt' finns inte i ordlistan omrade. Menade du it?"),
        ("areas=it; lonn", "Menade du lon?"),
        ("related.1.record=kretsn", "Menade du kretsen?"),
        ("parties.1.body=Norra kommun", "ingen post av slaget organisation heter Norra kommun"),
    ],
)
def test_unknown_terms_and_records_are_refused(mini: Path, setting: str, words: str) -> None:
    """Like an unknown field: what was meant is told, and nothing is written."""
    error = _run(mini, *COMPLETE, "--set", setting).exception
    assert isinstance(error, click.UsageError)  # exit code 2
    assert f"{setting.partition('=')[0]}: " in error.format_message()
    assert words in error.format_message()
    assert not (mini / "kb/examples/gemensam-vaxel-i-soder.yaml").exists()


def test_all_that_is_wrong_in_options_is_told_at_once(mini: Path) -> None:
    """A word, a day and a place; nothing is written."""
    wrong = ("Skede=drfit", "stage_when=2024-13-45", "Granskad=2026-02-31", "areas=it, lön",
             "parties.1.source=utredning:999")  # fmt: skip
    result = _run(mini, *COMPLETE, *(word for each in wrong for word in ("--set", each)))
    told = str(result.exception)
    for words in (
        "Menade du drift?", "stage_when: '2024-13-45' går inte: datumet finns inte i kalendern",
        "Granskad: '2026-02-31' går inte: datumet finns inte", "Skilj flera värden med semikolon",
        "Utredningen har 100",
    ):  # fmt: skip
        assert words in told
    assert not (mini / "kb/examples/gemensam-vaxel-i-soder.yaml").exists()


def test_a_broken_expression_in_a_new_clause_is_told(mini: Path) -> None:
    """Although much else is missing in it yet."""
    result = _run(mini, "new", "clause", "--title", "Ny", "--set", "text=Ett {{ om_ett.")
    assert "efter punkten saknas ett fältnamn i ”{{ om_ett.”" in result.output


def test_guided_questions_ask_again_for_a_day_that_is_none(mini_bank: Any) -> None:
    """While it is easy to give another."""
    answers = {"Granskad": ["2026-02-31", "2026-02-28"]}
    said: list[str] = []

    def ask(question: str) -> str:
        return answers[question].pop(0) if answers.get(question) else ""

    data: dict[str, Any] = {}
    interview(Example, data, mini_bank, ask, said.append)
    assert data == {"reviewed": "2026-02-28"}
    assert any("finns inte i kalendern" in line for line in said)


def test_guided_questions_tell_what_a_vocabulary_permits(bank: Bank) -> None:
    """A short list stands in the question; a long one is printed for a question mark."""
    answers = {"Områden": ["?", "it"], "Bindning": ["avtal"]}
    said: list[str] = []

    def ask(question: str) -> str:
        return answers[question].pop(0) if answers.get(question) else ""

    data: dict[str, Any] = {}
    interview(Example, data, bank, ask, said.append)
    assert data == {"areas": ["it"], "binding": "avtal"}
    asked = {line.partition(":")[0]: line for line in said}
    assert all(term in asked["Bindning"] for term in bank.terms("bindning"))
    for label in ("Skede", "Form", "Områden"):
        assert asked[label].endswith("Skriv ? för listan.")
    shown = [f"    {key}: {term.label}" for key, term in bank.terms("omrade").items()]
    start = said.index(asked["Områden"]) + 1
    assert said[start : start + len(shown)] == shown


@pytest.mark.parametrize("extra", [(), ("--no-comments",)])
def test_missing_sources_are_told_last(mini: Path, extra: tuple[str, ...]) -> None:
    """No empty source is left in the file; the command ends with what is to be written."""
    without = [part for part in COMPLETE if part not in ("--source", "utredning:12")]
    result = _run(mini, *without, *extra)
    assert result.output.count("fel: ") == 1
    assert "fel: sources saknas." in result.output
    assert result.output.splitlines()[-1].startswith("Källor saknas. Skriv sources i filen")
    written = (mini / "kb/examples/gemensam-vaxel-i-soder.yaml").read_text("utf-8")
    assert "\nsources:" not in written


def test_guided_questions_make_a_record(mini_bank: Any) -> None:
    """A wrong word is told at once and asked for again; empty answers leave fields out."""
    answers = {
        "Rubrik": ["Växelgruppen"],
        "Sammanfattning": ["En grupp om växlar."],
        "Grupptyp": ["nätverk", "forum"],
        "Medlemslista": ["angiven"],
        "Fylla i? (ja/nej)": ["ja"],
        "Organisation": ["Nora kommun"],
        "Roll": ["part"],
        "Källa": ["utredning:2"],
    }
    said: list[str] = []

    def ask(question: str) -> str:
        return answers[question].pop(0) if answers.get(question) else ""

    data: dict[str, Any] = {}
    interview(Network, data, mini_bank, ask, said.append)
    assert data == {
        "title": "Växelgruppen",
        "summary": "En grupp om växlar.",
        "parties": [{"body": "kommun-nora", "role": "part", "source": ["utredning:2"]}],
        "group_type": "forum",
        "membership": "angiven",
    }
    assert any("'nätverk' finns inte" in line for line in said)


def test_format_command_lists_changes_and_then_has_none(mini: Path) -> None:
    """--check changes nothing and exits 1; a second run has nothing to do."""
    path = mini / "kb/networks/kretsen.yaml"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join([*lines[1:], lines[0]]), "utf-8")
    before = path.read_bytes()
    result = _run(mini, "format", "--check", str(path))
    assert result.return_value == 1
    assert "kb/networks/kretsen.yaml" in result.output
    assert path.read_bytes() == before
    assert _run(mini, "format", str(path)).return_value == 0
    assert _run(mini, "format", "--check", str(path)).return_value == 0
    assert path.read_text("utf-8").startswith("title")


def test_schema_command_writes_a_schema_per_kind(mini: Path) -> None:
    """Works with faults in the bank too: an editor helps most then."""
    (mini / "kb/networks/kretsen.yaml").write_text("title: [", "utf-8")
    assert _run(mini, "schema").return_value == 0
    assert (mini / "build/schema/example.json").exists()


def test_a_folder_that_cannot_be_written_to_is_told(mini: Path) -> None:
    """No traceback: the file and the reason, in Swedish."""
    shutil.rmtree(mini / "build", ignore_errors=True)
    (mini / "build").write_text("ingen mapp", "utf-8")
    script = (
        "import sys; from pathlib import Path; from samverkan.cli import main; "
        "main(Path(sys.argv[1]), ['schema'])"
    )
    run = subprocess.run(
        [sys.executable, "-c", script, str(mini)],
        capture_output=True, text=True, check=False, cwd=Path(__file__).parents[2],
    )  # fmt: skip
    assert run.returncode == 1
    assert "går inte att skriva: " in run.stderr
    assert "Traceback" not in run.stderr

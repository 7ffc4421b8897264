"""The answers file to fill in: all that is asked, ready to draft, right in its examples."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pytest
import yaml

from samverkan.drafting.answerform import answer_form
from samverkan.drafting.answers import read_answers, type_answers
from samverkan.drafting.assemble import assemble
from samverkan.drafting.ties import settled
from samverkan.records.bank import Bank
from samverkan.records.load import load_bank
from samverkan.records.names import DECISION_PACKAGE
from tests.conftest import ROOT
from tests.site.conftest import TODAY

TYPES = tuple(load_bank(ROOT).agreements)
SAMPLE = re.compile(r"^  # Exempel:\n((?:  #.*\n)+)", re.MULTILINE)


def run(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run build.py with the project in ``root``."""
    code = f"import pathlib; from samverkan.cli import main; main(pathlib.Path({str(root)!r}))"
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False,
                          env={"PYTHONPATH": str(ROOT)})  # fmt: skip


@pytest.mark.parametrize("kind", TYPES)
def test_the_form_asks_everything_and_can_be_drafted_at_once(bank: Bank, kind: str) -> None:
    """Each question once, its words before it; the draft has an open point, not a fault."""
    agreement = bank.agreements[kind]
    form = answer_form(bank, agreement)
    asked = {name for page in bank.interview(agreement) for name in page.questions}
    package = {q for page in bank.agreements[DECISION_PACKAGE].interview for q in page.questions}
    asked |= package - settled(bank, agreement)
    assert set(yaml.safe_load(form)["answers"]) == asked
    flat = " ".join(form.replace("  # ", " ").split())
    assert [q for q in asked if bank.questions[q].question not in flat] == []
    assert not re.search(r"[=!]= ['\"\d]|\{%|\{\{|\w\(\"", form), "villkor på svenska"
    answers, faults = read_answers(form.encode(), "svar.yaml", agreement, bank)
    assert faults == []
    assert assemble(bank, kind, answers, TODAY).open_points


@pytest.mark.parametrize("kind", TYPES)
def test_every_example_is_an_answer(bank: Bank, kind: str) -> None:
    """Taken out of its comment, an example is read and accepted as it stands."""
    agreement = bank.agreements[kind]
    form = answer_form(bank, agreement)
    found: dict[str, object] = {}
    for block in SAMPLE.findall(form):
        found |= yaml.safe_load(dedent(re.sub(r"^  # ?", "", block, flags=re.MULTILINE)))
    assert "parter" in found
    typed, faults = type_answers(found, agreement, bank)
    assert [str(fault) for fault in faults] == []
    assert set(typed.values) == set(found)


def test_the_form_says_options_defaults_and_conditions(bank: Bank) -> None:
    """What may be chosen, what is used otherwise and why, and when the question matters."""
    form = answer_form(bank, bank.agreements["samverkansavtal-gemensam-namnd"])
    for words in (
        "  # - invanare: per invånare. Varje parts andel följer folkmängden.",
        "  # Utan svar används: per invånare. Invånarantal är mätbart",
        "  # Frågan gäller när svaret på ”Fördelningsnyckel” är ”invånare och lika del”.",
        "  # - ledamoter: Ledamöter, heltal",
        "  # ==== Bilagan Kostnadsfördelning: Underlag för kostnaden ====",
        "  # Bilagan tas med när svaret på ”Bilaga med kostnadsberäkning” är ja.",
    ):
        assert words in form, words


def test_from_nothing_to_a_word_file(mini: Path) -> None:
    """The two commands that the site names; an answers file is never overwritten."""
    made = run(mini, "answers", "avtal-test", "-o", "svar.yaml")
    assert (made.returncode, made.stderr) == (0, "")
    assert "python build.py draft avtal-test svar.yaml -o utkast.docx" in made.stdout
    drafted = run(mini, "draft", "avtal-test", "svar.yaml", "-o", "utkast.docx")
    assert (drafted.returncode, drafted.stderr) == (0, "")
    assert (mini / "utkast.docx").is_file()
    (mini / "svar.yaml").write_text("mina svar", encoding="utf-8")
    again = run(mini, "answers", "avtal-test", "-o", "svar.yaml")
    assert again.returncode == 1
    assert "svar.yaml finns redan och skrivs inte över" in again.stderr
    assert (mini / "svar.yaml").read_text(encoding="utf-8") == "mina svar"


def test_a_misspelt_type_is_suggested(mini: Path) -> None:
    """And nothing is written."""
    wrong = run(mini, "answers", "avtal-tst")
    assert wrong.returncode == 2
    assert "dokumenttypen avtal-tst finns inte" in wrong.stderr
    assert "avtal-test" in wrong.stderr
    assert not (mini / "avtal-tst.yaml").exists()


def test_help_for_drafting_names_the_answers(mini: Path) -> None:
    """Who reads how to draft learns where answers come from."""
    assert "python build.py answers TYP" in run(mini, "draft", "--help").stdout

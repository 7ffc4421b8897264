"""Answers carried to another document: what fits goes over, the rest is listed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from samverkan.drafting.answers import read_answers
from samverkan.drafting.conversion import convert
from samverkan.records.bank import Bank

FORBUND: dict[str, Any] = {
    "parter": [{"organisation": "kommun-nora"}, {"organisation": "kommun-lindesberg"}],
    "fo_namn": "Norra förbundet",
    "fo_sate": "Nora",
    "fo_antal_ledamoter": 4,
    "fo_uppgifter": [{"uppgift": "Vatten", "lagrum": "LAV", "medlemmar": "alla"}],
    "galler_fran": "2020-01-01",
}


def test_a_forbund_becomes_a_joint_committee(bank: Bank) -> None:
    """Parties, tasks and seats go over; what only a förbund has is listed."""
    done = convert(bank, "forbundsordning", "reglemente-gemensam-namnd", FORBUND)
    assert done.answers == {
        "parter": FORBUND["parter"],
        "namnd_namn": "Norra förbundet",
        "antal_ledamoter": 4,
        "uppgifter": [{"uppgift": "Vatten", "lagrum": "LAV"}],
    }
    assert {left.question for left in done.left} == {"fo_sate", "fo_uppgifter", "galler_fran"}
    assert next(left for left in done.left if left.question == "fo_sate").value == "Nora"


def test_an_intent_becomes_an_agreement(bank: Bank) -> None:
    """The subject of the letter of intent is the subject of the agreement."""
    answers = {"parter": FORBUND["parter"], "av_amne": "gemensam it", "av_slut": "2027-01-01"}
    done = convert(bank, "avsiktsforklaring", "avtal-avtalssamverkan", answers)
    assert done.answers == {"parter": FORBUND["parter"], "as_amne": "gemensam it"}
    assert [left.question for left in done.left] == ["av_slut"]


def test_a_renewed_agreement_needs_new_dates(bank: Bank) -> None:
    """Decisions, number and day are given anew, and the old ones are told."""
    answers = {"namnd_namn": "Nämnden", "diarienummer": "KS 2019/1", "galler_fran": "2019-01-01"}
    kind = "reglemente-gemensam-namnd"
    done = convert(bank, kind, kind, answers)
    assert done.answers == {"namnd_namn": "Nämnden"}
    assert {left.question for left in done.left} == {"diarienummer", "galler_fran"}


def test_an_answer_that_does_not_fit_is_left_with_its_reason(bank: Bank) -> None:
    """A number that the new question does not take."""
    answers = {"fo_antal_ledamoter": "många"}
    (left,) = convert(bank, "forbundsordning", "reglemente-gemensam-namnd", answers).left
    assert (left.question, left.value) == ("fo_antal_ledamoter", "många")
    assert "antal_ledamoter" in left.reason


def test_every_conversion_names_questions_that_exist(bank: Bank) -> None:
    """Each carried or left question is asked by its own type, and carried to one that is."""
    for target in bank.agreements.values():
        asked = {name for page in bank.interview(target) for name in page.questions}
        for rules in target.conversions:
            source = bank.agreements[rules.source]
            known = {name for page in bank.interview(source) for name in page.questions}
            assert {r.question for r in rules.carry} | {r.question for r in rules.leave} <= known
            assert {r.to for r in rules.carry} <= asked


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_answer_disappears(bank: Bank, data: st.DataObject) -> None:
    """Whatever is answered is either carried or listed."""
    source = data.draw(st.sampled_from(sorted(bank.agreements)))
    target = data.draw(st.sampled_from(sorted(bank.agreements)))
    questions = [n for page in bank.interview(bank.agreements[source]) for n in page.questions]
    names = data.draw(st.lists(st.sampled_from(questions), unique=True, max_size=12))
    answers = {name: f"svar {index}" for index, name in enumerate(names)}
    done = convert(bank, source, target, answers)
    told = {str(left.value) for left in done.left} | {str(v) for v in done.answers.values()}
    assert told == set(answers.values())


def test_the_command_writes_answers_and_lists_the_rest(
    root: Path, tmp_path: Path, bank: Bank
) -> None:
    """A worked case becomes an answer file that can be drafted, and is never overwritten."""
    case = root / "agreements/forbundsordning/cases/bergslagens-kommunalteknik.yaml"
    output = tmp_path / "ny.yaml"
    command = [sys.executable, root / "build.py", "convert", "reglemente-gemensam-namnd", case]
    done = subprocess.run([*command, "-o", output], capture_output=True, text=True, check=True)
    assert "saknar motsvarighet" in done.stdout
    assert "# " in output.read_text()
    agreement = bank.agreements["reglemente-gemensam-namnd"]
    answers, faults = read_answers(output.read_bytes(), "ny.yaml", agreement, bank)
    assert not faults
    assert answers.values["namnd_namn"] == "Bergslagens kommunalteknik"
    assert set(yaml.safe_load(output.read_text())) == {"case", "answers"}
    again = subprocess.run([*command, "-o", output], capture_output=True, text=True, check=False)
    assert again.returncode == 2
    assert "finns redan" in " ".join(again.stderr.split())


@pytest.mark.parametrize("wrong", ["reglemente-gemensam-namd", "finns-inte"])
def test_an_unknown_type_is_told(root: Path, tmp_path: Path, wrong: str) -> None:
    """With what it might be, or all there are."""
    case = root / "agreements/forbundsordning/cases/bergslagens-kommunalteknik.yaml"
    done = subprocess.run(
        [sys.executable, root / "build.py", "convert", wrong, case, "-o", tmp_path / "x.yaml"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert "reglemente-gemensam-namnd" in " ".join(done.stderr.split())

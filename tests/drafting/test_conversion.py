"""Answers carried to another document: what fits goes over, the rest is listed."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from samverkan.drafting.answers import read_answers, type_answers
from samverkan.drafting.answerwords import in_words
from samverkan.drafting.assemble import assemble
from samverkan.drafting.conversion import convert
from samverkan.drafting.text import write_text
from samverkan.records.bank import Bank
from samverkan.records.load import load_bank
from samverkan.records.names import DECISION_PACKAGE
from tests.conftest import ROOT

TYPES = [name for name in load_bank(ROOT).agreements if name != DECISION_PACKAGE]
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
        "antal_ledamoter": 4,
        "uppgifter": [{"uppgift": "Vatten", "lagrum": "LAV"}],
    }
    assert {left.question for left in done.left} == {
        "fo_namn", "fo_sate", "fo_uppgifter", "galler_fran",
    }  # fmt: skip
    assert next(left for left in done.left if left.question == "fo_sate").value == "Nora"


@pytest.mark.parametrize(
    ("target", "given"),
    [
        (
            "samverkansavtal-gemensam-namnd",
            {"overgang_fran": "kommunalforbund", "overgang_namn": "Norra förbundet"},
        ),
        ("reglemente-gemensam-namnd", {"ersatter": "kommunalförbundet Norra förbundet"}),
    ],
)
def test_a_forbund_that_exists_is_what_the_committee_replaces(
    bank: Bank, target: str, given: dict[str, str]
) -> None:
    """It does the tasks today, so the new document says so; its chief is nobody's there."""
    answers = {**FORBUND, "fo_befintligt": "ja", "fo_chef_titel": "förbundschefen"}
    done = convert(bank, "forbundsordning", target, answers)
    assert given.items() <= done.answers.items()
    assert "forvaltningschef_titel" not in done.answers
    left = {each.question: each.reason for each in done.left}
    assert "förbundets chef" in left["fo_chef_titel"]
    assert not {"fo_namn", "fo_befintligt"} & set(left)
    typed, _ = type_answers(done.answers, bank.agreements[target], bank)
    text = write_text(assemble(bank, target, typed, date(2026, 11, 25)))
    assert "av varje kommuns egna nämnder" not in text
    assert "Norra förbundet" in text


def test_a_task_done_for_another_becomes_a_task_of_the_committee(bank: Bank) -> None:
    """Tasks, what is kept, who does them and whether they concern individuals."""
    answers = {
        "parter": FORBUND["parter"],
        "as_utforare": "kommun-nora",
        "as_uppgifter": [{"uppgift": "Tillsyn", "grund": "Alkohollagen", "del": "helt"}],
        "as_utanfor": ["taxor"],
        "as_myndighetsutovning": "ja",
        "as_ersattning": "nyckel",
        "as_nyckel": "andelar",
    }
    done = convert(bank, "avtal-avtalssamverkan", "samverkansavtal-gemensam-namnd", answers)
    assert done.answers == {
        "parter": FORBUND["parter"],
        "vard": "kommun-nora",
        "uppgifter": [{"uppgift": "Tillsyn", "lagrum": "Alkohollagen"}],
        "undantagna_uppgifter": ["taxor"],
        "myndighetsutovning": "ja",
        "kostnadsnyckel": "avtalad-andel",
    }
    assert [left.question for left in done.left] == ["as_uppgifter"]


def test_areas_of_an_intent_become_tasks(bank: Bank) -> None:
    """A list is a column of the table; shares of what the inquiry cost are no shares of more."""
    answers = {"parter": FORBUND["parter"], "av_omraden": ["drift", "support"],
               "kostnadsandelar": [{"part": "kommun-nora", "procent": 100}]}  # fmt: skip
    done = convert(bank, "avsiktsforklaring", "avtal-avtalssamverkan", answers)
    assert done.answers["as_uppgifter"] == [{"uppgift": "drift"}, {"uppgift": "support"}]
    assert [left.question for left in done.left] == ["kostnadsandelar"]


def test_lost_answers_are_told_in_words(bank: Bank) -> None:
    """Names, labels and ja, not ids and braces."""
    asked = bank.questions
    told = {
        "parter": ([{"organisation": "kommun-nora"}, {"namn": "Norra", "slag": "kommun"}],
                   "Nora kommun; Norra"),
        "as_utforare": ("kommun-nora", "Nora kommun"),
        "av_malform": ("gemensam-namnd", "en gemensam nämnd"),
        "fo_investeringar": (True, "ja"),
        "kostnadsandelar": ([{"part": "kommun-nora", "procent": 50}],
                            "part: Nora kommun, andel: 50"),
        "syften": (["ett", "två"], "ett; två"),
        "galler_fran": ({"fel": ["x"]}, "fel: ['x']"),
    }  # fmt: skip
    assert {name: in_words(bank, asked[name], raw) for name, (raw, _) in told.items()} == {
        name: words for name, (_, words) in told.items()
    }


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
    assert done.answers == {
        "namnd_namn": "Nämnden",
        "ersatter": "reglementet som gäller från den 1 januari 2019",
    }
    assert {left.question for left in done.left} == {"diarienummer", "galler_fran"}


@pytest.mark.parametrize("kind", TYPES)
def test_no_renewed_document_keeps_its_day_and_number(bank: Bank, kind: str) -> None:
    """What was decided of the older one is not said of the newer."""
    answers = {"diarienummer": "KS 2019/1", "galler_fran": "2019-01-01"}
    asked = {name for page in bank.interview(bank.agreements[kind]) for name in page.questions}
    done = convert(bank, kind, kind, {k: v for k, v in answers.items() if k in asked})
    assert not {"diarienummer", "galler_fran", "beslut"} & set(done.answers)
    rest = {"overgang_fran", "overgang_namn", "ersatter", "fo_befintligt"}
    assert set(done.answers) <= rest
    assert all("1 januari 2019" in done.answers[q] for q in rest & set(done.answers)
               if q in ("ersatter", "overgang_namn"))  # fmt: skip


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
            assert {q for r in rules.give for q in r.by} <= known
            assert {r.question for r in rules.leave_columns} <= {r.question for r in rules.carry}
            assert {r.to for r in (*rules.carry, *rules.give)} <= asked
            moved = [r.question for r in (*rules.carry, *rules.leave)]
            assert len(moved) == len(set(moved))


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
    assert told >= set(answers.values())


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
    assert answers.values["ersatter"] == "kommunalförbundet Bergslagens kommunalteknik"
    assert "ja. " in done.stdout
    assert "True" not in done.stdout
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

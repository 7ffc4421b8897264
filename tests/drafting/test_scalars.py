"""Whatever stands as an answer to a question of whatever type: a draft, or faults; no crash."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samverkan.drafting.answers import read_answers, type_answers
from samverkan.drafting.assemble import assemble
from samverkan.drafting.refresh import setting
from samverkan.drafting.word import write
from samverkan.records.fault import FaultsError
from tests.drafting.test_gates import BANK

DAY = date(2026, 11, 25)
PARTIES = "[{organisation: kommun-nora}, {organisation: kommun-lindesberg}]"
PLACES = {
    BANK.questions[name].type: (agreement.id, name)
    for agreement in BANK.agreements.values()
    for page in BANK.interview(agreement)
    for name in page.questions
}
"""For each type of question, a document type and a question of that type."""
SCALARS = [
    "2027-13-01", "2027-02-30", "0001-01-01", "9999-12-31", "20270101", "2027-W01-1", "2027-1-1",
    "12:30", "010", "0x1f", "1_000", "1,5", "-1", "999999999999999999", "9" * 5000, "9.9e999",
    "-0.0", ".5", ".inf", ".nan", "1e5", "true", "null", "~", "yes", "ja", "@a", "*x", "&x y",
    "!!python/object:os.system x", "!a b", "%a", "`a`", "a: b", "a #b", "- a", "? a", "|", ">",
    "[", "{", "[]", "{}", "[a, [b]]", "[{a: {b: c}}]", "{a: b}", "[null, true, 1]", "''", '"',
    '"\\0"', '"\\ud800"', '"\\ue000"', '"\\u202e"', "\udc80", "--- a", "a\n---\nb", "<<: a",
]  # fmt: skip
ANYTHING = st.sampled_from(SCALARS) | st.text(max_size=12)


@pytest.mark.parametrize("kind", sorted(PLACES))
@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=ANYTHING)
def test_anything_in_an_answer_file(kind: str, text: str) -> None:
    """Every fault can be printed."""
    type_id, name = PLACES[kind]
    parties = "" if name == "parter" else f"  parter: {PARTIES}\n"
    content = f"answers:\n{parties}  {name}: {text}\n".encode(errors="surrogateescape")
    answers, faults = read_answers(content, "svar.yaml", BANK.agreements[type_id], BANK)
    told(faults) if faults else drafted(type_id, answers)


@pytest.mark.parametrize("kind", sorted(PLACES))
@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=ANYTHING)
def test_anything_after_set(kind: str, text: str) -> None:
    """What cannot be read is said; the rest is judged as in an answer file."""
    type_id, name = PLACES[kind]
    try:
        given_ = setting.settings([f"{name}={text}"], BANK)
    except setting.SettingError as error:
        str(error).encode()
        return
    known = {"parter": ["kommun-nora", "kommun-lindesberg"]} | given_
    answers, faults = type_answers(known, BANK.agreements[type_id], BANK)
    told(faults) if faults else drafted(type_id, answers)


@pytest.mark.parametrize(("text", "answer"), [
    ("@a", "@a"), ("*x", "*x"), ("Bra: mycket bra", "Bra: mycket bra"), ("KS 1 #2", "KS 1 #2"),
    ("2027", "2027"), ("null", "null"), ("a=b", "a=b"), ("", None),
])  # fmt: skip
def test_text_after_set_is_taken_as_it_stands(text: str, answer: str | None) -> None:
    """No sign has a meaning of its own; nothing takes the answer away."""
    assert setting.settings([f"diarienummer={text}"], BANK) == {"diarienummer": answer}


def test_answers_after_set_are_rows_too() -> None:
    """A table is written as in an answer file, on one line."""
    given_ = setting.settings(["parter=[kommun-nora, {namn: B, slag: kommun}]", "x=1"], BANK)
    assert given_ == {"parter": ["kommun-nora", {"namn": "B", "slag": "kommun"}], "x": 1}
    for wrong in ("x", "=1", "parter=[a"):
        with pytest.raises(setting.SettingError):
            setting.settings([wrong], BANK)
    with pytest.raises(setting.SettingError, match="mer än ett svar"):
        setting.settings(["x=1", "x=2"], BANK)


@pytest.mark.parametrize("case", [
    "1", "[a]", "{documents: [[a]]}", "{documents: [{a: b}]}", "{documents: [null]}",
    "{documents: {a: b}}", "{date: 2027-13-01}", "{date: [1]}", "{example: [a]}", "{a: b}",
])  # fmt: skip
def test_anything_as_the_case(case: str) -> None:
    """What the case is may be as wrong as an answer."""
    content = f"case: {case}\nanswers: {{}}\n".encode()
    _, faults = read_answers(content, "svar.yaml", BANK.agreements["avsiktsforklaring"], BANK)
    assert faults
    told(faults)


def told(faults: Any) -> None:
    """Insist that faults can be printed."""
    for fault in faults:
        assert str(fault).encode()


def drafted(type_id: str, answers: Any) -> None:
    """Write the draft, unless the answers break a rule or are outside the law."""
    faults: tuple[Any, ...] = ()
    try:
        write(assemble(BANK, type_id, answers, DAY, file="svar.yaml"))
    except FaultsError as error:
        faults = error.faults
    told(faults)
    assert {fault.file for fault in faults} <= {"svar.yaml"}

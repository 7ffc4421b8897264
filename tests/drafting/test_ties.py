"""A decision package says what the document says, and asks nothing that it has answered."""

from __future__ import annotations

import re
from datetime import date
from itertools import product
from typing import Any

import pytest

from samverkan.drafting.answerform import answer_form
from samverkan.drafting.answers import type_answers
from samverkan.drafting.assemble import assemble
from samverkan.drafting.document import Document
from samverkan.drafting.maindocument import main_document
from samverkan.drafting.text import write_text
from samverkan.drafting.ties import ties_of
from samverkan.records.bank import Bank
from samverkan.records.fault import FaultsError
from samverkan.records.load import load_bank
from samverkan.records.names import DECISION_PACKAGE
from tests.conftest import ROOT

TYPES = tuple(name for name in load_bank(ROOT).agreements if name != DECISION_PACKAGE)
PARTIES = [{"organisation": "kommun-nora"}, {"organisation": "kommun-lindesberg"}]
DAY = date(2026, 11, 25)

SUBJECTS = {
    "arende_bakgrund": "bakgrund",
    "beslutsniva": r"beslutande organ|vilket organ beslutar|vem beslutar om",
    "beslut_villkorat": r"övriga parter beslutar lika",
    "mbl_lage": r"medbestämmande|arbetstagarorg|förhandlingen med fack",
    "upphandling_grund": r"upphandlingsr|utan upphandling|behöver .* upphandlas",
    "expediering": r"få del av beslutet",
    "arende_ekonomi": r"ekonomiska konsekvenser|vad kostar förslaget",
    "arende_konsekvenser": r"konsekvenser har förslaget",
    "arende_handlaggare": r"handlägger ärendet",
    "arende_bedomning": r"bedömning",
}
"""What a question that asks the same as one of the package would speak of."""
ALIKE = {
    "mo_ersattning", "as_ersattning", "up_kostnad",  # how costs are repaid, not what is replaced
    "nt_kostnad", "up_rattsprocess",
}  # fmt: skip


def package(bank: Bank, kind: str, raw: dict[str, Any]) -> Document:
    """Return the decision package for a document."""
    answers, faults = type_answers(raw, bank.agreements[kind], bank)
    assert faults == []
    main = main_document(assemble(bank, kind, answers, DAY), bank, answers)
    return assemble(bank, DECISION_PACKAGE, answers, DAY, main=main)


@pytest.mark.parametrize("kind", TYPES)
def test_nothing_is_asked_twice(bank: Bank, kind: str) -> None:
    """What the document asks on a subject of the package is the same question, or tied to it."""
    agreement = bank.agreements[kind]
    asked = {name for page in bank.interview(agreement) for name in page.questions}
    tied = {tie.question: set(tie.by) for tie in ties_of(bank, agreement)}
    own = {q for page in bank.agreements[DECISION_PACKAGE].interview for q in page.questions}
    assert set(SUBJECTS) | {"parter", "galler_fran", "diarienummer"} == own
    for name, subject in SUBJECTS.items():
        twins = {
            q for q in asked - {name} - ALIKE
            if re.search(subject, f"{bank.questions[q].label} {bank.questions[q].question}", re.I)
        }  # fmt: skip
        assert twins <= tied.get(name, set()), name


GROUNDS = {
    ("samarbete", "sjalvkostnad"): "undantaget för samarbete",
    ("upphandlat", "timpris"): "Avtalet är tilldelat efter upphandling",
    ("inget-kontrakt", "egen-kostnad"): "Ingen part utför tjänster åt en annan mot ersättning",
    ("inget-kontrakt", "sjalvkostnad"): "Avtalet bedöms inte vara ett kontrakt",
}


@pytest.mark.parametrize(("ground", "level"), list(product(GROUNDS, ["namnd", "fullmaktige"])))
def test_the_package_follows_the_agreement(bank: Bank, ground: tuple[str, str], level: str) -> None:
    """Who decides and why nothing is procured are said once, in the agreement."""
    upphandling, ersattning = ground
    raw = {"parter": PARTIES, "as_upphandling": upphandling, "as_ersattning": ersattning,
           "beslutsniva": level, "bakgrund": "Vi saknar folk."}  # fmt: skip
    document = package(bank, "avtal-avtalssamverkan", raw)
    text = write_text(document)
    assert GROUNDS[ground] in text
    assert [other for other in GROUNDS.values() if other in text] == [GROUNDS[ground]]
    assert ("Ansvarig nämnd hos" in text) == (level == "namnd")
    assert "Vi saknar folk." in text
    presets = {point.question for point in document.open_points if point.kind == "forval"}
    assert presets == {"beslut_villkorat", "mbl_lage"}


def test_a_preset_of_the_document_is_one_of_the_package(bank: Bank) -> None:
    """Nobody has confirmed it in either."""
    document = package(bank, "avtal-avtalssamverkan", {"parter": PARTIES})
    (point,) = (p for p in document.open_points if p.question == "upphandling_grund")
    assert "undantaget för samarbete" in point.text


def test_a_package_that_says_otherwise_is_refused(bank: Bank) -> None:
    """By its place in the answers; what is told in own words may be told otherwise."""
    raw = {"parter": PARTIES, "as_upphandling": "samarbete", "upphandling_grund": "internt",
           "bakgrund": "Vi saknar folk.", "arende_bakgrund": "Nämnden bad om det."}  # fmt: skip
    with pytest.raises(FaultsError, match="dokumentet säger undantaget för samarbete"):
        package(bank, "avtal-avtalssamverkan", raw)
    text = write_text(
        package(bank, "avtal-avtalssamverkan", raw | {"upphandling_grund": "samarbete"})
    )
    assert "Nämnden bad om det." in text
    assert "Vi saknar folk." not in text


def test_a_committee_cannot_make_itself_joint(bank: Bank) -> None:
    """The council decides, whatever the answers say."""
    with pytest.raises(FaultsError, match="dokumentet säger fullmäktige"):
        package(bank, "samverkansavtal-gemensam-namnd", {"parter": PARTIES, "beslutsniva": "namnd"})


@pytest.mark.parametrize("kind", ["samverkansavtal-gemensam-namnd", "reglemente-gemensam-namnd"])
def test_both_documents_of_a_joint_committee_are_decided_together(bank: Bank, kind: str) -> None:
    """That it is joint, the agreement and the reglemente; each is among the papers."""
    raw = {"parter": PARTIES, "namnd_namn": "Norra nämnden"}
    text = write_text(package(bank, kind, raw)).replace("\u00a0", " ")
    assert "Parterna ska ha en gemensam nämnd enligt 9 kap. 19 §" in text
    decided = re.findall(r"\d\. (.+) (?:antas|godkänns) med den lydelse", text)
    assert {each.split()[0] for each in decided} == {"Reglemente", "Samverkansavtal"}
    papers = re.findall(r"Utkast till (\w+)", text)
    assert set(papers) == {"Reglemente", "Samverkansavtal"}


def test_the_form_asks_what_the_package_needs(bank: Bank) -> None:
    """Last, without what the document answers itself."""
    form = answer_form(bank, bank.agreements["avtal-avtalssamverkan"])
    main, _, rest = form.partition("==== Underlag: ")
    assert "  arende_bedomning:" in rest
    assert "Utan svar används svaret på bakgrund." in rest
    assert "  mbl_lage:" in rest
    assert "upphandling_grund" not in form
    assert main.count("  beslutsniva:") == 1
    assert "beslutsniva" not in rest

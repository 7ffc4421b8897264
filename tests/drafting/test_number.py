"""Two parties are each other's only other: the text says *den andra*, and of more *de övriga*."""

from __future__ import annotations

import re
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samverkan.drafting.answers import type_answers
from samverkan.drafting.assemble import assemble
from samverkan.drafting.cases import find_cases
from samverkan.drafting.document import Document
from samverkan.records.fault import FaultsError
from samverkan.records.load import load_bank
from samverkan.records.names import DECISION_PACKAGE
from tests.conftest import ROOT
from tests.drafting.test_types import DAY, TYPES, body_text, possible

BANK = load_bank(ROOT)
CASES = {f"{case.type_id}/{case.id}": case for case in find_cases(ROOT, BANK)}
STATE = ("lansstyrelsen-vastmanland", "lansstyrelsen-orebro", "skatteverket")
BODIES = {
    "overenskommelse-myndigheter": STATE,
    "serviceavtal-gemensam-offentlig-service": ("kommun-nora", *STATE),
}
KOMMUNER = ("kommun-nora", "kommun-lindesberg", "kommun-hallefors")

SEVERAL = re.compile(
    r"\bövriga (?:kommun|region|part|medlem|ägar|deltagar)\w+"
    r"|\bandra parter|\bvarje annan part|\b(?:de|alla) (?:övriga|andra)\b(?! nämnd)",
    re.IGNORECASE,
)
"""Words for more than one other party."""
ONE = re.compile(r"\bden andra\b", re.IGNORECASE)
"""Words for the only other party."""


def wrong(document: Document) -> list[str]:
    """Return the paragraphs whose words do not fit the number of parties."""
    pattern = SEVERAL if len(document.parties) == 2 else ONE
    return [text for text in body_text(document) if pattern.search(text)]


@pytest.mark.parametrize("case", CASES)
def test_worked_cases_count_their_parties(case: str) -> None:
    """Every draft that the main job makes, with two parties or more."""
    assert wrong(CASES[case].draft(BANK)) == []


@pytest.mark.parametrize("count", [2, 3])
@pytest.mark.parametrize("type_id", [name for name in TYPES if name != DECISION_PACKAGE])
@given(data=st.data())
@settings(max_examples=5, suppress_health_check=[HealthCheck.too_slow])
def test_any_document_counts_its_parties(type_id: str, count: int, data: st.DataObject) -> None:
    """With any of the conditions met, in the annexes too."""
    agreement = BANK.agreements[type_id]
    questions = [BANK.questions[name] for p in BANK.interview(agreement) for name in p.questions]
    chosen = {
        question.id: strategy
        for question in questions
        if question.type in ("ja-nej", "val") and (strategy := possible(question)) is not None
    }
    bodies = BODIES.get(type_id, KOMMUNER)[:count]
    parties = st.just([{"organisation": body} for body in bodies])
    raw = data.draw(st.fixed_dictionaries({"parter": parties}, optional=chosen))
    typed, faults = type_answers(raw, agreement, BANK)
    assert [str(fault) for fault in faults] == []
    with suppress(FaultsError):  # what is drawn may break a rule; then there is no text
        assert wrong(assemble(BANK, type_id, typed, DAY)) == []


def test_no_clause_forgets_to_count() -> None:
    """Where a clause speaks of the others it asks how many they are, in every branch."""
    asks = re.compile(
        r"\{\{ antal_ovriga \| boj.*?\}\}|\{% if antal_parter [!=]= 2 %\}.*?\{% endif %\}", re.S
    )
    for clause in BANK.clauses.values():
        for source in (clause.text, *(variant.text for variant in clause.variants)):
            plain = asks.sub("", source).replace('{{ term("parterna") }}', "parterna")
            plain = plain.replace('{{ term("parterna", "plural") }}', "parter")
            assert (clause.id, SEVERAL.findall(plain), ONE.findall(plain)) == (clause.id, [], [])

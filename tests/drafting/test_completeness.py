"""Every document type meets the law, under every pair of conditions and without any clause less."""

from __future__ import annotations

from datetime import date
from itertools import combinations, product
from typing import Any

import pytest

from samverkan.drafting.answers import type_answers
from samverkan.drafting.assemble import assemble
from samverkan.drafting.completeness import completeness_faults
from samverkan.drafting.document import Document, Reference
from samverkan.drafting.openpoints import section_inlines
from samverkan.drafting.outline import Outline
from samverkan.records.bank import Bank
from samverkan.records.load import Loaded
from samverkan.records.model import AgreementType
from tests.drafting.test_types import BODIES, TYPES

DAY = date(2026, 11, 25)
Choice = tuple[str, Any]


def _choices(bank: Bank, agreement: AgreementType) -> list[list[Choice]]:
    """Return the answers to every question that can steer a condition."""
    names = [name for page in bank.interview(agreement) for name in page.questions]
    found = []
    for name in dict.fromkeys(names):
        question = bank.questions[name]
        if question.type == "ja-nej":
            found.append([(name, True), (name, False)])
        elif question.type == "val":
            found.append([(name, option.value) for option in question.options])
    return found


def pairwise(choices: list[list[Choice]]) -> list[dict[str, Any]]:
    """Return sets of answers in which every pair of choices occurs (greedily, like PICT)."""
    wanted = {
        frozenset(pair) for a, b in combinations(choices, 2) for pair in product(a, b)
    }  # fmt: skip
    rows: list[dict[str, Any]] = []
    while wanted:
        # One pair that is left is always taken, so that every round makes progress.
        row: dict[str, Any] = dict(sorted(min(wanted, key=sorted_pair)))
        for question in choices:
            if question[0][0] not in row:
                done = list(row.items())
                gain = {c: sum(frozenset((c, d)) in wanted for d in done) for c in question}
                name, value = max(question, key=lambda c, gain=gain: gain[c])
                row[name] = value
        wanted -= {frozenset(pair) for pair in combinations(row.items(), 2)}
        rows.append(row)
    return rows


def sorted_pair(pair: frozenset[Choice]) -> list[str]:
    """Return a key that does not depend on the order of a set."""
    return sorted(map(str, pair))


def test_pairwise_covers_every_pair() -> None:
    """The covering array is one: each pair of choices of two questions stands in some row."""
    choices = [[("a", 1), ("a", 2)], [("b", 1), ("b", 2), ("b", 3)], [("c", 1), ("c", 2)]]
    rows = pairwise(choices)
    for one, other in combinations(choices, 2):
        for (name, value), (other_name, other_value) in product(one, other):
            assert any(row[name] == value and row[other_name] == other_value for row in rows)
    assert len(rows) < 12


@pytest.mark.parametrize("type_id", TYPES)
def test_every_pair_of_conditions_gives_a_complete_document(bank: Bank, type_id: str) -> None:
    """No error, no unresolved reference, no demand of the law unmet."""
    agreement = bank.agreements[type_id]
    bodies = BODIES.get(type_id, ("kommun-nora", "kommun-lindesberg", "kommun-hallefors"))
    parties = [{"organisation": body} for body in bodies]
    for row in pairwise(_choices(bank, agreement)):
        answers, faults = type_answers({"parter": parties, **row}, agreement, bank)
        assert [str(fault) for fault in faults] == []
        document = assemble(bank, type_id, answers, DAY)
        _resolve(document)
        missing = [d.id for d in document.demands if d.level == "lag" and d.status == "missing"]
        assert not missing, row


def _resolve(document: Document) -> None:
    """Resolve every reference; one that leads nowhere raises."""
    outline = Outline(document)
    for clause in document.clauses():
        for section in clause.sections:
            for inline in section_inlines(section):
                if isinstance(inline, Reference):
                    outline.resolve(inline)


def _without(bank: Bank, types: list[AgreementType], clause_id: str) -> Bank:
    """Return a bank of ``types`` alone, as if nobody had written the clause into them."""
    agreements = {}
    for agreement in types:
        parts = [
            part.model_copy(
                update={"clauses": tuple(u for u in part.clauses if u.clause != clause_id)}
            )
            for part in agreement.parts
        ]
        agreements[agreement.id] = agreement.model_copy(
            update={"parts": tuple(part for part in parts if part.clauses)}
        )
    annexes = {
        name: annex.model_copy(
            update={"clauses": tuple(u for u in annex.clauses if u.clause != clause_id)}
        )
        for name, annex in bank.annexes.items()
    }
    return Bank({**bank.records, "agreement": agreements, "annex": annexes}, bank.files)


def _faults(bank: Bank) -> set[str]:
    faults = completeness_faults(Loaded(bank, (), ()), DAY)
    return {fault.message for fault in faults}


def test_the_library_is_complete(bank: Bank) -> None:
    """Nothing to complain of as it stands."""
    assert _faults(bank) == set()


def test_a_clause_less_makes_check_name_the_section(bank: Bank) -> None:
    """For each demand that one clause alone meets in a type, dropping it names demand and law."""
    told = 0
    for type_id, agreement in bank.agreements.items():
        demands = bank.demand_lists.get(agreement.demands or "")
        together = [agreement, *(bank.agreements[c] for c in agreement.companions)]
        clauses = {c for each in together for c in bank.clause_ids(each)}
        for demand in demands.demands if demands else ():
            here = not demand.document or agreement.document in demand.document
            meets = [c for c in clauses if demand.id in bank.clauses[c].demands]
            if demand.level != "lag" or not here or len(meets) != 1:
                continue
            messages = _faults(_without(bank, together, meets[0]))
            named = [m for m in messages if f"({demand.id})" in m and f" i {type_id}:" in m]
            assert named, (type_id, demand.id, meets)
            assert "§" in named[0] or "artikel" in named[0]
            told += 1
    assert told > 40

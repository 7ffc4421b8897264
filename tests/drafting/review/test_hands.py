"""How well a review reads agreements by other hands, and our own with something cut out.

The floors are what was measured when the texts were first read this way, less a demand or
two; a drop is a loss for whoever has an agreement reviewed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

import pytest

from samverkan.drafting.cases import Case, find_cases
from samverkan.drafting.outline import clause_key
from samverkan.drafting.review.demandcheck import DemandFound, check_demands
from samverkan.drafting.review.report import review
from samverkan.drafting.review.sectioning import content, sections
from samverkan.drafting.review.textreading import TextReading
from samverkan.drafting.review.wordfile import Passage, WordFile
from samverkan.drafting.word import read_provenance, write
from samverkan.drafting.word.bookmark import bookmark_name
from samverkan.records.bank import Bank
from samverkan.records.model import Demand, DemandList
from tests.conftest import ROOT
from tests.drafting.review.foreign_files import retyped_passages
from tests.drafting.review.hands import hands, share

DAY = date(2026, 11, 25)


def _tally(bank: Bank, half: str) -> Counter[tuple[str, str]]:
    """Count (what the key says, what the review says)."""
    counted: Counter[tuple[str, str]] = Counter()
    for hand in hands(half):
        found = review(hand.typed(), bank, hand.form, DAY)
        asked = {each.demand.id for each in found.demands} | {each.id for each in found.not_asked}
        assert hand.key.keys() <= asked, hand.name
        counted.update((hand.expected(each.demand), each.status) for each in found.demands)
        counted.update((hand.expected(each), "not asked") for each in found.not_asked)
    return counted


@pytest.mark.parametrize(
    ("half", "precision", "recall", "silent"),
    [("development", 0.97, 0.98, 0.55), ("holdout", 0.97, 0.88, 0.8)],
)
def test_agreements_by_other_hands_are_read_right(
    bank: Bank, half: str, precision: float, recall: float, silent: float
) -> None:
    """What is called met is met, what is met is mostly found, nothing there is called missing.

    ``silent`` is how much of what the text does not say is called missing; the rest is
    called unclear, which costs the reader time but misleads no one.
    """
    counted = _tally(bank, half)
    met = sum(n for (_, said), n in counted.items() if said == "met")
    meant = sum(n for (key, _), n in counted.items() if key == "met")
    missing = sum(n for (_, said), n in counted.items() if said == "missing")
    absent = sum(n for (key, _), n in counted.items() if key == "missing")
    assert share(counted["met", "met"], met) >= precision, counted
    assert share(counted["met", "met"], meant) >= recall, counted
    assert missing == counted["missing", "missing"], counted
    assert share(counted["missing", "missing"], absent) >= silent, counted
    assert counted["met", "not asked"] == 0, counted


def _drafts(bank: Bank) -> list[Case]:
    """Return one worked case of each document type that demands are made on."""
    cases = {
        case.type_id: case
        for case in reversed(find_cases(ROOT, bank))
        if case.main_type is None and bank.agreements[case.type_id].demands
    }
    return list(cases.values())


def _owned(bank: Bank, case: Case) -> tuple[tuple[Passage, str | None], ...]:
    """Return the paragraphs of a draft typed anew, each with the clause that it came from."""
    data = write(case.draft(bank))
    origin = read_provenance(data) or {}
    names = {bookmark_name(clause_key(str(c["id"]))): str(c["id"]) for c in origin["clauses"]}
    passages = content(WordFile(data).passages)
    owners, here = [], None
    for passage in passages:
        clause = next((names[b] for b in passage.bookmarks if b in names), None)
        here = clause or (None if passage.level is not None else here)
        owners.append(here)
    return tuple(zip(retyped_passages(passages), owners, strict=True))


def _check(
    bank: Bank, listed: DemandList, demands: Iterable[Demand], passages: Iterable[Passage]
) -> list[DemandFound]:
    conditions = {each.condition: each for each in listed.conditions}
    reading = TextReading(sections(passages), bank.concepts)
    return list(check_demands(demands, reading, conditions, {}, {}, {}))


def test_a_demand_whose_clause_is_cut_out_is_not_met(bank: Bank) -> None:
    """Of the demands that our drafts meet, at most one in twenty is met without its clause.

    Our words are typed anew, without a trace of where they come from. Whole, they meet
    nearly every demand; where a demand's own clauses are gone, other clauses must not seem
    to meet it. The few that remain are said a second time in the draft, as in an annex.
    """
    whole: Counter[str] = Counter()
    cut: Counter[str] = Counter()
    for case in _drafts(bank):
        listed = bank.demand_lists[bank.agreements[case.type_id].demands or ""]
        owned = _owned(bank, case)
        clauses = {owner for _, owner in owned if owner}
        meeting = {
            demand: {c for c in clauses if demand.id in bank.clauses[c].demands}
            for demand in listed.demands
            if demand.type == "innehall"
        }
        shown = [demand for demand, own in meeting.items() if own]
        found = _check(bank, listed, shown, (passage for passage, _ in owned))
        whole.update(each.status for each in found)
        for demand in shown:
            rest = (passage for passage, owner in owned if owner not in meeting[demand])
            cut.update(each.status for each in _check(bank, listed, [demand], rest))
    assert whole.total() >= 170
    assert share(whole["met"], whole.total()) >= 0.95, whole
    assert share(cut["met"], cut.total()) <= 0.05, cut

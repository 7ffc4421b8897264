"""Rules on the answers together, also when only some cells of a table are filled in."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samverkan.drafting.answers import type_answers
from samverkan.drafting.assemble import assemble
from samverkan.drafting.judgement import judge
from samverkan.drafting.templating import TemplateFaultError, evaluate
from samverkan.drafting.values import Party, Unanswered
from samverkan.records.bank import Bank
from samverkan.records.fault import FaultsError
from samverkan.records.load import load_bank
from samverkan.records.model import Question
from samverkan.records.model.question import Column, Rule
from tests.conftest import ROOT

BANK = load_bank(ROOT)
QUESTIONS = BANK.questions
RULES = [rule for group in BANK.question_groups.values() for rule in group.rules]
KOMMUNER = [{"organisation": "kommun-lindesberg"}, {"organisation": "kommun-nora"}]
PARTIES = tuple(
    Party(name, name, name, kind, "212000-0001", None, None)
    for name, kind in (("Nora", "kommun"), ("Örebro län", "region"), ("Staten", "lansstyrelse"))
)
_DAYS = st.integers(0, 5).map(lambda days: date(2026, 12, 30) + timedelta(days))


def _cells(column: Column) -> st.SearchStrategy[Any]:
    least = column.minimum or 0
    values: dict[str, st.SearchStrategy[Any]] = {
        "part": st.sampled_from(PARTIES),
        "text": st.sampled_from(["Drift", "drift", "Budget", "Drift och underhåll"]),
        "val": st.sampled_from([option.value for option in column.options] or ["–"]),
        "datum": _DAYS,
        "procent": st.sampled_from([0, 25, 33.3, 33.4, 50, 75, 100]),
    }
    return values.get(column.type, st.integers(0, 5).map(lambda value: value + int(least)))


def _answer(question: Question) -> st.SearchStrategy[Any]:
    if question.type == "tabell":
        row = st.fixed_dictionaries({column.id: _cells(column) for column in question.columns})
        return st.lists(row, min_size=1, max_size=4).map(tuple)
    options = [option.value for option in question.options]
    return {
        "val": st.sampled_from(options or ["–"]),
        "flerval": st.lists(st.sampled_from(options or ["–"]), min_size=1).map(tuple),
        "ja-nej": st.booleans(),
        "datum": _DAYS,
        "lista": st.lists(st.sampled_from(["Drift", "Budget"]), min_size=1).map(tuple),
        "parter": st.just(PARTIES),
    }.get(question.type, st.integers(1, 12))


def _without(table: tuple[dict[str, Any], ...], gaps: set[int], question: Question) -> Any:
    """Return the table without the cells that ``gaps`` counts."""
    cells = iter(range(len(table) * len(question.columns)))
    return tuple(
        {
            column.id: Unanswered(question.id, column.label, least=column.minimum)
            if next(cells) in gaps
            else row[column.id]
            for column in question.columns
        }
        for row in table
    )


@st.composite
def _filled_in(draw: st.DrawFn) -> tuple[Rule, list[dict[str, Any]]]:
    """Return a rule and the same answers three times: fewest cells, more cells, all cells."""
    rule = draw(st.sampled_from(RULES))
    names: dict[str, Any] = {name: draw(_answer(QUESTIONS[name])) for name in rule.needs}
    names |= {"antal_parter": len(PARTIES), "besvarad": lambda _name: True}
    names |= {"alla_kommuner": False, "alla_regioner": False}
    tables = [name for name in rule.needs if QUESTIONS[name].type == "tabell"]
    many = {name: draw(st.sets(st.integers(0, 15))) for name in tables}
    few = {name: draw(st.sets(st.sampled_from(sorted(many[name]) or [99]))) for name in tables}
    stages = [
        {n: _without(names[n], gaps[n], QUESTIONS[n]) for n in tables} for gaps in (many, few)
    ]
    return rule, [{**names, **stage} for stage in stages] + [names]


@settings(max_examples=400)
@given(_filled_in())
def test_what_is_decided_stays_decided_as_more_cells_are_filled_in(
    tried: tuple[Rule, list[dict[str, Any]]],
) -> None:
    """A rule that is broken stays broken, one that holds keeps holding, and at the end all agree.

    This is also why there is no false alarm: whatever a half-filled table is blamed for, every
    way to fill in the rest is to blame for too.
    """
    rule, stages = tried
    before = None
    for names in stages:
        now = judge(rule.test, names)
        assert before is None or now is before
        before = now
    assert before is bool(evaluate(rule.test, stages[-1]))


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("rader | sum(attribute='platser') == 5", None),  # 3 and at least 1
        ("rader | sum(attribute='platser') == 3", False),
        ("rader | sum(attribute='platser') > 3", True),
        ("(rader | map(attribute='platser') | sort | last) * 2 <= 5", False),
        ("(rader | map(attribute='platser') | sort | first) * 2 <= 6", True),
        ("rader | map(attribute='part') | unique | list | length == 2", None),
        ("rader | map(attribute='part') | unique | list | length == 3", False),
        ("rader | selectattr('platser', 'eq', 3) | list | length == 0", False),
        ("rader | rejectattr('platser', 'in', [3]) | list | length == 0", None),
        ("'Nora' in rader | map(attribute='part') | list", True),
        ("'Hällefors' in rader | map(attribute='part') | list", None),
        ("lucka or true", True),
        ("lucka and false", False),
        ("not (lucka or false)", None),
        ("lucka.year < 2027", None),
        ("rader | map('upper') | list | length == 5", None),  # no rule filters so
    ],
)
def test_a_gap_decides_nothing_that_it_could_change(expression: str, expected: bool | None) -> None:
    """Each way that rules reckon, with one row known and one with gaps."""
    names = {
        "lucka": Unanswered("lucka", "Lucka"),
        "rader": (
            {"part": "Nora", "platser": 3},
            {"part": Unanswered("rader", "Part"), "platser": Unanswered("rader", "P", least=1)},
        ),
    }
    assert judge(expression, names) is expected


@pytest.mark.parametrize("expression", ["rader | sum(", "rader < 1"])
def test_a_rule_that_cannot_be_read_is_a_fault_in_swedish(expression: str) -> None:
    """Never a traceback, and never silence."""
    with pytest.raises(TemplateFaultError):
        judge(expression, {"rader": ()})


def _broken(bank: Bank, type_id: str, **answers: Any) -> list[str]:
    typed, faults = type_answers({"parter": KOMMUNER, **answers}, bank.agreements[type_id], bank)
    assert faults == []
    try:
        assemble(bank, type_id, typed, date(2026, 11, 25))
    except FaultsError as error:
        return [fault.message for fault in error.faults]
    return []


def test_two_responsible_for_a_task_stop_a_half_filled_matrix(bank: Bank) -> None:
    """The empty cells beside them cannot make it right."""
    rows = [{"uppgift": "Drift", "ansvarig": "kommun-nora"}, {"uppgift": "drift"}]
    (told,) = _broken(bank, "avtal-digital-samverkan", ansvarsmatris=rows)
    assert "mer än en rad i ansvarsmatrisen" in told
    assert _broken(bank, "avtal-digital-samverkan", ansvarsmatris=[rows[0], {}]) == []


def test_too_many_seats_are_told_before_the_last_row_is_filled_in(bank: Bank) -> None:
    """Each party has one seat at least, so ten are too many for nine and not for eleven."""
    rows = [{"part": "kommun-nora", "ledamoter": 9}, {"part": "kommun-lindesberg"}]
    answers = {"antal_ledamoter": 9, "platser": rows}
    (told,) = _broken(bank, "reglemente-gemensam-namnd", **answers)
    assert "blir minst 10 ledamöter, men nämnden ska ha 9" in told
    assert _broken(bank, "reglemente-gemensam-namnd", **{**answers, "antal_ledamoter": 11}) == []


@pytest.mark.parametrize(
    ("rule_id", "first", "then", "days"),
    [
        ("godkannande-fore-start", "godkannande_senast", "galler_fran", 22),
        ("budget-tre-veckor", "budget_underlag_datum", "budget_samrad_datum", 21),
    ],
)
def test_the_calendar_leaves_the_time_that_law_and_agreement_give(
    rule_id: str, first: str, then: str, days: int
) -> None:
    """Three weeks to appeal before the start, three weeks for the figures before the talks."""
    (rule,) = (each for each in RULES if each.id == rule_id)
    start = date(2026, 12, 1)
    assert evaluate(rule.test, {first: start, then: start + timedelta(days)})
    assert not evaluate(rule.test, {first: start, then: start + timedelta(days - 1)})


START = {"galler_fran": "2027-07-01"}
UNLIKELY = [
    ({"uppsagningstid_manader": 1200}, "1200 månader", {"uppsagningstid_manader": 24}),
    ({"forhandling_dagar": 900}, "900 dagar", {"forhandling_dagar": 90}),
    ({"betalning_dagar": 3000}, "3000 dagar", {"betalning_dagar": 30}),
    (
        {**START, "godkannande_senast": "2027-05-31"},
        "Övergångsplanen ska vara antagen sex månader före start",
        {**START, "godkannande_senast": "2026-12-31"},
    ),
    (
        {**START, "budget_beslut_datum": "2027-11-20"},
        "Bestäm en budget för tiden dessförinnan",
        {**START, "budget_beslut_datum": "2026-11-20"},
    ),
]


@pytest.mark.parametrize(("odd", "words", "sound"), UNLIKELY)
def test_what_is_hardly_meant_is_warned_of(
    odd: dict[str, Any], words: str, sound: dict[str, Any]
) -> None:
    """A time that is too long, a plan before the approval, months without a budget."""
    kind = "samverkansavtal-gemensam-namnd"
    for raw, told in ((odd, True), (sound, False)):
        answers, faults = type_answers({"parter": KOMMUNER, **raw}, BANK.agreements[kind], BANK)
        assert faults == []
        document = assemble(BANK, kind, answers, date(2026, 11, 25))
        warned = [point.text for point in document.open_points if point.kind == "varning"]
        assert any(words in text for text in warned) == told

"""Every fault of an answer file is told in one run, and none that nobody has caused.

Faults of several kinds are planted in the worked cases. Together they are told as each is told
alone, and as they are mended one by one no other fault comes to light.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from samverkan.drafting.answers import type_answers
from samverkan.drafting.assemble import contradictions
from samverkan.drafting.cases import Case, find_cases
from samverkan.records.load import load_bank
from samverkan.records.model import Question
from samverkan.records.model.question import Column, Rule
from samverkan.records.yamlsource import parse_yaml
from tests.conftest import ROOT

BANK = load_bank(ROOT)
CASES = [case for case in find_cases(ROOT, BANK) if case.main_type is None]
RULES = {f"regel-{rule.id}": rule for g in BANK.question_groups.values() for rule in g.rules}
DAY = date(2026, 11, 25)
WRONG = {
    "text": ["två\nrader", ["en", "lista"]], "prosa": [["en", "lista"]], "lista": [[], {"a": 1}],
    "heltal": ["nio", 1.5, -1000], "belopp": ["mycket", -1], "tal": ["nio", True],
    "procent": ["hälften", -1], "datum": ["1 januari", 7], "ja-nej": ["kanske", 2],
    "val": ["finns-inte"], "flerval": ["finns-inte", []], "part": ["kommun-finns-inte", 5],
    "tabell": ["rader", []],
}  # fmt: skip
"""Values that no question of each kind takes."""


@dataclass(frozen=True)
class Plant:
    """A fault: the value at ``path`` becomes ``value``; ``breaks`` when only rules may tell."""

    path: tuple[str | int, ...]
    value: Any
    breaks: bool = False

    @property
    def question(self) -> str:
        """The question whose answer holds the fault."""
        return str(self.path[0])

    def into(self, answers: dict[str, Any]) -> None:
        """Put the fault in ``answers``."""
        *way, last = self.path
        place: Any = answers
        for key in way:
            place = place[key]
        place[last] = deepcopy(self.value)


DATES = {
    "galler_fran": "2027-01-01", "avtal_slut": "2029-12-31", "av_slut": "2028-12-31",
    "budget_underlag_datum": "2027-03-01", "budget_samrad_datum": "2027-05-01",
    "budget_beslut_datum": "2027-10-01", "fo_budget_forslag": "2027-03-01",
    "fo_budget_samrad": "2027-05-01", "fo_budget_beslut": "2027-09-01",
}  # fmt: skip
SEATS = {"platser": "antal", "fo_platser": "fo_antal"}
SHARES = ("kostnadsandelar", "ab_andelar", "fo_andelar")


def _case(case: Case) -> dict[str, Any]:
    """Return the answers of a case, with seats, shares and dates where it leaves them open.

    The last party is given by name and kind, as one that is not in the bank.
    """
    data, _ = parse_yaml(case.path.read_bytes(), case.name)
    assert data is not None
    asked = [q for page in BANK.interview(BANK.agreements[case.type_id]) for q in page.questions]
    answers = {name: raw for name, raw in data.value["answers"].items() if name in asked}
    if "parter" not in answers:
        return answers
    if body := BANK.bodies.get(answers["parter"][-1].get("organisation")):
        answers = _called(answers, body.id, body.name)
        answers["parter"][-1] = {"namn": body.name, "slag": body.body_kind, "orgnr": "212000-0001"}
    names = [row.get("organisation") or row["namn"] for row in answers["parter"]]
    more: dict[str, Any] = dict(DATES)
    for table, number in SEATS.items():
        columns = ("ledamoter", "ersattare")
        if all(f"{number}_{column}" in answers for column in columns):
            rows = zip(
                names,
                *(_divided(answers[f"{number}_{column}"], len(names)) for column in columns),
                strict=True,
            )
            more[table] = [dict(zip(("part", *columns), row, strict=True)) for row in rows]
    for table in SHARES:
        rows = zip(names, _divided(100, len(names)), strict=True)
        more[table] = [{"part": name, "procent": share} for name, share in rows]
    return {name: more[name] for name in more if name in asked} | answers


def _divided(whole: int, into: int) -> list[int]:
    return [whole // into + (index < whole % into) for index in range(into)]


def _called(value: Any, old: str, new: str) -> Any:
    if isinstance(value, dict):
        return {key: _called(each, old, new) for key, each in value.items()}
    if isinstance(value, list):
        return [_called(each, old, new) for each in value]
    return new if value == old else value


ANSWERS = {(case.type_id, case.id): _case(case) for case in CASES}
KEYS = sorted(ANSWERS)


def _told(key: tuple[str, str], plants: tuple[Plant, ...]) -> list[tuple[str, str]]:
    """Return code and message of each fault when ``plants`` are in the case."""
    raw = deepcopy(ANSWERS[key])
    for plant in plants:
        plant.into(raw)
    agreement = BANK.agreements[key[0]]
    answers, faults = type_answers(raw, agreement, BANK)
    more = contradictions(BANK, key[0], answers, DAY)
    return sorted((fault.code, fault.message) for fault in (*faults, *more))


_ALONE: dict[Any, list[tuple[str, str]]] = {}


def _alone(key: tuple[str, str], plant: Plant) -> list[tuple[str, str]]:
    known = (key, plant.path, repr(plant.value))
    if known not in _ALONE:
        _ALONE[known] = _told(key, (plant,))
    return _ALONE[known]


def _other_values(kind: str, value: Any, rows: list[Any], column: str) -> list[Any]:
    """Return values of the right kind that may break a rule."""
    if kind in ("heltal", "belopp", "tal", "procent") and isinstance(value, (int, float)):
        return [value + 1, value + 7, max(value - 1, 0), 1]
    if kind == "datum":
        day = date.fromisoformat(str(value))
        return [str(day + timedelta(days)) for days in (-900, 900, 40)]
    if kind == "part" and rows:
        return [row[column] for row in rows if isinstance(row, dict) and column in row][:2]
    return []


def _plants_at(
    path: tuple[str | int, ...], of: Question | Column, value: Any, rows: list[Any]
) -> Iterator[Plant]:
    wrong = [*WRONG[of.type]]
    wrong += [of.minimum - 1] if of.minimum is not None else []
    maximum = getattr(of, "maximum", None)
    wrong += [maximum + 1] if maximum is not None else []
    yield from (Plant(path, each) for each in wrong)
    others = _other_values(of.type, value, rows, str(path[-1]))
    yield from (Plant(path, each, breaks=True) for each in others if each != value)


@cache
def _plants(key: tuple[str, str]) -> list[Plant]:
    """Return every fault that can be planted in a case."""
    found = [Plant(("zz_fraga",), 1), Plant(("qq_fraga",), "x")]
    for name, value in ANSWERS[key].items():
        question = BANK.questions[name]
        if name == "parter":
            for index, row in enumerate(value):
                if "organisation" in row:
                    found.append(Plant((name, index, "organisation"), f"{row['organisation']}x"))
                else:
                    found += [Plant((name, index, "slag"), "kommuner")]
                    found += [Plant((name, index, "namn"), each) for each in WRONG["text"]]
                found += [
                    Plant((name, index, "orgnr"), "12"),
                    Plant((name, index, "orgnr"), "212000-0002"),
                    Plant((name, index, "orgnr"), 2120001234),
                    Plant((name, index, "kallas"), ["x"]),
                    Plant((name, index, "zz"), "x"),
                ]
            continue
        found += _plants_at((name,), question, value, [])
        if question.type in ("lista", "flerval"):
            found += [Plant((name, i), {"a": 1}) for i in range(len(value))]
        if question.type == "tabell":
            for index, row in enumerate(value):
                found += [Plant((name, index), "rad"), Plant((name, index, "zz"), "x")]
                for column in question.columns:
                    if column.id in row:
                        path = (name, index, column.id)
                        found += _plants_at(path, column, row[column.id], value)
    return found


def _bears_on(plant: Plant, rule: Rule) -> bool:
    """Whether what is planted may decide or tell of ``rule``."""
    if plant.question not in rule.needs:
        return False
    said = f"{rule.test} {rule.message}"
    if plant.question == "parter":
        return plant.path[-1] in ("organisation", "slag") and ("slag" in said or "alla_" in said)
    if len(plant.path) == 3:
        return str(plant.path[2]) != "zz" and f'"{plant.path[2]}"' in said
    return True


def _independent(one: Plant, told: list[tuple[str, str]], other: Plant) -> bool:
    """Whether ``one`` is told as before when ``other`` is there too."""
    shorter = min(len(one.path), len(other.path))
    if one.path[:shorter] == other.path[:shorter]:
        return False  # in the same place
    if other.path[-1] == "namn" and one.value in WRONG["part"]:
        return False  # a party whose name cannot be read may be the one that is meant
    if one.breaks and other.breaks:
        return not any({one.question, other.question} <= {*r.needs} for r in RULES.values())
    return not any(_bears_on(other, RULES[code]) for code, _ in told if code in RULES)


@st.composite
def _planted(draw: st.DrawFn) -> tuple[tuple[str, str], list[Plant]]:
    """Return a case and faults in it that have nothing to do with each other."""
    key = draw(st.sampled_from(KEYS))
    every = _plants(key)
    breaking = [plant for plant in every if plant.breaks]
    some = draw(st.lists(st.sampled_from(every), min_size=2, max_size=6))
    some += draw(st.lists(st.sampled_from(breaking), max_size=4)) if breaking else []
    chosen: list[Plant] = []
    for plant in some:
        told = _alone(key, plant)
        if told and all(
            _independent(plant, told, other) and _independent(other, _alone(key, other), plant)
            for other in chosen
        ):
            chosen.append(plant)
    assume(len(chosen) > 1)
    return key, draw(st.permutations(chosen))


@settings(max_examples=150, deadline=None)
@given(_planted())
def test_all_faults_are_told_at_once_and_mending_reveals_no_other(
    planted: tuple[tuple[str, str], list[Plant]],
) -> None:
    """Whatever the order in which they are mended."""
    key, plants = planted
    while plants:
        expected = sorted(fault for plant in plants for fault in _alone(key, plant))
        assert _told(key, tuple(plants)) == expected
        plants = plants[1:]


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_a_fault_is_told_once_and_causes_no_other(data: st.DataObject) -> None:
    """A wrong answer is one fault and breaks no rule, however many answers rest on it."""
    key = data.draw(st.sampled_from(KEYS))
    plant = data.draw(st.sampled_from([each for each in _plants(key) if not each.breaks]))
    ((code, message),) = _told(key, (plant,))
    assert code in ("fel-svar", "okand-fraga")
    assert plant.question in message


NAMND = "samverkansavtal-gemensam-namnd"
SEATED = [
    {"part": "kommun-nora", "ledamoter": 3, "ersattare": 3},
    {"part": "kommun-lindesberg", "ledamoter": 3, "ersattare": 3},
]
TOLD = [
    (
        "vanliga ord för nycklarna",
        {"parter": [{"organisation": "kommun-nora", "organisationsnummer": "212000-2007"},
                    {"organisation": "kommun-lindesberg", "organisation_nr": "212000-2015"}]},
        ["nyckeln organisationsnummer finns inte för en part. Menade du orgnr?",
         "nyckeln organisation_nr finns inte för en part. Menade du orgnr?"],
    ),
    (
        "fel kontrollsiffra",
        {"parter": [{"organisation": "kommun-nora", "orgnr": "212000-2008"}, "kommun-lindesberg"]},
        ["den sista siffran stämmer inte"],
    ),
    (
        "decimalkomma inom klammer, och procenttecken",
        {"parter": ["kommun-nora", "kommun-lindesberg"], "kostnadsnyckel": "avtalad-andel",
         "kostnadsandelar": [{"part": "kommun-nora", "procent": 50, "0": None},
                             {"part": "kommun-lindesberg", "procent": "50 %"}]},
        ["Skriv 50.0 med punkt.", "utan procenttecken och med punkt före decimalerna: 50."],
    ),
    (
        "en fråga som hör till ett annat dokument",
        {"parter": ["kommun-nora", "kommun-lindesberg"], "fo_sate": "Nora", "sammantraden": 1},
        ["frågan fo_sate hör till forbundsordning. Hör det dokumentet till samma ärende",
         "frågan sammantraden finns inte"],
    ),
    (
        "tre fel på en rad, och fel antal platser",
        {
            "parter": ["kommun-nora", {"namn": "Lind", "slag": "komun", "orgnr": "1", "zz": 1}],
            "antal_ledamoter": 7,
            "platser": [SEATED[0], {"part": "Lind", "ledamoter": 3}],
        },
        ["nyckeln zz", "organisationsnummer", "'komun'", "blir 6 ledamöter"],
    ),
    (
        "parterna felskrivna",
        {"partr": ["kommun-nora"], "vard": "kommun-nora", "platser": SEATED, "antal_ledamoter": 7},
        ["frågan partr", "blir 6 ledamöter"],
    ),
    (
        "nyckeln organisation felskriven",
        {"parter": ["kommun-nora", {"orgnisation": "kommun-lindesberg"}], "platser": SEATED,
         "vard": "kommun-lindesberg"},
        ["nyckeln orgnisation"],
    ),
    (
        "nyckeln slag felskriven",
        {"parter": ["kommun-nora", {"namn": "X", "slagg": "kommun"}], "vard": "X"},
        ["nyckeln slagg"],
    ),
    (
        "samma part två gånger, i stället för en annan",
        {"parter": ["kommun-nora", "kommun-nora"], "vard": "kommun-lindesberg",
         "platser": SEATED},
        ["Nora kommun står mer än en gång"],
    ),
    (
        "tomma rader",
        {"parter": ["kommun-nora", None], "vard": "kommun-lindesberg",
         "platser": [SEATED[0], None]},
        ["en part skrivs", "varje rad skrivs"],
    ),
    (
        "ett förval som ett felskrivet svar skulle ha ersatt",
        {"parter": ["kommun-nora", "kommun-lindesberg"], "kostnadsnyckel": "kombinerad",
         "nyckel_invanare_procent": 70, "nyckel_lika_procnt": 30},
        ["Menade du nyckel_lika_procent?"],
    ),
    (
        "den part som har fel slag skylls inte för det",
        {"parter": ["kommun-norra", {"namn": "X", "slag": "bolag"}],
         "myndighetsutovning": "kanske", "arbetsgivare": "vard"},
        ["kommun-norra", "varken ja eller nej", ": X är varken kommun eller region"],
    ),
    (
        "summan är fel; kostnaden följer av den",
        {"parter": ["kommun-nora", "kommun-lindesberg"], "kostnadsnyckel": "avtalad-andel",
         "kostnadsandelar": [{"part": "kommun-nora", "procent": 40},
                             {"part": "kommun-lindesberg", "procent": 40}]},
        ["blir tillsammans 80 procent"],
    ),
    (
        "en siffra är fel; kostnaden kan inte räknas",
        {"parter": ["kommun-nora", "kommun-lindesberg"], "kostnadsnyckel": "invanare",
         "kostnadsunderlag": [{"part": "kommun-nora", "invanare": "tio"},
                              {"part": "kommun-lindesberg", "invanare": 0}]},
        ["'tio' är inget heltal"],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("answers", "says"), [row[1:] for row in TOLD], ids=[r[0] for r in TOLD])
def test_exactly_what_is_wrong_is_told(answers: dict[str, Any], says: list[str]) -> None:
    """The cases where one fault easily hides another, or is told twice."""
    typed, faults = type_answers(answers, BANK.agreements[NAMND], BANK)
    told = [*faults, *contradictions(BANK, NAMND, typed, DAY)]
    messages = [f"{fault.message} {fault.hint}" for fault in told]
    assert len(messages) == len(says), messages
    for words in says:
        assert any(words in message for message in messages), (words, messages)


def test_a_faulty_date_of_law_is_told_beside_a_faulty_answer() -> None:
    """What the clauses lack on that day does not wait until the answers are right."""
    answers, faults = type_answers({"antal_ledamoter": "nio"}, BANK.agreements[NAMND], BANK)
    assert [fault.code for fault in faults] == ["fel-svar"]
    found = contradictions(BANK, NAMND, answers, date(1999, 1, 1))
    assert any(
        "kommunallagen (2017:725) gäller från den\u00a01\u00a0januari\u00a02018" in f.message
        for f in found
    )

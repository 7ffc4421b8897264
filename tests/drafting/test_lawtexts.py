"""The law of a draft: every statute it names is listed, and only what concerns the parties."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverkan.drafting.answers import Answers, type_answers
from samverkan.drafting.assemble import assemble
from samverkan.drafting.cases import find_cases
from samverkan.drafting.citations import cited
from samverkan.drafting.command import draft_file
from samverkan.drafting.document import Document, Placeholder, Table
from samverkan.drafting.html import write_html
from samverkan.drafting.text import write_text
from samverkan.records.bank import Bank
from tests.conftest import ROOT
from tests.drafting import samples

DAY = date(2026, 11, 25)
NUMBER = re.compile(r"\((\d{4}:\d+)\)|\(EU\)\s(\d{4}/\d+)")
STATE = ["lansstyrelsen-uppsala", "lansstyrelsen-varmland"]
MUNICIPAL = ["kommun-nora", "kommun-lindesberg"]


def network(bank: Bank, *parties: str) -> Document:
    """Return rules for a network of ``parties``."""
    agreement = bank.agreements["arbetsordning-natverk"]
    raw = {"parter": [{"organisation": name} for name in parties]}
    answers, faults = type_answers(raw if parties else {}, agreement, bank)
    assert faults == []
    return assemble(bank, agreement.id, answers, DAY)


def test_every_statute_that_a_draft_names_is_listed(bank: Bank, root: Path) -> None:
    """In the text, the notes, the open points or the demands."""
    unlisted = {}
    for case in find_cases(root, bank):
        document = case.draft(bank)
        listed = set(NUMBER.findall("\n".join(document.law_texts)))
        named = set(NUMBER.findall(write_html(document)))
        if named - listed:
            unlisted[case.type_id, case.id] = sorted(named - listed)
    assert unlisted == {}


def test_only_law_that_concerns_the_parties(bank: Bank) -> None:
    """Authorities of the state are not held to kommunallagen, nor municipalities to theirs."""
    of = {
        kind: {d.id: d for d in network(bank, *parties).demands}
        for kind, parties in {
            "state": STATE, "municipal": MUNICIPAL, "both": [*STATE, *MUNICIPAL], "unknown": [],
        }.items()
    }  # fmt: skip
    assert {kind: (d["NA-B1"].status, d["NA-B2"].status) for kind, d in of.items()} == {
        "state": ("inapplicable", "met"),
        "municipal": ("met", "inapplicable"),
        "both": ("met", "met"),
        "unknown": ("met", "met"),
    }
    assert of["state"]["NA-F1"].law == ("1974:152 12:4",)
    assert of["municipal"]["NA-F1"].law == ("2017:725 6:37", "1974:152 12:4")
    notes = [clause.law for clause in network(bank, *STATE).clauses()]
    assert not [law for law in notes if "kommunallagen" in law]


def test_what_cannot_apply_is_not_called_met(bank: Bank) -> None:
    """A demand on direct procurement, when the parties call off from a framework agreement."""
    agreement = bank.agreements["avtal-gemensam-upphandling"]
    answers, faults = type_answers({"up_form": "avrop"}, agreement, bank)
    assert faults == []
    demands = {d.id: d for d in assemble(bank, agreement.id, answers, DAY).demands}
    assert demands["TA-02b"].status == "inapplicable"


def test_a_repealed_act_stands_only_beside_the_one_that_replaced_it(bank: Bank) -> None:
    """Agreements from before June 2019 follow the old act, and the new one says what to do."""
    both = cited(bank.statutes, DAY, ["2004:543 1", "2019:212 1"]).replace("\u00a0", " ")
    assert both.startswith(
        "1 § den upphävda lagen om samtjänst vid medborgarkontor (2004:543); 1 §"
    )
    with pytest.raises(LookupError, match="upphävd från 2019-06-01"):
        cited(bank.statutes, DAY, ["2004:543 1", "2017:725 9:6"])


@given(st.permutations(["9:1", "9:9", "9:10", "9:10a", "10:2"]))
def test_sections_stand_in_the_order_of_the_act(bank: Bank, order: list[str]) -> None:
    """However the record lists them; the author's own order in clauses is another matter."""
    known = dict(bank.statutes)
    known["2017:725"] = known["2017:725"].model_copy(update={"list_complete": False})
    printed = cited(known, DAY, [f"2017:725 {section}" for section in order])
    assert printed.replace("\u00a0", " ") == (
        "9 kap. 1, 9, 10 och 10 a §§ och 10 kap. 2 § kommunallagen (2017:725)"
    )


def test_each_gap_of_a_table_has_its_own_label(bank: Bank) -> None:
    """Two columns of the same gap do not tell what goes where."""
    clauses = {c.id: c for c in network(bank, *STATE).clauses()}
    table = next(
        block
        for section in clauses["nt-deltagare"].sections
        for block in section.blocks
        if isinstance(block, Table)
    )
    for row in table.rows:
        gaps = [inline.text for cell in row for inline in cell if isinstance(inline, Placeholder)]
        assert len(gaps) == len(set(gaps)) > 1


@pytest.mark.parametrize(
    ("clause_id", "line"),
    [
        ("nt-grupper", "Källa: Dalslandsrapporten 2023, rad 93; "),
        ("nt-grupper", "Exempel: EA-plattformen och dess samordningsgrupp"),
        ("avt-hinder", "Avtalspraxis: Avtal om fortlöpande prestationer brukar"),
        ("nt-mandat", "Lagrum: "),
    ],
)
def test_the_note_says_what_the_clause_rests_on(bank: Bank, clause_id: str, line: str) -> None:
    """Law, source and place, example, or custom: a lawyer sees how far it bears."""
    types = ("arbetsordning-natverk", "avtal-avtalssamverkan")
    empty = Answers({}, {})
    clauses = [c for t in types for c in assemble(bank, t, empty, DAY).clauses()]
    note = next(clause.note for clause in clauses if clause.id == clause_id)
    assert note is not None
    assert [each for each in note.paragraphs if each.startswith(line)]


def test_page_one_says_which_law(bank: Bank) -> None:
    """In a sentence, with a date that reads like one."""
    text = write_text(network(bank, *STATE)).replace("\u00a0", " ")
    assert "Utkastet följer de lagar som gäller den 25 november 2026." in text
    assert "Sist står när varje lagtext kontrollerades." in text
    assert "Utkast under" not in text


@pytest.mark.parametrize("write", [write_text, write_html])
def test_the_contents_tell_the_sections(write: object) -> None:
    """Who looks for 4 § finds it, though the headings bear no numbers."""
    assert callable(write)
    contents = write(samples.reglemente()).replace("\u00a0", " ")
    assert "Inledning 1 §" in contents
    assert "Presidium 4–5 §§" in contents
    assert "Fördelning 1.1" not in contents


@pytest.mark.parametrize(
    "case", sorted((ROOT / "agreements").glob("*/cases/*.yaml")), ids=lambda path: path.stem
)
def test_a_draft_can_be_made_under_the_law_of_an_earlier_day(bank: Bank, case: Path) -> None:
    """An act that came later stops it only where the draft rests on that act."""
    document = draft_file(bank, case.parts[-3], case, date(2024, 6, 1))
    assert document.law_date == "2024-06-01"
    later = [each.id for each in document.demands if any("2025:" in law for law in each.law)]
    assert later == []

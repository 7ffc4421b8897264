"""The shared annexes: one responsible per task, roles from the document, sums that add up."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from samverkan.drafting.answers import type_answers
from samverkan.drafting.assemble import assemble
from samverkan.drafting.document import Annex, Document, Paragraph, Table, plain
from samverkan.records.bank import Bank
from samverkan.records.fault import FaultsError

DAY = date(2026, 11, 25)
KOMMUNER = [{"organisation": body} for body in ("kommun-nora", "kommun-lindesberg")]
STATE = [{"organisation": f"lansstyrelsen-{county}"} for county in ("vastmanland", "orebro")]


def draft(bank: Bank, type_id: str, **answers: Any) -> Document:
    """Return the document that the answers give; the answers must have no fault."""
    typed, faults = type_answers(answers, bank.agreements[type_id], bank)
    assert [str(fault) for fault in faults] == []
    return assemble(bank, type_id, typed, DAY)


def annex(document: Document, annex_id: str) -> Annex:
    """Return the annex with that id."""
    return next(each for each in document.annexes if each.id == annex_id)


def paragraphs(found: Annex) -> list[str]:
    """Return the text of every paragraph of the annex."""
    return [
        plain(block.inlines)
        for clause in found.clauses
        for section in clause.sections
        for block in section.blocks
        if isinstance(block, Paragraph)
    ]


def tables(found: Annex) -> list[Table]:
    """Return every table of the annex."""
    return [
        block
        for clause in found.clauses
        for section in clause.sections
        for block in section.blocks
        if isinstance(block, Table)
    ]


@pytest.mark.parametrize(
    ("question", "rule", "rows"),
    [
        (
            "ansvarsmatris",
            "ansvarsmatris-en-ansvarig",
            [
                {"uppgift": "Drift", "ansvarig": part, "medverkar": "–", "informeras": "–"}
                for part in ("kommun-nora", "kommun-lindesberg")
            ],
        ),
        (
            "mandatmatris",
            "mandatmatris-en-rad",
            [
                {"fraga": "Budget", "beslutar": who, "bereder": "–", "veto": "–", "informeras": "–"}
                for who in ("Portföljstyrningen", "Programstyrgruppen")
            ],
        ),
    ],
)
def test_a_matrix_has_one_row_per_task(
    bank: Bank, question: str, rule: str, rows: list[dict[str, str]]
) -> None:
    """Two rows for one task would be two responsible, or two who decide."""
    with pytest.raises(FaultsError) as raised:
        draft(bank, "avtal-digital-samverkan", parter=KOMMUNER, **{question: rows})
    assert [fault.code for fault in raised.value.faults] == [f"regel-{rule}"]


@pytest.mark.parametrize(
    ("type_id", "answers", "expected"),
    [
        (
            "overenskommelse-myndigheter",
            {"parter": STATE, "mo_utforare": "lansstyrelsen-orebro"},
            "Utförande myndighet är personuppgiftsbiträde",
        ),
        (
            "avtal-digital-samverkan",
            {
                "parter": KOMMUNER,
                "di_personuppgifter": "bitrade",
                "pub_bitrade": "kommun-nora",
            },
            "Nora kommun är personuppgiftsbiträde",
        ),
        (
            "samverkansavtal-gemensam-namnd",
            {"parter": KOMMUNER, "personuppgiftsbitraden": True, "pub_bitrade": "kommun-nora"},
            "Nämnden är personuppgiftsansvarig",
        ),
    ],
)
def test_the_processor_is_the_one_of_the_agreement(
    bank: Bank, type_id: str, answers: dict[str, Any], expected: str
) -> None:
    """The annex names the same roles as the agreement, and has precedence in its matter."""
    document = draft(bank, type_id, **answers)
    found = annex(document, "bilaga-personuppgiftsbitrade")
    assert any(expected in text for text in paragraphs(found))
    order = next(clause for clause in document.clauses() if clause.id == "avt-bilagor")
    said = " ".join(
        plain(block.inlines)
        for section in order.sections
        for block in section.blocks
        if isinstance(block, Paragraph)
    )
    assert f"personuppgifter gäller dock bilaga {found.number}" in said.replace("\u00a0", " ")


def test_the_cost_annex_divides_every_krona(bank: Bank) -> None:
    """Eighty per cent by inhabitants and twenty equally; the amounts are the whole cost."""
    document = draft(
        bank,
        "avtal-digital-samverkan",
        parter=KOMMUNER,
        med_kostnadsbilaga=True,
        kostnadsnyckel="kombinerad",
        nyckel_invanare_procent=80,
        nyckel_lika_procent=20,
        kostnad_belopp=100_001,
        kostnadsunderlag=[
            {"part": "kommun-nora", "invanare": 1},
            {"part": "kommun-lindesberg", "invanare": 2},
        ],
    )
    (table,) = tables(annex(document, "bilaga-kostnader"))
    shown = [plain(row[-1]).replace("\u00a0", " ") for row in table.rows]
    assert shown == ["36 667 kronor", "63 334 kronor"]


def test_a_network_needs_no_annex(bank: Bank) -> None:
    """A working order stands alone, and still meets what the law asks."""
    document = draft(bank, "arbetsordning-natverk", parter=STATE, natverk_krets="statlig")
    assert document.annexes == ()
    assert not [d for d in document.demands if d.level == "lag" and d.status == "missing"]


@pytest.mark.parametrize(
    ("answers", "clause_id", "not_said"),
    [
        ({}, "as-personuppgifter", "ett dygn"),
        ({"med_kontakt": True}, "avt-kontakt", "Den som byter kontaktfunktion"),
        ({"med_tjanstekatalog": True}, "as-utforande", "med följande kvalitet"),
        ({"personal_over": True}, "as-personal", "går anställningarna över"),
    ],
)
def test_the_agreement_does_not_say_again_what_its_annex_says(
    bank: Bank, answers: dict[str, Any], clause_id: str, not_said: str
) -> None:
    """One place for each rule: a time that stands twice is sooner or later two times."""
    document = draft(bank, "avtal-avtalssamverkan", parter=KOMMUNER, **answers)
    said = clause_text(document, clause_id)
    assert "bilaga" in said
    assert not_said not in said


@pytest.mark.parametrize(
    ("type_id", "answers", "clause_id"),
    [
        ("samverkansavtal-gemensam-namnd", {"parter": KOMMUNER, "personal_over": True}, "sa"),
        ("avtal-avtalssamverkan", {"parter": KOMMUNER, "personal_over": True}, "as"),
        ("overenskommelse-myndigheter", {"parter": STATE, "mo_personal_over": True}, "mo"),
        ("forbundsordning", {"parter": KOMMUNER, "personal_over": True}, "fo"),
    ],
)
def test_staff_move_on_the_same_condition_in_clause_and_annex(
    bank: Bank, type_id: str, answers: dict[str, Any], clause_id: str
) -> None:
    """Whether it is a transfer of business is for the facts to say; the annex has the rule."""
    document = draft(bank, type_id, **answers)
    assert "om 6 b § anställningsskyddslagen" in clause_text(document, f"{clause_id}-personal")
    (moved,) = (each for each in document.annexes if each.id.startswith("bilaga-overgang"))
    assert "Är den det går anställningarna över" in " ".join(paragraphs(moved))


def test_a_federation_takes_over_what_its_members_hand_over(bank: Bank) -> None:
    """The federation is no party that could be asked for; each member bears its pensions."""
    document = draft(bank, "forbundsordning", parter=KOMMUNER, personal_over=True)
    said = " ".join(paragraphs(annex(document, "bilaga-overgang-forbund"))).replace("\u00a0", " ")
    assert "Förbundet tar över verksamheten" in said
    assert "går anställningarna över till förbundet" in said
    assert "bärs av den medlem där de har tjänats in" in said
    assert not [point for point in document.open_points if point.question == "ov_mottagare"]
    assert {"ov_dag", "ov_personal", "ov_verksamhet"} <= {
        point.question for point in document.open_points
    }


def test_staff_who_stay_with_each_party_have_no_annex_on_moving(bank: Bank) -> None:
    """No one takes over the business; an annex on it would contradict the agreement."""
    answers = {"parter": KOMMUNER, "personal_over": True, "arbetsgivare": "var-och-en"}
    assert draft(bank, "samverkansavtal-gemensam-namnd", **answers).annexes == ()


@pytest.mark.parametrize(
    ("type_id", "clause_id", "law", "foreign"),
    [
        ("reglemente-gemensam-namnd", "gn-delegering", "9 kap. 30", "9 kap. 37"),
        ("forbundsordning", "fo-organens-uppgifter", "7 kap. 5", "9 kap. 3"),
    ],
)
def test_delegation_is_proposed_to_the_body_that_decides_it(
    bank: Bank, type_id: str, clause_id: str, law: str, foreign: str
) -> None:
    """The council adopts the document, the board its delegations; each form has its own law."""
    document = draft(bank, type_id, parter=KOMMUNER, med_delegation=True)
    said = " ".join(paragraphs(annex(document, "bilaga-delegation"))).replace("\u00a0", " ")
    assert "ett förslag till [Delegerande nämnd]" in said
    assert law in said
    assert foreign not in said
    items = [str(block) for c in document.clauses() if c.id == clause_id for block in c.sections]
    assert "bilaga-delegation" in " ".join(items)


def test_a_federation_with_a_council_names_its_proposed_delegations(bank: Bank) -> None:
    """The board, not the council, adopts them; the text says so where the board's tasks are."""
    answers = {"fo_organform": "fullmaktige", "med_delegation": True}
    document = draft(bank, "forbundsordning", parter=KOMMUNER, **answers)
    said = clause_text(document, "fo-organens-uppgifter")
    assert "Den antar en delegationsordning efter förslaget i bilaga 1." in said


def test_a_federation_reckons_its_contributions(bank: Bank) -> None:
    """The annex names members, not parties, and does not change the federation's order."""
    answers = {"kostnad_belopp": 100_001, "kostnadsnyckel": "lika", "med_kostnadsbilaga": True}
    document = draft(bank, "forbundsordning", parter=KOMMUNER, **answers)
    found = annex(document, "bilaga-kostnader")
    (table,) = tables(found)
    assert [plain(cell) for cell in table.header] == ["Medlem", "Andel i procent", "Belopp"]
    assert "Den ändrar inte förbundsordningen." in " ".join(paragraphs(found))


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, "fem ledamöter, som årsmötet väljer"),
        (1, "fem ledamöter och en ersättare, som årsmötet väljer"),
    ],
)
def test_a_board_without_deputies_does_not_have_zero(bank: Bank, number: int, said: str) -> None:
    """None is told by not being told."""
    answers = {"if_styrelse_ledamoter": 5, "if_styrelse_ersattare": number}
    document = draft(bank, "stadgar-ideell-forening", parter=KOMMUNER, **answers)
    assert said in clause_text(document, "if-styrelse")


def test_an_agreement_may_have_no_annexes(bank: Bank) -> None:
    """A lawyer who answers no meets a sentence, not a gap to fill."""
    without = {"parter": KOMMUNER, "fler_bilagor": False, "as_personuppgifter": "var-for-sig"}
    document = draft(bank, "avtal-avtalssamverkan", **without)
    assert clause_text(document, "avt-bilagor") == "Avtalet har inga bilagor."


def clause_text(document: Document, clause_id: str) -> str:
    """Return the paragraphs of one clause of the main text."""
    clause = next(each for each in document.clauses() if each.id == clause_id)
    blocks = [block for section in clause.sections for block in section.blocks]
    text = " ".join(plain(block.inlines) for block in blocks if isinstance(block, Paragraph))
    return text.replace("\u00a0", " ")

"""Drafting: what is asked is printed, what is missing shows, what is wrong stops the draft."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samverkan.drafting.answers import Answers, read_answers, type_answers
from samverkan.drafting.assemble import assemble
from samverkan.drafting.cases import find_cases
from samverkan.drafting.document import Citation, Document, Reference, plain
from samverkan.drafting.openpoints import section_inlines
from samverkan.drafting.templating import TOKEN, Tokens, render
from samverkan.drafting.text import write_text
from samverkan.drafting.values import Unanswered
from samverkan.records.bank import Bank
from samverkan.records.fault import FaultsError

DAY = date(2026, 11, 25)
ANSWERS: dict[str, Any] = {
    "parter": [{"organisation": "kommun-lindesberg"}, {"organisation": "kommun-nora"}],
    "namnd_namn": "Norra nämnden",
    "vard": "kommun-lindesberg",
    "antal_ledamoter": 5,
    "platser": [
        {"part": "kommun-lindesberg", "ledamoter": 3},
        {"part": "kommun-nora", "ledamoter": 2},
    ],
    "uppgifter": ["löner", "arkiv"],
}


def draft(bank: Bank, answers: dict[str, Any], type_id: str = "reglemente-test") -> Document:
    """Draft from plain answers, which must be well-formed."""
    typed, faults = type_answers(answers, bank.agreements[type_id], bank)
    assert [str(fault) for fault in faults] == []
    return assemble(bank, type_id, typed, DAY)


def _inlines(document: Document, kind: type[Any]) -> list[Any]:
    sections = [section for clause in document.clauses() for section in clause.sections]
    return [i for section in sections for i in section_inlines(section) if isinstance(i, kind)]


def test_paragraph_numbering_runs_through_the_document(mini_bank: Bank) -> None:
    """Adopted documents are numbered 1 §, 2 §, 3 § across headings; references follow."""
    document = draft(mini_bank, ANSWERS)
    numbers = [s.number for c in document.clauses() for s in c.sections]
    assert numbers == ["1", "2", "3"]
    assert [r.text for r in _inlines(document, Reference)] == ["3\xa0§", "2\xa0§ första\xa0stycket"]


def test_decimal_numbering_counts_clauses(mini_bank: Bank) -> None:
    """Agreements are numbered 1, 1.1, 1.2, 2 …; the same references follow."""
    document = draft(mini_bank, ANSWERS, "avtal-test")
    numbers = [s.number for c in document.clauses() for s in c.sections]
    assert numbers == ["1.1", "1.2", "2.1"]
    texts = [r.text for r in _inlines(document, Reference)]
    assert texts == ["punkt\xa02", "punkt\xa01.2 första\xa0stycket"]


def test_only_the_first_citation_carries_the_number(mini_bank: Bank) -> None:
    """The statute's number stands at first mention; notes do not use it up."""
    texts = [citation.text for citation in _inlines(draft(mini_bank, ANSWERS), Citation)]
    assert texts == [
        "9\xa0kap.\xa024\xa0§ kommunallagen (2017:725)",
        "9\xa0kap.\xa024\xa0§ kommunallagen",
    ]


def test_unanswered_shows_everywhere_and_is_listed_once(mini_bank: Bank) -> None:
    """No answers at all still gives a draft, with gaps that nobody can overlook."""
    document = draft(mini_bank, {})
    text = write_text(document)
    for label in ("Nämndens namn", "Antal ledamöter", "Värdkommun", "Uppgifter"):
        assert f"[{label}]" in text
    listed = [point.text for point in document.open_points if point.kind == "svar"]
    assert listed.count("Nämndens namn") == 1
    assert {"Antal ledamöter", "Värdkommun", "Uppgifter", "Platser per part"} <= set(listed)


def test_defaults_are_told_with_their_reason(mini_bank: Bank) -> None:
    """A default that decided something is an open point, not a secret."""
    points = [p.text for p in draft(mini_bank, ANSWERS).open_points if p.kind == "forval"]
    assert points == ["Egen personal: nej. Vanligast är att värden anställer."]


def test_seats_that_do_not_add_up_stop_the_draft(mini_bank: Bank) -> None:
    """The rule says what is wrong and which questions it concerns."""
    with pytest.raises(FaultsError) as error:
        draft(mini_bank, {**ANSWERS, "antal_ledamoter": 9})
    (fault,) = error.value.faults
    assert fault.message == "platser, antal_ledamoter: Platserna blir 5 men ska vara 9."


def test_seats_that_cannot_be_shared_equally_are_warned_of(mini_bank: Bank) -> None:
    """Nine seats over two parties: nothing is invented, the lawyer is told."""
    answers = {**ANSWERS, "antal_ledamoter": 9}
    del answers["platser"]
    warnings = [p.text for p in draft(mini_bank, answers).open_points if p.kind == "varning"]
    assert warnings == ["9 platser går inte jämnt upp på 2 parter."]


def test_variant_replaces_the_text(mini_bank: Bank) -> None:
    """A condition chooses another wording, and the provenance says which."""
    document = draft(mini_bank, {**ANSWERS, "egen_personal": True})
    clause = next(c for c in document.clauses() if c.id == "test-vard")
    assert clause.variant == "egen-personal"
    assert "var och en har sin personal" in write_text(document)


def test_an_annex_comes_under_its_condition_with_numbers_of_its_own(mini_bank: Bank) -> None:
    """Its questions are asked only then, and references say which numbers are meant."""
    without = draft(mini_bank, ANSWERS, "avtal-test")
    assert without.annexes == ()
    assert "ansvarig" not in {point.question for point in without.open_points}
    document = draft(mini_bank, {**ANSWERS, "egen_personal": True}, "avtal-test")
    (annex,) = document.annexes
    assert (annex.number, annex.heading) == (1, "Uppgifter")
    assert [s.number for c in annex.clauses for s in c.sections] == ["1.1", "1.2"]
    assert [r.text.replace("\u00a0", " ") for r in _inlines(document, Reference)] == [
        "punkt 2", "bilaga 1", "punkt 1.2 i bilaga 1", "punkt 2 i huvudtexten", "punkt 1.1",
    ]  # fmt: skip
    asked = next(p for p in document.open_points if p.question == "ansvarig")
    assert asked.place == "punkt\u00a01.1 i bilaga\u00a01"


def test_demands_say_where_they_are_met(mini_bank: Bank) -> None:
    """Each statutory demand is met somewhere or said to be missing."""
    status = {d.id: (d.status, d.where) for d in draft(mini_bank, ANSWERS).demands}
    assert status == {
        "GN-03": ("met", "1–2\xa0§§, Sammansättning"),
        "GN-04": ("missing", None),
    }


def test_all_wrong_answers_are_reported_at_once(mini_bank: Bank) -> None:
    """Six faults in one file are six messages, each with its question."""
    answers = {
        "parter": [{"organisation": "kommun-norra"}, {"organisation": "kommun-nora", "orgnr": "1"}],
        "namd_namn": "x",
        "antal_ledamoter": "nio",
        "galler_fran": "1 januari",
        "egen_personal": "kanske",
    }
    agreement = mini_bank.agreements["reglemente-test"]
    _, faults = type_answers(answers, agreement, mini_bank)
    messages = "\n".join(str(fault) for fault in faults)
    assert len(faults) == 6, messages
    for words in ("kommun-norra", "organisationsnummer", "Menade du namnd_namn?", "heltal",
                  "2027-01-01", "varken ja eller nej"):  # fmt: skip
        assert words in messages


def test_host_must_be_a_party(mini_bank: Bank) -> None:
    """A host that is not among the parties is refused, and the parties are named."""
    answers = {**ANSWERS, "vard": "kommun-hallefors"}
    agreement = mini_bank.agreements["reglemente-test"]
    _, faults = type_answers(answers, agreement, mini_bank)
    (fault,) = faults
    assert "kommun-hallefors är inte en av parterna" in fault.message
    assert fault.hint == "Parterna är kommun-lindesberg, kommun-nora."


ANY_LINE = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Co", "Zl", "Zp"]), min_size=1, max_size=200
).filter(lambda text: bool(text.strip()) and "\ufffe" not in text and "\uffff" not in text)


@given(name=ANY_LINE, task=ANY_LINE)
@settings(max_examples=150, deadline=None)
def test_any_answer_is_printed_exactly(mini_bank: Bank, name: str, task: str) -> None:
    """An answer is text: pipes, asterisks, braces and § in it change nothing else."""
    document = draft(mini_bank, {**ANSWERS, "namnd_namn": name, "uppgifter": [task, "arkiv"]})
    first = next(document.clauses()).sections[0].blocks[0]
    expected = f"{name.strip()} består av fem ledamöter enligt "
    assert plain(first.inlines).startswith(expected)  # type: ignore[union-attr]
    assert [s.number for c in document.clauses() for s in c.sections] == ["1", "2", "3"]
    items = list(document.clauses())[1].sections[0].blocks[-1].items  # type: ignore[union-attr]
    assert [plain(item) for item in items] == [task.strip(), "arkiv"]


@pytest.mark.parametrize("bad", ["\x00", "\x1b", "\ue000", "\ufffe"])
def test_characters_that_no_file_can_hold_are_refused(mini_bank: Bank, bad: str) -> None:
    """A control character gives one clear error, never silently less text."""
    agreement = mini_bank.agreements["reglemente-test"]
    _, faults = type_answers({"namnd_namn": f"Norra{bad}nämnden"}, agreement, mini_bank)
    (fault,) = faults
    assert f"U+{ord(bad):04X}" in fault.message


def test_every_worked_case_of_the_project_is_drafted(bank: Bank, root: Any) -> None:
    """Each case in agreements/ gives its documents and a decision package for each."""
    cases = find_cases(root, bank)
    assert cases
    for case in cases:
        document = case.draft(bank)
        assert "{{" not in write_text(document)


def test_one_set_of_answers_gives_documents_that_agree(bank: Bank, root: Path) -> None:
    """Reglemente and agreement of one case have the same parties, host and tasks."""
    name = "varmlands-drifts-och-servicenamnd"
    cases = {c.type_id: c for c in find_cases(root, bank) if c.id == name}
    assert set(cases) == {"reglemente-gemensam-namnd", "samverkansavtal-gemensam-namnd"}
    texts = [cases[type_id].draft(bank) for type_id in sorted(cases)]
    assert texts[0].parties == texts[1].parties
    assert len(texts[0].parties) == 16
    tasks = [row["uppgift"] for row in texts[0].provenance["answers"]["uppgifter"]]  # type: ignore[index]
    assert len(tasks) == 3
    assert all(task in write_text(document) for task in tasks for document in texts)


def test_one_file_answers_for_both_documents_of_a_joint_committee(bank: Bank) -> None:
    """What only the other asks is no fault; what a third asks is told with its document."""
    raw = {"namnd_namn": "Norra", "tingsratt": "Örebro tingsrätt", "mandattid_ar": 4}
    for kind in ("reglemente-gemensam-namnd", "samverkansavtal-gemensam-namnd"):
        answers, faults = type_answers(raw, bank.agreements[kind], bank)
        assert faults == []
        text = write_text(assemble(bank, kind, answers, date(2026, 11, 25)))
        assert ("Örebro tingsrätt" in text) == (kind != "reglemente-gemensam-namnd")
    content = b"case: {documents: [forbundsordning]}\nanswers: {fo_sate: Nora}"
    assert read_answers(content, "x.yaml", bank.agreements[kind], bank)[1] == []
    _, (fault,) = type_answers({"fo_sate": "Nora"}, bank.agreements[kind], bank)
    assert "documents: [forbundsordning]" in str(fault.hint)


def test_what_another_document_of_the_case_asks_is_no_part_of_a_draft(bank: Bank) -> None:
    """So the draft can be made again from the answers that it holds."""
    agreement = bank.agreements["avtal-avtalssamverkan"]
    content = (
        "case: {documents: [avsiktsforklaring]}\n"
        "answers: {parter: [kommun-nora, kommun-lindesberg], av_omraden: [lön]}"
    )
    answers, faults = read_answers(content.encode(), "svar.yaml", agreement, bank)
    document = assemble(bank, agreement.id, answers, date(2026, 11, 25))
    held = document.provenance["answers"]
    assert isinstance(held, dict)
    assert faults == type_answers(held, agreement, bank)[1] == []
    assert "parter" in held


def test_a_decision_package_says_the_same_to_every_party(bank: Bank, root: Path) -> None:
    """One proposal holds for all councils, and for both documents of the case."""
    (case,) = (
        c for c in find_cases(root, bank)
        if c.id == "bergslagens-miljo-och-byggnamnd-reglemente-gemensam-namnd"
    )  # fmt: skip
    document = case.draft(bank)
    (clause,) = (c for c in document.clauses() if c.id == "bp-beslut")
    _, proposal = clause.sections
    opening, points = proposal.blocks
    who = plain(opening.inlines)  # type: ignore[union-attr]
    assert who.startswith("Kommunfullmäktige i var och en av ")
    assert who.endswith(" föreslås besluta följande:")
    assert len(document.parties) == 4
    assert all(party.name in who for party in document.parties)
    decided = " ".join(plain(item) for item in points.items)  # type: ignore[union-attr]
    assert "Parterna ska ha en gemensam nämnd" in decided
    assert "Reglemente för Bergslagens" in decided
    assert "Samverkansavtal om gemensam nämnd godkänns" in decided
    text = write_text(document)
    assert "Protokoll med beslut om Reglemente för Bergslagens" in text
    assert "Revisorer hos varje part granskar" in text
    assert document.signatures == ()
    assert "Lagkrav" not in text  # the documents that it is about say what the law demands
    assert "Kontrollerade lagtexter" in text


def test_only_defaults_that_the_draft_rests_on_are_to_be_confirmed(bank: Bank, root: Path) -> None:
    """State agencies cannot sue each other: nobody confirms a court that the text leaves out."""
    cases = {c.id: c for c in find_cases(root, bank)}
    for name, kept, left_out in (
        ("tjanstebilar-lansstyrelserna", "Kostnad för upphandlingen:", "Tvistlösning:"),
        ("service-i-ange", "Kostnader:", "Faktureringsintervall:"),
    ):
        points = cases[name].draft(bank).open_points
        defaults = [point.text for point in points if point.kind == "forval"]
        assert any(text.startswith(kept) for text in defaults)
        assert not any(text.startswith(left_out) for text in defaults)


def test_an_unknown_document_of_a_case_is_told(mini_bank: Bank) -> None:
    """With what it might be."""
    text = "case: {documents: [avtal-tets]}\nanswers: {namnd_namn: Norra}"
    _, faults = read_answers(
        text.encode(), "x.yaml", mini_bank.agreements["reglemente-test"], mini_bank
    )
    (fault,) = faults
    assert (fault.line, fault.hint) == (1, "Menade du avtal-test?")


def test_a_condition_at_the_end_of_a_line_keeps_the_line_end() -> None:
    """A section mark after "…text.{% endif %}" stays on a line of its own."""
    source = "A.{% if x %} B.{% endif %}\n§ c\n{% if x %}\nC.\n{% endif %}\nD."
    assert render(source, {"x": True}, Tokens()) == "A. B.\n§ c\nC.\nD."
    assert render(source, {"x": False}, Tokens()) == "A.\n§ c\nD."


@pytest.mark.parametrize(("months", "printed"), [(1, "en månads tid"), (18, "18 månaders tid")])
def test_words_follow_the_number(months: int, printed: str) -> None:
    """One month is not “en månaders”; an unanswered number keeps its unit."""
    source = '{{ n | ord }} {{ n | boj("månads", "månaders") }} tid'
    assert _rendered(source, months) == printed
    assert _rendered(source, Unanswered("n", "Antal")) == "[Antal] månaders tid"


def test_the_word_for_one_follows_the_noun() -> None:
    """”minst ett samråd”, never ”minst en samråd”."""
    source = 'minst {{ n | ord("ett") }} samråd'
    assert _rendered(source, 1) == "minst ett samråd"
    assert _rendered(source, 2) == "minst två samråd"


def _rendered(source: str, number: object) -> str:
    tokens = Tokens()
    text = render(source, {"n": number}, tokens)
    return TOKEN.sub(lambda match: str(tokens.values[int(match[1])]), text)


def test_a_gap_on_page_one_says_where_it_is(bank: Bank) -> None:
    """Every unanswered question has a place to go to: in the text, else on page one."""
    document = draft(bank, {"parter": ANSWERS["parter"]}, "reglemente-gemensam-namnd")
    places = {p.text: p.place for p in document.open_points if p.kind == "svar"}
    assert all(places.values())
    assert places["Diarienummer"] == "Om dokumentet"
    assert places["Beslut i fullmäktige"] == "Beslut"
    assert places["Organisationsnummer för Lindesbergs kommun och Nora kommun"] == "Parter"
    assert "§" in (places["Gäller från"] or "")


def test_a_demand_names_every_clause_that_meets_it(bank: Bank) -> None:
    """Powers are given in two clauses, and the list of demands shows both."""
    document = draft(bank, {"parter": ANSWERS["parter"]}, "reglemente-gemensam-namnd")
    where = {d.id: d.where or "" for d in document.demands}
    assert "Ekonomisk förvaltning; " in where["GN-11"]
    assert where["GN-11"].endswith("Processbehörighet")


@pytest.mark.parametrize(
    ("type_id", "without", "demand"),
    [
        ("samverkansavtal-gemensam-namnd", "sa-tvist", "GN-P1m"),
        ("samverkansavtal-gemensam-namnd", "sa-kostnad", "GN-P1a"),
        ("overenskommelse-myndigheter", "mo-oenighet", "MO-03l"),
        ("avtal-avtalssamverkan", "as-skador", "AS-P2i"),
        ("arbetsordning-natverk", "nt-resurser", "NA-01e"),
    ],
)
def test_a_subject_that_is_left_out_shows(
    bank: Bank, type_id: str, without: str, demand: str
) -> None:
    """Take a clause away and the subject it alone regulates is missing in the list."""
    agreement = bank.agreements[type_id]
    parts = tuple(
        part.model_copy(
            update={"clauses": tuple(use for use in part.clauses if use.clause != without)}
        )
        for part in agreement.parts
    )
    clauses = {
        name: clause.model_copy(update={"text": "Text.", "note": "Not.", "variants": ()})
        for name, clause in bank.clauses.items()
    }
    changed = agreement.model_copy(update={"parts": parts})
    agreements = {**bank.agreements, type_id: changed}
    shorter = Bank({**bank.records, "agreement": agreements, "clause": clauses}, bank.files)
    whole, less = (
        {d.id: d.status for d in assemble(each, type_id, Answers({}, {}), DAY).demands}
        for each in (bank, shorter)
    )
    assert whole[demand] == "met"
    assert less[demand] == "missing"

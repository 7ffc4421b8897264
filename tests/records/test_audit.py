"""check at depth: rules about time, names, proposals, relations, likeness and age."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from samverkan.inspection import all_faults
from samverkan.records.audit import Audit
from samverkan.records.bank import Bank
from samverkan.records.fault import Fault
from samverkan.records.load import load
from samverkan.records.personnames import NameRules

EXAMPLE = "kb/examples/lonenamnd.yaml"
NETWORK = "kb/networks/kretsen.yaml"
SOURCE = "kb/sources/utredning.yaml"
NAMES = "kb/names/personnamn.yaml"
AREAS = "kb/vocabulary/omrade.yaml"
BODIES = "kb/bodies/kommuner.yaml"
DEMANDS = "agreements/demands/namnd.yaml"
AHEAD = "2999-01-01"
Change = Callable[[str], str]


def _faults(root: Path) -> list[Fault]:
    return all_faults(root, load(root))


def _replace(*pairs: tuple[str, str]) -> Change:
    def change(text: str) -> str:
        for old, new in pairs:
            assert old in text, old
            text = text.replace(old, new, 1)
        return text

    return change


def _add(more: str) -> Change:
    return lambda text: text + more


def _proposal(*pairs: tuple[str, str]) -> Change:
    return _replace(
        ("record_type: exempel", "record_type: forslag"),
        ("stage: drift", "stage: forslag"),
        ("Två kommuner", "Det föreslås att två kommuner"),
        ("blev lägre", "blir lägre"),
        *pairs,
    )


PLANTED = [
    (
        DEMANDS,
        _replace(("text: Mandattid,", 'text: Mandattid, evidence: ["@mandat, år"],')),
        "okant-begrepp",
        "begreppet @mandat har inga ord",
    ),
    (
        EXAMPLE,
        _replace(
            (
                "sources:",
                'legal_basis:\n  - {statute: "1991:999", as_named: lagen, source: "utredning:10"}\n'
                "sources:",
            )
        ),
        "okand-lag",
        "1991:999",
    ),
    (AREAS, _replace((", definition: Ett ord i testet.", "")), "saknas", "definition saknas"),
    (AREAS, _replace((", origin: redaktionell", "")), "utan-kalla", "termen lon saknar källa"),
    (
        AREAS,
        _replace(("redaktionell", 'redaktionell, law: ["2017:725 9:19"]')),
        "kalla-och-redaktionell",
        "Ta bort origin",
    ),
    (SOURCE, _replace(("2026-11-25", AHEAD)), "framtid", "ligger i framtiden"),
    (SOURCE, _replace(("year: 2015", "year: 2099")), "framtid", "källans år 2099"),
    (EXAMPLE, _replace(("stage_when: 2015", "stage_when: 2099")), "framtid", "skedets tid 2099"),
    (
        EXAMPLE,
        _replace(("basis: uppskattad", "basis: uppmatt\n    when: 2099")),
        "framtid",
        "den uppmätta effekten 2099",
    ),
    (
        BODIES,
        _add(
            '- {id: x, name: X kommun, body_kind: kommun, populations: [{when: "2099", value: 9, '
            'source: "utredning:10"}]}\n'
        ),
        "framtid",
        "folkmängden 2099",
    ),
    (
        "kb/law/sfs-2017-725.yaml",
        _replace(("text_as_of: 20", "text_as_of: 21")),
        "framtid",
        "lagtextens dag",
    ),
    (
        "kb/law/sfs-1991-900.yaml",
        _add("in_force_from: 2019-01-01\n"),
        "datum-ordning",
        "repealed_from",
    ),
    (
        "kb/clauses/test-vard.yaml",
        _add("valid_from: 2020-01-01\nvalid_to: 2019-12-31\n"),
        "datum-ordning",
        "valid_to (2019-12-31) ligger före valid_from",
    ),
    (
        EXAMPLE,
        _add(
            "timeline:\n"
            '  - {when: 2012, event: avtal, source: "utredning:10"}\n'
            '  - {when: 2011-05, event: start, source: "utredning:10"}\n'
        ),
        "datum-ordning",
        "Ordna händelserna",
    ),
    (
        BODIES,
        _add(
            "- {id: namnden, name: Nämnden, body_kind: gemensam-namnd, host: kommun-hallefors, "
            "members: [kommun-nora, kommun-lindesberg]}\n"
        ),
        "vard-utanfor",
        "alltid en av medlemmarna",
    ),
    (
        BODIES,
        _add("- {id: nora, name: NORA kommun, body_kind: kommun}\n"),
        "dubbel-organisation",
        "finns redan som kommun-nora",
    ),
    (
        EXAMPLE,
        _add("contact: {function: lönechef, body: kommun-hallefors, source: 'utredning:10'}\n"),
        "kontakt-utanfor",
        "inte bland parterna",
    ),
    (
        NETWORK,
        _add("related:\n  - {record: lonenamnd, relation: del-av}\n"),
        "samband-i-ring",
        "leder runt",
    ),
    (
        SOURCE,
        _add("lost:\n  - {where: 12-13, what: Diagram}\n"),
        "bortfallet-stalle",
        "Diagram",
    ),
    (EXAMPLE, _proposal(("basis: uppskattad", "basis: uppmatt")), "forslag-som-uppnatt", "uppmatt"),
    (
        EXAMPLE,
        _proposal(("blir lägre", "har kraftigt minskat")),
        "forslag-som-uppnatt",
        "(har kraftigt minskat)",
    ),
    (
        EXAMPLE,
        _proposal(("blir lägre", "minskade")),
        "forslag-som-uppnatt",
        "(minskade)",
    ),
    (
        EXAMPLE,
        _proposal(("Det föreslås att två kommuner", "Två kommuner")),
        "forslag-som-uppnatt",
        "föreslås, planeras eller utreds",
    ),
    (
        EXAMPLE,
        _replace(("i en gemensam nämnd", "under ledning av\n  Eva Test")),
        "personnamn",
        "Eva Test ser ut som",
    ),
    (EXAMPLE, _add("# ring Kim Lindqvist\n"), "personnamn", "Kim Lindqvist"),
    (NETWORK, _replace(("brukar", "med utredaren Xy Zeta brukar")), "personnamn", "Xy Zeta"),
    (
        NETWORK,
        _replace(("brukar", "med kommunchefen Testsson brukar")),
        "personnamn",
        "kommunchefen Testsson",
    ),
]


@pytest.mark.parametrize(("file", "change", "code", "words"), PLANTED)
def test_each_planted_fault_is_found_with_its_place(
    mini: Path, file: str, change: Change, code: str, words: str
) -> None:
    """One planted fault gives that fault, with line and column, and a way out."""
    stages = mini / "kb/vocabulary/skede.yaml"
    stages.write_text(
        stages.read_text("utf-8").replace("label: forslag,", "label: forslag, carried_out: false,"),
        "utf-8",
    )
    path = mini / file
    path.write_text(change(path.read_text("utf-8")), "utf-8")
    found = [fault for fault in _faults(mini) if fault.code == code]
    assert len(found) == 1
    assert found[0].file in (file, EXAMPLE)
    assert found[0].line > 0
    assert found[0].column > 0
    assert words in str(found[0])


def test_the_place_of_a_name_is_where_it_stands(mini: Path) -> None:
    """Line and column are those of the given name, also when the name is broken in two."""
    path = mini / NETWORK
    path.write_text("# hälsa\n#   Anna\n# Berg\nnote: Åsa\n  Berg\n", "utf-8")
    found = [fault for fault in _faults(mini) if fault.code == "personnamn"]
    assert [(fault.line, fault.column) for fault in found] == [(4, 7)]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("eva.lind@nora.se", "personuppgift"),
        ("070-123 45 67", "personuppgift"),
        ("0701234567", "personuppgift"),
        ("+46 70 123 45 67", "personuppgift"),
        ("0587-811 11", "personuppgift"),
        ("O. Berg", "personnamn"),
        ("samordnaren heter Berg", "personnamn"),
        ("IT-samordnaren Karlsson", "personnamn"),
        ("Samordnaren Karlsson", "personnamn"),
    ],
)
def test_ways_to_reach_a_person_are_told(mini: Path, words: str, code: str) -> None:
    """Also a name without a first name, where a title, an initial or *heter* tells it."""
    _plant(mini, words)
    (fault,) = _faults(mini)
    assert (fault.file, fault.code) == (NETWORK, code)
    assert words in fault.message


@pytest.mark.parametrize(
    "words",
    ["kommun@nora.se", "social.forvaltning@nora.se", "2017-123 45", "2008:97 sidorna 120-130 11",
     "län X. Rapporten", "samordnaren heter It-rådet", "Samordnaren Nora kommun", "dnr 05-2008"],
)  # fmt: skip
def test_what_belongs_to_an_organisation_may_stand(mini: Path, words: str) -> None:
    """Addresses of functions, numbers of other kinds and names of what is no person."""
    _plant(mini, words)
    assert _faults(mini) == []


def _plant(mini: Path, words: str) -> None:
    path = mini / NETWORK
    text = path.read_text("utf-8")
    assert "brukar" in text
    path.write_text(text.replace("brukar", f"och {words} brukar", 1), "utf-8")


def test_authors_may_be_named_but_only_as_authors(mini: Path) -> None:
    """The one exception of the rule, in kb/sources."""
    path = mini / SOURCE
    path.write_text(path.read_text("utf-8") + "authors: [Eva Test]\n", "utf-8")
    assert _faults(mini) == []
    path.write_text(path.read_text("utf-8") + "about: Skriven åt Åsa Test.\n", "utf-8")
    assert [fault.code for fault in _faults(mini)] == ["personnamn"]


def test_a_phrase_with_a_reason_is_no_name(mini: Path) -> None:
    """The list of exceptions works, and nothing stands on it without a reason."""
    names, network = mini / NAMES, mini / NETWORK
    network.write_text(
        network.read_text("utf-8").replace("brukar", "i Anna Lindhs\n  bibliotek brukar"), "utf-8"
    )
    assert [fault.code for fault in _faults(mini)] == ["personnamn"]
    text = names.read_text("utf-8")
    entry = "exceptions: [{phrase: Anna Lindhs bibliotek, reason: namn på ett bibliotek}]\n"
    names.write_text(text + entry, "utf-8")
    assert _faults(mini) == []
    names.write_text(text + entry.replace("reason", "note"), "utf-8")
    assert {fault.file for fault in _faults(mini) if fault.code != "personnamn"} == {NAMES}


def test_without_a_list_of_names_check_says_so(mini: Path) -> None:
    """Nobody takes silence for a promise that no person is named."""
    (mini / NAMES).unlink()
    assert [(fault.file, fault.code) for fault in _faults(mini)] == [
        ("kb/names", "namnlista-saknas")
    ]


def test_a_name_put_on_the_list_is_found_in_files_read_before(mini: Path) -> None:
    """What has been read is not remembered as free of a name that was not known then."""
    network = mini / NETWORK
    network.write_text(
        network.read_text("utf-8").replace("brukar", "med Ylva Berg brukar"), "utf-8"
    )
    assert _faults(mini) == []
    names = mini / NAMES
    names.write_text(names.read_text("utf-8").replace("names: Anna", "names: Ylva Anna"), "utf-8")
    assert [fault.file for fault in _faults(mini)] == [NETWORK]


@pytest.mark.parametrize(
    "text",
    [
        "Länsstyrelsen i Västra Götalands län och Lilla Edets kommun",
        "Direktören Region Västernorrland anlitar",
        "Hela Sverige ska leva, Surfa Lugnt och Svenska Röda Korset",
        "Enligt Konsumentverket, Genom Distributionswebben och Statens servicecenter",
    ],
)
def test_organisations_are_no_persons(bank: Bank, text: str) -> None:
    """Two capitalised words are mostly an organisation or a place."""
    assert list(NameRules(bank.names.values()).names(text)) == []


def _copy(mini: Path, change: Change) -> Path:
    path = mini / "kb/examples/lonesamverkan.yaml"
    path.write_text(change((mini / EXAMPLE).read_text("utf-8")), "utf-8")
    return path


def test_a_near_duplicate_is_pointed_out(mini: Path) -> None:
    """A second record of the same cooperation names the first."""
    _copy(mini, _replace(("title: Gemensam lönenämnd i norr", "title: Lönenämnden i norr")))
    _copy(mini, _replace(("title: Gemensam lönenämnd i norr", "title: Gemensam lönenämnd norr")))
    found = [fault for fault in _faults(mini) if fault.code == "liknar"]
    assert [fault.file for fault in found] == ["kb/examples/lonesamverkan.yaml"]
    assert "liknar kb/examples/lonenamnd.yaml" in found[0].message


def test_records_that_name_each_other_are_two(mini: Path) -> None:
    """Saying how they are related is the answer to the fault."""
    more = ("related:\n", "related:\n  - {record: lonenamnd, relation: har-del}\n")
    _copy(mini, _replace(more))
    assert [fault for fault in _faults(mini) if fault.code == "liknar"] == []


def test_age_counts_only_in_the_scheduled_check(mini: Path) -> None:
    """Warned of after 186 days, an error after 365; silent otherwise."""
    loaded = load(mini)
    reviewed = date(2026, 11, 25)
    aged = {
        days: {
            fault.level
            for fault in Audit(loaded).stale(reviewed + timedelta(days=days))
            if fault.file == EXAMPLE
        }
        for days in (0, 186, 187, 365, 366)
    }
    assert aged == {0: set(), 186: set(), 187: {"varning"}, 365: {"varning"}, 366: {"fel"}}
    assert _faults(mini) == []


def test_what_was_never_reviewed_is_told_in_the_scheduled_check(mini: Path) -> None:
    """A record without a review is not the same as a fresh one."""
    path = mini / EXAMPLE
    path.write_text(path.read_text("utf-8").replace("reviewed: 2026-11-25\n", ""), "utf-8")
    found = [f for f in Audit(load(mini)).stale(date(2026, 11, 25)) if f.file == EXAMPLE]
    assert [fault.code for fault in found] == ["ej-granskad"]


def test_unused_terms_are_told_when_asked_for(mini: Path) -> None:
    """Only of vocabularies in use, and not the wider terms of those in use."""
    path = mini / "kb/vocabulary/skede.yaml"
    assert {f.message for f in Audit(load(mini)).unused() if f.file.endswith("skede.yaml")} == {
        "ingen post använder termen forslag.",
        "ingen post använder termen avslutad.",
    }
    text = path.read_text("utf-8").replace("label: drift,", "label: drift, broader: avslutad,")
    path.write_text(text, "utf-8")
    assert {f.message for f in Audit(load(mini)).unused() if f.file.endswith("skede.yaml")} == {
        "ingen post använder termen forslag.",
    }


def test_the_bank_itself_has_no_faults(root: Path) -> None:
    """Every rule holds for the real records: no false alarms, no exceptions."""
    assert [str(fault) for fault in _faults(root)] == []

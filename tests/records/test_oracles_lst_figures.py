"""Figures that the study of the county administrative boards (2006) states, in the records."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from samverkan.records.bank import Bank
from samverkan.records.derived import (
    coverage,
    of_kind,
    percent,
    rounded,
    with_role,
)
from samverkan.records.model import Example
from tests.records.oracle import (
    effect,
    figure,
    letters,
    letters_with,
    record,
    resting_on,
    value,
)

SOURCE = "lst-2006"


def test_lst_18(bank: Bank, expected: dict[str, Any]) -> None:
    """Who pays for the preparedness officer."""
    found = letters_with(bank, "beredskapshandlaggare-goteborg", "finansiar")
    assert found == set(expected["lan"])
    assert len(found) == expected["antal"]


def test_lst_19(bank: Bank, expected: int) -> None:
    """All but Kalmar digitise the register of ancient monuments."""
    slug = "digitalisering-fornlamningsregister"
    found = coverage(bank, record(bank, slug), of_kind(bank, "lansstyrelse"))
    assert len(found.taking_part) == expected
    assert [body.county_letter for body in found.missing] == ["H"]
    assert value(bank, slug, "Länsstyrelser som deltar (uträknat av oss)") == expected


def test_lst_20(bank: Bank, expected: dict[str, Any]) -> None:
    """Running costs of joint payroll."""
    found = effect(bank, "loneadministration-sydlanen", "kostnad-lopande")
    assert found.value == expected["effekt_procent"]
    assert 100 + found.value == expected["index_efter"]
    assert bank.label("kvalifikator", found.qualifier) == expected["kvalifikator"]


def test_lst_21(bank: Bank, expected: dict[str, Any]) -> None:
    """Payback time."""
    found = effect(bank, "loneadministration-sydlanen", "aterbetalningstid")
    assert (found.value, bank.label("enhet", found.unit)) == (expected["varde"], expected["enhet"])


def test_lst_22(bank: Bank, expected: dict[str, Any]) -> None:
    """Interest in joint payroll over the whole country."""
    slug = "loneadministration-sydlanen"
    eager = "Länsstyrelser som säger sig vilja koncentrera löneadministrationen"
    some = "Ytterligare länsstyrelser som är intresserade av någon form av samordning"
    interested, everyone = value(bank, slug, eager) + value(bank, slug, some), 21
    assert interested == expected["intresserade"]
    assert everyone - interested == expected["ovriga"]
    assert float(percent(float(interested), everyone)) == expected["andel_procent"]


def test_lst_23(bank: Bank, expected: dict[str, Any]) -> None:
    """The seven of the southern payroll study."""
    found = letters(bank, "loneadministration-sydlanen")
    assert (len(found), found) == (expected["antal"], set(expected["lan"]))


def test_lst_24(bank: Bank, expected: dict[str, Any]) -> None:
    """What the joint web platform is said to save."""
    found = effect(bank, "webbytarprojektet-extern-webb", "besparing-inkop")
    assert found.value == expected["varde"]
    assert found.unit == "mkr"
    assert found.qualifier == "over"
    assert found.compared_with
    assert len(letters(bank, "webbytarprojektet-extern-webb")) == expected["parter"]
    assert found.basis == "uppskattad"


def test_lst_25(bank: Bank, expected: dict[str, Any]) -> None:
    """What coordinated telephone call-offs are said to have saved."""
    found = effect(bank, "samordnade-avrop-telefoni", "besparing-inkop")
    assert (found.value, found.unit, found.qualifier) == (expected["varde"], "mkr", "over")


def test_lst_26(bank: Bank, expected: dict[str, Any]) -> None:
    """When the electronic invoice pays."""
    found = effect(bank, "e-faktura-orebro-vastmanland", "aterbetalningstid")
    assert (found.value, found.unit) == (expected["varde"], "ar")
    assert found.qualifier == "beraknas"


def test_lst_27(bank: Bank, inputs: dict[str, int], expected: dict[str, float]) -> None:
    """Coverage of the 21, in percent."""
    slugs = {
        "webb": "webbytarprojektet-extern-webb",
        "intranat": "gemensamt-intranat-lansstyrelser",
        "projektdoman": "projektdomanen-gemensam-server",
        "fornlamning": "digitalisering-fornlamningsregister",
        "loner_sydlan": "loneadministration-sydlanen",
        "fakturor": "e-faktura-orebro-vastmanland",
    }
    boards = of_kind(bank, "lansstyrelse")
    found = {key: coverage(bank, record(bank, slug), boards) for key, slug in slugs.items()}
    assert {key: len(part.taking_part) for key, part in found.items()} == inputs
    assert {key: float(part.percent) for key, part in found.items()} == expected


def test_lst_28(bank: Bank, expected: dict[str, int]) -> None:
    """The joint data network: all boards and 22 authorities without names."""
    slug = "lstnet-gemensamt-datanat"
    assert len(letters(bank, slug)) == expected["lan"]
    counts = [party.count.value for party in record(bank, slug).parties if party.count]
    assert counts == [expected["myndigheter"]]


def test_lst_29(bank: Bank, expected: dict[str, int]) -> None:
    """Joint full-time posts for IT, then and now."""
    slug = "gemensamma-it-samordnare"
    assert value(bank, slug, "Gemensamma heltidsresurser från start", "1997") == expected["1997"]
    assert value(bank, slug, "Gemensamma heltidsresurser numera") == expected["2005"]


def test_lst_30(bank: Bank, expected: dict[str, Any]) -> None:
    """Cars, if one board's purchase were scaled to the country; expected, not achieved."""
    slug = "samordnad-upphandling-tjanstebilar"
    land = figure(bank, slug, "Bilar i en samordnad upphandling")
    own = value(bank, slug, "Miljöbilar som Skåne har upphandlat")
    assert (land.value, land.qualifier) == (expected["riket"], "cirka")
    assert float(rounded(Decimal(expected["riket"]) / own)) == expected["kvot"]
    assert {e.basis for e in bank.examples[slug].effects} == {"forvantad"}


def test_lst_31(bank: Bank, expected: dict[str, float]) -> None:
    """Administrative costs: the parts make the sum, and its share."""
    cost = "Administrativa kostnader"
    names = ("lokaler", "IT och intern service", "ekonomi och personal")
    total = sum(value(bank, SOURCE, f"{cost}, {name}") for name in names)
    whole = value(bank, SOURCE, "Länsstyrelsernas verksamhet")
    assert total == value(bank, SOURCE, cost) == expected["administration"]
    assert float(percent(float(total), float(whole))) == expected["andel_procent"]
    lead = value(bank, SOURCE, "Ledningsfunktioner")
    assert float(percent(float(lead), float(whole))) == expected["ledning_procent"]


def test_lst_32(bank: Bank, expected: dict[str, float]) -> None:
    """Support staff in one county, by sex and age."""
    staff = "Anställda i det administrativa stödet i Västra Götaland"
    whole = float(value(bank, SOURCE, staff))
    men, old = (float(value(bank, SOURCE, f"{staff}, {part}")) for part in ("män", "över 55 år"))
    assert float(percent(men, whole)) == expected["man_procent"]
    assert float(percent(old, whole)) == expected["over_55_procent"]


def test_lst_33(bank: Bank, expected: dict[str, int]) -> None:
    """The bodies that the table names, and two outside it."""
    table = [n for n in resting_on(bank, SOURCE, 560, 567) if n in bank.networks]
    groups = [n for n in table if bank.networks[n].group_type != "konstellation"]
    beside = [n for n in resting_on(bank, SOURCE, 569, 569) if n in bank.networks]
    assert len(groups) == expected["i_tablan"]
    assert len(beside) == expected["utanfor"]
    assert len({*groups, *beside}) == expected["totalt"]


def test_lst_34(bank: Bank, expected: dict[str, int]) -> None:
    """Every row of the tables of projects and purchases has a record."""
    for key, first, last in (
        ("centrala_verks_projekt", 346, 353),
        ("pagaende_satsningar", 845, 851),
        ("upphandlingar", 814, 818),
    ):
        lines = set().union(*resting_on(bank, SOURCE, first, last).values())
        assert len(lines) == expected[key]


def _placed(bank: Bank, effort: str, gain: str) -> set[str]:
    return {
        example.id
        for example in bank.examples.values()
        if example.effort and (example.effort.effort, example.effort.gain) == (effort, gain)
    }


def test_lst_35(bank: Bank, expected: list[dict[str, Any]]) -> None:
    """The matrix of gain and effort: no cell is empty, and each example is in one."""
    known = {
        "Beredskapssamordnare i Göteborg": "beredskapshandlaggare-goteborg",
        "Upphandlingar": "samordnad-upphandling-resor-rekrytering",
        "Gemensamma IT-system": None,
        "Mallar, blanketter, policies": "gemensamma-blanketter-och-mallar",
        "Samordning av kommunala överklaganden": "samordning-overklaganden-kommunala-beslut",
        "Löneadministration": "loneadministration-sydlanen",
    }
    for cell in expected:
        found = _placed(bank, cell["insats"], cell["vinst"])
        assert {slug for name in cell["exempel"] if (slug := known[name])} <= found


def test_lst_36(bank: Bank, expected: dict[str, str]) -> None:
    """Where to begin: the examples of quick results stand in one cell."""
    quick = {e.id for e in bank.examples.values() if e.effort and e.effort.quick_result}
    assert quick == _placed(bank, expected["insats"], expected["vinst"])


def test_lst_40(bank: Bank, expected: dict[str, list[str]]) -> None:
    """Data agreements in force and planned, by the other party."""
    found: dict[str, set[str]] = {}
    for example in bank.examples.values():
        if example.id.startswith("dataavtal-"):
            assert isinstance(example, Example)
            (other,) = with_role(bank, example, "motpart")
            found.setdefault(str(example.stage), set()).add(other.id)
    ids = {
        "Lantmäteriet": "lantmateriverket",
        "SGU": "sveriges-geologiska-undersokning",
        "Sjöfartsverket": "sjofartsverket",
        "Bolagsverket": "bolagsverket",
        "SCB": "statistiska-centralbyran",
        "Vägverket": "vagverket",
    }
    assert found == {
        "drift": {ids[name] for name in expected["i_kraft"]},
        "planerad": {ids[name] for name in expected["planerade"]},
    }

"""What the inquiry on local service (SOU 2008:97) states, found in the records."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from samverkan.records.bank import Bank
from samverkan.records.derived import cooperations, members, percent, rounded, with_role
from tests.records.oracle import effect, events, figure, record, short_names, value

SOURCE = "sou-2008-97"
YEAR = "januari–september 2008"
APPROVED = "integrerade-kontor-samtjanst-2007"
POLICE = "samtjanst-polisen-kommun"
OFFICES = "lokala-servicekontor-och-samverkanskontor"
BOTKYRKA = "medborgarkontor-botkyrka"


def test_sou_01(bank: Bank, inputs: dict[str, int], expected: int) -> None:
    """Agreements approved in nine months: the parts make the printed sum."""
    two = f"Godkända samtjänstavtal mellan de två {YEAR}"
    parts = [
        value(bank, "samtjanst-forsakringskassan-skatteverket", two),
        value(bank, "samtjanst-arbetsformedlingen-forsakringskassan", two),
        value(bank, POLICE, f"Godkända avtal mellan Polisen och en kommun {YEAR}"),
    ]
    assert parts == list(inputs.values())
    printed = f"Alla godkända samtjänstavtal {YEAR}"
    whole = value(bank, "samtjanst-forsakringskassan-skatteverket", printed)
    assert sum(parts) == whole == expected


def test_sou_02(bank: Bank, expected: dict[str, float]) -> None:
    """Agreements between municipality and state, and the share of the police."""
    parts = (
        "Kontor med godkänt avtal till och med 2007",
        "Ytterligare avtal 2008 fram till oktober",
    )
    total = sum(value(bank, APPROVED, label) for label in parts)
    police = value(bank, APPROVED, "Därav med Polisen")
    assert total == value(bank, APPROVED, "Avtal sammanlagt") == expected["summa"]
    assert police == expected["Polisen"]
    assert float(percent(police, total)) == expected["andel_procent"]


def test_sou_03(bank: Bank, expected: int) -> None:
    """Police agreements before 2008, if all of 2008 are with the police."""
    label = "Avtal med Polisen som statlig part till och med oktober 2008"
    this_year = f"Godkända avtal mellan Polisen och en kommun {YEAR}"
    assert value(bank, POLICE, label) - value(bank, POLICE, this_year) == expected


def test_sou_04(bank: Bank, expected: list[dict[str, Any]]) -> None:
    """The agreements that are named: date and number of parties."""
    slugs = {"Ånge": "ange", "Lomma": "lomma", "Västra Götaland": "vastra-gotaland"}
    for row in expected:
        found = record(bank, f"samtjanst-{slugs[row['plats']]}")
        assert len(members(bank, found)) == row["antal_parter"]
        assert [when for when, event in events(found) if "godkänns" in event] == [row["datum"]]


def test_sou_05(bank: Bank, expected: dict[str, float]) -> None:
    """The tax agency's offices."""
    some = value(bank, SOURCE, "Kommuner där Skatteverket har kontor")
    assert (
        float(percent(some, value(bank, SOURCE, "Kommuner i landet"), 2))
        == (expected["andel_procent"])
    )


def test_sou_06(bank: Bank, expected: dict[str, Any]) -> None:
    """The figures of the office network keep their qualifier."""
    for key, slug, label, qualifier in (
        ("servicekontor", OFFICES, "Planerade lokala servicekontor", "tal"),
        ("myndigheter", SOURCE, "Statliga myndigheter", "cirka"),
        (
            "med_regionala_eller_lokala_kontor",
            SOURCE,
            "Statliga myndigheter med regionala eller lokala kontor",
            "tal",
        ),
    ):
        found = figure(bank, slug, label)
        assert (found.value, found.qualifier) == (expected[key]["varde"], qualifier)
    years = [int(when) for when, event in events(record(bank, OFFICES)) if "tablering" in event]
    assert years == expected["etablering"]


def test_sou_07(bank: Bank, expected: dict[str, Any]) -> None:
    """The office in Nordstan."""
    slug = "servicekontor-nordstan-goteborg"
    found = record(bank, slug)
    assert next(when for when, event in events(found) if "öppnar" in event) == expected["oppnade"]
    assert value(bank, slug, "Servicehandläggare vid starten") == expected["servicehandlaggare"]
    assert {body.name for body in members(bank, found)} == set(expected["myndigheter"])
    assert value(bank, slug, "Myndigheter i kontoret") == len(expected["myndigheter"])
    assert [b.name for b in with_role(bank, found, "vard")] == [expected["arbetsgivare"]]


def test_sou_08(bank: Bank, inputs: dict[str, float], expected: dict[str, float]) -> None:
    """Visits per office, inhabitant and officer."""
    people = value(bank, BOTKYRKA, "Invånare i kommunen")
    offices = value(bank, BOTKYRKA, "Kontor")
    officers = value(bank, BOTKYRKA, "Servicehandläggare")
    state = value(bank, BOTKYRKA, "Tjänster som går åt till statliga frågor")
    volumes = {e.unit: e for e in bank.examples[BOTKYRKA].effects if e.effect == "volym"}
    visits = Decimal(str(volumes["besok"].value))
    assert [people, offices, visits, officers, state] == [
        Decimal(str(number)) for number in inputs.values()
    ]
    assert visits / offices == expected["besok_per_kontor"]
    assert float(rounded(visits / people)) == expected["besok_per_invanare"]
    assert float(rounded(visits / officers, 0)) == expected["besok_per_handlaggare"]
    assert float(percent(state, officers)) == expected["statlig_andel_procent"]
    assert volumes["procent"].value == expected["veckobesokare_procent"]


def test_sou_09(bank: Bank, inputs: dict[str, int], expected: dict[str, float]) -> None:
    """Calls at the customer workplaces."""
    slug = "kundarbetsplatser-mote-pa-distans"
    calls = value(bank, slug, "Samtal januari 2007–april 2008")
    places = value(bank, slug, "Orter med kundarbetsplats")
    assert Decimal(str(effect(bank, slug, "volym").value)) == calls == inputs["samtal"]
    monthly = calls / inputs["manader"]
    assert float(rounded(monthly)) == expected["per_manad"]
    assert float(rounded(monthly / places)) == expected["per_plats_och_manad"]
    assert len(members(bank, record(bank, slug))) == expected["myndigheter"]
    assert value(bank, slug, "Kundarbetsplatser i försöket") == expected["forsoksplatser"]


def test_sou_10(bank: Bank, expected: dict[str, int]) -> None:
    """People for whom the web is hard to use."""
    label = "Personer med funktionsnedsättning som gör webben svår att använda"
    people = value(bank, SOURCE, label)
    for key, part in (("syn", "nedsatt syn"), ("motorik", "nedsatt rörelseförmåga")):
        assert people * value(bank, SOURCE, f"Därav med {part}") / 100 == expected[key]
    assert value(bank, SOURCE, "Vuxna utan internet") == expected["utanfor_internet"]


def test_sou_11(bank: Bank, expected: int) -> None:
    """Rural population."""
    labels = ("Invånare i glesbygd", "Invånare i tätortsnära landsbygd")
    assert sum(value(bank, SOURCE, label) for label in labels) == expected


def test_sou_12(bank: Bank, inputs: dict[str, int], expected: dict[str, float]) -> None:
    """Support to commercial service, per year."""
    slug = "lokala-utvecklingsprogram-kommersiell-service"
    total = value(bank, slug, "Stöd till kommersiell service 2002–2007 sammanlagt")
    assert float(rounded(total / inputs["ar"])) == expected["per_ar"]


def test_sou_13(bank: Bank, expected: dict[str, int]) -> None:
    """Households per rural postman; a proposal, so no effect is achieved."""
    slug = "lantbrevbarare-mobil-servicepunkt"
    reached = value(bank, slug, "Hushåll och företag som nås varje dag")
    assert reached / value(bank, slug, "Lantbrevbärare") == expected["per_lantbrevbarare"]
    assert bank.examples[slug].record_type == "forslag"
    assert {e.basis for e in bank.examples[slug].effects} <= {"forvantad"}


def test_sou_14(bank: Bank, expected: dict[str, Any]) -> None:
    """How many wait for an ambulance."""
    for minutes in (20, 30):
        label = f"Invånare i landet med upp till {minutes} minuters väntan på ambulans"
        found = value(bank, "trygghetsnatverk-jamtland", label)
        assert found == expected[f"upp_till_{minutes}_min"]


def test_sou_16(bank: Bank, expected: list[str]) -> None:
    """Four levels of service, from broad to deep."""
    levels = [term.label for term in bank.terms("serviceniva").values()]
    assert len(levels) == len(expected)
    assert all(said.startswith(label) for said, label in zip(expected, levels, strict=False))
    assert bank.vocabularies["serviceniva"].ordered


def test_sou_18(bank: Bank, expected: dict[str, Any]) -> None:
    """Parties of the named cooperations."""
    assert len(members(bank, record(bank, "surfa-lugnt"))) == expected["SurfaLugnt"]
    portal = members(bank, record(bank, "mittbygge-byggportal"))
    kommuner = [body for body in portal if body.body_kind == "kommun"]
    assert short_names(kommuner) == set(expected["mittbygge"]["kommuner"])
    others = {body.name for body in portal if body.body_kind != "kommun"}
    assert others == set(expected["mittbygge"]["myndigheter"])
    assert len(record(bank, "certus-jamtland").parties) == expected["Certus"]
    office = value(bank, "gemensamt-kontor-amal", "Kommunala funktioner som räknas upp")
    assert office == expected["Aamal_funktioner"]
    start = expected["Nystartskontor"]
    assert value(bank, "nystartskontor", "Utvalda kommuner") == start["kommuner"]
    assert value(bank, "nystartskontor", "Utvecklingsverksamhet") == start["manader"]


def test_sou_24(bank: Bank, expected: list[str]) -> None:
    """The dated events of cooperations, in the order that the source gives."""
    told = {
        entry.when
        for cooperation in cooperations(bank)
        for entry in cooperation.timeline
        if any(place.source == SOURCE for place in entry.source)
    }
    dates = [text.split()[0].partition("–")[0] for text in expected]
    assert dates == sorted(dates)
    assert {"1990", "2003", "2008-03", "2008-06-13", "2008-11", "2011"} <= told & set(dates)


def test_sou_29(bank: Bank, expected: dict[str, int]) -> None:
    """The use of the internet 2007, dated."""
    adults = "Svenskar 18–64 år"
    labels = {
        "tillgang_18_64_procent": f"{adults} med tillgång till internet",
        "hemma_procent": f"{adults} med internet hemma",
        "hemma_varje_vecka_procent": f"{adults} som använder internet hemma varje vecka",
        "hemma_65_74_procent": "Svenskar 65–74 år med internet hemma",
        "mobil_procent": "Befolkning med mobiltelefon",
        "foretag_minst_10_snabb_uppkoppling_procent": (
            "Företag med minst tio anställda som har snabb uppkoppling"
        ),
    }
    assert {key: value(bank, SOURCE, label) for key, label in labels.items()} == expected

"""What the study of Dalsland (2023) states, found in the records."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from samverkan.records.bank import Bank
from samverkan.records.derived import lineage, members, percent, with_role
from tests.records.oracle import (
    events,
    figure,
    member_names,
    parties_as,
    record,
    short_names,
    value,
)

SOURCE = "dalsland-2023"
CIRCLES = {
    "4D": "4d-samverkan",
    "5D": "5d-samverkan",
    "alla sex": "digitaliseringssamverkan-dalsland",
    "kluster IT-fabrik": "kluster-it-fabrik-dalsland",
}
SPREAD = {
    "gemensam_namnd": "Kommuner som är med i minst en gemensam nämnd",
    "kommunalforbund": "Kommuner som har minst ett kommunalförbund",
    "avtalssamverkan": "Kommuner med formaliserad avtalssamverkan",
}
OUTSIDE = {
    "E01": "lonenamnd-sormland",
    "E02": "servicenamnd-nykoping-oxelosund",
    "E03": "servicenamnd-vargarda-herrljunga",
    "E04": "servicenamnd-it-mora-orsa-alvdalen",
    "E05": "servicenamnd-lon-mora-orsa-alvdalen",
    "E06": "servicenamnd-ludvika-smedjebacken",
    "E07": "soltak-ab",
    "E08": "loneadministration-haparanda-overtornea",
    "E09": "varmlands-drifts-och-servicenamnd",
    "E10": "lonecentrum-ostra-varmland",
    "E11": "it-namnd-burlov-kavlinge-staffanstorp",
    "E12": "loneservicenamnd-burlov-kavlinge-staffanstorp",
    "E13": "statens-servicecenter",
}
"""The thirteen outside examples."""


def official(names: list[str]) -> set[str]:
    """Return the names as they are; the source spells one of them with an s too many."""
    return {name.replace("Stenungssund", "Stenungsund") for name in names}


def _circles(bank: Bank) -> dict[str, set[str]]:
    return {name: member_names(bank, slug) for name, slug in CIRCLES.items()}


def test_dal_01(bank: Bank, inputs: dict[str, int], expected: dict[str, Any]) -> None:
    """How many of the 290 use each form."""
    whole = value(bank, SOURCE, "Kommuner i landet")
    assert whole == inputs["kommuner"] == sum(b.body_kind == "kommun" for b in bank.bodies.values())
    for form, label in SPREAD.items():
        found = value(bank, SOURCE, label)
        assert float(percent(found, whole, 2)) == expected[form]
        assert whole - found == expected["utan"][form]


def test_dal_02(bank: Bank, expected: dict[str, Any]) -> None:
    """Jointly owned companies are companies, not municipalities: no share."""
    assert expected["andel"] is None
    companies = figure(bank, SOURCE, "Bolag som kommuner äger tillsammans")
    assert companies.unit != figure(bank, SOURCE, "Kommuner i landet").unit
    assert "inte kommuner" in str(companies.note)


def test_dal_03(bank: Bank, expected: dict[str, int]) -> None:
    """How many can be in both a committee and a federation."""
    one, other = (value(bank, SOURCE, SPREAD[k]) for k in ("gemensam_namnd", "kommunalforbund"))
    assert one + other - value(bank, SOURCE, "Kommuner i landet") == expected["minst"]
    assert min(one, other) == expected["hogst"]


def test_dal_04(bank: Bank, expected: dict[str, list[str]]) -> None:
    """The circles and their members."""
    assert _circles(bank) == {name: set(kommuner) for name, kommuner in expected.items()}


def test_dal_05(bank: Bank, expected: dict[str, Any]) -> None:
    """Which circle is part of which; as many does not mean the same."""
    circles = _circles(bank)
    four, cluster = circles["4D"], circles["kluster IT-fabrik"]
    assert all(circles[part] < circles[whole] for part, whole in expected["delmangd"])
    assert (cluster == four) is expected["kluster_lika_med_4D"]
    assert four & cluster == set(expected["snitt_4D_kluster"])
    assert cluster - four == set(expected["bara_i_kluster"])
    assert four - cluster == set(expected["bara_i_4D"])
    assert {name: len(found) for name, found in circles.items()} == expected["antal"]


def test_dal_06(bank: Bank, expected: dict[str, Any]) -> None:
    """Initiatives in the roadmap, and how many are open to each municipality."""
    counts = {}
    for name in ("alla sex", "5D", "4D"):
        label = f"Initiativ i färdplanen som räknas upp för {name}"
        assert figure(bank, CIRCLES[name], label).qualifier == "bland-annat"
        counts[name] = value(bank, CIRCLES[name], label)
    assert counts == expected["antal"]
    assert sum(counts.values()) == expected["summa"]
    circles = _circles(bank)
    open_to = {
        kommun: sum(n for name, n in counts.items() if kommun in circles[name])
        for kommun in circles["alla sex"]
    }
    assert open_to == expected["per_kommun"]


def test_dal_07(bank: Bank, expected: list[dict[str, Any]]) -> None:
    """The five levels of cooperation, in order."""
    levels = list(bank.terms("samverkansniva").values())
    assert [level.label for level in levels] == [row["namn"] for row in expected]
    assert bank.vocabularies["samverkansniva"].ordered


def test_dal_10(bank: Bank, expected: list[dict[str, str]]) -> None:
    """Which body decides."""
    assert {row["organ"] for row in expected} >= {"portföljstyrning", "programstyrgrupp"}
    rights = {
        slug: bank.networks[slug].mandate
        for slug in ("portfoljstyrning-dalsland", "programstyrgrupp-dalsland")
    }
    assert [mandate and mandate.right for mandate in rights.values()] == [
        "beslutande",
        "inom-uppdrag",
    ]


def test_dal_12(bank: Bank, inputs: dict[str, list[int]], expected: list[bool]) -> None:
    """How many customers a new area needs."""
    label = "Kunder som måste besluta för att ett nytt område ska komma till"
    needed = figure(bank, OUTSIDE["E07"], label)
    assert needed.qualifier == "minst"
    assert needed.value is not None
    assert [count >= needed.value for count in inputs["kunder_som_beslutar"]] == expected


def test_dal_13(bank: Bank, expected: dict[str, Any]) -> None:
    """Owners and customers of the joint company; an owner that buys is still an owner."""
    company = record(bank, OUTSIDE["E07"])
    owners = short_names(with_role(bank, company, "agare"))
    customers = short_names(with_role(bank, company, "kund"))
    assert owners == official(expected["agare"])
    assert customers == official(expected["kunder"])
    assert owners - customers == set(expected["agare_ej_kund"])
    assert [len(owners), len(customers), len(owners - customers)] == expected["antal"]
    assert owners <= short_names(members(bank, company))
    staff = figure(bank, OUTSIDE["E07"], "Medarbetare i Kungälv")
    assert f"{staff.qualifier} {staff.value:.0f}" == expected["medarbetare"]


def test_dal_15(bank: Bank, expected: dict[str, Any]) -> None:
    """Form, area, parties and host of the thirteen."""
    found = {key: bank.examples[slug] for key, slug in OUTSIDE.items()}
    forms = {
        "gemensam_namnd": "gemensam-namnd",
        "gemensamt_bolag": "gemensamt-bolag",
        "avtalssamverkan": "avtalssamverkan",
        "statlig_servicecentral": "servicemyndighet",
    }
    for key, form in forms.items():
        assert sum(e.form == form for e in found.values()) == expected["form"][key]
    areas = {"lön": "lon-personal", "IT": "it", "ekonomi": "ekonomi", "telefoni": "telefoni-vaxel"}
    for key, area in areas.items():
        count = sum(
            any(area in lineage(bank, "omrade", own) for own in e.areas) for e in found.values()
        )
        assert count == expected["omrade"][key], key
    sizes = {
        key: sum(body.body_kind == "kommun" for body in members(bank, e))
        for key, e in found.items()
        if e.party_list == "komplett" or key in ("E06", "E10")
    }
    for key, count in (("tva_parter", 2), ("tre_parter", 3), ("fyra_parter", 4)):
        assert [k for k, size in sizes.items() if size == count] == expected[key]
    hosted = [key for key, e in found.items() if with_role(bank, e, "vard")]
    assert len(hosted) == expected["vard_angiven"]
    assert not {*expected["vard_ingen"], *expected["vard_ej_angiven"]} & set(hosted)


def test_dal_16(bank: Bank, expected: dict[str, list[str]]) -> None:
    """When they began; the date of a reglemente is no beginning."""
    begins = ("börjar", "inrättas", "bildas", "ingår i den")
    found: dict[str, list[str]] = {}
    for key, slug in OUTSIDE.items():
        for when, event in events(record(bank, slug)):
            if any(word in event for word in begins):
                found.setdefault(when, []).append(key)
    assert {when: sorted(keys) for when, keys in found.items()} == expected


def test_dal_17(bank: Bank, expected: dict[str, Any]) -> None:
    """What the state's service centre offers, and how it is paid."""
    example = bank.examples[OUTSIDE["E13"]]
    assert {"lon", "e-handel", "redovisning"} <= set(example.areas)
    assert len(expected["omraden"]) == 3
    assert [f.cost_key for f in example.financing] == ["volym"]
    assert "årligen" in str(example.financing[0].text)


def test_dal_20(bank: Bank, expected: dict[str, dict[str, Any]]) -> None:
    """What the law says of each form."""
    forms = bank.terms("form")

    def says(form: str, attribute: str) -> bool:
        legal = forms[form.replace("_", "-")].legal
        return str(getattr(legal, attribute)).startswith("Ja")

    for attribute, key in (
        ("legal_person", "egen_juridisk_person"),
        ("delegation", "delegation_till_annan_parts_anstallda"),
    ):
        answers = expected[key]
        assert {form: says(form, attribute) for form in answers} == answers
    authority = expected["myndighetsutovning"]
    for form in ("gemensam_namnd", "kommunalforbund"):
        assert says(form, "public_authority") is authority[form]
    for form in ("gemensamt_bolag", "ideell_forening"):
        assert not says(form, "public_authority")
    federation = forms["kommunalforbund"].legal
    assert federation is not None
    assert federation.founding_document.lower() == expected["styrdokument"]["kommunalforbund"]


def test_dal_23(bank: Bank, expected: dict[str, Any]) -> None:
    """Joint organisations for environment and building."""
    field = "gemensam organisation för miljö och bygg"
    some = figure(bank, SOURCE, f"Kommuner med {field}")
    assert (some.value, some.qualifier) == (expected["kommuner"], expected["kvalifikator"])
    assert value(bank, SOURCE, f"Kommuner per {field}, de flesta") == expected["vanligast_parter"]
    most = figure(bank, SOURCE, f"Kommuner per {field}")
    assert (most.value, most.qualifier) == (expected["hogst_parter"], "upp-till")


def test_dal_34(bank: Bank, expected: dict[str, int]) -> None:
    """The example of a key: by inhabitants and equally, for six; not decided."""
    slug = CIRCLES["alla sex"]
    by_head = value(bank, slug, "Andel som fördelas efter invånare i exemplet")
    equally = value(bank, slug, "Andel som fördelas lika per kommun i exemplet")
    assert by_head == expected["per_invanare_procent"]
    assert equally == expected["lika_procent"]
    assert by_head + equally == Decimal(expected["summa_procent"])
    assert len(member_names(bank, slug)) == expected["parter"]
    (key,) = [f for f in bank.examples[slug].financing if f.cost_key == "kombinerad"]
    assert "inte beslutad" in str(key.text)
    assert parties_as(bank.examples[slug], "vard") == []

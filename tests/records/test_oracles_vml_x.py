"""What the thesis on Värmland (2014) states, and what the sources state together."""

from __future__ import annotations

import csv
from decimal import Decimal
from typing import Any

from samverkan.records.bank import Bank
from samverkan.records.derived import lineage, parts_of_bodies, percent, rounded, with_role
from tests.conftest import ROOT
from tests.records.oracle import events, figure, record, value

SOURCE = "varmland-2014"
COMMITTEE = "varmlands-drifts-och-servicenamnd"
COOPERATION = "e-samverkan-varmland"


def _year(bank: Bank, label: str, year: int) -> Decimal:
    return value(bank, SOURCE, label, str(year))


def test_vml_01(bank: Bank, expected: dict[str, float]) -> None:
    """Federations and committees over time; years without a figure are absent, not 0."""
    first, least, last = (_year(bank, "Kommunalförbund", y) for y in (1942, 1985, 2007))
    committees = _year(bank, "Gemensamma nämnder", 2007)
    known = {f.when for f in bank.sources[SOURCE].figures if f.label == "Gemensamma nämnder"}
    assert known == {"2007"}
    assert {
        "fall_1942_1985": int(least - first),
        "fall_procent": float(percent(least - first, first, 2)),
        "okning_1985_2007": int(last - least),
        "okning_procent": float(percent(last - least, least, 2)),
        "niva_2007_mot_1942_procent": float(percent(last, first, 2)),
        "namnder_per_ar_1997_2007": float(committees / (2007 - 1997)),
        "summa_2007": int(last + committees),
    } == expected


def test_vml_02(bank: Bank, expected: dict[str, int]) -> None:
    """Loose forms of cooperation."""
    found = figure(bank, SOURCE, "Samverkan i lösa former, utan juridiska överenskommelser")
    assert found.value is not None
    assert (100 - found.value, found.when) == (expected["ovriga_procent"], str(expected["ar"]))


def test_vml_03(bank: Bank, expected: dict[str, Any]) -> None:
    """The constants of the case."""
    assert value(bank, COOPERATION, "Kommuner i samverkan") == expected["kommuner"]
    assert value(bank, "e-kontoret-varmland", "Anställda") == expected["e_kontoret_personer"]
    platform = figure(bank, "plattformsgemenskap-25-kommuner", "Kommuner på samma plattform")
    assert (platform.value, platform.qualifier) == tuple(expected["plattform_kommuner"].values())
    for slug, key in (("cesam-varmland", "CESAM"), ("it-chefsgruppen-varmland", "IT_chefsgruppen")):
        assert value(bank, slug, "Möten i månaden") == expected["moten_per_manad"][key]
    link = [when for when, event in events(record(bank, COMMITTEE)) if "länk" in event]
    assert link == [expected["lankroll_fran"]]
    (host,) = with_role(bank, record(bank, COMMITTEE), "vard")
    assert host.short_name == expected["vardkommun"]


def test_vml_04(bank: Bank, inputs: dict[str, Any], expected: dict[str, list[float]]) -> None:
    """What follows from 16 parties, or from 17: the source says both."""
    sixteen = int(value(bank, COOPERATION, "Kommuner i samverkan"))
    about = [c for c in record(bank, COOPERATION).contradictions if "parter" in c.about]
    assert len(about) == 1
    parties = [sixteen, sixteen + 1]
    assert parties == inputs["parter"]
    some = figure(
        bank,
        "grundstomme-e-tjanster-andra-lan",
        "Kommuner på samma tjänst innan de övriga tillfrågas",
    )
    assert (some.low, some.high) == (7, 8)
    assert {
        "lika_andel_procent": [float(rounded(Decimal(100) / n, 4)) for n in parties],
        "parter_per_tjanst": [float(rounded(Decimal(n) / inputs["tjanster"], 3)) for n in parties],
        "sparade_separata_inkop": [n - 1 for n in parties],
        "majoritet": [n // 2 + 1 for n in parties],
        "andel_vid_7": [float(percent(7, n, 2)) for n in parties],
        "andel_vid_8": [float(percent(8, n, 2)) for n in parties],
    } == expected


def _meetings(bank: Bank, slug: str) -> float:
    meetings = bank.networks[slug].meetings
    assert meetings is not None
    assert meetings.per_year is not None
    assert meetings.per_year.value is not None
    return meetings.per_year.value


def test_vml_05(bank: Bank, expected: dict[str, int]) -> None:
    """Meetings a year, if every month."""
    found = [_meetings(bank, slug) for slug in ("cesam-varmland", "it-chefsgruppen-varmland")]
    assert found == [expected["per_natverk"]] * 2
    assert sum(found) == expected["totalt"]


def test_vml_06(bank: Bank, expected: dict[str, int]) -> None:
    """Others on the platform, by either reading."""
    platform = value(bank, "plattformsgemenskap-25-kommuner", "Kommuner på samma plattform")
    own = value(bank, COOPERATION, "Kommuner i samverkan")
    assert [platform - own, platform] == list(expected.values())


def test_vml_07(bank: Bank, inputs: dict[str, Any], expected: dict[str, list[bool]]) -> None:
    """When the rest are asked why, and when there is a majority: two thresholds."""
    label = "Kommuner på samma tjänst innan de övriga tillfrågas"
    threshold = figure(bank, "grundstomme-e-tjanster-andra-lan", label).low
    assert threshold is not None
    majority = int(value(bank, COOPERATION, "Kommuner i samverkan")) // 2 + 1
    assert [users >= threshold for users in inputs["anvandare"]] == expected["fraga_ovriga"]
    assert [users >= majority for users in inputs["anvandare"]] == expected["majoritet"]


def test_vml_16(bank: Bank, expected: list[dict[str, str]]) -> None:
    """Factors with two sides are one factor, and say what turns them."""
    factors = {
        "förankring": "forankring-hemma",
        "ledarskap": "prestigelost-ledarskap",
        "återkoppling från många": "erfarenhet-tas-tillvara",
        "beslut i grupper": "beslutstider",
        "medverkan": "frivillighet",
    }
    assert {row["faktor"] for row in expected} == set(factors)
    for factor in factors.values():
        term = bank.terms("faktor")[factor]
        assert term.polarity == "±"
        assert term.remedy


def test_vml_17(bank: Bank, expected: dict[str, Any]) -> None:
    """A risk is told as a risk."""
    assert expected["godkand"] is False
    example = bank.examples["lardom-tvingande-upphandling"]
    assert example.record_type == "varning"
    assert all(effect.basis in ("forvantad", "pastadd") for effect in example.effects)


def _one_series(bank: Bank, label: str, other: str) -> bool:
    one, another = figure(bank, SOURCE, label, "2007"), figure(bank, "dalsland-2023", other)
    return one.unit == another.unit and one.when == another.when


def test_x_01(bank: Bank, expected: dict[str, bool]) -> None:
    """Federations, and municipalities in federations: not one series."""
    other = "Kommuner som har minst ett kommunalförbund"
    assert _one_series(bank, "Kommunalförbund", other) is expected["samma_serie"]


def test_x_02(bank: Bank, expected: dict[str, bool]) -> None:
    """Committees, and municipalities in committees: not one series."""
    other = "Kommuner som är med i minst en gemensam nämnd"
    assert _one_series(bank, "Gemensamma nämnder", other) is expected["samma_serie"]


def test_x_03(bank: Bank, expected: dict[str, Any]) -> None:
    """One committee in two sources is one record."""
    found = [e for e in bank.examples.values() if "service" in e.id and "varmland" in e.id]
    assert [e.id for e in found] == [COMMITTEE]
    sources = {support.place.source for support in found[0].sources}
    assert {SOURCE, "dalsland-2023"} <= sources
    assert events(found[0])[0][0] == expected["start"].split()[0]
    parties = value(bank, COMMITTEE, "Kommuner som samverkar genom nämnden")
    assert parties == expected["antal_parter"]
    about = {contradiction.about for contradiction in found[0].contradictions}
    assert "Vad nämnden heter" in about


def test_x_04(bank: Bank, expected: dict[str, list[str]]) -> None:
    """One municipality in circles of two sources."""
    slugs = {
        "5D": "5d-samverkan",
        "alla sex": "digitaliseringssamverkan-dalsland",
        "kluster IT-fabrik": "kluster-it-fabrik-dalsland",
        "gemensamt kontor i Åmål": "gemensamt-kontor-amal",
        "HR-system Färgelanda–Mellerud–Åmål": "hr-system-fargelanda-mellerud-amal",
    }
    assert set(slugs) == set(expected["poster"])
    found = {part.record.id for part in parts_of_bodies(bank)["kommun-amal"]}
    assert set(slugs.values()) <= found


def test_x_05(bank: Bank, expected: dict[str, list[str]]) -> None:
    """Payroll across the sources."""
    pay = {
        example.id: example
        for example in bank.examples.values()
        if any("lon-personal" in lineage(bank, "omrade", area) for area in example.areas)
    }
    wanted = {
        "loneadministration-vastmanland-orebro",
        "loneadministration-sydlanen",
        "lonenamnd-sormland",
        "servicenamnd-nykoping-oxelosund",
        "servicenamnd-vargarda-herrljunga",
        "servicenamnd-lon-mora-orsa-alvdalen",
        "soltak-ab",
        "loneadministration-haparanda-overtornea",
        "lonecentrum-ostra-varmland",
        "loneservicenamnd-burlov-kavlinge-staffanstorp",
        "statens-servicecenter",
    }
    assert len(wanted) == len(expected["poster"])
    assert wanted <= set(pay)
    sources = {support.place.source for slug in wanted for support in pay[slug].sources}
    assert set(expected["kallor"]) <= sources


def test_x_08(bank: Bank, expected: dict[str, str]) -> None:
    """The year of each source."""
    years = {source.id: str(source.year) for source in bank.sources.values()}
    assert set(years) == set(expected)
    assert all(years[source] in said for source, said in expected.items())


def test_x_11(bank: Bank, expected: dict[str, Any]) -> None:
    """What was planned, by kind; every row is a record (test_planned)."""
    with (ROOT / "tests/records/planned.tsv").open(encoding="utf-8") as lines:
        kinds = [row["kind"] for row in csv.DictReader(lines, delimiter="\t")]
    assert {kind: kinds.count(kind) for kind in sorted(set(kinds))} == expected["kind"]
    assert len(kinds) == expected["summa"]
    assert len(bank.examples) >= expected["kind"]["example"]

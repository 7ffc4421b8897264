"""Sets that the study of the county administrative boards (2006) states, in the records."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import Any

from samverkan.records.bank import Bank
from samverkan.records.derived import (
    of_kind,
    percent,
    rounded,
)
from tests.records.oracle import (
    ORACLES,
    letters,
    letters_with,
    memberships,
    record,
    value,
)

SOURCE = "lst-2006"
AREAS = {
    "EA": "Ekonomiadministration",
    "IT": "IT, GIS och telekommunikation",
    "PA": "Personalstöd",
    "RegArk": "Registratur och arkiv",
    "Info": "Bibliotek och information",
    "Övrigt": "Juridiskt stöd, kontorsservice och lokaler",
    "Ledning": "Styrning och ledning",
}
COORDINATED, EVERYONE = "samordnade verksamheter", "därav där alla länsstyrelser deltar"
SIZES = {
    "storre": "Större länsstyrelser",
    "mellanstor": "Mellanstora länsstyrelser",
    "mindre": "Mindre länsstyrelser",
}
MATRIX = {
    "Webbytarprojektet": "webbytarprojektet-extern-webb",
    "Gemensamt intranätprojekt": "gemensamt-intranat-lansstyrelser",
    "Projektdomänen": "projektdomanen-gemensam-server",
    "Gemensam hänvisningsdator": "gemensam-hanvisningsdator-telefoni",
    "Hem-PC": "hem-pc-gemensam-upphandling",
    "Löneadministration Västmanland–Örebro": "loneadministration-vastmanland-orebro",
    "Löneadministration Sydlänen": "loneadministration-sydlanen",
    "Elektronisk fakturahantering": "e-faktura-orebro-vastmanland",
    "Gemensam server för Agresso": "agresso-gemensam-server",
    "Samarbete kring Agresso": "agresso-samarbete-swx",
    "Förprövning av djurstallar": "forprovning-djurstallar-skane-blekinge",
    "Länsveterinär Gävleborg–Dalarna": "lansveterinar-gavleborg-dalarna",
    "Länsveterinär Blekinge–Skåne": "lansveterinar-blekinge-skane",
    "Förvaltning av rennäringen": "rennaring-jamtland-dalarna",
    "Beredskapshandläggare i Göteborg": "beredskapshandlaggare-goteborg",
    "Socialkonsulent hedersrelaterat våld": "socialkonsulent-hedersvald-blekinge",
    "Sevesotillsyn": "sevesotillsyn-kalmar-kronoberg-blekinge",
}
"""The cooperations whose whole list of counties is printed."""


def _table(bank: Bank, what: str) -> dict[str, Decimal]:
    labels = {figure.label for figure in bank.sources[SOURCE].figures}
    wanted = {key: f"{name}, {what}" for key, name in AREAS.items()}
    return {key: value(bank, SOURCE, label) for key, label in wanted.items() if label in labels}


def _per_county(bank: Bank) -> Counter[str]:
    found = memberships(bank, [record(bank, slug) for slug in MATRIX.values()])
    return Counter({str(bank.bodies[body].county_letter): n for body, n in found.items()})


def test_lst_01(bank: Bank, expected: int) -> None:
    """Number of county administrative boards."""
    assert len(of_kind(bank, "lansstyrelse")) == expected
    assert len(letters(bank, "alla-lan")) == expected


def test_lst_02(bank: Bank, expected: dict[str, int]) -> None:
    """Column sums of the table of coordinated support; a dash is missing, not 0."""
    concentrated = _table(bank, "koncentrerade verksamheter")
    assert "Ledning" not in concentrated
    assert sum(_table(bank, COORDINATED).values()) == expected["samordnade"]
    assert sum(_table(bank, EVERYONE).values()) == expected["alla_lan"]
    assert sum(concentrated.values()) == expected["koncentrerade"]


def test_lst_03(bank: Bank, expected: list[str]) -> None:
    """Areas ranked by coordinated activities; equals share a place."""
    found = _table(bank, COORDINATED)
    ranked = [
        " = ".join(area for area in AREAS if found[area] == count)
        for count in sorted(set(found.values()), reverse=True)
    ]
    assert ranked == expected


def test_lst_04(bank: Bank, expected: dict[str, float]) -> None:
    """Share of the activities in which all take part."""
    all_of_them, some = _table(bank, COORDINATED), _table(bank, EVERYONE)
    shares = {area: float(percent(some[area], all_of_them[area])) for area in all_of_them}
    total = float(percent(sum(some.values()), sum(all_of_them.values())))
    assert {**{area: shares[area] for area in expected if area != "total"}, "total": total} == (
        expected
    )


def test_lst_05(bank: Bank, expected: dict[str, float]) -> None:
    """Average participations per size class, and as the source prints them."""
    for key, name in SIZES.items():
        total = value(bank, SOURCE, f"{name}, deltaganden i samordnade verksamheter")
        boards = value(bank, SOURCE, name)
        assert float(rounded(total / boards)) == expected[key]
        printed = value(bank, SOURCE, f"{name}, deltaganden per länsstyrelse")
        assert float(printed) == expected[key]


def test_lst_06(bank: Bank, inputs: dict[str, list[str]], expected: dict[str, Any]) -> None:
    """Every board has one size class."""
    boards = of_kind(bank, "lansstyrelse")
    classes = {
        size: {str(body.county_letter) for body in boards if body.size_class == size}
        for size in inputs
    }
    assert classes == {size: set(counties) for size, counties in inputs.items()}
    assert [len(counties) for counties in classes.values()] == expected["counts"]
    assert len(set().union(*classes.values())) == expected["union"]


def _rows(bank: Bank) -> dict[str, tuple[Decimal, Decimal]]:
    """Sum and mean of each row of the table of circles."""
    south, north = "tabellraden Sydlän + E", "tabellraden Nordlän + S, X"
    many, mean = "Deltaganden i samordnade verksamheter", "Deltaganden per län"
    rest = "Län utanför kretsarna (W och O), deltaganden"
    places = {
        "sydlan_E": ("sydlanen", f"{many}, {south}", f"{mean}, {south}"),
        "nordlan_S_X": ("nordlanen", f"{many}, {north}", f"{mean}, {north}"),
        "OMS": ("ostra-mellansverige", many, mean),
        "ovriga": (SOURCE, f"{rest} i samordnade verksamheter", f"{rest} per län"),
    }
    return {
        key: (value(bank, where, total), value(bank, where, average))
        for key, (where, total, average) in places.items()
    }


def test_lst_07(bank: Bank, expected: dict[str, int]) -> None:
    """The members that each row of the table implies."""
    found = {key: int(rounded(total / mean, 0)) for key, (total, mean) in _rows(bank).items()}
    assert {**found, "total": sum(found.values())} == expected


def test_lst_08(bank: Bank, expected: dict[str, float]) -> None:
    """The means with two decimals."""
    counts = ORACLES["lst-07"]["expected"]
    means = {key: float(rounded(row[0] / counts[key], 2)) for key, row in _rows(bank).items()}
    assert means == expected


def test_lst_09(bank: Bank, expected: dict[str, list[str]]) -> None:
    """Circles whose members are printed."""
    assert {circle: letters(bank, circle) for circle in expected} == {
        circle: set(counties) for circle, counties in expected.items()
    }
    assert all(bank.networks[circle].membership == "angiven" for circle in expected)


def test_lst_10(bank: Bank, expected: dict[str, Any]) -> None:
    """Circles whose members are only implied are marked so."""
    names = {"sydlanen": "sydlanen", "OMS": "ostra-mellansverige", "nordlanen": "nordlanen"}
    for key, network in names.items():
        assert letters(bank, network) == set(expected[key])
        assert bank.networks[network].membership == "harledd"


def test_lst_11(bank: Bank, expected: dict[str, Any]) -> None:
    """The web exchange: thirteen parties."""
    found = letters(bank, "webbytarprojektet-extern-webb")
    assert found == set(expected["parter"])
    assert len(found) == expected["antal"]


def test_lst_12(bank: Bank, expected: dict[str, Any]) -> None:
    """The intranet: observers are no parties; together they are the web exchange."""
    slug = "gemensamt-intranat-lansstyrelser"
    inside, watching = letters(bank, slug), letters_with(bank, slug, "observator")
    assert inside == set(expected["deltagare"])
    assert watching == set(expected["observatorer"])
    assert inside | watching == letters(bank, "webbytarprojektet-extern-webb")
    assert sorted(inside & watching) == expected["overlap"]


def test_lst_13(bank: Bank, expected: dict[str, Any]) -> None:
    """The project domain: ten parties and where the server stands."""
    slug = "projektdomanen-gemensam-server"
    assert letters(bank, slug) == set(expected["parter"])
    assert letters_with(bank, slug, "vard") == {expected["server"]}


def test_lst_14(bank: Bank, expected: dict[str, list[str]]) -> None:
    """Who takes part in both, in one, in neither."""
    one = letters(bank, "webbytarprojektet-extern-webb")
    other = letters(bank, "projektdomanen-gemensam-server")
    found = {
        "bada": one & other,
        "bara_a": one - other,
        "bara_b": other - one,
        "ingen": letters(bank, "alla-lan") - one - other,
    }
    assert found == {key: set(counties) for key, counties in expected.items()}


def test_lst_15(bank: Bank, inputs: dict[str, Any], expected: dict[str, Any]) -> None:
    """The matrix of who takes part in what, row by row and summed."""
    for row in inputs["samarbeten"]:
        assert letters(bank, MATRIX[row["namn"]]) == set(row["lan"]), row["namn"]
    found = _per_county(bank)
    assert found == expected["per_lan"]
    assert found.total() == expected["summa"]
    assert len(MATRIX) == expected["antal_samarbeten"]


def test_lst_16(bank: Bank, expected: list[str]) -> None:
    """Everything that Blekinge takes part in."""
    assert sorted(n for n, slug in MATRIX.items() if "K" in letters(bank, slug)) == expected


def test_lst_17(bank: Bank, expected: dict[str, Any]) -> None:
    """Who takes part in most, and in least."""
    found = _per_county(bank)
    most, least = max(found.values()), min(found.values())
    assert {c: n for c, n in found.items() if n == most} == expected["flest"]
    assert {c for c, n in found.items() if n == least} == set(expected["farst"])

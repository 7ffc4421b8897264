"""What the inquiry Samverkan i Bergslagen (2015) states, found in the records."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from samverkan.records.bank import Bank
from samverkan.records.derived import cooperations, percent, rounded, with_role
from tests.records.oracle import events, figure, member_names, record, span, value

SOURCE = "bergslagen-2015"
FEDERATION = "bergslagens-kommunalteknik"
TECHNICAL = "gemensam-teknisk-namnd-bergslagen"
BMB = "bergslagens-miljo-och-byggnamnd"
SMALLER = "slimmad-miljo-och-byggnamnd-bergslagen"
PROCUREMENT = "upphandlingssamverkan-knol"
STUDY = "utredningen-samverkan-i-bergslagen"
SEATS = {
    "BKT_direktion": (FEDERATION, "Ledamöter i direktionen", "Ersättare i direktionen"),
    "teknisk_namnd_forslag": (
        TECHNICAL,
        "Ledamöter enligt förslaget",
        "Ersättare enligt förslaget",
    ),
    "BMB_idag": (BMB, "Ledamöter i nämnden", "Ersättare i nämnden"),
    "BMB_forslag": (SMALLER, "Ledamöter enligt förslaget", "Ersättare enligt förslaget"),
    "BMB_AU": (BMB, "Ledamöter i arbetsutskottet", "Ersättare i arbetsutskottet"),
}


def _seats(bank: Bank, key: str) -> tuple[int, int]:
    slug, ordinary, substitutes = SEATS[key]
    return int(value(bank, slug, ordinary)), int(value(bank, slug, substitutes))


def _total(bank: Bank, key: str) -> int:
    return sum(_seats(bank, key))


def test_brg_01(bank: Bank, expected: dict[str, float]) -> None:
    """Shares of the population, December 2014."""
    four = value(bank, SOURCE, "Invånare i de fyra kommunerna")
    county = value(bank, SOURCE, "Invånare i Örebro län")
    land = value(bank, SOURCE, "Invånare i riket")
    assert float(percent(four, county, 2)) == expected["andel_av_lan"]
    assert float(percent(four, land, 3)) == expected["andel_av_riket"]
    assert float(percent(county, land, 3)) == expected["lan_av_riket"]
    assert value(bank, "knol-samarbetet", "Invånare i de fyra kommunerna") == four


def test_brg_02(bank: Bank, inputs: dict[str, Any], expected: dict[str, str]) -> None:
    """No key by population can be computed: no municipality has one from this source."""
    assert expected["status"] == "saknar underlag"
    for name in inputs["parter"]:
        (body,) = [b for b in bank.bodies.values() if b.short_name == name]
        places = [place.source for p in body.populations for place in p.source]
        assert SOURCE not in places


def test_brg_03(bank: Bank, inputs: dict[str, list[int]], expected: dict[str, int]) -> None:
    """Seats per body."""
    assert {key: list(_seats(bank, key)) for key in SEATS} == inputs
    assert {key: _total(bank, key) for key in SEATS} == expected


def test_brg_04(bank: Bank, expected: dict[str, float]) -> None:
    """How much smaller the committee would be."""
    before, after = _total(bank, "BMB_idag"), _total(bank, "BMB_forslag")
    assert after - before == expected["antal"]
    assert float(rounded(Decimal(100 * (after - before)) / before)) == expected["procent"]


def test_brg_05(bank: Bank, expected: dict[str, int]) -> None:
    """Both committees together, before and after."""
    assert _total(bank, "BKT_direktion") + _total(bank, "BMB_idag") == expected["fore"]
    after = _total(bank, "teknisk_namnd_forslag") + _total(bank, "BMB_forslag")
    assert after == expected["efter"]


def test_brg_06(bank: Bank, expected: dict[str, float]) -> None:
    """Meetings a year, today and as proposed."""
    before = value(bank, BMB, "Nämndens sammanträden")
    after = value(bank, SMALLER, "Nämndens sammanträden enligt förslaget")
    assert before == expected["idag_om_varje_manad"]
    assert float(100 * (after / before - 1)) == expected["forandring_procent"]


def test_brg_07(bank: Bank, expected: dict[str, list[int]]) -> None:
    """Four parties cannot have equally many seats."""
    parties = len(member_names(bank, TECHNICAL))
    seats = [_seats(bank, key)[0] for key in ("BMB_forslag", "BMB_idag", "BMB_AU")]
    assert [count % parties for count in seats] == expected["rest"]


def test_brg_09(bank: Bank, expected: bool) -> None:
    """The working committee is smaller than the committee."""
    assert (_seats(bank, "BMB_AU")[0] < _seats(bank, "BMB_forslag")[0]) is expected


def _added(bank: Bank, *labels: str) -> tuple[Decimal, Decimal]:
    spans = [span(figure(bank, PROCUREMENT, label)) for label in labels]
    return sum((low for low, _ in spans), Decimal(0)), sum((high for _, high in spans), Decimal(0))


def test_brg_10(bank: Bank, expected: dict[str, float]) -> None:
    """Full-time posts in procurement, as an interval."""
    part, post = "Del av heltid för upphandling,", "Tjänster för upphandling,"
    shares = _added(bank, *(f"{part} {name}" for name in ("Hällefors", "Ljusnarsberg", "Nora")))
    posts = _added(bank, f"{post} Lindesberg", f"{post} BKT")
    low, high = (share / 100 + whole for share, whole in zip(shares, posts, strict=True))
    assert (float(low), float(high)) == (expected["fast_min"], expected["fast_max"])
    assert "en tjänst till och med maj 2014" in str(figure(bank, PROCUREMENT, f"{post} BKT").note)
    assert float(low + 1) == expected["med_tillfallig_min"]
    assert float(high + 1) == expected["med_tillfallig_max"]


def test_brg_11(bank: Bank, inputs: dict[str, list[int]], expected: dict[str, int]) -> None:
    """Procurements over the limit, organisation by organisation."""
    labels = {name: f"Upphandlingar över gränsen, {name}" for name in inputs}
    assert {n: list(span(figure(bank, PROCUREMENT, lab))) for n, lab in labels.items()} == inputs
    assert _added(bank, *labels.values()) == (expected["min"], expected["max"])


def test_brg_12(bank: Bank, expected: dict[str, Any]) -> None:
    """Procurements under the limit; the qualifier stays with the figure."""
    bought = "Upphandlingar under gränsen genom upphandlare"
    guessed = "Ytterligare direktupphandlingar i Lindesbergs verksamheter, uppskattat"
    assert _added(bank, bought, guessed) == (expected["min"], expected["max"])
    assert figure(bank, PROCUREMENT, bought).qualifier == expected["kvalifikator"]


def test_brg_13(bank: Bank, expected: list[dict[str, Any]]) -> None:
    """The limits of their time, each with its date; they are history."""
    first = figure(bank, PROCUREMENT, "Direktupphandlingsgräns 2013")
    later = figure(bank, PROCUREMENT, "Direktupphandlingsgräns från 1 juli 2014")
    assert [f.value for f in (first, later)] == [row["belopp"] for row in expected[:2]]
    assert (first.unit, first.when, later.when) == ("kr", "2013", "2014-07-01")
    (said,) = [r.text for r in record(bank, PROCUREMENT).remarks if "dokumenteras" in r.text]
    assert "10 000" in said
    assert "100 000" in said


def test_brg_14(bank: Bank, expected: list[dict[str, Any]]) -> None:
    """Figures keep the word that the source puts before them."""
    places = {
        "BKT budget 2015": (FEDERATION, "Budget 2015"),
        "BMB budget 2015": (BMB, "Budget 2015"),
        "BKT tillsvidareanställda": (FEDERATION, "Tillsvidareanställda"),
        "BMB anställda": (BMB, "Anställda i förvaltningen"),
        "gemensamma upphandlingar 2013": (
            PROCUREMENT,
            "Upphandlingar i samverkan, alla former tillsammans",
        ),
    }
    for row in expected:
        found = figure(bank, *places[row["vad"]])
        assert (found.value, found.qualifier) == (row["varde"], row["kvalifikator"])


def test_brg_15(bank: Bank, expected: dict[str, float]) -> None:
    """More jobs two years in a row."""
    years = [value(bank, SOURCE, "Noras mål, fler arbetstillfällen", y) for y in ("2015", "2016")]
    growth = (1 + years[0] / 100) * (1 + years[1] / 100) - 1
    assert float(100 * growth) == expected["sammanlagt_procent"]


def test_brg_16(bank: Bank, expected: dict[str, float]) -> None:
    """Other goals."""
    found = [
        value(bank, SOURCE, "Hällefors mål, platser uppåt i näringslivsranking"),
        value(bank, SOURCE, "Lindesbergs mål, nystartade företag per 1 000 invånare och år"),
        value(bank, SOURCE, "Lindesbergs mål, nya lägenheter per år"),
    ]
    assert found == list(expected.values())


def test_brg_17(bank: Bank, expected: dict[str, list[float]]) -> None:
    """What poor quality may cost at most, by a rule of thumb."""
    share = figure(bank, SOURCE, "Kostnad för bristande kvalitet, andel av budget")
    assert share.qualifier == "upp-till"
    budgets = [value(bank, slug, "Budget 2015") for slug in (FEDERATION, BMB)]
    found = [float(budget * Decimal(str(share.value)) / 100) for budget in budgets]
    assert found == expected["mnkr_hogst"]


def test_brg_18(bank: Bank, expected: dict[str, Any]) -> None:
    """The groups of the study, and what they did."""
    assert (
        value(bank, "styrgrupp-samverkan-bergslagen", "Ledamöter i styrgruppen")
        == (expected["styrgrupp"])
    )
    assert (
        value(bank, "projektgrupp-samverkan-bergslagen", "Ledamöter i projektgruppen")
        == (expected["projektgrupp"])
    )
    for key, label in (
        ("projektets_styrgruppsmoten", "Styrgruppens sammanträden"),
        ("ytterligare_omraden", "Föreslagna områden utöver BKT och BMB"),
        ("prioriterade", "Prioriterade delprojekt"),
    ):
        assert value(bank, STUDY, label) == expected[key]
    assert value(bank, "webbredaktorer-bergslagen", "Webbredaktörer") == expected["webbredaktorer"]
    interviews = figure(bank, STUDY, "Intervjuer")
    assert (interviews.value, interviews.qualifier) == (20, "tal")  # ett tjugotal


def test_brg_19(bank: Bank, expected: dict[str, int]) -> None:
    """The lists that stand as figures."""
    slug = "strategi-gemensamma-administrativa-system"
    assert value(bank, slug, "Områden i kartläggningen") == expected["systemomraden"]
    assert value(bank, slug, "Punkter i strategin") == expected["systemstrategi_punkter"]


def test_brg_21(bank: Bank, expected: list[str]) -> None:
    """What the proposal leaves open stays open: nothing is filled in."""
    example = bank.examples[TECHNICAL]
    assert "värdkommun" in expected
    assert with_role(bank, example, "vard") == []
    assert example.financing == ()
    assert example.contact is None
    assert not any("sammanträden" in f.label.lower() for f in example.figures)
    assert not any(word in event for _, event in events(example) for word in ("start", "inrättas"))


def test_brg_22(bank: Bank, expected: dict[str, Any]) -> None:
    """What the proposal does say."""
    example = bank.examples[TECHNICAL]
    assert example.form == expected["form"].replace("_", "-")
    assert member_names(bank, TECHNICAL) == set(expected["parter"])
    assert _seats(bank, "teknisk_namnd_forslag") == (expected["ledamoter"], expected["ersattare"])
    assert bank.label("skede", str(example.stage)) == expected["status"]
    related = {link.record.id for link in bank.links(TECHNICAL)}
    assert FEDERATION in related


def test_brg_23(bank: Bank, expected: dict[str, Any]) -> None:
    """The committee before and after."""
    slugs = (BMB, SMALLER)
    hosts = [with_role(bank, record(bank, slug), "vard")[0].short_name for slug in slugs]
    assert hosts == expected["vardkommun"]
    before, after = _seats(bank, "BMB_idag"), _seats(bank, "BMB_forslag")
    assert [before[0], after[0]] == expected["ledamoter"]
    assert [before[1], after[1]] == expected["ersattare"]
    committee = [
        [value(bank, s, f"{who} i arbetsutskottet") for who in ("Ledamöter", "Ersättare")]
        for s in slugs
    ]
    assert committee == expected["AU"]


@pytest.mark.parametrize(
    "slug",
    [
        TECHNICAL,
        SMALLER,
        "miljo-och-byggnamnd-i-tillvaxtforvaltningen",
        "gemensamt-servicecenter-bergslagen",
        "gemensam-foretradare-infrastruktur",
        "gemensam-resurs-for-remissvar",
        "delad-mark-och-exploateringsingenjor",
        "strategi-gemensamma-administrativa-system",
        "processagare-upphandling-knol",
    ],
)
def test_each_proposal_is_called_so(bank: Bank, slug: str) -> None:
    """The nine of brg-24, one by one."""
    example = bank.examples[slug]
    assert example.record_type == "forslag"
    assert bank.terms("skede")[str(example.stage)].carried_out is False


def test_brg_24(expected: list[str]) -> None:
    """Nine proposals, each tested above."""
    assert len(expected) == 9


def test_brg_25(bank: Bank, expected: list[str]) -> None:
    """Every dated event stands in a timeline, and no timeline runs backwards."""
    dated = [
        fact
        for cooperation in cooperations(bank)
        for fact in (*cooperation.timeline, *cooperation.figures)
    ]
    told = {str(f.when) for f in dated if any(place.source == SOURCE for place in f.source)}
    dates = [text.split()[0] for text in expected]
    assert dates == sorted(dates)
    assert all(any(when.startswith(date) for when in told) for date in dates)


def test_brg_27(bank: Bank, expected: dict[str, list[int]]) -> None:
    """Quorum: more than half (kommunallagen 2017:725 6:27)."""
    seats = sorted(_seats(bank, key)[0] for key in ("teknisk_namnd_forslag", "BMB_idag"))
    assert [count // 2 + 1 for count in seats] == expected["minst_narvarande"]

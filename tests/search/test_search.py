"""What a person who searches would miss."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samverkan.search.documents import KINDS
from samverkan.search.index import Index
from samverkan.search.query import parse
from samverkan.search.registers import page_documents
from samverkan.search.results import Results, search
from samverkan.search.snippet import snippet
from tests.conftest import ROOT

WORDS = st.sampled_from(
    "avtal nämnder lönerna IT-drift 9 kap. 37 § 2017:725 T-län och i e-arkiv ( ” % å".split(" ")
)
QUERY = st.one_of(st.text(max_size=60), st.lists(WORDS, max_size=8).map(" ".join))


def ids(results: Results) -> list[str]:
    """The ids of the hits in order."""
    return [hit.id for hit in results.hits]


@given(QUERY)
@settings(deadline=None)
def test_any_text_is_a_query(index: Index, text: str) -> None:
    """Nothing crashes; hits come in order of score, equals in order of id, and repeat."""
    results = search(index, text, limit=30)
    places = [(-hit.score, hit.id) for hit in results.hits]
    assert [score for score, _ in places] == sorted(score for score, _ in places)
    assert search(index, text, limit=30) == results
    assert search(index, text, limit=5).hits == results.hits[:5]


def test_the_longest_text_is_a_query(index: Index) -> None:
    """Ten thousand words are read as far as they make sense."""
    assert search(index, "löneadministration " * 10_000).hits


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_found_by_its_own_title(index: Index, kind: str) -> None:
    """Its title finds it among the first ten, and its address is told."""
    entry = next(entry for entry in index.entries if entry.kind == kind and len(entry.title) > 8)
    hits = search(index, entry.title, kind=kind).hits
    assert entry.id in [hit.id for hit in hits]
    assert all(hit.url or hit.id == "index" for hit in hits)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("avfallshantering", "hantering av avfall"),
        ("löneadministration", "administration av löner"),
        ("diariesystem", "diarie system"),
        ("e-tjänster", "etjänst"),
        ("IT-drift", "it drift"),
        ("9 kap. 37 §", "9:37"),
        ("§ 37", "37 §"),
        ("gemensam nämnd", "Gemensamma nämnder"),
        ("orebro", "Örebro"),
        ("lämna kommunalförbund", "utträde ur kommunalförbund"),
        ("gå ur förbundet", "lämna förbundet"),
        ("en kommun drar sig ur", "en kommun hoppar av"),
        ("följa upp avtalet", "uppföljning av avtalet"),
        ("handla upp it", "upphandla it"),
    ],
)
def test_two_ways_to_say_it_share_hits(index: Index, one: str, other: str) -> None:
    """At least half of the first ten are the same."""
    first, second = set(ids(search(index, one))), set(ids(search(index, other)))
    assert first
    assert len(first & second) >= len(first) / 2


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("upphandlig", "upphandling"),
        ("löneadminstration", "löneadministration"),
        ("medborgarkontr", "medborgarkontor"),
        ("avfallshantring", "avfallshantering"),
        ("löneadministrasjon", "löneadministration"),
        ("it-samvärkan", "it-samverkan"),
    ],
)
def test_a_slip_of_the_finger_gets_a_suggestion(index: Index, typed: str, meant: str) -> None:
    """And the hits of what was meant."""
    results = search(index, typed)
    assert results.suggestion == meant
    assert ids(results) == ids(search(index, meant))


def test_half_a_compound_is_better_than_nothing(index: Index) -> None:
    """What the bank knows of an unknown word is searched, and marked as weak."""
    results = search(index, "avfallsdinosaurie")
    assert results.weak
    assert results.hits[0].id in ids(search(index, "avfall"))


@pytest.mark.parametrize(
    ("short", "whole"),
    [("BKT", "bergslagens-kommunalteknik"), ("BMB", "bergslagens-miljo-och-byggnamnd")],
)
def test_what_is_called_so_for_short_comes_first(index: Index, short: str, whole: str) -> None:
    """Before those that only speak of it, however often."""
    assert ids(search(index, short, kind="example"))[0] == whole


@pytest.mark.parametrize(
    "query", ["S", "s", "lst S", "länsstyrelsen s", "S-län"], ids=lambda query: query
)
def test_a_letter_is_a_county(index: Index, query: str) -> None:
    """Alone or with what says so."""
    assert search(index, query).hits[0].id == "lansstyrelsen-varmland"


def test_a_letter_of_a_word_is_no_county(index: Index) -> None:
    """Who writes ``e-arkiv`` apart asks nothing of Östergötland."""
    assert search(index, "e tjänst").hits[0].id == search(index, "e-tjänst").hits[0].id


@pytest.mark.parametrize("query", ["Torsby", "Torsby kommun", "Hagfors"])
def test_a_kommun_leads_to_its_county(index: Index, query: str) -> None:
    """Though no record names it: weakly, and never to one that is spelt alike."""
    results = search(index, query)
    assert results.suggestion is None
    assert "varmlands-drifts-och-servicenamnd" in [hit.id for hit in results.hits]


def test_what_stands_for_a_kommun_is_marked(index: Index) -> None:
    """What its county does is no answer about the kommun itself."""
    assert search(index, "Torsby").weak


@pytest.mark.parametrize("last", ["funktion", "verksamhet", "område", "fråga", "process"])
def test_the_end_of_a_compound_may_say_nothing(index: Index, last: str) -> None:
    """It is about what stands before it, and that is an answer."""
    results = search(index, f"löne{last}", kind="example")
    assert not results.weak
    assert len(set(ids(results)) & set(ids(search(index, "lön", kind="example")))) >= 5


def test_half_a_compound_makes_no_name_with_its_neighbour(index: Index) -> None:
    """A shared ``lönefunktion`` is no ``delad lön``, which is a post that two pay for."""
    best = ids(search(index, "delad lönefunktion", kind="example"))[0]
    assert best in ids(search(index, "löneadministration", kind="example"))


@pytest.mark.parametrize(
    "query", ["växelkurs euro", "elsparkcyklar parkering", "bitcoin", "pizza recept"]
)
def test_what_the_bank_lacks_gives_nothing_or_weak_hits(index: Index, query: str) -> None:
    """Nobody is led to believe that there is an answer."""
    results = search(index, query)
    assert results.weak or not results.hits


def test_a_word_may_stand_in_compounds_only(index: Index) -> None:
    """The bank speaks of overhead costs and never of overhead."""
    results = search(index, "overhead")
    assert results.hits[0].id == "orebromodellen-overheadkostnader"
    assert not results.weak


OTHER_SUBJECTS = """
    lagningsrecept, växtnäring, miljonär, avtalspension ITP räntefond, kartnål, nätkasse,
    serverlåda, telefonkatalog 1985, polishund, polisbåt Lego, arkivskåp begagnat, bildäck,
    bilradio, vägglampa, vattenskidor, vattensäng, skolfoto, skolavslutning sång, byggsats
    modelltåg, bygghjälm, lönnlöv, kommunikationsradio jakt, postorder kläder,
    postkodlotteriet, brevpapper, kontorsrotta, marknadsstånd, fondrobot, tjänstgöringsgrad
    läkarlinje, personlighetstest, samboavtal, hyresavtal andrahand, djurpark,
    djurförsäkring, hundkorg, fiskehamn krog, trafikskola moped, ramverkstad tavla,
    systemtext tangentbord, distansglas, förbundsserien bowling, nämndemansed,
    direktsändning melodifestivalen, rådhusbröllop, stadsvandring Rom, landskapsmålning,
    växthus tomater, riskokare, rättstavning, webbshop smycken, möbelpolish, husvagn,
    glasögon, spelkonsol, parfym, tandkräm, kaffebryggare, lunchmeny, gympasal hyra,
    dansbana, läsplatta, trädgårdsmöbler, bröllopsklänning, flyttfirma, hårfön, skidväxel,
    mormor, astronomi, vinprovning, saxofon
"""
"""Seventy things that the bank says nothing of; most look like compounds of its words."""


def test_other_subjects_give_nothing_or_weak_hits(index: Index) -> None:
    """At most one in fifty is taken for something that the bank has."""
    asked = [text.strip() for text in OTHER_SUBJECTS.split(",")]
    loud = [text for text in asked if (found := search(index, text)).hits and not found.weak]
    assert len(loud) <= len(asked) / 50, loud


@pytest.mark.parametrize(
    ("word", "never"),
    [("kassa", "klass"), ("storm", "stor"), ("studenter", "stödet"), ("matlagning", "mottagning")],
)
def test_a_word_of_its_own_is_not_put_right(index: Index, word: str, never: str) -> None:
    """What the bank lacks is seldom misspelt; a wrong guess is worse than none."""
    assert search(index, word).suggestion != never


def test_function_words_do_not_make_a_name(index: Index) -> None:
    """``god man`` names a guardian; where things get better (``bättre``) there is none."""
    hits = search(index, "överförmyndare", kind="example").hits
    assert hits[0].id == "gemensamt-kontor-amal"


def test_filters_of_one_name_widen_and_of_two_narrow(index: Index) -> None:
    """Values of one filter are alternatives; all filters must fit."""
    one = search(index, "samverkan", filters={"area": "it"}).total
    either = search(index, "samverkan", filters={"area": ["it", "lon-personal"]}).total
    both = search(index, "samverkan", filters={"area": "it", "source": "dalsland-2023"}).total
    assert both < one < either


def test_pages_of_the_guide_exist(index: Index) -> None:
    """Each hand-written page is found under the address that MkDocs gives it."""
    pages = [entry.url for entry in index.entries if entry.kind == "page"]
    assert pages
    for url in pages:
        source = ROOT / "docs" / (url or "index")
        assert source.with_suffix(".md").is_file() or (source / "index.md").is_file()


def test_code_is_not_what_a_page_is_about(tmp_path: Path) -> None:
    """What a reader copies into a window is left out, the words around it are not."""
    (tmp_path / "docs").mkdir()
    page = "# Titel\n\nFöre.\n\n```sh\nkommando --flagga\n```\n\nEfter.\n"
    (tmp_path / "docs" / "sida.md").write_text(page, encoding="utf-8")
    [document] = page_documents(tmp_path)
    assert document.summary == "Före. Efter."


@pytest.mark.parametrize(
    "query",
    [
        "vilken form ska vi välja",
        "jämför samverkansformer",
        "skillnad gemensam nämnd kommunalförbund",
        "när passar kommunalförbund",
        "kommunalförbund eller bolag",
    ],
)
def test_a_comparison_of_forms_leads_to_the_guide(index: Index, query: str) -> None:
    """Among the first five, beside the examples of those that have compared."""
    assert "om/valja-form" in ids(search(index, query, limit=5))


def test_a_snippet_begins_with_a_sentence(index: Index) -> None:
    """The number of a chapter ends none."""
    summary = "Det är ett lagkrav (9 kap. 6 § kommunallagen) för varje förbund. Mer finns i 3 kap."
    assert snippet(summary, parse(index, "förbund"), index.analysis) == summary

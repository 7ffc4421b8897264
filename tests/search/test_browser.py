"""The browser's search and the command line's are one: same words, same hits, same order."""

from __future__ import annotations

import gzip
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page

from samverkan.records.bank import Bank
from samverkan.search.documents import Document, Field
from samverkan.search.export import FIRST_CHARACTER, characters, site_index, write_search
from samverkan.search.index import Index
from samverkan.search.indexing import build_index
from samverkan.search.results import search
from samverkan.search.stem import stem
from samverkan.search.synonyms import bank_names
from samverkan.search.tokens import tokens
from tests.browsing import chromium, served_folder
from tests.conftest import ROOT
from tests.search.test_judge import FLOOR, queries

SCRIPT = """\
<!doctype html><meta charset="utf-8"><title>Sök</title>
<script type="module">
import { open } from "./assets/sok/engine.js";
window.engine = open(new URL("./sok/", location.href));
</script>
"""
FIRST = 10
READINGS = ("delad lönefunktion", "S", "lst S", "Torsby", "Hagfors kommun", "e tjänst", "overhead")
"""Words that are taken for something else: a part, a county, the beginning of a compound."""
LARGEST, PER_RECORDS = 300_000, 1000
"""So many bytes for so many records of the bank, or in proportion when there are more. The
terms of the vocabulary are found too, but are no records: a file of them counts as one."""
ENDINGS = ("", "s", "en", "et", "ar", "arna", "ers", "heten", "are", "igt", "ens", "fullt", "öst")
LETTERS = "abcdefghijklmnoprstuvxyåäöé"


def publish(index: Index, bank: Bank, folder: Path) -> Path:
    """Put the script and an index as they lie on the site below ``folder``."""
    shutil.copytree(ROOT / "docs" / "assets" / "sok", folder / "assets" / "sok")
    write_search(index, bank, folder / "sok")
    (folder / "index.html").write_text(SCRIPT, encoding="utf-8")
    return folder


@contextmanager
def opened(folder: Path) -> Iterator[Page]:
    """A page with the engine of what was published ready."""
    with served_folder(folder) as address, chromium() as browser:
        tab = browser.new_page()
        tab.goto(address)
        tab.wait_for_function("window.engine")
        tab.evaluate("window.engine.then((engine) => { window.ready = engine; })")
        yield tab


@pytest.fixture(scope="module")
def folder(index: Index, bank: Bank, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real index."""
    return publish(index, bank, tmp_path_factory.mktemp("sok") / "webb")


@pytest.fixture(scope="module")
def tab(folder: Path) -> Iterator[Page]:
    """A page with the engine of the real index."""
    with opened(folder) as tab:
        yield tab


@pytest.mark.parametrize("name", sorted(FLOOR))
def test_the_first_hits_are_the_same(tab: Page, index: Index, name: str) -> None:
    """For every judged query: ids, kinds, scores, snippets, totals, suggestion, weakness."""
    asked = [*(query.query for query in queries(name)), *READINGS]
    found = tab.evaluate(
        """async ([asked, first]) => Promise.all(asked.map(async (text) => {
            const { hits, query, suggestion, weak } = ready.search(text);
            const shown = await Promise.all(hits.slice(0, first).map(async ([number, score]) => [
                ready.entries[number].id, ready.entries[number].kind, ready.entries[number].url,
                await ready.snippet(number, query), score,
            ]));
            return [shown, hits.length, suggestion, weak];
        }))""",
        [asked, FIRST],
    )
    for text, there in zip(asked, found, strict=True):
        here = search(index, text, limit=FIRST)
        hits, *rest = there
        assert [hit[:4] for hit in hits] == [[h.id, h.kind, h.url, h.snippet] for h in here.hits]
        assert [hit[4] for hit in hits] == pytest.approx([h.score for h in here.hits], abs=1e-4)
        assert rest == [here.total, here.suggestion, here.weak], text


def _analysed(tab: Page, words: list[str]) -> list[list[object]]:
    script = (
        "(words) => words.map((w) => [ready.language.rules.stem(w), ready.language.partsOf(w)])"
    )
    found: list[list[object]] = tab.evaluate(script, words)
    return found


def test_every_word_of_the_index_is_read_alike(tab: Page, index: Index) -> None:
    """Stem and parts, from the rules and not from the table that is sent along."""
    words = list(index.counts)
    tab.evaluate("ready.language.rules.stems.clear(); ready.language.parts.clear();")
    expected = [[stem(word), list(index.analysis.parts(word))] for word in words]
    assert _analysed(tab, words) == expected


@settings(deadline=None, max_examples=30)
@given(data=st.data())
def test_made_up_words_are_read_alike(tab: Page, index: Index, data: st.DataObject) -> None:
    """Words run together, cut short, inflected, or made of any letters."""
    known = st.sampled_from(list(index.counts))
    word = st.one_of(
        st.text(LETTERS, min_size=1, max_size=14),
        st.tuples(known, known).map("".join),
        st.tuples(known, st.sampled_from(("", "s", "e", "o")), known).map("".join),
        st.tuples(known, st.sampled_from(ENDINGS)).map("".join),
        st.tuples(known, st.integers(1, 12)).map(lambda pair: pair[0][: pair[1]]),
    )
    words = data.draw(st.lists(word, min_size=20, max_size=40))
    expected = [[stem(each), list(index.analysis.parts(each))] for each in words]
    assert _analysed(tab, words) == expected


@settings(deadline=None, max_examples=50)
@given(st.lists(st.text(max_size=40), min_size=5, max_size=10))
def test_any_text_is_cut_alike(tab: Page, texts: list[str]) -> None:
    """Tokens of any text whatever; half a surrogate cannot be sent to a browser."""
    sent = [text.encode("utf-8", "ignore").decode() for text in texts]
    found = tab.evaluate(
        "(all) => all.map((text) => ready.language.rules.tokens(text).map((t) => t.text))", sent
    )
    assert found == [[token.text for token in tokens(text)] for text in sent]


@settings(deadline=None, max_examples=30)
@given(data=st.data())
def test_any_query_is_answered_alike(tab: Page, index: Index, data: st.DataObject) -> None:
    """Words of the index in any company, misspelt or not: the same first hits."""
    known = st.sampled_from(list(index.counts))
    misspelt = st.tuples(known, st.integers(1, 9)).map(lambda p: p[0][: p[1]] + p[0][p[1] + 1 :])
    query = st.lists(st.one_of(known, misspelt, st.text(LETTERS, max_size=8)), max_size=5)
    texts = data.draw(st.lists(query.map(" ".join), min_size=5, max_size=10))
    found = tab.evaluate(
        """([all, first]) => all.map((text) => {
            const { hits, suggestion } = ready.search(text);
            return [hits.slice(0, first).map(([number]) => ready.entries[number].id), suggestion];
        })""",
        [texts, FIRST],
    )
    for text, there in zip(texts, found, strict=True):
        here = search(index, text, limit=FIRST)
        assert there == [[hit.id for hit in here.hits], here.suggestion], text


WORDS = (
    "avfall avfallshantering hantering karta kartdatabas databaser IT-drift drift e-arkiv 9:37 "
    "Örebro län T-län gemensam nämnd lönenämnder"
).split()
TEXT = st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join)


@settings(deadline=None, max_examples=30)
@given(texts=st.lists(st.tuples(TEXT, TEXT), max_size=5), queries=st.lists(TEXT, max_size=5))
def test_any_small_index_is_read_alike(
    tab: Page, bank: Bank, texts: list[tuple[str, str]], queries: list[str]
) -> None:
    """Also an empty one, and one without names, pairs, concepts or words beside its own."""
    documents = [
        Document(
            f"d{at}", "example", title, f"x/d{at}/", more,
            ((Field.TITLE, title), (Field.SUMMARY, more)),
        )
        for at, (title, more) in enumerate(texts)
    ]  # fmt: skip
    index = build_index(documents, bank_names(bank)[::40])
    found = tab.evaluate(
        """async ([data, queries]) => {
            const { Engine } = await import("./assets/sok/engine.js");
            const engine = new Engine(data, location.href);
            return queries.map((text) => engine.search(text).hits
                .map(([at, score]) => [engine.entries[at].id, score]));
        }""",
        [site_index(index, bank), queries],
    )
    for text, there in zip(queries, found, strict=True):
        here = search(index, text).hits
        assert [name for name, _ in there] == [hit.id for hit in here], text
        assert [score for _, score in there] == pytest.approx([h.score for h in here], abs=1e-4)


@settings(max_examples=30)
@given(st.lists(st.integers(0, 1_000_000), max_size=30))
def test_numbers_come_back(tab: Page, numbers: list[int]) -> None:
    """Also those of a bank many times as large."""
    found = tab.evaluate(
        """async ([text, first]) => {
            const { decoded } = await import("./assets/sok/numbers.js");
            return decoded(text, first);
        }""",
        [characters(numbers), FIRST_CHARACTER],
    )
    assert found == numbers


def test_first_use_is_small(folder: Path, bank: Bank) -> None:
    """Script, index and the texts of ten hits, compressed as any server does."""

    def size(path: Path) -> int:
        return len(gzip.compress(path.read_bytes(), 9))

    script = sum(size(path) for path in (folder / "assets" / "sok").glob("*.js"))
    texts = sorted((size(path) for path in (folder / "sok" / "text").iterdir()), reverse=True)
    first_use = script + size(folder / "sok" / "index.json") + sum(texts[:FIRST])
    records = sum(len(kind) for kind in bank.records.values())
    assert first_use <= LARGEST * max(1, records / PER_RECORDS)

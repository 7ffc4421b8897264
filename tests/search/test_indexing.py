"""An index that is brought up to date is the one that would be built anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samverkan.inspection import inspect
from samverkan.records.bank import Bank
from samverkan.records.load import load
from samverkan.search.documents import Document, Field
from samverkan.search.index import Index
from samverkan.search.indexing import amend_index, build_index, write_index
from samverkan.search.results import search
from samverkan.search.shelf import FIELDS, Memory, Shelf
from samverkan.search.store import bank_documents, bank_index
from samverkan.search.synonyms import Name, bank_names
from samverkan.search.wording import read_wordings
from tests.conftest import ROOT
from tests.search.conftest import TODAY

WORDS = (
    "avfall avfallshantering hantering zebraskötsel zebra skötsel kartdatabas karta databas "
    "lönenämnden löner IT-drift drift e-arkiv arkivera kommun 9:37 i video videomöte"
).split()
"""Whole compounds and their parts: whether one is cut depends on whether the others exist."""
QUERIES = ("avfallshantering", "zebraskötseln", "databas för kartor", "lönenämnd", "videomöten")
TEXT = st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join)
EDIT = st.tuples(st.sampled_from(["change", "remove", "add", "retitle"]), st.integers(0, 59), TEXT)


@pytest.fixture(scope="module")
def documents(bank: Bank) -> list[Document]:
    """Sixty of the project's documents, of all kinds."""
    return list(bank_documents(ROOT, bank))[::27][:60]


@pytest.fixture(scope="module")
def names(bank: Bank) -> list[Name]:
    """Some of the project's names."""
    return bank_names(bank)[:300]


def edited(documents: Sequence[Document], edits: Sequence[tuple[str, int, str]]) -> list[Document]:
    """``documents`` after some edits."""
    held = {document.id: document for document in documents}
    for number, (edit, at, text) in enumerate(edits):
        document = documents[at % len(documents)]
        if edit == "remove":
            held.pop(document.id, None)
        elif edit == "add":
            added = (*document.texts, (Field.SUMMARY, text))
            held[f"ny-{number}"] = replace(document, id=f"ny-{number}", texts=added)
        elif edit == "change":
            held[document.id] = replace(document, texts=(*document.texts, (Field.LABELS, text)))
        else:
            texts = ((Field.TITLE, text), *document.texts[1:])
            held[document.id] = replace(document, title=text, texts=texts)
    return list(held.values())


def assert_same(one: Index, other: Index) -> None:
    """The two hold the same and answer the same."""
    assert one.counts == other.counts
    assert one.language.cuts == other.language.cuts
    assert one.entries == other.entries
    for field in FIELDS:
        there = {key: (list(p.documents), list(p.weights)) for key, p in one.table(field).items()}
        here = {key: (list(p.documents), list(p.weights)) for key, p in other.table(field).items()}
        assert there == here
    for query in QUERIES:
        assert search(one, query) == search(other, query)


@given(rounds=st.lists(st.lists(EDIT, max_size=5), min_size=1, max_size=3))
@settings(deadline=None, max_examples=25)
def test_amended_is_rebuilt(
    documents: list[Document], names: list[Name], rounds: list[list[tuple[str, int, str]]]
) -> None:
    """After any edits, additions and removals: the same hits with the same scores."""
    storage = Memory()
    language = write_index(storage, documents, names)
    for edits in rounds:
        after = edited(documents, edits)
        amended = amend_index(Index(Shelf(storage), language), after, names)
        language = amended or write_index(storage, after, names)
        assert_same(Index(Shelf(storage), language), build_index(after, names))


def test_a_new_word_reaches_those_who_have_the_compound(names: list[Name]) -> None:
    """``zebraskötsel`` is cut, in a record that nobody touched, once both words are known."""
    others = [_document(f"a{number}", "samverkan om avfall") for number in range(20)]
    before = [*others, _document("hel", "zebraskötsel")]
    after = [*before, _document("delar", "zebra och skötsel")]
    storage = Memory()
    language = write_index(storage, before, names)
    index = Index(Shelf(storage), language)
    (zebra,) = index.analysis.keys("zebra")
    assert not index.postings("parts", zebra).documents
    amended_language = amend_index(index, after, names)
    assert amended_language is not None
    amended = Index(Shelf(storage), amended_language)
    held = [amended.entries[number].id for number in amended.postings("parts", zebra).documents]
    assert held == ["hel"]
    assert_same(amended, build_index(after, names))


def test_what_check_kept_makes_the_same_index(mini: Path) -> None:
    """Also when a record is another since: its words are then cut anew."""
    inspect(mini)
    assert read_wordings(mini)
    edited = next(mini.glob("kb/networks/*.yaml"))
    edited.write_text(edited.read_text("utf-8").replace("title: ", "title: Zebra och "), "utf-8")
    bank = load(mini).bank
    documents, names = list(bank_documents(mini, bank)), bank_names(bank)
    assert_same(bank_index(mini, bank, TODAY), build_index(documents, names))


def test_only_what_changed_is_written(documents: list[Document], names: list[Name]) -> None:
    """One edited document makes one new; an index without changes is not written at all."""
    storage = Memory()
    before = write_index(storage, documents, names)
    index = Index(Shelf(storage), before)
    written = set(storage.list())
    assert amend_index(index, documents, names) == before
    assert set(storage.list()) == written
    changed = [replace(documents[0], summary="En ny sammanfattning."), *documents[1:]]
    language = amend_index(index, changed, names)
    assert language is not None
    assert written & {name for name in storage.list() if name.endswith(".seg")}
    amended = Index(Shelf(storage), language)
    assert "En ny sammanfattning." in {entry.summary for entry in amended.entries}
    assert len(amended.entries) == len(documents)


def test_new_names_and_many_changes_ask_for_a_new_index(
    documents: list[Document], names: list[Name]
) -> None:
    """Names may mean something in every document."""
    index = build_index(documents, names)
    assert amend_index(index, documents, names[1:]) is None
    assert amend_index(index, documents[:10], names) is None


def _document(name: str, text: str) -> Document:
    return Document(name, "example", text, f"exempel/{name}/", text, ((Field.TITLE, text),))

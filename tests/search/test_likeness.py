"""Records of the same cooperation are found, by the words and weights of the search."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from samverkan.records.bank import Bank
from samverkan.records.load import load
from samverkan.search.cooperations import cooperation_documents
from samverkan.search.documents import Document, Field
from samverkan.search.duplicates import duplicate_faults
from samverkan.search.index import Index
from samverkan.search.likeness import ALIKE, alike, cosine, profile, telling, words_of
from samverkan.search.wording import wording
from tests.conftest import ROOT

NAME = re.compile(r"(?<=[a-zåäö,] )[A-ZÅÄÖ][a-zåäö]+")
"""A word with a capital in the middle of a sentence."""
INVENTED = "Bortre Ändalunda Skogsmåla Trettiofjärd Ulvagård Norrsättra Myrhult Vassbotten".split()


@pytest.fixture(scope="module")
def documents(bank: Bank) -> list[Document]:
    """Every example and network."""
    return list(cooperation_documents(bank))


def planted(document: Document) -> Document:
    """A copy in the hands of somebody else: another title, every second name exchanged."""
    own = [text for place, text in document.texts if place is not Field.TITLE]
    found = sorted({name for text in own for name in NAME.findall(text)})
    names = dict(zip(found[::2], INVENTED * len(found), strict=False))

    def exchanged(text: str) -> str:
        return re.sub(r"\w+", lambda word: names.get(word[0], word[0]), text)

    title = "Ett arbete som vi gör ihop"
    texts = tuple(
        (place, title if place is Field.TITLE else exchanged(text))
        for place, text in document.texts
    )
    return replace(document, id=f"{document.id}-kopia", title=title, texts=texts)


def alike_of(documents: Sequence[Document]) -> set[tuple[int, int]]:
    """Return the pairs of ``documents`` that are alike."""
    words = [words_of(wording(document)) for document in documents]
    profiles = [profile(each) for each in words]
    return set(alike([telling(each) for each in words], profiles.__getitem__, range(len(words))))


def test_the_bank_has_no_two_of_the_same(mini: Path) -> None:
    """Those that are alike name each other."""
    assert list(duplicate_faults(mini, load(ROOT))) == []


def test_most_copies_are_found(documents: list[Document]) -> None:
    """Nine of ten of all that the bank holds, by whatever name and with other places named."""
    found = alike_of([*documents, *map(planted, documents)])
    copies = [(len(documents) + number, number) for number in range(len(documents))]
    assert sum(copy in found for copy in copies) >= 0.9 * len(copies)


def test_no_two_that_are_alike_are_missed(documents: list[Document]) -> None:
    """The most telling words find all that comparing each with each would; also for one alone."""
    words = [words_of(wording(document)) for document in documents]
    profiles = [profile(each) for each in words]
    numbers = range(len(profiles))
    every = {(n, o) for n in numbers for o in range(n) if cosine(profiles[n], profiles[o]) >= ALIKE}
    assert alike_of(documents) == every
    most = [telling(each) for each in words]
    for number in sorted({number for pair in every for number in pair}):
        found = set(alike(most, profiles.__getitem__, {number}))
        assert found == {pair for pair in every if number in pair}


def test_a_record_is_itself(documents: list[Document]) -> None:
    """The measure is 1 for the same words, 0 for no word in common, and goes both ways."""
    stranger = Document("x", "example", "Zebror", "", "", ((Field.TITLE, "Zebror"),))
    one, two, other = (profile(words_of(wording(each))) for each in (*documents[:2], stranger))
    assert cosine(one, one) == pytest.approx(1)
    assert cosine(one, other) == 0
    assert cosine(one, two) == cosine(two, one)


def test_the_index_holds_the_words_that_records_are_compared_by(
    index: Index, documents: list[Document]
) -> None:
    """Those of the search weigh as much, so what is called alike is the same everywhere."""
    held: dict[tuple[str, str], dict[str, int]] = {}
    for key, postings in index.table("words").items():
        for number, steps in zip(postings.documents, postings.weights, strict=True):
            entry = index.entries[number]
            held.setdefault((entry.kind, entry.id), {})[key] = steps
    for document in documents:
        assert held[document.kind, document.id] == words_of(wording(document))

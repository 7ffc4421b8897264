"""Records of the same cooperation are found, by the words and weights of the search."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import pytest

from samverkan.records.bank import Bank
from samverkan.records.load import load
from samverkan.search.cooperations import cooperation_documents
from samverkan.search.documents import Document, Field
from samverkan.search.duplicates import duplicate_faults
from samverkan.search.likeness import ALIKE, Likeness, profile
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


def likeness(documents: Sequence[Document]) -> Likeness:
    """Return the likeness of ``documents``."""
    return Likeness([profile(document) for document in documents])


def test_the_bank_has_no_two_of_the_same() -> None:
    """Those that are alike name each other."""
    assert list(duplicate_faults(load(ROOT))) == []


@pytest.mark.parametrize(
    "name",
    ["gemensam-vaxel-vanersborg-uddevalla", "loneadministration-nordlanen", "nystartskontor"],
)
def test_a_copy_is_found(documents: list[Document], name: str) -> None:
    """Also when it is called something else and other places are named."""
    numbers = {document.id: number for number, document in enumerate(documents)}
    compared = likeness([*documents, planted(documents[numbers[name]])])
    assert (len(documents), numbers[name]) in compared.pairs()
    assert numbers[name] in compared.like(len(documents))


def test_most_copies_are_found(documents: list[Document]) -> None:
    """Nine of ten, of all that the bank holds."""
    compared = likeness([*documents, *map(planted, documents)])
    found = set(compared.pairs())
    copies = [(len(documents) + number, number) for number in range(len(documents))]
    assert sum(copy in found for copy in copies) >= 0.9 * len(copies)


def test_no_two_that_are_alike_are_missed(documents: list[Document]) -> None:
    """The most telling words find all that comparing each with each would."""
    compared = likeness(documents)
    numbers = range(len(documents))
    every = [(n, o) for n in numbers for o in range(n) if compared.cosine(n, o) >= ALIKE]
    assert sorted(compared.pairs()) == every
    for number in numbers:
        both = {*((n, o) for n, o in every if number in (n, o))}
        assert {tuple(sorted((number, o), reverse=True)) for o in compared.like(number)} == both


def test_a_record_is_itself(documents: list[Document]) -> None:
    """The measure is 1 for the same words, 0 for no word in common, and goes both ways."""
    stranger = Document("x", "example", "Zebror", "", "", ((Field.TITLE, "Zebror"),))
    compared = likeness([*documents[:2], stranger])
    assert compared.cosine(0, 0) == pytest.approx(1)
    assert compared.cosine(0, 2) == 0
    assert compared.cosine(0, 1) == compared.cosine(1, 0)

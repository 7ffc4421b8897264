"""The index: for each term the documents that hold it, and the words of the language.

The whole index is plain data (:meth:`Index.data`): the same numbers lie in the command
line's cache and in the published site's files, so that the two cannot rank differently.
Weights are whole numbers (:data:`SCALE` to one occurrence in ordinary text), small enough
to send and equal in every language that reads them.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any

from samverkan.search.analysis import Analysis, plain_words
from samverkan.search.compounds import Splitter
from samverkan.search.documents import Document
from samverkan.search.lexicon import Lexicon, compounds
from samverkan.search.synonyms import Name, Thesaurus
from samverkan.search.terms import Terms, index_terms

FIELDS = ("words", "parts", "pairs", "concepts", "title")
SCALE = 5
"""Steps to a weight of one; finer differences than a twentieth say nothing."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What the index remembers of a document."""

    id: str
    kind: str
    title: str
    url: str
    summary: str
    filters: Mapping[str, Sequence[str]]
    merit: float
    length: float
    title_length: int


@dataclass(frozen=True, slots=True)
class Postings:
    """The documents (numbers in order) that hold a term, and its weight in each in steps."""

    documents: Sequence[int]
    weights: Sequence[int]


Table = Mapping[str, Mapping[str, Postings]]
_NOTHING = Postings((), ())


class Index:
    """An index, ready for questions. Never changes, so threads may share it."""

    def __init__(
        self,
        entries: Sequence[Entry],
        counts: Mapping[str, int],
        names: Sequence[Name],
        table: Table,
        analysis: Analysis | None = None,
    ) -> None:
        self.entries = tuple(entries)
        self.counts = counts
        self.names = tuple(names)
        self.table = table
        self.analysis = analysis or Analysis(Splitter(counts))
        self.thesaurus = Thesaurus(self.names, self.analysis)
        self.lexicon = Lexicon(counts, compounds(self.analysis, counts))
        total = sum(entry.length for entry in self.entries)
        self.average_length = total / max(1, len(self.entries))

    def postings(self, field: str, key: str) -> Postings:
        """Return the postings of ``key`` in one of :data:`FIELDS`; empty when there are none."""
        return self.table[field].get(key, _NOTHING)

    @cached_property
    def filters(self) -> Mapping[str, Sequence[str]]:
        """The filters that there are, each with its values in order."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for entry in self.entries:
            for name, values in entry.filters.items():
                found[name].update(values)
        return {name: sorted(found[name]) for name in sorted(found)}

    def data(self) -> dict[str, Any]:
        """Return the index as plain data that JSON can hold."""
        return {
            "entries": [asdict(entry) for entry in self.entries],
            "counts": dict(self.counts),
            "names": [[name.text, name.concept, name.weight] for name in self.names],
            "table": {
                field: {key: [list(p.documents), list(p.weights)] for key, p in keys.items()}
                for field, keys in self.table.items()
            },
        }


def index_from(data: Mapping[str, Any]) -> Index:
    """Return the index whose :meth:`Index.data` is ``data``.

    Raises:
        LookupError, TypeError, ValueError: if ``data`` is not of that form.
    """
    table = {
        field: {
            key: Postings(array("I", documents), array("I", weights))
            for key, (documents, weights) in data["table"][field].items()
        }
        for field in FIELDS
    }
    entries = [Entry(**entry) for entry in data["entries"]]
    return Index(entries, data["counts"], [Name(*name) for name in data["names"]], table)


def build_index(documents: Iterable[Document], names: Iterable[Name]) -> Index:
    """Index ``documents``.

    Args:
        documents: what is to be found.
        names: synonyms, abbreviations and old names, from ``bank_names``.
    """
    ordered = sorted(documents, key=lambda document: (document.id, document.kind))
    known_names = list(names)
    counts = _counts(ordered, known_names)
    analysis = Analysis(Splitter(counts))
    thesaurus = Thesaurus(known_names, analysis)
    lists: dict[str, defaultdict[str, tuple[array[int], array[int]]]] = {
        field: defaultdict(lambda: (array("I"), array("I"))) for field in FIELDS if field != "parts"
    }
    entries = []
    for number, document in enumerate(ordered):
        terms = index_terms(document, analysis, thesaurus)
        entries.append(_entry(document, terms))
        for field, keys in lists.items():
            for key, weight in getattr(terms, field).items():
                numbers, weights = keys[key]
                numbers.append(number)
                weights.append(max(1, round(weight * SCALE)))
    table = {
        field: {key: Postings(*keys[key]) for key in sorted(keys)} for field, keys in lists.items()
    }
    table["parts"] = _parts(table["words"], analysis)
    return Index(entries, counts, known_names, table, analysis)


def _parts(words: Mapping[str, Postings], analysis: Analysis) -> dict[str, Postings]:
    """The postings of parts of compounds: what the compounds' own add up to.

    They follow from those of the words, so that nothing but the words need be sent along.
    """
    sums: defaultdict[str, Counter[int]] = defaultdict(Counter)
    for key, postings in words.items():
        for part in analysis.parts_of(key):
            for number, weight in zip(postings.documents, postings.weights, strict=True):
                sums[part][number] += weight
    return {
        part: Postings(array("I", sorted(held)), array("I", (held[n] for n in sorted(held))))
        for part, held in sorted(sums.items())
    }


def _entry(document: Document, terms: Terms) -> Entry:
    return Entry(
        document.id,
        document.kind,
        document.title,
        document.url,
        " ".join(document.summary.split()),
        {name: list(values) for name, values in document.filters.items() if values},
        document.merit,
        round(terms.length, 1),
        terms.title_length,
    )


def _counts(documents: Sequence[Document], names: Sequence[Name]) -> dict[str, int]:
    counts: Counter[str] = Counter()
    for document in documents:
        for _, text in document.texts:
            counts.update(plain_words(text))
    counts.update({word: 0 for name in names for word in plain_words(name.text)})
    return dict(sorted(counts.items()))

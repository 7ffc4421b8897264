"""The index: Whoosh keeps the postings; this module builds, stores and reads them.

Whoosh scores in Python one posting at a time, too slow for ten thousand records. So it
does what it is good at (sorted postings in one segment, in memory or on disk), and each
list is decoded once into arrays that :mod:`samverkan.search.ranking` adds up.
"""

from __future__ import annotations

import json
import shutil
import tempfile
import threading
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from whoosh import fields, formats
from whoosh.filedb.filestore import FileStorage, RamStorage, Storage
from whoosh.reading import TermNotFound

from samverkan.files import replace_folder, write_atomically
from samverkan.search.analysis import Analysis, plain_words
from samverkan.search.compounds import Splitter
from samverkan.search.documents import Document
from samverkan.search.lexicon import Lexicon, compounds
from samverkan.search.synonyms import Name, Thesaurus
from samverkan.search.terms import Terms, index_terms

FIELDS = ("words", "parts", "pairs", "concepts", "title")
_LANGUAGE = "language.json"
_MOST_CACHED = 4_000_000
"""Decoded postings kept in memory; some 50 MB."""


class Weighted(fields.FieldType):  # type: ignore[misc]
    """A field whose terms arrive analysed and weighted: a mapping from term to weight."""

    indexed = True
    stored = False
    unique = False
    sortable = False
    spelling = False
    vector = None
    column_type = None
    analyzer = None
    scorable = False
    multitoken_query = "default"

    def __init__(self) -> None:
        self.format = formats.Existence()

    def index(
        self, value: Mapping[str, float], **_: object
    ) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Yield Whoosh's term, frequency, weight and posting value."""
        for term, weight in value.items():
            yield term.encode(), 1, weight, b""

    def clean(self) -> None:
        """Nothing to clean; Whoosh calls it before pickling."""


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
    """The documents that hold a term, and the term's weight in each."""

    documents: array[int]
    weights: array[float]


_NOTHING = Postings(array("I"), array("f"))


class Index:
    """An open index. Safe to share between threads."""

    def __init__(self, storage: Storage, language: Mapping[str, Any]) -> None:
        self._reader = storage.open_index().reader()
        self._lock = threading.Lock()  # Whoosh's reader keeps a position in its file
        self._cache: dict[tuple[str, str], Postings] = {}
        self._cached = 0
        self.counts: Mapping[str, int] = language["counts"]
        self.analysis = Analysis(Splitter(self.counts))
        names = [Name(*name) for name in language["names"]]
        self.thesaurus = Thesaurus(names, self.analysis)
        stored = self._reader.all_stored_fields()
        self.entries = tuple(Entry(**fields["entry"]) for fields in stored)
        self.lexicon = Lexicon(self.counts, language["compounds"])
        total = sum(entry.length for entry in self.entries)
        self.average_length = total / max(1, len(self.entries))

    def postings(self, field: str, key: str) -> Postings:
        """Return the postings of ``key`` in one of :data:`FIELDS`; empty when there are none."""
        found = self._cache.get((field, key))
        if found is None:
            with self._lock:
                found = self._read(field, key)
                if self._cached > _MOST_CACHED:
                    self._cache.clear()
                    self._cached = 0
                self._cache[field, key] = found
                self._cached += len(found.documents) + 20
        return found

    def _read(self, field: str, key: str) -> Postings:
        try:
            matcher = self._reader.postings(field, key.encode())
        except TermNotFound:
            return _NOTHING
        documents, weights = array("I"), array("f")
        while matcher.is_active():
            documents.append(matcher.id())
            weights.append(matcher.weight())
            matcher.next()
        return Postings(documents, weights)


def build_index(documents: Iterable[Document], names: Iterable[Name]) -> Index:
    """Return an index in memory.

    Args:
        documents: what is to be found.
        names: synonyms, abbreviations and old names, from ``bank_names``.
    """
    storage = RamStorage()
    return Index(storage, _write(storage, documents, names))


def store_index(folder: Path, documents: Iterable[Document], names: Iterable[Name]) -> None:
    """Write an index to ``folder``, which is replaced when the new one is whole.

    Raises:
        OSError: if the folder cannot be written to.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=".sok.", dir=folder.parent))
    try:
        language = _write(FileStorage(str(work)), documents, names)
        text = json.dumps(language, ensure_ascii=False)
        write_atomically(work / _LANGUAGE, text.encode())
        replace_folder(work, folder)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def read_index(folder: Path) -> Index:
    """Open an index that :func:`store_index` wrote.

    Raises:
        OSError: if it is not there or cannot be read.
    """
    language = json.loads((folder / _LANGUAGE).read_text(encoding="utf-8"))
    return Index(FileStorage(str(folder)), language)


def _write(
    storage: Storage, documents: Iterable[Document], names: Iterable[Name]
) -> dict[str, object]:
    ordered = sorted(documents, key=lambda document: (document.id, document.kind))
    known_names = list(names)
    counts = _counts(ordered, known_names)
    analysis = Analysis(Splitter(counts))
    thesaurus = Thesaurus(known_names, analysis)
    schema = fields.Schema(
        **{name: Weighted() for name in FIELDS},
        entry=fields.STORED,
    )
    writer = storage.create_index(schema).writer(limitmb=256)
    for document in ordered:
        terms = index_terms(document, analysis, thesaurus)
        writer.add_document(
            entry=_entry(document, terms), **{name: getattr(terms, name) for name in FIELDS}
        )
    writer.commit()
    return {
        "counts": counts,
        "names": [[name.text, name.concept, name.weight] for name in known_names],
        "compounds": compounds(analysis, counts),
    }


def _entry(document: Document, terms: Terms) -> dict[str, object]:
    return {
        "id": document.id,
        "kind": document.kind,
        "title": document.title,
        "url": document.url,
        "summary": document.summary,
        "filters": {name: list(values) for name, values in document.filters.items()},
        "merit": document.merit,
        "length": terms.length,
        "title_length": terms.title_length,
    }


def _counts(documents: Sequence[Document], names: Sequence[Name]) -> dict[str, int]:
    counts: Counter[str] = Counter()
    for document in documents:
        for _, text in document.texts:
            counts.update(plain_words(text))
    counts.update({word: 0 for name in names for word in plain_words(name.text)})
    return dict(sorted(counts.items()))

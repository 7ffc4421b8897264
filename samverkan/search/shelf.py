"""Where the index lies: Whoosh keeps the postings; this module writes and reads them.

Whoosh stores what our own analysis and weighting give it, one document at a time, and can
exchange a single one. It would score in Python one posting at a time, too slow for ten
thousand records; so each list is decoded once into arrays, which
:mod:`samverkan.search.ranking` adds up.

Whoosh unpickles what it reads, and a pickle can run code. A shelf must therefore only be
opened where this program wrote it, never in a folder that came from somebody else.
"""

from __future__ import annotations

import json
import tempfile
import threading
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import compress, pairwise
from pathlib import Path

from whoosh import columns, fields, formats
from whoosh.filedb.filestore import FileStorage, RamStorage, Storage
from whoosh.matching import FilterMatcher, Matcher
from whoosh.reading import TermNotFound
from whoosh.writing import SegmentWriter

FIELDS = ("words", "parts", "pairs", "concepts", "title")
_MOST_CACHED = 4_000_000
"""Decoded postings kept in memory; some 50 MB."""
_MEMORY = 256
"""Megabytes that Whoosh may sort in before it turns to the disk."""


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
    scorable = True
    """Whoosh asks for a text's length at each posting; where none is kept, that takes longer."""
    multitoken_query = "default"

    def __init__(self) -> None:
        self.format = formats.Existence()

    def index(
        self, value: Mapping[str, int], **_: object
    ) -> Iterator[tuple[bytes, int, int, bytes]]:
        """Yield Whoosh's term, frequency, weight and posting value."""
        for term, weight in value.items():
            yield term.encode(), 1, weight, b""

    def clean(self) -> None:
        """Nothing to clean; Whoosh calls it before writing."""


SCHEMA = fields.Schema(
    key=fields.ID(unique=True),
    entry=fields.STORED,
    spellings=fields.COLUMN(columns.CompressedBytesColumn()),
    **{name: Weighted() for name in FIELDS},
)


class Memory(RamStorage):  # type: ignore[misc]
    """A storage in memory. While writing, Whoosh needs a folder too; it would give all
    processes one of the same name, in which they take each other's files.
    """

    def __init__(self) -> None:
        super().__init__()
        self._folder: Path | None = None

    def temp_storage(self, name: str | None = None) -> Storage:  # noqa: ARG002 (Whoosh's)
        """Return this storage's own folder; Whoosh removes it when it has written."""
        if self._folder is None or not self._folder.exists():
            self._folder = Path(tempfile.mkdtemp(prefix="sok."))
        return FileStorage(str(self._folder))


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
    reviewed: str | None
    digest: str
    """SHA-256 of all that the document was indexed from."""

    @property
    def key(self) -> str:
        """What no other document is called."""
        return f"{self.kind}/{self.id}"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A document as it is put on the shelf."""

    entry: Entry
    terms: Mapping[str, Mapping[str, int]]
    """By field, the weight of each term in steps."""
    spellings: Mapping[str, int]
    """How often each word occurs, as written."""


@dataclass(frozen=True, slots=True)
class Postings:
    """The documents (numbers in order) that hold a term, and its weight in each in steps."""

    documents: Sequence[int]
    weights: Sequence[int]


NOTHING = Postings((), ())
"""Those of a key that no document holds."""


class _Numbering:
    """Leads from the places where documents lie to their numbers.

    They lie in order but for those that came later, which are few: only these are sorted.
    """

    def __init__(self, places: Sequence[int], size: int) -> None:
        """Learn the places, by number, of ``size`` that there are; the others lie deleted."""
        self._gone = len(places)
        self._numbers = [self._gone] * size
        for number, place in enumerate(places):
            self._numbers[place] = number
        known = [number for number in self._numbers if number < self._gone]
        first = next((at for at, (n, m) in enumerate(pairwise(known), 1) if m < n), None)
        self._late = size if first is None else self._numbers.index(known[first])
        self._same = list(places) == list(range(size))

    def numbered(self, places: array[int], weights: array[int]) -> Postings:
        """Return the postings of the documents that lie in ``places``, in order."""
        if self._same:
            return Postings(places, weights)
        numbers = array("I", map(self._numbers.__getitem__, places))
        late = bisect_left(places, self._late)
        came = list(zip(numbers[late:], weights[late:], strict=True))
        del numbers[late:], weights[late:]
        if self._gone in numbers:
            held = list(map(self._gone.__ne__, numbers))
            numbers, weights = (array("I", compress(each, held)) for each in (numbers, weights))
        for number, weight in came:
            if number != self._gone:
                at = bisect_left(numbers, number)
                numbers.insert(at, number)
                weights.insert(at, weight)
        return Postings(numbers, weights)


class Shelf:
    """Reads what was put in a storage. Documents are numbered in the order of kind and id,
    whatever the order in which they came. Safe to share between threads.
    """

    def __init__(self, storage: Storage) -> None:
        self._index = storage.open_index(schema=SCHEMA)
        self._reader = self._index.reader()
        self._lock = threading.Lock()  # Whoosh's reader keeps a position in its file
        self._cache: dict[tuple[str, str], Postings] = {}
        self._cached = 0
        found = [(Entry(**stored["entry"]), at) for at, stored in self._reader.iter_docs()]
        found.sort(key=lambda each: each[0].key)
        self.entries = tuple(entry for entry, _ in found)
        self._places = [at for _, at in found]
        self._numbering = _Numbering(self._places, self._reader.doc_count_all())

    @property
    def worn(self) -> bool:
        """Whether more documents lie here exchanged or removed than are in use."""
        return bool(self._reader.doc_count_all() > 2 * len(self.entries))

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

    def keys(self, field: str) -> list[str]:
        """Return every term that some document holds in ``field``, in order."""
        with self._lock:
            found = [key.decode() for key in self._reader.lexicon(field)]
        if not self._reader.has_deletions():
            return found
        return [key for key in found if self.postings(field, key).documents]

    def spellings(self, number: int) -> Mapping[str, int]:
        """Return how often each word occurs in a document, as it was put here."""
        with self._lock:
            column = self._reader.column_reader("spellings")
            counts: Mapping[str, int] = json.loads(column[self._places[number]])
        return counts

    def exchange(self, gone: Iterable[str], sheets: Iterable[Sheet]) -> None:
        """Remove the documents with the keys ``gone``; add ``sheets`` or put them in the place
        of those with the same key. This reader goes on showing what was.

        Raises:
            whoosh.index.LockError: if somebody else is writing here.
            OSError: if the storage cannot be written to.
        """
        with self._index.writer(limitmb=_MEMORY) as writer:
            for key in gone:
                writer.delete_by_term("key", key)
            for sheet in sheets:
                writer.update_document(**_written(sheet))

    def _read(self, field: str, key: str) -> Postings:
        documents, weights = array("I"), array("I")
        for reader, first in self._reader.leaf_readers():
            try:
                matcher = reader.postings(field, key.encode())
            except TermNotFound:
                continue
            for ids, heavy in _blocks(matcher):
                documents.extend((first + at for at in ids) if first else ids)
                weights.extend(map(int, heavy))
        return self._numbering.numbered(documents, weights)


def _blocks(matcher: Matcher) -> Iterator[tuple[Iterable[int], Iterable[float]]]:
    """Yield documents and weights by the block as they lie; deleted ones too.

    Whoosh gives out one posting at a time, in several calls; on a word that stands in every
    second of ten thousand records that alone would take longer than all else in a search.
    """
    if isinstance(matcher, FilterMatcher):
        matcher = matcher.child
    while matcher.is_active():
        matcher.id(), matcher.weight()  # reads the block
        yield matcher._ids, matcher._weights
        matcher._next_block()


def fill(storage: Storage, sheets: Iterable[Sheet]) -> None:
    """Put ``sheets`` in ``storage``; what lay there is gone.

    Raises:
        OSError: if it cannot be written to.
    """
    writer: SegmentWriter
    with storage.create_index(SCHEMA).writer(limitmb=_MEMORY) as writer:
        for sheet in sheets:
            writer.add_document(**_written(sheet))


def _written(sheet: Sheet) -> dict[str, object]:
    return {
        "key": sheet.entry.key,
        "entry": asdict(sheet.entry),
        "spellings": json.dumps(sheet.spellings, ensure_ascii=False).encode(),
        **sheet.terms,
    }

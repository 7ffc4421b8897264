"""Puts documents in the index: all of them, or those that have changed.

What a document is indexed as depends on its own texts, on the names in the vocabularies,
and on how its compounds are cut; and the cuts depend on the words of all documents. So a
change reaches the documents that are changed *and* those that hold a word which is now cut
otherwise. Only these are written again, and the result is what building anew would give.
New names change everything, and so do many changes: then it is built anew.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from whoosh.filedb.filestore import Storage

from samverkan.search.analysis import Analysis
from samverkan.search.compounds import Splitter
from samverkan.search.documents import Document
from samverkan.search.index import Index, Language
from samverkan.search.shelf import Entry, Memory, Sheet, Shelf, fill
from samverkan.search.stem import stem
from samverkan.search.synonyms import Name, Thesaurus
from samverkan.search.terms import Terms, in_steps, index_terms
from samverkan.search.tokens import spellings
from samverkan.search.wording import Wording, word_counts, wording

Worder = Callable[[Document], Wording]
"""Returns the wording of a document: made of it, or kept from when it was."""
_MANY = 4
"""When more than one document in so many is to be written, all of them are, as quickly."""


def build_index(
    documents: Iterable[Document],
    names: Iterable[Name],
    today: date | None = None,
    worded: Worder = wording,
) -> Index:
    """Index ``documents`` in memory.

    Args:
        documents: what is to be found.
        names: synonyms, abbreviations and old names, from ``bank_names``.
        today: the day from which the age of reviews is counted; without it none is old.
        worded: returns the wording of a document.
    """
    storage = Memory()
    language = write_index(storage, documents, names, worded)
    return Index(Shelf(storage), language, today)


def write_index(
    storage: Storage,
    documents: Iterable[Document],
    names: Iterable[Name],
    worded: Worder = wording,
) -> Language:
    """Index ``documents`` in ``storage``; what lay there is gone.

    Returns:
        What must be kept beside the storage to open the index.

    Raises:
        OSError: if the storage cannot be written to.
    """
    ordered = sorted(documents, key=lambda document: (document.kind, document.id))
    wordings = [worded(document) for document in ordered]
    counts: Counter[str] = Counter()
    for each in wordings:
        counts.update(word_counts(*each.values()))
    known_names = tuple(names)
    press = _Press(_with_names(counts, known_names), known_names)
    fill(storage, map(press.sheet, ordered, wordings))
    return press.language


def amend_index(
    index: Index,
    documents: Iterable[Document],
    names: Iterable[Name],
    worded: Worder = wording,
) -> Language | None:
    """Bring the storage of ``index`` up to date with ``documents``. ``index`` itself goes on
    showing what was; open the storage again to see what is.

    Returns:
        What must be kept beside the storage to open the index. ``None``, with nothing
        written, when it is better built anew.

    Raises:
        OSError, whoosh.index.LockError: if the storage cannot be written to.
    """
    known_names = tuple(names)
    if known_names != index.names or index.shelf.worn:
        return None
    known = {entry.key: number for number, entry in enumerate(index.entries)}
    wanted = {f"{document.kind}/{document.id}": document for document in documents}
    gone = [key for key in known if key not in wanted]
    changed = {
        key
        for key, document in wanted.items()
        if key not in known or index.entries[known[key]].digest != document.digest
    }
    if not changed and not gone:
        return index.language
    if _MANY * (len(changed) + len(gone)) > len(known):
        return None
    wordings = {key: worded(wanted[key]) for key in changed}
    counts = Counter(index.counts)
    for key in (*gone, *(changed & known.keys())):
        counts.subtract(index.shelf.spellings(known[key]))
    for each in wordings.values():
        counts.update(word_counts(*each.values()))
    press = _Press(_with_names(+counts, known_names), known_names)
    old, new = index.analysis.parts_of, press.analysis.parts_of
    recut = (key for key in index.shelf.keys("words") if old(key) != new(key))
    for number in {n for key in recut for n in index.postings("words", key).documents}:
        key = index.entries[number].key
        if key in wanted and key not in changed:
            wordings[key] = worded(wanted[key])
    if _MANY * (len(wordings) + len(gone)) > len(known):
        return None
    sheets = (press.sheet(wanted[key], wordings[key]) for key in sorted(wordings))
    index.shelf.exchange(gone, sheets)
    return press.language


class _Press:
    """Turns documents into sheets, in one language."""

    def __init__(self, counts: Mapping[str, int], names: tuple[Name, ...]) -> None:
        self.analysis = Analysis(Splitter(counts))
        self._thesaurus = Thesaurus(names, self.analysis)
        stems = dict.fromkeys(stem(word) for word in counts)
        cuts = {key: self.analysis.parts_of(key) for key in stems}
        self.language = Language(counts, names, cuts)

    def sheet(self, document: Document, wording: Wording) -> Sheet:
        terms = index_terms(document, wording, self.analysis, self._thesaurus)
        words = in_steps(terms.words)
        steps = {
            "words": words,
            "parts": self._parts(words),
            "pairs": in_steps(terms.pairs),
            "concepts": in_steps(terms.concepts),
            "title": in_steps(terms.title),
        }
        return Sheet(_entry(document, terms), steps, word_counts(*wording.values()))

    def _parts(self, words: Mapping[str, int]) -> Mapping[str, int]:
        """The parts of compounds: what the compounds' own weights add up to.

        They follow from those of the words, so that the site need not send them along.
        """
        sums: Counter[str] = Counter()
        for key, weight in words.items():
            for part in self.analysis.parts_of(key):
                sums[part] += weight
        return sums


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
        document.reviewed,
        document.digest,
    )


def _with_names(counts: Mapping[str, int], names: Sequence[Name]) -> Counter[str]:
    """``counts`` in order, and the words that only a name has."""
    named = {word: 0 for name in names for word in word_counts(*spellings(name.text))}
    return Counter(dict(sorted({**named, **counts}.items())))

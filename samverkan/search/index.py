"""The index: for each term the documents that hold it, and the words of the language.

The documents lie on a Whoosh :class:`~samverkan.search.shelf.Shelf`, in memory for the site
or in a folder for the command line; the site's files are exported from the same. Weights
are whole numbers, small enough to send and equal in every language that reads them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from samverkan.records.audit import FAIL_AFTER
from samverkan.search.analysis import Analysis
from samverkan.search.compounds import Splitter
from samverkan.search.lexicon import Lexicon
from samverkan.search.shelf import Entry, Postings, Shelf
from samverkan.search.synonyms import Name, Thesaurus


@dataclass(frozen=True)
class Language:
    """What the analysis knows of the documents' language."""

    counts: Mapping[str, int]
    """How often each word occurs, as written; 0 for one that only a name has."""
    names: tuple[Name, ...]
    cuts: Mapping[str, Sequence[str]]
    """The parts of each stem, so that nothing is cut twice."""

    def data(self) -> dict[str, Any]:
        """Return the language as plain data that JSON can hold."""
        return {
            "counts": dict(self.counts),
            "names": [[name.text, name.concept, name.weight] for name in self.names],
            "cuts": {key: list(parts) for key, parts in self.cuts.items()},
        }


def language_from(data: Mapping[str, Any]) -> Language:
    """Return the language whose :meth:`Language.data` is ``data``.

    Raises:
        LookupError, TypeError, ValueError: if ``data`` is not of that form.
    """
    cuts = {key: tuple(parts) for key, parts in data["cuts"].items()}
    return Language(data["counts"], tuple(Name(*name) for name in data["names"]), cuts)


class Index:
    """An index, ready for questions. Never changes, so threads may share it."""

    def __init__(self, shelf: Shelf, language: Language, today: date | None = None) -> None:
        self.shelf = shelf
        self.today = today
        self.language = language
        self.entries: tuple[Entry, ...] = shelf.entries
        self.counts = language.counts
        self.names = language.names
        self.analysis = Analysis(Splitter(self.counts, language.cuts))
        self.thesaurus = Thesaurus(self.names, self.analysis)
        self.lexicon = Lexicon(self.counts, self.analysis)
        total = sum(entry.length for entry in self.entries)
        self.average_length = total / max(1, len(self.entries))

    def is_stale(self, entry: Entry) -> bool:
        """Whether the last review of ``entry`` is older than it may be, on the index's day."""
        if self.today is None or entry.reviewed is None:
            return False
        return (self.today - date.fromisoformat(entry.reviewed)).days > FAIL_AFTER

    def postings(self, field: str, key: str) -> Postings:
        """Return the postings of ``key`` in a field of the shelf; empty when there are none."""
        return self.shelf.postings(field, key)

    def table(self, field: str) -> dict[str, Postings]:
        """Return all postings of a field, by key in order."""
        return {key: self.postings(field, key) for key in self.shelf.keys(field)}

    @cached_property
    def filters(self) -> Mapping[str, Sequence[str]]:
        """The filters that there are, each with its values in order."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for entry in self.entries:
            for name, values in entry.filters.items():
                found[name].update(values)
        return {name: sorted(found[name]) for name in sorted(found)}

"""What is searched: every record and page as weighted text, with address and filters."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from enum import Enum
from functools import cached_property

KIND_LABELS: Mapping[str, str] = {
    "example": "exempel",
    "network": "nätverk",
    "agreement": "dokumenttyp",
    "clause": "klausul",
    "body": "organisation",
    "statute": "lag",
    "term": "begrepp",
    "source": "källa",
    "page": "sida",
}
"""Kinds of hits and what a reader calls them, in the order in which a reader meets them."""
KINDS = tuple(KIND_LABELS)


class Field(Enum):
    """Where in a record a text stands, and how much a word there counts."""

    TITLE = 6.0
    SHORT = 5.0
    """What the record itself is called for short: ``BKT``."""
    NAMES = 4.5
    LABELS = 2.5
    PARTIES = 1.8
    SUMMARY = 2.0
    EFFECTS = 1.0
    REST = 0.6
    ASIDE = 0.3

    @property
    def is_title(self) -> bool:
        """Whether the text names the record."""
        return self in (Field.TITLE, Field.SHORT, Field.NAMES)

    @property
    def keeps_pairs(self) -> bool:
        """Whether neighbouring words are indexed as pairs; in running text they say little."""
        return self.value >= Field.LABELS.value


@dataclass(frozen=True)
class Document:
    """One thing that can be found."""

    id: str
    kind: str
    title: str
    url: str
    summary: str
    texts: tuple[tuple[Field, str], ...]
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Values by filter name: ``area``, ``form``, ``stage``, ``source``, ``county`` …"""
    concepts: tuple[str, ...] = ()
    """Concepts that the record is about by its data, whatever its words."""
    merit: float = 1.0
    """A mild signal: good examples before proposals."""
    reviewed: str | None = None
    """The day (ISO 8601) on which somebody last held it against its sources, if any has."""

    @cached_property
    def digest(self) -> str:
        """SHA-256 of everything in the document."""
        content = {each.name: getattr(self, each.name) for each in fields(self)}
        content["texts"] = [(place.name, text) for place, text in self.texts]
        content["filters"] = dict(self.filters)
        return hashlib.sha256(json.dumps(content).encode()).hexdigest()


def texts(*groups: tuple[Field, Iterable[str | None]]) -> tuple[tuple[Field, str], ...]:
    """Return the texts that there are, with their field."""
    return tuple((place, text) for place, found in groups for text in found if text)


def day(when: date | None) -> str | None:
    """Return a day as the index keeps it."""
    return when.isoformat() if when else None


def unique(values: Iterable[str | None]) -> tuple[str, ...]:
    """Return the values that there are, each once, in order."""
    return tuple(dict.fromkeys(value for value in values if value))

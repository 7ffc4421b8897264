"""Who uses what: records by vocabulary term, by source and by statute."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from pydantic import BaseModel

from samverkan.records.bank import Bank
from samverkan.records.model import (
    AgreementType,
    Clause,
    Example,
    LawRef,
    Network,
    PlaceRef,
    Record,
    TermRef,
    Vocabulary,
)
from samverkan.records.place import Place
from samverkan.records.references import references

_LAW = re.compile(r"\{\{[^}]*?\blag\(([^)]*)\)")
_QUOTED = re.compile(r"[\"']([^\"']+)[\"']")

Citation = tuple[str, str]
"""SFS number and section id (empty for the statute as a whole)."""


def plain(value: object) -> object:
    """Return a model as it is written in YAML: dicts, lists, strings and numbers."""
    if isinstance(value, BaseModel):
        return {name: plain(inner) for name, inner in value if inner not in (None, ())}
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, tuple):
        return [plain(inner) for inner in value]
    if isinstance(value, (Place, date)):
        return str(value)
    return value


def split_citation(text: str) -> Citation:
    """Split ``2017:725 9:24`` or ``EU 2016/679 28`` into number and section."""
    head, _, section = text.rpartition(" ")
    if not head or head == "EU":
        return text, ""
    return head, section


@dataclass
class Usage:
    """Records by what they point at, each once, in the bank's order."""

    terms: dict[tuple[str, str], list[Record]] = field(default_factory=dict)
    sources: dict[str, list[Record]] = field(default_factory=dict)
    statutes: dict[str, dict[str, list[Record]]] = field(default_factory=dict)

    def term(self, facet: str, term: str) -> list[Record]:
        """Return the records that use a term."""
        return self.terms.get((facet, term), [])

    def source(self, source: str) -> list[Record]:
        """Return the records that rest on a source."""
        return self.sources.get(source, [])

    def statute(self, number: str) -> dict[str, list[Record]]:
        """Return the records that cite a statute, by section."""
        return self.statutes.get(number, {})


def usage_of(bank: Bank) -> Usage:
    """Go through every reference of every record once."""
    terms: dict[tuple[str, str], list[Record]] = defaultdict(list)
    sources: dict[str, list[Record]] = defaultdict(list)
    statutes: dict[str, dict[str, list[Record]]] = defaultdict(lambda: defaultdict(list))
    for record in bank.all():
        citations: set[Citation] = set(_law_in_prose(record))
        for marker, value in sorted(
            {(r.marker, r.value) for r in references(type(record), plain(record))}, key=str
        ):
            if isinstance(marker, TermRef):
                terms[marker.facet, value].append(record)
            elif isinstance(marker, PlaceRef):
                _add_once(sources[value.partition(":")[0]], record)
            elif isinstance(marker, LawRef):
                citations.add(split_citation(value))
        for number, section in sorted(citations):
            statutes[number][section].append(record)
    return Usage(dict(terms), dict(sources), {n: dict(s) for n, s in statutes.items()})


def _law_in_prose(record: Record) -> Iterable[Citation]:
    """Yield law that stands in unmarked fields: what sources name, what forms rest on, texts."""
    if isinstance(record, (Example, Network)):
        for law in record.legal_basis:
            if law.statute:
                yield law.statute, law.section or ""
    elif isinstance(record, Vocabulary):
        for term in record.terms:
            yield from map(split_citation, term.legal.statutes if term.legal else ())
    elif isinstance(record, (Clause, AgreementType)):
        for text in _texts(plain(record)):
            for directive in _LAW.findall(text):
                yield from map(split_citation, _QUOTED.findall(directive))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, (dict, list)):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _texts(inner)


def _add_once(records: list[Record], record: Record) -> None:
    if not records or records[-1] is not record:
        records.append(record)

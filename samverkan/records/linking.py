"""Checks that every reference in the records leads somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from samverkan.records.bank import Bank
from samverkan.records.fault import Fault
from samverkan.records.messages import did_you_mean, shown
from samverkan.records.model import LawRef, PlaceRef, Record, Ref, Source, TermRef
from samverkan.records.place import PLACE, Place
from samverkan.records.references import Marker, Reference, references
from samverkan.records.sections import section_ids
from samverkan.records.yamlsource import Path, YamlData

KIND_NAMES = {
    "example": "exempel",
    "network": "nätverk",
    "clause": "klausul",
    "body": "organisation",
    "statute": "lag",
    "source": "källa",
    "vocabulary": "ordlista",
    "names": "namnlista",
    "agreement": "avtalstyp",
    "annex": "bilaga",
    "questions": "frågegrupp",
    "demands": "kravlista",
}
Problem = tuple[str, str, str | None]
"""Code, message and hint."""
_LAW = re.compile(r"^((?:EU )?\d{4}[:/]\d+)(?: (.+))?$")


@dataclass(frozen=True)
class Directory:
    """What can be pointed at."""

    bank: Bank
    answers: dict[tuple[Marker, str], Problem | None] = field(default_factory=dict, repr=False)
    """What has been found out already; the same terms and places stand in many records."""

    @cached_property
    def sections(self) -> Mapping[str, frozenset[str]]:
        """Section ids per statute number."""
        return {
            number: frozenset(section_ids(statute.sections))
            for number, statute in self.bank.statutes.items()
        }


def reference_faults(
    model: type[Record],
    raw: Any,
    directory: Directory,
    data: YamlData,
    prefix: Path,
    file: str,
) -> Iterator[Fault]:
    """Yield a fault for each reference in ``raw`` that leads nowhere."""
    for reference in references(model, raw):
        asked = (reference.marker, reference.value)
        if asked not in directory.answers:
            directory.answers[asked] = _problem(reference, directory)
        if problem := directory.answers[asked]:
            code, message, hint = problem
            line, column = data.position((*prefix, *reference.path))
            yield Fault(file, line, column, "fel", code, message, hint)


def _problem(reference: Reference, directory: Directory) -> Problem | None:
    marker, value = reference.marker, reference.value
    if isinstance(marker, Ref):
        return missing_record(marker.kinds, value, directory.bank)
    if isinstance(marker, TermRef):
        return missing_term(marker.facet, value, directory.bank)
    if isinstance(marker, PlaceRef):
        return _missing_place(value, directory.bank)
    assert isinstance(marker, LawRef)  # noqa: S101 (the union has four members)
    return _missing_section(value, directory)


def missing_record(kinds: tuple[str, ...], value: str, bank: Bank) -> Problem | None:
    """Say what is wrong with ``value`` as the id of a record of ``kinds``; None if nothing is."""
    if any(bank.has(kind, value) for kind in kinds):
        return None
    known = [each for kind in kinds for each in bank.records.get(kind, {})]
    names = " eller ".join(KIND_NAMES[kind] for kind in kinds)
    return (
        "dod-hanvisning",
        f"ingen post av slaget {names} heter {value}.",
        did_you_mean(value, known),
    )


def missing_term(facet: str, value: str, bank: Bank) -> Problem | None:
    """Say what is wrong with ``value`` as a term of ``facet``; None if nothing is."""
    terms = bank.terms(facet)
    if value in terms or bank.unread.may_hold("vocabulary", value):
        return None
    if not bank.has("vocabulary", facet):
        return "vokabular-saknas", f"ordlistan {facet} finns inte i kb/vocabulary.", None
    hint = did_you_mean(value, terms)
    if hint is None and 0 < len(terms) <= 12:
        hint = f"Giltiga värden: {', '.join(sorted(terms))}."
    elif hint is None:
        hint = f"Värdena står i kb/vocabulary/{facet}.yaml."
    return "okand-term", f"{shown(value)} finns inte i ordlistan {facet}.", hint


def _missing_place(value: str, bank: Bank) -> Problem | None:
    match = PLACE.match(value.strip())
    if match is None:
        return None  # the model has already said how a place is written
    place = Place(match["source"], match["where"])
    source = bank.sources.get(place.source)
    if source is None:
        if bank.unread.may_hold("source", place.source):
            return None
        hint = did_you_mean(place.source, bank.sources)
        return "okand-kalla", f"källan {place.source} finns inte i kb/sources.", hint
    for first, last in place.spans():
        if first > last:
            return "fel-plats", f"{source.unit} {first}–{last} går baklänges.", None
        if source.extent is not None and last > source.extent:
            message = f"{source.unit} {last} finns inte; {source.short_title} har {source.extent}."
            return "fel-plats", message, None
    return _lost_passage(place, source)


def _lost_passage(place: Place, source: Source) -> Problem | None:
    """Complain of a place where nothing is left to read."""
    for lost in source.lost:
        gone = Place(source.id, lost.where).spans()
        spans = place.spans()
        if spans and all(any(a <= first and last <= b for a, b in gone) for first, last in spans):
            message = f"{source.unit} {place.where} har fallit bort i {source.short_title}"
            hint = "Hänvisa till ett ställe som går att läsa, eller utelämna uppgiften."
            return "bortfallet-stalle", f"{message}: {lost.what}.", hint
    return None


def missing_statute(number: str, bank: Bank) -> Problem | None:
    """Say that there is no statute with ``number``; None if there is one."""
    if number in bank.statutes or bank.unread.may_hold("statute", number):
        return None
    return "okand-lag", f"lagen {number} finns inte i kb/law.", did_you_mean(number, bank.statutes)


def _missing_section(value: str, directory: Directory) -> Problem | None:
    match = _LAW.match(value)
    if match is None:
        return None  # the model has already said how a citation is written
    number, section = match.groups()
    statute = directory.bank.statutes.get(number)
    if statute is None:
        return missing_statute(number, directory.bank)
    if section is None or not statute.list_complete or statute.partial:
        return None
    known = directory.sections[number]
    if section in known:
        return None
    hint = did_you_mean(section, known)
    return "okand-paragraf", f"{statute.name} ({number}) har ingen {section}.", hint

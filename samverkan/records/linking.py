"""Checks that every reference in the records leads somewhere."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property

from samverkan.records.bank import Bank
from samverkan.records.entry import Entry
from samverkan.records.fault import Fault
from samverkan.records.messages import did_you_mean, did_you_mean_clause, shown
from samverkan.records.model import LawRef, PlaceRef, Ref, Source, TermRef
from samverkan.records.model.base import SLUG
from samverkan.records.outline import Outline
from samverkan.records.place import PLACE, Place
from samverkan.records.references import Marker, marker_named, references
from samverkan.records.sections import section_ids

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
    "concepts": "begreppslista",
}
Problem = tuple[str, str, str | None]
"""Code, message and hint."""
_LAW = re.compile(r"^((?:EU )?\d{4}[:/]\d+)(?: (.+))?$")


class Directory:
    """What can be pointed at, and what has been found out about it already.

    The same terms and places stand in many records.
    """

    def __init__(self, bank: Bank) -> None:
        self.bank = bank
        self._answers: dict[tuple[Marker, str], Problem | None] = {}
        self._right: defaultdict[str, set[str]] = defaultdict(set)

    def problem(self, marker: Marker, value: str) -> Problem | None:
        """Say what is wrong with a reference; None if it leads somewhere."""
        asked = (marker, value)
        if asked not in self._answers:
            self._answers[asked] = _problem(marker, value, self)
        return self._answers[asked]

    def all_right(self, outline: Outline) -> bool:
        """Whether everything leads somewhere that a record points at."""
        for name, values in outline.references.items():
            right = self._right[name]
            if not right.issuperset(values):
                marker = marker_named(name)
                if any(self.problem(marker, value) for value in values):
                    return False
                right.update(values)
        return True

    @cached_property
    def sections(self) -> Mapping[str, frozenset[str]]:
        """Section ids per statute number."""
        return {
            number: frozenset(section_ids(statute.sections))
            for number, statute in self.bank.statutes.items()
        }


def reference_faults(entry: Entry, directory: Directory) -> Iterator[Fault]:
    """Yield a fault for each reference of a record that leads nowhere.

    Looks at raw data, so that a record with another fault is looked at too.
    """
    if entry.outline is not None and directory.all_right(entry.outline):
        return
    for reference in references(entry.model, entry.raw):
        if problem := directory.problem(reference.marker, reference.value):
            code, message, hint = problem
            line, column = entry.position(reference.path)
            yield Fault(entry.file, line, column, "fel", code, message, hint)


def _problem(marker: Marker, value: str, directory: Directory) -> Problem | None:
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
    called = [
        each for kind in kinds for each, record in bank.records.get(kind, {}).items()
        if not SLUG.match(value) and record.label.casefold() == value.casefold()
    ]  # fmt: skip
    if len(called) == 1:
        message = f"här ska stå id på {names}, inte namnet {shown(value)}."
        return "dod-hanvisning", message, f"Skriv {called[0]}."
    suggest = did_you_mean_clause if "clause" in kinds else did_you_mean
    return "dod-hanvisning", f"ingen post av slaget {names} heter {value}.", suggest(value, known)


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

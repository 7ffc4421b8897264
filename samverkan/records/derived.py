"""Facts computed from the records, never typed into them.

Who takes part in what, how much there is of each kind, and who is missing. Everything
here follows from the Bank alone, so a changed record changes every figure.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from samverkan.records.bank import Bank
from samverkan.records.model import AgreementType, Annex, Body, Clause, Cooperation, Network
from samverkan.records.model.fact import Party

CIRCLE = "konstellation"
"""The kind of network (vocabulary ``grupptyp``) that is a fixed circle of bodies."""


@dataclass(frozen=True)
class Part:
    """A body's part in one cooperation."""

    record: Cooperation
    role: str
    through: Network | None = None


def cooperations(bank: Bank) -> list[Cooperation]:
    """Return all examples and networks, by title."""
    everyone: list[Cooperation] = [*bank.examples.values(), *bank.networks.values()]
    return sorted(everyone, key=lambda record: (record.title, record.id))


def parts_of_bodies(bank: Bank) -> dict[str, list[Part]]:
    """Return every part that each body has, directly or as a member of a network.

    Observers, interested bodies and customers are there too, each with the role it has.
    """
    parts: dict[str, list[Part]] = defaultdict(list)
    for record in cooperations(bank):
        direct: set[str] = set()
        for party in record.parties:
            if party.body and party.body in bank.bodies:
                direct.add(party.body)
                part = Part(record, party.role)
                if part not in parts[party.body]:
                    parts[party.body].append(part)
        for participation in bank.participants(record):
            if participation.body.id not in direct:
                part = Part(record, participation.role, participation.through)
                parts[participation.body.id].append(part)
    return parts


def members(bank: Bank, record: Cooperation) -> list[Body]:
    """Return the bodies that take part as members, with networks expanded."""
    return [p.body for p in bank.participants(record) if bank.is_member(p.role)]


def with_role(bank: Bank, record: Cooperation, role: str) -> list[Body]:
    """Return the named bodies that have ``role``."""
    return [
        bank.bodies[party.body]
        for party in record.parties
        if party.role == role and party.body and party.body in bank.bodies
    ]


def split_parties(bank: Bank, record: Cooperation) -> tuple[list[Party], list[Party]]:
    """Return those who take part, and those who only follow, buy or stand outside."""
    inside = [party for party in record.parties if bank.is_member(party.role)]
    return inside, [party for party in record.parties if not bank.is_member(party.role)]


def circles(bank: Bank) -> list[Network]:
    """Return the fixed circles of bodies whose members are known, by title."""
    found = (n for n in bank.networks.values() if n.group_type == CIRCLE and members(bank, n))
    return sorted(found, key=lambda network: network.title)


def circles_taking_part(bank: Bank, record: Cooperation) -> list[Network]:
    """Return the circles that take part as a whole, named as such or member by member."""
    named = {party.network for party in record.parties if bank.is_member(party.role)}
    present = {body.id for body in members(bank, record)}
    return [
        circle
        for circle in circles(bank)
        if circle.id != record.id
        and (circle.id in named or {body.id for body in members(bank, circle)} <= present)
    ]


def lineage(bank: Bank, facet: str, term: str) -> list[str]:
    """Return a term and the terms above it, nearest first."""
    terms = bank.terms(facet)
    found = [term]
    while (here := terms.get(found[-1])) and here.broader and here.broader not in found:
        found.append(here.broader)
    return found


def tree_order(bank: Bank, facet: str) -> list[str]:
    """Return the terms of a vocabulary, each followed by the narrower ones."""
    terms = bank.terms(facet)
    places = {term: at for at, term in enumerate(terms)}
    return sorted(terms, key=lambda t: [places[up] for up in reversed(lineage(bank, facet, t))])


@dataclass(frozen=True)
class Counts:
    """How many of some records there are of each kind. A record may count under several.

    ``area`` counts a record under its areas and the wider ones; ``county`` where it has a
    member; ``constellation`` when the whole circle takes part; ``size_class`` where it has
    a member of that class. Keys are ids, and letters for counties.
    """

    area: Mapping[str, int]
    form: Mapping[str, int]
    county: Mapping[str, int]
    constellation: Mapping[str, int]
    size_class: Mapping[str, int]


def counts(bank: Bank, records: Iterable[Cooperation]) -> Counts:
    """Count ``records`` by area, form, county, constellation and size class."""
    area, form, county, constellation, size = (Counter[str]() for _ in range(5))
    for record in records:
        bodies = members(bank, record)
        area.update({wider for own in record.areas for wider in lineage(bank, "omrade", own)})
        form.update(filter(None, [getattr(record, "form", None)]))
        county.update({body.county_letter for body in bodies if body.county_letter})
        constellation.update(circle.id for circle in circles_taking_part(bank, record))
        size.update({body.size_class for body in bodies if body.size_class})
    return Counts(area, form, county, constellation, size)


def of_kind(bank: Bank, kind: str) -> list[Body]:
    """Return the bodies of a kind by code, leaving out those that another has succeeded."""
    found = (b for b in bank.bodies.values() if b.body_kind == kind and not b.successor)
    return sorted(found, key=lambda body: (body.code or "", body.name))


@dataclass(frozen=True)
class Coverage:
    """How much of a circle takes part: ``13 of 21, these are missing``."""

    taking_part: tuple[Body, ...]
    missing: tuple[Body, ...]

    @property
    def total(self) -> int:
        """The size of the circle."""
        return len(self.taking_part) + len(self.missing)

    @property
    def percent(self) -> Decimal:
        """The share that takes part, in percent with one decimal."""
        return percent(len(self.taking_part), self.total)


def coverage(bank: Bank, record: Cooperation, circle: Iterable[Body]) -> Coverage:
    """Return who in ``circle`` is a member of ``record`` and who is not, in its order."""
    present = {body.id for body in members(bank, record)}
    everyone = tuple(circle)
    return Coverage(
        tuple(body for body in everyone if body.id in present),
        tuple(body for body in everyone if body.id not in present),
    )


def percent(part: Decimal | float, whole: Decimal | float, decimals: int = 1) -> Decimal:
    """Return ``part`` of ``whole`` in percent, halves rounded up as in Swedish statistics.

    Raises:
        ZeroDivisionError: if ``whole`` is 0.
    """
    return rounded(100 * Decimal(str(part)) / Decimal(str(whole)), decimals)


def rounded(value: Decimal | float, decimals: int = 1) -> Decimal:
    """Round half up: 12.667 → 12.7, 0.25 → 0.3."""
    return Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def document_types(bank: Bank, clause: Clause) -> list[AgreementType]:
    """Return the document types that a clause is part of, in the text or in an annex."""
    found = list(bank.referrers(clause))
    found += [each for r in found if isinstance(r, Annex) for each in bank.referrers(r)]
    return list({r.id: r for r in found if isinstance(r, AgreementType)}.values())


def clause_names(bank: Bank) -> dict[str, str]:
    """Return how each clause is named in a list: a shared title with its document type."""
    shared = Counter(clause.title for clause in bank.clauses.values())
    return {
        clause.id: _named(bank, clause) if shared[clause.title] > 1 else clause.title
        for clause in bank.clauses.values()
    }


def _named(bank: Bank, clause: Clause) -> str:
    titles = [kind.title for kind in document_types(bank, clause)]
    if not titles:
        return clause.title
    more = " med flera" if len(titles) > 1 else ""
    return f"{clause.title} ({titles[0]}{more})"

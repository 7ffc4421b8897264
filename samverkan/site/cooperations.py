"""The pages of examples and networks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from markupsafe import Markup

from samverkan.records.address import FOLDERS, address
from samverkan.records.bank import Link
from samverkan.records.derived import document_types, members, split_parties, with_role
from samverkan.records.model import AgreementType, Clause, Cooperation, Example, Network, Record
from samverkan.site.age import age_notice
from samverkan.site.escape import inner
from samverkan.site.location import LESSONS
from samverkan.site.page import Fact, Page
from samverkan.site.participation import told_coverage
from samverkan.site.quantity import counted
from samverkan.site.standing import is_good, network_standing, standing
from samverkan.site.table import links as row_of
from samverkan.site.view import Stock, View

PLAIN = "relaterad"
SYMMETRIC = frozenset({PLAIN, "alternativ-till"})
"""Relations that read the same from both ends."""
PARTY_NOTES = {
    "delvis": "Listan är inte fullständig: källan namnger bara en del av parterna.",
    "antal": "Källan anger antalet parter men namnger dem inte alla.",
    "okand": "Källan namnger inte parterna.",
}
_LEADING = (
    ("vard", "Värd"),
    ("samordnare", "Samordnare"),
    ("utforare", "Utförare"),
    ("bestallare", "Beställare"),
    ("agare", "Ägare"),
)
_FEW = 4
_MOST_SIMILAR = 4
_FEW_CLAUSES = 6


@dataclass(frozen=True)
class ClauseGroup:
    """The clauses of one document type that solve what a cooperation met."""

    agreement: AgreementType
    clauses: list[Record]
    fits: bool
    """Whether the document type is one that fits the cooperation."""


@dataclass(frozen=True)
class ClauseList:
    """The clauses of a cooperation: the first few, and the rest for who wants them."""

    shown: list[ClauseGroup]
    rest: list[ClauseGroup]
    rest_count: int


@dataclass(frozen=True)
class Tie:
    """A relation as it is read on one of its two pages."""

    record: Cooperation
    words: str
    incoming: bool
    note: str


def example_page(stock: Stock, example: Example) -> Page:
    """Return the page of an example, with all its facts."""
    page = address("example", example.id)
    view = View(stock, page)
    inside, outside = split_parties(stock.bank, example)
    good = is_good(stock.bank, example)
    section = ("Goda exempel", "exempel/") if good else ("Förslag och lärdomar", f"{LESSONS}/")
    context = {
        "v": view,
        "r": example,
        "trail": (section,),
        "good": good,
        "standing": standing(stock.bank, example),
        "age": age_notice(stock.bank, example, stock.today),
        "facts": list(_example_facts(view, example)),
        "inside": inside,
        "outside": outside,
        "party_note": _party_note(example),
        "clauses": _clauses(view, example),
        "links": ties(view, example),
        "similar": list(_similar(view, example)),
    }
    return Page(page, "exempel.md.j2", example.title, context, example.summary)


def network_page(stock: Stock, network: Network) -> Page:
    """Return the page of a network, with all its facts."""
    page = address("network", network.id)
    view = View(stock, page)
    inside, outside = split_parties(stock.bank, network)
    context = {
        "v": view,
        "r": network,
        "trail": (("Nätverk", f"{FOLDERS['network']}/"),),
        "standing": network_standing(stock.bank, network),
        "age": age_notice(stock.bank, network, stock.today),
        "facts": list(_network_facts(view, network)),
        "inside": inside,
        "outside": outside,
        "party_note": _party_note(network),
        "examples": list(_examples_of(view, network)),
        "clauses": _clauses(view, network),
        "links": ties(view, network),
    }
    return Page(page, "natverk.md.j2", network.title, context, network.summary)


def _party_note(record: Cooperation) -> str:
    note = PARTY_NOTES.get(record.party_list or "", "")
    if record.parties and record.party_list == "okand":
        return "Källan säger inte om fler parter deltar."
    return note


def _shared_facts(view: View, record: Cooperation) -> Iterator[Fact]:
    stage = view.term("skede", record.stage)
    if record.stage_when and record.stage:
        stage += f" ({view.when(record.stage_when)})"
    yield "Skede", stage


def _areas(view: View, record: Cooperation) -> Markup:
    return row_of(
        inner(view.filtered("omrade", area), view.label("omrade", area)) for area in record.areas
    )


def _leading(view: View, record: Cooperation) -> Iterator[Fact]:
    for role, name in _LEADING:
        bodies = with_role(view.bank, record, role)
        if 0 < len(bodies) <= _FEW:
            yield name, row_of(view.link(body) for body in bodies)


def _doubt(record: Cooperation) -> Iterator[Fact]:
    if record.contradictions:
        about = "; ".join(found.about for found in record.contradictions)
        yield "Källan säger olika om", inner("#kallan-sager-olika", about)


def _example_facts(view: View, example: Example) -> Iterator[Fact]:
    yield from _shared_facts(view, example)
    form = view.term("form", example.form)
    if example.form_variant:
        form = row_of([*([form] if form else []), view.term("formvariant", example.form_variant)])
    yield "Form", form
    yield "Källans ord för formen", example.form_as_named
    yield "Sakområde", _areas(view, example)
    yield from _leading(view, example)
    count = len(members(view.bank, example))
    yield "Namngivna parter", view.number(count) if count > 1 else ""
    yield "Täckning", told_coverage(view.bank, example)
    yield "Hur långt samverkan går", view.explained("grad", example.degree)
    yield "Hur fast parterna är bundna", view.explained("bindning", example.binding)
    yield "Vem som ger till vem", view.explained("samverkansniva", example.level)
    yield "Hur säker uppgiften är", view.explained("belagg", example.evidence)
    if example.record_type not in ("exempel", "forslag"):
        yield "Slag av post", view.term("posttyp", example.record_type)
    yield from _doubt(example)


_MEMBERSHIP = {
    "angiven": "angivna i källan",
    "harledd": "slutna ur det som källan säger",
    "ofullstandig": "bara en del är kända",
    "okand": "inte kända",
}


def _network_facts(view: View, network: Network) -> Iterator[Fact]:
    yield "Slag", view.term("grupptyp", network.group_type)
    yield from _shared_facts(view, network)
    yield "Sakområde", _areas(view, network)
    yield from _leading(view, network)
    count = len(members(view.bank, network))
    yield "Medlemmar", counted(count, "namngiven", "namngivna") if count else ""
    yield "Uppgifter om medlemmar", _MEMBERSHIP[network.membership]
    yield from _doubt(network)


def _examples_of(view: View, network: Network) -> Iterator[tuple[Example, str]]:
    for record in view.bank.referrers(network):
        if isinstance(record, Example):
            if any(party.network == network.id for party in record.parties):
                yield record, "deltar"
            elif network.id in record.networks:
                yield record, "vet mer"


def _clauses(view: View, record: Cooperation) -> ClauseList:
    """Return the clauses that name ``record``, those of its own kind of document first.

    A clause of several document types stands with the first of them.
    """
    fitting = record.agreement_types if isinstance(record, Example) else ()
    form = record.form if isinstance(record, Example) else None

    def order(agreement: AgreementType) -> tuple[bool, bool, str]:
        same_form = form is not None and agreement.form == form
        return agreement.id not in fitting, not same_form, agreement.title

    found = []
    for clause in view.bank.referrers(record):
        types = document_types(view.bank, clause) if isinstance(clause, Clause) else []
        if types:
            first = min(types, key=order)
            found.append((order(first), first, clause))
    found.sort(key=lambda each: each[0])
    shown, rest = found[:_FEW_CLAUSES], found[_FEW_CLAUSES:]
    return ClauseList(_grouped(shown), _grouped(rest), len(rest))


def _grouped(
    found: list[tuple[tuple[bool, bool, str], AgreementType, Record]],
) -> list[ClauseGroup]:
    groups: dict[str, ClauseGroup] = {}
    for (unfit, other_form, _), agreement, clause in found:
        group = ClauseGroup(agreement, [], not (unfit and other_form))
        groups.setdefault(agreement.id, group).clauses.append(clause)
    return list(groups.values())


def _similar(view: View, example: Example) -> Iterator[Example]:
    """The examples most like ``example`` that are not already told to belong with it."""
    told = {link.record.id for link in view.bank.links(example.id)}
    like = (each for each in view.stock.similar.get(example.id, ()) if each not in told)
    return (view.bank.examples[each] for each in islice(like, _MOST_SIMILAR))


def ties(view: View, record: Cooperation) -> list[Tie]:
    """Return every relation of ``record``, whichever record states it, ready to read.

    Two records that are plainly related and something more are only told to be the latter.
    """
    links = view.bank.links(record.id)
    closer = {link.record.id for link in links if link.relation != PLAIN}
    return [
        _tie(view, link)
        for link in links
        if link.relation != PLAIN or link.note or link.record.id not in closer
    ]


def _tie(view: View, link: Link) -> Tie:
    words = view.label("relation", link.relation)
    incoming = link.incoming and link.relation not in SYMMETRIC
    return Tie(link.record, words, incoming, link.note or "")

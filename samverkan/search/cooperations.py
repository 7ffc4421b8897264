"""Examples and networks as searchable documents."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from samverkan.records.address import address
from samverkan.records.bank import Bank
from samverkan.records.model import Body, Cooperation, Example, Network
from samverkan.records.names import BODY_KINDS
from samverkan.records.place import Place
from samverkan.search.documents import Document, Field, day, texts, unique

_FEW = 8
"""What concerns more bodies than these is about none of them in particular."""
_HOST = "vard"
_SHORT = re.compile(r"\(([A-ZÅÄÖ]{2,}[A-ZÅÄÖ0-9-]*)\)")
"""An abbreviation in brackets, after the name that it is short for."""
_GOOD = 1.06
_OTHER = 0.97


def cooperation_documents(bank: Bank) -> Iterator[Document]:
    """Yield every example and network."""
    for record in (*bank.examples.values(), *bank.networks.values()):
        yield cooperation_document(bank, record)


def cooperation_document(bank: Bank, record: Cooperation) -> Document:
    """Return an example or a network as a searchable document."""
    own: tuple[tuple[Field, str], ...] = ()
    if isinstance(record, Example):
        own = _example_texts(bank, record)
    elif isinstance(record, Network):
        own = _network_texts(bank, record)
    bodies = tuple(participation.body for participation in bank.participants(record))
    return Document(
        id=record.id,
        kind=record.kind,
        title=record.title,
        url=address(record.kind, record.id),
        summary=record.summary,
        texts=own + _shared_texts(bank, record, bodies),
        filters=_filters(bank, record, bodies),
        concepts=unique(
            [
                *(f"organ:{body.id}" for body in bodies),
                *(f"lan:{body.county_letter}" for body in bodies if body.county_letter),
                *(f"omrade:{area}" for area in record.areas),
                *(_example_concepts(record) if isinstance(record, Example) else ()),
            ]
        ),
        merit=_merit(bank, record),
        reviewed=day(record.reviewed),
    )


def _example_concepts(record: Example) -> Iterator[str]:
    if record.form:
        yield f"form:{record.form}"
    yield from (f"effekt:{effect.effect}" for effect in record.effects)
    yield from (f"motiv:{motive.motive}" for motive in record.motives)


def _merit(bank: Bank, record: Cooperation) -> float:
    stage = bank.terms("skede").get(record.stage) if record.stage else None
    if stage is None or stage.good_example is None:
        return 1.0
    return _GOOD if stage.good_example else _OTHER


def _shared_texts(
    bank: Bank, record: Cooperation, bodies: tuple[Body, ...]
) -> tuple[tuple[Field, str], ...]:
    return texts(
        (Field.TITLE, [record.title]),
        (Field.SHORT, _SHORT.findall(record.title)),
        (Field.LABELS, _area_labels(bank, record)),
        (Field.PARTIES if len(bodies) <= _FEW else Field.ASIDE, _party_names(bank, record, bodies)),
        (Field.REST, unique(BODY_KINDS[body.body_kind][0] for body in bodies)),
        (Field.SUMMARY, [record.summary]),
        (Field.REST, (entry.event for entry in record.timeline)),
        (Field.REST, (f"{figure.label} {figure.note or ''}" for figure in record.figures)),
        (Field.REST, (law.as_named for law in record.legal_basis)),
        (Field.REST, [record.contact.function if record.contact else None]),
        (Field.REST, (remark.text for remark in record.remarks)),
        (Field.REST, (party.note for party in record.parties)),
        (Field.ASIDE, (relation.note for relation in record.related)),
        (Field.ASIDE, (item.about for item in record.contradictions)),
    )


def _area_labels(bank: Bank, record: Cooperation) -> Iterator[str]:
    terms = bank.terms("omrade")
    for area in record.areas:
        term = terms.get(area)
        while term is not None:
            yield term.label
            term = terms.get(term.broader) if term.broader else None


def _party_names(bank: Bank, record: Cooperation, bodies: tuple[Body, ...]) -> Iterator[str]:
    for body in bodies:
        yield body.name
    for party in record.parties:
        if party.described:
            yield party.described
        if party.network and (network := bank.networks.get(party.network)):
            yield network.title


def _example_texts(bank: Bank, record: Example) -> tuple[tuple[Field, str], ...]:
    initiative = record.initiative
    return texts(
        (Field.NAMES, [record.form_as_named]),
        (
            Field.LABELS,
            (
                *_labels(bank, "form", record.form),
                *_labels(bank, "formvariant", record.form_variant),
            ),
        ),
        (Field.EFFECTS, (effect.text for effect in record.effects)),
        (Field.EFFECTS, (motive.text for motive in record.motives)),
        (Field.EFFECTS, _data_labels(bank, record)),
        (
            Field.REST,
            (
                *(factor.text for factor in record.factors),
                *(item.text for item in record.financing),
                *(ground.text for ground in record.grounds),
                initiative.text if initiative else None,
                record.joining.text if record.joining else None,
            ),
        ),
        (
            Field.REST,
            (label for f in record.factors for label in _labels(bank, "faktor", f.factor)),
        ),
        (Field.REST, (n.title for key in record.networks if (n := bank.networks.get(key)))),
    )


def _data_labels(bank: Bank, record: Example) -> Iterator[str]:
    """What the record's closed fields say, in the words of the vocabularies."""
    yield from _labels(bank, "posttyp", record.record_type)
    yield from _labels(bank, "skede", record.stage)
    yield from _labels(bank, "grad", record.degree)
    for effect in record.effects:
        yield from _labels(bank, "effekt", effect.effect)
    for motive in record.motives:
        yield from _labels(bank, "motiv", motive.motive)
    for item in record.financing:
        yield from _labels(bank, "finansiering", item.financing)
        yield from _labels(bank, "fordelningsnyckel", item.cost_key)
    if record.effort and record.effort.quick_result:
        yield "snabbt resultat"


def _network_texts(bank: Bank, record: Network) -> tuple[tuple[Field, str], ...]:
    return texts(
        (Field.LABELS, ("nätverk", *_labels(bank, "grupptyp", record.group_type))),
        (Field.EFFECTS, (activity.text for activity in record.activities)),
        (
            Field.EFFECTS,
            (label for a in record.activities for label in _labels(bank, "aktivitet", a.activity)),
        ),
        (
            Field.REST,
            (
                record.mandate.text if record.mandate else None,
                record.assigned_by.text if record.assigned_by else None,
                record.secretariat.text if record.secretariat else None,
                record.meetings.text if record.meetings else None,
                record.follow_up.text if record.follow_up else None,
            ),
        ),
    )


def _labels(bank: Bank, facet: str, term_id: str | None) -> Iterator[str]:
    term = bank.terms(facet).get(term_id) if term_id else None
    if term is not None:
        yield term.label


def _filters(
    bank: Bank, record: Cooperation, bodies: tuple[Body, ...]
) -> dict[str, tuple[str, ...]]:
    example = record if isinstance(record, Example) else None
    network = record if isinstance(record, Network) else None
    return {
        "area": unique(_with_broader(bank, record.areas)),
        "form": unique([example.form, example.form_variant] if example else []),
        "stage": unique([record.stage]),
        "source": unique(
            place.place.source for place in record.sources if isinstance(place.place, Place)
        ),
        "county": unique(body.county_letter for body in bodies),
        "body": unique(body.id for body in bodies),
        "host": unique(party.body for party in record.parties if party.role == _HOST),
        "year": unique([_year(record)]),
        "type": unique([example.record_type if example else None]),
        "group": unique([network.group_type if network else None]),
    }


def _year(record: Cooperation) -> str | None:
    """The year for which a record speaks, else the first in its timeline."""
    when = record.stage_when or min((entry.when for entry in record.timeline), default=None)
    return when[:4] if when else None


def _with_broader(bank: Bank, areas: Iterable[str]) -> Iterator[str]:
    terms = bank.terms("omrade")
    for area in areas:
        yield area
        term = terms.get(area)
        if term is not None and term.broader:
            yield term.broader

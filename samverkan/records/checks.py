"""Rules that concern one record as a whole. One small function per rule."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from samverkan.records.chronology import Finding, in_order, not_in_the_future, timeline_in_order
from samverkan.records.entry import Entry
from samverkan.records.fault import Fault
from samverkan.records.messages import did_you_mean
from samverkan.records.model import (
    Body,
    Clause,
    Cooperation,
    Example,
    Network,
    Record,
    Statute,
    Vocabulary,
)
from samverkan.records.repeats import SHARING, repeated_ids
from samverkan.records.sections import section_ids
from samverkan.records.validation import validation_faults

OWN_LINKS = frozenset(
    {"id", "reviewed", "sources", "related", "networks", "agreement_types", "stage_when"}
)
"""Fields that are our own work, carry their own source or rest on another field's."""

_CARRIED_OUT = frozenset({"pilot", "infors", "drift", "utvarderad", "spridd", "avslutad"})
"""Stages that nothing reaches while it is only proposed."""


def own_faults(entry: Entry) -> Iterator[Fault]:
    """Yield what is wrong with a record by itself, whatever else there is.

    On a later day it is no more than on this one: what lay ahead may have come to pass.
    """
    if entry.misfit is not None:
        yield from validation_faults(
            entry.misfit, entry.model, entry.yaml, entry.prefix, entry.file
        )
    if entry.model not in SHARING:
        yield from repeated_ids([entry])
    for model, rule in _RULES:
        if isinstance(entry.record, model):
            for path, level, code, message, hint in rule(entry.record):
                line, column = entry.position(path)
                yield Fault(entry.file, line, column, level, code, message, hint)


def _supported(record: Cooperation) -> Iterator[Finding]:
    """Every plain fact names the place it rests on (structured facts carry their own)."""
    fields = set(type(record).model_fields)
    supported: set[str] = set()
    for index, support in enumerate(record.sources):
        for position, name in enumerate(support.supports):
            supported.add(name)
            if name not in fields:
                path = ("sources", index, "supports", position)
                yield (
                    path,
                    "fel",
                    "okant-falt",
                    f"{name} är inget fält.",
                    did_you_mean(name, fields),
                )
    for name in record.model_fields_set - OWN_LINKS:
        value = getattr(record, name)
        carries_own = isinstance(value, tuple) and value and hasattr(value[0], "source")
        carries_own = carries_own or hasattr(value, "source") or name == "contradictions"
        if value and not carries_own and name not in supported:
            hint = f"Lägg till {name} i supports vid rätt plats under sources."
            yield (name,), "fel", "utan-kalla", f"{name} saknar källa.", hint


def _not_itself(record: Cooperation) -> Iterator[Finding]:
    for index, relation in enumerate(record.related):
        if relation.record == record.id:
            yield (
                ("related", index, "record"),
                "fel",
                "sig-sjalv",
                "posten hör ihop med sig själv.",
                None,
            )


def _proposal_is_no_example(record: Example) -> Iterator[Finding]:
    if record.record_type == "exempel" and record.stage in ("ide", "forslag"):
        yield (
            ("record_type",),
            "fel",
            "forslag-som-exempel",
            f"skedet är {record.stage}, men posten kallas exempel.",
            "Ett förslag har record_type: forslag.",
        )
    if record.record_type == "forslag" and record.stage in _CARRIED_OUT:
        yield (
            ("stage",),
            "fel",
            "exempel-som-forslag",
            f"posten kallas förslag, men skedet är {record.stage}.",
            "Det som används har record_type: exempel; ett förslag har skedet forslag.",
        )


def _parties_once(record: Example | Network) -> Iterator[Finding]:
    seen: set[tuple[str | None, str | None, str]] = set()
    for index, party in enumerate(record.parties):
        key = (party.body, party.network, party.role)
        if (party.body or party.network) and key in seen:
            name = party.body or party.network
            yield (
                ("parties", index),
                "fel",
                "dubbel-part",
                f"{name} står två gånger som {party.role}.",
                None,
            )
        seen.add(key)


def _host_takes_part(record: Body) -> Iterator[Finding]:
    """The host is one of the members (kommunallagen 2017:725 9:20)."""
    if record.host and record.members and record.host not in record.members:
        message = f"värden {record.host} finns inte bland members."
        yield ("host",), "fel", "vard-utanfor", message, "Värden är alltid en av medlemmarna."


def _sections_are_spans(record: Statute) -> Iterator[Finding]:
    for index, span in enumerate(record.sections):
        try:
            list(section_ids([span]))
        except ValueError:
            yield (
                ("sections", index),
                "fel",
                "fel-spann",
                f"{span!r} är inget paragrafspann.",
                "Skriv '9:1-38', '4:18a' eller '1-44'.",
            )
            return
    known = set(section_ids(record.sections))
    for index, section in enumerate(record.in_use):
        if known and record.list_complete and section.id not in known:
            yield (
                ("in_use", index, "id"),
                "fel",
                "okand-paragraf",
                f"{section.id} finns inte i lagens paragraflista.",
                did_you_mean(section.id, known),
            )


def _terms_from_somewhere(record: Vocabulary) -> Iterator[Finding]:
    """Every term says where it comes from, be it only from ourselves."""
    for index, term in enumerate(record.terms):
        told = bool(term.source or term.law)
        if not told and term.origin is None:
            yield (
                ("terms", index),
                "fel",
                "utan-kalla",
                f"termen {term.id} saknar källa.",
                "Ange source eller law, eller origin: redaktionell om ordet är bankens eget.",
            )
        elif told and term.origin is not None:
            yield (
                ("terms", index, "origin"),
                "fel",
                "kalla-och-redaktionell",
                f"termen {term.id} har en källa men kallas redaktionell.",
                "Ta bort origin, eller källan om den inte använder ordet.",
            )


_RULES: tuple[tuple[type[Record], Callable[..., Iterator[Finding]]], ...] = (
    (Cooperation, _supported),
    (Cooperation, _not_itself),
    (Cooperation, _parties_once),
    (Example, _proposal_is_no_example),
    (Cooperation, timeline_in_order),
    (Body, _host_takes_part),
    (Body, in_order),
    (Clause, in_order),
    (Statute, in_order),
    (Statute, _sections_are_spans),
    (Vocabulary, _terms_from_somewhere),
    (Record, not_in_the_future),
)

"""Rules that concern the records together: what each file by itself cannot show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from graphlib import CycleError, TopologicalSorter

from samverkan.records.bank import INVERSE_RELATIONS, Bank, Key
from samverkan.records.entry import Entry
from samverkan.records.fault import Fault, Severity
from samverkan.records.linking import missing_statute
from samverkan.records.load import Loaded
from samverkan.records.model import Body, Cooperation, Example, NameList, Network, TermRef
from samverkan.records.outline import Outline
from samverkan.records.proposals import told_as_done
from samverkan.records.references import references
from samverkan.records.yamlsource import Path

Edge = tuple[str, str]
WARN_AFTER, FAIL_AFTER = 186, 365
"""Days since the last review: half a year, and a year."""


class Audit:
    """Checks over a loaded project. Each method yields the faults of one rule."""

    def __init__(self, loaded: Loaded) -> None:
        self.bank: Bank = loaded.bank
        self.entries: Mapping[Key, Entry] = {
            entry.key: entry for entry in loaded.entries if entry.outline is not None
        }
        self.raw = loaded.entries

    def faults(self) -> Iterator[Fault]:
        """Yield what is wrong on any day."""
        if not self.bank.names and NameList.kind not in self.bank.unread.texts:
            yield Fault(
                f"kb/{NameList.folder}", 1, 1, "fel", "namnlista-saknas",
                "det finns ingen lista över namn, så personnamn kan inte hittas.",
                "Lägg tillbaka filen, eller gör en ny med kommandot new names.",
            )  # fmt: skip
        for outline, entry in self._cooperations():
            record = entry.record if self._to_be_read(outline) else None
            if isinstance(record, Cooperation):
                yield from self._outside_contact(record)
                yield from self._unknown_statutes(record)
            if isinstance(record, Example) and self._not_carried_out(record.stage):
                yield from self._told_as_done(record)
        yield from self._rings()
        yield from self._bodies_twice()

    def stale(self, today: date) -> Iterator[Fault]:
        """Yield records that nobody has looked at for long; for the scheduled check.

        A record without ``reviewed`` has never been; registers of bodies are reviewed when
        they change.
        """
        for key, entry in self.entries.items():
            record = entry.record
            if record is None or isinstance(record, Body):
                continue
            if record.reviewed is None:
                yield self._fault(
                    key, (), "ej-granskad", "posten är inte granskad.",
                    "Läs den mot källan och skriv reviewed: med dagens datum.", "varning",
                )  # fmt: skip
            elif (days := (today - record.reviewed).days) > WARN_AFTER:
                yield self._fault(
                    key, ("reviewed",), "inaktuell",
                    f"posten granskades senast för {days} dagar sedan.",
                    "Läs den mot källan och gällande rätt och ändra reviewed.",
                    "fel" if days > FAIL_AFTER else "varning",
                )  # fmt: skip

    def unused(self) -> Iterator[Fault]:
        """Yield terms that no record uses, of the vocabularies that some record uses."""
        used: dict[str, set[str]] = {}
        for entry in self.raw:
            for reference in references(entry.model, entry.raw):
                if isinstance(reference.marker, TermRef):
                    used.setdefault(reference.marker.facet, set()).add(reference.value)
        for facet, terms in used.items():
            vocabulary = self.bank.vocabularies.get(facet)
            for index, term in enumerate(vocabulary.terms if vocabulary else ()):
                wider = any(other.broader == term.id for other in self.bank.terms(facet).values())
                if term.id not in terms and not wider and not term.replaced_by:
                    yield self._fault(
                        ("vocabulary", facet), ("terms", index, "id"), "oanvand-term",
                        f"ingen post använder termen {term.id}.",
                        "Använd den, slå ihop den med en annan eller låt den stå om den behövs.",
                        "varning",
                    )  # fmt: skip

    def _cooperations(self) -> Iterator[tuple[Outline, Entry]]:
        """Yield examples and then networks, in order of id."""
        for kind in (Example.kind, Network.kind):
            for name in self.bank.records.get(kind, ()):
                entry = self.entries[kind, name]
                if entry.outline is not None:
                    yield entry.outline, entry

    def _to_be_read(self, outline: Outline) -> bool:
        """Whether a record may be wrong in the light of others; most need not be looked into."""
        return (
            outline.contact_apart
            or self._not_carried_out(outline.told_as_done)
            or any(missing_statute(number, self.bank) for number in outline.statutes)
        )

    def _not_carried_out(self, stage: str | None) -> bool:
        term = self.bank.terms("skede").get(stage or "")
        return term is not None and term.carried_out is False

    def _rings(self) -> Iterator[Fault]:
        """A record cannot be part of itself, or come before itself, by way of others.

        Two records that each call themselves a part of the other make the smallest ring.
        """
        for relation in ("del-av", "foregangare"):
            edges = dict(self._edges(relation))
            while ring := _ring(edges):
                key, path = edges.pop(ring)
                yield self._fault(
                    key, path, "samband-i-ring",
                    f"sambanden leder runt: {ring[0]} {relation} {ring[1]}, som i sin tur "
                    f"(kanske via andra) är {relation} {ring[0]}.",
                    "Ta bort eller vänd ett av dem.",
                )  # fmt: skip

    def _edges(self, relation: str) -> Iterator[tuple[Edge, tuple[Key, Path]]]:
        """Yield who stands in ``relation`` to whom, and where it is said."""
        inverse = INVERSE_RELATIONS[relation]
        for outline, entry in self._cooperations():
            for index, (stated, other) in enumerate(outline.related):
                place = entry.key, ("related", index, "relation")
                if stated == relation:
                    yield (entry.id, other), place
                elif stated == inverse:
                    yield (other, entry.id), place

    def _outside_contact(self, record: Cooperation) -> Iterator[Fault]:
        """The contact sits with somebody who takes part."""
        body = record.contact.body if record.contact else None
        taking_part = {part.body.id for part in self.bank.participants(record)}
        if body and record.parties and body not in taking_part:
            yield self._fault(
                (record.kind, record.id), ("contact", "body"), "kontakt-utanfor",
                f"{body} är kontakt men finns inte bland parterna.",
                "Lägg till parten, eller rätta kontakten.",
            )  # fmt: skip

    def _unknown_statutes(self, record: Cooperation) -> Iterator[Fault]:
        """The law of a source's time has a record too, but its sections may have changed since."""
        for index, law in enumerate(record.legal_basis):
            if law.statute and (problem := missing_statute(law.statute, self.bank)):
                path = ("legal_basis", index, "statute")
                yield self._fault((record.kind, record.id), path, *problem)

    def _told_as_done(self, record: Example) -> Iterator[Fault]:
        """What was only proposed or planned is told as a plan."""
        for path, level, code, message, hint in told_as_done(record):
            yield self._fault((record.kind, record.id), path, code, message, hint, level)

    def _bodies_twice(self) -> Iterator[Fault]:
        """One name for two bodies of the same kind."""
        first: dict[tuple[str, str], Body] = {}
        for body in self.bank.bodies.values():
            other = first.setdefault((body.body_kind, body.name.casefold()), body)
            if other is not body:
                yield self._fault(
                    (body.kind, body.id), ("name",), "dubbel-organisation",
                    f"{body.name} finns redan som {other.id}.", "Använd den posten.",
                )  # fmt: skip

    def _fault(
        self,
        key: Key,
        path: Path,
        code: str,
        message: str,
        hint: str | None,
        level: Severity = "fel",
    ) -> Fault:
        entry = self.entries[key]
        line, column = entry.yaml.position((*entry.prefix, *path))
        return Fault(entry.file, line, column, level, code, message, hint)


def _ring(edges: Mapping[Edge, object]) -> Edge | None:
    """Return an edge of a ring, if there is one."""
    graph: dict[str, set[str]] = {}
    for start, end in edges:
        graph.setdefault(start, set()).add(end)
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        # The ring is listed end first: each node is an end of the edge from the next.
        end, start, *_ = error.args[1]
        return (start, end)
    return None

"""Rules that concern the records together: what each file by itself cannot show."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from graphlib import CycleError, TopologicalSorter

from samverkan.records.bank import INVERSE_RELATIONS, Bank, Key
from samverkan.records.entry import Entry
from samverkan.records.fault import Fault, Severity
from samverkan.records.linking import missing_statute
from samverkan.records.load import Loaded
from samverkan.records.model import Body, Cooperation, Example, NameList, TermRef
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
            entry.key: entry for entry in loaded.entries if entry.record is not None
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
        for record in self._cooperations():
            yield from self._outside_contact(record)
            yield from self._unknown_statutes(record)
        for example in self.bank.examples.values():
            yield from self._proposal_as_achieved(example)
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

    def _cooperations(self) -> Iterator[Cooperation]:
        yield from self.bank.examples.values()
        yield from self.bank.networks.values()

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
        for record in self._cooperations():
            for index, stated in enumerate(record.related):
                place = (record.kind, record.id), ("related", index, "relation")
                if stated.relation == relation:
                    yield (record.id, stated.record), place
                elif stated.relation == inverse:
                    yield (stated.record, record.id), place

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

    def _proposal_as_achieved(self, record: Example) -> Iterator[Fault]:
        """What was only proposed or planned has no results yet, and says that it is a plan."""
        stage = self.bank.terms("skede").get(record.stage or "")
        if stage is None or stage.carried_out is not False:
            return
        key: Key = (record.kind, record.id)
        for index, effect in enumerate(record.effects):
            if effect.basis in ("uppmatt", "pastadd"):
                yield self._fault(
                    key, ("effects", index, "basis"), "forslag-som-uppnatt",
                    f"skedet är {record.stage}, men effekten kallas {effect.basis}.",
                    "Skriv forvantad, beraknad eller uppskattad, eller rätta skedet.",
                )  # fmt: skip
            elif said := _ACHIEVED.search(effect.text):
                yield self._fault(
                    key, ("effects", index, "text"), "forslag-som-uppnatt",
                    f"skedet är {record.stage}, men effekten beskrivs som uppnådd ({said[0]}).",
                    "Skriv vad som väntas: väntas ge, ska minska, skulle spara.",
                )  # fmt: skip
        if not _TENTATIVE.search(f"{record.title} {record.summary}"):
            yield self._fault(
                key, ("summary",), "forslag-som-uppnatt",
                f"skedet är {record.stage}, men det framgår inte av sammanfattningen.",
                "Skriv att det föreslås, planeras eller utreds.",
            )  # fmt: skip

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


_ACHIEVED = re.compile(
    r"\b(?:har|hade)(?: \w+)? \w+(?:at|att|it|tt|ats|its)\b"
    r"|\b(?:blev|gav|ledde|sparade|minskade|sänkte|ökade|höjde|förbättrade|förkortade)s?\b"
)
"""The Swedish perfect (``har minskat``, ``har redan gett``) and the common past tenses."""
_TENTATIVE = re.compile(
    r"föresl|förslag|förstudie|planera|utred|bör\b|ska\b|skulle|vill\b|tänk|idé|möjlig|avråd"
    r"|vänta|kommer att|på väg|diskutera|kan\b|behöv",
    re.IGNORECASE,
)


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

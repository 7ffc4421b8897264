"""The Bank: every record, typed, cross-linked and immutable."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from samverkan.records.unread import Unread
from samverkan.records.yamlsource import Path, Position, YamlData

if TYPE_CHECKING:  # a bank is also made of what was kept of its records, without the models
    from samverkan.records.model import (
        AgreementType,
        Annex,
        Body,
        Clause,
        Concepts,
        Cooperation,
        DemandList,
        Example,
        NameList,
        Network,
        Question,
        QuestionGroup,
        Record,
        Source,
        Statute,
        Term,
        Vocabulary,
    )
    from samverkan.records.model.agreement import InterviewPage

Key = tuple[str, str]
"""Kind and id of a record."""

INVERSE_RELATIONS = {
    "del-av": "har-del",
    "har-del": "del-av",
    "foregangare": "eftertradare",
    "eftertradare": "foregangare",
}
"""Relations whose other direction has a name of its own; all others read the same both ways."""


@dataclass(frozen=True)
class Link:
    """A relation as seen from one of its two records."""

    record: Cooperation
    relation: str
    incoming: bool
    note: str | None = None


@dataclass(frozen=True)
class Participation:
    """A body in a cooperation, directly or as a member of a network."""

    body: Body
    role: str
    through: Network | None


@dataclass(frozen=True)
class Bank:
    """All records by kind and id, and the files they came from."""

    records: Mapping[str, Mapping[str, Record]]
    files: Mapping[Key, str] = field(default_factory=dict)
    places: Mapping[Key, tuple[YamlData, Path]] = field(default_factory=dict, repr=False)
    """The file that each record was read from, and where in it the record stands."""

    unread: Unread = field(default_factory=Unread)
    """What is there but could not be read; nothing that points at it is dead."""

    def position(self, key: Key, path: Path = (), line: int = 0) -> Position:
        """Return line and column of ``path`` in a record's file; 1, 1 when not read from one.

        With ``line``, of that line of the text at ``path``, counted from 1.
        """
        if key not in self.places:
            return 1, 1
        data, prefix = self.places[key]
        return data.line_position((*prefix, *path), line)

    def has(self, kind: str, name: str) -> bool:
        """Whether there is a record of ``kind`` called ``name``, even one that cannot be read."""
        return name in self.records.get(kind, {}) or self.unread.may_hold(kind, name)

    def has_question(self, name: str) -> bool:
        """Whether some group holds the question ``name``, even one that cannot be read."""
        known = name in self._questions
        return known or self.unread.may_hold("questions", name)

    def _of(self, kind: str) -> Mapping[str, Any]:
        return self.records.get(kind, {})

    @property
    def examples(self) -> Mapping[str, Example]:
        """Good examples, proposals and lessons."""
        return self._of("example")

    @property
    def networks(self) -> Mapping[str, Network]:
        """Groups, bodies and constellations."""
        return self._of("network")

    @property
    def clauses(self) -> Mapping[str, Clause]:
        """Agreement clauses."""
        return self._of("clause")

    @property
    def bodies(self) -> Mapping[str, Body]:
        """Public bodies and other organisations."""
        return self._of("body")

    @property
    def sources(self) -> Mapping[str, Source]:
        """Bibliography."""
        return self._of("source")

    @property
    def vocabularies(self) -> Mapping[str, Vocabulary]:
        """Closed vocabularies by facet."""
        return self._of("vocabulary")

    @property
    def names(self) -> Mapping[str, NameList]:
        """What persons' names look like."""
        return self._of("names")

    @property
    def agreements(self) -> Mapping[str, AgreementType]:
        """Document types."""
        return self._of("agreement")

    @property
    def annexes(self) -> Mapping[str, Annex]:
        """Annexes that document types share."""
        return self._of("annex")

    def annexes_of(self, agreement: AgreementType) -> tuple[Annex, ...]:
        """Return the annexes that a document type can have, in order."""
        found = (self.annexes.get(use.annex) for use in agreement.annexes)
        return tuple(annex for annex in found if annex is not None)

    def interview(self, agreement: AgreementType) -> tuple[InterviewPage, ...]:
        """Return all that a document type asks: its own pages, then those of its annexes."""
        return (
            *agreement.interview,
            *(page for annex in self.annexes_of(agreement) for page in annex.interview),
        )

    def clause_ids(self, agreement: AgreementType) -> tuple[str, ...]:
        """Return the ids of all clauses that a document type can have, annexes included."""
        uses = [use for part in agreement.parts for use in part.clauses]
        uses += [use for annex in self.annexes_of(agreement) for use in annex.clauses]
        return tuple(str(use.clause) for use in uses)

    @property
    def demand_lists(self) -> Mapping[str, DemandList]:
        """Statutory demands per form of cooperation."""
        return self._of("demands")

    @property
    def concepts(self) -> Mapping[str, tuple[str, ...]]:
        """The words of each concept by which evidence of demands is written."""
        lists: Mapping[str, Concepts] = self._of("concepts")
        return {name: words for each in lists.values() for name, words in each.words.items()}

    @property
    def question_groups(self) -> Mapping[str, QuestionGroup]:
        """Question groups shared by the document types."""
        return self._of("questions")

    @cached_property
    def statutes(self) -> Mapping[str, Statute]:
        """Statutes by SFS number."""
        return {statute.number: statute for statute in self._of("statute").values()}

    @cached_property
    def questions(self) -> Mapping[str, Question]:
        """Every question of every group, by id; those that stand twice are left out."""
        return {name: found[0] for name, found in self._questions.items() if len(found) == 1}

    @cached_property
    def _questions(self) -> Mapping[str, list[Question]]:
        found: dict[str, list[Question]] = {}
        for group in self.question_groups.values():
            for question in group.questions:
                found.setdefault(question.id, []).append(question)
        return found

    @cached_property
    def _terms(self) -> Mapping[str, Mapping[str, Term]]:
        return {
            facet: {term.id: term for term in vocabulary.terms}
            for facet, vocabulary in self.vocabularies.items()
        }

    def terms(self, facet: str) -> Mapping[str, Term]:
        """Return the terms of ``facet`` by id, in the vocabulary's order."""
        return self._terms.get(facet, {})

    def label(self, facet: str, term: str) -> str:
        """Return the label of a term.

        Raises:
            KeyError: if the facet has no such term.
        """
        return self._terms[facet][term].label

    def cooperation(self, record_id: str) -> Cooperation | None:
        """Return the example or network with this id."""
        return self.examples.get(record_id) or self.networks.get(record_id)

    def all(self) -> Iterator[Record]:
        """Yield every record, kind by kind, in order of id."""
        for kind in self.records.values():
            yield from kind.values()

    @cached_property
    def _links(self) -> Mapping[str, tuple[Link, ...]]:
        links: dict[str, list[Link]] = defaultdict(list)
        everyone: list[Cooperation] = [*self.examples.values(), *self.networks.values()]
        for record in everyone:
            for relation in record.related:
                other = self.cooperation(relation.record)
                if other is None:
                    continue
                links[record.id].append(Link(other, relation.relation, False, relation.note))
                inverse = INVERSE_RELATIONS.get(relation.relation)
                links[other.id].append(
                    Link(record, inverse or relation.relation, inverse is None, relation.note)
                )
        return {key: _without_repeats(found) for key, found in links.items()}

    def links(self, record_id: str) -> tuple[Link, ...]:
        """Return every relation of a record, whichever of the two records states it."""
        return self._links.get(record_id, ())

    @cached_property
    def _referrers(self) -> Mapping[Key, tuple[Record, ...]]:
        from samverkan.records.model import Ref  # noqa: PLC0415 (only the site asks)
        from samverkan.records.references import references  # noqa: PLC0415

        found: dict[Key, dict[Key, Record]] = defaultdict(dict)
        for record in self.all():
            data = record.model_dump(mode="python", exclude_none=True)
            for reference in references(type(record), _as_lists(data)):
                if isinstance(reference.marker, Ref):
                    for kind in reference.marker.kinds:
                        if reference.value in self.records.get(kind, {}):
                            found[kind, reference.value][record.kind, record.id] = record
        return {key: tuple(records.values()) for key, records in found.items()}

    def referrers(self, record: Record) -> tuple[Record, ...]:
        """Return the records that point at ``record``, of every kind."""
        return self._referrers.get((record.kind, record.id), ())

    def participants(self, record: Cooperation) -> tuple[Participation, ...]:
        """Return every named body of ``record``; networks are expanded to their members.

        A body that is named itself keeps its own role even when a network it belongs to
        takes part as well. Of several roles it keeps the first that counts as taking part
        (an owner that also buys is an owner).
        """
        found: dict[str, Participation] = {}
        for party in record.parties:
            if party.body and (body := self.bodies.get(party.body)):
                known = found.get(body.id)
                if known is None or (self.is_member(party.role) and not self.is_member(known.role)):
                    found[body.id] = Participation(body, party.role, None)
        for party in record.parties:
            network = self.networks.get(party.network) if party.network else None
            for member in network.parties if network else ():
                if member.body and member.body in self.bodies and self.is_member(member.role):
                    participation = Participation(self.bodies[member.body], party.role, network)
                    found.setdefault(member.body, participation)
        return tuple(found.values())

    def is_member(self, role: str) -> bool:
        """Whether a role counts as taking part (observers and interested do not)."""
        term = self.terms("partsroll").get(role)
        return term is not None and term.counts_as_member is True


def _without_repeats(links: list[Link]) -> tuple[Link, ...]:
    """Keep one link per record and relation; both records may state the same one."""
    kept: dict[tuple[str, str], Link] = {}
    for link in links:
        kept.setdefault((link.record.id, link.relation), link)
    return tuple(sorted(kept.values(), key=lambda link: (link.relation, link.record.title)))


def _as_lists(value: object) -> object:
    if isinstance(value, dict):
        return {key: _as_lists(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_as_lists(inner) for inner in value]
    return value

"""What the templates may call: the bank as seen from one page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from markupsafe import Markup

from samverkan.records.address import FOLDERS, Atlas, address
from samverkan.records.asking import default_in_words
from samverkan.records.bank import Bank
from samverkan.records.condition import in_words
from samverkan.records.derived import Part, clause_names, members
from samverkan.records.model import AgreementType, Body, Clause, Cooperation, Quantity, Record
from samverkan.records.model.fact import Reading
from samverkan.records.names import DECISION_PACKAGE
from samverkan.records.place import Place
from samverkan.site import quantity as figures
from samverkan.site.citation import Citations, section_name, where
from samverkan.site.clausetext import ClauseText
from samverkan.site.draft import Draft
from samverkan.site.escape import escape, external, inner, paragraphs
from samverkan.site.expression import Expressions, branches
from samverkan.site.location import relative
from samverkan.site.participation import grouped
from samverkan.site.usage import Usage


@dataclass(frozen=True)
class Stock:
    """What all pages share: the records and what has been found out about them once."""

    bank: Bank
    atlas: Atlas
    usage: Usage
    parts: dict[str, list[Part]]
    today: date
    drafts: tuple[Draft, ...] = ()
    repository: str = ""
    """Address below which a file of the project can be edited; empty when not known."""
    similar: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """For each example the ids of those that are like it, the nearest first."""

    @cached_property
    def clause_names(self) -> Mapping[str, str]:
        """How each clause is named in a list."""
        return clause_names(self.bank)


FIELDS = {
    "title": "rubrik",
    "summary": "sammanfattning",
    "stage": "skede",
    "record_type": "slag av post",
    "form": "form",
    "form_variant": "underform",
    "form_as_named": "källans ord för formen",
    "areas": "sakområde",
    "degree": "hur långt samverkan går",
    "binding": "hur fast parterna är bundna",
    "level": "vem som ger till vem",
    "party_list": "om listan av parter är hel",
    "evidence": "hur säker uppgiften är",
    "group_type": "slag av grupp",
    "membership": "uppgifter om medlemmar",
}


class View:
    """Links, labels and figures for the page at ``page``.

    ``types`` are the document types whose words its clause texts are shown with.
    """

    def __init__(self, stock: Stock, page: str, types: Sequence[AgreementType] = ()) -> None:
        self.stock = stock
        self.types = types
        self.bank = stock.bank
        self.page = page
        self._citations = Citations(stock.bank, page)

    def href(self, target: str) -> Markup:
        """Return the relative link to an address or file of the site."""
        return Markup(relative(target, self.page))  # noqa: S704 (made of slugs)

    def link(self, record: Record, text: str | None = None) -> Markup:
        """Return a link to a record's page; its name alone when it has none."""
        name = text or self._name(record)
        target = self.stock.atlas.find(record)
        if target is None or target == self.page:
            return escape(name)
        return inner(self.href(target), name)

    def _name(self, record: Record) -> str:
        """Return a record's name; clauses that share a title are told apart.

        Not on a document type's own page: it has but one of each.
        """
        if record.kind != Clause.kind or self.page.startswith(f"{FOLDERS['agreement']}/"):
            return record.label
        return self.stock.clause_names[record.id]

    def find(self, kind: str, record_id: str | None) -> Record | None:
        """Return a record by kind and id."""
        return self.bank.records.get(kind, {}).get(record_id or "")

    def link_to(self, kind: str, record_id: str) -> Markup:
        """Return a link to a record by kind and id."""
        record = self.find(kind, record_id)
        return self.link(record) if record else escape(record_id)

    def label(self, facet: str, term: str | None) -> str:
        """Return a term's label; an unknown term stands as it is written."""
        found = self.bank.terms(facet).get(term or "")
        return found.label if found else term or ""

    def term(self, facet: str, term: str | None) -> Markup:
        """Return a term's label, linked to where it is explained."""
        if not term:
            return Markup("")
        if facet not in self.bank.vocabularies:
            return escape(term)
        target = f"{self.href(address('vocabulary', facet))}#{term}"
        return inner(target, self.label(facet, term))

    def explained(self, facet: str, term: str | None) -> Markup:
        """Return a term's label, linked, with what it means below it."""
        found = self.bank.terms(facet).get(term or "")
        if found is None:
            return self.term(facet, term)
        words = Markup(' <span class="sb-forklaring">{}</span>')
        return self.term(facet, term) + words.format(escape(found.definition))

    def filtered(self, facet: str, term: str) -> str:
        """Return the link to the good examples that have a term of ``facet``."""
        return f"{self.href('exempel/')}?{facet}={term}"

    def places(self, places: Iterable[Place] | None, assumed: str | None = None) -> Markup:
        """Return source places, linked."""
        return self._citations.places(places, assumed)

    def standing_place(self, reading: Reading, assumed: str | None = None) -> Markup:
        """Return where a reading stands: in a source, in the law, or how it is known."""
        parts = [self.places(reading.source, assumed)] if reading.source else []
        parts += [self.law(citation) for citation in reading.law]
        if reading.known:
            parts.append(escape(reading.known))
        return Markup(", ").join(parts)

    def law(self, citation: str) -> Markup:
        """Return a section of a statute, linked."""
        return self._citations.law(citation)

    def laws(self, citations: Iterable[str]) -> Markup:
        """Return citations of law, each act named once; see :class:`Citations`."""
        return self._citations.laws(citations)

    def section(self, section: str, number: str) -> str:
        """Return the printed name of a section."""
        return section_name(section, number.startswith("EU"))

    def quantity(self, value: Quantity | None) -> str:
        """Return a figure with qualifier and unit."""
        return figures.printed(value, self.bank)

    def condition(self, expression: str) -> str:
        """Return a condition over answers in words."""
        return in_words(expression, self.bank)

    def clause_text(self, template: str) -> Markup:
        """Return a clause's text, readable."""
        return self._readable().html(template)

    def wordings(self, template: str) -> list[tuple[Markup, str]]:
        """Return the words that a template chooses between, each with when it is used."""
        return [
            (self._readable().line(word), self.condition(when) if when else "")
            for word, when in branches(template)
        ]

    def _readable(self) -> ClauseText:
        return ClauseText(Expressions(self.bank, self.page, self._citations, self.types))

    def file(self, record: Record) -> str:
        """Return the path of the record's file within the project."""
        return self.bank.files.get((record.kind, record.id), "")

    def edit(self, record: Record) -> Markup:
        """Return the record's file, linked to where it can be edited when that is known."""
        file = self.file(record)
        url = f"{self.stock.repository.rstrip('/')}/{file}" if self.stock.repository else None
        return external(url, file)

    def only_source(self, record: Record) -> str | None:
        """Return the source that a cooperation rests on, when there is just one."""
        sources = {support.place.source for support in getattr(record, "sources", None) or ()}
        return sources.pop() if len(sources) == 1 else None

    def members(self, record: Cooperation) -> list[Body]:
        """Return the bodies that take part as members, with networks expanded."""
        return members(self.bank, record)

    def drafts(self, agreement: str) -> list[Draft]:
        """Return the finished drafts of a document type."""
        return [draft for draft in self.stock.drafts if draft.agreement == agreement]

    def drafts_about(self, record: Cooperation) -> list[Draft]:
        """Return the finished drafts whose case is about ``record``."""
        return [draft for draft in self.stock.drafts if self.subject(draft) == record]

    def subject(self, draft: Draft) -> Cooperation | None:
        """Return the example or network that the case behind ``draft`` is about."""
        return self.cooperation(draft.record)

    def cooperation(self, name: str | None) -> Cooperation | None:
        """Return the example or network with that id."""
        return self.bank.examples.get(name or "") or self.bank.networks.get(name or "")

    def decision_package(self, draft: Draft) -> Draft | None:
        """Return the decision package that was drafted with ``draft``."""
        name = f"{draft.case}-{draft.agreement}"
        return next((d for d in self.drafts(DECISION_PACKAGE) if d.case == name), None)

    def fields(self, names: Iterable[str]) -> str:
        """Return field names in Swedish."""
        return ", ".join(FIELDS.get(name, name) for name in names)

    default = staticmethod(default_in_words)
    where = staticmethod(where)
    escape = staticmethod(escape)
    grouped = staticmethod(grouped)
    paragraphs = staticmethod(paragraphs)
    external = staticmethod(external)
    when = staticmethod(figures.when)
    span = staticmethod(figures.span)
    day = staticmethod(figures.day)
    counted = staticmethod(figures.counted)
    number = staticmethod(figures.number)

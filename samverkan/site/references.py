"""The pages of what is referred to: statutes, sources and bodies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from samverkan.records.address import FOLDERS, address
from samverkan.records.model import (
    AgreementType,
    Body,
    DemandList,
    Record,
    Source,
    Statute,
)
from samverkan.records.names import BODY_KINDS
from samverkan.site.age import told_in
from samverkan.site.citation import anchor
from samverkan.site.page import WIDE, Fact, Page
from samverkan.site.quantity import number
from samverkan.site.registers import STATUSES, county
from samverkan.site.standing import standing
from samverkan.site.view import Stock, View

DEFECTS = {
    "avkortad": "Texten som lästes var avkortad.",
    "misstankt": "Texten som lästes kan vara felaktig.",
}


@dataclass(frozen=True)
class SectionRow:
    """A section in use: its name, what it is about and who cites it."""

    anchor: str
    name: str
    subject: str
    defect: str
    users: list[Markup]


SIZE_CLASSES = {"storre": "större", "mellanstor": "mellanstor", "mindre": "mindre"}


def statute_page(stock: Stock, statute: Statute) -> Page:
    """Return the page of a statute."""
    page = address("statute", statute.id)
    view = View(stock, page)
    cited = stock.usage.statute(statute.number)
    known = {section.id: section for section in statute.in_use}
    order = [*known, *sorted(set(cited) - set(known) - {""})]
    sections = []
    for section_id in order:
        section = known.get(section_id)
        sections.append(
            SectionRow(
                anchor(section_id),
                view.section(section_id, statute.number),
                section.subject if section else "",
                DEFECTS.get(section.defect or "", "") if section else "",
                list(_users(view, cited.get(section_id, []))),
            )
        )
    heading = statute.name[:1].upper() + statute.name[1:]
    context = {
        "v": view,
        "r": statute,
        "trail": (("Lagar", f"{FOLDERS['statute']}/"),),
        "heading": heading,
        "facts": list(_statute_facts(view, statute)),
        "replacements": [view.law(law) for law in statute.replaced_by],
        "url": view.external(statute.url, statute.url) if statute.url else "",
        "sections": sections,
        "whole": list(_users(view, cited.get("", []))),
    }
    return Page(page, "lag.md.j2", f"{heading} ({statute.number})", context, statute.title, WIDE)


def _statute_facts(view: View, statute: Statute) -> Iterator[Fact]:
    yield "Rubrik", statute.title
    yield "Nummer", statute.number
    yield "Förkortning", statute.short
    status = STATUSES[statute.status]
    if statute.status == "in_force" and statute.in_force_from:
        status = f"gäller sedan {view.day(statute.in_force_from)}"
    elif statute.repealed_from:
        status = f"upphävd {view.day(statute.repealed_from)}"
    yield "Läge", status
    yield "Senaste ändring", statute.latest_amendment
    yield "Texten kontrollerad per", view.day(statute.text_as_of) if statute.text_as_of else ""
    if statute.partial or not statute.list_complete:
        yield "Paragraflista", "inte fullständig"


def _users(view: View, records: list[Record]) -> Iterator[Markup]:
    """Yield links to those who cite; a list of demands stands for its document types."""
    seen: set[str] = set()
    for record in records:
        for shown in _behind(view, record):
            link = view.link(shown)
            if link not in seen:
                seen.add(link)
                yield link


def _behind(view: View, record: Record) -> list[Record]:
    if isinstance(record, DemandList):
        return [r for r in view.bank.referrers(record) if isinstance(r, AgreementType)]
    return [record] if view.stock.atlas.find(record) else []


def source_page(stock: Stock, source: Source) -> Page:
    """Return the page of a source."""
    page = address("source", source.id)
    view = View(stock, page)
    resting = stock.usage.source(source.id)
    groups = [
        (heading, sorted((r for r in resting if r.kind == kind), key=lambda r: r.label.casefold()))
        for kind, heading in (
            ("example", "Exempel, förslag och lärdomar"),
            ("network", "Nätverk"),
            ("clause", "Klausuler"),
            ("vocabulary", "Ordlistor"),
        )
    ]
    unit = {"rad": "rader i textversionen", "sida": "sidor", "avsnitt": "avsnitt"}[source.unit]
    facts: list[Fact] = [
        ("Kort namn", source.short_title),
        ("Författare", ", ".join(source.authors)),
        ("Utgivare", source.publisher),
        ("År", str(source.year)),
        ("Serie", source.series),
        ("ISBN", source.isbn),
        ("Länk", view.external(source.url, source.url) if source.url else ""),
        ("Platser anges i", unit),
        ("Omfång", f"{number(source.extent)} {unit}" if source.extent else ""),
    ]
    context = {
        "v": view,
        "r": source,
        "trail": (("Källor", f"{FOLDERS['source']}/"),),
        "facts": facts,
        "groups": [(heading, records) for heading, records in groups if records],
    }
    return Page(page, "kalla.md.j2", source.title, context, source.about or source.title)


def body_page(stock: Stock, body: Body) -> Page:
    """Return the page of a body that some record points at."""
    page = address("body", body.id)
    view = View(stock, page)
    bank = stock.bank
    parts = []
    for part in stock.parts.get(body.id, []):
        example = bank.examples.get(part.record.id)
        kind = standing(bank, example).label if example else "Nätverk"
        parts.append((part, kind, str(told_in(bank, part.record) or "")))
    referrers = bank.referrers(body)
    context = {
        "v": view,
        "r": body,
        "trail": (("Organisationer", f"{FOLDERS['body']}/"),),
        "facts": list(_body_facts(view, body)),
        "parts": parts,
        "members": [bank.bodies[m] for m in body.members if m in bank.bodies],
        "belongs": [other for other in referrers if isinstance(other, Body)],
    }
    description = f"{body.name}: vilken samverkan organisationen deltar i."
    return Page(page, "organisation.md.j2", body.name, context, description)


def _body_facts(view: View, body: Body) -> Iterator[Fact]:
    yield "Slag", BODY_KINDS[body.body_kind][0]
    yield "Län", county(view, body)
    yield "Kod", body.code
    yield "Organisationsnummer", body.org_number
    yield "Säte", body.seat
    yield "Storleksklass 2006", SIZE_CLASSES.get(body.size_class or "")
    yield "Värd", view.link_to("body", body.host) if body.host else ""
    yield "Kallas också", ", ".join(body.alternative_names)
    former = [
        f"{name.name} (till {view.when(name.until)})" if name.until else name.name
        for name in body.former_names
    ]
    yield "Hette förut", "; ".join(former)
    yield "Efterträdare", view.link_to("body", body.successor) if body.successor else ""
    yield "Fanns", view.span(body.valid_from, body.valid_to)
    for population in body.populations:
        yield f"Invånare {view.when(population.when)}", number(population.value)
    yield "Källa", view.places(body.source)

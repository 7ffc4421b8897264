"""The lists of what examples rest on: clauses, types, bodies, statutes, sources, words."""

from __future__ import annotations

from samverkan.records.derived import document_types
from samverkan.records.model import AgreementType, Body, Record
from samverkan.records.names import BODY_KINDS
from samverkan.site.quantity import counted, number
from samverkan.site.table import Cell, Column, Table
from samverkan.site.view import View

LEVELS = {
    "lag": "krävs av lag",
    "lag-annat": "lagen reglerar frågan",
    "praxis": "praxis",
}
NATURES = {
    "antas": "antas av fullmäktige",
    "undertecknas": "undertecknas av parterna",
    "viljeyttring": "uttrycker en gemensam vilja",
    "underlag": "är underlag för beslut",
}
STATUSES = {"in_force": "gäller", "repealed": "upphävd"}


def clauses(view: View) -> Table:
    """Return the clauses, by title."""
    columns = (
        Column("Klausul"),
        Column("Ämne", "amne"),
        Column("Nivå", "niva", minor=True),
        Column("Lagrum", minor=True),
        Column("Ingår i", "dokument", minor=True),
    )
    table = Table("Klausuler", columns)
    for clause in sorted(view.bank.clauses.values(), key=lambda c: (c.title.casefold(), c.id)):
        topics = tuple((t, view.label("klausulamne", t)) for t in clause.topics)
        types = document_types(view.bank, clause)
        table.rows.append(
            (
                Cell(view.link(clause), sort=clause.title),
                Cell(", ".join(label for _, label in topics), choices=topics),
                Cell(LEVELS[clause.level], choices=((clause.level, LEVELS[clause.level]),)),
                Cell(view.laws(clause.legal_basis)),
                Cell(
                    ", ".join(agreement.title for agreement in types),
                    choices=tuple((agreement.id, agreement.title) for agreement in types),
                ),
            )
        )
    return table


def _form_cell(view: View, agreement: AgreementType) -> Cell:
    if agreement.form is None:
        return Cell("alla")
    choice = (agreement.form, view.label("form", agreement.form))
    return Cell(view.term("form", agreement.form), choices=(choice,))


def agreements(view: View) -> Table:
    """Return the document types, by title."""
    columns = (
        Column("Dokumenttyp"),
        Column("Samverkansform", "form"),
        Column("Beslutas av", minor=True),
        Column("Klausuler", numeric=True, minor=True),
        Column("Frågor", numeric=True, minor=True),
    )
    table = Table("Dokumenttyper", columns)
    for agreement in sorted(view.bank.agreements.values(), key=lambda a: a.title.casefold()):
        questions = {name for page in view.bank.interview(agreement) for name in page.questions}
        table.rows.append(
            (
                Cell(view.link(agreement), sort=agreement.title),
                _form_cell(view, agreement),
                Cell(agreement.adopted_by),
                Cell(str(len(view.bank.clause_ids(agreement)))),
                Cell(str(len(questions))),
            )
        )
    return table


def bodies(view: View) -> Table:
    """Return the bodies that some cooperation names, by name.

    Only the cooperations that a body is a member of are counted: to watch is not to take part.
    """
    columns = (
        Column("Organisation"),
        Column("Slag", "slag"),
        Column("Län", "lan", minor=True),
        Column("Deltar i", numeric=True),
    )
    table = Table("Organisationer som deltar i samverkan", columns)
    for body in _sorted_bodies(view):
        if body.id in view.stock.parts:
            kind = BODY_KINDS[body.body_kind][0]
            name = county(view, body)
            parts = view.stock.parts[body.id]
            count = len({p.record.id for p in parts if view.bank.is_member(p.role)})
            table.rows.append(
                (
                    Cell(view.link(body), sort=body.name),
                    Cell(kind, choices=((body.body_kind, kind),)),
                    Cell(name, choices=((body.county_letter or "", name),) if name else ()),
                    Cell(str(count)),
                )
            )
    return table


def body_counts(view: View) -> str:
    """Return how the bodies with a page of their own are counted, here and in the search."""
    taking_part = len(view.stock.parts)
    pages = sum(view.stock.atlas.find(body) is not None for body in view.bank.bodies.values())
    if pages == taking_part:
        return ""
    return (
        f"{number(taking_part)} organisationer deltar i någon samverkan. "
        f"{counted(pages - taking_part, 'annan', 'andra')} har en egen sida för att andra "
        f"poster nämner dem, till exempel som efterträdare. Därför räknar sökningen "
        f"{number(pages)}."
    )


def other_bodies(view: View) -> list[tuple[str, list[Body]]]:
    """Return the bodies that take part in nothing, by kind."""
    rest = [body for body in _sorted_bodies(view) if body.id not in view.stock.parts]
    grouped = [
        (many, [body for body in rest if body.body_kind == kind])
        for kind, (_, many) in BODY_KINDS.items()
    ]
    return [(name, found) for name, found in grouped if found]


def county(view: View, body: Body) -> str:
    """Return the short name of the county that a body lies in."""
    letter = body.county_letter
    for other in view.bank.bodies.values() if letter else ():
        if other.body_kind == "lansstyrelse" and other.county_letter == letter:
            return other.short_name or other.name
    return letter or ""


def _sorted_bodies(view: View) -> list[Body]:
    return sorted(view.bank.bodies.values(), key=lambda b: b.name.casefold())


def statutes(view: View) -> Table:
    """Return the statutes, by name."""
    columns = (
        Column("Lag eller förordning"),
        Column("Nummer"),
        Column("Förkortning", minor=True),
        Column("Läge", "lage"),
        Column("Hänvisas av", numeric=True),
    )
    table = Table("Lagar och förordningar", columns)
    for statute in sorted(view.bank.statutes.values(), key=lambda s: s.name.casefold()):
        by_section = view.stock.usage.statute(statute.number).values()
        cited = {(record.kind, record.id) for records in by_section for record in records}
        status = STATUSES[statute.status]
        table.rows.append(
            (
                Cell(view.link(statute, statute.name), sort=statute.name),
                Cell(statute.number),
                Cell(statute.short or ""),
                Cell(status, choices=((statute.status, status),)),
                Cell(str(len(cited))),
            )
        )
    return table


def sources(view: View) -> Table:
    """Return the sources, newest first."""
    columns = (
        Column("Källa"),
        Column("Kort namn", minor=True),
        Column("Utgivare", minor=True),
        Column("År"),
        Column("Poster", numeric=True),
    )
    table = Table("Källor", columns, filters=False)
    for source in sorted(view.bank.sources.values(), key=lambda s: (-s.year, s.title)):
        table.rows.append(
            (
                Cell(view.link(source), sort=source.title),
                Cell(source.short_title),
                Cell(source.publisher or ""),
                Cell(str(source.year)),
                Cell(str(len(shown(view.stock.usage.source(source.id))))),
            )
        )
    return table


def shown(records: list[Record]) -> list[Record]:
    """Leave out the registers that rest on a source but are nobody's reading."""
    return [record for record in records if record.kind in ("example", "network", "clause")]


def vocabularies(view: View) -> Table:
    """Return the vocabularies, by title."""
    columns = (Column("Ordlista"), Column("Vad den innehåller"), Column("Termer", numeric=True))
    table = Table("Ordlistor", columns, filters=False)
    for vocabulary in sorted(view.bank.vocabularies.values(), key=lambda v: v.title.casefold()):
        table.rows.append(
            (
                Cell(view.link(vocabulary), sort=vocabulary.title),
                Cell(view.escape(vocabulary.description)),
                Cell(str(len(vocabulary.terms))),
            )
        )
    return table

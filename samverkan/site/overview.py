"""The overview: how much there is of each kind, and how much of the land takes part."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from markupsafe import Markup

from samverkan.records.derived import (
    circles,
    counts,
    coverage,
    lineage,
    of_kind,
    parts_of_bodies,
    tree_order,
)
from samverkan.records.model import Cooperation, Example
from samverkan.site.escape import escape, inner
from samverkan.site.page import WIDE, Page
from samverkan.site.quantity import listed, number
from samverkan.site.references import SIZE_CLASSES
from samverkan.site.standing import is_good
from samverkan.site.table import Cell, Column, Table
from samverkan.site.view import Stock, View

ADDRESS = "oversikt/"
INTRO = (
    "Tabellerna räknas fram ur posterna varje gång webbplatsen byggs. De visar vad banken "
    "innehåller, inte hur vanlig samverkan är i landet: källorna berättar om en del av den."
)
_MOST = 40
"""So many bodies are listed; the list of bodies has them all."""


def overview_page(stock: Stock) -> Page:
    """Return the page with every table of counts."""
    view = View(stock, ADDRESS)
    tables = [table for table in _tables(view) if table.rows]
    context = {"v": view, "intro": INTRO, "tables": tables}
    return Page(ADDRESS, "oversikt.md.j2", "Översikt", context, INTRO, WIDE)


def _tables(view: View) -> Iterator[Table]:
    bank = view.bank
    good = [example for example in bank.examples.values() if is_good(bank, example)]
    found = counts(bank, good)
    for facet, title, totals in (
        ("omrade", "Goda exempel efter sakområde", found.area),
        ("form", "Goda exempel efter samverkansform", found.form),
    ):
        terms = tree_order(bank, facet)
        rows = ((_term(view, facet, term), totals.get(term, 0)) for term in terms)
        yield _counted(title, bank.vocabularies[facet].title if terms else "", rows)
    yield _counted("Goda exempel efter län där någon deltar", "Län", _counties(view, found.county))
    yield _counted(
        "Goda exempel där hela kretsen deltar",
        "Krets",
        ((view.link(circle), found.constellation.get(circle.id, 0)) for circle in circles(bank)),
    )
    yield _counted(
        "Goda exempel efter länsstyrelsernas storleksklass 2006",
        "Storleksklass",
        ((label, found.size_class.get(key, 0)) for key, label in SIZE_CLASSES.items()),
    )
    yield _covered(view, good)
    yield _participation(view)


def _term(view: View, facet: str, term: str) -> Markup:
    """A term linked to its examples, indented below the wider ones: pay stands under staff.

    The wider terms are there to be read aloud, where nobody sees the indent.
    """
    *wider, own = reversed(lineage(view.bank, facet, term))
    link = inner(view.filtered(facet, own), view.label(facet, own))
    if not wider:
        return link
    path = "".join(f"{view.label(facet, above)} › " for above in wider)
    return Markup(
        '<span class="sb-niva" style="--sb-niva:{}"><span class="sb-dold">{}</span>{}</span>'
    ).format(len(wider), escape(path), link)


def _counted(title: str, what: str, rows: Iterable[tuple[Markup | str, int]]) -> Table:
    table = Table(title, (Column(what), Column("Goda exempel", numeric=True)), filters=False)
    table.rows.extend((Cell(name), Cell(number(count))) for name, count in rows if count)
    return table


def _counties(view: View, totals: Mapping[str, int]) -> Iterator[tuple[Markup | str, int]]:
    for body in of_kind(view.bank, "lansstyrelse"):
        name = body.short_name or body.name
        yield f"{name} ({body.county_letter})", totals.get(body.county_letter or "", 0)


def _covered(view: View, good: Iterable[Cooperation]) -> Table:
    """Who is missing in what most have joined."""
    columns = (Column("Samverkan"), Column("Täckning"), Column("Procent", numeric=True),
               Column("Saknas", minor=True))  # fmt: skip
    table = Table("Hur stor del av länsstyrelserna som deltar", columns, filters=False)
    offices = of_kind(view.bank, "lansstyrelse")
    found = [(coverage(view.bank, record, offices), record) for record in good]
    found = [(part, record) for part, record in found if len(part.taking_part) > 1]
    for part, record in sorted(found, key=lambda f: (-len(f[0].taking_part), f[1].title)):
        share = str(part.percent).replace(".", ",")
        missing = listed([body.short_name or body.name for body in part.missing])
        covered = f"{len(part.taking_part)} av {part.total}"
        table.rows.append((Cell(view.link(record)), Cell(covered), Cell(share), Cell(missing)))
    return table


def _participation(view: View) -> Table:
    """How many good examples and networks each body takes part in, and how many it follows."""
    columns = (
        Column("Organisation"),
        Column("Deltar i", numeric=True),
        Column("Följer, köper eller har visat intresse för", numeric=True),
    )
    table = Table("Vem som deltar i mest", columns, filters=False)
    rows = []
    for body_id, found in parts_of_bodies(view.bank).items():
        parts = [part for part in found if _exists(view, part.record)]
        inside = {part.record.id for part in parts if view.bank.is_member(part.role)}
        outside = {part.record.id for part in parts} - inside
        rows.append((-len(inside), view.bank.bodies[body_id].name, body_id, len(outside)))
    for inside_count, _, body_id, outside_count in sorted(rows)[:_MOST]:
        body = view.bank.bodies[body_id]
        row = (view.link(body), number(-inside_count), number(outside_count))
        table.rows.append(tuple(Cell(content) for content in row))
    return table


def _exists(view: View, record: Cooperation) -> bool:
    """Whether a body can be said to take part: a proposal has no participants yet."""
    return not isinstance(record, Example) or is_good(view.bank, record)

"""The lists of examples, lessons and networks."""

from __future__ import annotations

from samverkan.records.derived import lineage, members, with_role
from samverkan.records.model import Cooperation, Example, Network
from samverkan.site.participation import told
from samverkan.site.standing import Standing, is_good, standing
from samverkan.site.table import Cell, Choice, Column, Table
from samverkan.site.view import View

_SHARED = (
    Column("Sakområde", "omrade"),
    Column("Form", "form", minor=True),
    Column("Skede", "skede", minor=True),
    Column("Parter", "part", minor=True),
    Column("År", "ar", minor=True),
    Column("Källa", "kalla", minor=True),
)


def good_examples(view: View) -> Table:
    """Return the good examples, by title."""
    table = Table("Goda exempel på samverkan", (Column("Samverkan"), *_SHARED))
    for example in _sorted(view):
        if is_good(view.bank, example):
            table.rows.append((_title(view, example), *_shared_cells(view, example)))
    return table


def lessons(view: View) -> Table:
    """Return proposals, lessons and warnings, by title."""
    columns = (Column("Post"), Column("Slag", "slag"), *_SHARED)
    table = Table("Förslag, lärdomar och varningar", columns)
    for example in _sorted(view):
        found = standing(view.bank, example)
        if not is_good(view.bank, example):
            row = (_title(view, example), _kind(found), *_shared_cells(view, example))
            table.rows.append(row)
    return table


def networks(view: View) -> Table:
    """Return the networks, by title."""
    columns = (
        Column("Nätverk"),
        Column("Slag", "slag"),
        Column("Sakområde", "omrade"),
        Column("Medlemmar", "part", minor=True),
        Column("År", "ar", minor=True),
        Column("Källa", "kalla", minor=True),
    )
    table = Table("Nätverk, grupper och organ", columns)
    for network in sorted(view.bank.networks.values(), key=lambda n: n.title.casefold()):
        kind = view.label("grupptyp", network.group_type)
        table.rows.append(
            (
                _title(view, network),
                Cell(kind, choices=((network.group_type, kind),)),
                _areas(view, network),
                _parties(view, network),
                _year(network),
                _sources(view, network),
            )
        )
    return table


def _sorted(view: View) -> list[Example]:
    return sorted(view.bank.examples.values(), key=lambda e: e.title.casefold())


def _shared_cells(view: View, example: Example) -> tuple[Cell, ...]:
    form: tuple[Choice, ...] = ()
    if example.form:
        form = ((example.form, view.label("form", example.form)),)
    stage: tuple[Choice, ...] = ()
    if example.stage:
        stage = ((example.stage, view.label("skede", example.stage)),)
    order = list(view.bank.terms("skede"))
    position = order.index(example.stage) if example.stage in order else len(order)
    return (
        _areas(view, example),
        Cell(form[0][1] if form else "", choices=form),
        Cell(stage[0][1] if stage else "", sort=f"{position:02}", choices=stage),
        _parties(view, example),
        _year(example),
        _sources(view, example),
    )


def _title(view: View, record: Cooperation) -> Cell:
    return Cell(view.link(record), sort=record.title)


def _kind(found: Standing) -> Cell:
    return Cell(found.label, choices=((found.key, found.label),))


def _areas(view: View, record: Cooperation) -> Cell:
    """An area is found under the areas above it as well."""
    wider = dict.fromkeys(
        above for area in record.areas for above in lineage(view.bank, "omrade", area)
    )
    choices = tuple((area, view.label("omrade", area)) for area in wider)
    return Cell(", ".join(view.label("omrade", area) for area in record.areas), choices=choices)


def _parties(view: View, record: Cooperation) -> Cell:
    bodies = members(view.bank, record)
    hosts = with_role(view.bank, record, "vard")
    text = told(view.bank, record)
    if hosts and len(bodies) > len(hosts):
        names = ", ".join(body.name for body in hosts)
        text = f"{text} (värd: {names})" if text else f"värd: {names}"
    return Cell(text, choices=tuple((body.id, body.name) for body in bodies))


def year(record: Cooperation) -> str:
    """Return the year for which a record speaks, else the first in its timeline."""
    if record.stage_when:
        return record.stage_when[:4]
    return min((entry.when[:4] for entry in record.timeline), default="")


def _year(record: Cooperation) -> Cell:
    found = year(record)
    return Cell(found, choices=((found, found),) if found else ())


def _sources(view: View, record: Example | Network | Cooperation) -> Cell:
    ids = dict.fromkeys(support.place.source for support in record.sources)
    choices = tuple(
        (source, view.bank.sources[source].short_title if source in view.bank.sources else source)
        for source in ids
    )
    return Cell(", ".join(label for _, label in choices), choices=choices)

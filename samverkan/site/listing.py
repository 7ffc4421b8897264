"""The lists of examples, lessons and networks."""

from __future__ import annotations

from samverkan.records.derived import lineage, members, with_role
from samverkan.records.model import Cooperation, Example, Network
from samverkan.site.age import told_in
from samverkan.site.participation import told
from samverkan.site.standing import ACTIVE, Standing, is_good, network_standing, standing
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

_NETWORK = (
    Column("Nätverk"),
    Column("Slag", "slag", minor=True),
    Column("Sakområde", "omrade", minor=True),
    Column("Skede", "skede"),
    Column("År", "ar"),
    Column("Medlemmar", "part", minor=True),
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
    """Return the groups that were active when their source was written, by title."""
    table = Table("Nätverk, grupper och organ som var verksamma", _NETWORK)
    return _with_networks(view, table, active=True)


def other_networks(view: View) -> Table:
    """Return the groups that had ended, were only planned or of which it is not told."""
    table = Table("Grupper som inte var verksamma", _NETWORK, filters=False)
    return _with_networks(view, table, active=False)


def _with_networks(view: View, table: Table, active: bool) -> Table:
    for network in sorted(view.bank.networks.values(), key=lambda n: n.title.casefold()):
        if (network_standing(view.bank, network) is ACTIVE) is not active:
            continue
        kind = view.label("grupptyp", network.group_type)
        table.rows.append(
            (
                _title(view, network),
                Cell(kind, choices=((network.group_type, kind),)),
                _areas(view, network),
                _stage(view, network),
                _year(view, network),
                _parties(view, network),
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
    return (
        _areas(view, example),
        Cell(form[0][1] if form else "", choices=form),
        _stage(view, example),
        _parties(view, example),
        _year(view, example),
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


def _stage(view: View, record: Cooperation) -> Cell:
    order = list(view.bank.terms("skede"))
    if not record.stage:
        return Cell("anges inte", sort=f"{len(order):02}")
    label = view.label("skede", record.stage)
    position = order.index(record.stage) if record.stage in order else len(order)
    return Cell(label, sort=f"{position:02}", choices=((record.stage, label),))


def _year(view: View, record: Cooperation) -> Cell:
    found = str(told_in(view.bank, record) or "")
    return Cell(found, choices=((found, found),) if found else ())


def _sources(view: View, record: Example | Network | Cooperation) -> Cell:
    ids = dict.fromkeys(support.place.source for support in record.sources)
    choices = tuple(
        (source, view.bank.sources[source].short_title if source in view.bank.sources else source)
        for source in ids
    )
    return Cell(", ".join(label for _, label in choices), choices=choices)

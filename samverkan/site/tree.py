"""Writes the Markdown tree: hand-written pages, a list per kind and a page per record."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from jinja2 import Environment

from samverkan.records.address import FOLDERS
from samverkan.site import listing, registers, start
from samverkan.site.age import age_summary
from samverkan.site.cooperations import example_page, network_page
from samverkan.site.environment import environment
from samverkan.site.fieldguide import guides
from samverkan.site.glossary import vocabulary_page
from samverkan.site.library import agreement_page, clause_page
from samverkan.site.location import LESSONS
from samverkan.site.overview import overview_page
from samverkan.site.page import WIDE, Page
from samverkan.site.references import body_page, source_page, statute_page
from samverkan.site.standing import ACTIVE, is_good, network_standing
from samverkan.site.table import Table
from samverkan.site.view import Stock, View

EMPTY = "Här finns inget ännu."


def record_pages(stock: Stock) -> Iterator[Page]:
    """Yield the page of every record that has one."""
    bank = stock.bank
    yield from (example_page(stock, record) for record in bank.examples.values())
    yield from (network_page(stock, record) for record in bank.networks.values())
    yield from (clause_page(stock, record) for record in bank.clauses.values())
    yield from (agreement_page(stock, record) for record in bank.agreements.values())
    yield from (statute_page(stock, record) for record in bank.statutes.values())
    yield from (source_page(stock, record) for record in bank.sources.values())
    yield from (vocabulary_page(stock, record) for record in bank.vocabularies.values())
    with_page = (body for body in bank.bodies.values() if stock.atlas.find(body))
    yield from (body_page(stock, record) for record in with_page)


_LISTS: tuple[tuple[str, str, Callable[[View], Table], tuple[str, ...]], ...] = (
    (
        FOLDERS["example"],
        "Goda exempel",
        listing.good_examples,
        (
            "Samverkan som fanns när källan skrevs och som andra kan lära av. Skedet gäller "
            "källans år, inte i dag.",
        ),
    ),
    (
        LESSONS,
        "Förslag, lärdomar och varningar",
        listing.lessons,
        (
            "Det här är inte goda exempel. Här står förslag som inte var genomförda, samverkan "
            "som hade avslutats och misstag som källorna varnar för.",
        ),
    ),
    (
        FOLDERS["network"],
        "Nätverk",
        listing.networks,
        (
            "Grupper, nätverk och organ som var verksamma när källan skrevs. Skedet gäller källans "
            "år, inte i dag. Få källor säger hur man går med: fråga någon av medlemmarna.",
        ),
    ),
    (
        FOLDERS["agreement"],
        "Dokumenttyper",
        registers.agreements,
        ("Dokument som banken kan skriva ett utkast till, med klausuler, frågor och krav.",),
    ),
    (
        FOLDERS["clause"],
        "Klausuler",
        registers.clauses,
        ("Texter som dokumenten byggs av. Varje klausul säger vilken lag den vilar på.",),
    ),
    (
        FOLDERS["body"],
        "Organisationer",
        registers.bodies,
        ("Tabellen visar dem som deltar i någon samverkan i banken. De andra står längst ned.",),
    ),
    (
        FOLDERS["statute"],
        "Lagar",
        registers.statutes,
        ("Lagar och förordningar som banken hänvisar till. Ordalydelsen sparas inte här.",),
    ),
    (
        FOLDERS["source"],
        "Källor",
        registers.sources,
        ("Utredningar och rapporter som uppgifterna kommer från.",),
    ),
    (
        FOLDERS["vocabulary"],
        "Ordlista",
        registers.vocabularies,
        ("Orden som posterna beskrivs med. Varje ord har en betydelse.",),
    ),
)


def list_pages(stock: Stock) -> Iterator[Page]:
    """Yield the list page of every kind."""
    for folder, title, make, intro in _LISTS:
        view = View(stock, f"{folder}/")
        context = {
            "v": view,
            "title": title,
            "intro": intro,
            "table": make(view),
            "empty": EMPTY,
            "notice": "",
            "apart": None,
            "compact": [],
            **_extra(view, folder),
        }
        yield Page(f"{folder}/", "lista.md.j2", title, context, intro[0], WIDE)


def _extra(view: View, folder: str) -> dict[str, object]:
    """Return what only the list page in ``folder`` says: what to mind, and what stands apart."""
    bank, today = view.bank, view.stock.today
    if folder == FOLDERS["example"]:
        good = (example for example in bank.examples.values() if is_good(bank, example))
        return {"notice": age_summary(bank, good, today)}
    if folder == FOLDERS["network"]:
        active = (n for n in bank.networks.values() if network_standing(bank, n) is ACTIVE)
        heading = "Grupper som hade upphört, var planerade eller vars skede källan inte anger"
        apart = (heading, listing.other_networks(view))
        return {"notice": age_summary(bank, active, today), "apart": apart}
    if folder == FOLDERS["body"]:
        return {"notice": registers.body_counts(view), "compact": registers.other_bodies(view)}
    return {}


def write_tree(root: Path, stock: Stock, target: Path) -> int:
    """Write all pages below ``target`` and return how many there are."""
    templates = environment(root / "templates" / "site")
    shutil.copytree(root / "docs", target, dirs_exist_ok=True)
    count = 0
    for path in sorted(target.rglob("*.md")):
        _fill(path, target, stock, templates)
        count += 1
    for page in (*list_pages(stock), overview_page(stock), *record_pages(stock)):
        path = target / page.file
        path.parent.mkdir(parents=True, exist_ok=True)
        text = templates.get_template(page.template).render(page.context)
        path.write_text(page.front_matter() + text, encoding="utf-8")
        count += 1
    return count


def _fill(path: Path, target: Path, stock: Stock, templates: Environment) -> None:
    """Put counts and choices where a hand-written page asks for them."""
    text = path.read_text(encoding="utf-8")
    names = start.places_in(text)
    if names:
        file = path.relative_to(target)
        folder = file.parent if file.stem == "index" else file.with_suffix("")
        view = View(stock, "" if folder == Path() else f"{folder.as_posix()}/")
        context = {
            "v": view,
            "antal": start.counts(view),
            "omraden": start.areas(view),
            "falt": guides(stock.bank) if "falt" in names else [],
        }
        pieces = {
            name: templates.get_template(f"plats-{name}.md.j2").render(context) for name in names
        }
        path.write_text(start.filled(text, pieces), encoding="utf-8")

"""Every contradiction that the sources hold stands on a page: both values, both places."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from lxml import html

from samverkan.records.address import Atlas, address
from samverkan.records.bank import Bank
from samverkan.records.derived import parts_of_bodies
from samverkan.records.model import Cooperation, Source
from samverkan.records.model.fact import Contradiction
from samverkan.records.place import PLACE, Place
from samverkan.site.citation import where
from samverkan.site.environment import environment
from samverkan.site.tree import record_pages
from samverkan.site.usage import usage_of
from samverkan.site.view import Stock
from tests.conftest import ROOT
from tests.site.test_build import text

CONFLICTS = yaml.safe_load((ROOT / "tests/records/conflicts.yaml").read_text("utf-8"))
KNOWN = ("law notes", "general knowledge")
Pages = dict[str, html.HtmlElement]


@pytest.fixture(scope="module")
def pages(bank: Bank, root: Path) -> Pages:
    """The pages of the records that the conflicts name, as HTML."""
    stock = Stock(bank, Atlas(bank), usage_of(bank), parts_of_bodies(bank), date(2026, 11, 25))
    templates = environment(root / "templates" / "site")
    wanted = {address(*conflict["record"].split("/")) for conflict in CONFLICTS}
    return {
        page.address: html.fromstring(
            f"<main>{templates.get_template(page.template).render(page.context)}</main>"
        )
        for page in record_pages(stock)
        if page.address in wanted
    }


def _contradiction(bank: Bank, conflict: dict[str, Any]) -> Contradiction:
    kind, record_id = conflict["record"].split("/")
    record = bank.records[kind][record_id]
    assert isinstance(record, (Cooperation, Source))
    found = [c for c in record.contradictions if c.about == conflict["about"]]
    assert len(found) == 1
    return found[0]


def _lines(place: Place) -> set[tuple[str, int]]:
    return {(place.source, n) for first, last in place.spans() for n in range(first, last + 1)}


@pytest.mark.parametrize("conflict", CONFLICTS, ids=lambda conflict: conflict["id"])
def test_each_place_of_a_conflict_has_its_reading(bank: Bank, conflict: dict[str, Any]) -> None:
    """Nothing of what the sources say is left out, and no reading stands twice."""
    readings = _contradiction(bank, conflict).readings
    assert len({reading.value for reading in readings}) == len(readings) >= 2
    cited = [set().union(*map(_lines, reading.source or ())) for reading in readings]
    law = {citation for reading in readings for citation in reading.law}
    for stated in conflict["places"]:
        match = PLACE.match(stated)
        if stated in KNOWN:
            assert any(reading.known for reading in readings)
        elif match and match["source"] in bank.sources:
            lines = _lines(Place(match["source"], match["where"]))
            assert any(lines & found for found in cited), stated
        else:
            assert stated in law


@pytest.mark.parametrize("conflict", CONFLICTS, ids=lambda conflict: conflict["id"])
def test_each_conflict_is_seen_on_its_page(
    bank: Bank, pages: Pages, conflict: dict[str, Any]
) -> None:
    """In a box of its own: what it is about, every value with its place, and the treatment."""
    found = _contradiction(bank, conflict)
    page = pages[address(*conflict["record"].split("/"))]
    boxes = [text(box) for box in page.xpath(".//div[@class='admonition warning']")]
    told = next(box for box in boxes if box.startswith(found.about))
    for reading in found.readings:
        assert reading.value in told
        for source in {place.source for place in reading.source or ()}:
            wheres = [place.where for place in reading.source or () if place.source == source]
            assert where(bank.sources[source], wheres) in told
        for citation in reading.law:
            assert f"({citation.split()[0]})" in told
        assert (reading.known or "") in told
    assert (found.treatment or "") in told


def test_all_sixty_four_are_there() -> None:
    """One entry for each contradiction found when the sources were read."""
    assert len({conflict["id"] for conflict in CONFLICTS}) == 64

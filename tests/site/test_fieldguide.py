"""The field reference says what the models say, and nothing else."""

from __future__ import annotations

from pathlib import Path

from lxml import html

from samverkan.records.fields import fields_of
from samverkan.records.load import load_bank
from samverkan.records.model import KNOWLEDGE
from samverkan.records.model.base import Model
from samverkan.records.writing import template


def _keys(model: type[Model]) -> list[str]:
    keys = []
    for field in fields_of(model):
        keys.append(field.name)
        if field.value.model is not None:
            keys += _keys(field.value.model)
    return keys


def test_every_field_of_every_kind_is_on_the_page(site: Path, project: Path) -> None:
    """In the order of files, inner fields after their group, with an empty file to copy."""
    bank = load_bank(project)
    page = html.fromstring((site / "om/falt/index.html").read_bytes())
    tables = {table.findtext("caption"): table for table in page.iter("table")}
    assert len(tables) == len(KNOWLEDGE)
    templates = ["".join(pre.itertext()) for pre in page.xpath("//details//pre")]
    for model, table, shown in zip(KNOWLEDGE, tables.values(), templates, strict=True):
        assert table.xpath(".//tbody/tr/td[1]//code/text()") == _keys(model)
        assert shown.strip() == template(model, bank).strip()
        for row in table.xpath(".//tbody/tr"):
            assert all("".join(cell.itertext()).strip() for cell in row)

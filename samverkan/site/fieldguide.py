"""The field reference: every field of every kind, made from the models and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup
from markupsafe import escape as escape_html

from samverkan.records.bank import Bank
from samverkan.records.fields import FieldInfo, fields_of
from samverkan.records.linking import KIND_NAMES
from samverkan.records.model import KNOWLEDGE
from samverkan.records.model.base import Model
from samverkan.records.writing import explanation, template


@dataclass(frozen=True)
class Row:
    """One field: its key, its name, what it is for, and whether it must be there."""

    key: str
    label: str
    text: str
    required: bool
    depth: int


@dataclass(frozen=True)
class Guide:
    """The fields of a kind, inner ones after their group, and an empty file to start from."""

    kind: str
    name: str
    folder: str
    rows: tuple[Row, ...]
    template: Markup


def guides(bank: Bank) -> list[Guide]:
    """Return the guide of every kind of record in kb/."""
    return [
        Guide(
            model.kind,
            KIND_NAMES[model.kind].capitalize(),
            f"kb/{model.folder}",
            tuple(_rows(model, bank, 0)),
            Markup(escape_html(template(model, bank))),  # noqa: S704 (escaped)
        )
        for model in KNOWLEDGE
    ]


def _rows(model: type[Model], bank: Bank, depth: int) -> Iterator[Row]:
    for field in fields_of(model):
        yield _row(field, bank, depth)
        if field.value.model is not None:
            yield from _rows(field.value.model, bank, depth + 1)


def _row(field: FieldInfo, bank: Bank, depth: int) -> Row:
    return Row(field.name, field.label, explanation(field, bank), field.required, depth)

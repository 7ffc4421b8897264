"""What each field of the models is, in the words of a maintainer.

Templates, guided questions, spreadsheet columns and the field reference are made from this.
"""

from __future__ import annotations

import types
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import StringConstraints

from samverkan.records.linking import KIND_NAMES
from samverkan.records.model import Record
from samverkan.records.model.base import LawRef, Model, Moment, PlaceRef, Ref, TermRef

Form = Literal[
    "text",
    "rad",
    "heltal",
    "tal",
    "ja-nej",
    "datum",
    "tidpunkt",
    "val",
    "term",
    "id",
    "plats",
    "lagrum",
    "grupp",
    "ordbok",
]
"""What one value of a field is. ``grupp`` has fields of its own."""


@dataclass(frozen=True)
class Value:
    """The form of one value, and what it may be."""

    form: Form
    many: bool = False
    choices: tuple[str, ...] = ()
    facet: str | None = None
    kinds: tuple[str, ...] = ()
    model: type[Model] | None = None


@dataclass(frozen=True)
class FieldInfo:
    """One field: its key in the file, its Swedish name, what it is for and what it takes."""

    name: str
    label: str
    description: str
    required: bool
    value: Value

    @property
    def takes(self) -> str:
        """What to write, in a few Swedish words."""
        value = self.value
        if value.form == "grupp":
            return "en eller flera" if value.many else ""
        if value.form == "plats" and value.many:
            return "källa:plats, en eller flera"
        words = _words(value)
        return f"lista: {words}" if value.many else words


_PLAIN: dict[Form, str] = {
    "text": "text",
    "rad": "text på en rad",
    "heltal": "heltal",
    "tal": "tal",
    "ja-nej": "true eller false",
    "datum": "datum, till exempel 2026-11-25",
    "tidpunkt": "år, månad eller dag: 2004, 2004-09, 2004-09-01",
    "plats": "källa:plats, till exempel lst-2006:756",
    "lagrum": 'lagrum, till exempel "2017:725 9:24"',
    "ordbok": "nycklar och värden",
}


def _words(value: Value) -> str:
    if value.form == "val":
        return f"ett av {', '.join(value.choices)}"
    if value.form == "term":
        return f"ur ordlistan {value.facet}"
    if value.form == "id":
        return f"id på {' eller '.join(KIND_NAMES[kind] for kind in value.kinds)}"
    return _PLAIN[value.form]


@cache
def fields_of(model: type[Model]) -> tuple[FieldInfo, ...]:
    """Return the fields of ``model`` in the order in which a file has them.

    A record's id is left out: it is the name of the file.
    """
    return tuple(
        FieldInfo(
            name,
            info.title or name,
            info.description or "",
            info.is_required(),
            _value(info.annotation, tuple(info.metadata)),
        )
        for name in model.file_order()
        for info in (model.model_fields[name],)
        if not (name == "id" and issubclass(model, Record))
    )


def _value(annotation: Any, metadata: tuple[Any, ...]) -> Value:
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _value(arguments[0], (*arguments[1:], *metadata))
    if origin in (Union, types.UnionType):
        kept = [part for part in arguments if part is not type(None)]
        return _value(kept[0], metadata)
    if origin is tuple:
        inner = _value(arguments[0], ())
        return Value("plats", True) if inner.form == "plats" else _listed(inner)
    if origin is Literal:
        return Value("val", choices=tuple(str(choice) for choice in arguments))
    if origin is dict:
        return Value("ordbok")
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return Value("grupp", model=annotation)
    return _scalar(annotation, metadata)


def _listed(value: Value) -> Value:
    return Value(value.form, True, value.choices, value.facet, value.kinds, value.model)


def _scalar(annotation: Any, metadata: tuple[Any, ...]) -> Value:
    for marker in metadata:
        if isinstance(marker, TermRef):
            return Value("term", facet=marker.facet)
        if isinstance(marker, Ref):
            return Value("id", kinds=marker.kinds)
        if isinstance(marker, PlaceRef):
            return Value("plats")
        if isinstance(marker, LawRef):
            return Value("lagrum")
        if isinstance(marker, Moment):
            return Value("tidpunkt")
    simple: dict[Any, Form] = {bool: "ja-nej", int: "heltal", float: "tal", date: "datum"}
    if annotation in simple:
        return Value(simple[annotation])
    patterns = [m.pattern for m in metadata if isinstance(m, StringConstraints)]
    return Value("rad" if any(patterns) else "text")

"""Finds every reference in raw record data, guided by the models' annotations.

Raw data, not built records, so that a record with one wrong key still has all its
references checked: every fault is shown at once.
"""

from __future__ import annotations

import types
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin

from samverkan.records.model.base import LawRef, Model, PlaceRef, Ref, TermRef
from samverkan.records.yamlsource import Path

Marker = Ref | TermRef | PlaceRef | LawRef


@cache
def marker_name(marker: Marker) -> str:
    """Return ``marker`` in words, the same in every run: ``record example network``."""
    if isinstance(marker, Ref):
        return " ".join(("record", *marker.kinds))
    if isinstance(marker, TermRef):
        return f"term {marker.facet}"
    return "place" if isinstance(marker, PlaceRef) else "law"


@cache
def marker_named(name: str) -> Marker:
    """Return the marker that :func:`marker_name` calls ``name``."""
    what, *words = name.split()
    if what == "record":
        return Ref(tuple(words))
    if what == "term":
        return TermRef(*words)
    return PlaceRef() if what == "place" else LawRef()


@dataclass(frozen=True)
class Reference:
    """A value that points at something: where it stands, what it is and what it names."""

    path: Path
    marker: Marker
    value: str


@dataclass(frozen=True)
class _Shape:
    """What the walk needs to know of a type: markers, item type or model."""

    markers: tuple[Marker, ...] = ()
    item: _Shape | None = None
    model: type[Model] | None = None


@cache
def _fields(model: type[Model]) -> dict[str, _Shape]:
    """Return the fields of ``model`` that lead to a reference."""
    shapes: dict[str, _Shape] = {}
    for name, info in model.model_fields.items():
        markers = tuple(m for m in info.metadata if isinstance(m, Marker))
        shape = _shape(info.annotation, markers)
        if shape:
            shapes[name] = shape
    return shapes


def _shape(annotation: Any, markers: tuple[Marker, ...] = ()) -> _Shape | None:
    origin = get_origin(annotation)
    if origin is Annotated:
        base, *extra = get_args(annotation)
        found = tuple(m for m in extra if isinstance(m, Marker))
        return _shape(base, (*markers, *found))
    if origin in (Union, types.UnionType):
        for part in get_args(annotation):
            if part is not type(None) and (shape := _shape(part, markers)):
                return shape
        return None
    if origin is tuple:
        item = _shape(get_args(annotation)[0])
        return _Shape(item=item) if item else None
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return _Shape(model=annotation)
    return _Shape(markers=markers) if markers else None


def inner_models(annotation: Any) -> list[type[Model]]:
    """Return the models that a field's values may be made of."""
    origin = get_origin(annotation)
    if origin is Annotated or origin is tuple:
        return inner_models(get_args(annotation)[0])
    if origin in (Union, types.UnionType):
        return [model for part in get_args(annotation) for model in inner_models(part)]
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return [annotation]
    return []


def model_at(model: type[Model], path: tuple[int | str, ...]) -> type[Model]:
    """Return the model of the group that ``path`` leads to, or the nearest one above it."""
    for part in path:
        if isinstance(part, str) and part in model.model_fields:
            inner = inner_models(model.model_fields[part].annotation)
            if inner:
                model = inner[0]
    return model


def references(model: type[Model], data: object) -> Iterator[Reference]:
    """Yield every reference in ``data``, which ought to be a ``model``."""
    yield from _walk(_Shape(model=model), data, ())


def _walk(shape: _Shape, data: object, path: Path) -> Iterator[Reference]:
    if shape.model is not None:
        if isinstance(data, str) and (name := getattr(shape.model, "shorthand", None)):
            inner = _fields(shape.model).get(name)
            if inner:
                yield from _walk(inner, data, path)
        elif isinstance(data, dict):
            for name, inner in _fields(shape.model).items():
                if name in data:
                    yield from _walk(inner, data[name], (*path, name))
    elif shape.item is not None:
        if isinstance(data, list):
            for index, value in enumerate(data):
                yield from _walk(shape.item, value, (*path, index))
        elif isinstance(data, str):  # one place may stand without its list
            yield from _walk(shape.item, data, path)
    elif isinstance(data, str):
        for marker in shape.markers:
            yield Reference(path, marker, data)

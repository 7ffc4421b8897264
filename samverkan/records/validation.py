"""Turns the validation errors of pydantic into Swedish sentences for maintainers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from pydantic import ValidationError

from samverkan.records.fault import Fault
from samverkan.records.messages import did_you_mean, shown
from samverkan.records.model.base import LEGAL_PATTERN, SLUG_PATTERN, Model
from samverkan.records.references import model_at
from samverkan.records.yamlsource import Path, YamlData

_TYPES = {
    "string_type": "här ska stå text",
    "int_type": "här ska stå ett heltal",
    "int_parsing": "här ska stå ett heltal",
    "int_from_float": "här ska stå ett heltal",
    "float_type": "här ska stå ett tal",
    "float_parsing": "här ska stå ett tal",
    "bool_type": "här ska stå true eller false",
    "bool_parsing": "här ska stå true eller false",
    "tuple_type": "här ska stå en lista (rader som börjar med '- ')",
    "dict_type": "här ska stå nycklar och värden",
    "model_type": "här ska stå nycklar och värden",
    "model_attributes_type": "här ska stå nycklar och värden",
    "date_type": "här ska stå ett datum, till exempel 2026-11-25",
    "date_parsing": "här ska stå ett datum, till exempel 2026-11-25",
    "date_from_datetime_parsing": "här ska stå ett datum, till exempel 2026-11-25",
    "date_from_datetime_inexact": "här ska stå ett datum utan klockslag",
}
DAY = re.compile(r"^\d{4}-\d{2}-\d{2}$")
"""A day as it is written, whether or not the calendar has it."""


def validation_faults(
    error: ValidationError, model: type[Model], data: YamlData, prefix: Path, file: str
) -> list[Fault]:
    """Translate every error of ``error`` into a fault with its place in ``file``."""
    faults = []
    told: set[tuple[object, ...]] = set()
    items = error.errors(include_url=False)
    for item in items:
        if item["type"] == "too_short" and _parts_wrong(item["loc"], items):
            continue  # what is in the list is wrong, so it only seems empty
        path = (*prefix, *_data_path(item["loc"], _at(data.value, prefix)))
        about = (*path, item["loc"][-1:]) if item["type"] == "missing" else path
        if about in told:  # a value of several types is wrong as each of them
            continue
        told.add(about)
        code, message, hint = _message(item, model)
        line, column = data.position(path, key=item["type"] == "extra_forbidden")
        faults.append(Fault(file, line, column, "fel", code, message, hint))
    return faults


def _parts_wrong(loc: tuple[int | str, ...], items: Iterable[Any]) -> bool:
    return any(len(each["loc"]) > len(loc) and each["loc"][: len(loc)] == loc for each in items)


def _at(value: Any, path: Path) -> Any:
    for part in path:
        value = value[part]
    return value


def _data_path(loc: tuple[int | str, ...], value: Any) -> Path:
    """Drop the parts of pydantic's location that are not in the data itself."""
    path: list[int | str] = []
    for part in loc:
        known = (isinstance(value, dict) and part in value) or (
            isinstance(value, list) and isinstance(part, int) and part < len(value)
        )
        if known:
            path.append(part)
            value = value[part]
    return tuple(path)


def _message(item: Any, model: type[Model]) -> tuple[str, str, str | None]:
    kind, loc = item["type"], item["loc"]
    name = next((str(part) for part in reversed(loc) if isinstance(part, str)), "")
    context = item.get("ctx", {})
    if kind == "missing":
        return "saknas", f"{name} saknas.", _description(model, loc)
    if kind == "extra_forbidden":
        known = _fields_at(model, loc[:-1])
        nearest = did_you_mean(name, known) or f"Nycklarna här är {', '.join(sorted(known))}."
        return "okand-nyckel", f"nyckeln {name} finns inte.", nearest
    if kind in ("literal_error", "enum"):
        options = context.get("expected", "").replace(" or ", " eller ")
        message = f"{name}: {shown(item['input'])} är inget giltigt värde."
        return "fel-varde", message, f"Giltiga värden: {options}."
    if kind == "string_pattern_mismatch":
        hint = _form(str(item["input"]), context["pattern"])
        return "fel-form", f"{name}: {shown(item['input'])} har fel form.", hint
    if kind in ("string_too_short", "too_short"):
        return "for-kort", f"{name} är tomt.", "Fyll i eller ta bort raden."
    if kind == "string_too_long":
        return "for-lang", f"{name} är längre än {context['max_length']} tecken.", None
    if kind == "too_long":
        return "for-manga", f"{name} har fler än {context['max_length']} värden.", None
    if kind in ("greater_than", "greater_than_equal", "less_than", "less_than_equal"):
        return "fel-varde", f"{name}: {item['input']} är utanför det tillåtna.", None
    if kind.startswith("date_") and DAY.match(str(item["input"])):
        return "fel-typ", f"{name}: datumet finns inte i kalendern.", None
    if kind in _TYPES:
        empty = "Tomt värde: fyll i eller ta bort raden." if item["input"] is None else None
        return "fel-typ", f"{name}: {_TYPES[kind]}.", empty
    label = f"{name}: " if name else ""
    return kind.replace("_", "-"), f"{label}{item['msg']}.", None


def _form(text: str, pattern: str) -> str:
    """Say how a value of a known form is written, from what is there if it can be told."""
    if pattern == SLUG_PATTERN:
        return "Skriv ett id: små bokstäver a–z, siffror och bindestreck."
    if pattern == LEGAL_PATTERN:
        number = re.search(r"\d{4}:\d+", text)
        section = re.search(r"(\d+[a-z]?) ?kap\. ?(\d+(?: ?[a-z])?) ?§", text)
        place = f"{section[1]}:{section[2].replace(' ', '')}" if section else "9:18"
        return f'Skriv "{number[0] if number else "2017:725"} {place}": lagens nummer, paragrafen.'
    return f"Mönstret är {pattern}"


def _fields_at(model: type[Model], loc: tuple[int | str, ...]) -> list[str]:
    return list(model_at(model, loc).model_fields)


def _description(model: type[Model], loc: tuple[int | str, ...]) -> str | None:
    field = model_at(model, loc[:-1]).model_fields.get(str(loc[-1]))
    return field.description if field else None

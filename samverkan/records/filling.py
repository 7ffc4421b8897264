"""Fills a record from texts as people type them: options, answers, cells of a spreadsheet.

A field is named by its key or its Swedish name: ``title`` or ``Rubrik``; a field of a group
by both, with a number when there can be several: ``parties.1.role`` or ``Parter.1.Roll``.
Several simple values stand in one text, with semicolons or line breaks between them. Terms
and records may be named by id or by the name they are shown under.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from samverkan.records.bank import Bank
from samverkan.records.fields import FieldInfo, Value, fields_of
from samverkan.records.messages import did_you_mean
from samverkan.records.model import Record
from samverkan.records.model.base import Model
from samverkan.records.yamlsource import Path

_YES_NO = {"ja": True, "true": True, "sant": True, "nej": False, "false": False, "falskt": False}
_NUMBER = re.compile(r"^[-+−]?\d+([.,]\d+)?$")
MAX_ITEMS = 200
"""So many groups of one kind a record may have; a larger number is a slip of the pen."""


class FillingError(Exception):
    """Raised for what cannot be filled in; says why, in Swedish, a line for each."""


class UnknownFieldError(FillingError):
    """Raised for a name that is no field; says which was meant, in Swedish."""


def field_at(model: type[Record], name: str) -> tuple[Path, FieldInfo]:
    """Find the field called ``name``.

    Returns:
        Its path in the record's data, and what it is.

    Raises:
        UnknownFieldError: if there is no such field, or it is a group.
    """
    parts = [part.strip() for part in name.split(".")]
    path: list[str | int] = []
    inside: type[Model] | None = model
    while parts:
        part = parts.pop(0)
        if inside is None:
            raise UnknownFieldError(f"{name}: {path[-1]} har inga fält inuti.")
        field = _named(inside, part, name)
        path.append(field.name)
        inside = field.value.model
        if inside is not None and field.value.many:
            path.append(_number(parts, name))
    if field.value.form == "ordbok":
        raise UnknownFieldError(f"{name} går bara att fylla i direkt i filen.")
    if inside is not None:
        inner = [f"{name}.{row.name}" for row in fields_of(inside)]
        raise UnknownFieldError(f"{name} är en grupp. Fyll i fälten i den: {', '.join(inner)}.")
    return tuple(path), field


def _number(parts: list[str], name: str) -> int:
    if not parts or not parts[0].isdigit():
        return 0
    number = int(parts.pop(0))
    if not 1 <= number <= MAX_ITEMS:
        raise UnknownFieldError(f"{name}: numret ska vara 1–{MAX_ITEMS}.")
    return number - 1


def _named(model: type[Model], part: str, name: str) -> FieldInfo:
    fields = fields_of(model)
    folded = part.casefold()
    for field in fields:
        if folded in (field.name.casefold(), field.label.casefold()):
            return field
    known = [word for field in fields for word in (field.name, field.label)]
    hint = did_you_mean(part, known) or f"Fälten är {', '.join(f.label for f in fields)}."
    raise UnknownFieldError(f"{name}: fältet {part} finns inte. {hint}")


def read_value(text: str, field: FieldInfo, bank: Bank) -> Any:
    """Turn a text into the value of a field, as raw data.

    What cannot be turned stays as it is; the checks then say what is wrong with it.
    """
    if not field.value.many:
        return _read_one(text.strip(), field.value, bank)
    items = [item.strip() for item in re.split(r"[;\n]", text)]
    return [_read_one(item, field.value, bank) for item in items if item]


def _read_one(text: str, value: Value, bank: Bank) -> Any:
    if value.form == "ja-nej":
        return _YES_NO.get(text.casefold(), text)
    if value.form in ("heltal", "tal"):
        return _number_in(text)
    if value.form == "term" and value.facet:
        terms = bank.terms(value.facet)
        return _called(text, {key: term.label for key, term in terms.items()})
    if value.form == "id":
        known = {
            key: record.label
            for kind in value.kinds
            for key, record in bank.records.get(kind, {}).items()
        }
        return _called(text, known)
    return text


def _number_in(text: str) -> Any:
    compact = re.sub(r"[\s\u00a0\u202f]", "", text)
    if not _NUMBER.match(compact):
        return text
    number = float(compact.replace(",", ".").replace("−", "-"))
    return int(number) if number.is_integer() else number


def _called(text: str, labels: Mapping[str, str]) -> str:
    """Return the id of what is called ``text``, if one thing and only one is."""
    if text in labels:
        return text
    found = [key for key, label in labels.items() if label.casefold() == text.casefold()]
    return found[0] if len(found) == 1 else text


def put(data: dict[str, Any], path: Path, value: Any) -> None:
    """Put ``value`` at ``path`` in ``data``, making the groups on the way."""
    target: Any = data
    for part, following in pairwise(path):
        empty: Any = [] if isinstance(following, int) else {}
        if isinstance(target, list):
            target.extend({} for _ in range(int(part) + 1 - len(target)))
            target = target[int(part)]
        else:
            target = target.setdefault(part, empty)
    target[path[-1]] = value

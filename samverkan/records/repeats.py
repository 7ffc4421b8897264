"""Finds ids that stand twice within the lists of records: terms, questions, demands, rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from samverkan.records.entry import Entry
from samverkan.records.fault import Fault
from samverkan.records.model import QuestionGroup
from samverkan.records.model.base import Model
from samverkan.records.references import inner_models
from samverkan.records.yamlsource import Path

_SHARED = frozenset({(QuestionGroup.kind, "questions"), (QuestionGroup.kind, "rules")})
"""Lists whose ids are known by themselves, so that two files may not share one either."""
SHARING = (QuestionGroup,)
"""The kinds with such lists; their records are looked at together."""


def repeated_ids(entries: Iterable[Entry]) -> Iterator[Fault]:
    """Yield a fault for each id that stands a second time, naming the first place.

    Looks at raw data, so that a record with another fault is looked at too.
    """
    first: dict[tuple[object, ...], tuple[Entry, Path]] = {}
    for entry in entries:
        for path, name in _ids(entry.model, entry.raw, ()):
            field = (entry.model.kind, path[0])
            shared = len(path) == 3 and field in _SHARED
            scope = field if shared else (entry.key, *path[:-2])
            known, there = first.setdefault((*scope, name), (entry, path))
            if known is entry and there == path:
                continue
            line, column = entry.position(path)
            place = f"{known.file}:{known.position(there)[0]}"
            message = f"{name} finns redan på {place}."
            hint = "Byt id på den ena, eller ta bort den som är för mycket."
            yield Fault(entry.file, line, column, "fel", "dubbelt-id", message, hint)


def _ids(model: type[Model], raw: object, path: Path) -> Iterator[tuple[Path, str]]:
    """Yield every id (of an option, its value) in the lists of ``raw``, and where it stands."""
    if not isinstance(raw, dict):
        return
    for field, inner, key in _lists(model):
        rows: Any = raw.get(field)
        for index, row in enumerate(rows if isinstance(rows, list) else ()):
            if not isinstance(row, dict):
                continue
            if key and isinstance(row.get(key), str):
                yield (*path, field, index, key), row[key]
            yield from _ids(inner, row, (*path, field, index))


@cache
def _lists(model: type[Model]) -> tuple[tuple[str, type[Model], str | None], ...]:
    """Return the lists of ``model`` that hold ids, how deep ever, and the key of the id."""
    found = []
    for field, info in model.model_fields.items():
        for inner in inner_models(info.annotation)[:1]:
            key = "id" if "id" in inner.model_fields else None
            if {"value", "label"} <= inner.model_fields.keys() and field == "options":
                key = "value"
            if key or _lists(inner):
                found.append((field, inner, key))
    return tuple(found)

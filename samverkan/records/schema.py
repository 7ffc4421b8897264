"""JSON Schema of every kind of record, for editors (JSON Schema draft 2020-12).

Everything comes from the models: names, Swedish descriptions and forms. The bank adds
what is known right now: terms of the closed vocabularies are the only values allowed,
ids of other records are suggested.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from samverkan.files import write_atomically
from samverkan.records.bank import Bank
from samverkan.records.linking import KIND_NAMES
from samverkan.records.model import KNOWLEDGE, LIBRARY, AgreementType, Record

DIALECT = "https://json-schema.org/draft/2020-12/schema"
FOLDER = Path("build/schema")
"""Where the main job and the command ``schema`` put the schemas."""

Schema = dict[str, Any]


def files_of(model: type[Record]) -> str:
    """Return the pattern of the files that hold records of ``model``."""
    if model is AgreementType:
        return "agreements/*/type.yaml"
    room = "kb" if model in KNOWLEDGE else "agreements"
    return f"{room}/{model.folder}/*.yaml"


def record_schema(model: type[Record], bank: Bank) -> Schema:
    """Return the schema of a file with one record of ``model``, or a list of them.

    Args:
        model: the kind.
        bank: gives the terms and ids that exist.
    """
    schema = model.model_json_schema(mode="validation", ref_template="#/$defs/{model}")
    definitions: dict[str, Schema] = schema.pop("$defs", {})
    lists: dict[str, Schema] = {}
    for part in (schema, *definitions.values()):
        _drop_english(part)
        for mark in _marked(part):
            facet, kinds = mark.pop("x-facet", None), mark.pop("x-kinds", [])
            mark.update(_known(facet, kinds, bank, lists))
    in_list = {**schema, "required": ["id", *_without_id(schema)]}
    alone = {**schema, "required": _without_id(schema)}
    return {
        "$schema": DIALECT,
        "title": KIND_NAMES[model.kind],
        "if": {"type": "array"},
        "then": {"items": {"$ref": "#/$defs/i-lista"}},
        "else": {"$ref": "#/$defs/ensam"},
        "$defs": {**definitions, **lists, "i-lista": in_list, "ensam": alone},
    }


def write_schemas(bank: Bank, folder: Path) -> list[Path]:
    """Write a schema per kind into ``folder``; return the files.

    Raises:
        OSError: if the folder cannot be written to.
    """
    written = []
    for model in (*KNOWLEDGE, *LIBRARY):
        path = folder / f"{model.kind}.json"
        text = json.dumps(record_schema(model, bank), ensure_ascii=False, indent=1)
        write_atomically(path, f"{text}\n".encode())
        written.append(path)
    return written


def _without_id(schema: Schema) -> list[str]:
    return [name for name in schema.get("required", []) if name != "id"]


def _drop_english(schema: Schema) -> None:
    """Drop what comes from class names and docstrings; an editor would show it."""
    for key in ("title", "description"):
        schema.pop(key, None)


def _marked(value: Any) -> Iterator[Schema]:
    """Yield the parts that point at terms or records."""
    if isinstance(value, dict):
        if "x-facet" in value or "x-kinds" in value:
            yield value
        for inner in list(value.values()):
            yield from _marked(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _marked(inner)


def _known(facet: str | None, kinds: list[str], bank: Bank, lists: dict[str, Schema]) -> Schema:
    """Return a reference to the list of terms or ids, which is added to ``lists``."""
    if facet is not None:
        terms = bank.terms(facet)
        if not terms:
            return {}
        name = f"term-{facet}"
        lists[name] = {
            "enum": list(terms),
            # Not part of JSON Schema; yaml-language-server shows one text per value.
            "enumDescriptions": [term.label for term in terms.values()],
        }
        return {"$ref": f"#/$defs/{name}"}
    name = f"id-{'-'.join(kinds)}"
    ids = sorted(record_id for kind in kinds for record_id in bank.records.get(kind, {}))
    # Suggested, not demanded: the record may have been written after this schema.
    lists[name] = {"anyOf": [{"enum": ids}, {"type": "string"}]} if ids else {"type": "string"}
    return {"$ref": f"#/$defs/{name}"}

"""Writes records as YAML files in the project's style, with or without explanations."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Mapping
from decimal import Decimal
from textwrap import wrap
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import (
    DoubleQuotedScalarString,
    FoldedScalarString,
    LiteralScalarString,
)

from samverkan.records.bank import Bank
from samverkan.records.fields import FieldInfo, fields_of
from samverkan.records.formatting import WIDTH, formatted, round_trip
from samverkan.records.linking import KIND_NAMES
from samverkan.records.model import Record
from samverkan.records.yamlsource import parse_yaml

FEW = 12
"""Vocabularies with no more words than this are written out in the comments."""

_FOREIGN = str.maketrans({"ø": "o", "æ": "ae", "ß": "ss", "đ": "d", "ł": "l", "&": " och "})


def slug(title: str, limit: int = 80) -> str:
    """Return ``title`` as an id: ``Gemensam lönenämnd i Örebro`` → ``gemensam-lonenamnd-i-orebro``.

    An empty string comes back when nothing in the title can be part of an id.
    """
    decomposed = unicodedata.normalize("NFKD", title.lower().translate(_FOREIGN))
    letters = "".join(char for char in decomposed if not unicodedata.combining(char))
    words = re.findall(r"[a-z0-9]+", letters)
    while len("-".join(words)) > limit and len(words) > 1:
        words.pop()
    return "-".join(words)[:limit]


def record_text(
    model: type[Record],
    values: Mapping[str, Any],
    bank: Bank,
    *,
    explained: bool = True,
) -> str:
    """Return a record as the text of its file.

    Args:
        model: the kind of record.
        values: raw data, as in a file; required fields that are left out are written empty,
            and required groups as comments, so that ``check`` asks for them by name.
        bank: gives the words of short vocabularies, for the comments.
        explained: with a comment for every field, also for those left out.
    """
    lines: list[str] = []
    if explained:
        lines += _comment(
            f"{KIND_NAMES[model.kind].capitalize()}. Ta bort # framför de fält som ska vara med. "
            "Det som källan inte säger utelämnas."
        )
    for field in fields_of(model):
        if explained:
            needed = " Måste finnas." if field.required else ""
            lines += ["", *_comment(f"{field.label}: {explanation(field, bank)}{needed}")]
        if field.name in values:
            lines += _dump({field.name: _styled(values[field.name])}).splitlines()
        elif field.required and field.value.form != "grupp":
            lines += _empty(field, bank) if explained else [f"{field.name}:"]
        elif explained:
            lines += [f"# {line}" for line in _empty(field, bank)]
    unknown = {key: value for key, value in values.items() if key not in model.model_fields}
    lines += _dump({key: _styled(value) for key, value in unknown.items()}).splitlines()
    text = "\n".join(lines).lstrip("\n") + "\n"
    return formatted(text.encode(), f"{model.folder}.yaml", model)


def template(model: type[Record], bank: Bank) -> str:
    """Return an empty file of the kind ``model``, with every field explained."""
    return record_text(model, {}, bank)


def explanation(field: FieldInfo, bank: Bank) -> str:
    """Say what a field is for and what it takes, without saying it twice."""
    takes = field.takes
    terms = list(bank.terms(field.value.facet)) if field.value.facet else []
    if 0 < len(terms) <= FEW:
        takes = f"{'ett eller flera' if field.value.many else 'ett'} av {', '.join(terms)}"
    if not takes or takes in field.description or f"{takes}." in field.description:
        return field.description
    return f"{field.description} [{takes}]"


def _comment(text: str, indent: str = "") -> list[str]:
    return [f"{indent}# {line}" for line in wrap(text, WIDTH - len(indent) - 2)]


def _empty(field: FieldInfo, bank: Bank) -> list[str]:
    """Return the lines of a field that nobody has filled in, down to its inner fields."""
    if field.value.model is None:
        return [f"{field.name}:"]
    mark = "  - " if field.value.many else "  "
    inner = fields_of(field.value.model)
    width = max(len(row.name) for row in inner) + 1
    lines = [f"{field.name}:"]
    for place, row in enumerate(inner):
        lead = mark if place == 0 else " " * len(mark)
        needed = "Måste finnas. " if row.required else ""
        lines.append(f"{lead}{row.name + ':':<{width}}  # {needed}{explanation(row, bank)}")
    return lines


def _dump(values: Mapping[str, Any]) -> str:
    if not values:
        return ""
    buffer = io.StringIO()
    _YAML.dump(CommentedMap(values), buffer)
    return buffer.getvalue()


_YAML: YAML = round_trip()


def _styled(value: Any, column: int = 2) -> Any:
    """Choose how each value is best written: on one line if it fits, quoted if it must be."""
    if isinstance(value, Mapping):
        styled = CommentedMap({key: _styled(inner, column + 2) for key, inner in value.items()})
        return _on_one_line(styled, value, column)
    if isinstance(value, (list, tuple)):
        return _on_one_line(
            CommentedSeq(_styled(inner, column + 4) for inner in value), value, column
        )
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        digits = format(Decimal(repr(value)), "f")  # never 1e-05, which would be read as text
        return digits if "." in digits else f"{digits}.0"
    return _text(value, column) if isinstance(value, str) else str(value)


def _on_one_line(styled: Any, value: Any, column: int) -> Any:
    """Give a list or a mapping flow style if it is a row of simple values that fits."""
    inner = value.values() if isinstance(value, Mapping) else value
    simple = all(not isinstance(part, (Mapping, str)) or _is_line(part) for part in inner)
    if not simple or any(isinstance(part, Mapping) for part in inner):
        return styled
    styled.fa.set_flow_style()
    if column + len(_dump({"x": styled})) > WIDTH + 2:
        styled.fa.set_block_style()
    return styled


def _is_line(value: Any) -> bool:
    return isinstance(value, str) and "\n" not in value


def _text(value: str, column: int) -> Any:
    if "\n" in value.strip("\n"):
        return LiteralScalarString(value)
    if len(value) > WIDTH - column - 20 and value == value.strip() and "  " not in value:
        return FoldedScalarString(value)
    plain, _ = parse_yaml(f"[{value}, x]\n".encode(), "")
    alone, _ = parse_yaml(f"x: {value}\n".encode(), "")
    safe = plain is not None and plain.value == [value, "x"]
    safe = safe and alone is not None and alone.value == {"x": value} and ":" not in value
    return value if safe else DoubleQuotedScalarString(value)

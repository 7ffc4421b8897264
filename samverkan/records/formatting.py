"""Rewrites a YAML file in the project's style, without changing what it means.

Keys stand in the order of the model, indentation is two spaces, runs of prose that are too
wide are folded anew. Comments stay: those on lines of their own follow the key below them.
ruamel.yaml does the writing; it keeps quotes, folds and flow style as the author chose.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import yaml
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import YAMLError
from ruamel.yaml.resolver import VersionedResolver
from ruamel.yaml.scalarstring import FoldedScalarString

from samverkan.records.fault import Fault, FaultsError
from samverkan.records.model.base import Model
from samverkan.records.references import model_at
from samverkan.records.yamlsource import LOADER, Path, YamlData, parse_yaml

WIDTH = 100
_UNBROKEN = 1_000_000
"""Flow lists and mappings stay on the line where the author put them, like rows of a table."""


class _TextOnly(VersionedResolver):
    """Takes every plain scalar as the text it is, so that it is written back as it was."""

    @property
    def versioned_resolver(self) -> dict[str, Any]:
        """Return no rules at all."""
        return {}


def round_trip() -> YAML:
    """Return a reader and writer that keeps comments, quotes and style.

    Every scalar is text to it, so nothing is written differently from how it was read.
    """
    both = YAML(typ="rt", pure=True)
    both.Resolver = _TextOnly
    both.preserve_quotes = True
    both.width = _UNBROKEN
    both.indent(mapping=2, sequence=4, offset=2)
    return both


def written(writer: YAML, data: Any) -> str:
    """Return ``data`` as text; a list of records stands at the margin."""
    buffer = io.StringIO()
    writer.dump(data, buffer)
    text = buffer.getvalue()
    if isinstance(data, CommentedSeq) and not data.fa.flow_style():
        text = re.sub(r"^  ", "", text, flags=re.MULTILINE)
    return text


def formatted(content: bytes, file: str, model: type[Model] | None) -> str:
    """Return the text of a file in the project's style.

    Args:
        content: the file as it is.
        file: its name, for faults.
        model: what its records are; None leaves the keys in the order they have.

    Raises:
        FaultsError: if the file cannot be read, or not be rewritten without a change in
            meaning; it is then to be left alone.
    """
    before, faults = parse_yaml(content, file)
    if before is None or faults:
        raise FaultsError(faults)
    both = round_trip()
    try:
        data = both.load(content.decode("utf-8-sig").replace("\r\n", "\n"))
        for value, path in _walk(data, ()):
            kind = _model_at(model, path) if isinstance(value, CommentedMap) else None
            if kind is not None and kind.spread:
                _spread(value, kind)
            elif isinstance(value, CommentedMap) and value.fa.flow_style():
                _order_flow(value, kind)
        _refill(data, 2 if isinstance(data, list) else 0)
        text = _aligned(written(both, data))
    except YAMLError as error:
        raise _unable(file) from error
    if model is not None:
        text = _ordered(text, file, model)
    after, _ = parse_yaml(text.encode(), file)
    kept = after is not None and after.value == before.value
    # ruamel.yaml drops a comment that follows an empty value in a list within a list.
    if not kept or _comments(text) != _comments(content.decode("utf-8-sig")):
        raise _unable(file)
    return text


def _comments(text: str) -> list[str]:
    """Return the comments that stand on lines of their own, in no order."""
    inside = _lines_of_scalars(text)
    lines = enumerate(text.splitlines())
    return sorted(
        line.strip() for number, line in lines
        if number not in inside and line.lstrip().startswith("#")
    )  # fmt: skip


def _unable(file: str) -> FaultsError:
    message = "filen går inte att formatera utan att innehållet ändras; den lämnas som den är."
    return FaultsError([Fault(file, 0, 0, "fel", "formatering", message)])


def _model_at(model: type[Model] | None, path: Path) -> type[Model] | None:
    return model_at(model, path) if model else None


def _walk(value: Any, path: Path) -> Iterator[tuple[Any, Path]]:
    yield value, path
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _walk(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _walk(inner, (*path, index))


def _rank(model: type[Model] | None, keys: list[str]) -> list[str]:
    """Return ``keys`` in the model's order; unknown keys last, as they stand."""
    order = {name: place for place, name in enumerate(model.file_order() if model else ())}
    return sorted(keys, key=lambda key: order.get(key, len(order)))


def _order_flow(value: CommentedMap, model: type[Model] | None) -> None:
    if model is not None and not value.ca.items:
        for key in _rank(model, list(value)):
            value.move_to_end(key)


def _spread(value: CommentedMap, model: type[Model]) -> None:
    """Give each key a line, and each item of a list too that is too wide for one."""
    if value.fa.flow_style():
        _order_flow(value, model)
        value.fa.set_block_style()
    for key, inner in value.items():
        value[key] = _opened(inner, len(key) + 6)


def _opened(value: Any, column: int, items: int = 8) -> Any:
    """Return a list with an item per line, or a text to fold, when it is too wide for a line.

    The value begins at ``column``; the items of a list, when each has a line, at ``items``.
    """
    if isinstance(value, CommentedSeq) and value.fa.flow_style():
        if column + _flow_width(value) <= WIDTH:
            return value
        value.fa.set_block_style()
    if isinstance(value, CommentedSeq) and not value.fa.flow_style():
        for index, inner in enumerate(value):
            value[index] = _opened(inner, items, items + 4)
    if isinstance(value, str) and column + _flow_width(value) > WIDTH and " " in value:
        return value if "\n" in value else FoldedScalarString(value)
    return value


def _flow_width(value: Any) -> int:
    """Return about how wide a value is on one line, with its quotes and brackets."""
    if isinstance(value, list):
        return sum(_flow_width(inner) + 2 for inner in value)
    return len(str(value)) + 2


def _refill(value: Any, column: int) -> None:
    """Fold prose anew where a line of it is wider than the page; keys stand at ``column``."""
    if isinstance(value, dict):
        for inner in value.values():
            if isinstance(inner, FoldedScalarString):
                _fold(inner, WIDTH - column - 2)
            else:
                _refill(inner, column + (4 if isinstance(inner, list) else 2))
    elif isinstance(value, list):
        for inner in value:
            if isinstance(inner, FoldedScalarString):
                _fold(inner, WIDTH - column)
            else:
                _refill(inner, column + (4 if isinstance(inner, list) else 0))


def _fold(text: FoldedScalarString, width: int) -> None:
    if "{{" in text or "{%" in text or "\n" in text.rstrip("\n"):
        return  # a directive is easier to read unbroken; paragraphs have their own breaks
    edges = [-1, *getattr(text, "fold_pos", ()), len(text)]
    if any(end - start - 1 > width for start, end in pairwise(edges)):
        text.fold_pos = _break_places(str(text), width)  # type: ignore[attr-defined]


def _break_places(text: str, width: int) -> list[int]:
    """Return the places of the spaces where lines of at most ``width`` end, if they can."""
    places: list[int] = []
    start, last = 0, None
    # A space beside a space cannot be a fold: it would come back as a line break.
    for match in re.finditer(r"(?<=\S) (?=\S)", text):
        if last is not None and match.start() - start > width:
            places.append(last)
            start = last + 1
        last = match.start()
    if last is not None and len(text.rstrip("\n")) - start > width:
        places.append(last)
    return places


def _aligned(text: str) -> str:
    """Move comments left that no longer stand beside anything, so that they follow their key."""
    lines = text.splitlines(keepends=True)
    inside = _lines_of_scalars(text)
    above = 0
    for number, line in enumerate(lines):
        if number in inside or not line.strip():
            continue
        if not line.lstrip().startswith("#"):
            above = _key_column(line)
            continue
        below = next(
            (
                _key_column(later)
                for later in lines[number + 1 :]
                if later.strip() and not later.lstrip().startswith("#")
            ),
            0,
        )
        column = min(len(line) - len(line.lstrip()), max(above, below))
        lines[number] = " " * column + line.lstrip()
    return "".join(lines)


def _lines_of_scalars(text: str) -> set[int]:
    """Return the lines, from 0, that only continue a text; a # there is no comment."""
    return {
        line
        for token in yaml.scan(text, Loader=LOADER)
        if isinstance(token, yaml.ScalarToken)
        for line in range(token.start_mark.line + 1, _line_after(token))
    }


def _line_after(token: yaml.ScalarToken) -> int:
    """Return the line after a scalar; a block ends where the next thing begins."""
    return int(token.end_mark.line) + (0 if token.style in ("|", ">") else 1)


def _key_column(line: str) -> int:
    """Return the column of the first thing on a line, after the dash of a list."""
    match = re.match(r" *(- +)*", line)
    return match.end() if match else 0


def _ordered(text: str, file: str, model: type[Model]) -> str:
    """Put the keys of every block mapping in order, each with the lines that belong to it."""
    data, _ = parse_yaml(text.encode(), file)
    if data is None:
        raise _unable(file)
    lines = text.splitlines(keepends=True)
    mappings = [(value, path) for value, path in _walk(data.value, ()) if isinstance(value, dict)]
    for value, path in sorted(mappings, key=lambda found: -len(found[1])):
        wanted = _rank(_model_at(model, path), list(value))
        if wanted != list(value):
            _move(lines, data, path, list(value), wanted)
    return "".join(lines)


def _move(lines: list[str], data: YamlData, path: Path, keys: list[str], wanted: list[str]) -> None:
    """Permute the lines of one block mapping. Lines and columns are counted from 1 in ``data``."""
    places = [data.places.keys[(*path, key)] for key in keys]
    column = places[0][1] - 1
    starts = [line - 1 for line, _ in places]
    if any(place[1] - 1 != column for place in places) or len(set(starts)) < len(starts):
        return  # a flow mapping over several lines
    lead = lines[starts[0]][:column]
    if lead.strip() not in ("", "-"):
        return
    end = _end(lines, data, path, column)
    for index in range(1, len(starts)):
        while _is_comment(lines[starts[index] - 1], column):
            starts[index] -= 1
    segments = {
        key: lines[start:stop]
        for key, start, stop in zip(keys, starts, [*starts[1:], end], strict=True)
    }
    segments[keys[0]][0] = " " * column + segments[keys[0]][0][column:]
    moved = [line for key in wanted for line in segments[key]]
    dash = next(i for i, line in enumerate(moved) if not _is_comment(line, column))
    if lead.strip():
        outer = lead[: lead.index("-")]
        moved[:dash] = [outer + line.lstrip() for line in moved[:dash]]
    moved[dash] = lead + moved[dash][column:]
    lines[starts[0] : end] = moved


def _is_comment(line: str, column: int) -> bool:
    return line[:column].strip() == "" and line[column : column + 1] == "#"


def _end(lines: list[str], data: YamlData, path: Path, column: int) -> int:
    """Return the line after the last one that belongs to the mapping at ``path``."""
    start = data.places.keys[(*path, next(iter(_at(data.value, path))))][0]
    after = [
        line
        for places in (data.places.keys, data.places.values)
        for other, (line, _) in places.items()
        if line > start and other[: len(path)] != path
    ]
    end = min(after, default=len(lines) + 1) - 1
    while not lines[end - 1].strip() or lines[end - 1].lstrip().startswith("#"):
        line = lines[end - 1]
        if line.strip() and len(line) - len(line.lstrip()) >= column:
            break
        end -= 1
    return end


def _at(value: Any, path: Path) -> Any:
    for part in path:
        value = value[part]
    return value

"""One record as it was read: raw data, where it stands, and the record if it could be built."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pydantic import ValidationError

from samverkan.records.bank import Key
from samverkan.records.model import Record
from samverkan.records.outline import Outline, outline_of
from samverkan.records.yamlsource import Path, Position, YamlData


@dataclass
class Entry:
    """One record's raw data: a whole file, or one item of a register file.

    The record is built when somebody asks for it. A check of a bank that was right before
    needs the outlines of most records, and nothing else of them.
    """

    model: type[Record]
    id: str
    file: str
    prefix: Path
    yaml: YamlData
    remembered: Outline | None = None
    """What was found in an earlier run, when nothing was wrong with the record by itself."""

    @property
    def key(self) -> Key:
        """Kind and id."""
        return (self.model.kind, self.id)

    @property
    def raw(self) -> Any:
        """The record's data as plain lists and mappings."""
        value = self.yaml.value
        for part in self.prefix:
            value = value[part]
        return value

    @cached_property
    def _built(self) -> Record | ValidationError:
        try:
            return self.model.model_validate({**self.raw, "id": self.id})
        except ValidationError as error:
            return error

    @property
    def record(self) -> Record | None:
        """The record; None if its data does not fit the model."""
        return self._built if isinstance(self._built, Record) else None

    @property
    def misfit(self) -> ValidationError | None:
        """How the data does not fit the model; None if it does."""
        return self._built if isinstance(self._built, ValidationError) else None

    @cached_property
    def outline(self) -> Outline | None:
        """What others need to know of the record; None if its data does not fit the model."""
        if self.remembered is not None:
            return self.remembered
        return outline_of(self.record, self.raw) if self.record is not None else None

    def position(self, path: Path, line: int = 0, words: str = "") -> Position:
        """Return line and column of a part of the record.

        ``line`` is one of its text, and ``words`` stand on that line.
        """
        return self.yaml.line_position((*self.prefix, *path), line, words)

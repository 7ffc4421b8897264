"""One record as it was read: raw data, where it stands, and the record if it could be built."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from samverkan.records.bank import Key
from samverkan.records.model import Record
from samverkan.records.yamlsource import Path, Position, YamlData


@dataclass
class Entry:
    """One record's raw data: a whole file, or one item of a register file."""

    model: type[Record]
    id: str
    file: str
    prefix: Path
    yaml: YamlData
    raw: Any
    record: Record | None = None

    @property
    def key(self) -> Key:
        """Kind and id."""
        return (self.model.kind, self.id)

    def position(self, path: Path, line: int = 0) -> Position:
        """Return line and column of a part of the record; ``line`` is one of its text."""
        return self.yaml.line_position((*self.prefix, *path), line)

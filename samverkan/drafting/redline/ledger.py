"""What was changed, clause by clause."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

Status = Literal["changed", "new", "removed"]


@dataclass
class Entry:
    """The changes under one heading; None is the text before the first."""

    heading: str | None
    status: Status = "changed"
    deleted: list[str] = field(default_factory=list)
    inserted: list[str] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """Return the entry for ``--json``."""
        return {
            "heading": self.heading,
            "status": self.status,
            "deleted": self.deleted,
            "inserted": self.inserted,
        }


class Ledger:
    """Gathers changes while a file is compared from beginning to end."""

    def __init__(self) -> None:
        self._entries = [Entry(None)]

    def heading(self, text: str, status: Status = "changed") -> None:
        """Go on under a heading."""
        self._entries.append(Entry(text, status))

    def note(self, *, deleted: str = "", inserted: str = "") -> None:
        """Note a change under the present heading."""
        if deleted.strip():
            self._entries[-1].deleted.append(deleted.strip())
        if inserted.strip():
            self._entries[-1].inserted.append(inserted.strip())

    def __iter__(self) -> Iterator[Entry]:
        """Yield the headings under which something was changed."""
        for entry in self._entries:
            if entry.status != "changed" or entry.deleted or entry.inserted:
                yield entry

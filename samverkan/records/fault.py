"""The one error type of the project: where, what, and what to write instead."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Literal

Severity = Literal["fel", "varning"]


@dataclass(frozen=True, order=True)
class Fault:
    """One thing that is wrong in a file.

    ``file`` is relative to the project, ``line`` and ``column`` count from 1 (0 when the
    fault concerns the file as a whole). ``code`` is stable and names the rule.
    """

    file: str
    line: int
    column: int
    level: Severity
    code: str
    message: str
    hint: str | None = None

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}:{self.column}"
        text = f"{place}: {self.level}: {self.message}"
        return f"{text} {self.hint}" if self.hint else text

    def as_json(self) -> dict[str, object]:
        """Return the fault as the command contract's JSON object."""
        return asdict(self)


class FaultsError(Exception):
    """Raised when input has errors; carries all of them, sorted."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(faults))
        super().__init__("\n".join(str(fault) for fault in self.faults))

"""The faults that stop a draft: each cause told once, with file, line and column."""

from __future__ import annotations

from samverkan.records.bank import Bank, Key
from samverkan.records.fault import Fault
from samverkan.records.yamlsource import Path, Position


class Complaints:
    """Gathers the faults of one draft.

    Args:
        bank: knows where each record stands in its file.
        file: the answer file; what is the fault of no record is told there.
    """

    def __init__(self, bank: Bank, file: str) -> None:
        self._bank, self._file = bank, file
        self._faults: list[Fault] = []
        self._unlawful: dict[str, dict[str, None]] = {}
        self._causes: dict[str, tuple[Fault, dict[str, None]]] = {}

    def add(
        self, code: str, message: str, key: Key | None = None, path: Path = (),
        at: Position = (1, 1), line: int = 0,
    ) -> None:  # fmt: skip
        """Add a fault at ``path`` of the record ``key``, else ``at`` a place in the answers.

        With ``line``, the fault is in that line of the text at ``path``.
        """
        self._faults.append(self._fault(code, message, key, path, at, line))

    def add_cause(self, code: str, owner: str, cause: str, key: Key, path: Path = ()) -> None:
        """Add what many clauses may suffer from; it is told at the first, naming the others."""
        first = self._fault(code, cause, key, path, (1, 1), 0)
        self._causes.setdefault(cause, (first, {}))[1].setdefault(owner)

    def add_unlawful(self, cause: str, clause: str) -> None:
        """Add that a clause rests on law that did not apply on the day that the user chose.

        No record is wrong: it is told at the answers, once for each statute.
        """
        self._unlawful.setdefault(cause, {}).setdefault(clause)

    def all(self) -> list[Fault]:
        """Return every fault; one for each cause."""
        found = list(self._faults)
        for cause, clauses in self._unlawful.items():
            one, *rest = clauses
            more = f" och {len(rest)} till" if rest else ""
            message = f"{cause}. Den lagen behövs i klausulen {one}{more}."
            found.append(self._fault("hanvisning", message, None, (), (1, 1), 0))
        for cause, (first, owners) in self._causes.items():
            also = list(owners)[1:]
            more = f" Det gäller också {', '.join(also)}." if also else ""
            message = f"{next(iter(owners))}: {cause}.{more}"
            found.append(
                Fault(first.file, first.line, first.column, first.level, first.code, message)
            )
        return found

    def _fault(
        self, code: str, message: str, key: Key | None, path: Path, at: Position, line: int
    ) -> Fault:
        file, place = self._file, at
        if key is not None and key in self._bank.files:
            file, place = self._bank.files[key], self._bank.position(key, path, line)
        return Fault(file, *place, "fel", code, message)

"""Worked cases: answer files from which the main job drafts documents."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from samverkan.drafting.command import draft_file
from samverkan.records.bank import Bank
from samverkan.records.fault import Fault, FaultsError
from samverkan.records.load import Loaded
from samverkan.records.personnames import name_faults


@dataclass(frozen=True)
class Case:
    """An answer file below ``agreements/<type>/cases``."""

    type_id: str
    id: str
    path: Path
    name: str
    """The path relative to the project, to name in faults."""


def find_cases(root: Path, bank: Bank) -> list[Case]:
    """Return every worked case of every document type, in order."""
    return [
        Case(type_id, path.stem, path, path.relative_to(root).as_posix())
        for type_id in bank.agreements
        for path in sorted((root / "agreements" / type_id / "cases").glob("*.yaml"))
    ]


def case_faults(root: Path, loaded: Loaded) -> list[Fault]:
    """Return what stops the worked cases from being drafted, and persons named in them.

    Cases are tried only when all they rest on could be read; otherwise every case would
    repeat the fault of a clause.
    """
    if loaded.unread & {"clause", "questions", "agreement", "statute", "body", "demands"}:
        return []
    faults: list[Fault] = []
    for case in find_cases(root, loaded.bank):
        faults += name_faults(case.path.read_bytes(), case.name)
        try:
            draft_file(loaded.bank, case.type_id, case.path, None, case.name)
        except FaultsError as error:
            faults += error.faults
    return faults

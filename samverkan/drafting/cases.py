"""Worked cases: answer files from which the main job drafts documents."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from samverkan.drafting.command import draft_file
from samverkan.drafting.document import Document
from samverkan.drafting.readiness import ready
from samverkan.records.bank import Bank
from samverkan.records.fault import Fault, FaultsError
from samverkan.records.load import Loaded
from samverkan.records.names import DECISION_PACKAGE
from samverkan.records.personnames import NameRules
from samverkan.records.yamlsource import parse_yaml


@dataclass(frozen=True)
class Case:
    """An answer file below ``agreements/<type>/cases``."""

    type_id: str
    id: str
    path: Path
    name: str
    """The path relative to the project, to name in faults."""
    main_type: str | None = None
    """For a decision package: the type of the document to decide on."""

    @property
    def types(self) -> tuple[str, ...]:
        """The document types whose clauses the draft is made of."""
        return (self.type_id, self.main_type) if self.main_type else (self.type_id,)

    def draft(self, bank: Bank) -> Document:
        """Draft the document.

        Raises:
            FaultsError: with every fault, when the draft cannot be made.
        """
        main = self.main_type or self.type_id
        return draft_file(
            bank, main, self.path, None, self.name, package=self.main_type is not None
        )


def find_cases(root: Path, bank: Bank) -> list[Case]:
    """Return every document of every worked case, in order.

    A case gives the document of its folder's type, those of ``case.documents``, and a
    decision package for each.
    """
    found = []
    for type_id in bank.agreements:
        for path in sorted((root / "agreements" / type_id / "cases").glob("*.yaml")):
            name = path.relative_to(root).as_posix()
            for each in (type_id, *_further_types(path, bank)):
                found.append(Case(each, path.stem, path, name))
                if DECISION_PACKAGE in bank.agreements:
                    package = f"{path.stem}-{each}"
                    found.append(Case(DECISION_PACKAGE, package, path, name, each))
    return found


def _further_types(path: Path, bank: Bank) -> list[str]:
    """Return the other document types of a case; faults are told when it is drafted."""
    data, _ = parse_yaml(path.read_bytes(), path.name)
    value = data.value if data else None
    case = value.get("case") if isinstance(value, dict) else None
    named = case.get("documents") if isinstance(case, dict) else None
    return [name for name in named if name in bank.agreements] if isinstance(named, list) else []


def case_faults(root: Path, loaded: Loaded, told: Collection[str] = ()) -> list[Fault]:
    """Return what stops the worked cases from being drafted, and persons named in them.

    What is wrong with the answers is always told; what is wrong with a clause or a type only
    when all that the document rests on could be read.

    Args:
        root: the project folder.
        loaded: what :func:`samverkan.records.load.load` read.
        told: files whose own faults have been told; a draft would only repeat them.
    """
    faults = set(_by_themselves(root))
    names = NameRules(loaded.bank.names.values())
    for case in find_cases(root, loaded.bank):
        faults.update(names.faults(case.path.read_bytes(), case.name))
        try:
            case.draft(loaded.bank)
        except FaultsError as error:
            sound = all(ready(loaded.bank, loaded.bank.agreements[name]) for name in case.types)
            faults.update(
                fault
                for fault in error.faults
                if fault.file == case.name or (sound and not _told(fault, told))
            )
    # A case with several documents tells the same of each, with hints of their own.
    first = {(f.file, f.line, f.column, f.code): f for f in sorted(faults, reverse=True)}
    return sorted(first.values())


def _told(fault: Fault, told: Collection[str]) -> bool:
    """Whether a fault in a clause follows from another that has been told, there or elsewhere."""
    return fault.file in told or any(f"'{Path(file).stem}." in fault.message for file in told)


def _by_themselves(root: Path) -> Iterator[Fault]:
    """Yield the faults of files below ``cases`` that no document type reads."""
    for path in sorted((root / "agreements").glob("*/cases/*")):
        name, type_file = path.relative_to(root).as_posix(), path.parent.parent / "type.yaml"
        if path.suffix != ".yaml" and not path.name.startswith((".", "_")):
            hint = "Filer i banken heter något.yaml."
            yield Fault(name, 1, 1, "fel", "filnamn", f"{path.name} läses inte.", hint)
        elif not type_file.exists():
            message = f"dokumenttypen {path.parent.parent.name} har ingen type.yaml."
            yield Fault(name, 1, 1, "fel", "okand-fil", message)

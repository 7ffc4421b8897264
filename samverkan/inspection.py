"""Everything that ``check`` looks at, in one list."""

from __future__ import annotations

from pathlib import Path

from samverkan.drafting.cases import case_faults
from samverkan.drafting.clausecheck import library_faults
from samverkan.records.audit import Audit
from samverkan.records.fault import Fault
from samverkan.records.load import Loaded


def all_faults(root: Path, loaded: Loaded) -> list[Fault]:
    """Return every fault of the project in ``root``: records, clauses and cases, sorted."""
    found = {*loaded.faults, *Audit(loaded).faults(), *library_faults(loaded)}
    return sorted(found | set(case_faults(root, loaded)))

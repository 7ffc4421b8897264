"""Everything that ``check`` looks at, in one list."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from samverkan.drafting.cases import case_faults
from samverkan.drafting.clausecheck import library_faults
from samverkan.drafting.completeness import completeness_faults
from samverkan.records.audit import Audit
from samverkan.records.entry import Entry
from samverkan.records.fault import Fault
from samverkan.records.load import Loaded, load
from samverkan.verdict import Verdict


def all_faults(root: Path, loaded: Loaded) -> list[Fault]:
    """Return every fault of the project in ``root``: records, clauses and cases, sorted."""
    found = {*loaded.faults, *library_faults(loaded)}
    told = {fault.file for fault in found if fault.level == "fel"}
    found |= {*Audit(loaded).faults(), *case_faults(root, loaded, told)}
    found |= {*completeness_faults(loaded, date.today())}
    return sorted(found)


def inspect(
    root: Path, *, stale: bool = False, unused: bool = False, extra: tuple[Entry, ...] = ()
) -> Verdict:
    """Check everything below ``root``.

    Args:
        root: the project folder.
        stale: also tell of records that nobody has reviewed for long.
        unused: also tell of terms that no record uses.
        extra: records that are not in any file yet, judged as if they were.
    """
    loaded = load(root, extra)
    faults = all_faults(root, loaded)
    faults += Audit(loaded).stale(date.today()) if stale else ()
    faults += Audit(loaded).unused() if unused else ()
    records = sum(len(kind) for kind in loaded.bank.records.values())
    return Verdict(tuple(sorted(faults)), records, loaded.files)

"""Everything that ``check`` looks at, in one list."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from samverkan.drafting.cases import case_faults
from samverkan.drafting.clausecheck import library_faults
from samverkan.drafting.completeness import completeness_faults
from samverkan.records.audit import Audit
from samverkan.records.entry import Entry
from samverkan.records.fault import Fault
from samverkan.records.load import Loaded, load
from samverkan.search.duplicates import duplicate_faults
from samverkan.verdict import Verdict, remembered

LIBRARY = Path(".cache/bibliotek.bin")
_COOPERATIONS = ("kb/examples/", "kb/networks/")


def all_faults(root: Path, loaded: Loaded) -> list[Fault]:
    """Return every fault of the project in ``root``: records, clauses and cases, sorted."""
    found = {*loaded.faults, *Audit(loaded).faults(), *duplicate_faults(root, loaded)}
    if loaded.faults:  # the library is then judged by what could be read of what it rests on
        return sorted(found | _library(root, loaded))
    return sorted(found | set(_remembered_library(root, loaded).faults))


def _remembered_library(root: Path, loaded: Loaded) -> Verdict:
    """Return the faults of the library.

    They do not rest on what examples and networks say, only on which there are, so a change
    in one of those brings the old answer back.
    """
    ids = sorted((*loaded.bank.examples, *loaded.bank.networks))

    def looked_at() -> Verdict:
        return Verdict(tuple(sorted(_library(root, loaded))), 0, 0)

    return remembered(root, LIBRARY, f"{date.today()} {ids}", looked_at, _COOPERATIONS)


def _library(root: Path, loaded: Loaded) -> set[Fault]:
    """Return the faults of clauses, document types, demands and worked cases."""
    found = set(library_faults(loaded))
    told = {fault.file for fault in (*loaded.faults, *found) if fault.level == "fel"}
    return {
        *found,
        *case_faults(root, loaded, told),
        *completeness_faults(loaded, date.today()),
    }


@contextmanager
def _uncollected() -> Iterator[None]:
    """Do without the search for cycles: it goes through all records, and they make none."""
    on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if on:
            gc.enable()


@_uncollected()
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

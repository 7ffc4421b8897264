"""A verdict on a project, or on a part of it, remembered while nothing has changed.

The verdict is kept under a digest of everything that it depends on: every file below kb/,
agreements/ and templates/, the whole program, the libraries' versions, the day and the
options. Nothing but an equal digest brings an old verdict back, so it is always the one that
a new check would give.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from samverkan import sealed
from samverkan.fingerprint import fingerprint
from samverkan.records.fault import Fault

_PROGRAM = Path(__file__).resolve().parent
_ROOMS = ("kb", "agreements", "templates")
_LIBRARIES = "babel jinja2 markupsafe pydantic pydantic-core pystemmer pyyaml rapidfuzz".split()


@dataclass(frozen=True)
class Verdict:
    """Every fault, sorted, and how much was read."""

    faults: tuple[Fault, ...]
    records: int
    files: int


def remembered(
    root: Path, cache: Path, terms: str, find: Callable[[], Verdict], without: tuple[str, ...] = ()
) -> Verdict:
    """Return what ``find`` finds, or found when all that it depends on was the same.

    Args:
        root: the project folder.
        cache: the file for the verdict, as from ``root``.
        terms: what the verdict depends on besides files: the day, the options.
        find: looks at the project; called when something has changed.
        without: folders that the verdict does not rest on: ``kb/examples/``.
    """
    key = _digest(root, terms, without)
    known = _read(root / cache, key)
    if known is None:
        known = find()
        _write(root / cache, key, known)
    return known


def _digest(root: Path, terms: str, without: tuple[str, ...]) -> bytes:
    libraries = " ".join(f"{name} {version(name)}" for name in _LIBRARIES)
    return fingerprint(
        (_PROGRAM, *(root / room for room in _ROOMS)),
        f"{sys.version} {libraries} {terms}".encode(),
        lambda name: not name.startswith(without),
    )


def _read(path: Path, key: bytes) -> Verdict | None:
    body = sealed.read(path, key)
    if body is None:
        return None
    faults, records, files = json.loads(bytes(body))
    return Verdict(tuple(Fault(**fault) for fault in faults), records, files)


def _write(path: Path, key: bytes, verdict: Verdict) -> None:
    faults = [fault.as_json() for fault in verdict.faults]
    sealed.write(path, key, json.dumps((faults, verdict.records, verdict.files)).encode())

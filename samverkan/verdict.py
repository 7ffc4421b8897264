"""The verdict of ``check`` on a project, remembered while nothing has changed.

The verdict is kept under a digest of everything that it depends on: every file below kb/,
agreements/ and templates/, the whole program, the libraries' versions, the day and the
options. Nothing but an equal digest brings an old verdict back, so it is always the one that
a new check would give.

The module loads no model: most checks in a day of work are of a bank that is right.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path

from samverkan import sealed
from samverkan.fingerprint import fingerprint
from samverkan.records.fault import Fault

CACHE = Path(".cache/kontroll.bin")
LIBRARY = Path(".cache/bibliotek.bin")
_COOPERATIONS = ("kb/examples/", "kb/networks/")
_PROGRAM = Path(__file__).resolve().parent
_ROOMS = ("kb", "agreements", "templates")
_LIBRARIES = "babel jinja2 markupsafe pydantic pydantic-core pystemmer pyyaml rapidfuzz".split()


@dataclass(frozen=True)
class Verdict:
    """Every fault, sorted, and how much was read."""

    faults: tuple[Fault, ...]
    records: int
    files: int


def judge(root: Path, *, stale: bool = False, unused: bool = False) -> Verdict:
    """Check everything below ``root``, or say again what was said of the very same files.

    Args:
        root: the project folder.
        stale: also tell of records that nobody has reviewed for long.
        unused: also tell of terms that no record uses.
    """
    today = date.today()
    key = _digest(root, f"{today} {stale} {unused}")
    known = _read(root / CACHE, key)
    if known is not None:
        return known
    from samverkan.inspection import inspect  # noqa: PLC0415 (the models take long to load)

    verdict = inspect(root, stale=stale, unused=unused)
    _write(root / CACHE, key, verdict)
    return verdict


def library_faults(
    root: Path, cooperations: Iterable[str], check: Callable[[], Iterable[Fault]]
) -> tuple[Fault, ...]:
    """Return what ``check`` finds in clauses, document types and cases.

    They do not rest on what examples and networks say, only on which there are, so a change
    in one of those brings the old answer back.

    Args:
        root: the project folder, whose records could all be read.
        cooperations: the ids of all examples and networks.
        check: looks at the library; called when something that it rests on has changed.
    """
    key = _digest(root, f"{date.today()} {sorted(cooperations)}", without=_COOPERATIONS)
    known = _read(root / LIBRARY, key)
    if known is None:
        known = Verdict(tuple(sorted(check())), 0, 0)
        _write(root / LIBRARY, key, known)
    return known.faults


def _digest(root: Path, terms: str, without: tuple[str, ...] = ()) -> bytes:
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

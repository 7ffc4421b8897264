"""The verdict of ``check`` on a project, remembered while nothing has changed.

The verdict is kept under a digest of everything that it depends on: every file below kb/,
agreements/ and templates/, the whole program, the libraries' versions, the day and the
options. Nothing but an equal digest brings an old verdict back, so it is always the one that
a new check would give. Like :mod:`samverkan.records.readings`, the file is JSON, and one
that is damaged is ignored.

The module loads no model: most checks in a day of work are of a bank that is right.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path

from samverkan.files import write_atomically
from samverkan.fingerprint import contents
from samverkan.records.fault import Fault

CACHE = Path(".cache/kontroll.json")
LIBRARY = Path(".cache/bibliotek.json")
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


def _digest(root: Path, terms: str, without: tuple[str, ...] = ()) -> str:
    libraries = " ".join(f"{name} {version(name)}" for name in _LIBRARIES)
    digest = hashlib.sha256(f"{sys.version} {libraries} {terms}\n".encode())
    for folder in (_PROGRAM, *(root / room for room in _ROOMS)):
        for name, content in contents(folder):
            if not name.startswith(without):
                digest.update(name.encode() + b"\0" + content)
    return digest.hexdigest()


def _read(path: Path, key: str) -> Verdict | None:
    try:
        stored = json.loads(path.read_bytes())
        if stored["key"] != key or stored["seal"] != _seal(key, stored["verdict"]):
            return None
        verdict = stored["verdict"]
        faults = tuple(Fault(**fault) for fault in verdict["faults"])
        return Verdict(faults, verdict["records"], verdict["files"])
    except (OSError, LookupError, TypeError, ValueError):
        return None


def _write(path: Path, key: str, verdict: Verdict) -> None:
    plain = {
        "faults": [fault.as_json() for fault in verdict.faults],
        "records": verdict.records,
        "files": verdict.files,
    }
    content = json.dumps({"key": key, "seal": _seal(key, plain), "verdict": plain})
    try:
        write_atomically(path, content.encode())
    except OSError:
        return  # a folder that cannot be written to costs time, not the answer


def _seal(key: str, verdict: object) -> str:
    return hashlib.sha256(f"{key} {json.dumps(verdict, sort_keys=True)}".encode()).hexdigest()

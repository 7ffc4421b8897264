"""What each file was read as, kept from one run to the next.

Reading YAML takes longer than all else together. The cache is keyed by the content of a
file, by the code that reads it and by the names it looks for (kb/names), so an old answer is
never given for new content: a file that is changed, moved or deleted needs no notice. It is
JSON behind a checksum: one that is cut short, written over or made by other code is ignored
and made anew, and reading it can run nothing. Files with faults are never kept; they are
read, and complained of, every time.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from samverkan.files import write_atomically

CACHE = Path(".cache/lasning.json")
_HERE = Path(__file__).resolve().parent
_READERS = ("yamlsource.py", "personnames.py", "readings.py")
"""The code that decides what a file is read as, and whether it has faults by itself."""

ABSENT = object()


class Readings:
    """The values of files without faults, by the content of the file."""

    def __init__(self, path: Path, rules: Iterable[bytes]) -> None:
        """Recall what is stored at ``path``, if it was read by this code and by ``rules``."""
        self._path = path
        self._code = hashlib.sha256(b"\0".join([_code().encode(), *rules])).hexdigest()
        self._kept: dict[str, Any] = _stored(path, self._code)
        self._used: dict[str, Any] = {}

    @staticmethod
    def key(content: bytes, kind: str) -> str:
        """Return what a file of ``kind`` with ``content`` is known by."""
        return hashlib.sha256(kind.encode() + b"\0" + content).hexdigest()

    def find(self, key: str) -> Any:
        """Return the value that was kept for ``key``, or ``ABSENT``."""
        value = self._kept.get(key, ABSENT)
        if value is not ABSENT:
            self._used[key] = value
        return value

    def keep(self, key: str, value: Any) -> None:
        """Keep the value of a file that was read without faults."""
        self._used[key] = value

    def save(self) -> None:
        """Write what was used in this run, if it differs from what was there."""
        if self._used.keys() != self._kept.keys():
            _store(self._path, self._code, self._used)


@cache
def _code() -> str:
    digest = hashlib.sha256()
    for name in _READERS:
        digest.update((_HERE / name).read_bytes())
    return digest.hexdigest()


def _stored(path: Path, code: str) -> dict[str, Any]:
    """Return what is stored at ``path`` if it is whole and made by this code."""
    try:
        seal, _, body = path.read_bytes().partition(b"\n")
        if seal.decode() == _seal(code, body):
            values = json.loads(body)
            return values if isinstance(values, dict) else {}
    except (OSError, ValueError):
        pass
    return {}


def _store(path: Path, code: str, values: dict[str, Any]) -> None:
    body = json.dumps(values, ensure_ascii=False).encode("utf-8", "surrogatepass")
    try:
        write_atomically(path, f"{_seal(code, body)}\n".encode() + body)
    except OSError:
        return  # a folder that cannot be written to costs time, not the answer


def _seal(code: str, body: bytes) -> str:
    return hashlib.sha256(code.encode() + body).hexdigest()

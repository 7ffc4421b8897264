"""What each file was read as, kept from one run to the next.

Reading YAML takes longer than all else together. The cache is keyed by the content of a file
and its name, by the code that reads it and by the names it looks for (kb/names), so an old
answer is never given for new content: a file that is changed, moved or deleted needs no
notice. It is JSON behind a seal: one that is cut short, written over or made by other code
is ignored and made anew, and reading it can run nothing. Files with faults are never kept;
they are read, and complained of, every time.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path

import pydantic
import yaml

from samverkan import sealed
from samverkan.fingerprint import fingerprint
from samverkan.records.entry import Entry
from samverkan.records.outline import Outline
from samverkan.records.reading import Reading, RecordFile
from samverkan.records.yamlsource import YamlData

CACHE = Path(".cache/lasning.bin")


class Readings:
    """Files without faults: a line for each, with its outlines and its data as JSON."""

    def __init__(self, path: Path, lists: Iterable[bytes]) -> None:
        """Recall what is stored at ``path``, if it was read by this code and by ``lists``."""
        self._path = path
        self._maker = hashlib.sha256(b"\0".join([_code(), *lists])).digest()
        self._day = date.today().isoformat()
        body = bytes(sealed.read(path, self._maker) or b"")
        day, *lines = body.split(b"\n")
        # What lay ahead on the day it was read may lie behind now, but not the other way.
        known = lines if day.decode() <= self._day else []
        self._kept = {line[:64]: line for line in known}
        self._used: dict[bytes, bytes] = {}

    def find(self, file: RecordFile) -> Reading | None:
        """Return what ``file`` was read as, if nothing was wrong with it."""
        key = _key(file)
        line = self._kept.get(key)
        return None if line is None else self._recalled(file, key, line)

    def keep(self, file: RecordFile, reading: Reading) -> Reading:
        """Keep what ``file`` was read as, if nothing is wrong with it.

        Returns:
            What the next run will find: far smaller than what was read just now.
        """
        if reading.faults or not reading.entries:
            return reading
        key = _key(file)
        outlines = [entry.outline for entry in reading.entries]
        line = b"\t".join([key, _json(outlines), _json(reading.entries[0].yaml.value)])
        return self._recalled(file, key, line)

    def _recalled(self, file: RecordFile, key: bytes, line: bytes) -> Reading:
        self._used[key] = line
        _, rows, value = line.split(b"\t")
        data = YamlData.recalled(value, file.content)
        outlines = [Outline(*row) for row in json.loads(rows)]
        places = [(n,) for n in range(len(outlines))] if value.startswith(b"[") else [()]
        found = zip(places, outlines, strict=True)
        return Reading(
            [Entry(file.model, each.id, file.name, place, data, each) for place, each in found]
        )

    def save(self) -> None:
        """Write what was used in this run, if it differs from what was there."""
        if self._used.keys() != self._kept.keys():
            body = b"\n".join([self._day.encode(), *self._used.values()])
            sealed.write(self._path, self._maker, body)


def _key(file: RecordFile) -> bytes:
    named = f"{file.model.kind} {file.record_id}\0".encode()
    return hashlib.sha256(named + file.content).hexdigest().encode()


def _json(value: object) -> bytes:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass")


@cache
def _code() -> bytes:
    """Return a digest of all that decides what a file is read as, and what is wrong with it."""
    versions = f"{sys.version} {yaml.__version__} {pydantic.VERSION}"
    return fingerprint([Path(__file__).resolve().parent], versions.encode())

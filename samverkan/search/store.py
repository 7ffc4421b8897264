"""Where the command line gets its index: from a file that is rebuilt when kb/ changes.

The file is a cache and nothing else. It is named by what it was made from, so an old one
is never read; one that is missing, cut short or written over is made anew. It is JSON:
reading it can run nothing.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

from samverkan.files import write_atomically
from samverkan.records.bank import Bank
from samverkan.records.fault import Fault
from samverkan.records.load import AGREEMENTS, KB, load
from samverkan.search.documents import Document
from samverkan.search.index import Index, build_index, index_from

CACHE = Path(".cache/sok.json")
_CODE = Path(__file__).resolve().parent.parent
_ROOMS = ("records", "search")
"""The code that decides what an index holds."""


def bank_documents(root: Path, bank: Bank) -> Iterator[Document]:
    """Yield everything that can be found: the records, and the pages of ``root``/docs."""
    # Imported here since they need the site's addresses, and a cached index does not.
    from samverkan.search.cooperations import cooperation_documents  # noqa: PLC0415
    from samverkan.search.library import library_documents  # noqa: PLC0415
    from samverkan.search.registers import page_documents, register_documents  # noqa: PLC0415

    yield from cooperation_documents(bank)
    yield from library_documents(bank)
    yield from register_documents(bank)
    yield from page_documents(root)


def bank_index(root: Path, bank: Bank) -> Index:
    """Index ``bank`` and the pages of ``root``/docs."""
    from samverkan.search.synonyms import bank_names  # noqa: PLC0415

    return build_index(bank_documents(root, bank), bank_names(bank))


def open_index(root: Path) -> tuple[Index, tuple[Fault, ...]]:
    """Return the index of the project in ``root``, and the faults found while building it.

    Records with errors are not in it. The cache is only written for a bank without errors,
    so the faults are told every time until they are mended.
    """
    key = _key(root)
    cached = _read(root / CACHE, key)
    if cached is not None:
        return cached, ()
    loaded = load(root)
    index = bank_index(root, loaded.bank)
    if not loaded.errors:
        _write(root / CACHE, key, index)
    return index, loaded.errors


def _key(root: Path) -> str:
    digest = hashlib.sha256()
    for folder, pattern in (
        *((root / name, "*.yaml") for name in (KB, AGREEMENTS)),
        (root / "docs", "*.md"),
        *((_CODE / room, "*.py") for room in _ROOMS),
    ):
        for path in sorted(folder.rglob(pattern)):
            digest.update(f"{path.relative_to(folder).as_posix()}\0".encode())
            digest.update(hashlib.sha256(_content(path)).digest())
    return digest.hexdigest()


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:  # load says what is wrong with the file; here it is one without content
        return b""


def _read(path: Path, key: str) -> Index | None:
    try:
        stored = json.loads(path.read_bytes())
        return index_from(stored["index"]) if stored["key"] == key else None
    except (OSError, LookupError, TypeError, ValueError, AttributeError):
        return None


def _write(path: Path, key: str, index: Index) -> None:
    text = json.dumps({"key": key, "index": index.data()}, ensure_ascii=False)
    try:
        write_atomically(path, text.encode())
    except OSError:
        return  # a folder that cannot be written to costs time, not the answer

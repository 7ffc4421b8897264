"""Where the command line gets its index: from a folder that follows kb/.

The folder is a cache and nothing else. It says what it was made from: when a record has
changed, its documents are exchanged in a copy that takes the folder's place; when the code
has, or a file is not as it was written, all is made anew.

It lies in the user's own cache, never in the project: Whoosh unpickles what it reads, which
can run code, and a project may come from a stranger. Only this module writes there, and an
index is read from nowhere else.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import whoosh
from whoosh.filedb.filestore import FileStorage
from whoosh.index import LockError

from samverkan.files import replace_folder, write_atomically
from samverkan.fingerprint import fingerprint
from samverkan.records.bank import Bank
from samverkan.records.fault import Fault
from samverkan.records.load import AGREEMENTS, KB, load
from samverkan.search.documents import Document
from samverkan.search.index import Index, language_from
from samverkan.search.indexing import Worder, amend_index, build_index, write_index
from samverkan.search.program import program
from samverkan.search.shelf import Shelf
from samverkan.search.synonyms import Name
from samverkan.search.wording import kept_or_made

_NOTE = "sok.json"
"""The file that says what the others were made from, their sums, and the language."""

Contents = tuple[list[Document], list[Name], Worder]


def cache_folder(root: Path) -> Path:
    """Return the folder, in the user's cache, of the index of the project in ``root``.

    Raises:
        RuntimeError: if the user has no home.
    """
    named = os.environ.get("XDG_CACHE_HOME")
    base = Path(named) if named else Path.home() / ".cache"
    project = hashlib.sha256(os.fsencode(root.resolve())).hexdigest()[:16]
    return base / "samverkansbanken" / f"sok-{project}"


def bank_documents(root: Path, bank: Bank) -> Iterator[Document]:
    """Yield everything that can be found: the records, and the pages of ``root``/docs."""
    # Imported here since they need the site's addresses, and a stored index does not.
    from samverkan.search.cooperations import cooperation_documents  # noqa: PLC0415
    from samverkan.search.library import library_documents  # noqa: PLC0415
    from samverkan.search.registers import page_documents, register_documents  # noqa: PLC0415

    yield from cooperation_documents(bank)
    yield from library_documents(bank)
    yield from register_documents(bank)
    yield from page_documents(root)


def bank_index(root: Path, bank: Bank, today: date) -> Index:
    """Index ``bank`` and the pages of ``root``/docs, in memory, as it is on a day."""
    documents, names, worded = _contents(root, bank)
    return build_index(documents, names, today, worded)


def open_index(root: Path, today: date) -> tuple[Index, tuple[Fault, ...]]:
    """Return the index of the project in ``root`` as it is on a day, and the faults found
    while making it.

    Records with errors are not in it. It is only stored for a bank without errors, so the
    faults are told every time until they are mended.
    """
    code, content = _code_sum(), _content_sum(root)
    try:
        folder = cache_folder(root)
    except RuntimeError:
        folder = None
    note = _read_note(folder, code) if folder else None
    stored = _open(folder, note, today) if folder and note else None
    if stored and note and note["content"] == content:
        return stored, ()
    loaded = load(root)
    if folder and not loaded.errors:
        try:
            made_from = {"code": code, "content": content}
            _renew(folder, made_from, stored, _contents(root, loaded.bank))
            note = _read_note(folder, code)
            stored = _open(folder, note, today) if note else None
            if stored and note and note["content"] == content:
                return stored, ()
        except (OSError, LockError):
            pass  # a folder that cannot be written to costs time, not the answer
    return bank_index(root, loaded.bank, today), loaded.errors


def _contents(root: Path, bank: Bank) -> Contents:
    """Everything that can be found, the names in the bank, and what cuts texts into words."""
    from samverkan.search.synonyms import bank_names  # noqa: PLC0415

    return list(bank_documents(root, bank)), bank_names(bank), kept_or_made(root)


def _renew(folder: Path, made_from: dict[str, str], before: Index | None, new: Contents) -> None:
    """Put an index of ``new`` in ``folder``: the one ``before`` amended, or a new one.

    Raises:
        OSError, LockError: if it cannot be written; the folder is then as it was.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=".sok.", dir=folder.parent))
    try:
        language = None
        if before is not None:
            shutil.copytree(folder, work, dirs_exist_ok=True)
            copy = Index(Shelf(FileStorage(str(work))), before.language)
            language = amend_index(copy, *new)
        if language is None:
            language = write_index(FileStorage(str(work)), *new)
        note = {**made_from, "sums": _sums(work), "language": language.data()}
        write_atomically(work / _NOTE, json.dumps(note, ensure_ascii=False).encode())
        replace_folder(work, folder)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _read_note(folder: Path, code: str) -> dict[str, Any] | None:
    """Return the note in ``folder`` if it is of this code and tells of the files there."""
    try:
        note = json.loads((folder / _NOTE).read_bytes())
        whole = note["code"] == code and note["sums"] == _sums(folder)
    except (OSError, LookupError, TypeError, ValueError):
        return None
    return note if whole else None


def _open(folder: Path, note: dict[str, Any], today: date) -> Index | None:
    try:
        return Index(Shelf(FileStorage(str(folder))), language_from(note["language"]), today)
    except (OSError, LookupError, TypeError, ValueError, AttributeError):
        return None


def _sums(folder: Path) -> dict[str, str]:
    """SHA-256 of each file of Whoosh's in ``folder``; its locks are no part of the index."""
    files = sorted(path for path in folder.iterdir() if path.suffix in (".seg", ".toc"))
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def _code_sum() -> str:
    return f"{whoosh.versionstring()} {program().hex()}"


def _content_sum(root: Path) -> str:
    folders = (root / name for name in (KB, AGREEMENTS, "docs"))
    return fingerprint(folders, wanted=lambda name: name.endswith((".yaml", ".md"))).hex()

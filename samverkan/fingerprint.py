"""A digest of what files hold, by which a cache knows whether it still tells the truth.

By content: a time of change can be the same for other content.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path


def fingerprint(
    folders: Iterable[Path], terms: bytes = b"", wanted: Callable[[str], bool] = lambda _: True
) -> bytes:
    """Return a SHA-256 of the names and contents of all files below ``folders``.

    Args:
        folders: in the order in which they count; one that is missing holds nothing.
        terms: what else the digest is of: versions, options.
        wanted: tells by its name whether a file counts. A file is named as from the folder
            above the one given, with ``/``: ``kb/examples/x.yaml``.

    A file that cannot be read counts as the kind of its error. Compiled code is left out.
    """
    digest = hashlib.sha256(hashlib.sha256(terms).digest())
    for folder in folders:
        for name, content in _contents(folder, wanted):
            digest.update(name.encode("utf-8", "surrogateescape") + b"\0" + content)
    return digest.digest()


def _contents(folder: Path, wanted: Callable[[str], bool]) -> Iterator[tuple[str, bytes]]:
    """Yield the name of each file, sorted, and the SHA-256 of what it holds."""
    for path, name in sorted(_files(os.fspath(folder), folder.name)):
        if not wanted(name):
            continue
        try:
            with open(path, "rb") as file:  # noqa: PTH123 (a Path each would take twice the time)
                yield name, hashlib.sha256(file.read()).digest()
        except OSError as error:
            yield name, type(error).__name__.encode()


def _files(folder: str, name: str) -> Iterator[tuple[str, str]]:
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                inner = f"{name}/{entry.name}"
                if entry.is_dir(follow_symlinks=False):
                    if entry.name != "__pycache__":
                        yield from _files(entry.path, inner)
                elif entry.is_file():
                    yield entry.path, inner
    except OSError:
        return  # whoever reads the files says what is wrong

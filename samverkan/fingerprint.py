"""What files hold, in a digest. By content: a time of change can be the same for other content."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path


def contents(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield each file below ``folder``, sorted, and the SHA-256 of what it holds.

    A file is named as from the folder above, with ``/``. One that cannot be read has the
    name of the error in place of its digest. Compiled code is left out.
    """
    for path, name in sorted(_files(os.fspath(folder), folder.name)):
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

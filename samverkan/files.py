"""Files are written to a temporary name and renamed: whole, or not at all."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from pathlib import Path

_REASONS = {
    errno.EACCES: "du har inte rätt till filen eller mappen",
    errno.EPERM: "du har inte rätt till filen eller mappen",
    errno.EROFS: "platsen är skrivskyddad",
    errno.ENOSPC: "disken är full",
    errno.EDQUOT: "utrymmet du får använda är slut",
    errno.ENOENT: "platsen finns inte eller tar inte emot filer",
    errno.ENAMETOOLONG: "namnet är för långt",
    errno.ENOTDIR: "en del av sökvägen är en fil och inte en mapp",
    errno.EISDIR: "det är en mapp",
}


class TargetError(OSError):
    """A file cannot be written; the message is Swedish and says where and why."""


def reason_of(error: OSError) -> str:
    """Return in Swedish why the system refused."""
    code = error.errno or 0
    return _REASONS.get(code, f"systemet svarar {errno.errorcode.get(code, type(error).__name__)}")


def obstacle_to_reading(path: Path) -> str | None:
    """Return in Swedish why the file at ``path`` cannot be read, None if it can."""
    try:
        if path.is_dir():
            return "är en mapp och ingen fil"
        if not path.exists():
            return "finns inte"
        if not os.access(path, os.R_OK):
            return "går inte att läsa: du har inte rätt till filen"
    except OSError as error:  # a name that is too long
        return f"går inte att läsa: {reason_of(error)}"
    return None


def same_file(one: Path, other: Path) -> bool:
    """Whether two paths lead to one file that is there, by way of links or not."""
    try:
        return one.samefile(other)
    except OSError:
        return False  # one of them is not there


def write_atomically(path: Path, content: bytes) -> None:
    """Write ``content`` to ``path``; on failure the old file is untouched.

    Only a file is ever replaced: a folder, a device or a pipe is not.

    Raises:
        TargetError: if the file cannot be written.
    """
    try:
        obstacle = _obstacle(path)
        if obstacle is None:
            path.parent.mkdir(parents=True, exist_ok=True)
            _replace(path, content)
    except OSError as error:
        raise TargetError(f"{path} går inte att skriva: {reason_of(error)}") from error
    if obstacle:
        raise TargetError(f"{path} går inte att skriva: {obstacle}")


def _obstacle(path: Path) -> str | None:
    """Return what stands in the way of a file at ``path``, if anything does."""
    if path.is_dir():
        return "det är en mapp"
    if path.exists() and not path.is_file():
        return "det är en enhet eller ett rör och ingen fil"
    nearest = next(folder for folder in path.absolute().parents if folder.exists())
    return None if nearest.is_dir() else f"{nearest} är en fil och inte en mapp"


def _replace(path: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        temporary.chmod(0o644)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def replace_folder(new: Path, target: Path) -> None:
    """Put the folder ``new`` in the place of ``target``, which is kept until it is there.

    Raises:
        OSError: if a rename fails; ``target`` is then as it was.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    old = target.with_name(f".{target.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if target.exists():
        target.rename(old)
    try:
        new.rename(target)
    except OSError:
        if old.exists():
            old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)

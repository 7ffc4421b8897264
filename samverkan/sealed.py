"""Caches behind a seal: one that is damaged, cut short or made by others reads as nothing.

The seal tells damage from content, not friend from foe: whoever can write to the project's
cache can write to its code.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from samverkan.files import write_atomically


def read(path: Path, maker: bytes) -> memoryview | None:
    """Return what :func:`write` kept at ``path`` for the same ``maker``, or None."""
    try:
        content = path.read_bytes()
    except OSError:
        return None
    body = memoryview(content)[32:]
    return body if content[:32] == _seal(maker, body) else None


def write(path: Path, maker: bytes, body: bytes) -> None:
    """Keep ``body`` at ``path``.

    Args:
        path: the file.
        maker: a digest of all that decides what the body is.
        body: what to keep. Where it cannot be kept, that costs time and no more.
    """
    try:
        write_atomically(path, _seal(maker, body) + body)
    except OSError:
        return


def _seal(maker: bytes, body: bytes | memoryview) -> bytes:
    digest = hashlib.sha256(maker)
    digest.update(body)
    return digest.digest()

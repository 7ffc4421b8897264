"""Names of bookmarks: stable, so that links and fields survive a new draft."""

from __future__ import annotations

import hashlib
import re

_SLUGS = re.compile(r"^[a-z0-9]+(?:[-.][a-z0-9]+)*$")


def bookmark_name(key: str) -> str:
    """Return the bookmark name of a place (ISO/IEC 29500-1 §17.13.6.2).

    Word takes letters, digits and underscores, at most 40 of them; a leading underscore
    keeps the name out of Word's own list of bookmarks. Keys that do not fit get a digest,
    so two places never share a name.
    """
    readable = "_" + re.sub(r"[^a-z0-9]", "_", key.replace(".", "__"))
    if len(readable) <= 40 and _SLUGS.match(key):
        return readable
    return f"{readable[:27]}_{hashlib.sha256(key.encode()).hexdigest()[:12]}"

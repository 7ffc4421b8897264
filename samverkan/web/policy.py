"""What a page of the site may run and fetch (W3C Content Security Policy, level 3)."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_BASE = re.compile(r'new URL\("[^"]*",location\)')
_BASES = ("", ".", "..", "../..", "../../..")
"""How the theme's script names the site's root, by the depth of the page."""


def content_policy(site: Path) -> str:
    """Return the value of the header Content-Security-Policy for the pages in ``site``.

    Scripts of the theme's frame may run, no other inline script: what stands in 404.html,
    which holds nothing from a record, is known by its SHA-256.
    """
    frame = site / "404.html"
    text = frame.read_text(encoding="utf-8") if frame.is_file() else ""
    scripts = dict.fromkeys(each for found in _INLINE.findall(text) for each in _variants(found))
    allowed = " ".join(["'self'", *(f"'sha256-{_digest(script)}'" for script in scripts)])
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src {allowed}",
            "style-src 'self' 'unsafe-inline'",  # drafts carry their style within them
            "img-src 'self' data:",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        )
    )


def _variants(script: str) -> Iterator[str]:
    yield script
    for base in _BASES if _BASE.search(script) else ():
        yield _BASE.sub(f'new URL("{base}",location)', script)


def _digest(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()

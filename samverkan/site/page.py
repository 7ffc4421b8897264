"""A page before it is printed: where it lies, which template makes it, from what."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from samverkan.site.escape import escape

Fact = tuple[str, object]
"""A line in a fact box: its name and what it says; an empty one is left out."""

WIDE = ("navigation", "toc")
"""What to hide beside a page that is one broad table."""


@dataclass(frozen=True)
class Page:
    """One generated page; ``address`` is ``exempel/`` or ``exempel/<id>/``."""

    address: str
    template: str
    title: str
    context: Mapping[str, Any]
    description: str
    hide: tuple[str, ...] = ("navigation",)

    @property
    def file(self) -> str:
        """The Markdown file that becomes the page."""
        folder = self.address.rstrip("/")
        return f"{folder}/index.md" if "/" not in folder else f"{folder}.md"

    def front_matter(self) -> str:
        """Return the YAML before the page. The theme prints these as they are: escape them."""
        meta: dict[str, Any] = {
            "title": str(escape(self.title)),
            "description": str(escape(shortened(self.description))),
            "hide": list(self.hide),
        }
        # JSON is YAML, and much faster to write.
        lines = (f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in meta.items())
        return f"---\n{''.join(lines)}---\n\n"


def shortened(text: str, length: int = 155) -> str:
    """Return the beginning of a text, cut between words."""
    flat = " ".join(text.split())
    if len(flat) <= length:
        return flat
    return f"{flat[:length].rsplit(' ', 1)[0].rstrip(',.;:')} …"

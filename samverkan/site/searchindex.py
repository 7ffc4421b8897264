"""What Material's search knows of the generated pages.

Its plugin would parse each page anew to find the text that we have just written. This is
also the one place to leave out when another search takes over.
"""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

from samverkan.site.page import Page

Entry = dict[str, str | float]

INDEX = Path("search/search_index.json")
_TAG = re.compile(r"<[^>]*>")
"""Exact here: every angle bracket in a value is written as a character reference."""
_HEADING = re.compile(r"^#+ (.*)$", re.MULTILINE)
_SPACE = re.compile(r"\s+")
_BOOST = {"exempel": 2.0, "natverk": 2.0, "dokumenttyper": 2.0}
"""What people come for; registers and vocabularies repeat the same words."""


def entry(page: Page, text: str) -> Entry:
    """Return what the search is to know of ``page``, whose Markdown is ``text``."""
    body = text.partition("{ #innehall }\n")[2].partition('<div class="sb-fot">')[0]
    body = _TAG.sub(" ", _HEADING.sub(r"\1.", body))
    return {
        "location": page.address,
        "title": _plain(page.title),
        "text": _plain(html.unescape(body)),
        "boost": _BOOST.get(page.address.partition("/")[0], 1.0),
    }


def _plain(text: str) -> str:
    """Return text that the search's page can print as HTML."""
    return html.escape(_SPACE.sub(" ", text).strip(), quote=False)


def add_entries(site: Path, entries: list[Entry]) -> None:
    """Add the generated pages to the index of the built site, if it has one."""
    path = site / INDEX
    if path.is_file():
        index = json.loads(path.read_text(encoding="utf-8"))
        index["docs"] += entries
        text = json.dumps(index, ensure_ascii=False, separators=(",", ":"))
        path.write_text(text, encoding="utf-8")

"""Mends the built pages: what the theme lacks for those who do not see or do not point.

Plain replacement of known text, not parsing: a thousand pages take well under a second.
Each mend must hit where it is meant to; ``tests/site`` checks the result with axe.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

from samverkan.site.location import DRAFTS, SEARCH
from samverkan.site.quantity import day

_MENDS = (
    # The logo's link has a name already.
    ('alt="logo"', 'alt=""'),
    ('<nav class="md-tabs" aria-label="Flikar"', '<nav class="md-tabs" aria-label="Avdelningar"'),
    # Tables of the hand-written pages.
    ("<th>", '<th scope="col">'),
    ('<th style="', '<th scope="col" style="'),
)
_SEARCH = f"""\
<form class="sb-sokruta" action="href:{SEARCH}/" method="get" role="search" \
aria-label="Sök överallt">
<input class="sb-sokruta__falt" name="q" type="text" placeholder="Sök" aria-label="Sök i banken" \
autocomplete="off" spellcheck="false">
<button class="sb-sokruta__knapp md-icon" type="submit" aria-label="Sök"><svg \
xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" aria-hidden="true">\
<circle cx="10" cy="10" r="6"/><path d="m15 15 6 6"/></svg></button>
</form>
"""
NOT_FOUND = "404.html"
_ROOT = re.compile(r'href="([^"]*)assets/ikon.svg"')
_MISSING = (
    "<h1>404 - Not found</h1>",
    '<h1 id="innehall">Sidan finns inte</h1>\n'
    "<p>Adressen kan vara felskriven, eller så har sidan flyttats eller tagits bort.</p>\n"
    f'<p><a href="rot:{SEARCH}/">Sök efter det du saknar</a>, eller börja om från '
    '<a href="rot:">startsidan</a>.</p>',
)
_LINK = re.compile(r'(href|action)="([^"?#:]*)([?#][^"]*|)"')
_TAB = re.compile(r'<li class="md-tabs__item">\s*<a href="([./a-z-]*)"')
_CURRENT = re.compile(r'(<li class="md-tabs__item md-tabs__item--active">\s*<a )')


def finish(site: Path, today: date, page_done: Callable[[], None]) -> None:
    """Mend every page below ``site``."""
    for path in sorted(site.rglob("*.html")):
        page = path.relative_to(site).as_posix()
        if not page.startswith(f"{DRAFTS}/"):  # drafts are documents, not pages
            text = path.read_text(encoding="utf-8")
            path.write_text(mended(text, page, today), encoding="utf-8")
            page_done()


def mended(text: str, page: str, today: date) -> str:
    """Return the page at ``page`` (``exempel/x/index.html``) with all mends made."""
    for old, new in _MENDS:
        text = text.replace(old, new)
    text = _mark_tab(text, page)
    root = "../" * page.count("/") or "./"
    if page == NOT_FOUND:  # it answers for any address, so its links start at the root
        root = _ROOT.findall(text)[0]
        text = text.replace(_MISSING[0], _MISSING[1])
    text = _with_search(text, root)
    text = text.replace("<!-- byggd -->", day(today)).replace('href="rot:', f'href="{root}')
    return _LINK.sub(_to_file, text)


def _to_file(match: re.Match[str]) -> str:
    """Let a link to a folder lead to its page, so that the site also works without a server."""
    attribute, path, rest = match.groups()
    folder = path.rpartition("/")[2] in ("", ".", "..")
    if not path or not folder:
        return match[0]
    return f'{attribute}="{path}{"" if path.endswith("/") else "/"}index.html{rest}"'


def _with_search(text: str, root: str) -> str:
    """Put the search field last in the header's row."""
    head, header, rest = text.partition("</header>")
    row, nav, end = head.rpartition("</nav>")
    if not header or not nav:  # a page without the theme's header
        return text
    return f"{row}{_SEARCH.replace('href:', root)}{nav}{end}{header}{rest}"


def _mark_tab(text: str, page: str) -> str:
    """Mark the tab of the section that a page belongs to.

    The theme marks pages of the menu only, and no record is in the menu.
    """
    depth = page.count("/")
    if depth < 2:  # the list pages and the start page are in the menu
        return _CURRENT.sub(r'\1aria-current="page" ', text, count=1)
    section = page.partition("/")[0]
    wanted = {"../" * (depth - 1), f"{'../' * depth}{section}/"}

    def mark(match: re.Match[str]) -> str:
        if match[1] not in wanted:
            return match[0]
        return match[0].replace("md-tabs__item", "md-tabs__item md-tabs__item--active", 1)

    return _TAB.sub(mark, text)

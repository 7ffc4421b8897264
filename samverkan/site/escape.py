"""Turns record text into text, wherever it lands: never markup, script or template.

Pages are Markdown with blocks of HTML. A value may land in either, so every character
that means something in one of them is written as a character reference; both read those
back as the plain character. Templates cannot forget it: the environment escapes all that
is not already ``Markup`` (see ``environment``).
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from markupsafe import Markup

_SPECIAL = frozenset("&<>\"'\\`*_{}[]#|~")
"""What starts markup anywhere. A round bracket does so only after a square one."""
_AT_START = frozenset("-+:.=!%/?")
"""Plain inside a text, but a list, a heading's line or an admonition first on a line."""
_SPACE = re.compile(r"[ \t\n\r\x0b\x0c\x85\u2028\u2029]+")
"""White space that may end a line somewhere; the no-break space stays as it is."""
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]")
_ORDERED = re.compile(r"^(\d+)([.)])")
_TABLE = {ord(char): f"&#{ord(char)};" for char in _SPECIAL}


def escape(value: object) -> Markup:
    """Return ``value`` as one line of text that no reader takes for anything else.

    White space is folded to single spaces: a line break could start a Markdown block.
    ``Markup`` passes through, because only our own functions make it.
    """
    if isinstance(value, Markup):
        return value
    text = _SPACE.sub(" ", _CONTROL.sub("", str(value)))
    text = text.translate(_TABLE)
    if text[:1] in _AT_START:
        text = f"&#{ord(text[0])};{text[1:]}"
    return Markup(_ORDERED.sub(_unordered, text))  # noqa: S704 (the line above made it safe)


def _unordered(match: re.Match[str]) -> str:
    return f"{match[1]}&#{ord(match[2])};"


def paragraphs(text: str) -> Markup:
    """Return a text of one or more paragraphs as ``<p>`` elements."""
    parts = [part for part in re.split(r"\n+", text) if part.strip()]
    return Markup("\n").join(Markup("<p>{}</p>").format(escape(part)) for part in parts)


def safe_url(url: str) -> str | None:
    """Return ``url`` if a page may link to it: https only, with a host and no disguise."""
    candidate = url.strip()
    if _SPACE.search(candidate) or _CONTROL.search(candidate):
        return None
    try:
        parts = urlsplit(candidate)
    except ValueError:
        return None
    if parts.scheme != "https" or not parts.hostname or parts.username or "\\" in candidate:
        return None
    return candidate


def inner(href: str, text: object) -> Markup:
    """Return a link within the site. ``href`` is made of slugs and folders of ours."""
    return Markup(f'<a href="{href}">{escape(text)}</a>')  # noqa: S704 (formatting is slow)


def external(url: str | None, text: str) -> Markup:
    """Return a link to another site, or the text alone when the address is not fit."""
    target = safe_url(url) if url else None
    if target is None:
        return escape(text)
    return Markup('<a href="{}" rel="noopener external">{}</a>').format(
        escape(target), escape(text)
    )

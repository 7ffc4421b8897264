"""Says in Swedish what Jinja finds wrong with a template, and on which line."""

from __future__ import annotations

import re
from collections.abc import Iterable

import jinja2
from jinja2 import Environment

from samverkan.records.messages import brief, did_you_mean

_SIGNS = {
    "end of print statement": "}}",
    "end of statement block": "%}",
    "begin of print statement": "{{",
    "begin of statement block": "{%",
    "end of template": "textens slut",
}
_TAGS = ("if", "elif", "else", "endif", "for", "endfor", "set")
_OPENED_BY = {"endif": "if", "elif": "if", "else": "if", "endfor": "for"}
_PIECE = re.compile(r"\{[{%](?:(?!\{[{%]).)*?(?:[}%]\}|(?=\{[{%])|$)")
_TAG = re.compile(r"\{%[-+]?\s*(\w+)")
_ENDS = {"if": "{% endif %}", "for": "{% endfor %}"}
_LEXER = Environment(autoescape=True)  # only reads; nothing is rendered with it


def explained(error: jinja2.TemplateSyntaxError, source: str) -> tuple[str, int]:
    """Return what is wrong with ``source``, and the line counted from 1.

    A tag that is never closed is told on its own line, not on the last one of the text.
    """
    message = error.message or ""
    if message.startswith("Unexpected end of template") and (unclosed := _unclosed(source)):
        tag, line = unclosed
        return f"{{% {tag} %}} saknar sitt {{% end{tag} %}}", line
    said, piece = _sentence(message), broken_piece(source, error.lineno)
    told = f"{said} i ”{brief(piece)}”" if piece and "taggen" not in said else said
    return told, error.lineno


def broken_piece(source: str, line: int) -> str:
    """Return the first directive on a line, counted from 1, that cannot be read; empty if none.

    One that does not end on the line goes on to where it should have ended.
    """
    for match in _PIECE.finditer("".join(source.splitlines(keepends=True)[line - 1 : line])):
        tag = _TAG.match(match[0])
        end = _ENDS.get(tag[1], "") if tag else ""
        try:
            _LEXER.parse(match[0] + end)
        except jinja2.TemplateSyntaxError:
            if not tag or tag[1] not in _OPENED_BY:
                return match[0].strip()
    return ""


def undefined(error: jinja2.UndefinedError, known: Iterable[str]) -> tuple[str, str | None]:
    """Return what a template uses that does not exist: a sentence, and the name."""
    message = str(error)
    if found := re.match(r"'(\w+)' is undefined", message):
        hint = did_you_mean(found[1], known)
        return f"{found[1]} finns inte{f'. {hint[:-1]}' if hint else ''}", found[1]
    if found := re.search(r"has no attribute '(\w+)'", message):
        return f"fältet {found[1]} finns inte", found[1]
    return "något som används finns inte", None


def _sentence(message: str) -> str:
    if found := re.match(r"Encountered unknown tag '(\w+)'", message):
        tag = found[1]
        if opened := _OPENED_BY.get(tag):
            return f"{{% {tag} %}} står utan sitt {{% {opened} %}}"
        hint = did_you_mean(tag, _TAGS) or f"Taggarna är {', '.join(_TAGS)}."
        return f"taggen {tag} finns inte. {hint}".rstrip(".")
    if found := re.match(r"expected token '(.+?)', got '(.+?)'", message):
        return f"{_sign(found[1])} väntades, men där står {_sign(found[2])}"
    if found := re.match(r"unexpected end of template, expected '(.+?)'", message):
        return f"texten tar slut innan {_sign(found[1])}"
    if found := re.match(r"unexpected (?:char )?'(.+?)'", message):
        return f"{_sign(found[1])} står på fel ställe"
    if found := re.match(r"No (filter|test) named '(.+?)'", message):
        return f"{'filtret' if found[1] == 'filter' else 'provet'} {found[2]} finns inte"
    if message.startswith(("Expected an expression", "tag name expected")):
        return "uttrycket är tomt"
    if message.startswith("expected name or number"):
        return "efter punkten saknas ett fältnamn"
    return "mallen går inte att läsa; se docs/klausulsprak.md"


def _sign(name: str) -> str:
    return _SIGNS.get(name, name)


def _unclosed(source: str) -> tuple[str, int] | None:
    """Return the innermost tag that is never closed, and its line."""
    tokens = [(line, kind, value) for line, kind, value in _LEXER.lex(source)]
    opened: list[tuple[str, int]] = []
    for (_, kind, _), *rest in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if kind != "block_begin":
            continue
        line, _, tag = next(token for token in rest if token[1] != "whitespace")
        if tag in ("if", "for"):
            opened.append((tag, line))
        elif tag.startswith("end") and opened:
            opened.pop()
    return opened[-1] if opened else None

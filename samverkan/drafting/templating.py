"""Jinja for clauses: sandboxed, strict, and unable to turn an answer into structure.

Every value printed by a template becomes a token (two private-use characters around an
index). The markup is parsed afterwards and the tokens are put back as inlines, so an
answer that holds ``|``, ``**`` or ``{{`` is printed exactly as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from types import CodeType
from typing import Any

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment

from samverkan.drafting import language
from samverkan.drafting.compiled import Compiled
from samverkan.drafting.templatefault import explained, undefined
from samverkan.drafting.values import (
    Items,
    PendingCitation,
    PendingReference,
    Rendered,
    Unanswered,
)

TOKEN = re.compile("\ue000(\\d+)\ue001")
_ENDS_IN_TAG = re.compile(r"^(?!\s*(?:\{%(?:(?!%\}).)*%\}\s*)+$).*[^-+]%\}\s*$")
MAX_OUTPUT = 400_000
_TOKENS = "__tokens__"
_STANDARD_FILTERS = ("first", "last", "map", "selectattr", "rejectattr", "unique", "sort", "list")
_STANDARD_TESTS = ("defined", "equalto", "eq", "ne", "in", "none", "divisibleby", "odd", "even")
_LEGAL = re.compile(r"^((?:EU )?\d{4}[:/]\d+)(?: (.+))?$")


class TemplateFaultError(Exception):
    """A template cannot be read or used: ``line`` counts from the template's first line."""

    def __init__(self, message: str, line: int = 1) -> None:
        self.message, self.line = message, line
        super().__init__(message)


@dataclass
class Tokens:
    """The values that a rendering put aside, in order."""

    values: list[object] = field(default_factory=list)

    def put(self, value: object) -> str:
        """Store ``value`` and return the token that stands for it."""
        self.values.append(value)
        return f"\ue000{len(self.values) - 1}\ue001"


def _passing(function: Callable[..., Any]) -> Callable[..., Any]:
    """Let an unanswered value pass through a filter untouched."""

    def filtered(value: Any, *args: Any, **kwargs: Any) -> Any:
        if isinstance(value, Unanswered):
            return value
        return function(value, *args, **kwargs)

    return filtered


def _numeral(value: object, one: str = "en") -> str:
    """``{{ n | ord("ett") }} samråd``: the word for one follows the gender of the noun."""
    if value == 1:
        return one
    return language.numeral(value) if isinstance(value, int) else str(value)


def _inflected(value: object, one: str, many: str) -> str:
    return one if value == 1 else many


def _long_date(value: date) -> str:
    return language.long_date(value)


def _short_date(value: date) -> str:
    return value.isoformat().replace("-", language.NO_BREAK_HYPHEN)


def _sum(values: Iterable[Any], attribute: str | None = None) -> Any:
    found = [value[attribute] if attribute else value for value in values]
    missing = next((value for value in found if isinstance(value, Unanswered)), None)
    if missing is None:
        return sum(found)
    least = [value.least if isinstance(value, Unanswered) else value for value in found]
    known = [value for value in least if value is not None]
    return missing.at_least(sum(known) if len(known) == len(least) else None)


def _length(values: Any) -> Any:
    return len(values)


def _capitalised(value: object) -> str:
    text = str(value)
    capitalised = text[:1].upper() + text[1:]
    return Rendered(capitalised) if isinstance(value, Rendered) else capitalised


def _list(values: Iterable[object]) -> Items:
    return Items(tuple(values))


def _joined(values: Iterable[object], separator: str = ", ") -> str:
    return separator.join(str(value) for value in values)


_FILTERS: Mapping[str, Callable[..., Any]] = {
    "ord": _numeral,
    "tal": language.number,
    "datum": _long_date,
    "datum_kort": _short_date,
    "belopp": language.amount,
    "procent": language.percent,
    "punkter": _list,
    "uppraknat": lambda values: language.enumeration([str(value) for value in values]),
    "versal": _capitalised,
    "sum": _sum,
    "length": _length,
    "join": _joined,
    "lower": lambda value: str(value).lower(),
}


@jinja2.pass_context
def _finalize(context: jinja2.runtime.Context, value: object) -> str:
    """Put what a template prints aside and print its token."""
    if isinstance(value, Rendered):
        return value
    if isinstance(value, jinja2.Undefined):
        return str(value)  # StrictUndefined raises, naming what is missing
    tokens: Tokens = context[_TOKENS]
    return tokens.put(value)


class ClauseEnvironment(ImmutableSandboxedEnvironment):
    """The sandbox in which clause text and conditions run.

    Only the filters and tests of docs/klausulsprak.md exist; there is no loader, so a
    template cannot include another, and no global function beyond the directives.
    """

    intercepted_binops = frozenset({"**"})

    def __init__(self) -> None:
        super().__init__(
            undefined=jinja2.StrictUndefined,
            finalize=_finalize,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=False,
        )
        standard, tests = dict(self.filters), dict(self.tests)
        self.filters.clear()
        self.filters.update({name: standard[name] for name in _STANDARD_FILTERS})
        self.filters.update({name: _passing(filt) for name, filt in _FILTERS.items()})
        # Its words are the author's own: they are printed even before there is a number.
        self.filters["boj"] = _inflected
        self.tests.clear()
        self.tests.update({name: tests[name] for name in _STANDARD_TESTS})
        self.globals.clear()
        self.globals.update(lag=cite, se=refer)

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Refuse powers: they can fill the memory from a short template."""
        del context, left, right
        raise jinja2.exceptions.SecurityError(f"{operator} är inte tillåtet")


def cite(*refs: str, stycke: int | None = None, punkt: int | None = None) -> PendingCitation:
    """``lag("2017:725 9:24")``: cite one or more sections of one statute.

    Raises:
        TemplateFaultError: if a citation is malformed or two statutes are mixed.
    """
    matches = [_LEGAL.match(ref) for ref in refs]
    if not matches or not all(matches):
        raise TemplateFaultError(f'lag({", ".join(map(repr, refs))}): skriv lag("2017:725 9:24")')
    found = [match.groups() for match in matches if match]
    numbers = {number for number, _ in found}
    if len(numbers) != 1:
        raise TemplateFaultError("lag(): en lag i taget; skriv två lag()")
    sections = tuple(section for _, section in found if section)
    return PendingCitation(numbers.pop(), sections, stycke, punkt)


def refer(target: str, stycke: int | None = None) -> PendingReference:
    """``se("gn-presidium.ersattare", stycke=2)``: refer to a place in this document.

    ``se("klausul.paragraf.led")`` is an item in a list of the section.
    """
    return PendingReference(target, stycke)


def keep_line_ends(source: str) -> str:
    """Keep the line end after a tag that closes a line of text.

    Jinja's ``trim_blocks`` drops the line end after every tag; that is right for a line
    that holds tags only, and wrong for ``…text.{% endif %}``.
    """
    return "\n".join(
        f"{line.rstrip()[:-2]}+%}}" if _ENDS_IN_TAG.search(line) else line
        for line in source.split("\n")
    )


ENVIRONMENT = ClauseEnvironment()
"""The one environment. It holds nothing of any draft, so templates are compiled once."""


COMPILED = Compiled()


@lru_cache(maxsize=8192)
def _template(source: str) -> jinja2.Template:
    return _made(COMPILED.code(source, lambda text: ENVIRONMENT.compile(keep_line_ends(text))))


@lru_cache(maxsize=8192)
def _expression(source: str) -> jinja2.Template:
    """Return a template that sets ``value``: Jinja keeps no code of a bare expression."""

    def compiled(statement: str) -> CodeType:
        ENVIRONMENT.compile_expression(source)  # refuses what is no expression, or more than one
        return ENVIRONMENT.compile(statement)

    return _made(COMPILED.code(f"{{% set value = {source} %}}", compiled))


def _made(code: CodeType) -> jinja2.Template:
    return jinja2.Template.from_code(ENVIRONMENT, code, ENVIRONMENT.make_globals(None))


def render(source: str, context: Mapping[str, Any], tokens: Tokens) -> str:
    """Render ``source`` to text, with the printed values put aside in ``tokens``.

    Raises:
        TemplateFaultError: if the template has a syntax error, uses a name that does not
            exist, or breaks out of what is allowed.
    """
    if "{" not in source:
        return source.removesuffix("\n")  # as Jinja would: a heading, most forms of a term
    with in_swedish(source, context):
        text = _template(source).render({**context, _TOKENS: tokens})
    if len(text) > MAX_OUTPUT:
        raise TemplateFaultError("mallen ger för lång text")
    return text


def evaluate(expression: str, context: Mapping[str, Any]) -> Any:
    """Return the value of ``expression``.

    Raises:
        TemplateFaultError: if it cannot be read or uses a name that does not exist.
    """
    with in_swedish(expression, context):
        value = _expression(expression).make_module({**context}).value  # type: ignore[attr-defined]
        if isinstance(value, jinja2.Undefined):
            str(value)  # StrictUndefined raises, naming what is missing
    return value


@contextmanager
def in_swedish(source: str, known: Iterable[str]) -> Iterator[None]:
    """Turn whatever a template can fail with into one Swedish error.

    Args:
        source: the template or expression, in which the line of the fault is looked for.
        known: the names that it may use, for suggestions.

    Raises:
        TemplateFaultError: if what is done within fails by the template or the answers.
    """
    try:
        yield
    except jinja2.TemplateSyntaxError as error:
        raise TemplateFaultError(*explained(error, source)) from error
    except jinja2.UndefinedError as error:
        message, name = undefined(error, known)
        raise TemplateFaultError(message, _line_of(name, source)) from error
    except jinja2.exceptions.SecurityError as error:
        raise TemplateFaultError(f"mallen gör något otillåtet: {error}") from error
    except (TypeError, ValueError, AttributeError, OverflowError) as error:
        kinds = "mallen passar inte svaren: ett svar är av annat slag än mallen väntar"
        raise TemplateFaultError(kinds) from error


def _line_of(name: str | None, source: str) -> int:
    found = re.search(rf"\b{name}\b", source) if name else None
    return source.count("\n", 0, found.start()) + 1 if found else 1

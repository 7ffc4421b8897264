"""Judges an expression over answers of which some cells are missing: true, false or undecided.

An expression is decided when every way of filling in the missing cells gives the same truth:
strong Kleene logic (Kleene 1952, § 64), with bounds for numbers that are not known yet. Only
cells may be missing; the rows of a table are those that it has. What the judge cannot follow
is undecided, so that it never says more than the answers do.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache, reduce
from inspect import signature
from typing import Any

import jinja2
from jinja2 import nodes

from samverkan.drafting.templating import ENVIRONMENT, in_swedish
from samverkan.drafting.values import Unanswered

Truth = bool | None
"""True or false whatever the missing cells hold; None when it depends on them."""

_UNKNOWN = Unanswered("", "")


@dataclass(frozen=True)
class _Span:
    """A value that is not known, from ``low`` to ``high``; None is no bound."""

    low: Any = None
    high: Any = None


@dataclass(frozen=True)
class _Items:
    """A list without order: what is surely in it, and what may be."""

    sure: tuple[Any, ...]
    maybe: tuple[Any, ...] = ()


@dataclass(frozen=True)
class _Sorted(_Items):
    """A list in order, of which only the ends are told."""


def complete(value: Any) -> bool:
    """Whether a value is answered throughout: no cell of a table is missing."""
    if isinstance(value, Unanswered):
        return False
    if isinstance(value, dict):
        return all(complete(inner) for inner in value.values())
    if isinstance(value, (tuple, list)):
        return all(complete(inner) for inner in value)
    return True


def judge(expression: str, names: Mapping[str, Any]) -> Truth:
    """Say whether an expression is true, false or not decided by what is answered.

    Args:
        expression: a Jinja expression, as a rule has.
        names: what it can see; a missing cell is an :class:`Unanswered`.

    Raises:
        TemplateFaultError: if the expression cannot be read or does not fit the answers.
    """
    with in_swedish(expression, names):
        return _truth(_value(_parsed(expression), names))


def names_reached(template: str, names: Mapping[str, Any]) -> set[str]:
    """Return the names that a template reads for these answers, and those its conditions ask of.

    A branch that is not taken is not read; one that cannot be judged is. What a call is given
    as text, as in ``besvarad("x")``, counts as a name.

    Raises:
        TemplateFaultError: if a condition does not fit the answers.
    """
    with in_swedish(template, names):
        return set(_reached(_tree(template), names))


@lru_cache(maxsize=128)  # the clauses of a document type, which its worked cases share
def _tree(template: str) -> nodes.Template:
    return ENVIRONMENT.parse(template)


def _reached(node: nodes.Node, names: Mapping[str, Any]) -> Iterator[str]:
    if isinstance(node, nodes.Name):
        yield node.name
    elif isinstance(node, nodes.Call):
        yield from (each.value for each in node.args if isinstance(each, nodes.Const))
    read = _branches(node, names) if isinstance(node, nodes.If) else node.iter_child_nodes()
    for each in read:
        yield from _reached(each, names)


def _branches(node: nodes.If, names: Mapping[str, Any]) -> Iterator[nodes.Node]:
    """Yield the conditions that are tried, and what stands where one may hold."""
    for branch in (node, *node.elif_):
        yield branch.test
        truth = _truth(_value(branch.test, names))
        if truth is not False:
            yield from branch.body
        if truth is True:
            return
    yield from node.else_


@lru_cache(maxsize=1024)
def _parsed(expression: str) -> nodes.Node:
    template = ENVIRONMENT.parse("{% if " + expression + " %}{% endif %}")
    return next(template.find_all(nodes.If)).test


def _truth(value: Any) -> Truth:
    if isinstance(value, Unanswered):
        return None
    if isinstance(value, _Span):
        return _negated(_equal(value, 0))
    if isinstance(value, _Items):
        return True if value.sure else None if value.maybe else False
    return bool(value)


def _negated(truth: Truth) -> Truth:
    return None if truth is None else not truth


def _told(truth: Truth) -> Any:
    return _UNKNOWN if truth is None else truth


def _plain(value: Any) -> bool:
    return not isinstance(value, (_Span, _Items)) and complete(value)


def _value(node: nodes.Node, names: Mapping[str, Any]) -> Any:
    """Return the value of a node: a plain one, a span, a list, or unknown."""
    match node:
        case nodes.Const():
            return node.value
        case nodes.List() | nodes.Tuple():
            return tuple(_value(item, names) for item in node.items)
        case nodes.Name():
            return names.get(node.name, _UNKNOWN)
        case nodes.Not():
            return _told(_negated(_truth(_value(node.node, names))))
        case nodes.And():
            return _told(_first(False, node, names))
        case nodes.Or():
            return _told(_first(True, node, names))
        case nodes.Compare():
            return _told(_compared(node, names))
        case nodes.Getattr():
            return _attribute(_value(node.node, names), node.attr)
        case nodes.Filter():
            return _filtered(node, names)
        case nodes.Call(node=nodes.Name()):
            function, arguments = _value(node.node, names), [_value(a, names) for a in node.args]
            return function(*arguments) if complete((function, arguments)) else _UNKNOWN
        case nodes.BinExpr():
            return _reckoned(node.operator, _value(node.left, names), _value(node.right, names))
    return _UNKNOWN


def _first(deciding: bool, node: nodes.BinExpr, names: Mapping[str, Any]) -> Truth:
    """``and`` is decided by one that is false, ``or`` by one that is true."""
    left = _truth(_value(node.left, names))
    if left is deciding:
        return deciding  # what stands after it may not even fit the answers
    right = _truth(_value(node.right, names))
    return right if right is deciding or left is not None else None


def _attribute(value: Any, name: str) -> Any:
    if isinstance(value, Unanswered):
        return value[name]
    found = _UNKNOWN if isinstance(value, (_Span, _Items)) else ENVIRONMENT.getitem(value, name)
    return _UNKNOWN if isinstance(found, jinja2.Undefined) else found


# -- comparing and reckoning -----------------------------------------------------------


def _compared(node: nodes.Compare, names: Mapping[str, Any]) -> Truth:
    left, found = _value(node.expr, names), []
    for operand in node.ops:
        right = _value(operand.expr, names)
        found.append(_RELATIONS[operand.op](left, right))
        left = right
    return False if False in found else None if None in found else True


def _bounds(value: Any) -> _Span:
    if isinstance(value, (Unanswered, _Items)):
        return _Span()
    return value if isinstance(value, _Span) else _Span(value, value)


def _before(left: Any, right: Any, holds: Callable[[Any, Any], bool] = operator.lt) -> Truth:
    """Whether ``left`` is before ``right``, or beside it when ``holds`` allows that."""
    a, b = _bounds(left), _bounds(right)
    if a.high is not None and b.low is not None and holds(a.high, b.low):
        return True
    if a.low is not None and b.high is not None and not holds(a.low, b.high):
        return False
    return None


def _equal(left: Any, right: Any) -> Truth:
    if _plain(left) and _plain(right):
        return bool(left == right)
    if isinstance(left, _Span) or isinstance(right, _Span):
        return False if _before(left, right) or _before(right, left) else None
    return None


def _within(value: Any, collection: Any) -> Truth:
    if not _plain(value):
        return None
    if _plain(collection):
        return bool(value in collection)
    items = _items(collection)
    if items is None or any(not _plain(each) for each in (*items.sure, *items.maybe)):
        return True if items and value in filter(_plain, items.sure) else None
    return True if value in items.sure else None if value in items.maybe else False


_RELATIONS: Mapping[str, Callable[[Any, Any], Truth]] = {
    "eq": _equal,
    "ne": lambda left, right: _negated(_equal(left, right)),
    "lt": _before,
    "lteq": lambda left, right: _before(left, right, operator.le),
    "gt": lambda left, right: _before(right, left),
    "gteq": lambda left, right: _before(right, left, operator.le),
    "in": _within,
    "notin": lambda left, right: _negated(_within(left, right)),
}
_OPERATIONS: Mapping[str, Callable[[Any, Any], Any]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "//": operator.floordiv,
    "%": operator.mod,
}


def _reckoned(name: str, left: Any, right: Any) -> Any:
    """Reckon; of what is not known only sums and products with a number keep their bounds."""
    if name not in _OPERATIONS:
        return _UNKNOWN
    if _plain(left) and _plain(right):
        return _OPERATIONS[name](left, right)
    a, b = _bounds(left), _bounds(right)
    if name == "+" or (name == "*" and _plain(right) and right > 0):
        reckon = _OPERATIONS[name]
        low = None if a.low is None or b.low is None else reckon(a.low, b.low)
        return _Span(low, None if a.high is None or b.high is None else reckon(a.high, b.high))
    return _UNKNOWN


# -- lists -----------------------------------------------------------------------------


def _items(value: Any) -> _Items | None:
    if isinstance(value, (tuple, list)):
        return _Items(tuple(value))
    return value if isinstance(value, _Items) else None


def _filtered(node: nodes.Filter, names: Mapping[str, Any]) -> Any:
    function = _LIST_FILTERS.get(node.name)
    items = _items(_value(node.node, names)) if node.node else None
    if items is None or function is None:
        return _UNKNOWN
    arguments = [_value(argument, names) for argument in node.args]
    keywords = {str(pair.key): _value(pair.value, names) for pair in node.kwargs}
    try:
        bound = signature(function).bind(items, *arguments, **keywords)
    except TypeError:
        return _UNKNOWN  # a way to use the filter that no rule has needed
    return function(*bound.args, **bound.kwargs)


def _mapped(items: _Items, *, attribute: str) -> _Items:
    sure, maybe = ([_attribute(i, attribute) for i in all_] for all_ in (items.sure, items.maybe))
    return _Items(tuple(sure), tuple(maybe))


def _length(items: _Items) -> Any:
    least, most = len(items.sure), len(items.sure) + len(items.maybe)
    return least if least == most else _Span(least, most)


def _summed(items: _Items, attribute: str) -> Any:
    if items.maybe:
        return _UNKNOWN
    cells = [_attribute(item, attribute) for item in items.sure]
    cells = [_Span(cell.least) if isinstance(cell, Unanswered) else cell for cell in cells]
    return reduce(lambda total, cell: _reckoned("+", total, cell), cells, 0)


def _unique(items: _Items) -> _Items:
    sure = _distinct(filter(_plain, items.sure))
    perhaps = _distinct(filter(_plain, items.maybe))
    unknown = _told_apart(each for each in items.sure if not _plain(each))
    # What is not known may equal anything else; when nothing else is there, one is left.
    alone = 0 if sure else 1
    more = [value for key, value in perhaps.items() if key not in sure]
    more += [*unknown[alone:], *(each for each in items.maybe if not _plain(each))]
    return _Items((*sure.values(), *unknown[:alone]), tuple(more))


def _told_apart(unknown: Iterable[Any]) -> list[Any]:
    """Return values that are not known, each gap once: the same gap is the same value."""
    found = list(unknown)
    return [
        each
        for index, each in enumerate(found)
        if each is _UNKNOWN or not any(each is earlier for earlier in found[:index])
    ]


def _distinct(values: Iterable[Any]) -> dict[Any, Any]:
    return {_folded(value): value for value in values}


def _folded(value: Any) -> Any:
    """Return what Jinja's ``unique`` and ``sort`` compare: letters without case."""
    return value.lower() if isinstance(value, str) else value


def _end(best: Callable[..., Any]) -> Callable[[_Items], Any]:
    """``first`` or ``last`` of a list in order; elsewhere nobody knows which that is."""

    def end(items: _Items) -> Any:
        known = [each for each in items.sure if _plain(each)]
        if not isinstance(items, _Sorted) or not known:
            return _UNKNOWN
        found = best(known, key=_folded)
        if len(known) == len(items.sure) and not items.maybe:
            return found
        return _Span(found, None) if best is max else _Span(None, found)

    return end


def _selecting(wanted: bool) -> Callable[..., _Items]:
    """``selectattr`` (``wanted``) or ``rejectattr``, with the tests that are relations."""

    def chosen(item: Any, attribute: str, test: str | None, other: Any) -> Truth:
        found = _attribute(item, attribute)
        truth = _truth(found) if test is None else _RELATIONS[test](found, other)
        return truth if wanted else _negated(truth)

    def selected(items: _Items, attribute: str, test: str | None = None, other: Any = None) -> Any:
        if test is not None and test not in _RELATIONS:
            return _UNKNOWN
        judged = [(item, chosen(item, attribute, test, other)) for item in items.sure]
        perhaps = [(item, chosen(item, attribute, test, other)) for item in items.maybe]
        sure = tuple(item for item, truth in judged if truth)
        maybe = [item for item, truth in judged if truth is None]
        return _Items(sure, (*maybe, *(item for item, truth in perhaps if truth is not False)))

    return selected


_LIST_FILTERS: Mapping[str, Callable[..., Any]] = {
    "map": _mapped,
    "list": lambda items: items,
    "length": _length,
    "sum": _summed,
    "unique": _unique,
    "sort": lambda items: _Sorted(items.sure, items.maybe),
    "first": _end(min),
    "last": _end(max),
    "selectattr": _selecting(wanted=True),
    "rejectattr": _selecting(wanted=False),
}

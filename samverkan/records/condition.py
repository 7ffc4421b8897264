"""Says in Swedish what an expression over answers asks: ``när arbetsgivare är värden``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache

from jinja2 import Environment, TemplateSyntaxError, nodes

from samverkan.records.bank import Bank
from samverkan.records.meaning import (
    OPPOSITE,
    Meaning,
    UntranslatableError,
    compared,
    included,
    meaning,
    related,
)

_NOTHING: Mapping[str, Meaning] = {}


@cache
def parse(expression: str) -> nodes.Node | None:
    """Return the syntax tree of an expression; it is read, never run.

    Raises:
        TemplateSyntaxError: if it is not an expression.
    """
    output = Environment(autoescape=True).parse("{{ " + expression + " }}").find(nodes.Output)
    return output.nodes[0] if output and len(output.nodes) == 1 else None


def in_words(expression: str, bank: Bank, scope: Mapping[str, Meaning] = _NOTHING) -> str:
    """Return the condition in words, or the expression itself when that cannot be done.

    The words are a subordinate clause, to stand after *om* or *när*.

    Args:
        expression: the condition, in Jinja.
        bank: the records; questions, clauses and annexes are found here.
        scope: what the template around it has named, in loops and with ``set``.
    """
    try:
        return _Words(bank, scope).of(parse(expression))
    except (UntranslatableError, TemplateSyntaxError):
        return expression


class _Words:
    def __init__(self, bank: Bank, scope: Mapping[str, Meaning]) -> None:
        self._bank, self._scope = bank, scope

    def of(self, node: nodes.Node | None, *, holds: bool = True) -> str:
        """Return the condition that ``node`` is true, or that it is not."""
        match node:
            case nodes.Not():
                return self.of(node.node, holds=not holds)
            case nodes.And() | nodes.Or():
                return self._joined(node, holds)
            case nodes.Compare(ops=[operand]):
                return self._comparison(node, operand, holds)
            case nodes.Call():
                return self._call(node, holds)
        found = meaning(node, self._bank, self._scope)
        if not found.true:
            raise UntranslatableError
        return found.true if holds else found.false

    def _joined(self, node: nodes.Node, holds: bool) -> str:
        """Join with *och* or *eller*; what is joined otherwise within it is held together."""
        word = _joint(node, holds)
        told = []
        for each, wanted in _operands(node, holds, word):
            words = self.of(each, holds=wanted)
            inner = _joint(each, wanted)
            told.append(f"{'både' if inner == 'och' else 'antingen'} {words}" if inner else words)
        return f"{', '.join(told[:-1])} {word} {told[-1]}"

    def _comparison(self, node: nodes.Compare, operand: nodes.Operand, holds: bool) -> str:
        operator = operand.op if holds else OPPOSITE.get(operand.op, "")
        if isinstance(node.expr, nodes.Const):
            return included(meaning(operand.expr, self._bank, self._scope), operator, node.expr)
        subject = meaning(node.expr, self._bank, self._scope)
        if isinstance(operand.expr, nodes.Name):
            other = meaning(operand.expr, self._bank, self._scope)
            named = replace(subject, subject=subject.slot) if subject.each else subject
            return related(named, operator, [other.many or other.subject])
        return compared(subject, operator, operand.expr)

    def _call(self, node: nodes.Call, holds: bool) -> str:
        name = node.node.name if isinstance(node.node, nodes.Name) else ""
        if len(node.args) != 1 or not isinstance(node.args[0], nodes.Const):
            raise UntranslatableError
        value, negation = str(node.args[0].value), "" if holds else "inte "
        if name == "besvarad" and value in self._bank.questions:
            return f"”{self._bank.questions[value].label}” {negation}är besvarad"
        if name == "finns" and value in self._bank.clauses:
            return f"klausulen ”{self._bank.clauses[value].title}” {negation}är med"
        if name == "finns" and value in self._bank.annexes:
            return f"bilagan ”{self._bank.annexes[value].title}” {negation}är med"
        raise UntranslatableError


def _joint(node: nodes.Node, holds: bool) -> str:
    """Return the word that joins a condition: that neither a nor b is, not a *och* not b."""
    if isinstance(node, nodes.Not):
        return _joint(node.node, not holds)
    if not isinstance(node, (nodes.And, nodes.Or)):
        return ""
    return "och" if isinstance(node, nodes.And) is holds else "eller"


def _operands(node: nodes.Node, holds: bool, word: str) -> Iterator[tuple[nodes.Node, bool]]:
    """Yield what ``word`` joins, each with whether it holds: ``a and b and c`` are three."""
    if _joint(node, holds) != word:
        yield node, holds
    elif isinstance(node, nodes.Not):
        yield from _operands(node.node, not holds, word)
    elif isinstance(node, nodes.BinExpr):
        yield from _operands(node.left, holds, word)
        yield from _operands(node.right, holds, word)

"""Says in Swedish what an expression over answers asks: ``när arbetsgivare är värden``."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from jinja2 import Environment, TemplateSyntaxError, nodes

from samverkan.records.bank import Bank

if TYPE_CHECKING:
    from samverkan.records.model import Question

_COMPARE = {
    "eq": "är",
    "ne": "är inte",
    "gt": "är mer än",
    "gteq": "är minst",
    "lt": "är mindre än",
    "lteq": "är högst",
    "in": "är bland",
    "notin": "är inte bland",
}
_NAMES = {
    "alla_kommuner": "alla parter är kommuner",
    "alla_regioner": "alla parter är regioner",
    "alla_statliga": "alla parter är statliga myndigheter",
    "antal_parter": "antalet parter",
    "antal_bilagor": "antalet bilagor",
}


class _UntranslatableError(Exception):
    """Raised when an expression uses something that has no Swedish wording here."""


@cache
def parse(expression: str) -> nodes.Node | None:
    """Return the syntax tree of an expression; it is read, never run.

    Raises:
        TemplateSyntaxError: if it is not an expression.
    """
    output = Environment(autoescape=True).parse("{{ " + expression + " }}").find(nodes.Output)
    return output.nodes[0] if output and len(output.nodes) == 1 else None


def in_words(expression: str, bank: Bank) -> str:
    """Return the condition in words, or the expression itself when that cannot be done."""
    try:
        return _words(parse(expression), bank)
    except (_UntranslatableError, TemplateSyntaxError):
        return expression


def _words(node: nodes.Node | None, bank: Bank) -> str:
    if isinstance(node, nodes.And):
        return f"{_words(node.left, bank)} och {_words(node.right, bank)}"
    if isinstance(node, nodes.Or):
        return f"{_words(node.left, bank)} eller {_words(node.right, bank)}"
    if isinstance(node, nodes.Not):
        return _negated(node.node, bank)
    if isinstance(node, nodes.Compare) and len(node.ops) == 1:
        return _comparison(node, bank)
    if isinstance(node, nodes.Name):
        if node.name in _NAMES:
            return _NAMES[node.name]
        return f"svaret på ”{_question(node, bank).label}” är ja"
    if isinstance(node, nodes.Call):
        return _call(node, bank)
    raise _UntranslatableError


def _negated(node: nodes.Node, bank: Bank) -> str:
    if isinstance(node, nodes.Name) and node.name in _NAMES:
        return f"inte {_NAMES[node.name]}"
    if isinstance(node, nodes.Name):
        return f"svaret på ”{_question(node, bank).label}” är nej"
    if isinstance(node, nodes.Call):
        return f"inte {_call(node, bank)}"
    raise _UntranslatableError


def _comparison(node: nodes.Compare, bank: Bank) -> str:
    operand = node.ops[0]
    if isinstance(node.expr, nodes.Const) and isinstance(operand.expr, nodes.Name):
        return _membership(node.expr, operand.op, _question(operand.expr, bank))
    if operand.op not in _COMPARE or not isinstance(node.expr, nodes.Name):
        raise _UntranslatableError
    if node.expr.name in _NAMES:
        subject, question = _NAMES[node.expr.name], None
    else:
        question = _question(node.expr, bank)
        subject = f"”{question.label}”"
    return f"{subject} {_COMPARE[operand.op]} {_value(operand.expr, question)}"


def _membership(value: nodes.Const, operator: str, question: Question) -> str:
    """``"skola" in omraden``: one of the choices of a question with several."""
    if operator not in ("in", "notin"):
        raise _UntranslatableError
    verb = "omfattar" if operator == "in" else "omfattar inte"
    return f"”{question.label}” {verb} {_value(value, question)}"


def _value(node: nodes.Node, question: Question | None) -> str:
    if isinstance(node, (nodes.List, nodes.Tuple)):
        return " eller ".join(_value(item, question) for item in node.items)
    if not isinstance(node, nodes.Const):
        raise _UntranslatableError
    labels = {option.value: option.label for option in question.options} if question else {}
    if isinstance(node.value, bool):
        return "ja" if node.value else "nej"
    return labels.get(node.value, str(node.value))


def _call(node: nodes.Call, bank: Bank) -> str:
    name = node.node.name if isinstance(node.node, nodes.Name) else ""
    if len(node.args) != 1 or not isinstance(node.args[0], nodes.Const):
        raise _UntranslatableError
    value = str(node.args[0].value)
    if name == "besvarad" and value in bank.questions:
        return f"”{bank.questions[value].label}” är besvarad"
    if name == "finns" and value in bank.clauses:
        return f"klausulen ”{bank.clauses[value].title}” är med"
    if name == "finns" and value in bank.annexes:
        return f"bilagan ”{bank.annexes[value].title}” är med"
    raise _UntranslatableError


def _question(node: nodes.Name, bank: Bank) -> Question:
    question = bank.questions.get(node.name)
    if question is None:
        raise _UntranslatableError
    return question

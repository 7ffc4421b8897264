"""What the names in a template stand for, in Swedish: questions, their columns, parties."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from jinja2 import nodes

from samverkan.records.bank import Bank
from samverkan.records.names import BODY_KINDS

if TYPE_CHECKING:
    from samverkan.records.model import Question
    from samverkan.records.model.question import Column


class UntranslatableError(Exception):
    """Raised when an expression uses something that has no Swedish wording here."""


@dataclass(frozen=True)
class Meaning:
    """What an expression stands for, in the words that a reader of the clause knows.

    All conditions are told in subordinate clauses, after *om* or *när*.
    """

    slot: str
    """As a gap to fill in: ``Nämndens namn``; empty for a row, whose columns say enough."""
    subject: str
    """As the subject of a condition: ``svaret på ”Arbetsgivare”``, ``antalet parter``.

    Empty for what its owner is: the kind of a party, *parten är kommun*.
    """
    verb: str = "är"
    true: str = ""
    """The whole condition that it is true, when it can stand alone, and that it is not."""
    false: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    """The words for its values; each is quoted when ``quoted``."""
    quoted: bool = False
    several: bool = False
    """Whether it is a choice of several values."""
    fields: Mapping[str, Meaning] = field(default_factory=dict)
    each: Meaning | None = None
    """Of a list: what each item is; its subject is as in *för varje rad*."""
    many: str = ""
    """Of a list: what its items are together: ``parter``, ``rader i ”Platser”``."""


def _listed(each: Meaning, singular: str, many: str, some: str = "någon") -> Meaning:
    """Return the meaning of a list of what is called ``singular``."""
    return Meaning(
        many,
        many,
        true=f"det finns {some} {singular}",
        false=f"det inte finns {some} {singular}",
        each=replace(each, subject=each.subject or singular),
        many=many,
    )


def _plain(slot: str, subject: str = "") -> Meaning:
    return Meaning(slot, subject or slot)


_KINDS: dict[str, str] = {kind: one for kind, (one, _) in BODY_KINDS.items()}
_PARTY = {
    "namn": _plain("", "namnet"),
    "genitiv": _plain("genitiv"),
    "kort": _plain("kort namn"),
    "kallas": _plain("kallas", "vad den kallas"),
    "orgnr": _plain("organisationsnummer"),
    "slag": Meaning("slag", "", options=_KINDS),
    "fullmaktige": _plain("fullmäktige"),
    "styrelse": _plain("styrelse"),
}
PARTIES = _listed(Meaning("parten", "part", fields=_PARTY), "part", "parter")
_LAW = _listed(_plain("lagrum", "lagrum"), "lagrum", "lagrum", "något")
_DEMAND = Meaning("", "", fields={"text": _plain("krav"), "lagrum": _LAW})
_NATURE = Meaning(
    "slag",
    "",
    verb="ska",
    options={
        "antas": "antas av fullmäktige",
        "undertecknas": "undertecknas",
        "viljeyttring": "uttrycka en gemensam vilja",
        "underlag": "ligga till grund för ett beslut",
    },
)
_COMPANION = Meaning("handlingen", "", fields={"titel": _plain("titel"), "natur": _NATURE})
_TYPE = _plain("dokumentets typ", "dokumentets typ")
_DOCUMENT = {
    "titel": _plain("dokumentets titel"),
    "typ": _TYPE,
    "typ_id": _TYPE,
    "natur": replace(_NATURE, slot="dokumentets slag", subject="dokumentet"),
    "bilagor": _listed(_plain("bilaga till dokumentet"), "bilaga till dokumentet", "bilagor"),
    "hor_till": _listed(
        _COMPANION, "handling som hör till dokumentet", "handlingar som hör till dokumentet"
    ),
    "beslutskrav": _listed(_DEMAND, "krav på beslutet i lag", "krav på beslutet", "något"),
    "rapportkrav": _listed(_DEMAND, "krav på rapporter i lag", "krav på rapporter", "något"),
}


def _all_are(kinds: str) -> Meaning:
    text = f"alla parter är {kinds}"
    return Meaning(text, text, true=text, false=f"inte {text}")


_BUILT_IN: Mapping[str, Meaning] = {
    "parter": PARTIES,
    "huvud": Meaning("", "", fields=_DOCUMENT),
    "alla_kommuner": _all_are("kommuner"),
    "alla_regioner": _all_are("regioner"),
    "alla_statliga": _all_are("statliga myndigheter"),
    "antal_parter": _plain("antal parter", "antalet parter"),
    "antal_ovriga": _plain("antal övriga parter", "antalet övriga parter"),
    "antal_bilagor": Meaning(
        "antal bilagor",
        "antalet bilagor",
        true="dokumentet har bilagor",
        false="dokumentet inte har bilagor",
    ),
    "kostnadsfordelning": _listed(
        Meaning(
            "",
            "",
            fields={
                "part": Meaning("part", "part", fields=_PARTY),
                "andel": _plain("andel"),
                "belopp": _plain("belopp"),
            },
        ),
        "rad i kostnadsfördelningen",
        "rader i kostnadsfördelningen",
    ),
    "loop": Meaning(
        "", "", fields={"last": Meaning("", "", true="inget mer följer", false="mer följer")}
    ),
}
_NUMBERS = ("heltal", "tal", "belopp", "procent")


def of_question(question: Question) -> Meaning:
    """Return what the answer to a question stands for."""
    label, quoted = question.label, f"”{question.label}”"
    options = {option.value: option.label for option in question.options}
    known = Meaning(
        label,
        quoted,
        true=f"{quoted} är besvarad",
        false=f"{quoted} inte är besvarad",
        options=options,
        quoted=True,
        several=question.type == "flerval",
    )
    answer = f"svaret på {quoted}"
    if question.type == "ja-nej":
        return replace(known, true=f"{answer} är ja", false=f"{answer} är nej")
    if question.type == "val":
        return replace(known, subject=answer)
    if question.type in _NUMBERS:
        return replace(known, true=f"{quoted} inte är 0", false=f"{quoted} är 0")
    if question.type == "part":
        return replace(known, fields=_PARTY)
    if question.type == "parter":
        return PARTIES
    if question.type == "tabell":
        columns = {column.id: _of_column(column) for column in question.columns}
        row = Meaning("", "", fields=columns)
        listed = _listed(row, f"rad i {quoted}", f"rader i {quoted}")
        return replace(listed, slot=label, true=known.true, false=known.false, fields=columns)
    return replace(known, each=_plain(label, f"punkt i {quoted}"), many=f"punkter i {quoted}")


def _of_column(column: Column) -> Meaning:
    options = {option.value: option.label for option in column.options}
    fields = _PARTY if column.type == "part" else {}
    return Meaning(column.label, f"”{column.label}”", options=options, quoted=True, fields=fields)


def meaning(node: nodes.Node | None, bank: Bank, scope: Mapping[str, Meaning]) -> Meaning:
    """Return what an expression stands for.

    Args:
        node: the expression's syntax tree.
        bank: the records; questions are found here.
        scope: what the template itself has named, in loops and with ``set``.

    Raises:
        UntranslatableError: if it has no Swedish wording.
    """
    if isinstance(node, nodes.Name):
        if found := scope.get(node.name) or _BUILT_IN.get(node.name):
            return found
        if question := bank.questions.get(node.name):
            return of_question(question)
    if isinstance(node, nodes.Getattr):
        owner = meaning(node.node, bank, scope)
        part = owner.fields.get(node.attr)
        if part is _TYPE:
            titles = {each.id: each.title for each in bank.agreements.values()}
            return replace(part, options=titles, quoted=True)
        if part:
            return _owned(owner, part)
    if isinstance(node, nodes.Filter):
        return _filtered(node, meaning(node.node, bank, scope))
    if isinstance(node, nodes.List):
        return _grouped([meaning(item, bank, scope) for item in node.items])
    raise UntranslatableError


def _owned(owner: Meaning, part: Meaning) -> Meaning:
    """Return what a part is called with its owner: ``Värd, genitiv``; of a row, by itself."""
    if not owner.slot:
        return part
    whose = owner.subject if owner.quoted else owner.slot
    slot = f"{owner.slot}, {part.slot[:1].lower()}{part.slot[1:]}" if part.slot else owner.slot
    subject = f"{part.subject} hos {whose}" if part.subject else whose
    return replace(part, slot=slot, subject=subject)


def _filtered(node: nodes.Filter, of: Meaning) -> Meaning:
    if node.name == "length" and of.many:
        return Meaning(f"antal {of.many}", f"antalet {of.many}")
    constants = [arg.value for arg in node.args if isinstance(arg, nodes.Const)]
    if node.name in ("selectattr", "rejectattr") and of.each and len(constants) > 1:
        part = of.each.fields.get(constants[0])
        if part is None:
            raise UntranslatableError
        operator = _TESTS.get(constants[1], constants[1])
        if node.name == "rejectattr":
            operator = OPPOSITE.get(operator, "")
        where = f"{'där' if part.subject else 'som'} {compared(part, operator, node.args[2])}"
        one = f"{of.each.subject} {where}"
        return _listed(replace(of.each, subject=one), one, f"{of.many} {where}")
    if node.name == "map" and of.each:
        named = [each.value.value for each in node.kwargs if isinstance(each.value, nodes.Const)]
        part = of.each.fields.get(named[0]) if named else None
        if part and part.slot:
            return Meaning(part.slot, part.slot, each=part, many=f"olika {part.slot} hos {of.many}")
    return of


def _grouped(lists: list[Meaning]) -> Meaning:
    """Return the meaning of a list of lists: ``[kommunala, statliga]``."""
    if not all(each.many for each in lists):
        raise UntranslatableError
    subject = "grupp av " + "; ".join(each.many for each in lists)
    group = Meaning("gruppen", subject, each=lists[0].each, many="parter i gruppen")
    return Meaning("grupperna", "grupperna", each=group, many="grupper")


OPPOSITE = {
    "eq": "ne", "ne": "eq", "in": "notin", "notin": "in",
    "gt": "lteq", "lteq": "gt", "lt": "gteq", "gteq": "lt",
}  # fmt: skip
_TESTS = {"equalto": "eq"}
_AMOUNTS = {"gt": "mer än", "gteq": "minst", "lt": "mindre än", "lteq": "högst"}


def compared(of: Meaning, operator: str, value: nodes.Node) -> str:
    """Return the condition that what ``of`` says is in some relation to ``value``.

    Args:
        of: what is compared.
        operator: a test of Jinja: ``eq``, ``in``, ``gt`` …
        value: a constant, or several.

    Raises:
        UntranslatableError: if it has no Swedish wording.
    """
    several = isinstance(value, (nodes.List, nodes.Tuple))
    items = value.items if isinstance(value, (nodes.List, nodes.Tuple)) else [value]
    return related(of, operator, [_word(of, item) for item in items], several=several)


def related(of: Meaning, operator: str, words: list[str], *, several: bool = False) -> str:
    """Return the condition that what ``of`` says is in some relation to what ``words`` tell.

    Raises:
        UntranslatableError: if it has no Swedish wording.
    """
    if operator in _AMOUNTS and not several:
        return f"{of.subject} {of.verb} {_AMOUNTS[operator]} {words[0]}".lstrip()
    positive = operator == ("in" if several else "eq")
    if not positive and operator != ("notin" if several else "ne"):
        raise UntranslatableError
    told = ", ".join(words[:-1]) + f" eller {words[-1]}" if len(words) > 1 else words[0]
    negation = "" if positive else "inte " if len(words) == 1 else "varken "
    return f"{of.subject} {negation}{of.verb} {told}".lstrip()


def included(of: Meaning, operator: str, value: nodes.Node) -> str:
    """Return the condition that a choice of several has ``value`` in it (``in``), or has not.

    Raises:
        UntranslatableError: if it has no Swedish wording.
    """
    if operator not in ("in", "notin") or not of.several:
        raise UntranslatableError
    return f"{of.subject} {'' if operator == 'in' else 'inte '}omfattar {_word(of, value)}"


def _word(of: Meaning, node: nodes.Node) -> str:
    if not isinstance(node, nodes.Const):
        raise UntranslatableError
    if isinstance(node.value, bool):
        return "ja" if node.value else "nej"
    if node.value in of.options:
        word = of.options[node.value]
        return f"”{word}”" if of.quoted else word
    return str(node.value)

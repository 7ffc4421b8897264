"""Page one and the last page: parties, decisions, register number, signatures.

Questions are found by convention, so that every document type asks for them alike:
``diarienummer``, ``galler_fran``, ``ersatter``, ``dokumentansvarig``, ``beslut`` and
``undertecknande``.
"""

from __future__ import annotations

from datetime import date

from samverkan.drafting.context import Context
from samverkan.drafting.document import (
    Inlines,
    PartyLine,
    Placeholder,
    Row,
    Signature,
    Text,
)
from samverkan.drafting.language import NBSP
from samverkan.drafting.values import Party, Unanswered

_ROWS = (
    ("diarienummer", "Diarienummer"),
    ("galler_fran", "Gäller från"),
    ("ersatter", "Ersätter"),
    ("dokumentansvarig", "Dokumentansvarig funktion"),
)


def value_inlines(value: object) -> Inlines:
    """Return an answer as it stands in a table: dates as figures, gaps as placeholders."""
    if isinstance(value, Unanswered):
        return (Placeholder(value.question, value.label),)
    if isinstance(value, date):
        return (Text(value.isoformat()),)
    return (Text(str(value)),)


def front_rows(context: Context) -> tuple[Row, ...]:
    """Return the labelled facts of page one that the document type asks for."""
    asked = {question.id for question in context.asked()}
    return tuple(
        Row(label, value_inlines(context.names[name])) for name, label in _ROWS if name in asked
    )


def register_number(context: Context) -> Inlines:
    """Return the diarienummer for the header; empty when the type does not ask for it."""
    return value_inlines(context.names["diarienummer"]) if "diarienummer" in context.names else ()


def parties(context: Context) -> tuple[Party, ...]:
    """Return the parties that are known."""
    found = context.names.get("parter")
    return tuple(p for p in found if isinstance(p, Party)) if isinstance(found, tuple) else ()


def party_lines(context: Context) -> tuple[PartyLine, ...]:
    """Return the parties as the document introduces them."""
    host = context.names.get("vard")
    return tuple(
        PartyLine(
            name=party.namn,
            org_number=value_inlines(party.orgnr),
            called=party.kallas,
            role="Värd" if party == host else None,
        )
        for party in parties(context)
    )


def decision_rows(context: Context) -> tuple[Row, ...]:
    """Return one row per deciding body, for documents that are adopted.

    A party whose decision is not yet made has the form of one to fill in: date and §.
    """
    if context.agreement.nature != "antas":
        return ()
    decisions = context.answers.values.get("beslut", ())
    made = {row["part"]: row for row in decisions if isinstance(row.get("part"), Party)}
    rows = []
    for party in parties(context):
        label = f"{party.fullmaktige.capitalize()} i {party.kort}"
        row = made.get(party)
        if row is None:
            gap = Placeholder("beslut", f"beslutsdatum, {party.kort}")
            paragraph = Placeholder("beslut", f"paragraf, {party.kort}")
            rows.append(Row(label, (gap, Text(f" §{NBSP}"), paragraph)))
        else:
            day, section = value_inlines(row["datum"]), value_inlines(row["paragraf"])
            rows.append(Row(label, (*day, Text(f" §{NBSP}"), *section)))
    return tuple(rows)


def signatures(context: Context) -> tuple[Signature, ...]:
    """Return a signature block per party, for documents that are signed."""
    if context.agreement.nature in ("antas", "underlag"):
        return ()
    electronic = context.names.get("undertecknande") == "elektroniskt"
    return tuple(Signature(party.namn, electronic) for party in parties(context))

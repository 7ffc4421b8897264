"""What stands around the text: page one, open points, demands, signatures.

Every writer takes these words and tables from here, so that Word, HTML and plain text say
the same. Nothing here is shape; shape is the writers' matter.
"""

from __future__ import annotations

from datetime import date

from samverkan.drafting.document import (
    DemandMet,
    Document,
    Inline,
    Inlines,
    OpenPoint,
    PartyLine,
    Placeholder,
    Row,
    Strong,
    Table,
    Text,
    plain,
)
from samverkan.drafting.language import NBSP, long_date

OPEN_POINT_HEADINGS = {
    "varning": "Varningar",
    "beslut": "Att ta ställning till",
    "svar": "Obesvarade frågor",
    "forval": "Förvalda svar att bekräfta",
}
"""How each kind of open point is introduced, in the order in which they are listed.

What may stop the document comes first: a long list runs on to page two.
"""

TITLE_KEY = "forsta-titel"
PARTIES_KEY = "forsta-parter"
DECISIONS_KEY = "forsta-beslut"
FACTS_KEY = "forsta-uppgifter"
TITLE = "Titeln"
DECISIONS = "Beslut"
FACTS = "Om dokumentet"

DEMAND_STATUS = {
    "met": "Uppfyllt",
    "elsewhere": "I annat dokument",
    "missing": "Saknas",
    "struck": "Inte uppfyllt",
    "inapplicable": "Gäller inte här",
}

LEVELS = {
    "lag": "Lag",
    "lag-annat": "Regleras i lag",
    "forarbete": "Förarbete",
    "praxis": "Praxis",
}

SIGNATURE_FIELDS = ("Ort och datum", "Underskrift", "Namnförtydligande", "Titel eller befattning")
"""The lines of a signature block; filled in by hand, never by us."""

OPEN_POINTS = "Öppna punkter"
CONTENTS = "Innehåll"
SIGNATURES = "Underskrifter"
DEMANDS = "Lagkrav och var de uppfylls"
LAW_TEXTS = "Kontrollerade lagtexter"
NOTHING_ANSWERED = "Ingen fråga är besvarad. Dokumentet är ett skelett och inget färdigt utkast."
NO_OPEN_POINTS = "Inga öppna punkter."
NO_LAW_TEXTS = "Dokumentet hänvisar inte till någon lagtext som har kontrollerats."

_FINAL = {
    "antas": "innan dokumentet antas",
    "undertecknas": "innan dokumentet undertecknas",
    "viljeyttring": "innan dokumentet blir slutligt",
    "underlag": "innan ärendet lämnas till beslut",
}


def draft_line(document: Document) -> str:
    """Return the line that says which law the draft follows."""
    day = long_date(date.fromisoformat(document.law_date))
    checked = " Sist står när varje lagtext kontrollerades." if document.law_texts else ""
    return f"Utkastet följer de lagar som gäller {day}.{checked}"


def box_removal(document: Document) -> str:
    """Return the line that tells when the box on page one is taken away."""
    return f"Rutan tas bort {_FINAL[document.nature]}."


def working_annex(document: Document) -> str:
    """Return the heading of the last annex. A decision package has no demands of its own: what
    the law asks is told in the document that it is about."""
    return DEMANDS if document.demands else LAW_TEXTS


def demands_removal(document: Document) -> str:
    """Return the line that tells when the list of demands is taken away."""
    return f"Bilagan är ett arbetsunderlag och tas bort {_FINAL[document.nature]}."


def open_point_groups(document: Document) -> tuple[tuple[str, tuple[OpenPoint, ...]], ...]:
    """Return the open points by kind, each group with its heading."""
    groups = []
    for kind, heading in OPEN_POINT_HEADINGS.items():
        points = tuple(point for point in document.open_points if point.kind == kind)
        if points:
            groups.append((f"{heading} ({len(points)})", points))
    return tuple(groups)


def front_places(document: Document) -> dict[str, str]:
    """Return the headings of page one by the keys under which they can be pointed to.

    The title is such a place when it has a gap.
    """
    gaps = any(isinstance(inline, Placeholder) for inline in document.heading)
    places = {
        TITLE_KEY: TITLE if gaps else "",
        PARTIES_KEY: document.party_heading if document.parties else "",
        DECISIONS_KEY: DECISIONS if document.decision_rows else "",
        FACTS_KEY: FACTS if document.front_rows else "",
    }
    return {key: heading for key, heading in places.items() if heading}


def party_inlines(party: PartyLine) -> Inlines:
    """Return how a party is introduced.

    ``Nora kommun (värd), organisationsnummer 212000-2007, nedan Värdkommunen``.
    """
    inlines: list[Inline] = [Strong(party.name)]
    if party.role:
        inlines.append(Text(f" ({party.role[0].lower()}{party.role[1:]})"))
    if plain(party.org_number):
        inlines += [Text(f", organisationsnummer{NBSP}"), *party.org_number]
    if party.called:
        inlines.append(Text(f", nedan {party.called}"))
    return tuple(inlines)


def decision_table(document: Document) -> Table | None:
    """Return the table of decisions for a document that is adopted."""
    return _row_table(DECISIONS, "Antaget av", "Beslutsdatum och paragraf", document.decision_rows)


def facts_table(document: Document) -> Table | None:
    """Return the table of facts about the document: diarienummer, gäller från …"""
    return _row_table(FACTS, "Uppgift", "Värde", document.front_rows)


def _row_table(caption: str, label: str, value: str, rows: tuple[Row, ...]) -> Table | None:
    if not rows:
        return None
    cells = tuple(((Text(row.label),), row.value) for row in rows)
    return Table(caption, ((Text(label),), (Text(value),)), cells)


def signature_table(document: Document) -> Table | None:
    """Return who signs electronically; such a document has no lines to write on."""
    if not any(signature.electronic for signature in document.signatures):
        return None
    how = Text("elektroniskt av behörig företrädare, som anger sin funktion")
    rows = tuple(((Text(each.party),), (how,)) for each in document.signatures)
    return Table("Elektroniska underskrifter", ((Text("För"),), (Text("Undertecknas"),)), rows)


def demands_table(document: Document) -> Table | None:
    """Return every demand and where it is met."""
    if not document.demands:
        return None
    header = ("Nr", "Krav", "Lagrum", "Nivå", "Var det uppfylls")
    rows = tuple(_demand_row(demand) for demand in document.demands)
    return Table(DEMANDS, tuple((Text(name),) for name in header), rows)


def _demand_row(demand: DemandMet) -> tuple[Inlines, ...]:
    return (
        (Text(demand.id),),
        (Text(demand.text),),
        (Text(demand.cited or "–"),),
        (Text(LEVELS.get(demand.level, demand.level)),),
        (_where(demand),),
    )


def _where(demand: DemandMet) -> Inline:
    if demand.status == "met" and demand.where:
        return Text(demand.where)
    status = DEMAND_STATUS[demand.status]
    text = f"{status}: {demand.where}" if demand.where else status
    return Strong(text) if demand.status in ("missing", "struck") else Text(text)

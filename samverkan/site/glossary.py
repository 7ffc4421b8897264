"""The pages of the vocabularies: every term, its other words and who uses it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from samverkan.records.address import FOLDERS, address
from samverkan.records.model import Record, Term, Vocabulary
from samverkan.records.model.vocabulary import LegalAttributes
from samverkan.site.page import WIDE, Fact, Page
from samverkan.site.table import links
from samverkan.site.view import Stock, View

COMPARED = (
    "Parter",
    "Egen juridisk person",
    "Myndighetsutövning",
    "Grunddokument",
    "Beslutas av",
    "Ekonomi",
)
"""What forms are compared by, side by side; the rest stands with each form."""


@dataclass(frozen=True)
class TermRow:
    """A term, the words that mean the same and the records that use it."""

    term: Term
    words: str
    notes: list[str]
    origin: Markup
    records: list[Record]


def vocabulary_page(stock: Stock, vocabulary: Vocabulary) -> Page:
    """Return the page of a vocabulary with all its terms."""
    page = address("vocabulary", vocabulary.id)
    view = View(stock, page)
    rows = []
    for term in vocabulary.terms:
        found = stock.usage.term(vocabulary.id, term.id)
        records = [r for r in found if stock.atlas.find(r)]
        rows.append(
            TermRow(
                term,
                ", ".join((*term.synonyms, *term.abbreviations, *term.old_names)),
                list(_notes(view, vocabulary, term)),
                _origin(view, term),
                records,
            )
        )
    context = {
        "v": view,
        "r": vocabulary,
        "trail": (("Ordlista", f"{FOLDERS['vocabulary']}/"),),
        "rows": rows,
        "compared": COMPARED,
        "legal": [(t, list(_legal(view, t.legal))) for t in vocabulary.terms if t.legal],
    }
    return Page(page, "ordlista.md.j2", vocabulary.title, context, vocabulary.description, WIDE)


def _notes(view: View, vocabulary: Vocabulary, term: Term) -> Iterator[str]:
    if term.broader:
        yield f"Hör till {view.label(vocabulary.id, term.broader)}"
    if term.replaced_by:
        yield f"Ersatt av {view.label(vocabulary.id, term.replaced_by)}"
    if term.keep_apart:
        yield f"Blanda inte ihop med {', '.join(term.keep_apart)}"
    if term.dimension:
        yield f"Rör {term.dimension}"
    if term.remedy:
        yield f"Gör så här: {term.remedy}"
    if term.clause_topics:
        topics = (view.label("klausulamne", topic) for topic in term.clause_topics)
        yield f"Klausulämnen: {', '.join(topics)}"
    if term.counts_as_member is not None:
        yield "Räknas som medlem" if term.counts_as_member else "Räknas inte som medlem"
    if term.good_example is not None:
        yield "Visas som gott exempel" if term.good_example else "Visas inte som gott exempel"


def _origin(view: View, term: Term) -> Markup:
    """Say where a term stands: places in sources, sections of statutes, or neither."""
    if term.origin:
        return Markup("Bankens eget ord")
    found = [view.law(law) for law in term.law]
    return Markup(", ").join([view.places(term.source), *found] if term.source else found)


def _legal(view: View, legal: LegalAttributes | None) -> Iterator[Fact]:
    if legal is None:
        return
    yield "Parter", legal.parties
    yield "Egen juridisk person", legal.legal_person
    yield "Myndighetsutövning", legal.public_authority
    yield "Delegering", legal.delegation
    yield "Grunddokument", legal.founding_document
    yield "Beslutas av", legal.decided_by
    yield "Ekonomi", legal.economy
    yield "Skyldigheter", legal.duties
    yield "Lagrum", links(view.law(law) for law in legal.statutes)

"""The pages of clauses and document types."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from samverkan.records.address import FOLDERS, address
from samverkan.records.asking import asked_pages
from samverkan.records.derived import document_types
from samverkan.records.model import AgreementType, Clause, Demand, DemandList, Example
from samverkan.site.location import FORMS
from samverkan.site.page import Fact, Page
from samverkan.site.registers import LEVELS, NATURES
from samverkan.site.table import links
from samverkan.site.view import Stock, View

DEMAND_LEVELS = {"lag": "lag", "forarbete": "förarbete", "praxis": "praxis"}


def clause_page(stock: Stock, clause: Clause) -> Page:
    """Return the page of a clause."""
    page = address("clause", clause.id)
    types = document_types(stock.bank, clause)
    view = View(stock, page, types)
    context = {
        "v": view,
        "r": clause,
        "trail": (("Klausuler", f"{FOLDERS['clause']}/"),),
        "state": _state(view, clause, stock.today),
        "facts": list(_clause_facts(view, clause)),
        "demands": [(demand, _demand_text(view, demand)) for demand in clause.demands],
        "questions": [view.bank.questions[q] for q in clause.questions if q in view.bank.questions],
        "types": types,
    }
    description = f"Klausul om {clause.title[:1].lower()}{clause.title[1:]} med anmärkning."
    return Page(page, "klausul.md.j2", clause.title, context, description)


def _clause_facts(view: View, clause: Clause) -> Iterator[Fact]:
    yield "Ämne", links(view.term("klausulamne", topic) for topic in clause.topics)
    yield "Nivå", LEVELS[clause.level]
    yield "Grund", ", ".join(clause.grounds)
    yield "Version", str(clause.version)
    first = f"från {view.day(clause.valid_from)}" if clause.valid_from else ""
    last = f"till {view.day(clause.valid_to)}" if clause.valid_to else ""
    yield "Gäller", f"{first} {last}".strip() or "tills vidare"


def _state(view: View, clause: Clause, today: date) -> str:
    if clause.valid_to and clause.valid_to < today:
        state = f"Klausulen används inte längre. Den gällde till {view.day(clause.valid_to)}."
    elif clause.valid_from and clause.valid_from > today:
        return f"Klausulen ska användas från {view.day(clause.valid_from)}."
    elif clause.replaced_by:
        state = "Klausulen har ersatts."
    else:
        return ""
    if clause.replaced_by:
        return view.escape("{} Ersatt av ").format(state) + view.link_to(
            "clause", clause.replaced_by
        )
    return state


def _demand_text(view: View, demand_id: str) -> str:
    for demands in view.bank.demand_lists.values():
        for demand in demands.demands:
            if demand.id == demand_id:
                return demand.text
    return ""


def agreement_page(stock: Stock, agreement: AgreementType) -> Page:
    """Return the page of a document type."""
    page = address("agreement", agreement.id)
    view = View(stock, page, (agreement,))
    demands = view.bank.demand_lists.get(agreement.demands or "")
    referrers = view.bank.referrers(agreement)
    companions = {c: view.bank.agreements[c] for c in agreement.companions}
    companions |= {
        record.id: record
        for record in referrers
        if isinstance(record, AgreementType) and agreement.id in record.companions
    }
    context = {
        "v": view,
        "r": agreement,
        "trail": (("Dokumenttyper", f"{FOLDERS['agreement']}/"),),
        "facts": list(_agreement_facts(view, agreement)),
        "drafts": view.drafts(agreement.id),
        "pages": list(asked_pages(view.bank, agreement)),
        "form": f"{FORMS}/{agreement.id}.yaml",
        "terms": [
            (view.wordings(next(iter(term.forms.values()))), term.definition)
            for term in agreement.terms
            if term.forms
        ],
        "demand_list": demands,
        "demands": list(_demands(view, agreement, demands)),
        "levels": DEMAND_LEVELS,
        "companions": list(companions.values()),
        "examples": [record for record in referrers if isinstance(record, Example)],
    }
    return Page(page, "dokumenttyp.md.j2", agreement.title, context, agreement.description)


def _agreement_facts(view: View, agreement: AgreementType) -> Iterator[Fact]:
    asked = {name for page in view.bank.interview(agreement) for name in page.questions}
    yield "Samverkansform", view.term("form", agreement.form) if agreement.form else "alla"
    yield "Dokumentet", NATURES[agreement.nature]
    yield "Beslutas av", agreement.adopted_by
    yield "Klausuler", str(len(view.bank.clause_ids(agreement)))
    yield "Frågor", str(len(asked))
    numbering = "paragrafer (1 §, 2 §)" if agreement.numbering == "paragraf" else "punkter (1, 1.1)"
    yield "Numrering", numbering


def _demands(
    view: View, agreement: AgreementType, demands: DemandList | None
) -> Iterator[tuple[Demand, list[Clause]]]:
    """Yield the demands on this very document, each with the clauses here that meet it."""
    ids = view.bank.clause_ids(agreement)
    present = [view.bank.clauses[i] for i in ids if i in view.bank.clauses]
    for demand in demands.demands if demands else ():
        meets = [clause for clause in present if demand.id in clause.demands]
        meant = not agreement.document or not demand.document
        if meets or meant or agreement.document in demand.document:
            yield demand, meets

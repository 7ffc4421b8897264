"""Whether each document type meets what the law demands of it, before anyone drafts.

A demand of the law that no clause meets, or that is missing when every question has its
default answer, is a fault of the library and not of the one who drafts.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from samverkan.drafting.answers import Answers
from samverkan.drafting.assemble import assemble
from samverkan.drafting.citations import cited
from samverkan.drafting.readiness import ready
from samverkan.records.bank import Bank
from samverkan.records.fault import Fault, FaultsError
from samverkan.records.load import Loaded
from samverkan.records.messages import nearest_clauses
from samverkan.records.model import AgreementType, Demand


def completeness_faults(loaded: Loaded, day: date) -> list[Fault]:
    """Return a fault for each demand of level ``lag`` that a document type does not meet.

    Types are tried only when all they rest on could be read; a clause that says it meets a
    demand that does not exist may have meant any of them.

    Args:
        loaded: what :func:`samverkan.records.load.load` read.
        day: the date of the law.
    """
    bank = loaded.bank
    return [
        _fault(bank, agreement, demand, day)
        for agreement in bank.agreements.values()
        if _judgeable(bank, agreement)
        for demand in _unmet(bank, agreement, day)
    ]


def _judgeable(bank: Bank, agreement: AgreementType) -> bool:
    together = [agreement, *(bank.agreements.get(name) for name in agreement.companions)]
    known = {demand.id for each in bank.demand_lists.values() for demand in each.demands}
    return all(
        each is not None
        and ready(bank, each, removed := _removed(bank, each))
        and all(
            known.issuperset(bank.clauses[name].demands)
            for name in bank.clause_ids(each)
            if name not in removed
        )
        for each in together
    )


def _removed(bank: Bank, agreement: AgreementType) -> frozenset[str]:
    """Return the clauses of a type that are gone: in no file, and not merely misspelt.

    What was meant by one that is misspelt is a clause that the type does not have already.
    """
    used = set(bank.clause_ids(agreement))
    gone = {name for name in used if not bank.has("clause", name)}
    return frozenset(name for name in gone if used.issuperset(nearest_clauses(name, bank.clauses)))


def _unmet(bank: Bank, agreement: AgreementType, day: date) -> Iterator[Demand]:
    demands = bank.demand_lists.get(agreement.demands or "")
    if demands is None:
        return
    missing = _missing_by_default(bank, agreement, day)
    met = {
        demand
        for each in (agreement, *(bank.agreements.get(c) for c in agreement.companions))
        if each is not None
        for clause in bank.clause_ids(each)
        if clause in bank.clauses
        for demand in bank.clauses[clause].demands
    }
    for demand in demands.demands:
        here = not demand.document or agreement.document in demand.document
        if demand.level == "lag" and (demand.id in missing or (here and demand.id not in met)):
            yield demand


def _missing_by_default(bank: Bank, agreement: AgreementType, day: date) -> set[str]:
    """Return the demands that a draft without a single answer says are missing."""
    if _removed(bank, agreement):
        return set()  # which references are then dead is told where they stand
    try:
        document = assemble(bank, agreement.id, Answers({}, {}), day)
    except FaultsError:
        return set()  # what stops the draft is told where it stands
    return {demand.id for demand in document.demands if demand.status == "missing"}


def _fault(bank: Bank, agreement: AgreementType, demand: Demand, day: date) -> Fault:
    try:
        law = cited(bank.statutes, day, demand.law)
    except LookupError:
        law = ", ".join(demand.law)  # what is wrong with it is told where it stands
    told = f"{demand.text} ({demand.id})"
    message = f"{law or demand.id} uppfylls inte av någon klausul i {agreement.id}: {told}."
    hint = f"Lägg in en klausul som har {demand.id} bland sina demands."
    key = (agreement.kind, agreement.id)
    return Fault(bank.files[key], *bank.position(key), "fel", "krav-ouppfyllt", message, hint)

"""Whether all that a document type rests on could be read."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from samverkan.records.bank import Bank

if TYPE_CHECKING:
    from samverkan.records.model import AgreementType, Clause

_NUMBER = re.compile(r"\bEU \d{4}/\d+\b|\b\d{4}:\d+\b")


def numbers_in(text: str) -> list[str]:
    """Return the numbers of statutes in a text: ``2017:725``, ``EU 2016/679``."""
    return _NUMBER.findall(text)


def ready(bank: Bank, agreement: AgreementType, removed: Collection[str] = ()) -> bool:
    """Whether every annex, clause, question, demand and statute of a type is in ``bank``.

    Where one is not, its own file says why, and what a draft without it lacks is no news.
    Clauses that are known to be ``removed`` are not asked for.
    """
    names = [name for name in bank.clause_ids(agreement) if name not in removed]
    clauses = [bank.clauses.get(name) for name in names]
    demands = bank.demand_lists.get(agreement.demands or "")
    return (
        len(bank.annexes_of(agreement)) == len(agreement.annexes)
        and all(clause is not None for clause in clauses)
        and all(q in bank.questions for page in bank.interview(agreement) for q in page.questions)
        and (demands is not None or agreement.demands is None)
        and all(
            number in bank.statutes
            for clause in clauses
            if clause is not None
            for number in _cited(clause)
        )
        and all(
            number in bank.statutes
            for demand in (demands.demands if demands else ())
            for reference in demand.law
            for number in numbers_in(reference)
        )
    )


def _cited(clause: Clause) -> Iterator[str]:
    """Yield the number of every statute that a clause cites."""
    texts = [clause.text, clause.note, *clause.legal_basis]
    for variant in clause.variants:
        texts += [variant.text, variant.note or ""]
    for text in texts:
        yield from numbers_in(text)

"""Whether the library has the law of the day that a review is asked for."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from samverkan.drafting.citations import full_name, split_reference
from samverkan.drafting.language import enumeration, long_date
from samverkan.records.bank import Bank
from samverkan.records.model import Demand


def older_law(demands: Iterable[Demand], bank: Bank, day: date, today: date) -> str | None:
    """Return in Swedish which acts of today did not apply on ``day``; None if all did.

    What they replaced is not in the library, so nothing can be tried under it. An act that is
    to come is no hindrance.
    """
    numbers = {split_reference(each)[0] for demand in demands for each in demand.law}
    acts = [bank.statutes[number] for number in sorted(numbers & bank.statutes.keys())]
    told = [
        f"{full_name(act)} gäller från {long_date(act.in_force_from)}"
        for act in acts
        if act.in_force_from is not None and day < act.in_force_from <= today
    ]
    if not told:
        return None
    return f"Den lag som gällde {long_date(day)} finns inte i biblioteket: {enumeration(told)}."

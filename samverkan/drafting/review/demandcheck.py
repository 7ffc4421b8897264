"""Which demands of the law a text meets, and where.

In our own drafts the clauses tell. In any other text a demand is met when one section
holds all the words that its ``evidence`` asks for, and unclear when it holds some of them
or only cites the demand's own section.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from samverkan.drafting.review.sectioning import Section
from samverkan.drafting.review.words import mentions
from samverkan.records.model import Demand

Status = Literal["met", "unclear", "missing"]
OUTSIDE = "framgår inte av texten; prövas utanför dokumentet"


@dataclass(frozen=True)
class DemandFound:
    """A demand and where it is met."""

    demand: Demand
    status: Status
    where: str | None


def check_demands(
    demands: Iterable[Demand],
    sections: Sequence[Section],
    cited: Mapping[str, Section],
    by_clause: Mapping[str, str],
) -> tuple[DemandFound, ...]:
    """Look for every demand.

    Args:
        demands: the demands of one form of cooperation.
        sections: the text, divided at its headings.
        cited: each cited section (``2017:725 9:24``) and where it is cited first.
        by_clause: demands met by an unremoved clause of ours, and where.
    """
    return tuple(_check(demand, sections, cited, by_clause) for demand in demands)


def _check(
    demand: Demand,
    sections: Sequence[Section],
    cited: Mapping[str, Section],
    by_clause: Mapping[str, str],
) -> DemandFound:
    if demand.id in by_clause:
        return DemandFound(demand, "met", by_clause[demand.id])
    found = [(_share(demand, section), section) for section in sections]
    share, best = max(found, key=lambda each: each[0], default=(0.0, None))
    if best is not None and share == 1:
        return DemandFound(demand, "met", best.where)
    law = next((cited[each] for each in demand.law if each in cited), None)
    if best is not None and share >= 0.5:
        return DemandFound(demand, "unclear", best.where)
    if law is not None:
        return DemandFound(demand, "unclear", law.where)
    if demand.type != "innehall":
        # What must be done, and not written, cannot be seen in the text.
        return DemandFound(demand, "unclear", OUTSIDE)
    return DemandFound(demand, "missing", None)


def _share(demand: Demand, section: Section) -> float:
    """Return how much of the evidence a section holds, from 0 to 1."""
    if not demand.evidence:
        return 0.0
    held = sum(
        any(mentions(one, section.stems) for one in wanted.split("|")) for wanted in demand.evidence
    )
    return held / len(demand.evidence)

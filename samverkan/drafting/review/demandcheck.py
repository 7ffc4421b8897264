"""Which demands of the law a text meets, and where.

In our own drafts the clauses tell. In any other text a demand is met when one sentence says
each thing that its ``evidence`` asks for, and does not deny it. It is unclear when the text
only comes near, and missing when no words of it are there that few other demands ask for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from samverkan.drafting.review.sectioning import Section
from samverkan.drafting.review.textreading import Rank, Said, TextReading
from samverkan.records.model import Demand, DemandCondition

Status = Literal["met", "unclear", "missing"]
CHANGED = "klausulen är ändrad; läs om den fortfarande räcker"
OUTSIDE = "framgår inte av texten; prövas utanför dokumentet"
DENIED = "texten säger nej"
PARTLY = "texten säger något som liknar kravet eller en del av det; läs om det räcker"
CITED = "texten hänvisar till lagrummet men säger inte vad som gäller"
UNSURE = "texten visar inte om villkoret gäller"


@dataclass(frozen=True)
class DemandFound:
    """A demand and where it is met.

    ``quote`` is what the verdict rests on, ``why`` says why it is unclear. ``applies`` is
    None when the text does not show whether the condition of the demand holds.
    """

    demand: Demand
    status: Status
    where: str | None
    quote: str | None = None
    why: str | None = None
    applies: bool | None = True


def check_demands(
    demands: Iterable[Demand],
    reading: TextReading,
    conditions: Mapping[str, DemandCondition],
    cited: Mapping[str, Section],
    by_clause: Mapping[str, str],
    edited: Mapping[str, str],
) -> tuple[DemandFound, ...]:
    """Look for every demand.

    Args:
        demands: the demands of one form of cooperation.
        reading: the text.
        conditions: what shows whether a condition holds, by its name.
        cited: each cited section (``2017:725 9:24``) and where it is cited first.
        by_clause: demands met by a clause of ours that is as we wrote it, and where.
        edited: demands that a clause met before someone changed it, and where.
    """
    demands = tuple(demands)
    telling = reading.telling([w for ways in d.evidence_ways for w in ways] for d in demands)
    found = []
    for demand in demands:
        if demand.id in by_clause:
            found.append(DemandFound(demand, "met", by_clause[demand.id]))
        elif demand.id in edited:
            # Words alone do not show that what was changed still says what the law asks.
            found.append(DemandFound(demand, "unclear", edited[demand.id], why=CHANGED))
        else:
            condition = demand.condition
            applies = condition is None or _applies(conditions.get(condition), reading)
            found.append(_read(demand, applies, reading, cited, telling))
    return tuple(found)


def _read(
    demand: Demand,
    applies: bool | None,
    reading: TextReading,
    cited: Mapping[str, Section],
    telling: frozenset[str],
) -> DemandFound:
    if applies is False:
        return DemandFound(demand, "unclear", None, applies=False)
    content = demand.type == "innehall"
    said = [
        reading.said(
            ways,
            # What must not be done is said with a no.
            either_way=demand.either_way or demand.type == "forbud",
            background=not content,
            telling=telling,
        )
        for ways in demand.evidence_ways
    ]
    told = [each for each in said if each.sentence is not None]
    if told and all(each.rank == Rank.MET for each in said):
        return DemandFound(demand, "met", _where(told), _quote(told))
    unsure = UNSURE if applies is None else None
    if told:
        worst = [max(told, key=lambda each: each.rank)]
        why = DENIED if worst[0].rank == Rank.DENIED else PARTLY
        return DemandFound(
            demand, "unclear", _where(worst), _quote(worst), unsure or why, applies
        )  # fmt: skip
    law = next((cited[each] for each in demand.law if each in cited), None)
    if law is not None:
        return DemandFound(demand, "unclear", law.where, None, unsure or CITED, applies)
    if unsure or not content:
        # What must be done, and not written, cannot be seen in the text.
        return DemandFound(demand, "unclear", None, None, unsure or OUTSIDE, applies)
    return DemandFound(demand, "missing", None)


def _where(told: Iterable[Said]) -> str:
    return "; ".join(dict.fromkeys(each.sentence.where for each in told if each.sentence))


def _quote(told: Iterable[Said]) -> str:
    return " … ".join(dict.fromkeys(each.sentence.text for each in told if each.sentence))


def _applies(shown: DemandCondition | None, reading: TextReading) -> bool | None:
    """Tell whether the text shows that a condition holds, or that it does not."""
    if shown is None:
        return None
    if reading.said(shown.holds).rank == Rank.MET:
        return True
    if reading.said(shown.fails, either_way=True).rank == Rank.MET:
        return False
    if shown.needs and reading.said([shown.needs], either_way=True).rank == Rank.SILENT:
        return False
    return True if reading.said(shown.holds, either_way=True).rank == Rank.MET else None

"""Which demands of the law a text meets, and where.

In our own drafts the clauses tell. In any other text a demand is met when the words that
its ``evidence`` asks for stand close together under one heading, and unclear when some of
them do or the text only cites the demand's own section.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from samverkan.drafting.review.sectioning import Section
from samverkan.drafting.review.words import mentions
from samverkan.records.model import Demand

Status = Literal["met", "unclear", "missing"]
ANYWHERE = "~"
"""Before a subject that tells by itself, whatever heading it stands under."""
CHANGED = "klausulen är ändrad; läs om den fortfarande räcker"
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
    edited: Mapping[str, str],
) -> tuple[DemandFound, ...]:
    """Look for every demand.

    Args:
        demands: the demands of one form of cooperation.
        sections: the text, divided at its headings.
        cited: each cited section (``2017:725 9:24``) and where it is cited first.
        by_clause: demands met by a clause of ours that is as we wrote it, and where.
        edited: demands that a clause met before someone changed it, and where.
    """
    return tuple(_check(demand, sections, cited, by_clause, edited) for demand in demands)


def _check(
    demand: Demand,
    sections: Sequence[Section],
    cited: Mapping[str, Section],
    by_clause: Mapping[str, str],
    edited: Mapping[str, str],
) -> DemandFound:
    if demand.id in by_clause:
        return DemandFound(demand, "met", by_clause[demand.id])
    if demand.id in edited:
        # Words alone do not show that what was changed still says what the law asks.
        return DemandFound(demand, "unclear", f"{edited[demand.id]}, {CHANGED}")
    found = [_best(group, sections) for group in demand.evidence_groups]
    where = "; ".join(dict.fromkeys(place for _, place in found if place)) or None
    if where is not None:
        met = all(status == "met" for status, _ in found)
        return DemandFound(demand, "met" if met else "unclear", where)
    law = next((cited[each] for each in demand.law if each in cited), None)
    if law is not None:
        return DemandFound(demand, "unclear", law.where)
    if demand.type != "innehall":
        # What must be done, and not written, cannot be seen in the text.
        return DemandFound(demand, "unclear", OUTSIDE)
    return DemandFound(demand, "missing", None)


def _best(group: Sequence[str], sections: Sequence[Section]) -> tuple[Status, str]:
    """Return whether a group of evidence stands together, and where it does so best.

    The first entry is the subject. Under a heading that names it the rest may stand some
    paragraphs apart. Elsewhere all of it must stand in a sentence or two, and then it only
    gives a reason to look, unless the subject is marked as one that tells by itself: words
    that are common in agreements meet by chance.
    """
    tells = group[0].startswith(ANYWHERE)
    subject, *rest = (each.removeprefix(ANYWHERE).split("|") for each in group)
    wanted = [subject, *rest]
    asked = wanted if tells else rest
    found: list[tuple[bool, int, int, int, str]] = []
    for section in sections:
        heading = _held(wanted, section.heading_stems)
        if _held([subject], section.heading_stems):
            for stretch in section.stretches:
                held = _held(wanted, stretch.stems)
                if held > len(wanted) / 2:
                    size = len(stretch.stems)
                    found.append((held == len(wanted), held, heading, -size, stretch.where))
        for sentence in section.sentences:
            if asked and _held(asked, sentence.stems) == len(asked):
                found.append((tells, len(asked), heading, -len(sentence.stems), sentence.where))
    if not found:
        return "missing", ""
    met, *_, where = max(found)
    return ("met" if met else "unclear"), where


def _held(wanted: Iterable[Iterable[str]], stems: frozenset[str]) -> int:
    return sum(any(mentions(one, stems) for one in each) for each in wanted)

"""Judges the citations that a clause makes with ``lag(…)``, before anyone drafts with it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from samverkan.drafting.citations import split_reference
from samverkan.drafting.review.citing import Found
from samverkan.drafting.review.lawcheck import LawCheck, Verdict

if TYPE_CHECKING:
    from samverkan.records.model import Statute

Problem = tuple[str, str | None]
"""What is wrong, and what would be right."""


def law_problem(
    statutes: Mapping[str, Statute], reference: str, context: str, day: date
) -> Problem | None:
    """Return what is wrong with a reference such as ``2017:725 9:24``, if anything.

    Args:
        statutes: by number.
        reference: the argument of ``lag``.
        context: the words around it, which tell what the section is taken to be about.
        day: the date of the law.
    """
    try:
        number, section = split_reference(reference)
    except ValueError:
        return f'lag("{reference}") går inte att läsa.', 'Skriv lag("2017:725 9:24").'
    statute = statutes.get(number)
    if statute is None:
        return f"lagen {number} finns inte i kb/law.", None
    sections = (section,) if section else ()
    found = Found(reference, 0, sections, (statute,), number, None)
    verdict = LawCheck(statutes, day).verdict(found, context)
    if verdict.status == "repealed":
        return _repealed(statute, verdict)
    if verdict.status == "unknown" and section and not _not_yet(statute, day):
        return f"{statute.name} ({number}) har ingen {section}.", _extent(verdict.suggestion)
    if verdict.status == "unknown":
        return f"{verdict.suggestion}.", None
    if verdict.status == "other-subject":
        hint = f"Hänvisa till {verdict.suggestion}." if verdict.suggestion else None
        return f"{section} i {statute.name} ({number}) handlar om något annat.", hint
    return None


def repealed_problem(statutes: Mapping[str, Statute], reference: str, day: date) -> Problem | None:
    """Return that the act of a reference is repealed on ``day``, and what stands instead."""
    try:
        number, section = split_reference(reference)
    except ValueError:
        return None  # the model has already said how a citation is written
    statute = statutes.get(number)
    if statute is None:
        return None
    sections = (section,) if section else ()
    found = Found(reference, 0, sections, (statute,), number, None)
    verdict = LawCheck(statutes, day).verdict(found, "")
    return _repealed(statute, verdict) if verdict.status == "repealed" else None


def _repealed(statute: Statute, verdict: Verdict) -> Problem:
    hint = f"Hänvisa till {verdict.suggestion}." if verdict.suggestion else None
    return f"{statute.name} ({statute.number}) är upphävd.", hint


def point_problem(statutes: Mapping[str, Statute], reference: str, point: int) -> Problem | None:
    """Return that a section has no such point, if the bank knows how many it has."""
    number, section = split_reference(reference)
    statute = statutes.get(number)
    used = next((each for each in statute.in_use if each.id == section), None) if statute else None
    if statute is None or used is None or used.points is None or 1 <= point <= used.points:
        return None
    message = f"{section} i {statute.name} ({number}) har ingen punkt {point}."
    return message, f"Paragrafen har {used.points} punkter."


def _not_yet(statute: Statute, day: date) -> bool:
    return statute.in_force_from is not None and statute.in_force_from > day


def _extent(suggestion: str | None) -> str | None:
    return f"{suggestion[0].upper()}{suggestion[1:]}." if suggestion else None

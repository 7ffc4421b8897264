"""Judges citations against the statutes at a date.

A citation is ``ok``, ``unknown`` (the act has no such section), ``repealed``,
``other-subject`` (the section exists but the text speaks of something that stood, or
stands, under another number) or ``not-verified`` (the act, or the section in an act whose
list of sections has gaps, is not in the bank).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from samverkan.drafting.citations import Citer
from samverkan.drafting.review.citing import Found
from samverkan.drafting.review.lawnames import NUMBERED
from samverkan.drafting.review.words import stems
from samverkan.drafting.values import PendingCitation
from samverkan.records.model import Statute
from samverkan.records.model.register import Move
from samverkan.records.sections import printed, section_ids

Status = Literal["ok", "unknown", "repealed", "other-subject", "not-verified"]


@dataclass(frozen=True)
class Verdict:
    """What is known of a citation.

    ``suggestion`` is what to write instead or, unless ``instead``, what the bank knows.
    """

    status: Status
    suggestion: str | None = None
    instead: bool = field(default=False, compare=False)


@dataclass(frozen=True)
class LawCheck:
    """The statutes of the bank at a date."""

    statutes: Mapping[str, Statute]
    day: date

    def verdict(self, found: Found, context: str) -> Verdict:
        """Judge a citation that stands in the passage ``context``."""
        statute = self._meant(found)
        if statute is None:
            return Verdict("not-verified", _not_in_bank(found))
        if statute.in_force_from is not None and statute.in_force_from > self.day:
            return Verdict("unknown", f"{statute.name} gäller först från {statute.in_force_from}")
        if not self._in_force(statute):
            if namesake := self._namesake(statute, found):
                return Verdict("not-verified", namesake)
            return Verdict("repealed", self._instead(statute, found.sections), instead=True)
        known = set(section_ids(statute.sections))
        missing = [section for section in found.sections if section not in known]
        if missing and (statute.partial or not statute.list_complete):
            return Verdict("not-verified", f"banken har inte hela {statute.name}")
        if missing:
            if moved := self._moved(statute, missing):
                return Verdict("unknown", moved, instead=True)
            return Verdict("unknown", _extent(statute, missing[0]))
        if found.number is None or found.number == statute.number:
            return self._subject(statute, found, context)
        return Verdict("ok")

    def _meant(self, found: Found) -> Statute | None:
        """Return the act that a name means: the one in force, when several bear it."""
        return next((s for s in found.statutes if self._in_force(s)), None) or next(
            iter(found.statutes), None
        )

    def _namesake(self, statute: Statute, found: Found) -> str | None:
        """Say that the act of today bears the same name and is not in the bank.

        *1994 års alkohollag* has that name here because *alkohollagen* is another act today.
        """
        if found.number is not None or not NUMBERED.match(statute.name):
            return None
        if found.name is None or NUMBERED.match(found.name):
            return None
        outside = [number for number in statute.replaced_by if number not in self.statutes]
        return f"{found.name} ({outside[0]}) finns inte i banken" if outside else None

    def _in_force(self, statute: Statute) -> bool:
        repealed = statute.repealed_from is not None and statute.repealed_from <= self.day
        unknown_end = statute.status == "repealed" and statute.repealed_from is None
        early = statute.in_force_from is not None and statute.in_force_from > self.day
        return not (repealed or unknown_end or early)

    # -- what to write instead ---------------------------------------------------------

    def _instead(self, statute: Statute, sections: Sequence[str]) -> str | None:
        """Return the section of today; failing that, the act of today."""
        places = [_printed_move(self._citer(), move) for move in _moves(statute, sections)]
        if places:
            return "; ".join(dict.fromkeys(places))
        names = [self.statutes[number] for number in self._successors(statute)]
        return " och ".join(_titled(act) for act in names) or None

    def _successors(self, statute: Statute) -> Iterator[str]:
        """Yield the acts in force that replace ``statute``, through any number of steps."""
        waiting, seen = list(statute.replaced_by), {statute.number}
        while waiting:
            number = waiting.pop(0)
            act = self.statutes.get(number)
            if number in seen or act is None:
                continue
            seen.add(number)
            if self._in_force(act):
                yield number
            else:
                waiting += act.replaced_by

    def _predecessors(self, statute: Statute) -> Iterator[Statute]:
        yield from (old for old in self.statutes.values() if statute.number in old.replaced_by)

    def _moved(self, statute: Statute, sections: Sequence[str]) -> str | None:
        places = [
            _printed_move(self._citer(), move)
            for old in self._predecessors(statute)
            for move in _moves(old, sections)
        ]
        return "; ".join(dict.fromkeys(places)) or None

    def _citer(self) -> Citer:
        return Citer(self.statutes, self.day)

    # -- is it about the same thing ----------------------------------------------------

    def _subject(self, statute: Statute, found: Found, context: str) -> Verdict:
        """Catch a section number that is left from the act before this one."""
        about = frozenset(stems(context))
        for old in self._predecessors(statute):
            for move in _moves(old, found.sections):
                if move.to in {f"{statute.number} {section}" for section in found.sections}:
                    continue  # the section kept its number in the new act
                then = _content(move.subject) & about
                cited = (each for each in statute.in_use if each.id in found.sections)
                now = {stem for each in cited for stem in stems(each.subject)} & about
                if then and len(then) > len(_content_stems(now)):
                    place = _printed_move(self._citer(), move)
                    return Verdict("other-subject", place, instead=True)
        return Verdict("ok")


_COMMON = frozenset(stems("om att en ett den det de i på av för och eller när vem hur som ska får"))


def _content(text: str) -> frozenset[str]:
    return frozenset(stems(text)) - _COMMON


def _content_stems(found: set[str]) -> set[str]:
    return found - _COMMON


def _moves(statute: Statute, sections: Sequence[str]) -> Iterator[Move]:
    for move in statute.moved:
        if set(section_ids(move.sections)) & set(sections):
            yield move


def _printed_move(citer: Citer, move: Move) -> str:
    number, _, section = move.to.partition(" ")
    if move.to_last is None:
        return citer.cite(PendingCitation(number, (section,)), first=True).text
    chapter, first = printed(section)
    last = printed(move.to_last)[1]
    name = citer.cite(PendingCitation(number, ()), first=True).text
    return f"{chapter} kap. {first}–{last} §§ {name}" if chapter else f"{first}–{last} §§ {name}"


def _titled(statute: Statute) -> str:
    return statute.name if statute.number in statute.name else f"{statute.name} ({statute.number})"


def _not_in_bank(found: Found) -> str | None:
    return f"{found.number} finns inte i banken" if found.number else None


def _extent(statute: Statute, section: str) -> str:
    """Say how far the act, or the chapter, goes."""
    chapter, _ = printed(section)
    numbers = [printed(each) for each in section_ids(statute.sections)]
    same = [number for holder, number in numbers if holder == chapter]
    if same and chapter:
        return f"{chapter} kap. {statute.name} har {same[0]}–{same[-1]} §§"
    if same:
        return f"{statute.name} har {same[0]}–{same[-1]} §§"
    if any(holder for holder, _ in numbers):
        last = max((int(h) for h, _ in numbers if h and h.isdigit()), default=0)
        return f"{statute.name} är indelad i {last} kapitel; ange kapitel och paragraf"
    return f"{statute.name} är inte indelad i kapitel"

"""Citations of statutes as Swedish jurists write them.

The form follows *Myndigheternas skrivregler* (Ds 2014:1) and the statutes' own usage:
``9 kap. 24 § kommunallagen (2017:725)`` the first time, the name alone after that.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from samverkan.drafting.document import Citation
from samverkan.drafting.language import NBSP, enumeration, ordinal
from samverkan.drafting.values import PendingCitation
from samverkan.records.sections import printed, section_ids

if TYPE_CHECKING:
    from samverkan.records.model import Statute

_REFERENCE = re.compile(r"^((?:EU )?\d{4}[:/]\d+)(?: (.+))?$")

_COUNTED = re.compile(r"(\d+)([a-z]?)")


class NotYetLawError(LookupError):
    """A statute takes effect only after the day of the draft; the message is Swedish."""

    def __init__(self, statute: Statute, day: date) -> None:
        self.name, self.start = full_name(statute), statute.in_force_from
        super().__init__(
            f"{statute.name} ({statute.number}) gäller först från {self.start}, "
            f"efter utkastets datum {day}"
        )


@dataclass
class Citer:
    """Turns pending citations into text, in document order.

    Raises (from :meth:`cite`):
        LookupError: if the statute is not in kb/law, is repealed at ``day`` or has no
            such section. The message is Swedish and says what is wrong.
    """

    statutes: Mapping[str, Statute]
    day: date
    beside: frozenset[str] = frozenset()
    """What is cited together: a repealed act may stand beside the one that replaced it."""

    def __post_init__(self) -> None:
        self.seen: dict[str, None] = {}
        self.printed: set[str] = set()
        """Every statute that the document names anywhere: text, notes and demands."""

    def cite(self, pending: PendingCitation, *, first: bool | None = None) -> Citation:
        """Return the citation as printed; the first of each statute carries its number."""
        statute = self._statute(pending.number)
        self._check_sections(statute, pending.sections)
        is_first = pending.number not in self.seen if first is None else first
        self.seen.setdefault(pending.number)
        self.printed.add(pending.number)
        name = full_name(statute) if is_first else statute.name
        name = f"den upphävda {name}" if self._repealed(statute) else name
        if not pending.sections:
            return Citation(name, pending.number)
        article = pending.number.startswith("EU")
        where = _articles(pending) if article else _sections(pending)
        joiner = "i " if article else ""
        return Citation(f"{where} {joiner}{name}", pending.number, pending.sections)

    def cited(self, references: Iterable[str]) -> str:
        """Return what :func:`cited` does, and remember the statutes."""
        listed = tuple(references)
        text = cited(self.statutes, self.day, listed)
        self.printed.update(split_reference(reference)[0] for reference in listed)
        return text

    def _statute(self, number: str) -> Statute:
        statute = self.statutes.get(number)
        if statute is None:
            raise LookupError(f"lagen {number} finns inte i kb/law")
        if self._repealed(statute) and not self.beside & set(statute.replaced_by):
            instead = ", ".join(statute.replaced_by)
            hint = f"; den ersattes av {instead}" if instead else ""
            raise LookupError(
                f"{statute.name} ({number}) är upphävd från {statute.repealed_from}{hint}"
            )
        if statute.in_force_from is not None and statute.in_force_from > self.day:
            raise NotYetLawError(statute, self.day)
        return statute

    def _repealed(self, statute: Statute) -> bool:
        return statute.repealed_from is not None and statute.repealed_from <= self.day

    def _check_sections(self, statute: Statute, sections: tuple[str, ...]) -> None:
        if statute.partial or not statute.list_complete:
            return
        known = _known_sections(tuple(statute.sections))
        for section in sections:
            if section not in known:
                raise LookupError(f"{statute.name} ({statute.number}) har ingen {section}")


@lru_cache(maxsize=1024)
def _known_sections(spans: tuple[str, ...]) -> frozenset[str]:
    return frozenset(section_ids(spans))


def cited(statutes: Mapping[str, Statute], day: date, references: Iterable[str]) -> str:
    """Return references such as ``2017:725 9:24`` as they are printed.

    Each act is named once, with its sections in the order in which they stand in it.

    Raises:
        LookupError: as :meth:`Citer.cite`.
    """
    sections: dict[str, list[str]] = {}
    for reference in references:
        number, section = split_reference(reference)
        sections.setdefault(number, []).extend([section] if section else [])
    citer = Citer(statutes, day, frozenset(sections))
    return "; ".join(
        citer.cite(PendingCitation(number, tuple(sorted(set(found), key=_in_order)))).text
        for number, found in sections.items()
    )


def _in_order(section: str) -> list[tuple[int, str]]:
    """Return the key that puts ``9:2`` before ``9:2a`` and that before ``9:10``."""
    return [(int(number), letter) for number, letter in _COUNTED.findall(section)]


def split_reference(reference: str) -> tuple[str, str | None]:
    """Return the statute's number and, if there is one, the section.

    Raises:
        ValueError: if it is not written ``2017:725 9:24`` or ``EU 2016/679 28``.
    """
    match = _REFERENCE.match(reference)
    if match is None:
        raise ValueError(reference)
    return match[1], match[2]


def full_name(statute: Statute) -> str:
    """Return a statute's name with its number: ``kommunallagen (2017:725)``.

    Acts of the union have only the domain in parentheses: ``dataskyddsförordningen (EU)
    2016/679``.
    """
    if statute.number in statute.name:
        return statute.name
    domain, _, serial = statute.number.partition(" ")
    number = f"({domain}){NBSP}{serial}" if serial else f"({statute.number})"
    return f"{statute.name} {number}"


def _sections(pending: PendingCitation) -> str:
    parts = [printed(section) for section in pending.sections]
    chapters = list(dict.fromkeys(chapter for chapter, _ in parts))
    phrases = []
    for chapter in chapters:
        numbers = [number for each, number in parts if each == chapter]
        sign = "§" if len(numbers) == 1 else "§§"
        listed = _range(numbers)
        prefix = f"{chapter}{NBSP}kap.{NBSP}" if chapter else ""
        phrases.append(f"{prefix}{listed}{NBSP}{sign}")
    text = enumeration(phrases)
    if pending.stycke:
        text += f" {ordinal(pending.stycke)}{NBSP}stycket"
    if pending.punkt:
        text += f" {pending.punkt}" if pending.stycke else f"{NBSP}{pending.punkt}"
    return text


def _articles(pending: PendingCitation) -> str:
    numbers = enumeration([section.replace(":", ".") for section in pending.sections])
    return f"artikel{NBSP}{numbers}"


def _range(numbers: list[str]) -> str:
    """Join ``37, 38, 39`` to ``37–39``; two sections are joined by *och*."""
    digits = [int(number) for number in numbers if number.isdigit()]
    consecutive = len(digits) == len(numbers) > 2 and digits == list(
        range(digits[0], digits[0] + len(digits))
    )
    if consecutive:
        return f"{digits[0]}–{digits[-1]}"
    return enumeration(numbers)

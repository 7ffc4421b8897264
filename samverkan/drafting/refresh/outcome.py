"""What a refreshed file will say when its changes are accepted: clauses struck, numbers, demands.

Our lists of open points and demands were drafted for every clause; what the lawyer has struck
meets no demand, and what stands after it has another number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from samverkan.drafting.citations import Citer
from samverkan.drafting.document import Clause, DemandMet, Document, OpenPoint
from samverkan.drafting.frame import front_places
from samverkan.drafting.markup import RawSection
from samverkan.drafting.numbering import Numbered, Resolver
from samverkan.drafting.openpoints import placeholders
from samverkan.drafting.outline import clause_key, section_key
from samverkan.drafting.redline.node import WORD, P, text
from samverkan.drafting.refresh.merging import Choice
from samverkan.drafting.refresh.unit import Unit
from samverkan.drafting.word.bookmark import bookmark_name

_NO_TEXT = RawSection(None, ())
_OURS = re.compile(r"_(?:klausul|avsnitt|del)_")


def drop_emptied_places(body: Any) -> None:
    """Take away our bookmarks of text that is gone.

    When a deleted paragraph is joined with the next, its bookmark goes along and would lead
    there. A paragraph without text keeps its own: a section may begin with a list.
    """
    for start in list(body.iter(f"{WORD}bookmarkStart")):
        end, paragraph = start.getnext(), start.getparent()
        if (
            end is not None
            and end.tag == f"{WORD}bookmarkEnd"
            and end.get(f"{WORD}id") == start.get(f"{WORD}id")
            and _OURS.match(start.get(f"{WORD}name", ""))
            and paragraph.tag == P
            and text(paragraph).strip()
        ):
            paragraph.remove(start)
            paragraph.remove(end)


def struck(
    document: Document, theirs: Sequence[Unit], choices: Sequence[Choice]
) -> tuple[Clause, ...]:
    """Return the clauses of which the merged text has nothing but perhaps the heading.

    Args:
        document: the new draft.
        theirs: its units.
        choices: the merged text.
    """
    left = [each.unit for each in choices if not each.unit.working and any(each.unit.shown)]
    said = {unit.key for unit in left}
    found = []
    for clause in document.clauses():
        name = bookmark_name(clause_key(clause.id))
        keys = [unit.key for unit in theirs if unit.clause == name]
        heading, rest = keys[:1], keys[1:]
        own = [unit.key for unit in left if unit.clause == name]
        alive = any(key not in heading for key in own) if rest else bool(own)
        # Without its heading a text stands under the one before it.
        if not alive and said.isdisjoint(rest):
            found.append(clause)
    return tuple(found)


def settled(
    document: Document, gone: Sequence[Clause], numbers: Mapping[str, str | None]
) -> Document:
    """Return the document with its demands and open points as the merged text has them.

    Args:
        document: the new draft.
        gone: the clauses that are struck.
        numbers: for each bookmark of the merged text the number that its paragraph shows.
    """
    headings = {clause.id: clause.heading for clause in gone}
    resolver = _resolver(document, headings, numbers)
    demands = tuple(_demand(each, document, headings, resolver) for each in document.demands)
    pairs = zip(document.demands, demands, strict=True)
    unmet = [now for was, now in pairs if was.status != now.status]
    left = (_point(each, document, headings, resolver) for each in document.open_points)
    points = (*(_unmet(each) for each in unmet), *(each for each in left if each is not None))
    return replace(document, demands=demands, open_points=points)


def _resolver(
    document: Document, gone: Mapping[str, str], numbers: Mapping[str, str | None]
) -> Resolver:
    def numbered(clauses: Sequence[Clause], *, decimal: bool) -> list[Numbered]:
        return list(_numbered(clauses, gone, numbers, decimal=decimal))

    body = numbered(list(document.body_clauses()), decimal=document.numbering == "decimal")
    annexes = [(each.id, numbered(each.clauses, decimal=True)) for each in document.annexes]
    left = [(name, clauses) for name, clauses in annexes if clauses]
    return Resolver(
        body, document.numbering, Citer({}, date.fromisoformat(document.law_date)), left
    )


def _numbered(
    clauses: Sequence[Clause],
    gone: Mapping[str, str],
    numbers: Mapping[str, str | None],
    *,
    decimal: bool,
) -> Iterator[Numbered]:
    for clause in clauses:
        own = _figures(numbers.get(bookmark_name(clause_key(clause.id)))) if decimal else None
        sections = tuple(
            (each.id, number, _NO_TEXT)
            for each in clause.sections
            if (number := _figures(numbers.get(bookmark_name(section_key(each.id)))))
        )
        if clause.id not in gone and sections:
            yield Numbered(clause.id, own, sections)


def _figures(number: str | None) -> str | None:
    """Return ``12`` of ``12 §``, as our sections are numbered."""
    return re.sub(r"[^\d.]", "", number).rstrip(".") or None if number else None


def _demand(
    demand: DemandMet, document: Document, gone: Mapping[str, str], resolver: Resolver
) -> DemandMet:
    if demand.status != "met":
        return demand
    headings = {clause.id: clause.heading for clause in document.clauses()}
    left = [name for name in demand.clauses if name not in gone]
    if not left:
        named = " och ".join(f"”{headings[name]}”" for name in demand.clauses)
        verb = "klausulen" if len(demand.clauses) == 1 else "klausulerna"
        done = "är struken" if len(demand.clauses) == 1 else "är strukna"
        return replace(demand, status="struck", where=f"{verb} {named} {done}")
    places = (
        f"{place}, {headings[name]}" if (place := resolver.place(name)) else headings[name]
        for name in left
    )
    return replace(demand, where="; ".join(places))


def _unmet(demand: DemandMet) -> OpenPoint:
    told = f"{demand.id} uppfylls inte längre: {demand.where}. Kravet: {demand.text}"
    return OpenPoint("varning", told, law=demand.cited)


def _point(
    point: OpenPoint, document: Document, gone: Mapping[str, str], resolver: Resolver
) -> OpenPoint | None:
    """Return an open point with its place; None when what it is about is struck."""
    if point.target is None or point.target in front_places(document):
        return point
    owner = next(
        (c.id for c in document.clauses() if point.target in (c.id, *(s.id for s in c.sections))),
        None,
    )
    if owner in gone:
        elsewhere = _elsewhere(point, document, gone) if point.kind == "svar" else None
        if elsewhere is None:
            return None
        place = front_places(document).get(elsewhere) or resolver.place(elsewhere)
        return replace(point, target=elsewhere, place=place)
    place = resolver.place(point.target) or (resolver.place(owner) if owner else None)
    return replace(point, place=place or point.place)


def _elsewhere(point: OpenPoint, document: Document, gone: Mapping[str, str]) -> str | None:
    """Return where else the gap of an unanswered question first shows."""
    parts = tuple(
        replace(part, clauses=tuple(c for c in part.clauses if c.id not in gone))
        for part in document.parts
    )
    annexes = tuple(
        replace(annex, clauses=tuple(c for c in annex.clauses if c.id not in gone))
        for annex in document.annexes
    )
    found = placeholders(replace(document, parts=parts, annexes=annexes))
    return next((to for gap, to in found.items() if gap.question == point.question), None)

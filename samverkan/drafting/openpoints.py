"""What remains to be done, and which demands the draft meets where."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from samverkan.drafting.binding import binding
from samverkan.drafting.citations import Citer, split_reference
from samverkan.drafting.context import Context
from samverkan.drafting.costs import QUESTIONS
from samverkan.drafting.document import (
    DemandMet,
    Document,
    Inline,
    Inlines,
    ItemList,
    OpenPoint,
    Paragraph,
    Placeholder,
    Section,
    Status,
)
from samverkan.drafting.frame import DECISIONS_KEY, FACTS_KEY, PARTIES_KEY, TITLE_KEY, front_places
from samverkan.drafting.idle import idle_answers
from samverkan.drafting.judgement import names_reached
from samverkan.drafting.language import amount, enumeration, percent
from samverkan.drafting.numbering import Resolver
from samverkan.drafting.templating import TemplateFaultError
from samverkan.drafting.values import ORG_NUMBER, Unanswered

if TYPE_CHECKING:
    from samverkan.records.model import Clause, Demand, Question

_WORD = re.compile(r"[a-z][a-z0-9_]*")


def open_points(
    document: Document,
    context: Context,
    warnings: Iterable[str],
    clauses: Iterable[Clause],
    resolver: Resolver,
) -> tuple[OpenPoint, ...]:
    """Return every open point: unanswered, warnings, what to decide, defaults used."""
    found = placeholders(document)
    places = front_places(document)
    first = {gap.question: target for gap, target in reversed(found.items())}
    clauses = tuple(clauses)
    unused = _unused(document, context, clauses)
    points: list[OpenPoint] = []
    defaults: list[OpenPoint] = []
    listed: set[str] = set()
    for question in context.asked():
        if isinstance(context.names[question.id], Unanswered):
            if question.id in first:
                listed.add(question.id)
                target = first[question.id]
                place = places.get(target) or resolver.place(target)
                points.append(OpenPoint("svar", question.label, target, place, question.id))
        elif question.id not in unused and (preset := _preset(context, question)):
            text = f"{question.label}: {preset}"
            defaults.append(OpenPoint("forval", text, None, None, question.id))
    # What remains are parts of an answer: an organisation number, a cell of a table.
    for label, (question_id, target) in _remaining(found, listed).items():
        place = places.get(target) or resolver.place(target)
        text = label[:1].upper() + label[1:]
        points.append(OpenPoint("svar", text, target, place, question_id))
    laws = {clause.id: clause.law for clause in document.clauses()}
    idle = idle_answers(context, unused)
    warned = [OpenPoint("varning", text) for text in (*warnings, *idle)]
    decided = [
        OpenPoint(
            "beslut",
            text,
            clause.id,
            resolver.place(clause.id),
            law=laws[clause.id],
        )
        for clause in clauses
        for text in clause.decide
    ]
    return (*points, *warned, *decided, *defaults)


def _unused(document: Document, context: Context, clauses: Iterable[Clause]) -> set[str]:
    """Return the questions that clauses ask but no wording or condition of this draft turns on.

    A draft between state agencies has no clause on courts, so there is no default about
    courts to confirm.
    """
    agreement = context.agreement
    uses = [use.when for part in agreement.parts for use in part.clauses]
    read = [when for when in (*uses, *(use.when for use in agreement.annexes)) if when]
    read += [form for term in agreement.terms for form in term.forms.values()]
    read += [agreement.document_title, agreement.preamble or ""]
    variants = {clause.id: clause.variant for clause in document.clauses()}
    reached: set[str] = set()
    for clause in clauses:
        read += [clause.title, *(variant.when for variant in clause.variants)]
        chosen = (v.text for v in clause.variants if v.id == variants.get(clause.id))
        reached |= names_reached(next(chosen, clause.text), context.names)
    words = reached.union(_WORD.findall(" ".join(read)))
    if "kostnadsfordelning" in words:
        words.update(*QUESTIONS.values(), ("kostnadsnyckel", "kostnad_belopp", "avrundning"))
    for question in context.asked():
        if question.when and question.id in words:
            words.update(_WORD.findall(question.when))
    asked = {name for clause in context.bank.clauses.values() for name in clause.questions}
    return asked - words


def placeholders(document: Document) -> dict[Placeholder, str]:
    """Return each distinct placeholder and where it first shows: in the text, else page one."""
    places: list[tuple[str, Inlines]] = [
        (section.id, tuple(section_inlines(section)))
        for clause in document.clauses()
        for section in clause.sections
    ]
    places.append((TITLE_KEY, document.heading))
    places += [(PARTIES_KEY, party.org_number) for party in document.parties]
    places += [(DECISIONS_KEY, row.value) for row in document.decision_rows]
    places += [(FACTS_KEY, row.value) for row in document.front_rows]
    found: dict[Placeholder, str] = {}
    for place, inlines in places:
        for inline in inlines:
            if isinstance(inline, Placeholder):
                found.setdefault(inline, place)
    return found


def _remaining(found: dict[Placeholder, str], listed: set[str]) -> dict[str, tuple[str, str]]:
    """Return each gap that is not a question of its own: label → question and place.

    The organisation numbers that are missing are one point: sixteen parties would drown
    the rest.
    """
    gaps = {
        gap.label: (gap.question, to) for gap, to in found.items() if gap.question not in listed
    }
    numbers = [label for label in gaps if label.startswith(ORG_NUMBER)]
    if not numbers:
        return gaps
    names = enumeration([label.removeprefix(ORG_NUMBER) for label in numbers])
    merged = {f"{ORG_NUMBER}{names}": gaps[numbers[0]]}
    return {label: gap for label, gap in gaps.items() if label not in numbers} | merged


def section_inlines(section: Section) -> Iterator[Inline]:
    """Yield every inline of a section, in reading order."""
    for block in section.blocks:
        if isinstance(block, Paragraph):
            yield from block.inlines
        elif isinstance(block, ItemList):
            for item in block.items:
                yield from item
        else:
            for row in (block.header, *block.rows):
                for cell in row:
                    yield from cell


def _preset(context: Context, question: Question) -> str | None:
    """Return what is used unconfirmed and why; None when a question is answered."""
    if context.answers.answered(question.id):
        return None
    if context.main and (tied := context.main.svar.get(question.id)):
        return f"{_shown(question, tied.value)}. {tied.reason}" if tied.preset else None
    if question.default is None:
        return None
    return f"{_shown(question, question.default.value)}. {question.default.reason}"


def _shown(question: Question, value: Any) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nej"
    labels = {option.value: option.label for option in question.options}
    if isinstance(value, tuple):
        return ", ".join(str(labels.get(item, item)) for item in value)
    if question.type == "belopp":
        return amount(int(value))
    if question.type == "procent":
        return percent(float(value))
    text = labels.get(str(value), str(value))
    return f"{text} {question.unit}" if question.unit else text


def demands_met(
    document: Document, context: Context, clauses: Iterable[Clause], resolver: Resolver
) -> tuple[DemandMet, ...]:
    """Return each demand on the form and where this document meets it."""
    demands = context.bank.demand_lists.get(context.agreement.demands or "")
    if demands is None:
        return ()
    here: dict[str, list[Clause]] = {}
    for clause in clauses:
        for demand_id in clause.demands:
            here.setdefault(demand_id, []).append(clause)
    headings = {clause.id: clause.heading for clause in document.clauses()}
    found = (_demand(demand, here, headings, context, resolver) for demand in demands.demands)
    return tuple(each for each in found if each is not None)


def _demand(
    demand: Demand,
    here: dict[str, list[Clause]],
    headings: dict[str, str],
    context: Context,
    resolver: Resolver,
) -> DemandMet | None:
    law = binding(demand.law, context)
    status, where = _status(demand, here, headings, context, resolver)
    meeting = tuple(clause.id for clause in here.get(demand.id, ())) if status == "met" else ()
    if demand.law and not law:
        # No party is one that these statutes speak to.
        law, status, where, meeting = demand.law, "inapplicable", None, ()
    if status == "inapplicable" and _is_later(law, resolver.citer):
        return None  # nor is it yet law on the day of the draft
    printed = resolver.citer.cited(law)
    return DemandMet(demand.id, law, printed, demand.text, demand.level, status, where, meeting)


def _is_later(law: Iterable[str], citer: Citer) -> bool:
    """Whether some of the statutes take effect only after the day of the draft."""
    starts = (
        statute.in_force_from
        for reference in law
        if (statute := citer.statutes.get(split_reference(reference)[0])) is not None
    )
    return any(start is not None and start > citer.day for start in starts)


def _status(
    demand: Demand,
    here: dict[str, list[Clause]],
    headings: dict[str, str],
    context: Context,
    resolver: Resolver,
) -> tuple[Status, str | None]:
    if not _applies(demand, context):
        return "inapplicable", None
    if meeting := here.get(demand.id):
        return "met", "; ".join(f"{resolver.place(m.id)}, {headings[m.id]}" for m in meeting)
    for companion in context.agreement.companions:
        other = context.bank.agreements.get(companion)
        uses = context.bank.clause_ids(other) if other else ()
        if other and any(
            demand.id in found.demands
            for name in uses
            if (found := context.bank.clauses.get(name)) is not None
        ):
            return "elsewhere", other.title
    return "missing", None


def _applies(demand: Demand, context: Context) -> bool:
    """Whether a conditional demand concerns this draft.

    A document type that does not ask what the condition rests on cannot tell; the demand
    is then shown as one that applies.
    """
    if demand.when is None:
        return True
    try:
        return context.holds(demand.when)
    except TemplateFaultError:
        return True

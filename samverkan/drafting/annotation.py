"""The drafting note of a clause: why it is there, what it rests on and what to decide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from samverkan.drafting.citations import split_reference
from samverkan.drafting.document import Note
from samverkan.records.bank import Bank
from samverkan.records.place import Place

if TYPE_CHECKING:
    from samverkan.records.model import Clause


def annotation(record: Clause, reasons: Iterable[str], law: str, bank: Bank) -> Note:
    """Return the note on a clause.

    Args:
        record: the clause.
        reasons: its own note, rendered, one text a paragraph.
        law: its legal basis as it is printed; empty when it rests on practice alone.
        bank: where the dates of the statutes and the titles of the examples stand.
    """
    return Note((*(line for line in reasons if line), *_facts(record, law, bank)))


def _facts(record: Clause, law: str, bank: Bank) -> Iterator[str]:
    if law:
        yield f"Lagrum: {law}. {_checked(record, bank)}"
    yield from (f"Ta ställning till: {text}" for text in record.decide)
    if record.sources:
        yield f"Källa: {'; '.join(_places(record.sources, bank))}."
    examples = (bank.cooperation(name) for name in record.examples)
    if titles := [example.title for example in examples if example is not None]:
        yield f"Exempel: {'; '.join(titles)}."
    if record.practice:
        yield f"Avtalspraxis: {record.practice}"


def _places(places: Iterable[Place], bank: Bank) -> Iterator[str]:
    """Yield the places of each source: its short title, its unit and where in it."""
    grouped: dict[str, list[str]] = {}
    for place in places:
        grouped.setdefault(place.source, []).append(place.where.replace("-", "–"))
    for name, wheres in grouped.items():
        if name in bank.sources:
            source = bank.sources[name]
            yield f"{source.short_title}, {source.unit} {', '.join(wheres)}"


def _checked(record: Clause, bank: Bank) -> str:
    """Return the dates of the texts against which the statutes were checked."""
    numbers = dict.fromkeys(split_reference(each)[0] for each in record.legal_basis)
    dates = sorted({
        day.isoformat()
        for number in numbers
        if (day := bank.statutes[number].text_as_of) is not None
    })  # fmt: skip
    return f"Lagtext per {' och '.join(dates)}." if dates else "Lagtexten är inte läst."

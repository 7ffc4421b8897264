"""What a hand-written page may ask for: counts, ways in, areas to choose from."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from samverkan.records.derived import lineage
from samverkan.site.standing import is_good
from samverkan.site.view import View

PLACE = re.compile(r"^<!-- plats: ([a-z-]+) -->$", re.MULTILINE)
"""Where a hand-written page wants ``plats-<name>.md.j2``."""


@dataclass(frozen=True)
class AreaChoice:
    """An area to look in: its label, where it leads and how many examples it has."""

    label: str
    href: str
    count: int


def counts(view: View) -> dict[str, int]:
    """Return how much there is of each kind."""
    bank = view.bank
    good = sum(is_good(bank, example) for example in bank.examples.values())
    return {
        "exempel": good,
        "lardomar": len(bank.examples) - good,
        "natverk": len(bank.networks),
        "klausuler": len(bank.clauses),
        "dokumenttyper": len(bank.agreements),
        "organisationer": len(view.stock.parts),
        "lagar": len(bank.statutes),
        "kallor": len(bank.sources),
    }


def areas(view: View) -> list[AreaChoice]:
    """Return the main areas that have good examples, narrower areas counted in."""
    totals: Counter[str] = Counter()
    for example in view.bank.examples.values():
        if is_good(view.bank, example):
            totals.update({lineage(view.bank, "omrade", area)[-1] for area in example.areas})
    return [
        AreaChoice(term.label, view.filtered("omrade", term.id), totals[term.id])
        for term in view.bank.terms("omrade").values()
        if totals[term.id]
    ]


def places_in(text: str) -> list[str]:
    """Return the names of the generated pieces that a hand-written page asks for."""
    return PLACE.findall(text)


def filled(text: str, pieces: dict[str, str]) -> str:
    """Return a hand-written page with its generated pieces in place."""
    return PLACE.sub(lambda match: pieces[match[1]].strip("\n"), text)

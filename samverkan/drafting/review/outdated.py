"""Finds words that an agreement of today does not use."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from samverkan.records.bank import Bank

FACET = "foraldrat-sprak"
"""The vocabulary of old words; each term's label is the word of today."""
_FORMS = ("form", "partsroll", "sokord")
_COMPOUNDS_FROM = 8
"""A word as long as this is also looked for as the first part of a compound."""


@dataclass(frozen=True)
class OldWord:
    """An outdated word or name as it stands in the text."""

    text: str
    rule: str
    suggestion: str


class OldWords:
    """Every outdated word and name that the bank knows."""

    def __init__(self, bank: Bank) -> None:
        self._rules = sorted(_rules(bank), key=lambda rule: -len(rule[0]))
        words = "|".join(_pattern(word) for word, _, _ in self._rules)
        self._pattern = re.compile(rf"(?<!\w)(?:{words})", re.IGNORECASE) if words else None

    def find(self, text: str) -> Iterator[OldWord]:
        """Yield each outdated word of ``text``, in order."""
        if self._pattern is None:
            return
        for match in self._pattern.finditer(text.replace("\u00a0", " ")):
            word = match[0].lower()
            rule = next((r for r in self._rules if word.startswith(r[0].lower())), None)
            if rule is not None:
                yield OldWord(match[0], rule[1], rule[2])


def _pattern(word: str) -> str:
    plain = re.escape(word).replace(r"\ ", r"\s")
    if len(word) >= _COMPOUNDS_FROM and " " not in word:
        return rf"{plain}\w*"
    return rf"{plain}(?:s|et|en|ets|ens)?(?!\w)"


def _rules(bank: Bank) -> Iterator[tuple[str, str, str]]:
    for term in bank.terms(FACET).values():
        for old in term.old_names:
            yield old, FACET, term.label
    for facet in _FORMS:
        for term in bank.terms(facet).values():
            for old in term.old_names:
                yield old, facet, term.label
    names = {body.name.lower() for body in bank.bodies.values()}
    for body in bank.bodies.values():
        for former in body.former_names:
            if former.name.lower() not in names:
                yield former.name, "organisation", body.name
        successor = bank.bodies.get(body.successor or "")
        if successor is not None:
            yield body.name, "organisation", successor.name

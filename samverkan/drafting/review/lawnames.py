"""What statutes are called in text: names, abbreviations, indefinite forms, numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from samverkan.records.model import Statute

SFS = r"(?:EU )?\d{4}[:/]\d{1,4}"
NUMBERED = re.compile(r"^\d{4} års ")
"""How the bank names an act whose plain name is borne by another act today."""
_DEFINITE = (
    ("förordningen", "förordning"), ("balken", "balk"), ("lagen", "lag"), ("formen", "form"),
)  # fmt: skip


@dataclass(frozen=True)
class LawNames:
    """Every name and the statutes that bear it, the one in force first."""

    by_name: Mapping[str, tuple[Statute, ...]]
    pattern: re.Pattern[str]

    @classmethod
    def of(cls, statutes: Iterable[Statute]) -> LawNames:
        """Collect the names of ``statutes``."""
        found: dict[str, list[Statute]] = {}
        for statute in statutes:
            for name in _names(statute):
                found.setdefault(name.lower(), []).append(statute)
        ordered = {
            name: tuple(sorted(each, key=lambda s: (s.status == "repealed", s.number)))
            for name, each in found.items()
        }
        longest_first = sorted(ordered, key=len, reverse=True)
        alternatives = "|".join(re.escape(name).replace(r"\ ", r"\s") for name in longest_first)
        return cls(ordered, re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)", re.IGNORECASE))

    def find(self, name: str) -> tuple[Statute, ...]:
        """Return the statutes called ``name``, in any case."""
        return self.by_name.get(" ".join(name.split()).lower(), ())


def _names(statute: Statute) -> set[str]:
    plain = NUMBERED.sub("", statute.name)
    names = {statute.name, *statute.also_called}
    if plain == statute.name:
        names |= _forms(plain)
    else:
        # "1991 års kommunallag" is called kommunallagen too, by those who mean it.
        names |= {plain, _definite(plain)}
    if statute.short:
        names.add(statute.short)
    return names


def _forms(name: str) -> set[str]:
    """Return ``lagen om …`` and ``lag om …``; a number may stand between in the text."""
    first, _, rest = name.partition(" ")
    for definite, indefinite in _DEFINITE:
        if first.endswith(definite):
            other = first.removesuffix(definite) + indefinite
            return {name, f"{other} {rest}".strip()}
    return {name}


def _definite(name: str) -> str:
    first, _, rest = name.partition(" ")
    if rest and first.endswith("-"):  # plan- och bygglag
        return f"{name}en"
    if rest.startswith("och "):
        return f"{name}en"
    return f"{first}en {rest}".strip()

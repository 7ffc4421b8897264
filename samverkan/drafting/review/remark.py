"""A remark on the language of a text: what stands there, why it is wrong, what to write."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Rule = Literal[
    "odefinierat ord",
    "definition som inte används",
    "dubbel definition",
    "trasig hänvisning",
    "blandade paragrafformer",
    "datum",
    "omöjligt datum",
    "belopp",
    "skall",
]


@dataclass(frozen=True)
class Remark:
    """One remark. ``where`` is the section, as a reader finds it."""

    text: str
    rule: Rule
    suggestion: str
    where: str

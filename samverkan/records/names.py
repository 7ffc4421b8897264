"""Names that the models of the records share with those who read the records."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

BodyKind = Literal[
    "kommun",
    "region",
    "lansstyrelse",
    "statlig-myndighet",
    "kommunalforbund",
    "gemensam-namnd",
    "forvaltning",
    "bolag",
    "organisation",
    "ovrig",
]

BODY_KINDS: Mapping[BodyKind, tuple[str, str]] = {
    "kommun": ("kommun", "kommuner"),
    "region": ("region", "regioner"),
    "lansstyrelse": ("länsstyrelse", "länsstyrelser"),
    "statlig-myndighet": ("statlig myndighet", "statliga myndigheter"),
    "kommunalforbund": ("kommunalförbund", "kommunalförbund"),
    "gemensam-namnd": ("gemensam nämnd", "gemensamma nämnder"),
    "forvaltning": ("förvaltning", "förvaltningar"),
    "bolag": ("bolag", "bolag"),
    "organisation": ("organisation", "organisationer"),
    "ovrig": ("övrig", "övriga"),
}
"""What a body of each kind is called: one, several."""

Nature = Literal["antas", "undertecknas", "viljeyttring", "underlag"]

DECISION_PACKAGE = "beslutsunderlag"
"""The document type that is drafted for every other: what each party needs to decide."""


def statute_id(number: str) -> str:
    """Return the id of the statute with a number: ``2017:725`` → ``sfs-2017-725``."""
    words = re.findall(r"[a-z0-9]+", number.lower())
    return "-".join(words if number.startswith("EU") else ["sfs", *words])

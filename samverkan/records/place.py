"""Places in sources."""

from __future__ import annotations

import re
from dataclasses import dataclass

PLACE = re.compile(r"^(?P<source>[a-z0-9]+(?:-[a-z0-9]+)*):(?P<where>\S.*)$")
SPAN = re.compile(r"(\d+)(?:[-–](\d+))?")


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a source: ``lst-2006:756`` or ``lst-2006:324,540-542`` or ``slug:s. 12``."""

    source: str
    where: str

    def spans(self) -> list[tuple[int, int]]:
        """Return the numbered spans (first, last), in the unit that the source states."""
        return [(int(a), int(b or a)) for a, b in SPAN.findall(self.where)]

    def __str__(self) -> str:
        return f"{self.source}:{self.where}"

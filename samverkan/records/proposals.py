"""What was only proposed or planned has no results yet, and says that it is a plan."""

from __future__ import annotations

import re
from collections.abc import Iterator

from samverkan.records.chronology import Finding
from samverkan.records.model import Example

_ACHIEVED = re.compile(
    r"\b(?:har|hade)(?: \w+)? \w+(?:at|att|it|tt|ats|its)\b"
    r"|\b(?:blev|gav|ledde|sparade|minskade|sänkte|ökade|höjde|förbättrade|förkortade)s?\b"
)
"""The Swedish perfect (``har minskat``, ``har redan gett``) and the common past tenses."""
_TENTATIVE = re.compile(
    r"föresl|förslag|förstudie|planera|utred|bör\b|ska\b|skulle|vill\b|tänk|idé|möjlig|avråd"
    r"|vänta|kommer att|på väg|diskutera|kan\b|behöv",
    re.IGNORECASE,
)


def told_as_done(record: Example) -> Iterator[Finding]:
    """Yield what is wrong with ``record`` if its stage is one where nothing is carried out."""
    for index, effect in enumerate(record.effects):
        if effect.basis in ("uppmatt", "pastadd"):
            message = f"skedet är {record.stage}, men effekten kallas {effect.basis}."
            hint = "Skriv forvantad, beraknad eller uppskattad, eller rätta skedet."
            yield ("effects", index, "basis"), "fel", "forslag-som-uppnatt", message, hint
        elif said := _ACHIEVED.search(effect.text):
            message = f"skedet är {record.stage}, men effekten beskrivs som uppnådd ({said[0]})."
            hint = "Skriv vad som väntas: väntas ge, ska minska, skulle spara."
            yield ("effects", index, "text"), "fel", "forslag-som-uppnatt", message, hint
    if not _TENTATIVE.search(f"{record.title} {record.summary}"):
        message = f"skedet är {record.stage}, men det framgår inte av sammanfattningen."
        hint = "Skriv att det föreslås, planeras eller utreds."
        yield ("summary",), "fel", "forslag-som-uppnatt", message, hint

"""Places in sources and sections of statutes, as they are printed and linked."""

from __future__ import annotations

import re
from collections.abc import Iterable

from markupsafe import Markup

from samverkan.records.address import address
from samverkan.records.bank import Bank
from samverkan.records.model import Source
from samverkan.records.place import Place
from samverkan.records.sections import printed as printed_section
from samverkan.site.escape import escape, inner
from samverkan.site.location import relative
from samverkan.site.quantity import listed
from samverkan.site.usage import split_citation

UNITS = {"rad": ("rad", "raderna"), "sida": ("s.", "s."), "avsnitt": ("avsnitt", "avsnitten")}
_NUMBERS = re.compile(r"^[\d,\s–-]+$")


def where(source: Source | None, wheres: Iterable[str]) -> str:
    """Return places within one source: ``rad 756``, ``raderna 816 och 845``, ``s. 12``."""
    parts = [part.strip() for text in wheres for part in text.split(",") if part.strip()]
    unique = list(dict.fromkeys(part.replace("-", "–") for part in parts))
    if source is None or not all(_NUMBERS.match(part) for part in unique):
        return ", ".join(unique)
    one, many = UNITS[source.unit]
    plural = len(unique) > 1 or "–" in unique[0]
    return f"{many if plural else one} {listed(unique)}"


class Citations:
    """Prints places and law as seen from one page."""

    def __init__(self, bank: Bank, page: str) -> None:
        self._bank = bank
        self._page = page

    def places(self, places: Iterable[Place] | None, assumed: str | None = None) -> Markup:
        """Return places, grouped by source, each source linked.

        Args:
            places: where the fact stands.
            assumed: a source whose name the page has already given; its places then
                stand without the name.
        """
        grouped: dict[str, list[str]] = {}
        for place in places or ():
            grouped.setdefault(place.source, []).append(place.where)
        return Markup("; ").join(
            self._one(source_id, wheres, assumed) for source_id, wheres in grouped.items()
        )

    def _one(self, source_id: str, wheres: list[str], assumed: str | None) -> Markup:
        source = self._bank.sources.get(source_id)
        text = where(source, wheres)
        if source is None:
            return escape(f"{source_id}, {text}")
        if source_id != assumed:
            text = f"{source.short_title}, {text}"
        link = relative(address("source", source_id), self._page)
        return inner(link, text)

    def law(self, citation: str, *, named: bool = True, within: str = "") -> Markup:
        """Return ``2017:725 9:24`` as ``9 kap. 24 § kommunallagen (2017:725)``, linked.

        Unless ``named``, a section stands without the name of its act. What is cited
        ``within`` the section stands between the two: *9 kap. 6 § 11 kommunallagen*.
        """
        number, section = split_citation(citation)
        statute = self._bank.statutes.get(number)
        if statute is None:
            return escape(citation)
        link = relative(address("statute", statute.id), self._page)
        act = f"{statute.name} ({number})"
        if not section:
            return inner(link, act)
        text = section_name(section, number.startswith("EU")) + within
        text = f"{text} {act}" if named else text.replace(" ", "\u00a0")
        return inner(f"{link}#{anchor(section)}", text)

    def laws(self, citations: Iterable[str]) -> Markup:
        """Return citations with each act on a line of its own, named once, after its sections."""
        acts: dict[str, list[str]] = {}
        for citation in citations:
            acts.setdefault(split_citation(citation)[0], []).append(citation)
        return Markup("<br>").join(
            Markup(", ").join(
                self.law(each, named=place == len(act)) for place, each in enumerate(act, start=1)
            )
            for act in acts.values()
        )


def section_name(section: str, article: bool = False) -> str:
    """Return ``9 kap. 24 §``, or ``artikel 28`` for EU law."""
    try:
        chapter, paragraph = printed_section(section)
    except ValueError:
        return section
    if article:
        return f"artikel {paragraph}"
    return f"{chapter} kap. {paragraph} §" if chapter else f"{paragraph} §"


def anchor(section: str) -> str:
    """Return the id of a section's row on its statute's page."""
    return f"p-{section.replace(':', '-')}"

"""Names of the same thing: synonyms, abbreviations and old names from the bank.

Each term of the topical vocabularies, each body, statute and county is a *concept* with
names. A text that uses any of the names is about the concept, and so is a query. A longer
name hides the shorter ones in it (``samverkansavtal under en nämnd`` is not a
``samverkansavtal``), which is what ``keep_apart`` in the vocabularies is for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from samverkan.records.address import Atlas
from samverkan.records.bank import Bank
from samverkan.records.model import Body, Term
from samverkan.search.analysis import Analysis, Reading, Word, saying
from samverkan.search.tokens import tokens

FACETS = (
    "sokord",
    "form",
    "formvariant",
    "omrade",
    "forkortning",
    "grupptyp",
    "klausulamne",
    "effekt",
    "motiv",
    "vardagsord",
)
"""Vocabularies whose terms are things to search for; the others grade and label."""

_GLOSS = re.compile(r"\s*\([^)]*\)")
_OWN_NAME, _OTHER_NAME, _FORMER_NAME = 1.0, 0.9, 0.8
_BROADER = 0.3
_IN_COUNTY = 0.65
EVERYDAY = "vardagsord"
"""The vocabulary of words that people say. They lead to the bank's own word; it does not lead
to them, so it means its concept only half as surely.
"""
_OWN_EVERYDAY = 0.5
IN_COMPOUND = 0.4


@dataclass(frozen=True, slots=True)
class Name:
    """A name of a concept, and how surely it means it. No concept: a name to keep apart."""

    text: str
    concept: str | None
    weight: float


@dataclass(frozen=True, slots=True)
class Mention:
    """A concept found in a text, over the words ``first`` to ``last`` (last not included)."""

    concept: str
    weight: float
    first: int
    last: int


class Thesaurus:
    """Finds concepts in analysed text."""

    def __init__(self, names: Iterable[Name], analysis: Analysis) -> None:
        self._phrases: dict[str, dict[tuple[str, ...], dict[str, float]]] = {}
        for name in names:
            keys = analysis.keys(name.text)
            if len(keys) < 2 and _says_more(name.text):
                keys = (saying(name.text),)
            if not keys:
                continue
            meanings = self._phrases.setdefault(keys[0], {}).setdefault(keys, {})
            if name.concept is not None:
                meanings[name.concept] = max(name.weight, meanings.get(name.concept, 0.0))
        self._lengths: Mapping[str, Sequence[int]] = {
            first: sorted({len(keys) for keys in phrases}, reverse=True)
            for first, phrases in self._phrases.items()
        }

    def mentions(
        self, words: Sequence[Word] | Sequence[Reading], *, inner: bool = False
    ) -> Iterator[Mention]:
        """Yield the concepts that ``words`` name, the longest name at each place winning.

        A compound that is no name itself is about what its first part names, though less
        surely: ``videokonferens`` about ``video``. With ``inner``, so are the words of a name
        about what they name themselves: a text on ``vatten, avlopp och avfall`` is about
        ``avfall`` too, while one who asks for a ``gemensam nämnd`` wants no other nämnd.
        """
        keys = [word.key for word in words]
        at = 0
        while at < len(keys):
            length = self._longest(keys, at)
            end = at + max(length, 1)
            meanings = self._phrases[keys[at]][tuple(keys[at:end])] if length else {}
            for concept, weight in meanings.items():
                yield Mention(concept, weight, at, end)
            if not length or (inner and meanings):
                for place in range(at, end):
                    yield from self._of_word(words[place], place, alone=length > 1)
            at = end

    def _of_word(self, word: Word | Reading, place: int, *, alone: bool) -> Iterator[Mention]:
        """Yield what a word is about by its first part, and what it names ``alone``."""
        if alone:
            for concept, weight in self.meanings(word.key).items():
                yield Mention(concept, weight, place, place + 1)
        for part in word.parts[:1]:
            for concept, weight in self.meanings(part).items():
                yield Mention(concept, weight * IN_COMPOUND, place, place + 1)

    def phrases(self) -> Iterator[tuple[tuple[str, ...], Mapping[str, float]]]:
        """Yield every name as keys, with its concepts; none for a name to keep apart."""
        for phrases in self._phrases.values():
            yield from phrases.items()

    def meanings(self, key: str) -> Mapping[str, float]:
        """Return the concepts that a single word names, and how surely."""
        return self._phrases.get(key, {}).get((key,), {})

    def _longest(self, keys: Sequence[str], at: int) -> int:
        phrases = self._phrases.get(keys[at])
        if phrases is None:
            return 0
        for length in self._lengths[keys[at]]:
            if at + length <= len(keys) and tuple(keys[at : at + length]) in phrases:
                return length
        return 0


def _says_more(text: str) -> bool:
    """Whether ``text`` has more words than those that are compared: ``god man`` is not ``god``,
    nor ``säga upp`` whatever is said.
    """
    return sum(1 for _ in tokens(text, keep_stop_words=True)) > 1


def bank_names(bank: Bank) -> list[Name]:
    """Return every name in the bank, in a fixed order."""
    names: list[Name] = []
    for facet in FACETS:
        for term in bank.terms(facet).values():
            own = list(_term_names(facet, term))
            names += own
            if term.broader:
                # What is about diaries is also about records and archives, if less so.
                broader = f"{facet}:{term.broader}"
                names += (
                    Name(name.text, broader, name.weight * _BROADER) for name in own if name.concept
                )
    atlas = Atlas(bank)
    for body in bank.bodies.values():
        names += _body_names(bank, body)
        if body.body_kind == "kommun" and body.county_letter and not atlas.find(body):
            # No record names it; what its county does may be of use to it.
            names.append(Name(body.name, f"lan:{body.county_letter}", _IN_COUNTY))
    for statute in bank.statutes.values():
        concept = f"lag:{statute.id}"
        names += (Name(text, concept, _OWN_NAME) for text in (statute.name, statute.number))
        if statute.short:
            names.append(Name(statute.short, concept, _OWN_NAME))
    return names


def _term_names(facet: str, term: Term) -> Iterator[Name]:
    concept = f"{facet}:{term.id}"
    yield Name(term.label, concept, _OWN_EVERYDAY if facet == EVERYDAY else _OWN_NAME)
    for text in (*term.abbreviations, *term.synonyms, *term.old_names):
        yield Name(_GLOSS.sub("", text), concept, _OTHER_NAME)
    if facet == "forkortning":
        # What an abbreviation is short for is the first words of its definition.
        expansion = re.split(r"[,;.(:]", term.definition)[0]
        if len(expansion.split()) <= 5:
            yield Name(expansion, concept, _OWN_NAME)
    for text in term.keep_apart:
        # A single word would only hide itself; a phrase hides the name inside it.
        if " " in _GLOSS.sub("", text):
            yield Name(_GLOSS.sub("", text), None, 0.0)


def _body_names(bank: Bank, body: Body) -> Iterator[Name]:
    concept = f"organ:{body.id}"
    county = body.county_letter if body.body_kind == "lansstyrelse" else None
    yield Name(body.name, concept, _OWN_NAME)
    if body.short_name and body.short_name.isupper():
        # BKT, SKL. Other short names (Mark, Kil, Vara) are ordinary words as well, and
        # stand in the full name anyhow.
        yield Name(body.short_name, concept, _OWN_NAME)
    for text in body.alternative_names:
        is_county = county is not None and not text.lower().startswith("länsstyrelse")
        yield Name(text, f"lan:{county}" if is_county else concept, _OTHER_NAME)
    for former in body.former_names:
        yield Name(former.name, concept, _FORMER_NAME)
    if county:
        for text in (f"{county}-län", f"{county} län"):
            yield Name(text, f"lan:{county}", _OWN_NAME)
        yield Name(body.name.removeprefix("Länsstyrelsen i "), f"lan:{county}", _OWN_NAME)
        if len(county) > 1:
            yield Name(county, f"lan:{county}", _OWN_NAME)
    successor = bank.bodies.get(body.successor) if body.successor else None
    if successor:
        for text in (body.name, *body.alternative_names):
            yield Name(text, f"organ:{successor.id}", _FORMER_NAME)

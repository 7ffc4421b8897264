"""Asks a text whether it says a thing, and which sentence does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property

from samverkan.drafting.review.sectioning import Section
from samverkan.drafting.review.sentence import Sentence, sentences
from samverkan.drafting.review.statement import Concept, says, statement

_FEW = 3
"""Demands of a list that may ask for a word which still tells them from the rest."""

_NEARLY_ALL = 4
"""Of so many things one may be left out."""


class Rank(IntEnum):
    """How well a text says a thing, the best first."""

    MET = 0
    DENIED = 1
    PARTLY = 2
    SILENT = 3


@dataclass(frozen=True)
class Said:
    """How well a text says a thing, and the sentence that does it best."""

    rank: Rank
    sentence: Sentence | None = None


@dataclass(frozen=True)
class _Wanted:
    """The words of a text that say each concept of a statement."""

    subject: frozenset[str]
    headed: bool
    acts: tuple[frozenset[str], ...]
    unless: frozenset[str]
    telling: frozenset[str] | None
    """Those that few other demands ask for, None when no demands are compared."""

    @property
    def concepts(self) -> tuple[frozenset[str], ...]:
        """The subject and the acts."""
        return self.subject, *self.acts


class TextReading:
    """A text, ready to be asked what it says.

    Args:
        text: the agreement, divided at its headings.
        named: the words of the named concepts in agreements/concepts.
    """

    def __init__(self, text: Sequence[Section], named: Mapping[str, Iterable[str]]) -> None:
        self._sentences = tuple(sentences(text))
        self._named = named
        self._known: dict[Concept, frozenset[str]] = {}

    def telling(self, demands: Iterable[Iterable[str]]) -> frozenset[str]:
        """Return the words of the text that tell a demand from most others.

        *Nämnden* and *ledamot* stand in half the demands on a gemensam nämnd and show of none
        of them that the text has come to it; *mandattid* does.

        Args:
            demands: the lines of evidence of each demand.
        """
        asked: Counter[str] = Counter()
        for ways in demands:
            wanted = [self._wanted(way, None) for way in ways]
            asked.update(frozenset().union(*(c for each in wanted for c in each.concepts)))
        return frozenset(word for word, count in asked.items() if count <= _FEW)

    def said(
        self,
        ways: Iterable[str],
        *,
        either_way: bool = False,
        background: bool = True,
        telling: frozenset[str] | None = None,
    ) -> Said:
        """Return how well the text says a thing in one of some ways.

        Args:
            ways: lines of evidence, as in agreements/demands.
            either_way: a sentence that says no will do.
            background: so will one that tells why the agreement was made.
            telling: words, one of which a sentence holds that comes near; None asks for none.
        """
        best = Said(Rank.SILENT)
        score: tuple[int, ...] = ()
        for way in ways:
            wanted = self._wanted(way, telling)
            for sentence in self._sentences:
                rank, near = _rank(sentence, wanted, either_way=either_way, background=background)
                order = (-rank, *near, -len(sentence.tokens))
                if rank < Rank.SILENT and order > score:
                    best, score = Said(rank, sentence), order
        return best

    def _wanted(self, way: str, telling: frozenset[str] | None) -> _Wanted:
        asked = statement(way, self._named)
        return _Wanted(
            self._words(asked.subject),
            asked.headed,
            tuple(self._words(act) for act in asked.acts),
            self._words(asked.unless),
            telling,
        )

    @cached_property
    def _vocabulary(self) -> frozenset[str]:
        return frozenset().union(*(s.words | s.heading | s.annex_heading for s in self._sentences))

    def _words(self, concept: Concept) -> frozenset[str]:
        """Return the words of the text that say a concept."""
        known = self._known.get(concept)
        if known is None:
            known = self._known[concept] = frozenset(
                word for word in self._vocabulary if any(says(each, word) for each in concept)
            )
        return known


def _rank(
    sentence: Sentence, wanted: _Wanted, *, either_way: bool, background: bool
) -> tuple[Rank, tuple[int, int, int]]:
    """Return how well a sentence says a statement, and how near it comes."""
    in_heading = bool(wanted.subject & sentence.heading)
    in_sentence = bool(wanted.subject & sentence.topics)
    leaning = bool(wanted.acts) and bool(wanted.subject & sentence.leans_on)
    held = sum(bool(act & sentence.words) for act in wanted.acts)
    near = (held, in_heading, in_sentence)
    whole = held == len(wanted.acts)
    told = in_heading or (not wanted.headed and (in_sentence or leaning))
    astray = bool(wanted.unless & (sentence.words | sentence.heading))
    if whole and told and not astray and sentence.states:
        elsewhere = sentence.annex is not None and not wanted.subject & sentence.annex_heading
        if elsewhere or (sentence.in_background and not in_heading and not background):
            return Rank.PARTLY, near
        if not either_way and _is_denied(sentence, wanted.acts or (wanted.subject,)):
            return Rank.DENIED, near
        return Rank.MET, near
    touched = in_heading or (in_sentence and held > 0) or (len(wanted.acts) > 1 and whole)
    return (Rank.PARTLY if _comes_near(sentence, wanted, touched) else Rank.SILENT), near


def _comes_near(sentence: Sentence, wanted: _Wanted, touched: bool) -> bool:
    """Tell whether a sentence, or its heading, is about what is asked for.

    It is when it says nearly all of it, or all but one thing with a word that few other
    demands ask for. With such a word in the heading it may leave out more.
    """
    if wanted.telling is None:
        return touched
    telling = wanted.telling.intersection(frozenset().union(*wanted.concepts))
    words = sentence.words | sentence.heading
    lacking = sum(not concept & words for concept in wanted.concepts)
    if touched and lacking * _NEARLY_ALL <= len(wanted.concepts):
        return True
    touched = touched or bool(telling & wanted.subject & sentence.topics)
    return touched and bool(telling & (words if lacking <= 1 else sentence.heading))


def _is_denied(sentence: Sentence, acts: Iterable[frozenset[str]]) -> bool:
    """Tell whether some act stands only where the sentence says no."""
    for act in acts:
        places = {at for at, token in enumerate(sentence.tokens) if token in act}
        if places and places <= sentence.denied:
            return True
    return False

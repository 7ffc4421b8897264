"""Turns a document into weighted index terms. One place decides what a word is worth."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from samverkan.search.analysis import Analysis, pairs
from samverkan.search.documents import Document, Field
from samverkan.search.synonyms import Thesaurus
from samverkan.search.wording import Wording

Weights = dict[str, float]

_INNER = 0.8
"""What ``drift`` counts when the text has ``IT-drift``."""
_IN_TITLE_CONCEPT = 0.7
_AS_SHORT_NAME = 2.0
"""What a word in the title counts that is all that the record is called for short."""
_BY_DATA = 2.0
"""What a concept counts that the record's data, not its words, says it is about."""
_FEW_ALIKE = 8
"""With more counties or bodies than these, a record is about each of them the less."""
CONCEPT_MARK = "="
SCALE = 5
"""Steps to a weight of one; finer differences than a twentieth say nothing."""
TITLE_PART = 3
"""Steps that a part of a compound in the title counts there; a word of its own, five."""


@dataclass
class Terms:
    """Index terms of one document by index field, each with its weight."""

    words: Weights = field(default_factory=lambda: defaultdict(float))
    pairs: Weights = field(default_factory=lambda: defaultdict(float))
    concepts: Weights = field(default_factory=lambda: defaultdict(float))
    title: Weights = field(default_factory=dict)
    length: float = 0.0
    title_length: int = 0


def index_terms(
    document: Document, wording: Wording, analysis: Analysis, thesaurus: Thesaurus
) -> Terms:
    """Return the weighted terms of ``document``, whose texts are cut into words already."""
    terms = Terms(words=word_weights(wording, analysis))
    for place, line in _lines(wording):
        weight = place.value
        words = [analysis.reading(word) for word in line.split()]
        terms.length += weight * len(words)
        if place.keeps_pairs:
            for pair in pairs(word.key for word in words):
                terms.pairs[pair] += weight
        mentions = list(thesaurus.mentions(words, inner=True))
        for mention in mentions:
            terms.concepts[mention.concept] += weight * mention.weight
        if place.is_title:
            terms.title_length = max(terms.title_length, len(words))
            whole = _AS_SHORT_NAME if place is Field.SHORT else 1.0
            for word in words:
                _raise(terms.title, (word.key,), whole)
                _raise(terms.title, word.inner, _INNER)
                for key in (word.key, *word.inner):
                    _raise(terms.title, analysis.parts_of(key), TITLE_PART / SCALE)
            concepts = tuple(CONCEPT_MARK + mention.concept for mention in mentions)
            _raise(terms.title, concepts, _IN_TITLE_CONCEPT)
    facets = Counter(concept.partition(":")[0] for concept in document.concepts)
    for concept in document.concepts:
        alike = facets[concept.partition(":")[0]]
        terms.concepts[concept] += _BY_DATA * min(1.0, _FEW_ALIKE / alike)
    return terms


def in_steps(weights: Weights) -> dict[str, int]:
    """Return ``weights`` as whole numbers, the same in every language that reads them."""
    return {key: max(1, round(weight * SCALE)) for key, weight in weights.items()}


def word_weights(wording: Wording, analysis: Analysis) -> Weights:
    """Return the weights of the words alone; they rest on nothing but ``wording``."""
    weights: Weights = defaultdict(float)
    for name, text in wording.items():
        weight = Field[name].value
        for word in text.split():
            key, inner, _ = analysis.reading(word)
            weights[key] += weight
            for each in inner:
                weights[each] += weight * _INNER
    return weights


def _lines(wording: Wording) -> Iterator[tuple[Field, str]]:
    return ((Field[name], line) for name, text in wording.items() for line in text.splitlines())


def _raise(weights: Weights, keys: tuple[str, ...], weight: float) -> None:
    for key in keys:
        weights[key] = max(weight, weights.get(key, 0.0))

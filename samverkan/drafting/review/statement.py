"""What a demand asks a text to say: concepts that stand together in one sentence.

A line of ``evidence`` is something that must be said; a list in its place holds other ways
to say it. ``,`` parts the concepts of a sentence, the subject first. A concept is one of
several words, ``a|b``, or one that agreements/concepts gives a name: ``@lösa``. After ``^``
it stands in the heading; after ``!`` it stands neither there nor in the sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from samverkan.drafting.review.words import stem

Concept = frozenset[str]
"""The words, any of which says it. A word is written as in :func:`says`."""
FIGURE = "#"
"""Stands for any figure."""
_DERIVED = ("ning", "tning", "else", "ande", "are", "bar")
"""Endings that make another word: ``ersättare`` is not mentioned by ``ersättning``."""
_SHORTEST_LAST, _SHORTEST_FIRST = 5, 6
"""A shorter stem stands by chance last or first in other words (``mål`` in ``målning``)."""


@dataclass(frozen=True)
class Statement:
    """One way to say a thing.

    ``subject`` may be told by the heading or the sentence before; with ``headed`` the
    heading must tell it. ``acts`` stand in the sentence itself. A sentence with ``unless``,
    or under a heading with it, speaks of something else.
    """

    subject: Concept
    headed: bool
    acts: tuple[Concept, ...]
    unless: Concept


def statement(line: str, named: Mapping[str, Iterable[str]]) -> Statement:
    """Read one way to say a thing.

    Args:
        line: as it stands in agreements/demands.
        named: the words of each named concept.

    Raises:
        KeyError: if a concept has no words.
    """
    subject, *rest = (each.strip() for each in line.split(","))
    acts = (_concept(each, named) for each in rest if not each.startswith("!"))
    unless = (_concept(each[1:], named) for each in rest if each.startswith("!"))
    return Statement(
        _concept(subject.removeprefix("^"), named),
        subject.startswith("^"),
        tuple(acts),
        frozenset().union(*unless),
    )


def _concept(
    text: str, named: Mapping[str, Iterable[str]], within: frozenset[str] = frozenset()
) -> Concept:
    """Return the words of ``text``; what a concept says of itself, in a ring, adds nothing."""
    found: set[str] = set()
    for each in text.split("|"):
        word = each.strip()
        if not word.startswith("@"):
            found.add(word)
        elif (name := word[1:]) not in within:
            found |= _concept("|".join(named[name]), named, within | {name})
    return frozenset(found)


def names(line: str) -> Iterator[str]:
    """Yield the named concepts that a line of evidence uses."""
    for concept in line.split(","):
        for word in concept.strip(" ^!").split("|"):
            if word.startswith("@"):
                yield word[1:]


@lru_cache(maxsize=200_000)
def says(wanted: str, word: str) -> bool:
    """Tell whether a word of a text is the wanted one.

    ``delgivning`` is any form of it, alone or in a compound. ``=uppgift`` is that form only.
    ``ersättar*`` is what begins so, and ``*styrelse*`` what holds it: ``ersättare`` and
    ``ersätter`` have the same stem.
    """
    if wanted.endswith("*"):
        begins = wanted[:-1]
        return begins[1:] in word if begins.startswith("*") else word.startswith(begins)
    if wanted.startswith("="):
        return wanted[1:] == word
    root, other = stem(wanted), stem(word)
    if root == other:
        return True
    return (len(root) >= _SHORTEST_LAST and other.endswith(root)) or _begins(other, root)


def _begins(other: str, root: str) -> bool:
    """Tell a compound (``revisor|sgrupp``) from another word of the root (``ersät|tning``)."""
    if len(root) < _SHORTEST_FIRST or not other.startswith(root):
        return False
    return not other[len(root) :].startswith(_DERIVED)

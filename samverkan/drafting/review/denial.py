"""Which words of a sentence it denies.

Swedish tells by its order of words what is denied. In a main clause the negation follows the
finite verb (*parterna ska inte upprätta …*), in a subordinate clause it goes before it (*om
avtalet inte sägs upp*). Only what a main clause denies, or what follows *att*, is said not to
be so (Svenska Akademiens grammatik, part 4, on the place of sentence adverbials).
"""

from __future__ import annotations

from collections.abc import Sequence

from samverkan.drafting.review.finiteverb import FINITE

_NEGATIONS = frozenset(
    "inte ej icke aldrig ingen inget inga ingenting varken saknas saknar".split()
)
_NO_DENIAL = frozenset("bara endast enbart minst heller mer mindre".split())
"""After a negation they make it say more, not less: *inte bara*."""
_SUBORDINATORS = frozenset(
    "om som ifall såvida därest när då där innan förrän eftersom medan vilken vilket vilka så "
    "sedan därför".split()
)
_BOUNDS = frozenset(", ; : – — ( )".split())
_TURNS = frozenset("men utan dock däremot".split())
_ADDS = frozenset("och samt eller".split())


def denied(tokens: Sequence[str]) -> frozenset[int]:
    """Return the places of the words that the sentence denies.

    Args:
        tokens: words in lower case and signs, in order.
    """
    found: set[int] = set()
    for at, token in enumerate(tokens):
        if token in _NEGATIONS and not _is_more(tokens, at):
            first, last = _clause(tokens, at)
            asks_first = first == 0 and tokens[0] in FINITE  # Kan parterna inte enas …
            if not asks_first and not _is_subordinate(tokens[first:at]):
                found.update(range(first, last))
    return frozenset(found)


def _is_more(tokens: Sequence[str], at: int) -> bool:
    return at + 1 < len(tokens) and tokens[at + 1] in _NO_DENIAL


def _clause(tokens: Sequence[str], at: int) -> tuple[int, int]:
    first = at
    while first > 0 and tokens[first - 1] != "att" and not _is_bound(tokens, first - 1):
        first -= 1
    last = at + 1
    while last < len(tokens) and not _is_bound(tokens, last):
        last += 1
    return first, last


def _is_bound(tokens: Sequence[str], at: int) -> bool:
    if tokens[at] in _BOUNDS or tokens[at] in _TURNS:
        return True
    # A verb after *och* begins a new clause; *upprätta eller följa upp* is one.
    return tokens[at] in _ADDS and at + 1 < len(tokens) and tokens[at + 1] in FINITE


def _is_subordinate(before: Sequence[str]) -> bool:
    """Tell whether what goes before a negation begins a subordinate clause."""
    for token in reversed(before):
        if token in FINITE:
            return False
        if token in _SUBORDINATORS:
            return True
    return False

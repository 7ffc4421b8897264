"""Finds what belongs together in two sequences, in order."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from difflib import SequenceMatcher
from typing import Any, TypeVar

Item = TypeVar("Item")
Pair = tuple[Any, Any]
"""An item of the old sequence and its match in the new; None where there is none."""

_MOST = 60_000
"""Comparisons in one stretch; a longer stretch is taken as replaced."""


def align(
    old: Sequence[Item],
    new: Sequence[Item],
    key: Callable[[Item], Hashable],
    likeness: Callable[[Item, Item], float],
) -> list[Pair]:
    """Pair equal items, then between them the most alike.

    Args:
        old: the one sequence.
        new: the other.
        key: what two items have in common when they are equal.
        likeness: how alike two items are, 0 (do not pair) to 1.

    Returns:
        Every item once, in the order of both; what is gone stands before what is new.
    """
    pairs: list[Pair] = []
    matcher = SequenceMatcher(None, [key(o) for o in old], [key(n) for n in new], autojunk=False)
    for code, i, i_end, j, j_end in matcher.get_opcodes():
        if code == "equal":
            pairs += zip(old[i:i_end], new[j:j_end], strict=True)
        else:
            pairs += _most_alike(old[i:i_end], new[j:j_end], likeness)
    return pairs


def _most_alike(
    old: Sequence[Item], new: Sequence[Item], likeness: Callable[[Item, Item], float]
) -> list[Pair]:
    """Pair so that the sum of likeness is the greatest (Needleman and Wunsch, gaps free)."""
    chosen: list[tuple[int, int]] = []
    if old and new and len(old) * len(new) <= _MOST:
        scores = [[likeness(o, n) for n in new] for o in old]
        best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
        for i in range(len(old) - 1, -1, -1):
            for j in range(len(new) - 1, -1, -1):
                together = scores[i][j] + best[i + 1][j + 1] if scores[i][j] else 0.0
                best[i][j] = max(together, best[i + 1][j], best[i][j + 1])
        i = j = 0
        while i < len(old) and j < len(new):
            if scores[i][j] and best[i][j] == scores[i][j] + best[i + 1][j + 1]:
                chosen.append((i, j))
                i, j = i + 1, j + 1
            elif best[i][j] == best[i + 1][j]:
                i += 1
            else:
                j += 1
    pairs: list[Pair] = []
    i = j = 0
    for to_i, to_j in (*chosen, (len(old), len(new))):
        pairs += [(item, None) for item in old[i:to_i]]
        pairs += [(None, item) for item in new[j:to_j]]
        if to_i < len(old):
            pairs.append((old[to_i], new[to_j]))
        i, j = to_i + 1, to_j + 1
    return pairs

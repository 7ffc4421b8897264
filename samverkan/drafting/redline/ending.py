"""The paragraph marks that must stay: the last of a body, a cell, a content control; and the one
before the contents, which are a part of their own, so that no program joins a paragraph to them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from samverkan.drafting.redline.align import Pair
from samverkan.drafting.redline.marking import Mark
from samverkan.drafting.redline.node import WORD, P


def parts(pairs: Sequence[Pair]) -> list[list[Pair]]:
    """Divide the blocks of a container where a field of several paragraphs begins."""
    found: list[list[Pair]] = [[]]
    for old, new in pairs:
        if _opens(old if new is None else new):
            found.append([])
        found[-1].append((old, new))
    return found


def _opens(block: Any) -> bool:
    """Tell a paragraph in which a field begins that another paragraph ends."""
    kinds = [mark.get(f"{WORD}fldCharType") for mark in block.iter(f"{WORD}fldChar")]
    return block.tag == P and kinds.count("begin") > kinds.count("end")


def with_ends_together(pairs: list[Pair]) -> list[Pair]:
    """Pair the last paragraphs when both are alone: the last mark of a cell must stay."""
    tail = _tail(pairs)
    gone = [o for o, n in pairs[tail:] if n is None]
    come = [n for o, n in pairs[tail:] if o is None]
    if not gone or not come or gone[-1].tag != P or come[-1].tag != P:
        return pairs
    alone: list[Pair] = [(o, None) for o in gone[:-1]]
    alone += [(None, n) for n in come[:-1]]
    return [*pairs[:tail], *alone, (gone[-1], come[-1])]


@dataclass(frozen=True)
class End:
    """How a paragraph ends that does not end with a mark of its own kind."""

    mark: Mark | None = None
    """For the paragraph that both files have: what its end is marked as."""
    old: Any = None
    new: Any = None
    """For the last paragraph: the one that both files have, whose end it has taken over."""


def moved_ends(pairs: Sequence[Pair]) -> dict[int, End]:
    """Return the ends that stand for others at the end of a part, by place.

    What is added after the last paragraph begins with the mark of that one and ends before
    the last mark, which was there already; what is taken away likewise. So Word does it.
    """
    tail = _tail(pairs)
    rest = pairs[tail:]
    if not rest or tail == 0:
        return {}
    old, new = pairs[tail - 1]
    if new.tag != P or any((o if n is None else n).tag != P for o, n in rest):
        return {}
    kinds: set[Mark] = {"del" if n is None else "ins" for _, n in rest}
    if len(kinds) > 1:
        return {}
    return {tail - 1: End(kinds.pop()), len(pairs) - 1: End(old=old, new=new)}


def _tail(pairs: Sequence[Pair]) -> int:
    """Return where the last stretch of unpaired blocks begins."""
    tail = len(pairs)
    while tail and (pairs[tail - 1][0] is None or pairs[tail - 1][1] is None):
        tail -= 1
    return tail

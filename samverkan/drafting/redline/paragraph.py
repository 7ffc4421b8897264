"""Compares two paragraphs word by word."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from difflib import SequenceMatcher
from typing import Any

from samverkan.drafting.redline.atom import Atom
from samverkan.drafting.redline.marking import Marker, joined

Bring = Callable[[Any], Any]
"""Makes a node of the old file mean the same in the new."""
_UNLIKE = 0.3
"""Paragraphs with less in common are shown as replaced: a patchwork helps no reader."""


def compared(
    old: Sequence[Atom], new: Sequence[Atom], marker: Marker, bring: Bring
) -> tuple[list[Any], bool]:
    """Return the content of the new paragraph with what was changed in it marked.

    Args:
        old: the atoms of the old paragraph.
        new: those of the new one; markers among them are kept where they stand.
        marker: who changes.
        bring: brings old nodes into the new file.

    Returns:
        The nodes, and whether any text differs.
    """
    before = [atom for atom in old if atom.key]
    places = [index for index, atom in enumerate(new) if atom.key]
    after = [new[index] for index in places]
    content: list[Any] = []
    at = 0  # how far the new paragraph has been written, markers included

    def upto(end: int) -> Sequence[Atom]:
        nonlocal at
        start, at = at, end
        return new[start:end]

    changed = False
    for code, i, i_end, j, j_end in _steps(before, after):
        if code == "equal":
            for one, other, index in zip(before[i:i_end], after[j:j_end], places[j:j_end],
                                         strict=True):  # fmt: skip
                content += _nodes(upto(index))
                upto(index + 1)
                content += _kept(one, other, marker)
            continue
        changed = True
        content += _nodes(upto(places[j] if j < len(places) else len(new)))
        content += marker.deleted(bring(n) for atom in before[i:i_end] for n in atom.nodes)
        if j_end > j:
            content += marker.inserted(upto(places[j_end - 1] + 1))
    content += _nodes(upto(len(new)))
    return joined(content), changed


def _nodes(atoms: Iterable[Atom]) -> list[Any]:
    return [node for atom in atoms for node in atom.nodes]


def _kept(old: Atom, new: Atom, marker: Marker) -> list[Any]:
    if new.is_word and old.look != new.look:
        return [marker.reformatted(new, old.properties)]
    return list(new.nodes)


def _steps(old: Sequence[Atom], new: Sequence[Atom]) -> list[tuple[str, int, int, int, int]]:
    keys, others = [atom.key for atom in old], [atom.key for atom in new]
    if keys == others:
        return [("equal", 0, len(old), 0, len(new))] if old else []
    matcher = SequenceMatcher(None, keys, others, autojunk=False)
    steps: list[tuple[str, int, int, int, int]] = list(matcher.get_opcodes())
    common = sum(_weight(old[i:i_end]) for code, i, i_end, _, _ in steps if code == "equal")
    if common < _UNLIKE * max(_weight(old), _weight(new)):
        return [("replace", 0, len(old), 0, len(new))]
    return _smoothed(steps, old)


def _weight(atoms: Iterable[Atom]) -> int:
    return sum(len(atom.text.strip()) + (not atom.is_word) for atom in atoms)


def _smoothed(
    steps: list[tuple[str, int, int, int, int]], old: Sequence[Atom]
) -> list[tuple[str, int, int, int, int]]:
    """Join changes that only a space or a comma keeps apart."""
    found: list[tuple[str, int, int, int, int]] = []
    for index, (code, i, i_end, j, j_end) in enumerate(steps):
        between = 0 < index < len(steps) - 1
        thin = code == "equal" and between and not any(
            atom.text.strip(" ,.;:") or not atom.is_word for atom in old[i:i_end]
        )  # fmt: skip
        if (thin or code != "equal") and found and found[-1][0] == "replace":
            found[-1] = ("replace", found[-1][1], i_end, found[-1][3], j_end)
        else:
            found.append((code if code == "equal" else "replace", i, i_end, j, j_end))
    return found

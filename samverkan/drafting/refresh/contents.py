"""The list of contents as the headings of the merged text have it (§17.16.5.68)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from samverkan.drafting.redline.node import CONTENT, P_PR, R_, WORD, P, copied, new, text, value
from samverkan.drafting.refresh.unit import plain
from samverkan.drafting.review.wordfile import Passage

_OURS = re.compile(r"_(?:klausul_|del_|underskrifter$|lagkrav$)")
_LINE = re.compile(r"TOC[12]")
_LINK = f"{WORD}hyperlink"
_FIELD = 4
"""Runs that stand in the lines themselves: the field begins, its code, its result; it ends."""


def relist(contents: Any, passages: Iterable[Passage]) -> None:
    """Let ``contents`` list the headings of ``passages``, with their numbers.

    A list that a program has made anew leads to places of that program's own; it stays, as the
    program can make it anew again. A line that is right already keeps its page number.

    Args:
        contents: the content control around the list; changed in place.
        passages: the merged text.
    """
    holder = contents.find(CONTENT)
    lines = [each for each in holder.findall(P) if _LINE.match(value(each, "pPr/pStyle") or "")]
    field = [run for line in lines for run in line.findall(R_)]
    if len(field) != _FIELD or not all(_OURS.match(_anchor(line) or "") for line in lines):
        return
    headings = (p for p in passages if p.level in (1, 2) and p.text.strip() and not p.in_table)
    made = [_line(heading, lines) for heading in headings]
    if not made or [_entry(line) for line in made] == [_entry(line) for line in lines]:
        return
    at = holder.index(lines[0])
    for line in lines:
        holder.remove(line)
    first = 1 if made[0].find(P_PR) is not None else 0
    made[0][first:first] = field[:-1]
    made[-1].append(field[-1])
    holder[at:at] = made


def _line(heading: Passage, lines: Sequence[Any]) -> Any:
    """Return the line of a heading: the one it has, else one like the others."""
    anchor = next((name for name in reversed(heading.bookmarks) if _OURS.match(name)), None)
    figures = bool(heading.number) and str(heading.number)[0].isdigit()
    apart = "\t" if figures else " "
    shown = f"{heading.number}{apart}" if heading.number else ""
    shown += heading.text.strip()
    own = next((line for line in lines if anchor and _anchor(line) == anchor), None)
    if own is not None and plain(_entry(own)) == plain(shown):
        return _without_field(own)
    style = f"TOC{heading.level}"
    alike = [line for line in lines if value(line, "pPr/pStyle") == style]
    alike = [line for line in alike if ("\t" in _entry(line)) == figures] or alike or list(lines)
    twin = _without_field(alike[0])
    twin.find(f"{P_PR}/{WORD}pStyle").set(f"{WORD}val", style)
    link = twin.find(_LINK)
    link[:] = _runs(shown)
    if anchor:
        link.set(f"{WORD}anchor", anchor)
    else:
        twin[twin.index(link) : twin.index(link) + 1] = list(link)
    return twin


def _runs(shown: str) -> list[Any]:
    number, tab, rest = shown.rpartition("\t")
    words = [new("t") for _ in range(2 if tab else 1)]
    for word, said in zip(words, (number, rest) if tab else (rest,), strict=True):
        word.text = said
        word.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return [new("r", words[0], new("tab"), words[1])] if tab else [new("r", words[0])]


def _without_field(line: Any) -> Any:
    twin = copied(line)
    for run in twin.findall(R_):
        twin.remove(run)
    return twin


def _anchor(line: Any) -> str | None:
    link = line.find(_LINK)
    return None if link is None else link.get(f"{WORD}anchor")


def _entry(line: Any) -> str:
    """Return what a line says, without the page."""
    shown = text(line)
    paged = any("PAGEREF" in (code.text or "") for code in line.iter(f"{WORD}instrText"))
    return re.sub(r"\t\d+$", "", shown) if paged else shown

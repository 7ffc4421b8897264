"""Gives references the numbers that their places have after the merge (§17.16.5.51).

Word does so when its fields are updated; a reader who never updates them should not be misled.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from samverkan.drafting.redline.node import WORD, P, T
from samverkan.drafting.redline.package import Package
from samverkan.drafting.refresh.unit import plain
from samverkan.drafting.review.wordfile import DOCUMENT, WordFile
from samverkan.drafting.word.package import pack

_CODE = re.compile(r"^\s*(?:REF\s+)?(_\w+)((?:\s+\\\w)+)\s*$")


def renumber(package: Package) -> None:
    r"""Bring the REF fields with ``\n`` up to date with the numbers of their places."""
    passages = WordFile(pack(package.saved())).passages
    numbers = {name: p.number for p in passages if p.number for name in p.bookmarks}
    for paragraph in package.root(DOCUMENT).iter(P):
        for code, result in _fields(paragraph):
            if (number := _number(code, numbers)) is not None:
                _show(number, result)


def _number(code: str, numbers: Mapping[str, str | None]) -> str | None:
    match = _CODE.match(code)
    if match is None or r"\n" not in match[2].split():
        return None
    number = numbers.get(match[1])
    if number is not None and r"\t" in match[2].split():
        return re.sub(r"[^\d.]", "", number).rstrip(".")
    # Word leaves out the period at the end: 3. is referred to as 3.
    return number and number.rstrip(".")


def _fields(paragraph: Any) -> Iterator[tuple[str, list[Any]]]:
    """Yield each field that stands whole in a paragraph: its code and the texts of its result."""
    code, result, state = "", list[Any](), None
    for node in paragraph.iter(f"{WORD}fldChar", f"{WORD}instrText", T):
        kind = node.get(f"{WORD}fldCharType")
        if kind == "begin":
            code, result, state = "", [], "code"
        elif kind == "separate" and state == "code":
            state = "result"
        elif kind == "end":
            if state == "result":
                yield code, result
            state = None
        elif state == "code" and node.tag != T:
            code += node.text or ""
        elif state == "result" and node.tag == T:
            result.append(node)


def _show(number: str, result: list[Any]) -> None:
    """Show ``number`` as the result of a field, unless it is shown already.

    A result that is no longer a number of the same kind has been written in by hand: the
    lawyer's words stay.
    """
    shown = plain("".join(node.text or "" for node in result))
    if not result or shown == plain(number) or _kind(shown) != _kind(plain(number)):
        return
    result[0].text = number
    for node in result[1:]:
        node.text = ""


def _kind(number: str) -> str:
    return re.sub(r"\d+|^[a-z]+(?=\)$)", "0", number)

"""Puts a comment on a paragraph or a table of a file (ISO/IEC 29500-1 §17.13.4)."""

from __future__ import annotations

from typing import Any

from samverkan.drafting.redline.commentary import add_comment
from samverkan.drafting.redline.node import P_PR, P, new
from samverkan.drafting.redline.package import Package
from samverkan.drafting.word.properties import AUTHOR, INITIALS, moment


def comment(package: Package, block: Any, said: str, day: str) -> None:
    """Put a comment on ``block``, dated ``day``."""
    paragraph = block if block.tag == P else next(block.iter(P), None)
    if paragraph is None:
        return
    words = new("t")
    words.text = said
    number = add_comment(package, new(
        "comment", new("p", new("r", words)), author=AUTHOR, date=moment(day), initials=INITIALS
    ))  # fmt: skip
    first = 1 if paragraph.find(P_PR) is not None else 0
    paragraph.insert(first, new("commentRangeStart", id=number))
    paragraph.append(new("commentRangeEnd", id=number))
    paragraph.append(new("r", new("commentReference", id=number)))

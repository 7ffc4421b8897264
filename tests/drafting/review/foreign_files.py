"""Agreements that we never made: typed into Word files as another hand would."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import docx
from ruamel.yaml import YAML

from samverkan.drafting.review.sectioning import content
from samverkan.drafting.review.wordfile import Passage, WordFile

FOLDER = Path(__file__).parent / "foreign"
UNSEEN = Path(__file__).parent / "unseen"
"""Texts that the evidence must not be fitted to."""


@dataclass(frozen=True)
class Part:
    """A heading, its paragraphs, and the demands that they meet."""

    heading: str
    text: tuple[str, ...]
    shows: frozenset[str]


def read(path: Path) -> tuple[str, tuple[Part, ...]]:
    """Return the title and the parts of an agreement."""
    data: dict[str, Any] = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
    return data["title"], tuple(
        Part(each["heading"], tuple(each["text"]), frozenset(each["shows"]))
        for each in data["sections"]
    )


def typed(title: str, parts: Iterable[Part]) -> bytes:
    """Type an agreement: headings by style, paragraphs below."""
    document = docx.Document()
    document.add_paragraph(title, style="Title")
    for part in parts:
        document.add_heading(part.heading, level=1)
        for line in part.text:
            document.add_paragraph(line)
    return _saved(document)


def retyped(data: bytes) -> bytes:
    """Type a draft of ours anew: the same words, but no trace of where they come from."""
    document = docx.Document()
    for passage in content(WordFile(data).passages):
        line = _numbered(passage)
        if passage.level is None:
            document.add_paragraph(line)
        else:
            document.add_heading(line, level=min(passage.level, 9))
    return _saved(document)


def retyped_passages(passages: Iterable[Passage]) -> list[Passage]:
    """Return what is read of paragraphs that have been typed anew, one for one."""
    return [
        replace(each, text=_numbered(each), number=None, bookmarks=(), tags=(), bold=False)
        for each in passages
    ]


def _numbered(passage: Passage) -> str:
    return f"{passage.number} {passage.text}" if passage.number else passage.text


def _saved(document: docx.document.Document) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()

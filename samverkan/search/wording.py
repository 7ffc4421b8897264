"""The forward part of the index: what each document says, word by word.

The wording of a document is its texts cut into words. It depends on nothing but the document,
so it is made once: ``check`` finds near-duplicates by the wordings of the records and keeps
them, and the inverted part on the shelf, where the search looks up, is filled from the same.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from samverkan import sealed
from samverkan.search.documents import Document
from samverkan.search.program import program
from samverkan.search.tokens import spellings

CACHE = Path(".cache/ord.bin")

Wording = Mapping[str, str]
"""By the name of a field: its texts, one to a line, each as words with a blank between."""


def wording(document: Document) -> Wording:
    """Return ``document`` cut into words, function words left out."""
    lines: defaultdict[str, list[str]] = defaultdict(list)
    for place, text in document.texts:
        if line := _line(text):
            lines[place.name].append(line)
    return {name: "\n".join(found) for name, found in lines.items()}


@lru_cache(4096)
def _line(text: str) -> str:
    """Return ``text`` cut into words; remembered, since four texts in five are names and labels."""
    return " ".join(spellings(text))


def word_counts(*texts: str) -> Counter[str]:
    """Return how often each word occurs in texts that are cut into words.

    Hyphenated words count piece by piece, sections of law not at all.
    """
    words = " ".join(texts).replace("-", " ").split()
    return Counter(word for word in words if not word.endswith("§"))


class Kept(NamedTuple):
    """What is kept of a record that has been compared with the others."""

    document: str
    """The digest of its document."""
    telling: str
    """Its most telling words, with a blank between."""
    packed: str
    """Its wording as JSON, to be read when it is asked for: most are not."""

    @property
    def wording(self) -> Wording:
        """The wording of its document."""
        return json.loads(self.packed)  # type: ignore[no-any-return]

    @classmethod
    def of(cls, document: Document, wording: Wording, telling: Iterable[str]) -> Kept:
        """Return a record as it is kept."""
        return cls(document.digest, " ".join(telling), json.dumps(wording, ensure_ascii=False))


def read_wordings(root: Path) -> dict[str, Kept]:
    """Return what :func:`keep_wordings` kept in the project, if this program did."""
    lines = bytes(sealed.read(root / CACHE, program()) or b"").decode().splitlines()
    rows = (line.split("\t") for line in lines)
    return {made_from: Kept(*rest) for made_from, *rest in rows}


def keep_wordings(root: Path, compared: Mapping[str, Kept]) -> None:
    """Keep wordings, each under a digest of all that its document is made from."""
    lines = ("\t".join((made_from, *each)) for made_from, each in compared.items())
    sealed.write(root / CACHE, program(), "\n".join(lines).encode())


def kept_or_made(root: Path) -> Callable[[Document], Wording]:
    """Return what gives the wording of a document: as it is kept in the project, else anew."""
    compared = {each.document: each for each in read_wordings(root).values()}

    def worded(document: Document) -> Wording:
        known = compared.get(document.digest)
        return known.wording if known else wording(document)

    return worded

"""A word is the same word in all its forms."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from samverkan.search.index import Index
from samverkan.search.results import search

NOUNS = yaml.safe_load((Path(__file__).parent / "nouns.yaml").read_text(encoding="utf-8"))
ENDINGS = {
    "nämnd": ("", "en", "ar", "arna"),
    "myndighet": ("", "en", "er", "erna"),
    "handläggare": ("e", "en", "e", "na"),
    "avtal": ("", "et", "", "en"),
    "ärende": ("e", "et", "en", "ena"),
    "resa": ("a", "an", "or", "orna"),
    "miljö": ("", "n", "er", "erna"),
    "styrelse": ("e", "en", "er", "erna"),
}
"""Indefinite and definite singular, indefinite and definite plural."""


def forms(noun: str, pattern: str) -> Iterator[str]:
    """Yield every form of ``noun``, the genitives too."""
    endings = ENDINGS[pattern]
    base = noun.removesuffix(endings[0]) if endings[0] else noun
    for ending in endings:
        yield f"{base}{ending}"
        if not f"{base}{ending}".endswith("s"):
            yield f"{base}{ending}s"


@pytest.mark.parametrize("pattern", sorted(ENDINGS))
def test_every_form_gives_the_same_hits(index: Index, pattern: str) -> None:
    """Indefinite, definite, singular, plural, genitive: the same records in the same order."""
    different = []
    for noun in NOUNS[pattern].split():
        expected = [hit.id for hit in search(index, noun).hits]
        assert expected, f"{noun} ger inga träffar"
        for form in forms(noun, pattern):
            found = [hit.id for hit in search(index, form).hits]
            if found != expected:
                different.append(form)
    assert different == []

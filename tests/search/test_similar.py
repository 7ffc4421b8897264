"""Records that are alike find each other."""

from __future__ import annotations

import pytest

from samverkan.search.index import Index
from samverkan.search.similar import neighbours


@pytest.mark.parametrize(
    ("example", "other"),
    [
        ("loneadministration-sydlanen", "loneadministration-nordlanen"),
        ("kartogis-kartvisare", "webbogis-kartvisare"),
        ("nystartskontor", "nyforetagarcentrum"),
    ],
)
def test_like_examples_are_neighbours(index: Index, example: str, other: str) -> None:
    """The nearest first, never itself, only of its own kind."""
    numbers = {entry.id: number for number, entry in enumerate(index.entries)}
    found = neighbours(index, numbers[example])
    assert other in found
    assert example not in found
    assert {index.entries[numbers[each]].kind for each in found} == {"example"}

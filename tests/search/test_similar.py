"""Records that are alike find each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from samverkan.search.index import Index
from samverkan.search.similar import neighbours


@pytest.fixture(scope="module")
def similar(index: Index) -> Mapping[str, Sequence[str]]:
    """The neighbours of every example."""
    return neighbours(index, "example")


@pytest.mark.parametrize(
    ("example", "other"),
    [
        ("loneadministration-sydlanen", "loneadministration-nordlanen"),
        ("kartogis-kartvisare", "webbogis-kartvisare"),
        ("servicenamnd-vargarda-herrljunga", "servicenamnd-nykoping-oxelosund"),
        ("fjallraddningen", "sjoraddning-med-frivilliga"),
    ],
)
def test_like_examples_are_neighbours(
    similar: Mapping[str, Sequence[str]], example: str, other: str
) -> None:
    """Among the first few, and each the other's."""
    assert other in similar[example][:4]
    assert example in similar[other]


def test_neighbours_are_others_of_the_kind(
    index: Index, similar: Mapping[str, Sequence[str]]
) -> None:
    """Never the example itself; likeness goes both ways."""
    examples = {entry.id for entry in index.entries if entry.kind == "example"}
    assert similar.keys() == examples
    for example, others in similar.items():
        assert example not in others
        assert all(example in similar[other] for other in others)

"""What the sources state, for the test that is named after it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.records.oracle import ORACLES


def _oracle(request: pytest.FixtureRequest) -> dict[str, Any]:
    return ORACLES[request.node.name.removeprefix("test_").replace("_", "-")]


@pytest.fixture
def expected(request: pytest.FixtureRequest) -> Any:
    """The oracle's answer: ``test_lst_06`` gets that of ``lst-06``."""
    return _oracle(request)["expected"]


@pytest.fixture
def inputs(request: pytest.FixtureRequest) -> Any:
    """What the oracle computes from, or compares."""
    return _oracle(request)["inputs"]

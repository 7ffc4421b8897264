"""The project's own index, built once."""

from __future__ import annotations

import pytest

from samverkan.records.bank import Bank
from samverkan.search.index import Index
from samverkan.search.store import bank_index
from tests.conftest import ROOT


@pytest.fixture(scope="session")
def index(bank: Bank) -> Index:
    """Everything that can be found in the project."""
    return bank_index(ROOT, bank)

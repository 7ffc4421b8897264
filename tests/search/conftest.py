"""The project's own index, built once."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from samverkan.records.bank import Bank
from samverkan.search.index import Index
from samverkan.search.store import bank_index
from tests.conftest import ROOT

TODAY = date(2026, 11, 25)
"""When the records were last reviewed, so that no age tells in the judged figures."""


@pytest.fixture(scope="session")
def index(bank: Bank) -> Index:
    """Everything that can be found in the project."""
    return bank_index(ROOT, bank, TODAY)


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's cache, empty."""
    folder = tmp_path / "cache"
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder))
    return folder

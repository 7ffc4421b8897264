"""Shared fixtures: the real project, and a miniature one that a test may spoil."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import settings

from samverkan.records.bank import Bank
from samverkan.records.load import load, load_bank

settings.register_profile("samverkan", deadline=None)  # no test is timed
settings.load_profile("samverkan")

ROOT = Path(__file__).resolve().parent.parent
MINI = Path(__file__).parent / "mini"


@pytest.fixture(scope="session")
def root() -> Path:
    """The project itself."""
    return ROOT


@pytest.fixture(scope="session")
def bank() -> Bank:
    """The project's own bank; tests read it, never change it."""
    return load_bank(ROOT)


@pytest.fixture
def mini(tmp_path: Path) -> Path:
    """A small project of its own, with a few records of each kind."""
    target = tmp_path / "projekt"
    shutil.copytree(MINI, target, ignore=shutil.ignore_patterns(".cache"))
    return target


@pytest.fixture(scope="session")
def mini_bank() -> Bank:
    """The bank of the miniature project, unspoilt."""
    loaded = load(MINI)
    assert [str(fault) for fault in loaded.faults] == []
    return loaded.bank

"""Sections as a jurist writes them."""

from __future__ import annotations

import pytest

from samverkan.records.sections import printed


@pytest.mark.parametrize(
    ("section", "shown"),
    [
        ("9:24", ("9", "24")),
        ("4:18a", ("4", "18 a")),
        ("19a:2", ("19 a", "2")),
        ("6b", (None, "6 b")),
    ],
)
def test_letters_stand_apart(section: str, shown: tuple[str | None, str]) -> None:
    """A letter is set apart in the chapter as in the section: 19 a kap. 2 §."""
    assert printed(section) == shown

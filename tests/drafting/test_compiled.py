"""Compiled templates are kept between runs, and a damaged file costs nothing but time."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from types import CodeType

import pytest

from samverkan.drafting.compiled import Compiled
from samverkan.drafting.templating import ENVIRONMENT


def compiler(seen: list[str]) -> Callable[[str], CodeType]:
    """Return a compiler that notes what it is asked for."""

    def compiled(source: str) -> CodeType:
        seen.append(source)
        return ENVIRONMENT.compile(source)

    return compiled


def run(path: Path, *sources: str) -> list[str]:
    """Return what had to be compiled in a run that uses ``sources``."""
    seen: list[str] = []
    kept = Compiled()
    with kept.remembered(path):
        for source in sources:
            assert isinstance(kept.code(source, compiler(seen)), CodeType)
    return seen


def test_a_template_is_compiled_once(tmp_path: Path) -> None:
    """The next run knows it; what is new is added to what was there."""
    path = tmp_path / "cache" / "mallar.bin"
    assert run(path, "{{ a }}") == ["{{ a }}"]
    assert run(path, "{{ a }}", "{{ b }}") == ["{{ b }}"]
    assert run(path, "{{ a }}", "{{ b }}") == []


@pytest.mark.parametrize(
    "spoil",
    [
        lambda _: b"",
        lambda content: content[:-1],
        lambda content: content[:40] + bytes([content[40] ^ 1]) + content[41:],
        lambda content: hashlib.sha256(content[32:]).digest() + content[32:],
    ],
    ids=["tom", "avklippt", "ändrad", "annat-program"],
)
def test_a_damaged_file_is_made_anew(spoil: Callable[[bytes], bytes], tmp_path: Path) -> None:
    """What is not whole and our own is never read, and is replaced."""
    path = tmp_path / "mallar.bin"
    run(path, "{{ a }}")
    path.write_bytes(spoil(path.read_bytes()))
    assert run(path, "{{ a }}") == ["{{ a }}"]
    assert run(path, "{{ a }}") == []


def test_a_folder_that_cannot_be_written_to_stops_nothing(tmp_path: Path) -> None:
    """The draft is made all the same."""
    (tmp_path / "fil").write_text("ingen mapp")
    assert run(tmp_path / "fil" / "mallar.bin", "{{ a }}") == ["{{ a }}"]

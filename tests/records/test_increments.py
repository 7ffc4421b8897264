"""Many changes in a row: what is remembered never makes a check say what a fresh one would not."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from samverkan.inspection import inspect

STEPS = 12
Change = Callable[[Path, random.Random], None]


def _any(root: Path, chance: random.Random) -> Path:
    return chance.choice(sorted(root.glob("kb/*/*.yaml")))


def _copy(root: Path, chance: random.Random) -> None:
    path = chance.choice(sorted(root.glob("kb/[en]*s/*.yaml")))
    shutil.copy(path, path.with_name(f"kopia-{chance.randrange(3)}.yaml"))


def _move(root: Path, chance: random.Random) -> None:
    path = _any(root, chance)
    path.rename(path.with_name(f"flyttad-{chance.randrange(3)}.yaml"))


def _remove(root: Path, chance: random.Random) -> None:
    _any(root, chance).unlink()


def _break(root: Path, chance: random.Random) -> None:
    path = _any(root, chance)
    content = path.read_bytes()
    path.write_bytes(content[: chance.randrange(len(content) + 1)] + b"\n  : [")


def _misspell(root: Path, chance: random.Random) -> None:
    """Exchange two letters somewhere: a reference, a key, a word of the text."""
    path = _any(root, chance)
    text = path.read_text("utf-8")
    at = chance.randrange(max(1, len(text) - 1))
    path.write_text(text[:at] + text[at : at + 2][::-1] + text[at + 2 :], "utf-8")


def _drop_line(root: Path, chance: random.Random) -> None:
    path = _any(root, chance)
    lines = path.read_text("utf-8").splitlines(keepends=True)
    at = chance.randrange(max(1, len(lines)))
    del lines[at : at + 1]
    path.write_text("".join(lines), "utf-8")


def _relate(root: Path, chance: random.Random) -> None:
    """Let an example name another, as part of it: rings, and answers to likeness."""
    paths = sorted(root.glob("kb/examples/*.yaml"))
    if paths:
        path, other = chance.choice(paths), chance.choice(paths)
        with path.open("a", encoding="utf-8") as file:
            file.write(f"related: [{{record: {other.stem}, relation: del-av}}]\n")


def _restore(root: Path, _: random.Random) -> None:
    for room in ("kb", "agreements"):
        shutil.rmtree(root / room)
        shutil.copytree(root.with_name("ursprung") / room, root / room)


CHANGES: tuple[Change, ...] = (
    _copy, _copy, _move, _remove, _break, _misspell, _misspell, _drop_line, _relate, _restore,
)  # fmt: skip


@pytest.mark.parametrize("seed", range(5))
def test_every_step_says_what_a_fresh_check_would(mini: Path, seed: int) -> None:
    """All faults, in the same order, after each of a row of changes."""
    shutil.copytree(mini, mini.with_name("ursprung"))
    chance = random.Random(seed)  # noqa: S311 (the same changes every time)
    fresh = mini.with_name("minneslos")
    inspect(mini)
    for _ in range(STEPS):
        change = chance.choice(CHANGES)
        if not list(mini.glob("kb/*/*.yaml")):
            change = _restore
        if change is not _copy or list(mini.glob("kb/[en]*s/*.yaml")):
            change(mini, chance)
        shutil.rmtree(fresh, ignore_errors=True)
        shutil.copytree(mini, fresh, ignore=shutil.ignore_patterns(".cache"))
        assert inspect(mini) == inspect(fresh), change.__name__

"""The kept bank: what the records say, or nothing; never what they said before."""

from __future__ import annotations

import marshal
import os
import pickle
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from samverkan import sealed
from samverkan.records import kept
from samverkan.records.bank import Bank
from samverkan.records.load import load

CLAUSE = "kb/clauses/test-vard.yaml"


@pytest.fixture
def known(mini: Path) -> bytes:
    """The state in which the bank of ``mini`` has been kept."""
    state = kept.state(mini)
    kept.keep(mini, state, load(mini).bank)
    assert (mini / kept.CACHE).exists()
    return state


def differences(model: Any, found: Any, place: str = "") -> Iterator[str]:
    """Yield each place where what was kept is not what the model says."""
    if isinstance(model, BaseModel):
        names = [name for name in dir(type(model)) if not name.startswith(("_", "model_"))]
        values = [n for n in names if isinstance(getattr(type(model), n, None), property)]
        for name in (*type(model).model_fields, *values):
            yield from differences(getattr(model, name), getattr(found, name), f"{place}.{name}")
    elif isinstance(model, tuple):
        assert len(model) == len(found), place
        for index, (one, other) in enumerate(zip(model, found, strict=True)):
            yield from differences(one, other, f"{place}[{index}]")
    elif isinstance(model, dict):
        assert list(model) == list(found), place
        for key, value in model.items():
            yield from differences(value, found[key], f"{place}[{key!r}]")
    elif model != found or type(model) is not type(found):
        yield place


def test_it_says_what_the_models_say(bank: Bank, tmp_path: Path) -> None:
    """Every field and property of every record, in the same order, and where it stands."""
    state = kept.state(tmp_path)
    kept.keep(tmp_path, state, bank)
    again = kept.recall(tmp_path, state)
    assert again is not None
    assert {kind: list(each) for kind, each in again.records.items()} == {
        kind: list(each) for kind, each in bank.records.items()
    }
    found = [
        difference
        for kind, records in bank.records.items()
        for name, record in records.items()
        for difference in differences(record, again.records[kind][name], f"{kind} {name}")
    ]
    assert found == []
    assert dict(again.files) == dict(bank.files)


def test_places_are_those_of_the_files(mini: Path, known: bytes) -> None:
    """A fault in a record is told at the same line and column."""
    bank, again = load(mini).bank, kept.recall(mini, known)
    assert again is not None
    for key, path, line in [
        (("clause", "test-vard"), ("text",), 3),
        (("clause", "test-vard"), ("variants", 0, "when"), 0),
        (("body", "kommun-nora"), ("name",), 0),
    ]:
        assert again.position(key, path, line) == bank.position(key, path, line) != (1, 1)


def _edit(mini: Path, _patch: pytest.MonkeyPatch) -> None:
    """Change a clause and nothing that a folder tells: same size, same time."""
    path = mini / CLAUSE
    before = path.stat()
    path.write_text(path.read_text("utf-8").replace("Värden svarar", "Värden ansvar"), "utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_size == before.st_size


def _rename(mini: Path, _patch: pytest.MonkeyPatch) -> None:
    (mini / CLAUSE).rename(mini / "kb/clauses/test-annan.yaml")


def _add(mini: Path, _patch: pytest.MonkeyPatch) -> None:
    shutil.copy(mini / CLAUSE, mini / "kb/clauses/test-annan.yaml")


def _misplace(mini: Path, _patch: pytest.MonkeyPatch) -> None:
    folder = mini / "agreements/reglemente-test/cases/flera"
    folder.mkdir()
    (folder / "nora.yaml").write_text("answers: {}", "utf-8")


def _other_python(_mini: Path, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(sys, "version", "3.99.0")


@pytest.mark.parametrize("change", [_edit, _rename, _add, _misplace, _other_python])
def test_nothing_is_recalled_in_another_state(
    mini: Path,
    known: bytes,
    change: Callable[[Path, pytest.MonkeyPatch], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A file that is changed, moved or added, or another Python: the records are read anew."""
    change(mini, monkeypatch)
    state = kept.state(mini)
    assert state != known
    assert kept.recall(mini, state) is None


def test_answers_are_no_part_of_the_state(mini: Path, known: bytes) -> None:
    """Who fills in a case does not wait for the records to be read at every turn."""
    case = mini / "agreements/reglemente-test/cases/nora.yaml"
    case.write_text(case.read_text("utf-8") + "\n", "utf-8")
    assert kept.state(mini) == known


def test_nothing_is_kept_of_files_that_change_meanwhile(mini: Path) -> None:
    """What was read may then be neither the old nor the new."""
    state, bank = kept.state(mini), load(mini).bank
    (mini / CLAUSE).write_text("title: Värd\n", "utf-8")
    kept.keep(mini, state, bank)
    assert not (mini / kept.CACHE).exists()


@pytest.mark.parametrize(
    "damage",
    [
        lambda _: b"",
        lambda content: content[: len(content) // 2],
        lambda content: content[:-1] + bytes([content[-1] ^ 1]),
        lambda content: content.replace("Värden svarar".encode(), "Värden ansvar".encode()),
        lambda content: content[32:],
    ],
    ids=["tom", "avklippt", "vänd bit", "ändrad", "utan sigill"],
)
def test_a_damaged_file_is_no_bank(
    mini: Path, known: bytes, damage: Callable[[bytes], bytes]
) -> None:
    """Whatever has happened to it."""
    path = mini / kept.CACHE
    content = path.read_bytes()
    assert damage(content) != content
    path.write_bytes(damage(content))
    assert kept.recall(mini, known) is None


def test_a_bank_from_a_later_day_is_not_recalled(mini: Path, known: bytes) -> None:
    """When the clock is set back, what was reviewed the day before has yet to be."""
    body = sealed.read(mini / kept.CACHE, known)
    assert body is not None
    _, *rest = marshal.loads(body)  # noqa: S302 (our own)
    sealed.write(mini / kept.CACHE, known, marshal.dumps(("9999-01-01", *rest)))
    assert kept.recall(mini, known) is None


def test_to_recall_a_bank_runs_nothing(mini: Path, known: bytes, tmp_path: Path) -> None:
    """A pickle that names anything but a record is refused, even behind the right seal."""

    class Evil:
        def __reduce__(self) -> tuple[Any, ...]:
            return os.mkdir, (str(tmp_path / "spår"),)

    records = {"clause": {"test-vard": pickle.dumps(Evil())}}
    sealed.write(mini / kept.CACHE, known, marshal.dumps(("2026-01-01", records, {})))
    bank = kept.recall(mini, known)
    assert bank is not None
    with pytest.raises(pickle.UnpicklingError, match="mkdir"):
        bank.clauses["test-vard"]
    assert not (tmp_path / "spår").exists()


def test_a_folder_that_cannot_be_written_costs_only_time(mini: Path) -> None:
    """A file where the folder should be stops nobody."""
    (mini / ".cache").write_text("ingen mapp", "utf-8")
    state = kept.state(mini)
    kept.keep(mini, state, load(mini).bank)
    assert kept.recall(mini, state) is None

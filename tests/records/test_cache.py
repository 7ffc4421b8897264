"""The caches of check: never a wrong answer, whatever happened to the files, the code or them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from samverkan import checking, inspection
from samverkan.checking import judge
from samverkan.inspection import inspect
from samverkan.records import readings
from samverkan.records.load import load
from samverkan.records.yamlsource import parse_yaml
from samverkan.search import wording
from samverkan.verdict import Verdict

EXAMPLE = "kb/examples/lonenamnd.yaml"
CACHES = (readings.CACHE, checking.CACHE, inspection.LIBRARY, wording.CACHE)


def _fresh(root: Path) -> Verdict:
    """Return what a check without any memory says."""
    copy = root.with_name("minneslos")
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(root, copy, ignore=shutil.ignore_patterns(".cache"))
    return inspect(copy)


def _replace(old: str, new: str) -> Callable[[Path], None]:
    def change(root: Path) -> None:
        path = root / EXAMPLE
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), "utf-8")

    return change


def _rename(root: Path) -> None:
    (root / "kb/networks/kretsen.yaml").rename(root / "kb/networks/annan.yaml")


def _rename_badly(root: Path) -> None:
    (root / EXAMPLE).rename(root / "kb/examples/Annan.yaml")


def _delete_body(root: Path) -> None:
    (root / "kb/bodies/kommuner.yaml").unlink()


def _delete_vocabulary(root: Path) -> None:
    (root / "kb/vocabulary/skede.yaml").unlink()


def _swap(root: Path) -> None:
    """Let two files change names: the same contents in the same folder."""
    clauses = root / "kb/clauses"
    vard, other = clauses / "test-vard.yaml", clauses / "test-sammansattning.yaml"
    vard.rename(clauses / "x.yaml")
    other.rename(vard)
    (clauses / "x.yaml").rename(other)


def _move_to_other_kind(root: Path) -> None:
    (root / EXAMPLE).rename(root / "kb/networks/lonenamnd.yaml")


def _add(root: Path) -> None:
    (root / "kb/networks/ny.yaml").write_text("title: Ny\n", "utf-8")


def _stray(root: Path) -> None:
    (root / "kb/networks/bild.png").write_bytes(b"x")


def _case(root: Path) -> None:
    path = root / "agreements/reglemente-test/cases/nora.yaml"
    path.write_text(path.read_text("utf-8") + "okand: 1\n", "utf-8")


CHANGES = [
    _replace("stage: drift", "stage: drfit"),
    _replace("utredning:12", "utredning:112"),
    _rename,
    _rename_badly,
    _delete_body,
    _delete_vocabulary,
    _swap,
    _move_to_other_kind,
    _add,
    _stray,
    _case,
]


@pytest.mark.parametrize("change", CHANGES)
def test_a_remembered_check_says_what_a_fresh_one_would(
    mini: Path, change: Callable[[Path], None]
) -> None:
    """Before, after, and when the change is taken back."""
    right = judge(mini)
    assert right == judge(mini) == _fresh(mini)
    backup = mini.with_name("forut")
    shutil.copytree(mini, backup)
    change(mini)
    wrong = judge(mini)
    assert wrong == judge(mini) == _fresh(mini)
    assert wrong != right
    for room in ("kb", "agreements"):
        shutil.rmtree(mini / room)
        shutil.copytree(backup / room, mini / room)
    assert judge(mini) == right


def test_same_size_and_time_do_not_deceive(mini: Path) -> None:
    """Contents decide, not sizes and times."""
    path = mini / EXAMPLE
    assert judge(mini).faults == ()
    before = path.stat()
    path.write_text(path.read_text("utf-8").replace("drift", "drfit"), "utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_size == before.st_size
    assert [fault.code for fault in judge(mini).faults] == ["okand-term"]


@pytest.mark.parametrize(
    "damage",
    [
        lambda _: b"",
        lambda content: content[: len(content) // 2],
        lambda content: content.replace(b"drift", b"drfit"),
        lambda content: content.replace(b'"records": ', b'"records": 9'),
        lambda content: b"\xff" + content,
        lambda _: b"[]",
        lambda _: b"\x80\x04cos\nsystem\n",
    ],
)
def test_a_damaged_cache_is_ignored(mini: Path, damage: Callable[[bytes], bytes]) -> None:
    """Cut short, written over, flipped: the answer is that of a fresh check."""
    right = judge(mini)
    for path in CACHES:
        (mini / path).write_bytes(damage((mini / path).read_bytes()))
    assert judge(mini) == right
    assert [str(fault) for fault in load(mini).faults] == []


def test_a_cache_that_cannot_be_written_costs_only_time(mini: Path) -> None:
    """A file where the folder should be stops nobody."""
    (mini / ".cache").write_text("ingen mapp", "utf-8")
    assert judge(mini).faults == ()
    assert (mini / ".cache").read_text("utf-8") == "ingen mapp"


def test_one_change_rereads_one_file(mini: Path) -> None:
    """What was read before is not read again; what is gone is not kept."""
    load(mini)
    cache = mini / readings.CACHE

    def lines() -> set[bytes]:
        return set(cache.read_bytes()[32:].splitlines()[1:])

    before = lines()
    path = mini / EXAMPLE
    path.write_text(path.read_text("utf-8") + "\n# en kommentar\n", "utf-8")
    load(mini)
    assert len(before - lines()) == len(lines() - before) == 1


def test_places_are_right_when_the_data_comes_from_the_cache(mini: Path) -> None:
    """A fault between files is placed although neither file was read anew."""
    load(mini)
    _delete_body(mini)
    faults = load(mini).faults
    path = mini / EXAMPLE
    data, _ = parse_yaml(path.read_bytes(), EXAMPLE)
    assert data is not None
    wanted = data.position(("parties", 0, "body"))
    assert wanted in {(f.line, f.column) for f in faults if f.file == EXAMPLE}


def test_a_changed_program_forgets(mini: Path, root: Path) -> None:
    """A stricter model is felt at once, although no record has changed."""
    program = mini.with_name("program")
    skip = shutil.ignore_patterns("__pycache__")
    shutil.copytree(root / "samverkan", program / "samverkan", ignore=skip)
    script = (
        "import sys; sys.path.insert(0, sys.argv[1]); from pathlib import Path; "
        "from samverkan.checking import judge; "
        "print([fault.code for fault in judge(Path(sys.argv[2])).faults])"
    )

    def check() -> str:
        return subprocess.run(
            [sys.executable, "-B", "-c", script, str(program), str(mini)],
            capture_output=True, text=True, check=True,
        ).stdout.strip()  # fmt: skip

    assert check() == check() == "[]"
    model = program / "samverkan/records/model/cooperation.py"
    text = model.read_text("utf-8")
    assert "max_length=4" in text
    model.write_text(text.replace("max_length=4", "max_length=0"), "utf-8")
    assert check() == check() == "['for-manga']"
    reader = program / "samverkan/records/yamlsource.py"
    text = reader.read_text("utf-8")
    reader.write_text(text.replace("MAX_DEPTH = 30", "MAX_DEPTH = 1"), "utf-8")
    assert "yaml-djup" in check()


def test_the_day_is_part_of_the_question(mini: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A bank that nobody touches still grows old."""
    assert judge(mini, stale=True) != judge(mini)

    class Later(date):
        @classmethod
        def today(cls) -> Later:
            return cls(2031, 1, 1)

    fresh = judge(mini, stale=True)
    for module in ("samverkan.checking", "samverkan.inspection"):
        monkeypatch.setattr(f"{module}.date", Later)
    assert judge(mini, stale=True) != fresh

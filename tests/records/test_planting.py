"""Faults planted in a copy of the real project: each is told once, at its place, with a hint."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from samverkan.inspection import inspect
from samverkan.records.fault import Fault
from tests.conftest import ROOT

LAW = "kb/law/sfs-2017-725.yaml"
EXAMPLE = "kb/examples/lonenamnd-sormland.yaml"
CASE = "agreements/reglemente-gemensam-namnd/cases/lonenamnd-sormland.yaml"
TYPE = "agreements/reglemente-gemensam-namnd/type.yaml"
CLAUSE = "kb/clauses/gn-presidium.yaml"
Change = Callable[[str], str]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the records and agreements as they are."""
    for room in ("kb", "agreements"):
        shutil.copytree(ROOT / room, tmp_path / room)
    if (ROOT / ".cache").exists():
        shutil.copytree(ROOT / ".cache", tmp_path / ".cache")
    return tmp_path


def _put(old: str, new: str) -> Change:
    def change(text: str) -> str:
        assert old in text
        return text.replace(old, new, 1)

    return change


def _pattern(old: str, new: str) -> Change:
    def change(text: str) -> str:
        changed, count = re.subn(old, new, text, count=1, flags=re.MULTILINE)
        assert count
        return changed

    return change


def _unknown_key(text: str) -> str:
    return "okand: 1\n" + text


def _plant(project: Path, file: str, change: Change) -> None:
    path = project / file
    path.write_text(change(path.read_text("utf-8")), "utf-8")


def _errors(project: Path) -> list[Fault]:
    return [fault for fault in inspect(project).faults if fault.level == "fel"]


CASCADES: list[tuple[str, Change, str]] = [
    (LAW, _unknown_key, "okand-nyckel"),
    (LAW, _put('"2017:725"', '"2017:752"'), "number"),
    (LAW, lambda _: "", "yaml-tom"),
    (EXAMPLE, _unknown_key, "okand-nyckel"),
    (EXAMPLE, _put("title: ", 'title: "'), "yaml-syntax"),
    (EXAMPLE, _pattern("^reviewed: .*$", "reviewed: 2026-13-25"), "fel-typ"),
    ("kb/bodies/kommuner.yaml", _put("name: ", 'name: "'), "yaml-syntax"),
    ("kb/bodies/kommuner.yaml", _put("- id: kommun-nora", "- idd: kommun-nora"), "id-saknas"),
    ("kb/vocabulary/partsroll.yaml", _unknown_key, "okand-nyckel"),
    ("kb/vocabulary/klausulamne.yaml", _put("title: ", 'title: "'), "yaml-syntax"),
    ("kb/sources/lst-2006.yaml", _unknown_key, "okand-nyckel"),
    (CLAUSE, _unknown_key, "okand-nyckel"),
    (CLAUSE, lambda _: "", "yaml-tom"),
    (TYPE, _unknown_key, "okand-nyckel"),
    ("agreements/questions/avtal.yaml", _put("title: ", 'title: "'), "yaml-syntax"),
    ("agreements/demands/gemensam-namnd.yaml", _unknown_key, "okand-nyckel"),
    ("agreements/annexes/bilaga-kostnader.yaml", _unknown_key, "okand-nyckel"),
]


@pytest.mark.parametrize(("file", "change", "code"), CASCADES)
def test_a_record_that_cannot_be_read_is_told_of_once(
    project: Path, file: str, change: Change, code: str
) -> None:
    """What points at it, cites it or rests on it is not judged."""
    _plant(project, file, change)
    assert [(fault.file, fault.code) for fault in _errors(project)] == [(file, code)]


REPEATED: list[tuple[str, Change, str]] = [
    (
        "kb/vocabulary/omrade.yaml",
        lambda text: (
            f"{text.rstrip()}\n  - id: lon\n    label: Lön igen\n"
            "    definition: Lön.\n    origin: redaktionell\n"
        ),
        "lon finns redan på kb/vocabulary/omrade.yaml:",
    ),
    (
        "agreements/questions/avtal.yaml",
        _put("questions:\n", "questions:\n  - {id: syften, label: A, question: B, type: text}\n"),
        "syften finns redan på agreements/questions/avtal.yaml:",
    ),
    (
        "agreements/questions/namnd.yaml",
        _put("questions:\n", "questions:\n  - {id: syften, label: A, question: B, type: text}\n"),
        "syften finns redan på agreements/questions/avtal.yaml:",
    ),
    (
        "agreements/demands/gemensam-namnd.yaml",
        _put("demands:\n", "demands:\n  - {id: GN-04, type: innehall, level: praxis, text: X}\n"),
        "GN-04 finns redan på agreements/demands/gemensam-namnd.yaml:",
    ),
    (TYPE, _put("- gn-presidium\n", "- gn-presidium\n      - gn-presidium\n"), f"redan på {TYPE}:"),
]


@pytest.mark.parametrize(("file", "change", "words"), REPEATED)
def test_what_stands_twice_in_a_list_is_found(
    project: Path, file: str, change: Change, words: str
) -> None:
    """One fault, which names both places."""
    _plant(project, file, change)
    (fault,) = _errors(project)
    assert (fault.file, words in fault.message) == (file, True), str(fault)


def test_a_renamed_term_gives_faults_at_its_users_only(project: Path) -> None:
    """Nothing else is complained of."""
    users = [p for p in (project / "kb/clauses").glob("*.yaml") if _names(p, "presidium")]
    _plant(project, "kb/vocabulary/klausulamne.yaml", _put("id: presidium\n", "id: presidiet\n"))
    faults = _errors(project)
    assert {fault.code for fault in faults} == {"okand-term"}
    assert {fault.file for fault in faults} == {f"kb/clauses/{path.name}" for path in users}


def _names(path: Path, topic: str) -> bool:
    return re.search(rf"^topics: .*\b{topic}\b", path.read_text("utf-8"), re.M) is not None


def test_an_unclosed_tag_is_one_fault_on_its_line(project: Path) -> None:
    """In Swedish, where the tag stands and not at the end of the text."""
    path = project / CLAUSE
    lines = path.read_text("utf-8").splitlines()
    at = next(number for number, line in enumerate(lines) if line.startswith("text: |")) + 2
    lines.insert(at, "  {% if vice_antal == 1 %}")
    path.write_text("\n".join([*lines, ""]), "utf-8")
    (fault,) = _errors(project)
    assert (fault.file, fault.line, fault.column) == (CLAUSE, at + 1, 3)
    assert fault.message == "{% if %} saknar sitt {% endif %}."


def test_ten_planted_faults_give_exactly_ten(project: Path) -> None:
    """Ten kinds at once: each at file, line and column, and with a word on what to write."""
    network = "kb/networks/4d-samverkan.yaml"
    source = project / "kb/sources/varmland-2014.yaml"
    section = "kb/clauses/as-myndighetsutovning.yaml"
    dated = "kb/clauses/fo-presidium.yaml"
    bare = "kb/clauses/gn-sammantraden.yaml"
    _plant(project, LAW, _unknown_key)
    _plant(project, "kb/bodies/kommuner.yaml", _put("body_kind: kommun", "body_kind: komun"))
    _plant(project, EXAMPLE, _put("body: kommun-gnesta", "body: kommun-gnessta"))
    _plant(project, *REPEATED[0][:2])
    _plant(project, network, _put("title: ", 'title: "'))
    source.write_bytes(source.read_bytes().replace("ä".encode(), b"\xe4", 1))
    _plant(project, section, _put('lag("2017:900 6"', 'lag("2017:900 66"'))
    _plant(project, CASE, _put("vard: kommun-katrineholm", "vard: kommun-flen"))
    _plant(project, dated, lambda text: f"{text}valid_from: 2026-06-01\nvalid_to: 2026-01-01\n")
    _plant(project, bare, _pattern("^title: .*\n", ""))
    faults = _errors(project)
    assert sorted((fault.file, fault.code) for fault in faults) == sorted(
        [
            (LAW, "okand-nyckel"),
            ("kb/bodies/kommuner.yaml", "fel-varde"),
            (EXAMPLE, "dod-hanvisning"),
            ("kb/vocabulary/omrade.yaml", "dubbelt-id"),
            (network, "yaml-syntax"),
            ("kb/sources/varmland-2014.yaml", "teckenkodning"),
            (section, "okand-paragraf"),
            (CASE, "fel-svar"),
            (dated, "datum-ordning"),
            (bare, "saknas"),
        ]
    )
    assert all(fault.line > 0 and fault.column > 0 for fault in faults)
    assert [fault.code for fault in faults if not fault.hint] == []


def test_a_misspelt_party_is_one_fault(project: Path) -> None:
    """Answers that name the parties, also the misspelt one, are not complained of."""
    _plant(project, CASE, _put("{organisation: kommun-katr", "{organisation: kommun-kattr"))
    (fault,) = _errors(project)
    assert "Menade du kommun-katrineholm?" in str(fault)

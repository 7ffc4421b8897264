"""law: newer texts change hashes, dates and status, and say what to look at again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from samverkan.cli import build
from samverkan.records.lawtexts import section_spans, wording_hash
from samverkan.records.load import load
from samverkan.records.sections import section_ids

KL = "kb/law/sfs-2017-725.yaml"
WORDING = "Påhittad lydelse om platser."


def _section(section: str, text: str | None = WORDING, **more: Any) -> dict[str, Any]:
    return {"id": section, "cite": section, **({"text": text} if text else {}), **more}


def _folder(tmp_path: Path, sections: list[dict[str, Any]], **more: Any) -> Path:
    """Write invented texts of one act, with an index that agrees."""
    folder = tmp_path / "lagtexter"
    folder.mkdir(exist_ok=True)
    act = {
        "sfs": "2017:725",
        "status": "in_force",
        "text_as_of": "2026-02-12",
        "latest_amendment_in_text": "2025:999",
        "list_complete": True,
        "chapters": [{"number": "9", "sections": sections}],
        **more,
    }
    (folder / "sfs-2017-725.yaml").write_text(yaml.safe_dump(act, allow_unicode=True), "utf-8")
    index = {"2017:725": {"sections": [section["id"] for section in sections]}}
    (folder / "index.json").write_text(json.dumps(index), "utf-8")
    return folder


def _run(root: Path, folder: Path, *args: str) -> Result:
    command = ["law", "--from", str(folder), *args]
    return CliRunner().invoke(build, command, obj=root, standalone_mode=False)


def _all(*changed: dict[str, Any], without: str = "") -> list[dict[str, Any]]:
    new = {section["id"]: section for section in changed}
    ids = [f"6:{n}" for n in range(1, 45)] + [f"9:{n}" for n in range(1, 39)]
    return [new.get(i, _section(i)) for i in ids if i != without]


def test_first_reading_sets_hash_and_dates_and_keeps_comments(mini: Path, tmp_path: Path) -> None:
    """The wording itself is never kept; the comment and the subject are."""
    path = mini / KL
    text = path.read_text("utf-8")
    path.write_text(text.replace("in_use:", "# Vi använder:\nin_use:", 1), "utf-8")
    result = _run(mini, _folder(tmp_path, _all()))
    assert result.return_value == 0
    assert "Se över" not in result.output  # what was never read cannot have changed
    statute = load(mini).bank.statutes["2017:725"]
    assert statute.in_use[0].sha256 == wording_hash(WORDING)
    assert statute.text_as_of is not None
    assert statute.text_as_of.isoformat() == "2026-02-12"
    assert statute.latest_amendment == "2025:999"
    written = path.read_text("utf-8")
    assert "# Vi använder:\nin_use:" in written
    assert WORDING not in written
    assert load(mini).faults == ()


def test_a_text_in_part_gives_no_hash(mini: Path, tmp_path: Path) -> None:
    """Where the folder retells a part in own words, the wording is not known."""
    _run(mini, _folder(tmp_path, _all(_section("9:24", own_words="Resten i korthet."))))
    assert load(mini).bank.statutes["2017:725"].in_use[0].sha256 is None


def test_white_space_is_no_change(mini: Path, tmp_path: Path) -> None:
    """A new line break is not a new wording; reading twice changes nothing."""
    _run(mini, _folder(tmp_path, _all()))
    before = (mini / KL).read_bytes()
    spaced = _section("9:24", WORDING.replace(" ", "\n  "))
    result = _run(mini, _folder(tmp_path, _all(spaced)))
    assert (mini / KL).read_bytes() == before
    assert "Inget nytt" in result.output


def test_a_new_wording_lists_what_rests_on_it(mini: Path, tmp_path: Path) -> None:
    """Clauses by legal basis and by citation in text, demands, and the types that use them."""
    _run(mini, _folder(tmp_path, _all()))
    result = _run(mini, _folder(tmp_path, _all(_section("9:24", "Ny lydelse."))))
    assert "2017:725 9:24: ny lydelse" in result.output
    assert "klausul test-sammansattning" in result.output
    assert "kravlista namnd" in result.output
    assert "avtalstyp reglemente-test" in result.output
    assert "klausul test-vard" not in result.output


def test_a_vanished_section_is_told_and_the_check_fails(mini: Path, tmp_path: Path) -> None:
    """What rests on a section that is gone cannot stay as it is."""
    result = _run(mini, _folder(tmp_path, _all(without="9:24")))
    assert "2017:725 9:24: borta" in result.output
    assert {f.code for f in load(mini).faults} == {"okand-paragraf"}


def test_damaged_texts_are_marked_and_healed(mini: Path, tmp_path: Path) -> None:
    """A text that lost its end says so until a whole one is read."""
    _run(mini, _folder(tmp_path, _all(_section("9:24", "Avbruten", truncated=True))))
    assert load(mini).bank.statutes["2017:725"].in_use[0].defect == "avkortad"
    _run(mini, _folder(tmp_path, _all()))
    assert load(mini).bank.statutes["2017:725"].in_use[0].defect is None


def test_repealed_acts_are_marked(mini: Path, tmp_path: Path) -> None:
    """Status and successor follow, and all that cites the act is listed."""
    folder = _folder(tmp_path, _all())
    (folder / "repealed.yaml").write_text(
        'acts:\n- {sfs: "2017:725", replaced_by: ["1991:900"]}\n', "utf-8"
    )
    result = _run(mini, folder)
    statute = load(mini).bank.statutes["2017:725"]
    assert (statute.status, statute.replaced_by) == ("repealed", ("1991:900",))
    assert "klausul test-vard" in result.output


def test_older_texts_change_nothing(mini: Path, tmp_path: Path) -> None:
    """A folder from before the last check is no news."""
    before = (mini / KL).read_bytes()
    _run(mini, _folder(tmp_path, _all(_section("9:24", "Äldre.")), text_as_of="2020-01-01"))
    assert (mini / KL).read_bytes() == before


def test_looking_only_writes_nothing(mini: Path, tmp_path: Path) -> None:
    """--check tells the same and leaves the files."""
    before = (mini / KL).read_bytes()
    result = _run(mini, _folder(tmp_path, _all()), "--check")
    assert f"Skulle ändra {KL}" in result.output
    assert (mini / KL).read_bytes() == before


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda f: (f / "sfs-2017-725.yaml").write_text("sfs: [", "utf-8"), "saknas"),
        (lambda f: (f / "sfs-2017-725.yaml").write_text("sfs: x\n", "utf-8"), "form"),
        (lambda f: (f / "index.json").write_text("{", "utf-8"), "index"),
        (
            lambda f: (f / "index.json").write_text('{"1:1": {"sections": []}}', "utf-8"),
            "ingen fil",
        ),
        (lambda f: [path.unlink() for path in f.iterdir()], "inga lagtexter"),
    ],
)
def test_broken_texts_are_told_and_nothing_is_written(
    mini: Path, tmp_path: Path, spoil: Any, words: str
) -> None:
    """A fault in the folder stops all of it."""
    folder = _folder(tmp_path, _all())
    spoil(folder)
    before = (mini / KL).read_bytes()
    result = _run(mini, folder)
    assert result.return_value == 1
    assert words in result.stderr
    assert (mini / KL).read_bytes() == before


SECTION = st.builds(
    lambda chapter, number, letter: (
        f"{chapter}:{number}{letter}" if chapter else f"{number}{letter}"
    ),
    st.sampled_from(["", "1", "2", "19a"]),
    st.integers(1, 30),
    st.sampled_from(["", "", "a", "b"]),
)


@given(st.lists(SECTION, unique=True))
def test_spans_hold_exactly_the_sections(ids: list[str]) -> None:
    """Writing as spans and reading back loses and adds nothing."""
    assert list(section_ids(section_spans(ids))) == ids


def test_an_empty_folder_is_told_what_a_file_looks_like(mini: Path, tmp_path: Path) -> None:
    """Who has only heard of the command sees what it reads."""
    result = _run(mini, tmp_path)
    assert result.return_value == 1
    assert 'Så här ser en fil ut: {sfs: "2017:725"' in result.stderr

"""``python build.py search``: output, exit codes, messages, and the cache."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from samverkan.cli import main
from samverkan.search.store import CACHE


def run(capsys: pytest.CaptureFixture[str], root: Path, *arguments: str) -> tuple[int, str, str]:
    """Run the command; return exit code, output and error output."""
    with pytest.raises(SystemExit) as ended:
        main(root, ["search", *arguments])
    out, err = capsys.readouterr()
    return int(str(ended.value.code)), out, err


def test_json_has_the_keys_of_the_contract(mini: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """And the first hit is the record that is asked for, with its page."""
    code, out, _ = run(capsys, mini, "lönenämnden", "--json", "-n", "3")
    answer = json.loads(out)
    assert code == 0
    assert {"query", "total", "hits", "suggestion"} <= set(answer)
    assert answer["query"] == "lönenämnden"
    assert answer["total"] >= len(answer["hits"])
    assert answer["hits"][0].keys() == {"id", "kind", "title", "score", "url", "snippet"}
    assert answer["hits"][0]["url"] == "exempel/lonenamnd/"


def test_a_reader_sees_kind_and_suggestion(mini: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In Swedish, with how many there are."""
    code, out, _ = run(capsys, mini, "lönenämmd")
    assert code == 0
    assert "Menade du: lönenämnd?" in out
    assert "[exempel]" in out
    assert "Visar" in out


def test_nothing_found_is_no_error(mini: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is said."""
    assert run(capsys, mini, "qwxzzx") == (0, "Inga träffar.\n", "")


def test_filters_and_kinds_narrow(mini: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Only what fits is counted."""
    for kind in ("clause", "klausul"):
        _, out, _ = run(capsys, mini, "värdkommun", "--kind", kind, "--json")
        assert {hit["kind"] for hit in json.loads(out)["hits"]} == {"clause"}
    _, out, _ = run(capsys, mini, "löner", "--filter", "body=kommun-nora", "--json")
    assert "lonenamnd" in {hit["id"] for hit in json.loads(out)["hits"]}


def test_explain_shows_the_sum(mini: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Which words, in which way, and how much of the query is answered."""
    _, out, _ = run(capsys, mini, "lönenämnd", "--explain", "-n", "1")
    assert "”lönenämnd”" in out
    assert "besvarar 100 % av frågan" in out


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        ((), 2, "ange antingen en sökfråga eller --judge FIL"),
        (("x", "--judge", "y.json"), 2, "ange antingen"),
        (("x", "--kind", "nätverkk"), 2, "Menade du nätverk?"),
        (("x", "--filter", "body"), 2, "ska skrivas namn=värde"),
        (("x", "--filter", "bodi=a"), 2, "Menade du body?"),
        (("x", "--filter", "body=kommun-norra"), 2, "Menade du kommun-nora?"),
        (("x", "-n", "många"), 2, "heltal"),
        (("--judge", "finns-inte.json"), 1, "finns inte"),
        (("--judge", "bruten.json"), 1, "bruten.json:2:1: fel: filen är inte riktig JSON"),
        (("--judge", "latin.json"), 1, "UTF-8"),
        (("--judge", "form.json"), 1, "fråga 1"),
    ],
)
def test_what_is_wrong_is_said(
    mini: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    code: int,
    message: str,
) -> None:
    """In Swedish, with the right exit code."""
    monkeypatch.chdir(mini)
    Path("bruten.json").write_text("[\n}", encoding="utf-8")
    Path("latin.json").write_bytes(b'["\xe5"]')
    Path("form.json").write_text("[{}]", encoding="utf-8")
    ended, _, err = run(capsys, mini, *arguments)
    assert (ended, message in err) == (code, True), err


def test_a_changed_record_is_found_at_once(mini: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The cache is keyed on content."""
    run(capsys, mini, "lön")
    assert (mini / CACHE).is_file()
    example = mini / "kb" / "examples" / "lonenamnd.yaml"
    text = example.read_text(encoding="utf-8")
    example.write_text(text.replace("title: ", "title: Zebraskötsel och ", 1), encoding="utf-8")
    _, out, _ = run(capsys, mini, "zebraskötseln", "--json")
    assert json.loads(out)["hits"][0]["id"] == "lonenamnd"


@pytest.mark.parametrize("spoil", [b"", b"{", b"[]", b'{"key": 1}', b"\xff\x00"])
def test_a_broken_cache_is_made_anew(
    mini: Path, capsys: pytest.CaptureFixture[str], spoil: bytes
) -> None:
    """Also one that has the right key and nothing in it."""
    before = run(capsys, mini, "lön", "--json")
    whole = (mini / CACHE).read_bytes()
    key = json.loads(whole)["key"]
    for content in (spoil, json.dumps({"key": key, "index": {}}).encode(), whole[:-9]):
        (mini / CACHE).write_bytes(content)
        assert run(capsys, mini, "lön", "--json") == before
        assert (mini / CACHE).read_bytes() == whole


def test_a_record_with_errors_stops_nobody(mini: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The fault is told, the rest is searched, and nothing is cached."""
    (mini / "kb" / "examples" / "fel.yaml").write_text("title: [", encoding="utf-8")
    code, out, err = run(capsys, mini, "lönenämnd", "--json")
    assert code == 0
    assert json.loads(out)["hits"]
    assert "kb/examples/fel.yaml:" in err
    assert not (mini / CACHE).exists()

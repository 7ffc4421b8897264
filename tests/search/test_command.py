"""``python build.py search``: output, exit codes, messages, and the stored index."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from samverkan.cli import main
from samverkan.search.store import cache_folder

pytestmark = pytest.mark.usefixtures("cache")


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
    assert "(besvarar 100 % av frågan)" in out
    assert "(slag: exempel)" in out


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
        (("--judge", "finns-inte.json"), 2, "finns-inte.json finns inte"),
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
    """The stored index follows the records: it is amended, and answers as one made anew."""
    run(capsys, mini, "lön")
    before = set(cache_folder(mini).glob("*.seg"))
    example = mini / "kb" / "examples" / "lonenamnd.yaml"
    text = example.read_text(encoding="utf-8")
    example.write_text(text.replace("title: ", "title: Zebraskötsel och ", 1), encoding="utf-8")
    amended = run(capsys, mini, "zebraskötseln", "--json")
    assert json.loads(amended[1])["hits"][0]["id"] == "lonenamnd"
    assert before < set(cache_folder(mini).glob("*.seg"))
    shutil.rmtree(cache_folder(mini))
    assert run(capsys, mini, "zebraskötseln", "--json") == amended


def test_a_stored_index_answers_alike(mini: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is read back ranks as what was just made."""
    for query in ("löneadministrationen i T-län", "avfalls hantering", "upphandlig", "9:37"):
        shutil.rmtree(cache_folder(mini), ignore_errors=True)
        assert run(capsys, mini, query, "--json") == run(capsys, mini, query, "--json")


@pytest.mark.parametrize("suffix", [".seg", ".toc", ".json"])
def test_a_broken_store_is_made_anew(
    mini: Path, capsys: pytest.CaptureFixture[str], suffix: str
) -> None:
    """A file that is empty, cut short, written over or gone is never read."""
    before = run(capsys, mini, "lön", "--json")
    for spoil in (lambda _: b"", lambda old: old[:-9], lambda old: b"\xff" + old[1:], None):
        (broken,) = cache_folder(mini).glob(f"*{suffix}")
        if spoil is None:
            broken.unlink()
        else:
            broken.write_bytes(spoil(broken.read_bytes()))
        assert run(capsys, mini, "lön", "--json") == before
        (mended,) = cache_folder(mini).glob(f"*{suffix}")
        assert mended.stat().st_size > 100


def test_nothing_is_read_from_the_project(
    mini: Path, cache: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A project may come from a stranger; what looks like an index there is not opened."""
    run(capsys, mini, "lön")
    assert cache_folder(mini).is_relative_to(cache)
    planted = mini / ".cache" / "sok"
    shutil.copytree(cache_folder(mini), planted)
    shutil.rmtree(cache)
    for file in planted.iterdir():
        file.write_bytes(b"cos\nsystem\n(S'exit 1'\ntR.")
    assert "lonenamnd" in run(capsys, mini, "lönenämnd", "--json")[1]


def test_a_cache_that_cannot_be_written_costs_only_time(
    mini: Path, cache: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The answer is the same."""
    before = run(capsys, mini, "lön", "--json")
    shutil.rmtree(cache)
    cache.write_text("ingen mapp", encoding="utf-8")
    assert run(capsys, mini, "lön", "--json") == before


def test_a_record_with_errors_stops_nobody(mini: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The fault is told, the rest is searched, and nothing is stored."""
    (mini / "kb" / "examples" / "fel.yaml").write_text("title: [", encoding="utf-8")
    code, out, err = run(capsys, mini, "lönenämnd", "--json")
    assert code == 0
    assert json.loads(out)["hits"]
    assert "kb/examples/fel.yaml:" in err
    assert not cache_folder(mini).exists()

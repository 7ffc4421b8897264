"""check: every fault at once, in Swedish, with its place, and no fault breeding others."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from samverkan.drafting.clausecheck import library_faults
from samverkan.records.fault import Fault
from samverkan.records.load import load


def _faults(root: Path) -> list[Fault]:
    loaded = load(root)
    return [*loaded.faults, *library_faults(loaded)]


def _replace(old: str, new: str) -> Callable[[str], str]:
    def change(text: str) -> str:
        assert old in text
        return text.replace(old, new, 1)

    return change


EXAMPLE = "kb/examples/lonenamnd.yaml"
BODIES = "kb/bodies/kommuner.yaml"

PLANTED = [
    (EXAMPLE, _replace("stage: drift", "stag: drift"), "okand-nyckel", "Menade du stage?"),
    (EXAMPLE, _replace("stage: drift", "stage: drfit"), "okand-term", "Menade du drift?"),
    (BODIES, _replace("212000-2007", "212000-2008"), "org-number", "kontrollsiffran"),
    (EXAMPLE, _replace("form: gemensam-namnd", "form: xyz"), "okand-term", "Giltiga värden"),
    (EXAMPLE, _replace("kommun-nora", "kommun-norra"), "dod-hanvisning", "Menade du kommun-nora?"),
    (EXAMPLE, _replace("utredning:12", "utredning:101"), "fel-plats", "Utredningen har 100"),
    (EXAMPLE, _replace("utredning:12", "utrednig:12"), "okand-kalla", "Menade du utredning?"),
    (EXAMPLE, _replace("form, areas", "form"), "utan-kalla", "areas saknar källa"),
    (EXAMPLE, _replace("title: Gemensam", "titel: x\ntitle: Gemensam"), "okand-nyckel", "title"),
    (EXAMPLE, _replace("value: -42", "value: mycket"), "fel-typ", "ett tal"),
    (EXAMPLE, _replace("2026-11-25", "2026-13-25"), "fel-typ", "inte i kalendern"),
    (EXAMPLE, _replace("record: kretsen", "record: lonenamnd"), "sig-sjalv", "sig själv"),
    (EXAMPLE, _replace("stage: drift", "stage: forslag"), "forslag-som-exempel", "forslag"),
    (EXAMPLE, _replace("title: Gemensam lönenämnd i norr\n", ""), "saknas", "title saknas"),
    (EXAMPLE, _replace("summary: Två", "summary: 'Två"), "yaml-syntax", "citattecknet"),
    (EXAMPLE, _replace("body: kommun-nora", "body: Nora kommun"), "dod-hanvisning", "kommun-nora"),
    (
        EXAMPLE,
        _replace("record_type: exempel", "record_type: forslag"),
        "exempel-som-forslag",
        "posten kallas förslag, men skedet är drift",
    ),
    (
        "kb/clauses/test-vard.yaml",
        _replace('"2017:725 9:20"', "9 kap. 20 § kommunallagen"),
        "fel-form",
        'Skriv "2017:725 9:20"',
    ),
    (
        "kb/clauses/test-vard.yaml",
        _replace('se("test-sammansattning.', 'se("test-samansattning.'),
        "dod-hanvisning",
        "Menade du test-sammansattning?",
    ),
    (
        "kb/clauses/test-sammansattning.yaml",
        _replace('"2017:725 9:24") }}.\n\n', '"2017:725 9:99") }}.\n\n'),
        "okand-paragraf",
        "har ingen 9:99",
    ),
    (
        "kb/clauses/test-sammansattning.yaml",
        _replace("Platserna fördelas så:", "Platserna fördelas enligt 6 kap. 16 §:"),
        "lagrum-som-text",
        "lag(",
    ),
    (
        "kb/clauses/test-sammansattning.yaml",
        _replace("{{ namnd_namn }}", "{{ namd_namn }}"),
        "okant-namn",
        "Menade du namnd_namn?",
    ),
    (
        "kb/clauses/test-bilaga.yaml",
        _replace(
            "examples: [kretsen]\npractice: Avtal brukar säga vem som svarar för arbetet.\n", ""
        ),
        "grund-saknas",
        "skriv under practice varför",
    ),
    (
        "kb/clauses/test-vard.yaml",
        _replace('legal_basis: ["2017:725 9:20"]\n', "practice: Avtal brukar ha en värd.\n"),
        "lagrum-saknas",
        "nivån är lag, men inget lagrum är angivet",
    ),
]


@pytest.mark.parametrize(("file", "change", "code", "words"), PLANTED)
def test_each_planted_fault_is_found(
    mini: Path, file: str, change: Callable[[str], str], code: str, words: str
) -> None:
    """A spoilt file gives the fault, in that file, and says what would be right."""
    path = mini / file
    path.write_text(change(path.read_text("utf-8")), "utf-8")
    found = [fault for fault in _faults(mini) if fault.code == code]
    assert [fault.file for fault in found] == [file]
    assert words in str(found[0])


def test_a_list_with_a_wrong_item_is_not_called_empty(mini: Path) -> None:
    """One slip, one fault."""
    path = mini / EXAMPLE
    text = path.read_text("utf-8")
    start = text.index("sources:")
    end = text.index("reviewed:")
    path.write_text(text[:start] + "sources: [{place: utredning:1, suports: [x]}]\n" + text[end:])
    assert "sources är tomt." not in [fault.message for fault in _faults(mini)]


def test_unspoilt_project_has_no_faults(mini: Path) -> None:
    """Nothing is complained of that is right."""
    assert [str(fault) for fault in _faults(mini)] == []


def test_ten_planted_faults_give_exactly_ten(mini: Path) -> None:
    """All faults at once; a broken file does not make references to it dead as well."""
    example, clauses = mini / EXAMPLE, mini / "kb/clauses"
    text = example.read_text("utf-8")
    for old, new in [
        ("stage: drift", "stage: drfit"),  # 1 unknown term
        ("kommun-nora", "kommun-norra"),  # 2 dead reference
        ("utredning:12\n", "utredning:101\n"),  # 3 place beyond the source
        ("qualifier: i-snitt", "qualifer: i-snitt"),  # 4 unknown key
        ("value: -42", "value: mycket"),  # 5 wrong type
        ("reviewed: 2026-11-25", "reviewed: igår"),  # 6 no date
    ]:
        assert old in text
        text = text.replace(old, new, 1)
    example.write_text(text, "utf-8")
    (mini / "kb/networks/kretsen.yaml").write_bytes(b"title: Kretsen: trasig\n")  # 7 syntax
    (mini / "kb/bodies/mer.yaml").write_text(  # 8 id twice
        "- {id: kommun-nora, name: Nora kommun, body_kind: kommun}\n", "utf-8"
    )
    (mini / "kb/sources/gammal.yaml").write_bytes("title: Å".encode("latin-1"))  # 9 encoding
    vard = clauses / "test-vard.yaml"
    vard.write_text(
        vard.read_text("utf-8").replace("title: ", "title: V\ntitle: ", 1), "utf-8"
    )  # 10
    faults = _faults(mini)
    assert len(faults) == 10, "\n".join(str(fault) for fault in faults)
    assert all(fault.line > 0 for fault in faults)


def test_a_broken_record_breeds_no_dead_references(mini: Path) -> None:
    """References to a record whose file cannot be read are not called dead."""
    (mini / "kb/networks/kretsen.yaml").write_bytes(b"{")
    assert {fault.file for fault in _faults(mini)} == {"kb/networks/kretsen.yaml"}


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("kb/examples/Stor Bokstav.yaml", "filnamn"),
        ("kb/examples/glomd.yml", "filnamn"),
        ("kb/exempel/x.yaml", "okand-mapp"),
        ("agreements/lost.yaml", "okand-fil"),
    ],
)
def test_files_that_would_be_ignored_are_reported(mini: Path, path: str, code: str) -> None:
    """A misplaced or misnamed file is never passed over in silence."""
    target = mini / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text("title: x\n", "utf-8")
    assert [fault.code for fault in _faults(mini)] == [code]


def test_networks_expand_to_members_but_not_observers(mini: Path) -> None:
    """Who takes part is computed: observers of a network do not."""
    path = mini / EXAMPLE
    text = path.read_text("utf-8").replace("body: kommun-nora", "network: kretsen")
    path.write_text(text, "utf-8")
    bank = load(mini).bank
    found = {p.body.id: p.role for p in bank.participants(bank.examples["lonenamnd"])}
    assert found == {"kommun-lindesberg": "vard", "kommun-nora": "part"}


def test_relations_are_seen_from_both_sides(mini: Path) -> None:
    """One record states a relation; both show it, each in its own words."""
    bank = load(mini).bank
    assert [link.relation for link in bank.links("lonenamnd")] == ["del-av"]
    assert [link.relation for link in bank.links("kretsen")] == ["har-del"]


def _check(root: Path, *args: str) -> subprocess.CompletedProcess[str]:
    script = (
        "import sys; from pathlib import Path; from samverkan.cli import main; "
        "main(Path(sys.argv[1]), sys.argv[2:])"
    )
    return subprocess.run(
        [sys.executable, "-c", script, str(root), *args],
        capture_output=True, text=True, check=False, cwd=Path(__file__).parents[2],
    )  # fmt: skip


def test_command_exit_codes_and_json(mini: Path) -> None:
    """0 when all is well, 1 with errors, 2 for wrong usage; JSON as the contract says."""
    assert _check(mini, "check").returncode == 0
    path = mini / EXAMPLE
    path.write_text(path.read_text("utf-8").replace("stage: drift", "stage: drfit"), "utf-8")
    run = _check(mini, "check", "--json")
    assert run.returncode == 1
    assert [set(fault) for fault in json.loads(run.stdout)] == [
        {"file", "line", "column", "level", "code", "message", "hint"}
    ]
    wrong = _check(mini, "chek")
    assert wrong.returncode == 2
    assert "Menade du check?" in wrong.stderr


def test_check_of_one_path_shows_only_its_faults(mini: Path) -> None:
    """A maintainer who checks one file is not told of others'."""
    path = mini / EXAMPLE
    path.write_text(path.read_text("utf-8").replace("stage: drift", "stage: drfit"), "utf-8")
    assert _check(mini, "check", str(mini / "kb/networks")).returncode == 0
    assert _check(mini, "check", str(path)).returncode == 1


def test_check_says_what_it_looks_at(mini: Path, tmp_path: Path) -> None:
    """A path without records is wrong usage, not a clean bill of health."""
    (tmp_path / "README.md").write_text("hej")
    wrong = _check(mini, "check", str(tmp_path / "README.md"))
    assert wrong.returncode == 2
    assert "rymmer inga poster" in " ".join(wrong.stderr.split())
    assert _check(mini, "check", str(mini)).returncode == 0


@pytest.mark.parametrize(
    "command",
    ["check", "draft", "search", "format", "import", "serve", "convert", "redline", "refresh"],
)
def test_help_is_swedish(mini: Path, command: str) -> None:
    """No English placeholders are left in any help."""
    told = _check(mini, command, "--help").stdout
    assert "Användning: " in told
    for english in ("INTEGER", "PATH", " TEXT", "Usage", "Options", "x>=", "x<=", "default:",
                    "required"):  # fmt: skip
        assert english not in told

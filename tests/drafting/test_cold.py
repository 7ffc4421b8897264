"""The command draft in a process of its own: quick because of what it does not load.

No test is timed. What takes time is known (bench/word.py), so these hold the property behind
the figure: nothing but what a draft needs is loaded once the caches are filled.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from samverkan.drafting.cases import find_cases
from samverkan.records import kept
from samverkan.records.bank import Bank
from tests.conftest import ROOT

CASE = "agreements/reglemente-test/cases/nora.yaml"
CLAUSE = "kb/clauses/test-vard.yaml"
NOT_NEEDED = (
    "samverkan.records.load", "samverkan.records.model", "samverkan.search", "samverkan.site",
    "babel", "docx", "mkdocs", "openpyxl", "pydantic", "rapidfuzz", "rich", "ruamel", "whoosh",
)  # fmt: skip
SCRIPT = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv.pop(1))
from samverkan.cli import main
try:
    main(Path(sys.argv.pop(1)))
finally:
    print("laddat", *sys.modules)
"""


def draft(mini: Path, *options: str) -> tuple[bytes | None, str, set[str]]:
    """Return the draft, what was said, and the modules that were loaded."""
    target = mini.with_name("utkast.docx")
    target.unlink(missing_ok=True)
    command = ("draft", "reglemente-test", str(mini / CASE), "-o", str(target), *options)
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(ROOT), str(mini), *command],
        capture_output=True,
        text=True,
        check=False,
    )
    said, _, loaded = done.stdout.partition("laddat ")
    made = target.read_bytes() if target.exists() else None
    return made, said + done.stderr, set(loaded.split())


def unneeded(loaded: set[str]) -> set[str]:
    """Return what was loaded that a draft does not need."""
    return {name for name in loaded if name.startswith(NOT_NEEDED)}


def test_the_second_draft_loads_no_models_and_is_the_same(mini: Path) -> None:
    """The first reads the records; the next ones know them."""
    first, said, loaded = draft(mini)
    assert "pydantic" in loaded
    second, said_again, loaded_again = draft(mini)
    assert unneeded(loaded_again) == set()
    assert first is not None
    assert (second, said_again) == (first, said)


@pytest.mark.parametrize("cache", [kept.CACHE, Path(".cache/mallar.bin")])
def test_a_spoilt_cache_is_made_anew(mini: Path, cache: Path) -> None:
    """The draft is the same, and the next one is quick again."""
    right, *_ = draft(mini)
    (mini / cache).write_bytes((mini / cache).read_bytes()[:-6] + b"spoilt")
    assert draft(mini)[0] == right
    again, _, loaded = draft(mini)
    assert again == right
    assert unneeded(loaded) == set()


def test_a_changed_clause_is_in_the_next_draft(mini: Path) -> None:
    """And one that is broken stops it, as if nothing had ever been kept."""
    right, *_ = draft(mini)
    path = mini / CLAUSE
    text = path.read_text("utf-8")
    path.write_text(text.replace("Värden svarar för", "Värden sköter"), "utf-8")
    changed, *_ = draft(mini)
    assert changed not in (None, right)
    path.write_text(text.replace("title:", "titel:"), "utf-8")
    for _ in range(2):
        broken, said, _ = draft(mini)
        assert broken is None
        assert f"{CLAUSE}:1:1: fel: nyckeln titel finns inte." in said
    path.write_text(text, "utf-8")
    assert draft(mini)[0] == right


def test_faults_of_a_draft_are_told_alike(mini: Path) -> None:
    """With the clause that needs a law, whether the records were read just now or before."""
    first, said, _ = draft(mini, "--date", "1990-01-01")
    second, said_again, loaded = draft(mini, "--date", "1990-01-01")
    assert first is second is None
    assert said == said_again
    assert "klausulen Sammansättning (test-sammansattning)" in said
    assert unneeded(loaded) == set()


def test_every_case_is_drafted_alike(bank: Bank, tmp_path: Path) -> None:
    """From what was kept as from the records themselves, decision packages too."""
    state = kept.state(tmp_path)
    kept.keep(tmp_path, state, bank)
    again = kept.recall(tmp_path, state)
    assert again is not None
    cases = find_cases(ROOT, bank)
    assert cases
    for case in cases:
        drafts = [case.draft(each) for each in (bank, again)]
        assert drafts[0] == drafts[1], case

"""check of a clause: each slip told in the clause itself, where it stands, and all at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from samverkan.inspection import all_faults
from samverkan.records.fault import Fault
from samverkan.records.load import load
from samverkan.records.messages import did_you_mean_clause

CLAUSE = "kb/clauses/test-sammansattning.yaml"
ELSEWHERE = "kb/clauses/test-vard.yaml"
Change = tuple[str, str]


def _spoilt(root: Path, file: str, *changes: Change) -> list[Fault]:
    path = root / file
    text = path.read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    path.write_text(text, "utf-8")
    return all_faults(root, load(root))


def _words(root: Path, fault: Fault, length: int) -> str:
    """Return what stands at the place that a fault names."""
    line = (root / fault.file).read_text("utf-8").splitlines()[fault.line - 1]
    return line[fault.column - 1 :][:length]


@pytest.mark.parametrize("listed", ['["2017:725 9:24", "1991:900 3:28"]', '["1991:900"]'])
def test_a_clause_cannot_rest_on_repealed_law(mini: Path, listed: str) -> None:
    """Not even beside the act that replaced it; the act of today is named."""
    (fault,) = _spoilt(mini, CLAUSE, ('["2017:725 9:24"]', listed))
    assert fault.code == "upphavd-lag"
    assert "är upphävd" in fault.message
    assert "kommunallagen (2017:725)" in str(fault.hint)
    assert _words(mini, fault, 10) == listed[listed.index('"1991') :][:10]


@pytest.mark.parametrize(
    ("change", "says", "at"),
    [
        (("§ ersattare", "§ Ersättare och så"), "är inget avsnittsnamn", "§ Ersättare"),
        (('lag("2017:725 9:24") }}.\n\n', 'lag("2017:725 9:6", punkt=44) }}.\n\n'),
         "har ingen punkt 44. Paragrafen har 18 punkter.", "2017:725 9:6"),
        (("{{ namnd_namn }}", "{{ namnd_namn }"), "i ”{{ namnd_namn } består", "{{ namnd_namn }"),
        (("antal_ledamoter | ord", "antal_ledamoter | od"), "Menade du ord", "od }}"),
        (("Platserna fördelas", 'Platserna enligt {{ term("vardkomunen") }}'),
         "Menade du vardkommunen?", "vardkomunen"),
        (("Platserna fördelas", 'Platserna enligt {{ term("vardkommunen", "pural") }}'),
         "har ingen form pural", "pural"),
    ],
)  # fmt: skip
def test_a_slip_is_told_where_it_stands(mini: Path, change: Change, says: str, at: str) -> None:
    """In the clause, at the very words, and nothing follows from it anywhere else."""
    (fault,) = _spoilt(mini, CLAUSE, change)
    assert fault.file == CLAUSE
    assert says in str(fault)
    assert _words(mini, fault, len(at)) == at


@pytest.mark.parametrize("below", [True, False])
def test_text_that_lost_its_bar_is_told(mini: Path, below: bool) -> None:
    """Without | the paragraphs run together; a text of one line needs none."""
    key = "text:" if below else "text: Så här."
    (fault,) = _spoilt(mini, ELSEWHERE, ("text: |\n  {{", f"{key}\n  Nu {{{{"))
    assert (fault.file, fault.code) == (ELSEWHERE, "text-pa-rad")
    assert "text ska skrivas med |" in fault.message


def test_all_that_is_wrong_in_a_clause_is_told_at_once(mini: Path) -> None:
    """What does not fit its model does not hide what leads nowhere."""
    found = _spoilt(
        mini, CLAUSE,
        ("topics: [sammansattning]", "topics: [samansattning]"),
        ("level: lag", "level: lagg\nsources: [utredning:999]"),
        ("GN-03", "GN-33"),
        ('se("test-vard")', 'se("test-vrd")'),
    )  # fmt: skip
    assert [fault.code for fault in found] == [
        "okand-term", "fel-varde", "fel-plats", "okant-krav", "dod-hanvisning"
    ]  # fmt: skip


def test_a_removed_clause_leaves_its_demand_unmet(mini: Path) -> None:
    """Also said while the references to it are dead; a misspelt one may well meet it."""
    (mini / CLAUSE).unlink()
    found = all_faults(mini, load(mini))
    assert {f.file for f in found if f.code == "krav-ouppfyllt" and "(GN-03)" in f.message} == {
        "agreements/avtal-test/type.yaml",
        "agreements/reglemente-test/type.yaml",
    }


def test_a_misspelt_clause_leaves_no_demand_unmet(mini: Path) -> None:
    """The clause that was meant is there."""
    place = "agreements/avtal-test/type.yaml"
    found = _spoilt(mini, place, ("[test-sammansattning]", "[test-samansattning]"))
    assert [(fault.file, fault.code) for fault in found] == [(place, "dod-hanvisning")]


@pytest.mark.parametrize(
    ("known", "hint"),
    [
        (["if-uttrade", "fo-kostnader", "fo-sammantraden"], None),
        (["if-uttrade", "fo-uttraden"], "Menade du fo-uttraden?"),
        (["if-uttrade"], "Menade du if-uttrade?"),
    ],
)
def test_a_clause_of_another_kind_is_not_guessed(known: list[str], hint: str | None) -> None:
    """A federation's clause was never meant to be an association's."""
    assert did_you_mean_clause("fo-uttrade", known) == hint

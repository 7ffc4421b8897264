"""The overview: counts and coverage as the records have them."""

from __future__ import annotations

from pathlib import Path

from samverkan.records.bank import Bank
from samverkan.site.participation import told_coverage
from tests.site.test_build import content, text


def test_the_overview_counts_good_examples_only(site: Path) -> None:
    """The proposal about it is not among the good examples."""
    told = text(content(site, "oversikt"))
    assert "löneadministration 1" in told
    assert "gemensam-namnd 1" in told
    assert "Kretsen 1" in told
    assert "Nora kommun 2 0" in told
    assert "Hällefors kommun 0 1" in told


def test_coverage_names_those_missing(bank: Bank) -> None:
    """20 of 21: everyone sees who to ask next."""
    told = told_coverage(bank, bank.examples["digitalisering-fornlamningsregister"])
    assert told == "20 av 21 länsstyrelser; Kalmar saknas"
    assert told_coverage(bank, bank.examples["lstnet-gemensamt-datanat"]) == (
        "21 av 21 länsstyrelser"
    )
    assert told_coverage(bank, bank.examples["lonenamnd-sormland"]) == ""

"""The overview: counts and coverage as the records have them."""

from __future__ import annotations

import json
from pathlib import Path

from samverkan.records.bank import Bank
from samverkan.site.participation import told_coverage
from tests.site.test_build import content, text


def test_the_overview_counts_good_examples_only(site: Path) -> None:
    """The proposal about it is not among the good examples."""
    told = text(content(site, "oversikt"))
    assert "personal › löneadministration 1" in told
    assert "gemensam-namnd 1" in told
    assert "Kretsen 1" in told
    assert "Nora kommun 3 0" in told
    assert "Hällefors kommun 0 1" in told


def test_participation_can_be_had_as_json(site: Path) -> None:
    """Every body in every cooperation, with its role and whether that counts."""
    parts = json.loads((site / "api/participation.json").read_text(encoding="utf-8"))
    assert {
        "body": "kommun-nora",
        "kind": "example",
        "record": "forslag-soder",
        "role": "part",
        "member": True,
        "through": "kretsen",
    } in parts
    watching = [part for part in parts if part["body"] == "kommun-hallefors"]
    assert watching
    assert not any(part["member"] for part in watching)


def test_the_list_of_bodies_counts_members_only(site: Path) -> None:
    """Hällefors watches two cooperations and takes part in none."""
    rows = content(site, "organisationer").xpath(".//tbody/tr")
    counts = {text(row.find("th")): text(row.findall("td")[-1]) for row in rows}
    assert counts["Hällefors kommun"] == "0"
    assert counts["Nora kommun"] == "4"


def test_coverage_names_those_missing(bank: Bank) -> None:
    """20 of 21: everyone sees who to ask next."""
    told = told_coverage(bank, bank.examples["digitalisering-fornlamningsregister"])
    assert told == "20 av 21 länsstyrelser; Kalmar saknas"
    assert told_coverage(bank, bank.examples["lstnet-gemensamt-datanat"]) == (
        "21 av 21 länsstyrelser"
    )
    assert told_coverage(bank, bank.examples["lonenamnd-sormland"]) == ""

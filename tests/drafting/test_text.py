"""Plain text and JSON: the same content for a terminal and for programs."""

from __future__ import annotations

import json
from dataclasses import replace

from samverkan.drafting.document import ItemList
from samverkan.drafting.html import write_html
from samverkan.drafting.jsonform import write_json
from samverkan.drafting.text import write_text
from tests.drafting import samples
from tests.drafting.samples import NBSP, t


def test_text_reads_like_the_document() -> None:
    """Numbers, lists and tables as they are printed."""
    text = write_text(samples.reglemente()).replace(NBSP, " ")
    assert text.startswith("Reglemente för gemensam nämnd\nReglemente för Bergslagens miljönämnd\n")
    expected = """\
Presidium
---------
4 § Ordförande väljs av värden. Se 2–3 §§.

Vice ordförande väljs av Nora kommun.

5 §
a) Först detta.
b) Sedan detta.
"""
    assert expected in text
    table = """\
Part                Ledamöter          Ersättare
------------------  ---------  -----------------
Lindesbergs kommun          4                  4
Nora kommun                 3  [ersättare, Nora]
"""
    assert table in text
    assert "- Vilken rapport nämnden tar emot (3 §)\n" in text
    assert text.endswith("- kommunallagen (2017:725), text per 2026-07-01\n")


def test_agreement_has_parties_and_signatures() -> None:
    """Parties are introduced with number and name below; the lines are left open."""
    text = write_text(samples.avtal()).replace(NBSP, " ")
    assert "Lindesbergs kommun (värd), organisationsnummer 212000-2015, nedan Värdkommunen" in text
    assert "Nora kommun, organisationsnummer [organisationsnummer], nedan Nora" in text
    assert text.count("Namnförtydligande: ____") == 3
    assert "1.1 Parterna samverkar enligt punkt 2 och punkt 2.1." in text


def test_letters_go_on_as_in_word() -> None:
    """After z comes aa."""
    items = ItemList("letter", (t("x"),))
    assert [items.marker(index) for index in (0, 25, 26, 27)] == ["a)", "z)", "aa)", "bb)"]


def test_json_says_what_each_node_is() -> None:
    """A program can tell a placeholder from text."""
    tree = json.loads(write_json(samples.reglemente()))
    assert tree["node"] == "Document"
    assert tree["register_number"] == [
        {"node": "Placeholder", "question": "diarienummer", "label": "Diarienummer"}
    ]


def test_no_heading_stands_over_an_empty_list_of_parties() -> None:
    """A draft whose parties are not yet known says so among the open points only."""
    unknown = replace(samples.reglemente(), parties=())
    assert "Parter\n------" not in write_text(unknown)
    assert "Parter</h2>" not in write_html(unknown)

"""The Word writer fails closed: any text exactly as it is, or one clear error."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samverkan.drafting.document import (
    Document,
    OpenPoint,
    Part,
    Reference,
    Section,
    Strong,
    Table,
)
from samverkan.drafting.word import write
from tests.drafting import samples
from tests.drafting.samples import NBSP, clause, stycke, t
from tests.drafting.wordreading import Line, W, Word, text_of

XML_TEXT = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\ufffe\uffff").filter(
        lambda char: ord(char) >= 32 or char in "\t\n\r"
    ),
    min_size=1,
    max_size=80,
)


def _line(lines: list[Line], style: str) -> str:
    return next(line.text for line in lines if line.style == style)


@settings(max_examples=60, deadline=None)
@given(XML_TEXT)
def test_any_text_survives_exactly(text: str) -> None:
    """No value is lost, changed or taken for markup, wherever it stands."""
    word = Word(write(samples.with_text(text)))
    lines = word.lines()
    for style in ("Subtitle", "Heading1", "Heading2", "Caption", "ListBullet", "Rutrubrik"):
        assert style in {line.style for line in lines}
    for style in ("Subtitle", "Heading1", "Heading2", "Caption", "ListBullet"):
        assert _line(lines, style) == text
    # In the title a hyphen is one that no line is broken at.
    assert _line(lines, "Title").replace("\u2011", "-") == f"{text} ".replace("\u2011", "-")
    assert _line(lines, "Punkt") == f"{text}{text}[{text}]{text}"
    assert _line(lines, "Oppenpunkt") == f"{text} (punkt{NBSP}1)"
    assert _line(lines, "Signaturpart") == f"För {text}"
    cells = [line.text for line in lines if line.style == "Tabelltext"]
    assert cells.count(text) >= 6
    captions = [c.get(f"{W}val") for c in word.body.iter(f"{W}tblCaption")]
    assert text in captions
    aliases = [a.get(f"{W}val") for a in word.body.iter(f"{W}alias")]
    assert text[:64] in aliases
    header = text_of(word.xml("word/header1.xml"))
    assert header.replace("\n", "\t") == f"{text} \tDiarienummer {text}".replace("\n", "\t")
    assert word.docx.core_properties.title == f"{text} "
    assert text_of(word.xml("word/comments.xml")) == text


@pytest.mark.parametrize("char", ["\x00", "\x0b", "\x1f", "\ud800", "\ufffe", "\uffff"])
def test_what_xml_cannot_hold_stops_the_draft(char: str) -> None:
    """Such a character is named, not dropped."""
    with pytest.raises(ValueError, match=f"U\\+{ord(char):04X}"):
        write(samples.with_text(f"a{char}b"))


WRONG: dict[str, tuple[Document, str]] = {
    "pekar-ingenstans": (samples.with_block(stycke(Reference("b", "2 §", "2"))), "inte finns"),
    "fel-nummer": (samples.with_block(stycke(Reference("a.1", "2 §", "2"))), "säger '2'"),
    "ojamn-tabell": (samples.with_block(Table("T", (t("A"), t("B")), ((t("1"),),))), "2 kolumner"),
    "oppen-punkt": (
        replace(samples.reglemente(), open_points=(OpenPoint("svar", "X", "saknas"),)),
        "inte finns",
    ),
    "samma-id": (
        replace(samples.reglemente(), parts=samples.reglemente().parts * 2),
        "två gånger",
    ),
    "hopp": (
        replace(samples.reglemente(), annexes=(), open_points=(), parts=(
            Part(None, (clause("a", "A", Section("a.1", "2", (stycke("A."),))),)),)),
        "räknat i ordning",
    ),
    "datum": (replace(samples.reglemente(), law_date="igår"), "igår"),
}  # fmt: skip


@pytest.mark.parametrize("fault", WRONG)
def test_a_tree_that_contradicts_itself_is_not_written(fault: str) -> None:
    """Better no file than one whose numbers or references are wrong."""
    document, message = WRONG[fault]
    with pytest.raises(ValueError, match=message):
        write(document)


def test_strong_text_is_bold() -> None:
    """A word that is being defined stands out."""
    word = Word(write(samples.with_block(stycke("Med ", Strong("värden"), " avses."))))
    bold = [text_of(run) for run in word.body.iter(f"{W}r")
            if run.find(f"{W}rPr/{W}rStyle[@{W}val='Strong']") is not None]  # fmt: skip
    assert "värden" in bold

"""What a sentence denies does not meet a demand."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import pytest

from samverkan.drafting.review.sectioning import Section
from samverkan.drafting.review.textreading import Rank, TextReading
from samverkan.drafting.review.wordfile import Passage


def _said(
    text: str,
    line: str,
    heading: str | None = None,
    named: Mapping[str, tuple[str, ...]] = MappingProxyType({}),
) -> Rank:
    passage = Passage(text, None, None, False, None, (), False, ())
    return TextReading([Section(heading, None, (passage,))], named).said([line]).rank


@pytest.mark.parametrize(
    "text",
    [
        "Parterna ska inte upprätta någon rapport.",
        "Någon rapport upprättas inte.",
        "Parterna är överens om att någon rapport inte ska upprättas.",
        "Det ska inte upprättas eller lämnas någon rapport.",
        "Nämnden har ett sekretariat, men någon rapport upprättas ej.",
        "Ingen rapport upprättas.",
    ],
)
def test_a_denied_act_is_told_as_denied(text: str) -> None:
    """The negation follows the verb of a main clause, or stands in what *att* begins."""
    assert _said(text, "rapport*, upprätta*") == Rank.DENIED


@pytest.mark.parametrize(
    "text",
    [
        "Rapporten upprättas även om parterna inte har begärt det.",
        "En rapport som inte har lämnats i tid upprättas av ordföranden.",
        "Kan parterna inte enas upprättas rapporten av ordföranden.",
        "Rapport upprättas inte bara på hösten.",
        "Sekreteraren lämnar inga förslag, men upprättar en rapport.",
    ],
)
def test_what_another_clause_denies_is_still_said(text: str) -> None:
    """In a condition or a relative clause the negation goes before the verb."""
    assert _said(text, "rapport*, upprätta*") == Rank.MET


def test_a_thing_only_mentioned_is_not_said() -> None:
    """Reference, enumeration of contents, background of the agreement and definitions."""
    line = "ersättning*, betala*|regler*"
    assert _said("Ersättningen betalas i förskott.", line) == Rank.MET
    assert _said("Här regleras ersättning, personal och lokaler.", line) == Rank.PARTLY
    assert _said("Avgiften betalas enligt ersättningsreglerna.", line) != Rank.MET
    assert _said("Ersättning: det som betalas.", line, "Definitioner") == Rank.PARTLY


def test_the_sentence_before_gives_the_subject_only_to_one_that_points_at_it() -> None:
    """*De väljs för fyra år* speaks of the revisorer; *Styrelsen väljs* does not."""
    line = "revisor*, väljs, år"
    assert _said("Revisorerna är två. De väljs för fyra år.", line) == Rank.MET
    assert _said("Revisorerna är två. Styrelsen väljs för fyra år.", line) == Rank.PARTLY


def test_a_heading_gives_the_subject_and_another_takes_it_away() -> None:
    """``^`` asks for the heading; ``!`` leaves out what speaks of something else."""
    text = "Kostnaden delas lika."
    assert _said(text, "^kostnad*, delas", "Kostnader") == Rank.MET
    assert _said(text, "^kostnad*, delas", "Ekonomi") == Rank.PARTLY
    assert _said(text, "kostnad*, delas, !tvist*", "Tvist") == Rank.PARTLY


def test_concepts_may_rest_on_each_other() -> None:
    """A ring adds no words and stops nothing."""
    named = {"avgift": ("@kostnad", "avgift*"), "kostnad": ("kostnad*", "@avgift")}
    for text in ("Kostnaden delas lika.", "Avgiften delas lika."):
        for concept in named:
            assert _said(text, f"@{concept}, delas", named=named) == Rank.MET

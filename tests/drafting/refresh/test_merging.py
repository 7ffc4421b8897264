"""Refresh against whatever a lawyer, the library and new answers do at once."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import Any

from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from samverkan.drafting.refresh.unit import plain
from samverkan.drafting.word import read_provenance
from samverkan.records.bank import Bank
from tests.drafting.redline.deciding import W, accepted, comments, part, rejected
from tests.drafting.redline.editing import comment, edited, scripts
from tests.drafting.redline.test_redline import changes
from tests.drafting.refresh.drafts import BANK, draft, drop, refreshed
from tests.drafting.wordreading import misplaced, text_of

WORDINGS = (
    ("test-sammansattning", "är lika många som", "ska vara lika många som"),
    ("test-sammansattning", "Platserna fördelas så:", "Så här är platserna fördelade:"),
    ("test-sammansattning", "§ ersattare", "§ ny\nSätet är hos värden.\n\n§ ersattare"),
    ("test-vard", "Värden svarar för", "Värden ansvarar för"),
    ("test-vard", " Platserna framgår av {{ se", " Om platserna, se {{ se"),
)  # fmt: skip
"""What the library may have changed: clause, old words, new words."""
ANSWERS: dict[str, Any] = {
    "antal_ledamoter": 7,
    "namnd_namn": "Södra nämnden",
    "uppgifter": ["Lön", "Städ"],
    "egen_personal": True,
    "diarienummer": "KS 2027/1",
    "vard": "kommun-lindesberg",
}
TOUCHED = ("Ersättarna", "Platserna fördelas", "Värden svarar", "Norra nämnden består", "Lön")
"""How the paragraphs begin that the library and new answers change."""


def later(wordings: set[int]) -> Bank:
    """Return the bank of a later day."""
    clauses = dict(BANK.clauses)
    for number in sorted(wordings):
        clause, old, new = WORDINGS[number]
        record = clauses[clause]
        assert old in record.text
        clauses[clause] = record.model_copy(
            update={"text": record.text.replace(old, new), "version": record.version + 1}
        )
    return replace(BANK, records={**BANK.records, "clause": clauses})


def add_to(body: Any, _number: int, start: str) -> None:
    """Type a word in the paragraph that begins so."""
    found = (p for p in body.findall(f"{W}p") if text_of(p).startswith(start))
    if (paragraph := next(found, None)) is not None:
        node = list(paragraph.iter(f"{W}t"))[-1]
        node.text = f"{node.text} (juristens)"


def drop_it(body: Any, number: int, start: str) -> None:
    """Take away the paragraph that begins so, if it is there."""
    if any(text_of(p).startswith(start) for p in body.findall(f"{W}p")):
        drop(body, number, start)


def comment_on(body: Any, _number: int, start: str) -> None:
    """Comment on the paragraph that begins so."""
    loose = [p for p in body.findall(f"{W}p") if next(p.iter(f"{W}fldChar"), None) is None]
    place = next((i for i, p in enumerate(loose) if text_of(p).startswith(start)), None)
    if place is not None:
        comment(body, place, f"Om {start}?")


touching = st.lists(
    st.tuples(st.sampled_from((add_to, drop_it, comment_on)), st.just(0), st.sampled_from(TOUCHED)),
    max_size=2,
)
"""Edits of what may be changed elsewhere too."""


def words(text: str) -> str:
    """Return ``text`` without spaces, and without numbers: references follow their sections."""
    return re.sub(r"[\d.]+", "", "".join(text.split()))


def own_lines(docx: bytes) -> list[str]:
    """Return the lines of the text itself, tables too, without the parts that are made anew."""
    body = part(docx).find(f"{W}body")
    blocks = [child for child in body if child.tag in (f"{W}p", f"{W}tbl")]
    return [text_of(p) for block in blocks for p in block.iter(f"{W}p")]


def footnotes(docx: bytes, *, accepted_only: bool = False) -> Counter[str]:
    """Return the text of every footnote that the text refers to."""
    texts = {note.get(f"{W}id"): text_of(note) for note in part(docx, "word/footnotes.xml")}
    return Counter(
        texts[mark.get(f"{W}id")]
        for mark in part(docx).iter(f"{W}footnoteReference")
        if not (accepted_only and next(mark.iterancestors(f"{W}del"), None) is not None)
    )


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    script=scripts,
    touched=touching,
    wordings=st.sets(st.integers(0, len(WORDINGS) - 1)),
    changed=st.sets(st.sampled_from(sorted(ANSWERS))),
)
def test_nothing_is_lost_whatever_three_hands_do(
    script: Any, touched: Any, wordings: set[int], changed: set[str]
) -> None:
    """The lawyer edits, the library changes, answers change: sometimes the same paragraph."""
    bank, answers = later(wordings), {key: ANSWERS[key] for key in changed}
    old = draft()
    now = edited(old, [*touched, *script])
    found = refreshed(now, bank, **answers)
    # Rejected, it is the file of the lawyer, comments and all.
    assert rejected(found.docx) == accepted(now)
    assert comments(found.docx, "ins") == comments(now)
    # Accepted, each of his words is there.
    event(f"{len(found.conflicts)} conflicts")
    shown = words("".join(accepted(found.docx)))
    drafted = Counter(map(words, own_lines(old)))
    for line in own_lines(now):
        assert words(line) in drafted or words(line) in shown, line
    said = {text for text, _ in comments(old)}
    kept = Counter(text for text, _ in comments(found.docx, "del"))
    assert not Counter(text for text, _ in comments(now) if text not in said) - kept
    assert not footnotes(now) - footnotes(found.docx, accepted_only=True)
    # Each conflict is told once and has its comment, on the words that are told.
    marked = [(text, on) for text, on in comments(found.docx, "del") if text.startswith("Krock")]
    assert len(marked) == len(found.conflicts)
    for text, on in marked:
        assert any(words(on) in words(each.here or each.library or "") for each in found.conflicts)
        if "ändrats både" in text:
            both = (each.library for each in found.conflicts if words(on) in words(each.here or ""))
            assert any(words(plain(each)) in words(plain(shown)) for each in both if each), on
    # The file says what it is drafted from now, and is one that Word opens.
    origin = read_provenance(found.docx)
    assert origin is not None
    assert {key: origin["answers"][key] for key in changed} == answers
    versions = {each["id"]: each["version"] for each in origin["clauses"]}
    assert versions.items() <= {key: each.version for key, each in bank.clauses.items()}.items()
    assert misplaced(part(found.docx)) == []
    ids = [node.get(f"{W}id") for node in changes(found.docx)]
    assert len(ids) == len(set(ids))

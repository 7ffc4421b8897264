"""Drafts to refresh, and what to look up in them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from samverkan.drafting.answers import type_answers
from samverkan.drafting.assemble import assemble
from samverkan.drafting.document import Document
from samverkan.drafting.refresh.refreshing import Refreshed, refresh
from samverkan.drafting.word import write
from samverkan.records.bank import Bank
from samverkan.records.load import load_bank
from tests.conftest import MINI
from tests.drafting.redline.deciding import W, part
from tests.drafting.wordreading import text_of

DAY = date(2026, 11, 25)
BANK = load_bank(MINI)
ANSWERS: dict[str, Any] = {
    "parter": [{"organisation": "kommun-nora"}, {"organisation": "kommun-lindesberg"}],
    "namnd_namn": "Norra nämnden",
    "vard": "kommun-nora",
    "uppgifter": ["Lön", "Växel"],
}


def document(bank: Bank = BANK, type_id: str = "avtal-test", **answers: Any) -> Document:
    """Return a draft."""
    typed, faults = type_answers({**ANSWERS, **answers}, bank.agreements[type_id], bank)
    assert [str(fault) for fault in faults] == []
    return assemble(bank, type_id, typed, DAY)


def draft(bank: Bank = BANK, type_id: str = "avtal-test", **answers: Any) -> bytes:
    """Return a draft in Word."""
    return write(document(bank, type_id, **answers))


def changed_bank(clause: str, old: str, new: str) -> Bank:
    """Return the bank of a later day, in which a clause has another wording."""
    record = BANK.clauses[clause]
    assert old in record.text
    later = record.model_copy(
        update={"text": record.text.replace(old, new), "version": record.version + 1}
    )
    clauses = {**BANK.records["clause"], clause: later}
    return replace(BANK, records={**BANK.records, "clause": clauses})


LATER = changed_bank("test-sammansattning", "är lika många som", "ska vara lika många som")


def refreshed(docx: bytes, bank: Bank = BANK, **answers: Any) -> Refreshed:
    """Return the refreshed file."""
    return refresh(docx, bank, DAY, answers)


def place(docx: bytes, start: str) -> int:
    """Return the number of the run that begins with ``start``."""
    runs = enumerate(part(docx).iter(f"{W}t"))
    return next(i for i, node in runs if node.text.startswith(start))


def paragraph(docx: bytes, start: str) -> int:
    """Return the number of the paragraph, among those with text, that begins so."""
    with_text = [p for p in part(docx).iter(f"{W}p") if next(p.iter(f"{W}t"), None) is not None]
    texts = ["".join(node.text or "" for node in p.iter(f"{W}t")) for p in with_text]
    return next(i for i, text in enumerate(texts) if text.startswith(start))


def drop(body: Any, _number: int, start: str) -> None:
    """Take away the paragraph of the text that begins so."""
    found = (p for p in body.findall(f"{W}p") if text_of(p).startswith(start))
    body.remove(next(found))


def comments(docx: bytes) -> list[str]:
    """Return the comments that begin with ``Krock``."""
    found = ("".join(c.itertext()) for c in part(docx, "word/comments.xml"))
    return [text for text in found if text.startswith("Krock")]

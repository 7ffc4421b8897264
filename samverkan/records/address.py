"""Where every record has its page on the site; the addresses are stable.

An address is relative to the root of the site and ends with a slash; a record keeps its
address when it changes stage, so proposals live beside the good examples.
"""

from __future__ import annotations

from samverkan.records.bank import Bank
from samverkan.records.model import Record

FOLDERS = {
    "example": "exempel",
    "network": "natverk",
    "clause": "klausuler",
    "agreement": "dokumenttyper",
    "body": "organisationer",
    "statute": "lagar",
    "source": "kallor",
    "vocabulary": "ordlista",
}


def address(kind: str, record_id: str) -> str:
    """Return the address of a record's page.

    Raises:
        KeyError: if records of ``kind`` have no pages.
    """
    return f"{FOLDERS[kind]}/{record_id}/"


class Atlas:
    """The records that have pages of their own."""

    def __init__(self, bank: Bank) -> None:
        self._bank = bank
        self.bodies = _bodies_with_page(bank)

    def find(self, record: Record) -> str | None:
        """Return the address of ``record``; None when it has no page."""
        if record.kind not in FOLDERS:
            return None
        if record.kind == "body" and record.id not in self.bodies:
            return None
        return address(record.kind, record.id)


def _bodies_with_page(bank: Bank) -> frozenset[str]:
    """Bodies that some record points at; the others stand in one list.

    A body that only belongs to another body (a municipality in an association, say) gets
    its page from that: someone wants to know of the association.
    """
    return frozenset(body.id for body in bank.bodies.values() if bank.referrers(body))

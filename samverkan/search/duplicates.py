"""What ``check`` says of two records that seem to tell of the same cooperation."""

from __future__ import annotations

from collections.abc import Iterator

from samverkan.records.fault import Fault
from samverkan.records.load import Loaded
from samverkan.search.cooperations import cooperation_documents
from samverkan.search.likeness import Likeness, profile


def duplicate_faults(loaded: Loaded) -> Iterator[Fault]:
    """Yield a fault for each example or network that is like an earlier one.

    Records that name each other are two, however alike: their authors know of both.
    """
    bank = loaded.bank
    entries = {entry.key: entry for entry in loaded.entries}
    documents = [(each.kind, each.id, profile(each)) for each in cooperation_documents(bank)]
    told = set()
    for number, other in Likeness([its for _, _, its in documents]).pairs():
        kind, name, _ = documents[number]
        like_kind, like, _ = documents[other]
        if number in told or any(link.record.id == like for link in bank.links(name)):
            continue
        told.add(number)
        entry = entries[kind, name]
        yield Fault(
            entry.file,
            *entry.position(("title",)),
            "fel",
            "liknar",
            f"posten liknar {bank.files[like_kind, like]}.",
            "Är det samma samverkan: slå ihop dem. Annars: säg hur de hör ihop i related.",
        )

"""What ``check`` says of two records that seem to tell of the same cooperation.

Whether two records are alike rests on their wordings, which the search's index is made of too.
What has been compared is kept under a digest of all that its wording is made from, so that one
changed record is compared with the others, and they not with each other again. A record that is
told of is not kept.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from samverkan.records.bank import Key
from samverkan.records.entry import Entry
from samverkan.records.fault import Fault
from samverkan.records.load import Loaded
from samverkan.records.model import Body, Cooperation, Vocabulary
from samverkan.search.cooperations import cooperation_document
from samverkan.search.likeness import Profile, alike, profile, telling, words_of
from samverkan.search.wording import Kept, keep_wordings, read_wordings, wording

_REMEMBERED = 4096
_WORDS = (Body, Vocabulary)
"""Where the words come from that stand for ids in the other records."""


def duplicate_faults(root: Path, loaded: Loaded) -> Iterator[Fault]:
    """Yield a fault for each example or network that is like an earlier one.

    Records that name each other are two, however alike: their authors know of both. Nothing
    is compared while a vocabulary or a register of bodies cannot be read: records that have
    lost the words that tell them apart are not judged for what is left.
    """
    if any(loaded.bank.unread.texts.get(model.kind) for model in _WORDS):
        return
    entries = _cooperations(loaded)
    digests = _digests(loaded, entries)
    compared = read_wordings(root)
    if compared.keys() == set(digests):
        return

    def made(entry: Entry) -> Kept:
        # Of a copy of the entry, so that ten thousand records are not held at once.
        record = replace(entry).record
        assert isinstance(record, Cooperation)  # noqa: S101 (it has an outline)
        document = cooperation_document(loaded.bank, record)
        worded = wording(document)
        return Kept.of(document, worded, telling(words_of(worded)))

    @lru_cache(_REMEMBERED)
    def profile_of(number: int) -> Profile:
        return profile(words_of(known[number].wording))

    new = {number for number, digest in enumerate(digests) if digest not in compared}
    known = [
        compared.get(each) or made(entry) for each, entry in zip(digests, entries, strict=True)
    ]
    named = {
        frozenset((entry.id, other))
        for entry in entries
        if entry.outline
        for _, other in entry.outline.related
    }
    told: dict[int, int] = {}
    for number, other in sorted(alike([each.telling.split() for each in known], profile_of, new)):
        if frozenset((entries[number].id, entries[other].id)) not in named:
            told.setdefault(number, other)
    for number, other in told.items():
        entry = entries[number]
        yield Fault(
            entry.file,
            *entry.position(("title",)),
            "fel",
            "liknar",
            f"posten liknar {entries[other].file}.",
            "Är det samma samverkan: slå ihop dem. Annars: säg hur de hör ihop i related.",
        )
    right = {digests[at]: each for at, each in enumerate(known) if at not in told}
    if right.keys() != compared.keys():
        keep_wordings(root, right)


def _cooperations(loaded: Loaded) -> list[Entry]:
    """Return examples and then networks, in order of id."""
    found = (e for e in loaded.entries if e.outline and issubclass(e.model, Cooperation))
    return sorted(found, key=lambda entry: entry.key)


def _digests(loaded: Loaded, entries: Sequence[Entry]) -> list[str]:
    """Return a digest of all that the search document of each record is made of.

    That is its own file, those of the records that it names, and every vocabulary and body:
    few, seldom changed, and where the words come from that stand for their ids.
    """
    files = {e.file: e.yaml for e in loaded.entries if issubclass(e.model, _WORDS)}
    words = hashlib.sha256()
    for file, data in sorted(files.items()):
        words.update(file.encode() + b"\0" + hashlib.sha256(data.content).digest())
    own: dict[Key, bytes] = {
        entry.key: hashlib.sha256(repr(entry.key).encode() + _content(entry)).digest()
        for entry in entries
    }
    kinds = ("example", "network")
    digests = []
    for entry in entries:
        assert entry.outline is not None  # noqa: S101 (see _cooperations)
        digest = hashlib.sha256(words.digest() + own[entry.key])
        for marker, ids in entry.outline.references.items():
            if not marker.startswith("record "):
                continue
            for name in ids:
                for kind in kinds:
                    digest.update(own.get((kind, name), b"-"))
        digests.append(digest.hexdigest())
    return digests


def _content(entry: Entry) -> bytes:
    """Return what a record is read from; one that is in no file yet is its data."""
    return entry.yaml.content or repr(entry.raw).encode()

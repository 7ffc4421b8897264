"""Brings kb/law up to date with newer statute texts, and tells what to look at again.

Dates, hashes, status and section lists are changed; comments and everything written by hand
stay. Whether a clause is still right when a section has a new wording is for a lawyer to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml.comments import CommentedMap
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from samverkan.records.entry import Entry
from samverkan.records.formatting import formatted, round_trip, written
from samverkan.records.lawtexts import ActText, LawFolder, section_spans
from samverkan.records.linking import KIND_NAMES
from samverkan.records.load import Loaded
from samverkan.records.model import Statute
from samverkan.records.sections import section_ids

_CITATION = re.compile(r"((?:EU )?\d{4}[:/]\d+)(?: ((?:\d+[a-z]?:)?\d+[a-z]?)(?![\w:]))?")
_CITING = ("clause", "demands", "questions", "agreement", "annex", "vocabulary")
"""Kinds whose records rest on statutes today; examples cite the law of their time."""


@dataclass(frozen=True, order=True)
class Change:
    """Something that is no longer as it was: a section, or the act as a whole."""

    number: str
    section: str | None
    what: str

    def __str__(self) -> str:
        return (
            f"{self.number} {self.section}: {self.what}"
            if self.section
            else (f"{self.number}: {self.what}")
        )


@dataclass(frozen=True)
class Update:
    """The new text of a statute's file, and what has changed in it."""

    file: str
    text: str
    changes: tuple[Change, ...]


def updates(root: Path, loaded: Loaded, folder: LawFolder) -> Iterator[Update]:
    """Yield an update for every statute in the bank that ``folder`` says something new about."""
    for entry in loaded.entries:
        if isinstance(entry.record, Statute) and not entry.prefix:
            content = (root / entry.file).read_bytes()
            text, changes = _updated(content, entry.file, entry.record, folder)
            if text != content.decode("utf-8-sig"):
                yield Update(entry.file, text, tuple(changes))


def _updated(
    content: bytes, file: str, record: Statute, folder: LawFolder
) -> tuple[str, list[Change]]:
    writer = round_trip()
    text = content.decode("utf-8-sig")
    data = writer.load(text)
    before = written(writer, data)
    changes: list[Change] = []
    act = folder.acts.get(record.number)
    if act is not None and not _older(act, record):
        _set_facts(data, act, record)
        changes += _compare_sections(data, act, record)
    replaced_by = folder.repealed.get(record.number)
    if record.status == "in_force" and (replaced_by is not None or (act and act.repealed)):
        data["status"] = "repealed"
        if replaced_by and not record.replaced_by:
            data["replaced_by"] = [DoubleQuotedScalarString(number) for number in replaced_by]
        changes.append(Change(record.number, None, "upphävd"))
    after = written(writer, data)
    return (text if after == before else formatted(after.encode(), file, Statute)), changes


def _older(act: ActText, record: Statute) -> bool:
    """Whether the texts are from before the day that the record was checked against."""
    return bool(
        act.text_as_of and record.text_as_of and act.text_as_of < record.text_as_of.isoformat()
    )


def _set_facts(data: CommentedMap, act: ActText, record: Statute) -> None:
    if act.text_as_of:
        data["text_as_of"] = act.text_as_of
    if act.latest_amendment and act.latest_amendment != record.latest_amendment:
        data["latest_amendment"] = DoubleQuotedScalarString(act.latest_amendment)
    for name, old, new in (
        ("list_complete", record.list_complete, act.list_complete),
        ("partial", record.partial, act.partial),
    ):
        if old != new:
            data[name] = "true" if new else "false"
    if set(section_ids(record.sections)) != set(act.sections):
        data["sections"] = [DoubleQuotedScalarString(s) for s in section_spans(act.sections)]


def _compare_sections(data: CommentedMap, act: ActText, record: Statute) -> Iterator[Change]:
    for used, raw in zip(record.in_use, data.get("in_use", ()), strict=True):
        found = act.sections.get(used.id)
        if found is None:
            if act.list_complete:
                yield Change(act.number, used.id, "borta")
            continue
        if found.defect != used.defect:
            raw.pop("defect", None)
            if found.defect:
                raw["defect"] = found.defect
                yield Change(act.number, used.id, f"texten är {found.defect}")
        if found.sha256 and found.sha256 != used.sha256:
            raw["sha256"] = found.sha256
            if used.sha256:
                yield Change(act.number, used.id, "ny lydelse")


def citations(value: Any) -> Iterator[tuple[str, str | None]]:
    """Yield every statute and section that stands anywhere in raw data."""
    if isinstance(value, str):
        for match in _CITATION.finditer(value):
            yield match[1], match[2]
    elif isinstance(value, dict):
        for inner in value.values():
            yield from citations(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from citations(inner)


def to_look_at(loaded: Loaded, changes: tuple[Change, ...]) -> dict[str, list[Change]]:
    """Return what rests on changed sections: ``klausul gn-vard`` → the changes.

    Document types follow from their clauses: they are listed when a clause of theirs is.
    """
    sections: dict[tuple[str, str | None], Change] = {
        (c.number, c.section): c for c in changes if c.section
    }
    acts = {c.number: c for c in changes if c.section is None}
    found: dict[str, list[Change]] = {}
    touched: set[str] = set()
    for entry in _citing(loaded):
        hits = {
            change
            for number, section in citations(entry.raw)
            for change in (sections.get((number, section)), acts.get(number))
            if change is not None
        }
        if hits:
            found[_named(entry)] = sorted(hits, key=str)
            touched |= {entry.id} if entry.model.kind == "clause" else set()
    for agreement in loaded.bank.agreements.values():
        using = sorted(touched & set(loaded.bank.clause_ids(agreement)))
        if using:
            found.setdefault(f"avtalstyp {agreement.id} (genom {', '.join(using)})", [])
    return found


def unlisted(loaded: Loaded) -> dict[str, list[str]]:
    """Return the sections that are cited but not among those in use: act → sections."""
    missing: dict[str, set[str]] = {}
    known: Mapping[str, Statute] = loaded.bank.statutes
    for entry in _citing(loaded):
        for number, section in citations(entry.raw):
            statute = known.get(number)
            if statute and section and section not in {used.id for used in statute.in_use}:
                missing.setdefault(number, set()).add(section)
    return {number: sorted(sections) for number, sections in sorted(missing.items())}


def _citing(loaded: Loaded) -> Iterator[Entry]:
    for entry in loaded.entries:
        if entry.model.kind in _CITING:
            yield entry


def _named(entry: Entry) -> str:
    return f"{KIND_NAMES[entry.model.kind]} {entry.id}"

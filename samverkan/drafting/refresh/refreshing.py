"""Refreshes a draft: three texts in, the file with tracked changes out."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from samverkan.drafting.answers import type_answers
from samverkan.drafting.assemble import assemble, contradictions
from samverkan.drafting.document import Document
from samverkan.drafting.maindocument import main_document
from samverkan.drafting.origin import outside_text
from samverkan.drafting.profile import Profile
from samverkan.drafting.redline.accepting import accept
from samverkan.drafting.redline.comparison import redline
from samverkan.drafting.redline.importing import Importer
from samverkan.drafting.redline.ledger import Ledger
from samverkan.drafting.redline.node import WORD, blocks
from samverkan.drafting.redline.node import P as PARAGRAPH
from samverkan.drafting.redline.package import Package
from samverkan.drafting.refresh.commenting import comment
from samverkan.drafting.refresh.contents import relist
from samverkan.drafting.refresh.dressing import dress
from samverkan.drafting.refresh.merging import Choice, Conflict, conflicts, merged
from samverkan.drafting.refresh.outcome import drop_emptied_places, settled, struck
from samverkan.drafting.refresh.remark import Remarks, notes_of
from samverkan.drafting.refresh.renumbering import renumber
from samverkan.drafting.refresh.typed import Gap, Typed, typed_answers
from samverkan.drafting.refresh.unit import Unit, as_drafted, said, units
from samverkan.drafting.review.wordfile import DOCUMENT, WordFile
from samverkan.drafting.word import read_provenance, write
from samverkan.drafting.word.package import pack
from samverkan.drafting.word.provenance import NAMESPACE
from samverkan.records.bank import Bank
from samverkan.records.fault import Fault, FaultsError

CONTENTS = "innehall"
_LINE = "word/header1.xml"
_HEADER = re.compile(r"word/header\d*\.xml")
_APART = 500_000
"""Added to the ids of what comes from the new draft, so that no id is used twice."""


@dataclass(frozen=True)
class Refreshed:
    """The refreshed file and what was done to it."""

    docx: bytes
    ledger: Ledger
    conflicts: tuple[Conflict, ...]
    typed: Typed
    removed: tuple[str, ...]
    """The questions whose answers were taken away."""
    unmet: tuple[str, ...]
    """The demands that a clause met which the lawyer has struck, and why they are not met now."""


def refresh(
    data: bytes,
    bank: Bank,
    day: date,
    changed: Mapping[str, Any],
    name: str = "utkastet",
    *,
    profile: Profile | None = None,
) -> Refreshed:
    """Draft an edited file anew and merge.

    Args:
        data: the Word file, once drafted here and perhaps edited since.
        bank: the records of today.
        day: the date of the law to follow.
        changed: answers to change or add.
        name: how the file is named in faults.
        profile: fonts, colours and logo to put on the file; None keeps those that it has.

    Raises:
        WordFileError: if the file cannot be read.
        FaultsError: if it is no draft of ours, or the new draft cannot be made.
    """
    file = WordFile(data)
    origin = _origin(data, bank, name)
    package = Package(file.parts)
    for part in (DOCUMENT, *filter(_HEADER.fullmatch, file.parts)):
        accept(package.root(part))
    body = _body(package)
    drop_emptied_places(body)
    agreement = bank.agreements[origin.get("main") or origin["type"]]
    known: dict[str, Any] = dict(origin["answers"])
    heads = [package.root(part) for part in package.parts if _HEADER.fullmatch(part)]
    typed = typed_answers([body, *heads], {**known, **changed}, agreement, bank)
    answers = {**known, **typed.answers, **changed}
    document = _draft(bank, origin, answers, day, name)
    anew = Package(WordFile(write(document, notes=notes_of(package))).parts)
    before = _before(bank, origin, document)
    remarks = Remarks(package)
    now = units(body, typed.gaps, remarks)
    theirs = units(_body(anew))
    frame = units(_body(before))
    drafted = as_drafted(frame, origin["clauses"], [*now, *theirs, *frame])
    choices = merged(drafted, now, theirs)
    importer = Importer(anew, package)
    _rebuild(body, choices, importer, remarks)
    _headers(heads, before, anew, importer, typed.gaps)
    renumber(package)
    gone = struck(document, theirs, choices)
    final = settled(document, gone, _numbers(package))
    if final != document:
        again = Package(WordFile(write(final, notes="none")).parts)
        _renew(body, units(_body(again)), Importer(again, package), remarks)
    _relist(package, body)
    _comments(package, body, choices, document.law_date)
    _remember(package, {**document.provenance, "outside": outside_text(final)})
    if profile is not None:
        dress(package, profile)
    found = redline(data, pack(package.saved()))
    removed = tuple(q for q in changed if changed[q] is None and known.get(q) is not None)
    unmet = tuple(f"{each.id}: {each.where}" for each in final.demands if each.status == "struck")
    return Refreshed(found.docx, found.ledger, conflicts(choices), typed, removed, unmet)


def _origin(data: bytes, bank: Bank, name: str) -> dict[str, Any]:
    origin = read_provenance(data)
    if origin is None:
        message = "filen är inget utkast från Samverkansbanken, så den kan inte skrivas om."
        raise FaultsError([Fault(name, 0, 0, "fel", "ursprung", message, None)])
    agreement = bank.agreements.get(str(origin.get("type")))
    whole = agreement is not None and agreement.nature != "underlag"
    if not whole and origin.get("main") not in bank.agreements:
        message = f"dokumenttypen {origin.get('type')} kan inte skrivas om."
        hint = "Är det ett äldre beslutsunderlag: skriv det på nytt med draft och --underlag."
        raise FaultsError([Fault(name, 0, 0, "fel", "ursprung", message, hint)])
    return {"answers": {}, "clauses": [], **origin}


def _draft(
    bank: Bank, origin: Mapping[str, Any], raw: Mapping[str, Any], day: date, name: str
) -> Document:
    """Draft what the file is a draft of; a decision package is made by way of its document."""
    main = origin.get("main")
    first = str(main or origin["type"])
    answers, faults = type_answers(raw, bank.agreements[first], bank, name)
    if faults:
        raise FaultsError([*faults, *contradictions(bank, first, answers, day, file=name)])
    document = assemble(bank, first, answers, day, file=name)
    if main is None:
        return document
    about = main_document(document, bank, answers)
    return assemble(bank, str(origin["type"]), answers, day, file=name, main=about)


def _before(bank: Bank, origin: Mapping[str, Any], anew: Document) -> Package:
    """Return a draft from the old answers: it tells what stood around the clauses."""
    try:
        day = date.fromisoformat(str(origin.get("law_date")))
        document = _draft(bank, origin, origin["answers"], day, "utkastet")
    except (ValueError, FaultsError):
        document = anew  # the library of today cannot write it; its frame is near enough
    return Package(WordFile(write(document, notes="none")).parts)


def _body(package: Package) -> Any:
    return package.root(DOCUMENT).find(f"{WORD}body")


# -- putting the file together -------------------------------------------------------------


def _rebuild(body: Any, choices: Sequence[Choice], importer: Importer, remarks: Remarks) -> None:
    """Put the chosen units in the place of the blocks of ``body``."""
    kept = [choice.unit.node for choice in choices if choice.source == "now"]
    names = {n for node in kept for n in _names(node)}
    made = [
        choice.unit.node if choice.source == "now" else _brought(choice.unit, importer, names)
        for choice in choices
    ]
    for choice, node in zip(choices, made, strict=True):
        if choice.replaces is not None and choice.replaces.remarked:
            remarks.carry(choice.replaces.node, node)
    for block in blocks(body):
        body.remove(block)
    last = body.find(f"{WORD}sectPr")
    at = len(body) if last is None else body.index(last)
    body[at:at] = made


def _numbers(package: Package) -> dict[str, str | None]:
    """Return the number that each bookmarked paragraph shows."""
    passages = WordFile(pack(package.saved())).passages
    return {name: passage.number for passage in passages for name in passage.bookmarks}


def _renew(body: Any, ours: Sequence[Unit], importer: Importer, remarks: Remarks) -> None:
    """Put in the place of the lists of open points and demands those that ``ours`` has."""
    lists = {str(unit.working): unit for unit in ours if unit.working not in (None, CONTENTS)}
    for old in units(body):
        unit = lists.get(old.working or "")
        if unit is not None and unit.said != old.said:
            names = {name for each in blocks(body) if each is not old.node for name in _names(each)}
            made = _brought(unit, importer, names)
            remarks.carry(old.node, made)
            body.replace(old.node, made)


def _relist(package: Package, body: Any) -> None:
    """Let the contents list the headings as they now are."""
    for unit in units(body):
        if unit.working == CONTENTS:
            relist(unit.node, WordFile(pack(package.saved())).passages)


def _names(node: Any) -> list[str]:
    return [mark.get(f"{WORD}name", "") for mark in node.iter(f"{WORD}bookmarkStart")]


def _brought(unit: Unit, importer: Importer, names: set[str]) -> Any:
    """Return a unit of the new draft for the file; a place that is there already stays."""
    node = importer.brought(unit.node)
    twice = {
        mark.get(f"{WORD}id")
        for mark in node.iter(f"{WORD}bookmarkStart")
        if mark.get(f"{WORD}name") in names
    }
    for mark in list(node.iter(f"{WORD}bookmarkStart", f"{WORD}bookmarkEnd")):
        if mark.get(f"{WORD}id") in twice:
            mark.getparent().remove(mark)
        else:
            mark.set(f"{WORD}id", str(_APART + int(mark.get(f"{WORD}id"))))
    return _with_own_ids(node)


def _with_own_ids(node: Any) -> Any:
    """Return a node of the new draft with ids for its gaps that the file does not have."""
    for number in node.iterfind(f".//{WORD}sdtPr/{WORD}id"):
        number.set(f"{WORD}val", str(_APART + int(number.get(f"{WORD}val"))))
    return node


def _headers(
    heads: Sequence[Any],
    before: Package,
    anew: Package,
    importer: Importer,
    answered: Collection[Gap],
) -> None:
    """Take over the line of the new header where the file has that of the draft.

    The header of page one may have a logo above that line.
    """
    was, will = (package.root(_LINE).find(PARAGRAPH) for package in (before, anew))
    for line in (line for head in heads for line in list(head.iter(PARAGRAPH))):
        if said(line, answered) == said(was) and said(line, None) != said(will):
            line[:] = _with_own_ids(importer.brought(will))


def _comments(package: Package, body: Any, choices: Sequence[Choice], day: str) -> None:
    """Put the comment of each conflict on the paragraph it concerns."""
    found = blocks(body)
    for block, choice in zip(found, choices, strict=True):
        if choice.conflict:
            comment(package, block, choice.conflict, day)


def _remember(package: Package, provenance: Mapping[str, object]) -> None:
    """Let the file say what it is drafted from now."""
    for name in package.parts:
        if name.startswith("customXml/item") and NAMESPACE.encode() in package.parts[name]:
            root = package.root(name)
            if root is not None and root.tag == f"{{{NAMESPACE}}}provenance":
                root.text = json.dumps(provenance, ensure_ascii=False, sort_keys=True)

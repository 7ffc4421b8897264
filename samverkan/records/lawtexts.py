"""Reads statute texts, to tell which sections have changed since they were last looked at.

The texts lie in a folder outside the project, one YAML file per act (``sfs``, ``text_as_of``,
``status``, ``chapters`` with ``sections``, each with ``id`` and ``text``), with ``index.json``
and ``repealed.yaml`` beside them. Only hashes, dates and section ids are taken from them.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from samverkan.records.fault import Fault, FaultsError
from samverkan.records.model.base import YEAR
from samverkan.records.yamlsource import parse_yaml

INDEX, REPEALED = "index.json", "repealed.yaml"
FORM = (
    'Så här ser en fil ut: {sfs: "2017:725", status: in_force, text_as_of: "2026-02-12", '
    'chapters: [{sections: [{id: "9:18", text: paragrafens ordalydelse}]}]}.'
)
"""The least that a file of law texts holds."""
_DEFECTS = {"truncated": "avkortad", "suspect": "misstankt"}
_SECTION = re.compile(r"^(?:(\d+[a-z]?):)?(\d+)([a-z]?)$")


@dataclass(frozen=True)
class SectionText:
    """A section: the hash of its wording if the wording is there, and what is wrong with it."""

    sha256: str | None
    defect: str | None


@dataclass(frozen=True)
class ActText:
    """What one file tells of an act."""

    number: str
    sections: Mapping[str, SectionText]
    text_as_of: str | None
    latest_amendment: str | None
    list_complete: bool
    partial: bool
    repealed: bool


@dataclass(frozen=True)
class LawFolder:
    """All acts in a folder, and what is known of repealed ones: what replaced them."""

    acts: Mapping[str, ActText]
    repealed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def wording_hash(text: str) -> str:
    """Return the SHA-256 of a wording: UTF-8, every run of white space as one space."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()


def section_spans(ids: Iterable[str]) -> list[str]:
    """Write section ids as spans: ``9:1, 9:2, 9:3, 9:3a`` → ``9:1-3, 9:3a``.

    Raises:
        ValueError: if one is no section id.
    """
    spans: list[tuple[str, int, int, str]] = []
    for section in ids:
        match = _SECTION.match(section)
        if match is None:
            raise ValueError(section)
        chapter, number, letter = match[1] or "", int(match[2]), match[3]
        if spans and not letter and spans[-1][0] == chapter and not spans[-1][3]:
            before = spans[-1]
            if number == before[2] + 1:
                spans[-1] = (chapter, before[1], number, "")
                continue
        spans.append((chapter, number, number, letter))
    return [_span(*span) for span in spans]


def _span(chapter: str, first: int, last: int, letter: str) -> str:
    prefix = f"{chapter}:" if chapter else ""
    return f"{prefix}{first}{letter}" if first == last else f"{prefix}{first}-{last}"


def read_folder(folder: Path) -> LawFolder:
    """Read all acts in ``folder``.

    Raises:
        FaultsError: with every file that cannot be read, or is not what the index says.
    """
    faults: list[Fault] = []
    acts: dict[str, ActText] = {}
    repealed: dict[str, tuple[str, ...]] = {}
    for path in sorted(folder.glob("*.yaml")):
        data, found = parse_yaml(path.read_bytes(), path.name)
        faults += found
        if data is None or not isinstance(data.value, dict):
            continue
        if path.name == REPEALED:
            repealed = dict(_repealed(data.value))
        elif "sfs" in data.value:
            try:
                act = _act(data.value)
            except (KeyError, TypeError, AttributeError, ValueError) as error:
                message = f"filen har inte den form som lagtexter ska ha ({error})."
                faults.append(Fault(path.name, 1, 1, "fel", "lagtext", message, FORM))
            else:
                acts[act.number] = act
    if not acts and not faults:
        message = "mappen innehåller inga lagtexter (YAML-filer med nyckeln sfs)."
        faults.append(Fault(folder.as_posix(), 0, 0, "fel", "lagtext", message, FORM))
    faults += _index_faults(folder / INDEX, acts)
    if faults:
        raise FaultsError(faults)
    return LawFolder(acts, repealed)


def _act(data: Mapping[str, Any]) -> ActText:
    as_of = str(data.get("text_as_of") or "")
    amendment = data.get("latest_amendment_in_text")
    sections = {
        str(section["id"]): _section(section)
        for chapter in data["chapters"]
        for section in chapter["sections"]
    }
    section_spans(sections)  # raises ValueError for an id that is none
    return ActText(
        str(data["sfs"]),
        sections,
        as_of if YEAR.match(as_of) and len(as_of) == 10 else None,
        str(amendment) if amendment else None,
        data.get("list_complete") is True,
        data.get("partial") is True,
        data.get("status") == "repealed",
    )


def _section(section: Mapping[str, Any]) -> SectionText:
    text = section.get("text")
    defect = next((name for key, name in _DEFECTS.items() if section.get(key) is True), None)
    if not isinstance(text, str) or "own_words" in section:  # not there, or not all of it
        return SectionText(None, defect)
    return SectionText(wording_hash(text), defect)


def _repealed(data: Mapping[str, Any]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for act in data.get("acts") or ():
        if isinstance(act, dict) and "sfs" in act:
            yield str(act["sfs"]), tuple(str(number) for number in act.get("replaced_by") or ())


def _index_faults(path: Path, acts: Mapping[str, ActText]) -> Iterator[Fault]:
    """The index and the files must tell the same, or one of them is out of date."""
    if not path.exists():
        return
    try:
        index = json.loads(path.read_bytes())
        listed = {number: list(act["sections"]) for number, act in index.items()}
    except (ValueError, LookupError, TypeError, AttributeError):
        yield Fault(path.name, 0, 0, "fel", "lagtext", "filen går inte att läsa som index.")
        return
    for number in sorted(listed.keys() | acts.keys()):
        if number not in acts:
            message = f"{number} står i index men har ingen fil."
        elif number not in listed:
            message = f"{number} har en fil men står inte i index."
        elif set(listed[number]) != set(acts[number].sections):
            message = f"{number} har andra paragrafer i index än i sin fil."
        else:
            continue
        yield Fault(path.name, 0, 0, "fel", "lagtext", message, "Gör om index.")

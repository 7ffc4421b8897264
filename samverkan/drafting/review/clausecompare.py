"""How a draft of ours has fared in a lawyer's hands: its clauses, and all that is new.

The draft keeps every line as it was written (see :mod:`samverkan.drafting.origin`), so the
comparison does not need the library as it was.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from samverkan.drafting.frame import CONTENTS, DEMANDS, OPEN_POINTS
from samverkan.drafting.outline import clause_key
from samverkan.drafting.review.wordfile import Passage
from samverkan.drafting.word.bookmark import bookmark_name

Status = Literal["unchanged", "changed", "removed", "new"]
Line = str | list[Any]
"""A paragraph as it was written; one with gaps is a list of texts and ``{q, l}``."""


@dataclass(frozen=True)
class ClauseFound:
    """A clause of the draft, or text that was not in it."""

    id: str
    status: Status
    where: str | None
    removed: tuple[str, ...] = ()
    """Paragraphs of the draft that are gone."""
    added: tuple[str, ...] = ()
    """Paragraphs that were not there."""
    answers: Mapping[str, str] = field(default_factory=dict)
    """What has been written in the gaps, by question."""


_FIRST = "Före den första klausulen"
_CONTENTS = "innehall"
_PAGE = re.compile(r"\t\d+$")
"""Ends a line of the contents."""
_WORKING = {"oppna-punkter": OPEN_POINTS, "lagkrav": DEMANDS}
"""Our working parts. What is typed in the contents Word takes away; in the others it stays."""


@dataclass
class _Divided:
    """The paragraphs of a file by where they stand."""

    clauses: dict[str, list[Passage]] = field(default_factory=dict)
    """Those of each clause of ours, its heading first."""
    new: dict[str, list[Passage]] = field(default_factory=dict)
    """Those under each heading that is not ours."""
    outside: dict[str, list[Passage]] = field(default_factory=dict)
    """The rest, by the heading of ours that they stand under."""


def compare_clauses(
    origin: Mapping[str, Any],
    passages: Sequence[Passage],
    beside: Mapping[str, Iterable[Passage]],
) -> tuple[ClauseFound, ...]:
    """Compare a draft with the file as it is now.

    Args:
        origin: the provenance: ``clauses``, each with ``id`` and ``text``, and the lines
            ``outside`` them. A draft without the latter is compared by its clauses alone.
        passages: the file's paragraphs.
        beside: those of notes, headers and footers, by what they are called.
    """
    written: Sequence[Mapping[str, Any]] = origin.get("clauses", [])
    names = {bookmark_name(clause_key(str(each["id"]))): str(each["id"]) for each in written}
    divided = _divide(passages, names)
    found = [_compare(each, divided.clauses.get(str(each["id"]))) for each in written]
    found += (_new(heading, under) for heading, under in divided.new.items())
    if "outside" in origin:
        known = _Known(origin["outside"], passages)
        places = (*divided.outside.items(), *beside.items())
        added = ((place, [p for p in under if not known.has(p)]) for place, under in places)
        found += (_new(place, under) for place, under in added if under)
    return tuple(found)


def _divide(passages: Iterable[Passage], names: Mapping[str, str]) -> _Divided:
    divided = _Divided()
    place = _FIRST
    here: list[Passage] | None = None
    for passage in passages:
        clause = next((names[b] for b in passage.bookmarks if b in names), None)
        working = next((name for tag, name in _WORKING.items() if tag in passage.tags), None)
        if _CONTENTS in passage.tags:
            continue
        if working is not None:
            divided.outside.setdefault(working, []).append(passage)
        elif clause is not None:
            here = divided.clauses.setdefault(clause, [])
            here.append(passage)
        elif passage.level is not None:
            # Headings of parts and annexes bear bookmarks of ours; new ones do not.
            ours = any(b.startswith("_") for b in passage.bookmarks)
            place = passage.text if ours else place
            here = None if ours else divided.new.setdefault(passage.text, [])
        elif here is not None:
            here.append(passage)
        else:
            divided.outside.setdefault(place, []).append(passage)
    return divided


class _Known:
    """The lines that we wrote outside the clauses."""

    def __init__(self, lines: Sequence[Line], passages: Iterable[Passage]) -> None:
        gapped = [line for line in lines if not isinstance(line, str)]
        self._gapped = [line for line in gapped if len(line) > 1]
        headings = [each for each in passages if each.level is not None]
        # LibreOffice takes away the control around the contents, and those of filled cells.
        self._plain = {_plain(_shown(line)) for line in (*lines, CONTENTS)}
        self._plain |= {_plain(f"{p.number or ''} {p.text}") for p in headings}
        self._plain |= {_plain(p.text) for p in headings}
        # A line that is all gap may hold anything, but only in the place that is kept for it.
        self._gaps = {line[0]["q"] for line in gapped if len(line) == 1}

    def has(self, passage: Passage) -> bool:
        """Tell whether a paragraph is one of them, its gaps filled in or left."""
        text = _plain(_PAGE.sub("", passage.text))
        whole = not text or text in self._plain or passage.control in self._gaps
        return whole or any(_fits(line, text) is not None for line in self._gapped)


def _compare(written: Mapping[str, Any], passages: Sequence[Passage] | None) -> ClauseFound:
    clause = str(written["id"])
    if passages is None:
        return ClauseFound(clause, "removed", None)
    lines: list[Line] = list(written.get("text", []))
    present = [_plain(passage.text) for passage in passages]
    answers: dict[str, str] = {}
    left = list(present)
    removed = []
    for line in lines:
        match = next(((text, m) for text in left if (m := _fits(line, text)) is not None), None)
        if match is None:
            removed.append(_shown(line))
            continue
        left.remove(match[0])
        answers.update(match[1])
    where = next((p.number for p in passages if p.number), None)
    place = f"{where} {passages[0].text}" if where else passages[0].text
    status: Status = "changed" if removed or left else "unchanged"
    if len(passages) == 1 and len(lines) > 1:
        status = "removed"  # only the heading is left
    return ClauseFound(clause, status, place, tuple(removed), tuple(left), answers)


def _new(heading: str, passages: Sequence[Passage]) -> ClauseFound:
    return ClauseFound(heading, "new", heading, (), tuple(p.text for p in passages))


def _fits(line: Line, text: str) -> dict[str, str] | None:
    """Return the answers when ``text`` is ``line`` with its gaps filled in or left."""
    if isinstance(line, str):
        return {} if _plain(line) == text else None
    questions = [piece for piece in line if not isinstance(piece, str)]
    pattern = "".join(
        re.escape(_plain(piece, strip=False)) if isinstance(piece, str) else "(.+?)"
        for piece in line
    )
    match = re.fullmatch(pattern.removeprefix(r"\ ").removesuffix(r"\ "), text)
    if match is None:
        return None
    pairs = zip(questions, match.groups(), strict=True)
    return {q["q"]: value for q, value in pairs if value != f"[{q['l']}]"}


def _shown(line: Line) -> str:
    if isinstance(line, str):
        return line
    return "".join(piece if isinstance(piece, str) else f"[{piece['l']}]" for piece in line)


def _plain(text: str, *, strip: bool = True) -> str:
    """Return ``text`` without what Word may change by itself: kinds of space and hyphen."""
    plain = re.sub(r"[\s\u00a0]+", " ", text.replace("\u2011", "-"))
    return plain.strip() if strip else plain

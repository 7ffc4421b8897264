"""How the clauses of a draft of ours have fared in a lawyer's hands.

The draft keeps the text of each clause as it was written (see
:mod:`samverkan.drafting.origin`), so the comparison does not need the library as it was.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from samverkan.drafting.outline import clause_key
from samverkan.drafting.review.sectioning import content
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


def compare_clauses(
    written: Sequence[Mapping[str, Any]], passages: Iterable[Passage]
) -> tuple[ClauseFound, ...]:
    """Compare the clauses of a draft with the file as it is now.

    Args:
        written: the clauses in the provenance, each with ``id`` and ``text``.
        passages: the file's paragraphs.
    """
    names = {bookmark_name(clause_key(str(each["id"]))): str(each["id"]) for each in written}
    stretches = _stretches(content(passages), names)
    found = [_compare(each, stretches.get(str(each["id"]))) for each in written]
    return (*found, *(_new(heading, under) for heading, under in stretches[_NEW_KEY].items()))


_NEW_KEY = ""


def _stretches(
    passages: Iterable[Passage], names: Mapping[str, str]
) -> dict[str, Any]:  # fmt: skip
    """Return the passages of each clause, and under ``_NEW_KEY`` those of new headings."""
    found: dict[str, Any] = {_NEW_KEY: {}}
    here: list[Passage] | None = None
    for passage in passages:
        clause = next((names[b] for b in passage.bookmarks if b in names), None)
        if clause is not None:
            here = found.setdefault(clause, [])
            here.append(passage)
        elif passage.level is not None:
            # Headings of parts and annexes bear bookmarks of ours; new ones do not.
            ours = any(b.startswith("_") for b in passage.bookmarks)
            here = None if ours else found[_NEW_KEY].setdefault(passage.text, [])
        elif here is not None:
            here.append(passage)
    return found


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
    pattern, questions = "", []
    for piece in line:
        if isinstance(piece, str):
            pattern += re.escape(_plain(piece, strip=False))
        else:
            pattern += "(.+?)"
            questions.append(piece)
    match = re.fullmatch(pattern.strip(), text)
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

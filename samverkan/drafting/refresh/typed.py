"""Reads answers that were typed in the gaps of a draft."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from samverkan.drafting.answers import type_answers
from samverkan.drafting.language import MONTHS
from samverkan.drafting.redline.node import CONTENT, SDT, text, value
from samverkan.drafting.refresh.cell import Cell, cells, org_number, placed, with_cell
from samverkan.records.bank import Bank
from samverkan.records.model import AgreementType, Question
from samverkan.records.model.question import Column

_WHOLE = re.compile(r"-?\d+")
_LONG_DATE = re.compile(rf"(?:den )?(\d\d?) ({'|'.join(MONTHS)}) (\d{{4}})")
_DECIMAL = re.compile(r"-?\d+(?:[.,]\d+)?")


Gap = tuple[str, str]
"""The question of a gap and what the gap is called."""


@dataclass(frozen=True)
class Typed:
    """What was typed in the gaps."""

    answers: Mapping[str, Any]
    """Answers by question, as an answer file would hold them."""
    kept: tuple[tuple[str, str], ...]
    """Question and text of what is no answer to the question; it is kept as text."""
    gaps: frozenset[Gap] = frozenset()
    """The gaps in which the answers stood."""


def typed_answers(
    parts: Iterable[Any], known: Mapping[str, Any], agreement: AgreementType, bank: Bank
) -> Typed:
    """Return the answers typed in the content controls below ``parts``.

    Args:
        parts: the document as it is now, and its headers.
        known: the answers that the draft was made from; they are not overridden.
        agreement: the document type.
        bank: where the questions stand.
    """
    gaps: dict[Gap, list[tuple[int, str | None]]] = {}
    for gap in (gap for part in parts for gap in part.iter(SDT)):
        question, title = value(gap, "sdtPr/tag") or "", value(gap, "sdtPr/alias") or ""
        content = gap.find(CONTENT)
        if question in bank.questions and content is not None:
            shown = text(content).strip()
            filled = bool(shown) and not shown.startswith(f"[{title}")
            number = int(value(gap, "sdtPr/id") or 0)
            gaps.setdefault((question, title), []).append((number, shown if filled else None))
    reading = _Reading(dict(known), agreement, bank)
    for place, found in gaps.items():
        reading.read(place, found)
    return Typed(reading.answers, tuple(reading.kept), frozenset(reading.gaps))


class _Reading:
    """Reads gap by gap; what is read is known when the next is judged."""

    def __init__(self, known: dict[str, Any], agreement: AgreementType, bank: Bank) -> None:
        self.known, self.agreement, self.bank = known, agreement, bank
        self.cells: dict[Gap, list[Cell]] = {}
        for cell in cells(known, agreement, bank):
            # Word takes 64 characters of what a gap is called.
            self.cells.setdefault((cell.question, cell.label[:64]), []).append(cell)
        self.answers: dict[str, Any] = {}
        self.kept: list[tuple[str, str]] = []
        self.gaps: list[Gap] = []

    def read(self, place: Gap, found: Sequence[tuple[int, str | None]]) -> None:
        """Take what was typed in the gaps called so as an answer, or else as text."""
        texts = sorted({shown for _, shown in found if shown is not None})
        if not texts:
            return
        anew = self._whole(place, texts) or self._in_cells(place, found)
        if anew is None:
            self.kept += [(place[0], each) for each in texts]
            return
        self.known = anew
        self.answers[place[0]] = anew[place[0]]
        self.gaps.append(place)

    def _whole(self, place: Gap, texts: Sequence[str]) -> dict[str, Any] | None:
        question = place[0]
        if self.known.get(question) is not None or len(texts) != 1:
            return None
        answer = _answer(self.bank.questions[question], texts[0])
        return self._sound({**self.known, question: answer}) if answer is not None else None

    def _in_cells(
        self, place: Gap, found: Sequence[tuple[int, str | None]]
    ) -> dict[str, Any] | None:  # fmt: skip
        group = self.cells.get(place, ())
        rows = placed(found, group)
        anew: dict[str, Any] = self.known
        for cell in group if rows else ():
            if rows and cell.row in rows:
                shown = rows[cell.row]
                answer = _answer(cell.column, shown) if cell.column else org_number(shown)
                if answer is None:
                    return None
                anew = with_cell(anew, cell, answer)
        return self._sound(anew) if rows else None

    def _sound(self, answers: dict[str, Any]) -> dict[str, Any] | None:
        _, faults = type_answers(answers, self.agreement, self.bank)
        return None if faults else answers


def _answer(question: Question | Column, shown: str) -> Any:
    """Return a text as an answer of the question's type, or the column's; None if it is none."""
    plain = re.sub(r"\s", "", shown)
    if question.type in ("heltal", "belopp"):
        return int(plain) if _WHOLE.fullmatch(plain) else None
    if question.type in ("tal", "procent"):
        return float(plain.replace(",", ".")) if _DECIMAL.fullmatch(plain) else None
    if question.type == "datum":
        return _day(" ".join(shown.split())) or plain.replace("\u2011", "-")
    if question.type == "val":
        labels = {option.label.lower(): option.value for option in question.options}
        return labels.get(shown.lower(), shown)
    return shown if question.type in ("text", "prosa", "ja-nej", "part") else None


def _day(shown: str) -> str | None:
    """Return a day written as the drafts write it, ``den 1 januari 2027``, in ISO 8601."""
    match = _LONG_DATE.fullmatch(shown.lower())
    return match and f"{match[3]}-{1 + MONTHS.index(match[2]):02}-{int(match[1]):02}"

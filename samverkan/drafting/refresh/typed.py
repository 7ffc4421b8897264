"""Reads answers that were typed in the gaps of a draft."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from samverkan.drafting.answers import type_answers
from samverkan.drafting.language import MONTHS
from samverkan.drafting.redline.node import CONTENT, SDT, text, value
from samverkan.records.bank import Bank
from samverkan.records.model import AgreementType, Question

_WHOLE = re.compile(r"-?\d+")
_LONG_DATE = re.compile(rf"(?:den )?(\d\d?) ({'|'.join(MONTHS)}) (\d{{4}})")
_DECIMAL = re.compile(r"-?\d+(?:[.,]\d+)?")


@dataclass(frozen=True)
class Typed:
    """What was typed in the gaps."""

    answers: Mapping[str, Any]
    """Answers by question, as an answer file would hold them."""
    kept: tuple[tuple[str, str], ...]
    """Question and text of what is no answer to the question; it is kept as text."""


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
    found: dict[str, set[str]] = {}
    for gap in (gap for part in parts for gap in part.iter(SDT)):
        question, title = value(gap, "sdtPr/tag"), value(gap, "sdtPr/alias")
        content = gap.find(CONTENT)
        if question in bank.questions and content is not None:
            shown = text(content).strip()
            if shown and not shown.startswith(f"[{title}"):
                found.setdefault(str(question), set()).add(shown)
    answers: dict[str, Any] = {}
    kept: list[tuple[str, str]] = []
    for question, texts in found.items():
        if known.get(question) is None and len(texts) == 1:
            answer = _answer(bank.questions[question], next(iter(texts)))
            if answer is not None and _fits({question: answer}, known, agreement, bank):
                answers[question] = answer
                continue
        kept += [(question, each) for each in sorted(texts)]
    return Typed(answers, tuple(kept))


def _answer(question: Question, shown: str) -> Any:
    """Return a text as an answer of the question's type; None when it cannot be one."""
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
    return shown if question.type in ("text", "prosa", "ja-nej") else None


def _day(shown: str) -> str | None:
    """Return a day written as the drafts write it, ``den 1 januari 2027``, in ISO 8601."""
    match = _LONG_DATE.fullmatch(shown.lower())
    return match and f"{match[3]}-{1 + MONTHS.index(match[2]):02}-{int(match[1]):02}"


def _fits(
    answer: dict[str, Any], known: Mapping[str, Any], agreement: AgreementType, bank: Bank
) -> bool:
    _, faults = type_answers({**known, **answer}, agreement, bank)
    return not faults

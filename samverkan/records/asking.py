"""What a document type asks, page by page, annexes included."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from samverkan.records.bank import Bank

if TYPE_CHECKING:
    from samverkan.records.model import AgreementType, Question
    from samverkan.records.model.agreement import InterviewPage


@dataclass(frozen=True)
class AskedPage:
    """Questions asked together; ``when`` is the condition on the annex they belong to."""

    title: str
    intro: str | None
    questions: tuple[Question, ...]
    when: str | None = None


def asked_pages(bank: Bank, agreement: AgreementType) -> Iterator[AskedPage]:
    """Yield the pages of a document type and then those of its annexes.

    A question stands on the first page that asks it, and only there.
    """
    told: set[str] = set()
    pages: list[tuple[str, InterviewPage, str | None]] = [
        (page.title, page, None) for page in agreement.interview
    ]
    for use in agreement.annexes:
        if annex := bank.annexes.get(use.annex):
            pages += [
                (f"Bilagan {annex.title}: {page.title}", page, use.when) for page in annex.interview
            ]
    for title, page, when in pages:
        names = [name for name in page.questions if name not in told and name in bank.questions]
        told.update(names)
        if names:
            questions = tuple(bank.questions[name] for name in names)
            yield AskedPage(title, page.intro, questions, when)


def default_in_words(question: Question) -> str:
    """Return what is used when nobody answers a question; empty when nothing is."""
    return in_answer_words(question, question.default.value if question.default else "")


def in_answer_words(question: Question, value: object) -> str:
    """Return an answer as a person reads it: the labels of what is chosen, ja or nej."""
    values = value if isinstance(value, tuple) else (value,)
    labels = {option.value: option.label for option in question.options}
    words = {True: "ja", False: "nej"}
    return ", ".join(
        words[item] if isinstance(item, bool) else labels.get(str(item), str(item))
        for item in values
    )

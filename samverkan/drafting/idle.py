"""Answers that a draft has no use for, so that none is dropped in silence."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from samverkan.drafting.context import Context
from samverkan.records.condition import in_words

if TYPE_CHECKING:
    from samverkan.records.model import Question


_ON_PAGE_ONE = ("parter", "diarienummer", "galler_fran", "ersatter", "dokumentansvarig", "beslut")
"""Questions whose answers the first page shows, whatever the clauses say."""


def idle_answers(context: Context, unused: Collection[str]) -> Iterator[str]:
    """Yield a sentence for each answer that this draft does not use, with the reason.

    Nothing is said in a decision package: there the answers are those of the document.

    Args:
        context: the names of the draft, its clauses chosen.
        unused: questions of clauses that no wording or condition of the draft turns on.
    """
    if context.main is not None:
        return
    for name in context.answers.values:
        question = context.bank.questions.get(name)
        if question is not None and (why := _reason(context, question, unused)):
            yield f"Svaret på {name} ({question.label}) används inte: {why}."


def _reason(context: Context, question: Question, unused: Collection[str]) -> str | None:
    own = {name for page in context.agreement.interview for name in page.questions}
    for use in context.agreement.annexes if question.id not in own else ():
        annex = context.bank.annexes.get(use.annex)
        pages = annex.interview if annex else ()
        if use.when and any(question.id in page.questions for page in pages):
            if context.holds(use.when):
                break
            return f"bilagan tas med bara när {in_words(use.when, context.bank)}"
    else:
        if question.id not in own:
            return None  # another document of the case asks it
    if question.when and not context.holds(question.when):
        return f"frågan gäller när {in_words(question.when, context.bank)}"
    if question.id in unused and question.id not in _ON_PAGE_ONE:
        return "ingen klausul i utkastet beror på det när de andra svaren är som de är"
    return None

"""Conditions and repetitions of a clause's text, told so that a sentence can still be read.

A whole ``if`` within one line is shown as its alternatives within brackets,
``[om …: det ena | annars: det andra]``; when the alternatives are the answers themselves, as
``[varje månad | varje år, beroende på ”Hur ofta”]``. What spans several lines is left as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from samverkan.site.escape import escape

ENDS = {"endif": "slut på villkoret", "endfor": "slut på upprepningen"}
_BEGINS = {"if": "endif", "for": "endfor"}
_BETWEEN = ("elif", "else")
_MORE = "om mer följer:"
_ANSWER = re.compile(r"svaret på ”([^”]+)” är (?:”([^”]+)”|(\w+))")


@dataclass(frozen=True)
class Statement:
    """A statement of a template: its keyword and what it says in words (``om …:``)."""

    keyword: str
    words: str

    @property
    def ends(self) -> bool:
        """Whether it ends a condition or a repetition."""
        return self.keyword in ENDS

    @property
    def separates(self) -> bool:
        """Whether it stands between two alternatives of a condition."""
        return self.keyword in _BETWEEN

    def html(self) -> Markup:
        """Return the statement as it is shown where it stands alone."""
        words = f"annars {self.words}" if self.keyword == "elif" else self.words
        return marked(words) if words else Markup("")


def marked(words: str) -> Markup:
    """Return words that are no part of the clause itself, told apart from it."""
    return Markup('<span class="sb-villkor">{}</span>').format(escape(words))


def bracketed(statements: Sequence[Statement], texts: Sequence[str]) -> dict[int, Markup]:
    """Return what to show in place of those statements that stand whole in one line.

    Args:
        statements: all statements of the line, in order.
        texts: what stands after each of them, up to the next.
    """
    shown: dict[int, Markup] = {}
    for group in _groups(statements):
        begin, *between, _ = group
        branches = [(statements[at].words, texts[at]) for at in (begin, *between)]
        question = _question(branches) if between else None
        if branches[0][0] == _MORE and not between:  # what parts one repetition from the next
            words = ["", " …"]
        elif question:
            words = ["[", *[" | " for _ in between], f", beroende på ”{question}”]"]
        else:
            words = [f"[{branches[0][0]} ", *[f" | {told} " for told, _ in branches[1:]], "]"]
        shown.update(zip(group, map(marked, words), strict=True))
    return shown


def _groups(statements: Sequence[Statement]) -> Iterator[list[int]]:
    """Yield the places of each condition or repetition that begins and ends here."""
    pending: list[list[int]] = []
    for at, statement in enumerate(statements):
        if statement.keyword in _BEGINS:
            pending.append([at])
        elif pending and statement.separates:
            pending[-1].append(at)
        elif pending and statement.ends:
            yield [*pending.pop(), at]


def _question(branches: Sequence[tuple[str, str]]) -> str | None:
    """Return the question whose answers the alternatives are, word for word."""
    asked = set()
    for words, text in branches:
        if words == "annars:":
            continue
        answer = _ANSWER.fullmatch(words.removeprefix("om ").removesuffix(":"))
        if answer is None or (answer[2] or answer[3]).casefold() != text.strip().casefold():
            return None
        asked.add(answer[1])
    return asked.pop() if len(asked) == 1 else None

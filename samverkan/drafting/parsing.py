"""One function per simple kind of answer: raw YAML value in, typed value out.

Each raises :class:`WrongAnswerError` with a Swedish sentence on what is wrong and, as a
hint, what would be right.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from samverkan.records.messages import did_you_mean, shown
from samverkan.records.yamlsource import Path

if TYPE_CHECKING:
    from samverkan.records.model import Question

N = TypeVar("N", int, float)

MAX_TEXT = 20_000
FORBIDDEN = re.compile(
    # Characters that XML 1.0 cannot hold (section 2.2), surrogates, non-characters, and
    # the private-use marks that the clause engine uses between rendering and parsing.
    "[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff\ue000\ue001]"
)


class WrongAnswerError(Exception):
    """An answer is not what its question asks for.

    ``path`` leads from the answer to the part that is wrong; ``others`` are further
    faults in the same answer.
    """

    def __init__(self, message: str, hint: str | None = None, path: Path = ()) -> None:
        self.message, self.hint, self.path = message, hint, path
        self.others: list[WrongAnswerError] = []
        super().__init__(message)

    def below(self, path: Path) -> WrongAnswerError:
        """Return the same error as seen from the row or table that holds the value."""
        self.path = (*path, *self.path)
        return self


class NotJudgedError(WrongAnswerError):
    """An answer may be right or wrong: what it rests on has a fault, told where it stands."""

    def __init__(self) -> None:
        super().__init__("")


def raise_all(wrongs: list[WrongAnswerError]) -> None:
    """Raise the first of ``wrongs``, carrying the rest, so that none is lost."""
    if wrongs:
        wrongs[0].others += wrongs[1:]
        raise wrongs[0]


def parse_text(raw: Any, *, lines: bool) -> str:
    """Return text; one line unless ``lines``."""
    if isinstance(raw, bool) or not isinstance(raw, (str, int, float)):
        raise WrongAnswerError("här ska stå text.")
    text = str(raw).strip()
    if found := FORBIDDEN.search(text):
        hint = "Ta bort det; det syns ofta inte."
        raise WrongAnswerError(f"otillåtet tecken U+{ord(found[0]):04X}.", hint)
    if len(text) > MAX_TEXT:
        raise WrongAnswerError(f"texten är längre än {MAX_TEXT} tecken.")
    if not lines and "\n" in text:
        raise WrongAnswerError("svaret ska vara en enda rad.")
    if not text:
        raise WrongAnswerError("svaret är tomt.", "Ta bort raden om frågan inte är besvarad.")
    return text


def parse_integer(raw: Any) -> int:
    """Return a whole number."""
    if isinstance(raw, bool) or not isinstance(raw, int):
        raise WrongAnswerError(f"{shown(raw)} är inget heltal.", "Skriv bara siffror: 9, 1234500.")
    return raw


def parse_decimal(raw: Any) -> float:
    """Return a number."""
    if isinstance(raw, bool) or not isinstance(raw, (int, float)):
        raise WrongAnswerError(f"{shown(raw)} är inget tal.", "Skriv med punkt: 12.5.")
    return raw


def parse_date(raw: Any) -> date:
    """Return a day written ISO 8601."""
    try:
        return date.fromisoformat(str(raw))
    except ValueError:
        raise WrongAnswerError(f"{shown(raw)} är inget datum.", "Skriv 2027-01-01.") from None


def parse_choice(raw: Any, options: Iterable[str]) -> str:
    """Return one of ``options``."""
    known = list(options)
    if raw not in known:
        hint = did_you_mean(str(raw), known) or f"Välj bland {', '.join(known)}."
        raise WrongAnswerError(f"{shown(raw)} finns inte att välja.", hint)
    return str(raw)


def parse_rows(raw: Any) -> list[Any]:
    """Return a list with at least one item."""
    if not isinstance(raw, list) or not raw:
        raise WrongAnswerError("här ska stå en lista (rader som börjar med '- ').")
    return raw


def bounded(value: N, question: Question) -> N:
    """Return ``value`` when it lies within the question's limits."""
    if question.minimum is not None and value < question.minimum:
        raise WrongAnswerError(f"{value} är för litet; minst {question.minimum:g}.")
    if question.maximum is not None and value > question.maximum:
        raise WrongAnswerError(f"{value} är för stort; högst {question.maximum:g}.")
    return value

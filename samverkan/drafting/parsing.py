"""One function per simple kind of answer: raw YAML value in, typed value out.

Each raises :class:`WrongAnswerError` with a Swedish sentence on what is wrong and, as a
hint, what would be right.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from samverkan.records.messages import did_you_mean, shown
from samverkan.records.yamlsource import Path

if TYPE_CHECKING:
    from samverkan.records.model import Question

N = TypeVar("N", int, float)
T = TypeVar("T")
G = TypeVar("G")

MAX_TEXT = 20_000
FORBIDDEN = re.compile(
    # Characters that XML 1.0 cannot hold (section 2.2), surrogates, non-characters, and
    # the private-use marks that the clause engine uses between rendering and parsing.
    "[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff\ue000\ue001]"
)


@dataclass(frozen=True)
class Wrong:
    """One thing that is wrong: what, what would be right, and the way to it in the answer."""

    message: str
    hint: str | None = None
    path: Path = ()


class WrongAnswerError(Exception):
    """An answer is not what its question asks for.

    ``wrongs`` is all that is wrong with it: nothing, when it rests on something whose own
    fault is told elsewhere. ``kept`` is what can be read of it nevertheless, with gaps for
    the rest; None when nothing can.
    """

    def __init__(self, message: str, hint: str | None = None, path: Path = ()) -> None:
        self.wrongs: tuple[Wrong, ...] = (Wrong(message, hint, path),)
        self.kept: Any = None
        super().__init__(message)


class NotJudgedError(WrongAnswerError):
    """An answer may be right or wrong: what it rests on has a fault, told where it stands."""

    def __init__(self, kept: Any = None) -> None:
        super().__init__("")
        self.wrongs, self.kept = (), kept


class WrongPartsError(WrongAnswerError):
    """Several things may be wrong with an answer; ``kept`` has what is right of it."""

    def __init__(self, wrongs: Iterable[Wrong], kept: Any = None) -> None:
        super().__init__("")
        self.wrongs, self.kept = tuple(wrongs), kept


class Parts:
    """Reads the parts of an answer one by one; a wrong one becomes a gap and hides no other."""

    def __init__(self) -> None:
        self._wrongs: list[Wrong] = []
        self._whole = True

    def read(self, path: Path, parse: Callable[[], T], gap: G) -> T | G:
        """Return what ``parse`` reads at ``path``; if it is wrong, what is kept or ``gap``."""
        try:
            return parse()
        except WrongAnswerError as error:
            self._whole = False
            self._wrongs += [replace(each, path=(*path, *each.path)) for each in error.wrongs]
            return gap if error.kept is None else error.kept

    def wrong(self, message: str, hint: str | None = None, path: Path = ()) -> None:
        """Note a fault that is not of any single part."""
        self._whole = False
        self._wrongs.append(Wrong(message, hint, path))

    def together(self, value: T) -> T:
        """Return ``value``, which the parts make.

        Raises:
            WrongPartsError: if any of them was wrong; it keeps ``value``.
        """
        if self._whole:
            return value
        raise WrongPartsError(self._wrongs, value)


def parse_text(raw: Any, *, lines: bool) -> str:
    """Return text; one line unless ``lines``."""
    if isinstance(raw, bool) or not isinstance(raw, (str, int, float)):
        raise WrongAnswerError("här ska stå text.")
    text = str(raw).strip()
    hint = "Ta bort det; det syns ofta inte."
    forbidden = sorted(set(FORBIDDEN.findall(text)))
    wrongs = [Wrong(f"otillåtet tecken U+{ord(found):04X}.", hint) for found in forbidden]
    if len(text) > MAX_TEXT:
        wrongs.append(Wrong(f"texten är längre än {MAX_TEXT} tecken."))
    if not lines and "\n" in text:
        wrongs.append(Wrong("svaret ska vara en enda rad."))
    if not text:
        wrongs.append(Wrong("svaret är tomt.", "Ta bort raden om frågan inte är besvarad."))
    if wrongs:
        raise WrongPartsError(wrongs)
    return text


def parse_integer(raw: Any) -> int:
    """Return a whole number."""
    if isinstance(raw, bool) or not isinstance(raw, int):
        raise WrongAnswerError(f"{shown(raw)} är inget heltal.", "Skriv bara siffror: 9, 1234500.")
    return raw


def parse_decimal(raw: Any) -> float:
    """Return a number."""
    if isinstance(raw, bool) or not isinstance(raw, (int, float)):
        raise WrongAnswerError(f"{shown(raw)} är inget tal.", _as_number(raw))
    return raw


def _as_number(raw: Any) -> str:
    """Return how a number that is written as text should be written."""
    text = str(raw).replace(",", ".")
    bare = "".join(text.split()).removesuffix("%").removesuffix("procent").removesuffix("kr")
    try:
        float(bare)
    except ValueError:
        return "Skriv med punkt: 12.5."
    return f"Skriv bara talet, utan procenttecken och med punkt före decimalerna: {bare}."


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
        raise WrongAnswerError(
            "här ska stå en lista.", "Skriv rader som börjar med '- ', eller [ett, två]."
        )
    return raw


def bounded(value: N, question: Question) -> N:
    """Return ``value`` when it lies within the question's limits."""
    if question.minimum is not None and value < question.minimum:
        raise WrongAnswerError(f"{value} är för litet; minst {question.minimum:g}.")
    if question.maximum is not None and value > question.maximum:
        raise WrongAnswerError(f"{value} är för stort; högst {question.maximum:g}.")
    return value

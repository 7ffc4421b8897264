"""Reads answers, types them and reports every fault at once.

An answer file has two keys: ``case`` (what the case is, optional) and ``answers``.
Unanswered is allowed; wrong is not.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from samverkan.drafting.parsing import (
    Parts,
    WrongAnswerError,
    bounded,
    parse_choice,
    parse_date,
    parse_decimal,
    parse_integer,
    parse_rows,
    parse_text,
)
from samverkan.drafting.partyanswer import PartyReader
from samverkan.drafting.values import Party, Unanswered, unanswered
from samverkan.records.bank import Bank
from samverkan.records.fault import Fault
from samverkan.records.messages import did_you_mean, nearest, shown
from samverkan.records.names import DECISION_PACKAGE
from samverkan.records.yamlsource import Path, YamlData, parse_yaml

if TYPE_CHECKING:
    from samverkan.records.model import AgreementType, Question
    from samverkan.records.model.question import Column

_ZIP = b"PK\x03\x04"  # how a .docx begins (APPNOTE.TXT 4.3.7)
_CASE_KEYS = ("title", "about", "example", "source", "date", "documents")
SHOWN_BY = ("example", "network")
"""Kinds of records that a worked case may rest on; ``case.example`` names one."""


@dataclass(frozen=True)
class Answers:
    """Typed answers of one case.

    ``values`` holds what was answered, with gaps for what is wrong; ``raw`` what the document
    itself asks of it, as written in the file.
    """

    values: Mapping[str, Any]
    raw: Mapping[str, Any]
    case: Mapping[str, Any] = field(default_factory=dict)
    places: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    """Line and column of each answer, counted from 1."""
    wrong: frozenset[str] = frozenset()
    """The questions whose answers have a fault, or rest on something that has one."""

    def answered(self, question: str) -> bool:
        """Whether the question has an answer of its own (not a default)."""
        return question in self.values


def read_answers(
    content: bytes, file: str, agreement: AgreementType, bank: Bank
) -> tuple[Answers, list[Fault]]:
    """Read and type the answers of one file.

    Args:
        content: the YAML file's bytes.
        file: the path to name in faults.
        agreement: the document type, whose interview says which questions there are.
        bank: records; questions and organisations are looked up here.

    Returns:
        The answers, with gaps for what is wrong, and every fault found.
    """
    empty = Answers({}, {}, {})
    if content.startswith(_ZIP):
        message = "filen är en Word-fil eller annan packad fil, ingen svarsfil."
        hint = (
            "Svaren i ett utkast härifrån hämtas med build.py convert TYP UTKAST.docx -o SVAR.yaml."
        )
        return empty, [Fault(file, 1, 1, "fel", "svarsfil", message, hint)]
    data, faults = parse_yaml(content, file)
    if data is None:
        return empty, faults
    reader = _Reader(data, file, agreement, bank, faults)
    return reader.read(), faults


def type_answers(
    raw: Mapping[str, Any], agreement: AgreementType, bank: Bank, file: str = "svar"
) -> tuple[Answers, list[Fault]]:
    """Type answers that come as plain data (a web form, a test) rather than as a file."""
    faults: list[Fault] = []
    data = YamlData({"answers": dict(raw)})
    return _Reader(data, file, agreement, bank, faults).read(), faults


def _questions(bank: Bank, *types: str) -> list[str]:
    """Return the questions that any of ``types`` asks."""
    pages = [
        page
        for name in types
        if name in bank.agreements
        for page in bank.interview(bank.agreements[name])
    ]
    return list(dict.fromkeys(question for page in pages for question in page.questions))


class _Reader:
    def __init__(
        self, data: YamlData, file: str, agreement: AgreementType, bank: Bank, faults: list[Fault]
    ) -> None:
        self.data, self.file, self.bank, self.faults = data, file, bank, faults
        self.agreement = agreement
        self.asked = _questions(bank, agreement.id, DECISION_PACKAGE, *agreement.companions)
        self.parties = PartyReader(bank)

    def read(self) -> Answers:
        value = self.data.value
        value = value if isinstance(value, dict) else {}
        for key in value.keys() - {"case", "answers"}:
            hint = "Nycklarna är case och answers."
            self._fault((key,), "okand-nyckel", f"nyckeln {key} finns inte.", hint, key=True)
        case = self._case(value.get("case"))
        own = frozenset(self.asked)
        self.asked += _questions(self.bank, *self._documents(case))
        raw = value.get("answers")
        if not isinstance(raw, dict):
            self._fault((), "svar-saknas", "filen ska ha nyckeln answers med svaren under.")
            return Answers({}, {}, case)
        lost = self._misspelt(raw)
        # The parties first: other answers are checked against them.
        order = sorted((q for q in raw if q in self.asked), key=lambda q: q != "parter")
        values: dict[str, Any] = {q: unanswered(self.bank.questions[q]) for q in lost}
        wrong = set(lost)
        for name in order:
            if raw[name] is None or name not in self.bank.questions:
                continue
            values[name], sound = self._typed(self.bank.questions[name], raw[name])
            if not sound:
                wrong.add(name)
        places = {name: self.data.position(("answers", name), key=True) for name in raw}
        # What only another document of the case asks is judged here, and no part of this draft.
        kept = {name: answer for name, answer in raw.items() if name in own}
        return Answers(values, kept, case, places, frozenset(wrong))

    def _misspelt(self, raw: Mapping[str, Any]) -> list[str]:
        """Tell of questions that do not exist; return those that they may mean, unanswered."""
        lost: list[str] = []
        for key in raw:
            if key not in self.asked:
                path: Path = ("answers", key)
                self._fault(path, "okand-fraga", *self._unasked(key), key=True)
                lost += (q for q in nearest(key, self.asked) if raw.get(q) is None)
        if "parter" in lost:
            self.parties.lose()
        return [question for question in lost if question in self.bank.questions]

    def _unasked(self, key: str) -> tuple[str, str | None]:
        """Return what is wrong with a question that no document of the case asks, and a hint."""
        others = [name for name in self.bank.agreements if key in _questions(self.bank, name)]
        if not others:
            return f"frågan {key} finns inte.", did_you_mean(key, self.asked)
        hint = (
            f"Hör det dokumentet till samma ärende: skriv documents: [{others[0]}] under case, "
            "och skriv dokumenten var för sig med draft ur samma fil."
        )
        return f"frågan {key} hör till {' och '.join(others[:2])}.", hint

    def _documents(self, case: Mapping[str, Any]) -> tuple[str, ...]:
        """Return the other document types of the case, and complain of unknown ones."""
        named = case.get("documents", [])
        if not isinstance(named, list):
            hint = "Skriv [typ, typ]."
            self._fault(("case", "documents"), "fel-typ", "documents ska vara en lista.", hint)
            return ()
        for index, name in enumerate(named):
            if not isinstance(name, str) or name not in self.bank.agreements:
                hint = did_you_mean(str(name), self.bank.agreements) or ""
                path = ("case", "documents", index)
                self._fault(path, "okand-typ", f"dokumenttypen {name} finns inte.", hint or None)
        return tuple(
            name for name in named if isinstance(name, str) and name in self.bank.agreements
        )

    def _case(self, case: Any) -> dict[str, Any]:
        if case is None:
            return {}
        if not isinstance(case, dict):
            self._fault(("case",), "fel-typ", "case ska innehålla nycklar och värden.")
            return {}
        for key in case:
            if key not in _CASE_KEYS:
                hint = did_you_mean(key, _CASE_KEYS)
                path = ("case", key)
                self._fault(path, "okand-nyckel", f"nyckeln {key} finns inte.", hint, key=True)
        if "date" in case:
            try:
                date.fromisoformat(str(case["date"]))
            except ValueError:
                path = ("case", "date")
                self._fault(
                    path, "fel-datum", f"{shown(case['date'])} är inget datum.", "Skriv 2026-11-25."
                )
        example = case.get("example")
        if example is not None and not any(self.bank.has(kind, str(example)) for kind in SHOWN_BY):
            hint = did_you_mean(str(example), [*self.bank.examples, *self.bank.networks])
            path = ("case", "example")
            message = f"inget exempel eller nätverk heter {example}."
            self._fault(path, "dod-hanvisning", message, hint)
        return case

    def _fault(
        self, path: Path, code: str, message: str, hint: str | None = None, *, key: bool = False
    ) -> None:
        line, column = self.data.position(path, key=key)
        self.faults.append(Fault(self.file, line, column, "fel", code, message, hint))

    def _typed(self, question: Question, raw: Any) -> tuple[Any, bool]:
        """Return the answer, with gaps for what is wrong, and whether all of it is right."""
        path: Path = ("answers", question.id)
        try:
            return self._parsers[question.type](self, question, raw), True
        except WrongAnswerError as error:
            for each in error.wrongs:
                message = f"{question.id} ({question.label}): {each.message}"
                self._fault((*path, *each.path), "fel-svar", message, each.hint)
            return unanswered(question) if error.kept is None else error.kept, False

    # -- one method per answer type --------------------------------------------------

    def _line(self, _question: Question, raw: Any) -> str:
        return parse_text(raw, lines=False)

    def _prose(self, _question: Question, raw: Any) -> str:
        return parse_text(raw, lines=True)

    def _integer(self, question: Question, raw: Any) -> int:
        return bounded(parse_integer(raw), question)

    def _decimal(self, question: Question, raw: Any) -> float:
        return bounded(parse_decimal(raw), question)

    def _percent(self, question: Question, raw: Any) -> float:
        value = bounded(parse_decimal(raw), question)
        if not 0 <= value <= 100:
            raise WrongAnswerError(f"{value} ligger inte mellan 0 och 100.")
        return value

    def _date(self, _question: Question, raw: Any) -> date:
        return parse_date(raw)

    def _yes_no(self, _question: Question, raw: Any) -> bool:
        if isinstance(raw, bool):
            return raw
        if isinstance(raw, str) and raw.lower() in ("ja", "nej"):
            return raw.lower() == "ja"
        raise WrongAnswerError(f"{shown(raw)} är varken ja eller nej.")

    def _choice(self, question: Question, raw: Any) -> str:
        return parse_choice(raw, [option.value for option in question.options])

    def _choices(self, question: Question, raw: Any) -> tuple[Any, ...]:
        values = [option.value for option in question.options]
        return _each(question, raw, lambda item: parse_choice(item, values))

    def _list(self, question: Question, raw: Any) -> tuple[Any, ...]:
        return _each(question, raw, lambda item: parse_text(item, lines=False))

    def _party(self, _question: Question, raw: Any) -> Party:
        return self.parties.one(raw)

    def _parties(self, _question: Question, raw: Any) -> tuple[Party, ...]:
        return self.parties.read(raw)

    def _table(self, question: Question, raw: Any) -> tuple[dict[str, Any], ...]:
        parts = Parts()
        rows = [
            self._row(question, row, (index,), parts) for index, row in enumerate(parse_rows(raw))
        ]
        return parts.together(tuple(rows))

    def _row(self, question: Question, row: Any, at: Path, parts: Parts) -> dict[str, Any]:
        if not isinstance(row, dict):
            parts.wrong("varje rad skrivs {kolumn: värde, …}.", None, at)
            row = {}
        columns = {column.id: column for column in question.columns}
        for before, key in pairwise((None, *row)):
            if key in columns:
                continue
            if str(key).isdigit() and row[key] is None and before in columns:
                message = f"talet {row[before]},{key} är skrivet med kommatecken."
                parts.wrong(message, f"Skriv {row[before]}.{key} med punkt.", (*at, key))
            else:
                hint = did_you_mean(str(key), columns) or f"Kolumnerna är {', '.join(columns)}."
                parts.wrong(f"kolumnen {key} finns inte.", hint, (*at, key))
        typed: dict[str, Any] = {}
        for name, column in columns.items():
            label = f"{question.label}: {column.label.lower()}"
            typed[name] = Unanswered(question.id, label, least=column.minimum)
            if row.get(name) is not None:
                read = partial(self._cell, column, row[name])
                typed[name] = parts.read((*at, name), read, typed[name])
        return typed

    def _cell(self, column: Column, raw: Any) -> Any:
        if column.type == "part":
            return self.parties.one(raw)
        if column.type == "val":
            return parse_choice(raw, [option.value for option in column.options])
        simple: dict[str, Callable[[Any], Any]] = {
            "text": lambda value: parse_text(value, lines=False),
            "heltal": parse_integer,
            "belopp": parse_integer,
            "tal": parse_decimal,
            "procent": parse_decimal,
            "datum": parse_date,
        }
        value = simple[column.type](raw)
        if column.minimum is not None and value < column.minimum:
            raise WrongAnswerError(f"{column.label} ska vara minst {column.minimum:g}.")
        return value

    _parsers: Mapping[str, Callable[[_Reader, Question, Any], Any]] = {
        "text": _line,
        "prosa": _prose,
        "heltal": _integer,
        "belopp": _integer,
        "tal": _decimal,
        "procent": _percent,
        "datum": _date,
        "ja-nej": _yes_no,
        "val": _choice,
        "flerval": _choices,
        "lista": _list,
        "part": _party,
        "parter": _parties,
        "tabell": _table,
    }


def _each(question: Question, raw: Any, parse: Callable[[Any], str]) -> tuple[Any, ...]:
    """Return the items of a list, with a gap for each that is wrong."""
    parts = Parts()
    items = [
        parts.read((index,), partial(parse, item), unanswered(question))
        for index, item in enumerate(parse_rows(raw))
    ]
    return parts.together(tuple(items))

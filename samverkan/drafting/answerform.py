"""An answers file to fill in: every question of a document type, explained, with its key.

The keys stand empty, so that the file can be drafted at once and answered bit by bit.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from samverkan.drafting.ties import settled, ties_of
from samverkan.records.asking import AskedPage, asked_pages, default_in_words
from samverkan.records.bank import Bank
from samverkan.records.condition import in_words
from samverkan.records.names import DECISION_PACKAGE

if TYPE_CHECKING:
    from samverkan.records.model import AgreementType, Question
    from samverkan.records.model.agreement import Tie
    from samverkan.records.model.question import Column, Option

_WIDTH = 96
_NEW_PARTY = "Den nya myndigheten"
_NUMBER = "202100-0001"
"""An organisation number to show the form of; its check digit is right."""
_PLAIN = frozenset({"text", "heltal", "ja-nej", "val"})
_FEW = 60
"""A row of a table that is longer than this is written over several lines."""


def answer_form(bank: Bank, agreement: AgreementType) -> str:
    """Return a YAML file with every question of ``agreement``, annexes and package included.

    Each key is preceded by comments: the question, help, when it is asked, what is used
    without an answer, and how an answer is written. No key has a value.
    """
    return "\n".join([*_head(agreement), *_pages(bank, agreement)]) + "\n"


def _head(agreement: AgreementType) -> Iterator[str]:
    yield from _comment(f"Svar för dokumenttypen {agreement.title}.", "")
    for companion in agreement.companions:
        yield from _comment(
            f"I samma fil får svaren för {companion} stå; skriv dokumenten var för sig med draft.",
            "",
        )
    yield "#"
    yield from _comment(
        "Skriv svaret efter kolonet, eller på raderna under när svaret är en lista. Det som står "
        "efter tecknet # är bara till för dig. Frågor utan svar blir synliga luckor i utkastet och "
        "räknas upp på dess första sida, så du kan skriva utkastet när som helst:",
        "",
    )
    yield f"#   python build.py draft {agreement.id} DEN-HÄR-FILEN.yaml -o utkast.docx"
    yield ""
    yield "answers:"


def _pages(bank: Bank, agreement: AgreementType) -> Iterator[str]:
    samples = _Samples(bank)
    ties = {tie.question: tie for tie in ties_of(bank, agreement)}
    for page in (*asked_pages(bank, agreement), *_package_pages(bank, agreement)):
        yield ""
        yield f"  # ==== {page.title} ===="
        yield from _page_notes(bank, page)
        for question in page.questions:
            yield ""
            yield from _question(bank, samples, question, ties.get(question.id))


def _package_pages(bank: Bank, agreement: AgreementType) -> Iterator[AskedPage]:
    """Yield what the decision package asks beyond the document and what it answers itself."""
    package = bank.agreements.get(DECISION_PACKAGE)
    if package is None or agreement.id == DECISION_PACKAGE:
        return
    told = {question.id for page in asked_pages(bank, agreement) for question in page.questions}
    told.update(settled(bank, agreement))
    for page in asked_pages(bank, package):
        questions = tuple(each for each in page.questions if each.id not in told)
        if questions:
            intro = f"Behövs för beslutsunderlaget (draft --underlag). {page.intro or ''}".strip()
            yield replace(page, title=f"Underlag: {page.title}", intro=intro, questions=questions)


def _page_notes(bank: Bank, page: AskedPage) -> Iterator[str]:
    if page.when:
        yield from _comment(f"Bilagan tas med när {in_words(page.when, bank)}.", "  ")
    for paragraph in (page.intro or "").splitlines():
        yield from _comment(paragraph, "  ")


def _question(
    bank: Bank, samples: _Samples, question: Question, tie: Tie | None = None
) -> Iterator[str]:
    yield from _comment(f"{question.label}: {question.question}", "  ")
    for paragraph in (question.help or "").splitlines():
        yield from _comment(paragraph, "  ")
    if question.when:
        yield from _comment(f"Frågan gäller när {in_words(question.when, bank)}.", "  ")
    if tie and tie.by:
        when = f", när {in_words(tie.when, bank)}" if tie.when else ""
        yield from _comment(f"Utan svar används svaret på {tie.by[0]}{when}.", "  ")
    if question.default:
        yield from _comment(
            f"Utan svar används: {default_in_words(question)}. {question.default.reason}", "  "
        )
    yield from _comment(f"Svar: {_kind(question)}{':' if question.columns else '.'}", "  ")
    yield from _options(question.options)
    for column in question.columns:
        yield from _comment(f"- {column.id}: {column.label}, {_cell_kind(column)}", "  ", "    ")
    if sample := samples.of(question):
        first, *rest = sample
        yield "  # Exempel:"
        yield f"  # {question.id}: {first}".rstrip()
        yield from (f"  #   {line}".rstrip() for line in rest)
    yield f"  {question.id}:"


def _options(options: Iterable[Option]) -> Iterator[str]:
    for option in options:
        help_text = f". {option.help}" if option.help else ""
        yield from _comment(f"- {option.value}: {option.label}{help_text}", "  ", "    ")


def _comment(text: str, indent: str, hanging: str = "") -> list[str]:
    return textwrap.wrap(
        text.strip(),
        _WIDTH,
        initial_indent=f"{indent}# ",
        subsequent_indent=f"{indent}# {hanging}",
        break_long_words=False,
        break_on_hyphens=False,
    )


_KINDS: Mapping[str, str] = {
    "text": "en rad text",
    "prosa": "text, gärna i flera stycken",
    "heltal": "heltal",
    "tal": "tal, med punkt före decimalerna",
    "belopp": "hela kronor, utan mellanslag",
    "procent": "procent, från 0 till 100, med punkt före decimalerna",
    "datum": "datum",
    "ja-nej": "ja eller nej",
    "val": "ett av valen",
    "flerval": "ett eller flera av valen, på var sin rad",
    "lista": "en rad för varje sak",
    "part": "en av parterna, skriven som i parter",
    "parter": "en rad för varje part, med organisation (id:t står i organisationens adress på "
    "webbplatsen) eller namn och slag. Lägg gärna till orgnr (organisationsnummer) och kallas (vad "
    "dokumentet kallar parten)",
    "tabell": "en rad för varje sak, med kolumnerna",
}


def _kind(question: Question) -> str:
    kind = _KINDS[question.type]
    if question.unit:
        kind += f", i {question.unit}"
    return kind + _bounds(question.minimum, question.maximum)


def _cell_kind(column: Column) -> str:
    kind = _KINDS[column.type] + _bounds(column.minimum, None)
    if column.options:
        kind += f" ({', '.join(f'{o.value} = {o.label}' for o in column.options)})"
    return kind


def _bounds(least: float | None, most: float | None) -> str:
    low = f", minst {least:g}" if least is not None else ""
    return low + (f", högst {most:g}" if most is not None else "")


class _Samples:
    """Answers as they may be written. They show the shape and say nothing of the case."""

    def __init__(self, bank: Bank) -> None:
        kinds = {body.body_kind: body for body in reversed(tuple(bank.bodies.values()))}
        self._parties = [kinds[kind] for kind in ("kommun", "lansstyrelse") if kind in kinds]
        self._party = self._parties[0].id if self._parties else _NEW_PARTY

    def of(self, question: Question) -> list[str]:
        """Return an example: what stands on the key's own line, then the lines below it.

        Where the words before it say enough, there is none.
        """
        if question.type in self._below:
            return self._below[question.type](self, question)
        if question.type in _PLAIN:
            return []
        return [self._simple(question.type, question.minimum)]

    def _simple(self, kind: str, minimum: float | None) -> str:
        least = minimum or 0
        samples = {
            "text": "text",
            "heltal": f"{max(5, least):g}",
            "tal": f"{max(12.5, least):g}",
            "belopp": str(int(max(1_250_000, least))),
            "procent": f"{max(12.5, least):g}",
            "datum": "2027-01-01",
            "ja-nej": "ja",
            "part": self._party,
        }
        return samples[kind]

    def _prose(self, _question: Question) -> list[str]:
        return ["|", "Första stycket.", "", "Andra stycket."]

    def _list(self, _question: Question) -> list[str]:
        return ["", "- det första", "- det andra"]

    def _choices(self, question: Question) -> list[str]:
        return ["", *(f"- {option.value}" for option in question.options[:2])]

    def _party_rows(self, _question: Question) -> list[str]:
        known = [f"- {{organisation: {body.id}}}" for body in self._parties]
        return ["", *known, f"- {{namn: {_NEW_PARTY}, slag: statlig-myndighet, orgnr: {_NUMBER}}}"]

    def _table(self, question: Question) -> list[str]:
        cells = [f"{column.id}: {self._cell(column)}" for column in question.columns]
        row = f"- {{{', '.join(cells)}}}"
        if len(row) <= _FEW:
            return ["", row]
        return ["", f"- {cells[0]}", *(f"  {cell}" for cell in cells[1:])]

    def _cell(self, column: Column) -> str:
        if column.options:
            return column.options[0].value
        return self._simple(column.type, column.minimum)

    _below: Mapping[str, Callable[[_Samples, Question], list[str]]] = {
        "prosa": _prose,
        "lista": _list,
        "flerval": _choices,
        "parter": _party_rows,
        "tabell": _table,
    }

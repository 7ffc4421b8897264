"""``python build.py review``: what the law finds in a Word file."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from textwrap import shorten

import click

from samverkan import command
from samverkan.drafting.command import library_bank, parse_day
from samverkan.drafting.review.clausecompare import Status
from samverkan.drafting.review.demandcheck import DemandFound
from samverkan.drafting.review.lawcheck import Verdict
from samverkan.drafting.review.lawday import older_law
from samverkan.drafting.review.report import Review, demands_of, law_printed, review
from samverkan.drafting.review.wordfile import WordFileError
from samverkan.records.bank import Bank
from samverkan.records.fault import FaultsError
from samverkan.records.messages import did_you_mean

_LONGEST_QUOTE = 200
_DEMAND_STATUS = {"met": "uppfyllt", "unclear": "oklart", "missing": "saknas"}
_CITATION_STATUS = {
    "unknown": "finns inte",
    "repealed": "upphävd",
    "other-subject": "handlar om något annat",
    "not-verified": "inte kontrollerad",
}
_CLAUSE_STATUS: dict[Status, str] = {
    "unchanged": "oförändrad", "changed": "ändrad", "removed": "borttagen", "new": "ny",
}  # fmt: skip


@click.command("review", cls=command.Command, options_metavar="[VAL]")
@click.argument("file", metavar="F.docx", type=command.InputFile())
@click.option(
    "--form", metavar="FORM", help="Samverkansform eller dokumenttyp vars krav ska prövas."
)
@click.option("--date", "day", metavar="ÅÅÅÅ-MM-DD", help="Datum vars lag gäller; förval i dag.")
@click.option("--json", "as_json", is_flag=True, help="Skriv resultatet som JSON.")
@click.pass_obj
def review_command(root: Path, file: Path, form: str | None, day: str | None, as_json: bool) -> int:
    """Granska Word-filen F.docx: lagkrav, lagrum, ålderdomliga ord och ändrade klausuler.

    Filen behöver inte komma från Samverkansbanken.
    """
    on_day = parse_day(day) or date.today()
    try:
        bank = library_bank(root)
        if form is not None and not demands_of(bank, form):
            known = [*bank.demand_lists, *bank.agreements]
            hint = did_you_mean(form, known) or f"Formerna är {', '.join(bank.demand_lists)}."
            raise click.BadParameter(f"{form} finns inte. {hint}", param_hint="--form")
        found = review(file.read_bytes(), bank, form, on_day)
    except WordFileError as error:
        click.echo(f"{file}: {error}.", err=True)
        return 1
    except FaultsError as error:
        return command.refuse(error.faults, "Ingen granskning gjordes.")
    if told := older_law((each.demand for each in found.demands), bank, on_day, date.today()):
        click.echo(f"{told} Ingen granskning gjordes.", err=True)
        return 1
    if as_json:
        click.echo(json.dumps(found.as_json(bank), ensure_ascii=False, indent=2))
    else:
        for line in _lines(found, bank):
            click.echo(line)
    return 0


def _lines(found: Review, bank: Bank) -> Iterator[str]:
    yield from _demand_lines(found, bank)
    wrong = [each for each in found.citations if each.verdict.status != "ok"]
    yield ""
    yield f"Lagrum: {len(found.citations)} olika, {len(wrong)} att se över."
    for citation in wrong:
        status = _CITATION_STATUS[citation.verdict.status]
        yield f"  - {citation.text} ({citation.where}): {status}.{_advice(citation.verdict)}"
    yield ""
    yield f"Ord att byta: {len(found.terms)}."
    for term in found.terms:
        yield f"  - {term.word.text} ({term.where}): i dag {term.word.suggestion}"
    yield ""
    yield f"Språk: {len(found.language)} att se över."
    for remark in found.language:
        yield f"  - {remark.text} ({remark.where}): {remark.rule}; {remark.suggestion}"
    if found.clauses:
        yield ""
        counts = Counter(each.status for each in found.clauses)
        told = (f"{counts[s]} {name}" for s, name in _CLAUSE_STATUS.items() if counts[s])
        yield f"Klausuler: {', '.join(told)}."
        for clause in found.clauses:
            if clause.status != "unchanged":
                record = bank.clauses.get(clause.id)
                called = clause.where or (record.title if record else clause.id)
                yield f"  - {called}: {_CLAUSE_STATUS[clause.status]}"
                yield from (f"      bort: {text}" for text in clause.removed)
                yield from (f"      till: {text}" for text in clause.added)


def _advice(verdict: Verdict) -> str:
    """Return what to write instead, or what the bank knows, as a sentence."""
    if verdict.suggestion is None:
        return ""
    if verdict.instead:
        return f" Skriv: {verdict.suggestion}."
    return f" {verdict.suggestion[0].upper()}{verdict.suggestion[1:]}."


def _demand_lines(found: Review, bank: Bank) -> Iterator[str]:
    if not found.demands:
        yield "Lagkrav: ange --form, så prövas formens krav."
        return
    counts = {status: sum(d.status == status for d in found.demands) for status in _DEMAND_STATUS}
    told = ", ".join(f"{count} {_DEMAND_STATUS[status]}" for status, count in counts.items())
    yield f"Lagkrav för {found.form}, lag per {found.day}: {told}."
    for demand in found.demands:
        law = law_printed(bank, found.day, demand.demand.law)
        status = _DEMAND_STATUS[demand.status]
        where = f" ({demand.where})" if demand.where else ""
        source = f" [{law}]" if law else ""
        only = f" Gäller om: {demand.demand.condition}." if demand.applies is None else ""
        yield f"  - {demand.demand.id} {status}{where}: {demand.demand.text}{source}.{only}"
        yield from (f"      {line}" for line in _grounds(demand))
    for each in found.not_asked:
        yield f"  - {each.id} gäller inte (villkor: {each.condition}): {each.text}"


def _grounds(found: DemandFound) -> Iterator[str]:
    """Yield why a demand is unclear and the words that the verdict rests on."""
    if found.why:
        yield f"{found.why[0].upper()}{found.why[1:]}."
    if found.quote:
        yield f"”{shorten(found.quote, _LONGEST_QUOTE, placeholder=' …')}”"

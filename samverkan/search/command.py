"""``python build.py search``: hits for a query, or how well the search does on judged ones."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import click

from samverkan import command
from samverkan.files import obstacle_to_reading
from samverkan.records.messages import did_you_mean
from samverkan.search.documents import KIND_LABELS, KINDS
from samverkan.search.explain import explain
from samverkan.search.index import Index
from samverkan.search.judge import JudgedQueryError, Measures, Report, judge, read_queries
from samverkan.search.query import parse
from samverkan.search.results import Results, ranking, search
from samverkan.search.store import open_index


def run(
    root: Path,
    query: str | None,
    *,
    kind: str | None,
    filters: Sequence[str],
    limit: int,
    judged: Path | None,
    as_json: bool,
    explained: bool,
) -> int:
    """Search the project in ``root`` and print the answer; return the exit code.

    Raises:
        click.UsageError: for an unknown kind or filter, or when nothing is asked.
    """
    if (query is None) == (judged is None):
        raise click.UsageError("ange antingen en sökfråga eller --judge FIL")
    kind = _kind(kind)
    index, faults = open_index(root, date.today())
    command.tell(faults)
    if faults:
        click.echo(f"{len(faults)} fel i posterna; de som är fel söks inte.", err=True)
    if judged is not None:
        return _judge(index, judged, as_json=as_json)
    assert query is not None  # noqa: S101 (one of the two is given)
    results = search(index, query, kind=kind, filters=_filters(index, filters), limit=limit)
    if as_json:
        click.echo(json.dumps(results.as_json(), ensure_ascii=False, indent=2))
    else:
        _print(index, results, explained=explained)
    return 0


def _kind(name: str | None) -> str | None:
    """The kind with this name, which may be what the hits call it: ``klausul``."""
    known = {**{label: kind for kind, label in KIND_LABELS.items()}, **{k: k for k in KINDS}}
    if name is None or name in known:
        return known[name] if name else None
    hint = did_you_mean(name, known) or f"Slagen är {', '.join(KIND_LABELS.values())}."
    raise click.BadParameter(f"slaget {name} finns inte. {hint}", param_hint="--kind")


def _filters(index: Index, given: Sequence[str]) -> Mapping[str, Sequence[str]]:
    wanted: dict[str, list[str]] = {}
    for text in given:
        name, equals, value = (part.strip() for part in text.partition("="))
        if not equals or not value:
            raise _wrong_filter(f"{text!r} ska skrivas namn=värde, till exempel area=miljo.")
        known = index.filters.get(name)
        if known is None:
            names = list(index.filters)
            hint = did_you_mean(name, names) or f"Filtren är {', '.join(names)}."
            raise _wrong_filter(f"filtret {name} finns inte. {hint}")
        if value.casefold() not in {each.casefold() for each in known}:
            hint = did_you_mean(value, known) or f"Till exempel {', '.join(known[:8])}."
            raise _wrong_filter(f"inget har {name}={value}. {hint}")
        wanted.setdefault(name, []).append(value)
    return wanted


def _wrong_filter(message: str) -> click.BadParameter:
    return click.BadParameter(message, param_hint="--filter")


def _print(index: Index, results: Results, *, explained: bool) -> None:
    if results.suggestion:
        click.echo(f"Menade du: {results.suggestion}?")
    if not results.hits:
        click.echo("Inga träffar.")
        return
    if results.weak:
        click.echo("Svaga träffar: det mesta i frågan finns inte i banken.")
    numbers = {(entry.id, entry.kind): at for at, entry in enumerate(index.entries)}
    query = parse(index, results.query)
    for place, hit in enumerate(results.hits, start=1):
        click.echo(f"{place:>2}. {hit.title}  [{KIND_LABELS[hit.kind]}]")
        click.echo(f"    {hit.snippet}")
        score = f"{hit.score:.2f}".replace(".", ",")
        click.echo(f"    {hit.url or './'}  ({score})")
        if explained:
            for line in explain(index, ranking(index), query, numbers[hit.id, hit.kind]):
                click.echo(f"      {line}")
    click.echo(f"Visar {len(results.hits)} av {results.total} träffar.")


def _judge(index: Index, path: Path, *, as_json: bool) -> int:
    if obstacle := obstacle_to_reading(path):
        raise click.BadParameter(f"{path} {obstacle}.", param_hint="--judge")
    try:
        report = judge(index, read_queries(json.loads(path.read_text(encoding="utf-8"))))
    except JudgedQueryError as error:
        click.echo(f"{path}:0:0: fel: {error}", err=True)
        return 1
    except json.JSONDecodeError as error:
        place = f"{path}:{error.lineno}:{error.colno}"
        click.echo(f"{place}: fel: filen är inte riktig JSON här.", err=True)
        return 1
    except (UnicodeDecodeError, RecursionError):
        click.echo(f"{path}:0:0: fel: filen är inte JSON i UTF-8.", err=True)
        return 1
    if as_json:
        click.echo(json.dumps(report.as_json(), ensure_ascii=False, indent=2))
    else:
        _print_report(report)
    return 0


def _print_report(report: Report) -> None:
    click.echo(f"{'slag':<12}{'frågor':>7}{'nDCG@10':>9}{'MRR':>8}{'R@50':>8}{'utan':>6}")
    for name, measures in (*report.by_type.items(), ("alla", report.overall)):
        click.echo(_row(name, measures))
    for failure in report.failing:
        click.echo(f"\n{failure.id}  {failure.query}")
        click.echo(f"  väntat: {', '.join(failure.expected) or 'inget'}")
        click.echo(f"  fick:   {', '.join(failure.got) or 'inget'}")
    if report.missing:
        click.echo(f"\nPoster som frågorna nämner men banken saknar: {', '.join(report.missing)}")


def _row(name: str, measures: Measures) -> str:
    figures = (measures.ndcg10, measures.mrr, measures.recall50)
    text = "".join(
        f"{figure:>{width}.4f}" for figure, width in zip(figures, (9, 8, 8), strict=True)
    )
    return f"{name:<12}{measures.queries:>7}{text}{measures.zero_hits:>6}".replace(".", ",")

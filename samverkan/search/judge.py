"""Judges the search against queries with known answers.

nDCG uses graded gains (2^relevance − 1) with a log2 discount (Järvelin and Kekäläinen
2002, as in trec_eval and MS MARCO). Files judge records of some kinds only; hits of other
kinds (pages, clauses, terms) are then neither right nor wrong and are left out before
counting. A query with no right answer is right when nothing is found, or when what is
found is marked as weak.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from math import log2

from samverkan.search.index import Index
from samverkan.search.query import parse
from samverkan.search.results import rank, ranking

TOP = 10
DEEP = 50
FAILING_BELOW = 0.8
"""A query whose nDCG is lower is listed as failing."""


class JudgedQueryError(ValueError):
    """A file of judged queries is not of the right form."""


@dataclass(frozen=True)
class JudgedQuery:
    """A query and the records that answer it, with grade 1 to 3."""

    id: str
    query: str
    type: str
    relevant: Mapping[str, int]


@dataclass(frozen=True)
class Answer:
    """What an engine finds: id and kind of each hit, the best first, and whether it says that
    they are weak.
    """

    hits: Sequence[tuple[str, str]]
    weak: bool = False


@dataclass(frozen=True)
class Measures:
    """Means over some queries."""

    ndcg10: float
    mrr: float
    recall50: float
    zero_hits: int
    queries: int


@dataclass(frozen=True)
class Failure:
    """A query that is answered badly: what was expected first, what came."""

    id: str
    query: str
    expected: tuple[str, ...]
    got: tuple[str, ...]


@dataclass(frozen=True)
class Report:
    """How well the search does, over all and by type of query."""

    overall: Measures
    by_type: Mapping[str, Measures]
    failing: tuple[Failure, ...]
    missing: tuple[str, ...]
    """Records that the file names and the index lacks; they count against the search."""

    def as_json(self) -> dict[str, object]:
        """Return the report as the command contract's JSON object."""
        return {
            **asdict(self.overall),
            "by_type": {name: asdict(measures) for name, measures in self.by_type.items()},
            "failing": [asdict(failure) for failure in self.failing],
            "missing": list(self.missing),
        }


def read_queries(data: object) -> list[JudgedQuery]:
    """Read judged queries from parsed JSON.

    Raises:
        JudgedQueryError: if the form is wrong; the message is Swedish and says where.
    """
    if not isinstance(data, list):
        raise JudgedQueryError("filen ska innehålla en lista av frågor.")
    queries = []
    for number, item in enumerate(data, start=1):
        if not isinstance(item, dict) or not isinstance(item.get("query"), str):
            raise JudgedQueryError(f"fråga {number}: query saknas eller är inte text.")
        relevant = item.get("relevant", {})
        if not isinstance(relevant, dict) or not all(_is_grade(g) for g in relevant.values()):
            raise JudgedQueryError(f"fråga {number}: relevant ska vara id: betyg (0–3).")
        name = str(item.get("id", number))
        queries.append(
            JudgedQuery(name, item["query"], str(item.get("type", "övrig")), dict(relevant))
        )
    return queries


def _is_grade(grade: object) -> bool:
    return isinstance(grade, int) and not isinstance(grade, bool) and 0 <= grade <= 3


def judge(index: Index, queries: Sequence[JudgedQuery]) -> Report:
    """Run every query against ``index`` and measure."""

    def ask(text: str) -> Answer:
        query = parse(index, text)
        entries = (index.entries[document] for document, _ in rank(index, query))
        return Answer([(entry.id, entry.kind) for entry in entries], ranking(index).is_weak(query))

    return judge_with(ask, {entry.id: entry.kind for entry in index.entries}, queries)


def judge_with(
    ask: Callable[[str], Answer], kind_of: Mapping[str, str], queries: Sequence[JudgedQuery]
) -> Report:
    """Run every query with any search engine and measure.

    Args:
        ask: the engine: a query in, every hit out.
        kind_of: what can be found; where records of two kinds share an id, the one judged.
        queries: the judged queries.
    """
    kinds = {key: kind for key, kind in kind_of.items() if "/" not in key}
    judged_kinds = {kinds[key] for query in queries for key in query.relevant if key in kinds}
    missing = {key for query in queries for key in query.relevant if key not in kinds}
    measured: defaultdict[str, list[tuple[float, float, float, bool]]] = defaultdict(list)
    failing = []
    for query in queries:
        relevant = {key: grade for key, grade in query.relevant.items() if grade}
        answer = ask(query.query)
        judged = (key for key, kind in answer.hits if not judged_kinds or kind in judged_kinds)
        got = list(islice(judged, DEEP))
        if not relevant and answer.weak:
            got = []  # the reader is told that these are by the way
        one = _measure(got, relevant)
        measured[query.type].append(one)
        if one[0] < FAILING_BELOW:
            failing.append(Failure(query.id, query.query, _ideal(relevant), tuple(got[:TOP])))
    return Report(
        _means(one for ones in measured.values() for one in ones),
        {name: _means(ones) for name, ones in sorted(measured.items())},
        tuple(failing),
        tuple(sorted(missing)),
    )


def _ideal(relevant: Mapping[str, int]) -> tuple[str, ...]:
    return tuple(sorted(relevant, key=lambda key: (-relevant[key], key))[:TOP])


def _measure(got: Sequence[str], relevant: Mapping[str, int]) -> tuple[float, float, float, bool]:
    if not relevant:
        right = 0.0 if got else 1.0
        return right, right, right, False
    first = next((at for at, key in enumerate(got, start=1) if key in relevant), None)
    found = sum(key in relevant for key in got[:DEEP])
    ndcg = _gain(relevant.get(key, 0) for key in got[:TOP]) / _gain(
        sorted(relevant.values(), reverse=True)[:TOP]
    )
    return ndcg, (1 / first if first else 0.0), found / len(relevant), not got


def _gain(grades: Iterable[int]) -> float:
    return float(sum((2**grade - 1) / log2(at + 1) for at, grade in enumerate(grades, start=1)))


def _means(ones: Iterable[tuple[float, float, float, bool]]) -> Measures:
    rows = list(ones)
    count = len(rows) or 1
    ndcg, mrr, recall = (round(sum(row[at] for row in rows) / count, 4) for at in range(3))
    return Measures(ndcg, mrr, recall, sum(row[3] for row in rows), len(rows))

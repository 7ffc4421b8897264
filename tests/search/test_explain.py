"""``--explain`` accounts for every signal: what it shows adds up to the score."""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import prod

import pytest

from samverkan.search.explain import explain
from samverkan.search.index import Index
from samverkan.search.query import parse
from samverkan.search.results import rank, ranking
from tests.search.test_judge import FLOOR, queries

FIRST = 5
NUMBER = r"(-?[0-9]+,[0-9]{2})"


def numbers(pattern: str, text: str) -> Iterator[float]:
    """Yield the numbers that stand where ``pattern`` has its group."""
    for found in re.findall(pattern, text):
        yield float(found.replace(",", "."))


@pytest.mark.parametrize("name", sorted(FLOOR))
def test_what_is_shown_adds_up(index: Index, name: str) -> None:
    """Words and neighbours to the sum; sum, share, kind, stage and age to the score."""
    for query in (parse(index, judged.query) for judged in queries(name)):
        for document, score in rank(index, query)[:FIRST]:
            *lines, last = explain(index, ranking(index), query, document)
            own = [line for line in lines if not line.startswith(" ")]
            gains = [gain for line in own for gain in numbers(rf"[=+] {NUMBER}$", line)]
            (total,) = numbers(rf"^summan {NUMBER}", last)
            (shown,) = numbers(rf"= {NUMBER}$", last)
            factors = list(numbers(rf"× {NUMBER}", last))
            assert sum(gains) == pytest.approx(total, abs=0.01 * (len(gains) + 1)), lines
            rounding = sum(0.006 / number for number in (total, *factors) if number)
            assert total * prod(factors) == pytest.approx(shown, rel=rounding, abs=0.01), last
            assert shown == pytest.approx(score, abs=0.006)


def test_every_way_and_the_title_are_told(index: Index) -> None:
    """What answers a word: itself, its parts, what it means, and where it stands."""
    query = parse(index, "löneadministration")
    text = "\n".join(explain(index, ranking(index), query, rank(index, query)[0][0]))
    for part in ("ordet", "begreppet", "i rubriken", "räknas helt", "slag: exempel", "skede"):
        assert part in text
    misspelt = parse(index, "löneadminstration")
    text = "\n".join(explain(index, ranking(index), misspelt, rank(index, misspelt)[0][0]))
    assert "(läst som ”löneadministration" in text

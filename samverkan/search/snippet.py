"""The sentence of a summary that answers the query best."""

from __future__ import annotations

import re

from samverkan.search.analysis import Analysis
from samverkan.search.query import Query

LONGEST = 220
SENTENCE = r"(?<=[.!?])(?<!kap\.) (?=[A-ZÅÄÖ0-9])"
"""Where a new sentence begins; not after the chapter of an act (``9 kap. 6 §``)."""
_SENTENCE = re.compile(SENTENCE)


def snippet(summary: str, query: Query, analysis: Analysis) -> str:
    """Return a sentence of ``summary`` with as many of the query's words as possible.

    Args:
        summary: the record's summary, with single spaces.
        query: the parsed query.
        analysis: the index's analysis.
    """
    asked = {key for wish in query.wishes for way in wish.ways for key in way.keys}
    sentences = _SENTENCE.split(summary)
    best = max(
        range(len(sentences)), key=lambda at: (_answers(sentences[at], asked, analysis), -at)
    )
    text = " ".join(sentences[best:])
    if len(text) <= LONGEST:
        return text
    return f"{text[: text.rfind(' ', 0, LONGEST)].rstrip(' ,;:–-')} …"


def _answers(sentence: str, asked: set[str], analysis: Analysis) -> int:
    return len(analysis.every_key(sentence) & asked)

"""A better spelling of the query, from the bank's own words."""

from __future__ import annotations

import re

from samverkan.search.query import Query
from samverkan.search.tokens import LETTER


def suggestion(query: Query) -> str | None:
    """Return the query with its misspelt words put right; None when there are none."""
    text = query.text
    for wish in query.wishes:
        if wish.correction is not None:
            text = re.sub(
                rf"(?<![{LETTER}0-9_]){re.escape(wish.word)}(?![{LETTER}0-9_])",
                wish.correction,
                text,
            )
    return text if text != query.text else None

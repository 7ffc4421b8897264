"""What files that could not be read in full may hold.

A record whose file has a fault is there all the same: what points at it is not dead. Its
text tells what it may hold, also when the text is not YAML, so that a misspelt reference
to something else is still found.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from samverkan.records.names import statute_id


@dataclass(frozen=True)
class Unread:
    """The texts of the files that could not be read in full, by kind of record."""

    texts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The name of each file, without its ending, and a line break before its content."""

    def may_hold(self, kind: str, name: str) -> bool:
        """Whether a record of ``kind`` that could not be read is called, or holds, ``name``.

        Args:
            kind: the kind of record: a question stands in one of kind ``questions``.
            name: an id, or the number of a statute.
        """
        texts = self.texts.get(kind, ())
        wanted = [name, statute_id(name)] if kind == "statute" else [name]
        return any(_mentions(text, word) for text in texts for word in wanted)


def _mentions(text: str, word: str) -> bool:
    if not text.partition("\n")[2].strip():
        return True  # a file that has been emptied could have held anything
    return re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", text) is not None

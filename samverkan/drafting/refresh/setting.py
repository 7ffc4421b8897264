"""Reads answers that are given on the command line: ``--set key=value``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from samverkan.records.bank import Bank
from samverkan.records.yamlsource import parse_yaml

_AS_IT_STANDS = frozenset({"text", "prosa", "part", "datum"})
"""Types of questions whose answer is text, whatever signs it holds."""
_ROWS = {
    "flerval": "Skriv [ett, ett annat].",
    "lista": 'Skriv [det första, det andra]; det som har kolon eller komma skrivs "så: här".',
    "parter": "Skriv [{organisation: id}, {organisation: id}].",
    "tabell": 'Skriv [{kolumn: värde, kolumn: "värde: med kolon"}].',
}
"""Types of questions whose answer is written as YAML, and how that is done on one line."""


class SettingError(ValueError):
    """An answer on the command line cannot be read; the message is Swedish."""


def settings(pairs: Sequence[str], bank: Bank) -> dict[str, Any]:
    """Return the answers that ``pairs`` give, as an answer file would hold them.

    Text is taken as it stands. Nothing after the sign means that there is no answer: None.

    Args:
        pairs: ``question=answer``.
        bank: where the questions stand; one that does not exist is told with other faults.

    Raises:
        SettingError: at the first that cannot be read.
    """
    found: dict[str, Any] = {}
    for pair in pairs:
        key, sign, given = pair.partition("=")
        if not sign or not key:
            raise SettingError(f"{pair!r}: skriv fråga=svar")
        if key in found:
            raise SettingError(f"frågan {key} har fått mer än ett svar; skriv ett")
        question = bank.questions.get(key)
        found[key] = _value(pair, given, question.type if question else "")
    return found


def _value(pair: str, given: str, kind: str) -> Any:
    if not given or kind in _AS_IT_STANDS:
        return given or None
    parsed, faults = parse_yaml(given.encode(errors="surrogateescape"), "--set")
    if parsed is not None and not faults:
        return parsed.value
    if kind in _ROWS:
        why = faults[0].message.rstrip(".") if faults else "svaret är tomt"
        raise SettingError(f"{pair!r}: svaret går inte att läsa: {why}. {_ROWS[kind]}")
    return given

"""Reads the parties of a case, and the answers that name one of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, get_args

from samverkan.drafting.language import genitive
from samverkan.drafting.parsing import (
    NotJudgedError,
    WrongAnswerError,
    parse_choice,
    parse_rows,
    parse_text,
    raise_all,
)
from samverkan.drafting.values import ORG_NUMBER, Party, Unanswered, party_from_body
from samverkan.records.bank import Bank
from samverkan.records.messages import did_you_mean, shown
from samverkan.records.names import BodyKind

if TYPE_CHECKING:
    from samverkan.records.model import Body

_ORG_NUMBER = re.compile(r"^\d{6}-\d{4}$")
_KEYS = ("organisation", "namn", "genitiv", "kort", "slag", "orgnr", "kallas")


class PartyReader:
    """Reads parties first, and then what names one of them.

    Args:
        bank: the records; organisations are looked up here.
    """

    def __init__(self, bank: Bank) -> None:
        self._bank = bank
        self._parties: tuple[Party, ...] = ()
        self._named: frozenset[str] = frozenset()

    def named_in(self, rows: Any) -> None:
        """Learn what ``rows`` call the parties, also where they turn out to be wrong.

        An answer that names a party whose own row is wrong is not a second fault.
        """
        listed = rows if isinstance(rows, list) else []
        named = [row if isinstance(row, dict) else {"organisation": row} for row in listed]
        self._named = frozenset(
            str(row[key]) for row in named for key in ("organisation", "namn") if key in row
        )

    def read(self, rows: Any) -> tuple[Party, ...]:
        """Return the parties, and know them from now on.

        Raises:
            WrongAnswerError: with everything that is wrong, each with its row and key.
            NotJudgedError: if only a register that cannot be read could tell.
        """
        parties: list[Party] = []
        wrongs: list[WrongAnswerError] = []
        for index, row in enumerate(parse_rows(rows)):
            try:
                parties.append(self._row(row))
            except WrongAnswerError as wrong:
                wrongs.append(wrong.below((index,)))
        raise_all(wrongs)
        names = [party.namn for party in parties]
        repeated = sorted({name for name in names if names.count(name) > 1})
        if repeated:
            raise WrongAnswerError(f"{', '.join(repeated)} står mer än en gång.")
        self._parties = tuple(parties)
        return self._parties

    def one(self, raw: Any) -> Party:
        """Return the party that an answer names, by id or name.

        Raises:
            WrongAnswerError: if it is none of the parties.
            NotJudgedError: if the parties are not known, being wrong themselves.
        """
        for party in self._parties:
            if str(raw) in (party.organisation, party.namn):
                return party
        if not self._parties and did_you_mean(str(raw), self._named):
            raise NotJudgedError
        known = [party.organisation or party.namn for party in self._parties]
        hint = f"Parterna är {', '.join(known)}." if known else "Ange parterna i parter först."
        raise WrongAnswerError(f"{raw} är inte en av parterna.", hint)

    def _row(self, row: Any) -> Party:
        if isinstance(row, str):
            row = {"organisation": row}
        if not isinstance(row, dict):
            raise WrongAnswerError("en part skrivs {organisation: id} eller {namn: …, slag: …}.")
        for key in row:
            if key not in _KEYS:
                nearest = did_you_mean(key, _KEYS)
                raise WrongAnswerError(f"nyckeln {key} finns inte för en part.", nearest, (key,))
        number = row.get("orgnr")
        if number is not None and not _ORG_NUMBER.match(str(number)):
            hint = "Skriv sex siffror, bindestreck, fyra siffror: 212000-2007."
            raise WrongAnswerError(
                f"{shown(number)} är inget organisationsnummer.", hint, ("orgnr",)
            )
        called = parse_text(row["kallas"], lines=False) if row.get("kallas") else None
        if "organisation" in row:
            return party_from_body(self._body(row["organisation"]), number, called)
        if "namn" not in row or "slag" not in row:
            raise WrongAnswerError("en part behöver organisation, eller namn och slag.")
        kinds = get_args(BodyKind)
        name = parse_text(row["namn"], lines=False)
        return Party(
            namn=name,
            genitiv=parse_text(row.get("genitiv") or genitive(name), lines=False),
            kort=parse_text(row.get("kort") or name, lines=False),
            slag=parse_choice(row["slag"], kinds),
            orgnr=number or Unanswered("parter", f"{ORG_NUMBER}{name}"),
            kallas=called,
            organisation=None,
        )

    def _body(self, value: Any) -> Body:
        body = self._bank.bodies.get(str(value))
        if body is None:
            if self._bank.unread.may_hold("body", str(value)):
                raise NotJudgedError
            hint = did_you_mean(str(value), self._bank.bodies)
            raise WrongAnswerError(
                f"ingen organisation i kb/bodies heter {value}.", hint, ("organisation",)
            )
        return body

"""Reads the parties of a case, and the answers that name one of them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any, get_args

from samverkan.drafting.language import genitive
from samverkan.drafting.parsing import (
    NotJudgedError,
    Parts,
    WrongAnswerError,
    parse_choice,
    parse_rows,
    parse_text,
)
from samverkan.drafting.values import ORG_NUMBER, Party, Unanswered, party_from_body
from samverkan.records.bank import Bank
from samverkan.records.messages import brief, did_you_mean, nearest, shown
from samverkan.records.names import BodyKind
from samverkan.records.orgnumber import check_digit_holds
from samverkan.records.yamlsource import Path

if TYPE_CHECKING:
    from samverkan.records.model import Body

_ORG_NUMBER = re.compile(r"\d{6}-\d{4}", re.ASCII)
_OTHER_WORDS = {
    "organisationsnummer": "orgnr", "organisationsnr": "orgnr", "organisation_nr": "orgnr",
    "organisations_nr": "orgnr", "organisations_nummer": "orgnr", "org_nr": "orgnr",
    "orgnummer": "orgnr", "org_nummer": "orgnr", "nummer": "orgnr", "id": "organisation",
    "part": "organisation", "kommun": "organisation", "region": "organisation",
    "myndighet": "organisation", "benamning": "namn", "typ": "slag", "sort": "slag",
    "kallad": "kallas", "kortnamn": "kort", "forkortning": "kort",
}  # fmt: skip
"""What people write for the keys of a party."""
_KEYS = ("organisation", "namn", "genitiv", "kort", "slag", "orgnr", "kallas")


@dataclass(frozen=True)
class _Known:
    """A party and what other answers call it; ``perhaps`` is what its wrong name may stand for.

    A party that is not called anything may be any: ``perhaps`` is then None.
    """

    party: Party
    names: frozenset[str]
    perhaps: frozenset[str] | None = frozenset()

    def may_be(self, name: str) -> bool:
        return self.perhaps is None or name in self.perhaps


class PartyReader:
    """Reads parties first, and then what names one of them.

    Args:
        bank: the records; organisations are looked up here.
    """

    def __init__(self, bank: Bank) -> None:
        self._bank = bank
        self._known: list[_Known] = []
        self._gaps: dict[str, Unanswered] = {}
        self._lost = False

    def lose(self) -> None:
        """Learn that there are parties, but that nothing of them can be read."""
        self._lost = True

    def read(self, rows: Any) -> tuple[Party, ...]:
        """Return the parties, and know them from now on.

        Raises:
            WrongAnswerError: with everything that is wrong, each with its row and key. Every
                row is kept as a party, with gaps for what is wrong with it.
        """
        self._lost = True
        listed = parse_rows(rows)
        self._lost = False
        parts = Parts()
        for index, row in enumerate(listed):
            known = self._row(row, (index,), parts)
            if any(known.names & other.names for other in self._known):
                parts.wrong(f"{known.party.namn} står mer än en gång.", None, (index,))
                known = replace(known, perhaps=None)  # it may stand where another should
            self._known.append(known)
        return parts.together(tuple(known.party for known in self._known))

    def one(self, raw: Any) -> Party:
        """Return the party that an answer names, by id or name.

        Raises:
            WrongAnswerError: if it is none of the parties.
            NotJudgedError: if it may be one that is wrong itself.
        """
        name = str(raw)
        for known in self._known:
            if name in known.names:
                return known.party
        if self._lost or any(known.may_be(name) for known in self._known):
            # The same name is the same party, whichever it is.
            raise NotJudgedError(self._gaps.setdefault(name, Unanswered("parter", "part")))
        named = [known.party.organisation or known.party.namn for known in self._known]
        hint = f"Parterna är {', '.join(named)}." if named else "Ange parterna i parter först."
        raise WrongAnswerError(f"{brief(name)} är inte en av parterna.", hint)

    def _row(self, row: Any, at: Path, parts: Parts) -> _Known:
        if isinstance(row, str):
            row = {"organisation": row}
        if not isinstance(row, dict):
            parts.wrong("en part skrivs {organisation: id} eller {namn: …, slag: …}.", None, at)
            return self._unnamed({}, at)
        meant = _misspelt(row, at, parts)
        gap = Unanswered("parter", "uppgift om parten")
        number = parts.read((*at, "orgnr"), partial(_org_number, row.get("orgnr")), None)
        called = parts.read((*at, "kallas"), partial(_text, row.get("kallas")), None)
        if row.get("organisation") is not None:
            find = partial(self._body, row["organisation"])
            body = parts.read((*at, "organisation"), find, None)
            if body is None:
                return self._unnamed(row, at)
            party = party_from_body(body, number, called)
            return _Known(party, frozenset({body.id, body.name}))
        lacking = {key for key in ("namn", "slag") if row.get(key) is None}
        if lacking and "organisation" not in meant and not lacking <= meant:
            parts.wrong("en part behöver organisation, eller namn och slag.", None, at)
        name = parts.read((*at, "namn"), partial(_text, row.get("namn")), None)
        own = parts.read((*at, "genitiv"), partial(_text, row.get("genitiv")), None)
        short = parts.read((*at, "kort"), partial(_text, row.get("kort")), None)
        kind: str | Unanswered = gap
        if row.get("slag") is not None:
            choose = partial(parse_choice, row["slag"], get_args(BodyKind))
            kind = parts.read((*at, "slag"), choose, gap)
        if name is None:
            return self._unnamed(row, at, kind)
        party = Party(
            namn=name,
            genitiv=own or genitive(name),
            kort=short or name,
            slag=kind,
            orgnr=number or Unanswered("parter", f"{ORG_NUMBER}{name}"),
            kallas=called,
            organisation=None,
        )
        return _Known(party, frozenset({name}))

    def _unnamed(
        self, row: dict[str, Any], at: Path, kind: str | Unanswered | None = None
    ) -> _Known:
        """Return a party whose name cannot be read, with all that its row may call it."""
        gap = Unanswered("parter", "uppgift om parten")
        naming = {
            key: row[key] for key in row if key in ("organisation", "namn") or key not in _KEYS
        }
        called = frozenset(value for value in naming.values() if isinstance(value, str))
        name = str(row.get("organisation") or f"part {int(at[0]) + 1}")
        bodies = self._bank.bodies
        near = {body for each in called for body in nearest(each, bodies)}
        perhaps = frozenset({*near, *(bodies[body].name for body in near)})
        party = Party(name, name, name, kind or gap, gap, None, None)
        return _Known(party, called, perhaps if called and "namn" not in row else None)

    def _body(self, value: Any) -> Body:
        body = self._bank.bodies.get(str(value))
        if body is None:
            if self._bank.unread.may_hold("body", str(value)):
                raise NotJudgedError
            hint = did_you_mean(str(value), self._bank.bodies)
            raise WrongAnswerError(f"ingen organisation i kb/bodies heter {value}.", hint)
        return body


def _misspelt(row: dict[str, Any], at: Path, parts: Parts) -> set[str]:
    """Tell of the keys of ``row`` that do not exist, and return those that they may mean."""
    unknown = [str(key) for key in row if key not in _KEYS]
    for key in unknown:
        message = f"nyckeln {key} finns inte för en part."
        meant = _OTHER_WORDS.get(key.lower())
        hint = f"Menade du {meant}?" if meant else did_you_mean(key, _KEYS)
        parts.wrong(message, hint or f"Nycklarna är {', '.join(_KEYS)}.", (*at, key))
    return {near for key in unknown for near in _meant(key)}


def _meant(key: str) -> list[str]:
    other = _OTHER_WORDS.get(key.lower())
    return [other] if other else nearest(key, _KEYS)


def _text(raw: Any) -> str | None:
    return None if raw is None else parse_text(raw, lines=False)


def _org_number(raw: Any) -> str | None:
    if raw is None:
        return None
    if not _ORG_NUMBER.fullmatch(str(raw)):
        hint = "Skriv sex siffror, bindestreck, fyra siffror: 212000-2007."
        raise WrongAnswerError(f"{shown(raw)} är inget organisationsnummer.", hint)
    if not check_digit_holds(str(raw)):
        message = (
            f"{raw} är inget organisationsnummer: den sista siffran stämmer inte med de andra."
        )
        hint = (
            "Jämför med Bolagsverkets eller Skatteverkets uppgift; numrens sista siffra är en "
            "kontrollsiffra (modulus 10)."
        )
        raise WrongAnswerError(message, hint)
    return str(raw)

"""Who takes part, told in a few words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from samverkan.records.bank import Bank
from samverkan.records.derived import coverage, members, of_kind
from samverkan.records.model import Body, Cooperation
from samverkan.records.model.fact import Party
from samverkan.records.names import BODY_KINDS
from samverkan.site.quantity import listed, number, printed

_IN_EACH_COUNTY = ("lansstyrelse", "region")
FEW = 3
"""So many parties are named in a list; more are counted."""


def grouped(parties: list[Party]) -> list[list[Party]]:
    """Put neighbours together who differ in nothing but their name."""
    groups: list[list[Party]] = []
    for party in parties:
        alone = not party.body or party.note or party.count or party.since or party.until
        last = groups[-1][-1] if groups else None
        if last and not alone and last.body and _same(last, party):
            groups[-1].append(party)
        else:
            groups.append([party])
    return groups


def _same(one: Party, other: Party) -> bool:
    unlike = {"body": other.body}
    return one.model_copy(update=unlike) == other


def told(bank: Bank, record: Cooperation) -> str:
    """Return the parties in a few words: names when they are few, else counts by kind."""
    named = members(bank, record)
    words = [body.name for body in named] if len(named) <= FEW else _counts(named)
    words += list(_unnamed(bank, record))
    return listed(words)


def _counts(bodies: list[Body]) -> list[str]:
    kinds: Counter[str] = Counter(body.body_kind for body in bodies)
    return [
        f"{number(kinds[kind])} {one if kinds[kind] == 1 else many}"
        for kind, (one, many) in BODY_KINDS.items()
        if kinds[kind]
    ]


def _unnamed(bank: Bank, record: Cooperation) -> Iterator[str]:
    for party in record.parties:
        if not bank.is_member(party.role):
            continue
        if party.network and party.network in bank.networks:
            network = bank.networks[party.network]
            if not members(bank, network):
                yield network.title
        elif party.described:
            yield printed(party.count, bank) or _lower(party.described)


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


def told_coverage(bank: Bank, record: Cooperation) -> str:
    """Return ``20 av 21 länsstyrelser; Kalmar saknas``, or nothing.

    Only for cooperations between bodies of one kind that there is one of in each county.
    """
    kinds = {body.body_kind for body in members(bank, record)}
    if len(kinds) != 1 or not kinds <= set(_IN_EACH_COUNTY):
        return ""
    kind = kinds.pop()
    part = coverage(bank, record, of_kind(bank, kind))
    if len(part.taking_part) < 2:
        return ""
    text = f"{number(len(part.taking_part))} av {number(part.total)} {BODY_KINDS[kind][1]}"
    missing = listed([body.short_name or body.name for body in part.missing])
    return f"{text}; {missing} saknas" if missing else text

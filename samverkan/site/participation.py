"""Who takes part in what: parties told in a few words, and a body's cooperations."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from samverkan.records.bank import Bank
from samverkan.records.model import Body, Cooperation, Network
from samverkan.records.model.base import Party
from samverkan.site.quantity import listed, number, printed

BODY_KINDS: Mapping[str, tuple[str, str]] = {
    "kommun": ("kommun", "kommuner"),
    "region": ("region", "regioner"),
    "lansstyrelse": ("länsstyrelse", "länsstyrelser"),
    "statlig-myndighet": ("statlig myndighet", "statliga myndigheter"),
    "kommunalforbund": ("kommunalförbund", "kommunalförbund"),
    "gemensam-namnd": ("gemensam nämnd", "gemensamma nämnder"),
    "forvaltning": ("förvaltning", "förvaltningar"),
    "bolag": ("bolag", "bolag"),
    "organisation": ("organisation", "organisationer"),
    "ovrig": ("övrig", "övriga"),
}
FEW = 3
"""So many parties are named in a list; more are counted."""


@dataclass(frozen=True)
class Part:
    """A body's part in one cooperation."""

    record: Cooperation
    role: str
    through: Network | None = None


def parts_of_bodies(bank: Bank) -> dict[str, list[Part]]:
    """Return every part that each body has, directly or as a member of a network."""
    parts: dict[str, list[Part]] = defaultdict(list)
    everyone: list[Cooperation] = [*bank.examples.values(), *bank.networks.values()]
    for record in sorted(everyone, key=lambda r: r.title):
        direct: set[str] = set()
        for party in record.parties:
            if party.body and party.body in bank.bodies:
                direct.add(party.body)
                part = Part(record, party.role)
                if part not in parts[party.body]:
                    parts[party.body].append(part)
        for participation in bank.participants(record):
            if participation.body.id not in direct:
                part = Part(record, participation.role, participation.through)
                parts[participation.body.id].append(part)
    return parts


def members(bank: Bank, record: Cooperation) -> list[Body]:
    """Return the bodies that take part as members, with networks expanded."""
    return [p.body for p in bank.participants(record) if bank.is_member(p.role)]


def split_parties(bank: Bank, record: Cooperation) -> tuple[list[Party], list[Party]]:
    """Return those who take part, and those who only follow, buy or stand outside."""
    inside = [party for party in record.parties if bank.is_member(party.role)]
    return inside, [party for party in record.parties if not bank.is_member(party.role)]


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


def with_role(bank: Bank, record: Cooperation, role: str) -> list[Body]:
    """Return the named bodies that have ``role``."""
    return [
        bank.bodies[party.body]
        for party in record.parties
        if party.role == role and party.body and party.body in bank.bodies
    ]

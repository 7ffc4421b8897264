"""What a record may be shown as: a good example, a proposal, a lesson; a group that is active."""

from __future__ import annotations

from dataclasses import dataclass

from samverkan.records.bank import Bank
from samverkan.records.model import Example, Network

PROPOSAL, WARNING, PLAN = "forslag", "varning", "plan"


@dataclass(frozen=True)
class Standing:
    """A label, and what the reader must know before reading on."""

    key: str
    label: str
    notice: str


GOOD = Standing("exempel", "Gott exempel", "")
_PROPOSED = Standing(
    "forslag",
    "Förslag",
    "Det här är ett förslag eller en idé i källan. Det är inget genomfört exempel.",
)
_PLANNED = Standing(
    "planerad",
    "Planerad",
    "Samverkan var planerad eller utreddes när källan skrevs. Källan visar inte att den kom till.",
)
_REJECTED = Standing(
    "avfardad",
    "Avrådd",
    "Möjligheten är prövad i källan, men källan förordar den inte.",
)
_ENDED = Standing(
    "avslutad",
    "Avslutad",
    "Samverkan var avslutad, vilande eller föreslagen att upphöra när källan skrevs. "
    "Den visas för det som går att lära av den.",
)
_WARNING = Standing(
    "varning",
    "Lärdom",
    "Källan berättar om en risk eller ett misstag. Läs det som en lärdom.",
)
_MENTIONED = Standing(
    "omnamnd",
    "Bara omnämnd",
    "Källan nämner samverkan men beskriver den inte. Därför räknas den inte som gott exempel.",
)
_BY_STAGE = {
    "ide": _PROPOSED,
    "forslag": _PROPOSED,
    "diskuterad-ej-forordad": _REJECTED,
    "forstudie": _PLANNED,
    "planerad": _PLANNED,
    "vilande": _ENDED,
    "avslutad": _ENDED,
    "avvecklas": _ENDED,
}

ACTIVE = Standing("verksam", "Verksam när källan skrevs", "")
_GROUP_PLANNED = Standing(
    "planerad",
    "Föreslagen eller planerad",
    "Gruppen var föreslagen eller planerad när källan skrevs. Källan visar inte att den kom till.",
)
_GROUP_ENDED = Standing(
    "avslutad",
    "Avslutad",
    "Gruppen hade upphört, vilade eller skulle upphöra när källan skrevs.",
)
_GROUP_UNKNOWN = Standing(
    "okand",
    "Okänt skede",
    "Källan anger inte om gruppen var verksam.",
)
_GROUP_BY_STANDING = {_PROPOSED: _GROUP_PLANNED, _PLANNED: _GROUP_PLANNED, _ENDED: _GROUP_ENDED}


def standing(bank: Bank, example: Example) -> Standing:
    """Return what ``example`` may be shown as.

    The vocabulary decides which stages are good examples; here they only get their words.
    A stage that the vocabulary has added since is still kept out of the good examples.
    """
    stage = example.stage
    if example.record_type == WARNING:
        return _WARNING
    if stage:
        term = bank.terms("skede").get(stage)
        if term is None or not term.good_example:
            return _BY_STAGE.get(stage, _MENTIONED)
    if example.record_type == PROPOSAL:
        return _PROPOSED
    if example.record_type == PLAN:
        return _PLANNED
    return GOOD


def is_good(bank: Bank, example: Example) -> bool:
    """Whether ``example`` stands among the good examples."""
    return standing(bank, example) is GOOD


def network_standing(bank: Bank, network: Network) -> Standing:
    """Return whether a group can be asked: only those that were active in their source."""
    term = bank.terms("skede").get(network.stage or "")
    if term and term.good_example:
        return ACTIVE
    shown_as = _BY_STAGE.get(network.stage or "")
    return _GROUP_BY_STANDING.get(shown_as, _GROUP_UNKNOWN) if shown_as else _GROUP_UNKNOWN

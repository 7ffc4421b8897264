"""What a decision package must know of the document that it is about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from samverkan.drafting.answers import Answers
from samverkan.drafting.citations import split_reference
from samverkan.drafting.document import Document, Inlines
from samverkan.drafting.ties import Tied, tied_answers
from samverkan.records.bank import Bank

if TYPE_CHECKING:
    from samverkan.records.model import Demand


@dataclass(frozen=True)
class LegalDemand:
    """A demand and the sections behind it, one tuple for each statute."""

    text: str
    lagrum: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Companion:
    """A document that is decided together with the main one."""

    titel: str
    natur: str


@dataclass(frozen=True)
class MainDocument:
    """The document to decide on. Swedish field names: clause authors write them."""

    typ_id: str
    titel: str
    """What it is called; what a template sees has its gaps as gaps."""
    rubrik: Inlines
    typ: str
    natur: str
    bilagor: tuple[str, ...]
    hor_till: tuple[Companion, ...]
    """The types that belong to the same case, by the names of the types."""
    beslutskrav: tuple[LegalDemand, ...]
    rapportkrav: tuple[LegalDemand, ...]
    svar: Mapping[str, Tied]
    """What it says already on the questions of the package, by question."""


def main_document(document: Document, bank: Bank, answers: Answers) -> MainDocument:
    """Return what the decision package prints of ``document``, drafted from ``answers``."""
    agreement = bank.agreements[document.type_id]
    demands = bank.demand_lists.get(agreement.demands or "")
    law = {met.id: met.law for met in document.demands if met.status != "inapplicable"}
    present = [(d, law[d.id]) for d in (demands.demands if demands else ()) if d.id in law]
    companions = (bank.agreements.get(name) for name in agreement.companions)
    return MainDocument(
        typ_id=document.type_id,
        titel=document.title,
        rubrik=document.heading,
        typ=document.type_title,
        natur=document.nature,
        bilagor=tuple(f"Bilaga {annex.number} {annex.heading}" for annex in document.annexes),
        hor_till=tuple(Companion(each.title, each.nature) for each in companions if each),
        beslutskrav=_of_type("beslut", present),
        rapportkrav=_of_type("rapport", present),
        svar=tied_answers(bank, agreement, answers),
    )


def _of_type(
    kind: str, demands: Iterable[tuple[Demand, tuple[str, ...]]]
) -> tuple[LegalDemand, ...]:
    """Return the demands of a kind, each with the sections that bind these parties."""
    return tuple(LegalDemand(d.text, _by_statute(law)) for d, law in demands if d.type == kind)


def _by_statute(law: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    groups: dict[str, list[str]] = {}
    for reference in law:
        groups.setdefault(split_reference(reference)[0], []).append(reference)
    return tuple(tuple(group) for group in groups.values())

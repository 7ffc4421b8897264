"""The typed models of every kind of record. One definition; all else is derived from it."""

from samverkan.records.model.agreement import AgreementType, Annex
from samverkan.records.model.base import LawRef, PlaceRef, Record, Ref, TermRef
from samverkan.records.model.clause import Clause
from samverkan.records.model.cooperation import Cooperation, Example, Network
from samverkan.records.model.demand import Concepts, Demand, DemandCondition, DemandList
from samverkan.records.model.fact import Quantity
from samverkan.records.model.namelist import NameList
from samverkan.records.model.question import Question, QuestionGroup
from samverkan.records.model.register import Body, Source, Statute
from samverkan.records.model.vocabulary import Term, Vocabulary

KNOWLEDGE: tuple[type[Record], ...] = (
    Example,
    Network,
    Clause,
    Body,
    Statute,
    Source,
    Vocabulary,
    NameList,
)
"""The eight kinds that live in kb/."""

LIBRARY: tuple[type[Record], ...] = (AgreementType, Annex, QuestionGroup, DemandList, Concepts)
"""The kinds that live in agreements/."""

__all__ = [
    "KNOWLEDGE",
    "LIBRARY",
    "AgreementType",
    "Annex",
    "Body",
    "Clause",
    "Concepts",
    "Cooperation",
    "Demand",
    "DemandCondition",
    "DemandList",
    "Example",
    "LawRef",
    "NameList",
    "Network",
    "PlaceRef",
    "Quantity",
    "Question",
    "QuestionGroup",
    "Record",
    "Ref",
    "Source",
    "Statute",
    "Term",
    "TermRef",
    "Vocabulary",
]

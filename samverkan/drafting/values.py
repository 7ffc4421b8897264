"""What a clause can print: answers, parties, and the stand-in for a missing answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from samverkan.records.model import Body, Question


ORG_NUMBER = "organisationsnummer för "
"""How the gap for a party's organisation number begins; the party's name follows."""

COUNCILS = {
    "kommun": "kommunfullmäktige",
    "region": "regionfullmäktige",
    "kommunalforbund": "förbundets beslutande församling",
}
BOARDS = {
    "kommun": "kommunstyrelsen",
    "region": "regionstyrelsen",
    "kommunalforbund": "förbundsstyrelsen",
}


class Unanswered:
    """Stands in for an answer that has not been given.

    It is false, equal to nothing, iterates as one unanswered row, and every part of it
    is unanswered too, so that a clause prints a visible placeholder wherever it would
    have printed the answer and never fails or falls silent.
    """

    def __init__(
        self,
        question: str,
        label: str,
        columns: Mapping[str, str] | None = None,
        least: float | None = None,
    ) -> None:
        self.question = question
        self.label = label
        self.columns = columns or {}
        """For a table: the label of each column, which names the gaps in its cells."""
        self.least = least
        """For a number: what it cannot be below, if anything."""

    def at_least(self, least: float | None) -> Unanswered:
        """Return the same gap, for a number that cannot be below ``least``."""
        return Unanswered(self.question, self.label, self.columns, least)

    def __getattr__(self, name: str) -> Unanswered:
        if name.startswith("_"):
            raise AttributeError(name)
        return self[name]

    def __getitem__(self, key: object) -> Unanswered:
        column = self.columns.get(key) if isinstance(key, str) else None
        return Unanswered(self.question, f"{self.label}: {column}") if column else self

    def __iter__(self) -> Iterator[Unanswered]:
        yield self

    def __bool__(self) -> bool:
        return False

    def __len__(self) -> int:
        return 0

    def __eq__(self, other: object) -> bool:
        return self is other

    def __hash__(self) -> int:
        return hash(self.question)

    def __lt__(self, other: object) -> bool:
        return False

    __le__ = __gt__ = __ge__ = __lt__

    def __str__(self) -> str:
        return f"[{self.label}]"


def unanswered(question: Question) -> Unanswered:
    """Return the stand-in for the answer to ``question``."""
    columns = {column.id: column.label.lower() for column in question.columns}
    return Unanswered(question.id, question.label, columns)


@dataclass(frozen=True)
class Party:
    """A party as clauses see it. Swedish field names: clause authors write them."""

    namn: str
    genitiv: str
    kort: str
    slag: str | Unanswered
    """Only a party that is wrong itself has a gap here; it is never drafted."""
    orgnr: str | Unanswered
    kallas: str | None
    organisation: str | None

    @property
    def fullmaktige(self) -> str:
        """The body that decides: ``kommunfullmäktige`` or ``regionfullmäktige``."""
        return COUNCILS.get(str(self.slag), "myndighetens ledning")

    @property
    def styrelse(self) -> str:
        """The executive board: ``kommunstyrelsen`` or ``regionstyrelsen``."""
        return BOARDS.get(str(self.slag), "myndighetens ledning")

    def __str__(self) -> str:
        return self.namn


def party_from_body(body: Body, org_number: str | None, called: str | None) -> Party:
    """Build a party from its record; only the organisation number may be missing."""
    number = org_number or body.org_number
    return Party(
        namn=body.name,
        genitiv=body.genitive_name,
        kort=body.short_name or body.name,
        slag=body.body_kind,
        orgnr=number or Unanswered("parter", f"{ORG_NUMBER}{body.name}"),
        kallas=called,
        organisation=body.id,
    )


@dataclass(frozen=True)
class Items:
    """A list answer to be printed as a bullet list, on a line of its own."""

    values: tuple[object, ...]


@dataclass(frozen=True)
class PendingCitation:
    """``lag(…)``: statute, sections and how far in, before it is known whether it is first."""

    number: str
    sections: tuple[str, ...]
    stycke: int | None = None
    punkt: int | None = None


@dataclass(frozen=True)
class PendingReference:
    """``se(…)``: a clause, section or item of this document, before numbers are given."""

    target: str
    stycke: int | None = None


class Rendered(str):
    """Text that already holds tokens; printing it again must not wrap it in a new one."""

    __slots__ = ()

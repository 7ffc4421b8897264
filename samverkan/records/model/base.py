"""Building blocks that every kind of record is made of.

The descriptions are Swedish because they are what a maintainer reads: in the editor
(JSON Schema), in the field reference and in error messages.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Annotated, Any, ClassVar, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    StringConstraints,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError

SLUG_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
SLUG = re.compile(SLUG_PATTERN)


@dataclass(frozen=True)
class Ref:
    """Marks a field as the id of a record of one of ``kinds``.

    The loader follows every marked field, so a reference cannot point nowhere.
    """

    kinds: tuple[str, ...]

    def __get_pydantic_json_schema__(
        self, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Leave a mark that :mod:`samverkan.records.schema` turns into known ids."""
        return {**handler(core), "x-kinds": list(self.kinds)}


@dataclass(frozen=True)
class TermRef:
    """Marks a field as a term of the closed vocabulary ``facet`` (kb/vocabulary)."""

    facet: str

    def __get_pydantic_json_schema__(
        self, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Leave a mark that :mod:`samverkan.records.schema` turns into the terms."""
        return {**handler(core), "x-facet": self.facet}


@dataclass(frozen=True)
class PlaceRef:
    """Marks a field as a place in a source; the source and the place must exist."""


@dataclass(frozen=True)
class LawRef:
    """Marks a field as a citation; the statute and the section must exist."""


@dataclass(frozen=True)
class Moment:
    """Marks a field as a year, a month or a day."""


_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f]")


def plain_text(value: str) -> str:
    """Refuse control characters; text from a stranger must be text and nothing else."""
    if _CONTROL.search(value):
        raise PydanticCustomError("control_character", "texten innehåller styrtecken")
    return value


Slug = Annotated[str, StringConstraints(pattern=SLUG_PATTERN, max_length=80)]
Text = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=20_000),
    AfterValidator(plain_text),
]
Line = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=300, pattern=r"^[^\n]*$"),
    AfterValidator(plain_text),
]

PLACE = re.compile(r"^(?P<source>[a-z0-9]+(?:-[a-z0-9]+)*):(?P<where>\S.*)$")
SPAN = re.compile(r"(\d+)(?:[-–](\d+))?")


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a source: ``lst-2006:756`` or ``lst-2006:324,540-542`` or ``slug:s. 12``."""

    source: str
    where: str

    def spans(self) -> list[tuple[int, int]]:
        """Return the numbered spans (first, last), in the unit that the source states."""
        return [(int(a), int(b or a)) for a, b in SPAN.findall(self.where)]

    def __str__(self) -> str:
        return f"{self.source}:{self.where}"


def _parse_place(value: object) -> object:
    if isinstance(value, Place):
        return value
    place = _place_in(value) if isinstance(value, str) else None
    if place is None:
        raise PydanticCustomError(
            "place", "en källhänvisning skrivs källa:plats, till exempel lst-2006:756"
        )
    return place


@lru_cache(maxsize=20_000)  # many facts rest on the same place
def _place_in(text: str) -> Place | None:
    match = PLACE.match(text.strip())
    return Place(match["source"], match["where"].strip()) if match else None


def _as_list(value: object) -> object:
    return [value] if isinstance(value, (str, Place)) else value


# Without named groups, which editors' regular expressions lack.
_PlaceText = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*:\S.*$")]
PlaceField = Annotated[
    Any, PlaceRef(), BeforeValidator(_parse_place, json_schema_input_type=_PlaceText)
]
Places = Annotated[
    tuple[PlaceField, ...],
    BeforeValidator(_as_list, json_schema_input_type=_PlaceText | tuple[_PlaceText, ...]),
    Field(min_length=1, description="Var i källan uppgiften står: källa:plats, en eller flera."),
]

YEAR = re.compile(r"^\d{4}(-\d{2}(-\d{2})?)?$")


def _parse_when(value: object) -> object:
    text = str(value) if isinstance(value, int) else value
    if isinstance(text, date):
        return text.isoformat()
    if not isinstance(text, str) or not YEAR.match(text):
        raise PydanticCustomError("when", "skriv år eller datum: 2004, 2004-09 eller 2004-09-01")
    if len(text) == 10:
        try:
            date.fromisoformat(text)
        except ValueError as fault:
            raise PydanticCustomError("when", "datumet finns inte i kalendern") from fault
    if len(text) == 7 and not 1 <= int(text[5:]) <= 12:
        raise PydanticCustomError("when", "månaden ska vara 01–12")
    return text


_WhenText = Annotated[str, StringConstraints(pattern=YEAR.pattern)]
_Year = Annotated[int, Field(ge=1000, le=9999)]
When = Annotated[
    str, Moment(), BeforeValidator(_parse_when, json_schema_input_type=_WhenText | _Year)
]
"""A year, a month or a day: ``2004``, ``2004-09``, ``2004-09-01``. Sorts as text."""

SfsNumber = Annotated[str, StringConstraints(pattern=r"^(\d{4}:\d+(\s?s\.\s?\d+)?|EU \d{4}/\d+)$")]
SectionId = Annotated[str, StringConstraints(pattern=r"^(\d+[a-z]?:)?\d+[a-z]?$")]


LegalRef = Annotated[
    str,
    LawRef(),
    StringConstraints(pattern=r"^(\d{4}:\d+|EU \d{4}/\d+)( (\d+[a-z]?:)?\d+[a-z]?)?$"),
]
"""``2017:725 9:24`` (chapter:section), ``2017:900 8`` (section) or a number alone."""


class Model(BaseModel):
    """Immutable, strict about unknown keys, tolerant about nothing."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    first: ClassVar[tuple[str, ...]] = ()
    last: ClassVar[tuple[str, ...]] = ("source", "reviewed")

    @classmethod
    def file_order(cls) -> tuple[str, ...]:
        """Return the fields in the order in which a file has them.

        It is the order of definition, but for what a reader looks for first and last.
        """
        last = [name for name in cls.last if name not in cls.first]
        middle = [name for name in cls.model_fields if name not in (*cls.first, *last)]
        return tuple(n for n in (*cls.first, *middle, *last) if n in cls.model_fields)


class Sourced(Model):
    """A statement that says where it comes from."""

    source: Places = Field(
        title="Källa", description="Var i källan uppgiften står: källa:plats, en eller flera."
    )


class Quantity(Model):
    """A figure as the source gives it: exact, between two values, and with its qualifier."""

    value: float | None = Field(
        None, title="Värde", description="Värdet, när källan ger ett enda tal."
    )
    low: float | None = Field(None, title="Lägst", description="Lägsta värde i ett intervall.")
    high: float | None = Field(None, title="Högst", description="Högsta värde i ett intervall.")
    unit: Annotated[str, TermRef("enhet")] | None = Field(
        None, title="Enhet", description="Enhet ur vokabulären enhet."
    )
    qualifier: Annotated[str, TermRef("kvalifikator")] | None = Field(
        None,
        title="Förbehåll",
        description="Källans förbehåll (drygt, knappt, cirka …); skrivs ut med talet.",
    )

    @model_validator(mode="after")
    def _one_reading(self) -> Quantity:
        if self.value is not None and (self.low is not None or self.high is not None):
            raise PydanticCustomError("quantity", "ange antingen value eller low och high")
        if (self.low is None) != (self.high is None):
            raise PydanticCustomError("quantity", "ett intervall behöver både low och high")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise PydanticCustomError("quantity", "low är större än high")
        return self


class Party(Sourced):
    """Who takes part, and as what. Exactly one of body, network and described."""

    body: Annotated[str, Ref(("body",))] | None = Field(
        None, title="Organisation", description="Organisationens id i kb/bodies."
    )
    network: Annotated[str, Ref(("network",))] | None = Field(
        None,
        title="Nätverk",
        description="En fast krets eller grupp (id i kb/networks) som deltar som helhet.",
    )
    described: Line | None = Field(
        None,
        title="Beskriven som",
        description="Deltagare som källan beskriver men inte namnger, i egna ord.",
    )
    role: Annotated[str, TermRef("partsroll")] = Field(
        title="Roll",
        description="Roll ur vokabulären partsroll: part, vard, samordnare, observator …",
    )
    count: Quantity | None = Field(
        None, title="Antal", description="Antal, när källan bara ger ett antal."
    )
    since: When | None = Field(None, title="Sedan", description="Från och med.")
    until: When | None = Field(None, title="Till", description="Till och med.")
    note: Line | None = Field(
        None, title="Upplysning", description="Kort upplysning om just denna part."
    )

    @model_validator(mode="after")
    def _exactly_one(self) -> Party:
        named = [name for name in (self.body, self.network, self.described) if name]
        if len(named) != 1:
            raise PydanticCustomError("party", "ange exakt ett av body, network och described")
        if self.since and self.until and self.since > self.until:
            raise PydanticCustomError("order", "since ligger efter until")
        return self


class TimelineEntry(Sourced):
    """Something that happened, is planned or was decided, with its year."""

    when: When = Field(title="När", description="År eller datum.")
    event: Line = Field(
        title="Händelse", description="Vad som hände, med några ord: start, avtal, förslag …"
    )


class Figure(Quantity, Sourced):
    """A figure that describes the cooperation but is not an effect of it: seats, staff, budget."""

    first: ClassVar[tuple[str, ...]] = ("label",)

    label: Line = Field(
        title="Benämning", description="Vad talet gäller, till exempel Ledamöter eller Budget 2015."
    )
    when: When | None = Field(None, title="År", description="Året talet gäller.")
    note: Line | None = Field(None, title="Upplysning", description="Kort upplysning om talet.")


class Reading(Model):
    """One of the values, and where it stands: in a source, in the law, or known otherwise."""

    value: Line = Field(title="Värde", description="Värdet som det står, med egna ord.")
    source: Places | None = Field(
        None, title="Källa", description="Var värdet står: källa:plats, en eller flera."
    )
    law: tuple[LegalRef, ...] = Field(
        (), title="Lagrum", description="Lagrum som säger annat än källan."
    )
    known: Line | None = Field(
        None,
        title="Känt på annat sätt",
        description="Hur vi vet det, när det varken står i en källa eller i lag: "
        "organisationens eget namn, allmänt känt …",
    )

    @model_validator(mode="after")
    def _stands_somewhere(self) -> Reading:
        if not (self.source or self.law or self.known):
            raise PydanticCustomError("reading", "ange source, law eller known")
        return self


class Contradiction(Model):
    """Two or more readings that cannot all be right. All are shown; none is chosen silently."""

    about: Line = Field(title="Gäller", description="Vad källan säger olika om.")
    readings: tuple[Reading, ...] = Field(
        min_length=2, title="Uppgifter", description="Varje värde med sin plats."
    )
    treatment: Line | None = Field(
        None, title="Behandling", description="Hur uppgiften används här, om den används."
    )


class Relation(Model):
    """A link to another example or network; the other page shows it too."""

    record: Annotated[str, Ref(("example", "network"))] = Field(
        title="Post", description="Den andra postens id."
    )
    relation: Annotated[str, TermRef("relation")] = Field(
        "relaterad", title="Samband", description="Hur de hör ihop, ur vokabulären relation."
    )
    note: Line | None = Field(
        None, title="Upplysning", description="Kort om hur posterna hör ihop."
    )
    source: Places | None = Field(
        None, title="Källa", description="Var i källan sambandet står: källa:plats."
    )


class Support(Model):
    """A source place and the fields of this record that rest on it."""

    place: PlaceField = Field(
        title="Plats", description="Var i källan: källa:plats, till exempel lst-2006:756."
    )
    supports: tuple[Line, ...] = Field(
        min_length=1,
        title="Stöder",
        description="Fälten som stöds: title, summary, stage, form, areas …",
    )


class Contact(Sourced):
    """Whom to ask. A function, never a person."""

    function: Line = Field(title="Funktion", description="Funktion, till exempel förvaltningschef.")
    body: Annotated[str, Ref(("body",))] | None = Field(
        None, title="Organisation", description="Organisationens id i kb/bodies."
    )


class LegalReference(Sourced):
    """Law that the source itself names, in the source's time."""

    statute: SfsNumber | None = Field(None, title="Lag", description="SFS-nummer när det är känt.")
    section: SectionId | None = Field(
        None, title="Paragraf", description="Kapitel:paragraf, till exempel 9:19."
    )
    as_named: Line = Field(
        title="Källans benämning", description="Så som källan benämner lagen eller paragrafen."
    )


class Record(Model):
    """What all records share. ``kind`` and ``id`` come from folder and file name."""

    kind: ClassVar[str]
    folder: ClassVar[str]

    id: Slug = Field(
        title="Id", description="Postens id. Utelämnas i filer med en post; där är filnamnet id."
    )
    reviewed: date | None = Field(
        None, title="Granskad", description="Dag då posten senast granskades."
    )

    @property
    def label(self) -> str:
        """The name under which a person knows the record."""
        raise TypeError(f"{type(self).__name__} saknar benämning")


Level = Literal["lag", "lag-annat", "praxis"]

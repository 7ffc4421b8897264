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
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError

from samverkan.records.place import PLACE, Place

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
    """Refuse control characters; text from a stranger must be text and nothing else.

    Raises:
        PydanticCustomError: if there is one.
    """
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


LEGAL_PATTERN = r"^(\d{4}:\d+|EU \d{4}/\d+)( (\d+[a-z]?:)?\d+[a-z]?)?$"
LegalRef = Annotated[str, LawRef(), StringConstraints(pattern=LEGAL_PATTERN)]
"""``2017:725 9:24`` (chapter:section), ``2017:900 8`` (section) or a number alone."""


class Model(BaseModel):
    """Immutable, strict about unknown keys, tolerant about nothing."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    first: ClassVar[tuple[str, ...]] = ()
    last: ClassVar[tuple[str, ...]] = ("source", "reviewed")
    spread: ClassVar[bool] = False
    """Whether a record is too large for a row, so that each field is written on a line."""

    @classmethod
    def file_order(cls) -> tuple[str, ...]:
        """Return the fields in the order in which a file has them.

        It is the order of definition, but for what a reader looks for first and last.
        """
        last = [name for name in cls.last if name not in cls.first]
        middle = [name for name in cls.model_fields if name not in (*cls.first, *last)]
        return tuple(n for n in (*cls.first, *middle, *last) if n in cls.model_fields)


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


class Titled(Record):
    """A record that is known by its title."""

    title: Line

    @property
    def label(self) -> str:
        """The name under which a person knows the record."""
        return self.title


Level = Literal["lag", "lag-annat", "praxis"]

"""Registers that the other records point into: bodies, statutes, sources, vocabularies."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar, Literal

from pydantic import Field, StringConstraints

from samverkan.records.model.base import (
    Contradiction,
    Figure,
    LawRef,
    Line,
    Model,
    Places,
    Record,
    Ref,
    SectionId,
    SfsNumber,
    Slug,
    Text,
    When,
)

BodyKind = Literal[
    "kommun",
    "region",
    "lansstyrelse",
    "statlig-myndighet",
    "kommunalforbund",
    "gemensam-namnd",
    "forvaltning",
    "bolag",
    "organisation",
    "ovrig",
]


class FormerName(Model):
    """A name that the body had before."""

    name: Line
    until: When | None = Field(None, description="Sista år för namnet, om det är känt.")
    source: Places | None = None


class Population(Model):
    """Inhabitants on a date, from a stated source."""

    when: When
    value: int = Field(gt=0)
    source: Places


class Body(Record):
    """A public body or other organisation that takes part in cooperation."""

    kind: ClassVar[str] = "body"
    folder: ClassVar[str] = "bodies"

    name: Line = Field(description="Officiellt namn: Lindesbergs kommun, Region Örebro län …")
    genitive: Line | None = Field(
        None, description="Namnet i genitiv, när det inte är namn + s (eller namn på s)."
    )
    short_name: Line | None = Field(
        None, description="Kort namn i löpande text: Lindesberg, Örebro."
    )
    body_kind: BodyKind = Field(description="Slag av organisation.")
    code: Annotated[str, StringConstraints(pattern=r"^\d{2}(\d{2})?$")] | None = Field(
        None, description="SCB:s kommunkod (fyra siffror) eller länskod (två siffror)."
    )
    county_letter: Annotated[str, StringConstraints(pattern=r"^[A-Z]{1,2}$")] | None = Field(
        None, description="Länsbokstav; för kommuner det län de ligger i."
    )
    org_number: Annotated[str, StringConstraints(pattern=r"^\d{6}-\d{4}$")] | None = None
    seat: Line | None = Field(None, description="Ort där organisationen har sitt säte.")
    size_class: Literal["storre", "mellanstor", "mindre"] | None = Field(
        None, description="Länsstyrelsernas storleksklass enligt källan 2006."
    )
    alternative_names: tuple[Line, ...] = Field(
        (), description="Andra namn, förkortningar och stavningar som folk söker på."
    )
    former_names: tuple[FormerName, ...] = ()
    successor: Annotated[str, Ref(("body",))] | None = Field(
        None, description="Den organisation som tog över."
    )
    members: tuple[Annotated[str, Ref(("body",))], ...] = Field(
        (), description="Medlemmar eller ägare, för förbund, nämnder och bolag."
    )
    host: Annotated[str, Ref(("body",))] | None = Field(
        None, description="Värdkommun, för gemensamma nämnder och deras förvaltningar."
    )
    populations: tuple[Population, ...] = ()
    valid_from: When | None = None
    valid_to: When | None = None
    note: Text | None = None
    source: Places | None = None

    @property
    def label(self) -> str:
        """The name under which a person knows the record."""
        return self.name

    @property
    def genitive_name(self) -> str:
        """The name in the genitive: ``Nora kommuns``, ``Region Västernorrlands``."""
        if self.genitive:
            return self.genitive
        return self.name if self.name.endswith(("s", "x", "z")) else f"{self.name}s"


class SectionInUse(Model):
    """A section that a clause, form or checklist rests on.

    The wording is not kept; its SHA-256 (UTF-8, runs of white space as one space) is, so
    that a changed section is found when newer texts are read in.
    """

    id: SectionId
    subject: Line = Field(description="Vad paragrafen handlar om, i egna ord.")
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")] | None = None
    defect: Literal["avkortad", "misstankt"] | None = Field(
        None, description="Fel i den text som ordalydelsen lästes från."
    )


class Move(Model):
    """Where a section of a repealed act went."""

    sections: tuple[Line, ...] = Field(min_length=1, description="Paragrafer i den här lagen.")
    to: Annotated[str, LawRef()] = Field(description="Lagrummet i dag: '2017:725 6:44'.")
    to_last: Line | None = Field(None, description="Sista paragrafen, om det är ett spann.")
    subject: Line = Field(description="Vad paragrafen handlar om, med egna ord.")


class Statute(Record):
    """An act or ordinance: enough to check a citation, never its wording."""

    kind: ClassVar[str] = "statute"
    folder: ClassVar[str] = "law"

    number: SfsNumber = Field(description="SFS-nummer eller EU-nummer.")
    short: Line | None = Field(None, description="Vedertagen förkortning: KL, LOU.")
    title: Line = Field(description="Officiell rubrik.")
    name: Line = Field(description="Namn i löpande text i bestämd form: kommunallagen.")
    status: Literal["in_force", "repealed"] = "in_force"
    in_force_from: date | None = None
    repealed_from: date | None = None
    replaced_by: tuple[SfsNumber, ...] = ()
    text_as_of: date | None = Field(None, description="Datum för texten som kontrollerats.")
    latest_amendment: Line | None = None
    list_complete: bool = Field(
        True,
        description="Om paragraflistan är hel. Är den inte det blir okänd paragraf 'ej prövad'.",
    )
    partial: bool = Field(False, description="Bara en del av paragraferna är lästa.")
    sections: tuple[Line, ...] = Field(
        (), description="Paragrafer i ordning, spann tillåts: '9:1-38', '4:18a'."
    )
    in_use: tuple[SectionInUse, ...] = Field((), description="Paragrafer som banken använder.")
    moved: tuple[Move, ...] = Field((), description="Vart paragrafer i en upphävd lag har flyttat.")
    url: Line | None = None
    note: Text | None = None

    @property
    def label(self) -> str:
        """The name under which a person knows the record."""
        return f"{self.name} ({self.number})"


class LostPassage(Model):
    """Something that the original has but the version we read has not."""

    where: Annotated[str, StringConstraints(pattern=r"^\d+(-\d+)?(,\d+(-\d+)?)*$")] = Field(
        description="Platserna där det skulle ha stått: '225-227'."
    )
    what: Line = Field(description="Vad som saknas, till exempel Karta över kretsarna.")


class Source(Record):
    """Bibliography. The only place where natural persons (authors) may be named."""

    kind: ClassVar[str] = "source"
    folder: ClassVar[str] = "sources"

    title: Line
    authors: tuple[Line, ...] = ()
    publisher: Line | None = None
    year: int = Field(ge=1600, le=2100)
    series: Line | None = Field(None, description="Serie och nummer: SOU 2008:97.")
    isbn: Line | None = None
    url: Line | None = None
    unit: Literal["rad", "sida", "avsnitt"] = Field(
        description="Vad platserna räknas i; 'rad' är raden i textversionen."
    )
    extent: int | None = Field(None, gt=0, description="Sista platsens nummer.")
    lost: tuple[LostPassage, ...] = Field(
        (), description="Ställen som har fallit bort; ingen uppgift kan vila på dem."
    )
    short_title: Line = Field(description="Kort namn i hänvisningar.")
    about: Text | None = Field(None, description="Vad källan är och vad den inte innehåller.")
    figures: tuple[Figure, ...] = Field(
        (), description="Tal i källan som inte gäller någon viss samverkan."
    )
    contradictions: tuple[Contradiction, ...] = ()

    @property
    def label(self) -> str:
        """The name under which a person knows the record."""
        return self.title


class LegalAttributes(Model):
    """What the law says about a form of cooperation."""

    parties: Line
    legal_person: Line
    public_authority: Line = Field(description="Om formen kan rymma myndighetsutövning.")
    delegation: Line
    founding_document: Line
    decided_by: Line
    economy: Line
    duties: Line
    statutes: tuple[Line, ...] = Field((), description="Lagrum: '2017:725 9:19'.")


class Term(Model):
    """One term of a closed vocabulary."""

    id: Slug
    label: Line
    definition: Line | None = None
    synonyms: tuple[Line, ...] = ()
    abbreviations: tuple[Line, ...] = ()
    old_names: tuple[Line, ...] = ()
    keep_apart: tuple[Line, ...] = Field((), description="Ord som liknar men betyder annat.")
    broader: Slug | None = Field(None, description="Överordnad term i samma vokabulär.")
    replaced_by: Slug | None = None
    counts_as_member: bool | None = Field(None, description="För partsroller.")
    good_example: bool | None = Field(None, description="För skeden: får visas som gott exempel.")
    carried_out: bool | None = Field(
        None, description="För skeden: false om samverkan inte hade börjat."
    )
    polarity: Literal["+", "-", "±"] | None = Field(None, description="För faktorer.")
    dimension: Line | None = Field(None, description="För faktorer.")
    remedy: Line | None = Field(None, description="För faktorer: vad som vänder eller botar.")
    clause_topics: tuple[Slug, ...] = Field((), description="För faktorer: klausulämnen.")
    legal: LegalAttributes | None = Field(None, description="För samverkansformer.")
    source: Places | None = None


class Vocabulary(Record):
    """A closed list of terms: one facet, one file."""

    kind: ClassVar[str] = "vocabulary"
    folder: ClassVar[str] = "vocabulary"

    title: Line
    description: Text
    ordered: bool = Field(False, description="Om termernas ordning betyder något.")
    terms: tuple[Term, ...] = Field(min_length=1)

    @property
    def label(self) -> str:
        """The name under which a person knows the record."""
        return self.title

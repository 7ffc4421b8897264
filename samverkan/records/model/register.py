"""Registers that the other records point into: bodies, statutes and sources."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, Field, StringConstraints, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from samverkan.records.model.base import (
    LawRef,
    Line,
    Model,
    Places,
    Record,
    Ref,
    SectionId,
    SfsNumber,
    Text,
    Titled,
    When,
)
from samverkan.records.model.fact import Contradiction, Figure
from samverkan.records.names import BodyKind, statute_id
from samverkan.records.orgnumber import check_digit_holds


def _checked(number: str) -> str:
    if not check_digit_holds(number):
        raise PydanticCustomError("org_number", "kontrollsiffran (den sista) stämmer inte")
    return number


OrgNumber = Annotated[str, StringConstraints(pattern=r"^\d{6}-\d{4}$"), AfterValidator(_checked)]


class FormerName(Model):
    """A name that the body had before."""

    name: Line = Field(title="Namn", description="Det tidigare namnet.")
    until: When | None = Field(
        None, title="Till", description="Sista år för namnet, om det är känt."
    )
    source: Places | None = Field(None, title="Källa", description="Var namnet står: källa:plats.")


class Population(Model):
    """Inhabitants on a date, from a stated source."""

    when: When = Field(title="År", description="Dagen eller året som talet gäller.")
    value: int = Field(gt=0, title="Invånare", description="Antal invånare.")
    source: Places = Field(title="Källa", description="Var talet står: källa:plats.")


class Body(Record):
    """A public body or other organisation that takes part in cooperation."""

    kind: ClassVar[str] = "body"
    folder: ClassVar[str] = "bodies"
    first: ClassVar[tuple[str, ...]] = ("id", "reviewed")

    name: Line = Field(
        title="Namn", description="Officiellt namn: Lindesbergs kommun, Region Örebro län …"
    )
    genitive: Line | None = Field(
        None,
        title="Genitiv",
        description="Namnet i genitiv, när det inte är namn + s (eller namn på s).",
    )
    short_name: Line | None = Field(
        None, title="Kort namn", description="Kort namn i löpande text: Lindesberg, Örebro."
    )
    body_kind: BodyKind = Field(title="Slag", description="Slag av organisation.")
    code: Annotated[str, StringConstraints(pattern=r"^\d{2}(\d{2})?$")] | None = Field(
        None, title="Kod", description="SCB:s kommunkod (fyra siffror) eller länskod (två siffror)."
    )
    county_letter: Annotated[str, StringConstraints(pattern=r"^[A-Z]{1,2}$")] | None = Field(
        None, title="Länsbokstav", description="Länsbokstav; för kommuner det län de ligger i."
    )
    org_number: OrgNumber | None = Field(
        None,
        title="Organisationsnummer",
        description="Organisationsnummer med bindestreck: 212000-1892.",
    )
    seat: Line | None = Field(
        None, title="Säte", description="Ort där organisationen har sitt säte."
    )
    size_class: Literal["storre", "mellanstor", "mindre"] | None = Field(
        None,
        title="Storleksklass",
        description="Länsstyrelsernas storleksklass enligt källan 2006.",
    )
    alternative_names: tuple[Line, ...] = Field(
        (),
        title="Andra namn",
        description="Andra namn, förkortningar och stavningar som folk söker på.",
    )
    former_names: tuple[FormerName, ...] = Field(
        (), title="Tidigare namn", description="Namn som organisationen har haft."
    )
    successor: Annotated[str, Ref(("body",))] | None = Field(
        None, title="Efterträdare", description="Den organisation som tog över."
    )
    members: tuple[Annotated[str, Ref(("body",))], ...] = Field(
        (), title="Medlemmar", description="Medlemmar eller ägare, för förbund, nämnder och bolag."
    )
    host: Annotated[str, Ref(("body",))] | None = Field(
        None,
        title="Värd",
        description="Värdkommun, för gemensamma nämnder och deras förvaltningar.",
    )
    populations: tuple[Population, ...] = Field(
        (), title="Folkmängd", description="Antal invånare vid olika tidpunkter."
    )
    valid_from: When | None = Field(
        None, title="Finns sedan", description="Året eller dagen då organisationen bildades."
    )
    valid_to: When | None = Field(
        None, title="Fanns till", description="Året eller dagen då organisationen upphörde."
    )
    note: Text | None = Field(
        None, title="Upplysning", description="Det som behöver sägas om organisationen i övrigt."
    )
    source: Places | None = Field(
        None, title="Källa", description="Var uppgifterna om organisationen står: källa:plats."
    )

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

    id: SectionId = Field(
        title="Paragraf",
        description="Kapitel:paragraf, till exempel '9:24', eller bara paragraf: '8'.",
    )
    subject: Line = Field(title="Ämne", description="Vad paragrafen handlar om, i egna ord.")
    points: int | None = Field(
        None,
        ge=1,
        title="Punkter",
        description="Antal numrerade punkter, om banken hänvisar till dem.",
    )
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")] | None = Field(
        None, title="Kontrollsumma", description="SHA-256 av ordalydelsen; skrivs av kommandot law."
    )
    defect: Literal["avkortad", "misstankt"] | None = Field(
        None,
        title="Brist",
        description="Fel i texten som lästes: avkortad (slutet saknas) eller misstankt.",
    )


class Move(Model):
    """Where a section of a repealed act went."""

    sections: tuple[Line, ...] = Field(
        min_length=1, title="Paragrafer", description="Paragrafer i den här lagen."
    )
    to: Annotated[str, LawRef()] = Field(
        title="Till", description="Lagrummet i dag: '2017:725 6:44'."
    )
    to_last: Line | None = Field(
        None, title="Till och med", description="Sista paragrafen, om det är ett spann."
    )
    subject: Line = Field(title="Ämne", description="Vad paragrafen handlar om, med egna ord.")


class Statute(Record):
    """An act or ordinance: enough to check a citation, never its wording."""

    kind: ClassVar[str] = "statute"
    folder: ClassVar[str] = "law"
    first: ClassVar[tuple[str, ...]] = ("id", "number", "short", "title", "name", "reviewed")

    number: SfsNumber = Field(title="Nummer", description="SFS-nummer eller EU-nummer.")
    short: Line | None = Field(
        None, title="Förkortning", description="Vedertagen förkortning: KL, LOU."
    )
    title: Line = Field(title="Rubrik", description="Officiell rubrik.")
    name: Line = Field(
        title="Namn", description="Namn i löpande text i bestämd form: kommunallagen."
    )
    also_called: tuple[Line, ...] = Field(
        (), title="Kallas också", description="Andra namn i löpande text: GDPR."
    )
    status: Literal["in_force", "repealed"] = Field(
        "in_force", title="Status", description="in_force (gäller) eller repealed (upphävd)."
    )
    in_force_from: date | None = Field(
        None, title="Gäller från", description="Dag då lagen började gälla."
    )
    repealed_from: date | None = Field(
        None, title="Upphävd från", description="Dag då lagen upphörde att gälla."
    )
    replaced_by: tuple[SfsNumber, ...] = Field(
        (), title="Ersatt av", description="SFS-nummer på det som gäller i stället."
    )
    binds: tuple[BodyKind, ...] = Field(
        (),
        title="Riktar sig till",
        description="Slag av parter som lagen riktar sig till. Utelämnas när den kan gälla alla.",
    )
    text_as_of: date | None = Field(
        None, title="Textens datum", description="Datum för texten som kontrollerats."
    )
    latest_amendment: Line | None = Field(
        None, title="Senaste ändring", description="SFS-nummer på den senaste ändringen i texten."
    )
    list_complete: bool = Field(
        True,
        title="Hel paragraflista",
        description="Om paragraflistan är hel. Är den inte det blir okänd paragraf 'ej prövad'.",
    )
    partial: bool = Field(
        False, title="Delvis läst", description="Bara en del av paragraferna är lästa."
    )
    sections: tuple[Line, ...] = Field(
        (),
        title="Paragrafer",
        description="Paragrafer i ordning, spann tillåts: '9:1-38', '4:18a'.",
    )
    in_use: tuple[SectionInUse, ...] = Field(
        (), title="Använda paragrafer", description="Paragrafer som banken använder."
    )
    moved: tuple[Move, ...] = Field(
        (), title="Flyttat", description="Vart paragrafer i en upphävd lag har flyttat."
    )
    url: Line | None = Field(
        None, title="Adress", description="Adress till lagens text hos en myndighet."
    )
    note: Text | None = Field(
        None,
        title="Upplysning",
        description="Det som behöver sägas om lagen eller om texten som lästes.",
    )

    @field_validator("number")
    @classmethod
    def _same_as_the_file(cls, number: str, info: ValidationInfo) -> str:
        """A number that differs from the id would make every citation of the statute dead."""
        wanted = statute_id(number)
        if info.data.get("id", wanted) != wanted:
            raise PydanticCustomError(
                "number", "numret stämmer inte med filens namn, som då borde vara {id}.yaml",
                {"id": wanted},
            )  # fmt: skip
        return number

    @property
    def label(self) -> str:
        """The name under which a person knows the record."""
        return f"{self.name} ({self.number})"


class LostPassage(Model):
    """Something that the original has but the version we read has not."""

    where: Annotated[str, StringConstraints(pattern=r"^\d+(-\d+)?(,\d+(-\d+)?)*$")] = Field(
        title="Plats", description="Platserna där det skulle ha stått: '225-227'."
    )
    what: Line = Field(
        title="Innehåll", description="Vad som saknas, till exempel Karta över kretsarna."
    )


class Source(Titled):
    """Bibliography. The only place where natural persons (authors) may be named."""

    kind: ClassVar[str] = "source"
    folder: ClassVar[str] = "sources"
    first: ClassVar[tuple[str, ...]] = ("id", "title", "reviewed")

    title: Line = Field(title="Titel", description="Källans fullständiga titel.")
    authors: tuple[Line, ...] = Field(
        (), title="Författare", description="Författare, en per rad. Bara här får personer nämnas."
    )
    publisher: Line | None = Field(
        None, title="Utgivare", description="Den som har gett ut källan."
    )
    year: int = Field(ge=1600, le=2100, title="År", description="Utgivningsår.")
    series: Line | None = Field(None, title="Serie", description="Serie och nummer: SOU 2008:97.")
    isbn: Line | None = Field(None, title="ISBN", description="ISBN, om källan har ett.")
    url: Line | None = Field(None, title="Adress", description="Adress där källan kan läsas.")
    unit: Literal["rad", "sida", "avsnitt"] = Field(
        title="Platsenhet", description="Vad platserna räknas i; 'rad' är raden i textversionen."
    )
    extent: int | None = Field(None, gt=0, title="Omfång", description="Sista platsens nummer.")
    lost: tuple[LostPassage, ...] = Field(
        (),
        title="Bortfallet",
        description="Ställen som har fallit bort; ingen uppgift kan vila på dem.",
    )
    short_title: Line = Field(title="Kort titel", description="Kort namn i hänvisningar.")
    about: Text | None = Field(
        None, title="Om källan", description="Vad källan är och vad den inte innehåller."
    )
    figures: tuple[Figure, ...] = Field(
        (), title="Tal", description="Tal i källan som inte gäller någon viss samverkan."
    )
    contradictions: tuple[Contradiction, ...] = Field(
        (), title="Motsägelser", description="Uppgifter som källan lämnar olika; båda visas."
    )

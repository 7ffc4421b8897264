"""Examples and networks: what the investigations tell about cooperation."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from samverkan.records.model.base import (
    Contact,
    Contradiction,
    Figure,
    LegalReference,
    Line,
    Party,
    Quantity,
    Record,
    Ref,
    Relation,
    Sourced,
    Support,
    TermRef,
    Text,
    TimelineEntry,
    When,
)

PartyList = Literal["komplett", "delvis", "antal", "okand"]


class Motive(Sourced):
    """Why the parties cooperate."""

    motive: Annotated[str, TermRef("motiv")] = Field(description="Ur vokabulären motiv.")
    text: Line | None = Field(None, description="Hur källan uttrycker det, i egna ord.")


class Ground(Sourced):
    """The principle that decided where and how the work was placed."""

    ground: Annotated[str, TermRef("princip")] = Field(description="Ur vokabulären princip.")
    text: Line | None = None


class Initiative(Sourced):
    """Whose idea it was, and whether anyone had to take part."""

    basis: Annotated[str, TermRef("initiativ")] | None = Field(
        None, description="Frivilligt, principöverenskommelse eller föreskrivet."
    )
    taken_by: tuple[Annotated[str, TermRef("initiativtagare")], ...] = Field(
        (), description="Vem som tog initiativet, ur vokabulären initiativtagare."
    )
    text: Line | None = None


class Effect(Quantity, Sourced):
    """What the cooperation led to. A figure keeps its unit, qualifier and comparison."""

    effect: Annotated[str, TermRef("effekt")] = Field(description="Slag av effekt.")
    text: Line = Field(description="Effekten i en mening, i egna ord.")
    direction: Annotated[str, TermRef("riktning-effekt")] = Field(
        "positiv", description="positiv, negativ eller blandad"
    )
    basis: Annotated[str, TermRef("effektgrund")] = Field(
        description="uppmatt, beraknad, uppskattad, forvantad eller pastadd"
    )
    compared_with: Line | None = Field(None, description="Vad effekten jämförs med.")
    when: When | None = Field(None, description="Året eller perioden effekten gäller.")


class FactorInUse(Sourced):
    """Something that helped or hindered this very cooperation."""

    factor: Annotated[str, TermRef("faktor")] = Field(description="Ur vokabulären faktor.")
    works: Literal["hjalper", "hindrar"] = Field(description="Hur faktorn verkade här.")
    text: Line | None = Field(None, description="Hur, i egna ord.")


class Financing(Sourced):
    """How the cooperation is paid for."""

    financing: Annotated[str, TermRef("finansiering")] | None = Field(
        None, description="Ur vokabulären finansiering."
    )
    cost_key: Annotated[str, TermRef("fordelningsnyckel")] | None = Field(
        None, description="Hur kostnaden delas, ur vokabulären fordelningsnyckel."
    )
    text: Line | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Financing:
        if not (self.financing or self.cost_key or self.text):
            raise PydanticCustomError("empty", "ange financing, cost_key eller text")
        return self


class Effort(Sourced):
    """Gain and effort as the source places them (its two-by-two matrix)."""

    gain: Annotated[str, TermRef("vinst")] | None = None
    effort: Annotated[str, TermRef("insats")] | None = None
    quick_result: bool | None = Field(None, description="Utpekad som snabbt resultat.")


class Remark(Sourced):
    """A fact that no other field holds."""

    text: Line = Field(description="Uppgiften i en mening, i egna ord.")


class Cooperation(Record):
    """What examples and networks share."""

    title: Line = Field(description="Rubrik som säger vad det är och vilka det gäller.")
    summary: Text = Field(description="Sammanfattning i egna ord, klarspråk.")
    stage: Annotated[str, TermRef("skede")] | None = Field(
        None, description="Skede vid källans tidpunkt, ur vokabulären skede."
    )
    stage_when: When | None = Field(None, description="När skedet gällde; ofta källans år.")
    areas: tuple[Annotated[str, TermRef("omrade")], ...] = Field(
        (), max_length=4, description="Sakområden ur vokabulären omrade, huvudområdet först."
    )
    parties: tuple[Party, ...] = Field((), description="Deltagare med roll.")
    party_list: PartyList | None = Field(
        None, description="Om listan är komplett, delvis, bara ett antal (antal) eller okand."
    )
    timeline: tuple[TimelineEntry, ...] = Field((), description="Händelser med år.")
    figures: tuple[Figure, ...] = Field((), description="Tal som beskriver samverkan.")
    legal_basis: tuple[LegalReference, ...] = Field((), description="Lag som källan nämner.")
    contact: Contact | None = Field(None, description="Kontaktfunktion, aldrig en person.")
    related: tuple[Relation, ...] = Field((), description="Andra poster som hör ihop.")
    remarks: tuple[Remark, ...] = Field((), description="Övriga uppgifter ur källan.")
    contradictions: tuple[Contradiction, ...] = Field(
        (), description="Uppgifter som källan lämnar olika; båda visas."
    )
    sources: tuple[Support, ...] = Field(
        min_length=1, description="Källor med plats och vilka fält de stöder."
    )

    @property
    def label(self) -> str:
        """The name under which a person knows the record."""
        return self.title


class Example(Cooperation):
    """One cooperation, proposal or lesson that a source describes."""

    kind: ClassVar[str] = "example"
    folder: ClassVar[str] = "examples"

    record_type: Annotated[str, TermRef("posttyp")] = Field(
        description="exempel, forslag, varning, forebild … ur vokabulären posttyp."
    )
    form: Annotated[str, TermRef("form")] | None = Field(
        None, description="Samverkansform ur vokabulären form; utelämnas om källan inte säger den."
    )
    form_variant: Annotated[str, TermRef("formvariant")] | None = Field(
        None, description="Underform ur vokabulären formvariant."
    )
    form_as_named: Line | None = Field(
        None, description="Källans egen benämning, när den avviker (till exempel samtjänst)."
    )
    degree: Annotated[str, TermRef("grad")] | None = Field(
        None, description="samverkan, samarbete, samordning eller koncentration."
    )
    binding: Annotated[str, TermRef("bindning")] | None = Field(
        None, description="Steg på bindningstrappan."
    )
    level: Annotated[str, TermRef("samverkansniva")] | None = Field(
        None, description="Samverkansnivå 1–5 enligt dalslandsrapporten."
    )
    motives: tuple[Motive, ...] = ()
    grounds: tuple[Ground, ...] = ()
    initiative: Initiative | None = None
    effects: tuple[Effect, ...] = ()
    factors: tuple[FactorInUse, ...] = Field((), description="Vad som hjälpte eller hindrade.")
    financing: tuple[Financing, ...] = ()
    effort: Effort | None = Field(None, description="Vinst och insats enligt källan.")
    evidence: Annotated[str, TermRef("belagg")] | None = Field(
        None, description="Hur starkt belagd uppgiften är."
    )
    joining: Remark | None = Field(None, description="Hur man kan gå med, om källan säger det.")
    networks: tuple[Annotated[str, Ref(("network",))], ...] = Field(
        (), description="Nätverksgrupper som vet mer."
    )
    agreement_types: tuple[Annotated[str, Ref(("agreement",))], ...] = Field(
        (), description="Avtalstyper i agreements/ som passar."
    )


class Meetings(Sourced):
    """How often and how a group meets."""

    per_year: Quantity | None = None
    text: Line | None = None


class Mandate(Sourced):
    """What a group may do."""

    right: Annotated[str, TermRef("beslutsratt")] | None = Field(
        None, description="ingen, beredande, inom-uppdrag, beslutande eller veto."
    )
    text: Line | None = None


class Activity(Sourced):
    """What a group does together."""

    activity: Annotated[str, TermRef("aktivitet")] = Field(description="Ur vokabulären aktivitet.")
    text: Line | None = None


class Network(Cooperation):
    """A group, body or constellation that staff may join or ask."""

    kind: ClassVar[str] = "network"
    folder: ClassVar[str] = "networks"

    group_type: Annotated[str, TermRef("grupptyp")] = Field(description="Ur vokabulären grupptyp.")
    membership: Literal["angiven", "harledd", "ofullstandig", "okand"] = Field(
        description="Om medlemmarna är angivna, härledda, ofullständiga eller okända."
    )
    mandate: Mandate | None = None
    assigned_by: Remark | None = Field(None, description="Vem som ger uppdraget.")
    secretariat: Remark | None = None
    meetings: Meetings | None = None
    activities: tuple[Activity, ...] = ()
    follow_up: Remark | None = Field(None, description="Hur gruppen följs upp.")

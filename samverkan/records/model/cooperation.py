"""Examples and networks: what the investigations tell about cooperation."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from samverkan.records.model.base import Line, Ref, TermRef, Text, Titled, When
from samverkan.records.model.fact import (
    Contact,
    Contradiction,
    Figure,
    LegalReference,
    Party,
    Quantity,
    Relation,
    Sourced,
    Support,
    TimelineEntry,
)

PartyList = Literal["komplett", "delvis", "antal", "okand"]


class Motive(Sourced):
    """Why the parties cooperate."""

    motive: Annotated[str, TermRef("motiv")] = Field(
        title="Motiv", description="Ur ordlistan motiv."
    )
    text: Line | None = Field(
        None, title="Beskrivning", description="Hur källan uttrycker det, i egna ord."
    )


class Ground(Sourced):
    """The principle that decided where and how the work was placed."""

    ground: Annotated[str, TermRef("princip")] = Field(
        title="Princip", description="Ur ordlistan princip."
    )
    text: Line | None = Field(
        None, title="Beskrivning", description="Hur principen användes, i egna ord."
    )


class Initiative(Sourced):
    """Whose idea it was, and whether anyone had to take part."""

    basis: Annotated[str, TermRef("initiativ")] | None = Field(
        None, title="Grund", description="Frivilligt, principöverenskommelse eller föreskrivet."
    )
    taken_by: tuple[Annotated[str, TermRef("initiativtagare")], ...] = Field(
        (),
        title="Initiativtagare",
        description="Vem som tog initiativet, ur ordlistan initiativtagare.",
    )
    text: Line | None = Field(
        None, title="Beskrivning", description="Hur initiativet togs, i egna ord."
    )


class Effect(Quantity, Sourced):
    """What the cooperation led to. A figure keeps its unit, qualifier and comparison."""

    first: ClassVar[tuple[str, ...]] = ("effect", "text", "direction", "basis")

    effect: Annotated[str, TermRef("effekt")] = Field(
        title="Slag", description="Slag av effekt, ur ordlistan effekt."
    )
    text: Line = Field(title="Effekt", description="Effekten i en mening, i egna ord.")
    direction: Annotated[str, TermRef("riktning-effekt")] = Field(
        "positiv", title="Riktning", description="positiv, negativ eller blandad."
    )
    basis: Annotated[str, TermRef("effektgrund")] = Field(
        title="Grund",
        description="Om uppgiften är uppmatt, beraknad, uppskattad, forvantad eller pastadd.",
    )
    compared_with: Line | None = Field(
        None, title="Jämfört med", description="Vad effekten jämförs med."
    )
    when: When | None = Field(None, title="År", description="Året eller perioden effekten gäller.")


class FactorInUse(Sourced):
    """Something that helped or hindered this very cooperation."""

    factor: Annotated[str, TermRef("faktor")] = Field(
        title="Faktor", description="Ur ordlistan faktor."
    )
    works: Literal["hjalper", "hindrar"] = Field(
        title="Verkan", description="Hur faktorn verkade här."
    )
    text: Line | None = Field(None, title="Beskrivning", description="Hur, i egna ord.")


class Financing(Sourced):
    """How the cooperation is paid for."""

    financing: Annotated[str, TermRef("finansiering")] | None = Field(
        None, title="Finansieringsform", description="Ur ordlistan finansiering."
    )
    cost_key: Annotated[str, TermRef("fordelningsnyckel")] | None = Field(
        None,
        title="Fördelningsnyckel",
        description="Hur kostnaden delas, ur ordlistan fordelningsnyckel.",
    )
    text: Line | None = Field(
        None, title="Beskrivning", description="Hur samverkan betalas, i egna ord."
    )

    @model_validator(mode="after")
    def _says_something(self) -> Financing:
        if not (self.financing or self.cost_key or self.text):
            raise PydanticCustomError("empty", "ange financing, cost_key eller text")
        return self


class Effort(Sourced):
    """Gain and effort as the source places them (its two-by-two matrix)."""

    gain: Annotated[str, TermRef("vinst")] | None = Field(
        None, title="Vinst", description="Hur stor vinsten väntas bli, ur ordlistan vinst."
    )
    effort: Annotated[str, TermRef("insats")] | None = Field(
        None, title="Insats", description="Hur stor insats som krävs, ur ordlistan insats."
    )
    quick_result: bool | None = Field(
        None, title="Snabbt resultat", description="Om källan pekar ut det som ett snabbt resultat."
    )


class Remark(Sourced):
    """A fact that no other field holds."""

    text: Line = Field(title="Uppgift", description="Uppgiften i en mening, i egna ord.")


class Cooperation(Titled):
    """What examples and networks share."""

    title: Line = Field(
        title="Rubrik", description="Rubrik som säger vad det är och vilka det gäller."
    )
    summary: Text = Field(
        title="Sammanfattning", description="Sammanfattning i egna ord, klarspråk."
    )
    stage: Annotated[str, TermRef("skede")] | None = Field(
        None, title="Skede", description="Skede vid källans tidpunkt, ur ordlistan skede."
    )
    stage_when: When | None = Field(
        None, title="Skedets år", description="När skedet gällde; ofta källans år."
    )
    areas: tuple[Annotated[str, TermRef("omrade")], ...] = Field(
        (),
        max_length=4,
        title="Områden",
        description="Sakområden ur ordlistan omrade, huvudområdet först.",
    )
    parties: tuple[Party, ...] = Field((), title="Parter", description="Deltagare med roll.")
    party_list: PartyList | None = Field(
        None,
        title="Partslista",
        description="Om partslistan är komplett, delvis, bara ett antal (antal) eller okand.",
    )
    timeline: tuple[TimelineEntry, ...] = Field(
        (), title="Tidslinje", description="Händelser med år."
    )
    figures: tuple[Figure, ...] = Field((), title="Tal", description="Tal som beskriver samverkan.")
    legal_basis: tuple[LegalReference, ...] = Field(
        (), title="Lagstöd", description="Lag som källan nämner."
    )
    contact: Contact | None = Field(
        None, title="Kontakt", description="Kontaktfunktion, aldrig en person."
    )
    related: tuple[Relation, ...] = Field(
        (), title="Hör ihop med", description="Andra poster som hör ihop."
    )
    remarks: tuple[Remark, ...] = Field(
        (), title="Övrigt", description="Övriga uppgifter ur källan."
    )
    contradictions: tuple[Contradiction, ...] = Field(
        (), title="Motsägelser", description="Uppgifter som källan lämnar olika; båda visas."
    )
    sources: tuple[Support, ...] = Field(
        min_length=1, title="Källor", description="Källor med plats och vilka fält de stöder."
    )


class Example(Cooperation):
    """One cooperation, proposal or lesson that a source describes."""

    kind: ClassVar[str] = "example"
    folder: ClassVar[str] = "examples"
    first: ClassVar[tuple[str, ...]] = (
        "id",
        "title",
        "record_type",
        "summary",
        "stage",
        "stage_when",
        "form",
        "form_variant",
        "form_as_named",
        "areas",
        "degree",
        "binding",
        "level",
        "initiative",
        "grounds",
        "parties",
        "party_list",
        "motives",
        "effects",
        "factors",
        "financing",
        "effort",
        "evidence",
        "timeline",
        "figures",
        "legal_basis",
        "contact",
        "joining",
        "related",
        "remarks",
        "contradictions",
        "networks",
        "agreement_types",
    )

    record_type: Annotated[str, TermRef("posttyp")] = Field(
        title="Posttyp", description="exempel, forslag, varning, forebild … ur ordlistan posttyp."
    )
    form: Annotated[str, TermRef("form")] | None = Field(
        None,
        title="Form",
        description="Samverkansform ur ordlistan form; utelämnas om källan inte säger den.",
    )
    form_variant: Annotated[str, TermRef("formvariant")] | None = Field(
        None, title="Underform", description="Underform ur ordlistan formvariant."
    )
    form_as_named: Line | None = Field(
        None,
        title="Källans benämning",
        description="Källans egen benämning, när den avviker (till exempel samtjänst).",
    )
    degree: Annotated[str, TermRef("grad")] | None = Field(
        None, title="Grad", description="samverkan, samarbete, samordning eller koncentration."
    )
    binding: Annotated[str, TermRef("bindning")] | None = Field(
        None, title="Bindning", description="Steg på bindningstrappan, ur ordlistan bindning."
    )
    level: Annotated[str, TermRef("samverkansniva")] | None = Field(
        None, title="Nivå", description="Samverkansnivå 1–5 enligt dalslandsrapporten."
    )
    motives: tuple[Motive, ...] = Field((), title="Motiv", description="Varför parterna samverkar.")
    grounds: tuple[Ground, ...] = Field(
        (), title="Principer", description="Efter vilken princip arbetet placerades eller delades."
    )
    initiative: Initiative | None = Field(
        None, title="Initiativ", description="Vems idé det var, och om det var frivilligt."
    )
    effects: tuple[Effect, ...] = Field(
        (), title="Effekter", description="Vad samverkan ledde till, med enhet och jämförelse."
    )
    factors: tuple[FactorInUse, ...] = Field(
        (), title="Faktorer", description="Vad som hjälpte eller hindrade."
    )
    financing: tuple[Financing, ...] = Field(
        (), title="Finansiering", description="Hur samverkan betalas."
    )
    effort: Effort | None = Field(
        None, title="Vinst och insats", description="Vinst och insats enligt källan."
    )
    evidence: Annotated[str, TermRef("belagg")] | None = Field(
        None, title="Belägg", description="Hur starkt belagd uppgiften är, ur ordlistan belagg."
    )
    joining: Remark | None = Field(
        None, title="Gå med", description="Hur man kan gå med, om källan säger det."
    )
    networks: tuple[Annotated[str, Ref(("network",))], ...] = Field(
        (), title="Nätverk", description="Nätverksgrupper som vet mer."
    )
    agreement_types: tuple[Annotated[str, Ref(("agreement",))], ...] = Field(
        (), title="Avtalstyper", description="Avtalstyper i agreements/ som passar."
    )


class Meetings(Sourced):
    """How often and how a group meets."""

    per_year: Quantity | None = Field(
        None, title="Gånger per år", description="Antal möten per år."
    )
    text: Line | None = Field(
        None, title="Beskrivning", description="Hur gruppen möts, i egna ord."
    )


class Mandate(Sourced):
    """What a group may do."""

    right: Annotated[str, TermRef("beslutsratt")] | None = Field(
        None,
        title="Beslutsrätt",
        description="ingen, beredande, inom-uppdrag, beslutande eller veto.",
    )
    text: Line | None = Field(
        None, title="Beskrivning", description="Vad gruppen får göra, i egna ord."
    )


class Activity(Sourced):
    """What a group does together."""

    activity: Annotated[str, TermRef("aktivitet")] = Field(
        title="Aktivitet", description="Ur ordlistan aktivitet."
    )
    text: Line | None = Field(None, title="Beskrivning", description="Vad gruppen gör, i egna ord.")


class Network(Cooperation):
    """A group, body or constellation that staff may join or ask."""

    kind: ClassVar[str] = "network"
    folder: ClassVar[str] = "networks"

    group_type: Annotated[str, TermRef("grupptyp")] = Field(
        title="Grupptyp", description="Slag av grupp, ur ordlistan grupptyp."
    )
    membership: Literal["angiven", "harledd", "ofullstandig", "okand"] = Field(
        title="Medlemslista",
        description="Om medlemmarna är angivna, härledda, ofullständiga eller okända.",
    )
    mandate: Mandate | None = Field(None, title="Mandat", description="Vad gruppen får besluta.")
    assigned_by: Remark | None = Field(
        None, title="Uppdragsgivare", description="Vem som ger uppdraget."
    )
    secretariat: Remark | None = Field(
        None, title="Sekretariat", description="Vem som håller ihop arbetet."
    )
    meetings: Meetings | None = Field(
        None, title="Möten", description="Hur ofta och hur gruppen möts."
    )
    activities: tuple[Activity, ...] = Field(
        (), title="Aktiviteter", description="Vad gruppen gör tillsammans."
    )
    follow_up: Remark | None = Field(
        None, title="Uppföljning", description="Hur gruppen följs upp."
    )

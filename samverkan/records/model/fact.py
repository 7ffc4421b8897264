"""Facts as records tell them: figures, parties, events and readings, each with its source."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from samverkan.records.model.base import (
    LegalRef,
    Line,
    Model,
    PlaceField,
    Places,
    Ref,
    SectionId,
    SfsNumber,
    TermRef,
    When,
)


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
        None, title="Enhet", description="Enhet ur ordlistan enhet."
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
        description="Roll ur ordlistan partsroll: part, vard, samordnare, observator …",
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
        "relaterad", title="Samband", description="Hur de hör ihop, ur ordlistan relation."
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

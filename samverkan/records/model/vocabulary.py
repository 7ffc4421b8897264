"""Closed vocabularies: the words that the other records are described with."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from samverkan.records.model.base import LegalRef, Line, Model, Places, Slug, Text, Titled


class LegalAttributes(Model):
    """What the law says about a form of cooperation."""

    parties: Line = Field(title="Parter", description="Vilka som kan vara parter.")
    legal_person: Line = Field(
        title="Juridisk person", description="Om formen är en egen juridisk person."
    )
    public_authority: Line = Field(
        title="Myndighetsutövning", description="Om formen kan rymma myndighetsutövning."
    )
    delegation: Line = Field(title="Delegering", description="Vem som kan få beslutanderätt.")
    founding_document: Line = Field(
        title="Grunddokument", description="Dokumentet som formen vilar på."
    )
    decided_by: Line = Field(title="Beslutas av", description="Vem som fattar beslutet.")
    economy: Line = Field(
        title="Ekonomi", description="Hur budget, kostnader och skulder hanteras."
    )
    duties: Line = Field(title="Skyldigheter", description="Vad lagen kräver av parterna.")
    statutes: tuple[Line, ...] = Field((), title="Lagrum", description="Lagrum: '2017:725 9:19'.")


class Term(Model):
    """One term of a closed vocabulary."""

    id: Slug = Field(
        title="Id", description="Termens id: små bokstäver a–z, siffror och bindestreck."
    )
    label: Line = Field(title="Benämning", description="Termen så som den visas.")
    definition: Line = Field(title="Definition", description="Vad termen betyder, i egna ord.")
    synonyms: tuple[Line, ...] = Field(
        (), title="Synonymer", description="Andra ord för samma sak."
    )
    abbreviations: tuple[Line, ...] = Field(
        (), title="Förkortningar", description="Vedertagna förkortningar."
    )
    old_names: tuple[Line, ...] = Field(
        (), title="Äldre namn", description="Ord som användes förr."
    )
    keep_apart: tuple[Line, ...] = Field(
        (), title="Förväxla inte med", description="Ord som liknar men betyder annat."
    )
    broader: Slug | None = Field(
        None, title="Överordnad", description="Överordnad term i samma ordlista."
    )
    replaced_by: Slug | None = Field(
        None, title="Ersatt av", description="Den term som används i stället."
    )
    counts_as_member: bool | None = Field(
        None,
        title="Räknas som medlem",
        description="För partsroller: om rollen räknas som deltagande.",
    )
    good_example: bool | None = Field(
        None, title="Gott exempel", description="För skeden: får visas som gott exempel."
    )
    carried_out: bool | None = Field(
        None, title="Genomfört", description="För skeden: false om samverkan inte hade börjat."
    )
    polarity: Literal["+", "-", "±"] | None = Field(
        None,
        title="Riktning",
        description="För faktorer: hjälper (+), hindrar (-) eller både och (±).",
    )
    dimension: Line | None = Field(
        None, title="Dimension", description="För faktorer: vilken sida av samverkan den rör."
    )
    remedy: Line | None = Field(
        None, title="Botemedel", description="För faktorer: vad som vänder eller botar."
    )
    clause_topics: tuple[Slug, ...] = Field(
        (), title="Klausulämnen", description="För faktorer: klausulämnen som möter den."
    )
    legal: LegalAttributes | None = Field(
        None, title="Rättsliga drag", description="För samverkansformer: vad lagen säger."
    )
    law: tuple[LegalRef, ...] = Field(
        (),
        title="Lagrum",
        description="Lagrum som definierar eller använder termen: '2017:725 9:19'.",
    )
    origin: Literal["redaktionell"] | None = Field(
        None,
        title="Ursprung",
        description="redaktionell: bankens eget ord, som varken en källa eller en lag ger. "
        "Skrivs bara då; annars anges source eller law.",
    )
    source: Places | None = Field(None, title="Källa", description="Var termen står: källa:plats.")


class Vocabulary(Titled):
    """A closed list of terms: one facet, one file."""

    kind: ClassVar[str] = "vocabulary"
    folder: ClassVar[str] = "vocabulary"
    first: ClassVar[tuple[str, ...]] = ("id", "title", "reviewed")

    title: Line = Field(title="Rubrik", description="Ordlistans namn.")
    description: Text = Field(title="Beskrivning", description="Vad ordlistan används till.")
    ordered: bool = Field(False, title="Ordnad", description="Om termernas ordning betyder något.")
    terms: tuple[Term, ...] = Field(
        min_length=1, title="Termer", description="Termerna, i den ordning de ska visas."
    )

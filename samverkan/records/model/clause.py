"""Clauses, the pieces that documents are made of."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar

from pydantic import Field

from samverkan.records.model.base import (
    LegalRef,
    Level,
    Line,
    Model,
    Places,
    Ref,
    Slug,
    TermRef,
    Titled,
)
from samverkan.records.model.question import Expression, QuestionId, Template

GROUNDS = ("lag", "källa", "exempel", "avtalspraxis")


class Variant(Model):
    """Another wording, used when its condition holds."""

    id: Slug = Field(title="Id", description="Lydelsens id.")
    when: Expression = Field(
        title="Villkor", description="Villkor på svaren, till exempel myndighetsutovning."
    )
    text: Template = Field(title="Text", description="Lydelsen som används när villkoret gäller.")
    note: Template | None = Field(
        None, title="Anmärkning", description="Anmärkning som ersätter klausulens egen."
    )


class Clause(Titled):
    """One clause: text, conditions, law behind it and what the lawyer must decide."""

    kind: ClassVar[str] = "clause"
    folder: ClassVar[str] = "clauses"
    first: ClassVar[tuple[str, ...]] = tuple(
        "id title version topics level legal_basis demands questions examples sources practice "
        "reviewed text variants note decide".split()
    )

    title: Line = Field(title="Rubrik", description="Rubrik: substantivfras utan punkt.")
    version: int = Field(1, ge=1, title="Version", description="Höjs när ordalydelsen ändras.")
    topics: tuple[Annotated[str, TermRef("klausulamne")], ...] = Field(
        min_length=1, title="Ämnen", description="Klausulämnen ur ordlistan klausulamne."
    )
    level: Level = Field(
        title="Nivå",
        description="lag (lagen kräver det i dokumentet), lag-annat (lagen reglerar frågan) "
        "eller praxis.",
    )
    legal_basis: tuple[LegalRef, ...] = Field(
        (), title="Lagrum", description="Lagrum: '2017:725 9:24'."
    )
    demands: tuple[Line, ...] = Field(
        (), title="Krav", description="Krav i agreements/demands som uppfylls."
    )
    questions: tuple[QuestionId, ...] = Field(
        (), title="Frågor", description="Frågor som texten använder."
    )
    text: Template = Field(
        title="Text", description="Klausulens text, skriven enligt docs/klausulsprak.md."
    )
    variants: tuple[Variant, ...] = Field(
        (), title="Lydelser", description="Andra lydelser; första som gäller tas."
    )
    note: Template = Field(
        title="Anmärkning", description="Anmärkning till juristen: varför klausulen finns."
    )
    decide: tuple[Line, ...] = Field(
        (), title="Att ta ställning till", description="Vad juristen själv måste ta ställning till."
    )
    valid_from: date | None = Field(
        None, title="Gäller från", description="Första dag då klausulen får användas."
    )
    valid_to: date | None = Field(
        None, title="Gäller till", description="Sista dag då klausulen får användas."
    )
    replaced_by: Annotated[str, Ref(("clause",))] | None = Field(
        None, title="Ersatt av", description="Klausulen som används i stället."
    )
    examples: tuple[Annotated[str, Ref(("example", "network"))], ...] = Field(
        (), title="Exempel", description="Exempel och nätverk där frågan är löst eller uppstod."
    )
    sources: Places | None = Field(
        None, title="Källor", description="Var i källorna frågan behandlas: källa:plats."
    )
    practice: Line | None = Field(
        None,
        title="Avtalspraxis",
        description="När varken lag, källa eller exempel bär klausulen: varför sådana dokument "
        "brukar ha den.",
    )

    @property
    def grounds(self) -> tuple[str, ...]:
        """What stands behind the clause, strongest first; a sound clause has one at least."""
        given = (self.legal_basis, self.sources, self.examples, self.practice)
        return tuple(ground for ground, each in zip(GROUNDS, given, strict=True) if each)

"""What the law and practice ask of a form of cooperation, and how it shows in a text."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field, StringConstraints

from samverkan.records.model.base import LegalRef, Line, Model, TermRef, Titled
from samverkan.records.model.question import Expression


class Demand(Model):
    """One thing that the law (or practice) asks of a form of cooperation.

    A demand that names several subjects is divided, one subject each, with a letter after
    the number (``GN-P1a``): a list that is met as a whole hides the subject that is missing.
    """

    spread: ClassVar[bool] = True

    id: Annotated[str, StringConstraints(pattern=r"^[A-Z]{1,2}-[A-Z]?\d+[a-z]?$")] = Field(
        title="Id", description="Kravets id: bokstäver, bindestreck, nummer och eventuell bokstav."
    )
    type: Literal["innehall", "beslut", "rapport", "forbud", "process"] = Field(
        title="Slag", description="innehall, beslut, rapport, forbud eller process."
    )
    level: Literal["lag", "forarbete", "praxis"] = Field(
        title="Nivå", description="Varifrån kravet kommer: lag, forarbete eller praxis."
    )
    text: Line = Field(title="Krav", description="Vad som krävs, i egna ord.")
    law: tuple[LegalRef, ...] = Field(
        (), title="Lagrum", description="Lagrum bakom kravet: '2017:725 9:6'."
    )
    point: int | None = Field(None, title="Punkt", description="Punkten i paragrafens uppräkning.")
    condition: Line | None = Field(
        None, title="Villkor i ord", description="När kravet gäller, i ord."
    )
    when: Expression | None = Field(
        None, title="Villkor", description="Samma villkor på svaren, om det går."
    )
    document: tuple[Line, ...] = Field(
        (), title="Dokument", description="Dokumentet där det ska stå."
    )
    evidence: tuple[Line | tuple[Line, ...], ...] = Field(
        (),
        title="Belägg",
        description="Det som en främmande text ska säga, en rad för varje sak. Begreppen på en rad "
        "står i samma mening, skilda av komma, ämnet först: 'delgivning, ordförande|registrator'. "
        "'a|b' är det ena eller det andra, '@lösa' orden i agreements/concepts. En lista i listan "
        "är olika sätt att säga samma sak. Se docs/klausulsprak.md.",
    )
    either_way: bool = Field(
        False,
        title="Nej duger",
        description="Kravet är uppfyllt också när texten säger nej: 'Om allmänheten får …'.",
    )

    @property
    def evidence_ways(self) -> tuple[tuple[str, ...], ...]:
        """The ways to say each thing."""
        return tuple((each,) if isinstance(each, str) else each for each in self.evidence)

    @property
    def whole(self) -> str:
        """The id of the demand that this is a part of: ``GN-P1`` for ``GN-P1a``."""
        return self.id.rstrip("abcdefghijklmnopqrstuvwxyz")


class DemandCondition(Model):
    """What shows in a text whether the condition of some demands holds."""

    condition: Line = Field(title="Villkor i ord", description="Som det står i kravet.")
    holds: tuple[Line, ...] = Field(
        (), title="Gäller", description="Belägg, som i kraven: sägs något av dem gäller villkoret."
    )
    fails: tuple[Line, ...] = Field(
        (), title="Gäller inte", description="Belägg: sägs något av dem gäller villkoret inte."
    )
    needs: Line | None = Field(
        None,
        title="Behöver",
        description="Begrepp: nämner texten det inte alls gäller villkoret inte.",
    )


class Concepts(Titled):
    """Words for the same thing in agreements, by which evidence of demands is written."""

    kind: ClassVar[str] = "concepts"
    folder: ClassVar[str] = "concepts"

    title: Line = Field(title="Rubrik", description="Begreppslistans namn.")
    words: dict[Line, tuple[Line, ...]] = Field(
        title="Ord",
        description="Orden för varje begrepp: 'ord' i någon form eller sammansättning, '=ord' bara "
        "ordet, 'ord*' det som börjar så, '#' en siffra.",
    )


class DemandList(Titled):
    """Everything asked of one form of cooperation."""

    kind: ClassVar[str] = "demands"
    folder: ClassVar[str] = "demands"

    title: Line = Field(title="Rubrik", description="Kravlistans namn.")
    form: Annotated[str, TermRef("form")] | None = Field(
        None, title="Form", description="Samverkansform ur ordlistan form."
    )
    parties: Line = Field(title="Parter", description="Vilka som kan vara parter.")
    legal_form: Line = Field(title="Rättslig form", description="Vad formen är rättsligt.")
    documents: tuple[Line, ...] = Field(
        (), title="Dokument", description="Dokument som formen kräver."
    )
    conditions: tuple[DemandCondition, ...] = Field(
        (), title="Villkor", description="Vad som visar om kravens villkor gäller."
    )
    demands: tuple[Demand, ...] = Field(
        min_length=1, title="Krav", description="Kraven, i den ordning de ska visas."
    )

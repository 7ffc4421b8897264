"""Questions and the answers they take, and the expressions and templates built on them."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from samverkan.records.model.base import LegalRef, Line, Model, Slug, Text, Titled, plain_text

QuestionId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]
Expression = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]
"""A Jinja expression over answers, for example ``arbetsgivare == 'vard'``."""
Template = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=20_000),
    AfterValidator(plain_text),
]
"""Jinja in a sandbox plus the clause markup; see docs/klausulsprak.md."""


AnswerType = Literal[
    "text",  # one line
    "prosa",  # several paragraphs
    "heltal",
    "tal",
    "belopp",  # whole kronor
    "procent",
    "datum",
    "ja-nej",
    "val",  # one of options
    "flerval",  # several of options
    "lista",  # list of lines
    "parter",  # list of parties
    "part",  # one of the parties
    "tabell",  # list of rows with columns
]
ColumnType = Literal["text", "heltal", "tal", "belopp", "procent", "datum", "part", "val"]


class Option(Model):
    """One answer to choose."""

    value: Slug = Field(title="Värde", description="Svarets värde i svarsfilen.")
    label: Line = Field(title="Benämning", description="Svaret så som det visas.")
    help: Line | None = Field(None, title="Hjälp", description="När svaret passar.")


class Column(Model):
    """A column of a table answer."""

    id: QuestionId = Field(title="Id", description="Kolumnens id.")
    label: Line = Field(title="Benämning", description="Kolumnens rubrik.")
    type: ColumnType = Field(title="Slag", description="Vad som står i kolumnen.")
    options: tuple[Option, ...] = Field(
        (), title="Val", description="Svaren att välja bland, för slaget val."
    )
    minimum: float | None = Field(None, title="Minst", description="Minsta tillåtna värde.")
    required: bool = Field(
        False, title="Obligatorisk", description="Om kolumnen måste fyllas i på varje rad."
    )


class Default(Model):
    """What is used when nobody answers, and why."""

    value: str | int | float | bool | tuple[str, ...] = Field(
        title="Värde", description="Svaret som används när ingen svarar."
    )
    reason: Line = Field(title="Skäl", description="Varför just det svaret är förvalt.")


class Question(Model):
    """Something that the lawyer must say before the text is right."""

    id: QuestionId = Field(
        title="Id", description="Frågans id: små bokstäver a–z, siffror och understreck."
    )
    label: Line = Field(title="Benämning", description="Rubrik, även platshållarens text.")
    question: Line = Field(title="Fråga", description="Frågan som den ställs.")
    help: Text | None = Field(None, title="Hjälp", description="Hjälp att svara.")
    why: Line | None = Field(None, title="Varför", description="Varför frågan ställs.")
    type: AnswerType = Field(
        title="Slag", description="Vad svaret är: text, prosa, heltal, datum, val …"
    )
    unit: Line | None = Field(None, title="Enhet", description="Enheten som svaret anges i.")
    options: tuple[Option, ...] = Field(
        (), title="Val", description="Svaren att välja bland, för slagen val och flerval."
    )
    columns: tuple[Column, ...] = Field(
        (), title="Kolumner", description="Tabellens kolumner, för slaget tabell."
    )
    minimum: float | None = Field(None, title="Minst", description="Minsta tillåtna värde.")
    maximum: float | None = Field(None, title="Högst", description="Största tillåtna värde.")
    default: Default | None = Field(
        None, title="Förval", description="Vad som används när ingen svarar."
    )
    when: Expression | None = Field(
        None, title="Villkor", description="Frågan ställs bara om villkoret gäller."
    )

    @model_validator(mode="after")
    def _fits_type(self) -> Question:
        if (self.type in ("val", "flerval")) != bool(self.options):
            raise PydanticCustomError("options", "val och flerval, och bara de, har options")
        if (self.type == "tabell") != bool(self.columns):
            raise PydanticCustomError("columns", "tabell, och bara tabell, har columns")
        return self


class Rule(Model):
    """A demand on the answers together, broken as soon as the answers decide it."""

    id: Slug = Field(title="Id", description="Regelns id.")
    level: Literal["fel", "varning"] = Field(
        "fel", title="Allvar", description="fel (utkastet stoppas) eller varning."
    )
    needs: tuple[QuestionId, ...] = Field(
        min_length=1,
        title="Frågor",
        description="Frågor som måste vara besvarade för att regeln ska prövas.",
    )
    test: Expression = Field(title="Villkor", description="Uttryck som ska vara sant.")
    message: Template = Field(
        title="Meddelande", description="Vad som är fel och vad som vore rätt."
    )
    law: tuple[LegalRef, ...] = Field(
        (), title="Lagrum", description="Lagrum bakom regeln: '2017:725 9:24'."
    )


class QuestionGroup(Titled):
    """Questions that belong together, shared by all document types."""

    kind: ClassVar[str] = "questions"
    folder: ClassVar[str] = "questions"
    first: ClassVar[tuple[str, ...]] = ("id", "title", "reviewed")

    title: Line = Field(title="Rubrik", description="Gruppens namn.")
    questions: tuple[Question, ...] = Field(
        min_length=1, title="Frågor", description="Frågorna i gruppen."
    )
    rules: tuple[Rule, ...] = Field((), title="Regler", description="Krav på svaren tillsammans.")

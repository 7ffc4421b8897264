"""Clauses, questions, statutory demands and document types: the agreement library."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from samverkan.records.model.base import (
    LawRef,
    Level,
    Line,
    Model,
    Places,
    Record,
    Ref,
    Slug,
    TermRef,
    Text,
    plain_text,
)

QuestionId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]
Expression = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]
"""A Jinja expression over answers, for example ``arbetsgivare == 'vard'``."""
Template = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=20_000),
    AfterValidator(plain_text),
]
"""Jinja in a sandbox plus the clause markup; see docs/klausulsprak.md."""
LegalRef = Annotated[
    str,
    LawRef(),
    StringConstraints(pattern=r"^(\d{4}:\d+|EU \d{4}/\d+)( (\d+[a-z]?:)?\d+[a-z]?)?$"),
]
"""``2017:725 9:24`` (chapter:section), ``2017:900 8`` (section) or a number alone."""


class Variant(Model):
    """Another wording, used when its condition holds."""

    id: Slug
    when: Expression = Field(description="Villkor på svaren, till exempel myndighetsutovning.")
    text: Template
    note: Template | None = Field(None, description="Anmärkning som ersätter klausulens egen.")


class Clause(Record):
    """One clause: text, conditions, law behind it and what the lawyer must decide."""

    kind: ClassVar[str] = "clause"
    folder: ClassVar[str] = "clauses"

    title: Line = Field(description="Rubrik: substantivfras utan punkt.")
    version: int = Field(1, ge=1, description="Höjs när ordalydelsen ändras.")
    topics: tuple[Annotated[str, TermRef("klausulamne")], ...] = Field(
        min_length=1, description="Klausulämnen ur vokabulären klausulamne."
    )
    level: Level = Field(
        description="lag (lagen kräver det i dokumentet), lag-annat (lagen reglerar frågan) "
        "eller praxis."
    )
    legal_basis: tuple[LegalRef, ...] = Field((), description="Lagrum: '2017:725 9:24'.")
    demands: tuple[Line, ...] = Field((), description="Krav i agreements/demands som uppfylls.")
    questions: tuple[QuestionId, ...] = Field((), description="Frågor som texten använder.")
    text: Template = Field(description="Klausulens text.")
    variants: tuple[Variant, ...] = Field((), description="Andra lydelser; första som gäller tas.")
    note: Template = Field(description="Anmärkning till juristen: varför klausulen finns.")
    decide: tuple[Line, ...] = Field((), description="Vad juristen själv måste ta ställning till.")
    valid_from: date | None = None
    valid_to: date | None = None
    replaced_by: Annotated[str, Ref(("clause",))] | None = None
    examples: tuple[Annotated[str, Ref(("example",))], ...] = Field(
        (), description="Exempel där frågan är löst eller uppstod."
    )
    sources: Places | None = None

    @property
    def label(self) -> str:
        """The name under which a person knows the record."""
        return self.title


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

    value: Slug
    label: Line
    help: Line | None = None


class Column(Model):
    """A column of a table answer."""

    id: QuestionId
    label: Line
    type: ColumnType
    options: tuple[Option, ...] = ()
    minimum: float | None = None
    required: bool = False


class Default(Model):
    """What is used when nobody answers, and why."""

    value: str | int | float | bool | tuple[str, ...]
    reason: Line


class Question(Model):
    """Something that the lawyer must say before the text is right."""

    id: QuestionId
    label: Line = Field(description="Rubrik, även platshållarens text.")
    question: Line = Field(description="Frågan som den ställs.")
    help: Text | None = Field(None, description="Hjälp att svara.")
    why: Line | None = Field(None, description="Varför frågan ställs.")
    type: AnswerType
    unit: Line | None = None
    options: tuple[Option, ...] = ()
    columns: tuple[Column, ...] = ()
    minimum: float | None = None
    maximum: float | None = None
    default: Default | None = None
    when: Expression | None = Field(None, description="Frågan ställs bara om villkoret gäller.")

    @model_validator(mode="after")
    def _fits_type(self) -> Question:
        if (self.type in ("val", "flerval")) != bool(self.options):
            raise PydanticCustomError("options", "val och flerval, och bara de, har options")
        if (self.type == "tabell") != bool(self.columns):
            raise PydanticCustomError("columns", "tabell, och bara tabell, har columns")
        return self


class Rule(Model):
    """A demand on the answers together. Evaluated when every needed answer is given."""

    id: Slug
    level: Literal["fel", "varning"] = "fel"
    needs: tuple[QuestionId, ...] = Field(min_length=1)
    test: Expression = Field(description="Uttryck som ska vara sant.")
    message: Template = Field(description="Vad som är fel och vad som vore rätt.")
    law: tuple[LegalRef, ...] = ()


class QuestionGroup(Record):
    """Questions that belong together, shared by all document types."""

    kind: ClassVar[str] = "questions"
    folder: ClassVar[str] = "questions"

    title: Line
    questions: tuple[Question, ...] = Field(min_length=1)
    rules: tuple[Rule, ...] = ()

    @property
    def label(self) -> str:
        """The name under which a person knows the record."""
        return self.title


class Demand(Model):
    """One thing that the law (or practice) asks of a form of cooperation.

    A demand that names several subjects is divided, one subject each, with a letter after
    the number (``GN-P1a``): a list that is met as a whole hides the subject that is missing.
    """

    id: Annotated[str, StringConstraints(pattern=r"^[A-Z]{1,2}-[A-Z]?\d+[a-z]?$")]
    type: Literal["innehall", "beslut", "rapport", "forbud", "process"]
    level: Literal["lag", "forarbete", "praxis"]
    text: Line
    law: tuple[LegalRef, ...] = ()
    point: int | None = None
    condition: Line | None = Field(None, description="När kravet gäller, i ord.")
    when: Expression | None = Field(None, description="Samma villkor på svaren, om det går.")
    document: tuple[Line, ...] = Field((), description="Dokumentet där det ska stå.")
    evidence: tuple[Line, ...] = Field(
        (),
        description="Ord som visar i en främmande text att kravet är uppfyllt. Alla ska finnas i "
        "samma avsnitt; 'a|b' är det ena eller det andra, 'x y' båda orden.",
    )

    @property
    def whole(self) -> str:
        """The id of the demand that this is a part of: ``GN-P1`` for ``GN-P1a``."""
        return self.id.rstrip("abcdefghijklmnopqrstuvwxyz")


class DemandList(Record):
    """Everything asked of one form of cooperation."""

    kind: ClassVar[str] = "demands"
    folder: ClassVar[str] = "demands"

    title: Line
    form: Annotated[str, TermRef("form")] | None = None
    parties: Line
    legal_form: Line
    documents: tuple[Line, ...] = ()
    demands: tuple[Demand, ...] = Field(min_length=1)

    @property
    def label(self) -> str:
        """The name under which a person knows the record."""
        return self.title


class ClauseUse(Model):
    """A clause in its place, perhaps only under a condition.

    In YAML a clause without condition is written as its id alone.
    """

    shorthand: ClassVar[str] = "clause"

    clause: Annotated[str, Ref(("clause",))]
    when: Expression | None = None


def _as_use(value: object) -> object:
    return {"clause": value} if isinstance(value, str) else value


class Part(Model):
    """A stretch of the document, under a heading of its own if it has one."""

    heading: Line | None = None
    clauses: tuple[Annotated[ClauseUse, BeforeValidator(_as_use)], ...] = Field(min_length=1)


class AnnexUse(Model):
    """An annex that belongs to a document type, perhaps only under a condition."""

    shorthand: ClassVar[str] = "annex"

    annex: Annotated[str, Ref(("annex",))]
    when: Expression | None = None


def _as_annex(value: object) -> object:
    return {"annex": value} if isinstance(value, str) else value


class InterviewPage(Model):
    """Questions asked together."""

    title: Line
    intro: Text | None = None
    questions: tuple[QuestionId, ...] = Field(min_length=1)


class DefinedTerm(Model):
    """A word with a fixed meaning in the document, in the forms that the clauses use.

    Each form is a Jinja template over the answers, so that "Kommunerna" can become
    "Parterna" when a region takes part.
    """

    id: Slug
    forms: dict[
        Literal[
            "obestamd",
            "bestamd",
            "genitiv",
            "obestamd-genitiv",
            "bestamd-genitiv",
            "plural",
            "plural-bestamd",
            "plural-genitiv",
        ],
        Line,
    ] = Field(description="Böjningsformer: bestamd, genitiv, obestamd, plural …")
    definition: Template | None = None


class Annex(Record):
    """An annex that several document types can have, with numbers of its own.

    The id begins with ``bilaga-``, so that ``se("bilaga-kostnader")`` reads as what it is.
    """

    kind: ClassVar[str] = "annex"
    folder: ClassVar[str] = "annexes"

    title: Line = Field(description="Bilagans rubrik, utan nummer.")
    description: Text = Field(description="Vad bilagan är till för och när den behövs.")
    interview: tuple[InterviewPage, ...] = Field((), description="Frågor som bilagan ställer.")
    clauses: tuple[Annotated[ClauseUse, BeforeValidator(_as_use)], ...] = Field(min_length=1)

    @property
    def label(self) -> str:
        """The name under which a person knows the record."""
        return self.title


class AgreementType(Record):
    """A document type: what it is made of and what must be known to draft it."""

    kind: ClassVar[str] = "agreement"
    folder: ClassVar[str] = "agreements"

    title: Line
    description: Text = Field(description="Vad dokumentet är och när det används.")
    nature: Literal["antas", "undertecknas", "viljeyttring"] = Field(
        description="antas av fullmäktige (ingen underskrift), undertecknas eller viljeyttring."
    )
    numbering: Literal["paragraf", "decimal"] = Field(
        description="paragraf: 1 §, 2 § genom hela dokumentet. decimal: 1, 1.1."
    )
    form: Annotated[str, TermRef("form")]
    adopted_by: Line
    document_title: Template = Field(description="Dokumentets rubrik, med svar: Reglemente för …")
    demands: Annotated[str, Ref(("demands",))] | None = None
    document: Line | None = Field(None, description="Dokumentets namn i kravlistan.")
    interview: tuple[InterviewPage, ...] = Field(min_length=1)
    terms: tuple[DefinedTerm, ...] = ()
    preamble: Template | None = Field(None, description="Text före första klausulen.")
    parts: tuple[Part, ...] = Field(min_length=1)
    annexes: tuple[Annotated[AnnexUse, BeforeValidator(_as_annex)], ...] = Field(
        (), description="Bilagor i den ordning de numreras, var och en med sitt villkor."
    )
    companions: tuple[Annotated[str, Ref(("agreement",))], ...] = Field(
        (), description="Dokument som brukar höra till."
    )

    @property
    def label(self) -> str:
        """The name under which a person knows the record."""
        return self.title

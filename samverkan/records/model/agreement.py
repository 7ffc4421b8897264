"""Document types and annexes: which clauses, in which order, and what is asked to draft them."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from samverkan.records.model.base import Line, Model, Ref, Slug, TermRef, Text, Titled
from samverkan.records.model.question import Expression, QuestionId, Template
from samverkan.records.names import Nature


class ClauseUse(Model):
    """A clause in its place, perhaps only under a condition.

    In YAML a clause without condition is written as its id alone.
    """

    shorthand: ClassVar[str] = "clause"

    clause: Annotated[str, Ref(("clause",))] = Field(title="Klausul", description="Klausulens id.")
    when: Expression | None = Field(
        None, title="Villkor", description="Klausulen tas med bara om villkoret gäller."
    )


def _as_use(value: object) -> object:
    return {"clause": value} if isinstance(value, str) else value


_USE = BeforeValidator(_as_use, json_schema_input_type=Slug | ClauseUse)


class Part(Model):
    """A stretch of the document, under a heading of its own if it has one."""

    heading: Line | None = Field(
        None, title="Rubrik", description="Avdelningens rubrik, om den har någon."
    )
    clauses: tuple[Annotated[ClauseUse, _USE], ...] = Field(
        min_length=1, title="Klausuler", description="Klausulerna, i den ordning de ska stå."
    )


class AnnexUse(Model):
    """An annex that belongs to a document type, perhaps only under a condition."""

    shorthand: ClassVar[str] = "annex"

    annex: Annotated[str, Ref(("annex",))] = Field(title="Bilaga", description="Bilagans id.")
    when: Expression | None = Field(
        None, title="Villkor", description="Bilagan tas med bara om villkoret gäller."
    )


def _as_annex(value: object) -> object:
    return {"annex": value} if isinstance(value, str) else value


_ANNEX = BeforeValidator(_as_annex, json_schema_input_type=Slug | AnnexUse)


class InterviewPage(Model):
    """Questions asked together."""

    title: Line = Field(title="Rubrik", description="Sidans rubrik.")
    intro: Text | None = Field(None, title="Inledning", description="Text före frågorna.")
    questions: tuple[QuestionId, ...] = Field(
        min_length=1, title="Frågor", description="Frågorna på sidan."
    )


class DefinedTerm(Model):
    """A word with a fixed meaning in the document, in the forms that the clauses use.

    Each form is a Jinja template over the answers, so that "Kommunerna" can become
    "Parterna" when a region takes part.
    """

    id: Slug = Field(title="Id", description="Ordets id i direktivet term.")
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
    ] = Field(title="Böjning", description="Böjningsformer: bestamd, genitiv, obestamd, plural …")
    definition: Template | None = Field(
        None, title="Definition", description="Vad ordet betyder i dokumentet."
    )


class Annex(Titled):
    """An annex that several document types can have, with numbers of its own.

    The id begins with ``bilaga-``, so that ``se("bilaga-kostnader")`` reads as what it is.
    """

    kind: ClassVar[str] = "annex"
    folder: ClassVar[str] = "annexes"

    title: Line = Field(title="Rubrik", description="Bilagans rubrik, utan nummer.")
    description: Text = Field(
        title="Beskrivning", description="Vad bilagan är till för och när den behövs."
    )
    interview: tuple[InterviewPage, ...] = Field(
        (), title="Intervju", description="Frågor som bilagan ställer."
    )
    clauses: tuple[Annotated[ClauseUse, _USE], ...] = Field(
        min_length=1, title="Klausuler", description="Klausulerna, i den ordning de ska stå."
    )


class Carry(Model):
    """A question of another type and the one that takes its answer."""

    question: QuestionId = Field(title="Fråga", description="Frågan i det tidigare dokumentet.")
    to: QuestionId = Field(title="Till", description="Frågan i det nya dokumentet.")
    columns: dict[QuestionId, QuestionId] = Field(
        default_factory=dict, title="Kolumner", description="För en tabell: gammal och ny kolumn."
    )
    as_column: QuestionId | None = Field(
        None,
        title="Som kolumn",
        description="För en lista som blir en tabell: kolumnen som varje rad skrivs i.",
    )


class Leave(Model):
    """A question whose answer must be given anew."""

    question: QuestionId = Field(title="Fråga", description="Frågan i det tidigare dokumentet.")
    reason: Line = Field(title="Skäl", description="Varför svaret inte följer med.")


class LeaveColumn(Model):
    """A column of a carried table that the new table has no place for."""

    question: QuestionId = Field(title="Fråga", description="Tabellen i det tidigare dokumentet.")
    column: QuestionId = Field(title="Kolumn", description="Kolumnen som inte följer med.")
    reason: Line = Field(title="Skäl", description="Varför kolumnen inte följer med.")


class Give(Model):
    """An answer that follows from what the older document says, or from its being replaced."""

    to: QuestionId = Field(title="Till", description="Frågan i det nya dokumentet.")
    by: tuple[QuestionId, ...] = Field(
        (),
        title="Följer av",
        description="Frågor i det tidigare dokumentet som måste vara besvarade.",
    )
    when: Expression | None = Field(
        None, title="Villkor", description="Svaret ges bara om villkoret gäller."
    )
    value: Expression = Field(
        title="Värde", description="Uttryck över det tidigare dokumentets svar."
    )


class Conversion(Model):
    """How answers for another type become answers for this one.

    Questions that both ask are carried without being named.
    """

    first: ClassVar[tuple[str, ...]] = ("source",)

    source: Annotated[str, Ref(("agreement",))] = Field(
        title="Från", description="Dokumenttypen som svaren kommer från."
    )
    carry: tuple[Carry, ...] = Field((), title="För över", description="Frågor som byter namn.")
    give: tuple[Give, ...] = Field(
        (), title="Ge", description="Svar som följer av det tidigare dokumentet."
    )
    leave: tuple[Leave, ...] = Field((), title="Lämna", description="Svar som ges på nytt.")
    leave_columns: tuple[LeaveColumn, ...] = Field(
        (), title="Lämna kolumner", description="Kolumner som inte följer med."
    )


class Tie(Model):
    """A question of the decision package that the document to decide on answers itself.

    Of several ties for one question, the first that holds gives the answer.
    """

    question: QuestionId = Field(title="Fråga", description="Frågan i beslutsunderlaget.")
    by: tuple[QuestionId, ...] = Field(
        (), title="Besvaras av", description="Dokumentets frågor som svaret hämtas ur."
    )
    documents: tuple[Annotated[str, Ref(("agreement",))], ...] = Field(
        (),
        title="Dokument",
        description="Dokumenttyperna där svaret är givet av formen. Behövs bara utan by.",
    )
    value: Expression | None = Field(
        None,
        title="Värde",
        description="Uttryck över dokumentets svar. Utan uttryck: svaret på den första "
        "frågan i by.",
    )
    when: Expression | None = Field(
        None, title="Villkor", description="Dokumentet svarar bara om villkoret gäller."
    )
    reason: Line = Field(title="Skäl", description="Varför svaret är givet.")

    @model_validator(mode="after")
    def _has_a_value(self) -> Tie:
        if not self.by and (not self.documents or self.value is None):
            raise PydanticCustomError("tie", "utan by behövs både documents och value")
        return self


class AgreementType(Titled):
    """A document type: what it is made of and what must be known to draft it."""

    kind: ClassVar[str] = "agreement"
    folder: ClassVar[str] = "agreements"

    title: Line = Field(title="Rubrik", description="Dokumenttypens namn.")
    description: Text = Field(
        title="Beskrivning", description="Vad dokumentet är och när det används."
    )
    nature: Nature = Field(
        title="Slag",
        description="antas av fullmäktige (ingen underskrift), undertecknas, viljeyttring eller "
        "underlag för beslut om ett annat dokument.",
    )
    numbering: Literal["paragraf", "decimal"] = Field(
        title="Numrering", description="paragraf: 1 §, 2 § genom hela dokumentet. decimal: 1, 1.1."
    )
    form: Annotated[str, TermRef("form")] | None = Field(
        None,
        title="Form",
        description="Samverkansformen; ett underlag hör till alla former.",
    )
    adopted_by: Line = Field(title="Beslutas av", description="Vem som beslutar om dokumentet.")
    document_title: Template = Field(
        title="Dokumentets rubrik", description="Dokumentets rubrik, med svar: Reglemente för …"
    )
    demands: Annotated[str, Ref(("demands",))] | None = Field(
        None, title="Kravlista", description="Kravlistan i agreements/demands."
    )
    document: Line | None = Field(
        None, title="Dokument", description="Dokumentets namn i kravlistan."
    )
    interview: tuple[InterviewPage, ...] = Field(
        min_length=1, title="Intervju", description="Frågorna, sida för sida."
    )
    terms: tuple[DefinedTerm, ...] = Field(
        (), title="Definierade ord", description="Ord med bestämd betydelse i dokumentet."
    )
    party_heading: Line = Field(
        "Parter", title="Parternas rubrik", description="Vad parterna heter på första sidan."
    )
    preamble: Template | None = Field(
        None, title="Inledning", description="Text före första klausulen."
    )
    parts: tuple[Part, ...] = Field(
        min_length=1, title="Avdelningar", description="Dokumentets delar och deras klausuler."
    )
    annexes: tuple[Annotated[AnnexUse, _ANNEX], ...] = Field(
        (),
        title="Bilagor",
        description="Bilagor i den ordning de numreras, var och en med sitt villkor.",
    )
    conversions: tuple[Conversion, ...] = Field(
        (), title="Omvandlingar", description="Hur svar för andra typer förs över hit."
    )
    companions: tuple[Annotated[str, Ref(("agreement",))], ...] = Field(
        (), title="Hör till", description="Dokument som brukar höra till."
    )
    ties: tuple[Tie, ...] = Field(
        (),
        title="Kopplade frågor",
        description="För beslutsunderlaget: frågor som dokumentet redan har svarat på.",
    )

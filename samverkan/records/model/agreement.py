"""Clauses, statutory demands and document types: the agreement library."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator, Field, StringConstraints

from samverkan.records.model.base import (
    LegalRef,
    Level,
    Line,
    Model,
    Places,
    Record,
    Ref,
    Slug,
    TermRef,
    Text,
)
from samverkan.records.model.question import Expression, QuestionId, Template
from samverkan.records.names import Nature

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


class Clause(Record):
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

    @property
    def label(self) -> str:
        """The name under which a person knows the record."""
        return self.title


class Demand(Model):
    """One thing that the law (or practice) asks of a form of cooperation.

    A demand that names several subjects is divided, one subject each, with a letter after
    the number (``GN-P1a``): a list that is met as a whole hides the subject that is missing.
    """

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


class Concepts(Record):
    """Words for the same thing in agreements, by which evidence of demands is written."""

    kind: ClassVar[str] = "concepts"
    folder: ClassVar[str] = "concepts"

    title: Line = Field(title="Rubrik", description="Begreppslistans namn.")
    words: dict[Line, tuple[Line, ...]] = Field(
        title="Ord",
        description="Orden för varje begrepp: 'ord' i någon form eller sammansättning, '=ord' bara "
        "ordet, 'ord*' det som börjar så, '#' en siffra.",
    )

    @property
    def label(self) -> str:
        """The name under which a person knows the record."""
        return self.title


class DemandList(Record):
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

    @property
    def label(self) -> str:
        """The name under which a person knows the record."""
        return self.title


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


class Annex(Record):
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

    @property
    def label(self) -> str:
        """The name under which a person knows the record."""
        return self.title


class Carry(Model):
    """A question of another type and the one that takes its answer."""

    question: QuestionId = Field(title="Fråga", description="Frågan i det tidigare dokumentet.")
    to: QuestionId = Field(title="Till", description="Frågan i det nya dokumentet.")
    columns: dict[QuestionId, QuestionId] = Field(
        default_factory=dict, title="Kolumner", description="För en tabell: gammal och ny kolumn."
    )


class Leave(Model):
    """A question whose answer must be given anew."""

    question: QuestionId = Field(title="Fråga", description="Frågan i det tidigare dokumentet.")
    reason: Line = Field(title="Skäl", description="Varför svaret inte följer med.")


class Conversion(Model):
    """How answers for another type become answers for this one.

    Questions that both ask are carried without being named.
    """

    source: Annotated[str, Ref(("agreement",))] = Field(
        title="Från", description="Dokumenttypen som svaren kommer från."
    )
    carry: tuple[Carry, ...] = Field((), title="För över", description="Frågor som byter namn.")
    leave: tuple[Leave, ...] = Field((), title="Lämna", description="Svar som ges på nytt.")


class AgreementType(Record):
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

    @property
    def label(self) -> str:
        """The name under which a person knows the record."""
        return self.title

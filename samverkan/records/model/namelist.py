"""What a person's name looks like: knowledge that the check for names goes by."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from samverkan.records.model.base import Line, Model, Text, Titled


class NoName(Model):
    """A phrase that looks like a name but is none, or that may stand."""

    phrase: Line = Field(title="Fras", description="Orden så som de står.")
    reason: Line = Field(
        title="Skäl", description="Varför orden får stå, till exempel: namn på ett bibliotek."
    )


class NameList(Titled):
    """Words by which a natural person's name is known; no record may hold one."""

    kind: ClassVar[str] = "names"
    folder: ClassVar[str] = "names"
    first: ClassVar[tuple[str, ...]] = ("id", "title", "reviewed")

    title: Line = Field(title="Rubrik", description="Vad listan rymmer.")
    description: Text = Field(title="Beskrivning", description="Hur listan används.")
    given_names: Text = Field(title="Förnamn", description="Förnamn, åtskilda av mellanslag.")
    surname_endings: Text = Field(
        title="Efternamnens slut",
        description="Slut som efternamn ofta har (son, qvist), åtskilda av mellanslag.",
    )
    surname_endings_after_initial: Line = Field(
        "",
        title="Slut efter initial",
        description="Slut som visar ett efternamn först efter en initial eller 'heter' (berg).",
    )
    titles: Text = Field(
        title="Titlar",
        description="Titlar som ett namn ofta följer på, åtskilda av mellanslag.",
    )
    organisation_words: Text = Field(
        title="Organisationer",
        description="Ord som inleder en organisations namn och därför får följa på en titel.",
    )
    exceptions: tuple[NoName, ...] = Field(
        (), title="Undantag", description="Fraser som liknar namn men inte är det."
    )

"""Small documents made by hand, with everything in them that a writer has to write."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from samverkan.drafting.document import (
    Annex,
    Block,
    Citation,
    Clause,
    DemandMet,
    Document,
    Inlines,
    ItemList,
    Note,
    OpenPoint,
    Paragraph,
    Part,
    PartyLine,
    Placeholder,
    Reference,
    Row,
    Section,
    Signature,
    Strong,
    Table,
    Text,
)

NBSP = "\u00a0"


def t(text: str) -> Inlines:
    """Return plain text as inlines."""
    return (Text(text),)


def stycke(*inlines: str | Text | Strong | Placeholder | Reference | Citation) -> Paragraph:
    """Return a paragraph; strings are text."""
    return Paragraph(tuple(Text(i) if isinstance(i, str) else i for i in inlines))


def clause(
    clause_id: str, heading: str, *sections: Section, number: str | None = None,
    note: str | None = None,
) -> Clause:  # fmt: skip
    """Return a clause."""
    return Clause(
        id=clause_id,
        version=1,
        heading=heading,
        number=number,
        sections=sections,
        note=Note(tuple(note.split("\n"))) if note else None,
        level="lag",
        legal_basis=("2017:725 9:24",),
    )


SEATS = Table(
    "Platser i nämnden",
    (t("Part"), t("Ledamöter"), t("Ersättare")),
    (
        (t("Lindesbergs kommun"), t("4"), t("4")),
        (t("Nora kommun"), t("3"), (Placeholder("platser", "ersättare, Nora"),)),
    ),
    numeric=(False, True, True),
)
DNR = Placeholder("diarienummer", "Diarienummer")
LAW = Citation(f"9{NBSP}kap. 24{NBSP}§ kommunallagen (2017:725)", "2017:725", ("9:24",))


COSTS = Annex("bilaga-kostnader", 1, "Kostnader", (
    clause("bi-kostnad", "Fördelning",
           Section("bi-kostnad.1", "1.1", (stycke("Kostnaderna delas lika."),)),
           Section("bi-kostnad.2", "1.2", (
               stycke("Avvikelser från ", Reference("bi-kostnad.1", f"punkt{NBSP}1.1", "1.1"),
                      " beslutas av värden."),)),
           number="1"),
    clause("bi-avstamning", "Avstämning",
           Section("bi-avstamning.1", "2.1", (stycke("Avstämning sker varje år."),)),
           number="2"),
))  # fmt: skip


def reglemente() -> Document:
    """Return an adopted document with sections counted through it (1 §, 2 § …)."""
    first = Part(None, (
        clause("gn-inledning", "Inledning",
               Section("gn-inledning.1", "1", (
                   stycke("Med ", Strong("värden"), " avses Lindesbergs kommun. Se ",
                          Reference("gn-presidium.1", f"4{NBSP}§ andra{NBSP}stycket", "4"), "."),
               )), note="Inledningen är kort med flit.\nDen säger bara vem som är värd."),
    ))  # fmt: skip
    second = Part("Sammansättning och arbetsformer", (
        clause("gn-sammansattning", "Sammansättning",
               Section("gn-sammansattning.1", "2", (
                   stycke("Nämnden består av sju ledamöter (", LAW, "):"), SEATS,
                   stycke("Ersättarna är lika många."),
               )),
               Section("gn-sammansattning.2", "3", (
                   stycke("Nämnden ska"),
                   ItemList("bullet", (t("följa upp verksamheten,"),
                                       (Text("ta emot "), Placeholder("rapport", "rapport")))),
                   stycke("Därefter ska den i ordning"),
                   ItemList("number", (t("bereda,"), t("besluta,"), t("verkställa."))),
               ))),
        clause("gn-presidium", "Presidium",
               Section("gn-presidium.1", "4", (
                   stycke("Ordförande väljs av värden. Se ",
                          Reference("gn-sammansattning.1", f"2–3{NBSP}§§", "2"), "."),
                   stycke("Vice ordförande väljs av Nora kommun."),
               )),
               Section("gn-presidium.2", "5", (
                   ItemList("letter", (t("Först detta."), t("Sedan detta."))),
                   stycke("Se ", Reference("bi-kostnad.1", f"punkt{NBSP}1.1 i bilaga{NBSP}1",
                                            "1.1"),
                          " och ", Reference("bilaga-kostnader", f"bilaga{NBSP}1", "1"), "."),
               )), note="Hur presidiet väljs bestämmer parterna."),
    ))  # fmt: skip
    return Document(
        type_id="reglemente-gemensam-namnd",
        type_title="Reglemente för gemensam nämnd",
        heading=(Text("Reglemente för Bergslagens miljönämnd"),),
        nature="antas",
        numbering="paragraf",
        law_date="2026-11-22",
        law_texts=("kommunallagen (2017:725), text per 2026-07-01",),
        parties=(
            PartyLine("Lindesbergs kommun", t("212000-2015"), None, "Värd"),
            PartyLine("Nora kommun", t("212000-2007"), None, None),
        ),
        party_heading="Parter",
        front_rows=(
            Row("Diarienummer", (DNR,)),
            Row("Gäller från", t("2027-01-01")),
            Row("Ersätter", t("Reglemente 2019-06-17")),
            Row("Dokumentansvarig funktion", t("Kommunsekreterare")),
        ),
        decision_rows=(
            Row("Kommunfullmäktige i Lindesberg", t(f"2026-12-07 §{NBSP}112")),
            Row("Kommunfullmäktige i Nora", (Placeholder("beslut", "datum"), Text(f" §{NBSP}"),
                                             Placeholder("beslut", "paragraf"))),
        ),
        preamble=(stycke("Reglementet har samma lydelse i båda kommunerna."),),
        parts=(first, second),
        annexes=(COSTS,),
        signatures=(),
        open_points=(
            OpenPoint("forval", "Rapport: en gång om året. Det är vanligast.", None, None, "x"),
            OpenPoint("svar", "Diarienummer", "forsta-uppgifter", "Om dokumentet", "diarienummer"),
            OpenPoint("svar", "Vilken rapport nämnden tar emot", "gn-sammansattning.2",
                      f"3{NBSP}§", "rapport"),
            OpenPoint("beslut", "Ska presidiet växla mellan parterna?", "gn-presidium",
                      f"4–5{NBSP}§§"),
        ),
        demands=(
            DemandMet("GN-03", ("2017:725 9:24", "2017:725 6:16"),
                      f"9{NBSP}kap. 24{NBSP}§ och 6{NBSP}kap. 16{NBSP}§ kommunallagen (2017:725)",
                      "Antal ledamöter och ersättare per part", "lag", "met",
                      f"2–3{NBSP}§§, Sammansättning"),
            DemandMet("GN-01", ("2017:725 9:22",),
                      f"9{NBSP}kap. 22{NBSP}§ kommunallagen (2017:725)", "Nämndens uppgifter",
                      "lag", "elsewhere", "Samverkansavtal om gemensam nämnd"),
            DemandMet("GN-04", ("2017:725 6:19",),
                      f"6{NBSP}kap. 19{NBSP}§ kommunallagen (2017:725)", "Mandattid",
                      "lag", "missing", None),
        ),
        register_number=(DNR,),
        provenance={"type": "reglemente-gemensam-namnd", "answers": {"vard": "Å & <ä>"}},
    )  # fmt: skip


def avtal() -> Document:
    """Return an agreement that is signed, with numbered clauses (1, 1.1, 1.2 …)."""
    clauses = (
        clause("parter", "Parter och bakgrund",
               Section("parter.1", "1.1", (
                   stycke("Parterna samverkar enligt ",
                          Reference("kostnader", f"punkt{NBSP}2", "2"), " och ",
                          Reference("kostnader.nyckel", f"punkt{NBSP}2.1", "2.1"), "."),)),
               number="1", note="Bakgrunden bör vara kort."),
        clause("kostnader", "Kostnader",
               Section("kostnader.nyckel", "2.1", (
                   stycke("Kostnaderna fördelas så:"), SEATS)),
               Section("kostnader.2", "2.2", (
                   stycke("Fakturan ska ange"),
                   ItemList("number", (t("period och"), t("belopp."))),
                   stycke("Den ska också ange"),
                   ItemList("number", (t("referens."),)))),
               number="2"),
    )  # fmt: skip
    return replace(
        reglemente(),
        type_id="samverkansavtal",
        type_title="Samverkansavtal",
        heading=(Text("Avtal om gemensam växel"),),
        nature="undertecknas",
        numbering="decimal",
        parties=(
            PartyLine("Lindesbergs kommun", t("212000-2015"), "Värdkommunen", "Värd"),
            PartyLine("Nora kommun", (Placeholder("parter", "organisationsnummer"),), "Nora", None),
            PartyLine("Hällefors kommun", t("212000-1934"), "Hällefors", None),
        ),
        decision_rows=(),
        parts=(Part(None, clauses),),
        annexes=(
            COSTS,
            Annex(
                "bilaga-tid",
                2,
                "Tidplan",
                (
                    clause(
                        "bi-tid",
                        "Tider",
                        Section("bi-tid.1", "1.1", (stycke("Start 2027."),)),
                        number="1",
                    ),
                ),
            ),
        ),
        signatures=(
            Signature("Lindesbergs kommun"),
            Signature("Nora kommun"),
            Signature("Hällefors kommun"),
        ),
        open_points=(OpenPoint("svar", "Organisationsnummer, Nora", "kostnader", None, "parter"),),
        demands=(),
        law_texts=(),
    )


def with_text(text: str) -> Document:
    """Return an agreement in which ``text`` stands wherever a text can stand."""
    section = Section("a.1", "1.1", (
        stycke(text, Strong(text), Placeholder("fraga", text), Citation(text, "2017:725")),
        ItemList("bullet", (t(text),)),
        Table(text, (t(text), t(text)), ((t(text), t(text)),)),
    ))  # fmt: skip
    noted = replace(clause("a", text, section, number="1"), note=Note((text,)))
    return replace(
        avtal(),
        type_title=text,
        heading=(Text(f"{text} "),),
        parties=(PartyLine(text, t(text), text, None),),
        front_rows=(Row(text, t(text)),),
        parts=(Part(text, (noted,)),),
        signatures=(Signature(text),),
        open_points=(OpenPoint("svar", text, "a", None, "fraga"),),
        demands=(DemandMet("X-1", (text,), text, text, text, "met", text),),
        law_texts=(text,),
        register_number=t(text),
    )


def long_reglemente(clauses: int = 24) -> Document:
    """Return a document of about twelve pages."""
    filler = (
        "Nämnden ansvarar för att verksamheten bedrivs i enlighet med de mål och riktlinjer som "
        "fullmäktige i de samverkande kommunerna har bestämt samt de föreskrifter som gäller för "
        "verksamheten. Nämnden ska också se till att den interna kontrollen är tillräcklig."
    )
    parts, number = [], 0
    for part in range(4):
        chosen = []
        for index in range(part * clauses // 4, (part + 1) * clauses // 4):
            sections = []
            for position in range(3):
                number += 1
                target = f"k-{max(index - 1, 0)}.1"
                refers = Reference(target, f"{max(index - 1, 0) * 3 + 2}{NBSP}§",
                                   str(max(index - 1, 0) * 3 + 2))  # fmt: skip
                content: list[Block] = [stycke(filler, " Se ", refers, " och ", LAW, ".")]
                if position == 1:
                    items = ItemList("letter", (t(filler[:90]),) * 3)
                    content += [stycke("Nämnden ska"), items]
                if index % 6 == 0 and position == 2:
                    content.append(SEATS)
                sections.append(Section(f"k-{index}.{position}", str(number), tuple(content)))
            chosen.append(clause(f"k-{index}", f"Verksamhetsansvar {index}", *sections,
                                 note=filler))  # fmt: skip
        parts.append(Part(f"Avdelning {part + 1}", tuple(chosen)))
    points = tuple(
        OpenPoint("beslut", f"Ska ordningen i punkt {index} gälla alla parter?", f"k-{index}.0",
                  f"{index * 3 + 1}{NBSP}§") for index in range(0, clauses, 3)
    )  # fmt: skip
    small = reglemente()
    return replace(small, parts=tuple(parts), open_points=points, demands=small.demands * 8)


def with_block(*blocks: Block, **changes: Any) -> Document:
    """Return an adopted document whose only section holds ``blocks``."""
    part = Part(None, (clause("a", "A", Section("a.1", "1", blocks)),))
    return replace(reglemente(), parts=(part,), annexes=(), open_points=(), **changes)

"""The Word file: what a lawyer who opens it would miss."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest

from samverkan.drafting.document import (
    Document,
    Paragraph,
    Part,
    Reference,
    Section,
    Table,
    plain,
)
from samverkan.drafting.outline import Outline, section_key
from samverkan.drafting.word import read_provenance, write
from samverkan.drafting.word.base import base
from samverkan.drafting.word.bookmark import bookmark_name
from samverkan.drafting.word.template import BASE
from tests.drafting import samples
from tests.drafting.samples import NBSP, clause, stycke, t
from tests.drafting.wordreading import W, Word, misplaced, text_of

SAMPLES = [samples.reglemente(), samples.avtal(), samples.long_reglemente()]
both = pytest.mark.parametrize("document", SAMPLES, ids=["reglemente", "avtal", "langt"])


def test_content_in_reading_order() -> None:
    """The text, its styles and the numbers that Word computes."""
    lines = Word(write(samples.reglemente())).outline().splitlines()
    start = lines.index("BodyText | Reglementet har samma lydelse i båda kommunerna.")
    expected = """\
        BodyText | Reglementet har samma lydelse i båda kommunerna.
        Heading1 | Inledning
        Paragraf | 1 § | Med värden avses Lindesbergs kommun. Se 4 § andra stycket.
        Heading1 | Sammansättning och arbetsformer
        Heading2 | Sammansättning
        Paragraf | 2 § | Nämnden består av sju ledamöter (9 kap. 24 § kommunallagen (2017:725)):
        Caption | Platser i nämnden
          Tabellrubrik | Part
          Tabellrubrik | Ledamöter
          Tabellrubrik | Ersättare
          Tabelltext | Lindesbergs kommun
          Tabelltext | 4
          Tabelltext | 4
          Tabelltext | Nora kommun
          Tabelltext | 3
          Tabelltext | [ersättare, Nora]
        Stycke | Ersättarna är lika många.
        Paragraf | 3 § | Nämnden ska
        ListBullet | • | följa upp verksamheten,
        ListBullet | • | ta emot [rapport]
        Stycke | Därefter ska den i ordning
        ListNumber | 1. | bereda,
        ListNumber | 2. | besluta,
        ListNumber | 3. | verkställa.
        Heading2 | Presidium
        Paragraf | 4 § | Ordförande väljs av värden. Se 2–3 §§.
        Stycke | Vice ordförande väljs av Nora kommun.
        Paragraf | 5 § |
        Bokstavslista | a) | Först detta.
        Bokstavslista | b) | Sedan detta."""
    wanted = [line[8:] for line in expected.splitlines()]
    got = [line.replace(NBSP, " ").rstrip() for line in lines[start : start + len(wanted)]]
    assert got == wanted


def test_page_one_in_reading_order() -> None:
    """What the document is, who decides, and what remains, before anything else."""
    lines = Word(write(samples.reglemente())).outline().replace(NBSP, " ").splitlines()
    assert lines[:2] == [
        "Subtitle | Reglemente för gemensam nämnd",
        "Title | Reglemente för Bergslagens miljönämnd",
    ]
    box = lines.index(
        "Ruta | Utkastet följer de lagar som gäller den 22 november 2026. Sist står när varje "
        "lagtext kontrollerades. Rutan tas bort innan dokumentet antas."
    )
    assert lines[box + 1 : box + 9] == [
        "Rutrubrik | Öppna punkter (4)",
        "Rutgrupp | Att ta ställning till (1)",
        "Oppenpunkt | 1. | Ska presidiet växla mellan parterna? (4–5 §§)",
        "Rutgrupp | Obesvarade frågor (2)",
        "Oppenpunkt | 2. | Diarienummer (Om dokumentet)",
        "Oppenpunkt | 3. | Vilken rapport nämnden tar emot (3 §)",
        "Rutgrupp | Förvalda svar att bekräfta (1)",
        "Oppenpunkt | 4. | Rapport: en gång om året. Det är vanligast.",
    ]


def test_decimal_numbers_and_restarted_lists() -> None:
    """Agreements count 1, 1.1; every numbered list begins at 1."""
    lines = Word(write(samples.avtal())).lines()
    numbers = [(line.style, line.number) for line in lines
               if line.style in {"Heading1", "Punkt", "ListNumber"}]  # fmt: skip
    assert numbers == [
        ("Heading1", "1"), ("Punkt", "1.1"), ("Heading1", "2"), ("Punkt", "2.1"),
        ("Punkt", "2.2"), ("ListNumber", "1."), ("ListNumber", "2."), ("ListNumber", "1."),
    ]  # fmt: skip


def test_numbered_clauses_under_unnumbered_parts() -> None:
    """Part headings take Heading1, so the numbers move to Heading2 and go on across parts."""
    one = clause("a", "Ett", Section("a.1", "1.1", (stycke("A."),)), number="1")
    two = clause("b", "Två", Section("b.1", "2.1", (stycke("B."),)), number="2")
    document = replace(samples.avtal(), annexes=(), open_points=(),
                       parts=(Part("Del A", (one,)), Part("Del B", (two,))))  # fmt: skip
    lines = Word(write(document)).lines()
    headings = [str(line) for line in lines if line.style.startswith("Heading")]
    assert headings == [
        "Heading1 | Del A", "Heading2 | 1 | Ett", "Heading1 | Del B", "Heading2 | 2 | Två",
    ]  # fmt: skip


@both
def test_numbers_are_those_of_the_tree(document: Document) -> None:
    """What Word counts is what the tree says, section by section."""
    marks = Word(write(document)).bookmarks()
    outline = Outline(document)
    for item in document.clauses():
        for section in item.sections:
            key = section_key(section.id)
            assert marks[bookmark_name(key)].number == outline.label(key)


@both
def test_references_are_fields_that_are_right_already(document: Document) -> None:
    r"""Each REF field holds what Word will put there; ``\t`` leaves the bare figure."""
    word = Word(write(document))
    marks = word.bookmarks()
    references = [field for field in word.fields() if r"\n" in field.code.split()]
    assert references
    for field in references:
        name = field.code.removeprefix("REF ").split()[0]
        number = marks[name].number or ""
        bare = r"\t" in field.code.split()
        assert field.result == (re.sub(r"\D", "", number) if bare else number)


def test_reference_to_a_clause_without_number_goes_to_its_first_section() -> None:
    """In a reglemente the headings bear no numbers, so a clause is meant by its first §."""
    part = Part(None, (
        clause("a", "Ett", Section("a.1", "1", (stycke(Reference("b", f"2{NBSP}§", "2")),))),
        clause("b", "Två", Section("b.1", "2", (stycke("Två."),))),
    ))  # fmt: skip
    word = Word(write(replace(samples.reglemente(), parts=(part,), annexes=(), open_points=())))
    field = next(field for field in word.fields() if field.code.startswith("REF"))
    assert word.bookmarks()[field.code.split()[1]].text == "Två."


@both
def test_contents_list_the_headings_in_order(document: Document) -> None:
    """The table of contents is right before anyone updates it, and guesses no pages.

    The label of an annex is as wide as a word, so no tab parts it from the title.
    """
    lines = Word(write(document)).lines()
    wanted = [
        f"{line.number}{' ' if line.style == 'Bilaga' else chr(9)}{line.text}"
        if line.number
        else line.text
        for line in lines
        if line.style
        in {
            "Heading1",
            "Heading2",
            "Rubrikutannummer",
            "Bilaga",
            "Bilagerubrik",
            "Arbetsunderlag",
        }
    ]
    contents = [line.text for line in lines if line.style in {"TOC1", "TOC2"}]
    assert contents == wanted


@both
def test_links_lead_somewhere(document: Document) -> None:
    """Every link and field names a bookmark that exists, once, in 40 characters."""
    word = Word(write(document))
    names = [mark.get(f"{W}name") for mark in word.body.iter(f"{W}bookmarkStart")]
    assert len(names) == len(set(names))
    assert all(len(name) <= 40 for name in names)
    anchors = [link.get(f"{W}anchor") for link in word.body.iter(f"{W}hyperlink")]
    assert anchors
    assert set(anchors) <= set(names)


@both
def test_all_text_is_there(document: Document) -> None:
    """Every text of the tree stands in the file."""
    found = "\n".join(line.text for line in Word(write(document)).lines())
    for item in document.clauses():
        assert item.heading in found
        for section in item.sections:
            for block in section.blocks:
                if isinstance(block, Paragraph):
                    assert plain(block.inlines) in found
                elif isinstance(block, Table):
                    for row in (block.header, *block.rows):
                        assert all(plain(cell) in found for cell in row)
                else:
                    assert all(plain(text) in found for text in block.items)
    for point in document.open_points:
        assert point.text in found
    for demand in document.demands:
        assert demand.text in found
    for row_ in (*document.front_rows, *document.decision_rows):
        assert row_.label in found
        assert plain(row_.value) in found


@both
def test_no_empty_paragraphs(document: Document) -> None:
    """Space is made by styles; an empty paragraph is read aloud as nothing."""
    empty = [line for line in Word(write(document)).lines() if not line.text and not line.number]
    assert empty == []


@both
def test_tables_can_be_read_by_everyone(document: Document) -> None:
    """Header rows repeat, rows stay whole, and each table says what it is."""
    for table in Word(write(document)).body.iter(f"{W}tbl"):
        properties = table.find(f"{W}tblPr")
        assert properties.find(f"{W}tblCaption").get(f"{W}val")
        assert properties.find(f"{W}tblDescription").get(f"{W}val")
        rows = table.findall(f"{W}tr")
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
        headers = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows]
        assert headers == [True] + [False] * (len(rows) - 1)
        grid = [int(column.get(f"{W}w")) for column in table.iter(f"{W}gridCol")]
        assert sum(grid) <= 9070


def test_a_small_table_is_not_divided_between_pages() -> None:
    """Every row but the last is kept with the next; a long table keeps two rows at each end."""
    rows = tuple((t(f"Part {n}"), t("2")) for n in range(4))
    for count, kept in ((1, 4 - 1), (5, 2)):
        word = Word(
            write(samples.with_block(Table("Platser", (t("Part"), t("Antal")), rows * count)))
        )
        table = next(each for each in word.body.iter(f"{W}tbl")
                     if "Part 0" in "".join(each.itertext()))  # fmt: skip
        body = list(table.iter(f"{W}tr"))[1:]
        assert sum(1 for row in body if row.find(f".//{W}keepNext") is not None) == kept


def test_placeholders_are_content_controls() -> None:
    """A gap can be found by its question and is seen at once."""
    word = Word(write(samples.reglemente()))
    controls = [c for c in word.body.iter(f"{W}sdt") if c.find(f"{W}sdtPr/{W}showingPlcHdr")
                is not None]  # fmt: skip
    found = [(c.find(f"{W}sdtPr/{W}tag").get(f"{W}val"), text_of(c)) for c in controls]
    assert found == [
        ("beslut", "[datum]"), ("beslut", "[paragraf]"), ("diarienummer", "[Diarienummer]"),
        ("platser", "[ersättare, Nora]"), ("rapport", "[rapport]"),
    ]  # fmt: skip
    for control in controls:
        assert control.find(f".//{W}highlight").get(f"{W}val") == "yellow"
    parts = [root for _, root in word.xml_parts()]
    ids = [i.get(f"{W}val") for root in parts for i in root.iterfind(f".//{W}sdtPr/{W}id")]
    assert len(ids) == len(set(ids))


def test_header_and_footer() -> None:
    """Every page says which document it is, its diarienummer, and page x of y."""
    word = Word(write(samples.reglemente()))
    header = text_of(word.xml("word/header1.xml"))
    assert header == "Reglemente för Bergslagens miljönämnd\tDiarienummer [Diarienummer]"
    footer = word.xml("word/footer1.xml")
    codes = [code.text.strip() for code in footer.iter(f"{W}instrText")]
    assert codes == ["PAGE", "NUMPAGES"]
    assert text_of(footer) == "\tSida 1 av 1"


def test_notes_are_comments_on_the_headings() -> None:
    """python-docx reads the notes as comments, each anchored at its clause."""
    word = Word(write(samples.reglemente()))
    comments = [(c.author, c.initials, c.text) for c in word.docx.comments]
    assert comments == [
        (
            "Samverkansbanken",
            "SB",
            "Inledningen är kort med flit.\nDen säger bara vem som är värd.",
        ),
        ("Samverkansbanken", "SB", "Hur presidiet väljs bestämmer parterna."),
    ]
    starts = list(word.body.iter(f"{W}commentRangeStart"))
    assert [text_of(start.getparent()) for start in starts] == ["Inledning", "Presidium"]


@both
def test_without_notes_only_the_comments_are_gone(document: Document) -> None:
    """``notes="none"`` changes nothing that is read on the page."""
    with_notes, without = Word(write(document)).parts, Word(write(document, notes="none")).parts
    assert set(with_notes) - set(without) == {"word/comments.xml"}
    document_xml = with_notes["word/document.xml"].decode()
    stripped = re.sub(r"<w:commentRange(?:Start|End) [^>]*/>", "", document_xml)
    stripped = re.sub(r"<w:r><w:rPr><w:rStyle w:val=\"CommentReference\"/></w:rPr>"
                      r"<w:commentReference [^>]*/></w:r>", "", stripped)  # fmt: skip
    assert stripped == without["word/document.xml"].decode()
    changed = {name for name in without if with_notes[name] != without[name]}
    assert changed == {
        "word/document.xml", "[Content_Types].xml", "word/_rels/document.xml.rels",
    }  # fmt: skip
    assert all(b"comments" not in part for part in without.values())


@both
def test_same_document_same_bytes(document: Document) -> None:
    """A draft made twice is the same file."""
    assert write(document) == write(document)


def test_properties_and_language() -> None:
    """The file is titled, dated by its law, and Swedish throughout."""
    word = Word(write(samples.avtal()))
    properties = word.docx.core_properties
    assert properties.title == "Avtal om gemensam växel"
    assert properties.subject == "Samverkansavtal"
    assert properties.author == "Samverkansbanken"
    assert properties.language == "sv-SE"
    assert properties.keywords == "samverkansavtal"
    assert str(properties.created) == "2026-11-22 00:00:00+00:00"
    languages = {
        value
        for _, root in word.xml_parts()
        for tag in ("lang", "themeFontLang")
        for element in root.iter(f"{W}{tag}")
        for value in element.attrib.values()
    }
    assert languages == {"sv-SE"}
    assert not any(b"en-US" in part or b"python-docx" in part for part in word.parts.values())


def test_provenance_is_inside_and_can_be_read_back() -> None:
    """What the draft was made from comes along in the file."""
    document = samples.reglemente()
    assert read_provenance(write(document)) == json.loads(json.dumps(document.provenance))
    assert read_provenance(BASE.read_bytes()) is None
    assert read_provenance(b"inte en zip") is None


def test_signature_blocks() -> None:
    """What is signed, on each page; a block per party, two in a row; none in what is adopted."""
    word = Word(write(samples.avtal()))
    caption = f"{W}tblPr/{W}tblCaption[@{W}val='Underskrifter']"
    table = next(t for t in word.body.iter(f"{W}tbl") if t.find(caption) is not None)
    rows = [[text_of(cell) for cell in row.findall(f"{W}tc")] for row in table.iter(f"{W}tr")]
    lines = "\t\nOrt och datum\t\nUnderskrift\t\nNamnförtydligande\t\nTitel eller befattning"
    assert rows == [["Avtal om gemensam växel"],
                    [f"För Lindesbergs kommun{lines}", f"För Nora kommun{lines}"],
                    [f"För Hällefors kommun{lines}"]]  # fmt: skip
    adopted = Word(write(samples.reglemente())).outline()
    assert "Underskrift" not in adopted


@both
def test_order_of_the_schema(document: Document) -> None:
    """Children stand in the order of ISO 29500; Word calls a file that breaks it damaged."""
    for name, root in Word(write(document)).xml_parts():
        assert (name, misplaced(root)) == (name, [])


def test_base_is_what_its_script_makes() -> None:
    """templates/word/base.docx can be made again, byte for byte."""
    assert BASE.read_bytes() == base(), (
        "kör: python -m samverkan.drafting.word.base templates/word/base.docx"
    )


def test_styles_that_are_used_exist() -> None:
    """Word shows a paragraph of an unknown style as Normal, without a word."""
    for document in SAMPLES:
        word = Word(write(document))
        for _, root in word.xml_parts():
            for tag in ("pStyle", "rStyle", "tblStyle", "basedOn", "next"):
                for element in root.iter(f"{W}{tag}"):
                    assert element.get(f"{W}val") in word.styles


# -- whatever the answers say --------------------------------------------------------------

"""References to a single item of a list: what is printed, and what Word makes of it."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samverkan.drafting.citations import Citer
from samverkan.drafting.clausecheck import library_faults
from samverkan.drafting.document import Annex, Clause, Document, Part, Reference
from samverkan.drafting.html import write_html
from samverkan.drafting.markup import MarkupError, parse
from samverkan.drafting.numbering import Numbering, Resolver, number_clauses
from samverkan.drafting.openpoints import section_inlines
from samverkan.drafting.redline.node import WORD
from samverkan.drafting.redline.package import Package
from samverkan.drafting.refresh.renumbering import renumber
from samverkan.drafting.templating import Tokens, refer, render
from samverkan.drafting.text import write_text
from samverkan.drafting.word import write
from samverkan.drafting.word.package import pack
from samverkan.records.load import load
from tests.drafting import samples
from tests.drafting.libreoffice import Action, seen
from tests.drafting.samples import NBSP, clause
from tests.drafting.test_assemble import ANSWERS
from tests.drafting.test_assemble import draft as assembled
from tests.drafting.wordreading import Word

DAY = date(2026, 11, 25)
DUTIES = """\
Likvidatorn ska

1. upprätta en plan,
{% if borgenarer %}
2. förteckna borgenärerna,
{% endif %}
3. [skulder] betala skulderna,
4. sälja egendomen.
"""


def drafted(
    texts: Sequence[str], numbering: Numbering = "paragraf", *, annexed: str | None = None,
    **answers: Any,
) -> Document:  # fmt: skip
    """Return a document with a clause ``k1``, ``k2`` … of each text, and ``bi`` in an annex."""
    tokens = Tokens()

    def raw(text: str) -> Any:
        return parse(render(text, {"se": refer, **answers}, tokens), tokens)

    body = number_clauses([(f"k{n}", raw(text)) for n, text in enumerate(texts, 1)], numbering)
    beside = number_clauses([("bi", raw(annexed))] if annexed else [], "decimal")
    annexes = [("bilaga-mer", beside)] if annexed else []
    resolver = Resolver(body, numbering, Citer({}, DAY), annexes)

    def clauses(numbered: Any) -> tuple[Clause, ...]:
        return tuple(
            clause(each.clause_id, "Rubrik", *(resolver.section(*section)
                   for section in each.sections), number=each.clause_number)
            for each in numbered
        )  # fmt: skip

    part = Part(None, clauses(body))
    resolver.annex = 1
    added = tuple(Annex(name, 1, "Mer", clauses(numbered)) for name, numbered in annexes)
    sample = replace(samples.reglemente(), open_points=(), annexes=added)
    return replace(sample, numbering=numbering, parts=(part,))


def references(document: Document) -> list[Reference]:
    """Return the references of a document, in order."""
    sections = [section for each in document.clauses() for section in each.sections]
    return [i for s in sections for i in section_inlines(s) if isinstance(i, Reference)]


def printed(document: Document) -> list[str]:
    """Return how they are printed."""
    return [each.text.replace(NBSP, " ") for each in references(document)]


LETTERS = "Det gäller\n\na) [ett] först,\nb) [tva] sedan."
TWICE = f"Ett stycke.\n\n{LETTERS}"
SEE = 'Se {{ se("k1.1.tva") }}.'


@pytest.mark.parametrize(
    ("text", "numbering", "said"),
    [
        (LETTERS, "paragraf", "1 § b)"),
        (LETTERS, "decimal", "punkt 1.1 b)"),
        (TWICE, "paragraf", "1 § andra stycket b)"),
        (TWICE, "decimal", "punkt 1.1 andra stycket b)"),
        ("1. ett,\n2. [tva] två.", "paragraf", "1 § 2"),
        ("1. ett,\n2. [tva] två.", "decimal", "punkt 1.1 led 2"),
        ("1. ett,\n2. [tva] två.\n\nSlut.", "paragraf", "1 § första stycket 2"),
        ("Ett:\n1. a\n\nTvå:\n1. b\n2. c\n3. [tva] d", "paragraf", "1 § andra stycket 3"),
    ],
)
def test_an_item_is_called_as_in_a_statute(text: str, numbering: Numbering, said: str) -> None:
    """Section, stycke when there are several, and the item's own number; the same everywhere."""
    document = drafted([text, SEE], numbering)
    assert printed(document) == [said]
    assert f"Se {said}." in write_text(document).replace(NBSP, " ")
    assert f"Se {said}." in [line.text.replace(NBSP, " ") for line in Word(write(document)).lines()]
    page = write_html(document).replace(NBSP, " ")
    assert f'<a href="#led-k1.1.tva">{said}</a>' in page
    assert page.count(' id="led-k1.1.tva"') == 1


def test_an_item_in_an_annex_says_which_annex() -> None:
    """The same numbers run in the body and in every annex."""
    there = 'Se {{ se("bi.1.tva") }}.'
    back = f'{LETTERS}\n\nSe {{{{ se("k1.1") }}}} och {{{{ se("bi.1.ett") }}}}.'
    document = drafted([there], annexed=back)
    wanted = ["punkt 1.1 första stycket b) i bilaga 1", "1 §", "punkt 1.1 första stycket a)"]
    assert printed(document) == wanted


def test_a_conditional_item_renumbers_those_after_it() -> None:
    """The number is that of the draft, not that of the clause's text."""
    texts = [DUTIES, 'Se {{ se("k1.1.skulder") }}.']
    assert printed(drafted(texts, borgenarer=True)) == ["1 § 3"]
    assert printed(drafted(texts, borgenarer=False)) == ["1 § 2"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a) [x] ett,\nb) [x] två.", "två led i samma paragraf heter [x]"),
        ("- [x] ett,\n- två.", "[x] står i en punktlista"),
        ("1. [Första saken] ett.", "[ först i ett led är ledets namn"),
        ("1. [x] ett.\n\n1. två.", "två listor av samma slag"),
    ],
)
def test_a_name_that_cannot_tell_items_apart_stops_the_draft(text: str, words: str) -> None:
    """A reference must lead to one place."""
    with pytest.raises(MarkupError) as raised:
        parse(text, Tokens())
    assert words in str(raised.value)


@pytest.mark.parametrize(
    ("text", "target", "words"),
    [
        (DUTIES, 'se("k1.1.skatter")', "ledet [skatter] finns inte i den lydelse som gäller"),
        (DUTIES, 'se("k9.1.skulder")', "klausulen finns inte i dokumentet"),
        (DUTIES, 'se("k1.1.skulder", stycke=1)', "stycket räknas ut"),
        ("A.\n\n" * 9 + "B:\n1. [x] c", 'se("k1.1.x")', "dela paragrafen"),
    ],
)
def test_a_reference_to_no_item_stops_the_draft(text: str, target: str, words: str) -> None:
    """Also when the item is in another wording than the one that is chosen."""
    with pytest.raises(LookupError) as raised:
        drafted([text, f"Se {{{{ {target} }}}}."], borgenarer=True)
    assert words in str(raised.value)


# -- what check tells ----------------------------------------------------------------------

SAMMANSATTNING, VARD = (f"kb/clauses/test-{name}.yaml" for name in ("sammansattning", "vard"))
LIST = "§ ordning\n  Ordningen är\n\n  a) [forst] först,\n  b) [sedan] sedan.\n  § ersattare\n"
_USED = "test-sammansattning.ordning"
USES = f'Se {{{{ se("{_USED}.forst") }}}} och {{{{ se("{_USED}.sedan") }}}}.\n'


def _planted(mini: Path, items: Callable[[str], str], uses: Callable[[str], str]) -> None:
    for file, old, new in (
        (SAMMANSATTNING, "§ ersattare\n", items(LIST)),
        (VARD, "Värden svarar för\n", f"{uses(USES)}\n  Värden svarar för\n"),
    ):
        text = (mini / file).read_text("utf-8")
        assert old in text
        (mini / file).write_text(text.replace(old, new, 1), "utf-8")


def _same(text: str) -> str:
    return text


def test_named_items_that_are_used_have_no_faults(mini: Path) -> None:
    """And two branches of a condition may both have an item of the name."""
    either = ("{% if egen_personal %}", "b) [sedan] sedan.", "{% else %}", "b) [sedan] strax.",
              "{% endif %}")  # fmt: skip
    split = "\n  ".join(either)
    _planted(mini, lambda text: text.replace("b) [sedan] sedan.", split), _same)
    text = (mini / SAMMANSATTNING).read_text("utf-8")
    listed = text.replace("antal_ledamoter, platser]", "antal_ledamoter, platser, egen_personal]")
    (mini / SAMMANSATTNING).write_text(listed, "utf-8")
    loaded = load(mini)
    assert [str(fault) for fault in (*loaded.faults, *library_faults(loaded))] == []
    for type_id, said in (("reglemente-test", "Se 2 § a) och 2 § b)."),
                          ("avtal-test", "Se punkt 1.2 a) och punkt 1.2 b).")):  # fmt: skip
        document = assembled(loaded.bank, ANSWERS, type_id)
        assert said in write_text(document).replace(NBSP, " ")


@pytest.mark.parametrize(
    ("items", "uses", "file", "code", "words"),
    [
        (_same, lambda t: t.replace("ning.forst", "ning.frost"), VARD, "dod-hanvisning",
         "frost finns inte. Menade du forst?"),
        (_same, lambda t: t.replace("ordning.forst", "ersattare.forst"), VARD, "dod-hanvisning",
         "ledet test-sammansattning.ersattare.forst finns inte."),
        (lambda t: t.replace("sedan.\n", "sedan,\n  c) [mer] mer.\n"),
         _same, SAMMANSATTNING, "led-oanvant", "ingen hänvisning leder till ledet [mer]."),
        (lambda t: t.replace("sedan.\n", "sedan,\n  c) [sedan] därpå.\n"), _same, SAMMANSATTNING,
         "led-dubbelt", "två led i samma paragraf heter [sedan]."),
    ],
    ids=["okant", "annan-paragraf", "oanvant", "dubbelt"],
)  # fmt: skip
def test_check_tells_of_items(
    mini: Path, items: Callable[[str], str], uses: Callable[[str], str], file: str, code: str,
    words: str,
) -> None:  # fmt: skip
    """Each fault is told at its line, in Swedish, before any draft is made."""
    _planted(mini, items, uses)
    faults = [fault for fault in library_faults(load(mini)) if fault.code == code]
    assert faults
    assert {fault.file for fault in faults} == {file}
    assert words in str(faults[0])
    line = (mini / file).read_text("utf-8").splitlines()[faults[0].line - 1]
    assert "ordning" in line or "ersattare" in line or "c) [" in line


# -- Word ----------------------------------------------------------------------------------

ITEMS = st.lists(st.booleans(), min_size=1, max_size=6)
"""For each item: whether it is named."""
LISTS = st.tuples(st.sampled_from("1a"), st.booleans(), ITEMS)
SECTIONS = st.lists(st.tuples(st.integers(0, 2), st.lists(LISTS, max_size=2)), min_size=1,
                    max_size=3)  # fmt: skip


def _clause_text(sections: Sequence[Any], targets: list[str], clause_id: str) -> str:
    lines = []
    for number, (before, lists) in enumerate(sections, start=1):
        lines += [f"§ s{number}", *("Stycke.\n" for _ in range(before)), "Det gäller:\n"]
        for at, (kind, after, items) in enumerate(lists):
            for index, named in enumerate(items):
                name = f"[l{at}i{index}] " if named else ""
                lines.append(f"{'a)' if kind == 'a' else '1.'} {name}led {index},")
                targets += [f"{clause_id}.s{number}.l{at}i{index}"] if named else []
            lines += ["", "Vidare:\n" if after or at == 0 else ""]
    return "\n".join(lines)


@settings(max_examples=40)
@given(
    clauses=st.lists(SECTIONS, min_size=1, max_size=3),
    numbering=st.sampled_from(["paragraf", "decimal"]),
)
def test_every_field_holds_the_number_of_its_target(
    clauses: list[Any], numbering: Numbering
) -> None:
    """Whatever lists there are: what stands in the file is what Word will count."""
    targets: list[str] = []
    texts = [_clause_text(each, targets, f"k{at}") for at, each in enumerate(clauses, start=1)]
    texts.append("\n\n".join(["Se:", *(f'{{{{ se("{target}") }}}}' for target in targets)]))
    word = Word(write(drafted(texts, numbering)))
    marks = word.bookmarks()
    fields = [field for field in word.fields() if field.code.startswith("REF _")]
    assert len(fields) == 2 * len(targets)
    for field in fields:
        assert field.code.split()[2:] == [r"\n", r"\h"]
        assert field.result == (marks[field.code.split()[1]].number or "").rstrip(".")


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _emptied(data: bytes) -> bytes:
    """Return the file with a question mark as the result of every REF field."""
    parts = _parts(data)
    field = r"(> REF _.*?separate\"/></w:r><w:r>(?:<w:rPr>.*?</w:rPr>)?<w:t[^>]*>)[^<]+"
    body, count = re.subn(field, r"\1?", parts["word/document.xml"].decode())
    assert count
    return pack({**parts, "word/document.xml": body.encode()})


def test_libreoffice_counts_the_same(tmp_path: Path) -> None:
    """A field that is brought up to date says what it said from the beginning."""
    texts = [DUTIES, TWICE, 'Se {{ se("k1.1.skulder") }} och {{ se("k2.1.tva") }}.']
    jobs: dict[str, tuple[Action, bytes]] = {}
    wanted = {}
    numberings: tuple[Numbering, ...] = ("paragraf", "decimal")
    for numbering in numberings:
        document = drafted(texts, numbering, borgenarer=False)
        jobs[numbering] = ("read", _emptied(write(document)))
        wanted[numbering] = f"Se {' och '.join(printed(document))}."
    for name, found in seen(jobs, tmp_path).items():
        shown = [line.replace(NBSP, " ").split("\t")[-1] for line in found.lines]
        assert [line for line in shown if line.startswith("Se ")] == [wanted[name]]


@pytest.mark.parametrize("marks", [("1.", "2"), ("a)", "b)")], ids=["tal", "bokstav"])
def test_a_refreshed_draft_renumbers_the_items(marks: tuple[str, str]) -> None:
    """An item that the lawyer has put in before moves the number in the field."""
    marker, after = marks
    text = f"Det gäller\n\n{marker} [forst] först,\n{marker} sedan."
    package = Package(_parts(write(drafted([text, 'Se {{ se("k1.1.forst") }}.']))))
    item = next(p for p in package.root("word/document.xml").iter(f"{WORD}p")
                if "".join(p.itertext()) == "först,")  # fmt: skip
    item.addprevious(item.getnext())
    renumber(package)
    lines = [line.text.replace(NBSP, " ") for line in Word(pack(package.saved())).lines()]
    assert f"Se 1 § {after}." in lines

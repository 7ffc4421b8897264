"""A clause's template is readable to someone who does not read code."""

from __future__ import annotations

import re

import pytest
from lxml import html

from samverkan.records.bank import Bank
from samverkan.records.condition import in_words
from samverkan.site.citation import Citations
from samverkan.site.clausetext import ClauseText
from samverkan.site.expression import Expressions

PAGE = "klausuler/test-vard/"


def shown(bank: Bank, template: str) -> html.HtmlElement:
    """Return the template as the site shows it."""
    text = ClauseText(Expressions(bank, PAGE, Citations(bank, PAGE))).html(template)
    return html.fragment_fromstring(str(text), "main")


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{{ namnd_namn }} finns.", "[Nämndens namn] finns."),
        ("{{ antal_ledamoter | ord }}", "[Antal ledamöter]"),
        ("{{ vard.namn }} och {{ vard.genitiv }}", "[Värdkommun] och [Värdkommun, genitiv]"),
        ("{{ okand_fraga }}", "[okand fraga]"),
        ('{{ se("test-sammansattning") }}', "[paragrafen om sammansättning]"),
        ('{{ se("finns-inte") }}', "[hänvisning till finns-inte]"),
        ('{{ se("test-vard.1.led") }}', "[ett led i paragrafen om värdkommun]"),
        ("3. [skulder] betala skulderna.", "betala skulderna."),
        ('{{ term("vardkommunen") }}', "värdkommunen"),
        ('{{ term("okant") }}', "[okant]"),
        ("{{ trasigt( }}", "[trasigt(]"),
        ("{# bara för den som skriver #}x", "x"),
        ('{{ term("vardkommunen") | versal }} väljer.', "Värdkommunen väljer."),
        (
            "i {% if egen_personal %}två{% else %}tre{% endif %}.",
            "i [om svaret på ”Egen personal” är ja: två | annars: tre].",
        ),
        ("**fet** <b>inte</b>", "fet <b>inte</b>"),
    ],
)
def test_expressions_become_words(mini_bank: Bank, template: str, expected: str) -> None:
    """Answers, references and terms are told in words; text stays text."""
    assert " ".join(shown(mini_bank, template).text_content().split()) == expected


def test_a_term_is_the_word_of_the_document_that_the_clause_is_in(bank: Bank) -> None:
    """Other documents have other words; of those that answers choose between, the last."""
    agreement = bank.agreements["avtal-avtalssamverkan"]
    words = Expressions(bank, PAGE, Citations(bank, PAGE), (agreement,))
    assert words.value('term("utforaren")').striptags() == "Uppdragstagaren"
    assert words.value('term("uppdragsgivaren", "genitiv")').striptags() == "Uppdragsgivarens"


def test_law_is_linked_to_its_section(mini_bank: Bank) -> None:
    """A citation leads to the section's row on the statute's page, also from within it."""
    link = shown(mini_bank, '{{ lag("2017:725 9:24", stycke=1, punkt=3) }}').find(".//a")
    assert link.text == "9 kap. 24 § första stycket 3 kommunallagen (2017:725)"
    assert link.get("href") == "../../lagar/sfs-2017-725/#p-9-24"
    assert link.tail is None


def test_an_act_is_named_once_after_its_sections(bank: Bank) -> None:
    """Each section is a link of its own; another act stands on another line."""
    laws = Citations(bank, PAGE).laws(["2017:725 9:6", "2017:900 7", "2017:725 9:3"])
    cell = html.fragment_fromstring(str(laws), "td")
    assert cell.text_content().replace("\u00a0", " ") == (
        "9 kap. 6 §, 9 kap. 3 § kommunallagen (2017:725)7 § förvaltningslagen (2017:900)"
    )
    assert [link.get("href").partition("#")[2] for link in cell.iter("a")] == [
        "p-9-6",
        "p-9-3",
        "p-7",
    ]
    assert len(cell.findall("br")) == 1


def test_structure_is_kept(mini_bank: Bank) -> None:
    """Paragraphs, lists and tables, with conditions told where they stand."""
    template = (
        "Först.\n\n- en\n- två\n\n{% if egen_personal %}\n§ personal\nText.\n{% else %}\n"
        "1. ett\n2. två\n{% endif %}\n\nTabell: Platser\n| Part | Antal |\n|---|---:|\n"
        "{% for plats in platser %}\n| {{ plats.part.namn }} | {{ plats.ledamoter }} |\n"
        "{% endfor %}"
    )
    page = shown(mini_bank, template)
    assert [item.text for item in page.findall(".//ul/li")] == ["en", "två"]
    assert len(page.findall(".//ol/li")) == 2
    assert page.find(".//caption").text == "Platser"
    assert [cell.text for cell in page.findall(".//th")] == ["Part", "Antal"]
    words = [node.text for node in page.findall(".//span[@class='sb-villkor']")]
    assert words == [
        "om svaret på ”Egen personal” är ja:",
        "annars:",
        "slut på villkoret",
        "för varje rad i ”Platser per part”:",
        "slut på upprepningen",
    ]
    rows = [row.text_content() for row in page.findall(".//tbody/tr")]
    assert rows[1] == "[Part][Ledamöter]"


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("egen_personal", "svaret på ”Egen personal” är ja"),
        ("not egen_personal", "svaret på ”Egen personal” är nej"),
        ("antal_ledamoter > 5", "”Antal ledamöter” är mer än 5"),
        ("antal_parter == 2 and alla_kommuner", "antalet parter är 2 och alla parter är kommuner"),
        ('besvarad("uppgifter")', "”Uppgifter” är besvarad"),
        ('not finns("test-vard")', "klausulen ”Värdkommun” inte är med"),
        ('finns("bilaga-uppgifter")', "bilagan ”Uppgifter” är med"),
        ("egen_personal == true", "”Egen personal” är ja"),
        (
            "not alla_regioner or egen_personal",
            "inte alla parter är regioner eller svaret på ”Egen personal” är ja",
        ),
        ("vard.slag != 'region'", "”Värdkommun” inte är region"),
        (
            'vard.slag in ["kommun", "region"]',
            "”Värdkommun” är kommun eller region",
        ),
        (
            "(egen_personal or alla_kommuner) and not alla_regioner",
            "antingen svaret på ”Egen personal” är ja eller alla parter är kommuner och inte alla "
            "parter är regioner",
        ),
        (
            "not (egen_personal or antal_ledamoter < 5)",
            "svaret på ”Egen personal” är nej och ”Antal ledamöter” är minst 5",
        ),
        (
            "alla_kommuner or egen_personal and antal_ledamoter",
            "alla parter är kommuner eller både svaret på ”Egen personal” är ja och ”Antal "
            "ledamöter” inte är 0",
        ),
        (
            "alla_kommuner and not (alla_regioner or egen_personal)",
            "alla parter är kommuner, inte alla parter är regioner och svaret på ”Egen personal” "
            "är nej",
        ),
        ("uppgifter", "”Uppgifter” är besvarad"),
        ("platser | length > 2", "antalet rader i ”Platser per part” är mer än 2"),
        ("vard.okand == 'x'", "vard.okand == 'x'"),
        ("((", "(("),
    ],
)
def test_conditions_are_told_in_words(mini_bank: Bank, expression: str, expected: str) -> None:
    """What cannot be told in words is shown as it is."""
    assert in_words(expression, mini_bank) == expected


def test_what_a_template_names_itself_is_told_in_words(mini_bank: Bank) -> None:
    """Loops over parties, choices of them and their parts have the words of what they hold."""
    template = (
        '{% set egna = parter | rejectattr("slag", "in", ["region", "bolag"]) | list %}'
        "{% if egna | length > 1 %}{% for part in egna %}\n{{ part.fullmaktige | versal }} i "
        '{{ part.namn }}{% if part.slag == "kommun" %} K{% endif %}'
        "{% if not loop.last %}; {% endif %}\n{% endfor %}{% endif %}"
    )
    assert " ".join(shown(mini_bank, template).text_content().split()) == (
        "[om antalet parter som varken är region eller bolag är mer än 1: "
        "[för varje part som varken är region eller bolag: "
        "[parten, fullmäktige] i [parten] [om parten är kommun: K]; …]]"
    )


def test_alternatives_that_are_the_answers_are_told_once(mini_bank: Bank) -> None:
    """The question is named after them; the space stays outside the brackets."""
    label = mini_bank.questions["egen_personal"].label
    template = (
        "ska{% if egen_personal %} ja{% else %} ett nej{% endif %} lämnas, "
        "{% if egen_personal %}a{% elif not egen_personal %} b{% endif %}. Kommun"
        "{% if egen_personal %}erna{% else %}en{% endif %}"
    )
    assert shown(mini_bank, template).text_content() == (
        f"ska [ja | ett nej, beroende på ”{label}”] lämnas, "
        f"[om svaret på ”{label}” är ja: a | om svaret på ”{label}” är nej: b]. Kommun"
        f"[om svaret på ”{label}” är ja: erna | annars: en]"
    )


def test_a_condition_in_a_list_has_no_number_of_its_own(mini_bank: Bank) -> None:
    """It stands in the item that it is about, so that the items keep their numbers."""
    template = "1. ett\n{% if egen_personal %}\n1. två\n{% endif %}\n1. tre"
    items = shown(mini_bank, template).findall(".//ol/li")
    assert [" ".join(item.text_content().split()) for item in items] == [
        "ett",
        "om svaret på ”Egen personal” är ja: två slut på villkoret",
        "tre",
    ]


CODE = re.compile(
    r"[=!<>]=|\||[a-zåäö0-9]_[a-z]|[a-zåäö]\.[a-zåäö]|\(\*|\b(not|loop|set|and|or)\b|%}|{{"
)
"""Operators, identifiers, attributes and tags of a template."""


def test_no_clause_page_shows_an_expression(bank: Bank) -> None:
    """Whoever reads a clause, a condition or a term reads Swedish, wherever the code stands."""
    conditions = [use.when for a in bank.agreements.values() for use in a.annexes]
    conditions += [
        use.when for a in bank.agreements.values() for part in a.parts for use in part.clauses
    ]
    conditions += [question.when for question in bank.questions.values()]
    templates: list[str] = []
    for clause in bank.clauses.values():
        conditions += [variant.when for variant in clause.variants]
        templates += [clause.text, clause.note or ""]
        templates += [each for v in clause.variants for each in (v.text, v.note or "")]
    told = [in_words(condition, bank) for condition in conditions if condition]
    for template in templates:
        page = shown(bank, template) if template else None
        for node in page.iter("span") if page is not None else ():
            told.append(node.text_content().removeprefix(" | "))
    assert len(told) > 1000
    assert [words for words in told if CODE.search(words)] == []

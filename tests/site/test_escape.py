"""Record text is text: it appears as it is and makes nothing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from markdown import Markdown
from markupsafe import Markup

from samverkan.site.environment import environment
from samverkan.site.escape import escape, external, paragraphs, safe_url
from tests.conftest import ROOT

ALPHABET = st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from(
    list("<>&*_`[](){}#|!\\-+\n")
)
FRAGMENTS = st.sampled_from(
    [
        "<script>",
        "</td>",
        "{{ x }}",
        "{% raw %}",
        "**",
        "![a](b)",
        "```",
        "&amp;",
        "1. ",
        "\n# ",
        "---",
    ]
)
TEXTS = st.lists(st.text(ALPHABET, max_size=8) | FRAGMENTS, max_size=6).map("".join)


def flat(text: str) -> str:
    """Fold white space as a reader of HTML does."""
    return " ".join(text.split())


def built(source: str) -> html.HtmlElement:
    """Return what Markdown, with the site's extensions, makes of ``source``."""
    extensions = ["admonition", "attr_list", "fenced_code", "tables", "toc"]
    return html.fragment_fromstring(Markdown(extensions=extensions).convert(source), "main")


@given(TEXTS)
@settings(max_examples=300)
def test_text_appears_literally_and_makes_no_element(text: str) -> None:
    """In a heading, in a paragraph first on a line and in a block of HTML."""
    value = escape(text)
    if flat(text):
        heading = built(f"# {value} {{ #innehall }}\n")
        assert flat(heading.text_content()) == flat(text)
        assert [node.tag for node in heading.iterdescendants()] == ["h1"]
    block = built(f'<table class="x">\n<tr><td title="{value}">{value}</td></tr>\n</table>\n')
    cell = block.find(".//td")
    assert flat(cell.text_content()) == flat(text)
    assert flat(cell.get("title")) == flat(text)
    assert len(list(cell)) == 0
    if flat(text):
        line = built(f"{value}\n")
        assert flat(line.text_content()) == flat(text)
        assert {node.tag for node in line.iterdescendants()} <= {"p"}


@given(TEXTS)
def test_paragraphs_hold_nothing_but_text(text: str) -> None:
    """A text of several paragraphs makes paragraphs and nothing else."""
    block = built(f"<div>\n{paragraphs(text)}\n</div>\n")
    assert flat(block.text_content()) == flat(text)
    assert {node.tag for node in block.iterdescendants()} <= {"div", "p"}


def test_templates_escape_what_they_print() -> None:
    """A template need not think of it; what is ours passes."""
    templates = environment(ROOT / "templates" / "site")
    text = templates.from_string("{{ a }}|{{ b }}").render(a="<b>*", b=Markup("<i>x</i>"))
    assert text == "&#60;b&#62;&#42;|<i>x</i>"


def test_templates_print_nothing_that_is_missing() -> None:
    """A value that is not there stops the build instead of being an empty space."""
    templates = environment(ROOT / "templates" / "site")
    with pytest.raises(TypeError, match="saknas"):
        templates.from_string("{{ a }}").render(a=None)


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "http://example.org",
        "https://user@example.org/",
        "https://exa mple.org",
        "https:///x",
        "//example.org",
        "data:text/html,x",
        "https://[",
    ],
)
def test_unfit_addresses_are_not_linked(url: str) -> None:
    """Only https with a host is linked; the text stands without a link."""
    assert safe_url(url) is None
    assert "<a" not in external(url, "text")


def test_fit_addresses_are_linked() -> None:
    """An https address is linked."""
    link = html.fragment_fromstring(str(external("https://example.org/a?b=1&c=2", "text")))
    assert link.get("href") == "https://example.org/a?b=1&c=2"

"""The HTML preview: readable by everyone, and nothing in it runs."""

from __future__ import annotations

from html.parser import HTMLParser
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samverkan.drafting.document import Document
from samverkan.drafting.html import write_html
from tests.drafting import samples

SAMPLES = [samples.reglemente(), samples.avtal(), samples.long_reglemente()]
every = pytest.mark.parametrize("document", SAMPLES, ids=["reglemente", "avtal", "langt"])
VOID = {"meta", "br"}


class Reader(HTMLParser):
    """Collects tags with their attributes and text, and checks that they nest."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, str]] = []
        self.open: list[str] = []
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close the innermost element, which has to be this one."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Note text with the element that it stands in."""
        if self.open:
            self.texts.append((self.open[-1], data))

    def of(self, tag: str) -> list[dict[str, str | None]]:
        """Return the attributes of every ``tag``."""
        return [attrs for name, attrs in self.tags if name == tag]

    def text(self, tag: str) -> list[str]:
        """Return the text directly inside every ``tag``."""
        return [text for name, text in self.texts if name == tag]


@every
def test_links_lead_somewhere(document: Document) -> None:
    """Each id is used once, and every link finds one."""
    page = Reader(write_html(document))
    ids = [attrs["id"] for _, attrs in page.tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    targets = {(attrs["href"] or "")[1:] for attrs in page.of("a")}
    labels = {attrs["aria-labelledby"] for _, attrs in page.tags if "aria-labelledby" in attrs}
    assert (targets | labels) <= set(ids)


@every
def test_headings_do_not_skip_a_level(document: Document) -> None:
    """One h1, and no heading stands two levels below the one before."""
    page = Reader(write_html(document))
    levels = [int(tag[1]) for tag, _ in page.tags if tag in {"h1", "h2", "h3", "h4"}]
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_what_a_screen_reader_needs() -> None:
    """Language, skip link, captions and scopes."""
    page = Reader(write_html(samples.reglemente()))
    assert page.of("html") == [{"lang": "sv"}]
    assert page.of("a")[0] == {"class": "hopp", "href": "#innehallet"}
    assert len(page.of("caption")) == len(page.of("table"))
    assert {th["scope"] for th in page.of("th")} == {"col", "row"}
    assert page.text("mark") == ["[datum]", "[paragraf]", "[Diarienummer]", "[ersättare, Nora]",
                                 "[rapport]"]  # fmt: skip
    assert page.of("aside")[0] == {"aria-label": "Anmärkning till Inledning"}


def test_numbers_and_order() -> None:
    """Sections bear their numbers and the contents list the headings."""
    page = Reader(write_html(samples.reglemente()))
    assert page.text("span") == ["1\xa0§", "2\xa0§", "3\xa0§", "4\xa0§", "5\xa0§",
                                 "1.1", "1.2", "2.1"]  # fmt: skip
    assert [t for t in page.text("h2") if t.strip()][-4:] == [
        "Inledning", "Sammansättning och arbetsformer", "Bilaga\xa01 Kostnader",
        "Lagkrav och var de uppfylls",
    ]  # fmt: skip
    agreement = Reader(write_html(samples.avtal()))
    assert agreement.text("span") == ["1.1", "2.1", "2.2", "1.1", "1.2", "2.1", "1.1"]
    assert "1 Parter och bakgrund" in agreement.text("h2")


@settings(max_examples=60, deadline=None)
@given(st.text(min_size=1, max_size=60))
def test_no_text_becomes_markup(text: str) -> None:
    """Whatever a value holds, the page has the same elements."""
    html = write_html(samples.with_text(text.replace("\n", " ")))
    harmless = write_html(samples.with_text("x"))
    assert [tag for tag, _ in Reader(html).tags] == [tag for tag, _ in Reader(harmless).tags]

"""The search of the site, as a reader meets it: in every header and on its own page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browsing import chromium
from tests.site.conftest import NASTY

FIELD, OPTION = ".sb-sokruta__falt", ".sb-forslag li"
HIT = ".sb-traffar li"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium."""
    with chromium() as found:
        yield found


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    """A wide page in a context of its own; a fault in a script fails the test."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="sv-SE")
    tab = context.new_page()
    faults: list[str] = []
    tab.on("pageerror", lambda fault: faults.append(str(fault)))
    yield tab
    context.close()
    assert faults == []


def test_every_page_has_the_field(site: Path) -> None:
    """In the header, leading to the search page from wherever it stands."""
    for path in site.rglob("*.html"):
        depth = len(path.relative_to(site).parts) - 1
        if path.name == "index.html" and path.relative_to(site).parts[0] != "utkast":
            assert f'action="{"../" * depth or "./"}sok/index.html"' in path.read_text(
                encoding="utf-8"
            ), path


def test_hits_are_chosen_by_keyboard(tab: Page, served: str) -> None:
    """Slash, write, arrow, Enter: the record is open. The pattern is that of a combobox."""
    tab.goto(f"{served}klausuler/test-vard/")
    tab.keyboard.press("/")
    field = tab.locator(FIELD)
    expect(field).to_be_focused()
    expect(field).to_have_attribute("role", "combobox")
    expect(field).to_have_attribute("aria-expanded", "false")
    tab.keyboard.type("lönenämnden")
    expect(field).to_have_attribute("aria-expanded", "true")
    tab.keyboard.press("ArrowDown")
    chosen = tab.locator('.sb-sokruta [aria-selected="true"]')
    expect(field).to_have_attribute("aria-activedescendant", re.compile(r"^sb-forslag-\d+-0$"))
    assert chosen.get_attribute("id") == field.get_attribute("aria-activedescendant")
    expect(chosen).to_contain_text("Gemensam lönenämnd i norr")
    expect(chosen.locator("mark").first).to_have_text("lönenämnd")
    expect(tab.locator(".sb-sokruta [role=status]")).to_contain_text("träff")
    tab.keyboard.press("Enter")
    tab.wait_for_url(f"{served}exempel/lonenamnd/")


def test_keys_pressed_before_the_hits_have_come_wait_for_them(tab: Page, served: str) -> None:
    """A quick writer's choice is among the hits of the whole word, and is not lost."""
    tab.goto(served)
    field = tab.locator(FIELD)
    field.focus()
    field.evaluate(
        """(field) => {
            for (const word of ["l", "lö", "lönenämnden"]) {
                field.value = word;
                field.dispatchEvent(new InputEvent("input"));
            }
            for (const key of ["ArrowDown", "Enter"])
                field.dispatchEvent(new KeyboardEvent("keydown", { key, cancelable: true }));
        }"""
    )
    tab.wait_for_url(f"{served}exempel/lonenamnd/")


def test_escape_closes_the_list_and_then_empties_the_field(tab: Page, served: str) -> None:
    """Without leaving the field."""
    tab.goto(served)
    field = tab.locator(FIELD)
    field.fill("lön")
    expect(field).to_have_attribute("aria-expanded", "true")
    field.press("Escape")
    expect(field).to_have_attribute("aria-expanded", "false")
    expect(field).to_have_value("lön")
    field.press("Escape")
    expect(field).to_have_value("")


def test_a_word_half_written_has_hits_already(tab: Page, served: str) -> None:
    """The last word is written out to one that the index has."""
    tab.goto(served)
    tab.locator(FIELD).fill("lönenä")
    expect(tab.locator(OPTION).first).to_contain_text("Gemensam lönenämnd i norr")


def test_a_misspelt_word_can_be_put_right(tab: Page, served: str) -> None:
    """The better spelling is the first choice, and choosing it searches for it."""
    tab.goto(served)
    field = tab.locator(FIELD)
    field.fill("lönenämmd")
    expect(tab.locator(OPTION).first).to_have_text("Menade du lönenämnd?")
    field.press("ArrowDown")
    field.press("Enter")
    expect(field).to_have_value("lönenämnd")
    expect(tab.locator(OPTION).first).to_contain_text("Gemensam lönenämnd i norr")


def test_the_open_list_is_accessible(tab: Page, served: str) -> None:
    """Axe finds nothing while the hits are shown."""
    tab.goto(served)
    tab.locator(FIELD).fill("lön")
    tab.locator(OPTION).first.wait_for()
    violations = Axe().run(tab).response["violations"]
    assert [(each["id"], each["nodes"][0]["html"]) for each in violations] == []


def test_enter_leads_to_all_hits(tab: Page, served: str) -> None:
    """From the start page's own field too."""
    tab.goto(served)
    tab.get_by_label("Vad vill ni göra tillsammans?").fill("löneadministration")
    tab.get_by_label("Vad vill ni göra tillsammans?").press("Enter")
    tab.wait_for_url(f"{served}sok/index.html?q=l%C3%B6neadministration")
    expect(tab.locator(HIT).first).to_be_visible()
    expect(tab.locator("#sb-fraga")).to_have_value("löneadministration")


def test_facets_narrow_and_live_in_the_address(tab: Page, served: str) -> None:
    """A choice narrows, counts follow, the address tells it all, and back undoes it."""
    tab.goto(f"{served}sok/?q=gemensam")
    hits, status = tab.locator(HIT), tab.locator("#sb-sokning [role=status]")
    hits.first.wait_for()
    before = status.inner_text()
    choice = tab.get_by_role("checkbox", name="exempel")
    count = int(choice.locator("xpath=..").locator(".sb-fasett__antal").inner_text())
    choice.check()
    expect(status).to_have_text(f"{count} träffar." if count > 1 else "1 träff.")
    assert "kind=example" in tab.url
    kinds = tab.locator(f"{HIT} .sb-traff__slag").all_inner_texts()
    assert set(kinds) == {"exempel"}
    address = tab.url
    tab.go_back()
    expect(status).to_have_text(before)
    expect(choice).not_to_be_checked()
    tab.goto(address)
    expect(choice).to_be_checked()
    expect(status).to_have_text(f"{count} träffar." if count > 1 else "1 träff.")


def test_the_order_is_chosen_and_kept(tab: Page, served: str) -> None:
    """By title, as a reader sorts in Swedish."""
    tab.goto(f"{served}sok/?q=lön")
    tab.locator(HIT).first.wait_for()
    tab.get_by_label("Ordna efter").select_option("titel")
    tab.wait_for_url("**sort=titel*")
    expect(tab.locator(HIT).first).to_be_visible()
    titles = tab.locator(f"{HIT} a").all_inner_texts()
    collated = tab.evaluate(
        """(all) => [...all].sort(
            new Intl.Collator("sv", { numeric: true, sensitivity: "base" }).compare)""",
        titles,
    )
    assert titles == collated


def test_writing_on_the_page_searches_at_once(tab: Page, served: str) -> None:
    """Without a button, and the address follows."""
    tab.goto(f"{served}sok/")
    tab.locator(HIT).first.wait_for()
    tab.locator("#sb-fraga").press_sequentially("lönenämnd")
    tab.wait_for_url("**/sok/?q=l%C3%B6nen%C3%A4mnd")
    expect(tab.locator(f"{HIT} a").first).to_have_text("Gemensam lönenämnd i norr")
    href = tab.locator(f"{HIT} a").first.get_attribute("href")
    assert href == f"{served}exempel/lonenamnd/"


def test_record_text_makes_nothing_among_the_hits(tab: Page, served: str) -> None:
    """The nasty record's title is text there too."""
    tab.goto(f"{served}sok/?q=elak")
    first = tab.locator(f"{HIT} a").first
    expect(first).to_have_text(f"Elak {NASTY}")
    assert tab.locator(f"{HIT} img, {HIT} script").count() == 0


def test_nothing_found_is_said(tab: Page, served: str) -> None:
    """On the page and in the list."""
    tab.goto(f"{served}sok/?q=qwxzzx")
    expect(tab.locator("#sb-sokning [role=status]")).to_have_text("Inga träffar.")
    tab.locator(FIELD).fill("qwxzzx")
    expect(tab.locator(OPTION)).to_have_text(["Inga träffar"])

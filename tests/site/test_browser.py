"""The site in a browser: accessible in light and dark, searchable, sortable."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browsing import chromium

PAGES = (
    "",
    "exempel/",
    "exempel/lonenamnd/",
    "exempel/forslag-soder/",
    "klausuler/test-vard/",
    "oversikt/",
    "sok/?q=lön",
)
NARROW, WIDE = {"width": 390, "height": 844}, {"width": 1280, "height": 900}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium."""
    with chromium() as found:
        yield found


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    """A page in a context of its own."""
    context = browser.new_context(viewport=WIDE, locale="sv-SE")
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["bred", "smal"])
def test_axe_finds_nothing(
    browser: Browser, served: str, scheme: str, viewport: dict[str, int]
) -> None:
    """No violation on any kind of page, wide or narrow, light or dark."""
    context = browser.new_context(viewport=viewport, color_scheme=scheme, locale="sv-SE")
    tab = context.new_page()
    found = []
    for address in PAGES:
        tab.goto(f"{served}{address}")
        violations = Axe().run(tab).response["violations"]
        found += [(address, v["id"], v["nodes"][0]["html"]) for v in violations]
        wider = tab.evaluate("document.documentElement.scrollWidth > innerWidth")
        assert not wider, f"{address} rullar i sidled"
    context.close()
    assert found == []


def test_nothing_is_fetched_from_elsewhere(tab: Page, served: str) -> None:
    """No fonts, no figures, no scripts from another host."""
    hosts: set[str] = set()
    tab.on("request", lambda request: hosts.add(request.url.split("/")[2]))
    tab.goto(f"{served}exempel/lonenamnd/")
    tab.wait_for_load_state("networkidle")
    assert hosts == {served.split("/")[2]}


def test_lists_sort_by_keyboard(tab: Page, served: str) -> None:
    """A heading is a button; aria-sort tells the order."""
    tab.goto(f"{served}organisationer/")
    names = tab.locator("table.sb-lista tbody th")
    before = names.all_inner_texts()
    button = tab.get_by_role("button", name="Organisation")
    button.focus()
    tab.keyboard.press("Enter")
    tab.keyboard.press("Enter")
    assert names.all_inner_texts() == before[::-1]
    heading = tab.locator("table.sb-lista thead th").first
    assert heading.get_attribute("aria-sort") == "descending"


def test_choices_live_in_the_address(tab: Page, served: str) -> None:
    """A choice narrows the list, is written in the address and is read from it."""
    tab.goto(f"{served}exempel/")
    tab.get_by_label("Parter").select_option("kommun-nora")
    status = tab.locator(".sb-antal")
    assert status.inner_text() == "Visar 1 av 2."
    assert tab.url.endswith("?part=kommun-nora")
    tab.goto(f"{served}exempel/?ord=elak")
    assert status.inner_text() == "Visar 1 av 2."
    tab.get_by_role("button", name="Visa alla").click()
    tab.wait_for_function("!location.search")
    assert status.inner_text() == "Visar alla 2."


def test_the_menu_opens_by_keyboard_on_a_phone(browser: Browser, served: str) -> None:
    """The theme's label is a button of ours."""
    context = browser.new_context(viewport=NARROW)
    tab = context.new_page()
    tab.goto(served)
    tab.get_by_role("button", name="Meny").press("Enter")
    assert tab.locator("#__drawer").is_checked()
    context.close()

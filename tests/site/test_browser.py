"""The site in a browser: accessible in light and dark, searchable, sortable."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from samverkan.web.server import site_server
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
        if address.startswith("sok/"):
            expect(tab.locator(".sb-traffar li").first).to_be_visible()
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
    expect(names).to_have_text(before[::-1])
    heading = tab.locator("table.sb-lista thead th").first
    expect(heading).to_have_attribute("aria-sort", "descending")


def test_choices_live_in_the_address(tab: Page, served: str) -> None:
    """A choice narrows the list, is written in the address and is read from it."""
    tab.goto(f"{served}exempel/")
    tab.get_by_label("Parter").select_option("kommun-nora")
    status = tab.locator(".sb-antal")
    expect(status).to_have_text("Visar 1 av 3.")
    expect(tab).to_have_url(re.compile(r"\?part=kommun-nora$"))
    tab.goto(f"{served}exempel/?ord=elak")
    expect(status).to_have_text("Visar 1 av 3.")
    tab.get_by_role("button", name="Visa alla").click()
    expect(tab).to_have_url(f"{served}exempel/")
    expect(status).to_have_text("Visar alla 3.")


def test_the_menu_opens_by_keyboard_on_a_phone(browser: Browser, served: str) -> None:
    """The theme's label is a button of ours."""
    context = browser.new_context(viewport=NARROW)
    tab = context.new_page()
    tab.goto(served)
    tab.get_by_role("button", name="Meny").press("Enter")
    expect(tab.locator("#__drawer")).to_be_checked()
    context.close()


def test_the_pages_work_from_disk(tab: Page, site: Path) -> None:
    """Links lead to pages, not to lists of files; the search says what it needs."""
    tab.goto((site / "index.html").as_uri())
    tab.locator("article").get_by_role("link", name="Goda exempel", exact=True).click()
    expect(tab.get_by_role("heading", level=1)).to_have_text("Goda exempel")
    tab.get_by_role("link", name="Gemensam lönenämnd i norr").click()
    expect(tab.get_by_role("heading", level=1)).to_have_text("Gemensam lönenämnd i norr")
    tab.locator(".sb-sokruta input").fill("lön")
    tab.keyboard.press("Enter")
    status = tab.locator("#sb-sokning [role=status]")
    expect(status).to_contain_text("Sökningen behöver en webbserver")


def test_our_own_server_lets_the_pages_do_all_they_should(browser: Browser, site: Path) -> None:
    """The policy stops nothing of ours: colours are remembered, the search answers."""
    with site_server(site, "127.0.0.1", 0) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        context = browser.new_context(viewport=WIDE, locale="sv-SE", color_scheme="light")
        tab = context.new_page()
        stopped: list[str] = []
        tab.on("console", lambda m: stopped.append(m.text) if "Security Policy" in m.text else None)
        root = f"http://127.0.0.1:{server.server_port}/"
        for address in PAGES:
            tab.goto(f"{root}{address}")
            tab.wait_for_load_state("networkidle")
        expect(tab.locator(".sb-traffar > li").first).to_be_visible()
        tab.goto(root)
        for choice in ("Byt till ljust läge", "Byt till mörkt läge"):
            tab.locator(f"label[title='{choice}']:not([hidden])").click()
        expect(tab.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
        tab.goto(f"{root}exempel/lonenamnd/")
        expect(tab.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
        with tab.expect_console_message(lambda message: "Security Policy" in message.text):
            tab.evaluate("document.body.append(Object.assign(document.createElement('script'), "
                         "{text: 'window.injected = true'}))")  # fmt: skip
        assert tab.evaluate("window.injected") is None
        assert len(stopped) == 1, stopped
        context.close()
        server.shutdown()
        thread.join()


def test_on_a_phone_the_choices_fold_and_no_table_is_cut_off(browser: Browser, served: str) -> None:
    """The fold has its arrow and the width of the text; places stay inside the table."""
    context = browser.new_context(viewport=NARROW)
    tab = context.new_page()
    tab.goto(f"{served}exempel/")
    fold = tab.locator(".sb-urvalsruta summary")
    expect(fold).to_have_css("display", "list-item")
    text, box = tab.locator("h1").bounding_box(), fold.bounding_box()
    assert text
    assert box
    assert box["x"] >= text["x"]
    tab.goto(f"{served}exempel/lonenamnd/")
    expect(tab.locator(".sb-tabell[role=region]"), "inget behöver rullas").to_have_count(0)
    parties = tab.get_by_role("table", name="Parter som deltar")
    cells = parties.get_by_role("row").nth(1).get_by_role("cell")
    boxes = [cell.bounding_box() for cell in cells.all()]
    assert len({box["x"] for box in boxes if box}) == 1, "varje uppgift på sin egen rad"
    label = "(cell) => getComputedStyle(cell, '::before').content"
    assert cells.last.evaluate(label) == '"Källa: "'
    context.close()

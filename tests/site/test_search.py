"""The search of the site, as a reader meets it: in every header and on its own page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browsing import chromium
from tests.site.conftest import NASTY

FIELD, OPTION = ".sb-sokruta__falt", ".sb-forslag li"
HIT, STATUS = ".sb-traffar li", "#sb-sokning [role=status]"
PER_PAGE = 20


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


def settled(tab: Page) -> None:
    """Wait until the hits on the search page are those of its address."""
    expect(tab.locator(".sb-traffar")).to_have_attribute("aria-busy", "false")


def shown(tab: Page, address: str) -> None:
    """Open the search page at ``address`` and wait for its hits."""
    tab.goto(address)
    settled(tab)


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
    expect(chosen).to_have_attribute("id", re.compile(r"^sb-forslag-\d+-0$"))
    expect(field).to_have_attribute("aria-activedescendant", str(chosen.get_attribute("id")))
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


def test_words_that_mean_the_same_are_marked_too(tab: Page, served: str) -> None:
    """Who writes lönekontor sees why a löneadministration came."""
    tab.goto(served)
    tab.locator(FIELD).fill("lönekontor")
    expect(tab.locator(f"{OPTION} mark").first).to_have_text(re.compile("^löne?", re.IGNORECASE))


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


def count_of(group: Locator) -> int:
    """How many hits the first value of a facet says that it has."""
    return int(group.locator(".sb-fasett__antal").first.inner_text())


def told(count: int) -> str:
    """What the page says of so many hits."""
    return f"{count} träffar." if count != 1 else "1 träff."


def test_facets_narrow_and_live_in_the_address(tab: Page, served: str) -> None:
    """A choice narrows, counts follow, the address tells it all, and back undoes it."""
    shown(tab, f"{served}sok/?q=gemensam")
    status = tab.locator(STATUS)
    before = status.inner_text()
    choice = tab.get_by_role("checkbox", name="exempel")
    count = count_of(choice.locator("xpath=.."))
    choice.check()
    expect(status).to_have_text(told(count))
    expect(tab).to_have_url(re.compile("[?&]kind=example"))
    expect(tab.locator(f"{HIT} .sb-traff__slag")).to_have_text(["exempel"] * min(count, PER_PAGE))
    address = tab.url
    tab.go_back()
    expect(status).to_have_text(before)
    expect(choice).not_to_be_checked()
    tab.goto(address)
    expect(choice).to_be_checked()
    expect(status).to_have_text(told(count))


@pytest.mark.parametrize(
    "facet", ["kind", "area", "form", "stage", "county", "source", "year", "host"]
)
def test_every_facet_counts_narrows_and_is_kept(tab: Page, served: str, facet: str) -> None:
    """Its first value leaves as many hits as it says, also when the address is opened anew."""
    shown(tab, f"{served}sok/")
    group, status = tab.locator(f"#sb-fasett-{facet}"), tab.locator(STATUS)
    group.evaluate("(details) => { details.open = true; }")
    count = count_of(group)
    assert 0 < count < int(status.inner_text().split()[0])
    group.get_by_role("checkbox").first.check()
    expect(status).to_have_text(told(count))
    expect(tab.locator(HIT)).to_have_count(min(count, PER_PAGE))
    expect(tab).to_have_url(re.compile(rf"/sok/\?{facet}=[^&]+$"))
    expect(group.locator("summary").first).to_contain_text("(1)")
    shown(tab, tab.url)
    expect(group.get_by_role("checkbox").first).to_be_checked()
    expect(status).to_have_text(told(count))


def test_choices_within_a_facet_add_and_across_facets_narrow(tab: Page, served: str) -> None:
    """Examples or clauses; examples in one county. One button takes all choices away."""
    shown(tab, f"{served}sok/")
    status = tab.locator(STATUS)
    everything = status.inner_text()
    kinds = {name: tab.get_by_role("checkbox", name=name) for name in ("exempel", "klausul")}
    counts = {name: count_of(box.locator("xpath=..")) for name, box in kinds.items()}
    for box in kinds.values():
        box.check()
    expect(status).to_have_text(told(sum(counts.values())))
    kinds["klausul"].uncheck()
    expect(status).to_have_text(told(counts["exempel"]))
    hosts = tab.locator("#sb-fasett-host")
    hosts.locator("summary").click()
    among = count_of(hosts)
    hosts.get_by_role("checkbox").first.check()
    expect(status).to_have_text(told(among))
    assert among < counts["exempel"]
    tab.get_by_role("button", name="Ta bort alla val").click()
    expect(status).to_have_text(everything)
    expect(tab).to_have_url(f"{served}sok/")


def test_an_address_holds_the_whole_view(tab: Page, served: str) -> None:
    """Words, choices, order and page: what somebody sends is what the other one sees."""
    shown(tab, f"{served}sok/?kind=term&kind=clause&kind=body&sort=titel")
    nav = tab.get_by_role("navigation", name="Sidor med träffar")
    nav.get_by_role("button", name="Nästa").click()
    expect(tab).to_have_url(re.compile("sida=2"))
    expect(nav).to_contain_text("Sida 2 av")
    expect(tab.locator(".sb-traffar")).to_have_attribute("start", str(PER_PAGE + 1))
    settled(tab)
    titles = tab.locator(f"{HIT} a").all_inner_texts()
    shown(tab, f"{tab.url}&x=y")
    expect(tab.locator(f"{HIT} a")).to_have_text(titles)
    expect(tab.get_by_label("Ordna efter")).to_have_value("titel")
    expect(tab.get_by_role("checkbox", checked=True)).to_have_count(3)


def test_the_search_page_works_by_keyboard_alone(tab: Page, served: str) -> None:
    """Field, facets and hits in the order of Tab; Space chooses and the focus stays."""
    shown(tab, f"{served}sok/")
    tab.locator("body").press("/")
    tab.keyboard.type("gemensam")
    tab.keyboard.press("Enter")
    expect(tab).to_have_url(re.compile(r"/sok/(index\.html)?\?q=gemensam$"))
    settled(tab)
    tab.locator("#sb-fraga").focus()
    choice = tab.get_by_role("checkbox", name="exempel")
    tab_to(tab, choice)
    tab.keyboard.press("Space")
    expect(tab).to_have_url(re.compile("kind=example"))
    expect(choice).to_be_checked()
    expect(choice).to_be_focused()
    settled(tab)
    first = tab.locator(f"{HIT} a").first
    target = first.get_attribute("href")
    tab_to(tab, first)
    tab.keyboard.press("Enter")
    expect(tab).to_have_url(str(target))


def tab_to(tab: Page, target: Locator) -> None:
    """Press Tab until ``target`` has the focus, as somebody without a mouse does."""
    for _ in range(80):
        tab.keyboard.press("Tab")
        if target.evaluate("(element) => element === document.activeElement"):
            return
    pytest.fail("Tab når inte dit")


def test_a_screen_reader_is_told_what_is_what(tab: Page, served: str) -> None:
    """Landmarks, groups and what has changed have names; the list says while it waits."""
    shown(tab, f"{served}sok/?q=gemensam")
    main = tab.get_by_role("main")
    expect(main.get_by_role("search", name="Sök i banken")).to_be_visible()
    expect(main.get_by_role("complementary", name="Urval")).to_be_visible()
    expect(main.get_by_role("region", name="Träffar")).to_be_visible()
    for name in ("Slag", "Sakområde", "Form"):
        expect(main.get_by_role("group", name=name, exact=True).last).to_be_visible()
    expect(main.get_by_role("status")).to_contain_text("träff")
    tab.locator(FIELD).fill("lönenämnd")
    hits = tab.get_by_role("listbox", name="Träffar")
    expect(hits).to_be_visible()
    tab.keyboard.press("ArrowDown")
    expect(hits.get_by_role("option", selected=True)).to_contain_text("Gemensam lönenämnd i norr")


def test_what_is_fetched_is_enough_without_a_network(tab: Page, served: str) -> None:
    """The search that has once answered goes on when the line is broken."""
    tab.goto(served)
    tab.locator(FIELD).fill("lön")
    expect(tab.locator(OPTION).first).to_be_visible()
    tab.context.set_offline(True)
    tab.locator(FIELD).fill("lönenämnden")
    expect(tab.locator(OPTION).first).to_contain_text("Gemensam lönenämnd i norr")


def test_hits_without_their_summaries_are_titles(tab: Page, served: str) -> None:
    """The line breaks when only the index has come: titles tell what was found. It is mended:
    the next search has the summaries too.
    """
    tab.route("**/sok/text/*.json", lambda route: route.abort())
    tab.goto(served)
    tab.locator(FIELD).fill("lönenämnden")
    first = tab.locator(f"{OPTION}.sb-forslag__traff").first
    expect(first.locator(".sb-traff__rubrik")).to_have_text("Gemensam lönenämnd i norr")
    expect(first.locator(".sb-traff__text")).to_be_empty()
    tab.unroute_all()
    tab.locator(FIELD).fill("lönenämnd")
    expect(first.locator(".sb-traff__text")).not_to_be_empty()


def test_the_order_is_chosen_and_kept(tab: Page, served: str) -> None:
    """By title, as a reader sorts in Swedish; by year, the newest first."""
    shown(tab, f"{served}sok/?q=gemensam")
    order = tab.get_by_label("Ordna efter")
    order.select_option("titel")
    expect(tab).to_have_url(re.compile("sort=titel"))
    settled(tab)
    titles = tab.locator(f"{HIT} a").all_inner_texts()
    collated = tab.evaluate(
        """(all) => [...all].sort(
            new Intl.Collator("sv", { numeric: true, sensitivity: "base" }).compare)""",
        titles,
    )
    assert titles == collated
    order.select_option("ar")
    expect(tab).to_have_url(re.compile("sort=ar"))
    expect(tab.locator(f"{HIT} a").first).to_have_text("Gemensam lönenämnd i norr")


def test_everything_begins_with_good_examples(tab: Page, served: str) -> None:
    """Before anything is asked: nobody comes for the first title in the alphabet."""
    shown(tab, f"{served}sok/")
    expect(tab.get_by_label("Ordna efter")).to_have_value("")
    expect(tab.locator(f"{HIT} .sb-traff__slag").first).to_have_text("exempel")


def test_writing_on_the_page_searches_at_once(tab: Page, served: str) -> None:
    """Without a button, and the address follows."""
    shown(tab, f"{served}sok/")
    tab.locator("#sb-fraga").press_sequentially("lönenämnd")
    tab.wait_for_url("**/sok/?q=l%C3%B6nen%C3%A4mnd")
    expect(tab.locator(f"{HIT} a").first).to_have_text("Gemensam lönenämnd i norr")
    first = tab.locator(f"{HIT} a").first
    expect(first).to_have_attribute("href", f"{served}exempel/lonenamnd/")


def test_record_text_makes_nothing_among_the_hits(tab: Page, served: str) -> None:
    """The nasty record's title is text there too."""
    tab.goto(f"{served}sok/?q=elak")
    first = tab.locator(f"{HIT} a").first
    expect(first).to_have_text(f"Elak {NASTY}")
    expect(tab.locator(f"{HIT} img, {HIT} script")).to_have_count(0)


def test_nothing_found_is_said(tab: Page, served: str) -> None:
    """On the page and in the list."""
    tab.goto(f"{served}sok/?q=qwxzzx")
    expect(tab.locator("#sb-sokning [role=status]")).to_have_text("Inga träffar.")
    tab.locator(FIELD).fill("qwxzzx")
    expect(tab.locator(OPTION)).to_have_text(["Inga träffar"])


def test_the_hits_are_a_few_keys_away(tab: Page, served: str) -> None:
    """Who arrives with a question stands at the answer; one step leads past the choices."""
    shown(tab, f"{served}sok/?q=gemensam")
    status = tab.locator("#sb-sokning [role=status]")
    expect(status).to_be_focused()
    tab.keyboard.press("Tab")
    expect(tab.get_by_role("link", name="Till träffarna")).to_be_focused()
    tab.keyboard.press("Enter")
    expect(tab.locator(f"{HIT} a").first).to_be_focused()
    expect(tab).to_have_url(re.compile(r"q=gemensam$"))
    tab.locator("#sb-fraga").fill("nämnd")
    tab.keyboard.press("Enter")
    expect(status).to_be_focused()
    expect(status).to_contain_text("träff")

"""The built site: every record, every link, and nothing that it must not say."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import html

from samverkan.drafting.answerform import answer_form
from samverkan.records.address import Atlas
from samverkan.records.bank import Bank
from samverkan.records.load import load_bank
from samverkan.site.cooperations import example_page
from samverkan.site.usage import Usage
from samverkan.site.view import Stock
from tests.site.conftest import NASTY


def page(site: Path, address: str) -> html.HtmlElement:
    """Return a built page."""
    return html.fromstring((site / address / "index.html").read_bytes())


def text(element: html.HtmlElement) -> str:
    """Return the text of an element, piece by piece, white space folded."""
    return " ".join(" ".join(element.itertext()).split())


def content(site: Path, address: str) -> html.HtmlElement:
    """Return the part of a page that is not frame."""
    return page(site, address).find(".//article")


def test_every_record_has_its_page(site: Path, project: Path) -> None:
    """All kinds with pages, and bodies that some record points at."""
    bank = load_bank(project)
    atlas = Atlas(bank)
    addresses = [atlas.find(record) for record in bank.all()]
    assert sum(address is not None for address in addresses) > 20
    missing = [a for a in addresses if a and not (site / a / "index.html").is_file()]
    assert missing == []


def test_every_internal_link_leads_somewhere(site: Path) -> None:
    """To a file, so that the pages work without a server too; anchors that links name exist."""
    ids = {
        path: set(html.fromstring(path.read_bytes()).xpath("//@id"))
        for path in site.rglob("index.html")
    }
    dead = []
    for path in ids:
        for link in html.fromstring(path.read_bytes()).xpath("//@href | //@src"):
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            gone = not target.is_file()
            if gone or (parts.fragment and target in ids and parts.fragment not in ids[target]):
                dead.append((path.relative_to(site).as_posix(), link))
    assert dead == []


def test_links_are_https_or_relative(site: Path) -> None:
    """No page fetches or links by any other scheme."""
    for path in site.rglob("*.html"):
        for link in html.fromstring(path.read_bytes()).xpath("//@href | //@src | //@action"):
            assert urlsplit(link).scheme in ("", "https"), (path, link)


def test_an_example_tells_all(site: Path) -> None:
    """Form, parties with roles, effect with qualifier and unit, network, review and file."""
    told = text(content(site, "exempel/lonenamnd"))
    for words in (
        "Gemensam lönenämnd i norr",
        "gemensam-namnd",
        "drift (2015)",
        "Lindesbergs kommun värd rad 10",
        "i-snitt −42 procent",
        "Kretsen",
        "Utredningen, raderna 10–12",
        "Senast granskad 25 november 2026.",
        "kb/examples/lonenamnd.yaml",
    ):
        assert words in told, words


def test_a_relation_shows_on_both_pages(site: Path) -> None:
    """The one that states it and the one it points at."""
    stated = content(site, "exempel/forslag-soder")
    other = content(site, "exempel/lonenamnd")
    assert "del-av Gemensam lönenämnd i norr . Samma parter." in text(stated)
    assert "har-del Förslag om löner i söder . Samma parter." in text(other)


def test_a_contradiction_shows_both_values_and_places(site: Path) -> None:
    """As a box of its own."""
    box = content(site, "exempel/forslag-soder").find(".//div[@class='admonition warning']")
    told = text(box)
    assert "Hur många som deltar" in told
    assert "tolv kommuner ( Utredningen, rad 30 )" in told
    assert "fjorton kommuner ( Utredningen, rad 31 )" in told


def test_a_network_is_expanded_and_observers_stand_apart(site: Path) -> None:
    """Members of a network that takes part are listed; observers are not among them."""
    tables = content(site, "exempel/forslag-soder").findall(".//table")
    inside, outside = text(tables[0]), text(tables[1])
    assert "Kretsen 2 medlemmar Nora kommun Lindesbergs kommun part" in inside
    assert "Hällefors" not in inside
    assert "Hällefors" in outside


def test_a_proposal_is_no_good_example(site: Path) -> None:
    """It stands in the other list, and its page says so first."""
    assert "Förslag om löner i söder" not in text(content(site, "exempel"))
    assert "Förslag om löner i söder" in text(content(site, "forslag-och-lardomar"))
    notice = content(site, "exempel/forslag-soder").find(".//div[@class='sb-lage']")
    assert text(notice).startswith("Förslag. Det här är ett förslag")
    assert "Inte granskad." in text(content(site, "exempel/forslag-soder"))


def test_lists_can_be_filtered_by_wider_areas(site: Path) -> None:
    """An example about pay is found under personnel."""
    cells = content(site, "exempel").xpath(".//td/@data-v")
    assert "lon:löneadministration|personal:personal" in cells


def test_record_text_makes_nothing(site: Path) -> None:
    """The nasty record's text stands as it is, also in the title, and makes no element."""
    built = page(site, "exempel/elak")
    assert built.find(".//title").text.startswith(f"Elak {NASTY}")
    assert text(built.find(".//h1")) == f"Elak {NASTY}"
    article = built.find(".//article")
    assert text(article).count(NASTY) >= 4
    assert article.xpath(".//script | .//img | .//em | .//*[@onerror]") == []
    assert len(article.xpath(".//h1")) == 1
    assert "13–14 procent" in text(article).replace("\u00a0", " ")
    listed = content(site, "exempel")
    assert NASTY in text(listed)
    assert listed.xpath(".//script | .//img") == []


def test_drafts_are_offered(site: Path) -> None:
    """The document type links its drafts, and the files are there."""
    links = content(site, "dokumenttyper/reglemente-test").xpath(
        ".//ul[@class='sb-utkast']//a[contains(@href, 'utkast')]/@href"
    )
    assert links == [f"../../utkast/reglemente-test/nora.{form}" for form in ("docx", "html")]
    assert (site / "utkast/reglemente-test/nora.docx").read_bytes() == b"en Word-fil"
    assert "Nora och Lindesberg" in text(content(site, "dokumenttyper/reglemente-test"))


def test_a_network_offers_the_draft_that_its_case_gave(site: Path) -> None:
    """The case names its network; the network and the document type lead to each other."""
    network = content(site, "natverk/kretsen")
    assert network.xpath(".//ul[@class='sb-utkast']//a/@href") == [
        "../../dokumenttyper/reglemente-test/index.html",
        "../../utkast/reglemente-test/nora.docx",
    ]
    kind = content(site, "dokumenttyper/reglemente-test").xpath(".//ul[@class='sb-utkast']/li")
    assert "Bygger på Kretsen" in text(kind[0])


def test_a_clause_says_what_it_rests_on(site: Path) -> None:
    """Law, or else the custom, in words; the network where the matter arose lists the clause."""
    by_law = text(content(site, "klausuler/test-vard"))
    assert "Grund lag Version" in by_law
    assert "Avtalspraxis" not in by_law
    assert "Gäller tills vidare" in by_law
    by_custom = text(content(site, "klausuler/test-bilaga"))
    assert "Grund exempel, avtalspraxis" in by_custom
    assert "Avtal brukar säga vem som svarar för arbetet." in by_custom
    links = content(site, "natverk/kretsen").xpath(".//a[contains(@href, 'klausuler/')]/@href")
    assert links == ["../../klausuler/test-bilaga/index.html"]


def test_annexes_stand_with_the_document_type(site: Path) -> None:
    """Each with its condition, its clauses and its questions; the clause names the type."""
    page = text(content(site, "dokumenttyper/reglemente-test"))
    assert "Bilaga: Uppgifter" in page
    assert "Vem ansvarar?" in page
    assert "Dokument reglemente-test" in text(content(site, "klausuler/test-bilaga"))


def test_a_statute_says_who_cites_it(site: Path) -> None:
    """A repealed one is plainly so; sections are linked from clauses and demands."""
    repealed = content(site, "lagar/sfs-1991-900")
    assert text(repealed.find(".//div[@class='sb-lage']")).startswith("Upphävd")
    row = content(site, "lagar/sfs-2017-725").find(".//tr[@id='p-9-24']")
    assert "Sammansättning" in text(row)
    assert "Dokument reglemente-test" in text(row)


def test_tables_can_be_read_by_ear(site: Path) -> None:
    """Every table has headings with scope and, on generated pages, a caption."""
    for path in site.rglob("index.html"):
        for table in html.fromstring(path.read_bytes()).findall(".//article//table"):
            assert table.xpath(".//thead//th[@scope='col']"), path
            assert not table.xpath(".//th[not(@scope)]"), path


def test_the_frame_is_mended(site: Path) -> None:
    """Language, names, the way past the menu, the tab of the section, the day."""
    built = page(site, "exempel/lonenamnd")
    assert built.get("lang") == "sv"
    assert text(built.find(".//a[@class='md-skip']")) == "Gå till innehållet"
    assert built.find(".//header//form[@role='search']").get("aria-label") == "Sök överallt"
    active = built.xpath("//li[contains(@class, 'md-tabs__item--active')]")
    assert [text(tab) for tab in active] == ["Goda exempel"]
    assert "Byggd 25 november 2026" in text(built.find(".//footer"))
    assert "rot:" not in (site / "index.html").read_text(encoding="utf-8")


def test_the_menu_lists_sections_only(site: Path) -> None:
    """A thousand records in the menu would cost seven times the time."""
    menu = page(site, "").xpath("//nav[contains(@class, 'md-nav--primary')]//a")
    assert len(menu) < 25


def test_the_records_can_be_had_as_json(site: Path) -> None:
    """As they stand in YAML, with the address of their page."""
    records = json.loads((site / "api/example.json").read_text(encoding="utf-8"))
    lon = next(record for record in records if record["id"] == "lonenamnd")
    assert lon["url"] == "exempel/lonenamnd/"
    assert lon["sources"][0]["place"] == "utredning:10-12"


def test_a_document_type_tells_how_to_draft_it(site: Path, project: Path) -> None:
    """The answers file to fill in, both commands, and the id of each question."""
    shown = content(site, "dokumenttyper/avtal-test")
    (link,) = shown.xpath(".//a[@download]/@href")
    form = (site / "dokumenttyper/avtal-test" / link).resolve()
    bank = load_bank(project)
    assert form == (site / "svar/avtal-test.yaml").resolve()
    assert form.read_text("utf-8") == answer_form(bank, bank.agreements["avtal-test"])
    assert shown.find(".//pre[@class='sb-kommando']").text_content().splitlines() == [
        "python build.py answers avtal-test -o svar.yaml",
        "python build.py draft avtal-test svar.yaml -o utkast.docx",
    ]
    told = text(shown)
    assert "Hur många? Antal ledamöter antal_ledamoter" in told
    assert "Vem ansvarar? Ansvarig ansvarig" in told, "bilagans fråga"


def test_words_that_depend_on_answers_are_told_in_swedish(site: Path) -> None:
    """With their conditions, and no code."""
    told = text(content(site, "dokumenttyper/avtal-test"))
    assert "Kommunerna när alla parter är kommuner; annars Parterna" in told
    for path in site.glob("dokumenttyper/**/*.html"):
        assert "{%" not in text(html.fromstring(path.read_bytes())), path
    for path in site.glob("sok/**/*.json"):
        assert "{%" not in path.read_text("utf-8"), path


def test_clauses_with_the_same_title_are_told_apart(site: Path) -> None:
    """In lists and in the search; on the document type's own page there is one of each."""
    names = [text(link) for link in content(site, "klausuler").xpath(".//tbody/tr/th/a")]
    assert {"Sammansättning", "Värdkommun (Dokument avtal-test)"} < set(names)
    assert len(set(names)) == len(names)
    assert "Värdkommun (" not in text(content(site, "dokumenttyper/avtal-test"))
    titles = json.loads((site / "sok/index.json").read_text("utf-8"))["entries"]["title"]
    assert "Värdkommun (Dokument avtal-test)" in titles


def test_a_section_that_only_a_note_cites_has_its_row(site: Path) -> None:
    """Each of several in one directive, and the clause is named there."""
    statute = content(site, "lagar/sfs-2017-725")
    for anchor in ("p-9-31", "p-9-32"):
        row = statute.find(f".//tr[@id='{anchor}']")
        assert "Värdkommun (Dokument avtal-test)" in text(row)


def test_the_missing_page_is_swedish(site: Path) -> None:
    """Its links start at the root, since it answers for any address."""
    missing = html.fromstring((site / "404.html").read_bytes())
    assert text(missing.find(".//h1")) == "Sidan finns inte"
    links = missing.xpath("//article//@href") + missing.xpath("//header//form/@action")
    assert links
    assert all(link.startswith("/") for link in links)


def test_a_draft_leads_back_to_its_document_type(site: Path) -> None:
    """From the page that opens when one reads it on the screen."""
    draft = site / "utkast/reglemente-test/nora.html"
    (link,) = html.fromstring(draft.read_bytes()).xpath("//nav//a/@href")
    target = (draft.parent / link).resolve()
    assert target == (site / "dokumenttyper/reglemente-test/index.html").resolve()


def test_forms_are_compared_before_they_are_defined(site: Path) -> None:
    """What the law says of each stands side by side; the words come after."""
    built = content(site, "ordlista/form")
    compared, words = built.findall(".//table")
    assert "gemensam-namnd Kommuner och regioner Nej Ja Reglemente Fullmäktige" in text(compared)
    assert "avtalssamverkan" not in text(compared)
    assert "avtalssamverkan" in text(words)
    headings = [text(heading) for heading in built.findall(".//h2")]
    assert headings[:3] == ["Formerna jämförda", "Vad lagen säger om varje form", "Alla ord"]
    other = content(site, "ordlista/skede")
    assert other.findall(".//h2") == []


def test_clauses_stand_with_the_document_that_fits_the_example(bank: Bank) -> None:
    """Those of the example's own documents first; of many the rest is folded."""
    example = bank.examples["gemensam-teknisk-namnd-bergslagen"]
    stock = Stock(bank, Atlas(bank), Usage(), {}, date(2026, 11, 25))
    found = example_page(stock, example).context["clauses"]
    assert [group.agreement.id for group in found.shown] == [example.agreement_types[0]]
    assert sum(len(group.clauses) for group in found.shown) == 6
    assert found.rest_count == sum(len(group.clauses) for group in found.rest) > 6
    assert [group.fits for group in found.rest] == [True, True, False]
    assert found.rest[-1].agreement.id == "forbundsordning"

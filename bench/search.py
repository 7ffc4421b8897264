"""Search side by side with other engines, and at ten thousand records.

Run from the project: ``.venv/bin/python bench/search.py``. Every engine gets the same
documents (title and text as the site's search has them) and the same judged queries, and
is measured by the same judge. Needs the test extra (Chromium for lunr and
Pagefind). Pagefind is only measured where it is installed: ``pip install pagefind_bin``.
"""

from __future__ import annotations

import gzip
import html
import json
import random
import re
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.util import find_spec
from pathlib import Path
from threading import Thread

import mkdocs
from playwright.sync_api import Browser, sync_playwright
from whoosh.filedb.filestore import FileStorage

from samverkan.records.bank import Bank
from samverkan.records.load import load_bank
from samverkan.search.documents import Document, Field
from samverkan.search.export import write_search
from samverkan.search.index import Index
from samverkan.search.indexing import amend_index, build_index, write_index
from samverkan.search.judge import Answer, Report, judge_with, read_queries
from samverkan.search.results import search
from samverkan.search.shelf import Shelf
from samverkan.search.store import bank_documents
from samverkan.search.synonyms import Name, bank_names

ROOT = Path(__file__).resolve().parent.parent
QUERIES = ("queries", "more_queries", "far_queries")
MANY = 10_000
EDIT = "zebraskötsel och avfallsdinosaurier"
"""Words that no record has."""

IN_BROWSER = """async (texts) => {
    const timed = (text, engine) => {
        const started = performance.now();
        engine.search(text);
        return performance.now() - started;
    };
    const started = performance.now();
    const { open } = await import("./assets/sok/engine.js");
    const engine = await open(new URL("./sok/", location.href));
    const ready = performance.now() - started;
    const [first, again] = [0, 1].map(() => texts.map((text) => timed(text, engine)));
    return [ready, first, again];
}"""

Engine = Callable[[str], Answer]
"""A query in, every hit out."""


def main() -> None:
    """Print the table of engines, then times at ten thousand records."""
    bank = load_bank(ROOT)
    documents = list(bank_documents(ROOT, bank))
    names = bank_names(bank)
    index = build_index(documents, names)
    kinds = {entry.id: entry.kind for entry in index.entries}
    engines: dict[str, Engine] = {
        "samverkansbanken": lambda text: own_answer(index, text),
        "SQLite FTS5": sqlite_engine(documents),
        "Whoosh": whoosh_engine(documents),
        "lunr (Material)": lunr_engine(documents),
    }
    site = tempfile.TemporaryDirectory()
    if find_spec("pagefind_bin"):
        engines["Pagefind"] = pagefind_engine(documents, Path(site.name))
    for name in QUERIES:
        path = ROOT / "tests" / "search" / f"{name}.json"
        judged = read_queries(json.loads(path.read_text(encoding="utf-8")))
        reports = {label: judge_with(engine, kinds, judged) for label, engine in engines.items()}
        print_table(name, reports)
    print_times(documents, index, names, bank)


def print_table(name: str, reports: dict[str, Report]) -> None:
    """Print nDCG@10 by engine and type of query."""
    types = list(next(iter(reports.values())).by_type)
    print(f"\n{name}: nDCG@10")
    print(f"{'':<18}{'all':>7}" + "".join(f"{kind:>11}" for kind in types) + f"{'no hit':>8}")
    for label, report in reports.items():
        figures = "".join(f"{report.by_type[kind].ndcg10:>11.3f}" for kind in types)
        total = report.overall
        print(f"{label:<18}{total.ndcg10:>7.3f}{figures}{total.zero_hits:>8}")


def flat(document: Document) -> tuple[str, str]:
    """Return title and text, as an engine without fields of its own gets them."""
    return document.title, "\n".join(text for _, text in document.texts)


def words(text: str) -> list[str]:
    """Return the words of a query, as any engine would cut it."""
    return re.findall(r"\w+", text.lower())


def own_answer(index: Index, text: str) -> Answer:
    """Answer as the command line does."""
    results = search(index, text, limit=len(index.entries))
    return Answer([(hit.id, hit.kind) for hit in results.hits], results.weak)


def sqlite_engine(documents: Sequence[Document]) -> Engine:
    """FTS5 with its Unicode tokenizer and BM25; the title weighs ten times as much."""
    base = sqlite3.connect(":memory:")
    base.execute("create virtual table d using fts5(id unindexed, kind unindexed, title, text)")
    rows = ((d.id, d.kind, *flat(d)) for d in documents)
    base.executemany("insert into d values (?, ?, ?, ?)", rows)

    def run(text: str) -> Answer:
        query = " OR ".join(f'"{word}"' for word in words(text))
        found = base.execute(
            "select id, kind from d where d match ? order by bm25(d, 0, 0, 10, 1)", (query,)
        )
        return Answer(found.fetchall())

    return run


def whoosh_engine(documents: Sequence[Document]) -> Engine:
    """Whoosh with its Swedish stemming analyzer and BM25F; the title weighs ten times."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it is from 2016
        from whoosh import analysis, fields, qparser  # noqa: PLC0415
        from whoosh.filedb.filestore import RamStorage  # noqa: PLC0415

    swedish = analysis.LanguageAnalyzer("sv")
    schema = fields.Schema(
        id=fields.STORED,
        kind=fields.STORED,
        title=fields.TEXT(analyzer=swedish, field_boost=10.0),
        text=fields.TEXT(analyzer=swedish),
    )
    index = RamStorage().create_index(schema)
    writer = index.writer()
    for document in documents:
        title, text = flat(document)
        writer.add_document(id=document.id, kind=document.kind, title=title, text=text)
    writer.commit()
    searcher = index.searcher()
    parser = qparser.MultifieldParser(["title", "text"], schema, group=qparser.OrGroup)

    def run(text: str) -> Answer:
        found = searcher.search(parser.parse(" ".join(words(text))), limit=None)
        return Answer([(hit["id"], hit["kind"]) for hit in found])

    return run


def lunr_engine(documents: Sequence[Document]) -> Engine:
    """lunr with its Swedish stemmer, set up as Material does: titles a thousand times, the
    last word also as the beginning of one.
    """
    folder = Path(mkdocs.__file__).parent / "contrib" / "search"
    scripts = (
        folder / "templates" / "search" / "lunr.js",
        folder / "lunr-language" / "lunr.stemmer.support.js",
        folder / "lunr-language" / "lunr.sv.js",
    )
    tab = chromium().new_page()
    for script in scripts:
        tab.add_script_tag(path=script)
    tab.evaluate(
        """(documents) => {
            window.index = lunr(function () {
                this.use(lunr.sv);
                this.ref("at");
                this.field("title", { boost: 1000 });
                this.field("text");
                documents.forEach(([title, text], at) => this.add({ at, title, text }));
            });
        }""",
        [flat(document) for document in documents],
    )

    def run(text: str) -> Answer:
        found: list[str] = tab.evaluate(
            """(words) => index.query((query) => words.forEach((word, at) => {
                query.term(lunr.tokenizer(word), { boost: 10 });
                if (at === words.length - 1) {
                    const { TRAILING } = lunr.Query.wildcard;
                    query.term(word, { wildcard: TRAILING, usePipeline: false });
                }
            })).map((hit) => hit.ref)""",
            words(text),
        )
        hits = (documents[int(at)] for at in found)
        return Answer([(hit.id, hit.kind) for hit in hits])

    return run


class Quiet(SimpleHTTPRequestHandler):
    """Serves files without telling of each."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def pagefind_engine(documents: Sequence[Document], folder: Path) -> Engine:
    """Pagefind on a page per document, in Swedish; the title is the page's heading."""
    for at, document in enumerate(documents):
        title, text = (html.escape(part) for part in flat(document))
        page = f"<title>{title}</title><h1>{title}</h1><p>{text}</p>"
        (folder / f"{at}.html").write_text(f'<!doctype html><html lang="sv">{page}', "utf-8")
    command = [sys.executable, "-m", "pagefind_bin", "--site", str(folder)]
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603 (our own words)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    Thread(target=server.serve_forever, daemon=True).start()
    tab = chromium().new_page()
    tab.goto(f"http://127.0.0.1:{server.server_port}/0.html")
    tab.evaluate("async () => { window.pagefind = await import('./pagefind/pagefind.js'); }")

    def run(text: str) -> Answer:
        found: list[str] = tab.evaluate(
            """async (text) => Promise.all(
                (await pagefind.search(text)).results.slice(0, 200).map(
                    async (hit) => (await hit.data()).url))""",
            text,
        )
        hits = (documents[int(Path(url).stem)] for url in found)
        return Answer([(hit.id, hit.kind) for hit in hits])

    return run


@cache
def chromium() -> Browser:
    """Return the one Chromium; Playwright may only be started once."""
    started = sync_playwright().start().chromium
    return started.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])


def print_times(
    documents: Sequence[Document], index: Index, names: Sequence[Name], bank: Bank
) -> None:
    """Print time to build, amend and ask, for the project and for ten thousand records.

    Times are of the processor: other work on the machine does not count.
    """
    many = generated(documents, MANY)
    with tempfile.TemporaryDirectory() as folder:
        storage = FileStorage(folder)
        started = time.process_time()
        language = write_index(storage, many, names)
        print(f"\nindex of {len(many)} records: {time.process_time() - started:.1f} s")
        large = Index(Shelf(storage), language)
        edited = replace(many[77], texts=(*many[77].texts, (Field.SUMMARY, EDIT)))
        started = time.process_time()
        amended = amend_index(large, [edited if d is many[77] else d for d in many], names)
        print(f"one of them changed: {time.process_time() - started:.2f} s")
        assert amended is not None  # noqa: S101 (one record is few)
        started = time.process_time()
        large = Index(Shelf(storage), amended)
        print(f"opened: {time.process_time() - started:.2f} s")
        print_query_times(f"{len(index.entries)} records", index)
        print_query_times(f"{MANY} records", large)
        print_browser_times(f"{len(index.entries)} records", index, bank)
        print_browser_times(f"{MANY} records", large, bank)


def print_query_times(label: str, index: Index) -> None:
    """Print the median and the 95th percentile over the judged queries, new and asked before.

    The first search in a process learns the words as well, which is told apart.
    """
    path = ROOT / "tests" / "search" / "queries.json"
    texts = [item["query"] for item in json.loads(path.read_text(encoding="utf-8"))]
    started = time.process_time()
    search(index, "löneadminstratjon")
    print(f"{label}, the words learnt: {time.process_time() - started:.2f} s")
    taken = []
    for text in texts * 3:
        started = time.process_time()
        search(index, text)
        taken.append(1000 * (time.process_time() - started))
    print_spread(f"{label}, first", taken[: len(texts)])
    print_spread(f"{label}, again", taken[len(texts) :])


def print_spread(label: str, times: Sequence[float]) -> None:
    """Print the median and the 95th percentile of times in milliseconds."""
    p95 = sorted(times)[int(0.95 * len(times))]
    print(f"{label}: median {statistics.median(times):.1f} ms, p95 {p95:.1f} ms")


def print_browser_times(label: str, index: Index, bank: Bank) -> None:
    """Print what the site's search sends and takes in Chromium.

    Times are by the clock, in five pages opened anew; each figure is the least of the five,
    since other work on the machine does count.
    """
    path = ROOT / "tests" / "search" / "queries.json"
    texts = [item["query"] for item in json.loads(path.read_text(encoding="utf-8"))]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(ROOT / "docs" / "assets" / "sok", folder / "assets" / "sok")
        write_search(index, bank, folder / "sok")
        (folder / "index.html").write_text('<!doctype html><meta charset="utf-8">', "utf-8")
        sent = [folder / "sok" / "index.json", *(folder / "assets" / "sok").glob("*.js")]
        sent += sorted((folder / "sok" / "text").iterdir())[:10]
        size = sum(len(gzip.compress(file.read_bytes())) for file in sent)
        print(f"{label}: first use sends {size / 1000:.0f} kB gzipped")
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=name))
        Thread(target=server.serve_forever, daemon=True).start()
        taken = []
        for _ in range(5):
            tab = chromium().new_page()
            tab.goto(f"http://127.0.0.1:{server.server_port}/")
            taken.append(tab.evaluate(IN_BROWSER, texts))
            tab.close()
        server.shutdown()
    ready, first, again = zip(*taken, strict=True)
    print(f"{label}, in the browser: ready in {min(ready):.0f} ms")
    print_spread(f"{label}, in the browser, first", list(map(min, *first)))
    print_spread(f"{label}, in the browser, again", list(map(min, *again)))


def generated(documents: Sequence[Document], count: int) -> list[Document]:
    """Return ``count`` documents made by exchanging the texts of real ones, always the same."""
    chance = random.Random(2026)  # noqa: S311 (no secret)
    made = []
    for number in range(count):
        model = documents[number % len(documents)]
        texts = tuple(
            (place, chance.choice(documents[chance.randrange(len(documents))].texts)[1])
            if chance.random() < 0.5
            else (place, text)
            for place, text in model.texts
        )
        made.append(replace(model, id=f"{model.id}-{number}", texts=texts))
    return made


if __name__ == "__main__":
    main()

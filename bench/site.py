"""The site, beside plain MkDocs on as many hand-written pages.

Run from the project: ``.venv/bin/python bench/site.py``. The peer is MkDocs with the Material
theme and its own search, on the very Markdown that our pages are written as, as if someone
had written them by hand: the same number, length and links. It is measured as it comes, with
every page in the menu, and with our short menu. Ours also makes that Markdown, the search, the
open data and the finish of each page. Each runs in a process of its own; time is processor time.
"""

from __future__ import annotations

import multiprocessing
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from samverkan.records.load import load_bank
from samverkan.search.store import bank_index
from samverkan.site.build import build_site, gather
from samverkan.site.tree import write_tree

ROOT = Path(__file__).resolve().parent.parent
TODAY = date(2026, 11, 25)
RUNS = 3
PLAIN = """\
site_name: Hand-written pages
theme: {name: material, language: sv, font: false}
plugins: [search]
markdown_extensions: [admonition, attr_list, fenced_code, tables, toc]
validation: {nav: {omitted_files: ignore}, links: {not_found: ignore, anchors: ignore}}
"""


def main() -> None:
    """Measure, and print both and the ratio between them."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pages = _write_pages(folder / "docs")
        (folder / "mkdocs.yml").write_text(PLAIN, encoding="utf-8")
        times = [
            [_seconds(work, folder) for work in (_build_ours, _build_plain, _build_short)]
            for _ in range(RUNS)
        ]
    ours, plain, short = map(statistics.median, zip(*times, strict=True))
    print(f"{pages} sidor: vår webbplats {ours:.1f} s")
    print(f"MkDocs med Material som det kommer {plain:.1f} s, kvot {ours / plain:.2f}")
    print(f"MkDocs med Material och vår korta meny {short:.1f} s, kvot {ours / short:.2f}")


def _write_pages(docs: Path) -> int:
    """Write the Markdown of every page, and the hand-written ones, and return how many."""
    docs.mkdir()
    bank = load_bank(ROOT)
    write_tree(ROOT, gather(bank, bank_index(ROOT, bank, TODAY), TODAY, (), ""), docs)
    return sum(1 for _ in docs.rglob("*.md"))


def _build_ours(folder: Path) -> None:
    build_site(ROOT, load_bank(ROOT), folder / "ours", drafts=None, today=TODAY)


def _build_plain(folder: Path) -> None:
    build(load_config(str(folder / "mkdocs.yml")))


def _build_short(folder: Path) -> None:
    nav = load_config(str(ROOT / "mkdocs.yml")).nav
    build(load_config(str(folder / "mkdocs.yml"), nav=nav))


def _seconds(work: Callable[[Path], None], folder: Path) -> float:
    """Return the processor time of the work in a new process."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_timed, (work, folder))


def _timed(work: Callable[[Path], None], folder: Path) -> float:
    start = time.process_time()
    work(folder)
    return time.process_time() - start


if __name__ == "__main__":
    main()

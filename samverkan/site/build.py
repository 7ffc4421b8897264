"""Builds the whole site: Markdown, MkDocs, our own finish, and then the swap."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from samverkan.drafting.answerform import answer_form
from samverkan.files import replace_folder
from samverkan.records.address import Atlas
from samverkan.records.bank import Bank
from samverkan.records.derived import parts_of_bodies
from samverkan.records.model import Example
from samverkan.search.export import write_search
from samverkan.search.index import Index
from samverkan.search.similar import neighbours
from samverkan.search.store import bank_index
from samverkan.site.builder import load_settings, run_mkdocs, take_repository
from samverkan.site.draft import Draft, copy_drafts, find_drafts
from samverkan.site.export import write_export
from samverkan.site.finish import finish
from samverkan.site.location import FORMS, SEARCH
from samverkan.site.tree import write_tree
from samverkan.site.usage import usage_of
from samverkan.site.view import Stock

Progress = Callable[[int, int], None]
"""Called with how much is done and how much there is."""


@dataclass(frozen=True)
class SiteReport:
    """What was built."""

    pages: int
    drafts: int
    out: Path


def build_site(
    root: Path,
    bank: Bank,
    out: Path,
    *,
    drafts: Path | None,
    today: date,
    progress: Progress = lambda _done, _total: None,
) -> SiteReport:
    """Build the site into ``out``, which is replaced only when all has gone well.

    Args:
        root: the project folder, with docs/, templates/site/ and mkdocs.yml.
        bank: the records.
        out: where the site is to lie.
        drafts: folder of finished drafts (``<type>/<case>.docx``), offered for download.
        today: the day of the build; the same day and records give the same site.
        progress: told now and then how far the work has come.

    Raises:
        FaultsError: if the site cannot be built; ``out`` is then as it was.
    """
    out.parent.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=f".{out.name}.", dir=out.parent))
    try:
        docs, site = work / "docs", work / "site"
        docs.mkdir()
        config = load_settings(root, docs, site)
        found = find_drafts(root, drafts, bank.agreements)
        index = bank_index(root, bank, today)
        stock = gather(bank, index, today, found, take_repository(config))
        pages = write_tree(root, stock, docs)
        counter = _Counter(progress, 3 * pages)
        run_mkdocs(config, today, counter.step)
        if drafts:
            copy_drafts(drafts, found, site)
        _write_forms(bank, site / FORMS)
        write_export(stock, site)
        write_search(index, bank, site / SEARCH)
        finish(site, today, counter.step)
        site.chmod(0o755)
        replace_folder(site, out)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return SiteReport(pages, len(found), out)


def gather(
    bank: Bank, index: Index, today: date, drafts: Sequence[Draft], repository: str
) -> Stock:
    """Return what the pages are written from."""
    similar = neighbours(index, Example.kind)
    usage, parts = usage_of(bank), parts_of_bodies(bank)
    return Stock(bank, Atlas(bank), usage, parts, today, tuple(drafts), repository, similar)


def _write_forms(bank: Bank, folder: Path) -> None:
    """Write an answers file to fill in for every document type."""
    folder.mkdir()
    for agreement in bank.agreements.values():
        form = answer_form(bank, agreement)
        (folder / f"{agreement.id}.yaml").write_text(form, encoding="utf-8")


class _Counter:
    """Counts steps and tells of every twentieth; telling of each would cost more."""

    def __init__(self, progress: Progress, total: int) -> None:
        self._progress, self._total, self._done = progress, total, 0

    def step(self) -> None:
        """Count one step."""
        self._done += 1
        if self._done % 20 == 0 or self._done == self._total:
            self._progress(min(self._done, self._total), self._total)

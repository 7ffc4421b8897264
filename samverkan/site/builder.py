"""Runs MkDocs on a finished Markdown tree, quietly, and turns its complaints into faults."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from samverkan.records.fault import Fault, FaultsError

os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # read when the theme is imported

CONFIG = "mkdocs.yml"
_SHOWN = 20
"""So many complaints are passed on; one fault in a template gives one for each page."""
_READING, _BUILDING = "Reading: ", "Building page "


class _Listener(logging.Handler):
    """Counts pages for the progress bar and keeps what MkDocs complains of."""

    def __init__(self, page_done: Callable[[], None]) -> None:
        super().__init__(logging.DEBUG)
        self._page_done = page_done
        self.complaints: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Take in one line of MkDocs's log."""
        message = record.getMessage()
        if record.levelno >= logging.WARNING:
            self.complaints.append(message)
        elif message.startswith((_READING, _BUILDING)):
            self._page_done()


def load_settings(root: Path, docs: Path, site: Path) -> Any:
    """Return MkDocs's configuration for the tree in ``docs``.

    Raises:
        FaultsError: if mkdocs.yml is not right.
    """
    from mkdocs.config import load_config  # noqa: PLC0415 (slow to load, and not always needed)
    from mkdocs.exceptions import MkDocsException  # noqa: PLC0415

    with _listening(lambda: None) as listener:
        try:
            config = load_config(str(root / CONFIG), docs_dir=str(docs), site_dir=str(site))
        except MkDocsException as error:
            raise _fault(listener.complaints or [str(error)]) from error
    return config


def take_repository(config: Any) -> str:
    """Return the address below which a file can be edited; empty when none is set.

    MkDocs itself is left without it: it would link to generated pages that nobody can edit
    and fetch figures about the repository from elsewhere.
    """
    repository = (config.repo_url or "").rstrip("/")
    folder = (config.edit_uri or "").strip("/")
    config.repo_url = config.edit_uri = config.edit_uri_template = None
    return f"{repository}/{folder}".rstrip("/") if repository else ""


def run_mkdocs(config: Any, today: date, page_done: Callable[[], None]) -> None:
    """Build the site that ``config`` describes. A warning fails the build.

    Args:
        config: from ``load_settings``.
        today: the date that MkDocs stamps its sitemap with.
        page_done: called twice for each page, when it is read and when it is written.

    Raises:
        FaultsError: with everything MkDocs complained of.
    """
    from mkdocs.commands.build import build  # noqa: PLC0415
    from mkdocs.exceptions import MkDocsException  # noqa: PLC0415

    with _listening(page_done) as listener, _stamped(today):
        try:
            build(config)
        except (MkDocsException, SystemExit) as error:
            raise _fault(listener.complaints or [str(error)]) from error
    if listener.complaints:
        raise _fault(listener.complaints)


def _fault(complaints: list[str]) -> FaultsError:
    lines = list(dict.fromkeys(complaints))[:_SHOWN]
    return FaultsError(Fault(CONFIG, 0, 0, "fel", "webbplats", f"MkDocs: {line}") for line in lines)


@contextmanager
def _listening(page_done: Callable[[], None]) -> Iterator[_Listener]:
    """Keep MkDocs's log to ourselves while it works; nothing reaches the terminal."""
    logger, pages = logging.getLogger("mkdocs"), logging.getLogger("mkdocs.commands.build")
    listener = _Listener(page_done)
    before = (logger.propagate, logger.level, pages.level)
    logger.propagate = False
    logger.setLevel(logging.INFO)
    pages.setLevel(logging.DEBUG)  # only there: pages are counted by its debug lines
    logger.addHandler(listener)
    try:
        yield listener
    finally:
        logger.removeHandler(listener)
        logger.propagate = before[0]
        logger.setLevel(before[1])
        pages.setLevel(before[2])


@contextmanager
def _stamped(today: date) -> Iterator[None]:
    """Let MkDocs believe that it is midnight on ``today``, so that builds can be repeated."""
    name = "SOURCE_DATE_EPOCH"
    before = os.environ.get(name)
    stamp = datetime(today.year, today.month, today.day, tzinfo=UTC).timestamp()
    os.environ[name] = str(int(stamp))
    try:
        yield
    finally:
        if before is None:
            del os.environ[name]
        else:
            os.environ[name] = before

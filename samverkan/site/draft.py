"""Finished drafts of the worked cases, offered for download."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from samverkan.records.address import address
from samverkan.records.model.base import SLUG
from samverkan.records.names import DECISION_PACKAGE
from samverkan.records.yamlsource import parse_yaml
from samverkan.site.location import DRAFTS, relative


@dataclass(frozen=True)
class Draft:
    """One draft: its title, where on the site its files are, and what its case rests on."""

    agreement: str
    case: str
    title: str
    word: str
    html: str | None
    record: str | None = None
    """The id of the example or network that the case is about, if it names one."""


def find_drafts(root: Path, drafts: Path | None, agreements: Iterable[str]) -> list[Draft]:
    """Return the drafts below ``drafts``, by document type and case.

    Only files that carry a name of ours are offered; the folder is built, not written, but
    its names end up in links.
    """
    found: list[Draft] = []
    agreements = tuple(agreements)
    for agreement in agreements if drafts else ():
        for word in sorted((drafts / agreement).glob("*.docx")):  # type: ignore[operator]
            if SLUG.match(word.stem):
                address = f"{DRAFTS}/{agreement}/{word.stem}"
                html = f"{address}.html" if word.with_suffix(".html").is_file() else None
                title, record = _told(root, agreement, word.stem, agreements)
                found.append(Draft(agreement, word.stem, title, f"{address}.docx", html, record))
    return found


def copy_drafts(drafts: Path, found: Iterable[Draft], site: Path) -> None:
    """Copy the files of ``found`` from ``drafts`` into ``site``."""
    for draft in found:
        for target in filter(None, (draft.word, draft.html)):
            path = site / target
            path.parent.mkdir(parents=True, exist_ok=True)
            source = drafts / draft.agreement / path.name
            if target == draft.html:
                text = source.read_text(encoding="utf-8")
                path.write_text(_with_way_back(text, draft.agreement), encoding="utf-8")
            else:
                shutil.copyfile(source, path)


def _with_way_back(text: str, agreement: str) -> str:
    """Put a link to the document type's page before the draft."""
    target = relative(address("agreement", agreement), f"{DRAFTS}/{agreement}/")
    link = (
        f'<nav class="tillbaka" aria-label="Webbplatsen"><a href="{target}index.html">'
        "Tillbaka till dokumenttypen</a></nav>"
    )
    return text.replace("<main", f"{link}<main", 1)


def _told(
    root: Path, agreement: str, case: str, agreements: Iterable[str]
) -> tuple[str, str | None]:
    """Return the case's title, or its id when the answer file gives none, and its record."""
    if agreement == DECISION_PACKAGE:
        main = max((t for t in agreements if case.endswith(f"-{t}")), key=len, default="")
        title, _ = _told(root, main, case.removesuffix(f"-{main}"), ())
        return f"{title}: underlag ({main})", None
    path = root / "agreements" / agreement / "cases" / f"{case}.yaml"
    others = (root / "agreements").glob(f"*/cases/{case}.yaml")
    path = path if path.is_file() else next(iter(sorted(others)), path)
    if path.is_file():
        data, _ = parse_yaml(path.read_bytes(), path.name)
        value = data.value if data else None
        head = value.get("case") if isinstance(value, dict) else None
        if isinstance(head, dict) and isinstance(head.get("title"), str):
            return head["title"], head.get("example")
    return case.replace("-", " "), None

"""The build as a whole: repeatable, and harmless when it fails."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from lxml import html

from samverkan.records.fault import FaultsError
from samverkan.records.load import load_bank
from samverkan.site.build import build_site
from tests.site.conftest import TODAY


def tree(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_the_same_input_gives_the_same_site(site: Path, project: Path, tmp_path: Path) -> None:
    """Byte for byte, and progress is told up to the end."""
    told: list[tuple[int, int]] = []
    again = tmp_path / "igen"
    report = build_site(
        project,
        load_bank(project),
        again,
        drafts=project / "build" / "drafts",
        today=TODAY,
        progress=lambda done, total: told.append((done, total)),
    )
    assert tree(again) == tree(site)
    assert report.drafts == 1
    assert told[-1][0] == told[-1][1]


@pytest.mark.parametrize(
    ("file", "spoilt"),
    [
        ("docs/om/index.md", "# Om\n\n[borta](../finns-inte.md)\n"),
        ("mkdocs.yml", "site_name: [\n"),
        ("mkdocs.yml", "site_name: x\ntheme: finns-inte\n"),
    ],
)
def test_a_failed_build_leaves_the_old_site(
    site: Path, project: Path, tmp_path: Path, file: str, spoilt: str
) -> None:
    """The fault is told, the site stands as it was and nothing is left behind."""
    root = tmp_path / "projekt"
    shutil.copytree(
        project, root, ignore=shutil.ignore_patterns("site", "build"), dirs_exist_ok=True
    )
    shutil.copytree(project / "templates", root / "templates", dirs_exist_ok=True)
    (root / file).write_text(spoilt, encoding="utf-8")
    out = tmp_path / "webb" / "site"
    shutil.copytree(site, out)
    before = tree(out)
    with pytest.raises(FaultsError) as raised:
        build_site(root, load_bank(project), out, drafts=None, today=TODAY)
    assert raised.value.faults[0].code == "webbplats"
    assert tree(out) == before
    assert [path.name for path in out.parent.iterdir()] == ["site"]


def test_records_lead_to_where_they_are_edited(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the repository's address set, the file is a link; the theme is not told of it."""
    monkeypatch.setenv("SAMVERKAN_REPO_URL", "https://kod.example.org/banken")
    build_site(project, load_bank(project), tmp_path / "site", drafts=None, today=TODAY)
    built = html.fromstring((tmp_path / "site/exempel/lonenamnd/index.html").read_bytes())
    links = built.xpath("//div[@class='sb-fot']//a/@href")
    assert links == ["https://kod.example.org/banken/edit/main/kb/examples/lonenamnd.yaml"]
    assert built.xpath("//*[@data-md-component='source']") == []

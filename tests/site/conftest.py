"""A small project with everything the site needs, built once for all tests of the room."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from samverkan.records.load import load_bank
from samverkan.site.build import build_site
from tests.browsing import served_folder
from tests.conftest import MINI, ROOT

TODAY = date(2026, 11, 25)
NASTY = '</title><script>alert(1)</script> {{ 7*7 }} *b* [a](javascript:x) <img src=x onerror="x">'

SKEDE = """\
title: Skede
description: Testvokabulär.
terms:
  - {id: drift, label: i drift, definition: Ord., origin: redaktionell, good_example: true}
  - {id: forslag, label: föreslagen, definition: Ord., origin: redaktionell, good_example: false}
  - {id: avslutad, label: avslutad, definition: Ord., origin: redaktionell, good_example: false}
"""
FORM = """\
title: Samverkansform
description: Testvokabulär.
terms:
  - {id: avtalssamverkan, label: avtalssamverkan, definition: Ord., origin: redaktionell}
  - id: gemensam-namnd
    label: gemensam-namnd
    definition: Ord.
    origin: redaktionell
    legal:
      parties: Kommuner och regioner
      legal_person: Nej
      public_authority: Ja
      delegation: Ja
      founding_document: Reglemente
      decided_by: Fullmäktige
      economy: Värden gör budgeten
      duties: Samråd
      statutes: [2017:725 9:24]
"""
OMRADE = """\
title: Sakområde
description: Testvokabulär.
terms:
  - {id: personal, label: personal, definition: Ord., origin: redaktionell}
  - {id: lon, label: löneadministration, definition: Ord., origin: redaktionell, broader: personal}
  - {id: it, label: it, definition: Ord., origin: redaktionell}
"""
FORSLAG = """\
title: Förslag om löner i söder
record_type: forslag
summary: Någon föreslår att fler går ihop om löner.
stage: forslag
stage_when: 2015
areas: [it]
parties:
  - {network: kretsen, role: part, source: "utredning:30"}
  - {body: kommun-hallefors, role: observator, source: "utredning:30"}
related:
  - {record: lonenamnd, relation: del-av, note: Samma parter.}
contradictions:
  - about: Hur många som deltar
    readings:
      - {value: tolv kommuner, source: "utredning:30"}
      - {value: fjorton kommuner, source: "utredning:31"}
    treatment: Båda visas.
sources:
  - {place: "utredning:30", supports: [title, summary, record_type, stage, areas]}
"""
ELAK = f"""\
title: 'Elak {NASTY}'
record_type: exempel
summary: |
  {NASTY}

  - # ingen lista
stage: drift
parties:
  - {{described: '{NASTY}', role: part, source: "utredning:30"}}
effects:
  - effect: kostnad-lopande
    text: '{NASTY}'
    basis: uppskattad
    low: 13
    high: 14
    unit: procent
    source: "utredning:30"
sources:
  - {{place: "utredning:30", supports: [title, record_type, summary, stage]}}
"""

UTAN_EFFEKT = """\
title: Gemensamt arkiv
record_type: exempel
summary: Två kommuner har ett arkiv.
stage: drift
sources:
  - {place: "utredning:33", supports: [title, record_type, summary, stage]}
"""
LONECHEFER = """\
title: Lönechefernas nätverk
group_type: konstellation
membership: angiven
summary: Chefer för löner i två kommuner träffas.
stage: drift
stage_when: 2015
parties:
  - {body: kommun-nora, role: part, source: "utredning:22"}
  - {body: kommun-lindesberg, role: part, source: "utredning:22"}
sources:
  - {place: "utredning:22", supports: [title, group_type, membership, summary, stage]}
reviewed: 2026-11-25
"""
SAMMA = """\
title: Värdkommun
topics: [vard]
level: praxis
text: Den andra lydelsen.
note: Här nämns {{ lag("2017:725 9:31", "2017:725 9:32") }} och inget annat.
"""
TERM = """\
terms:
  - id: parterna
    forms: {bestamd: "{% if alla_kommuner %}Kommunerna{% else %}Parterna{% endif %}"}"""


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of a few records, with a proposal, a contradiction and a nasty record."""
    root = tmp_path_factory.mktemp("webb") / "projekt"
    shutil.copytree(MINI, root)
    shutil.copytree(ROOT / "docs", root / "docs")
    shutil.copytree(ROOT / "templates" / "site", root / "templates" / "site")
    shutil.copyfile(ROOT / "mkdocs.yml", root / "mkdocs.yml")
    for name, text in {
        "vocabulary/skede": SKEDE,
        "vocabulary/form": FORM,
        "vocabulary/omrade": OMRADE,
        "examples/forslag-soder": FORSLAG,
        "examples/elak": ELAK,
        "examples/utan-effekt": UTAN_EFFEKT,
        "networks/lonechefer": LONECHEFER,
        "clauses/test-samma": SAMMA,
    }.items():
        (root / "kb" / f"{name}.yaml").write_text(text, encoding="utf-8")
    kind = root / "agreements" / "avtal-test" / "type.yaml"
    text = kind.read_text(encoding="utf-8").replace("terms:", TERM)
    kind.write_text(text.replace("clauses: [test-s", "clauses: [test-samma, test-s"), "utf-8")
    drafts = root / "build" / "drafts" / "reglemente-test"
    drafts.mkdir(parents=True)
    (drafts / "nora.docx").write_bytes(b"en Word-fil")
    (drafts / "nora.html").write_text("<body><main>Ett utkast</main></body>", encoding="utf-8")
    return root


@pytest.fixture(scope="session")
def site(project: Path) -> Path:
    """The project's site, built."""
    out = project / "site"
    bank = load_bank(project)
    build_site(project, bank, out, drafts=project / "build" / "drafts", today=TODAY)
    return out


@pytest.fixture(scope="session")
def served(site: Path) -> Iterator[str]:
    """The address of the site, served below a path of its own by a plain file server."""
    with served_folder(site) as address:
        yield address

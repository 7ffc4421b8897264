"""Bodies, statutes, sources, terms and the site's own pages as searchable documents."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from samverkan.records.address import Atlas, address
from samverkan.records.bank import Bank
from samverkan.records.model import Body, Source, Statute, Term
from samverkan.search.documents import Document, Field, day, texts, unique
from samverkan.search.library import citation
from samverkan.search.synonyms import EVERYDAY

DOCS = "docs"

_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_DESCRIPTION = re.compile(r"^description: *(?:>-)?((?:.+|\n +.+)+)", re.MULTILINE)
_BLOCK = re.compile(r"^( *)(```|~~~).*?^\1\2[^\S\n]*$\n?", re.DOTALL | re.MULTILINE)
"""Code of several lines: what a reader copies, not what a page is about."""
_HEADING = re.compile(r"^#{1,6}\s+(.+?)\s*#*$", re.MULTILINE)
_NOISE = re.compile(r"<[^>]*>|\]\([^)]*\)|[`*_\[\]|>]+|\{[^}]*\}")


def register_documents(bank: Bank) -> Iterator[Document]:
    """Yield every body with a page, every statute and source, and every term once."""
    atlas = Atlas(bank)
    for body in bank.bodies.values():
        if page := atlas.find(body):
            yield _body(bank, body, page)
    for source in bank.sources.values():
        yield _source(source)
    for statute in bank.statutes.values():
        yield _statute(bank, statute)
    seen: set[str] = set()
    # The search words repeat terms of the other vocabularies; those explain them better.
    for facet in sorted(bank.vocabularies, key=lambda name: (name == "sokord", name)):
        if facet == EVERYDAY:
            continue  # everyday words are not looked up; they only lead to the bank's own
        for term in bank.terms(facet).values():
            if term.label.lower() not in seen:
                seen.add(term.label.lower())
                yield _term(bank, facet, term)


def _body(bank: Bank, body: Body, page: str) -> Document:
    members = [bank.bodies[member].name for member in body.members if member in bank.bodies]
    names = [*body.alternative_names, *(former.name for former in body.former_names)]
    return Document(
        id=body.id,
        kind=body.kind,
        title=body.name,
        url=page,
        summary=_told(names, members) or body.note or "",
        texts=texts(
            (Field.TITLE, [body.name]),
            (Field.NAMES, [*names, body.short_name, body.org_number]),
            (Field.SHORT, [name for name in [body.short_name] if name and name.isupper()]),
            (Field.REST, [body.seat, body.note]),
            (Field.ASIDE, members),
        ),
        filters={"county": unique([body.county_letter])},
        concepts=unique(
            [f"organ:{body.id}", f"lan:{body.county_letter}" if body.county_letter else None]
        ),
    )


def _told(names: Sequence[str], members: Sequence[str]) -> str:
    """What a reader wants to know of a body in a list: its other names and its members."""
    told = [f"Kallas också {', '.join(names)}."] if names else []
    if members:
        told.append(f"Medlemmar: {', '.join(members)}.")
    return " ".join(told)


def _source(source: Source) -> Document:
    return Document(
        id=source.id,
        kind=source.kind,
        title=source.title,
        url=address(source.kind, source.id),
        summary=", ".join(
            part for part in (source.publisher, source.series, str(source.year)) if part
        ),
        texts=texts(
            (Field.TITLE, [source.title]),
            (Field.NAMES, [source.short_title, source.series]),
            (Field.SUMMARY, [source.publisher, str(source.year)]),
            (Field.REST, source.authors),
        ),
        filters={"source": (source.id,)},
        reviewed=day(source.reviewed),
    )


def _statute(bank: Bank, statute: Statute) -> Document:
    sections = [
        f"{citation(bank, f'{statute.number} {section.id}')}: {section.subject}"
        for section in statute.in_use
    ]
    return Document(
        id=statute.id,
        kind=statute.kind,
        title=f"{statute.name[:1].upper()}{statute.name[1:]} ({statute.number})",
        url=address(statute.kind, statute.id),
        summary=statute.title,
        texts=texts(
            (Field.TITLE, [statute.name]),
            (Field.NAMES, [statute.number, statute.short]),
            (Field.SUMMARY, [statute.title]),
            (Field.REST, sections),
            (Field.REST, [statute.note]),
        ),
        filters={"status": (statute.status,)},
        concepts=(f"lag:{statute.id}",),
        reviewed=day(statute.reviewed),
    )


def _term(bank: Bank, facet: str, term: Term) -> Document:
    legal = term.legal
    return Document(
        id=f"{facet}/{term.id}",
        kind="term",
        title=f"{term.label[:1].upper()}{term.label[1:]}",
        url=f"{address('vocabulary', facet)}#{term.id}",
        summary=term.definition,
        texts=texts(
            (Field.TITLE, [term.label]),
            (Field.NAMES, (*term.synonyms, *term.abbreviations, *term.old_names)),
            (Field.LABELS, [bank.vocabularies[facet].title]),
            (Field.SUMMARY, [term.definition]),
            (Field.REST, [term.remedy]),
            (
                Field.REST,
                (value for _, value in legal if isinstance(value, str)) if legal else (),
            ),
        ),
        filters={"facet": (facet,)},
        concepts=(f"{facet}:{term.id}",),
    )


def _described(page: str) -> str | None:
    """Return what the front matter of ``page`` says that it is about."""
    matter = _FRONT_MATTER.match(page)
    told = _DESCRIPTION.search(matter[0]) if matter else None
    return " ".join(told[1].split()) if told else None


def page_documents(root: Path) -> Iterator[Document]:
    """Yield the hand-written pages of the site, below ``root``/docs."""
    folder = root / DOCS
    for path in sorted(folder.rglob("*.md")):
        whole = path.read_text(encoding="utf-8")
        written = _BLOCK.sub("", _FRONT_MATTER.sub("", whole))
        told = _described(whole)
        headings = [_NOISE.sub(" ", heading).strip() for heading in _HEADING.findall(written)]
        body = " ".join(_NOISE.sub(" ", _HEADING.sub(" ", written)).split())
        parts = list(path.relative_to(folder).with_suffix("").parts)
        if parts[-1] == "index":
            parts.pop()
        title = headings[0] if headings else path.stem.replace("-", " ").capitalize()
        yield Document(
            id="/".join(parts) or "index",
            kind="page",
            title=title,
            url="".join(f"{part}/" for part in parts),
            summary=told or body[:600],
            texts=texts(
                (Field.TITLE, [title]),
                (Field.LABELS, headings[1:]),
                (Field.SUMMARY, [told]),
                (Field.EFFECTS, [body]),
            ),
        )

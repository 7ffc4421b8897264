"""Clauses and document types as searchable documents."""

from __future__ import annotations

import re
from collections.abc import Iterator

from samverkan.records.address import address
from samverkan.records.bank import Bank
from samverkan.records.derived import clause_names
from samverkan.records.model import AgreementType, Clause
from samverkan.records.sections import printed
from samverkan.search.documents import Document, Field, day, texts, unique

_CODE = re.compile(r"\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_VALUE = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
_LAW = re.compile(r"lag\(\s*[\"']([^\"']+)[\"']")
_NAMED_ITEM = r"^\s*(?:\d+\.|[a-z]\)) \[[a-z][a-z0-9-]*\]"
_MARKUP = re.compile(rf"{_NAMED_ITEM}|[|*#]+|:?-{{3,}}:?|^\s*Tabell:", re.MULTILINE)


def library_documents(bank: Bank) -> Iterator[Document]:
    """Yield every clause and document type."""
    names = clause_names(bank)
    for clause in bank.clauses.values():
        yield _clause(bank, clause, names[clause.id])
    for agreement in bank.agreements.values():
        yield _agreement(bank, agreement)


def readable(template: str, bank: Bank) -> str:
    """Return a clause's template as plain words: citations told, other code left out."""

    def value(match: re.Match[str]) -> str:
        law = _LAW.search(match[1])
        return citation(bank, law[1]) if law else " "

    return " ".join(_MARKUP.sub(" ", _VALUE.sub(value, _CODE.sub(" ", template))).split())


def citation(bank: Bank, reference: str) -> str:
    """Return ``2017:725 9:24`` as a reader writes it: 9 kap. 24 § kommunallagen."""
    number, _, section = reference.partition(" ")
    statute = bank.statutes.get(number)
    name = statute.name if statute else number
    if not section:
        return name
    try:
        chapter, in_chapter = printed(section)
    except ValueError:
        return f"{section} {name}"
    return f"{f'{chapter} kap. ' if chapter else ''}{in_chapter} § {name}"


def _clause(bank: Bank, clause: Clause, name: str) -> Document:
    topics = bank.terms("klausulamne")
    return Document(
        id=clause.id,
        kind=clause.kind,
        title=name,
        url=address(clause.kind, clause.id),
        summary=readable(clause.note, bank),
        texts=texts(
            (Field.TITLE, [clause.title]),
            (Field.LABELS, ["klausul", *(topics[t].label for t in clause.topics if t in topics)]),
            (Field.SUMMARY, [readable(clause.note, bank)]),
            (Field.EFFECTS, [readable(clause.text, bank)]),
            (Field.EFFECTS, (citation(bank, law) for law in clause.legal_basis)),
            (Field.REST, (readable(variant.text, bank) for variant in clause.variants)),
            (Field.REST, clause.decide),
        ),
        filters={"topic": clause.topics, "level": (clause.level,)},
        concepts=unique(f"klausulamne:{topic}" for topic in clause.topics),
        reviewed=day(clause.reviewed),
    )


def _agreement(bank: Bank, agreement: AgreementType) -> Document:
    form = bank.terms("form").get(agreement.form or "")
    return Document(
        id=agreement.id,
        kind=agreement.kind,
        title=agreement.title,
        url=address(agreement.kind, agreement.id),
        summary=agreement.description,
        texts=texts(
            (Field.TITLE, [agreement.title]),
            (Field.LABELS, ["dokumenttyp mall", form.label if form else None]),
            (Field.SUMMARY, [agreement.description]),
            (Field.REST, [agreement.adopted_by, readable(agreement.document_title, bank)]),
            (Field.REST, (page.title for page in agreement.interview)),
            (Field.REST, (part.heading for part in agreement.parts)),
        ),
        filters={"form": (agreement.form,)} if agreement.form else {},
        concepts=(f"form:{agreement.form}",) if agreement.form else (),
        reviewed=day(agreement.reviewed),
    )

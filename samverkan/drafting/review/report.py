"""What a review finds in a Word file, and the forms in which it is told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from samverkan.drafting.citations import cited
from samverkan.drafting.review.citing import citations
from samverkan.drafting.review.clausecompare import ClauseFound, compare_clauses
from samverkan.drafting.review.clausecompare import Status as ClauseStatus
from samverkan.drafting.review.crossreference import reference_remarks
from samverkan.drafting.review.definitions import definition_remarks
from samverkan.drafting.review.demandcheck import DemandFound, check_demands
from samverkan.drafting.review.lawcheck import LawCheck, Verdict
from samverkan.drafting.review.lawnames import LawNames
from samverkan.drafting.review.orthography import orthography_remarks
from samverkan.drafting.review.outdated import OldWord, OldWords
from samverkan.drafting.review.remark import Remark
from samverkan.drafting.review.sectioning import Section, sections
from samverkan.drafting.review.textreading import TextReading
from samverkan.drafting.review.wordfile import WordFile
from samverkan.drafting.word import read_provenance
from samverkan.records.bank import Bank
from samverkan.records.model import AgreementType, Demand, DemandList

_PLAIN_WORD = re.compile(r"(?<![\w{\"])[a-zåäö]{4,}(?![\w(\"])")


@dataclass(frozen=True)
class CitationFound:
    """A citation, its verdict and the section where it stands first."""

    text: str
    verdict: Verdict
    where: str


@dataclass(frozen=True)
class TermFound:
    """An outdated word and where it stands first."""

    word: OldWord
    where: str


@dataclass(frozen=True)
class Review:
    """Everything found in one file."""

    form: str | None
    day: date
    demands: tuple[DemandFound, ...]
    not_asked: tuple[Demand, ...]
    """Demands whose condition the text shows not to hold."""
    citations: tuple[CitationFound, ...]
    terms: tuple[TermFound, ...]
    language: tuple[Remark, ...]
    clauses: tuple[ClauseFound, ...]

    def as_json(self, bank: Bank) -> dict[str, Any]:
        """Return the review in the form of the command contract."""
        return {
            "form": self.form,
            "date": self.day.isoformat(),
            "demands": [_demand_json(each, bank, self.day) for each in _whole(self.demands)],
            "not_asked": [
                {"id": each.id, "text": each.text, "condition": each.condition}
                for each in self.not_asked
            ],
            "citations": [
                {
                    "text": found.text,
                    "status": found.verdict.status,
                    "suggestion": found.verdict.suggestion,
                    "where": found.where,
                }
                for found in self.citations
            ],
            "terms": [
                {
                    "text": found.word.text,
                    "rule": found.word.rule,
                    "suggestion": found.word.suggestion,
                    "where": found.where,
                }
                for found in self.terms
            ],
            "language": [
                {
                    "text": remark.text,
                    "rule": remark.rule,
                    "suggestion": remark.suggestion,
                    "where": remark.where,
                }
                for remark in self.language
            ],
            "clauses": [
                {
                    "id": found.id,
                    "status": found.status,
                    "where": found.where,
                    "removed": list(found.removed),
                    "added": list(found.added),
                    "answers": dict(found.answers),
                }
                for found in self.clauses
            ],
        }


def _whole(found: Iterable[DemandFound]) -> Iterator[tuple[str, list[DemandFound]]]:
    """Put the subjects of a divided demand together: ``GN-P1a``, ``GN-P1b`` … are GN-P1."""
    yield from ((key, list(group)) for key, group in groupby(found, key=lambda d: d.demand.whole))


def _demand_json(
    whole: tuple[str, list[DemandFound]], bank: Bank, day: date
) -> dict[str, Any]:  # fmt: skip
    demand_id, found = whole
    statuses = {each.status for each in found}
    law = tuple(dict.fromkeys(ref for each in found for ref in each.demand.law))
    data: dict[str, Any] = {
        "id": demand_id,
        "section": law_printed(bank, day, law) or None,
        "status": statuses.pop() if len(statuses) == 1 else "unclear",
        "where": "; ".join(dict.fromkeys(each.where for each in found if each.where)) or None,
        "text": "; ".join(each.demand.text for each in found),
        "level": found[0].demand.level,
    }
    if len(found) > 1:
        data["parts"] = [{"id": each.demand.id, **_ground(each)} for each in found]
    else:
        data |= _ground(found[0])
    return data


def _ground(found: DemandFound) -> dict[str, Any]:
    """Return what a verdict rests on."""
    return {
        "status": found.status,
        "where": found.where,
        "quote": found.quote,
        "why": found.why,
        "condition": found.demand.condition if found.applies is None else None,
    }


def review(data: bytes, bank: Bank, form: str | None, day: date) -> Review:
    """Review a Word file.

    Args:
        data: the file.
        bank: all records.
        form: the form of cooperation whose demands are looked for; None takes the one
            of the draft, when the file is one of ours.
        day: the date whose law applies.

    Raises:
        WordFileError: if the file cannot be read.
    """
    file = WordFile(data)
    text = sections(file.passages)
    # A note or a page header may cite law and use old words; it does not say what is agreed.
    beside = [Section(called, None, found) for called, found in file.beside.items()]
    everything = (*text, *beside)
    origin = read_provenance(data) or {}
    listed = _demand_list(bank, form, origin)
    found, where = _citations(everything, bank, day)
    clauses = compare_clauses(origin, file.passages, file.beside) if origin else ()
    demands = check_demands(
        _demands(listed, bank.agreements.get(form or str(origin.get("type")))),
        TextReading(text, bank.concepts),
        {each.condition: each for each in listed.conditions} if listed else {},
        where,
        _by_clause(clauses, bank, "unchanged"),
        _by_clause(clauses, bank, "changed"),
    )
    return Review(
        form=listed.form or listed.id if listed else form,
        day=day,
        demands=tuple(each for each in demands if each.applies is not False),
        not_asked=tuple(each.demand for each in demands if each.applies is False),
        citations=tuple(found),
        terms=tuple(_terms(everything, bank)),
        language=tuple(_language(text, bank)),
        clauses=clauses,
    )


def _demand_list(bank: Bank, form: str | None, origin: Mapping[str, Any]) -> DemandList | None:
    if form is not None:
        return next(iter(demands_of(bank, form)), None)
    agreement = bank.agreements.get(str(origin.get("type")))
    return bank.demand_lists.get(agreement.demands or "") if agreement else None


def _demands(listed: DemandList | None, agreement: AgreementType | None) -> tuple[Demand, ...]:
    """Return the demands to look for.

    A file reviewed as a document type is not asked for what belongs in another document of
    the same form.
    """
    demands = listed.demands if listed else ()
    if agreement is None:
        return demands
    return tuple(d for d in demands if not d.document or agreement.document in d.document)


def law_printed(bank: Bank, day: date, law: Iterable[str]) -> str:
    """Return sections as they are cited; as records name them when they were not law then."""
    law = tuple(law)
    try:
        return cited(bank.statutes, day, law)
    except LookupError:
        return ", ".join(law)


def demands_of(bank: Bank, form: str) -> tuple[DemandList, ...]:
    """Return the demand lists that ``form`` names: a form, a list or a document type."""
    agreement = bank.agreements.get(form)
    named = agreement.demands if agreement else form
    return tuple(
        each for each in bank.demand_lists.values() if named in (each.id, each.form)
    )  # fmt: skip


def _by_clause(
    clauses: Iterable[ClauseFound], bank: Bank, status: ClauseStatus
) -> dict[str, str]:  # fmt: skip
    """Return the demands that clauses of ours with ``status`` are there to meet, and where."""
    found: dict[str, str] = {}
    for clause in clauses:
        record = bank.clauses.get(clause.id)
        if record is not None and clause.where and clause.status == status:
            for demand in record.demands:
                found.setdefault(demand, clause.where)
    return found


def _citations(
    text: Sequence[Section], bank: Bank, day: date
) -> tuple[list[CitationFound], dict[str, Section]]:
    """Return each distinct citation, and the first section that cites each section of law."""
    names, check = LawNames.of(bank.statutes.values()), LawCheck(bank.statutes, day)
    found: dict[tuple[str, str], CitationFound] = {}
    places: dict[str, Section] = {}
    for section in text:
        for passage, context in _passages(section):
            for citation in citations(passage, names):
                verdict = check.verdict(citation, context)
                key = (citation.text.lower(), verdict.status)
                found.setdefault(key, CitationFound(citation.text, verdict, section.where))
                if verdict.status in ("ok", "not-verified"):
                    for statute in citation.statutes[:1]:
                        for each in citation.sections:
                            places.setdefault(f"{statute.number} {each}", section)
    return list(found.values()), places


def _passages(section: Section) -> Iterator[tuple[str, str]]:
    """Yield each paragraph, and with it the heading it stands under."""
    for text in section.text.split("\n"):
        yield text, f"{section.heading or ''} {text}"


def _language(text: Sequence[Section], bank: Bank) -> Iterator[Remark]:
    yield from definition_remarks(text, _common_words(bank))
    yield from reference_remarks(text, LawNames.of(bank.statutes.values()))
    yield from orthography_remarks(text)


def _common_words(bank: Bank) -> frozenset[str]:
    """Return words that are no names: our clauses write them in lower case or define them."""
    written = (clause.text for clause in bank.clauses.values())
    defined = (
        form.lower()
        for agreement in bank.agreements.values()
        for term in agreement.terms
        for form in term.forms.values()
    )
    texts = (*written, *defined)
    return frozenset(word for text in texts for word in _PLAIN_WORD.findall(text))


def _terms(text: Sequence[Section], bank: Bank) -> Iterator[TermFound]:
    words = OldWords(bank)
    seen: set[str] = set()
    for section in text:
        for word in words.find(section.text):
            if word.text.lower() not in seen:
                seen.add(word.text.lower())
                yield TermFound(word, section.where)

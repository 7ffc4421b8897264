"""Every document type of the project, under any combination of its conditions."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree  # type: ignore[import-untyped]
from ruamel.yaml import YAML

from samverkan.drafting.answers import type_answers
from samverkan.drafting.assemble import assemble
from samverkan.drafting.document import Document, ItemList, Paragraph, plain
from samverkan.drafting.word import write
from samverkan.records.bank import Bank
from samverkan.records.model import AgreementType, Question
from tests.conftest import ROOT

DAY = date(2026, 11, 25)
TYPES = sorted(path.parent.name for path in (ROOT / "agreements").glob("*/type.yaml"))
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BODIES = {
    "overenskommelse-myndigheter": ("lansstyrelsen-vastmanland", "lansstyrelsen-orebro"),
    "serviceavtal-gemensam-offentlig-service": ("kommun-nora", "skatteverket", "polismyndigheten"),
}


def possible(question: Question) -> st.SearchStrategy[Any] | None:
    """Return answers to a question: all of them where a condition may rest on it."""
    if question.type == "ja-nej":
        return st.booleans()
    if question.type == "val":
        return st.sampled_from([option.value for option in question.options])
    if question.type == "text":
        return st.just(f"Svar på {question.id} <&> {{{{ }}}} | **")
    if question.type == "lista":
        return st.just([f"Rad ett av {question.id}", "Rad två | & <b>"])
    return None


def answers(bank: Bank, agreement: AgreementType) -> st.SearchStrategy[dict[str, Any]]:
    """Return sets of answers in which every question is perhaps answered."""
    bodies = BODIES.get(agreement.id, ("kommun-nora", "kommun-lindesberg", "kommun-hallefors"))
    questions = [bank.questions[name] for page in agreement.interview for name in page.questions]
    optional = {q.id: s for q in questions if (s := possible(q)) is not None}
    parties = st.just([{"organisation": body} for body in bodies])
    return st.fixed_dictionaries({"parter": parties}, optional=optional)


def body_text(document: Document) -> list[str]:
    """Return the text of every paragraph and list item of every clause."""
    texts = []
    for clause in document.clauses():
        for section in clause.sections:
            for block in section.blocks:
                if isinstance(block, Paragraph):
                    texts.append(plain(block.inlines))
                elif isinstance(block, ItemList):
                    texts += [plain(item) for item in block.items]
                else:
                    texts += [plain(cell) for row in (block.header, *block.rows) for cell in row]
    return texts


def word_text(content: bytes) -> str:
    """Return the text of a Word file's body, run by run."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        tree = etree.fromstring(package.read("word/document.xml"))
    return "\n".join(
        "".join(node.text or "" for node in paragraph.iter(f"{W}t"))
        for paragraph in tree.iter(f"{W}p")
    )


@pytest.mark.parametrize("type_id", TYPES)
@given(data=st.data())
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_combination_of_conditions_renders(
    bank: Bank, type_id: str, data: st.DataObject
) -> None:
    """No combination fails or loses text: every clause and answer is in the Word file."""
    agreement = bank.agreements[type_id]
    raw = data.draw(answers(bank, agreement))
    typed, faults = type_answers(raw, agreement, bank)
    assert [str(fault) for fault in faults] == []
    document = assemble(bank, type_id, typed, DAY)
    text = word_text(write(document))
    for clause in document.clauses():
        assert clause.heading in text
    for expected in body_text(document):
        assert expected in text
    assert bool(document.demands) == (agreement.nature != "underlag")
    assert not [d for d in document.demands if d.level == "lag" and d.status == "missing"]


def test_the_documents_of_one_committee_say_the_same(root: Path) -> None:
    """Tasks, parties and seats stand in the same words in the reglemente and the agreement."""
    kinds = ("reglemente-gemensam-namnd", "samverkansavtal-gemensam-namnd")
    first, second = (
        {path.name: _answers(path) for path in (root / "agreements" / kind / "cases").iterdir()}
        for kind in kinds
    )
    pairs = sorted(set(first) & set(second))
    assert pairs
    for name in pairs:
        one, other = first[name], second[name]
        both = set(one) & set(other)
        assert "uppgifter" in both, name
        assert {q: one[q] for q in both} == {q: other[q] for q in both}, name


def _answers(path: Path) -> dict[str, Any]:
    return dict(YAML(typ="safe").load(path)["answers"])

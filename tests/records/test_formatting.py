"""format: one style, nothing lost, nothing changed in meaning, and done when done."""

from __future__ import annotations

import string
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from samverkan.records.bank import Bank
from samverkan.records.fault import FaultsError
from samverkan.records.formatting import formatted
from samverkan.records.model import KNOWLEDGE, Body, DemandList, Example, Record
from samverkan.records.writing import record_text, slug, template
from samverkan.records.yamlsource import parse_yaml

LONG = (
    "En mycket lång mening som aldrig tar slut och som därför är bredare än hundra tecken på en "
    "rad och ska vikas."
)
UNORDERED = f"""\
# Om filen.

reviewed: 2026-11-25
# Om skedet, som
# får två rader.
stage: drift   # gäller 2008
title: "Löner: i norr"
parties:
    # Värden först.
    - {{source: "utredning:12", role: vard, body: kommun-nora}}
    - source: utredning:13
      # Om organisationen.
      body: kommun-lindesberg
      role: part
effects:
  - source: "utredning:20"
    effect: kostnad
    text: >-
      {LONG}
kod: 0114
"""
ORDERED = """\
# Om filen.

title: "Löner: i norr"
# Om skedet, som
# får två rader.
stage: drift   # gäller 2008
parties:
    # Värden först.
  - {body: kommun-nora, role: vard, source: "utredning:12"}
  # Om organisationen.
  - body: kommun-lindesberg
    role: part
    source: utredning:13
effects:
  - effect: kostnad
    text: >-
      En mycket lång mening som aldrig tar slut och som därför är bredare än hundra tecken på en rad
      och ska vikas.
    source: "utredning:20"
reviewed: 2026-11-25
kod: 0114
"""


def _value(text: str) -> Any:
    data, faults = parse_yaml(text.encode(), "x.yaml")
    assert faults == []
    assert data is not None
    return data.value


def test_keys_move_with_their_comments() -> None:
    """Model order on every level, indentation of two, wide prose folded, comments kept."""
    assert formatted(UNORDERED.encode(), "x.yaml", Example) == ORDERED


def test_lines_end_alike_in_a_file_from_windows() -> None:
    """With its comments, which are kept as they stand."""
    content = UNORDERED.replace("\n", "\r\n").encode()
    assert formatted(content, "kb/x.yaml", Example) == formatted(
        UNORDERED.encode(), "kb/x.yaml", Example
    )


def test_a_list_of_records_stands_at_the_margin() -> None:
    """Registers keep their shape: dashes in the first column, blank lines between records."""
    text = "# Kommuner.\n\n- name: Nora\n  id: nora\n\n# En till.\n- id: orebro\n  name: Örebro\n"
    assert formatted(text.encode(), "x.yaml", Body) == (
        "# Kommuner.\n\n- id: nora\n  name: Nora\n\n# En till.\n- id: orebro\n  name: Örebro\n"
    )


@pytest.mark.parametrize("content", [b"a: [1", b"\xff", b"a: 1\na: 2\n", b"a: !!x y\n"])
def test_a_file_with_faults_is_left_alone(content: bytes) -> None:
    """The fault is told; nothing is guessed."""
    with pytest.raises(FaultsError):
        formatted(content, "x.yaml", Example)


def test_the_bank_keeps_its_meaning(bank: Bank, root: Any) -> None:
    """Formatting a file of the bank, here every ninth, changes no value; twice is as once."""
    kinds = {file: kind for (kind, _), file in bank.files.items()}
    for file in sorted(kinds)[::9]:
        model = next((m for m in KNOWLEDGE if m.kind == kinds[file]), None)
        content = (root / file).read_bytes()
        once = formatted(content, file, model)
        assert _value(once) == _value(content.decode())
        assert formatted(once.encode(), file, model) == once


WORDS = st.text(string.ascii_letters + "åäöÅÄÖé0123456789 :#-'\"{}[],&*!|>%@`?§–.\n", max_size=60)
SCALARS = st.one_of(
    WORDS, st.integers(-(10**15), 10**15), st.floats(allow_nan=False, allow_infinity=False)
)
VALUES = st.recursive(
    st.one_of(SCALARS, st.booleans()),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.sampled_from(["source", "role", "body", "text", "x"]), inner, max_size=4
        ),
    ),
    max_leaves=8,
)
FIELDS = [name for name in Example.model_fields if name != "id"]
RECORDS = st.dictionaries(st.sampled_from(FIELDS), VALUES, max_size=6)
NOTHING = Bank({})
SOME = settings(deadline=None, max_examples=60)


@SOME
@given(RECORDS)
def test_written_records_read_back_the_same(data: dict[str, Any]) -> None:
    """Any text at all survives being written: quotes, colons, line breaks, numbers as text."""
    text = record_text(Example, data, NOTHING, explained=False)
    read = _value(text)
    assert {key: read[key] for key in data} == data
    assert formatted(text.encode(), "x.yaml", Example) == text


@SOME
@given(RECORDS, st.lists(st.integers(0, 30), max_size=4), st.randoms(use_true_random=False))
def test_formatting_is_idempotent_and_keeps_comments(
    data: dict[str, Any], places: list[int], chance: Any
) -> None:
    """Comments between keys survive in any order of keys.

    No record has a list directly in a list; there the YAML writer drops comments, and the
    file is left alone.
    """
    assume(not any(isinstance(inner, list) for each in _lists(data) for inner in each))
    names = list(data)
    chance.shuffle(names)
    pieces = [_alone(name, data[name]) for name in names]
    for number, place in enumerate(places):
        if pieces:
            pieces[place % len(pieces)] = f"# anm {number}\n{pieces[place % len(pieces)]}"
    text = "".join(pieces) or "title: x\n"
    once = formatted(text.encode(), "x.yaml", Example)
    assert _value(once) == _value(text)
    assert formatted(once.encode(), "x.yaml", Example) == once
    assert all(f"# anm {number}\n" in once for number in range(len(places) if pieces else 0))


def _lists(value: Any) -> Iterator[list[Any]]:
    if isinstance(value, list):
        yield value
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for each in inner:
        yield from _lists(each)


def _alone(name: str, value: Any) -> str:
    lines = record_text(Example, {name: value}, NOTHING, explained=False).splitlines(keepends=True)
    required = [n for n, info in Example.model_fields.items() if info.is_required() and n != name]
    return "".join(line for line in lines if line.rstrip() not in {f"{n}:" for n in required})


@pytest.mark.parametrize("model", KNOWLEDGE, ids=lambda model: model.kind)
def test_templates_are_formatted(bank: Bank, model: type[Record]) -> None:
    """What ``new`` writes is what ``format`` would have made of it."""
    text = template(model, bank)
    assert formatted(text.encode(), "x.yaml", model) == text


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Gemensam lönenämnd i Örebro län", "gemensam-lonenamnd-i-orebro-lan"),
        ("IT & telefoni: Dals-Ed/Årjäng", "it-och-telefoni-dals-ed-arjang"),
        ("…", ""),
        ("ord " * 40, "-".join(["ord"] * 20)),
    ],
)
def test_slug(title: str, expected: str) -> None:
    """Ids are what a Swede would make of the title, and no longer than they may be."""
    assert slug(title) == expected


def test_a_file_whose_comment_would_be_lost_is_left_alone() -> None:
    """The YAML writer drops a comment after an empty value in a list within a list."""
    text = "title:\n  - {}\n  -   - {}\n# anm\nreviewed: []\n"
    with pytest.raises(FaultsError, match="lämnas som den är"):
        formatted(text.encode(), "x.yaml", None)


DEMAND = (
    '- {text: Att det ska stå, type: innehall, id: X-1, level: praxis, law: ["2017:900 8"], '
    'evidence: ["kort*, ord", "'
    + ", ".join(["ett|eller*|annat|av|många|ord"] * 5)
    + '", ["a, b", "c"]]}'
)
SPREAD = """\
demands:
  - id: X-1
    type: innehall
    level: praxis
    text: Att det ska stå
    law: ["2017:900 8"]
    evidence:
      - "kort*, ord"
      - >-
        ett|eller*|annat|av|många|ord, ett|eller*|annat|av|många|ord, ett|eller*|annat|av|många|ord,
        ett|eller*|annat|av|många|ord, ett|eller*|annat|av|många|ord
      - ["a, b", "c"]
"""


def test_what_is_too_large_for_a_row_has_a_line_per_field() -> None:
    """A demand with its evidence can be read; what is short stays on its line."""
    text = f"demands:\n  {DEMAND}\n"
    assert formatted(text.encode(), "x.yaml", DemandList) == SPREAD
    assert formatted(SPREAD.encode(), "x.yaml", DemandList) == SPREAD
    assert _value(text) == _value(SPREAD)

"""Reading YAML: what is refused, what stays text, and where faults are said to be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverkan.records.yamlsource import parse_yaml


def test_codes_and_county_letters_stay_text() -> None:
    """YAML 1.1 would read 0114 as 76 and NO as False."""
    data, faults = parse_yaml(b"kod: 0114\nlan: [N, Y, NO]\n", "x.yaml")
    assert faults == []
    assert data is not None
    assert data.value == {"kod": "0114", "lan": ["N", "Y", "NO"]}


@pytest.mark.parametrize(
    ("content", "code", "place"),
    [
        (b"a: !!python/object:os.system x\n", "yaml-tagg", (1, 4)),
        (b"a: &x 1\nb: 2\n", "yaml-alias", (1, 4)),
        (b"a: 1\nb: *x\n", "yaml-alias", (2, 4)),
        (b"a: b: c\n", "yaml-syntax", (1, 5)),
        (b"a: 1\n\tb: 2\n", "yaml-syntax", (2, 1)),
        (b'a: "x\n', "yaml-syntax", (1, 4)),
        (b'a: 1\nb: "x\nc: 2\nd: "y"\ne: 3\n', "yaml-syntax", (2, 4)),
        (b'a: "x\n  y"\nb: c: d\n', "yaml-syntax", (3, 5)),
        (b"a: >-\n  x\ny z\nb: 2\n", "yaml-syntax", (3, 1)),
        ("a: 1\nb: å".encode("latin-1"), "teckenkodning", (2, 4)),
        (b"a: 1\na: 2\n", "dubbel-nyckel", (2, 1)),
        (b"", "yaml-tom", (1, 1)),
        (b"a: 1\n---\nb: 2\n", "yaml-dokument", (2, 1)),
        (b"x" * 2_000_001, "for-stor", (1, 1)),
        (b"[" * 40 + b"]" * 40, "yaml-djup", (1, 32)),
    ],
)
def test_refused(content: bytes, code: str, place: tuple[int, int]) -> None:
    """Each kind of broken or dangerous file gives one fault with its place."""
    _, faults = parse_yaml(content, "kb/x.yaml")
    assert [(f.code, (f.line, f.column)) for f in faults] == [(code, place)]


def test_wrong_encoding_says_what_to_do() -> None:
    """The maintainer learns how the file was probably saved."""
    _, faults = parse_yaml("namn: Ljusnarsberg på nytt".encode("latin-1"), "kb/x.yaml")
    assert "Windows-1252" in str(faults[0])


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"a: b: c\n", "citattecken"),
        (b"a: 1\n\tb: 2\n", "mellanslag"),
        (b"a:\n\tb: 2\n", "mellanslag"),
        (b"a: {{ x }}\n", "citattecken"),
        (b"a: @x\n", "citattecken"),
        (b"a: 1\nb\nc: 2\n", "kolon saknas"),
        (b"a:\n  - 1\n b: 2\n", "indragning"),
        (b"a: {x: 1\nb: 2\n", "} saknas"),
        (b"a: [1, 2\nb: 3\n", "] saknas"),
        (b"{", "värde saknas"),
        (b"key : - a\n", "ny rad"),
        (b'a: "\\q"\n', "citattecken"),
        (b'a: 1\nb: "x\nc: 2\nd: "y"\n', "stängs inte på samma rad"),
        (b"a: 1\n  b: 2\n", "för långt indragen"),
        (b"  a: 1\nb: 2\n", "inte lika långt indragen"),
        (b"a: >-\n  x\ny z\nb: 2\n", "hör raden till texten före"),
    ],
)
def test_broken_syntax_is_explained(content: bytes, words: str) -> None:
    """The parser's own English never reaches the maintainer."""
    _, faults = parse_yaml(content, "kb/x.yaml")
    assert words in faults[0].message


def test_plain_numbers_are_numbers_and_quoted_ones_are_text() -> None:
    """2 is a number, "2" is text."""
    data, _ = parse_yaml(b'a: 2\nb: "2"\nc: -1.5\nd: true\ne:\n', "x.yaml")
    assert data is not None
    assert data.value == {"a": 2, "b": "2", "c": -1.5, "d": True, "e": None}


@given(st.binary(max_size=200))
def test_any_bytes_give_data_or_faults(content: bytes) -> None:
    """No input makes the reader fail: there is data, or there is a fault."""
    data, faults = parse_yaml(content, "x.yaml")
    assert data is not None or faults

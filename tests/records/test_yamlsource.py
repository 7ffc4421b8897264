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
        (b'a: "x\n', "yaml-syntax", (2, 1)),
        ("a: 1\nb: å".encode("latin-1"), "teckenkodning", (2, 4)),
        (b"a: 1\na: 2\n", "dubbel-nyckel", (2, 1)),
        (b"", "yaml-tom", (1, 1)),
        (b"a: 1\n---\nb: 2\n", "yaml-dokument", (2, 1)),
        (b"x" * 2_000_001, "for-stor", (0, 0)),
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


@given(st.binary(max_size=200))
def test_any_bytes_give_data_or_faults(content: bytes) -> None:
    """No input makes the reader fail: there is data, or there is a fault."""
    data, faults = parse_yaml(content, "x.yaml")
    assert data is not None or faults

"""YAML in, plain data with positions out.

Pull requests come from strangers, so this reader takes a safe subset: mappings, lists
and scalars of the YAML 1.2 core schema. Tags, anchors and aliases are refused, and size
and depth are bounded. Reading the parser's events (libyaml's, through PyYAML) gives the
position of every value at no extra cost, and keeps ``NO``, ``N`` and ``0114`` as text,
which YAML 1.1 would turn into ``False`` and ``76``.

ruamel.yaml writes YAML (it keeps comments); see :mod:`samverkan.records.formatting`.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from sys import intern
from typing import Any

import yaml

from samverkan.records.fault import Fault

MAX_BYTES = 2_000_000
MAX_DEPTH = 30

Path = tuple[str | int, ...]
Position = tuple[int, int]

# libyaml reads ten times faster; where PyYAML was built without it, its own parser does.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

# A longer run of digits is no figure that a record can hold; it stays text.
_INT = re.compile(r"^[-+]?(0|[1-9][0-9]{0,17})$")
_FLOAT = re.compile(r"^[-+]?([0-9]+\.[0-9]*|\.[0-9]+)([eE][-+]?[0-9]+)?$")
_CONSTANTS: dict[str, object] = {
    "": None,
    "~": None,
    "null": None,
    "true": True,
    "false": False,
}

_SYNTAX_HINT = "Jämför raden, och den före, med en fil som är rätt."
_TAB = "found a tab character"
_QUOTE, _DEEP = "quote that is not closed", "key that is indented too far"
_PARSER_MESSAGES = {
    _QUOTE: "citattecknet som börjar här stängs inte på samma rad",
    _DEEP: "nyckeln är för långt indragen; dra in den som raden före",
    "mapping values are not allowed": "ett kolon på fel ställe; "
    "text som innehåller ': ' skrivs inom citattecken",
    _TAB: "tabbtecken; dra in med mellanslag",
    "found character '\\t' that": "tabbtecken; dra in med mellanslag",
    "found character": "texten börjar med ett tecken som betyder något i YAML; "
    "skriv den inom citattecken",
    "could not find expected ':'": "ett kolon saknas efter nyckeln; "
    "hör raden till texten före ska den dras in",
    "did not find expected <document start>": "raden är inte lika långt indragen som den före",
    "did not find expected key": "en nyckel väntades här; kontrollera indragning och citattecken",
    "did not find expected ',' or '}'": "komma eller } saknas",
    "did not find expected ',' or ']'": "komma eller ] saknas",
    "did not find expected node content": "ett värde saknas",
    "found unexpected end of stream": "filen tar slut mitt i; ett citattecken kan saknas",
    "did not find expected '-' indicator": "listan avbryts; kontrollera indragningen",
    "block sequence entries are not allowed": "listan ska börja på en ny rad under nyckeln",
    "found unknown escape character": "okänt tecken efter \\ inom citattecken",
}


@dataclass
class Places:
    """Where each value and each key of a file stands (1-based line and column)."""

    values: dict[Path, Position] = field(default_factory=dict)
    keys: dict[Path, Position] = field(default_factory=dict)


class YamlData:
    """Plain data, and where each part of it stands.

    Places are only found when they are asked for, by reading the file's content once more:
    a bank without faults never asks, and holding them all would take far more memory than
    the data.
    """

    def __init__(self, value: Any, content: bytes = b"", places: Places | None = None) -> None:
        """Take the data, and either the content it was read from or where its parts stand."""
        self._value = value
        self._remembered: bytes | None = None
        self.content = content
        self._places = places

    @classmethod
    def recalled(cls, remembered: bytes, content: bytes) -> YamlData:
        """Return data that was read in an earlier run, as JSON, and the content it was read from.

        It is decoded when it is asked for, which most of it never is.
        """
        data = cls(None, content)
        data._remembered = remembered
        return data

    @property
    def value(self) -> Any:
        """The data: mappings, lists and scalars."""
        if self._remembered is not None:
            self._value, self._remembered = json.loads(self._remembered), None
        return self._value

    @property
    def text(self) -> str:
        """The file as it stands; what is not UTF-8 in it is replaced."""
        return self.content.decode("utf-8-sig", errors="replace")

    @property
    def places(self) -> Places:
        """Where everything stands."""
        if self._places is None:
            self._places = _places_in(self.content)
        return self._places

    def position(self, path: Path, *, key: bool = False) -> Position:
        """Return the position of ``path``, or of its nearest known parent."""
        values, keys = self.places.values, self.places.keys
        if key and path in keys:
            return keys[path]
        while path:
            if path in values:
                return values[path]
            path = path[:-1]
        return values.get((), (1, 1))

    def line_position(self, path: Path, line: int, words: str = "") -> Position:
        """Return where a line of the text at ``path`` stands.

        Args:
            path: leads to a text, written as a block or on one line.
            line: counted from 1 in the text as it was read. In a folded text (``>``) it
                may begin in the middle of a line of the file; that line is returned.
            words: what to find on the line; its beginning is returned when they are not
                there, broken by a fold.
        """
        row, column = self._line_start(path, line)
        here = self.text.splitlines()[row - 1 : row]
        found = here[0].find(words, column - 1) if here and words else -1
        return row, found + 1 if found >= 0 else column

    def _line_start(self, path: Path, line: int) -> Position:
        row, column = self.position(path)
        lines = self.text.splitlines()
        if line < 1 or row > len(lines) or lines[row - 1][column - 1 : column] not in ("|", ">"):
            return row, column
        value = self.value
        for part in path:
            value = value[part]
        before = sum(len(word) for each in value.split("\n")[: line - 1] for word in each.split())
        while row < len(lines):
            row += 1
            width = sum(len(word) for word in lines[row - 1].split())
            if width > before:
                break
            before -= width
        return row, len(lines[row - 1]) - len(lines[row - 1].lstrip()) + 1

    def folds(self, path: Path, text: str) -> bool:
        """Whether the text at ``path`` stands over several lines that were read as one."""
        row, column = self.position(path)
        rest = self.text.splitlines()[row - 1][column - 1 :]
        return not rest.startswith("|") and len(rest) < len(text)


class _RefusedError(Exception):
    def __init__(self, mark: Any, code: str, message: str) -> None:
        self.line, self.column = mark.line + 1, mark.column + 1
        self.code, self.message = code, message
        super().__init__(message)


class _Builder:
    """Builds plain data from parser events, collecting duplicate keys as faults.

    With ``places`` it notes where everything stands.
    """

    def __init__(self, events: Any, file: str, places: Places | None = None) -> None:
        self.events, self.file, self.places = events, file, places
        self.faults: list[Fault] = []

    def build(self) -> Any:
        documents, value = 0, None
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise _RefusedError(
                        event.start_mark, "yaml-dokument", "filen innehåller flera dokument (---)"
                    )
                value = self._node(next(self.events), (), 0)
        if documents == 0:
            self.faults.append(Fault(self.file, 1, 1, "fel", "yaml-tom", "filen är tom", None))
        return value

    def _node(self, event: Any, path: Path, depth: int) -> Any:
        mark = event.start_mark
        if isinstance(event, yaml.AliasEvent):
            raise _RefusedError(mark, "yaml-alias", "alias (*) används inte; skriv ut värdet")
        if event.anchor is not None:
            raise _RefusedError(mark, "yaml-alias", "ankare (&) används inte; skriv ut värdet")
        if event.tag not in (None, "!"):
            raise _RefusedError(
                mark, "yaml-tagg", f"taggen {event.tag} är inte tillåten; ta bort den"
            )
        if depth > MAX_DEPTH:
            raise _RefusedError(mark, "yaml-djup", f"mer än {MAX_DEPTH} nivåer djupt")
        if self.places is not None:
            self.places.values[path] = (mark.line + 1, mark.column + 1)
        if isinstance(event, yaml.ScalarEvent):
            return _scalar(event)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(path, depth)
        return self._mapping(path, depth)

    def _sequence(self, path: Path, depth: int) -> list[Any]:
        items: list[Any] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            items.append(self._node(event, (*path, len(items)), depth + 1))
        return items

    def _mapping(self, path: Path, depth: int) -> dict[str, Any]:
        mapping: dict[str, Any] = {}
        first: dict[str, int] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            mark = event.start_mark
            if not isinstance(event, yaml.ScalarEvent):
                message = "en nyckel ska vara ett ord; text med { eller [ skrivs inom citattecken"
                raise _RefusedError(mark, "yaml-nyckel", message)
            key = intern(event.value)  # the same few keys in thousands of files
            position = (mark.line + 1, mark.column + 1)
            value = self._node(next(self.events), (*path, key), depth + 1)
            if key in mapping:
                self.faults.append(
                    Fault(
                        self.file,
                        *position,
                        "fel",
                        "dubbel-nyckel",
                        f"nyckeln {key} står två gånger; första gången på rad {first[key]}.",
                        "Behåll en av dem.",
                    )
                )
                continue
            mapping[key] = value
            first[key] = position[0]
            if self.places is not None:
                self.places.keys[(*path, key)] = position
        return mapping


def _scalar(event: Any) -> object:
    text: str = event.value
    if event.style:  # quoted or block text is always text
        return text
    if text.lower() in _CONSTANTS:
        return _CONSTANTS[text.lower()]
    if _INT.match(text):
        return int(text)
    if _FLOAT.match(text):
        return float(text)
    return text


def parse_yaml(content: bytes, file: str) -> tuple[YamlData | None, list[Fault]]:
    """Read ``content`` as one YAML document.

    Args:
        content: the file's bytes, UTF-8.
        file: the path to name in faults.

    Returns:
        The data, or None when nothing could be read, and every fault found.
    """
    if len(content) > MAX_BYTES:
        message = f"filen är större än {MAX_BYTES // 1_000_000} MB"
        return None, [Fault(file, 1, 1, "fel", "for-stor", message, "Dela den.")]
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start]
        line = before.count(b"\n") + 1
        column = error.start - (before.rfind(b"\n") + 1) + 1
        message = f"filen är inte UTF-8: byte 0x{content[error.start]:02x} kan inte läsas."
        likely = "UTF-16" if _is_wide(content) else "Windows-1252"
        hint = f"Spara filen som UTF-8 (troligen är den sparad som {likely})."
        return None, [Fault(file, line, column, "fel", "teckenkodning", message, hint)]
    if _is_wide(content):
        message, hint = "filen är inte UTF-8 utan UTF-16.", "Spara filen som UTF-8."
        return None, [Fault(file, 1, 1, "fel", "teckenkodning", message, hint)]
    builder = _Builder(iter(yaml.parse(text, Loader=LOADER)), file)
    try:
        value = builder.build()
    except _RefusedError as refused:
        fault = Fault(file, refused.line, refused.column, "fel", refused.code, refused.message)
        return None, [*builder.faults, fault]
    except yaml.MarkedYAMLError as error:
        return None, [*builder.faults, _syntax_fault(file, text, error)]
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        return None, [
            Fault(file, line, 1, "fel", "yaml-syntax", "ett otillåtet tecken i filen", None)
        ]
    if value is None and builder.faults:
        return None, builder.faults
    return YamlData(value, content), builder.faults


def _is_wide(content: bytes) -> bool:
    """Whether the content seems to be UTF-16: it begins as such, or every other byte is 0."""
    return content.startswith((b"\xff\xfe", b"\xfe\xff")) or (
        b"\0" in content[:2] and content[:64].count(0) >= len(content[:64]) // 2
    )


def _places_in(content: bytes) -> Places:
    """Return where everything stands in content that has been read before."""
    places = Places()
    events = yaml.parse(content.decode("utf-8-sig"), Loader=LOADER)
    _Builder(iter(events), "", places).build()
    return places


def _syntax_fault(file: str, text: str, error: yaml.MarkedYAMLError) -> Fault:
    """Say what is wrong where it began, which may be lines before the parser stopped."""
    mark, problem = error.problem_mark or error.context_mark, error.problem or ""
    if mark is not None and text[mark.index : mark.index + 1] == "\t":
        problem = _TAB
    elif quoted := _unclosed_quote(text, mark.line if mark else 0):
        mark, problem = quoted, _QUOTE
    elif problem.startswith("could not find expected ':'") and error.context_mark:
        mark = error.context_mark
    elif problem.startswith("mapping values") and mark and _indented_key(text, mark):
        problem = _DEEP
    message = next(
        (swedish for english, swedish in _PARSER_MESSAGES.items() if problem.startswith(english)),
        "texten går inte att läsa som YAML",
    )
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    return Fault(file, line, column, "fel", "yaml-syntax", f"{message}.", _SYNTAX_HINT)


def _unclosed_quote(text: str, last: int) -> Any:
    """Return where a quoted text begins that goes on below, as far as the line where all stops.

    Such a text has most often lost its last quote, and ends by the first quote of another.
    """
    begun = None
    try:
        for token in yaml.scan(text, Loader=LOADER):
            if token.start_mark.line > last:
                break
            quoted = isinstance(token, yaml.ScalarToken) and token.style in ("'", '"')
            if quoted and token.end_mark.line > token.start_mark.line:
                begun = token
    except yaml.MarkedYAMLError as error:
        if "quoted scalar" in (error.context or "") and "end of stream" in (error.problem or ""):
            return error.context_mark
    return begun.start_mark if begun is not None and begun.end_mark.line >= last else None


def _indented_key(text: str, mark: Any) -> bool:
    """Whether the colon at ``mark`` ends the key of a line that is indented too far."""
    lines = text.splitlines()
    here, above = lines[mark.line], next((x for x in lines[: mark.line][::-1] if x.strip()), "")
    deeper = len(here) - len(here.lstrip()) > len(above) - len(above.lstrip())
    return deeper and re.match(r"[a-z_]+$", here[: mark.column].strip()) is not None

"""Reads a .docx from anyone: bounded, without entities, with the numbers Word would show.

What is read is the text as it stands when every tracked change is accepted.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DOCUMENT = "word/document.xml"
MAX_FILE = 30_000_000
"""Bytes of the file. A long agreement with pictures is a few megabytes."""
MAX_UNPACKED = 200_000_000
MAX_PARTS = 4_000
_OTHER_FORMATS = {
    b"\xd0\xcf\x11\xe0": "filen är i det äldre formatet .doc; spara den som .docx i Word",
    b"%PDF": "filen är en PDF; använd i stället Word-filen (.docx) som den gjordes av",
    b"{\\rtf": "filen är i formatet .rtf; spara den som .docx i Word",
}
"""How files begin that are given by mistake."""
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
INVISIBLE = str.maketrans("", "", "\u00ad\u200b\ufeff")
"""Soft hyphens and other signs of no width, which divide words that the reader sees whole."""
_BESIDE = {
    "Fotnoter": re.compile(r"word/(?:footnotes|endnotes)\d*\.xml"),
    "Sidhuvud och sidfot": re.compile(r"word/(?:header|footer)\d*\.xml"),
}
_TEXT = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "\u2011"}
_HIDDEN = frozenset({f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", f"{_W}pPr", f"{_MC}Fallback"})
"""What is not part of the text, and what repeats it for older programs (text boxes)."""
_UNREAD = (f"{_W}altChunk", f"{_W}subDoc")
"""Other files that Word takes in when it opens this one (§17.17.2): text we would not see."""
_HEADING_NAME = re.compile(r"^(?:heading|rubrik) ?(\d)$", re.IGNORECASE)
_LEVEL = re.compile(r"%(\d)")


class WordFileError(Exception):
    """The file is no Word document that can be read; the message is Swedish."""


@dataclass(frozen=True)
class Passage:
    """A paragraph of the text. ``level`` is that of a heading, None in running text."""

    text: str
    number: str | None
    level: int | None
    in_table: bool
    row: int | None
    """The row of a table that it stands in, counted through the file."""
    bookmarks: tuple[str, ...]
    bold: bool
    """All of it is in bold, by its runs or its style."""
    tags: tuple[str, ...]
    """Tags of the content controls around it, the outermost first."""
    control: str | None = None
    """Tag of the content control in it that holds all its text."""


def read_parts(data: bytes) -> dict[str, bytes]:
    """Return the parts of a Word file.

    Raises:
        WordFileError: if it is no .docx, is too large or is unsafe to unpack.
    """
    if len(data) > MAX_FILE:
        raise WordFileError(f"filen är större än {MAX_FILE // 1_000_000} MB")
    if data[:4] == b"\xd0\xcf\x11\xe0" and "EncryptedPackage".encode("utf-16-le") in data:
        raise WordFileError("filen är skyddad med lösenord; spara den utan lösenord i Word")
    for start, told in _OTHER_FORMATS.items():
        if data.startswith(start):
            raise WordFileError(told)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
            if len(infos) > MAX_PARTS or sum(info.file_size for info in infos) > MAX_UNPACKED:
                raise WordFileError("filen är för stor när den packas upp")
            parts = {info.filename: archive.read(info) for info in infos}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError) as error:
        raise WordFileError("filen är ingen Word-fil (.docx) eller är skadad") from error
    if parts.get("mimetype", b"").startswith(b"application/vnd.oasis"):
        raise WordFileError("filen är i formatet .odt; spara den som .docx")
    if DOCUMENT not in parts:
        raise WordFileError("filen är ingen Word-fil: den saknar word/document.xml")
    return parts


def parse_part(data: bytes) -> Any:
    """Return the root element of a part.

    Raises:
        WordFileError: if it is not well-formed or declares entities.
    """
    if b"<!DOCTYPE" in data[:4096]:
        raise WordFileError("filen innehåller en DOCTYPE, som inte hör hemma i en Word-fil")
    try:
        return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        raise WordFileError(f"filen är skadad: {error.msg}") from error


class WordFile:
    """An opened Word file.

    Raises:
        WordFileError: if it cannot be read.
    """

    def __init__(self, data: bytes) -> None:
        self.parts = read_parts(data)
        self.root = parse_part(self.parts[DOCUMENT])
        if self.root.tag.startswith(_STRICT):
            told = "filen är sparad som Strict Open XML; spara den som Word-dokument (.docx)"
            raise WordFileError(told)
        if self.root.find(f"{_W}body") is None:
            raise WordFileError("filen har inget innehåll")
        if any(True for _ in self.root.iter(*_UNREAD)):
            told = (
                "filen har en annan fil infogad som Word ännu inte har läst in; öppna och spara den"
            )
            raise WordFileError(told)

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Every paragraph with text, in reading order."""
        return tuple(self._read(self.root.find(f"{_W}body")))

    @cached_property
    def beside(self) -> dict[str, tuple[Passage, ...]]:
        """The paragraphs of notes, and of headers and footers, by what they are called."""
        found = {
            called: tuple(
                passage
                for name in sorted(self.parts)
                if pattern.fullmatch(name)
                for passage in self._read(parse_part(self.parts[name]))
            )
            for called, pattern in _BESIDE.items()
        }
        return {called: passages for called, passages in found.items() if passages}

    def _read(self, root: Any) -> Iterator[Passage]:
        counter = _Counter(self._numbering)
        rows = {row: at for at, row in enumerate(root.iter(f"{_W}tr"))}
        for element in root.iter(f"{_W}p"):
            if any(above.tag in _HIDDEN for above in element.iterancestors()):
                continue
            number = counter.next(self._list_of(element))
            text = "".join(_texts(element)).translate(INVISIBLE).strip()
            if text or number:
                yield self._passage(element, text, number, rows)

    def _passage(
        self, element: Any, text: str, number: str | None, rows: Mapping[Any, int]
    ) -> Passage:
        above = list(element.iterancestors())
        tags = (a.find(f"{_W}sdtPr/{_W}tag") for a in reversed(above) if a.tag == f"{_W}sdt")
        return Passage(
            text=text,
            number=number,
            level=self.heading_level(element),
            in_table=any(a.tag == f"{_W}tc" for a in above),
            row=next((rows[a] for a in above if a in rows), None),
            bold=self._is_bold(element),
            bookmarks=tuple(b.get(f"{_W}name") for b in element.iter(f"{_W}bookmarkStart")),
            tags=tuple(tag.get(f"{_W}val") for tag in tags if tag is not None),
            control=_control(element, text),
        )

    # -- styles ------------------------------------------------------------------------

    @cached_property
    def _styles(self) -> dict[str, Any]:
        if "word/styles.xml" not in self.parts:
            return {}
        root = parse_part(self.parts["word/styles.xml"])
        return {style.get(f"{_W}styleId"): style for style in root.iter(f"{_W}style")}

    def _style_chain(self, element: Any) -> Iterator[Any]:
        named = element.find(f"{_W}pPr/{_W}pStyle")
        style = self._styles.get(named.get(f"{_W}val")) if named is not None else None
        seen: set[Any] = set()
        while style is not None and style not in seen:
            seen.add(style)
            yield style
            based = style.find(f"{_W}basedOn")
            style = self._styles.get(based.get(f"{_W}val")) if based is not None else None

    def heading_level(self, element: Any) -> int | None:
        """Return the outline level, counted from 1 (§17.3.1.20)."""
        for holder in (element, *self._style_chain(element)):
            found = holder.find(f"{_W}pPr/{_W}outlineLvl")
            if found is not None:
                level = int(found.get(f"{_W}val"))
                return level + 1 if level < 9 else None
            name = holder.find(f"{_W}name")
            if name is not None and (match := _HEADING_NAME.match(name.get(f"{_W}val"))):
                return int(match[1])
        return None

    def _is_bold(self, element: Any) -> bool:
        by_style = next(
            (on for style in self._style_chain(element) if (on := _switch(style, "b")) is not None),
            False,
        )
        runs = [run for run in element.iter(f"{_W}r") if any(t.strip() for t in _texts(run))]
        return bool(runs) and all(
            by_style if (own := _switch(run, "b")) is None else own for run in runs
        )

    def _list_of(self, element: Any) -> tuple[str, int] | None:
        """Return the list (numId) and level that number the paragraph (§17.9)."""
        num_id: str | None = None
        level: int | None = None
        for holder in (element, *self._style_chain(element)):
            found = holder.find(f"{_W}pPr/{_W}numPr")
            if found is None:
                continue
            number, depth = found.find(f"{_W}numId"), found.find(f"{_W}ilvl")
            if num_id is None and number is not None:
                num_id = number.get(f"{_W}val")
            if level is None and depth is not None:
                level = int(depth.get(f"{_W}val"))
        return None if num_id in (None, "0") else (str(num_id), level or 0)

    @cached_property
    def _numbering(self) -> dict[str, _List]:
        if "word/numbering.xml" not in self.parts:
            return {}
        root = parse_part(self.parts["word/numbering.xml"])
        abstract = {a.get(f"{_W}abstractNumId"): a for a in root.iter(f"{_W}abstractNum")}
        lists = {}
        for num in root.iter(f"{_W}num"):
            base = num.find(f"{_W}abstractNumId")
            definition = abstract.get(base.get(f"{_W}val")) if base is not None else None
            if definition is not None:
                restarts = any(True for _ in num.iter(f"{_W}startOverride"))
                key = num.get(f"{_W}numId") if restarts else base.get(f"{_W}val")
                lists[num.get(f"{_W}numId")] = _List(key, _levels(definition))
        return lists


def _switch(holder: Any, name: str) -> bool | None:
    """Return whether a property is turned on, or off, or None when nothing is said (§17.17.4)."""
    found = holder.find(f"{_W}rPr/{_W}{name}")
    return None if found is None else found.get(f"{_W}val", "1") not in ("0", "false", "off")


@dataclass(frozen=True)
class _List:
    key: str
    """Lists with the same key count on from each other."""
    levels: dict[int, tuple[str, str, int]]
    """For each level: number format, text and first number."""


def _levels(definition: Any) -> dict[int, tuple[str, str, int]]:
    found = {}
    for level in definition.iter(f"{_W}lvl"):
        form, text, start = (level.find(f"{_W}{n}") for n in ("numFmt", "lvlText", "start"))
        found[int(level.get(f"{_W}ilvl"))] = (
            form.get(f"{_W}val") if form is not None else "decimal",
            text.get(f"{_W}val") or "" if text is not None else "",
            int(start.get(f"{_W}val")) if start is not None else 1,
        )
    return found


class _Counter:
    """Counts lists as Word does: a level starts anew when a higher one has moved on."""

    def __init__(self, lists: dict[str, _List]) -> None:
        self._lists = lists
        self._at: dict[str, dict[int, int]] = defaultdict(dict)

    def next(self, place: tuple[str, int] | None) -> str | None:
        """Return the number of the next paragraph of a list, None for a bullet or no list."""
        found = self._lists.get(place[0]) if place else None
        if place is None or found is None or place[1] not in found.levels:
            return None
        level, at = place[1], self._at[found.key]
        form, text, start = found.levels[level]
        at[level] = at.get(level, start - 1) + 1
        for deeper in [depth for depth in at if depth > level]:
            del at[deeper]
        if form in ("bullet", "none"):
            return None

        def shown(match: re.Match[str]) -> str:
            depth = int(match[1]) - 1
            kind, _, first = found.levels.get(depth, ("decimal", "", 1))
            return _figure(at.get(depth, first), kind)

        return _LEVEL.sub(shown, text).strip() or None


def _figure(value: int, form: str) -> str:
    if form in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1)
        return letter.upper() if form == "upperLetter" else letter
    if form in ("lowerRoman", "upperRoman"):
        roman = _roman(value)
        return roman if form == "upperRoman" else roman.lower()
    return str(value)


def _roman(value: int) -> str:
    signs = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
    found = ""
    for worth, sign in signs:
        while value >= worth:
            found, value = found + sign, value - worth
    return found


def _control(paragraph: Any, text: str) -> str | None:
    """Return the tag of the content control that holds all the text of a paragraph."""
    for control in paragraph.iterchildren(f"{_W}sdt"):
        tag = control.find(f"{_W}sdtPr/{_W}tag")
        if tag is not None and "".join(_texts(control)).translate(INVISIBLE).strip() == text:
            return str(tag.get(f"{_W}val"))
    return None


def _texts(element: Any) -> Iterator[str]:
    for child in element:
        if child.tag in _HIDDEN or child.tag == f"{_W}p":
            continue
        if child.tag == f"{_W}r" and _switch(child, "vanish"):
            continue  # hidden text
        if child.tag in (f"{_W}t", f"{_M}t"):
            yield child.text or ""
        elif child.tag in _TEXT:
            yield _TEXT[child.tag]
        else:
            yield from _texts(child)

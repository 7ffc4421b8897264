"""The small markup of clause text: sections, paragraphs, lists and tables.

The grammar is documented for authors in docs/klausulsprak.md. Values printed by the
template arrive as tokens and are put back here, after all structure has been found.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from samverkan.drafting.document import (
    Block,
    Citation,
    ItemList,
    Paragraph,
    Placeholder,
    Reference,
    Strong,
    Table,
    Text,
)
from samverkan.drafting.language import keep_together
from samverkan.drafting.templating import TOKEN, Tokens
from samverkan.drafting.values import Items, PendingCitation, PendingReference, Unanswered

PendingInline = (
    Text | Strong | Placeholder | Reference | Citation | PendingCitation | PendingReference
)

SECTION = re.compile(r"^§(?:\s+([a-z0-9]+(?:-[a-z0-9]+)*))?$")
_ITEM = re.compile(
    r"^(?:(?P<bullet>[-–])|(?P<number>\d+)\.|(?P<letter>[a-zåäö])\))\s+(?P<text>.+)$"
)
_NAMED = re.compile(r"^\[([a-z][a-z0-9]*(?:-[a-z0-9]+)*)\]\s+(.+)$", re.DOTALL)
_CAPTION = re.compile(r"^Tabell:\s*(.+)$")
_RULE = re.compile(r"^\|(\s*:?-+:?\s*\|)+$")
_STRONG = re.compile(r"\*\*(.+?)\*\*")
ItemKind = Literal["bullet", "number", "letter"]


class MarkupError(ValueError):
    """The text of a clause breaks the markup's grammar."""


@dataclass(frozen=True, slots=True)
class _Answer(Text):
    """Text from an answer: printed exactly as it was given."""


@dataclass(frozen=True)
class RawSection:
    """A section before it has a number; inlines may still be pending.

    The ids of the items in its lists are only their own names, unique in the section.
    """

    name: str | None
    blocks: tuple[Paragraph | ItemList | Table, ...]


def parse(rendered: str, tokens: Tokens) -> tuple[RawSection, ...]:
    """Parse rendered clause text into sections.

    Raises:
        MarkupError: if a table is broken, a section is empty, or an item has a name by which
            no reference could tell it from another.
    """
    sections: list[RawSection] = []
    name: str | None = None
    lines: list[str] = []
    for line in rendered.splitlines():
        if match := SECTION.match(line.strip()):
            if any(kept.strip() for kept in lines):
                sections.append(_section(name, lines, tokens))
            name, lines = match[1], []
        else:
            lines.append(line)
    if any(kept.strip() for kept in lines):
        sections.append(_section(name, lines, tokens))
    if not sections:
        raise MarkupError("klausulen blir tom")
    return tuple(sections)


def _section(name: str | None, lines: Sequence[str], tokens: Tokens) -> RawSection:
    blocks = tuple(_blocks(lines, tokens))
    lists = list(item_lists(blocks))
    named = [item for _, each in lists for item, _ in each.named()]
    if twice := next((item for item in named if named.count(item) > 1), None):
        raise MarkupError(f"två led i samma paragraf heter [{twice}]")
    alike = [(stycke, each.kind) for stycke, each in lists]
    for stycke, each in lists:
        if any(each.ids) and alike.count((stycke, each.kind)) > 1:
            item = next(name for name, _ in each.named())
            raise MarkupError(
                f"stycket har två listor av samma slag, så en hänvisning till [{item}] blir "
                "tvetydig; skriv dem som en lista eller som två paragrafer"
            )
    return RawSection(name, blocks)


def item_lists(blocks: Iterable[Block]) -> Iterator[tuple[int, ItemList]]:
    """Yield each list with the stycke that it belongs to, counted from 1.

    A list belongs to the paragraph before it; what begins a section is its first stycke.
    """
    stycke = 0
    for block in blocks:
        if isinstance(block, Paragraph) or not stycke:
            stycke += 1
        if isinstance(block, ItemList):
            yield stycke, block


def _blocks(lines: Sequence[str], tokens: Tokens) -> Iterator[Paragraph | ItemList | Table]:
    for chunk in _chunks(lines):
        caption = _CAPTION.match(chunk[0])
        rows = chunk[1:] if caption else chunk
        if rows and rows[0].startswith("|"):
            yield _table(caption[1] if caption else None, rows, tokens)
            continue
        yield from _text_blocks(chunk, tokens)


def _chunks(lines: Sequence[str]) -> Iterator[list[str]]:
    chunk: list[str] = []
    for line in lines:
        if line.strip():
            chunk.append(line.strip())
        elif chunk:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _text_blocks(chunk: list[str], tokens: Tokens) -> Iterator[Paragraph | ItemList]:
    """Yield paragraphs and lists; a list may follow its lead-in without a blank line."""
    paragraph: list[str] = []
    items: list[str] = []
    kind: ItemKind | None = None
    for line in chunk:
        listed = _listed(line, tokens)
        match = _ITEM.match(line)
        if listed is None and match is None:
            if kind is None:
                paragraph.append(line)
            else:
                items[-1] = f"{items[-1]} {line}"
            continue
        if paragraph:
            yield Paragraph(_inlines(" ".join(paragraph), tokens))
            paragraph = []
        line_kind: ItemKind = "bullet" if match is None else _kind(match)
        if kind is not None and line_kind != kind:
            yield _item_list(kind, items, tokens)
            items = []
        kind = line_kind
        items += listed if listed is not None else [match["text"] if match else line]
    if paragraph:
        yield Paragraph(_inlines(" ".join(paragraph), tokens))
    if kind is not None:
        yield _item_list(kind, items, tokens)


def _item_list(kind: ItemKind, items: list[str], tokens: Tokens) -> ItemList:
    ids: list[str | None] = []
    texts: list[str] = []
    for item in items:
        named = _NAMED.match(item)
        if named is None and item.startswith("["):
            raise MarkupError(
                "[ först i ett led är ledets namn, med a–z, siffror och bindestreck: "
                f"{_shown(item)}"
            )
        if named and kind == "bullet":
            raise MarkupError(
                f"[{named[1]}] står i en punktlista, som inte har några nummer att hänvisa "
                "till; skriv 1. eller a) framför"
            )
        ids.append(named[1] if named else None)
        texts.append(named[2] if named else item)
    contents = tuple(_inlines(text, tokens) for text in texts)
    return ItemList(kind, contents, tuple(ids) if any(ids) else ())


def _shown(item: str) -> str:
    """Return the first words of an item, to be told in a fault."""
    return TOKEN.sub("…", item)[:40]


def _kind(match: re.Match[str]) -> ItemKind:
    if match["bullet"]:
        return "bullet"
    return "number" if match["number"] else "letter"


def _listed(line: str, tokens: Tokens) -> list[str] | None:
    """Return the items of a line that is nothing but ``{{ answer | punkter }}``."""
    match = TOKEN.fullmatch(line)
    value = tokens.values[int(match[1])] if match else None
    if not isinstance(value, Items):
        return None
    return [tokens.put(item) for item in value.values]


def _table(caption: str | None, rows: list[str], tokens: Tokens) -> Table:
    if len(rows) < 3 or not _RULE.match(rows[1]):
        raise MarkupError("en tabell behöver rubrikrad, en rad |---|---| och minst en rad till")
    alignment = [cell.strip().endswith("-:") for cell in rows[1].strip("|").split("|")]
    cells = [_cells(row) for row in (rows[0], *rows[2:])]
    if any(len(row) != len(alignment) for row in cells):
        raise MarkupError("tabellens rader har olika många kolumner")
    header, *body = [tuple(_inlines(cell, tokens) for cell in row) for row in cells]
    title = (
        _plain(_inlines(caption, tokens)) if caption else " och ".join(_plain(c) for c in header)
    )
    return Table(title, header, tuple(body), tuple(alignment))


def _cells(row: str) -> list[str]:
    if not row.startswith("|") or not row.endswith("|"):
        raise MarkupError("varje tabellrad börjar och slutar med |")
    return [cell.strip() for cell in row[1:-1].split("|")]


def _plain(inlines: Sequence[PendingInline]) -> str:
    return "".join(getattr(inline, "text", "") for inline in inlines)


def _inlines(text: str, tokens: Tokens) -> tuple[Any, ...]:
    """Return the inlines of ``text``.

    Some may still be pending (:data:`PendingInline`); :mod:`samverkan.drafting.numbering`
    resolves them before the blocks reach a document, so the tree's own types do not
    mention them.
    """
    found: list[PendingInline] = []
    end = 0
    for match in _STRONG.finditer(text):
        found += _plain_inlines(text[end : match.start()], tokens)
        for inline in _plain_inlines(match[1], tokens):
            found.append(Strong(inline.text) if isinstance(inline, Text) else inline)
        end = match.end()
    found += _plain_inlines(text[end:], tokens)
    return tuple(_merged(found))


def _plain_inlines(text: str, tokens: Tokens) -> list[PendingInline]:
    found: list[PendingInline] = []
    end = 0
    for match in TOKEN.finditer(text):
        if match.start() > end:
            found.append(Text(text[end : match.start()]))
        found.append(_value(tokens.values[int(match[1])]))
        end = match.end()
    if end < len(text):
        found.append(Text(text[end:]))
    return found


def _value(value: object) -> PendingInline:
    if isinstance(value, Unanswered):
        return Placeholder(value.question, value.label)
    if isinstance(value, (PendingCitation, PendingReference)):
        return value
    if isinstance(value, Items):
        raise MarkupError("punkter ska stå ensamt på en rad")
    if isinstance(value, bool):
        return Text("ja" if value else "nej")
    return _Answer(str(value))


def _merged(inlines: list[PendingInline]) -> Iterator[PendingInline]:
    """Join neighbouring text, so that no-break spaces are found across values."""
    run: list[Text] = []
    for inline in inlines:
        if isinstance(inline, Text):
            run.append(inline)
            continue
        if run:
            yield _joined(run)
            run = []
        yield inline
    if run:
        yield _joined(run)


def _joined(run: list[Text]) -> Text:
    """Join ``run``; spaces in the author's text may become no-break, the answers' may not."""
    whole = "".join(piece.text for piece in run)
    spaced = keep_together(whole)
    joined, start = "", 0
    for piece in run:
        end = start + len(piece.text)
        joined += piece.text if isinstance(piece, _Answer) else spaced[start:end]
        start = end
    return Text(joined)

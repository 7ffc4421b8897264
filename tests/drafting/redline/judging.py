"""Judges a comparison by LibreOffice: it takes or leaves every change, and tells what is left.

``python -m tests.drafting.redline.judging 200`` judges that many pairs of edited files; the tests
judge twenty.
"""

from __future__ import annotations

import io
import re
import sys
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from samverkan.drafting.office import without_plain_controls
from samverkan.drafting.redline.comparison import redline
from samverkan.drafting.word import write
from samverkan.drafting.word.package import pack
from tests.drafting import samples
from tests.drafting.libreoffice import Action, seen
from tests.drafting.redline.deciding import W, part
from tests.drafting.redline.editing import drawn, edited

_NUMBER = re.compile(r"Error: Reference source not found|\d+(?:\.\d+)*")
_CHANGES = (f"{W}ins", f"{W}del")
_AROUND = frozenset(f"{W}{name}" for name in "bookmarkStart bookmarkEnd pPr".split())


Triple = tuple[bytes, bytes, bytes]
"""An old file, a new file and the comparison of the two."""


def pairs(first: int, last: int) -> dict[str, Triple]:
    """Return pairs of edited files with their comparison, the same for the same numbers."""
    drafts = [write(samples.avtal(), notes=form) for form in ("footnotes", "comments")]
    found = {}
    for number in range(first, last):
        draft = drafts[number % 2]
        old, new = edited(draft, drawn(2 * number)), edited(draft, drawn(2 * number + 1))
        found[str(number)] = (old, new, redline(old, new).docx)
    return found


def disagreements(triples: Mapping[str, Triple], folder: Path) -> list[str]:
    """Return where LibreOffice sees another file than it should, one line each.

    Accepting must give all the text of the new file, rejecting that of the old; and as much of
    its shape as :func:`reading` of the changes finds that LibreOffice can be trusted with. Every
    comment of the one or the other must be there.

    Args:
        triples: by name.
        folder: where to put the files that LibreOffice opens.
    """
    jobs: dict[str, tuple[Action, bytes]] = {}
    for name, (old, new, marked) in triples.items():
        old, new, marked = map(unwrapped, (old, new, marked))  # noqa: PLW2901 (for this judge)
        jobs |= {f"{name}-old": ("read", old), f"{name}-new": ("read", new)}
        jobs |= {f"{name}-rejected": ("reject", marked), f"{name}-accepted": ("accept", marked)}
    found = seen(jobs, folder)
    wrong = []
    for name, (_, _, marked) in triples.items():
        read = reading(marked)
        for given, wanted in (("accepted", "new"), ("rejected", "old")):
            is_, should = (found[f"{name}-{which}"] for which in (given, wanted))
            if (one := read(is_.lines)) != (other := read(should.lines)):
                wrong.append(f"{name} {given}: {_first_difference(one, other)}")
            left = found[f"{name}-{'old' if wanted == 'new' else 'new'}"].comments
            if not _are_there(is_.comments, should.comments, left):
                wrong.append(f"{name} {given}: {is_.comments} in the place of {should.comments}")
    return wrong


def unwrapped(docx: bytes) -> bytes:
    """Return the file without the controls around paragraphs, and with its gaps of the rich kind.

    What is in them stays. LibreOffice 7.4 sets a line break of its own in the first paragraph of
    a control around paragraphs, and then decides a change there one character off; and a control
    of the plain kind it makes an input field, without the changes that are tracked in it.
    """
    with zipfile.ZipFile(io.BytesIO(without_plain_controls(docx))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    root = etree.fromstring(parts["word/document.xml"])
    body = root.find(f"{W}body")
    for control in body.findall(f"{W}sdt"):
        at = body.index(control)
        body[at : at + 1] = list(control.find(f"{W}sdtContent"))
    parts["word/document.xml"] = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return pack(parts)


def _are_there(
    comments: list[tuple[str, str]], wanted: list[tuple[str, str]], left: list[tuple[str, str]]
) -> bool:
    """Tell whether all that is wanted is there, each comment on its words.

    A comment that comes or goes while its words stay, LibreOffice 7.4 leaves where it is; so what
    is there besides may be of the other file, and :func:`.deciding.comments` judges that it goes.
    """
    rest = Counter(comments)
    rest.subtract(wanted)
    said = {text for text, _ in left}
    return all(n == 0 or (n > 0 and text in said) for (text, _), n in rest.items())


Reading = Callable[[Iterable[str]], list[str]]


def reading(docx: bytes) -> Reading:
    """Return what to compare of a file with changes when LibreOffice 7.4 has decided them.

    Where only words, rows, gaps and looks have changed: every paragraph with its style and number,
    every cell and footnote. A paragraph that comes or goes can leave its style and its number to
    the next one, so then every paragraph without them. Where it stands before a table or beside
    changed words, LibreOffice may join it with another, and footnotes that come or go are mixed
    up: then all the text.
    """
    body = part(docx).find(f"{W}body")
    notes = any(next(mark.iterancestors(*_CHANGES), None) is not None
                for mark in body.iter(f"{W}footnoteReference"))  # fmt: skip
    moving = [p for p in body.iter(f"{W}p") if _comes_or_goes(p)]
    if notes or any(_is_beside(p) for p in moving):
        return _text
    restyled = next(body.iter(f"{W}pPrChange"), None) is not None
    return _bare_lines if moving or restyled else _lines


def _comes_or_goes(paragraph: Any) -> bool:
    marks = (paragraph.find(f"{W}pPr/{W}rPr/{change}") for change in _CHANGES)
    in_row = next(paragraph.iterancestors(f"{W}tr"), None)
    return in_row is None and any(mark is not None for mark in marks)


def _is_beside(paragraph: Any) -> bool:
    before, after = paragraph.getprevious(), paragraph.getnext()
    if before is None or after is None or f"{W}tbl" in (before.tag, after.tag):
        return True
    near = [child for child in before if child.tag not in _AROUND][-1:]
    near += [child for child in after if child.tag not in _AROUND][:1]
    changed = any(child.tag in _CHANGES for child in near)
    return changed or _comes_or_goes(before) or _comes_or_goes(after)


def _text(lines: Iterable[str]) -> list[str]:
    """Return all text outside the footnotes, a character an item, spaces left out."""
    shown: list[str] = []
    for line in lines:
        if line == "note":
            break
        if line.count("\t") == 2:
            shown += _NUMBER.sub("#", line.split("\t")[2].replace("\\n", ""))
    return [sign for sign in shown if not sign.isspace()]


def _lines(lines: Iterable[str]) -> list[str]:
    """Return the lines without figures in the text, and without rows that are empty.

    LibreOffice counts references from where it has put their bookmarks; and it leaves a row
    empty where one with a content control in it came or went.
    """
    found: list[str] = []
    row: list[str] = []
    number = ""

    def close() -> None:
        if any(not line.startswith("cell") and not line.endswith("\t") for line in row):
            found.extend(re.sub(r"^cell\t([A-Z]+)\d+$", r"cell\t\1", line) for line in row)
        row.clear()

    for line in map(_without_figures, lines):
        place = re.fullmatch(r"cell\t[A-Z]+(\d+)", line)
        if line == "end" or (place and place[1] != number):
            close()
            number = place[1] if place else ""
        (row if number else found).append(line)
    return found


def _bare_lines(lines: Iterable[str]) -> list[str]:
    """Return the same without the styles and numbers of paragraphs."""
    return [line.rsplit("\t", 1)[-1] for line in _lines(lines)]


def _without_figures(line: str) -> str:
    if line.count("\t") != 2:
        return line
    style, number, shown = line.removesuffix("\\n").split("\t")
    return "\t".join((style, number, _NUMBER.sub("#", shown)))


def _first_difference(one: list[str], other: list[str]) -> str:
    at = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), -1)
    at = min(len(one), len(other)) if at < 0 else at
    return f"{one[at : at + 40]!r} in the place of {other[at : at + 40]!r}"


if __name__ == "__main__":
    wrong, readings = list[str](), Counter[str]()
    for start in range(0, int(sys.argv[1]), 20):
        with TemporaryDirectory() as place:
            some = pairs(start, min(start + 20, int(sys.argv[1])))
            wrong += disagreements(some, Path(place))
            readings.update(reading(marked).__name__ for _, _, marked in some.values())
    print(*wrong, sep="\n")
    print(f"{sys.argv[1]} pairs, {len(wrong)} wrong; compared by {dict(readings)}")

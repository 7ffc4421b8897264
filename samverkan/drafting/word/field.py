"""Fields and links (ISO/IEC 29500-1 §17.16): what Word can bring up to date.

Every field carries the result that Word would compute, so that a reader who never updates
a field, and a program that cannot, read the right text.
"""

from __future__ import annotations

import re

from samverkan.drafting.document import Reference
from samverkan.drafting.language import NBSP
from samverkan.drafting.outline import Outline, item_key, section_key
from samverkan.drafting.word.bookmark import bookmark_name
from samverkan.drafting.word.element import Xml, escape, join, run, w


def field(code: str, result: Xml) -> Xml:
    """Return a complex field (§17.16.18) with its cached result."""
    return join((
        w("r", w("fldChar", fldCharType="begin")),
        Xml(f'<w:r><w:instrText xml:space="preserve"> {escape(code)} </w:instrText></w:r>'),
        w("r", w("fldChar", fldCharType="separate")),
        result,
        w("r", w("fldChar", fldCharType="end")),
    ))  # fmt: skip


def link(key: str, content: Xml) -> Xml:
    """Return a link to a place in the document (§17.16.22)."""
    return w("hyperlink", content, anchor=bookmark_name(key), history=1)


def reference(outline: Outline, target: Reference) -> Xml:
    r"""Return a reference as running text with REF fields in it (§17.16.5.51).

    ``\n`` gives the paragraph number as it stands at the target, so the field covers
    ``12 §`` and not just ``12``: that is what Word puts there when it updates.
    """
    key = outline.resolve(target)
    pieces: list[Xml] = []
    rest = target.text
    for field_key, number in _numbers(outline, key, target):
        match = re.search(_number_pattern(number), rest)
        if match is None:
            # "föregående paragraf": nothing to renumber, but still a link.
            return link(key, run(target.text))
        code = rf"REF {bookmark_name(field_key)} \n \h"
        if match[0] != outline.label(field_key):
            # The bare number: \t leaves out what is no figure. LibreOffice computes REF anew
            # without knowing \t; the keyword is optional, and without it the result stays.
            code = rf"{bookmark_name(field_key)} \n \t \h"
        pieces += [run(rest[: match.start()]), field(code, run(match[0]))]
        rest = rest[match.end() :]
    return join((*pieces, run(rest)))


def _numbers(outline: Outline, key: str, target: Reference) -> list[tuple[str, str]]:
    """Return the numbers in the text with their keys, in the order in which they stand.

    A range (12–14 §§) has two, and so have a place in an annex (punkt 2.1 i bilaga 1) and an
    item in a list (12 § 3), as the list counts by itself.
    """
    found = [(key, target.number)]
    if key == item_key(target.target):
        section = section_key(target.target.rpartition(".")[0])
        found.insert(0, (section, outline.numbers[section] or ""))
    annex = re.search(rf" i bilaga{NBSP}(\d+)$", target.text)
    if annex and (holder := outline.annex_with(annex[1])):
        found.append((holder, annex[1]))
    span = re.search(rf"(?<!\d){re.escape(target.number)}–(\d+)[ {NBSP}]§§", target.text)
    if span and (last := outline.section_with(span[1])):
        found.append((last, span[1]))
    return found


def _number_pattern(number: str) -> str:
    return rf"(?<![\d.]){re.escape(number)}(?![\d]|\.\d)(?:[ {NBSP}]§(?!§))?"

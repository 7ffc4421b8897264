"""Finds citations of statutes in running text.

The forms are those of *Myndigheternas skrivregler* (Ds 2014:1) and what is met beside
them: ``9 kap. 24 § kommunallagen (2017:725)``, ``9 kap. 30 och 31 §§``, ``3 § lagen
(2019:212) om …``, ``KL 9:6``, ``artikel 28 i dataskyddsförordningen``, a number alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from samverkan.drafting.review.lawnames import SFS, LawNames
from samverkan.records.model import Statute

_NUMBER = r"\d+(?:\s?[a-h](?!\w))?"
_LIST = rf"{_NUMBER}(?:\s?(?:,|och|eller|samt|–|-)\s?(?:{_NUMBER}|(?<=[–-])[a-h](?!\w)))*"
_PLACE = re.compile(
    rf"(?P<chapter>{_NUMBER})\s?kap\.?\s?(?P<sections>{_LIST})\s?§{{1,2}}"
    rf"|(?P<alone>{_LIST})\s?§{{1,2}}"
    rf"|§{{1,2}}\s?(?P<after>{_NUMBER})"
    rf"|(?P<whole>{_NUMBER})\s?kap\.(?!\s?\d)"
    rf"|(?:artikel|artiklarna|art\.)\s?(?P<article>{_LIST})(?:\.\d+)*",
    re.IGNORECASE,
)
_SHORT_FORM = re.compile(
    r"(?<![\w:])(?P<law>[A-ZÅÄÖ]{2,5})\s(?P<chapter>\d+[a-z]?):(?P<section>\d+[a-z]?)\b"
)
_DEEPER = re.compile(
    r"(?:\s(?:första|andra|tredje|fjärde|femte|sista|\d)\s(?:och\s\w+\s)?(?:stycke(?:t|na)|punkten|"
    r"meningen))*(?:\s(?:p(?:unkt(?:en)?)?\.?\s?)?\d+(?:\s?[–-]\s?\d+)?(?![\w:.]|\s?(?:kap|§)))?",
    re.IGNORECASE,
)
_JOINED = re.compile(r"\s?(?:,|och|samt|eller|respektive)\s", re.IGNORECASE)
_BEFORE_NAME = re.compile(r"\s(?:(?:i|enligt|av)\s)?(?:den\s|EU:s\s)?", re.IGNORECASE)
_AFTER_NAME = re.compile(rf"\s?\((?:SFS\s)?(?P<sfs>{SFS})\)(?P<rest>\som\s[^.,;)]+)?")
_UNKNOWN_NAME = re.compile(
    rf"(?P<name>[a-zåäöé-]*(?:lag|lagen|förordning|förordningen|balken|ordningen))"
    rf"(?:\s\((?:SFS\s)?(?P<sfs>{SFS})\))?(?!\w)",
    re.IGNORECASE,
)
_SFS_ALONE = re.compile(rf"(?:SFS\s|\()(?P<sfs>{SFS})\)?")
_INDEFINITE = re.compile(r"(?:lag|förordning)(?:en)?\s$", re.IGNORECASE)
_SAME = re.compile(r"(?:samma|nämnda)\s(?:lag|förordning|balk)", re.IGNORECASE)


@dataclass(frozen=True)
class Found:
    """A citation as it stands in the text.

    ``statutes`` holds those that the name may mean; it is empty when the act is unknown.
    ``number`` is the SFS number, when the text gives one.
    """

    text: str
    start: int
    sections: tuple[str, ...]
    statutes: tuple[Statute, ...]
    number: str | None
    name: str | None


def citations(text: str, names: LawNames) -> Iterator[Found]:
    """Yield the citations in ``text``, in order.

    A section without a name (``14 §``) is one of the document's own and is passed over; a
    chapter and section without a name belong to the act that was named last.
    """
    text = text.replace("\u00a0", " ").replace("\u2011", "-")
    taken = 0
    last: _Name | None = None
    places = _PLACE.finditer(text)
    found: list[Found] = []
    for group in _groups(text, list(places)):
        if group[0].start() < taken:
            continue
        name = _name_after(text, group[-1].end(), names)
        named = name or (last if any(m["chapter"] for m in group) else None)
        if name is None and not any(m["chapter"] or m["article"] for m in group):
            continue
        if named is None and any(m["article"] for m in group):
            continue
        end = name.end if name else _deeper(text, group[-1].end())
        found.append(_found(text, group, end, named))
        taken, last = end, named
    spans = [(each.start, each.start + len(each.text)) for each in found]
    found += _short_forms(text, names, spans)
    found += _acts_alone(text, names, spans)
    yield from sorted(found, key=lambda each: each.start)


@dataclass(frozen=True)
class _Name:
    statutes: tuple[Statute, ...]
    number: str | None
    text: str
    end: int


def _groups(text: str, places: list[re.Match[str]]) -> Iterator[list[re.Match[str]]]:
    """Join places that share one name: ``9 kap. 24 § och 6 kap. 16 § kommunallagen``."""
    group: list[re.Match[str]] = []
    for match in places:
        if group:
            between = text[_deeper(text, group[-1].end()) : match.start()]
            own = match["chapter"] and not group[-1]["chapter"]  # 14 § och 6 kap. 32 § KL
            if own or not _JOINED.fullmatch(between):
                yield group
                group = []
        group.append(match)
    if group:
        yield group


def _deeper(text: str, end: int) -> int:
    match = _DEEPER.match(text, end)
    return match.end() if match else end


def _name_after(text: str, end: int, names: LawNames) -> _Name | None:
    gap = _BEFORE_NAME.match(text, _deeper(text, end))
    if gap is None:
        return None
    if _SAME.match(text, gap.end()):
        return None
    match = names.pattern.match(text, gap.end())
    if match is not None:
        after = _AFTER_NAME.match(text, match.end())
        statutes = names.find(match[0])
        if after is None:
            return _Name(statutes, None, match[0], match.end())
        return _numbered(match, after, names)
    unknown = _UNKNOWN_NAME.match(text, gap.end())
    if unknown is None:
        return None
    number = unknown["sfs"]
    statutes = _by_number(names, number) if number else ()
    return _Name(statutes, number, unknown["name"], unknown.end())


def _numbered(match: re.Match[str], after: re.Match[str], names: LawNames) -> _Name:
    end = after.end() if after["rest"] is None else after.start("rest")
    return _Name(_by_number(names, after["sfs"]), after["sfs"], match[0], end)


def _by_number(names: LawNames, number: str) -> tuple[Statute, ...]:
    found = {s.number: s for each in names.by_name.values() for s in each if s.number == number}
    return tuple(found.values())


def _found(text: str, group: list[re.Match[str]], end: int, name: _Name | None) -> Found:
    sections = tuple(section for match in group for section in _sections(match))
    return Found(
        text=text[group[0].start() : end],
        start=group[0].start(),
        sections=sections,
        statutes=name.statutes if name else (),
        number=name.number if name else None,
        name=name.text if name else None,
    )


def _sections(match: re.Match[str]) -> Iterator[str]:
    if match["whole"]:
        return
    listed = match["sections"] or match["alone"] or match["after"] or match["article"]
    prefix = f"{_compact(match['chapter'])}:" if match["chapter"] else ""
    pieces = re.findall(rf"({_NUMBER}|(?<=[–-])[a-h])(\s?[–-]\s?)?", listed)
    first: int | None = None
    before = ""
    for number, dash in pieces:
        compact = _compact(number)
        if not compact[0].isdigit():  # 3 a–c §§
            yield from (f"{prefix}{before[:-1]}{c}" for c in _letters(before[-1], compact))
            continue
        before = compact
        if first is not None and compact.isdigit() and first < int(compact) < first + 200:
            yield from (f"{prefix}{between}" for between in range(first + 1, int(compact)))
        yield f"{prefix}{compact}"
        first = int(compact) if dash and compact.isdigit() else None


def _letters(first: str, last: str) -> str:
    return "".join(chr(code) for code in range(ord(first) + 1, ord(last) + 1))


def _compact(number: str) -> str:
    return "".join(number.split()).lower()


def _short_forms(text: str, names: LawNames, spans: list[tuple[int, int]]) -> Iterator[Found]:
    for match in _SHORT_FORM.finditer(text):
        statutes = names.find(match["law"])
        if statutes and not _inside(match.start(), spans):
            section = f"{match['chapter']}:{match['section']}"
            spans.append(match.span())
            yield Found(match[0], match.start(), (section,), statutes, None, match["law"])


def _acts_alone(text: str, names: LawNames, spans: list[tuple[int, int]]) -> Iterator[Found]:
    """Yield acts that are named without a section, by number or by name."""
    for match in names.pattern.finditer(text):
        if _inside(match.start(), spans):
            continue
        after = _AFTER_NAME.match(text, match.end())
        if after is None:
            spans.append(match.span())
            yield Found(match[0], match.start(), (), names.find(match[0]), None, match[0])
        else:
            name = _numbered(match, after, names)
            spans.append((match.start(), name.end))
            whole = text[match.start() : name.end]
            yield Found(whole, match.start(), (), name.statutes, name.number, name.text)
    for match in _SFS_ALONE.finditer(text):
        if not _inside(match.start("sfs"), spans):
            lead = _INDEFINITE.search(text[: match.start()])
            start = lead.start() if lead else match.start("sfs")
            whole = text[start : match.end() if lead else match.end("sfs")]
            number = match["sfs"]
            yield Found(whole, start, (), _by_number(names, number), number, None)


def _inside(place: int, spans: list[tuple[int, int]]) -> bool:
    return any(start <= place < end for start, end in spans)

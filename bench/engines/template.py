"""Makes a template of a draft, for engines that fill in a finished Word file.

The template says what the draft says. What comes from the answers is a tag: every gap, every
answer and the name of every party. Each clause stands under a condition, as in a template that
serves more than one agreement, and the parties of page one are a loop. Filled in, the text is
that of the draft, word for word; :func:`text` is how that is checked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from bench.engines.package import body_of, with_body
from samverkan.drafting.document import Document

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CLAUSES = ("Heading1", "Heading2", "Bilagerubrik")
_BETWEEN = (*_CLAUSES, "Bilaga", "Rubrikutannummer")
_PARTY = "Part"
_SHORTEST = 4
"""Characters of an answer that is looked for in the text; a shorter one may be any word."""


@dataclass(frozen=True)
class Syntax:
    """How an engine writes its tags; ``{}`` is the name."""

    value: str
    condition: tuple[str, str]
    loop: tuple[str, str]
    value_in_loop: str


JINJA = Syntax("{{{{ {} }}}}", ("{{%p if {} %}}", "{{%p endif %}}"),
               ("{{%p for rad in {} %}}", "{{%p endfor %}}"), "{{{{ rad.{} }}}}")  # fmt: skip
BRACES = Syntax("{{{}}}", ("{{#{}}}", "{{/{}}}"), ("{{#{}}}", "{{/{}}}"), "{{{}}}")


@dataclass
class Template:
    """A template and what to fill it in with."""

    content: bytes
    data: dict[str, Any] = field(default_factory=dict)


def template_of(content: bytes, document: Document, syntax: Syntax) -> Template:
    """Return the template of a draft.

    Args:
        content: the draft as a Word file.
        document: the same draft.
        syntax: that of the engine.
    """
    made = Template(content)

    def change(body: bytes) -> bytes:
        root = etree.fromstring(body)
        _loop_parties(root[0], syntax, made.data)
        _fill_values(root[0], _answers(document), syntax, made.data)
        _conditions(root[0], syntax, made.data)
        written: bytes = etree.tostring(root, encoding="UTF-8", standalone=True)
        return written

    made.content = with_body(content, change)
    return made


def text(content: bytes) -> list[str]:
    """Return the text of a Word file, paragraph by paragraph, without those that are empty."""
    root = etree.fromstring(body_of(content))
    lines = ("".join(each.itertext(f"{_W}t")) for each in root.iter(f"{_W}p"))
    return [line for line in lines if line]


def _answers(document: Document) -> list[str]:
    """Return the words of the answers, the longest first."""
    found = {party.name for party in document.parties}
    found.update(_strings(document.provenance["answers"]))
    return sorted((each for each in found if len(each) >= _SHORTEST), key=len, reverse=True)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, dict)):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _strings(inner)


def _loop_parties(body: Any, syntax: Syntax, data: dict[str, Any]) -> None:
    """Write the parties of page one once, in a loop."""
    found = [each for each in body if _style(each) == _PARTY]
    if not found:
        return
    data["parter"] = [
        {f"ord{i}": each.text for i, each in enumerate(party.iter(f"{_W}t"))} for party in found
    ]
    first, *others = found
    for index, each in enumerate(first.iter(f"{_W}t")):
        each.text = syntax.value_in_loop.format(f"ord{index}")
    for other in others:
        body.remove(other)
    _around(body, first, first, syntax.loop, "parter")


def _fill_values(body: Any, answers: list[str], syntax: Syntax, data: dict[str, Any]) -> None:
    """Write a tag for every gap and every answer."""
    known = re.compile(rf"\b(?:{'|'.join(map(re.escape, answers))})(?!\w)") if answers else None
    names: dict[str, str] = {}

    def tag(value: str) -> str:
        name = names.setdefault(value, f"svar{len(names)}")
        data[name] = value
        return syntax.value.format(name)

    for each in body.iter(f"{_W}t"):
        if "{" in (each.text or ""):
            continue  # in the loop
        if next(each.iterancestors(f"{_W}sdtContent"), None) is not None and _is_gap(each):
            each.text = tag(each.text)
        elif known is not None:
            each.text = known.sub(lambda match: tag(match[0]), each.text)


def _is_gap(element: Any) -> bool:
    return element.text.startswith("[") and element.text.endswith("]")


def _conditions(body: Any, syntax: Syntax, data: dict[str, Any]) -> None:
    """Put each clause under a condition of its own, which holds."""
    clause: list[Any] = []
    for each in [*body, None]:
        ends = each is None or each.tag not in (f"{_W}p", f"{_W}tbl") or _style(each) in _BETWEEN
        if ends:
            if len(clause) > 1:
                name = f"klausul{len(data)}"
                data[name] = True
                _around(body, clause[0], clause[-1], syntax.condition, name)
            clause = [each] if each is not None and _style(each) in _CLAUSES else []
        elif clause:
            clause.append(each)


def _around(body: Any, first: Any, last: Any, tags: tuple[str, str], name: str) -> None:
    """Put a paragraph with a tag before ``first`` and one after ``last``."""
    for tag, index in ((tags[0], body.index(first)), (tags[1], body.index(last) + 2)):
        paragraph = etree.Element(f"{_W}p")
        run = etree.SubElement(paragraph, f"{_W}r")
        etree.SubElement(run, f"{_W}t").text = tag.format(name)
        body.insert(index, paragraph)


def _style(element: Any) -> str | None:
    found = element.find(f"{_W}pPr/{_W}pStyle")
    return None if found is None else found.get(f"{_W}val")

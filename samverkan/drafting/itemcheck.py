"""Checks the names of items in lists, by which references lead to a single item.

A name stands first in the item (``3. [skulder] betala …``) and belongs to its section;
``se("klausul.paragraf.skulder")`` leads to it. What can be known without answers is told
here; which items a draft really has is known when it is numbered.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

import jinja2
from jinja2 import nodes

from samverkan.drafting.templating import ENVIRONMENT
from samverkan.records.bank import Bank
from samverkan.records.entry import Entry
from samverkan.records.fault import Fault
from samverkan.records.messages import did_you_mean
from samverkan.records.model import Clause
from samverkan.records.yamlsource import Path

_STARTS = re.compile(
    r"^[ \t]*(?:§(?:[ \t]+(?P<section>[a-z0-9-]+))?[ \t]*$"
    r"|(?:\d+\.|[a-zåäö]\))[ \t]+\[(?P<item>[a-z][a-z0-9-]*)\])",
    re.MULTILINE,
)
_REFERENCE = re.compile(r"""\bse\(\s*["']([^"'.]+\.[^"'.]+\.[^"']+)["']""")
_Branches = tuple[tuple[int, int], ...]
"""The conditions around a place: each with the branch that is taken."""


@dataclass(frozen=True)
class _Named:
    """An item with a name; ``section`` is None in a section without one."""

    section: str | None
    name: str
    line: int
    branches: _Branches

    def meant_by(self, section: str, name: str) -> bool:
        """Whether a reference means this item; sections without a name are counted later."""
        alike = section.isdigit() if self.section is None else section == self.section
        return alike and name == self.name

    def beside(self, other: _Named) -> bool:
        """Whether a draft can have both: no condition parts them."""
        taken = dict(self.branches)
        return all(taken.get(at, branch) == branch for at, branch in other.branches)


class Items:
    """The named items of a bank's clauses."""

    def __init__(self, bank: Bank) -> None:
        self.bank = bank

    def faults(self, entry: Entry) -> Iterator[Fault]:
        """Yield each name of ``entry`` that two items have, or that nothing refers to."""
        if not isinstance(entry.record, Clause):
            return
        for path, source in _wordings(entry.record):
            found = _named(source)
            for index, item in enumerate(found):
                position = entry.position(path, item.line)
                if any(_same(item, other) for other in found[:index]):
                    message = f"två led i samma paragraf heter [{item.name}]."
                    yield Fault(entry.file, *position, "fel", "led-dubbelt", message, "Döp om ett.")
                elif not self._referred(entry.record.id, item):
                    message = f"ingen hänvisning leder till ledet [{item.name}]."
                    hint = "Ta bort namnet, eller hänvisa med se(…)."
                    yield Fault(entry.file, *position, "fel", "led-oanvant", message, hint)

    def problem(self, target: str) -> tuple[str, str | None] | None:
        """Return what is wrong with a reference to an item, and a hint; None if nothing is."""
        clause_id, _, place = target.partition(".")
        section, _, name = place.partition(".")
        clause = self.bank.clauses.get(clause_id)
        if not name or clause is None:
            return None
        found = [item for _, source in _wordings(clause) for item in _named(source)]
        if any(item.meant_by(section, name) for item in found):
            return None
        elsewhere = [item for item in found if item.name == name]
        if elsewhere:
            place = f"§ {elsewhere[0].section}" if elsewhere[0].section else "en § utan namn"
            return f"ledet {target} finns inte.", f"Ledet [{name}] står under {place}."
        return f"ledet {target} finns inte.", did_you_mean(name, {item.name for item in found})

    def _referred(self, clause_id: str, item: _Named) -> bool:
        unread = self.bank.unread
        if any(unread.may_hold(kind, item.name) for kind in ("clause", "agreement")):
            return True
        places = (target.split(".", 2) for target in self._targets)
        return any(
            clause_id == clause and item.meant_by(section, name) for clause, section, name in places
        )

    @cached_property
    def _targets(self) -> frozenset[str]:
        """What every reference to an item leads to."""
        sources = [source for clause in self.bank.clauses.values() for source in _texts(clause)]
        sources += [each.preamble or "" for each in self.bank.agreements.values()]
        return frozenset(target for source in sources for target in _REFERENCE.findall(source))


def _wordings(clause: Clause) -> Iterator[tuple[Path, str]]:
    yield ("text",), clause.text
    for index, variant in enumerate(clause.variants):
        yield ("variants", index, "text"), variant.text


def _texts(clause: Clause) -> Iterator[str]:
    yield from (clause.title, clause.note)
    yield from (variant.note or "" for variant in clause.variants)
    yield from (source for _, source in _wordings(clause))


def _same(one: _Named, other: _Named) -> bool:
    return (one.section, one.name) == (other.section, other.name) and one.beside(other)


def _named(source: str) -> list[_Named]:
    """Return the named items of a text; of one that cannot be read, none."""
    if "[" not in source:
        return []
    try:
        tree = ENVIRONMENT.parse(source)
    except jinja2.TemplateSyntaxError:
        return []
    section: str | None = None
    found = []
    for data, branches in _data(tree.body, ()):
        for match in _STARTS.finditer(data.data):
            if match["item"] is None:
                section = match["section"]
            else:
                line = data.lineno + data.data.count("\n", 0, match.start("item"))
                found.append(_Named(section, match["item"], line, branches))
    return found


def _data(
    body: Iterable[nodes.Node], branches: _Branches
) -> Iterator[tuple[nodes.TemplateData, _Branches]]:
    """Yield what is text in a template, in order, with the conditions that it stands under."""
    for node in body:
        if isinstance(node, nodes.TemplateData):
            yield node, branches
        elif isinstance(node, nodes.If):
            for branch, part in enumerate((node.body, *(e.body for e in node.elif_), node.else_)):
                yield from _data(part, (*branches, (id(node), branch)))
        elif isinstance(node, (nodes.Output, nodes.For)):
            yield from _data(node.nodes if isinstance(node, nodes.Output) else node.body, branches)

"""Sortable tables: what a list page shows, and by what it can be filtered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from markupsafe import Markup

from samverkan.site.escape import escape

Choice = tuple[str, str]
"""A value to filter by, and its label."""


@dataclass(frozen=True)
class Column:
    """A column; with ``facet`` it can be filtered by, and that is its name in the address."""

    title: str
    facet: str = ""
    minor: bool = False
    """Whether the column may be left out on a narrow screen."""
    numeric: bool = False


@dataclass(frozen=True)
class Cell:
    """What stands in a cell, how it sorts and what it can be filtered by."""

    content: Markup | str
    sort: str | None = None
    choices: tuple[Choice, ...] = ()

    @property
    def attributes(self) -> Markup:
        """The data that the sorting and filtering script reads."""
        text = Markup("")
        if self.sort is not None:
            text += Markup(' data-s="{}"').format(escape(self.sort))
        if self.choices:
            joined = "|".join(f"{key}:{label.replace('|', ' ')}" for key, label in self.choices)
            text += Markup(' data-v="{}"').format(escape(joined))
        return text


@dataclass(frozen=True)
class Table:
    """A list page's table."""

    caption: str
    columns: tuple[Column, ...]
    rows: list[tuple[Cell, ...]] = field(default_factory=list)
    filters: bool = True

    def __len__(self) -> int:
        return len(self.rows)


def cells(*contents: Markup | str) -> tuple[Cell, ...]:
    """Return plain cells."""
    return tuple(Cell(content) for content in contents)


def links(items: Iterable[Markup], separator: str = ", ") -> Markup:
    """Return linked items in a row."""
    return Markup(separator).join(items)  # noqa: S704 (a separator of ours)

"""Shows a clause's template text as readable HTML: structure kept, code told in words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markupsafe import Markup

from samverkan.site.escape import escape
from samverkan.site.expression import Expressions
from samverkan.site.statement import Statement, bracketed

_CODE = re.compile(r"\{\{(.*?)\}\}|\{%(.*?)%\}|\{#.*?#\}", re.DOTALL)
_OPEN, _CLOSE = "\ue000", "\ue001"
_MARK = re.compile(f"{_OPEN}([vs]\\d+){_CLOSE}")
_STATEMENT = f"{_OPEN}s\\d+{_CLOSE}"
_STATEMENT_PIECE = re.compile(f"{_OPEN}(s\\d+){_CLOSE}")
_GLUED_AFTER = re.compile(rf"(?<=[^\s(])({_STATEMENT})")
_GLUED_BEFORE = re.compile(rf"({_STATEMENT})(?=[\w{_OPEN}\[*§–])")
_STATEMENT_LINE = re.compile(f"^\\s*{_OPEN}s\\d+{_CLOSE}\\s*$")
_ITEM = re.compile(r"^\s*(?:(-)|(\d+)\.|([a-z])\))\s+(?:\[[a-z][a-z0-9-]*\]\s+)?(.*)$")
_BOLD = re.compile(r"\*\*(.+?)\*\*")
_RULE = re.compile(r"^\|[\s:|-]+\|$")
_CAPTION = "Tabell:"


class ClauseText:
    """Turns one template into HTML. Unknown structure is shown as plain paragraphs."""

    def __init__(self, expressions: Expressions) -> None:
        self._expressions = expressions
        self._shown: dict[str, Markup] = {}
        self._statements: dict[str, Statement] = {}

    def html(self, template: str) -> Markup:
        """Return the template as HTML blocks."""
        clean = template.replace(_OPEN, "").replace(_CLOSE, "")
        lines = _CODE.sub(self._mark, clean).split("\n")
        return Markup("\n").join(self._blocks(lines))

    def line(self, template: str) -> Markup:
        """Return the template as running text, without blocks."""
        clean = template.replace(_OPEN, "").replace(_CLOSE, "")
        return self._inline(" ".join(_CODE.sub(self._mark, clean).split()))

    def _mark(self, match: re.Match[str]) -> str:
        value, statement = match.groups()
        if value is None and statement is None:
            return ""  # a comment in the template is for its author
        key = f"{'s' if value is None else 'v'}{len(self._shown)}"
        if value is None:
            self._statements[key] = self._expressions.statement(statement)
            self._shown[key] = self._statements[key].html()
        else:
            self._shown[key] = self._expressions.value(value.strip(" -"))
        return f"{_OPEN}{key}{_CLOSE}"

    def _blocks(self, lines: list[str]) -> Iterator[Markup]:
        index = 0
        while index < len(lines):
            line = lines[index].strip()
            index += 1
            if not line:
                continue
            if line == "§" or line.startswith("§ "):
                yield Markup('<p class="sb-paragraf"><span>Ny {}</span></p>').format(
                    self._expressions.unit
                )
            elif _STATEMENT_LINE.match(line):
                if shown := self._inline(line):
                    yield Markup("<p>{}</p>").format(shown)
            else:
                taken = _run_length(lines, index - 1)
                yield self._block(lines[index - 1 : index - 1 + taken])
                index += taken - 1

    def _block(self, lines: list[str]) -> Markup:
        first = next(line.strip() for line in lines if not _STATEMENT_LINE.match(line))
        if first.startswith(("|", _CAPTION)):
            return self._table(lines)
        if _ITEM.match(first):
            return self._list(lines)
        text = " ".join(line.strip() for line in lines)
        return Markup("<p>{}</p>").format(self._inline(text))

    def _list(self, lines: list[str]) -> Markup:
        first = _ITEM.match(lines[0].strip())
        kind = "ul" if first and first[1] else "ol"
        style = Markup(' type="a"') if first and first[3] else Markup("")
        items: list[Markup] = []
        before = ""
        for line in lines:
            match = _ITEM.match(line)
            if match:
                items.append(self._inline(before + match[4]))
                before = ""
            elif _STATEMENT_LINE.match(line) and not self._ends(line):
                before += line.strip()  # a condition has no number of its own
            else:
                items[-1] += Markup(" ") + self._inline(line.strip())
        body = Markup("").join(Markup("<li>{}</li>").format(item) for item in items)
        return Markup("<{0}{1}>{2}</{0}>").format(Markup(kind), style, body)  # noqa: S704

    def _ends(self, line: str) -> bool:
        """Whether a line of code ends a condition or a repetition."""
        (key,) = _MARK.findall(line)
        return self._statements[key].ends

    def _table(self, lines: list[str]) -> Markup:
        caption = Markup("")
        rows: list[Markup] = []
        width = max((line.count("|") - 1 for line in lines), default=1)
        for line in (line.strip() for line in lines):
            if line.startswith(_CAPTION):
                text = self._inline(line.removeprefix(_CAPTION).strip())
                caption = Markup("<caption>{}</caption>").format(text)
            elif _STATEMENT_LINE.match(line):
                cell = Markup('<tr><td colspan="{}">{}</td></tr>')
                rows.append(cell.format(width, self._inline(line)))
            elif line.startswith("|") and not _RULE.match(line):
                rows.append(self._row(line, heading=not rows))
        head, body = rows[:1], rows[1:]
        return Markup('<table class="sb-t">{}<thead>{}</thead><tbody>{}</tbody></table>').format(
            caption, Markup("").join(head), Markup("").join(body)
        )

    def _row(self, line: str, heading: bool) -> Markup:
        cell = Markup('<th scope="col">{}</th>') if heading else Markup("<td>{}</td>")
        cells = line.strip("|").split("|")
        return Markup("<tr>{}</tr>").format(
            Markup("").join(cell.format(self._inline(text.strip())) for text in cells)
        )

    def _inline(self, text: str) -> Markup:
        """Escape ``text``, make bold what is bold and put the shown code back, told apart."""
        text = self._bracket(text)
        text = _GLUED_BEFORE.sub(r"\1 ", _GLUED_AFTER.sub(r" \1", text))
        parts: list[Markup] = []
        for index, part in enumerate(_BOLD.split(text)):
            shown = Markup("").join(self._pieces(part))
            parts.append(Markup("<strong>{}</strong>").format(shown) if index % 2 else shown)
        return Markup("").join(parts)

    def _bracket(self, text: str) -> str:
        """Put the alternatives of a condition that stands whole in ``text`` within brackets."""
        before, *rest = _STATEMENT_PIECE.split(text)
        keys, parts = rest[::2], [before, *rest[1::2]]
        for at, shown in bracketed([self._statements[key] for key in keys], parts[1:]).items():
            statement = self._statements[keys[at]]
            parts[at], parts[at + 1] = _spaced(parts[at], parts[at + 1], statement)
            keys[at] = f"v{len(self._shown)}"
            self._shown[keys[at]] = shown
        marked = (f"{_OPEN}{key}{_CLOSE}{part}" for key, part in zip(keys, parts[1:], strict=True))
        return parts[0] + "".join(marked)

    def _pieces(self, text: str) -> Iterator[Markup]:
        for index, piece in enumerate(_MARK.split(text)):
            yield self._shown.get(piece, Markup("")) if index % 2 else escape(piece)


def _spaced(before: str, after: str, statement: Statement) -> tuple[str, str]:
    """Move the space inside a bracket between ``before`` and ``after`` to its outside."""
    left, right = before.rstrip(), after.lstrip()
    if statement.separates:
        return left, right
    if statement.ends:
        return left, after if left == before or right != after else f" {after}"
    return before if right == after or left != before else f"{before} ", right


def _run_length(lines: list[str], start: int) -> int:
    """Return how many lines from ``start`` belong to one paragraph, list or table."""
    kind = _kind(lines[start])
    end = start + 1
    while end < len(lines) and lines[end].strip() and not lines[end].strip().startswith("§"):
        following = _kind(lines[end])
        if following not in (kind, "statement") or (following == "statement" and kind == "text"):
            break
        end += 1
    while kind == "list" and _kind(lines[end - 1]) == "statement":
        end -= 1  # what follows the last item is no part of it
    return end - start


def _kind(line: str) -> str:
    text = line.strip()
    if _STATEMENT_LINE.match(text):
        return "statement"
    if text.startswith(("|", _CAPTION)):
        return "table"
    return "list" if _ITEM.match(text) else "text"

"""Shows ``{{ … }}`` and ``{% … %}`` of a clause to someone who reads the clause, not code."""

from __future__ import annotations

import re
from collections.abc import Sequence

from jinja2 import TemplateSyntaxError, nodes
from markupsafe import Markup

from samverkan.records.address import address
from samverkan.records.bank import Bank
from samverkan.records.condition import in_words, parse
from samverkan.records.model import AgreementType
from samverkan.site.citation import Citations
from samverkan.site.escape import escape, inner
from samverkan.site.location import relative

_FOR = re.compile(r"^for\s+(\w+)\s+in\s+(\w+)")
_BRANCH = re.compile(r"\{%-?\s*(if|elif|else|endif)\b\s*(.*?)\s*-?%\}", re.DOTALL)
_TERM_START = re.compile(r'(?<=^<span class="sb-term">)\w')
_ORDINALS = [
    "första",
    "andra",
    "tredje",
    "fjärde",
    "femte",
    "sjätte",
    "sjunde",
    "åttonde",
    "nionde",
    "tionde",
]


class Expressions:
    """Prints the expressions of one template, as seen from one page.

    ``types`` are the document types that the template is written for: their words are used.
    """

    def __init__(
        self, bank: Bank, page: str, citations: Citations, types: Sequence[AgreementType] = ()
    ) -> None:
        self._bank = bank
        self._page = page
        self._citations = citations
        self._types = types
        self._loops: dict[str, str] = {}

    def value(self, source: str) -> Markup:
        """Return what ``{{ source }}`` stands for: ``[Nämndens namn]``, a law, a clause."""
        try:
            shown = self._shown(parse(source))
        except TemplateSyntaxError:
            shown = None
        return shown if shown is not None else _slot(source.strip())

    def statement(self, source: str) -> Markup:
        """Return what ``{% source %}`` does: ``om …:``, ``annars:``, ``för varje …:``."""
        keyword, _, rest = source.strip("- \n").partition(" ")
        if loop := _FOR.match(f"{keyword} {rest}"):
            variable, question = loop.groups()
            self._loops[variable] = question
            text = f"för varje rad i ”{self._label(question)}”:"
        elif keyword in ("if", "elif"):
            text = f"{'annars ' if keyword == 'elif' else ''}om {in_words(rest, self._bank)}:"
        elif keyword == "else":
            text = "annars:"
        elif keyword in ("endif", "endfor"):
            text = "slut på villkoret" if keyword == "endif" else "slut på upprepningen"
        else:
            text = f"{keyword} {rest}".strip()
        return Markup('<span class="sb-villkor">{}</span>').format(escape(text))

    def _label(self, name: str) -> str:
        question = self._bank.questions.get(name)
        return question.label if question else name.replace("_", " ")

    def _shown(self, node: nodes.Node | None) -> Markup | None:
        if isinstance(node, nodes.Filter):
            if node.name == "boj" and isinstance(node.args[-1], nodes.Const):
                return escape(node.args[-1].value)  # of two words, the one for most numbers
            shown = self._shown(node.node)
            return _capital(shown) if node.name == "versal" and shown is not None else shown
        if isinstance(node, nodes.Name):
            return _slot(self._label(node.name))
        if isinstance(node, nodes.Getattr):
            return self._attribute(node)
        if isinstance(node, nodes.Const):
            return escape(node.value)
        if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name):
            words = [str(arg.value) for arg in node.args if isinstance(arg, nodes.Const)]
            numbers = {
                k.key: k.value.value for k in node.kwargs if isinstance(k.value, nodes.Const)
            }
            return self._directive(node.node.name, words, numbers) if words else None
        return None

    def _attribute(self, node: nodes.Getattr) -> Markup | None:
        names = [node.attr]
        inner: nodes.Node = node.node
        while isinstance(inner, nodes.Getattr):
            names.insert(0, inner.attr)
            inner = inner.node
        if not isinstance(inner, nodes.Name):
            return None
        question = self._bank.questions.get(self._loops.get(inner.name, ""))
        if question is not None:
            columns = {column.id: column.label for column in question.columns}
            subject = columns.get(names[0], names[0])
            names = names[1:]
        else:
            subject = self._label(inner.name)
        detail = [name for name in names if name != "namn"]
        return _slot(f"{subject}, {' '.join(detail)}" if detail else subject)

    def _directive(self, name: str, words: list[str], numbers: dict[str, object]) -> Markup | None:
        if name == "lag":
            within = [""] * (len(words) - 1) + [_subdivision(numbers)]
            cited = zip(words, within, strict=True)
            return Markup(" och ").join(
                self._citations.law(law, within=part) for law, part in cited
            )
        if name == "se":
            return self._reference(words[0], numbers)
        if name == "term":
            return self._term(words[0], words[1] if len(words) > 1 else "bestamd")
        return None

    def _reference(self, target: str, numbers: dict[str, object]) -> Markup:
        clause = self._bank.clauses.get(target.partition(".")[0])
        if clause is None:
            return _slot(f"hänvisning till {target}")
        link = relative(address("clause", clause.id), self._page)
        title = clause.title[:1].lower() + clause.title[1:]
        return inner(link, f"[paragrafen om {title}{_subdivision(numbers)}]")

    def _term(self, term_id: str, form: str) -> Markup:
        for agreement in (*self._types, *self._bank.agreements.values()):
            for term in agreement.terms:
                word = term.forms.get(form, "") if term.id == term_id else ""  # type: ignore[call-overload]
                # Of the words that answers choose between, the last is for the rest: *parten*.
                word = branches(word)[-1][0]
                if word and "{" not in word:
                    return Markup('<span class="sb-term">{}</span>').format(escape(word))
        return _slot(term_id.replace("-", " "))


def branches(template: str) -> list[tuple[str, str]]:
    """Return the texts that a template chooses between, each with its condition.

    ``{% if a %}X{% else %}Y{% endif %}`` is X when ``a`` and else Y; the last one's condition
    is empty. A template that is no plain choice is one text without a condition.
    """
    pieces = _BRANCH.split(template.strip())
    before, keywords, conditions, texts = pieces[0], pieces[1::3], pieces[2::3], pieces[3::3]
    order = " ".join(keywords)
    if before or not re.fullmatch(r"if( elif)*( else)? endif", order) or texts[-1]:
        return [(template, "")]
    return list(zip(texts[:-1], conditions, strict=False))


def _capital(shown: Markup) -> Markup:
    """Return a term as it begins a sentence; gaps and links are left as they are."""
    return Markup(_TERM_START.sub(lambda first: first[0].upper(), shown))  # noqa: S704


def _slot(text: str) -> Markup:
    return Markup('<span class="sb-lucka">[{}]</span>').format(escape(text))


def _subdivision(numbers: dict[str, object]) -> str:
    text = ""
    paragraph = numbers.get("stycke")
    if isinstance(paragraph, int) and 0 < paragraph <= len(_ORDINALS):
        text += f" {_ORDINALS[paragraph - 1]} stycket"
    if numbers.get("punkt"):
        text += f" {numbers['punkt']}"
    return text

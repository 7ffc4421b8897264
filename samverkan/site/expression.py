"""Shows ``{{ … }}`` and ``{% … %}`` of a clause to someone who reads the clause, not code."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from jinja2 import TemplateSyntaxError, nodes
from markupsafe import Markup

from samverkan.records.address import address
from samverkan.records.bank import Bank
from samverkan.records.condition import in_words, parse
from samverkan.records.meaning import Meaning, UntranslatableError, meaning
from samverkan.records.model import AgreementType
from samverkan.site.citation import Citations
from samverkan.site.escape import escape, inner
from samverkan.site.location import relative
from samverkan.site.statement import ENDS, Statement

_FOR = re.compile(r"^for\s+(\w+)\s+in\s+(.+?)(?:\s+if\s+\1)?$", re.DOTALL)
_SET = re.compile(r"^set\s+(\w+)\s*=\s*(.+)$", re.DOTALL)
_BRANCH = re.compile(r"\{%-?\s*(if|elif|else|endif)\b\s*(.*?)\s*-?%\}", re.DOTALL)
_ANSWER = re.compile(r"\{\{([^{}]+)\}\}")
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
        self._scope: dict[str, Meaning] = {}

    def value(self, source: str) -> Markup:
        """Return what ``{{ source }}`` stands for: ``[Nämndens namn]``, a law, a clause."""
        try:
            shown = self._shown(parse(source))
        except TemplateSyntaxError:
            shown = None
        return shown if shown is not None else _slot(source.strip())

    @property
    def unit(self) -> str:
        """What a numbered piece of the text is called: ``paragraf``, ``punkt`` or either."""
        found = {agreement.numbering for agreement in self._types}
        if len(found) > 1:
            return "paragraf eller punkt"
        return "punkt" if found == {"decimal"} else "paragraf"

    def statement(self, source: str) -> Statement:
        """Return what ``{% source %}`` does: ``om …:``, ``annars:``, ``för varje …:``.

        ``set`` only names something for the statements that follow, and shows nothing.
        """
        clean = source.strip("- \n")
        keyword, _, rest = clean.partition(" ")
        if match := _SET.match(clean):
            name, expression = match.groups()
            self._scope[name] = self._named(name, expression)
            return Statement(keyword, "")
        if match := _FOR.match(clean):
            return Statement(keyword, self._loop(*match.groups()))
        if keyword in ("if", "elif"):
            return Statement(keyword, f"om {in_words(rest, self._bank, self._scope)}:")
        if keyword == "else":
            return Statement(keyword, "annars:")
        return Statement(keyword, ENDS.get(keyword, clean))

    def _loop(self, variable: str, expression: str) -> str:
        each = self._meaning(parse(expression), expression).each or _unknown(variable)
        self._scope[variable] = each
        return f"för varje {each.subject}:"

    def _named(self, name: str, expression: str) -> Meaning:
        """Return what ``set`` names: an answer or a list, or else whether something holds."""
        found = self._meaning(parse(expression), name)
        true = in_words(expression, self._bank, self._scope)
        if found.many or found.each or true == expression:
            return found
        false = in_words(f"not ({expression})", self._bank, self._scope)
        return replace(found, true=true, false=false)

    def _meaning(self, node: nodes.Node | None, name: str) -> Meaning:
        try:
            return meaning(node, self._bank, self._scope)
        except UntranslatableError:
            return _unknown(name)

    def _shown(self, node: nodes.Node | None) -> Markup | None:
        match node:
            case nodes.Filter(name="boj", args=[*_, nodes.Const() as many]):
                return escape(many.value)  # of two words, the one for most numbers
            case nodes.Filter():
                shown = self._shown(node.node)
                return _capital(shown) if node.name == "versal" and shown is not None else shown
            case nodes.Name():
                return _slot(self._meaning(node, node.name).slot)
            case nodes.Getattr():
                return _slot(self._meaning(node, node.attr).slot)
            case nodes.Const():
                return escape(node.value)
            case nodes.CondExpr():
                return self._shown(node.expr1)  # what stands there when something does
            case nodes.Concat():
                parts = [self._shown(each) for each in node.nodes]
                return None if None in parts else Markup("").join(filter(None, parts))
            case nodes.Call(node=nodes.Name(name="lag"), dyn_args=nodes.Name() as law):
                return _slot(self._meaning(law, law.name).slot)
            case nodes.Call(node=nodes.Name() as called):
                words = [str(arg.value) for arg in node.args if isinstance(arg, nodes.Const)]
                numbers = {
                    k.key: k.value.value for k in node.kwargs if isinstance(k.value, nodes.Const)
                }
                return self._directive(called.name, words, numbers) if words else None
        return None

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
        item = "ett led i " if target.count(".") > 1 else ""
        unit = {"paragraf": "paragrafen", "punkt": "punkten"}.get(self.unit, "klausulen")
        return inner(link, f"[{item}{unit} om {title}{_subdivision(numbers)}]")

    def _term(self, term_id: str, form: str) -> Markup:
        for agreement in (*self._types, *self._bank.agreements.values()):
            for term in agreement.terms:
                word = term.forms.get(form, "") if term.id == term_id else ""  # type: ignore[call-overload]
                # Of the words that answers choose between, the last is for the rest: *parten*.
                word = branches(word)[-1][0]
                if answer := _ANSWER.fullmatch(word):
                    return self.value(answer[1])
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


def _unknown(name: str) -> Meaning:
    """Return the meaning of what is nowhere explained: its name, as words."""
    words = name.replace("_", " ")
    return Meaning(words, words)


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

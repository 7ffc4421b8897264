"""Cuts Swedish text into tokens, keeping the shapes that the law and the bodies use.

``9 kap. 37 §``, ``2017:725``, ``e-arkiv``, ``IT-drift``, ``4D`` and ``VA`` are each one
token. Nothing is thrown away for being short; only the closed list of Swedish function
words is, and never an English one (``it`` and ``by`` are Swedish words here).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

STOP_WORDS = frozenset(
    """
    alla allt alltså att av bara bli blir blivit bland bl.a de dem den denna dennes deras dess
    dessa det detta dig din dina ditt du där då efter eller en er era ert ett fick finns fram för
    från få får fått ge ger ha hade han hans har hen henne hennes hon hos hur här i icke in inne
    inom inte ja jag ju kan kom kommer kunde kunna man med mellan men mer mera mig min mina mitt
    mot mycket ni nu när någon något några och också ofta om oss på redan så sådan sådana sådant
    samt sedan sig sin sina sitt ska skall skulle som t.ex till tills trots under upp ur ut utan
    vad var vara varit varje vars vart vem vems vi vid vilka vilkas vilken vilket vill vår våra
    vårt är åt än ännu över ingå ingår gör göra går gå innan via sätt samma egen eget egna
    """.split()
)
"""Words that carry no subject. Lower case, compared before stemming."""

ASKING = frozenset(
    """
    andra annan annat behov behöva behöver behövs betyda betyder borde bra brukar bäst bästa bör
    exempel finna fler flera fungera fungerar funka funkar gälla gäller hitta hittar hända händer
    innebär innebära krävs leta letar menas måste ny nya nytt olika saker söka söker tips tycker
    undrar vet veta viktigaste viktigt
    """.split()
)
"""Words that tell more of who asks than of what is asked for. They count, but not for much."""

PARTICLES = frozenset("upp ut in ned ner över under fram bort samman".split())
"""What follows a verb and stands before the noun made of it: ``följa upp``, ``uppföljning``."""

LETTER = "A-Za-zÀ-ÖØ-öø-ɏ"
"""Letters, spelt out: what counts as one must not differ between languages and versions."""
_START, _END = rf"(?<![{LETTER}0-9_])", rf"(?![{LETTER}0-9_])"
_SECTION = "[0-9]{1,3}"
_NUMBER = "|".join(
    (
        rf"(?P<chapter>{_START}[0-9]{{1,2}} ?[A-Za-z]? *[Kk][Aa][Pp]\.? *"
        rf"(?P<in_chapter>{_SECTION} ?[A-Za-z]?) *§§?)",
        rf"(?P<after>§§? *(?P<number_after>{_SECTION}(?: ?[A-Za-z]{_END})?))",
        rf"(?P<before>{_START}(?P<number_before>{_SECTION}(?: [A-Za-z])?) *§§?)",
        rf"(?P<colon>{_START}[0-9]{{1,4}}:[0-9]+[A-Za-z]?{_END})",
        rf"(?P<number>{_START}[0-9]+(?:[.,][0-9]+)+{_END}|"
        rf"{_START}[0-9]{{1,3}}(?: [0-9]{{3}})+{_END})",
    )
)
_WORD = rf"(?P<word>[{LETTER}0-9]+(?:[-'][{LETTER}0-9]+)*(?::[{LETTER}]+)?)"
TOKEN = f"(?=[0-9§])(?:{_NUMBER})|{_WORD}"
"""Five shapes of numbers, tried only where one may begin, and words."""
CASE_ENDING = ":(s|n|en|et|ns|ens|ets|er|ar|arna|erna|ernas|ers|an)$"
SHORT_FORM = (
    rf"{_START}(?:[Tt]\. ?[Ee]x|[Bb]l\. ?a|[Mm]\. ?m|[Mm]\. ?fl|[Dd]\. ?v\. ?s|[Ss]\. ?k)"
    rf"{_END}\.?"
)
UNIFIED = {
    **dict.fromkeys("‑‐", "-"),
    "’": "'",
    "\u00ad": "",
    **dict.fromkeys("\u00a0\u2009\u202f\n\r\t®", " "),
}
"""Characters that are read as others. The browser reads by these same patterns."""
_TOKEN, _CASE_ENDING, _SHORT_FORM = (
    re.compile(pattern) for pattern in (TOKEN, CASE_ENDING, SHORT_FORM)
)
_UNIFIABLE = re.compile(f"[{re.escape(''.join(UNIFIED))}]")


class Token(NamedTuple):
    """A token as written, and the same in the one spelling that is compared."""

    surface: str
    text: str
    start: int
    end: int

    @property
    def is_section(self) -> bool:
        """Whether the token cites a section of law."""
        return self.text.endswith("§")


def tokens(text: str, *, keep_stop_words: bool = False) -> Iterator[Token]:
    """Yield the tokens of ``text`` in order.

    Args:
        text: any text; it is never refused.
        keep_stop_words: yield function words too.
    """
    for match, spelling in _found(text, keep_stop_words):
        yield Token(match[0], spelling, match.start(), match.end())


def spellings(text: str) -> Iterator[str]:
    """Yield only the spellings of :func:`tokens`, in half the time."""
    return (spelling for _, spelling in _found(text, keep_stop_words=False))


def _found(text: str, keep_stop_words: bool) -> Iterator[tuple[re.Match[str], str]]:
    text = _UNIFIABLE.sub(lambda match: UNIFIED[match[0]], text)
    text = _SHORT_FORM.sub(lambda match: " " * len(match[0]), text)
    for match in _TOKEN.finditer(text):
        written = match[0]
        if match.lastgroup == "word":
            spelling = written.lower()
            if ":" in spelling:
                spelling = _CASE_ENDING.sub("", spelling)
            spelling = spelling.strip("'")
        else:
            spelling = _number(match)
        if not spelling:
            continue
        if spelling in STOP_WORDS and not keep_stop_words and not _is_name(match, text):
            continue
        yield match, spelling


def _is_name(match: re.Match[str], text: str) -> bool:
    """Whether a function word is a name here: ``VI`` in capitals, or Vara kommun."""
    written = match[0]
    if len(written) in (2, 3) and written.isupper():
        return True
    return written.lower() == "vara" and text[match.end() :].lower().startswith(" kommun")


def _number(match: re.Match[str]) -> str:
    if match["chapter"]:
        chapter = match["chapter"].lower().partition("kap")[0]
        return _squeeze(f"{chapter}:{match['in_chapter']}§")
    if match["after"]:
        return _squeeze(f"{match['number_after']}§")
    if match["before"]:
        return _squeeze(f"{match['number_before']}§")
    if match["colon"]:
        head, _, tail = match["colon"].partition(":")
        # 9:37 is how lawyers write 9 kap. 37 §; 2017:725 is a number of an act.
        return f"{head}:{tail.lower()}§" if len(head) <= 2 else match["colon"]
    return match["number"].replace(" ", "").replace(",", ".")


def _squeeze(text: str) -> str:
    return text.replace(" ", "").lower()

"""Cuts Swedish compounds into the words that the bank itself uses.

``löneadministrationen`` → ``lön`` + ``administration``; ``krisberedskapshandläggare`` →
``kris`` + ``beredskap`` + ``handläggare``. A cut is made only where both sides are words
of the bank, so that the splitter knows exactly as much as the texts do, and no dictionary
has to be kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from math import log

from samverkan.search.stem import stem

NOT_FIRST = frozenset(
    """
    all allt andra ann annan att auto bak bara bort den det dis för före fram från förhand gen
    hand hem här hän igen inne inter kom kon kont lik man med mellan mis mot mun ned ner när obe
    och ofta oför om ord pap par per plats pre pro rad rak rap rel res rik sam samman sig ske slut
    ställ stat sub sto svar till tran ull und under upp ut ute utan utom vara var veder veta vid
    vill åter över överens efter emot genom ens ans arr kap kan medborg
    """.split()
) - {"hem", "plats", "slut", "hand", "rad"}
"""Prefixes and stray syllables: never the first part, though they may stand alone in text."""

NOT_LAST = frozenset(
    """
    aktig ande are art bar dom ell else ende erna full het heten iden ing ingen ion isk lig liga
    ligt lös mässig mässiga ning ningar ningen sam skap skapet tal tion vis anda ans ar dan era
    ett han hon igt ist lande lar len lig nad nade nas net ran rande rar red ren ring ringen sen
    siv ska sta ste tar ten ter tid ting tor tur tat ade arna
    """.split()
) - {"tid"}
"""Endings that look like words."""

WHOLE = frozenset(
    stem(word)
    for word in """
    ansvar avgift avsnitt avtal framtid handläggare inköp inriktning landsting lantmäteri ledamot
    länsstyrelse medborgare medlem mellanrum myndighet möjlighet omfattning området ordförande
    personal rapport region riksdag samhälle sekreterare styrelse utbildning verksamhet värdering
    kunskap anställd tjänsteman medel person organisation information kommunal exempel
    huvudsak sammanhang besked arbetare förslag överenskommelse medborgarna
    """.split()
)
"""Stems of words that are more than their parts; cutting them finds only what was not asked for."""

GENERIC_LAST = frozenset(
    stem(word)
    for word in """
    aktivitet arbete del fråga funktion hantering insats område process sak uppgift verksamhet
    ärende
    """.split()
)
"""Stems that say nothing in the end of a compound: a ``lönefunktion`` is about ``lön``."""

SHORT_PARTS = frozenset(
    "bil el hem hus it gis hr län lön mat mål nät rum råd sop tid va väg sms kök lag".split()
)
_LONGEST = 48
_SHORTEST_KNOWN = 5


class _Words:
    """The words of a bank, by the ways in which a compound may hold them."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        self.last: dict[str, int] = {}
        """How often each stem occurs; it may stand last in a compound."""
        self.first: dict[str, str] = {}
        """The stem of the word that has this joining form."""
        self.typical: dict[str, str] = {}
        """The commonest word of each stem."""
        for word, count in counts.items():
            if word.isalpha() and (len(word) > 3 or word in SHORT_PARTS):
                key = stem(word)
                self.last[key] = self.last.get(key, 0) + count
        for word in sorted(counts, key=lambda w: (-counts[w], w)):
            self.typical.setdefault(stem(word), word)
            if stem(word) in self.last and word.isalpha() and word not in NOT_FIRST:
                for form in _first_forms(word):
                    self.first.setdefault(form, stem(word))

        # The bare stem comes last, so that it never takes a form from a word (bilar → bil).
        for key in sorted(self.last):
            if len(key) >= 3 and key not in NOT_FIRST:
                for form in (key, f"{key}s"):
                    self.first.setdefault(form, key)


class Splitter:
    """Knows the words of a bank, and cuts compounds of them."""

    def __init__(
        self, counts: Mapping[str, int], cuts: Mapping[str, Sequence[str]] | None = None
    ) -> None:
        """Learn the words.

        Args:
            counts: how often each word (lower case, as written) occurs.
            cuts: the parts of the words' stems, where a splitter of the same words has
                told them before.
        """
        self._counts = counts
        self._cuts = {key: tuple(parts) for key, parts in (cuts or {}).items()}
        self._known: dict[str, tuple[str, ...]] = {}

    @cached_property
    def _words(self) -> _Words:
        """Learnt when first needed: what is cut already needs none of it."""
        return _Words(self._counts)

    def first_part(self, form: str) -> str | None:
        """Return the stem of the word whose joining form is ``form`` (``löne`` → ``lön``)."""
        return self._words.first.get(form)

    def parts(self, word: str) -> tuple[str, ...]:
        """Return the stems of the parts of ``word``, outermost words first; empty if none.

        Args:
            word: one word in lower case, in any inflection.
        """
        found = self._known.get(word)
        if found is None:
            found = self._known[word] = self.parts_of(stem(word), word)
        return found

    def parts_of(self, key: str, word: str | None = None) -> tuple[str, ...]:
        """Return the parts of the words whose stem is ``key``; ``word`` when none is known.

        All inflections are cut alike: as the bank's most common one.
        """
        found = self._cuts.get(key)
        if found is None:
            typical = self._words.typical.get(key)
            found = tuple(dict.fromkeys(self._split(typical or word or key)))
            if typical is not None:
                self._cuts[key] = found
        return found

    def halves(self, word: str) -> tuple[str, ...]:
        """Return the two words of which ``word`` is put together, as the bank writes them."""
        parts = self.parts(word)[:2]
        return tuple(self._words.typical[part] for part in parts if part in self._words.typical)

    def known_part(self, word: str) -> str | None:
        """Return the longest word of the bank with which ``word`` begins or ends, if any.

        For a compound of which the bank knows only one half: ``fordonsflotta`` → ``fordon``.
        """
        if len(word) > _LONGEST or not word.isalpha():
            return None
        best: tuple[int, str] | None = None
        for at in range(len(word) - 3, 2, -1):
            key = self._words.first.get(word[:at])
            if at < _SHORTEST_KNOWN and (len(word) - at < 4 or key not in SHORT_PARTS):
                continue
            if key is not None and key not in NOT_FIRST and word[:at] not in NOT_FIRST:
                best = (at, key)
                break
        for at in range(3, len(word) - _SHORTEST_KNOWN):
            key = stem(word[at:])
            if key in self._words.last and key not in NOT_LAST and word[at:] not in NOT_LAST:
                if best is None or len(word) - at > best[0]:
                    best = (len(word) - at, key)
                break
        return self._words.typical.get(best[1], best[1]) if best else None

    def _split(self, word: str) -> Iterable[str]:
        if len(word) < 6 or len(word) > _LONGEST or not word.isalpha():
            return ()
        whole = stem(word)
        if whole in WHOLE:
            return ()
        best: tuple[float, int] | None = None
        for at in range(2, len(word) - 2):
            worth = self._worth(word[:at], word[at:], whole)
            if worth is not None and (best is None or worth > best[0]):
                best = (worth, at)
        if best is None:
            return ()
        first, last = word[: best[1]], word[best[1] :]
        left = self._words.first[first]
        # The joining form hides the word's own parts: lönenämnds → lönenämnd → lön, nämnd.
        inner = self._split(left) if len(left) > 5 else ()
        return (left, stem(last), *inner, *self._split(last))

    def _worth(self, first: str, last: str, whole: str) -> float | None:
        """How good a cut is: how common its two words are, long words counting more."""
        left = self._words.first.get(first)
        if left is None or last in NOT_LAST or first in NOT_FIRST or left in NOT_FIRST:
            return None
        right = stem(last)
        count = self._words.last.get(right)
        if count is None or whole in (left, right) or right in NOT_LAST:
            return None
        if len(last) < 4 and last not in SHORT_PARTS:
            return None
        if len(first) < 4 and first not in SHORT_PARTS and left not in SHORT_PARTS:
            return None
        common = log(1 + self._words.last.get(left, 1)) + log(1 + count)
        return common + 1.5 * min(len(first), len(last), 7)


def _first_forms(word: str) -> Iterable[str]:
    """Yield the forms that ``word`` takes as the first part of a compound."""
    yield word
    if not word.endswith(("s", "a", "or", "ar", "er", "na")):
        yield f"{word}s"
    if word.endswith("a"):
        yield word[:-1]
        if len(word) > 3:
            yield from (f"{word[:-1]}{vowel}" for vowel in "oue")
    elif word.endswith("e"):
        if len(word) > 4:
            yield from (word[:-1], f"{word[:-1]}s")
    elif word.endswith("ium"):
        yield f"{word[:-2]}e"
    elif len(word) <= 5 and word[-1] not in "aeiouyåäös":
        yield f"{word}e"

"""Brings the inflections of a Swedish word together: Snowball, mended where it fails.

Snowball (PyStemmer 3.1) leaves the definite form of most neuters and of words in -a
(``nätverket``, ``frågan``) and stems some nouns only when bare (``kontor`` → ``kont``,
``kontoret`` → ``kontor``). So definite endings are taken off first, by rule, and Snowball
is run until nothing changes.
"""

from __future__ import annotations

import re
from functools import lru_cache

import Stemmer

from samverkan.search.irregular import FAMILY, mend

_SNOWBALL = Stemmer.Stemmer("swedish", 0)

_VOWEL = "aeiouyåäöé"
_SHORTEST = 3

# Each rule: pattern, replacement. The first that fits is used, then the next round begins.
RULES = (
    # registret, klustren, semestrarna → register, kluster, semester
    (r"(?<=[aeiouyåäö])(s?[tdpmg]|nst|mm)r(et|en|ar|arna|ets|ens|arnas)$", r"\1er"),
    # nycklarna, regler, exemplet, medlen, kapitlet → nyckel, regel, exempel, medel, kapitel
    (r"(ck|mp|[gdxtb])l(ar|arna|er|erna|et|en|ets|ens|arnas|ernas)$", r"\1el"),
    # gemensamma, gemensamt; digitalt, finansiellt, politiskt, skriftligt
    (r"samm[ae]s?$|samt$", "sam"),
    (r"(?<=..)(al|ell|isk|ig|ad|iv)t$", r"\1"),
    # verksamheters → verksamheter and so on: genitive after a plural or definite ending
    (r"(?<=.)(arna|erna|orna|ena|heter|ningar|aren|are|er|or|ar|en|et|an)s$", r"\1"),
    # miljös, byrås, policys
    (r"(?<=..)([öåéy])s$", r"\1"),
    # frågan, bilagan, skolan; not samverkan, tidplan, organ, tjänsteman
    (r"(?<=...)(?<!verk)(?<!ök)(?<!mäl)(?<!pl)(?<!org)(?<!m)(?<!håll)(?<!önsk)an$", "a"),
    # miljön, byrån, policyn, kommittén; not tillsyn
    (r"(?<=..)(?<!fr)(?<!l)([öåé]|(?<!s)y)n$", r"\1"),
    # ekonomin, telefonin, strategin, industrin; not rutin, termin, maskin
    (r"(om|og|eg|on|af|at|str|er|or|il)in$", r"\1i"),
    # nyckeln, ordern, revisorn
    (r"(?<=..)(el|er|or)n$", r"\1"),
    # yttrandet, ärendena
    (r"(?<=.)([ae]nd)(et|ena|enas|ets)$", r"\1e"),
    # nätverket, avfallet, utskottet; not verksamhet, kvalitet, paket, biljett
    (r"(?<=...)(?<!h)(?<!it)(?<!pak)(?<!dg)(?<!nät)(?<!versit)(?<!lfab)et$", ""),
    # diarium, kriterium, museum
    (r"(?<=[ie])um(et|en|s|ets)?$", ""),
    # programmet, lagrummen
    (r"mm$", "m"),
)
"""The browser reads by the same rules: write what both Python and JavaScript understand."""
_RULES = tuple((re.compile(pattern), replacement) for pattern, replacement in RULES)
_ANY_RULE = re.compile("|".join(f"(?:{pattern})" for pattern, _ in RULES))
"""Most words need none; one look tells."""


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """Return the stem that all inflections of ``word`` share.

    Args:
        word: one word in lower case. Codes (with digits) are returned as they are.
    """
    if len(word) <= _SHORTEST or not word.isalpha():
        return FAMILY.get(word, word)
    seen = word
    while True:
        if seen in FAMILY:
            return FAMILY[seen]
        shorter = _step(seen)
        if shorter == seen or len(shorter) < _SHORTEST or not _has_vowel(shorter):
            return seen
        seen = shorter


def _step(word: str) -> str:
    mended = mend(word)
    if mended != word:
        return mended
    if _ANY_RULE.search(word):
        for pattern, replacement in _RULES:
            changed, count = pattern.subn(replacement, word)
            if count:
                return changed
    return str(_SNOWBALL.stemWord(word))


def _has_vowel(word: str) -> bool:
    return any(char in _VOWEL for char in word)

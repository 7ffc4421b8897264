"""Swedish words whose inflections no rule of thumb brings together.

Snowball's Swedish stemmer knows endings, not words. What follows are the words of this
bank's subject that it takes apart (``ledamot`` / ``ledamöter``) or wrongly puts together
(``lager`` / ``lag``). Each family is one line: the first form is the stem that all get.
"""

from __future__ import annotations

from collections.abc import Mapping

_FAMILIES = """
liten litet lilla små smått mindre minst
god gott goda bättre bäst bästa
stor stort stora större störst största
många fler flera flest
gammal gammalt gamla äldre äldst
vatten vattnet vattnets vattens
papper pappret papperet papperen
dator datorn datorer datorerna dators datorns
data datan datas
datum datumet datumen datums
faktor faktorn faktorer faktorerna faktorns
sektor sektorn sektorer sektorerna sektorns
motor motorn motorer motorerna motorns
lager lagret lagren lagrets
meter metern
fullmäktige fullmäktiges fullmäktiget
ansökan ansökans ansökningar ansökningen ansökningarna ansökning
anmälan anmälans anmälningar anmälningen anmälningarna anmälning
huvudman huvudmannen huvudmannens huvudmans huvudmän huvudmännen huvudmännens huvudmäns
moms momsen
gräns gränsen gränser gränserna gränsens
avlopp avloppet avloppen avlopps
växel växeln växlar växlarna växelns växels
chef chefen chefer cheferna chefens chefers chefernas
server servern servrar servrarna serverns
service servicen services
internet internets
intranät intranätet intranäten intranet intranets
budget budgeten budgetar budgetarna budgetens budgets
planet planeten planeter
universitet universitetet universiteten universitets
ombud ombudet ombuden ombuds ombudets
råd rådet råden råds rådets rådens
kön könet könen köns
ledarskap ledarskapet ledarskaps
plan planen planer planerna plans planens
organ organet organen organs organets organens
modern modernt moderna
intern internt interna
extern externt externa
koncern koncernen koncerner koncernens
allmän allmänt allmänna
rutin rutinen rutiner rutinerna rutiners
termin terminen terminer
medicin medicinen mediciner
dotter dottern döttrar
värde värdet värdena värdera värdering värderas
dela delar delas delade delad delat delats delning delningen
oense oenig oeniga oenighet oenigheten oenigheter
hyra hyr hyrs hyrde
åkare åkaren åkares åkarens åkarna åkarnas
man mannen män männen mans mäns
"""

ENDINGS = (
    # Plurals with a changed vowel, also as the last part of a compound.
    ("ledamöter", "ledamot"),
    ("städer", "stad"),
    ("länder", "land"),
    ("händer", "hand"),
    ("böcker", "bok"),
    ("rötter", "rot"),
    ("bönder", "bonde"),
    ("tänder", "tand"),
    ("tjänstemän", "tjänsteman"),
    ("huvudmän", "huvudman"),
    ("ombudsmän", "ombudsman"),
    ("rådmän", "rådman"),
    # Not all that ends in -lar is plural of -el (nycklar): who buys and who develops.
    ("upphandlarna", "upphandlare"),
    ("vecklarna", "vecklare"),
    ("centrum", "center"),
    ("centra", "center"),
    ("centret", "center"),
    ("centren", "center"),
)


def _table() -> dict[str, str]:
    table: dict[str, str] = {}
    for line in _FAMILIES.split("\n"):
        forms = line.split()
        for form in forms:
            table.setdefault(form, forms[0])
    return table


FAMILY: Mapping[str, str] = _table()
"""Inflected form → the form that stands for its family."""


def mend(word: str) -> str:
    """Return ``word`` with an irregular plural put right, so that the rules can go on."""
    for ending, replacement in ENDINGS:
        at = word.rfind(ending)
        if at >= 0 and len(word) - at - len(ending) <= 3:
            return word[:at] + replacement
    return word

"""Finite verbs, by which a sentence is told from a heading and a main clause from another.

Swedish verbs have no ending of their own: ``väljer`` is a verb and ``medlemmar`` are people.
So the verbs that agreements live by are listed; one that is also a noun is left out.
"""

from __future__ import annotations

FINITE = frozenset(
    (
        "ska skall får kan bör måste är har hade blir gäller sker finns "
        "avser avses benämns består betyder framgår innebär kommer medför omfattar omfattas "
        "utgår utgör ansvarar beslutar fullgör ges görs lämnas svarar tas upprättar utser utses "
        "väljer väljs"
    ).split()
)

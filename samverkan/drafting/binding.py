"""Which statutes concern the parties: kommunallagen says nothing to authorities of the state."""

from __future__ import annotations

from collections.abc import Iterable

from samverkan.drafting.citations import split_reference
from samverkan.drafting.context import Context
from samverkan.drafting.frontmatter import parties


def binding(references: Iterable[str], context: Context) -> tuple[str, ...]:
    """Return the references to statutes that speak to any of the parties.

    While the parties are unknown every statute may concern them. A reference to a statute
    that is not in kb/law is kept, so that who cites it can complain.
    """
    kinds = {party.slag for party in parties(context)}
    statutes = context.bank.statutes

    def concerns(reference: str) -> bool:
        statute = statutes.get(split_reference(reference)[0])
        return not kinds or not statute or not statute.binds or bool(kinds & set(statute.binds))

    return tuple(reference for reference in references if concerns(reference))

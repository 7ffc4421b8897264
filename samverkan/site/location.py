"""The places on the site that are not pages of records, and the way from one to another."""

from __future__ import annotations

LESSONS = "forslag-och-lardomar"
DRAFTS = "utkast"
FORMS = "svar"
"""Where the answers files to fill in lie."""
SEARCH = "sok"


def relative(target: str, page: str) -> str:
    """Return the link from ``page`` to ``target``; both are addresses.

    Relative links work below any path and from any file server.
    """
    up = "../" * page.count("/")
    return f"{up}{target}" or "./"

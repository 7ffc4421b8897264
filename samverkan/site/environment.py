"""The Jinja environment of the site's templates: everything is escaped unless it is ours."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from samverkan.site.escape import escape


def _finalize(value: object) -> Markup:
    """Escape what a template prints; None and undefined have no place on a page."""
    if value is None:
        raise TypeError("mallen skriver ut ett värde som saknas")
    return escape(value)


def environment(templates: Path) -> Environment:
    """Return the environment for ``templates/site``."""
    return Environment(
        loader=FileSystemLoader(templates),
        autoescape=True,
        finalize=_finalize,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )

"""Puts a profile on a file that is there already: fonts, colours, and a logo on page one."""

from __future__ import annotations

from itertools import count
from typing import Any

from samverkan.drafting.profile import Logo, Profile
from samverkan.drafting.redline.node import RELATION, WORD, copied, text
from samverkan.drafting.redline.package import RELATIONSHIPS, STYLES, Package
from samverkan.drafting.review.wordfile import DOCUMENT, parse_part
from samverkan.drafting.word.appearance import (
    logo_default,
    logo_paragraph,
    logo_parts,
    restyle,
    with_first_header,
)
from samverkan.drafting.word.element import EMPTY
from samverkan.drafting.word.package import CONTENT_TYPES, Relationship, override, word_type
from samverkan.drafting.word.page import header

_LOGO_ID = "rIdLogotyp"


def dress(package: Package, profile: Profile) -> None:
    """Give the file the profile; what it says stays, and so does the text of its headers."""
    styles = package.root(STYLES)
    if styles is not None:
        restyle(styles, profile)
    section = next(package.root(DOCUMENT).iter(f"{WORD}sectPr"), None)
    if profile.logo is not None and section is not None:
        _show(profile.logo, package, section)


def _show(logo: Logo, package: Package, section: Any) -> None:
    """Show the logo on page one, above the line that the other pages have."""
    links = package.root(RELATIONSHIPS)
    kept = [
        _unlinked(block)
        for name in [_header(section, "first", links, package)
                     or _header(section, "default", links, package)]
        for block in (package.root(name) if name else ())
        if text(block) or block.find(f".//{WORD}drawing") is None
    ]  # fmt: skip
    # Another name than the old one had: the comparison would mark a new picture as a change.
    name = next(part for n in count(1) if (part := f"word/header{n}.xml") not in package.parts)
    _drop(section, links, package)
    root = parse_part(header(EMPTY, logo_paragraph(logo)))
    root[1:] = kept
    package.parts.update(logo_parts(logo, name))
    package.put(name, root)
    with_first_header(section, _LOGO_ID)
    package.register(RELATIONSHIPS, Relationship(_LOGO_ID, "header", name[len("word/") :]).xml())
    package.register(CONTENT_TYPES, override(name, word_type("header")))
    types = package.root(CONTENT_TYPES)
    if logo.ending not in {each.get("Extension", "").lower() for each in types}:
        package.register(CONTENT_TYPES, logo_default(logo), first=True)


def _unlinked(block: Any) -> Any:
    """Return a copy that leads nowhere: what it was linked to stays with its own part."""
    twin = copied(block)
    for node in twin.iter("*"):
        for name in [name for name in node.attrib if name.startswith(RELATION)]:
            del node.attrib[name]
    return twin


def _reference(section: Any, kind: str) -> Any:
    return section.find(f"{WORD}headerReference[@{WORD}type='{kind}']")


def _header(section: Any, kind: str, links: Any, package: Package) -> str | None:
    """Return the part that holds a header of the section, if there is one."""
    reference = _reference(section, kind)
    if reference is None:
        return None
    number = reference.get(f"{RELATION}id")
    target = next((each.get("Target", "") for each in links if each.get("Id") == number), "")
    name = f"word/{target.removeprefix('/word/')}"
    return name if name in package.parts else None


def _drop(section: Any, links: Any, package: Package) -> None:
    """Take away the header that page one has, and all that leads to it."""
    name = _header(section, "first", links, package)
    if name is None:
        return
    number = _reference(section, "first").get(f"{RELATION}id")
    for each in [each for each in links if each.get("Id") == number]:
        links.remove(each)
    types = package.root(CONTENT_TYPES)
    for each in [each for each in types if each.get("PartName") == f"/{name}"]:
        types.remove(each)
    folder, _, file = name.rpartition("/")
    for part in (name, f"{folder}/_rels/{file}.rels"):
        package.drop(part)

"""Contrast between two colours, as WCAG 2.2 reckons it (success criterion 1.4.3)."""

from __future__ import annotations

LEAST = 4.5
"""What text needs against its ground."""


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio, 1 to 21, of two colours written ``RRGGBB``."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue

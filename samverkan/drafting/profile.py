"""The profile of a public body: its fonts, its colours and its logo, read from a YAML file.

What is drafted stays the same; a profile changes how it looks. See docs/om/utkast.md.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from samverkan.drafting.contrast import LEAST, contrast
from samverkan.records.fault import Fault, FaultsError
from samverkan.records.messages import did_you_mean
from samverkan.records.yamlsource import YamlData, parse_yaml

_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_FONT = re.compile(r"[\w .-]{1,60}")
_WHITE, _BLACK, _BOX = "FFFFFF", "000000", "F5F5F5"
_KEYS = {
    "fonts": ("body", "headings"),
    "colours": ("headings", "links", "tables"),
    "logo": ("file", "alt", "height"),
}
# What each colour is seen against.
_AGAINST = {"headings": (_WHITE, _BOX), "links": (_WHITE, _BOX), "tables": (_BLACK,)}
_EMU = 36_000  # to the millimetre (ISO/IEC 29500-1 §20.1.10.16)
_TALLEST = 30


@dataclass(frozen=True)
class Logo:
    """A picture for the header of page one; sizes in EMU."""

    content: bytes
    ending: str
    """``png`` or ``jpeg``."""
    alt: str
    width: int
    height: int


@dataclass(frozen=True)
class Profile:
    """How a public body's documents look; what is None stays as in base.docx."""

    body_font: str | None = None
    heading_font: str | None = None
    heading_colour: str | None = None
    link_colour: str | None = None
    table_ground: str | None = None
    logo: Logo | None = None


def read_profile(path: Path) -> Profile:
    """Read a profile.

    Raises:
        FaultsError: with every fault, also when the file or its logo cannot be read.
    """
    return _Reader(path).read()


class _Reader:
    def __init__(self, path: Path) -> None:
        self.path, self.faults = path, list[Fault]()
        try:
            data, self.faults = parse_yaml(path.read_bytes(), path.as_posix())
        except OSError:
            data = None
            self.faults = [
                Fault(path.as_posix(), 0, 0, "fel", "profil", "filen går inte att läsa.")
            ]
        self.data = data or YamlData({})

    def read(self) -> Profile:
        top = self._mapping((), self.data.value, tuple(_KEYS))
        each = {key: self._mapping((key,), top.get(key, {}), _KEYS[key]) for key in _KEYS}
        fonts = {key: self._font(key, value) for key, value in each["fonts"].items()}
        colours = {key: self._colour(key, value) for key, value in each["colours"].items()}
        logo = self._logo(each["logo"]) if each["logo"] else None
        if self.faults:
            raise FaultsError(self.faults)
        return Profile(
            body_font=fonts.get("body"),
            heading_font=fonts.get("headings"),
            heading_colour=colours.get("headings"),
            link_colour=colours.get("links"),
            table_ground=colours.get("tables"),
            logo=logo,
        )

    def _fault(self, place: tuple[str, ...], message: str, hint: str | None = None) -> None:
        line, column = self.data.position(place)
        self.faults.append(
            Fault(self.path.as_posix(), line, column, "fel", "profil", message, hint)
        )

    def _mapping(
        self, place: tuple[str, ...], value: Any, keys: tuple[str, ...]
    ) -> Mapping[str, Any]:
        if not isinstance(value, dict):
            self._fault(place, f"här ska stå nycklarna {', '.join(keys)}.")
            return {}
        for key in value.keys() - set(keys):
            hint = did_you_mean(str(key), keys) or f"Nycklarna är {', '.join(keys)}."
            self._fault((*place, str(key)), f"nyckeln {key} finns inte.", hint)
        return {key: value[key] for key in keys if key in value}

    def _font(self, key: str, value: Any) -> str:
        if not isinstance(value, str) or not _FONT.fullmatch(value):
            self._fault(("fonts", key), f"{value!r} är inget namn på ett typsnitt.")
        return str(value)

    def _colour(self, key: str, value: Any) -> str:
        place = ("colours", key)
        if not isinstance(value, str) or not _COLOUR.fullmatch(value):
            self._fault(place, f"{value!r} är ingen färg.", 'Skriv till exempel "#0B4F8A".')
            return _BLACK
        colour = value[1:].upper()
        ratio = min(contrast(colour, other) for other in _AGAINST[key])
        if ratio < LEAST:
            shown = f"{ratio:.1f}".replace(".", ",")
            message = f"{value} har kontrasten {shown}:1; den ska vara minst 4,5:1."
            self._fault(place, message, f"Välj en {'ljusare' if key == 'tables' else 'mörkare'}.")
        return colour

    def _logo(self, given: Mapping[str, Any]) -> Logo | None:
        alt, height = given.get("alt"), given.get("height", 15)
        if not isinstance(alt, str) or not alt.strip():
            self._fault(("logo",), "logotypen saknar alt: vad bilden visar, för den som inte ser.")
        if (
            isinstance(height, bool)
            or not isinstance(height, (int, float))
            or not (0 < height <= _TALLEST)
        ):
            self._fault(("logo", "height"), f"height är höjden i mm, högst {_TALLEST}.")
            return None
        return self._picture(self.path.parent / str(given.get("file")), str(alt), height * _EMU)

    def _picture(self, file: Path, alt: str, height: float) -> Logo | None:
        # python-docx takes longer to load than a draft takes to write.
        from docx.image.exceptions import (  # noqa: PLC0415
            InvalidImageStreamError,
            UnexpectedEndOfFileError,
            UnrecognizedImageError,
        )
        from docx.image.image import Image  # noqa: PLC0415

        unreadable = (InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError)
        try:
            content = file.read_bytes()
            image = Image.from_blob(content)
        except (OSError, *unreadable):
            self._fault(("logo", "file"), f"bilden {file.as_posix()} går inte att läsa.")
            return None
        ending = image.content_type.removeprefix("image/")
        if ending not in ("png", "jpeg"):
            self._fault(("logo", "file"), "logotypen ska vara en PNG- eller JPEG-bild.")
            return None
        width = round(height * image.px_width / image.px_height)
        return Logo(content, ending, alt, width, round(height))

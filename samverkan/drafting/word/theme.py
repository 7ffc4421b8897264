"""The theme of base.docx (ISO/IEC 29500-1 §14.2.7): the colours and fonts that Word offers.

Our styles name their fonts and colours themselves. The theme is there because Word expects
one, and so that what a lawyer picks from its palettes goes with the rest.
"""

from __future__ import annotations

from samverkan.drafting.word.element import Xml, part
from samverkan.drafting.word.styles import BODY_FONT, GREY, GROUND, HEADING_FONT, LINK

_URI = "http://schemas.openxmlformats.org/drawingml/2006/main"
_COLOURS = {
    "dk1": "000000", "lt1": "FFFFFF", "dk2": GREY, "lt2": GROUND, "accent1": LINK,
    "accent2": "7A4B00", "accent3": "2E6B34", "accent4": "6B2E5F", "accent5": "8A1C1C",
    "accent6": "3D4F66", "hlink": LINK, "folHlink": "5B3A86",
}  # fmt: skip


def theme() -> bytes:
    """Return word/theme/theme1.xml."""
    colours = "".join(
        f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in _COLOURS.items()
    )
    # The schema asks for three of each; all are plain.
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="6350">{fill}</a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return part(Xml(
        f'<a:theme xmlns:a="{_URI}" name="Samverkansbanken"><a:themeElements>'
        f'<a:clrScheme name="Samverkansbanken">{colours}</a:clrScheme>'
        f'<a:fontScheme name="Samverkansbanken">{_fonts("major", HEADING_FONT)}'
        f'{_fonts("minor", BODY_FONT)}</a:fontScheme><a:fmtScheme name="Samverkansbanken">'
        f"<a:fillStyleLst>{fill * 3}</a:fillStyleLst><a:lnStyleLst>{line * 3}</a:lnStyleLst>"
        f"<a:effectStyleLst>{effect * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    ))  # fmt: skip


def _fonts(kind: str, name: str) -> str:
    return (
        f'<a:{kind}Font><a:latin typeface="{name}"/><a:ea typeface=""/><a:cs typeface=""/>'
        f"</a:{kind}Font>"
    )

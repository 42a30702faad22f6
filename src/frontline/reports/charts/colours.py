"""Colours of charts, light and dark. Those of the pages' tokens (ui/css/tokens.css), as sRGB, and a palette.

Series are told apart by lightness too, so that they stay apart for people who see fewer colours, and in print; a test
measures both with the matrices of Machado, Oliveira and Fernandes (2009).
"""

from typing import Final, NamedTuple


class Colours(NamedTuple):
    surface: str
    line: str
    ink: str
    ink_soft: str
    accent: str
    accent_wash: str
    breach: str
    soon: str
    fine: str
    series: tuple[str, ...]


LIGHT: Final = Colours(
    surface="#ffffff",
    line="#e0e2e5",
    ink="#1f232c",
    ink_soft="#565b64",
    accent="#3461c9",
    accent_wash="#e9f0fe",
    breach="#c22826",
    soon="#9a600b",
    fine="#247448",
    series=("#3461c9", "#d3790a", "#0f2924", "#10a690", "#720070", "#745d59"),
)
DARK: Final = Colours(
    surface="#191c20",
    line="#2d3035",
    ink="#e5e8ec",
    ink_soft="#a6a9b0",
    accent="#7ba3f6",
    accent_wash="#1e2b44",
    breach="#f47c70",
    soon="#e7af5c",
    fine="#74c692",
    series=("#7ba3f6", "#e77c38", "#f8f8f8", "#8ce78f", "#a443c0", "#596d62"),
)


def colours(*, dark: bool = False) -> Colours:
    """Those of one theme."""
    return DARK if dark else LIGHT

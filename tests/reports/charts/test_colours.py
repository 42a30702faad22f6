"""Charts have the colours of the pages, and their series can be told apart."""

import math
import re
from itertools import combinations
from pathlib import Path

import pytest

import frontline.ui
from frontline.reports.charts.colours import DARK, LIGHT, Colours

TOKENS = (Path(frontline.ui.__file__).parent / "static/ui/css/tokens.css").read_text()

# Machado, Oliveira, Fernandes (2009), severity 1.0: linear RGB to linear RGB.
SEEN = {
    "everybody": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}  # fmt: skip
Triple = tuple[float, float, float]


def linear(colour: str) -> Triple:
    def one(at: int) -> float:
        value = int(colour[at : at + 2], 16) / 255
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    return one(1), one(3), one(5)


def oklab(rgb: Triple) -> Triple:
    """Björn Ottosson's OKLab (2020)."""
    r, g, b = (max(0.0, c) for c in rgb)
    long, medium, short = (
        c ** (1 / 3)
        for c in (
            0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b,
            0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b,
            0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b,
        )
    )
    return (
        0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short,
    )


def luminance(colour: str) -> float:
    r, g, b = linear(colour)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(
    "name", ["surface", "line", "ink", "ink_soft", "accent", "accent_wash", "breach", "soon", "fine"]
)
def test_colours_are_those_of_the_pages(name: str) -> None:
    token = re.search(
        rf"--{name.replace('_', '-')}:\s*light-dark\(oklch\(([^)]*)\),\s*oklch\(([^)]*)\)\)", TOKENS
    )
    assert token is not None
    for theme, said in ((LIGHT, token[1]), (DARK, token[2])):
        lightness, chroma, hue = (float(part) for part in said.split())
        wanted = (lightness, chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue)))
        assert math.dist(oklab(linear(getattr(theme, name))), wanted) < 0.012, name


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("sight", SEEN)
def test_series_are_told_apart_whatever_colours_one_sees(theme: Colours, sight: str) -> None:
    def seen(colour: str) -> Triple:
        rgb = linear(colour)
        r, g, b = (sum(weight * c for weight, c in zip(row, rgb, strict=True)) for row in SEEN[sight])
        return oklab((r, g, b))

    near = {pair: math.dist(seen(pair[0]), seen(pair[1])) for pair in combinations(theme.series, 2)}
    assert min(near.values()) > 0.12, sorted(near.items(), key=lambda item: item[1])[:4]


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_every_mark_stands_out_from_its_ground(theme: Colours) -> None:
    """WCAG 2.2: 1.4.3 for words, 1.4.11 for marks."""
    assert all(contrast(colour, theme.surface) >= 3 for colour in theme.series)
    assert min(contrast(theme.ink, theme.surface), contrast(theme.ink_soft, theme.surface)) >= 4.5

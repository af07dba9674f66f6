"""Colours, fonts and sizes: the one place that page, paper and charts take them from."""

import colorsys
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

import fontpkg

FONT_FAMILY: Final = "Be Vietnam Pro"
OTHER_FAMILIES: Final = ("Noto Sans Khmer",)
"""Typefaces for letters that ours lacks, for paper; a browser has its own."""

PANEL_WIDTH: Final = 328
"""Width in px for which a chart panel is drawn: a phone of 360 px less its margins."""

SMALL_WIDTH: Final = 216
"""Width in px for which one of many panels is drawn: four of them stand side by side."""

THIRD_WIDTH: Final = 240
"""Width in px for which one of three long panels is drawn: on paper its words are just above 7 points."""

_PALETTE: Final = {
    "ink": ("#1b2430", "#e8edf2"),
    "muted": ("#4a5568", "#aab6c3"),
    "rule": ("#d5dae1", "#323d49"),
    "ground": ("#ffffff", "#11161c"),
    "accent": ("#0b5fa5", "#7cbcf5"),
    "accent_deep": ("#0a3d6f", "#bcdcf7"),
    "accent_mid": ("#2f7fc1", "#4f9bdc"),
    "accent_soft": ("#9cc3e4", "#2d5f8a"),
    "accent_pale": ("#dbe9f5", "#1e3a54"),
    "peer": ("#6b7280", "#94a3b3"),
    "target": ("#b45309", "#f0a36b"),
    "hatch": ("#c3cad4", "#4a5868"),
    "failed": ("#8a8f98", "#7d8894"),
}

COLOURS: Final[Mapping[str, str]] = MappingProxyType({name: light for name, (light, _) in _PALETTE.items()})
"""Colours by what they mean. No red and green: a number is never painted as good or bad."""

DARK_COLOURS: Final[Mapping[str, str]] = MappingProxyType(
    {name: dark for name, (_, dark) in _PALETTE.items()}
)
"""The same colours on a dark ground; used by the page only."""


# How light our accent and its shades are, from which those of another accent follow.
_SHADES: Final = {"accent_deep": 0.68, "accent_mid": 1.36, "accent_soft": 2.15}
_PALE: Final = 0.91
_DARK_LIGHTNESS: Final = {
    "accent": 0.73,
    "accent_deep": 0.85,
    "accent_mid": 0.58,
    "accent_soft": 0.35,
    "accent_pale": 0.22,
}


def palette(accent: str, *, dark: bool = False) -> dict[str, str]:
    """Give an accent and its shades, by the names in `COLOURS`.

    Parameters
    ----------
    accent
        ``#rrggbb``, dark enough to be read on white.
    dark
        Whether for a dark ground.

    Examples
    --------
    >>> palette("#a51c1c")["accent"], palette("#a51c1c")["accent_deep"]
    ('#a51c1c', '#701313')
    """
    red, green, blue = (int(accent[place : place + 2], 16) / 255 for place in (1, 3, 5))
    hue, lightness, saturation = colorsys.rgb_to_hls(red, green, blue)
    if dark:
        lightnesses = _DARK_LIGHTNESS
    else:
        lightnesses = {name: min(lightness * factor, 0.8) for name, factor in _SHADES.items()}
        lightnesses["accent_pale"] = _PALE
    shades = {
        name: "#"
        + "".join(f"{round(part * 255):02x}" for part in colorsys.hls_to_rgb(hue, level, saturation))
        for name, level in lightnesses.items()
    }
    return {"accent": accent, **shades}


def font_paths() -> list[Path]:
    """Files of the cuts that reports use: regular, semibold, bold, the slanted regular, and other letters."""
    others = [Path(fontpkg.path(family, 400, "normal")) for family in OTHER_FAMILIES]
    return [font_path(400), font_path(600), font_path(700), font_path(400, "italic"), *others]


def font_path(weight: int, slant: str = "normal") -> Path:
    """File of one cut.

    Parameters
    ----------
    weight
        CSS weight, for example 400 or 600.
    slant
        ``normal`` or ``italic``.
    """
    return Path(fontpkg.path(FONT_FAMILY, weight, slant))

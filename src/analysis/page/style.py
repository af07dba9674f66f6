"""Colours, fonts and sizes: the one place that page, paper and charts take them from."""

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

_PALETTE: Final = {
    "ink": ("#1b2430", "#e8edf2"),
    "muted": ("#4a5568", "#aab6c3"),
    "rule": ("#d5dae1", "#323d49"),
    "ground": ("#ffffff", "#11161c"),
    "accent": ("#0b5fa5", "#7cbcf5"),
    "accent_deep": ("#0a3d6f", "#bcdcf7"),
    "accent_mid": ("#2f7fc1", "#4f9bdc"),
    "accent_soft": ("#9cc3e4", "#2d5f8a"),
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

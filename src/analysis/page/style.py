"""Colours, fonts and sizes: the one place that page, paper and charts take them from."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

import fontpkg

__all__ = ["COLOURS", "DARK_COLOURS", "FONT_FAMILY", "PANEL_WIDTH", "font_path", "font_paths"]

FONT_FAMILY: Final = "Be Vietnam Pro"

PANEL_WIDTH: Final = 328
"""Width in px for which a chart panel is drawn: a phone of 360 px less its margins."""

COLOURS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "ink": "#1b2430",
        "muted": "#4a5568",
        "rule": "#d5dae1",
        "ground": "#ffffff",
        "accent": "#0b5fa5",
        "accent_deep": "#0a3d6f",
        "accent_mid": "#2f7fc1",
        "accent_soft": "#9cc3e4",
        "peer": "#6b7280",
        "target": "#b45309",
        "hatch": "#c3cad4",
        "failed": "#8a8f98",
    }
)
"""Colours by what they mean. No red and green: a number is never painted as good or bad."""

DARK_COLOURS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "ink": "#e8edf2",
        "muted": "#aab6c3",
        "rule": "#323d49",
        "ground": "#11161c",
        "accent": "#7cbcf5",
        "accent_deep": "#bcdcf7",
        "accent_mid": "#4f9bdc",
        "accent_soft": "#2d5f8a",
        "peer": "#94a3b3",
        "target": "#f0a36b",
        "hatch": "#4a5868",
        "failed": "#7d8894",
    }
)
"""The same colours on a dark ground; used by the page only."""


def font_paths() -> list[Path]:
    """Files of the cuts that reports use: regular, semibold, bold and the slanted regular."""
    return [font_path(400), font_path(600), font_path(700), font_path(400, "italic")]


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

"""Axes: guides through a plot, and the words beside it."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

from analysis.charts.geometry import Box, Scale
from analysis.charts.sheet import Sheet
from analysis.charts.typesetting import SMALL, text_width

Tick = tuple[float, str]
"""A place on an axis with its words."""


def x_guides(sheet: Sheet, ticks: Sequence[Tick], scale: Scale, top: float, bottom: float) -> None:
    """Draw an upright guide at every place of an x axis."""
    for value, _ in ticks:
        sheet.line(scale(value), top, scale(value), bottom, "rule", 1.0)


def y_axis_width(ticks: Sequence[Tick]) -> float:
    """How much room the words of a y axis take at the left."""
    return max((text_width(words) for _, words in ticks), default=0) + 6


def y_guides(sheet: Sheet, ticks: Sequence[Tick], scale: Scale, left: float, right: float) -> None:
    """Draw a level guide at every place of a y axis, its words left of it."""
    for value, words in ticks:
        sheet.line(left, scale(value), right, scale(value), "rule", 1.0)
        sheet.text(left - 6, scale(value) + 4, words, colour="muted", anchor="end")


def side_labels(sheet: Sheet, items: Sequence[tuple[float, str, str]], x: float, bounds: Box) -> None:
    """Print words one under the other, each as near its height as the others let it."""
    gap = 13.0
    ordered = sorted((item for item in items if item[1]), key=lambda item: item[0])
    heights: list[float] = []
    for y, _, _ in ordered:
        heights.append(max(y + 4, heights[-1] + gap if heights else bounds.top + SMALL))
    limit = bounds.bottom
    for index in reversed(range(len(heights))):
        heights[index] = min(heights[index], limit)
        limit = heights[index] - gap
    for (_, words, colour), y in zip(ordered, heights, strict=True):
        sheet.text(x, y, words, colour=colour)


def x_labels(
    sheet: Sheet, ticks: Sequence[Tick], scale: Scale, y: float, *, keep: Literal["first", "last"] = "first"
) -> None:
    """Print the words of an x axis; where they would touch, only every second or third of them."""
    spots: list[tuple[float, str]] = []
    for value, words in ticks:
        half = text_width(words) / 2
        spots.append((min(max(scale(value), half), sheet.width - half), words))
    chosen = spots
    for step in range(1, len(spots) + 1):
        chosen = spots[::step] if keep == "first" else spots[::-1][::step][::-1]
        if all(b[0] - a[0] >= (text_width(a[1]) + text_width(b[1])) / 2 + 6 for a, b in pairwise(chosen)):
            break
    for x, words in chosen:
        sheet.text(x, y, words, colour="muted", anchor="middle")

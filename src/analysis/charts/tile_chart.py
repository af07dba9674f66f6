"""A country as a map of equal tiles: a place each, however large it is."""

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np

from analysis.charts.geometry import Box
from analysis.charts.picture import Picture
from analysis.charts.rows import Frame, Row, plain_rows, words_in
from analysis.charts.sheet import Sheet
from analysis.charts.typesetting import SMALL, initials, text_width, wrap
from analysis.page import COLOURS, PANEL_WIDTH

RAMP: Final = ("accent_pale", "accent_soft", "accent_mid", "accent", "accent_deep")
"""Fills of the classes, the smallest values first."""

_LETTERS: Final = 9.8
_LEADING: Final = 9.4
_MOST_LINES: Final = 2
_GAP: Final = 1.0
_SWATCH: Final = 22.0
_TALL: Final = 21.0
_ROOMY, _FEW_ROWS = 27.0, 14


def fifths(values: Mapping[str, float]) -> dict[str, int]:
    """The class of every place, by fifths of the places, the smallest values first; equal ones share one."""
    limits = np.quantile(list(values.values()), [0.2, 0.4, 0.6, 0.8])
    return {place: int(np.searchsorted(limits, value)) for place, value in values.items()}


def tiles(frame: Frame, *, legend: Sequence[tuple[int | None, str]], title: str = "") -> Picture:
    """Draw places as equal tiles, shaded by class.

    Parameters
    ----------
    frame
        ``label``, ``column``, ``row`` (counted from the north-west), ``group`` (a line parts tiles of
        different groups), ``shade`` (0 to 4; hatched where it is missing), ``said`` (under the pointer).
    legend
        What each class spans in words, None for the hatched ones.
    title
        Printed above the legend.
    """
    rows = plain_rows(frame)
    across = max(int(row["column"]) for row in rows) + 1
    wide = PANEL_WIDTH / max(across, 6)
    tall = _TALL if max(int(row["row"]) for row in rows) > _FEW_ROWS else _ROOMY
    named = [_lines(words_in(row, "label"), wide - 4) for row in rows]
    sheet = Sheet(PANEL_WIDTH)
    held = {(int(row["column"]), int(row["row"])): row for row in rows}
    for row, lines in zip(rows, named, strict=True):
        box = _box(int(row["column"]), int(row["row"]), wide, tall)
        middle = (box.top + box.bottom) / 2
        sheet.spot(box.left, middle, words_in(row, "said"), to=(box.right, middle), reach=tall / 2)
        shade = row.get("shade")
        if shade is None:
            sheet.hatch(box)
            plate = max(text_width(line, _LETTERS) for line in lines) / 2 + 1
            middle, half = (box.left + box.right) / 2, len(lines) * _LEADING / 2
            centre = (box.top + box.bottom) / 2
            sheet.rectangle(
                Box(middle - plate, centre - half, middle + plate, centre + half), COLOURS["ground"], layer=3
            )
        else:
            sheet.rectangle(box, COLOURS[RAMP[int(shade)]])
        dark = shade is not None and int(shade) > 1
        first = (box.top + box.bottom) / 2 - (len(lines) - 1) * _LEADING / 2 + _LETTERS * 0.31
        for position, line in enumerate(lines):
            sheet.text(
                (box.left + box.right) / 2,
                first + position * _LEADING,
                line,
                size=_LETTERS,
                colour="ground" if dark else "ink",
                bold=dark,
                anchor="middle",
            )
    _borders(sheet, held, wide, tall)
    bottom = (max(row for _, row in held) + 1) * tall
    high = LEGEND_LINE * (len(legend) + (1 if title else 0))
    top = _free(held, across, tall, high, wide, legend, title)
    y = bottom + 10 if top is None else top
    if title:
        sheet.text(0, y + SMALL, title, bold=True)
        y += LEGEND_LINE
    for shade, words in legend:
        box = Box(0, y + 1, _SWATCH, y + 13)
        if shade is None:
            sheet.hatch(box)
        else:
            sheet.rectangle(box, COLOURS[RAMP[shade]])
        sheet.text(_SWATCH + 6, y + SMALL, words, colour="muted")
        y += LEGEND_LINE
    return Picture(sheet, max(bottom, y) + 2)


LEGEND_LINE: Final = 16.0


def _lines(name: str, room: float) -> list[str]:
    """A name on two lines at most: in initials where it is longer."""
    lines = wrap(name, room, _LETTERS, bold=True)
    return lines if len(lines) <= _MOST_LINES else wrap(initials(name), room, _LETTERS, bold=True)


def _box(column: int, row: int, wide: float, tall: float) -> Box:
    left, top = column * wide, row * tall
    return Box(left + _GAP / 2, top + _GAP / 2, left + wide - _GAP / 2, top + tall - _GAP / 2)


def _borders(sheet: Sheet, held: dict[tuple[int, int], Row], wide: float, tall: float) -> None:
    """Draw a line wherever two tiles that touch are of different groups."""
    for (column, row), own in held.items():
        right, below = held.get((column + 1, row)), held.get((column, row + 1))
        if right is not None and right.get("group") != own.get("group"):
            x = (column + 1) * wide
            sheet.line(x, row * tall, x, (row + 1) * tall, "ink", 1.5)
        if below is not None and below.get("group") != own.get("group"):
            y = (row + 1) * tall
            sheet.line(column * wide, y, (column + 1) * wide, y, "ink", 1.5)


def _free(
    held: dict[tuple[int, int], Row],
    across: int,
    tall: float,
    high: float,
    wide: float,
    legend: Sequence[tuple[int | None, str]],
    title: str,
) -> float | None:
    """Where the legend finds room at the left edge of the map; None where it has to stand below it."""
    needed = max([*(text_width(words) + _SWATCH + 6 for _, words in legend), text_width(title, bold=True)])
    columns = range(min(int(needed // wide) + 1, across))
    depth = max(row for _, row in held) + 1
    lines = int((high + 8) // tall) + 1
    for start in range(depth - lines + 1):
        if not any((column, row) in held for column in columns for row in range(start, start + lines)):
            return start * tall + (lines * tall - high) / 2
    return None

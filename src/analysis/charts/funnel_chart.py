"""Shares against the numbers that they are shares of, between the limits of ordinary variation."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from matplotlib.path import Path

from analysis.charts.axes import Tick, side_labels, x_labels, y_axis_width, y_guides
from analysis.charts.geometry import Box, Scale
from analysis.charts.labels import Label, draw_labels, place_labels
from analysis.charts.picture import Picture
from analysis.charts.rows import Frame, plain_rows, words_in
from analysis.charts.sheet import Point, Sheet
from analysis.charts.typesetting import LINE, text_width, wrap
from analysis.page import COLOURS


def funnel(
    frame: Frame,
    *,
    centre: float,
    limits: Frame,
    x_range: tuple[float, float],
    y_range: tuple[float, float],
    x_ticks: Sequence[Tick],
    y_ticks: Sequence[Tick],
    x_label: str = "",
    y_label: str = "",
    centre_label: str = "",
    limit_labels: tuple[str, str] = ("", ""),
) -> Picture:
    """Draw shares against the numbers that they are shares of, between the limits of ordinary variation.

    Parameters
    ----------
    frame
        ``size``, ``share``, ``label`` (empty for points without a name), ``said`` (its words under the
        pointer), if any.
    centre
        The share of all together.
    limits
        ``size`` (rising), ``low95``, ``high95``, ``low998``, ``high998``.
    x_range, y_range, x_ticks, y_ticks
        Ends of the axes, and places on them with their words.
    x_label, y_label
        What the axes measure.
    centre_label, limit_labels
        Words for the middle line and for the inner and outer limits.
    """
    rows = [row for row in plain_rows(frame) if row.get("share") is not None]
    curves = [row for row in plain_rows(limits) if x_range[0] <= float(row["size"]) <= x_range[1]]
    right_words = (centre_label, *limit_labels)
    right = max((text_width(words) for words in right_words), default=0)
    for plot_height in (150, 210, 250, 310):
        sheet = Sheet()
        left = y_axis_width(y_ticks)
        y = 0.0
        for line in wrap(y_label, sheet.width) if y_label else ():
            y += LINE
            sheet.text(0, y - 4, line, colour="muted")
        top, bottom = y + 10, y + 10 + plot_height
        x_scale = Scale(*x_range, left, sheet.width - (right + 8 if right else 6))
        y_scale = Scale(*y_range, bottom, top)
        spots = [(x_scale(float(row["size"])), y_scale(float(row["share"])), row) for row in rows]
        labels = [
            Label(x, y, words_in(row, "label"), "ink", False) for x, y, row in spots if words_in(row, "label")
        ]
        obstacles = [Box(x - 3, y - 3, x + 3, y + 3) for x, y, _ in spots]
        lines = [(left, y_scale(centre), x_scale.end, y_scale(centre))]
        for column in ("low95", "high95", "low998", "high998"):
            # Every fifth point of a curve is enough to keep names off it.
            points = [(x_scale(float(row["size"])), y_scale(float(row[column]))) for row in curves[::5]]
            lines += [(*one, *two) for one, two in pairwise(points)]
        places = place_labels(labels, obstacles, lines, Box(left, top - 8, x_scale.end + 2, bottom))
        if None not in places:
            break
    y_guides(sheet, y_ticks, y_scale, left, x_scale.end)
    ends: list[tuple[float, str, str]] = [(y_scale(centre), centre_label, "muted")]
    for column, words, dash in (
        ("low95", limit_labels[0], ()),
        ("high95", "", ()),
        ("low998", limit_labels[1], (4.0, 2.5)),
        ("high998", "", (4.0, 2.5)),
    ):
        points = [(x_scale(float(row["size"])), float(row[column])) for row in curves]
        kept = [(x, y_scale(value)) for x, value in points if y_range[0] <= value <= y_range[1]]
        if len(kept) > 1:
            sheet.path(_thinned(kept), edge=COLOURS["peer"], width=1.0, dash=dash)
            ends.append((kept[-1][1], words, "muted"))
    sheet.line(left, y_scale(centre), x_scale.end, y_scale(centre), "muted", 1.5)
    side_labels(sheet, ends, x_scale.end + 6, Box(0, top, sheet.width, bottom))
    sheet.line(left, bottom, x_scale.end, bottom, "peer", 1.0)
    x_labels(sheet, x_ticks, x_scale, bottom + 15)
    for x, y, row in spots:
        sheet.dot(x, y, "peer", size=6.5)
        sheet.spot(x, y, words_in(row, "said"))
    draw_labels(sheet, labels, places, lines)
    y = bottom + 19
    for line in wrap(x_label, sheet.width - left) if x_label else ():
        y += LINE
        sheet.text(x_scale.end, y - 2, line, colour="muted", anchor="end")
    return Picture(sheet, y + 2)


def _thinned(curve: Sequence[Point]) -> list[Point]:
    """A curve without the points that nobody would miss: those within a ninth of a px of a straight line."""
    path = Path([(round(x, 1), round(y, 1)) for x, y in curve])
    path.simplify_threshold = 1 / 9  # said, since a reader's settings may be others
    points = np.asarray(path.cleaned(simplify=True).vertices)[:-1]  # the last one only says that it ends
    return list(dict.fromkeys((float(x), float(y)) for x, y in points))

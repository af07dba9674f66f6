"""One indicator over the years."""

from collections.abc import Sequence
from typing import Final

from analysis.charts.axes import Tick, x_labels, y_axis_width, y_guides
from analysis.charts.geometry import Box, Scale
from analysis.charts.labels import Label, draw_labels, line_words, place_labels
from analysis.charts.picture import Picture
from analysis.charts.rows import Frame, Row, plain_rows, words_in
from analysis.charts.sheet import Sheet
from analysis.charts.typesetting import text_width
from analysis.page import COLOURS, PANEL_WIDTH, SMALL_WIDTH

MOST_LABELS: Final = 9
"""Points of a series that all get their number; of a longer one only those that tell most do."""


def timeline(
    frame: Frame,
    *,
    x_range: tuple[float, float],
    y_range: tuple[float, float],
    x_ticks: Sequence[Tick],
    y_ticks: Sequence[Tick],
    breaks: Sequence[tuple[float, str]] = (),
    aim: float | None = None,
    small: bool = False,
) -> Picture:
    """Draw one indicator over the years: points, joined only where they may be compared.

    Parameters
    ----------
    frame
        Of each point ``x`` (year), ``y``, ``label``, ``inexact`` (a hollow point), ``own`` (the figure that
        all is about: its label is bold), ``connected`` (whether a line may come from the point before),
        ``low``, ``middle``, ``high`` (between which half of the others lie, and their median), where they are
        known; ``said`` (its words under the pointer), if any.
    x_range, y_range
        Ends of the axes, the same in all panels that are to be compared.
    x_ticks, y_ticks
        Places on the axes with their words.
    breaks
        Places between years where the rules changed, with a short text each; an empty one leaves the line
        alone.
    aim
        What was to be reached, the same in every year; drawn across in the colour of targets.
    small
        Whether it is one of many, drawn for `SMALL_WIDTH` px.
    """
    rows = plain_rows(frame)
    named = _named(rows, most=3 if small else MOST_LABELS)
    # A picture with more labels than fit grows; axes keep their ends. In the last resort a label is left out:
    # the table beside the chart has every figure.
    for plot_height in (64, 84, 112) if small else (112, 140, 168, 224):
        sheet = Sheet(SMALL_WIDTH if small else PANEL_WIDTH)
        left = y_axis_width(y_ticks)
        # So wide a margin that a label can stand right of a line before the last year.
        margin = min(max(text_width(words_in(rows[-1], "label")) - 5 if rows else 0.0, 14.0), 64.0)
        x_scale = Scale(*x_range, left + 14, sheet.width - margin)
        uprights = [(x_scale(x), words) for x, words in sorted(breaks)]
        deepest, begun = line_words(sheet, [line for line in uprights if line[1]])
        worded = iter(begun)
        starts = [next(worded) if words else deepest + 1 for _, words in uprights]
        top = deepest + 18
        bottom = top + plot_height
        y_scale = Scale(*y_range, bottom, top)
        points = [(x_scale(float(row["x"])), y_scale(float(row["y"]))) for row in rows]
        strokes = [
            (*before, *point)
            for before, point, row in zip(points, points[1:], rows[1:], strict=False)
            if row.get("connected")
        ]
        lines = [(x, y, x, bottom + 14) for (x, _), y in zip(uprights, starts, strict=True)] + strokes
        obstacles = [Box(x - 3.5, y - 3.5, x + 3.5, y + 3.5) for x, y in points]
        labels = [
            Label(*points[index], words, "ink", bool(rows[index].get("own")))
            for index in named
            if (words := words_in(rows[index], "label"))
        ]
        bounds = Box(left, top - 18, sheet.width, bottom + 14)
        places = place_labels(labels, obstacles, lines, bounds)
        if None not in places:
            break
    y_guides(sheet, y_ticks, y_scale, left, sheet.width)
    _others(sheet, rows, x_scale, y_scale)
    for (x, _), y in zip(uprights, starts, strict=True):
        sheet.line(x, y, x, bottom + 14, "peer", 1.0, (3, 3))
    sheet.line(left, bottom + 14, sheet.width, bottom + 14, "peer", 1.0)
    for value, _ in x_ticks:
        sheet.line(x_scale(value), bottom + 14, x_scale(value), bottom + 18, "peer", 1.0)
    x_labels(sheet, x_ticks, x_scale, bottom + 31, keep="last")
    if aim is not None:
        sheet.line(left, y_scale(aim), sheet.width, y_scale(aim), "target", 1.5)
    for stroke in strokes:
        sheet.line(*stroke, "accent", 2.0)
    for (x, y), row in zip(points, rows, strict=True):
        size = 8.0 if row.get("own") or not small else 5.0
        sheet.dot(x, y, "accent", size=size, hollow=bool(row.get("inexact")))
        sheet.spot(x, y, words_in(row, "said"))
    draw_labels(sheet, labels, places, lines)
    return Picture(sheet, bottom + 36)


def _others(sheet: Sheet, rows: Sequence[Row], x_scale: Scale, y_scale: Scale) -> None:
    """Draw where half of the others lie, and their median, parted where the line is parted."""
    stretch: list[Row] = []
    for row in [*rows, None]:
        if row is not None and row.get("low") is not None and (row.get("connected") or not stretch):
            stretch.append(row)
            continue
        if len(stretch) > 1:
            at = [x_scale(float(point["x"])) for point in stretch]
            low, middle, high = (
                [y_scale(float(point[name])) for point in stretch] for name in ("low", "middle", "high")
            )
            edge = [*zip(at, high, strict=True), *reversed(list(zip(at, low, strict=True)))]
            sheet.path(edge, face=COLOURS["rule"], width=0.0, layer=1)
            sheet.path(zip(at, middle, strict=True), edge=COLOURS["peer"], width=1.0, layer=1)
        stretch = [row] if row is not None and row.get("low") is not None else []


def _named(rows: Sequence[Row], most: int) -> Sequence[int]:
    """Places of the points that get their number: all, or of a long series its own, the ends, the extremes.

    Thirty numbers on a phone's width are read by nobody, and the table beside the chart has every one.
    """
    everywhere = range(len(rows))
    if len(rows) <= most:
        return everywhere

    def height(index: int) -> float:
        return float(rows[index]["y"])

    own = [index for index in everywhere if rows[index].get("own")]
    if most < MOST_LABELS:
        return sorted({*(own or [len(rows) - 1]), 0})
    return sorted({0, len(rows) - 1, *own, max(everywhere, key=height), min(everywhere, key=height)})

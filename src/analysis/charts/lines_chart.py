"""Several places over the years in one picture, the rest of them in grey."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from analysis.charts.axes import Tick, side_labels, x_labels, y_axis_width, y_guides
from analysis.charts.geometry import Box, Scale
from analysis.charts.picture import Picture
from analysis.charts.rows import Frame, Row, plain_rows, words_in
from analysis.charts.sheet import Dash, Sheet
from analysis.charts.typesetting import text_width

MOST_PLACES: Final = 6
"""So many lines can be told apart by colour and dash."""

_LOOKS: Final[tuple[tuple[str, Dash], ...]] = (
    ("accent", ()),
    ("target", ()),
    ("ink", ()),
    ("accent", (4.0, 2.5)),
    ("target", (4.0, 2.5)),
    ("ink", (4.0, 2.5)),
)


def lines(
    frame: Frame,
    *,
    x_range: tuple[float, float],
    y_range: tuple[float, float],
    x_ticks: Sequence[Tick],
    y_ticks: Sequence[Tick],
    others: Frame | None = None,
    height: float = 150.0,
) -> Picture:
    """Draw a line a place over the years, joined only where its points may be compared.

    Parameters
    ----------
    frame
        ``place``, ``x`` (year), ``y``, ``inexact`` (a hollow point), ``connected`` (whether a line may come
        from the place's point before), ``said`` (its words under the pointer), if any; at most `MOST_PLACES`
        places, named at their last point.
    x_range, y_range, x_ticks, y_ticks
        Ends of the axes, and places on them with their words.
    others
        The same columns for those that are drawn in grey and bear no name.
    height
        Of the plot, in px.
    """
    sheet = Sheet()
    series = _series(plain_rows(frame))
    left = y_axis_width(y_ticks)
    room = max((text_width(place) for place in series), default=0.0)
    top, bottom = 8.0, 8.0 + height
    x_scale = Scale(*x_range, left + 10, sheet.width - room - 14)
    y_scale = Scale(*y_range, bottom, top)
    y_guides(sheet, y_ticks, y_scale, left, x_scale.end + 4)
    sheet.line(left, bottom + 6, x_scale.end + 4, bottom + 6, "peer", 1.0)
    x_labels(sheet, x_ticks, x_scale, bottom + 21, keep="last")
    for points in _series(plain_rows(others)).values() if others is not None else ():
        _draw(sheet, points, x_scale, y_scale, "hatch", (), 1.0)
    ends = []
    for (place, points), (colour, dash) in zip(series.items(), _LOOKS, strict=False):
        _draw(sheet, points, x_scale, y_scale, colour, dash, 2.0)
        for point in points:
            at = x_scale(float(point["x"])), y_scale(float(point["y"]))
            sheet.dot(*at, colour, size=6.5, hollow=bool(point.get("inexact")))
            sheet.spot(*at, words_in(point, "said"))
        ends.append((y_scale(float(points[-1]["y"])), place, colour))
    side_labels(sheet, ends, x_scale.end + 10, Box(0, top, sheet.width, bottom + 4))
    return Picture(sheet, bottom + 26)


def _series(rows: Sequence[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(words_in(row, "place"), []).append(row)
    return found


def _draw(
    sheet: Sheet, points: Sequence[Row], x: Scale, y: Scale, colour: str, dash: Dash, width: float
) -> None:
    for before, point in pairwise(points):
        if point.get("connected"):
            start = x(float(before["x"])), y(float(before["y"]))
            sheet.line(*start, x(float(point["x"])), y(float(point["y"])), colour, width, dash)

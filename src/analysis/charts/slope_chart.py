"""Every place's value a period before and now, joined: who rose, who fell, and how the field moved."""

from collections.abc import Sequence

from analysis.charts.axes import Tick, y_axis_width, y_guides
from analysis.charts.geometry import Scale
from analysis.charts.picture import Picture
from analysis.charts.rows import Frame, plain_rows, words_in
from analysis.charts.sheet import Sheet
from analysis.charts.typesetting import SMALL, text_width, wrap

_LINE = 13.0


def slopes(
    frame: Frame,
    *,
    y_range: tuple[float, float],
    y_ticks: Sequence[Tick],
    before_title: str,
    after_title: str,
    height: float = 150.0,
) -> Picture:
    """Draw a line a place from one period to the next, those named in colour and the rest grey.

    Parameters
    ----------
    frame
        ``before``, ``after``, ``label`` (empty for places without a name), ``said`` (under the pointer).
    y_range, y_ticks
        Ends of the axis, and places on it with their words.
    before_title, after_title
        What both sides are.
    height
        Of the plot, in px.
    """
    sheet = Sheet()
    rows = plain_rows(frame)
    named = [row for row in rows if words_in(row, "label")]
    left = y_axis_width(y_ticks) + 4
    room = min(max((text_width(words_in(row, "label")) for row in named), default=0.0), 150.0)
    right = sheet.width - room - 12
    top = SMALL + 12
    bottom = top + max(height, _LINE * len(named))
    scale = Scale(*y_range, bottom, top)
    sheet.text(left, SMALL, before_title, colour="muted", bold=True)
    sheet.text(right, SMALL, after_title, colour="muted", bold=True, anchor="end")
    y_guides(sheet, y_ticks, scale, left, right)
    for x in (left, right):
        sheet.line(x, top, x, bottom, "peer", 1.0)
    for row in rows:
        if row not in named:
            sheet.line(left, scale(row["before"]), right, scale(row["after"]), "hatch", 1.0)
    for row in [*(row for row in rows if row not in named), *named]:
        ends = scale(float(row["before"])), scale(float(row["after"]))
        sheet.spot(left, ends[0], words_in(row, "said"), to=(right, ends[1]), reach=3.0)
    for row in named:
        fell = float(row["after"]) < float(row["before"])
        ends = scale(float(row["before"])), scale(float(row["after"]))
        sheet.line(left, ends[0], right, ends[1], "accent", 1.75, (4.0, 2.5) if fell else ())
        sheet.dot(left, ends[0], "accent", size=6.0, hollow=True)
        sheet.dot(right, ends[1], "accent", size=6.5)
    _names(
        sheet, [(scale(float(row["after"])), words_in(row, "label")) for row in named], right, bottom, room
    )
    return Picture(sheet, bottom + 8)


def _names(sheet: Sheet, items: list[tuple[float, str]], x: float, bottom: float, room: float) -> None:
    """Print the names one under the other, each as near its line's end as the others let it."""
    blocks = [(y, wrap(words, room)) for y, words in sorted(items)]
    tops: list[float] = []
    for y, lines in blocks:
        floor = tops[-1] + _LINE * len(blocks[len(tops) - 1][1]) if tops else SMALL + 4
        tops.append(max(y - _LINE * len(lines) / 2, floor))
    limit = bottom + 6
    for index in reversed(range(len(tops))):
        tops[index] = min(tops[index], limit - _LINE * len(blocks[index][1]))
        limit = tops[index]
    for (y, lines), start in zip(blocks, tops, strict=True):
        middle = start + _LINE * len(lines) / 2
        sheet.line(x + 3, y, x + 9, middle, "peer", 0.75)
        for position, line in enumerate(lines):
            sheet.text(x + 12, start + _LINE * position + SMALL - 1, line)

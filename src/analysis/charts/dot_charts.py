"""One dot a province, or two where it is a change."""

from collections.abc import Sequence
from typing import Final

from analysis.charts.axes import Tick, x_guides, x_labels
from analysis.charts.geometry import Box, Scale
from analysis.charts.labels import line_words
from analysis.charts.picture import Picture
from analysis.charts.rows import Frame, Row, plain_rows, widest, words_in
from analysis.charts.sheet import Sheet
from analysis.charts.typesetting import LINE, SMALL, Anchor, initials, text_box, text_width
from analysis.page import COLOURS, PANEL_WIDTH, THIRD_WIDTH

_ROW: Final = 17.0
_TIGHT: Final = 15.0
_WIDEST_NAME: Final = 76.0


def ranked_dots(
    frame: Frame,
    *,
    x_range: tuple[float, float],
    x_ticks: Sequence[Tick],
    median: float | None = None,
    median_label: str = "",
    reference: float | None = None,
    reference_label: str = "",
    small: bool = False,
    among: Frame | None = None,
) -> Picture:
    """Draw one dot per province, in the order of the frame, with its interval.

    Parameters
    ----------
    frame
        ``label``, ``value`` (may be missing: then only the words are printed), ``low``, ``high`` (interval,
        may be missing), ``value_label``, ``inexact``; where there are any: ``place`` (its place in words),
        ``before`` (the value of the period before, a small ring), ``aside`` (a figure of another year),
        ``said`` (what the row says under the pointer).
    x_range, x_ticks
        Ends of the axis, and places on it with their words.
    median, median_label, reference, reference_label
        Values to be drawn as lines through all rows, and what to call them.
    small
        Whether it is one of three that stand side by side.
    among
        The rows of all panels that stand side by side, so that all of them have one scale.
    """
    sheet = Sheet(THIRD_WIDTH if small else PANEL_WIDTH)
    row_height = _TIGHT if small else _ROW
    rows = plain_rows(frame)
    if small:
        rows = [row | {"label": _short(words_in(row, "label"))} for row in rows]
    all_rows = (
        rows
        if among is None
        else [row | {"label": _short(words_in(row, "label"))} for row in plain_rows(among)]
    )
    placed = widest(all_rows, "place")
    names = placed + 5 if placed else 0.0
    left = names + widest(all_rows, "label") + (6 if small else 10)
    room = widest([row for row in all_rows if row.get("value") is not None], "value_label")
    scale = Scale(*x_range, left + 4, sheet.width - room - 12)
    marks = [
        (scale(value), words, dash)
        for value, words, dash in ((median, median_label, ()), (reference, reference_label, (3.0, 3.0)))
        if value is not None
    ]
    y = 0.0
    tallest = len(rows) if among is None else -(-len(all_rows) // 3)
    if tallest > 20:  # of all three alike, so that their rows begin at one height
        x_labels(sheet, x_ticks, scale, y + SMALL)
        y += LINE + 2
    y, mark_tops = line_words(sheet, [(x, words) for x, words, _ in marks], y)
    top = y + 3
    bottom = top + row_height * len(rows)
    x_guides(sheet, x_ticks, scale, top, bottom)
    middles = [top + row_height * (index + 0.5) for index in range(len(rows))]
    for middle in middles[1::2]:
        sheet.line(left if small else 0, middle, sheet.width - room - 8, middle, "rule", 0.5)
    for (x, _, dash), mark_top in zip(marks, mark_tops, strict=True):
        sheet.line(x, mark_top, x, bottom, "muted", 1.25, dash)
    if not small:
        _plates(sheet, rows, middles, names)
    for row, middle in zip(rows, middles, strict=True):
        if row.get("value") is not None and row.get("low") is not None and row.get("high") is not None:
            ends = (scale(max(float(row["low"]), x_range[0])), scale(min(float(row["high"]), x_range[1])))
            sheet.line(ends[0], middle, ends[1], middle, "peer", 1.5)
        if row.get("value") is not None and row.get("before") is not None:
            sheet.line(scale(float(row["before"])), middle, scale(float(row["value"])), middle, "hatch", 1.25)
            sheet.dot(scale(float(row["before"])), middle, "peer", size=4.5, hollow=True)
    for row, middle in zip(rows, middles, strict=True):
        aside = bool(row.get("aside"))
        sheet.text(placed, middle + 4, words_in(row, "place"), colour="muted", anchor="end")
        sheet.text(names, middle + 4, words_in(row, "label"), colour="muted" if aside else "ink")
        words, colour = words_in(row, "value_label"), "muted" if aside else "ink"
        if row.get("value") is None:
            box = text_box(sheet.width, middle + 4, text_width(words) + 4, SMALL, "end")
            sheet.rectangle(box, COLOURS["ground"], layer=3)
            colour = "muted"
        else:
            hollow = aside or bool(row.get("inexact"))
            sheet.dot(scale(float(row["value"])), middle, "peer", size=6.5 if small else 7.5, hollow=hollow)
        sheet.text(sheet.width, middle + 4, words, anchor="end", colour=colour)
        sheet.spot(0, middle, words_in(row, "said"), to=(sheet.width, middle), reach=row_height / 2)
    x_labels(sheet, x_ticks, scale, bottom + SMALL + 3)
    return Picture(sheet, bottom + LINE + 4)


def _short(name: str) -> str:
    bare = name.removeprefix("TP. ")
    return bare if text_width(bare) <= _WIDEST_NAME or "(" in bare else initials(bare)


def _plates(sheet: Sheet, rows: Sequence[Row], middles: Sequence[float], names: float) -> None:
    """Clear the ground behind the names, so that guides lead to them and not through them."""
    for row, middle in zip(rows, middles, strict=True):
        wide = names + text_width(words_in(row, "label"))
        sheet.rectangle(Box(0, middle - 2, wide + 4, middle + 2), COLOURS["ground"])


def dumbbells(
    frame: Frame,
    *,
    x_range: tuple[float, float],
    x_ticks: Sequence[Tick],
    before_title: str = "",
    after_title: str = "",
) -> Picture:
    """Draw the change of each province as two joined dots.

    Parameters
    ----------
    frame
        ``label``, ``before``, ``after``, ``before_label``, ``after_label``.
    x_range, x_ticks
        Ends of the axis, and places on it with their words.
    before_title, after_title
        What the hollow and the full dot are, printed once above.
    """
    sheet = Sheet()
    rows = plain_rows(frame)
    row_height = 20.0
    left = widest(rows, "label") + 10
    room = max(widest(rows, "before_label"), widest(rows, "after_label"))
    # Words stand outside the two dots, so there has to be room for them at both ends of the scale.
    scale = Scale(*x_range, left + room + 8, sheet.width - room - 8)
    y = 0.0
    if before_title or after_title:
        x = left
        for words, hollow in ((before_title, True), (after_title, False)):
            if x > left and x + 12 + text_width(words) > sheet.width:
                x, y = left, y + LINE
            sheet.dot(x + 4, y + 8, "peer", size=8, hollow=hollow)
            sheet.text(x + 12, y + 12, words, colour="muted")
            x += 12 + text_width(words) + 16
        y += LINE + 5
    x_labels(sheet, x_ticks, scale, y + SMALL)
    top = y + LINE + 3
    bottom = top + row_height * len(rows)
    x_guides(sheet, x_ticks, scale, top, bottom)
    middles = [top + row_height * (index + 0.5) for index in range(len(rows))]
    for row, middle in zip(rows, middles, strict=True):
        ends = scale(float(row["before"])), scale(float(row["after"]))
        sheet.line(ends[0], middle, ends[1], middle, "peer", 2.0)
        sheet.dot(ends[0], middle, "peer", hollow=True)
        sheet.dot(ends[1], middle, "peer", size=8.5)
    for row, middle in zip(rows, middles, strict=True):
        before, after = float(row["before"]), float(row["after"])
        sheet.text(0, middle + 4, words_in(row, "label"))
        sides: tuple[Anchor, Anchor] = ("end", "start") if before <= after else ("start", "end")
        for value, column, side in ((before, "before_label", sides[0]), (after, "after_label", sides[1])):
            sheet.text(
                scale(value) + (8 if side == "start" else -8),
                middle + 4,
                words_in(row, column),
                anchor=side,
                colour="muted" if column == "before_label" else "ink",
            )
    return Picture(sheet, bottom + 4)

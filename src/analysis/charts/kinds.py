"""Charts: from a frame of figures and ready-made words to a picture.

Every function takes a frame whose texts are already in the reader's language and returns a matplotlib
figure, drawn for a panel of :data:`analysis.page.style.PANEL_WIDTH` px, where its text is 11 or 12 px tall.
"""

import unicodedata
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any, Final

import pandas as pd
from matplotlib.figure import Figure

from analysis.charts.labels import (
    Label,
    Segment,
    Tick,
    draw_labels,
    line_words,
    place_labels,
    places_above,
    side_labels,
    x_labels,
)
from analysis.charts.sheet import (
    LINE,
    NORMAL,
    SMALL,
    Anchor,
    Box,
    Scale,
    Sheet,
    text_box,
    text_width,
    to_svg,
    wrap,
)
from analysis.page import COLOURS

__all__ = ["bars", "bullet", "dumbbells", "funnel", "ranked_dots", "rating_bars", "timeline", "to_svg"]

Row = dict[str, Any]

_ROW: Final = 17.0

MOST_LABELS: Final = 9
"""Points of a series that all get their number; of a longer one only those that tell most do."""

RATING_FILL: Final[Mapping[str, str]] = {
    "excellent": COLOURS["accent_deep"],
    "good": COLOURS["accent_mid"],
    "completed": COLOURS["accent_soft"],
    "failed": COLOURS["failed"],
}


def _rows(frame: pd.DataFrame) -> list[Row]:
    """Rows as dictionaries: missing values as None, texts composed (NFC)."""

    def plain(value: Any) -> Any:
        if isinstance(value, str):
            return unicodedata.normalize("NFC", value)
        return None if pd.isna(value) else value

    return [{str(key): plain(value) for key, value in row.items()} for row in frame.to_dict("records")]


def _words(row: Row, column: str) -> str:
    return str(row.get(column) or "")


def _widest(rows: Sequence[Row], column: str, size: float = SMALL, bold: bool = False) -> float:
    return max((text_width(_words(row, column), size, bold) for row in rows), default=0.0)


def _rating_fill(sheet: Sheet, box: Box, category: str) -> None:
    if category not in RATING_FILL:
        sheet.hatch(box)
    elif category == "completed":
        # The light blue alone is too faint beside the ground: its edge carries the contrast.
        sheet.rectangle(box, RATING_FILL[category], COLOURS["accent_mid"])
    else:
        sheet.rectangle(box, RATING_FILL[category])


def rating_bars(
    frame: pd.DataFrame,
    *,
    base_labels: Mapping[str, str],
    breaks: Sequence[tuple[str, str, str]] = (),
) -> Figure:
    """Draw the rating classes of each year as one bar of 100%.

    Parameters
    ----------
    frame
        One row per class, years in the order to be drawn: ``year`` (text), ``category`` (excellent, good,
        completed, failed, not_stated), ``share`` (0 to 100), ``label``.
    base_labels
        By year: what the shares are shares of.
    breaks
        Changes of the rules: the year before, the year after, a short text.
    """
    sheet = Sheet()
    years: dict[str, list[Row]] = {}
    for row in _rows(frame):
        years.setdefault(str(row["year"]), []).append(row)
    left = max((text_width(year, NORMAL, True) for year in years), default=0) + 10
    scale = Scale(0, 100, left, sheet.width)
    tall, y, previous = 20.0, 0.0, ""
    for year, rows in years.items():
        for before, after, words in breaks:
            if after == year and before == previous:
                y = _break_between(sheet, y, unicodedata.normalize("NFC", words))
        top = _rating_bar(sheet, rows, scale, y, tall)
        sheet.text(0, top + tall / 2 + 4, year, size=NORMAL, bold=True)
        y = top + tall
        for line in wrap(unicodedata.normalize("NFC", base_labels.get(year, "")), sheet.width - left):
            y += LINE
            sheet.text(left, y, line, colour="muted")
        y += 16
        previous = year
    return sheet.figure(y - 10)


def _rating_bar(sheet: Sheet, rows: Sequence[Row], scale: Scale, y: float, tall: float) -> float:
    """Draw one bar with its labels above, and say where it begins."""
    total, segments = 0.0, list[tuple[str, Segment]]()
    for row in rows:
        end = min(total + float(row["share"]), 100.0)
        segments.append((str(row["category"]), Segment(scale(total), scale(end), _words(row, "label"))))
        total = end
    named = [segment for _, segment in segments if segment.words]
    places = places_above(named, scale.start, scale.end)
    if places is None:
        top = _keyed_list(sheet, [(kind, s.words) for kind, s in segments if s.words], scale.start, y)
    else:
        lines = 1 + max((place.level for place in places), default=-1)
        top = y + lines * LINE + 3
        for place, segment in zip(places, named, strict=True):
            baseline = top - 5 - place.level * LINE
            sheet.text(place.x, baseline, segment.words)
            if place.level:
                sheet.line(segment.middle, baseline + 4, segment.middle, top, "peer", 0.75)
    for category, segment in segments:
        if segment.right > segment.left:
            # A hairline of ground parts the classes; a sliver is left whole so that it does not vanish.
            slit = 1.0 if segment.right - segment.left > 4 and segment.right < scale.end - 0.5 else 0.0
            _rating_fill(sheet, Box(segment.left, top, segment.right - slit, top + tall), category)
    if total < 99.9:
        sheet.rectangle(Box(scale(total), top, scale.end, top + tall), edge=COLOURS["rule"])
    return top


def _keyed_list(sheet: Sheet, items: Sequence[tuple[str, str]], left: float, y: float) -> float:
    """Print labels as running text, each with a square of its colour: for bars of slivers."""
    square, x, line = 8.0, left, y + LINE - 3
    for category, words in items:
        parts = wrap(words, sheet.width - left - square - 5)
        if x > left and (len(parts) > 1 or x + square + 5 + text_width(words) > sheet.width):
            x, line = left, line + LINE
        _rating_fill(sheet, Box(x, line - square, x + square, line), category)
        for index, part in enumerate(parts):
            line += LINE if index else 0
            sheet.text(x + square + 5, line, part)
        x += square + 5 + text_width(parts[-1]) + 12
    return line + 7


def _break_between(sheet: Sheet, y: float, words: str) -> float:
    sheet.line(0, y, sheet.width, y, "peer", 1.0, (3, 3))
    y += 2
    for line in wrap(words, sheet.width):
        y += LINE - 1
        sheet.text(0, y, line, colour="muted")
    return y + 12


def bullet(frame: pd.DataFrame) -> Figure:
    """Draw what was reached against what was planned, year by year.

    Parameters
    ----------
    frame
        ``year`` (text), ``actual``, ``actual_label``, ``target``, ``target_to`` (upper end where the plan
        is a range), ``target_label``, ``state_label`` (words for a year of which only the plan is known).
    """
    sheet = Sheet()
    rows = _rows(frame)
    tall = 16.0
    left = _widest(rows, "year", NORMAL, True) + 10

    def reach(row: Row) -> float:
        return max(float(row.get(key) or 0) for key in ("actual", "target", "target_to"))

    def end_words(row: Row) -> str:
        return _words(row, "actual_label") if row.get("actual") is not None else _words(row, "state_label")

    # The widest scale at which the words behind every bar still fit.
    per_unit = min(
        (
            (sheet.width - left - 12 - text_width(end_words(row), NORMAL, row.get("actual") is not None))
            / reach(row)
            for row in rows
            if reach(row) > 0
        ),
        default=1.0,
    )
    y = 4.0
    for row in rows:
        top, bottom = y, y + tall
        baseline = top + tall / 2 + 4
        sheet.text(0, baseline, str(row["year"]), size=NORMAL, bold=True)
        y = bottom + 14
        actual, target = row.get("actual"), row.get("target")
        words, known = end_words(row), actual is not None
        wide = text_width(words, NORMAL, known)
        end = left + float(actual or 0) * per_unit
        if known:
            sheet.rectangle(Box(left, top, max(end, left + 2), bottom), COLOURS["accent"])
        ticks: list[float] = []
        if target is not None:
            upper = row.get("target_to")
            ticks = [left + float(value) * per_unit for value in (target, upper) if value is not None]
            if not known:
                sheet.rectangle(Box(left, top, ticks[-1], bottom), edge=COLOURS["hatch"])
            _target_marks(sheet, ticks, top, bottom)
            y = _target_words(sheet, _words(row, "target_label"), ticks, left, bottom) + 12
        colour, start = "ink" if known else "muted", end + 6 if known else max(ticks) + 7
        if any(start - 4 < tick < start + wide + 4 for tick in ticks):
            # The plan's mark is in the way: the number moves into the bar, or else beyond the mark.
            within = end - 6 - wide
            if within > left + 6 and not any(within - 6 < tick < end + 4 for tick in ticks):
                colour, start = "ground", within
            else:
                start = max(ticks) + 7
        size = NORMAL if known else SMALL
        sheet.text(start, baseline, words, size=size, bold=known, colour=colour)
    return sheet.figure(y - 8)


def _target_marks(sheet: Sheet, ticks: Sequence[float], top: float, bottom: float) -> None:
    """Draw the plan: a tick, or a bracket where it is a range. A rim of ground parts it from the bar."""
    for colour, width in (("ground", 5.0), ("target", 2.5)):
        for x in ticks:
            sheet.line(x, top - 3, x, bottom + 3, colour, width)
    if len(ticks) > 1:
        sheet.line(ticks[0], bottom + 3, ticks[-1], bottom + 3, "target", 1.5)


def _target_words(sheet: Sheet, words: str, ticks: Sequence[float], left: float, y: float) -> float:
    lines = wrap(words, sheet.width - left) if words else []
    wide = max((text_width(line) for line in lines), default=0)
    middle = sum(ticks) / len(ticks)
    x = min(max(middle, left + wide / 2), sheet.width - wide / 2)
    y += 1
    for line in lines:
        y += LINE
        sheet.text(x, y, line, colour="target", anchor="middle")
    return y + 4


def bars(frame: pd.DataFrame, *, x_max: float, like: pd.DataFrame | None = None) -> Figure:
    """Draw plain bars on one given scale; there is no axis, since each bar bears its value.

    Parameters
    ----------
    frame
        ``label``, ``value``, ``value_label``.
    x_max
        The value at which the scale ends: the same for all panels of a small multiple.
    like
        The rows of all panels of a small multiple. Given to each of them, it makes room for the widest
        words of any, so that one unit is equally long in all.
    """
    sheet = Sheet()
    rows = _rows(frame)
    measured = rows if like is None else _rows(like)
    names = _widest(measured, "label", NORMAL)
    values = _widest(measured, "value_label", NORMAL, True)
    beside = names <= 110
    left = names + 10 if beside else 0.0
    scale = Scale(0, x_max or 1, left, sheet.width - values - 7)
    tall, gap = (16.0, 8.0) if beside else (12.0, 10.0)
    y = 0.0
    for row in rows:
        if beside:
            sheet.text(0, y + tall / 2 + 4, _words(row, "label"), size=NORMAL)
        else:
            for line in wrap(_words(row, "label"), sheet.width, NORMAL):
                sheet.text(0, y + NORMAL, line, size=NORMAL)
                y += LINE
            y += 2
        # None at all is drawn as a bare mark on the axis: it was counted, and it was none.
        end = max(scale(float(row["value"])), left + 2)
        sheet.rectangle(Box(left, y, end, y + tall), COLOURS["accent"])
        sheet.text(end + 6, y + tall / 2 + 4, _words(row, "value_label"), size=NORMAL, bold=True)
        y += tall + gap
    return sheet.figure(y - gap + 1)


def timeline(
    frame: pd.DataFrame,
    *,
    x_range: tuple[float, float],
    y_range: tuple[float, float],
    x_ticks: Sequence[Tick],
    y_ticks: Sequence[Tick],
    breaks: Sequence[tuple[float, str]] = (),
) -> Figure:
    """Draw one indicator over the years: points, joined only where they may be compared.

    Parameters
    ----------
    frame
        ``x`` (year), ``y``, ``label``, ``inexact`` (a hollow point), ``own`` (the figure that all is about:
        its label is bold), ``connected`` (whether a line may come from the point before).
    x_range, y_range
        Ends of the axes, the same in all panels that are to be compared.
    x_ticks, y_ticks
        Places on the axes with their words.
    breaks
        Places between years where the rules changed, with a short text each.
    """
    rows = _rows(frame)
    named = _named(rows)
    # A picture with more labels than fit grows; axes keep their ends. In the last resort a label is left out:
    # the table beside the chart has every figure.
    for plot_height in (112, 140, 168, 224):
        sheet = Sheet()
        left = max((text_width(words) for _, words in y_ticks), default=0) + 6
        # So wide a margin that a label can stand right of a line before the last year.
        margin = min(max(text_width(_words(rows[-1], "label")) - 5 if rows else 0.0, 14.0), 64.0)
        x_scale = Scale(*x_range, left + 14, sheet.width - margin)
        uprights = [(x_scale(x), words) for x, words in sorted(breaks)]
        deepest, starts = line_words(sheet, uprights)
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
            if (words := _words(rows[index], "label"))
        ]
        bounds = Box(left, top - 18, sheet.width, bottom + 14)
        places = place_labels(labels, obstacles, lines, bounds)
        if None not in places:
            break
    for value, words in y_ticks:
        sheet.line(left, y_scale(value), sheet.width, y_scale(value), "rule", 1.0)
        sheet.text(left - 6, y_scale(value) + 4, words, colour="muted", anchor="end")
    for (x, _), y in zip(uprights, starts, strict=True):
        sheet.line(x, y, x, bottom + 14, "peer", 1.0, (3, 3))
    sheet.line(left, bottom + 14, sheet.width, bottom + 14, "peer", 1.0)
    for value, _ in x_ticks:
        sheet.line(x_scale(value), bottom + 14, x_scale(value), bottom + 18, "peer", 1.0)
    x_labels(sheet, x_ticks, x_scale, bottom + 31, keep="last")
    for stroke in strokes:
        sheet.line(*stroke, "accent", 2.0)
    for (x, y), row in zip(points, rows, strict=True):
        sheet.dot(x, y, "accent", hollow=bool(row.get("inexact")))
    draw_labels(sheet, labels, places, lines)
    return sheet.figure(bottom + 36)


def _named(rows: Sequence[Row]) -> Sequence[int]:
    """Places of the points that get their number: all, or of a long series its own, the ends, the extremes.

    Thirty numbers on a phone's width are read by nobody, and the table beside the chart has every one.
    """
    everywhere = range(len(rows))
    if len(rows) <= MOST_LABELS:
        return everywhere

    def height(index: int) -> float:
        return float(rows[index]["y"])

    own = [index for index in everywhere if rows[index].get("own")]
    return sorted({0, len(rows) - 1, *own, max(everywhere, key=height), min(everywhere, key=height)})


def ranked_dots(
    frame: pd.DataFrame,
    *,
    x_range: tuple[float, float],
    x_ticks: Sequence[Tick],
    median: float | None = None,
    median_label: str = "",
    reference: float | None = None,
    reference_label: str = "",
) -> Figure:
    """Draw one dot per province, in the order of the frame, with its interval.

    Parameters
    ----------
    frame
        ``label``, ``value`` (may be missing: then only the words are printed), ``low``, ``high`` (interval,
        may be missing), ``value_label``, ``inexact``.
    x_range, x_ticks
        Ends of the axis, and places on it with their words.
    median, median_label, reference, reference_label
        Values to be drawn as lines through all rows, and what to call them.
    """
    sheet = Sheet()
    rows = _rows(frame)
    left = _widest(rows, "label") + 10
    room = _widest([row for row in rows if row.get("value") is not None], "value_label")
    scale = Scale(*x_range, left + 4, sheet.width - room - 12)
    marks = [
        (scale(value), words, dash)
        for value, words, dash in ((median, median_label, ()), (reference, reference_label, (3.0, 3.0)))
        if value is not None
    ]
    y = 0.0
    if len(rows) > 20:
        x_labels(sheet, x_ticks, scale, y + SMALL)
        y += LINE + 2
    y, mark_tops = line_words(sheet, [(x, words) for x, words, _ in marks], y)
    top = y + 3
    bottom = top + _ROW * len(rows)
    for value, _ in x_ticks:
        sheet.line(scale(value), top, scale(value), bottom, "rule", 1.0)
    for index in range(len(rows)):
        if index % 2:
            sheet.line(
                0, top + _ROW * (index + 0.5), sheet.width - room - 8, top + _ROW * (index + 0.5), "rule", 0.5
            )
    for (x, _, dash), mark_top in zip(marks, mark_tops, strict=True):
        sheet.line(x, mark_top, x, bottom, "muted", 1.25, dash)
    middles = [top + _ROW * (index + 0.5) for index in range(len(rows))]
    _plates(sheet, rows, middles)
    for row, middle in zip(rows, middles, strict=True):
        if row.get("value") is not None and row.get("low") is not None and row.get("high") is not None:
            ends = (scale(max(float(row["low"]), x_range[0])), scale(min(float(row["high"]), x_range[1])))
            sheet.line(ends[0], middle, ends[1], middle, "peer", 1.5)
    for row, middle in zip(rows, middles, strict=True):
        sheet.text(0, middle + 4, _words(row, "label"))
        words, colour = _words(row, "value_label"), "ink"
        if row.get("value") is None:
            box = text_box(sheet.width, middle + 4, text_width(words) + 4, SMALL, "end")
            sheet.rectangle(box, COLOURS["ground"], layer=3)
            colour = "muted"
        else:
            hollow = bool(row.get("inexact"))
            sheet.dot(scale(float(row["value"])), middle, "peer", size=7.5, hollow=hollow)
        sheet.text(sheet.width, middle + 4, words, anchor="end", colour=colour)
    x_labels(sheet, x_ticks, scale, bottom + SMALL + 3)
    return sheet.figure(bottom + LINE + 4)


def _plates(sheet: Sheet, rows: Sequence[Row], middles: Sequence[float]) -> None:
    """Clear the ground behind the names, so that guides lead to them and not through them."""
    for row, middle in zip(rows, middles, strict=True):
        wide = text_width(_words(row, "label"))
        sheet.rectangle(Box(0, middle - 2, wide + 4, middle + 2), COLOURS["ground"])


def funnel(
    frame: pd.DataFrame,
    *,
    centre: float,
    limits: pd.DataFrame,
    x_range: tuple[float, float],
    y_range: tuple[float, float],
    x_ticks: Sequence[Tick],
    y_ticks: Sequence[Tick],
    x_label: str = "",
    y_label: str = "",
    centre_label: str = "",
    limit_labels: tuple[str, str] = ("", ""),
) -> Figure:
    """Draw shares against the numbers that they are shares of, between the limits of ordinary variation.

    Parameters
    ----------
    frame
        ``size``, ``share``, ``label`` (empty for points without a name).
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
    rows = [row for row in _rows(frame) if row.get("share") is not None]
    curves = [row for row in _rows(limits) if x_range[0] <= float(row["size"]) <= x_range[1]]
    right_words = (centre_label, *limit_labels)
    right = max((text_width(words) for words in right_words), default=0)
    for plot_height in (210, 250, 310):
        sheet = Sheet()
        left = max((text_width(words) for _, words in y_ticks), default=0) + 6
        y = 0.0
        for line in wrap(unicodedata.normalize("NFC", y_label), sheet.width) if y_label else ():
            y += LINE
            sheet.text(0, y - 4, line, colour="muted")
        top, bottom = y + 10, y + 10 + plot_height
        x_scale = Scale(*x_range, left, sheet.width - (right + 8 if right else 6))
        y_scale = Scale(*y_range, bottom, top)
        spots = [(x_scale(float(row["size"])), y_scale(float(row["share"])), row) for row in rows]
        labels = [
            Label(x, y, _words(row, "label"), "ink", False) for x, y, row in spots if _words(row, "label")
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
    for value, words in y_ticks:
        sheet.line(left, y_scale(value), x_scale.end, y_scale(value), "rule", 1.0)
        sheet.text(left - 6, y_scale(value) + 4, words, colour="muted", anchor="end")
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
            sheet.path(kept, edge=COLOURS["peer"], width=1.0, dash=dash)
            ends.append((kept[-1][1], words, "muted"))
    sheet.line(left, y_scale(centre), x_scale.end, y_scale(centre), "muted", 1.5)
    side_labels(sheet, ends, x_scale.end + 6, Box(0, top, sheet.width, bottom))
    sheet.line(left, bottom, x_scale.end, bottom, "peer", 1.0)
    x_labels(sheet, x_ticks, x_scale, bottom + 15)
    for x, y, _ in spots:
        sheet.dot(x, y, "peer", size=6.5)
    draw_labels(sheet, labels, places, lines)
    y = bottom + 19
    for line in wrap(unicodedata.normalize("NFC", x_label), sheet.width - left) if x_label else ():
        y += LINE
        sheet.text(x_scale.end, y - 2, line, colour="muted", anchor="end")
    return sheet.figure(y + 2)


def dumbbells(
    frame: pd.DataFrame,
    *,
    x_range: tuple[float, float],
    x_ticks: Sequence[Tick],
    before_title: str = "",
    after_title: str = "",
) -> Figure:
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
    rows = _rows(frame)
    row_height = 20.0
    left = _widest(rows, "label") + 10
    room = max(_widest(rows, "before_label"), _widest(rows, "after_label"))
    # Words stand outside the two dots, so there has to be room for them at both ends of the scale.
    scale = Scale(*x_range, left + room + 8, sheet.width - room - 8)
    y = 0.0
    if before_title or after_title:
        x = left
        for words, hollow in ((before_title, True), (after_title, False)):
            words = unicodedata.normalize("NFC", words)
            if x > left and x + 12 + text_width(words) > sheet.width:
                x, y = left, y + LINE
            sheet.dot(x + 4, y + 8, "peer", size=8, hollow=hollow)
            sheet.text(x + 12, y + 12, words, colour="muted")
            x += 12 + text_width(words) + 16
        y += LINE + 5
    x_labels(sheet, x_ticks, scale, y + SMALL)
    top = y + LINE + 3
    bottom = top + row_height * len(rows)
    for value, _ in x_ticks:
        sheet.line(scale(value), top, scale(value), bottom, "rule", 1.0)
    middles = [top + row_height * (index + 0.5) for index in range(len(rows))]
    for row, middle in zip(rows, middles, strict=True):
        ends = scale(float(row["before"])), scale(float(row["after"]))
        sheet.line(ends[0], middle, ends[1], middle, "peer", 2.0)
        sheet.dot(ends[0], middle, "peer", hollow=True)
        sheet.dot(ends[1], middle, "peer", size=8.5)
    for row, middle in zip(rows, middles, strict=True):
        before, after = float(row["before"]), float(row["after"])
        sheet.text(0, middle + 4, _words(row, "label"))
        sides: tuple[Anchor, Anchor] = ("end", "start") if before <= after else ("start", "end")
        for value, column, side in ((before, "before_label", sides[0]), (after, "after_label", sides[1])):
            sheet.text(
                scale(value) + (8 if side == "start" else -8),
                middle + 4,
                _words(row, column),
                anchor=side,
                colour="muted" if column == "before_label" else "ink",
            )
    return sheet.figure(bottom + 4)

"""The parts of a whole, year by year, as bars of 100%."""

from collections.abc import Mapping, Sequence
from typing import Final

import pandas as pd
from matplotlib.figure import Figure

from analysis.charts.geometry import Box, Scale
from analysis.charts.labels import Segment, places_above
from analysis.charts.rows import Row, plain_rows, words_in
from analysis.charts.sheet import Sheet
from analysis.charts.typesetting import LINE, NORMAL, text_width, wrap
from analysis.page import COLOURS

RATING_FILL: Final[Mapping[str, str]] = {
    "excellent": COLOURS["accent_deep"],
    "good": COLOURS["accent_mid"],
    "completed": COLOURS["accent_soft"],
    "failed": COLOURS["failed"],
}


def _rating_fill(sheet: Sheet, box: Box, category: str) -> None:
    if category not in RATING_FILL:
        sheet.hatch(box)
    elif category == "completed":
        # The light blue alone is too faint beside the ground: its edge carries the contrast.
        sheet.rectangle(box, RATING_FILL[category], COLOURS["accent_mid"])
    else:
        sheet.rectangle(box, RATING_FILL[category])


def rating_bars(
    frame: pd.DataFrame, *, base_labels: Mapping[str, str], breaks: Sequence[tuple[str, str, str]] = ()
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
    for row in plain_rows(frame):
        years.setdefault(str(row["year"]), []).append(row)
    left = max((text_width(year, NORMAL, True) for year in years), default=0) + 10
    scale = Scale(0, 100, left, sheet.width)
    tall, y, previous = 20.0, 0.0, ""
    for year, rows in years.items():
        for before, after, words in breaks:
            if after == year and before == previous:
                y = _break_between(sheet, y, words)
        top = _rating_bar(sheet, rows, scale, y, tall)
        sheet.text(0, top + tall / 2 + 4, year, size=NORMAL, bold=True)
        y = top + tall
        for line in wrap(base_labels.get(year, ""), sheet.width - left):
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
        segments.append((str(row["category"]), Segment(scale(total), scale(end), words_in(row, "label"))))
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

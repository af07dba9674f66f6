"""Bars beside their target."""

from collections.abc import Sequence

from analysis.charts.geometry import Box
from analysis.charts.picture import Picture
from analysis.charts.rows import Frame, Row, plain_rows, widest, words_in
from analysis.charts.sheet import Sheet
from analysis.charts.typesetting import LINE, NORMAL, SMALL, text_width, wrap
from analysis.page import COLOURS


def bullet(frame: Frame) -> Picture:
    """Draw what was reached against what was planned, year by year.

    Parameters
    ----------
    frame
        ``year`` (text), ``actual``, ``actual_label``, ``target``, ``target_to`` (upper end where the plan
        is a range), ``target_label``, ``state_label`` (words for a year of which only the plan is known).
    """
    sheet = Sheet()
    rows = plain_rows(frame)
    tall = 16.0
    left = widest(rows, "year", NORMAL, True) + 10

    def reach(row: Row) -> float:
        return max(float(row.get(key) or 0) for key in ("actual", "target", "target_to"))

    def end_words(row: Row) -> str:
        return words_in(row, "state_label" if row.get("actual") is None else "actual_label")

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
            y = _target_words(sheet, words_in(row, "target_label"), ticks, left, bottom) + 12
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
    return Picture(sheet, y - 8)


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

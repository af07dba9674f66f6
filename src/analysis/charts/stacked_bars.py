"""The parts of a whole, year by year, as bars of 100%."""

from collections.abc import Mapping, Sequence
from typing import Final

from analysis.charts.geometry import Box, Scale
from analysis.charts.labels import Segment, places_above
from analysis.charts.picture import Picture
from analysis.charts.rows import Frame, Row, plain_rows, words_in
from analysis.charts.sheet import Sheet
from analysis.charts.typesetting import LINE, NORMAL, text_width, wrap
from analysis.page import COLOURS

_FILLS: Final = (COLOURS["accent_deep"], COLOURS["accent_mid"], COLOURS["accent_soft"], COLOURS["failed"])
"""Of the classes of one whole, the best first; what they leave is hatched."""

_INSIDE: Final = ("ground", "ground", "ink", "ground")


def _fill(sheet: Sheet, box: Box, place: int) -> None:
    if not 0 < place <= len(_FILLS):
        sheet.hatch(box)
    else:
        # The light blue alone is too faint beside the ground: its edge carries the contrast.
        edge = COLOURS["accent_mid"] if place == 3 else "none"
        sheet.rectangle(box, _FILLS[place - 1], edge)


def rating_bars(
    frame: Frame, *, base_labels: Mapping[str, str], breaks: Sequence[tuple[str, str, str]] = ()
) -> Picture:
    """Draw the classes of each year as one bar of 100%.

    Parameters
    ----------
    frame
        One row per class, years in the order to be drawn: ``year`` (text), ``place`` (of the class, from 1; 0
        for what the classes leave), ``share`` (0 to 100), ``name``, ``label`` (the name with its number).
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
    return Picture(sheet, y - 10)


def _rating_bar(sheet: Sheet, rows: Sequence[Row], scale: Scale, y: float, tall: float) -> float:
    """Draw one bar with its labels above, and say where it begins."""
    total, segments = 0.0, list[tuple[int, Segment]]()
    for row in rows:
        end = min(total + float(row["share"]), 100.0)
        segments.append((int(row["place"]), Segment(scale(total), scale(end), words_in(row, "label"))))
        total = end
    named = [segment for _, segment in segments if segment.words]
    places = places_above(named, scale.start, scale.end)
    if places is None:
        top = _keyed_list(sheet, [(kind, s.words) for kind, s in segments if s.words], scale.start, y)
    else:
        lines = 1 + max((spot.level for spot in places), default=-1)
        top = y + lines * LINE + 3
        for spot, segment in zip(places, named, strict=True):
            baseline = top - 5 - spot.level * LINE
            sheet.text(spot.x, baseline, segment.words)
            if spot.level:
                sheet.line(segment.middle, baseline + 4, segment.middle, top, "peer", 0.75)
    for place, segment in segments:
        if segment.right > segment.left:
            # A hairline of ground parts the classes; a sliver is left whole so that it does not vanish.
            slit = 1.0 if segment.right - segment.left > 4 and segment.right < scale.end - 0.5 else 0.0
            _fill(sheet, Box(segment.left, top, segment.right - slit, top + tall), place)
    if total < 99.9:
        sheet.rectangle(Box(scale(total), top, scale.end, top + tall), edge=COLOURS["rule"])
    return top


def _keyed_list(sheet: Sheet, items: Sequence[tuple[int, str]], left: float, y: float) -> float:
    """Print labels as running text, each with a square of its colour: for bars of slivers."""
    square, x, line = 8.0, left, y + LINE - 3
    for place, words in items:
        parts = wrap(words, sheet.width - left - square - 5)
        if x > left and (len(parts) > 1 or x + square + 5 + text_width(words) > sheet.width):
            x, line = left, line + LINE
        _fill(sheet, Box(x, line - square, x + square, line), place)
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


def stacked_columns(
    frame: Frame, *, base_labels: Mapping[str, str], breaks: Sequence[tuple[str, str, str]] = ()
) -> Picture:
    """Draw the classes of many years side by side as columns of 100%, one legend above them.

    Parameters
    ----------
    frame, base_labels, breaks
        As for `rating_bars`; where the rules changed, a gap parts the columns.
    """
    sheet = Sheet()
    rows = plain_rows(frame)
    names = {int(row["place"]): words_in(row, "name") for row in rows}
    order = sorted(names, key=lambda place: place or len(names) + 1)
    top = _keyed_list(sheet, [(place, names[place]) for place in order], 0.0, 0.0) + 6
    years: dict[str, list[Row]] = {}
    for row in rows:
        years.setdefault(str(row["year"]), []).append(row)
    parted = {after for _, after, _ in breaks}
    gap, between = 14.0, 4.0
    each = (sheet.width - gap * sum(year in parted for year in years) + between) / len(years) - between
    each, tall, x = min(each, 46.0), 150.0, 0.0
    # A number in every class that is high enough, or in none: two in twenty would seem to mean something.
    told = max((text_width(f"{float(row['share']):.0f}") for row in rows), default=0.0) < each - 2
    for number, (year, parts) in enumerate(years.items()):
        if year in parted and number:
            sheet.line(
                x + gap / 2 - between / 2, top, x + gap / 2 - between / 2, top + tall, "peer", 1.0, (3, 3)
            )
            x += gap
        y = top
        for row in sorted(parts, key=lambda row: int(row["place"]) or len(names) + 1):
            place, high = int(row["place"]), tall * min(float(row["share"]), 100.0) / 100
            _fill(sheet, Box(x, y, x + each, y + max(high - 0.75, 0.5)), place)
            words = f"{float(row['share']):.0f}"
            if place and high > 16 and told:
                colour = _INSIDE[min(place, len(_INSIDE)) - 1]
                sheet.text(x + each / 2, y + high / 2 + 4, words, colour=colour, anchor="middle")
            y += high
        shown = year if text_width(year) <= each else f"’{year[-2:]}"
        if text_width(shown) <= each + 2 or number % 2 == 0:
            middle = max(x + each / 2, text_width(shown) / 2)
            sheet.text(middle, top + tall + 15, shown, colour="ink", anchor="middle")
        x += each + between
    line = top + tall + 18
    for year in (next(reversed(years)),):
        for words in wrap(f"{year}: {base_labels.get(year, '')}", sheet.width):
            line += LINE
            sheet.text(0, line, words, colour="muted")
    return Picture(sheet, line + 6)

"""Pieces of charts that every report has: a drawn panel with its words, axes with round ends."""

from collections.abc import Sequence

from matplotlib.figure import Figure as Drawing
from matplotlib.ticker import MaxNLocator

from analysis import charts
from analysis.page import Panel, Words

Ticks = list[tuple[float, str]]


def panel(drawing: Drawing, salt: str, alt: str, title: str = "") -> Panel:
    """A drawn chart with its words."""
    width, height = drawing.get_size_inches() * 72
    return Panel(
        svg=charts.to_svg(drawing, salt),
        alt=alt,
        title=title,
        width=round(float(width), 1),
        height=round(float(height), 1),
    )


def axis(values: Sequence[float], words: Words, *, percent: bool) -> tuple[tuple[float, float], Ticks]:
    """Ends of an axis for dots and round places on it, with their words.

    Parameters
    ----------
    values : sequence of float
    words : Words
    percent : bool
        Percentages need not begin at nought, and end at a hundred unless one goes beyond; counts begin there.
    """
    low, high = (min(values), max(values)) if values else (0.0, 1.0)
    ticks = MaxNLocator(nbins=4, steps=[1, 2, 2.5, 5, 10]).tick_values(low if percent else 0.0, high or 1.0)
    if percent and high <= 100:
        ticks = [tick for tick in ticks if tick <= 100]
    places = sorted({max(float(tick), 0.0) for tick in ticks})
    whole = all(place == int(place) for place in places)
    if percent:
        named = [(place, words.percent(place, 0 if whole else 1)) for place in places]
    else:
        named = [(place, words.integer(int(place))) for place in places if place == int(place)]
    return (min(places[0], low), max(places[-1], high)), named


def nice_top(value: float) -> float:
    """The end of an axis that holds a value: 1, 2, 2.5 or 5 times a power of ten.

    Examples
    --------
    >>> nice_top(209), nice_top(6102), nice_top(7)
    (250.0, 10000.0, 10.0)
    """
    if value <= 0:
        return 1.0
    power = 10.0 ** (len(str(int(value))) - 1)
    return next(step * power for step in (1.0, 2.0, 2.5, 5.0, 10.0) if step * power >= value)


def tick_years(years: Sequence[int]) -> list[int]:
    """Years to be named on an axis: all while they fit, else the ends and some between."""
    first, last = years[0], years[-1]
    if last - first < 6:
        return list(range(first, last + 1))
    step = -(-(last - first) // 4)
    return [*range(first, last - step // 2, step), last]


def stretches(numbers: Sequence[int]) -> str:
    """Rising numbers, those that follow one another as a stretch.

    Examples
    --------
    >>> stretches([1, 3, 4, 5, 8, 9])
    '1, 3–5, 8, 9'
    """
    parts: list[list[int]] = []
    for number in numbers:
        if parts and number == parts[-1][-1] + 1:
            parts[-1].append(number)
        else:
            parts.append([number])
    return ", ".join(
        f"{part[0]}–{part[-1]}" if len(part) > 2 else ", ".join(map(str, part)) for part in parts
    )

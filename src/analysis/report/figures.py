"""Pieces of charts that every report has: a drawn panel with its words, axes with round ends."""

import math
from collections.abc import Sequence

from matplotlib.ticker import MaxNLocator

from analysis import charts
from analysis.compare import RATE
from analysis.data import Catalog, Row
from analysis.page import Panel, Words

Ticks = list[tuple[float, str]]


def panel(drawn: charts.Picture, salt: str, alt: str, title: str = "") -> Panel:
    """A drawn chart with its words."""
    width, height = drawn.size
    return Panel(svg=drawn.svg(salt), alt=alt, title=title, width=width, height=height)


def axis(
    values: Sequence[float], like: Row, words: Words, catalog: Catalog, *, unit: str = "", bins: int = 4
) -> tuple[tuple[float, float], Ticks]:
    """Ends of an axis that fits its values, and round places on it with their words.

    Parameters
    ----------
    values : sequence of float
    like : dict
        A figure of their kind: counts and rates begin at nought, all else spans at least a tenth of what is
        possible, so that a point more or less never looks like twenty.
    words : Words
    catalog : Catalog
        For the scale of a score.
    unit : str, optional
        What the values are in, where it is not what the figure is compared by: ``count``, ``points``.
    bins : int, optional
        At most so many steps from end to end.

    Returns
    -------
    tuple of float
        Both ends.
    list of tuple
        Places with their words, the ends among them.
    """
    measure = {"points": "share"}.get(unit, unit) or like["measure"]
    percent = measure in ("share", "fulfilment") or (measure == RATE and like["derived"].factor == 100)
    low, high = (min(values), max(values)) if values else (0.0, 1.0)
    least, most = possible({**like, "measure": measure}, catalog)
    if measure in ("count", RATE):
        low, high = min(low, 0.0), max(high, 1.0)
    elif (room := (most - least) / 10 - (high - low)) > 0 and most < math.inf:
        low = max(min(low - room / 2, most - (most - least) / 10), least)
        high = min(max(high + room / 2, least + (most - least) / 10), most)
    top = max(most, high) if percent or measure == "score" else math.inf
    ticks = MaxNLocator(nbins=bins, steps=[1, 2, 2.5, 5, 10]).tick_values(
        low, high if high > low else low + 1
    )
    places = sorted({min(max(float(tick), least), top) for tick in ticks})
    if measure == "count":
        places = [place for place in places if place == int(place)]
    decimals = 0 if all(place == int(place) for place in places) else 1 if high - low > 0.5 else 2
    unit = "%" if percent else ""
    named = [(place, f"{words.decimal(place, decimals)}{unit}") for place in places]
    return (places[0], places[-1]), named


def percent_axis(values: Sequence[float], words: Words) -> tuple[tuple[float, float], Ticks]:
    """Ends of an axis of what was reached in percent, and round places on it with their words."""
    ticks = MaxNLocator(nbins=4, steps=[1, 2, 2.5, 5, 10], integer=True).tick_values(min(values), max(values))
    places = [float(tick) for tick in ticks if tick >= 0]
    return (places[0], places[-1]), [(place, f"{words.decimal(place, 0)}%") for place in places]


def possible(like: Row, catalog: Catalog) -> tuple[float, float]:
    """The least and the greatest value that a figure of this kind can have."""
    if like["measure"] == "share":
        return 0.0, 100.0
    meaning = catalog.indicators[like["indicator"], like["category"]]
    if like["measure"] == "score" and meaning.scale_min is not None and meaning.scale_max is not None:
        return meaning.scale_min, meaning.scale_max
    return -math.inf if like["measure"] == "amount" else 0.0, math.inf


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

"""Pictures straight from a frame of `Dataset.select` or `compare.ranking`, in one line.

The frame has a row a figure. Numbers are written in the language that it was asked for in; where a frame
no longer knows it, in English.
"""

from collections import Counter
from dataclasses import replace
from decimal import Decimal

import pandas as pd
from matplotlib.ticker import MaxNLocator

from analysis.charts.axes import Tick
from analysis.charts.dot_charts import ranked_dots
from analysis.charts.lines_chart import MOST_PLACES, lines
from analysis.charts.picture import Picture
from analysis.charts.rows import Row, plain_rows
from analysis.charts.tile_chart import fifths, tiles as shaded_tiles
from analysis.data import Catalog
from analysis.errors import RequestError, expect
from analysis.page import Words

_NEEDED = (
    "place", "place_name", "year", "label", "value", "unit", "printed", "basis", "authority", "breaks",
    "reason",
)  # fmt: skip


def over_time(frame: pd.DataFrame, highlight: str | list[str] | None = None) -> Picture:
    """Draw one figure of several places over the years: a line a place, parted where rules changed.

    Parameters
    ----------
    frame : pandas.DataFrame
        From `Dataset.select`: one indicator.
    highlight : str or list of str, optional
        Names or slugs of up to six places in colour, the others in grey; without it the first six.

    Returns
    -------
    Picture
        Shown by a notebook; ``save("chart.svg")`` and ``save("chart.png")`` write it.

    Raises
    ------
    RequestError
        If there is nothing to draw, or more than one indicator.

    Examples
    --------
    >>> from analysis import load
    >>> data = load()
    >>> known = data.catalog.indicators.items()
    >>> score = next("/".join(pair) for pair, meaning in known if meaning.measure == "score")
    >>> chart = over_time(data.select(indicators=score), ["Trà Vinh", "Cần Thơ"])
    """
    rows = _rows(frame)
    words = _words(frame)
    chosen = [highlight] if isinstance(highlight, str) else list(highlight or [])
    names = list(dict.fromkeys(row["place_name"] for row in rows))
    slugs = {row["place"]: row["place_name"] for row in rows}
    coloured = [slugs.get(name, name) for name in chosen] or names[:MOST_PLACES]
    if unknown := [name for name in coloured if name not in names]:
        raise RequestError("not-in-frame", name=unknown[0], known=names[:12])
    if len(coloured) > MOST_PLACES:
        raise RequestError("too-many-places", given=len(coloured), most=MOST_PLACES)
    points = sorted(
        _points(rows), key=lambda point: coloured.index(point["place"]) if point["place"] in coloured else -1
    )
    years = [int(row["year"]) for row in rows]
    low, high = min(years), max(years)
    y_range, y_ticks = _axis(rows, words)
    grey = [point for point in points if point["place"] not in coloured]
    drawn = lines(
        pd.DataFrame([point for point in points if point["place"] in coloured]),
        x_range=(low - 0.3, high + 0.3),
        y_range=y_range,
        x_ticks=[(float(year), str(year)) for year in range(low, high + 1)],
        y_ticks=y_ticks,
        others=pd.DataFrame(grey) if grey else None,
    )
    return replace(drawn, title=_title(rows))


def ranked(frame: pd.DataFrame) -> Picture:
    """Draw one figure of one year as a dot a place, the largest first.

    Parameters
    ----------
    frame : pandas.DataFrame
        From `compare.ranking`, or from `Dataset.select` with one indicator and one year.

    Returns
    -------
    Picture
        As `over_time` gives it, and refused like there.
    """
    rows = _rows(frame, one_year=True)
    words = _words(frame)
    rows = sorted(rows, key=lambda row: (-float(row["value"]), row["place"]))
    x_range, x_ticks = _axis(rows, words)
    placed = [
        {
            "label": row["place_name"],
            "value": float(row["value"]),
            "value_label": _number(row, words),
            "inexact": _inexact(row),
        }
        for row in rows
    ]
    return replace(ranked_dots(pd.DataFrame(placed), x_range=x_range, x_ticks=x_ticks), title=_title(rows))


def tile_map(frame: pd.DataFrame, catalog: Catalog) -> Picture:
    """Draw one figure of one year as a map of equal tiles, shaded by fifths of the places.

    Parameters
    ----------
    frame : pandas.DataFrame
        From `compare.ranking`, or from `Dataset.select` with one indicator and one year.
    catalog : Catalog
        Of the same data: it knows where the places lie, and the names of those without a figure.

    Returns
    -------
    Picture
        As `over_time` gives it, and refused like there; so is one of which no map has the places.
    """
    rows = {row["place"]: row for row in _rows(frame, one_year=True)}
    words = _words(frame)
    tiles = max(catalog.tiles.values(), key=lambda known: len(rows.keys() & known.keys()), default={})
    shaded = {slug: rows[slug] for slug in tiles if slug in rows}
    if not shaded:
        raise RequestError("no-place-on-map", known=sorted(rows)[:6])
    values = {slug: float(row["value"]) for slug, row in shaded.items()}
    shades = fifths(values)
    legend: list[tuple[int | None, str]] = []
    for shade in sorted(set(shades.values()), reverse=True):
        inside = sorted((slug for slug in shades if shades[slug] == shade), key=values.__getitem__)
        ends = dict.fromkeys(_number(shaded[slug], words) for slug in (inside[0], inside[-1]))
        legend.append((shade, words.text("map-class", span="–".join(ends), count=len(inside))))
    if missing := len(tiles) - len(shaded):
        legend.append((None, words.text("map-missing", count=missing)))
    drawn = [
        {
            "label": catalog.provinces[slug].name_vi.removeprefix("Thành phố "),
            "column": column,
            "row": row,
            "group": catalog.provinces[slug].region,
            "shade": shades.get(slug),
        }
        for slug, (column, row) in tiles.items()
        if slug in catalog.provinces
    ]
    title = _title(list(rows.values()))
    return replace(shaded_tiles(pd.DataFrame(drawn), legend=legend, title=title), title=title)


def _title(rows: list[Row]) -> str:
    years = sorted({int(row["year"]) for row in rows})
    span = str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"
    unit = "" if rows[0]["unit"] == "%" else f", {rows[0]['unit']}"
    return f"{rows[0]['label']}{unit}, {span}"


def _words(frame: pd.DataFrame) -> Words:
    return Words(frame.attrs.get("lang", "en"))


def _rows(frame: pd.DataFrame, *, one_year: bool = False) -> list[Row]:
    """The rows that have a value, if they are of one figure and each place has one of them a year."""
    expect(pd.DataFrame, frame=frame)
    if missing := [name for name in _NEEDED if name not in frame.columns]:
        raise RequestError("no-tidy-frame", missing=missing)
    rows = [row for row in plain_rows(frame) if row["value"] is not None]
    if not rows:
        raise RequestError("nothing-to-draw")
    told = "place_name", *(() if one_year else ("year",))
    keys = [tuple(row[name] for name in told) for row in rows]
    twice = next((key for key, count in Counter(keys).items() if count > 1), None)
    if twice is not None:
        raise RequestError("several-figures", name=", ".join(map(str, twice)))
    if len(labels := {(row["label"], row["unit"]) for row in rows}) > 1:
        raise RequestError("several-figures", name=", ".join(sorted(label for label, _ in labels)[:3]))
    return rows


def _points(rows: list[Row]) -> list[Row]:
    """Points of lines, each joined to the one before where nothing forbids to compare them."""
    found: list[Row] = []
    before: dict[str, Row] = {}
    for row in sorted(rows, key=lambda row: (row["place"], row["year"])):
        earlier = before.get(row["place"])
        before[row["place"]] = row
        joined = (
            earlier is not None
            and row["year"] == earlier["year"] + 1
            and not row["breaks"]
            and not _inexact(row)
            and not _inexact(earlier)
            and all(row[name] == earlier[name] for name in ("basis", "authority"))
        )
        found.append(
            {
                "place": row["place_name"],
                "x": float(row["year"]),
                "y": float(row["value"]),
                "inexact": _inexact(row),
                "connected": joined,
            }
        )
    return found


def _inexact(row: Row) -> bool:
    return row["reason"] not in ("", None, "authority_unsaid")


def _number(row: Row, words: Words) -> str:
    """The number as printed, with its decimals."""
    printed = str(row["printed"])
    number = words.decimal(Decimal(printed), len(printed.partition(".")[2]))
    return f"{number}%" if row["unit"] == "%" else number


def _axis(rows: list[Row], words: Words) -> tuple[tuple[float, float], list[Tick]]:
    """Ends of an axis that fits the values, and round places on it; counts begin at nought."""
    values = [float(row["value"]) for row in rows]
    low, high = min(values), max(values)
    if all(value == int(value) for value in values):
        low = min(low, 0.0)
    if high == low:
        low, high = low - 1, high + 1
    ticks = [float(tick) for tick in MaxNLocator(nbins=5, steps=[1, 2, 2.5, 5, 10]).tick_values(low, high)]
    decimals = 0 if all(tick == int(tick) for tick in ticks) else 1 if high - low > 0.5 else 2
    sign = "%" if rows[0]["unit"] == "%" else ""
    return (ticks[0], ticks[-1]), [(tick, f"{words.decimal(tick, decimals)}{sign}") for tick in ticks]

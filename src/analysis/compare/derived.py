"""Figures that no source prints but that follow from printed ones, each with its formula and inputs.

Nothing is estimated: where rounding leaves more than one possible whole number, there is no result. What may
follow from what is said by the vocabulary: a count by its stock (``per``), a part by its total (``part_of``).
"""

import math
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

import pandas as pd

from analysis.compare.neighbours import wilson
from analysis.compare.rows import SMALL_COUNT, day_of, decimals, disputed, rows_by_id, small
from analysis.data import Dataset, Indicator, Row, missing

FARTHEST = 366
"""By so many days a stock may be away from the end of what is set against it: a year, and a leap day."""


@dataclass(frozen=True)
class Derived:
    """One derived figure.

    Attributes
    ----------
    name : str
        What it is: ``base``, ``share_of_base``, ``share_of_rated`` (or of another printed base), and of rates
        what they are told by: ``per_1000_members``.
    value : float
        Its value: percent for shares, a whole number for a base.
    formula : str
        How it was worked out, in numbers.
    inputs : tuple of str
        Ids of the figures that went in; of a rate the count, and the figure it is set against.
    of : int or None
        What a share or rate refers to.
    whole : str
        Of a rate what it is set against, as ``indicator/category``; else empty.
    factor : int
        By how many of that a rate is told; 100 makes it a percentage.
    day : str
        The day of the stock that a rate is set against; else empty.
    alike : bool
        Whether what is counted is some of what it is set against, as the disciplined are of the members.
    """

    name: str
    value: float
    formula: str
    inputs: tuple[str, ...]
    of: int | None = None
    whole: str = ""
    factor: int = 100
    day: str = ""
    alike: bool = False


def interval(derived: Derived, count: int) -> tuple[float, float] | None:
    """Between what a rate lies but for ordinary variation: its 95% Wilson interval, in its unit.

    Parameters
    ----------
    derived : Derived
    count : int
        The figure that it was worked out from.

    Returns
    -------
    tuple of float or None
        None where nothing is some of what it is set against, and for a handful.
    """
    if not derived.alike or derived.of is None or min(count, derived.of) < SMALL_COUNT:
        return None
    low, high = wilson(count, derived.of)
    return low * derived.factor / 100, high * derived.factor / 100


def implied_base(part: int, percent_text: str) -> int | None:
    """The whole number that ``part`` is so many percent of, if rounding leaves only one.

    Parameters
    ----------
    part : int
        The count.
    percent_text : str
        Its percentage as printed, whose decimals tell how it was rounded.

    Examples
    --------
    >>> implied_base(86, "91.49"), implied_base(4115, "96.42"), implied_base(4115, "96")
    (94, 4268, None)
    """
    percent = float(percent_text)
    half = 0.5 * 10.0 ** -decimals(percent_text)
    if percent <= half:
        return None
    low, high = part / ((percent + half) / 100), part / ((percent - half) / 100)
    first, last = math.ceil(low - 1e-9), math.floor(high + 1e-9)
    return first if first == last else None


def derive(data: Dataset, figure: pd.Series) -> tuple[Derived, ...]:
    """All that follows from one figure and its neighbours.

    Parameters
    ----------
    data : Dataset
    figure : pandas.Series
        A row of ``data.observations``.

    Returns
    -------
    tuple of Derived
        Empty if nothing follows.
    """
    if figure["kind"] != "actual" or figure["qualifier"] != "exact" or missing(figure["count"]):
        return ()
    # A base that is a class of the same whole: so many of those rated good or better.
    by_class = (figure["indicator"], figure["of_basis"]) in data.catalog.indicators
    shares = _share_of_all(data, figure) if by_class and not missing(figure["of"]) else []
    return (*shares, *rates(data).get(figure["id"], ()))


@lru_cache(maxsize=4)
def _kept(data: Dataset) -> dict[str, Mapping[str, tuple[Derived, ...]]]:
    """The rates of a dataset, worked out once, by this process or by another one."""
    return {}


def take_rates(data: Dataset, found: Mapping[str, tuple[Derived, ...]]) -> None:
    """Take the rates from a process that has worked them out of the same data."""
    _kept(data)["rates"] = MappingProxyType(found)


def rates(data: Dataset) -> Mapping[str, tuple[Derived, ...]]:
    """What every count of the data is on a common base, by the count's id: places of any size compare.

    A count that the vocabulary sets against a stock (``per``) is told by so many of it (``per_factor``),
    where the same body of the same place prints that stock exactly, a year away at most and with no
    change of rules or boundaries between; a part of a total (``part_of``) as a share of that, where one
    source prints both. Turns are never set against anything: one member may be counted twice.
    """
    kept = _kept(data)
    if "rates" not in kept:
        take_rates(data, _rates(data))
    return kept["rates"]


def _rates(data: Dataset) -> dict[str, tuple[Derived, ...]]:
    meanings = data.catalog.indicators
    wholes = {f"{pair[0]}/{meaning.part_of}" for pair, meaning in meanings.items() if meaning.part_of}
    wholes |= {meaning.per for meaning in meanings.values()}
    needed = {
        pair
        for pair, meaning in meanings.items()
        if meaning.measure == "count" and (meaning.per or meaning.part_of or "/".join(pair) in wholes)
    }
    known = rows_by_id(data)
    every = (row for pair in sorted(needed) for row in known.every(indicator=pair[0], category=pair[1]))
    exact = [row for row in every if _exact(row)]
    by_pair: defaultdict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for row in exact:
        by_pair[row["province"], row["body"], f"{row['indicator']}/{row['category']}"].append(row)
    days = {row["id"]: day_of(row).toordinal() for row in exact}
    found = {}
    for row in exact:
        meaning = meanings[row["indicator"], row["category"]]
        if row["counted"] == "turns" or meaning.timing == "day" or small(row):
            continue  # a handful is told by its number, as everywhere
        own = [_of_stock(data, row, meaning, by_pair, days), _of_total(row, meaning, by_pair)]
        if made := tuple(rate for rate in own if rate is not None):
            found[row["id"]] = made
    return found


_ByPair = Mapping[tuple[str, str, str], list[Row]]


def _exact(row: Row) -> bool:
    """Whether a row is a result that may be reckoned with: exact, counted, undisputed."""
    return bool(
        row["kind"] == "actual"
        and row["qualifier"] == "exact"
        and row["preferred"] != "no"
        and row["measure"] in ("count", "fulfilment")
        and not missing(row["count"])
        and missing(row["count_to"])
        and not disputed(row)
    )


def _of_stock(
    data: Dataset, row: Row, meaning: Indicator, by_pair: _ByPair, days: Mapping[str, int]
) -> Derived | None:
    """A count by its stock: 1000 × 12 / 5452."""
    if not meaning.per:
        return None
    unit = data.catalog.indicators[tuple(meaning.per.split("/"))].unit  # type: ignore[index]
    if data.catalog.basis_stocks.get(row["of_basis"]) == meaning.per and not missing(row["of"]):
        return _rate(row, int(row["of"]), (), meaning.per, meaning.per_factor, "", unit == meaning.unit)
    end = days[row["id"]]
    stocks = by_pair.get((row["province"], row["body"], meaning.per), [])
    away = [abs(days[stock["id"]] - end) for stock in stocks]
    least = min(away, default=FARTHEST + 1)
    nearest = [stock for stock, apart in zip(stocks, away, strict=True) if apart == least]
    # Two sizes of one day leave a choice.
    if least > FARTHEST or len({int(stock["count"]) for stock in nearest}) > 1:
        return None
    stock = nearest[0]
    first, last = sorted((day_of(stock), day_of(row)))
    pair = (stock["indicator"], stock["category"])
    if data.catalog.breaks_between(row["province"], row["body"], *pair, after=first, until=last):
        return None
    of, ids, day = int(stock["count"]), (str(stock["id"]),), str(day_of(stock))
    return _rate(row, of, ids, meaning.per, meaning.per_factor, day, unit == meaning.unit)


def _of_total(row: Row, meaning: Indicator, by_pair: _ByPair) -> Derived | None:
    """A part by its total: 100 × 40 / 52. Classes that are judged have a base of their own."""
    if not meaning.part_of or meaning.timing != "period" or row["of_basis"]:
        return None
    whole = f"{row['indicator']}/{meaning.part_of}"
    totals = [
        total
        for total in by_pair.get((row["province"], row["body"], whole), [])
        if all(total[name] == row[name] for name in ("token", "authority", "counted", "source"))
    ]
    if len(totals) != 1 or int(totals[0]["count"]) < int(row["count"]):
        return None
    return _rate(row, int(totals[0]["count"]), (str(totals[0]["id"]),), whole, 100, "", True)


def _rate(
    row: Row, of: int, stock: tuple[str, ...], whole: str, factor: int, day: str, alike: bool
) -> Derived | None:
    if not of:
        return None
    count, name = int(row["count"]), f"per_{factor}_{whole.partition('/')[2]}"
    value = round(factor * count / of, 2)
    formula = f"{count} / {of} = {value:.2f}"
    formula = f"{formula}%" if factor == 100 else f"{factor} × {formula}"
    return Derived(
        name, value, formula, (str(row["id"]), *stock), of, whole, factor, day, alike and count <= of
    )


def _siblings(data: Dataset, figure: pd.Series) -> pd.DataFrame:
    frame = data.of_year(figure["province"], figure["body"], figure["year"])
    same = (frame["period"] == figure["period"]) & (frame["kind"] == figure["kind"])
    found: pd.DataFrame = frame[same & (frame["qualifier"] == "exact") & (frame["preferred"] != "no")]
    return found


def _share_of_all(data: Dataset, figure: pd.Series) -> list[Derived]:
    """17 of the 86 of a wider class, who are 91.49% of a base: 17 of 94."""
    siblings = _siblings(data, figure)
    upper = siblings[
        (siblings["indicator"] == figure["indicator"])
        & (siblings["category"] == figure["of_basis"])
        & (siblings["source"] == figure["source"])
    ]
    if len(upper) != 1:
        return []
    good = upper.iloc[0]
    count, of = int(figure["count"]), int(figure["of"])
    part = data.catalog.basis_roles.get(good["of_basis"]) == "part"
    # The 86 that excellent is a part of must be those whose own share is known, and that a share of all.
    if not part or (not missing(good["count"]) and int(good["count"]) != of):
        return []
    if not missing(good["of"]):
        if good["of_basis"] == "unknown":
            return []
        base, name, steps = int(good["of"]), f"share_of_{good['of_basis']}", ""
    elif good["percent_text"]:
        implied = implied_base(of, good["percent_text"])
        if implied is None:
            return []
        base, name = implied, "share_of_base"
        steps = f"{of} / {good['percent_text']}% = {base}; "
    else:
        return []
    inputs = (str(figure["id"]), str(good["id"]))
    value = 100 * count / base
    share = Derived(name, round(value, 2), f"{steps}{count} / {base} = {value:.2f}%", inputs, base)
    if not steps:
        return [share]
    return [Derived("base", float(base), steps.removesuffix("; "), inputs), share]

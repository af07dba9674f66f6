"""One figure among the same figure of other provinces."""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from statistics import NormalDist, median
from typing import Any

import numpy as np
import pandas as pd

from analysis.compare.rows import (
    MERGER,
    Known,
    authority_unsaid,
    day_of,
    disputed,
    like,
    main_value,
    measures,
    of_frame,
)
from analysis.data import COUNTRY, Catalog, Dataset, Row, grouped, needed_until

FEWEST_PEERS = 5
NATIONAL = "national"


# What follows the size of a place, and what is a place among others already: neither is ranked.
BY_SIZE = ("count", "amount")
PLACES = ("rank", "tier")


def peers(
    figures: pd.DataFrame, measured: pd.DataFrame, catalog: Catalog, known: Known = None
) -> pd.DataFrame:
    """Each figure among the same figure of other provinces.

    Parameters
    ----------
    figures : pandas.DataFrame
        The rows to place, out of ``measured``.
    measured : pandas.DataFrame
        From `measures`.
    catalog : Catalog
        For the number of provinces there are.
    known : Figures, optional
        The rows by id, where they are at hand.

    Returns
    -------
    pandas.DataFrame
        Indexed by figure id: ``peer_ids`` (all with a figure, this one among them, highest first);
        ``peer_count``; ``median``; ``rank_low`` and ``rank_high`` (1 is the highest value; an
        interval where ties or rounded figures leave the place open); ``rank_high_all`` (the last
        place if every province not collected stood before it); ``not_collected``; ``why_not``:
        ``target``, ``no_value`` (withheld), ``no_peers``, ``few_peers``, ``inexact``, ``in_conflict``,
        ``sizes_differ`` (plain counts and amounts depend on the size of the place), ``is_a_place`` (a
        printed rank or tier is one already); ``reference_id`` (the country, where it is defined in the
        same way and size does not matter).
    """
    rows = of_frame(figures, known)
    places = placed(
        rows, lambda: like(figures, measured, known, "year", "period", "kind"), measured, catalog, known
    )
    found = [{"id": row["id"], **place} for row, place in zip(rows, places, strict=True)]
    columns = [
        "id", "peer_ids", "peer_count", "median", "rank_low", "rank_high", "rank_high_all", "not_collected",
        "why_not", "reference_id",
    ]  # fmt: skip
    return pd.DataFrame(found, columns=columns).set_index("id")


def placed(
    rows: Sequence[Row],
    among: Callable[[], Sequence[Row]],
    measured: pd.DataFrame,
    catalog: Catalog,
    known: Known = None,
) -> list[Row]:
    """The places of rows among others, as `peers` names them, in the order of the rows.

    The others are asked for where they are needed: what was worked out of all places for one report holds for
    the next one.
    """
    whole = known if known is not None and len(known) == len(measured) else None
    fields: dict[tuple[Any, ...], _Field] = {} if whole is None else whole.fields
    keys = [peer_key(row) for row in rows]
    if unknown := dict.fromkeys(key for key in keys if key not in fields):
        groups = grouped(among(), peer_key)
        fields |= {key: _Field(groups.get(key, [])) for key in unknown}
    units: dict[tuple[Any, ...], int] = {}
    found = []
    for row, key in zip(rows, keys, strict=True):
        if (whose := (row["body"], row["end"])) not in units:
            units[whose] = universe(row, measured, catalog, whole)
        found.append(_place(row, fields[key], units[whose]))
    return found


class _Field:
    """Figures of one kind in all places, in order: worked out once for all of them."""

    def __init__(self, group: Sequence[Row]) -> None:
        values = {row["id"]: value for row in group if (value := main_value(row)) is not None}
        valued = [row for row in group if row["id"] in values]
        self.country = next((row["id"] for row in valued if row["province"] == COUNTRY), "")
        same = [row for row in valued if row["province"] != COUNTRY]
        same.sort(key=lambda row: (-values[row["id"]], row["province"]))
        self.ids = tuple(row["id"] for row in same)
        certain = sum(row["qualifier"] == "exact" and not disputed(row) for row in same)
        self.few = certain < FEWEST_PEERS
        exact = certain == len(same)
        self.median = median(values[figure] for figure in self.ids) if exact and same else None
        ends = [_interval(row) for row in same]
        self._lows = sorted(low for low, _ in ends)
        self._highs = sorted(high for _, high in ends)

    def above(self, value: float) -> tuple[int, int]:
        """How many stand above an exact value for sure, and how many may stand above it or beside it."""
        surely = len(self._lows) - bisect_right(self._lows, value)
        return surely, len(self._highs) - bisect_left(self._highs, value)


def peer_key(row: Row) -> tuple[Any, ...]:
    """What two figures of different provinces must share to be set side by side."""
    # The country shares the key of provinces, so that it can be found as a reference.
    national = row["body"] == NATIONAL
    body, level = ("province", "province/") if national else (row["body"], row["level"])
    return (
        body, level, row["year"], row["token"], row["kind"], row["indicator"], row["category"],
        row["authority"], row["counted"], row["yardstick"], row["measure"], day_of(row) >= MERGER,
        # Nobody can say that two of these are alike.
        row["province"] if authority_unsaid(row) or row["yardstick"] == "unknown" else "",
    )  # fmt: skip


def _interval(row: Row) -> tuple[float, float]:
    """The values that a rounded or disputed figure can stand for."""
    if disputed(row):
        return float("-inf"), float("inf")
    value = main_value(row)
    assert value is not None
    low = value if row["qualifier"] in ("exact", "over") else float("-inf")
    high = value if row["qualifier"] in ("exact", "nearly") else float("inf")
    return low, high


def _place(row: Row, field: _Field, units: int) -> Row:
    abroad = row["province"] == COUNTRY
    nothing: Row = {
        "peer_ids": field.ids,
        "peer_count": len(field.ids),
        "median": None,
        "rank_low": None,
        "rank_high": None,
        "rank_high_all": None,
        "not_collected": max(units - len(field.ids), 0),
        "reference_id": "" if abroad or row["measure"] in BY_SIZE else field.country,
    }
    if row["kind"] == "target":
        return {**nothing, "why_not": "target"}
    if (value := main_value(row)) is None:
        return {**nothing, "why_not": "no_value"}
    if abroad or len(field.ids) < 2:
        return {**nothing, "why_not": "no_peers"}
    if field.few:
        return {**nothing, "why_not": "few_peers"}
    if row["measure"] in BY_SIZE:
        return {**nothing, "why_not": "sizes_differ"}
    if row["measure"] in PLACES:
        return {**nothing, "why_not": "is_a_place"}
    if row["qualifier"] != "exact":
        return {**nothing, "why_not": "inexact"}
    if disputed(row):
        return {**nothing, "why_not": "in_conflict"}
    surely, possibly = field.above(value)
    possibly -= row["id"] in field.ids  # none stands beside itself
    return {
        **nothing,
        "median": field.median,
        "rank_low": 1 + surely,
        "rank_high": 1 + possibly,
        "rank_high_all": 1 + possibly + nothing["not_collected"],
        "why_not": "",
    }


_ALIKE = (
    "body", "period", "level", "indicator", "category", "authority", "counted", "yardstick", "measure",
    "year",
)  # fmt: skip


def middle_key(row: Row) -> tuple[object, ...]:
    """What figures of one year must share to be told a median together."""
    return tuple(row[name] for name in _ALIKE)


@lru_cache(maxsize=4)
def middle_half(data: Dataset) -> Mapping[tuple[object, ...], tuple[float, float, float]]:
    """Between which values half of the places lie, and the median, for every figure of the data.

    Returns
    -------
    mapping
        Lower quartile, median and upper quartile by `middle_key`; only of figures that size does not sway,
        from five exact and undisputed ones on.
    """
    measured = measures(data)
    same = (measured["kind"] == "actual") & (measured["preferred"] != "no")
    same &= (measured["qualifier"] == "exact") & (measured["conflict"] == "") & ~measured["sources_differ"]
    same &= ~measured["measure"].isin([*BY_SIZE, *PLACES]) & ~measured["authority_unsaid"]
    frame = measured[same]
    values = pd.Series(dtype="float64")
    for measure in frame["measure"].unique():
        values = pd.concat([values, frame.loc[frame["measure"] == measure, measure].astype("float64")])
    grouped = frame.assign(main=values).groupby(list(_ALIKE), sort=False)["main"]
    wide = grouped.count() >= FEWEST_PEERS
    low, middle, high = (grouped.quantile(part)[wide].tolist() for part in (0.25, 0.5, 0.75))
    return dict(zip(wide.index[wide], zip(low, middle, high, strict=True), strict=True))


def universe(row: Row, measured: pd.DataFrame, catalog: Catalog, whole: Known = None) -> int:
    """How many units could have such a figure.

    Where every unit of a kind has such a body (`Catalog.body_kinds`), all units of the row's level at that
    time; else those known to have one, which are the units for which any figure of such a body is held,
    without those where it had ended. ``whole`` are the rows of ``measured``, where they are at hand.
    """
    kinds = catalog.body_kinds.get(row["body"], frozenset())
    if not kinds:
        until = needed_until(int(row["year"]), row["period"], row["end"])
        if whole is None:
            same = (measured["body"] == row["body"]) & (measured["level"] == row["level"])
            known: Iterable[str] = measured.loc[same, "province"].unique()
        else:
            known = whole.places(row["body"], row["level"])
        return sum(not catalog.ended(province, row["body"], until) for province in known)
    if day_of(row) >= MERGER and row["level"] == "province/" and catalog.units_2025:
        return len(catalog.units_2025)
    return sum(
        unit.kind in kinds and f"{unit.level}/{unit.parent}" == row["level"]
        for unit in catalog.provinces.values()
    )


def wilson(count: int, of: int) -> tuple[float, float]:
    """95% Wilson interval of a share, in percent.

    The counts are full counts, not samples: the interval only screens for ordinary variation.

    Returns
    -------
    tuple of float
        Lower and upper end, in percent.

    Examples
    --------
    >>> [round(end, 1) for end in wilson(17, 94)]
    [11.6, 27.1]
    """
    # Four lines, where a library that has them takes longer to import than a report to make.
    z = NormalDist().inv_cdf(0.975)
    share, room = count / of, z * z / of
    middle = (share + room / 2) / (1 + room)
    half = z / (1 + room) * math.sqrt((share * (1 - share) + room / 4) / of)
    return 100 * max(middle - half, 0.0), 100 * min(middle + half, 1.0)


def funnel_limits(centre: float, sizes: Sequence[int], between: float = 0.0) -> pd.DataFrame:
    """Limits of ordinary variation around a common share, for bases of these sizes.

    Mid-p limits of the binomial distribution, interpolated between whole numbers: a count at a limit is
    taken to lie half beyond it. The counts are full counts, not samples: the limits only screen for ordinary
    variation.

    Parameters
    ----------
    centre : float
        The share of all together, as a part of 1.
    sizes : sequence of int
    between : float, optional
        How much the places differ beyond chance, from `overdispersion`: the limits are wider by it.

    Returns
    -------
    pandas.DataFrame
        ``size``, and ``low95``, ``high95``, ``low998``, ``high998`` in percent.

    Examples
    --------
    >>> funnel_limits(0.5, [100]).round(1).to_dict("records")
    [{'size': 100, 'low95': 40.2, 'high95': 59.8, 'low998': 34.6, 'high998': 65.4}]
    """
    from scipy.stats import binom

    tails = {"low95": 0.025, "high95": 0.975, "low998": 0.001, "high998": 0.999}
    # All at once: for one number at a time the library takes longer to check it than to work it out.
    tail, size = np.array(list(tails.values())), np.array(sizes, dtype=float).reshape(-1, 1)
    whole = binom.ppf(tail, size, centre)
    exact = binom.pmf(whole, size, centre)
    beyond = binom.cdf(whole, size, centre) - tail
    part = np.divide(beyond, exact, out=np.zeros_like(beyond), where=exact > 0)
    ends = np.clip(100 * (whole - part + 0.5) / size, 0.0, 100.0)
    chance = centre * (1 - centre) / size
    factor = np.sqrt(1 + between / chance) if 0 < centre < 1 else 1.0
    ends = np.clip(100 * centre + (ends - 100 * centre) * factor, 0.0, 100.0)
    return pd.DataFrame(ends, columns=list(tails)).assign(size=list(sizes))[["size", *tails]]


def overdispersion(counts: Sequence[int], sizes: Sequence[int]) -> float:
    """How much shares differ between places beyond what chance alone would make of them.

    The moment estimate (DerSimonian and Laird) of the variance between places, from shares whose tenth at
    either end is drawn in, so that those who stand out do not widen the limits that they are held against.

    Returns
    -------
    float
        A variance of shares as parts of 1; nought where chance explains all.

    Examples
    --------
    >>> overdispersion([50, 51, 49, 50, 50], [100] * 5)
    0.0
    """
    from scipy.stats.mstats import winsorize
    from statsmodels.stats.meta_analysis import combine_effects

    centre = sum(counts) / sum(sizes)
    if not 0 < centre < 1:
        return 0.0
    deviations = [
        (count / size - centre) / math.sqrt(centre * (1 - centre) / size)
        for count, size in zip(counts, sizes, strict=True)
    ]
    drawn_in = winsorize(np.asarray(deviations), limits=(0.1, 0.1))
    variances = np.asarray([centre * (1 - centre) / size for size in sizes])
    effects = centre + np.asarray(drawn_in) * np.sqrt(variances)
    with np.errstate(invalid="ignore"):  # the library works out more than the one number that is wanted
        return max(float(combine_effects(effects, variances, method_re="chi2").tau2), 0.0)

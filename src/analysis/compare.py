"""What may be said of figures side by side: pure functions, frame in, frame out.

Every function gives either a result or the reason why there is none (``why_not``), never a result
with a warning. The reasons are short codes; the words for them stand in the catalogues.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import Any

import pandas as pd

from analysis.catalog import COUNTRY, Catalog
from analysis.dataset import Dataset, period_token
from analysis.errors import RequestError

FEWEST_PEERS = 5
FEWEST_POINTS = 5
SMALL_COUNT = 10

# From this day on 34 units take the place of 63, some of them under an old name.
MERGER = date(2025, 7, 1)
TERM_YEARS = 5

_PERIOD_END = {"H1": (6, 30), "9M": (9, 30), "Q1": (3, 31), "Q2": (6, 30), "Q3": (9, 30)}
_PERIOD_START = {"Q2": (4, 1), "Q3": (7, 1), "Q4": (10, 1)}

Row = dict[str, Any]
Known = Mapping[str, Row] | None


def records(frame: pd.DataFrame) -> list[Row]:
    """Rows of a frame as dictionaries by column."""
    rows: list[Row] = frame.to_dict("records")  # type: ignore[assignment]
    return rows


def measures(data: Dataset) -> pd.DataFrame:
    """The observations with what each figure amounts to.

    Parameters
    ----------
    data : Dataset

    Returns
    -------
    pandas.DataFrame
        ``data.observations`` with the columns

        - ``share`` (Float64, percent): part of a base; worked out from both counts where both are
          printed, else as printed;
        - ``fulfilment`` (Float64, percent): the same against a plan;
        - ``measure``: ``share``, ``fulfilment`` or ``count``, what peers are compared by;
        - ``token`` (the period with its span or date), ``start`` and ``end`` (first and last day).
    """
    # A shallow copy: whoever changes it changes no more than that.
    return _measures(data).copy(deep=False)


@lru_cache(maxsize=4)
def rows_by_id(data: Dataset) -> Mapping[str, Row]:
    """Every row of `measures` by the figure's id; worked out once for a dataset."""
    return MappingProxyType({row["id"]: row for row in records(_measures(data))})


@lru_cache(maxsize=4)
def _measures(data: Dataset) -> pd.DataFrame:
    frame = data.observations.copy()
    role = frame["of_basis"].map(data.catalog.basis_roles).fillna("")
    computed = (100 * frame["count"] / frame["of"].where(frame["of"] > 0)).astype("Float64")
    percent = computed.fillna(frame["percent"])
    frame["share"] = percent.where(role.isin(["part", "growth"]))
    frame["fulfilment"] = percent.where(role == "plan")
    frame["measure"] = "count"
    frame.loc[frame["share"].notna(), "measure"] = "share"
    frame.loc[frame["fulfilment"].notna(), "measure"] = "fulfilment"
    # What a count is part of defines it; a plan is only a yardstick laid beside it.
    frame["base"] = frame["of_basis"].where(role != "plan", "")
    rows = records(frame[["year", "period", "span_from", "as_of"]])
    frame["token"] = [token(row) for row in rows]
    limits = [_limits(row) for row in rows]
    frame["start"] = [start for start, _ in limits]
    frame["end"] = [end for _, end in limits]
    return frame


def token(row: Row) -> str:
    """The period with its span or date, as in the figure's id."""
    span: str = "" if pd.isna(row["span_from"]) else str(row["span_from"])
    day: str = "" if pd.isna(row["as_of"]) else str(row["as_of"])[:10]
    return period_token(row["period"], span, day)


def _limits(row: Row) -> tuple[date, date]:
    year, period = int(row["year"]), row["period"]
    if period == "TERM":
        return date(int(row["span_from"]), 1, 1), date(year, 12, 31)
    if period == "YTD" and not pd.isna(row["as_of"]):
        return date(year, 1, 1), row["as_of"].date()
    return date(year, *_PERIOD_START.get(period, (1, 1))), date(year, *_PERIOD_END.get(period, (12, 31)))


def main_value(row: Row) -> float | None:
    """The value that peers are compared by: percent for shares and fulfilment, else the count."""
    value = row[row["measure"]]
    return None if pd.isna(value) else float(value)


def _series_key(row: Row) -> tuple[Any, ...]:
    return (row["province"], row["body"], row["period"], row["kind"], row["indicator"], row["category"])


def _shown(frame: pd.DataFrame, known: Known = None) -> list[Row]:
    """Rows as dictionaries, without those that give way to a preferred source."""
    shown = frame[frame["preferred"] != "no"]
    return records(shown) if known is None else [known[figure] for figure in shown["id"]]


def _like(figures: pd.DataFrame, measured: pd.DataFrame, *columns: str) -> pd.DataFrame:
    """The rows that share each of these columns with one of the figures: no others need be looked at."""
    same = pd.Series(True, index=measured.index)
    for column in columns:
        same &= measured[column].isin(figures[column].unique())
    return measured[same]


def change(
    figures: pd.DataFrame, measured: pd.DataFrame, catalog: Catalog, known: Known = None
) -> pd.DataFrame:
    """Change of each figure on the same figure a year (or a term) before.

    Parameters
    ----------
    figures : pandas.DataFrame
        The rows to compare, out of ``measured``.
    measured : pandas.DataFrame
        From `measures`.
    catalog : Catalog
        For the breaks between.
    known : mapping of str to dict, optional
        The rows of ``measured`` by id, where they are at hand: `rows_by_id`.

    Returns
    -------
    pandas.DataFrame
        Indexed by figure id: ``earlier_id``; ``earlier`` (its value) and ``earlier_qualifier``;
        ``change``; ``change_in`` (``points`` for shares, ``count``); ``relative`` (percent, only for counts from 10 up);
        ``why_not`` (empty if there is a change): ``target``, ``not_collected``, ``other_authority``,
        ``other_basis``, ``inexact``, ``in_conflict``, ``dates_differ``, ``break``; ``breaks`` (ids).
    """
    series: dict[tuple[Any, ...], list[Row]] = {}
    for row in _shown(_like(figures, measured, "province", "body", "period"), known):
        series.setdefault(_series_key(row), []).append(row)
    found = [
        {"id": row["id"], **_change_of(row, series.get(_series_key(row), []), catalog)}
        for row in records(figures)
    ]
    columns = [
        "id",
        "earlier_id",
        "earlier",
        "earlier_qualifier",
        "change",
        "change_in",
        "relative",
        "why_not",
        "breaks",
    ]
    return pd.DataFrame(found, columns=columns).set_index("id")


def _change_of(row: Row, series: Sequence[Row], catalog: Catalog) -> Row:
    nothing: Row = {
        "earlier_id": "", "earlier": None, "earlier_qualifier": "", "change": None, "change_in": "",
        "relative": None, "breaks": (),
    }  # fmt: skip
    if row["kind"] == "target":
        return {**nothing, "why_not": "target"}
    before = [other for other in series if _is_before(other, row)]
    same_authority = [other for other in before if other["authority"] == row["authority"]]
    same_base = [other for other in same_authority if other["base"] == row["base"]]
    if not same_base:
        nearest = next(iter([*same_authority, *before]), None)
        why = "not_collected" if nearest is None else "other_basis" if same_authority else "other_authority"
        return {**nothing, "earlier_id": nearest["id"] if nearest else "", "why_not": why}
    earlier = max(same_base, key=lambda other: other["end"])
    # Shares are compared as shares; a count against a plan is compared as a count.
    column, unit = ("share", "points") if row["measure"] == "share" else ("count", "count")
    if pd.isna(row[column]) or pd.isna(earlier[column]):
        return {**nothing, "earlier_id": earlier["id"], "why_not": "other_basis"}
    result = {**nothing, "earlier_id": earlier["id"], "earlier": float(earlier[column])}
    result["earlier_qualifier"] = earlier["qualifier"]
    why, breaks = _why_no_change(row, earlier, catalog)
    if why:
        return {**result, "why_not": why, "breaks": breaks}
    difference = float(row[column]) - float(earlier[column])
    countable = unit == "count" and min(float(row[column]), float(earlier[column])) >= SMALL_COUNT
    relative = 100 * difference / float(earlier[column]) if countable else None
    return {**result, "change": difference, "change_in": unit, "relative": relative, "why_not": ""}


def _is_before(other: Row, row: Row) -> bool:
    if row["period"] == "TERM":
        return bool(other["year"] == row["span_from"])
    return bool(other["year"] == row["year"] - 1)


def _why_no_change(row: Row, earlier: Row, catalog: Catalog) -> tuple[str, tuple[str, ...]]:
    if row["qualifier"] != "exact" or earlier["qualifier"] != "exact":
        return "inexact", ()
    if _disputed(row) or _disputed(earlier):
        return "in_conflict", ()
    dated = (
        row["period"] == "YTD"
        or catalog.indicators[row["indicator"], row["category"]].indicator == "membership"
    )
    if dated and not _a_year_apart(earlier, row):
        return "dates_differ", ()
    breaks = breaks_of(row, earlier, catalog)
    return ("break", breaks) if breaks else ("", ())


def _disputed(row: Row) -> bool:
    return bool(row["conflict"])


def _a_year_apart(earlier: Row, row: Row) -> bool:
    if pd.isna(earlier["as_of"]) or pd.isna(row["as_of"]):
        return False
    return bool(350 <= (row["as_of"] - earlier["as_of"]).days <= 380)


def moment(row: Row, timing: str) -> tuple[date, date]:
    """First and last day on which the rules of a figure count.

    A rating or a stock is taken under the rules of its last day; a flow is mixed if a rule changes
    anywhere within it.
    """
    if timing == "end":
        day: date = row["end"] if pd.isna(row["as_of"]) else row["as_of"].date()
        return day, day
    return row["start"], row["end"]


def breaks_of(row: Row, earlier: Row, catalog: Catalog) -> tuple[str, ...]:
    """Ids of the breaks between two figures of one series."""
    indicator = catalog.indicators[row["indicator"], row["category"]]
    after, _ = moment(earlier, indicator.timing)
    _, until = moment(row, indicator.timing)
    between = catalog.breaks_between(
        row["province"], row["body"], row["indicator"], row["category"], after=after, until=until
    )
    return tuple(change.id for change in between)


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
    known : mapping of str to dict, optional
        The rows of ``measured`` by id, where they are at hand.

    Returns
    -------
    pandas.DataFrame
        Indexed by figure id: ``peer_ids`` (all with a figure, this one among them, highest first);
        ``peer_count``; ``median``; ``rank_low`` and ``rank_high`` (1 is the highest value; an
        interval where ties or rounded figures leave the place open); ``rank_high_all`` (the last
        place if every province not collected stood before it); ``not_collected``; ``why_not``:
        ``target``, ``no_peers``, ``few_peers``, ``inexact``, ``in_conflict``, ``dates_differ`` (stocks of
        different days); ``reference_id`` (the
        country, where it is defined in the same way and size does not matter).
    """
    groups: dict[tuple[Any, ...], list[Row]] = {}
    for row in _shown(_like(figures, measured, "year", "period", "kind"), known):
        groups.setdefault(peer_key(row), []).append(row)
    units: dict[tuple[Any, ...], int] = {}
    found = []
    for row in records(figures):
        if (whose := (row["body"], row["end"])) not in units:
            units[whose] = universe(row, measured, catalog)
        found.append({"id": row["id"], **_place(row, groups.get(peer_key(row), []), units[whose])})
    columns = [
        "id", "peer_ids", "peer_count", "median", "rank_low", "rank_high", "rank_high_all", "not_collected",
        "why_not", "reference_id",
    ]  # fmt: skip
    return pd.DataFrame(found, columns=columns).set_index("id")


def peer_key(row: Row) -> tuple[Any, ...]:
    """What two figures of different provinces must share to be set side by side."""
    # The country shares the key of provinces, so that it can be found as a reference.
    body = "province" if row["body"] == "national" else row["body"]
    return (
        body, row["year"], row["token"], row["kind"], row["indicator"], row["category"], row["authority"],
        row["of_basis"], row["measure"], _day(row) >= MERGER,
    )  # fmt: skip


def _day(row: Row) -> date:
    """The day that a figure speaks of: that of a stock, else the last of its period."""
    day: date = row["end"] if pd.isna(row["as_of"]) else row["as_of"].date()
    return day


def _interval(row: Row) -> tuple[float, float]:
    """The values that a rounded or disputed figure can stand for."""
    if _disputed(row):
        return float("-inf"), float("inf")
    value = main_value(row)
    assert value is not None
    low = value if row["qualifier"] in ("exact", "over") else float("-inf")
    high = value if row["qualifier"] in ("exact", "nearly") else float("inf")
    return low, high


def _place(row: Row, group: Sequence[Row], units: int) -> Row:
    valued = [other for other in group if main_value(other) is not None]
    same = [other for other in valued if other["province"] != COUNTRY]
    same.sort(key=lambda other: (-(main_value(other) or 0), other["province"]))
    country = [other for other in valued if other["province"] == COUNTRY]
    reference = country[0]["id"] if country and row["measure"] != "count" else ""
    nothing: Row = {
        "peer_ids": tuple(other["id"] for other in same),
        "peer_count": len(same),
        "median": None,
        "rank_low": None,
        "rank_high": None,
        "rank_high_all": None,
        "not_collected": max(units - len(same), 0),
        "reference_id": reference if row["province"] != COUNTRY else "",
    }
    if row["kind"] == "target":
        return {**nothing, "why_not": "target"}
    if row["province"] == COUNTRY or len(same) < 2:
        return {**nothing, "why_not": "no_peers"}
    if len(same) < FEWEST_PEERS:
        return {**nothing, "why_not": "few_peers"}
    if row["qualifier"] != "exact":
        return {**nothing, "why_not": "inexact"}
    if _disputed(row):
        return {**nothing, "why_not": "in_conflict"}
    if row["indicator"] == "membership" and not _same_month(same):
        return {**nothing, "why_not": "dates_differ"}
    value = main_value(row) or 0.0
    others = [_interval(other) for other in same if other["id"] != row["id"]]
    surely_above = sum(low > value for low, _ in others)
    possibly_above = sum(high >= value for _, high in others)
    exact = all(other["qualifier"] == "exact" and not _disputed(other) for other in same)
    return {
        **nothing,
        "median": float(pd.Series([main_value(other) for other in same]).median()) if exact else None,
        "rank_low": 1 + surely_above,
        "rank_high": 1 + possibly_above,
        "rank_high_all": 1 + possibly_above + nothing["not_collected"],
        "why_not": "",
    }


def _same_month(rows: Sequence[Row]) -> bool:
    """Whether stocks were taken at about the same time, so that they may be ranked."""
    days = [row["as_of"] for row in rows]
    return not any(pd.isna(day) for day in days) and (max(days) - min(days)).days <= 31


def universe(row: Row, measured: pd.DataFrame, catalog: Catalog) -> int:
    """How many units could have such a figure.

    For provincial Party bodies all units of that time; for blocs only those known to exist, which are
    the provinces for which any figure of such a body is held.
    """
    if row["body"] != "province":
        return int(measured.loc[measured["body"] == row["body"], "province"].nunique())
    if _day(row) >= MERGER:
        return len(catalog.units_2025)
    return sum(province.kind != "country" for province in catalog.provinces.values())


def targets(
    figures: pd.DataFrame, measured: pd.DataFrame, released: date, known: Known = None
) -> pd.DataFrame:
    """Actual figures against their plan or target, and targets against their actual.

    Parameters
    ----------
    figures : pandas.DataFrame
        The rows to judge, out of ``measured``.
    measured : pandas.DataFrame
        From `measures`.
    released : datetime.date
        Day of the data; a target due later is not yet due.
    known : mapping of str to dict, optional
        The rows of ``measured`` by id, where they are at hand.

    Returns
    -------
    pandas.DataFrame
        Indexed by figure id: ``target_id`` (the row that prints it; the figure itself where the plan
        is printed beside the count); ``target``, ``target_to``, ``target_in`` (``count`` or
        ``percent``), ``target_by`` (the comparator); ``actual_id`` for a target; ``outcome``: ``exceeded``,
        ``met``, ``missed``, ``open`` (rounding leaves it undecided), ``not_comparable``, ``not_collected``,
        ``not_yet_due``, or empty.
    """
    series: dict[tuple[Any, ...], list[Row]] = {}
    for row in _shown(_like(figures, measured, "province", "body", "year"), known):
        series.setdefault(_target_key(row), []).append(row)
    found = [
        {"id": row["id"], **_target_of(row, series.get(_target_key(row), []), released)}
        for row in records(figures)
    ]
    columns = ["id", "target_id", "target", "target_to", "target_in", "target_by", "actual_id", "outcome"]
    return pd.DataFrame(found, columns=columns).set_index("id")


def _target_key(row: Row) -> tuple[Any, ...]:
    return (row["province"], row["body"], row["year"], row["token"], row["indicator"], row["category"])


def _target_of(row: Row, same: Sequence[Row], released: date) -> Row:
    nothing: Row = {
        "target_id": "", "target": None, "target_to": None, "target_in": "", "target_by": "",
        "actual_id": "", "outcome": "",
    }  # fmt: skip
    if row["kind"] == "target":
        actual = next((other for other in same if other["kind"] == "actual"), None)
        if actual is None:
            outcome = "not_yet_due" if row["end"] > released else "not_collected"
            return {**nothing, **_aim(row), "outcome": outcome}
        return {**nothing, **_aim(row), "actual_id": actual["id"], "outcome": judge(actual, row)}
    target = next((other for other in same if other["kind"] == "target"), None)
    own_plan = row["measure"] == "fulfilment"
    if target is not None and ((judged := judge(row, target)) != "not_comparable" or not own_plan):
        return {**nothing, **_aim(target), "outcome": judged}
    if not own_plan:
        return nothing
    plan = {"target_id": row["id"], "target_by": "ge"}
    if not pd.isna(row["of"]):
        plan |= {"target": float(row["of"]), "target_in": "count"}
    outcome = _against(row, float(row["fulfilment"]), "ge", 100.0, None)
    if outcome == "missed" and _under_way(row):
        outcome = "not_yet_due"
    return {**nothing, **plan, "outcome": outcome}


def _under_way(row: Row) -> bool:
    """Whether a figure covers a part of the year or term only: the plan beside it may be due later."""
    if row["period"] == "TERM":
        return bool(row["year"] - row["span_from"] < TERM_YEARS)
    return bool(row["period"] != "FY")


def _aim(target: Row) -> Row:
    column: str = "percent" if pd.isna(target["count"]) else "count"
    upper = target[f"{column}_to"]
    return {
        "target_id": target["id"],
        "target": float(target[column]),
        "target_to": None if pd.isna(upper) else float(upper),
        "target_in": column,
        "target_by": target["comparator"],
    }


def judge(actual: Row, target: Row) -> str:
    """Whether an actual figure meets a target: the outcomes of `targets`."""
    aim = _aim(target)
    if aim["target_in"] == "percent":
        if actual["of_basis"] != target["of_basis"] or pd.isna(actual["share"]):
            return "not_comparable"
        value = float(actual["share"])
    elif pd.isna(actual["count"]):
        return "not_comparable"
    else:
        value = float(actual["count"])
    return _against(actual, value, aim["target_by"], aim["target"], aim["target_to"])


_TESTS: dict[str, Callable[[float, float], bool]] = {
    "ge": lambda value, aim: value >= aim,
    "gt": lambda value, aim: value > aim,
    "le": lambda value, aim: value <= aim,
    "lt": lambda value, aim: value < aim,
    "eq": lambda value, aim: value >= aim,  # "100%", "1 model each": more than that is not a failure
    "range": lambda value, aim: value >= aim,
}


def _against(actual: Row, value: float, comparator: str, aim: float, aim_to: float | None) -> str:
    qualifier, upward = actual["qualifier"], comparator not in ("le", "lt")
    met = _TESTS[comparator](value, aim)
    # "hơn 150" certainly reaches 150, and is above it; "gần 150" may or may not reach 149.
    if qualifier == "over" and comparator == "gt" and value >= aim:
        return "met"
    sure = (
        qualifier == "exact"
        or (qualifier == "over" and met == upward)
        or (qualifier == "nearly" and met != upward)
    )
    if not sure:
        return "open"
    if not met:
        return "missed"
    beyond = value > (aim if aim_to is None else aim_to)
    return "exceeded" if upward and beyond and comparator != "gt" else "met"


def trend(points: pd.DataFrame, catalog: Catalog) -> Row:
    """Direction of one series, where it has enough comparable points.

    Parameters
    ----------
    points : pandas.DataFrame
        Rows of one series out of `measures`, any order.
    catalog : Catalog
        For the breaks between points.

    Returns
    -------
    dict
        ``direction`` (``up``, ``down``, ``level`` or empty), ``tau``, ``p`` (Kendall), ``points``,
        ``why_not``: ``few_points``, ``small``.
    """
    rows = sorted(_shown(points), key=lambda row: row["end"])
    run = longest_run(rows, catalog)
    nothing: Row = {"direction": "", "tau": None, "p": None, "points": len(run)}
    if len(run) < FEWEST_POINTS:
        return {**nothing, "why_not": "few_points"}
    values = [main_value(row) or 0.0 for row in run]
    if run[0]["measure"] == "count" and min(values) < SMALL_COUNT:
        return {**nothing, "why_not": "small"}
    from scipy.stats import kendalltau

    outcome = kendalltau([row["year"] for row in run], values)
    tau, p = float(outcome.statistic), float(outcome.pvalue)
    direction = "level" if not p < 0.05 else "up" if tau > 0 else "down"
    return {"direction": direction, "tau": tau, "p": p, "points": len(run), "why_not": ""}


def longest_run(rows: Sequence[Row], catalog: Catalog) -> list[Row]:
    """The longest stretch of yearly points that may be joined by a line."""
    best: list[Row] = []
    run: list[Row] = []
    for row in rows:
        if run and not joined(run[-1], row, catalog):
            run = []
        run.append(row)
        best = max(best, run, key=len)
    return best


def joined(earlier: Row, row: Row, catalog: Catalog) -> bool:
    """Whether two points of a series may be joined by a line: all that a change needs, too."""
    same = all(earlier[name] == row[name] for name in ("authority", "base", "measure"))
    return same and _is_before(earlier, row) and not _why_no_change(row, earlier, catalog)[0]


def wilson(count: int, of: int) -> tuple[float, float]:
    """95% Wilson interval of a share, in percent.

    The counts are full counts, not samples: the interval only screens for ordinary variation.

    Parameters
    ----------
    count, of : int

    Returns
    -------
    tuple of float
        Lower and upper end, in percent.

    Examples
    --------
    >>> [round(end, 1) for end in wilson(17, 94)]
    [11.6, 27.1]
    """
    from statsmodels.stats.proportion import proportion_confint

    low, high = proportion_confint(count, of, method="wilson")
    return 100 * float(low), 100 * float(high)


def funnel_limits(centre: float, sizes: Sequence[int]) -> pd.DataFrame:
    """Limits of ordinary variation around a common share, for bases of these sizes.

    Exact limits of the binomial distribution, interpolated between whole numbers as is usual for funnel
    plots. The counts are full counts, not samples: the limits only screen for ordinary variation.

    Parameters
    ----------
    centre : float
        The share of all together, as a part of 1.
    sizes : sequence of int

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

    def limit(size: int, tail: float) -> float:
        whole = binom.ppf(tail, size, centre)
        chance = binom.pmf(whole, size, centre)
        between = (binom.cdf(whole, size, centre) - tail) / chance if chance else 0.0
        return float(min(max(100 * (whole - between + 0.5) / size, 0.0), 100.0))

    tails = {"low95": 0.025, "high95": 0.975, "low998": 0.001, "high998": 0.999}
    return pd.DataFrame(
        [{"size": size, **{name: limit(size, tail) for name, tail in tails.items()}} for size in sizes],
        columns=["size", *tails],
    )


def state(data: Dataset, province: str, body: str, year: int, period: str) -> str:
    """Why a figure that nobody printed is missing.

    Parameters
    ----------
    data : Dataset
    province, body : str
        Codes.
    year : int
    period : str
        A period without span or date.

    Returns
    -------
    str
        ``not_applicable`` (the unit or body did not exist then), ``not_yet_due`` or
        ``not_collected`` (no more is claimed than that it was not found).
    """
    start, end = _limits({"year": year, "period": period, "span_from": year, "as_of": pd.NaT})
    unit = data.catalog.provinces[province]
    if unit.successor != province and unit.successor_from is not None and start >= unit.successor_from:
        return "not_applicable"
    if any(
        change.severity == "end"
        and change.effective_from is not None
        and change.effective_from <= start
        and province in change.provinces
        and body in change.bodies
        for change in data.catalog.breaks
    ):
        return "not_applicable"
    return "not_yet_due" if end > data.released else "not_collected"


def choose_body(data: Dataset, province: str, year: int, period: str = "FY") -> str:
    """The body with most figures for that province, year and period.

    Raises
    ------
    RequestError
        If there is no figure at all; the message says what there is.
    """
    frame = data.observations
    rows = frame[(frame["province"] == province) & (frame["year"] == year) & (frame["period"] == period)]
    if rows.empty:
        raise RequestError(_nothing(data, province, year, period))
    counts = rows["body"].value_counts()
    return str(sorted(counts.index, key=lambda body: (-counts[body], body))[0])


def _nothing(data: Dataset, province: str, year: int, period: str, body: str = "") -> str:
    frame = data.observations
    rows = frame[frame["province"] == province]
    name = data.catalog.provinces[province].name_vi
    asked = f"no figures for {name} {year} {period}" + (f" {body}" if body else "")
    if rows.empty:
        return f"{asked}; none are held for this province at all"
    here = rows[rows["year"] == year]
    if here.empty:
        return f"{asked}; there are some for {', '.join(str(y) for y in sorted(rows['year'].unique()))}"
    there = sorted({f"{r['period']} {r['body']}" for r in records(here)})
    return f"{asked}; for {year} there is {', '.join(there)}"


def table(
    data: Dataset, province: str, year: int, body: str | None = None, period: str = "FY"
) -> pd.DataFrame:
    """The comparison table of one province, year, body and period.

    Parameters
    ----------
    data : Dataset
    province : str
        Slug, name or code.
    year : int
    body : str, optional
        Without it, the body with most figures.
    period : str, optional
        Full years by default.

    Returns
    -------
    pandas.DataFrame
        One row a figure in the order of reports, indexed by id: the columns of `measures`, and those
        of `change` (with ``why_no_change``), `peers` (``why_no_rank``) and `targets`.

    Raises
    ------
    RequestError
        If the province is unknown or there is no such figure.

    Examples
    --------
    >>> import analysis
    >>> rows = table(analysis.load(), "tra-vinh", 2023)
    >>> int(rows.loc["tra-vinh/bloc/2023/FY/actual/admissions/members", "count"])
    209
    """
    slug = data.catalog.province(province).province
    measured, known = measures(data), rows_by_id(data)
    chosen = body or choose_body(data, slug, year, period)
    mine = (measured["province"] == slug) & (measured["year"] == year) & (measured["period"] == period)
    figures = measured[mine & (measured["body"] == chosen)]
    if figures.empty:
        raise RequestError(_nothing(data, slug, year, period, chosen))
    order = [
        data.catalog.indicators[pair].order
        for pair in zip(figures["indicator"], figures["category"], strict=True)
    ]
    figures = figures.assign(order=order).sort_values(["order", "kind", "authority", "id"])
    return (
        figures.set_index("id", drop=False)
        .rename_axis(None)
        .join(change(figures, measured, data.catalog, known).rename(columns={"why_not": "why_no_change"}))
        .join(peers(figures, measured, data.catalog, known).rename(columns={"why_not": "why_no_rank"}))
        .join(targets(figures, measured, data.released, known))
    )

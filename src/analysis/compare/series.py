"""One figure over the years: its change, the breaks between, the trend."""

from collections.abc import Sequence
from operator import itemgetter

import pandas as pd

from analysis.compare.rows import (
    SMALL_COUNT,
    Known,
    authority_unsaid,
    disputed,
    like,
    main_value,
    of_frame,
    own_unit,
    shown,
    small,
)
from analysis.data import Catalog, Row, grouped, missing, moment

FEWEST_POINTS = 5

# By how many days two figures may miss being a year apart. Every day adds to a year to date, so there it is
# no more than a closing day moves for a weekend; a stock hardly changes in two weeks.
_DAYS_OFF_TO_DATE = 3
_DAYS_OFF_STOCK = 15


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
    known : Figures, optional
        The rows by id, where they are at hand: `rows_by_id`.

    Returns
    -------
    pandas.DataFrame
        Indexed by figure id: ``earlier_id``; ``earlier`` (its value), ``earlier_text`` (as it was printed, of
        what stands in ``value``) and ``earlier_qualifier``;
        ``change``; ``change_in`` (``points`` for shares, else the measure: ``count``, ``amount``,
        ``score``, ``rank``, ``tier``); ``relative`` (percent, only for counts from 10 up and amounts);
        ``why_not`` (empty if there is a change): ``target``, ``not_collected``, ``other_authority``,
        ``other_basis``, ``inexact``, ``in_conflict``, ``spans_differ``, ``dates_differ``, ``day_unsaid``,
        ``authority_unsaid``, ``break``, ``small`` (a share of a handful); ``breaks`` (ids).
    """
    series = grouped(like(figures, measured, known, *_SERIES), _series_key)
    found = [
        {"id": row["id"], **_change_of(row, series.get(_series_key(row), []), catalog)}
        for row in of_frame(figures, known)
    ]
    columns = [
        "id", "earlier_id", "earlier", "earlier_text", "earlier_qualifier", "change", "change_in", "relative",
        "why_not", "breaks",
    ]  # fmt: skip
    return pd.DataFrame(found, columns=columns).set_index("id")


_SERIES = ("province", "body", "period", "kind", "indicator", "category")
_series_key = itemgetter(*_SERIES)


def _change_of(row: Row, series: Sequence[Row], catalog: Catalog) -> Row:
    nothing: Row = {
        "earlier_id": "", "earlier": None, "earlier_text": "", "earlier_qualifier": "", "change": None,
        "change_in": "", "relative": None, "breaks": (),
    }  # fmt: skip
    if row["kind"] == "target":
        return {**nothing, "why_not": "target"}
    year = _year_before(row)
    before = [other for other in series if other["year"] == year]
    same_authority = [other for other in before if other["authority"] == row["authority"]]
    same_base = [other for other in same_authority if _alike_in_base(other, row)]
    if not same_base:
        nearest = next(iter([*same_authority, *before]), None)
        why = "not_collected" if nearest is None else "other_basis" if same_authority else "other_authority"
        return {**nothing, "earlier_id": nearest["id"] if nearest else "", "why_not": why}
    earlier = min(same_base, key=lambda other: (_years(other) != _years(row), _days_off(other, row)))
    column = own_unit(row)
    unit = {"share": "points"}.get(column, column)
    if missing(row[column]) or missing(earlier[column]):
        return {**nothing, "earlier_id": earlier["id"], "why_not": "other_basis"}
    result = {**nothing, "earlier_id": earlier["id"], "earlier": float(earlier[column])}
    result |= {"earlier_text": earlier["value_text"], "earlier_qualifier": earlier["qualifier"]}
    why, breaks = _why_no_change(row, earlier, catalog)
    # From 3 of 8 to 4 of 8 is one organisation, and no 12.5 points. Small counts still change by a count.
    if not why and unit == "points" and (small(row) or small(earlier)):
        why = "small"
    if why:
        return {**result, "why_not": why, "breaks": breaks}
    difference = float(row[column]) - float(earlier[column])
    least = SMALL_COUNT if unit == "count" else 0
    countable = unit in ("count", "amount") and min(float(row[column]), float(earlier[column])) >= least
    countable &= float(earlier[column]) > 0
    relative = 100 * difference / float(earlier[column]) if countable else None
    return {**result, "change": difference, "change_in": unit, "relative": relative, "why_not": ""}


def _year_before(row: Row) -> int:
    """The year of the figure that a change is on: that of a term is its beginning."""
    return int(row["span_from"] if row["period"] == "TERM" else row["year"] - 1)


def _alike_in_base(earlier: Row, row: Row) -> bool:
    """Whether two figures have one base and are counted alike; where nobody states it, by one source."""
    known = row["base"] != "unknown" or earlier["source"] == row["source"]
    return bool((earlier["base"], earlier["counted"]) == (row["base"], row["counted"]) and known)


def _years(row: Row) -> int:
    """How many years a figure covers; 0 for those of one year or less."""
    return int(row["year"] - row["span_from"]) if row["period"] == "TERM" else 0


def _why_no_change(row: Row, earlier: Row, catalog: Catalog) -> tuple[str, tuple[str, ...]]:
    # Half a term and a whole one have no more in common than a half-year and a year.
    if _years(row) != _years(earlier):
        return "spans_differ", ()
    if disputed(row) or disputed(earlier):
        return "in_conflict", ()
    # One source may count in one way year after year; two that both say nothing may not.
    if authority_unsaid(row) and row["source"] != earlier["source"]:
        return "authority_unsaid", ()
    if _days_off(earlier, row) > (_DAYS_OFF_TO_DATE if row["period"] == "YTD" else _DAYS_OFF_STOCK):
        return ("day_unsaid" if missing(earlier["as_of"]) or missing(row["as_of"]) else "dates_differ"), ()
    breaks = breaks_of(row, earlier, catalog)
    if breaks:
        return "break", breaks
    # Last of all: where nothing else parts the two, `certain` may still tell which is the larger.
    exact = row["qualifier"] == earlier["qualifier"] == "exact"
    return ("", ()) if exact else ("inexact", ())


def _days_off(earlier: Row, row: Row) -> float:
    """By how many days two figures of a day miss being a year apart; 0 for those of a whole period."""
    if row["period"] != "YTD" and row["timing"] != "day":
        return 0
    if missing(earlier["as_of"]) or missing(row["as_of"]):
        return float("inf")
    return float(abs((row["as_of"] - pd.DateOffset(years=1) - earlier["as_of"]).days))


def breaks_of(row: Row, earlier: Row, catalog: Catalog) -> tuple[str, ...]:
    """Ids of the breaks between two figures of one series."""
    series = (row["province"], row["body"], row["indicator"], row["category"])
    if not catalog.breaks_in(*series):
        return ()
    indicator = catalog.indicators[row["indicator"], row["category"]]
    after, _ = moment(earlier, indicator.timing)
    _, until = moment(row, indicator.timing)
    between = catalog.breaks_between(*series, after=after, until=until)
    return tuple(change.id for change in between)


def trend(points: pd.DataFrame | Sequence[Row], catalog: Catalog) -> Row:
    """Direction of one series over the stretch that ends last, where that has enough comparable points.

    Parameters
    ----------
    points : pandas.DataFrame or sequence of dict
        Rows of one series out of `measures`, any order.
    catalog : Catalog
        For the breaks between points.

    Returns
    -------
    dict
        ``direction`` (``up``, ``down``, ``level`` or empty), ``tau``, ``p`` (Kendall), ``points``,
        ``why_not``: ``few_points``, ``small``.
    """
    known = shown(points) if isinstance(points, pd.DataFrame) else points
    rows = sorted((row for row in known if row["preferred"] != "no"), key=lambda row: row["end"])
    run = latest_run(rows, catalog)
    nothing: Row = {"direction": "", "tau": None, "p": None, "points": len(run)}
    if len(run) < FEWEST_POINTS:
        return {**nothing, "why_not": "few_points"}
    if any(small(row) for row in run):
        return {**nothing, "why_not": "small"}
    from scipy.stats import kendalltau

    values = [main_value(row) or 0.0 for row in run]
    outcome = kendalltau([row["year"] for row in run], values)
    tau, p = float(outcome.statistic), float(outcome.pvalue)
    direction = "level" if not p < 0.05 else "up" if tau > 0 else "down"
    return {"direction": direction, "tau": tau, "p": p, "points": len(run), "why_not": ""}


def latest_run(rows: Sequence[Row], catalog: Catalog) -> list[Row]:
    """The last stretch of yearly points that may be joined by a line; an older one tells nothing of now."""
    run: list[Row] = []
    for row in rows:
        if run and not joined(run[-1], row, catalog):
            run = []
        run.append(row)
    return run


def joined(earlier: Row, row: Row, catalog: Catalog) -> bool:
    """Whether two points of a series may be joined by a line: all that a change needs, too."""
    same = all(earlier[name] == row[name] for name in ("authority", "measure"))
    return (
        same
        and _alike_in_base(earlier, row)
        and earlier["year"] == _year_before(row)
        and not _why_no_change(row, earlier, catalog)[0]
    )

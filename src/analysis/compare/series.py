"""One figure over the years: its change, the breaks between, the trend."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd

from analysis.catalog import Catalog
from analysis.compare.rows import (
    SMALL_COUNT,
    Known,
    Row,
    authority_unsaid,
    disputed,
    like,
    main_value,
    records,
    shown,
)

FEWEST_POINTS = 5


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
        ``change``; ``change_in`` (``points`` for shares, ``count``); ``relative`` (percent, only for
        counts from 10 up); ``why_not`` (empty if there is a change): ``target``, ``not_collected``,
        ``other_authority``, ``other_basis``, ``inexact``, ``in_conflict``, ``dates_differ``,
        ``authority_unsaid``, ``break``; ``breaks`` (ids).
    """
    series: dict[tuple[Any, ...], list[Row]] = {}
    for row in shown(like(figures, measured, "province", "body", "period"), known):
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


def _series_key(row: Row) -> tuple[Any, ...]:
    return (row["province"], row["body"], row["period"], row["kind"], row["indicator"], row["category"])


def _change_of(row: Row, series: Sequence[Row], catalog: Catalog) -> Row:
    nothing: Row = {
        "earlier_id": "", "earlier": None, "earlier_qualifier": "", "change": None, "change_in": "",
        "relative": None, "breaks": (),
    }  # fmt: skip
    if row["kind"] == "target":
        return {**nothing, "why_not": "target"}
    before = [other for other in series if _is_before(other, row)]
    same_authority = [other for other in before if other["authority"] == row["authority"]]
    same_base = [
        other
        for other in same_authority
        if (other["base"], other["counted"]) == (row["base"], row["counted"])
    ]
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
    if disputed(row) or disputed(earlier):
        return "in_conflict", ()
    # One source may count in one way year after year; two that both say nothing may not.
    if authority_unsaid(row) and row["source"] != earlier["source"]:
        return "authority_unsaid", ()
    dated = (
        row["period"] == "YTD"
        or catalog.indicators[row["indicator"], row["category"]].indicator == "membership"
    )
    if dated and not _a_year_apart(earlier, row):
        return "dates_differ", ()
    breaks = breaks_of(row, earlier, catalog)
    return ("break", breaks) if breaks else ("", ())


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
    rows = sorted(shown(points), key=lambda row: row["end"])
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
    same = all(earlier[name] == row[name] for name in ("authority", "counted", "base", "measure"))
    return same and _is_before(earlier, row) and not _why_no_change(row, earlier, catalog)[0]

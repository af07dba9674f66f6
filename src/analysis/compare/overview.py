"""The comparison table of one report, and why a figure is missing from it."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import pandas as pd

from analysis.compare.neighbours import peer_key, peers
from analysis.compare.rows import measures, rows_by_id, shown
from analysis.compare.series import change
from analysis.compare.targets import targets
from analysis.compare.units import merged
from analysis.data import Catalog, Dataset, Province, records
from analysis.errors import RequestError, expect, whole_number
from analysis.messages import language


def choose_body(data: Dataset, province: str, year: int, period: str = "FY") -> str:
    """The first body of ``bodies.csv`` that has figures for that province, year and period.

    Raises
    ------
    RequestError
        If there is no figure at all; the message says what there is.
    """
    held = _positions(data)
    found = (body for body in data.catalog.body_names if (province, year, period, body) in held)
    if body := next(found, ""):
        return body
    raise _nothing(data, province, year, period)


def subject(
    data: Dataset, province: str, year: int | str, body: str | None = None, period: str = "FY"
) -> tuple[Province, int, str, str]:
    """Whose report is meant: place, year, body and period, where there is a figure of them.

    Parameters
    ----------
    data : Dataset
    province : str
        Slug, name or code.
    year : int or str
    body : str, optional
        Without it, the first of ``bodies.csv`` that has figures.
    period : str, optional

    Raises
    ------
    RequestError
        If province, body or period is unknown, or there is no such figure.
    """
    expect(Dataset, data=data)
    year = whole_number("year", year)
    unit = data.catalog.province(province)
    period = data.catalog.period(period)
    chosen = data.catalog.body(body) or choose_body(data, unit.province, year, period)
    if (unit.province, year, period, chosen) not in _positions(data):
        raise _nothing(data, unit.province, year, period, chosen)
    return unit, year, chosen, period


@lru_cache(maxsize=4)
def _positions(data: Dataset) -> Mapping[tuple[object, ...], Any]:
    """Where the rows of each report stand, by province, year, period and body."""
    grouped = data.observations.groupby(["province", "year", "period", "body"], sort=False, observed=True)
    return dict(grouped.indices)  # type: ignore[arg-type]


def most_comparable_body(rows: pd.DataFrame, catalog: Catalog) -> str:
    """The body with most figures that another place has, too; of several the first of ``bodies.csv``.

    Parameters
    ----------
    rows : pandas.DataFrame
        From `measures`.
    catalog : Catalog
    """
    groups: dict[tuple[Any, ...], set[str]] = {}
    for row in shown(rows[rows["kind"] == "actual"]):
        groups.setdefault(peer_key(row), set()).add(row["province"])
    counts = dict.fromkeys(catalog.body_names, 0)
    for (body, *_), places in groups.items():
        counts[body] += len(places) if len(places) > 1 else 0
    held = set(rows["body"])
    return max((body for body in catalog.body_names if body in held), key=lambda body: counts[body])


def _nothing(data: Dataset, province: str, year: int, period: str, body: str = "") -> RequestError:
    frame, catalog = data.observations, data.catalog
    rows = frame[frame["province"] == province]
    asked = catalog.in_words(places=[province], years=str(year), period=period, body=body)
    if data.printed is not None and province in (made := merged(catalog)):
        former = [data.printed.catalog.provinces[part].name(language()) for part in made[province]]
        return RequestError("not-added-up", asked=asked, parts=former)
    if rows.empty:
        return RequestError("no-figures-of-place", asked=asked)
    here = rows[rows["year"] == year]
    if here.empty:
        return RequestError("no-figures-years", asked=asked, known=sorted(rows["year"].unique()))
    return RequestError("no-figures-others", asked=asked, year=year, known=held(here, catalog))


def held(rows: pd.DataFrame, catalog: Catalog) -> str:
    """Of which periods and bodies there are figures, as messages say it."""
    there = sorted({(row["period"], row["body"]) for row in records(rows)})
    return "; ".join(catalog.in_words(period=period, body=body) for period, body in there)


def table(
    data: Dataset, province: str, year: int, body: str | None = None, period: str = "FY"
) -> pd.DataFrame:
    """The comparison table of one province, year, body and period: all as `subject` takes it.

    Returns
    -------
    pandas.DataFrame
        One row a figure in the order of reports, indexed by id: the columns of `measures`, and those
        of `change` (with ``why_no_change``), `peers` (``why_no_rank``) and `targets`.

    Examples
    --------
    >>> import analysis
    >>> rows = table(analysis.load(), "tra-vinh", 2023)
    >>> rows.query("kind == 'actual' and of_basis == 'plan'")["count"].to_list()
    [209]
    """
    unit, year, chosen, period = subject(data, province, year, body, period)
    measured = measures(data)
    mine = _positions(data)[unit.province, year, period, chosen]
    return assess(data, measured.iloc[mine], measured, data.catalog)


def assess(data: Dataset, figures: pd.DataFrame, measured: pd.DataFrame, catalog: Catalog) -> pd.DataFrame:
    """Figures with their changes, places and targets, in the order of reports.

    Parameters
    ----------
    data : Dataset
    figures : pandas.DataFrame
        The rows to assess, out of ``measured``.
    measured : pandas.DataFrame
        From `measures`: the rows that they may be compared with.
    catalog : Catalog
        Of ``data``, or limited to a region.

    Returns
    -------
    pandas.DataFrame
        As `table` gives it.
    """
    pairs = zip(figures["indicator"], figures["category"], strict=True)
    order = [data.catalog.indicators[pair].order for pair in pairs]
    figures = figures.assign(order=order).sort_values(["order", "kind", "authority", "province", "id"])
    known = rows_by_id(data)
    return (
        figures.set_index("id", drop=False)
        .rename_axis(None)
        .join(change(figures, measured, catalog, known).rename(columns={"why_not": "why_no_change"}))
        .join(peers(figures, measured, catalog, known).rename(columns={"why_not": "why_no_rank"}))
        .join(targets(figures, measured, data.released, known))
    )

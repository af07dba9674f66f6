"""The days that a period spans, and why there is no figure of it."""

from datetime import date
from typing import TYPE_CHECKING

import pandas as pd

from analysis.data.frames import Row, missing

if TYPE_CHECKING:
    from analysis.data.dataset import Dataset

_END = {"H1": (6, 30), "9M": (9, 30), "Q1": (3, 31), "Q2": (6, 30), "Q3": (9, 30)}

_START = {"Q2": (4, 1), "Q3": (7, 1), "Q4": (10, 1)}


TERM_YEARS = 5


def whole_term(start: int, end: int) -> bool:
    """Whether a span is a whole term of Party committees: 2015–2020, 2020–2025."""
    return end - start == TERM_YEARS and end % TERM_YEARS == 0


def limits(row: Row) -> tuple[date, date]:
    """First and last day of the period of a figure; of one that was measured they are known."""
    if "end" in row:
        return row["start"], row["end"]
    year, period = int(row["year"]), row["period"]
    if period == "TERM":
        return date(int(row["span_from"]), 1, 1), date(year, 12, 31)
    if period == "YTD" and not missing(row["as_of"]):
        return date(year, 1, 1), row["as_of"].date()
    return date(year, *_START.get(period, (1, 1))), date(year, *_END.get(period, (12, 31)))


def moment(row: Row, timing: str) -> tuple[date, date]:
    """First and last day on which the rules of a figure count.

    A rating or a stock is taken under the rules of its last day; a flow is mixed if a rule changes
    anywhere within it.
    """
    first, last = limits(row)
    if timing == "period":
        return first, last
    day: date = last if missing(row["as_of"]) else row["as_of"].date()
    return day, day


def needed_until(year: int, period: str, end: date) -> date:
    """The day by which a body must not have ended to have a figure of that period, which ends on ``end``.

    What ended in February has no half-year; but it may have told of its term, or of the year to date.
    """
    return date(year, 1, 1) if period in ("TERM", "YTD") else end


def state(data: "Dataset", province: str, body: str, year: int, period: str) -> str:
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
        ``not_applicable`` (the unit or body had ended by then), ``not_yet_due`` or
        ``not_collected`` (no more is claimed than that it was not found).
    """
    _, end = limits({"year": year, "period": period, "span_from": year, "as_of": pd.NaT})
    if data.catalog.ended(province, body, needed_until(year, period, end)):
        return "not_applicable"
    return "not_yet_due" if end > data.released else "not_collected"

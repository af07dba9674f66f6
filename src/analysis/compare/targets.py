"""Actual figures against the plans and targets set for them."""

from collections.abc import Callable, Sequence
from datetime import date
from operator import itemgetter

import pandas as pd

from analysis.compare.rows import WIDEST, Known, like, of_frame
from analysis.data import TERM_YEARS, Row, grouped, missing


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
    known : Figures, optional
        The rows by id, where they are at hand.

    Returns
    -------
    pandas.DataFrame
        Indexed by figure id: ``target_id`` (the row that prints it; the figure itself where the plan
        is printed beside the count); ``target``, ``target_to``, ``target_in`` (``count``,
        ``percent`` or ``value``), ``target_by`` (the comparator); ``actual_id`` for a target;
        ``outcome``: ``exceeded``, ``met``, ``missed``, ``open`` (rounding leaves it undecided),
        ``not_comparable``, ``not_collected``, ``not_yet_due``, or empty.
    """
    series = grouped(like(figures, measured, known, "province", "body", "year"), _target_key)
    found = [
        {"id": row["id"], **_target_of(row, series.get(_target_key(row), []), released)}
        for row in of_frame(figures, known)
    ]
    columns = ["id", "target_id", "target", "target_to", "target_in", "target_by", "actual_id", "outcome"]
    return pd.DataFrame(found, columns=columns).set_index("id")


_target_key = itemgetter("province", "body", "year", "token", "indicator", "category")


def _target_of(row: Row, same: Sequence[Row], released: date) -> Row:
    nothing: Row = {
        "target_id": "", "target": None, "target_to": None, "target_in": "", "target_by": "",
        "actual_id": "", "outcome": "",
    }  # fmt: skip
    if row["kind"] == "target":
        actual = next((other for other in same if _answers(other, row, same)), None)
        if actual is None:
            outcome = "not_yet_due" if row["end"] > released else "not_collected"
            return {**nothing, **_aim(row), "outcome": outcome}
        return {**nothing, **_aim(row), "actual_id": actual["id"], "outcome": judge(actual, row)}
    target = next((other for other in same if _answers(row, other, same)), None)
    own_plan = row["measure"] == "fulfilment"
    if target is not None and ((judged := judge(row, target)) != "not_comparable" or not own_plan):
        return {**nothing, **_aim(target), "outcome": judged}
    if not own_plan:
        return nothing
    plan = {"target_id": row["id"], "target_by": "ge"}
    if not missing(row["of"]):
        plan |= {"target": float(row["of"]), "target_in": "count"}
    outcome = _against(row, float(row["fulfilment"]), "ge", 100.0, None)
    if outcome == "missed" and _under_way(row):
        outcome = "not_yet_due"
    return {**nothing, **plan, "outcome": outcome}


def _answers(actual: Row, target: Row, same: Sequence[Row]) -> bool:
    """Whether a target asks for this figure: one of the same authority, or the widest where it names none."""
    if (actual["kind"], target["kind"]) != ("actual", "target"):
        return False
    if target["authority"]:
        return bool(actual["authority"] == target["authority"])
    # A target for all is not missed by those of committees or commissions alone.
    held = [other["authority"] for other in same if other["kind"] == "actual"]
    return bool(actual["authority"] == min(held, key=WIDEST.index))


def spans_a_term(start: int, end: int) -> bool:
    """Whether the years of a span make up a whole term.

    2015–2020 do, and so do the five calendar years 2016–2020. 2010–2014 and 2015–2019 stop short of the
    congress that closes a term.
    """
    years = end - start
    return years >= TERM_YEARS or (years == TERM_YEARS - 1 and end % TERM_YEARS == 0)


def _under_way(row: Row) -> bool:
    """Whether a figure covers only a part of what the plan beside it is for, which may be due later."""
    if row["period"] == "TERM":
        return not spans_a_term(int(row["span_from"]), int(row["year"]))
    return bool(row["period"] != "FY" or row["of_basis"] == "term_plan")


def _aim(target: Row) -> Row:
    column: str = next(name for name in ("count", "percent", "value") if not missing(target[name]))
    upper = target.get(f"{column}_to")
    return {
        "target_id": target["id"],
        "target": float(target[column]),
        "target_to": None if upper is None or missing(upper) else float(upper),
        "target_in": column,
        "target_by": target["comparator"],
    }


_TESTS: dict[str, Callable[[float, float], bool]] = {
    "ge": lambda value, aim: value >= aim,
    "gt": lambda value, aim: value > aim,
    "le": lambda value, aim: value <= aim,
    "lt": lambda value, aim: value < aim,
    "eq": lambda value, aim: value >= aim,  # "100%", "1 model each": more than that is not a failure
    "range": lambda value, aim: value >= aim,
}


def judge(actual: Row, target: Row) -> str:
    """Whether an actual figure meets a target: the outcomes of `targets`."""
    aim = _aim(target)
    if aim["target_in"] == "percent":
        if actual["of_basis"] != target["of_basis"] or missing(actual["share"]):
            return "not_comparable"
        value = float(actual["share"])
    elif missing(actual[aim["target_in"]]):
        return "not_comparable"
    else:
        value = float(actual[aim["target_in"]])
    return _against(actual, value, aim["target_by"], aim["target"], aim["target_to"])


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

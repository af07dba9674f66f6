"""Figures that no source prints but that follow from printed ones, each with its formula and inputs.

Nothing is estimated: where rounding leaves more than one possible whole number, there is no result.
"""

import math
from dataclasses import dataclass

import pandas as pd

from analysis.data import Dataset


@dataclass(frozen=True)
class Derived:
    """One derived figure.

    Attributes
    ----------
    name : str
        What it is: ``base``, ``share_of_base``, ``share_of_rated`` (or of another printed base),
        ``per_1000_members``.
    value : float
        Its value: percent for shares, a whole number for a base.
    formula : str
        How it was worked out, in numbers.
    inputs : tuple of str
        Ids of the figures that went in.
    of : int or None
        What a share refers to.
    """

    name: str
    value: float
    formula: str
    inputs: tuple[str, ...]
    of: int | None = None


def implied_base(part: int, percent_text: str) -> int | None:
    """The whole number that ``part`` is so many percent of, if rounding leaves only one.

    Parameters
    ----------
    part : int
        The count.
    percent_text : str
        Its percentage as printed, whose decimals tell how it was rounded.

    Returns
    -------
    int or None

    Examples
    --------
    >>> implied_base(86, "91.49"), implied_base(4115, "96.42"), implied_base(4115, "96")
    (94, 4268, None)
    """
    percent = float(percent_text)
    half = 0.5 * 10.0 ** -len(percent_text.partition(".")[2])
    if percent <= half:
        return None
    low, high = part / ((percent + half) / 100), part / ((percent - half) / 100)
    first, last = math.ceil(low - 1e-9), math.floor(high + 1e-9)
    return first if first == last else None


def derive(data: Dataset, figure: pd.Series) -> tuple[Derived, ...]:
    """All that follows from one figure and its neighbours of the same source.

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
    found: list[Derived] = []
    if figure["kind"] == "actual" and figure["qualifier"] == "exact" and not pd.isna(figure["count"]):
        if figure["of_basis"] == "good_or_better" and not pd.isna(figure["of"]):
            found += _share_of_all(data, figure)
        if figure["indicator"] == "discipline_members" and figure["category"] == "total":
            found += _rate(data, figure)
    return tuple(found)


def _siblings(data: Dataset, figure: pd.Series) -> pd.DataFrame:
    frame = data.of_year(figure["province"], figure["body"], figure["year"])
    same = (frame["period"] == figure["period"]) & (frame["kind"] == figure["kind"])
    found: pd.DataFrame = frame[same & (frame["qualifier"] == "exact") & (frame["preferred"] != "no")]
    return found


def _share_of_all(data: Dataset, figure: pd.Series) -> list[Derived]:
    """17 of the 86 rated good or better, who are 91.49% of a base: 17 of 94."""
    siblings = _siblings(data, figure)
    upper = siblings[
        (siblings["indicator"] == figure["indicator"])
        & (siblings["category"] == "good_or_better")
        & (siblings["source"] == figure["source"])
    ]
    if len(upper) != 1:
        return []
    good = upper.iloc[0]
    count, of = int(figure["count"]), int(figure["of"])
    part = data.catalog.basis_roles.get(good["of_basis"]) == "part"
    # The 86 that excellent is a part of must be those whose own share is known, and that a share of all.
    if not part or (not pd.isna(good["count"]) and int(good["count"]) != of):
        return []
    if not pd.isna(good["of"]):
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
    share = Derived(
        name,
        round(100 * count / base, 2),
        f"{steps}{count} / {base} = {100 * count / base:.2f}%",
        inputs,
        base,
    )
    if not steps:
        return [share]
    return [Derived("base", float(base), steps.removesuffix("; "), inputs), share]


def _rate(data: Dataset, figure: pd.Series) -> list[Derived]:
    """Disciplined members per 1,000 members, where an exact stock of the same year and body is known."""
    frame = data.of_year(figure["province"], figure["body"], figure["year"])
    stock = frame[
        (frame["indicator"] == "membership")
        & (frame["category"] == "members")
        & (frame["qualifier"] == "exact")
        & (frame["kind"] == "actual")
        & (frame["preferred"] != "no")
    ]
    if len(stock) != 1 or figure["period"] != "FY" or not (stock["count"] > 0).all():
        return []
    members, count = int(stock.iloc[0]["count"]), int(figure["count"])
    formula = f"1000 × {count} / {members} = {1000 * count / members:.2f}"
    inputs = (str(figure["id"]), str(stock.iloc[0]["id"]))
    return [Derived("per_1000_members", round(1000 * count / members, 2), formula, inputs, members)]

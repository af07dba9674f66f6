"""Counts on a common base: rows like those of `measures`, whose value is a rate, so that places compare."""

from collections.abc import Iterable, Sequence

import pandas as pd

from analysis.compare.derived import Derived, rates
from analysis.compare.neighbours import placed
from analysis.compare.rows import Known, like
from analysis.data import Catalog, Dataset, Row

RATE = "rate"
"""The measure of such a row."""

# What is known of the count, and not of its rate.
_NOT_ITS_OWN = {
    "earlier_id": "", "earlier": None, "earlier_text": "", "earlier_qualifier": "", "change": None,
    "change_in": "", "relative": None,
    "why_no_change": "not_collected", "breaks": (), "target_id": "", "outcome": "", "of_basis": "",
    "percent": pd.NA, "percent_text": "", "share": pd.NA, "fulfilment": pd.NA,
}  # fmt: skip


def on_common_base(rows: Iterable[Row], data: Dataset) -> list[Row]:
    """The rates of these figures, as rows that are compared and written like theirs.

    Parameters
    ----------
    rows : iterable of dict
        Rows of `measures` or of `compare.table`.
    data : Dataset

    Returns
    -------
    list of dict
        The columns of the figure, whose id they keep, with ``measure`` ``rate``; ``rate`` (its value); ``of``
        and ``yardstick`` (how many of what it is set against); ``derived`` (the `Derived` that it is).
    """
    known = rates(data)
    return [_as_row(row, rate) for row in rows for rate in known.get(row["id"], ())]


def _as_row(row: Row, rate: Derived) -> Row:
    own = {"measure": RATE, RATE: rate.value, "of": rate.of, "yardstick": rate.whole, "derived": rate}
    return {**row, **_NOT_ITS_OWN, **own}


def among_peers(
    rows: Sequence[Row], measured: pd.DataFrame, data: Dataset, catalog: Catalog, known: Known = None
) -> list[Row]:
    """Rates with their places among the same rates of other places, as `peers` gives them for figures.

    Parameters
    ----------
    rows : sequence of dict
        From `on_common_base`.
    measured : pandas.DataFrame
        From `measures`: whose rates they may be compared with.
    data : Dataset
    catalog : Catalog
        Of ``data``, or limited to a region.
    known : Figures, optional
        The rows by id, where they are at hand.
    """
    if not rows:
        return []
    wanted = pd.DataFrame({name: [row[name] for row in rows] for name in ("indicator", "year")})
    found = placed(
        rows,
        lambda: on_common_base(like(wanted, measured, known, "indicator", "year"), data),
        measured,
        catalog,
        known,
    )
    return [{**row, **place, "why_no_rank": place["why_not"]} for row, place in zip(rows, found, strict=True)]

"""Rows of a frame, where a figure has to be looked at one by one."""

from typing import Any

import pandas as pd

Row = dict[str, Any]


def records(frame: pd.DataFrame) -> list[Row]:
    """Rows of a frame as dictionaries by column.

    Parameters
    ----------
    frame : pandas.DataFrame

    Returns
    -------
    list of dict
    """
    rows: list[Row] = frame.to_dict("records")  # type: ignore[assignment]
    return rows

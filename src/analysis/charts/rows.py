"""A frame of figures as plain rows, and the words in them."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from analysis.charts.typesetting import SMALL, text_width

Row = dict[str, Any]

Frame = pd.DataFrame | Sequence[Row]
"""Rows by column, or each as a dictionary: a frame of a few rows costs more than its picture."""


def plain_rows(frame: Frame) -> Sequence[Row]:
    """Rows as dictionaries, missing values as None."""
    if not isinstance(frame, pd.DataFrame):
        return frame
    return [
        {str(key): None if pd.isna(value) else value for key, value in row.items()}
        for row in frame.to_dict("records")
    ]


def words_in(row: Row, column: str) -> str:
    """The words of one column; none where there are none."""
    return str(row.get(column) or "")


def widest(rows: Sequence[Row], column: str, size: float = SMALL, bold: bool = False) -> float:
    """How wide the widest words of a column are in px."""
    return max((text_width(words_in(row, column), size, bold) for row in rows), default=0.0)

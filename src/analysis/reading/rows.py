"""The cells of a row that a figure fills by how it is printed: numbers, qualifier, wording, change."""

import re
from decimal import Decimal
from typing import Any

from analysis.reading.figures import Figure
from analysis.reading.numbers import Number
from analysis.reading.setting import Stretch

__all__ = ["expected_hedge", "number_cell", "printed_cells"]

_QUALIFIERS = {"over": "over", "nearly": "nearly", "about": "about", "least": "over", "up": "over"}
_COMPARATORS = {"over": "gt", "least": "ge", "up": "ge", "most": "le", "under": "lt"}


def printed_cells(figure: Figure, entry: Any, kind: str, time: Stretch, text: str) -> dict[str, str]:
    """The cells that say what is printed.

    Parameters
    ----------
    figure : Figure
    entry : Indicator
        What it counts.
    kind : {"actual", "target"}
    time : Stretch
        Which a change is from the year before of.
    text : str
    """
    number, row = figure.number, {}
    if number.kind in ("percent", "half"):
        row["percent"] = _share(number.value, number.text)
    elif number.kind == "percents":
        row["percent"], row["percent_to"] = str(number.value), str(number.upto)
    elif entry.unit == "million_vnd":
        row["value" if entry.measure == "amount" else "count"] = number_cell(number.value / 1_000_000)
    else:
        row["count"] = number_cell(number.value)
        row["count_to"] = number_cell(number.upto) if number.kind == "range" else ""
    if figure.share is not None:
        row["percent"] = _share(figure.share.value, figure.share.text)
    row["qualifier"], row["comparator"] = expected_hedge(number, kind)
    row["as_printed"] = _printed(figure, text)
    if figure.change is not None:
        row["change_printed"], row["change_unit"] = number_cell(figure.change.amount), figure.change.unit
        year = figure.change.year or (time.year - 1 if time.year else 0)
        row["change_against"] = f"{year}-{time.period}" if year else ""
    return row


def _printed(figure: Figure, text: str) -> str:
    number = figure.number
    begin = number.printed_from if number.hedge in ("over", "nearly", "about") else number.start
    printed = " ".join(text[begin : number.end].split())
    if figure.share is not None:
        share = text[figure.share.start : figure.share.end].strip()
        printed += f"{figure.share_joint}{share}" + ")" * figure.share_joint.startswith(" (")
    return printed


def expected_hedge(number: Number, kind: str) -> tuple[str, str]:
    """The qualifier of what was reached, or the comparator of what is aimed at, by the word before a number.

    Parameters
    ----------
    number : Number
    kind : {"actual", "target"}

    Returns
    -------
    qualifier, comparator : str
    """
    if kind == "target":
        return "exact", "range" if number.kind in ("range", "percents") else _COMPARATORS.get(
            number.hedge, "eq"
        )
    return _QUALIFIERS.get(number.hedge, "exact"), ""


def number_cell(value: Decimal) -> str:
    """A number as a cell has it: without needless zeros."""
    return format(value.normalize(), "f")


def _share(value: Decimal, printed: str) -> str:
    """A percentage with the decimals that are printed."""
    found = re.match(r"\d+(?:[.,](\d+))?", printed)
    places = len(found[1] or "") if found else 0
    return format(value, f".{places}f")

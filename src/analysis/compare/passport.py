"""What a report carries so that each of its figures can be checked later.

A digest of a figure's row tells, years after, whether the row is still the one that was printed. Digests
are short: they guard against what has changed since, not against a forger who can work them out anew, and
who is caught because every figure is derived again from the data.
"""

import hashlib
import json
from collections.abc import Iterable
from functools import lru_cache
from typing import Any, Final

import pandas as pd

from analysis.compare.rows import rows_by_id
from analysis.data import OBSERVATION_COLUMNS, Dataset, Row, missing

__all__ = ["digests", "digests_of", "shown"]

LENGTH: Final = 12
"""Hexadecimal digits of a digest: 48 bits, ample to tell two versions of one row apart."""

# The note is the maintainers' own and stands in no report; of a percentage the printed text counts.
COLUMNS: Final = tuple(
    "percent_text" if name == "percent" else name for name in OBSERVATION_COLUMNS if name != "note"
)

_LEAVES: Final = frozenset((str, int, float, bool, type(None)))
"""Of JSON what holds nothing else: most of a report."""

# What else tells a sum from another one of the same size.
_ADDED: Final = ("parts", "part_sources", "formula")


def shown(content: object) -> set[str]:
    """Ids of all figures in the JSON of a block or section.

    Parameters
    ----------
    content : object
        Anything that JSON knows.

    Examples
    --------
    >>> shown([{"runs": [{"text": "209", "figure": "a"}]}, {"text": "1"}])
    {'a'}
    """
    found: set[str] = set()
    waiting = [content]
    while waiting:
        held = waiting.pop()
        if isinstance(held, dict):
            if held.get("in_file"):
                continue  # no page shows it
            if isinstance(figure := held.get("figure"), str):
                found.add(figure)
            held = held.values()
        elif not isinstance(held, list):
            continue
        waiting += [item for item in held if item.__class__ not in _LEAVES]
    return found


def digests(data: Dataset, content: object) -> dict[str, str]:
    """Digest of the row of each figure that the JSON of some blocks shows, by id in order."""
    return digests_of(data, shown(content))


def digests_of(data: Dataset, figures: Iterable[str]) -> dict[str, str]:
    """Digest of the row of each figure, by id in order; ids that the data lack are left out."""
    known, kept = rows_by_id(data), _kept(data)
    held = [figure for figure in sorted(set(figures)) if figure in known]
    for figure in held:
        if figure not in kept:
            kept[figure] = _digest(known[figure])
    return {figure: kept[figure] for figure in held}


_as_json: Final = json.JSONEncoder(ensure_ascii=False).encode


@lru_cache(maxsize=4)
def _kept(data: Dataset) -> dict[str, str]:
    """The digests that were worked out before: a figure stands in many reports."""
    return {}


def _digest(row: Row) -> str:
    parts = [row[name] for name in _ADDED] if row.get("parts") else []
    cells = [row[name] for name in COLUMNS]
    text = _as_json([cell if cell.__class__ is str else _plain(cell) for cell in cells] + parts)
    return hashlib.sha256(text.encode()).hexdigest()[:LENGTH]


def _plain(value: Any) -> str:
    """A value as text that no library's way of printing can change."""
    if missing(value):
        return ""
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    return f"{value:.15g}" if isinstance(value, float) else str(value)

"""One figure from end to end: where it stands, what was printed, what follows, what disagrees."""

import re
from dataclasses import asdict, replace
from typing import Any

import pandas as pd

from analysis.compare.checks import check
from analysis.compare.derived import Derived, derive, interval
from analysis.data import OBSERVATION_COLUMNS, Dataset

# Notes name the file that a source was read from; a reader has no such file.
_TEXT_FILE = re.compile(r"\S+\.txt;?\s*")


def explanation(data: Dataset, figure_id: str) -> dict[str, Any]:
    """Everything that is known of one figure.

    Parameters
    ----------
    data : Dataset
    figure_id : str
        Its public id.

    Returns
    -------
    dict
        ``id``; the columns of its row; ``file`` and ``line``; ``source`` (a dict); ``checks``,
        ``breaks`` and ``derived`` (lists of dicts; each derived one with value, formula, inputs and, of a
        rate, its interval).

    Raises
    ------
    RequestError
        If no figure has that id.

    Examples
    --------
    >>> import analysis
    >>> data = analysis.load()
    >>> (figure,) = data.of_year("hau-giang", "bloc", 2023).query("as_printed == '17/86 (19,77%)'")["id"]
    >>> found = explanation(data, figure)
    >>> found["count"], found["of"], found["of_basis"], found["derived"][-1]["formula"]
    (17, 86, 'good_or_better', '86 / 91.49% = 94; 17 / 94 = 18.09%')
    """
    row = data.figure(figure_id)
    # All that a check or a rate of this figure looks at: its place, and its body's year in all places.
    frame = data.observations
    of_year = (frame["year"] == row["year"]) & (frame["body"] == row["body"])
    near = replace(data, observations=frame[(frame["province"] == row["province"]) | of_year])
    columns: dict[str, Any] = {name: plain(row[name]) for name in OBSERVATION_COLUMNS if name != "source"}
    if columns["as_of"] is not None:
        columns["as_of"] = str(columns["as_of"])[:10]
    indicator = data.catalog.indicators[row["indicator"], row["category"]]
    source = data.catalog.sources[row["source"]]
    breaks = [
        change
        for change in data.catalog.breaks
        if change.touches(row["province"], row["body"], row["indicator"], row["category"])
    ]
    return {
        "id": row["id"],
        "label": indicator.label_en,
        "label_vi": indicator.label_vi,
        **columns,
        "file": row["file"],
        "line": int(row["line"]),
        "source": {**asdict(source), "note": _TEXT_FILE.sub("", source.note)},
        "derived": [
            {**asdict(found), "interval": _ends(found, int(row["count"]))} for found in derive(near, row)
        ],
        "checks": [
            {"code": found.code, "figures": list(found.figures), **found.numbers}
            for found in check(near)
            if figure_id in found.figures
        ],
        "breaks": [
            {
                "id": change.id,
                "effective_from": str(change.effective_from or ""),
                "title": change.title_vi,
                "title_en": change.title_en,
                "what_changed": change.what_changed_en,
                "what_changed_vi": change.what_changed_vi,
                "severity": change.severity,
            }
            for change in breaks
        ],
    }


def _ends(found: Derived, count: int) -> list[float]:
    """Both ends of the interval of a rate, as precise as a report says them; none where there is none."""
    return [round(end, 2) for end in interval(found, count) or ()]


def plain(value: Any) -> Any:
    """A value as JSON knows it: missing as None, numbers of numpy as plain ones.

    Examples
    --------
    >>> plain({"count": pd.Series([17])[0], "of": pd.NA, "inputs": ("a", "b")})
    {'count': 17, 'of': None, 'inputs': ['a', 'b']}
    """
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if pd.isna(value):
        return None
    return value.item() if hasattr(value, "item") else value

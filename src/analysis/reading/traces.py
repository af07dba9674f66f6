"""What is kept of figures that were found in the texts of their sources: fingerprints, in ``traces.csv``."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from pathlib import Path

import pandas as pd

from analysis.data import OBSERVATION_COLUMNS, Dataset, grouped, records
from analysis.errors import RequestError
from analysis.files import csv_text, write_whole
from analysis.messages import refusal

__all__ = ["STATES", "Traced", "row_digest", "rows_by_source", "traced_ids", "write_traces"]

STATES = ("found", "moved", "missing", "no text")
_FOUND = ("id", "source", "row", "sentence", "offset", "text")
TRACE_COLUMNS = (*_FOUND, "seen")


@dataclass(frozen=True)
class Traced:
    """What became of one row.

    Attributes
    ----------
    id, source : str
    state : {"found", "moved", "missing", "no text"}
        ``moved``: its numbers stand in the text, but with other words, subject, qualifier or period, or
        elsewhere than when it was found last.
    reason : str
        What disagrees; empty for a found one.
    row, sentence, text : str
        Hashes of the row, of the sentence that prints it, and of the text.
    offset : int
        Where in the text its number stands; -1 where it does not.
    """

    id: str
    source: str
    state: str
    reason: str = ""
    row: str = ""
    sentence: str = ""
    text: str = ""
    offset: int = -1


def rows_by_source(data: Dataset) -> dict[str, list[dict[str, str]]]:
    """The rows of each source as text, as their files have them, with their ids."""
    return grouped(records(_as_text(data.observations)), itemgetter("source"))


def _as_text(frame: pd.DataFrame) -> pd.DataFrame:
    """Observations as text, as their files have them, with their ids."""
    held = frame[["id", *OBSERVATION_COLUMNS]]
    text = held.astype(object).where(held.notna(), "")
    text["percent"] = frame["percent_text"]
    text["value"] = frame["value_text"]
    text["as_of"] = [str(day)[:10] if day else "" for day in text["as_of"]]
    for name in ("percent_to", "change_printed"):
        text[name] = [f"{cell:g}" if cell != "" else "" for cell in text[name]]
    return text.astype(str)


def row_digest(row: Mapping[str, str]) -> str:
    """What tells whether a row is still the one that was found: a hash of what it says, but for its notes."""
    cells = [
        row.get(name, "")
        for name in OBSERVATION_COLUMNS
        if name not in ("note", "conflict", "preferred", "confidence")
    ]
    return hashlib.sha256("\x1f".join(cells).encode()).hexdigest()[:16]


def write_traces(data: Dataset, traced: Iterable[Traced], seen: str) -> Path:
    """Keep the fingerprints of the found rows in ``traces.csv``; what was not looked for keeps its own.

    Parameters
    ----------
    data : Dataset
    traced : iterable of Traced
    seen : str
        The day, for those that are new or stand elsewhere than before.
    """
    kept = {row["id"]: row for row in records(data.catalog.frames["traces"])}
    for one in traced:
        before = kept.get(one.id)
        if one.state == "found":
            row = {name: str(getattr(one, name)) for name in _FOUND}
            kept[one.id] = (
                before if before is not None and row.items() <= before.items() else row | {"seen": seen}
            )
        elif one.state != "no text":
            kept.pop(one.id, None)
    rows = ([kept[name][column] for column in TRACE_COLUMNS] for name in sorted(kept))
    path = data.folder / "traces.csv"
    try:
        write_whole(path, csv_text([TRACE_COLUMNS, *rows]).encode())
    except OSError as error:
        raise RequestError("data-cannot-write", path=path, why=refusal(error)) from None
    return path


@lru_cache(maxsize=4)
def traced_ids(data: Dataset) -> Mapping[str, str]:
    """The figures that were found in the text of their source and have not changed since, with the day.

    Day by id.
    """
    kept = {row["id"]: row for row in records(data.catalog.frames["traces"])}
    if not kept:
        return {}
    frame = data.observations
    rows = records(_as_text(frame[frame["id"].isin(list(kept))]))
    return {
        row["id"]: kept[row["id"]]["seen"]
        for row in rows
        if row["id"] in kept and kept[row["id"]]["row"] == row_digest(row)
    }

"""The tables of a data folder as text: form only; what they mean is checked by `analysis.data.validation`."""

import csv
import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import pandas as pd

from analysis.data import schema, spreadsheets as sheets
from analysis.data.cells import Read
from analysis.data.faults import fault
from analysis.data.snapshot import PACKAGE, Snapshot
from analysis.data.vocabulary import Lexicon
from analysis.errors import Fault


def release(files: Snapshot, faults: list[Fault]) -> tuple[str, date]:
    """Version and day of the release; faults are added to the list."""
    try:
        package = json.loads(files.read(PACKAGE).decode())
        return str(package["version"]), date.fromisoformat(str(package["created"])[:10])
    except FileNotFoundError:
        faults.append(Fault(PACKAGE, 0, "-", "missing-file"))
    except (ValueError, KeyError, TypeError, OSError, RecursionError) as error:
        why = {"why": f"{type(error).__name__}: {error}"}
        faults.append(Fault(PACKAGE, 0, "-", "bad-package", why))
    return "", date.min


# Name of the data that come with the library: reports call them by name in both languages.
_OWN = "doichieu"


def title(files: Snapshot) -> str:
    """What the data set is called; empty for the one that comes with the library, or if it does not say."""
    return "" if name(files) == _OWN else _said(files, "title")


def name(files: Snapshot) -> str:
    """What the data set calls itself; empty if it does not say."""
    return _said(files, "name")


def _said(files: Snapshot, key: str) -> str:
    try:
        return str(json.loads(files.read(PACKAGE).decode()).get(key, ""))
    except (ValueError, AttributeError, OSError, RecursionError):
        return ""  # what is wrong with the file, `release` says


def changes(files: Snapshot, faults: list[Fault]) -> pd.DataFrame:
    """What changed from release to release; no rows where none is recorded."""
    if "changes.csv" not in files.contents:
        return pd.DataFrame(columns=list(schema.CHANGE_COLUMNS), dtype=str)
    return table(files, "changes", schema.CHANGE_COLUMNS, faults)


def table(
    files: Snapshot,
    name: str,
    columns: tuple[str, ...],
    faults: list[Fault],
    kind: str = "",
    *,
    needed: bool = True,
) -> pd.DataFrame:
    """One CSV as text, indexed by line; faults of its form are added to the list."""
    file = f"{name}.csv"
    if file not in files.contents and (name in schema.LATER_TABLES or not needed):
        return pd.DataFrame(columns=list(columns), dtype=str)
    later = schema.LATER_COLUMNS.get(kind or name, frozenset())
    content = b""
    rows: dict[int, list[str]] = {}
    text = sheets.text_of([], columns)
    try:
        content = files.read(file)
        text = sheets.text_of(sheets.lines(content), columns)
        rows.update(_lines(text, file, columns, later, faults))
        faults += [
            fault(file, line, column, "two-readings", cell)
            for line, column, cell in text.two_readings()
            if column in columns
        ]
    except FileNotFoundError:
        faults.append(Fault(file, 0, "-", "missing-file"))
    except OSError as error:
        faults.append(Fault(file, 0, "-", "unreadable-file", {"why": str(error.strerror)}))
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        faults.append(Fault(file, line, "-", "not-utf8", {"byte": str(error.start)}))
    except csv.Error as error:
        faults.append(Fault(file, 1, "-", "bad-csv", {"why": str(error)}))
    cells = zip(*rows.values(), strict=True) if rows else ((),) * len(columns)
    frame = pd.DataFrame(dict(zip(columns, cells, strict=True)), index=list(rows), dtype=str)
    return frame


def placed(frame: pd.DataFrame, file: str) -> pd.DataFrame:
    """A table whose rows say where they stand."""
    return frame.assign(file=file, line=frame.index)


def _lines(
    text: sheets.Text,
    file: str,
    columns: tuple[str, ...],
    later: frozenset[str],
    faults: list[Fault],
) -> Iterator[tuple[int, list[str]]]:
    rows = text.rows()
    line, header = next(rows, (1, []))
    absent = [place for place, name in enumerate(columns) if name in later and name not in header]
    if header != [name for place, name in enumerate(columns) if place not in absent]:
        missing = [name for name in columns if name not in header and name not in later]
        extra = [name for name in header if name not in columns]
        lists = {"missing": missing, "extra": extra, "columns": columns}
        told = {name: ", ".join(heads) or "none" for name, heads in lists.items()}
        faults.append(Fault(file, line, "-", "bad-header", told))
        return
    try:
        for line, cells in rows:
            if len(cells) == len(header):
                for place in absent:
                    cells.insert(place, "")
                yield line, cells
            else:
                counts = {"cells": str(len(cells)), "heads": str(len(header)), "separator": text.separator}
                faults.append(Fault(file, line, "-", "cell-count", counts))
    except csv.Error as error:
        faults.append(Fault(file, line + 1, "-", "bad-csv", {"why": str(error)}))


def settled(file: str, frame: pd.DataFrame, known: Lexicon, faults: list[Fault]) -> pd.DataFrame:
    """The rows of a domain's file with names read as their codes; faults of cells are added to the list.

    Parameters
    ----------
    file : str
        Its name.
    frame : pandas.DataFrame
        Its rows as text, indexed by line.
    known : Lexicon
    faults : list of Fault
    """
    pairs = list(zip(frame["indicator"].tolist(), frame["category"].tolist(), strict=True))
    both = {pair: known.pair(*pair) for pair in {*pairs}}
    reads: dict[Any, Read]
    changed: dict[str, list[str]] = {}
    for name in frame.columns:
        cells: list[Any] = frame[name].tolist()
        if name in ("indicator", "category"):
            cells, reads = pairs, {pair: read[name == "category"] for pair, read in both.items()}
        else:
            coded: frozenset[Any] = known.coded.get(name, frozenset())
            reads = {cell: known.read(name, cell) for cell in {*cells} - coded}
        if any(read.text != cell for cell, read in reads.items()):
            changed[name] = [reads[cell].text if cell in reads else cell for cell in cells]
        if wrong := {cell for cell, read in reads.items() if read.fault}:
            faults += [
                fault(file, int(str(line)), name, reads[cell].fault, **reads[cell].values)
                for line, cell in zip(frame.index, cells, strict=True)
                if cell in wrong
            ]
    return frame.assign(**changed)

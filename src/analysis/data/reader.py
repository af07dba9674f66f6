"""The tables of a data folder as text: form only; what they mean is checked by `analysis.data.validation`."""

import csv
import json
from collections.abc import Iterator
from datetime import date

import pandas as pd

from analysis.data import schema, spreadsheets as sheets
from analysis.data.faults import fault
from analysis.data.snapshot import PACKAGE, Snapshot
from analysis.errors import Fault


def release(files: Snapshot, faults: list[Fault]) -> tuple[str, date]:
    """Version and day of the release; faults are added to the list."""
    try:
        package = json.loads(files.read(PACKAGE).decode())
        return str(package["version"]), date.fromisoformat(str(package["created"])[:10])
    except FileNotFoundError:
        faults.append(
            Fault(PACKAGE, 0, "-", "missing-file", "the data folder needs it; 'analysis new' shows one")
        )
    except (ValueError, KeyError, TypeError, OSError) as error:
        message = f"it must be JSON with version and created (YYYY-MM-DD); {type(error).__name__}: {error}"
        faults.append(Fault(PACKAGE, 0, "-", "bad-package", message))
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
    except (ValueError, AttributeError, OSError):
        return ""  # what is wrong with the file, `release` says


def changes(files: Snapshot, faults: list[Fault]) -> pd.DataFrame:
    """What changed from release to release; no rows where none is recorded."""
    if "changes.csv" not in files.contents:
        return pd.DataFrame(columns=list(schema.CHANGE_COLUMNS), dtype=str)
    return table(files, "changes", schema.CHANGE_COLUMNS, faults)


def table(
    files: Snapshot, name: str, columns: tuple[str, ...], faults: list[Fault], kind: str = ""
) -> pd.DataFrame:
    """One CSV as text, indexed by line; faults of its form are added to the list."""
    file = f"{name}.csv"
    if name in schema.LATER_TABLES and file not in files.contents:
        return pd.DataFrame(columns=list(columns), dtype=str)
    later = schema.LATER_COLUMNS.get(kind or name, frozenset())
    content = b""
    rows: dict[int, list[str]] = {}
    separator = ","
    try:
        content = files.read(file)
        lines = sheets.lines(content)
        separator = sheets.delimiter(lines[0] if lines else "")
        rows.update(_lines(lines, separator, file, columns, later, faults))
    except FileNotFoundError:
        faults.append(
            Fault(file, 0, "-", "missing-file", "the data folder needs it, if only with its header")
        )
    except OSError as error:
        faults.append(Fault(file, 0, "-", "unreadable-file", f"{error.strerror}; make it a readable file"))
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        faults.append(
            Fault(file, line, "-", "not-utf8", f"save the file as UTF-8 (byte {error.start} is not)")
        )
    except csv.Error as error:
        faults.append(Fault(file, 1, "-", "bad-csv", f"{error}; check the quotes"))
    cells = zip(*rows.values(), strict=True) if rows else ((),) * len(columns)
    frame = pd.DataFrame(dict(zip(columns, cells, strict=True)), index=list(rows), dtype=str)
    if separator == ";":
        faults += _ambiguous(file, frame)
    return frame


def placed(frame: pd.DataFrame, file: str) -> pd.DataFrame:
    """A table whose rows say where they stand."""
    return frame.assign(file=file, line=frame.index)


def _lines(
    lines: list[str],
    separator: str,
    file: str,
    columns: tuple[str, ...],
    later: frozenset[str],
    faults: list[Fault],
) -> Iterator[tuple[int, list[str]]]:
    rows = sheets.rows(lines, separator)
    _, header = next(rows, (1, []))
    absent = [place for place, name in enumerate(columns) if name in later and name not in header]
    if header != [name for place, name in enumerate(columns) if place not in absent]:
        missing = [name for name in columns if name not in header and name not in later]
        extra = [name for name in header if name not in columns]
        detail = f"missing {', '.join(missing)}; " * bool(missing) + f"unknown {', '.join(extra)}; " * bool(
            extra
        )
        faults.append(Fault(file, 1, "-", "bad-header", f"{detail}the columns must be {','.join(columns)}"))
        return
    line = 1
    try:
        for line, cells in rows:
            if len(cells) == len(header):
                for place in absent:
                    cells.insert(place, "")
                yield line, cells
            elif cells:
                message = (
                    f"{len(cells)} cells where the header has {len(header)}; quote cells that hold a "
                    f"{'comma' if separator == ',' else 'semicolon'}"
                )
                faults.append(Fault(file, line, "-", "cell-count", message))
    except csv.Error as error:
        faults.append(Fault(file, line + 1, "-", "bad-csv", f"{error}; check the quotes from this line on"))


def _ambiguous(file: str, frame: pd.DataFrame) -> Iterator[Fault]:
    """Numbers that can be read in two ways beside semicolons."""
    for column in sheets.DECIMALS:
        for line, cell in frame.get(column, pd.Series(dtype=str)).items():
            if sheets.ambiguous(cell, ";"):
                yield fault(file, int(str(line)), column, "two-readings", cell)

"""The tables of a data folder as text: form only; what they mean is checked by `analysis.data.validation`."""

import csv
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations
from typing import Any

import pandas as pd

from analysis.data import schema, spreadsheets as sheets
from analysis.data.cells import Read
from analysis.data.faults import fault
from analysis.data.snapshot import PACKAGE, Snapshot
from analysis.data.vocabulary import EXCHANGED, PAIR, Lexicon
from analysis.errors import Fault
from analysis.messages import refusal


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


@dataclass
class Columns:
    """A table as text: the lines of its rows, and the cells of its columns."""

    lines: Sequence[int]
    cells: dict[str, list[str]]


def table(
    files: Snapshot, name: str, columns: tuple[str, ...], faults: list[Fault], *, needed: bool = True
) -> pd.DataFrame:
    """One CSV as text, indexed by line; faults of its form are added to the list."""
    read = read_columns(files, name, columns, faults, needed=needed)
    return pd.DataFrame(read.cells, index=list(read.lines), columns=list(columns), dtype=str)


def read_columns(
    files: Snapshot,
    name: str,
    columns: tuple[str, ...],
    faults: list[Fault],
    kind: str = "",
    *,
    needed: bool = True,
) -> Columns:
    """The same by columns: many files that are put together need no frame each."""
    file = f"{name}.csv"
    if file not in files.contents and (name in schema.LATER_TABLES or not needed):
        return Columns([], {column: [] for column in columns})
    later = schema.LATER_COLUMNS.get(kind or name, frozenset())
    content = b""
    rows: dict[int, list[str]] = {}
    text = sheets.text_of([], columns)
    try:
        content = files.read(file)
        text = sheets.text_of(sheets.lines(content), columns)
        if (whole := text.columns()) is not None and (*whole,) == columns:
            return Columns(range(text.head + 2, text.head + 2 + len(whole[columns[0]])), whole)
        rows.update(_lines(text, file, columns, later, faults))
        faults += [
            fault(file, line, column, "two-readings", cell)
            for line, column, cell in text.two_readings()
            if column in columns and line in rows
        ]
    except FileNotFoundError:
        faults.append(Fault(file, 0, "-", "missing-file"))
    except OSError as error:
        faults.append(Fault(file, 0, "-", "unreadable-file", {"why": refusal(error)}))
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        archive = content.startswith(b"PK")
        told = Fault(file, line, "-", "not-utf8", {"byte": str(error.start)})
        faults.append(Fault(file, 0, "-", "no-text", {"near": f"{name}.xlsx"}) if archive else told)
    except csv.Error:
        faults.append(Fault(file, 1, "-", "bad-csv"))
    cells = zip(*rows.values(), strict=True) if rows else ((),) * len(columns)
    return Columns(list(rows), {head: list(column) for head, column in zip(columns, cells, strict=True)})


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
    wanted = [name for place, name in enumerate(columns) if place not in absent]
    if header != wanted:
        faults.append(_head_fault(file, line, header, wanted, later))
        return
    crooked: dict[str, list[Fault]] = {}
    try:
        for line, cells in rows:
            if cells == header:
                continue  # another part of the same table was added below
            if code := _crooked(cells, len(header), text.separator):
                counts = {"cells": str(len(cells)), "heads": str(len(header)), "separator": text.separator}
                crooked.setdefault(code, []).append(Fault(file, line, "-", code, counts))
            elif len(header) > 2 and sum(map(bool, cells)) == 1:
                faults.append(fault(file, line, "-", "no-row", next(filter(None, cells))))
            else:
                for place in absent:
                    cells.insert(place, "")
                yield line, cells
    except csv.Error:
        faults.append(Fault(file, line + 1, "-", "bad-csv"))
    # A program that saves one row so saves all so: told at the first.
    faults += [replace(first, more=len(others)) for first, *others in crooked.values()]


def _crooked(cells: Sequence[str], heads: int, separator: str) -> str:
    """Code of the fault of a row whose cells are not as many as there are heads; empty for the others."""
    filled = [cell for cell in cells if cell]
    if 0 < 4 * len(filled) <= heads:
        held = {sign: sum(cell.count(sign) for cell in filled) for sign in sheets.SEPARATORS}
        sign = max(held, key=lambda sign: held[sign])
        if held[sign] >= heads - 1:
            return "line-quoted" if sign == separator else "other-separator"
    if len(cells) == heads or (heads > 2 and len(filled) == 1):
        return ""
    if len(cells) >= 2 * heads - 1 > 4:
        return "rows-joined"
    if len(cells) < heads:
        return "cells-missing"
    return "cells-beside" if separator == "\t" else "cell-count"


def _head_fault(
    file: str, line: int, header: Sequence[str], wanted: Sequence[str], later: frozenset[str]
) -> Fault:
    """What is wrong with the names of the columns: the first thing, with the name that comes nearest."""
    if not any(header):
        return Fault(file, 0, "-", "empty-file")
    if _crooked(header, len(wanted), ",") == "line-quoted":
        return Fault(file, line, "-", "line-quoted")
    missing = [name for name in wanted if name not in header and name not in later]
    extra = [name for name in header if name not in wanted]
    if 2 * len(missing) > len(wanted):
        return fault(file, line, "-", "no-header", ", ".join(header)[:40], columns=", ".join(wanted[:3]))
    if twice := [name for place, name in enumerate(header) if name in header[:place]]:
        return fault(file, line, "-", "head-twice", twice[0])
    if len(extra) == 1 and len(missing) == 1:
        return fault(file, line, "-", "unknown-head", extra[0], near=missing[0])
    if extra or missing:
        lists = {"missing": missing, "extra": extra, "columns": wanted}
        told = {name: ", ".join(heads) or "none" for name, heads in lists.items()}
        return Fault(file, line, "-", "bad-header", told)
    first = next(place for place, name in enumerate(wanted) if header[place] != name)
    return fault(file, line, "-", "heads-moved", header[first], near=wanted[first])


def settled(file: str, read: Columns, known: Lexicon, faults: list[Fault]) -> dict[str, list[str]]:
    """The cells of a domain's file with names read as their codes; faults of cells are added to the list.

    Parameters
    ----------
    file : str
        Its name.
    read : Columns
    known : Lexicon
    faults : list of Fault

    Returns
    -------
    dict of str to list of str
        By column.
    """
    before = len(faults)
    pairs = list(zip(read.cells["indicator"], read.cells["category"], strict=True))
    coded = known.coded[PAIR]
    both = {pair: known.pair(*pair) for pair in {*pairs} if "/".join(pair) not in coded}
    settled = dict(read.cells)
    for name, column in read.cells.items():
        cells: Sequence[Any] = column
        reads: dict[Any, Read]
        if name in ("indicator", "category"):
            cells, reads = pairs, {pair: found[name == "category"] for pair, found in both.items()}
            texts = dict(zip(pairs, column, strict=True)) if reads else {}
        else:
            reads = {cell: known.read(name, cell) for cell in known.unsettled(name, column)}
            texts = {cell: cell for cell in reads}
        if any(found.text != texts[cell] for cell, found in reads.items()):
            settled[name] = [
                reads[cell].text if cell in reads else own for cell, own in zip(cells, column, strict=True)
            ]
        if wrong := {cell for cell, found in reads.items() if found.fault}:
            faults += [
                fault(file, line, name, reads[cell].fault, **reads[cell].values)
                for line, cell in zip(read.lines, cells, strict=True)
                if cell in wrong
            ]
    _exchange(file, read, settled, known, faults, before)
    found = faults[before:]
    if shifted := _shifted(read, known, found):
        told = [
            Fault(file, lines[0], column, "row-shifted", {"way": way}, more=len(lines) - 1)
            for (column, way), lines in shifted.items()
        ]
        lost = {line for lines in shifted.values() for line in lines}
        faults[:] = [*(one for one in faults if one.file != file or one.line not in lost), *told]
        kept = [place for place, line in enumerate(read.lines) if line not in lost]
        read.lines = [read.lines[place] for place in kept]
        settled = {name: [column[place] for place in kept] for name, column in settled.items()}
    return settled


def _exchange(
    file: str, read: Columns, settled: dict[str, list[str]], known: Lexicon, faults: list[Fault], since: int
) -> None:
    """Cells of a row that stand in each other's column are one fault; a file has it in many rows."""
    wrong: dict[int, list[str]] = {}
    for one in faults[since:]:
        wrong.setdefault(one.line, []).append(one.column)
    told: dict[tuple[str, str], list[Fault]] = {}
    for at, line in enumerate(read.lines) if wrong else ():
        for first, second in combinations([name for name in EXCHANGED if name in wrong.get(line, ())], 2):
            values = {"value": read.cells[first][at], "other": read.cells[second][at]}
            right = known.read(first, values["other"]), known.read(second, values["value"])
            if all(one.text and not one.fault for one in right):
                for column, cell in zip((first, second), right, strict=True):
                    settled[column] = [*settled[column][:at], cell.text, *settled[column][at + 1 :]]
                found = Fault(file, line, first, "cells-exchanged", values)
                told.setdefault((first, second), []).append(found)
                break
    put = {(one.line, column) for pair, alike in told.items() for one in alike for column in pair}
    faults[since:] = [one for one in faults[since:] if (one.line, one.column) not in put]
    faults += [replace(first, more=len(others)) for first, *others in told.values()]


_MANY = 4
"""Faults of one row from which on it is asked whether its cells stand beside their columns."""


def _shifted(read: Columns, known: Lexicon, faults: Sequence[Fault]) -> dict[tuple[str, str], list[int]]:
    """Lines of rows whose cells fit the columns beside theirs, by the first such column and the way."""
    wrong: dict[int, set[str]] = {}
    for one in faults:
        wrong.setdefault(one.line, set()).add(one.column)
    names, found = list(read.cells), dict[tuple[str, str], list[int]]()
    for at, line in enumerate(read.lines):
        if len(wrong.get(line, ())) < _MANY:
            continue
        for way, step in (("right", -1), ("left", 1)):
            beside = [(name, place + step) for place, name in enumerate(names) if name in wrong[line]]
            fit = [
                name
                for name, other in beside
                if 0 <= other < len(names) and not known.read(names[other], read.cells[name][at]).fault
            ]
            if 4 * len(fit) >= 3 * len(beside):
                found.setdefault((fit[0], way), []).append(line)
                break
    return found

"""Forms in which spreadsheet programs save a table: what has one reading is read, the rest is named."""

import csv
import io
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from analysis import load
from broken_data import copy, faults, read

FILE = "admissions.csv"
Rows = list[list[str]]


def saved(rows: Rows, *, separator: str = ",", encoding: str = "utf-8", above: str = "") -> bytes:
    """Give a table as a program saves it, with something above it."""
    out = io.StringIO()
    csv.writer(out, delimiter=separator, lineterminator="\r\n").writerows(rows)
    return (above + out.getvalue()).encode(encoding)


def _blank_rows(rows: Rows) -> Rows:
    blank = [""] * len(rows[0])
    return [rows[0], *rows[1:3], blank, *rows[3:], blank, blank]


def _wider(rows: Rows) -> Rows:
    return [[*row, "", ""] for row in rows]


FORMS: dict[str, Callable[[Rows], bytes]] = {
    "empty rows": lambda rows: saved(_blank_rows(rows)),
    "empty columns": lambda rows: saved(_wider(rows)),
    "empty columns in the head alone": lambda rows: saved([[*rows[0], "", ""], *rows[1:]]),
    "spaces around heads": lambda rows: saved([[f" {head} " for head in rows[0]], *rows[1:]]),
    "sep line": lambda rows: saved(rows, separator=";", above="sep=;\r\n"),
    "sep line with commas": lambda rows: saved(rows, above='"sep=,"\r\n'),
    "tabs": lambda rows: saved(rows, separator="\t"),
    "unicode text": lambda rows: saved(rows, separator="\t", encoding="utf-16"),
    "utf-16 with semicolons": lambda rows: saved(rows, separator=";", encoding="utf-16"),
    "a title": lambda rows: saved(rows, above="Số liệu kết nạp đảng viên\r\n"),
    "a title over two rows": lambda rows: saved(
        _wider(rows), separator=";", above="Tỉnh ủy;;;\r\nKết nạp đảng viên, 2023;;;\r\n;;;\r\n"
    ),
    "a title under a sep line": lambda rows: saved(rows, separator=";", above="sep=;\r\nKết nạp;;\r\n"),
}


@pytest.mark.parametrize("form", FORMS)
def test_what_has_one_reading_is_read(form: str, tmp_path: Path) -> None:
    """However a program saves the table, its figures are the same."""
    folder = copy(tmp_path)
    before = load(folder).observations.drop(columns="line")
    (folder / FILE).write_bytes(FORMS[form](read(folder, FILE)))
    assert load(folder).observations.drop(columns="line").equals(before)


@pytest.mark.parametrize("separator", [";", "\t"])
def test_a_decimal_comma_is_read_where_it_parts_no_cells(separator: str, tmp_path: Path) -> None:
    """19,77 is 19.77 beside semicolons and beside tabs."""
    folder = copy(tmp_path)
    before = load(folder).observations["percent"]
    head, *rows = read(folder, FILE)
    place = head.index("percent")
    for row in rows:
        row[place] = row[place].replace(".", ",")
    (folder / FILE).write_bytes(saved([head, *rows], separator=separator))
    assert load(folder).observations["percent"].equals(before)


def _in_row(rows: Rows, number: int, cells: Sequence[str]) -> Rows:
    return [*rows[:number], list(cells), *rows[number + 1 :]]


@pytest.mark.parametrize(
    ("broken", "code", "line"),
    [
        (lambda rows: saved([[*rows[0][:-1], "ghi chú"], *rows[1:]]), "unknown-head", 1),
        (lambda rows: saved([[*rows[0][:-1], "?"], *rows[1:]], above="Kết nạp\r\n\r\n"), "unknown-head", 3),
        (lambda rows: saved(_in_row(rows, 2, [*rows[2], "x"])), "cell-count", 3),
        (lambda rows: saved(_in_row(rows, 2, rows[2][:-1])), "cells-missing", 3),
        (lambda rows: saved(_in_row(_wider(rows), 2, [*rows[2], "", "x"])), "cell-count", 3),
        (lambda rows: saved(_in_row(rows, 2, rows[2][:-1]), above="Kết nạp\r\n"), "cells-missing", 4),
    ],
    ids=[
        "head",
        "head under a title",
        "too many",
        "too few",
        "beyond the heads",
        "under a title",
    ],
)
def test_what_has_none_is_one_fault_at_its_line(
    broken: Callable[[Rows], bytes], code: str, line: int, tmp_path: Path
) -> None:
    """A table that cannot be read is one fault; titles and blank rows do not move its line."""
    folder = copy(tmp_path)
    rows = [
        [cell.replace("ế", "e") if code == "not-utf8" else cell for cell in row] for row in read(folder, FILE)
    ]
    if code == "not-utf8":
        rows[1][-1] = "Đảng bộ ă"
    (folder / FILE).write_bytes(broken(rows))
    (found,) = faults(folder)
    assert (found.file, found.code) == (FILE, code)
    assert line is None or found.line == line

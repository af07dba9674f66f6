"""Copies of the data folder with something broken in them. What is put in is synthetic."""

import csv
import io
import shutil
from collections.abc import Callable
from pathlib import Path

from analysis import load
from analysis.errors import DataError, Fault
from analysis.locations import data_folder

Break = Callable[[Path], object]


# Nine in ten figures are of these; a copy of them all would take a test seconds to load.
INDICES = ("pci", "papi", "par_index", "sipas")


def copy(folder: Path, *, whole: bool = False) -> Path:
    """Copy the project's data; of the yearly indices, unless the whole is asked for, the headers alone."""
    target = folder / "data"
    shutil.copytree(data_folder(), target)
    for index in () if whole else INDICES:
        write(target, f"{index}.csv", read(target, f"{index}.csv")[:1])
    return target


def read(folder: Path, file: str) -> list[list[str]]:
    """Give the rows of a file, its header first."""
    with (folder / file).open(encoding="utf-8", newline="") as handle:
        return list(csv.reader(handle))


def write(folder: Path, file: str, rows: list[list[str]]) -> None:
    """Write the rows of a file as the project does."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    (folder / file).write_text(out.getvalue(), encoding="utf-8", newline="")


NUMBERS = ("count", "count_to", "percent", "percent_to", "value")


def _changed(header: list[str], row: list[str], values: dict[str, str]) -> list[str]:
    """Change cells of a row; where a number is among them, what was printed says it, too."""
    changed = dict(zip(header, row, strict=True)) | values
    if "as_printed" in values or not set(NUMBERS) & values.keys():
        return list(changed.values())
    printed = [changed[name] for name in NUMBERS if changed.get(name)]
    return list((changed | {"as_printed": "; ".join(printed) or "-"}).values())


def cell(file: str, line: int, **values: str) -> Break:
    """Put values into the cells of one row."""

    def put(folder: Path) -> None:
        rows = read(folder, file)
        rows[line - 1] = _changed(rows[0], rows[line - 1], values)
        write(folder, file, rows)

    return put


def again(file: str, line: int, **values: str) -> Break:
    """Add a row once more at the end of its file, with other values in some cells."""

    def add(folder: Path) -> None:
        rows = read(folder, file)
        write(folder, file, [*rows, _changed(rows[0], rows[line - 1], values)])

    return add


def faults(folder: Path) -> tuple[Fault, ...]:
    """Load a folder and give what is wrong with it."""
    try:
        load(folder)
    except DataError as error:
        return error.faults
    return ()

"""The tables of a data folder with their faults marked: the same cells, coloured, each with its remedy."""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from analysis.data.grids import SUFFIXES, Grid, address, workbook
from analysis.data.spreadsheets import lines, text_of
from analysis.data.vocabulary import word
from analysis.errors import Fault

__all__ = ["marked"]

_CELL = re.compile(r"(?P<sheet>.*)!(?:(?P<column>[A-Z]+))?(?P<row>\d+)(?::[A-Z]+\d+)?", re.S)


def marked(folder: Path, faults: Iterable[Fault], lang: str) -> bytes:
    """A workbook of the sheets and CSVs that have faults, the faults listed first.

    Parameters
    ----------
    folder : pathlib.Path
        The data folder that they are of.
    faults : iterable of Fault
    lang : str
        Of the name of the list.

    Returns
    -------
    bytes
        An ``.xlsx``; a data folder that holds it is read as if it did not.
    """
    import xlsxwriter

    found = list(faults)
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties({"created": datetime(2000, 1, 1, tzinfo=UTC)})  # the same bytes each time
    wrong = book.add_format({"bg_color": "#FFD7C9"})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    wrong_day = book.add_format({"num_format": "yyyy-mm-dd", "bg_color": "#FFD7C9"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    listed = book.add_worksheet(word("sheet-faults", lang))
    listed.set_landscape()
    listed.fit_to_pages(1, 0)
    listed.set_column(0, 1, 28)
    listed.set_column(2, 2, 100, wrapped)
    names = {word("sheet-faults", lang).lower()}
    for row, fault in enumerate(found):
        listed.write_row(row, 0, [fault.file, fault.place, fault.message])
    for file in sorted({fault.file for fault in found}):
        of_file = [fault for fault in found if fault.file == file]
        for grid in _grids(folder / file):
            places = dict(_places(grid, of_file))
            if not places:
                continue
            sheet = book.add_worksheet(_free(grid.name or file, names))
            for row, cells in enumerate(grid.rows):
                for column, cell in enumerate(cells):
                    is_wrong = (row, column) in places or (row, None) in places
                    if isinstance(cell, (date, time, timedelta)):
                        sheet.write(row, column, cell, wrong_day if is_wrong else day)
                    elif cell is not None or is_wrong:
                        sheet.write(row, column, cell, wrong if is_wrong else None)
            for (row, place), messages in places.items():
                sheet.write_comment(row, place or 0, "\n".join(messages), {"x_scale": 2.5})
    book.close()
    return out.getvalue()


def _grids(path: Path) -> list[Grid]:
    """The sheets of a file; none where it cannot be read, which is a fault that has no cell."""
    try:
        content = path.read_bytes()
        if path.suffix.lower() in SUFFIXES:
            return workbook(content, path.name)
        rows: list[list[str]] = []
        text = text_of(lines(content), ())
        reader = csv.reader(text.lines, delimiter=text.separator)
        before = 0
        for cells in reader:
            rows += [cells, *([[]] * (reader.line_num - before - 1))]  # a row stands at its line
            before = reader.line_num
    except (OSError, ValueError, csv.Error):
        return []
    width = max(map(len, rows), default=0)
    return [Grid(path.name, "", tuple((*row, *(None,) * (width - len(row))) for row in rows))]


def _places(grid: Grid, faults: Iterable[Fault]) -> Iterator[tuple[tuple[int, int | None], list[str]]]:
    """The cells that faults are of, with the messages; a whole row has no column."""
    held: dict[tuple[int, int | None], list[str]] = {}
    heads = {str(head): place for place, head in enumerate(grid.rows[0])} if grid.rows else {}
    columns = {address(0, place)[:-1]: place for place in range(grid.width)}
    for fault in faults:
        at = _CELL.fullmatch(fault.cell)
        if at is not None and at["sheet"] == grid.name:
            row, column = int(at["row"]) - 1, columns.get(at["column"] or "")
        elif at is None and fault.line and not grid.name:
            row, column = fault.line - 1, heads.get(fault.column)
        else:
            continue
        held.setdefault((row, column), []).append(fault.message)
    return iter(held.items())


def _free(name: str, names: set[str]) -> str:
    """A name that no sheet has yet, as long as spreadsheets allow."""
    short = re.sub(r"[\[\]:*?/\\]", " ", name)[:28]
    found = next(
        text
        for text in (short, *(f"{short} {number}" for number in range(2, 999)))
        if text.lower() not in names
    )
    names.add(found.lower())
    return found

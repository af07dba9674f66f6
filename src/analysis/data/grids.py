"""A sheet of cells, wherever it comes from: Excel, LibreOffice, or a text with separators.

Nothing here knows what the cells mean. Of a workbook the values are read, not how they look; of an ``.ods``
the merged cells, too, which the reader of both does not tell.
"""

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from xml.etree.ElementTree import Element, ParseError, fromstring

from analysis.data.cells import Typed
from analysis.data.snapshot import SUFFIXES
from analysis.messages import say

__all__ = ["SUFFIXES", "GiantError", "Grid", "LockedError", "address", "letters", "workbook"]

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MOST_REPEATED = 1 << 14

Block = tuple[int, int, int, int]
Cells = Mapping[tuple[int, int], str]


def letters(column: int) -> str:
    """The letters of a column that is counted from 0.

    Examples
    --------
    >>> letters(0), letters(25), letters(26), letters(701)
    ('A', 'Z', 'AA', 'ZZ')
    """
    high, low = divmod(column, 26)
    return (letters(high - 1) if high else "") + chr(ord("A") + low)


def address(row: int, column: int) -> str:
    """The address of a cell, both counted from 0.

    Examples
    --------
    >>> address(6, 2)
    'C7'
    """
    return f"{letters(column)}{row + 1}"


@dataclass(frozen=True)
class Grid:
    """One sheet.

    Attributes
    ----------
    file : str
        Name of its file.
    name : str
        Name of the sheet; empty for a text file.
    rows : tuple of tuple
        The cells from A1 on, all rows of one length; an empty cell is None.
    merged : tuple of (int, int, int, int)
        First row, first column, last row and last column of what is merged, counted from 0.
    hidden : bool
        Whether the program that made it shows the sheet to nobody.
    """

    file: str
    name: str
    rows: tuple[tuple[Typed, ...], ...]
    merged: tuple[Block, ...] = ()
    hidden: bool = False

    def at(self, row: int, column: int) -> Typed:
        """The cell at a place, counted from 0; of a merged block the one cell that it has."""
        top, left = self._origin.get((row, column), (row, column))
        return self.rows[top][left]

    def block(self, row: int, column: int) -> Block | None:
        """The merged block that a cell lies in; None if it is a cell of its own."""
        origin = self._origin.get((row, column))
        return next((block for block in self.merged if block[:2] == origin), None) if origin else None

    @cached_property
    def _origin(self) -> dict[tuple[int, int], tuple[int, int]]:
        return {
            (row, column): (top, left)
            for top, left, bottom, right in self.merged
            for row in range(top, bottom + 1)
            for column in range(left, right + 1)
        }

    @property
    def width(self) -> int:
        """How many columns it has."""
        return len(self.rows[0]) if self.rows else 0

    @property
    def filled(self) -> Iterator[int]:
        """The rows that hold anything."""
        return (place for place, cells in enumerate(self.rows) if any(cell is not None for cell in cells))


def workbook(content: bytes, file: str) -> list[Grid]:
    """All sheets of a workbook.

    Parameters
    ----------
    content : bytes
        The bytes of a file with one of `SUFFIXES`.
    file : str
        Its name.

    Returns
    -------
    list of Grid
        In the order of the workbook.

    Raises
    ------
    LockedError
        If it is locked with a password.
    ValueError
        If it is no workbook, or a broken one; with what its reader says.
    """
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum

    try:
        _unlocked(content)
        _refuse_giants(content)
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
            spans, unread = _beside(content)
            hidden = {sheet.name: sheet.visible != SheetVisibleEnum.Visible for sheet in book.sheets_metadata}
            sheets = [(name, book.get_sheet_by_name(name)) for name in book.sheet_names]
            return [
                _grid(
                    Grid(file, name, (), spans.get(name, ()), hidden[name]),
                    sheet.to_python(skip_empty_area=False),
                    sheet.merged_cell_ranges,
                    unread.get(name, {}),
                )
                for name, sheet in sheets
            ]
    except PasswordError as error:
        raise LockedError(str(error)) from None
    except (CalamineError, zipfile.BadZipFile, KeyError, ParseError) as error:
        raise ValueError(str(error)) from None


def _unlocked(content: bytes) -> None:
    """Refuse a workbook with a password: the reader of all kinds calls it a broken one."""
    if content.startswith(_COMPOUND) and _ENCRYPTED in content:
        raise LockedError
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            listed = "META-INF/manifest.xml" in archive.namelist()
            if listed and b"encryption-data" in archive.read("META-INF/manifest.xml"):
                raise LockedError


class LockedError(ValueError):
    """A workbook that only who knows its password can read."""


class GiantError(ValueError):
    """A workbook that is small as a file and would fill the memory; its message says what is too much."""


_UNPACKED = 200_000_000
_CELLS = 10_000_000
"""What a workbook may have unpacked: bytes, and cells of a sheet, with the empty ones between others."""
_REFERENCE = re.compile(rb'<(?:\w+:)?c [^>]{0,200}?\br="([A-Z]{1,3})([0-9]{1,7})"[^>/]{0,200}>\s*<')
"""A cell that holds something."""


def _refuse_giants(content: bytes) -> None:
    """Refuse what is small as a file and has no end in memory, before its reader makes room for it."""
    if not content.startswith(b"PK"):
        return
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > _UNPACKED:
            raise GiantError(say("unpacks-too-large", most=f"{_UNPACKED // 10**6}"))
        for name in archive.namelist():
            if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                places = _REFERENCE.findall(archive.read(name))
                rows = {int(row) for _, row in places}
                columns = {_number_of(letters.decode()) for letters in {letters for letters, _ in places}}
                _refuse_area(rows, columns)
            elif name == "content.xml":
                for table in fromstring(archive.read(name)).iter(f"{_TABLE}table"):
                    _refuse_area(*_filled(table))


def _refuse_area(rows: set[int], columns: set[int]) -> None:
    if rows and (max(rows) - min(rows) + 1) * (max(columns) - min(columns) + 1) > _CELLS:
        raise GiantError(say("too-many-cells", most=f"{_CELLS // 10**6}"))


def _number_of(letters: str) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number


def _filled(table: Element) -> tuple[set[int], set[int]]:
    """First and last row and column of an OpenDocument sheet that hold anything."""
    rows, columns, row = set[int](), set[int](), 0
    for line in table.iter(f"{_TABLE}table-row"):
        repeated, column = int(line.get(f"{_TABLE}number-rows-repeated", "1")), 0
        for cell in line:
            across = int(cell.get(f"{_TABLE}number-columns-repeated", "1"))
            if len(cell) or any("}value" in name for name in cell.attrib):
                rows |= {row, row + repeated - 1}
                columns |= {column, column + across - 1}
            column += across
        row += repeated
    return rows, columns


def _grid(
    grid: Grid,
    rows: Sequence[Sequence[Typed]],
    merged: list[tuple[tuple[int, int], tuple[int, int]]] | None,
    unread: Cells,
) -> Grid:
    told = [(*first, *last) for first, last in merged] if merged is not None else grid.merged
    squared = _squared(rows, unread)
    height, width = len(squared), len(squared[0]) if squared else 0
    # Blocks that hold something, cut to where the cells are.
    blocks = tuple(
        (top, left, min(bottom, height - 1), min(right, width - 1))
        for top, left, bottom, right in sorted(told)
        if top < height and left < width and squared[top][left] is not None
    )
    return replace(grid, rows=squared, merged=blocks)


def _squared(rows: Sequence[Sequence[Typed]], unread: Cells) -> tuple[tuple[Typed, ...], ...]:
    """Rows of one length, with None where nothing is, and without empty ones to the right and below."""
    cells = [[None if isinstance(cell, str) and not cell.strip() else cell for cell in row] for row in rows]
    for (row, column), text in unread.items():
        cells += [[] for _ in range(len(cells), row + 1)]
        cells[row] += [None] * (column + 1 - len(cells[row]))
        cells[row][column] = text
    while cells and not any(cell is not None for cell in cells[-1]):
        cells.pop()
    held = (place for row in cells for place, cell in enumerate(row) if cell is not None)
    width = max(held, default=-1) + 1
    return tuple(tuple((row + [None] * width)[:width]) for row in cells)


def _beside(content: bytes) -> tuple[dict[str, tuple[Block, ...]], dict[str, dict[tuple[int, int], str]]]:
    """By sheet, what the reader of all workbooks does not tell.

    That is the merged blocks of OpenDocument, and the cells that hold an error (``#REF!``) or a formula
    whose result no program has worked out: to that reader they are empty, or zero.
    """
    if not content.startswith(b"PK"):
        return {}, {}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = set(archive.namelist())
        if "content.xml" in names:
            tables = list(fromstring(archive.read("content.xml")).iter(f"{_TABLE}table"))
            named = [(str(table.get(f"{_TABLE}name")), table) for table in tables]
            merged = {name: tuple(_spans_of(table)) for name, table in named}
            return merged, {name: dict(_errors_of(table)) for name, table in named}
        return {}, dict(_without_result(archive)) if "xl/workbook.xml" in names else {}


def _without_result(archive: zipfile.ZipFile) -> Iterator[tuple[str, dict[tuple[int, int], str]]]:
    links = fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {str(link.get("Id")): posixpath.join("/xl", str(link.get("Target"))) for link in links}
    for sheet in fromstring(archive.read("xl/workbook.xml")).iter(f"{_MAIN}sheet"):
        part = targets[str(sheet.get(f"{_RELATED}id"))].lstrip("/")
        content = archive.read(part) if part in archive.namelist() else b""
        if b't="e"' in content or b"<f" in content:
            yield str(sheet.get("name")), dict(_errors_or_formulas(fromstring(content)))


def _errors_or_formulas(sheet: Element) -> Iterator[tuple[tuple[int, int], str]]:
    for cell in sheet.iter(f"{_MAIN}c"):
        result, formula = cell.findtext(f"{_MAIN}v") or "", cell.find(f"{_MAIN}f")
        if cell.get("t") == "e":
            yield _place(str(cell.get("r"))), result or "#N/A"
        elif formula is not None and not result and cell.get("t") != "str":
            yield _place(str(cell.get("r"))), f"={formula.text or ''}"


def _place(cell: str) -> tuple[int, int]:
    """Row and column of an address, both counted from 0.

    Examples
    --------
    >>> _place("C7"), _place("AA1")
    ((6, 2), (0, 26))
    """
    name = cell.rstrip("0123456789")
    column = 0
    for letter in name:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(cell[len(name) :]) - 1, column - 1


def _cells_of(table: Element) -> Iterator[tuple[int, int, int, Element]]:
    """The cells of an OpenDocument sheet: row and column of the first, how often it is repeated, the cell."""
    row = 0
    for line in table.iter(f"{_TABLE}table-row"):
        column = 0
        for cell in line:
            repeated = int(cell.get(f"{_TABLE}number-columns-repeated", "1"))
            yield row, column, repeated, cell
            column += repeated
        row += int(line.get(f"{_TABLE}number-rows-repeated", "1"))


def _spans_of(table: Element) -> Iterator[Block]:
    for row, column, _, cell in _cells_of(table):
        across = int(cell.get(f"{_TABLE}number-columns-spanned", "1"))
        down = int(cell.get(f"{_TABLE}number-rows-spanned", "1"))
        if across > 1 or down > 1:
            yield row, column, row + down - 1, column + across - 1


def _errors_of(table: Element) -> Iterator[tuple[tuple[int, int], str]]:
    for row, column, repeated, cell in _cells_of(table):
        if cell.get(f"{_CALC}value-type") == "error":
            shown = "".join(text for part in cell.iter(f"{_TEXT}p") for text in part.itertext())
            for place in range(column, column + min(repeated, _MOST_REPEATED)):
                yield (row, place), shown or "#N/A"

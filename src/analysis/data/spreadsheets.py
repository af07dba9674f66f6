"""A CSV as a spreadsheet program saves it: read as the project writes it, or refused with the reason.

Excel and LibreOffice save what the language of the machine asks for: semicolons or tabs, decimal commas
where the comma is the decimal mark, a line ``sep=;``, UTF-16, a mark at the beginning of the file, a title
above the table, empty rows and columns around it, composed or decomposed letters. That is accepted, because
it can be read in one way only. What has become another value, or could be read in two ways, is left as it
stands, and the rules refuse it.
"""

import codecs
import csv
import io
import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

SEPARATORS = (",", ";", "\t")
"""What may part the cells of a row."""

DECIMALS = ("percent", "percent_to", "value", "change_printed")
"""The columns whose numbers may have decimals."""

_DECIMAL_COMMA = re.compile(r"^(-?\d+),(\d+)$")
_SEPARATOR_LINE = re.compile(r'"?sep=([,;\t])"?[,;\t]*')
_MOST_TITLE_LINES = 12
_BLOCK = 64
_GROUPED = re.compile(r"-?\d{1,3}(\.\d{3})+")


def lines(content: bytes) -> list[str]:
    """The lines of a file with their ends, in composed letters.

    Parameters
    ----------
    content : bytes
        UTF-8, with or without a mark at the beginning, or what Excel calls Unicode text: UTF-16.

    Raises
    ------
    UnicodeDecodeError
        If it is neither.
    """
    text = unicodedata.normalize("NFC", content.decode(_encoding(content)))
    # Programs of the time of DOS end a text with this sign.
    text = text.rstrip("\x1a")
    # Files put together keep the mark that each began with.
    text = re.sub(r"^\ufeff", "", text, flags=re.MULTILINE)
    # newline="": a line break inside quotes belongs to its cell, as it stands.
    return io.StringIO(text, newline="").readlines()


def _encoding(content: bytes) -> str:
    if content.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return "utf-32"
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    # Without a mark the empty half of its first letters tells it: heads are Latin letters.
    if len(content) >= 4 and content[1] == content[3] == 0 != content[0]:
        return "utf-16-le"
    return "utf-8"


@dataclass(frozen=True)
class Text:
    """The lines of a table, with what parts their cells and where the table begins.

    Attributes
    ----------
    lines : sequence of str
    separator : str
    head : int
        Place of the line with the names of the columns; what stands above it is a title.
    """

    lines: Sequence[str]
    separator: str
    head: int

    @property
    def decimal_comma(self) -> bool:
        """Whether a comma in a number is a decimal one: where it does not part cells."""
        return self.separator != ","

    def two_readings(self) -> Iterator[tuple[int, str, str]]:
        """Numbers as they stand that can be read in two ways beside decimal commas: line, column and cell."""
        if not self.decimal_comma:
            return
        reader = csv.reader(self.lines[self.head :], delimiter=self.separator, strict=True)
        named: dict[int, str] = {}
        line = self.head + 1
        for number, cells in enumerate(reader):
            if number == 0:
                named = {place: name.strip() for place, name in enumerate(cells) if name.strip() in DECIMALS}
            for place, name in named.items() if number else ():
                if place < len(cells) and ambiguous(cells[place].strip()):
                    yield line, name, cells[place].strip()
            line = self.head + reader.line_num + 1

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        r"""The rows as text, with decimal points, the names of the columns first.

        Empty rows, and empty columns right of the last name, are left out: spreadsheets save them where
        something was deleted.

        Yields
        ------
        int
            Line on which the row begins, counted from 1.
        list of str
            Its cells.

        Raises
        ------
        csv.Error
            If the quotes do not close.

        Examples
        --------
        >>> title = ["Năm 2023;;\r\n", "year;percent;\r\n", ";;\r\n", "2023;19,77;\r\n"]
        >>> list(text_of(title, ("year", "percent")).rows())
        [(2, ['year', 'percent']), (4, ['2023', '19.77'])]
        """
        reader = csv.reader(self.lines[self.head :], delimiter=self.separator, strict=True)
        decimals: set[int] = set()
        width, widest, line = 0, 0, self.head + 1
        for number, cells in enumerate(reader):
            if number == 0:
                widest = len(cells)
                cells = _trimmed([cell.strip() for cell in cells], 0)
                width = len(cells)
                decimals = {place for place, name in enumerate(cells) if name in DECIMALS}
            elif len(cells) <= max(widest, width) or not any(cells[:width]):
                cells = _trimmed(cells, width)
            if self.decimal_comma and number:
                for place in decimals & set(range(len(cells))):
                    cells[place] = _DECIMAL_COMMA.sub(r"\1.\2", cells[place])
            if number == 0 or any(cells):
                yield line, cells
            line = self.head + reader.line_num + 1

    def columns(self) -> dict[str, list[str]] | None:
        """The cells by column, where they may be taken all at once; None where each row is to be looked at.

        That is where every row stands on one line, has as many cells as there are names, begins with
        two that are filled, and is not the names once more; and where a comma parts cells.
        """
        if self.decimal_comma:
            return None
        reader = csv.reader(self.lines[self.head :], strict=True)
        try:
            names = next(reader, [])
            columns: list[list[str]] = [[] for _ in names]
            # A few rows at a time: what has just been read is still at hand.
            while block := list(islice(reader, _BLOCK)):
                for column, cells in zip(columns, zip(*block, strict=True), strict=True):
                    column += cells
        except (csv.Error, ValueError):
            return None
        first, second = [*columns, [""], [""]][:2]
        plain = not {"", *names[:1]}.intersection(first) and "" not in second
        plain = plain and all(name and name == name.strip() for name in names)
        whole = plain and len(first) + 1 == reader.line_num and len({*names}) == len(names)
        return dict(zip(names, columns, strict=True)) if whole else None


def _trimmed(cells: list[str], width: int) -> list[str]:
    """Cells without the empty ones at the end beyond a width."""
    while len(cells) > width and not cells[-1]:
        cells.pop()
    return cells


def text_of(lines: Sequence[str], columns: Collection[str]) -> Text:
    r"""What parts the cells of a table, and where it begins.

    Parameters
    ----------
    lines : sequence of str
        From `lines`.
    columns : collection of str
        The names that its columns may have. The first line that has half of them is the head; if there is
        none, the first line of all.

    Examples
    --------
    >>> text_of(["sep=;\n", "province;body;year\n"], ("province", "body", "year"))
    Text(lines=['sep=;\n', 'province;body;year\n'], separator=';', head=1)
    >>> text_of(["province\tbody\tyear\n"], ("province", "body", "year")).separator
    '\t'
    """
    said = _SEPARATOR_LINE.fullmatch(lines[0].strip()) if lines else None
    first = 1 if said else 0
    parted = said[1] if said else ""
    for place, line in enumerate(lines[first : first + _MOST_TITLE_LINES], start=first):
        names = {name.strip(' "\r\n') for name in re.split(r"[,;\t]", line)}
        if 2 * len(names.intersection(columns)) >= len(columns):
            return Text(lines, parted if parted and parted in line else _most_frequent(line), place)
    head = lines[first] if len(lines) > first else ""
    return Text(lines, parted or _most_frequent(head), first)


def _most_frequent(head: str) -> str:
    """What parts the names of the columns, none of which holds any of these signs."""
    return max(",;\t", key=head.count)


def marked(cell: str, column: str, separator: str) -> str:
    """A number as a file writes it: with a decimal comma where semicolons part its cells."""
    return cell.replace(".", ",") if separator == ";" and column in DECIMALS else cell


def ambiguous(cell: str) -> bool:
    """Whether a number can be read in two ways where the comma is the decimal mark.

    Examples
    --------
    >>> ambiguous("1.234"), ambiguous("19.77")
    (True, False)
    """
    return _GROUPED.fullmatch(cell) is not None

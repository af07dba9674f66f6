"""A CSV as a spreadsheet program saves it: read as the project writes it, or refused with the reason.

Excel and LibreOffice save what the language of the machine asks for: semicolons and decimal commas
where the comma is the decimal mark, a mark at the beginning of the file, composed or decomposed
letters. That is accepted, because it can be read in one way only. What has become another value, or could
be read in two ways, is left as it stands, and the schema refuses it.
"""

import csv
import io
import re
import unicodedata
from collections.abc import Iterator, Sequence

__all__ = ["DECIMALS", "ambiguous", "delimiter", "lines", "rows"]

DECIMALS = ("percent", "percent_to", "value", "change_printed")
"""The columns whose numbers may have decimals."""

_DECIMAL_COMMA = re.compile(r"^(-?\d+),(\d+)$")
_GROUPED = re.compile(r"-?\d{1,3}(\.\d{3})+")


def delimiter(header: str) -> str:
    """What separates the cells of a file, by its first line.

    Parameters
    ----------
    header : str
        The line with the names of the columns, none of which holds either sign.

    Returns
    -------
    str
        ``;`` or ``,``.

    Examples
    --------
    >>> delimiter("province;body;year"), delimiter("province,body,year")
    (';', ',')
    """
    return ";" if header.count(";") > header.count(",") else ","


def lines(content: bytes) -> list[str]:
    """The lines of a file with their ends, in composed letters.

    Parameters
    ----------
    content : bytes
        UTF-8, with or without a mark at the beginning.

    Returns
    -------
    list of str

    Raises
    ------
    UnicodeDecodeError
        If it is not UTF-8.
    """
    text = unicodedata.normalize("NFC", content.decode("utf-8").removeprefix("\ufeff"))
    # newline="": a line break inside quotes belongs to its cell, as it stands.
    return io.StringIO(text, newline="").readlines()


def rows(lines: Sequence[str], separator: str) -> Iterator[tuple[int, list[str]]]:
    r"""The rows of a file as text, with decimal points.

    Parameters
    ----------
    lines : sequence of str
        From `lines`, the header first.
    separator : str
        From `delimiter`. Only beside semicolons is a comma in a number a decimal one.

    Yields
    ------
    int
        Line on which the row begins, counted from 1.
    list of str
        Its cells; none for an empty line.

    Raises
    ------
    csv.Error
        If the quotes do not close.

    Examples
    --------
    >>> list(rows(["year;percent\r\n", "2023;19,77\r\n"], ";"))
    [(1, ['year', 'percent']), (2, ['2023', '19.77'])]
    """
    reader = csv.reader(lines, delimiter=separator, strict=True)
    decimals: set[int] = set()
    line = 1
    for cells in reader:
        if line == 1:
            decimals = {place for place, name in enumerate(cells) if name in DECIMALS}
        elif separator == ";":
            for place in decimals & set(range(len(cells))):
                cells[place] = _DECIMAL_COMMA.sub(r"\1.\2", cells[place])
        yield line, cells
        line = reader.line_num + 1


def ambiguous(cell: str, separator: str) -> bool:
    """Whether a number can be read in two ways: 1.234 beside semicolons is a thousand, or one and a bit.

    Parameters
    ----------
    cell : str
        A cell of one of `DECIMALS`.
    separator : str
        From `delimiter`.

    Returns
    -------
    bool

    Examples
    --------
    >>> ambiguous("1.234", ";"), ambiguous("19.77", ";"), ambiguous("1.234", ",")
    (True, False, False)
    """
    return separator == ";" and _GROUPED.fullmatch(cell) is not None

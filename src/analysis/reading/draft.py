"""A draft: the candidates of a text as a table to look through before anything enters the data."""

import io
import re
from collections.abc import Sequence
from pathlib import Path

from analysis.data import OBSERVATION_COLUMNS
from analysis.errors import RequestError
from analysis.files import csv_text, write_whole
from analysis.letters import as_text
from analysis.messages import refusal
from analysis.reading.candidates import Candidate, Reading
from analysis.reading.wording import CAPITAL, SMALL

__all__ = ["DRAFT_COLUMNS", "rows_of", "write_draft"]

DRAFT_COLUMNS = (*OBSERVATION_COLUMNS, "line", "words", "certainty", "unsure", "reasons")
"""The columns of a row, then where it stands, the words around it, how sure it is, and of what it is not."""

_WIDTH = 60
_NAME = re.compile(
    r"(?P<title>\b(?:[Đđ]ồng chí|[ÔôBb](?:ng|à)|[Aa]nh|[Cc]hị|[Bb]í thư|[Cc]hủ tịch)\s)?"
    rf"(?P<name>{CAPITAL}{SMALL}+(?:\s{CAPITAL}{SMALL}+){{1,3}})"
)


def rows_of(reading: Reading) -> list[dict[str, str]]:
    """The candidates of a text as rows of a draft.

    One a candidate, with `DRAFT_COLUMNS`. Names of persons are left out of the words.
    """
    return [
        {
            **{name: one.row.get(name, "") for name in OBSERVATION_COLUMNS},
            "line": str(one.line),
            "words": around(reading.text, one),
            "certainty": f"{one.certainty:.2f}",
            "unsure": " ".join(name for name, sure in one.sure.items() if sure < 0.7),
            "reasons": "; ".join(one.reasons),
        }
        for one in reading.candidates
    ]


def around(text: str, one: Candidate) -> str:
    """The words around a candidate, without the names of persons."""
    begin, end = max(0, one.start - _WIDTH), min(len(text), one.end + _WIDTH)
    cut = text[begin:end]
    if begin:
        cut = cut[cut.find(" ") + 1 :]
    return nameless(" ".join(cut.split()))


def nameless(text: str) -> str:
    """A text in which whatever may be the name of a person is three dots.

    Examples
    --------
    >>> nameless("đồng chí Nguyễn Văn A cho biết, Tỉnh ủy kết nạp")
    'đồng chí … A cho biết, Tỉnh ủy kết nạp'
    """
    return _NAME.sub(lambda found: f"{found['title'] or ''}…", text)


def write_draft(reading: Reading, path: Path) -> Path:
    """Write a draft, as a spreadsheet or as CSV.

    Parameters
    ----------
    reading : Reading
    path : pathlib.Path
        Ends in ``.xlsx`` or ``.csv``.

    Raises
    ------
    RequestError
        If it ends otherwise or cannot be written.
    """
    rows = [[row[name] for name in DRAFT_COLUMNS] for row in rows_of(reading)]
    if path.suffix == ".csv":
        content = _csv(rows)
    elif path.suffix == ".xlsx":
        content = _xlsx(rows)
    else:
        raise RequestError("draft-ending", path=path)
    try:
        write_whole(path, content)
    except OSError as error:
        raise RequestError("draft-cannot-write", path=path, why=refusal(error)) from None
    return path


def _csv(rows: Sequence[Sequence[str]]) -> bytes:
    # The words of a text begin with whatever they begin with, a dash for one.
    safe = ([as_text(cell) for cell in row] for row in rows)
    return csv_text([DRAFT_COLUMNS, *safe]).encode("utf-8-sig")


def _xlsx(rows: Sequence[Sequence[str]]) -> bytes:
    from datetime import UTC, datetime

    try:
        import xlsxwriter
    except ImportError:
        raise RequestError("draft-needs-library") from None
    out = io.BytesIO()
    # Every cell is text: a spreadsheet must not make a date of 07/10, nor a formula of what a page prints.
    kinds = ("formulas", "numbers", "urls")
    book = xlsxwriter.Workbook(out, {"in_memory": True, **{f"strings_to_{kind}": False for kind in kinds}})
    book.set_properties({"created": datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)})
    sheet = book.add_worksheet("draft")
    text, bold = book.add_format({"num_format": "@"}), book.add_format({"bold": True, "num_format": "@"})
    sheet.set_column(0, len(DRAFT_COLUMNS) - 1, 12, text)
    sheet.set_column(DRAFT_COLUMNS.index("words"), DRAFT_COLUMNS.index("words"), 60, text)
    sheet.freeze_panes(1, 0)
    for column, name in enumerate(DRAFT_COLUMNS):
        sheet.write_string(0, column, name, bold)
    for line, row in enumerate(rows, start=1):
        for column, cell in enumerate(row):
            if cell:
                sheet.write_string(line, column, cell, text)
    book.close()
    return out.getvalue()

"""Broken workbooks and CSVs: one clear fault each, in either language. Synthetic figures."""

import csv
import io
import shutil
import zipfile
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from xlsxwriter.worksheet import Worksheet

from analysis import Dataset
from analysis.data.schema import OBSERVATION_COLUMNS, SIDE_TABLES
from analysis.data.starter import WORKBOOK, start
from analysis.messages import speaking
from broken_data import faults
from own_workbooks import BESIDE, HEADS, ROW, SHEET, WIDE, Cell, Rows, row, write

Put = Callable[[Path], object]
Case = tuple[Put, str, str | int, str, str, str]
"""What is put into the folder; then the fault: file, cell or line, code, words in English, in Vietnamese."""

COLUMNS = list(OBSERVATION_COLUMNS)
FIGURE = {
    "province": "Trà Vinh",
    "body": "bloc",
    "year": "2021",
    "period": "FY",
    "kind": "actual",
    "indicator": "admissions",
    "category": "members",
    "count": "87",
    "of": "80",
    "of_basis": "plan",
    "percent": "108.75",
    "qualifier": "exact",
    "as_printed": "87/80 (108,75%)",
    "source": "bao-cao",
    "confidence": "high",
}
SOURCE = {"id": "bao-cao", "title": "Báo cáo thử", "publisher": "Tỉnh ủy thử", "published": "2022"}
FILE = "admissions.csv"


# ------------------------------------------------------------------------------------------ ways to write


def line(**changed: str) -> list[str]:
    """The cells of a row of figures, some of them changed."""
    return [(FIGURE | changed).get(column, "") for column in COLUMNS]


def text(*rows: Sequence[str], head: Sequence[str] = COLUMNS, separator: str = ",", above: str = "") -> bytes:
    """A table as a program saves it."""
    out = io.StringIO()
    csv.writer(out, delimiter=separator, lineterminator="\r\n").writerows([head, *rows])
    return (above + out.getvalue()).encode()


def put(content: bytes, file: str = FILE) -> Put:
    """Write a file into a folder of CSV files."""
    return lambda folder: (folder / file).write_bytes(content)


def cell(column: str, value: str, **changed: str) -> Put:
    """Write a row with one odd cell."""
    return put(text(line(**{column: value}, **changed)))


def source(*rows: dict[str, str]) -> Put:
    """Write the sources."""
    head = SIDE_TABLES["sources"][0]
    return put(text(*([each.get(column, "") for column in head] for each in rows), head=head), "sources.csv")


def both(*puts: Put) -> Put:
    """Do several things."""
    return lambda folder: [each(folder) for each in puts]


def book(
    sheets: Mapping[str, Rows],
    *,
    file: str = WORKBOOK,
    merged: Sequence[tuple[str, str]] = (),
    after: Callable[[Worksheet], object] = id,
) -> Put:
    """Write a workbook with a good sheet, others in its place, and others beside it."""
    contents: dict[str, Rows] = {**BESIDE, SHEET: [HEADS, row(Địa_phương="Cầu Kè")], **sheets}
    held = {name: rows for name, rows in contents.items() if rows}
    return lambda folder: write(folder / file, held, merged, after=after)


def figures(
    *rows: list[Cell],
    file: str = WORKBOOK,
    merged: Sequence[tuple[str, str]] = (),
    after: Callable[[Worksheet], object] = id,
) -> Put:
    """Write a workbook with these rows of figures."""
    return book({SHEET: [HEADS, *rows]}, file=file, merged=merged, after=after)


def wide(head: list[Cell], *rows: list[Cell]) -> Put:
    """Write a workbook with a sheet that has years across."""
    return book({"Trà Cú": [*WIDE[:4], head, *rows]})


_NAMESPACES = (
    " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    + ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
)


def _ods_cell(value: Cell) -> str:
    kind = 'office:value-type="string"'
    if isinstance(value, tuple):  # as LibreOffice writes a formula that fails
        kind, value = 'office:value-type="string" office:string-value="" calcext:value-type="error"', value[1]
    elif isinstance(value, date):
        kind = f'office:value-type="date" office:date-value="{value.isoformat()}"'
    elif isinstance(value, (int, float)):
        kind = f'office:value-type="float" office:value="{value}"'
    shown = "" if value is None else f"<text:p>{escape(str(value))}</text:p>"
    return f"<table:table-cell {kind}>{shown}</table:table-cell>" if shown else "<table:table-cell/>"


def ods(*rows: list[Cell], manifest: str = "") -> Put:
    """Write an OpenDocument workbook with these rows of figures."""

    def save(folder: Path) -> None:
        held: Mapping[str, Rows] = {**BESIDE, SHEET: [HEADS, *rows]}
        tables = "".join(
            f'<table:table table:name="{name}">'
            + "".join(
                f"<table:table-row>{''.join(map(_ods_cell, cells))}</table:table-row>" for cells in lines
            )
            + "</table:table>"
            for name, lines in held.items()
        )
        body = f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
        with zipfile.ZipFile(folder / "so-lieu.ods", "w") as archive:
            archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
            archive.writestr("META-INF/manifest.xml", f"<manifest>{manifest}</manifest>")
            archive.writestr(
                "content.xml", f"<office:document-content {_NAMESPACES}>{body}</office:document-content>"
            )

    return save


def _locked() -> bytes:
    """An Excel workbook with a password: a compound file that holds an encrypted package."""
    return bytes.fromhex("d0cf11e0a1b11ae1") + bytes(1016) + "EncryptedPackage".encode("utf-16-le")


def _archive(member: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(member, "<a/>")
    return out.getvalue()


def _cut_short(folder: Path) -> None:
    book({})(folder)
    (folder / WORKBOOK).write_bytes((folder / WORKBOOK).read_bytes()[:3000])


def _damaged(folder: Path) -> None:
    content = (folder / WORKBOOK).read_bytes()
    (folder / WORKBOOK).write_bytes(content[:200] + bytes(300) + content[500:])


def _folder_for_file(folder: Path) -> None:
    (folder / "ratings.csv").unlink()
    (folder / "ratings.csv").mkdir()


def _hide(sheet: Worksheet) -> None:
    sheet.very_hidden()


def _hide_rows(sheet: Worksheet) -> None:
    sheet.set_row(1, None, None, {"hidden": True})
    sheet.protect("mật khẩu")


# ------------------------------------------------------------------------------------------------- the cases

YEARS: list[Cell] = ["TT", "Chỉ tiêu", "2021"]
NEW = "Đảng viên mới kết nạp"
RATED = "Đảng viên hoàn thành xuất sắc nhiệm vụ"

# Of several years, each with a cell that has to be quoted.
UNQUOTED = [line(year=year, note="một; hai, ba") for year in ("2019", "2020", "2021")]

TEXTS: dict[str, Case] = {
    # what the file is
    "empty file": (put(b""), FILE, 0, "empty-file", "analysis new", "tệp trống"),
    "blank lines alone": (put(b"\r\n\r\n"), FILE, 0, "empty-file", "names of its columns", "dòng tên cột"),
    "Windows letters": (put(text(line(note="B?")).replace(b"?", b"\xe1")), FILE, 2, "not-utf8", "CSV UTF-8", "bảng mã Unicode"),
    "a workbook called csv": (put(_archive("xl/workbook.xml")), FILE, 0, "no-text", "admissions.xlsx", "admissions.xlsx"),
    "strokes for commas": (put(text(line(), separator="|")), FILE, 1, "no-header", "province, body, year", "province, body, year"),
    "no head": (put(text(head=line())), FILE, 1, "no-header", "names of the columns", "dòng tên cột"),
    "quotation mark": (put(text(line()) + b'"tra-vinh,bloc\r\n'), FILE, 3, "bad-csv", "quotation", "ngoặc kép"),
    "comma unquoted": (put(text(line()).replace(b"108.75", b"108,75", 1)), FILE, 2, "cell-count", "30 cells", "30 ô"),
    "semicolons unquoted": (put(text(*UNQUOTED, separator=";", above="sep=;\r\n").replace(b'"', b"")), FILE, 3, "cell-count", "';'", "';'"),
    "commas unquoted": (put(text(*UNQUOTED).replace(b'"', b"")), FILE, 2, "cell-count", "straight quotation marks", "ngoặc kép thẳng"),
    "other quotation marks": (put(text(line()).decode().replace('"', "“").encode()), FILE, 2, "cell-count", "straight quotation marks", "ngoặc kép thẳng"),
    "quotation mark inside": (put(text(line(note="?")).replace(b"?", b'"a" b')), FILE, 2, "bad-csv", "inside a cell", "giữa ô"),
    "a tab too many": (put(text(line(), [*line()[:2], "", *line()[2:]], separator="\t")), FILE, 3, "cells-beside", "the extra tab", "dấu tab thừa"),
    "a cell too few": (put(text(line(), line()[1:], separator="\t")), FILE, 3, "cells-missing", "28 cells", "28 ô"),
    "row broken in two": (put(text(line()).replace(b"actual,", b"actual,\r\n")), FILE, 2, "cells-missing", "join it again", "nối lại"),
    "rows joined": (put(text([*line(), *line()])), FILE, 2, "rows-joined", "take them apart", "tách ra"),
    "cells moved right": (put(text(*([*row[:2], "", *row[2:-1]] for row in UNQUOTED), separator="\t")), FILE, 2, "row-shifted", "to the right", "sang phải"),
    "cells moved left": (put(text(*([*row[:2], *row[3:], ""] for row in UNQUOTED), separator="\t")), FILE, 2, "row-shifted", "to the left", "sang trái"),
    "other separators below": (put(text(line()) + b";".join(cell.encode() for cell in line()) + b"\r\n"), FILE, 3, "other-separator", "another sign", "dấu khác"),
    "rows between quotation marks": (put(text([",".join(line())])), FILE, 2, "line-quoted", "is one cell", "chỉ là một ô"),
    "heads between quotation marks": (put(text([",".join(line())], head=[",".join(COLUMNS)])), FILE, 1, "line-quoted", "is one cell", "chỉ là một ô"),
    "a page called csv": (put(b"<html><table><tr><td>a</td></tr></table></html>"), FILE, 1, "no-header", "province, body, year", "province, body, year"),
    "apostrophe of thousands": (cell("of", "1’080"), FILE, 2, "not-an-integer", "write 1080", "hãy viết 1080"),
    "footnote at a number": (cell("count", "87¹"), FILE, 2, "not-an-integer", "digits only", "chỉ viết chữ số"),
    "two years": (cell("year", "2020-2021"), FILE, 2, "not-a-year", "2020 / 2021", "2020 / 2021"),
    "letter O for nought": (cell("count", "1O"), FILE, 2, "not-an-integer", "digits only", "chỉ viết chữ số"),
    "unit in the number": (cell("count", "87 người"), FILE, 2, "not-an-integer", "'87 người'", "'87 người'"),
    "number in brackets": (cell("count", "(87)"), FILE, 2, "not-an-integer", "'(87)'", "'(87)'"),
    "number of a fraction": (cell("count", "87/80"), FILE, 2, "not-an-integer", "'87/80'", "'87/80'"),
    "about": (cell("count", "hơn 87"), FILE, 2, "inexact", "'hơn 87'", "'hơn 87'"),
    "footnote at a place": (cell("province", "Trà Vinh*"), FILE, 2, "unknown-province", "(tra-vinh)", "(tra-vinh)"),
    "number before a place": (cell("province", "1. Trà Vinh"), FILE, 2, "unknown-province", "(tra-vinh)", "(tra-vinh)"),
    "two sources in a cell": (cell("source", "bao-cao; khac"), FILE, 2, "unknown-source", "'bao-cao; khac'", "'bao-cao; khac'"),
    "packed": (both(put(text(line())), put(b"\x1f\x8b", "ratings.csv.gz")), "ratings.csv.gz", 0, "unread-file", "ratings.csv", "ratings.csv"),
    "a second ending": (both(put(text(line())), put(text(), "ratings.csv.txt")), "ratings.csv.txt", 0, "unread-file", "ratings.csv", "ratings.csv"),
    "a folder": (_folder_for_file, "ratings.csv", 0, "unreadable-file", "it is a folder", "là thư mục, không phải tệp"),
    "missing file": (lambda folder: (folder / "ratings.csv").unlink(), "ratings.csv", 0, "missing-file", "analysis new", "thư mục số liệu cần tệp này"),
    "Copy": (put(text(line()), "admissions - Copy.csv"), "admissions - Copy.csv", 0, "unread-file", "admissions.csv", "admissions.csv"),
    "capitals": (put(text(line()), "Ratings.CSV"), "Ratings.CSV", 0, "unread-file", "ratings.csv", "ratings.csv"),
    "numbers file": (put(b"PK", "bang.numbers"), "bang.numbers", 0, "of-another-program", ".xlsx or .ods", ".xlsx hoặc .ods"),
    # its heads
    "misspelt head": (put(text(line(), head=["provinse", *COLUMNS[1:]])), FILE, 1, "unknown-head", "province", "có phải province không"),
    "Vietnamese head": (put(text(line(), head=["Địa phương", *COLUMNS[1:]])), FILE, 1, "unknown-head", "province", "có phải province không"),
    "heads changed about": (put(text(line(), head=[COLUMNS[1], COLUMNS[0], *COLUMNS[2:]])), FILE, 1, "heads-moved", "'body' stands where province", "'body' đứng ở chỗ của province"),
    "head twice": (put(text([*line(), "87"], head=[*COLUMNS, "count"])), FILE, 1, "head-twice", "'count'", "'count'"),
    "head missing": (put(text(line()[:-1], head=COLUMNS[:-1])), FILE, 1, "bad-header", "missing note", "thiếu note"),
    "head under a title": (put(text(line()[:-1], head=COLUMNS[:-1], above="Kết nạp;;\r\n\r\n")), FILE, 3, "bad-header", "missing note", "thiếu note"),
    "head missing after sep=;": (put(text(line()[:-1], head=COLUMNS[:-1], separator=";", above="sep=;\r\n")), FILE, 2, "bad-header", "missing note", "thiếu note"),
    "head missing in UTF-16": (put(text(line()[:-1], head=COLUMNS[:-1], separator="\t").decode().encode("utf-16")), FILE, 1, "bad-header", "missing note", "thiếu note"),
    # its rows
    "note below": (put(text(line(), ["Ghi chú: tạm tính"])), FILE, 3, "no-row", "a note or a signature", "ghi chú hay chữ ký"),
    "note below, padded": (put(text(line(), ["Ghi chú: tạm tính"] + [""] * 28)), FILE, 3, "no-row", "Ghi chú", "Ghi chú"),
    "sum below": (put(text(line(), line(province="Tổng cộng"))), FILE, 3, "a-sum", "adds up other rows", "dòng cộng"),
    "twice": (put(text(line(), line(count="88", as_printed="88/80 (108,75%)"))), FILE, 3, "duplicate-figure", "(admissions.csv: 2)", "(admissions.csv: 2)"),
    # its cells
    "error in a number": (cell("count", "#REF!"), FILE, 2, "error-cell", "mend its formula", "sửa công thức"),
    "error in a year": (cell("year", "#N/A"), FILE, 2, "error-cell", "#N/A", "#N/A"),
    "error in a name": (cell("period", "#NAME?"), FILE, 2, "error-cell", "#NAME?", "#NAME?"),
    "error in a note": (cell("note", "#DIV/0!"), FILE, 2, "error-cell", "#DIV/0!", "#DIV/0!"),
    "error of LibreOffice": (cell("percent", "Err:502"), FILE, 2, "error-cell", "Err:502", "Err:502"),
    "column too narrow": (cell("count", "#####"), FILE, 2, "error-cell", "type the value", "gõ giá trị"),
    "formula": (cell("count", "=80+7"), FILE, 2, "formula-cell", "without its result", "chưa có kết quả"),
    "formula printed": (cell("as_printed", "=87"), FILE, 2, "formula", "begin the cell", "bắt đầu ô"),
    "less than nothing": (cell("count", "-3"), FILE, 2, "negative", "less than zero", "nhỏ hơn không"),
    "dash": (cell("count", "–"), FILE, 2, "no-value", "write 0", "ghi 0"),
    "dots": (cell("percent", "…"), FILE, 2, "no-value", "not known", "chưa biết"),
    "wide digits": (cell("count", "８７"), FILE, 2, "not-an-integer", "write 87", "hãy viết 87"),
    "powers of ten": (cell("count", "8.7E+01"), FILE, 2, "not-an-integer", "write 87", "hãy viết 87"),
    "grouped by no-break spaces": (cell("of", "1\u00a0080"), FILE, 2, "not-an-integer", "write 1080", "hãy viết 1080"),
    "point among semicolons": (put(text(line(percent="1.234", count="", of="", as_printed="1.234%"), separator=";")), FILE, 2, "two-readings", "decimal comma", "dấu phẩy thập phân"),
    "American date": (cell("year", "12/31/2021"), FILE, 2, "not-a-year", "2021", "2021"),
    "empty place": (cell("province", ""), FILE, 2, "unknown-province", "the cell is empty", "ô trống"),
    "no source": (cell("source", ""), FILE, 2, "unknown-source", "no source is named", "chưa ghi nguồn"),
    "source misspelt": (cell("source", "bao-caoo"), FILE, 2, "unknown-source", "(bao-cao)", "(bao-cao)"),
    "range upside down": (cell("kind", "target", comparator="range", count="90", count_to="80", of="", of_basis="", percent="", as_printed="90-80"), FILE, 2, "range-without-end", "above the lower one", "lớn hơn đầu dưới"),
    "printed otherwise": (cell("as_printed", "88/80"), FILE, 2, "not-as-printed", "one of the two is wrong", "một trong hai chỗ sai"),
    "old typeface": (cell("note", "§¶ng bé tØnh"), FILE, 2, "old-font", "TCVN3", "TCVN3"),
    "nobody sees it": (cell("note", "Đảng\u200b bộ"), FILE, 2, "invisible-letter", "U+200B", "U+200B"),
    "source of no day": (source(SOURCE | {"published": "31/12/2022"}), "sources.csv", 2, "not-a-day-month-or-year", "write 2022-12-31", "hãy viết 2022-12-31"),
    "source to come": (source(SOURCE | {"published": "2204-05"}), "sources.csv", 2, "source-to-come", "check the year", "kiểm tra lại năm"),
    "source of a day to come": (source(SOURCE | {"published": "2098-12-31"}), "sources.csv", 2, "source-to-come", "still to come", "chưa tới"),
    "source twice": (source(SOURCE, SOURCE), "sources.csv", 3, "duplicate-key", "keep one", "chỉ giữ một"),
    "no address": (source(SOURCE | {"url": "www.thu.vn"}), "sources.csv", 2, "no-web-address", "https://", "https://"),
    "digits of another script": (cell("count", "٨٧"), FILE, 2, "not-an-integer", "write 87", "hãy viết 87"),
    "cells in each other's column": (put(text(line(province="bloc", body="Trà Vinh"))), FILE, 2, "cells-exchanged", "exchange them", "đổi chỗ hai ô"),
    "mark of a file inside a cell": (cell("note", "a\ufeffb"), FILE, 2, "invisible-letter", "U+FEFF", "U+FEFF"),
    "letters of two code pages": (put(text(line(note="Đảng bộ"), line(year="2020", note="x?y")).replace(b"?", b"\xfe\xe1")), FILE, 3, "not-utf8", "CSV UTF-8", "CSV UTF-8"),
    "spaces for commas": (put(text(line(), separator=" ")), FILE, 1, "no-header", "province, body, year", "province, body, year"),
    "one head in Vietnamese": (put(text(line(), head=["Địa phương", *COLUMNS[1:]])), FILE, 1, "unknown-head", "province", "province"),
    "a head twice": (put(text([*line(), "x"], head=[*COLUMNS, "note"])), FILE, 1, "head-twice", "'note'", "'note'"),
    "another part with other separators": (put(text(line()) + text(line(year="2020"), separator=";")), FILE, 3, "other-separator", "another sign", "dấu khác"),
    "UTF-16 without a mark, the other way round": (put(text(line(), separator="\t").decode().encode("utf-16-be")), FILE, 2, "not-utf8", "CSV UTF-8", "CSV UTF-8"),
    "in a workbook, too": (both(put(text(line())), book({**{name: [] for name in BESIDE}, SHEET: [HEADS, row(Địa_phương="Trà Vinh", Tổ_chức="bloc")]} )), WORKBOOK, f"{SHEET}!E2", "duplicate-figure", "(admissions.csv: 2)", "(admissions.csv: 2)"),
}  # fmt: skip

BOOKS: dict[str, Case] = {
    # what the file is
    "no workbook": (put(b"a,b\n1,2\n", WORKBOOK), WORKBOOK, "", "unreadable-workbook", "save it again", "lưu lại"),
    "a page called xls": (put(b"<html><table></table></html>", "bang.xls"), "bang.xls", "", "unreadable-workbook", ".xlsx or .ods", ".xlsx hoặc .ods"),
    "a paper called xlsx": (put(b"%PDF-1.4", WORKBOOK), WORKBOOK, "", "unreadable-workbook", "save it again", "lưu lại"),
    "damaged inside": (both(book({}), _damaged), WORKBOOK, "", "unreadable-workbook", "broken one", "bị hỏng"),
    "a document of Word": (put(_archive("word/document.xml"), WORKBOOK), WORKBOOK, "", "unreadable-workbook", "no workbook", "không phải sổ tính"),
    "cut short": (_cut_short, WORKBOOK, "", "unreadable-workbook", "broken one", "bị hỏng"),
    "password": (put(_locked(), WORKBOOK), WORKBOOK, "", "locked-workbook", "password", "mật khẩu"),
    "password on ods": (ods(ROW, manifest="<encryption-data/>"), "so-lieu.ods", "", "locked-workbook", "password", "mật khẩu"),
    "nothing in it": (lambda folder: write(folder / WORKBOOK, {"Sheet1": []}), WORKBOOK, "", "empty-workbook", "fill it", "hãy điền"),
    "a copy": (both(figures(ROW), figures(ROW, file="so-lieu - Copy.xlsx")), "so-lieu - Copy.xlsx", "", "saved-twice", "copy of so-lieu.xlsx", "bản sao của so-lieu.xlsx"),
    "a second download": (both(figures(ROW), figures(ROW, file="so-lieu (2).xlsx")), "so-lieu (2).xlsx", "", "saved-twice", "so-lieu.xlsx", "so-lieu.xlsx"),
    "saved as ods, too": (both(figures(ROW), ods(ROW)), WORKBOOK, "", "saved-twice", "so-lieu.ods", "so-lieu.ods"),
    "no tables": (lambda folder: (folder / "so-lieu.docx").write_bytes(b"PK"), "*.csv", "", "no-tables", ".xlsx, .ods", ".xlsx, .ods"),
    # its sheets
    "hidden sheet": (book({}, after=_hide), WORKBOOK, f"{SHEET}!A1", "hidden-sheet", "show it", "cho hiện lại"),
    "left over of a pivot table": (book({"Pivot": [["Hàng nhãn", "Tổng của Số lượng"], ["Trà Cú", 87], ["Grand Total", 87]]}), WORKBOOK, "Pivot!A1", "unread-sheet", "analysis import", "analysis import"),
    "years down": (book({"Trà Cú": [*WIDE[:4], ["Năm", NEW], [2020, 4], [2021, 5]]}), WORKBOOK, "Trà Cú!A1", "unread-sheet", "analysis import", "analysis import"),
    "preliminary year across": (wide(["TT", "Chỉ tiêu", "2021 (sơ bộ)"], [1, NEW, 5]), WORKBOOK, "Trà Cú!C5", "no-year-head", "four digits", "bốn chữ số"),
    "half a year across": (wide(["TT", "Chỉ tiêu", "6 tháng 2021"], [1, NEW, 5]), WORKBOOK, "Trà Cú!C5", "no-year-head", "four digits", "bốn chữ số"),
    "growth beside the years": (wide([*YEARS, "So sánh (%)"], [1, NEW, 5, 120]), WORKBOOK, "Trà Cú!D5", "unknown-head", "'So sánh (%)'", "'So sánh (%)'"),
    "own sheet": (book({"Sheet1": [["Ghi chép", "của tôi"]]}), WORKBOOK, "Sheet1!A1", "unread-sheet", "begin its name with _", "thêm _ ở đầu tên"),
    "sheet without heads": (book({SHEET: [ROW]}), WORKBOOK, f"{SHEET}!A1", "no-heads", "put it back", "hãy để lại dòng đó"),
    "sheet of a shortened name": (book({SHEET: [], "Kết nạp": [["x", "y"], ["a", "b"]]}), WORKBOOK, "Kết nạp!A1", "unread-sheet", "is it Admissions?", "có phải Kết nạp đảng viên không?"),
    "indicators across": (book({"Bảng": [["Nguồn", "Báo cáo thử"], ["Năm", 2021], [], ["Địa phương", NEW, "Tổng số đảng viên"], ["Trà Cú", 5, 100], ["Cầu Kè", 7, 200]]}), WORKBOOK, "Bảng!A1", "unread-sheet", "analysis import", "analysis import"),
    "day for a year across": (wide(["TT", "Chỉ tiêu", date(2021, 12, 31)], [1, NEW, 5]), WORKBOOK, "Trà Cú!C5", "no-year-head", "four digits", "bốn chữ số"),
    "years for a year across": (wide(["TT", "Chỉ tiêu", "2020-2021"], [1, NEW, 5]), WORKBOOK, "Trà Cú!C5", "no-year-head", "'2020-2021'", "'2020-2021'"),
    "form without a place": (book({"Bảng": [*WIDE[1:4], YEARS, [1, NEW, 5]]}), WORKBOOK, "Bảng!5", "unknown-province", "above the table", "phía trên bảng"),
    "form with an empty place": (book({"Bảng": [["Địa phương:"], *WIDE[1:4], YEARS, [1, NEW, 5]]}), WORKBOOK, "Bảng!B1", "unknown-province", "name the place", "điền địa phương"),
    "two workbooks of one content": (both(figures(ROW, row(Năm=2020)), figures(ROW, row(Năm=2020), file="bao-cao-cu.xlsx")), "bao-cao-cu.xlsx", "", "saved-twice", "so-lieu.xlsx", "so-lieu.xlsx"),
    # its heads
    "two columns of one head": (book({SHEET: [[*HEADS, "Số lượng"], [*ROW, 88]]}), WORKBOOK, f"{SHEET}!M1", "head-twice", "'Số lượng'", "'Số lượng'"),
    "column without a head": (book({SHEET: [[*HEADS, None], [*ROW, 88]]}), WORKBOOK, f"{SHEET}!M1", "unknown-head", "has no head", "không có tên cột"),
    "a year twice": (wide([*YEARS, 2021], [1, NEW, 86, 87]), WORKBOOK, "Trà Cú!D5", "head-twice", "2021", "2021"),
    # its rows
    "hidden row": (figures(row(Địa_phương="Trà Kú"), after=_hide_rows), WORKBOOK, f"{SHEET}!A2", "unknown-province", "Trà Cú (tra-cu)", "Trà Cú (tra-cu)"),
    "sum of rows": (figures(ROW, ["Tổng cộng", None, None, None, None, 87]), WORKBOOK, f"{SHEET}!A3", "a-sum", "take this row out", "bỏ dòng này"),
    "note": (figures(ROW, ["Ghi chú: số liệu tạm tính"]), WORKBOOK, f"{SHEET}!A3", "no-row", "a note", "ghi chú"),
    "signature": (figures(ROW, [*[None] * 6, "Người lập biểu"]), WORKBOOK, f"{SHEET}!G3", "no-row", "a signature", "chữ ký"),
    "sum of a pivot table": (figures(ROW, ["Grand Total", None, None, None, None, 87]), WORKBOOK, f"{SHEET}!A3", "a-sum", "take this row out", "bỏ dòng này"),
    "sum with a colon": (figures(ROW, ["Cộng:", None, None, None, None, 87]), WORKBOOK, f"{SHEET}!A3", "a-sum", "take this row out", "bỏ dòng này"),
    "all of the province": (figures(ROW, row(Địa_phương="Toàn tỉnh")), WORKBOOK, f"{SHEET}!A3", "a-sum", "take this row out", "bỏ dòng này"),
    "sum across": (wide(YEARS, [1, NEW, 5], [None, "Tổng cộng", 5]), WORKBOOK, "Trà Cú!B7", "a-sum", "take this row out", "bỏ dòng này"),
    "another table below": (book({SHEET: [HEADS, ROW, [], ["Bảng 2"], ["Huyện", "Số"], ["Cầu Kè", 5]]}), WORKBOOK, f"{SHEET}!A4", "no-row", "'Bảng 2'", "'Bảng 2'"),
    "place and body exchanged": (figures([ROW[1], ROW[0], *ROW[2:]]), WORKBOOK, f"{SHEET}!A2", "cells-exchanged", "exchange them", "đổi chỗ hai ô"),
    "year and period exchanged": (figures([*ROW[:2], "Cả năm", 2021, *ROW[4:]]), WORKBOOK, f"{SHEET}!C2", "cells-exchanged", "exchange them", "đổi chỗ hai ô"),
    "place not said again": (figures(ROW, [None, *row(Năm=2020)[1:]]), WORKBOOK, f"{SHEET}!A3", "unknown-province", "name the place", "điền địa phương"),
    "rows alike": (figures(ROW, ROW), WORKBOOK, f"{SHEET}!E3", "duplicate-figure", f"({WORKBOOK}: {SHEET}!E2)", f"({WORKBOOK}: {SHEET}!E2)"),
    "wide rows alike": (wide(YEARS, [1, NEW, 5], [2, NEW, 5]), WORKBOOK, "Trà Cú!B7", "duplicate-figure", "Trà Cú!B6", "Trà Cú!B6"),
    "place twice": (book({"Địa bàn": [*BESIDE["Địa bàn"], BESIDE["Địa bàn"][1]]}), WORKBOOK, "Địa bàn!A4", "duplicate-key", "Trà Cú", "Trà Cú"),
    "body twice": (book({"Tổ chức": [*BESIDE["Tổ chức"], BESIDE["Tổ chức"][1]]}), WORKBOOK, "Tổ chức!A3", "duplicate-key", "Đảng bộ huyện", "Đảng bộ huyện"),
    "source twice": (book({"Nguồn": [*BESIDE["Nguồn"], BESIDE["Nguồn"][1]]}), WORKBOOK, "Nguồn!A3", "duplicate-key", "Báo cáo thử", "Báo cáo thử"),
    "two sources, none named": (book({"Nguồn": [*BESIDE["Nguồn"], ["Báo cáo hai"]]}), WORKBOOK, f"{SHEET}!2", "unknown-source", "no source is named", "chưa ghi nguồn"),
    "no indicator": (figures(row(Chỉ_tiêu=None)), WORKBOOK, f"{SHEET}!E2", "unknown-indicator", "the cell is empty", "ô trống"),
    "no year": (figures(row(Năm=None)), WORKBOOK, f"{SHEET}!C2", "not-a-year", "the cell is empty", "ô trống"),
    "no body": (figures(row(Tổ_chức=None)), WORKBOOK, f"{SHEET}!B2", "unknown-body", "name the body", "điền tổ chức"),
    "no number": (figures(row(Số_lượng=None, Trên_tổng_số=None, Cơ_sở_tính=None, Tỷ_lệ=None)), WORKBOOK, f"{SHEET}!F2", "no-figure", "no count", "không có số lượng"),
    "upper place misspelt": (book({"Địa bàn": [*BESIDE["Địa bàn"][:2], ["Cầu Kè", "Cấp huyện", "Trà Vih"]]}), WORKBOOK, "Địa bàn!C3", "unknown-province", "Trà Vinh (tra-vinh)", "Trà Vinh (tra-vinh)"),
    "field misspelt": (book({"Chỉ tiêu": [["Tên", "Lĩnh vực", "Đơn vị tính"], ["Mô hình", "Kết nạp đảng viênn", "mô hình"]]}), WORKBOOK, "Chỉ tiêu!B2", "unknown-reference", "(admissions)", "(admissions)"),
    "role of a base misspelt": (book({"Cơ sở tính": [["Tên", "Là gì"], ["hộ dân", "cái gì đó"]]}), WORKBOOK, "Cơ sở tính!B2", "unknown-value", "(plan)", "(plan)"),
    "source without a title": (book({"Nguồn": [BESIDE["Nguồn"][0], [None, "Huyện ủy", 2023]]}), WORKBOOK, "Nguồn!A2", "missing-value", "fill it", "hãy điền"),
    "place called as its province": (book({"Địa bàn": [*BESIDE["Địa bàn"], ["Trà Vinh", "Cấp huyện", "Trà Vinh"]], SHEET: [HEADS, row(Địa_phương="Trà Vinh")]}), WORKBOOK, f"{SHEET}!A2", "two-meanings", "(tra-vinh-2)", "(tra-vinh-2)"),
    # its cells
    "true for a number": (figures(row(Số_lượng=True)), WORKBOOK, f"{SHEET}!F2", "not-a-number", "'TRUE'", "'TRUE'"),
    "day for a year": (figures(row(Năm=date(2021, 12, 31))), WORKBOOK, f"{SHEET}!C2", "not-a-year", "2021", "2021"),
    "head with a unit": (book({SHEET: [[f"{head} (người)" if head == "Số lượng" else head for head in HEADS], ROW]}), WORKBOOK, f"{SHEET}!F1", "unknown-head", "did you mean Count", "có phải Số lượng không"),
    "head with a unit, spelt out": (book({SHEET: [[f"{head} (ĐV: người)" if head == "Số lượng" else head for head in HEADS], ROW]}), WORKBOOK, f"{SHEET}!F1", "unknown-head", "did you mean Count", "có phải Số lượng không"),
    "apostrophe kept": (figures(row(Số_lượng="'87")), WORKBOOK, f"{SHEET}!F2", "not-an-integer", "write 87", "hãy viết 87"),
    "plus sign": (figures(row(Số_lượng="+87")), WORKBOOK, f"{SHEET}!F2", "not-an-integer", "write 87", "hãy viết 87"),
    "digits of full width": (figures(row(Số_lượng="８７")), WORKBOOK, f"{SHEET}!F2", "not-an-integer", "write 87", "hãy viết 87"),
    "share of full width": (figures(row(Tỷ_lệ="１０８,７５")), WORKBOOK, f"{SHEET}!I2", "not-a-number", "write 108.75", "hãy viết 108.75"),
    "year of full width": (figures(row(Năm="２０２１")), WORKBOOK, f"{SHEET}!C2", "not-a-year", "2021", "2021"),
    "preliminary year": (figures(row(Năm="Sơ bộ 2021")), WORKBOOK, f"{SHEET}!C2", "not-a-year", "2021", "có phải 2021"),
    "hard spaces of thousands": (figures(row(Số_lượng="1\u00a0087")), WORKBOOK, f"{SHEET}!F2", "not-an-integer", "write 1087", "hãy viết 1087"),
    "star at a share": (figures(row(Tỷ_lệ="108,75*")), WORKBOOK, f"{SHEET}!I2", "not-a-number", "write 108.75", "hãy viết 108.75"),
    "number of a footnote": (figures(row(Số_lượng="87(1)")), WORKBOOK, f"{SHEET}!F2", "not-an-integer", "write 87", "hãy viết 87"),
    "star across": (wide(YEARS, [1, NEW, "5*"]), WORKBOOK, "Trà Cú!C6", "not-an-integer", "write 5", "hãy viết 5"),
    "less than": (figures(row(Số_lượng="<5")), WORKBOOK, f"{SHEET}!F2", "inexact", "Qualifier", "Mức chính xác"),
    "about across": (wide(YEARS, [1, NEW, "~300"]), WORKBOOK, "Trà Cú!C6", "inexact", "'~300'", "'~300'"),
    "no result": (figures(row(Số_lượng="k/c")), WORKBOOK, f"{SHEET}!F2", "no-value", "write 0", "ghi 0"),
    "not yet known": (figures(row(Số_lượng="đang cập nhật")), WORKBOOK, f"{SHEET}!F2", "no-value", "write 0", "ghi 0"),
    "who acted is none of the list": (book({"Trà Cú": [*WIDE[:4], ["Cấp thực hiện", "Tất cả"], YEARS, [1, "Tổ chức đảng bị thi hành kỷ luật", 5]]}), WORKBOOK, "Trà Cú!B5", "unknown-authority", "(committees)", "Ủy ban kiểm tra (commissions)"),
    "place within itself": (book({"Địa bàn": [*BESIDE["Địa bàn"], ["Xã thử", "Cấp xã", "Xã thử"]]}), WORKBOOK, "Địa bàn!C4", "unknown-province", "'Xã thử'", "'Xã thử'"),
    "issuer without a name": (book({"Cơ quan ban hành": [["Mục", "Nội dung"], ["Số văn bản", "Số 1"]]}), WORKBOOK, "Cơ quan ban hành!A1", "no-name-sheet", "name the issuing office", "Tên cơ quan"),
    "no such logo": (book({"Cơ quan ban hành": [["Mục", "Nội dung"], ["Tên cơ quan", "Huyện ủy"], ["Tệp biểu trưng", "logo.png"]]}), WORKBOOK, "Cơ quan ban hành!B3", "no-such-file", "beside so-lieu.xlsx", "cạnh so-lieu.xlsx"),
    "no such colour": (book({"Cơ quan ban hành": [["Mục", "Nội dung"], ["Tên cơ quan", "Huyện ủy"], ["Màu chủ đạo", "Hồng"]]}), WORKBOOK, "Cơ quan ban hành!B3", "not-a-colour", "'hồng'", "Xanh dương"),
    "error in a number": (figures(row(Số_lượng=("=1/0", "#DIV/0!"))), WORKBOOK, f"{SHEET}!F2", "error-cell", "#DIV/0!", "#DIV/0!"),
    "error in a name": (figures(row(Địa_phương=("=A9", "#REF!"))), WORKBOOK, f"{SHEET}!A2", "error-cell", "#REF!", "#REF!"),
    "error in a note": (figures(row(Ghi_chú=("=A9", "#N/A"))), WORKBOOK, f"{SHEET}!L2", "error-cell", "#N/A", "#N/A"),
    "error in a year across": (wide(YEARS, [1, NEW, ("=1/0", "#VALUE!")]), WORKBOOK, "Trà Cú!C6", "error-cell", "#VALUE!", "#VALUE!"),
    "formula never worked out": (figures(row(Số_lượng=("=80+7", ""))), WORKBOOK, f"{SHEET}!F2", "formula-cell", "save it again", "lưu lại"),
    "formula typed as text": (figures(row(Số_lượng="=80+7")), WORKBOOK, f"{SHEET}!F2", "formula-cell", "'=80+7'", "'=80+7'"),
    "less than nothing": (figures(row(Số_lượng=-3)), WORKBOOK, f"{SHEET}!F2", "negative", "less than zero", "nhỏ hơn không"),
    "less than nothing across": (wide(YEARS, [1, NEW, -5]), WORKBOOK, "Trà Cú!C6", "negative", "'-5'", "'-5'"),
    "dash": (figures(row(Số_lượng="-")), WORKBOOK, f"{SHEET}!F2", "no-value", "write 0", "ghi 0"),
    "cross across": (wide(YEARS, [1, NEW, "x"]), WORKBOOK, "Trà Cú!C6", "no-value", "'x'", "'x'"),
    "merged down": (figures(row(Địa_phương="Cầu Kè", Trên_tổng_số=None, Cơ_sở_tính=None, Tỷ_lệ=None), row(Số_lượng=None, Trên_tổng_số=None, Cơ_sở_tính=None, Tỷ_lệ=None), merged=[(SHEET, "F2:F3")]), WORKBOOK, f"{SHEET}!F2:F3", "merged-cells", "take them apart", "tách ô"),
    "merged across": (figures(row(Trên_tổng_số=None), merged=[(SHEET, "F2:G2")]), WORKBOOK, f"{SHEET}!F2:G2", "merged-cells", "take them apart", "tách ô"),
    "no base named": (wide([*YEARS, "Cơ sở tính", "2021 trên tổng số"], [1, RATED, 200, None, 2000]), WORKBOOK, "Trà Cú!D6", "base-without-meaning", "of_basis", "cơ sở tính"),
    "source to come": (book({"Nguồn": [BESIDE["Nguồn"][0], ["Báo cáo thử", "Huyện ủy thử", date(2098, 7, 1)]]}), WORKBOOK, "Nguồn!C2", "source-to-come", "'2098-07-01'", "'2098-07-01'"),
    "a year to come": (wide(["TT", "Chỉ tiêu", 2098], [1, NEW, 5]), WORKBOOK, "Trà Cú!C6", "not-yet-over", "2098", "2098"),
    "body of the whole sheet": (book({"Trà Cú": [WIDE[0], ["Tổ chức:", "Huyện uỷy"], *WIDE[2:4], YEARS, [1, NEW, 5]]}), WORKBOOK, "Trà Cú!B2", "unknown-body", "(dang-bo-huyen)", "(dang-bo-huyen)"),
    "period of the whole sheet": (book({"Trà Cú": [*WIDE[:3], ["Kỳ:", "Cả nằm x"], YEARS, [1, NEW, 5]]}), WORKBOOK, "Trà Cú!B4", "unknown-period", "Cả năm (FY)", "Cả năm (FY)"),
    "old typeface": (figures(row(Ghi_chú="§¶ng bé tØnh")), WORKBOOK, f"{SHEET}!L2", "old-font", "Unicode", "Unicode"),
    "ods: misspelt place": (ods(row(Địa_phương="Trà Kú")), "so-lieu.ods", f"{SHEET}!A2", "unknown-province", "Trà Cú", "Trà Cú"),
    "ods: a day": (ods(row(Số_lượng=date(2021, 7, 7))), "so-lieu.ods", f"{SHEET}!F2", "became-a-date", "make the column text", "dạng chữ (Text)"),
    "ods: error": (ods(row(Số_lượng=("", "#DIV/0!"))), "so-lieu.ods", f"{SHEET}!F2", "error-cell", "#DIV/0!", "#DIV/0!"),
    "ods: percent sign": (ods(row(Tỷ_lệ="108,75%")), "so-lieu.ods", f"{SHEET}!I2", "not-a-number", "write 108.75", "hãy viết 108.75"),
}  # fmt: skip


@pytest.fixture(scope="module")
def bases(small: Dataset, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Make a folder of empty CSV files with one source, and one to put a workbook into."""
    folder = tmp_path_factory.mktemp("bases")
    texts = start(folder / "texts", small)
    source(SOURCE)(texts)
    books = start(folder / "books", small, workbook="vi")
    (books / WORKBOOK).unlink()
    return texts, books


@pytest.mark.parametrize(("kind", "name"), [(0, name) for name in TEXTS] + [(1, name) for name in BOOKS])
def test_one_clear_fault_in_either_language(
    kind: int, name: str, bases: tuple[Path, Path], tmp_path: Path
) -> None:
    """What is broken is told once: file, cell or line, cause and remedy, in English and in Vietnamese."""
    breaks, file, at, code, english, vietnamese = (TEXTS, BOOKS)[kind][name]
    folder = Path(shutil.copytree(bases[kind], tmp_path / "data"))
    breaks(folder)
    told: dict[str, str] = {}
    for lang in ("en", "vi"):
        with speaking(lang):
            (found,) = faults(folder)
            told[lang] = found.message
        assert (found.file, found.code) == (file, code)
        assert at in ((found.cell, found.line) if kind == 0 else (found.cell,))
    assert english in told["en"]
    assert vietnamese in told["vi"]
    assert told["en"] != told["vi"]
    assert "\n" not in "".join(told.values())


READ: dict[str, tuple[int, Put]] = {
    "UTF-16 without a mark": (0, put(text(line(), separator="\t").decode().encode("utf-16-le"))),
    "a footnote in print": (0, cell("as_printed", "87¹/80 (108,75%)")),
    "UTF-32": (0, put(text(line()).decode().encode("utf-32"))),
    "two files put together": (0, put(text(line()) + b"\xef\xbb\xbf" + text(line(year="2020")))),
    "lines of an old Mac": (0, put(text(line()).replace(b"\r\n", b"\r"))),
    "heads of two rows": (
        1,
        book(
            {
                SHEET: [
                    [*HEADS[:5], "Kết quả"],
                    [*[None] * 5, "Số lượng", "Trên tổng số"],
                    ["Trà Cú", "Đảng bộ huyện", 2021, "Cả năm", NEW, 5],
                ]
            }
        ),
    ),
    "year of a source in words": (
        1,
        book({"Nguồn": [BESIDE["Nguồn"][0], ["Báo cáo thử", "Huyện ủy thử", "năm 2023"]]}),
    ),
    "the end that DOS writes": (0, put(text(line()) + b"\x1a")),
    "line ends of two kinds": (0, put(text(line(), line(year="2020")).replace(b"\r\n", b"\r", 1))),
    "hard spaces around": (1, figures(row(Số_lượng="\u00a087\u00a0"))),
    "a name on two lines": (1, figures(row(Địa_phương="Trà\nCú"))),
    "a year laid out as a day": (1, figures(row(Năm=date(1905, 7, 13)))),
    "years under one head": (
        1,
        book(
            {"Trà Cú": [*WIDE[:4], ["TT", "Chỉ tiêu", "Năm"], [None, None, 2020, 2021], [1, NEW, 4, 5]]},
            merged=[("Trà Cú", "C5:D5")],
        ),
    ),
    "a filter": (1, figures(ROW, after=lambda sheet: sheet.autofilter(0, 0, 1, 11))),
    "a commune of a district of one's own": (
        1,
        book({"Địa bàn": [["Tên", "Cấp", "Thuộc"], ["Xã thử", "Cấp xã", "Cầu Kè"], *BESIDE["Địa bàn"][1:]]}),
    ),
    "sep= that is not so": (0, put(text(line(), above="sep=;\r\n"))),
    "heads once more": (0, put(text(COLUMNS, line(), COLUMNS))),
    "heads on each page": (1, figures(HEADS, ROW, HEADS)),
    "a formula with its result": (1, figures(row(Số_lượng=("=80+7", 87)))),
    "ods": (1, ods(ROW)),
    "lock file": (1, both(figures(ROW), put(b"\0", f".~lock.{WORKBOOK}#"))),
    "numbered parts": (
        1,
        both(
            figures(ROW, file="phần (1).xlsx"),
            book(
                {**{name: [] for name in BESIDE}, SHEET: [HEADS, row(Địa_phương="Cầu Kè")]},
                file="phần (2).xlsx",
            ),
        ),
    ),
    "the folder's CSV has heads alone": (1, both(figures(ROW), put(text()))),
}


@pytest.mark.parametrize("case", READ)
def test_what_has_one_reading_is_read(case: str, bases: tuple[Path, Path], tmp_path: Path) -> None:
    """What looks broken and can be read in one way only is no fault."""
    kind, fills = READ[case]
    folder = Path(shutil.copytree(bases[kind], tmp_path / "data"))
    fills(folder)
    assert faults(folder) == ()

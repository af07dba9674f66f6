"""Workbooks as an office fills them, and ways to break them. Synthetic figures."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

Cell = str | int | float | bool | date | datetime | tuple[str, str | int] | None
"""A formula is a pair: itself and the result that its program has kept."""
Rows = list[list[Cell]]

HEADS: list[Cell] = [
    "Địa phương",
    "Tổ chức",
    "Năm",
    "Kỳ",
    "Chỉ tiêu",
    "Số lượng",
    "Trên tổng số",
    "Cơ sở tính",
    "Tỷ lệ (%)",
    "Đến ngày",
    "Nguyên văn",
    "Ghi chú",
]
ROW: list[Cell] = [
    "Trà Cú",
    "Đảng bộ huyện",
    2021,
    "Cả năm",
    "Đảng viên mới kết nạp",
    87,
    80,
    "theo kế hoạch",
    108.75,
    None,
    None,
    None,
]
SHEET = "Kết nạp đảng viên"
BESIDE: dict[str, Rows] = {
    "Nguồn": [["Tên nguồn", "Nơi ban hành", "Ngày ban hành"], ["Báo cáo thử", "Huyện ủy thử", 2023]],
    "Địa bàn": [
        ["Tên", "Cấp", "Thuộc"],
        ["Trà Cú", "Cấp huyện", "Trà Vinh"],
        ["Cầu Kè", "Cấp huyện", "Trà Vinh"],
    ],
    "Tổ chức": [["Tên", "Tên gọn"], ["Đảng bộ huyện", "Huyện ủy"]],
}


def write(
    path: Path,
    sheets: Mapping[str, Rows],
    merged: Sequence[tuple[str, str]] = (),
    *,
    after: Callable[[Worksheet], object] = id,
) -> None:
    """Write a workbook; merged blocks keep what their first cell holds; ``after`` is done to the last."""
    book = xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd", "strings_to_formulas": False})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                if isinstance(cell, tuple):
                    sheet.write_formula(row, column, cell[0], None, cell[1])
                elif cell is not None:
                    sheet.write(row, column, cell)
        for of, span in merged:
            if of == name:
                first = span.partition(":")[0]
                column, row = ord(first[0]) - 65, int(first[1:]) - 1
                sheet.merge_range(span, rows[row][column])
    after(sheet)
    book.close()


WIDE: Rows = [
    ["Địa phương:", "Trà Cú"],
    ["Tổ chức:", "Huyện ủy"],
    ["Nguồn", "Báo cáo thử"],
    [],
    ["TT", "Chỉ tiêu", "Cơ sở tính", "2020", "2020 trên tổng số", 2021, "Năm 2021 trên tổng số"],
    [1, "Đảng viên mới kết nạp", None, 70, None, 87, None],
    [2, "Đảng viên hoàn thành xuất sắc nhiệm vụ", "được đánh giá, xếp loại", 190, 1900, 200, 2000],
    [3, "Tổng số đảng viên", None, None, None, 2100, None],
]


def row(**changed: Cell) -> list[Cell]:
    """Make a row of figures with other cells under some heads; spaces in the heads are left out."""
    named = {str(head).split(" (")[0].replace(" ", "_"): place for place, head in enumerate(HEADS)}
    cells = list(ROW)
    for head, cell in changed.items():
        cells[named[head]] = cell
    return cells

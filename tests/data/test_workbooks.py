"""Workbooks beside CSV: what is understood, what is named; no file is passed over. Synthetic figures."""

import csv
import os
import re
import shutil
import subprocess
import zipfile
from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from click.testing import CliRunner

from analysis import Dataset, load
from analysis.cli.commands import main
from analysis.data.cells import named
from analysis.data.grids import workbook
from analysis.data.identity import Identity
from analysis.data.schema import COLOURS, OBSERVATION_COLUMNS, OFFICE_ITEMS
from analysis.data.starter import WORKBOOK, start
from analysis.data.vocabulary import fixed
from analysis.data.workbook_form import Forms
from analysis.errors import RequestError
from analysis.messages import LANGUAGES, speaking
from broken_data import faults
from own_workbooks import BESIDE, HEADS, ROW, SHEET, WIDE, Cell, Rows, row, write


@pytest.fixture(scope="module")
def empty(data: Dataset, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a folder with the vocabulary and no workbook."""
    folder = start(tmp_path_factory.mktemp("office") / "data", data, workbook="vi")
    (folder / WORKBOOK).unlink()
    return folder


@pytest.fixture
def office(empty: Path, tmp_path: Path) -> Path:
    """Make a copy of that folder to fill."""
    return Path(shutil.copytree(empty, tmp_path / "data"))


def filled(office: Path, **sheets: Rows) -> Path:
    """Put a workbook of the usual sheets and these into the folder."""
    write(office / WORKBOOK, {**BESIDE, **sheets})
    return office


# ------------------------------------------------------------------------------- what is understood


def test_a_row_of_names_is_a_figure_of_codes(office: Path) -> None:
    """Names of own places, bodies and sources become codes; what is folded away has its usual meaning."""
    (figure,) = load(filled(office, **{SHEET: [HEADS, ROW]})).observations.to_dict("records")
    assert figure["id"] == "tra-cu/dang-bo-huyen/2021/FY/actual/admissions/members"
    assert (figure["count"], figure["of"], figure["of_basis"], figure["percent_text"]) == (
        87,
        80,
        "plan",
        "108.75",
    )
    assert (figure["qualifier"], figure["confidence"], figure["source"]) == ("exact", "high", "bao-cao-thu")
    assert (figure["file"], figure["line"]) == (f"{WORKBOOK}!{SHEET}", 2)


UNDERSTOOD: dict[str, list[Cell]] = {
    "without marks": row(Địa_phương="tra cu", Chỉ_tiêu="dang vien moi ket nap"),
    "codes": row(Địa_phương="tra-cu", Tổ_chức="dang-bo-huyen", Chỉ_tiêu="admissions/members", Kỳ="FY"),
    "small letters": row(Địa_phương="TRÀ CÚ", Kỳ="fy"),
    "spaces": row(Địa_phương="  Trà  Cú ", Số_lượng=" 87 "),
    "no-break spaces": row(Địa_phương="Trà\u00a0Cú"),
    "decomposed": row(Địa_phương="Tra\u0300 Cu\u0301"),
    "zero width": row(Địa_phương="Trà\u200b Cú"),
    "text numbers": row(Năm="2021", Số_lượng="87", Trên_tổng_số="80", Tỷ_lệ="108.75"),
    "a decimal comma": row(Tỷ_lệ="108,75"),
    "a year in words": row(Năm="năm 2021"),
    "a short name": row(Tổ_chức="Huyện ủy"),
    "English": row(Kỳ="Full year", Chỉ_tiêu="New members admitted"),
}


@pytest.mark.parametrize("case", UNDERSTOOD)
def test_one_reading_is_understood(office: Path, case: str) -> None:
    """However a name or number is typed, it is the same figure if it can be read in one way only."""
    (figure,) = load(filled(office, **{SHEET: [HEADS, UNDERSTOOD[case]]})).observations.to_dict("records")
    assert figure["id"] == "tra-cu/dang-bo-huyen/2021/FY/actual/admissions/members"
    assert (figure["count"], figure["of"], figure["percent"]) == (87, 80, 108.75)


def test_titles_empty_rows_and_columns_are_no_rows(office: Path) -> None:
    """A title above the heads, empty rows between and an empty column change nothing."""
    shifted: Rows = [["Kết quả kết nạp đảng viên"], [], [None, *HEADS], [], [None, *ROW], []]
    assert load(filled(office, **{SHEET: shifted})).observations["count"].tolist() == [87]


def test_a_percentage_cell_is_its_hundredfold_where_the_print_says_so(office: Path) -> None:
    """A cell that shows 91% and holds 0.91 is read by what is printed."""
    shown = row(Số_lượng=None, Trên_tổng_số=None, Cơ_sở_tính="theo kế hoạch", Tỷ_lệ=0.91, Nguyên_văn="91%")
    assert load(filled(office, **{SHEET: [HEADS, shown]})).observations["percent_text"].tolist() == ["91"]


def test_a_name_merged_down_a_column_holds_for_its_rows(office: Path) -> None:
    """The place of three merged cells is that of three rows."""
    rows: Rows = [
        HEADS,
        *(row(Năm=year, Địa_phương="Trà Cú" if year == 2020 else None) for year in (2020, 2021, 2022)),
    ]
    write(office / WORKBOOK, {**BESIDE, SHEET: rows}, [(SHEET, "A2:A4")])
    assert load(office).observations["province"].tolist() == ["tra-cu"] * 3


def test_years_across(office: Path) -> None:
    """A sheet of one place has indicators down and years across; empty cells are no figures."""
    frame = load(filled(office, **{"Trà Cú": WIDE})).observations
    assert frame["province"].unique().tolist() == ["tra-cu"]
    held = {(r["category"], r["year"]): (r["count"], r["of_basis"]) for r in frame.to_dict("records")}
    assert held == {
        ("members", 2020): (70, ""),
        ("excellent", 2020): (190, "rated"),
        ("excellent", 2021): (200, "rated"),
        ("members", 2021): held["members", 2021],
    }
    assert sorted(frame[frame["year"] == 2021]["count"]) == [87, 200, 2100]


def test_an_own_indicator_is_counted_like_any_other(office: Path) -> None:
    """A row of the sheet of indicators is enough to use its name."""
    own: Rows = [
        ["Tên", "Lĩnh vực", "Đơn vị tính", "Loại số đo"],
        ["Mô hình thử của huyện", "Kết nạp đảng viên", "triệu đồng", "Số lượng có phần lẻ"],
    ]
    wide: Rows = [*WIDE[:5], [1, "Mô hình thử của huyện", None, 12.5, None, -3, None]]
    frame = load(filled(office, **{"Chỉ tiêu": own, "Trà Cú": wide})).observations
    assert frame["value_text"].tolist() == ["12.5", "-3"]


def test_both_kinds_stand_side_by_side(office: Path) -> None:
    """Figures of a CSV and of a workbook are one dataset; names are codes in the CSV, too."""
    filled(office, **{SHEET: [HEADS, ROW]})
    named = {
        "province": "Cầu Kè",
        "body": "Huyện ủy",
        "year": "2021",
        "period": "Cả năm",
        "kind": "Thực hiện",
        "indicator": "Đảng viên mới kết nạp",
        "count": "60",
        "qualifier": "Chính xác",
        "as_printed": "60",
        "source": "Báo cáo thử",
        "confidence": "Cao",
    }
    with (office / "admissions.csv").open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, OBSERVATION_COLUMNS, restval="")
        writer.writeheader()
        writer.writerow(named)
    assert load(office).observations["count"].tolist() == [60, 87]


# ------------------------------------------------------------------------------------ what is named

BROKEN: dict[str, tuple[dict[str, Rows], str, str]] = {
    "misspelt place": ({SHEET: [HEADS, row(Địa_phương="Trà Kú")]}, "unknown-province", f"{SHEET}!A2"),
    "misspelt body": ({SHEET: [HEADS, row(Tổ_chức="Đảng bộ huyên x")]}, "unknown-body", f"{SHEET}!B2"),
    "misspelt period": ({SHEET: [HEADS, row(Kỳ="Cả nằm nay")]}, "unknown-period", f"{SHEET}!D2"),
    "misspelt indicator": ({SHEET: [HEADS, row(Chỉ_tiêu="ket-nap")]}, "unknown-indicator", f"{SHEET}!E2"),
    "misspelt basis": ({SHEET: [HEADS, row(Cơ_sở_tính="theo kế hoach x")]}, "unknown-basis", f"{SHEET}!H2"),
    "no place": ({SHEET: [HEADS, row(Địa_phương=None)]}, "unknown-province", f"{SHEET}!A2"),
    "no body": ({SHEET: [HEADS, row(Tổ_chức=None)]}, "unknown-body", f"{SHEET}!B2"),
    "no year": ({SHEET: [HEADS, row(Năm=None)]}, "not-a-year", f"{SHEET}!C2"),
    "year 2203": ({SHEET: [HEADS, row(Năm=2203)]}, "not-a-year", f"{SHEET}!C2"),
    "year 21": ({SHEET: [HEADS, row(Năm=21)]}, "not-a-year", f"{SHEET}!C2"),
    "year as a day": ({SHEET: [HEADS, row(Năm=date(2021, 12, 31))]}, "not-a-year", f"{SHEET}!C2"),
    "grouped by points": ({SHEET: [HEADS, row(Số_lượng="1.087")]}, "not-an-integer", f"{SHEET}!F2"),
    "grouped by commas": ({SHEET: [HEADS, row(Số_lượng="1,087")]}, "not-an-integer", f"{SHEET}!F2"),
    "grouped by spaces": ({SHEET: [HEADS, row(Số_lượng="1 087")]}, "not-an-integer", f"{SHEET}!F2"),
    "half a member": ({SHEET: [HEADS, row(Số_lượng=87.5)]}, "not-an-integer", f"{SHEET}!F2"),
    "count in words": ({SHEET: [HEADS, row(Số_lượng="tám mươi bảy")]}, "not-an-integer", f"{SHEET}!F2"),
    "count with unit": ({SHEET: [HEADS, row(Số_lượng="87 đảng viên")]}, "not-an-integer", f"{SHEET}!F2"),
    "count as a day": ({SHEET: [HEADS, row(Số_lượng=date(2021, 7, 7))]}, "became-a-date", f"{SHEET}!F2"),
    "count 07-Jul": ({SHEET: [HEADS, row(Số_lượng="07-Jul")]}, "became-a-date", f"{SHEET}!F2"),
    "count ticked": ({SHEET: [HEADS, row(Số_lượng=True)]}, "not-a-number", f"{SHEET}!F2"),
    "base of zero": ({SHEET: [HEADS, row(Trên_tổng_số=0, Tỷ_lệ=None)]}, "base-of-zero", f"{SHEET}!G2"),
    "percent sign": ({SHEET: [HEADS, row(Tỷ_lệ="108,75%")]}, "not-a-number", f"{SHEET}!I2"),
    "a comma of a thousand": ({SHEET: [HEADS, row(Tỷ_lệ="1,087")]}, "two-readings", f"{SHEET}!I2"),
    "two readings": ({SHEET: [HEADS, row(Tỷ_lệ="1.087,5")]}, "not-a-number", f"{SHEET}!I2"),
    "share or part": (
        {SHEET: [HEADS, row(Số_lượng=None, Trên_tổng_số=None, Tỷ_lệ=0.91)]},
        "share-or-part",
        f"{SHEET}!I2",
    ),
    "day first": ({SHEET: [HEADS, row(Đến_ngày="31/12/2021")]}, "not-a-date", f"{SHEET}!J2"),
    "either order": ({SHEET: [HEADS, row(Đến_ngày="7/8/2021")]}, "not-a-date", f"{SHEET}!J2"),
    "no such day": ({SHEET: [HEADS, row(Đến_ngày="2021-02-30")]}, "not-a-date", f"{SHEET}!J2"),
    "month by name": ({SHEET: [HEADS, row(Đến_ngày="31-Dec-21")]}, "not-a-date", f"{SHEET}!J2"),
    "printed as a day": ({SHEET: [HEADS, row(Nguyên_văn=date(2021, 7, 7))]}, "became-a-date", f"{SHEET}!K2"),
    "printed 7-Jul": ({SHEET: [HEADS, row(Nguyên_văn="7-Jul")]}, "became-a-date", f"{SHEET}!K2"),
    "printed another": ({SHEET: [HEADS, row(Nguyên_văn="88/80 (108,75%)")]}, "not-as-printed", f"{SHEET}!F2"),
    "lost letter": ({SHEET: [HEADS, row(Địa_phương="Tr\ufffd Cú")]}, "lost-letter", f"{SHEET}!A2"),
    "mojibake": ({SHEET: [HEADS, row(Ghi_chú="BÃ¡o cÃ¡o")]}, "mojibake", f"{SHEET}!L2"),
    "mojibake with à": ({SHEET: [HEADS, row(Địa_phương="TrÃ\u00a0 CÃº")]}, "mojibake", f"{SHEET}!A2"),
    "bullet of a word processor": ({SHEET: [HEADS, row(Ghi_chú="\uf0b7 thêm")]}, "no-letter", f"{SHEET}!L2"),
    "Cyrillic letter": ({SHEET: [HEADS, row(Địa_phương="trа-cu")]}, "look-alike", f"{SHEET}!A2"),
    "twice": ({SHEET: [HEADS, ROW, ROW]}, "duplicate-figure", f"{SHEET}!E3"),
    "of another domain": ({SHEET: [HEADS, row(Chỉ_tiêu="Tổng số đảng viên")]}, "wrong-file", f"{SHEET}!E2"),
    "no figure": (
        {SHEET: [HEADS, row(Số_lượng=None, Trên_tổng_số=None, Cơ_sở_tính=None, Tỷ_lệ=None)]},
        "no-figure",
        f"{SHEET}!F2",
    ),
    "base without meaning": ({SHEET: [HEADS, row(Cơ_sở_tính=None)]}, "base-without-meaning", f"{SHEET}!H2"),
    "after the release": ({SHEET: [HEADS, row(Năm=2090)]}, "not-yet-over", f"{SHEET}!C2"),
    "unknown head": ({SHEET: [[*HEADS, "Ghi chú xx"], [*ROW, "x"]]}, "unknown-head", f"{SHEET}!M1"),
    "no head": ({SHEET: [[*HEADS, None, None], [*ROW, None, "x"]]}, "unknown-head", f"{SHEET}!N1"),
    "no heads at all": ({SHEET: [ROW]}, "no-heads", f"{SHEET}!A1"),
    "unknown sheet": ({"Bảng của tôi": [["a"], ["b"]]}, "unread-sheet", "Bảng của tôi!A1"),
    "a place of nowhere": (
        {"Địa bàn": [*BESIDE["Địa bàn"], ["Nơi thử", "Cấp huyện", "Trà Vin x"]]},
        "unknown-province",
        "Địa bàn!C4",
    ),
    "a place without a name": (
        {"Địa bàn": [*BESIDE["Địa bàn"], [None, "Cấp huyện", "Trà Vinh"]]},
        "missing-value",
        "Địa bàn!A4",
    ),
    "a source of no day": (
        {"Nguồn": [*BESIDE["Nguồn"], ["Báo cáo hai", None, "31/12/2022"]]},
        "not-a-day-month-or-year",
        "Nguồn!C3",
    ),
    "an indicator of no domain": (
        {"Chỉ tiêu": [["Tên", "Lĩnh vực", "Đơn vị tính"], ["Thử", "Kết nạp đảng viênn x", "người"]]},
        "unknown-reference",
        "Chỉ tiêu!B2",
    ),
    "wide: text for a number": (
        {"Trà Cú": [*WIDE[:5], [1, "Đảng viên mới kết nạp", None, "bảy", None, 87, None]]},
        "not-an-integer",
        "Trà Cú!D6",
    ),
    "wide: no place": (
        {"Trà Cú": [["Địa phương:"], *WIDE[1:5], WIDE[5][:4]]},
        "unknown-province",
        "Trà Cú!B1",
    ),
    "wide: unknown indicator": (
        {"Trà Cú": [*WIDE[:5], [1, "Đảng viên mới kết nạpp", None, 1]]},
        "unknown-indicator",
        "Trà Cú!B6",
    ),
}


@pytest.mark.parametrize("case", BROKEN)
def test_one_fault_a_cause_in_both_languages(office: Path, case: str) -> None:
    """What is wrong in a workbook is told once, by sheet and cell, in English and in Vietnamese."""
    sheets, code, cell = BROKEN[case]
    (found,) = faults(filled(office, **{SHEET: [HEADS, row(Địa_phương="Cầu Kè")], **sheets}))
    assert (found.file, found.code, found.cell) == (WORKBOOK, code, cell)
    english = found.message
    with speaking("vi"):
        vietnamese = found.message
    assert english != vietnamese
    assert "\n" not in english + vietnamese
    assert f"fault-{code}" not in (english, vietnamese)


REMEDIES: dict[str, str] = {
    "misspelt place": "Trà Cú (tra-cu)",
    "misspelt indicator": "Kết nạp đảng viên",
    "year 2203": "2023",
    "year 21": "2021",
    "grouped by points": "1087",
    "percent sign": "108.75",
    "day first": "2021-12-31",
    "either order": "2021-08-07 / 2021-07-08",
    "month by name": "2021-12-31",
    "mojibake": "Báo cáo",
    "Cyrillic letter": "tra-cu",
    "share or part": "91",
    "unknown head": "Note",
}


@pytest.mark.parametrize("case", REMEDIES)
def test_the_remedy_says_what_was_meant(office: Path, case: str) -> None:
    """Where it can be known, the message holds the right name or number."""
    sheets, *_ = BROKEN[case]
    (found,) = faults(filled(office, **sheets))
    assert REMEDIES[case] in found.message or "Đảng viên mới kết nạp" in found.message


def test_numbers_of_merged_cells_are_nobodys(office: Path) -> None:
    """A number merged down two rows is one fault, which names the block."""
    rows: Rows = [
        HEADS,
        row(Trên_tổng_số=None, Cơ_sở_tính=None, Tỷ_lệ=None),
        row(Năm=2022, Số_lượng=88, Trên_tổng_số=None, Cơ_sở_tính=None, Tỷ_lệ=None),
    ]
    rows[2][5] = None
    write(office / WORKBOOK, {**BESIDE, SHEET: rows}, [(SHEET, "F2:F3")])
    assert ("merged-cells", f"{SHEET}!F2:F3") in [(found.code, found.cell) for found in faults(office)]


def test_one_misspelling_in_many_rows_is_one_fault(office: Path) -> None:
    """The same wrong name under one head is told at its first cell, with how many more there are."""
    rows = [row(Địa_phương="Trà Kú", Năm=year) for year in (2019, 2020, 2021)]
    (found,) = faults(filled(office, **{SHEET: [HEADS, *rows]}))
    assert (found.cell, found.more) == (f"{SHEET}!A2", 2)


def test_what_every_form_lacks_is_one_fault(office: Path) -> None:
    """Two sources, and no form says which: told at the first, with how many others."""
    sources: Rows = [["Tên nguồn"], ["Báo cáo thử"], ["Báo cáo khác"]]
    forms: dict[str, Rows] = {
        name: [["Địa phương", name], *WIDE[1:2], ["Nguồn"], *WIDE[3:]] for name in ("Trà Cú", "Cầu Kè")
    }
    (found,) = faults(filled(office, **{"Nguồn": sources, **forms}))
    assert (found.code, found.cell, found.more) == ("unknown-source", "Cầu Kè!B3", 1)
    for lang, said in (("en", "Cầu Kè!B3 (and 1 more):"), ("vi", "Cầu Kè!B3 (và 1 ô nữa):")):
        with speaking(lang):
            assert said in str(found)


def test_a_copied_form_whose_place_was_not_changed_is_one_fault(office: Path) -> None:
    """All its figures stand on another sheet, too: the cell to change is that of the place."""
    for lang in LANGUAGES:
        with speaking(lang):
            (found,) = faults(filled(office, **{"Trà Cú": WIDE, "Trà Cú (2)": WIDE}))
            assert (found.code, found.cell) == ("sheet-twice", "Trà Cú (2)!B1")
            assert "'Trà Cú'" in found.message


def test_a_source_whose_day_cannot_be_read_is_one_fault(office: Path) -> None:
    """Nobody is asked why it appeared before the year was over."""
    sources: Rows = [["Tên nguồn", "Nơi ban hành", "Ngày ban hành"], ["Báo cáo thử", "x", "10/01/2022"]]
    (found,) = faults(filled(office, **{"Nguồn": sources, SHEET: [HEADS, ROW]}))
    assert (found.code, found.cell) == ("not-a-day-month-or-year", "Nguồn!C2")


def test_an_own_indicator_without_a_unit_is_one_fault(office: Path) -> None:
    """English words are nobody's duty: only the unit in Vietnamese is missing."""
    own: Rows = [["Tên", "Lĩnh vực"], ["Mô hình thử của huyện", "Kết nạp đảng viên"]]
    (found,) = faults(filled(office, **{"Chỉ tiêu": own, SHEET: [HEADS, ROW]}))
    assert (found.column, found.code) == ("unit_vi", "missing-value")


@pytest.mark.parametrize("published", [2023, "2023", "năm 2023", date(1905, 7, 15)], ids=repr)
def test_a_source_may_have_a_year_alone(office: Path, published: Cell) -> None:
    """A year, also one that the program shows as a day of 1905 because its cell is laid out for days."""
    sources: Rows = [BESIDE["Nguồn"][0], ["Báo cáo thử", "Huyện ủy thử", published]]
    sheets = {"Nguồn": sources, SHEET: [HEADS, ROW]}
    loaded = load(filled(office, **sheets))
    assert next(iter(loaded.catalog.sources.values())).published == "2023"


@pytest.mark.parametrize(("published", "codes"), [(2022, []), (None, ["not-yet-over"])])
def test_a_folder_goes_on_from_year_to_year(office: Path, published: int | None, codes: list[str]) -> None:
    """A source of later than the day of the folder makes its years known; without one they are to come."""
    package = office / "datapackage.json"
    package.write_text(re.sub(r'("created": ")\d{4}', r"\g<1>2019", package.read_text("utf-8")), "utf-8")
    sources: Rows = [BESIDE["Nguồn"][0], ["Báo cáo thử", "Huyện ủy thử", published]]
    assert [one.code for one in faults(filled(office, **{"Nguồn": sources, SHEET: [HEADS, ROW]}))] == codes


# -------------------------------------------------------------------------------- files of the folder

STRAY: dict[str, str] = {
    "Ratings.CSV": "ratings.csv",
    "ratings - Copy.csv": "ratings.csv",
    "Sheet1.tsv": "",
    "notes.csv": "",
    "admissions (1).csv": "admissions.csv",
    "ratings.csv.bak": "ratings.csv",
    "ratings.csv.1": "ratings.csv",
    "ratings.csv - Copy": "ratings.csv",
    "so-lieu.xlsx.old": "",
    "ratings.txt": "ratings.csv",
    "so-lieu.bak": "so-lieu.xlsx",
    "so-lieu.zip": "so-lieu.xlsx",
    "sources.html": "sources.csv",
}


@pytest.mark.parametrize("name", STRAY)
def test_no_table_is_passed_over(office: Path, name: str) -> None:
    """A file that holds a table and that nobody reads is named, with the one that it may be."""
    filled(office, **{SHEET: [HEADS, ROW]})
    (office / name).write_text("x\n", "utf-8")
    (found,) = faults(office)
    assert (found.file, found.code) == (name, "unread-file")
    assert found.values["near"] == STRAY[name]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_text_that_is_a_table_is_named(office: Path, encoding: str) -> None:
    """What Excel calls Unicode text holds a table under any name."""
    filled(office, **{SHEET: [HEADS, ROW]})
    (office / "Bảng 1.txt").write_text("Huyện\t2021\t2022\nTrà Cú\t5\t6\n", encoding)
    (found,) = faults(office)
    assert (found.file, found.code) == ("Bảng 1.txt", "unread-file")


@pytest.mark.parametrize("ending", ["numbers", "gsheet", "et", "fods", "xltm", "dbf"])
def test_a_workbook_of_another_program_is_named(office: Path, ending: str) -> None:
    """What only another program opens is to be saved as a workbook."""
    filled(office, **{SHEET: [HEADS, ROW]})
    (office / f"bang.{ending}").write_bytes(b"x")
    (found,) = faults(office)
    assert (found.file, found.code) == (f"bang.{ending}", "of-another-program")


@pytest.mark.parametrize("table", ["so-lieu.xlsx", "ratings.csv", "cu.ods"])
def test_a_folder_with_tables_is_named(office: Path, table: str) -> None:
    """One fault a folder, with one of its tables and their number, in either language."""
    filled(office, **{SHEET: [HEADS, ROW]})
    (office / "2023").mkdir()
    (office / "2023" / table).write_bytes(b"x")
    (office / "2023" / "sources.csv").write_bytes(b"x")
    (found,) = faults(office)
    assert (found.file, found.code) == ("2023", "unread-folder")
    assert "tables in it: 2" in str(found)
    with speaking("vi"):
        assert str(found).startswith("2023: không ai đọc thư mục con")
        assert "có 2 bảng" in str(found)


@pytest.mark.parametrize(
    "name",
    [
        "ratings.csv~",
        "#ratings.csv#",
        ".ratings.csv.swp",
        "~$so-lieu.xlsx",
        "ghi-chu.txt",
        "huong-dan.pdf",
        "_cu/ratings.csv",
        "reports/manifest.json",
        "hinh/logo.png",
        "comparison/2023-FY.vi.ipynb",
        "bang/cua-so-tay.csv",
    ],
)
def test_what_is_no_table_of_the_folder_is_left_alone(office: Path, name: str) -> None:
    """What programs keep for themselves, notes, pictures, reports and what is laid aside are no fault."""
    filled(office, **{SHEET: [HEADS, ROW]})
    (office / name).parent.mkdir(exist_ok=True)
    (office / name).write_text("Kính gửi; các huyện; và thành phố\nHạn nộp: 31/12\n", "utf-8")
    if name.endswith(".json"):
        (office / "reports" / "ratings.csv").write_bytes(b"x")
    if name.endswith(".ipynb"):
        (office / "comparison" / "2023-FY.vi.xlsx").write_bytes(b"x")
    assert faults(office) == ()


def test_a_pipe_is_not_waited_for(office: Path) -> None:
    """What is no file is not opened."""
    filled(office, **{SHEET: [HEADS, ROW]})
    os.mkfifo(office / "ghi-chu.txt")
    assert faults(office) == ()


@pytest.mark.parametrize("content", [b"", b"not a workbook", b"PK\x03\x04 broken"])
@pytest.mark.parametrize("ending", ["xlsx", "ods"])
def test_a_broken_workbook_is_named(office: Path, ending: str, content: bytes) -> None:
    """What is no workbook is one fault, not a traceback."""
    filled(office, **{SHEET: [HEADS, ROW]})
    (office / f"them.{ending}").write_bytes(content)
    (found,) = faults(office)
    assert (found.file, found.code) == (f"them.{ending}", "unreadable-workbook")


@pytest.mark.parametrize("ending", ["xlsx", "ods"])
def test_a_sheet_without_end_is_refused(office: Path, ending: str) -> None:
    """Two cells at the far ends of a sheet are small as a file, and in memory seventeen billion cells."""
    if ending == "xlsx":
        book = xlsxwriter.Workbook(office / "far.xlsx")
        sheet = book.add_worksheet()
        sheet.write(0, 0, "a")
        sheet.write(1048575, 16383, "b")
        book.close()
    else:
        names = 'xmlns:{0}="urn:oasis:names:tc:opendocument:xmlns:{0}:1.0"'
        cell = '<table:table-cell office:value-type="string" table:number-columns-repeated="16384"/>'
        line = f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>'
        head = f"<x {names.format('table')} {names.format('office')}>"
        with zipfile.ZipFile(office / "far.ods", "w") as archive:
            archive.writestr("content.xml", f"{head}<table:table table:name='a'>{line}</table:table></x>")
    (found,) = [fault for fault in faults(office) if fault.file == f"far.{ending}"]
    assert found.code == "giant-workbook"
    assert "10 million cells" in found.message


def test_a_workbook_that_unpacks_without_end_is_refused(office: Path) -> None:
    """A gigabyte of one letter is a megabyte as a file."""
    with (
        zipfile.ZipFile(office / "bomb.xlsx", "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/worksheets/sheet1.xml", "w") as file,
    ):
        for _ in range(21):
            file.write(b" " * 10_000_000)
    (found,) = [fault for fault in faults(office) if fault.file == "bomb.xlsx"]
    assert found.code == "giant-workbook"
    assert "200 MB" in found.message


def test_what_programs_keep_beside_an_open_file_is_ignored(office: Path) -> None:
    """Lock files, drafts and text are no tables."""
    draft: Rows = [["x"], ["y"]]
    filled(office, **{SHEET: [HEADS, ROW], "_nháp": draft})
    for name in (f"~${WORKBOOK}", f".~lock.{WORKBOOK}#", "ghi-chu.txt", ".DS_Store"):
        (office / name).write_bytes(b"\x00")
    assert len(load(office).observations) == 1


def test_a_workbook_beside_an_empty_csv_is_read(office: Path) -> None:
    """A CSV with its header alone does not hide what the workbook holds."""
    filled(office, **{SHEET: [HEADS, ROW]})
    (office / "admissions.csv").write_text(",".join(OBSERVATION_COLUMNS) + "\n", "utf-8")
    assert len(load(office).observations) == 1


def test_the_same_figure_in_both_kinds_is_a_fault(office: Path) -> None:
    """Nobody knows which of two is to be changed."""
    filled(office, **{SHEET: [HEADS, ROW]})
    write(office / "them.xlsx", {SHEET: [HEADS, ROW]})
    assert [found.code for found in faults(office)] == ["duplicate-figure"]


# --------------------------------------------------------------------------------- the form, and faults in it


def test_the_form_is_valid_and_the_same_each_time(data: Dataset, tmp_path: Path) -> None:
    """`analysis new --workbook` makes a folder without faults; twice the same workbook, byte for byte."""
    made = CliRunner().invoke(main, ["new", str(tmp_path / "a"), "--workbook", "--lang", "vi"])
    assert made.exit_code == 0
    assert load(tmp_path / "a").observations.empty
    again = start(tmp_path / "b", data, workbook="vi")
    assert (tmp_path / "a" / WORKBOOK).read_bytes() == (again / WORKBOOK).read_bytes()


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_sheet_of_the_form_is_recognised(data: Dataset, tmp_path: Path, lang: str) -> None:
    """Each head of the form is one that is read, in both languages."""
    folder = start(tmp_path / "office", data, workbook=lang)
    grids = workbook((folder / WORKBOOK).read_bytes(), WORKBOOK)
    assert len(grids) == len(data.catalog.domain_names) + 9
    assert faults(folder) == ()


FORMS = Forms(
    ("Huyện Trà Cú", "soc trang", "Xã Thử [1]/2"),
    province="tra vinh",
    body="Đảng bộ huyện",
    indicators=("dang vien moi ket nap", "Đảng viên và tổ chức đảng"),
    years=range(2021, 2024),
)


def typed_in(folder: Path) -> None:
    """Type a number into the form of each place and a source, as a person does."""
    sheets: dict[str, Rows] = {
        grid.name: [list(cells) for cells in grid.rows]  # type: ignore[arg-type]
        for grid in workbook((folder / WORKBOOK).read_bytes(), WORKBOOK)
    }
    sheets["Nguồn"].append(["Báo cáo thử"])
    for number, place in enumerate(("Huyện Trà Cú", "Sóc Trăng", "Xã Thử  1  2"), 1):
        line = next(cells for cells in sheets[place] if cells[0] == "Đảng viên mới kết nạp")
        line[2:7:2] = [number, 10 * number, 100 * number]
    write(folder / WORKBOOK, sheets)


COUNTS = {
    ("huyen-tra-cu", 2021): 1, ("huyen-tra-cu", 2022): 10, ("huyen-tra-cu", 2023): 100,
    ("soc-trang", 2021): 2, ("soc-trang", 2022): 20, ("soc-trang", 2023): 200,
    ("xa-thu-1-2", 2021): 3, ("xa-thu-1-2", 2022): 30, ("xa-thu-1-2", 2023): 300,
}  # fmt: skip


def counts(folder: Path) -> dict[tuple[str, int], int]:
    """Read what was typed, by place and year."""
    rows = load(folder).observations.to_dict("records")
    assert {row["body"] for row in rows} == {"dang-bo-huyen"}
    return {(row["province"], row["year"]): row["count"] for row in rows}


def test_each_place_has_its_form(data: Dataset, tmp_path: Path) -> None:
    """A form a place, with its name, its years and what is asked for; only numbers have to be typed."""
    folder = start(tmp_path / "office", data, workbook="vi", forms=FORMS)
    assert faults(folder) == ()
    own = load(folder).catalog
    assert [own.provinces[slug].parent for slug in ("huyen-tra-cu", "soc-trang")] == ["tra-vinh", ""]
    assert [own.provinces[slug].kind for slug in ("huyen-tra-cu", "xa-thu-1-2")] == ["district", "commune"]
    typed_in(folder)
    assert counts(folder) == COUNTS


@pytest.mark.parametrize(
    "forms", [Forms(province="Trà Vihn", places=("Huyện A",)), Forms(indicators=("kết nap x",))]
)
def test_a_form_of_what_is_unknown_makes_nothing(data: Dataset, tmp_path: Path, forms: Forms) -> None:
    """A misspelt province or indicator is named with the nearest, and no folder is left behind."""
    with pytest.raises(RequestError, match="Did you mean"):
        start(tmp_path / "office", data, workbook="vi", forms=forms)
    assert not (tmp_path / "office").exists()


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_the_forms_survive_libreoffice(data: Dataset, tmp_path: Path, kind: str) -> None:
    """Filled, opened and saved again, the form of each place holds its figures."""
    folder = start(tmp_path / "office", data, workbook="vi", forms=FORMS)
    typed_in(folder)
    saved = by_libreoffice(folder / WORKBOOK, kind, tmp_path)
    (folder / WORKBOOK).unlink()
    shutil.copy(saved, folder)
    assert counts(folder) == COUNTS


def test_faults_are_marked_in_a_copy(office: Path, tmp_path: Path) -> None:
    """The copy lists the faults, keeps every cell at its address, and is no data of its own."""
    filled(office, **{SHEET: [HEADS, row(Địa_phương="Trà Kú")]})
    target = office / "faults.xlsx"
    done = CliRunner().invoke(main, ["validate", "--data", str(office), "--to", str(target), "--lang", "vi"])
    assert done.exit_code == 1
    listed, sheet = workbook(target.read_bytes(), "faults.xlsx")
    assert listed.rows[0][:2] == (WORKBOOK, f"{SHEET}!A2")
    assert sheet.rows == workbook((office / WORKBOOK).read_bytes(), WORKBOOK)[-1].rows
    assert [found.code for found in faults(office)] == ["unknown-province"]


def by_libreoffice(file: Path, kind: str, folder: Path) -> Path:
    """Have LibreOffice open a file and save it as another kind; without LibreOffice, skip."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("no LibreOffice (soffice) on this machine")
    command = [program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    target = folder / f"saved-{kind}"
    command += ["--convert-to", kind, "--outdir", str(target), str(file)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return target / f"{file.stem}.{kind}"


@pytest.mark.slow
def test_the_workbook_survives_libreoffice(office: Path, tmp_path: Path) -> None:
    """Opened and saved again as xlsx and as ods, a workbook holds the same figures."""
    merged: Rows = [HEADS, ROW, row(Địa_phương=None, Năm=2022)]
    write(
        office / WORKBOOK,
        {**BESIDE, SHEET: merged, "Cầu Kè": [["Địa phương", "Cầu Kè"], *WIDE[1:]]},
        [(SHEET, "A2:A3")],
    )
    before = load(office).observations.drop(columns=["file"])
    for kind in ("xlsx", "ods"):
        copied = Path(shutil.copytree(office, tmp_path / kind))
        (copied / WORKBOOK).unlink()
        shutil.copy(by_libreoffice(office / WORKBOOK, kind, tmp_path), copied)
        after = load(copied).observations.drop(columns=["file"])
        assert after.equals(before), kind


# ---------------------------------------------------------------------------------- whose reports these are

ISSUER: Rows = [
    ["Mục", "Nội dung", "Giải thích", "Nội dung tiếng Anh"],
    ["Tên cơ quan", "Văn phòng thử", "…", "Trial office"],
    ["Cơ quan cấp trên", "ĐẢNG BỘ THỬ"],
    ["Số văn bản", 12],
    ["Nơi nhận", "Ban Thường vụ"],
    [None, "Lưu Văn phòng"],
    ["Nơi nhận", "Nơi khác"],
    ["Thể thức đề ký", "T/M BAN THƯỜNG VỤ\nBÍ THƯ"],
    ["Màu chủ đạo", "Đỏ"],
    ["Tệp biểu trưng", None, "để trống thì không in"],
]
OFFICE_SHEET = "Cơ quan ban hành"


def test_a_sheet_says_whose_reports_these_are(office: Path) -> None:
    """By the same rules as office.yml: texts in two languages, lists in rows, a colour by its name."""
    found = load(filled(office, **{OFFICE_SHEET: ISSUER, SHEET: [HEADS, ROW]})).identity
    assert [found.say("name", lang) for lang in ("vi", "en")] == ["Văn phòng thử", "Trial office"]
    assert (found.say("above", "vi"), found.say("number", "vi")) == ("ĐẢNG BỘ THỬ", "12")
    assert found.lines("recipients", "vi") == ["Ban Thường vụ", "Lưu Văn phòng", "Nơi khác"]
    assert found.lines("signature", "vi") == ["T/M BAN THƯỜNG VỤ", "BÍ THƯ"]
    assert (found.accent, found.logo) == (COLOURS["red"], "")


def test_the_form_asks_for_all_that_an_identity_holds(data: Dataset, tmp_path: Path) -> None:
    """Each item of the form is an attribute, and each has a name and a meaning; empty, it says nothing."""
    assert {each.name for each in fields(Identity)} == {*OFFICE_ITEMS}
    folder = start(tmp_path / "office", data, workbook="vi")
    assert not (folder / "office.yml").exists()
    (grid,) = [
        grid for grid in workbook((folder / WORKBOOK).read_bytes(), WORKBOOK) if grid.name == OFFICE_SHEET
    ]
    asked = [named(row[0], fixed("office")).text for row in grid.rows[1:]]
    assert [*dict.fromkeys(asked)] == [*OFFICE_ITEMS]
    assert all(row[2] for row in grid.rows)
    assert load(folder).identity.name == {}


FAULTY: dict[str, tuple[list[Cell], str, str, str]] = {
    "a wrong item": (["Số văn bảnn", "x"], "A3", "unknown-key", "có phải là Số văn bản"),
    "no item": ([None, "x"], "A3", "unknown-key", "ghi tên mục ở ô bên trái"),
    "twice": (["Tên cơ quan", "x"], "A3", "key-twice", "Tên cơ quan có hai lần"),
    "no colour": (["Màu chủ đạo", "lòe loẹt"], "B3", "not-a-colour", "chọn Đỏ, Xanh dương"),
    "a pale colour": (["Màu chủ đạo", "#ffdd00"], "B3", "pale-colour", "chọn màu đậm hơn"),
    "no such logo": (
        ["Tệp biểu trưng", "khong-co.png"],
        "B3",
        "no-such-file",
        f"(không có tệp hoặc thư mục này); đặt tệp cạnh {WORKBOOK}",
    ),
    "no picture": (["Tệp biểu trưng", "logo.gif"], "B3", "not-a-picture-name", f"cạnh {WORKBOOK}"),
    "an error": (["Số văn bản", ("=1/0", "#DIV/0!")], "B3", "error-cell", "#DIV/0!"),
}


@pytest.mark.parametrize("case", FAULTY)
def test_a_fault_of_that_sheet_is_named_by_its_cell(office: Path, case: str) -> None:
    """One cause, one fault, with the sheet, the cell and the remedy."""
    cells, at, code, said = FAULTY[case]
    rows: Rows = [["Mục", "Nội dung"], ["Tên cơ quan", "Văn phòng thử"], cells]
    filled(office, **{OFFICE_SHEET: rows, SHEET: [HEADS, ROW]})
    with speaking("vi"):
        (fault,) = faults(office)
        assert (fault.code, fault.cell) == (code, f"{OFFICE_SHEET}!{at}")
        assert said in fault.message


def test_the_name_of_the_office_is_needed(office: Path) -> None:
    """Whoever fills the sheet names the office."""
    rows: Rows = [["Mục", "Nội dung"], ["Số văn bản", "Số 1"]]
    (fault,) = faults(filled(office, **{OFFICE_SHEET: rows, SHEET: [HEADS, ROW]}))
    assert (fault.code, fault.cell) == ("no-name-sheet", f"{OFFICE_SHEET}!A1")
    with speaking("vi"):
        assert "ở mục Tên cơ quan" in fault.message


def test_an_office_says_who_it_is_in_one_place(office: Path) -> None:
    """With both the sheet and office.yml, neither wins: the fault names the two."""
    (office / "office.yml").write_text("# name: …\n", encoding="utf-8")
    filled(office, **{OFFICE_SHEET: ISSUER, SHEET: [HEADS, ROW]})
    assert load(office).identity.name
    (office / "office.yml").write_text("name: Văn phòng khác\n", encoding="utf-8")
    (fault,) = faults(office)
    assert (fault.file, fault.code) == ("office.yml", "office-twice")
    with speaking("vi"):
        assert f"{WORKBOOK}:{OFFICE_SHEET}!A1 cũng ghi" in fault.message


# ------------------------------------------------------------------------------ own bases, days of years


def test_an_own_basis_is_added_in_a_sheet(office: Path) -> None:
    """What a share is of need not be on the list: its name is enough."""
    share = row(Số_lượng=None, Trên_tổng_số=None, Cơ_sở_tính="Hộ dân trong huyện", Tỷ_lệ=12.5)
    bases: Rows = [["Tên", "Là gì"], ["hộ dân trong huyện", None]]
    loaded = load(filled(office, **{"Cơ sở tính": bases, SHEET: [HEADS, share]}))
    assert loaded.observations["of_basis"].tolist() == ["ho_dan_trong_huyen"]
    assert loaded.catalog.basis_names["ho_dan_trong_huyen"]["role"] == "part"


@pytest.mark.parametrize("day", ["31/12", "31/12/2024", date(2026, 12, 31)])
def test_the_day_above_the_years_is_that_of_each_year(office: Path, day: Cell) -> None:
    """Stocks get it, and can be set against the year before; figures of a whole year need none."""
    wide: Rows = [
        *WIDE[:3],
        ["Đến ngày", day],
        *WIDE[3:5],
        WIDE[5],
        [3, "Tổng số đảng viên", None, 2050, None, 2100],
    ]
    frame = load(filled(office, **{"Trà Cú": wide})).observations
    days = frame.set_index(["indicator", "year"])["as_of"].dt.strftime("%Y-%m-%d").fillna("").to_dict()
    assert days["membership", 2020] == "2020-12-31"
    assert days["membership", 2021] == "2021-12-31"
    assert days["admissions", 2021] == ""


def test_who_acted_is_said_above_the_years(office: Path, data: Dataset, tmp_path: Path) -> None:
    """It holds for the figures of which it matters; the form has a row for it where it lists such."""
    told: list[Cell] = [3, "Tổ chức đảng bị thi hành kỷ luật", None, 1, None, 2]
    wide: Rows = [*WIDE[:3], ["Cấp thực hiện", "Cấp ủy"], *WIDE[3:6], told]
    frame = load(filled(office, **{"Trà Cú": wide})).observations
    assert {*frame["authority"][frame["indicator"] == "admissions"]} == {""}
    assert {*frame["authority"][frame["indicator"] != "admissions"]} == {"committees"}
    for wanted, said in (("Đảng viên mới kết nạp", False), ("Tổ chức đảng bị thi hành kỷ luật", True)):
        folder = start(tmp_path / wanted, data, workbook="vi", forms=Forms(indicators=(wanted,)))
        grids = workbook((folder / WORKBOOK).read_bytes(), WORKBOOK)
        (form,) = [grid for grid in grids if grid.name == "Biểu ngang"]
        assert any(row[0] == "Cấp thực hiện" for row in form.rows) == said


def test_a_day_that_no_year_has_is_named(office: Path) -> None:
    """What is no day is a fault of its cell."""
    wide: Rows = [
        *WIDE[:3],
        ["Đến ngày", "cuối năm"],
        *WIDE[3:5],
        [3, "Tổng số đảng viên", None, 2050, None, 2100],
    ]
    (fault,) = faults(filled(office, **{"Trà Cú": wide}))
    assert (fault.code, fault.cell.partition(" (")[0]) == ("not-a-date", "Trà Cú!B4")

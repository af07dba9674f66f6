"""The workbook of a report: numbers are numbers that look as printed, and no cell is a formula."""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

import broken_data
import sample_document
from analysis import ComparisonReport, Dataset, ProvinceReport, load
from analysis.data import figures_csv
from analysis.office import workbook
from analysis.office.excel import Number, number_in

Json = dict[str, Any]


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """Load a light copy of the real figures."""
    return load(broken_data.copy(tmp_path_factory.mktemp("office")))


@pytest.fixture(scope="module", params=["province", "comparison"])
def sections(request: pytest.FixtureRequest, few: Dataset) -> list[Json]:
    """Give the sections of one report of each kind."""
    report: ProvinceReport | ComparisonReport = (
        ProvinceReport(few, "hau-giang", 2023, "bloc")
        if request.param == "province"
        else ComparisonReport(few, 2020, "province", "TERM")
    )
    return [section.to_json() for section in report.sections()]


@pytest.fixture(scope="module")
def figures(sections: list[Json], few: Dataset) -> str:
    """Give every figure that the report shows."""
    shown = sorted({figure for section in sections for figure in section.get("figures", {})})
    return figures_csv(few, shown, "vi").decode("utf-8-sig")


@pytest.fixture(scope="module")
def content(sections: list[Json], figures: str) -> bytes:
    """Make the workbook once."""
    return workbook(sections, masthead(sections), figures)


@pytest.fixture(scope="module")
def sheets(content: bytes) -> dict[str, list[list[Any]]]:
    """Read every sheet with a library that did not write it."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}


def masthead(sections: list[Json]) -> Json:
    """Find the head of a report."""
    return next(block for section in sections for block in section["blocks"] if block["type"] == "masthead")


def tables(sections: list[Json]) -> Iterator[tuple[str, Json]]:
    """Give every table with the name of its sheet."""
    number = figure = 0
    for section in sections:
        for block in section["blocks"]:
            number += block["type"] in ("table", "grid", "figure")
            figure += block["type"] == "figure"
            if block["type"] == "table":
                yield f"Bảng {number}", block
            elif block["type"] == "figure":
                yield f"Hình {figure}", block["data"]


@pytest.mark.parametrize(
    ("text", "lang", "value", "form"),
    [
        ("17", "vi", 17, "0"),
        ("4.115", "vi", 4115, "#,##0"),
        ("4,115", "en", 4115, "#,##0"),
        ("91,49%", "vi", 0.9149, "0.00%"),
        ("91.40%", "en", 0.914, "0.00%"),
        ("100%", "vi", 1, "0%"),
        ("45,5", "vi", 45.5, "0.0"),
        ("1.234,50", "vi", 1234.5, "#,##0.00"),
        ("hơn 45.000", "vi", 45000, '"hơn "#,##0'),
        ("5.100 lượt", "vi", 5100, '#,##0" lượt"'),
        ("18,09% (suy ra)", "vi", 0.1809, '0.00%" (suy ra)"'),
        ("−1,20 điểm", "vi", -1.2, '0.00" điểm"'),
        ("10 ≠", "vi", 10, '0" ≠"'),
    ],
)
def test_a_number_keeps_its_decimals_and_its_words(text: str, lang: str, value: float, form: str) -> None:
    """What is counted with is the number; what is seen is what was printed."""
    assert number_in(text, lang) == Number(value, form)


@pytest.mark.parametrize(
    "text", ["", "–", "?", "140–150", "7/7", "17 (2016–2020)", "chưa thu thập được", "1.2.3"]
)
def test_what_is_not_one_number_stays_text(text: str) -> None:
    """A range, a fraction or a reason is never turned into a number."""
    assert number_in(text, "vi") is None


def test_every_table_has_a_sheet_with_its_numbers(
    sheets: dict[str, list[list[Any]]], sections: list[Json]
) -> None:
    """Row by row: numbers as such where a column is of numbers, all else as it stands on the page."""
    for name, table in tables(sections):
        rows = [row for group in table["groups"] for row in group["rows"]]
        grouped = any("label" in group for group in table["groups"])
        for row, found in zip(rows, sheets[name][3:], strict=False):
            for column, cell, value in zip(table["columns"], row["cells"], found[grouped:], strict=False):
                text = "".join(run["text"] for run in cell["runs"]).strip()
                number = number_in(text, "vi") if column["kind"] == "number" else None
                if number is not None:
                    assert value == pytest.approx(number.value, abs=1e-12)
                elif text:
                    assert value == text


def test_every_figure_is_there_with_names(sheets: dict[str, list[list[Any]]], figures: str) -> None:
    """The sheet of figures is the CSV beside the report, a row a figure."""
    ids = [line.partition(",")[0] for line in figures.splitlines()[1:]]
    heads, *rows = sheets["Số liệu"][2:]
    assert [row[0] for row in rows] == ids
    assert {"province_name", "percent"} <= set(heads)


def test_a_sheet_is_printed_as_wide_as_its_table(content: bytes) -> None:
    """Title and notes go across the table, heads stand on each sheet of paper, narrow ones are upright."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        book = archive.read("xl/workbook.xml").decode()
        parts = [name for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
        sheets = {name: archive.read(name).decode() for name in parts}
    areas = re.findall(
        r'name="_xlnm.Print_Area" localSheetId="(\d+)"[^>]*>[^<]*!\$A\$1:\$([A-Z]+)\$(\d+)<', book
    )
    assert len(areas) == book.count("_xlnm.Print_Titles") == len(sheets) - 1, "all but the front"
    turned = set()
    for place, column, row in areas:
        sheet = sheets[f"xl/worksheets/sheet{int(place) + 1}.xml"]
        assert f'ref="A1:{column}1"' in sheet, "the title is as wide as what is printed"
        assert 'fitToHeight="0"' in sheet
        assert max(map(int, re.findall(r'<row r="(\d+)"', sheet))) == int(row)
        turned.add('orientation="landscape"' in sheet)
    assert turned == {True, False}


def test_codes_are_folded_away(content: bytes) -> None:
    """The sheet of figures shows names; codes and what is empty open with a click."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheets = [archive.read(name).decode() for name in archive.namelist() if "worksheets/sheet" in name]
    folded = [sheet for sheet in sheets if 'outlineLevel="1"' in sheet]
    assert len(folded) == 1


def test_sources_and_notes_have_their_sheets(
    sheets: dict[str, list[list[Any]]], sections: list[Json]
) -> None:
    """Every source stands under its number."""
    notes = [block for section in sections for block in section["blocks"] if block["type"] == "notes"]
    marks = [int(item["mark"]) for block in notes if block["kind"] == "sources" for item in block["items"]]
    assert [row[1] for row in sheets["Nguồn"][3:]] == marks
    assert len(sheets["Ghi chú"]) == 3 + sum(
        len(each["items"]) for each in notes if each["kind"] != "sources"
    )


def test_the_front_leads_to_every_sheet(sheets: dict[str, list[list[Any]]]) -> None:
    """The first sheet says what the report says, and lists the others by name."""
    first, *others = sheets
    listed = [row[0] for row in sheets[first] if row[0] in others]
    assert listed == others


def test_heads_stay_in_sight_and_rows_can_be_chosen(content: bytes, sections: list[Json]) -> None:
    """Every sheet of a table has frozen heads and a filter."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = [name for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
        made = [archive.read(name).decode() for name in names]
    assert all('state="frozen"' in sheet and "<autoFilter" in sheet for sheet in made[1:])
    assert not any("<f>" in sheet for sheet in made)


def test_text_that_looks_like_a_formula_is_text() -> None:
    """Whatever a title begins with, no program works it out, not even after the cell was edited."""
    sections = [section.to_json() for section in sample_document.sections()]
    first = next(block for _, block in tables(sections))["groups"][0]["rows"][0]
    first["cells"][0]["runs"] = [{"text": '=HYPERLINK("https://example.org")'}]
    content = workbook(sections, masthead(sections), "id\nx\n")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        made = "".join(archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml"))
    assert "<f>" not in made
    assert "HYPERLINK" in made
    assert 'quotePrefix="1"' in made


def test_the_same_report_gives_the_same_workbook(content: bytes, sections: list[Json], figures: str) -> None:
    """Nothing in it is of the day on which it was made."""
    assert workbook(sections, masthead(sections), figures) == content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert not re.search(rb"<dcterms:", archive.read("docProps/core.xml"))

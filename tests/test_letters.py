"""Letters that can be shown, and those that were damaged, are invisible or have no shape anywhere."""

import csv
import io
import re
from pathlib import Path
from urllib.parse import unquote

import pytest

import broken_data
from analysis import ComparisonReport, Dataset, ProvinceReport, load
from analysis.letters import for_paper, is_formula, unfit
from analysis.report.tables import as_csv
from analysis.run import render_sections

SOUND = (
    "Báo điện tử “Trà Vinh” – số 1…",
    "Đảng bộ Khối các cơ quan và doanh nghiệp tỉnh",
    "ÁO, ÂU, «à», Ãn",
    "1.234 m² ½ → ≥ 5 ₫",
    "义安省",
    "ឃ្មែរ",
    "Ελλάς Москва",
)
UNFIT = {
    "\u200b": "invisible-letter",
    "\u202e": "invisible-letter",
    "\u2066": "invisible-letter",
    "\u2028": "invisible-letter",
    "\ufeff": "invisible-letter",
    "\u00ad": "invisible-letter",
    "\ufffe": "no-letter",
    "\x07": "no-letter",
    "\ue000": "no-letter",
    "\ufffd": "damaged-letter",
    "😀": "no-typeface",
}


@pytest.mark.parametrize("text", SOUND)
def test_words_are_words(text: str) -> None:
    """Vietnamese, its typography, other scripts and signs of sums are as they should be."""
    assert list(unfit(text)) == []


@pytest.mark.parametrize("letter", UNFIT, ids=ascii)
def test_what_cannot_be_shown_is_a_fault(letter: str, tmp_path: Path) -> None:
    """The folder is refused, with the number of the letter and where it stands."""
    folder = broken_data.copy(tmp_path)
    broken_data.cell("sources.csv", 2, publisher=f"Báo Trà{letter} Vinh")(folder)
    (fault,) = broken_data.faults(folder)
    assert (fault.file, fault.line, fault.column, fault.code) == (
        "sources.csv",
        2,
        "publisher",
        UNFIT[letter],
    )
    assert f"U+{ord(letter):04X}" in fault.message
    assert 'after "Báo Trà"' in fault.message


@pytest.mark.parametrize("code", ["latin-1", "cp1252"])
def test_words_read_in_the_wrong_encoding_are_a_fault(code: str, tmp_path: Path) -> None:
    """UTF-8 that was opened as Western text is told, with what it may have meant."""
    damaged = "Báo Hậu Giang".encode().decode(code, errors="ignore")
    folder = broken_data.copy(tmp_path)
    broken_data.cell("sources.csv", 2, publisher=damaged)(folder)
    faults = {fault.code: fault.message for fault in broken_data.faults(folder)}
    assert 'perhaps "á"' in faults["damaged-letter"]


def test_a_name_of_thousands_of_letters_is_a_fault(tmp_path: Path) -> None:
    """A name that no table can hold is refused before a report fails on it."""
    folder = broken_data.copy(tmp_path)
    broken_data.cell("sources.csv", 2, publisher="Báo " * 1000 + "x")(folder)
    assert [fault.code for fault in broken_data.faults(folder)] == ["too-many-letters"]


@pytest.mark.parametrize("cell", ["=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0", "-1+1", '=HYPERLINK("x")'])
def test_what_a_spreadsheet_would_run_is_a_fault(cell: str, tmp_path: Path) -> None:
    """No cell that we copy into a CSV or a workbook can begin a formula: the data have none."""
    folder = broken_data.copy(tmp_path)
    broken_data.cell("sources.csv", 2, publisher=cell)(folder)
    assert [fault.code for fault in broken_data.faults(folder)] == ["formula"]


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_no_file_to_take_along_holds_a_formula(data: Dataset, lang: str) -> None:
    """Nor do the words that we put beside the figures, in any CSV of a report and beside it."""
    reports = (
        ProvinceReport(data, "tra-vinh", 2023, "bloc", lang=lang),
        ComparisonReport(data, 2022, "bloc", lang=lang),
    )
    cells = []
    for report in reports:
        html = render_sections([section.to_json() for section in report.sections()], stamp=report.stamp)
        for content in re.findall('href="data:text/csv[^,]*,([^"]*)"', html):
            for row in csv.reader(io.StringIO(unquote(content).removeprefix("\ufeff"))):
                cells += row
    assert len(cells) > 100
    assert [cell for cell in cells if is_formula(cell)] == []


def test_words_of_ours_that_begin_like_a_formula_are_marked_as_text() -> None:
    """A CSV that a page carries shows a dash as a dash; a signed number stays a number."""
    made = as_csv("x.csv", ["- cột"], [["=1+1", "-5", "- 5 đảng viên", -5]])
    assert made.content.splitlines()[1] == "'=1+1,-5,'- 5 đảng viên,-5"


@pytest.mark.parametrize("letters", ["义安省", "ឃ្មែរ"])
def test_other_scripts_are_no_fault(letters: str, tmp_path: Path) -> None:
    """A publisher may write in the script of its readers."""
    folder = broken_data.copy(tmp_path)
    broken_data.cell("sources.csv", 2, publisher=letters)(folder)
    assert isinstance(load(folder), Dataset)


def test_paper_says_where_letters_are_missing() -> None:
    """What the typefaces of the paper lack is left out visibly, and nothing else."""
    assert for_paper("Báo 义安省, số 1") == "Báo […], số 1"
    assert for_paper(SOUND[0]) == SOUND[0]

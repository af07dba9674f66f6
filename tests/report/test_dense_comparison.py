"""A comparison of 63 provinces with all that a thorough report prints: what fits, and what is cut."""

import io
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output
from playwright.sync_api import Browser
from pypdf import PdfReader

from analysis import ComparisonReport, Dataset, charts, load
from analysis.page.blocks import Figure, Table
from analysis.report.comparison import maps, tables
from analysis.report.comparison.tables import figures_csv
from analysis.run import render_pdf, render_sections
from paper import SMALLEST, smallest_type

pytestmark = pytest.mark.slow

GENERATOR = Path(__file__).parents[2] / "benchmarks" / "generator.py"


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """Synthetic figures of 63 provinces and two years, two dozen each."""
    folder = tmp_path_factory.mktemp("full")
    command = [sys.executable, str(GENERATOR), str(folder), "--years", "2"]
    subprocess.run(command, check=True, capture_output=True)
    return load(folder)


@pytest.fixture(scope="module")
def report(full: Dataset) -> ComparisonReport:
    """The comparison of the last year."""
    return ComparisonReport(full, 2024)


@pytest.fixture(scope="module")
def address(report: ComparisonReport, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its page as a file."""
    file = tmp_path_factory.mktemp("page") / "full.html"
    sections = [section.to_json() for section in report.sections()]
    file.write_text(render_sections(sections, stamp=report.stamp), encoding="utf-8")
    return file


def test_a_full_comparison_can_be_sent(address: Path, report: ComparisonReport) -> None:
    """63 provinces and two dozen figures stay below 600 KB, with every chart."""
    assert len(report.comparison.rows) > 1500
    assert address.stat().st_size < 600_000
    drawn = [block for section in report.sections() for block in section.blocks if isinstance(block, Figure)]
    assert {figure.id.partition("-")[0] for figure in drawn} == {"maps", "ranked", "changes", "funnels"}


@pytest.mark.browser
def test_everything_drawn_says_its_figures_under_the_pointer(browser: Browser, address: Path) -> None:
    """Each tile, grey slope and funnel point has its place and value; a row what is not printed in it."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(address.as_uri())
    said = page.evaluate(_UNDER_THE_POINTER)
    page.close()
    assert len(said["maps"]) == len(said["changes-allowed"]) == len(said["funnels"]) == 4 * 63
    assert all(any(letter.isdigit() for letter in words) for group in said.values() for words in group)
    (before,) = {name for name, words in said.items() if any("2023: " in each for each in words)}
    assert before.startswith("ranked-fy-org_rating")
    assert sum("khoảng 95%: " in each for name, words in said.items() for each in words) > 150


_UNDER_THE_POINTER = """() => {
  const said = {};
  for (const spot of document.querySelectorAll("figure path:has(> title)")) {
    spot.scrollIntoView({ block: "center" });
    const { left, top, width, height } = spot.getBoundingClientRect();
    const [x, y] = [left + 0.97 * width, top + height / 2];
    const words = document.elementFromPoint(x, y)?.closest("path:has(> title)")?.textContent;
    const covered = spot.closest("#changes-allowed, #funnels");  // where lines cross, one of them speaks
    if (covered || words === spot.textContent)
      (said[spot.closest("figure").id] ??= []).push(spot.textContent);
  }
  return said;
}"""


def test_a_full_comparison_fits_eight_sheets(report: ComparisonReport) -> None:
    """On paper it is no longer than eight sheets, and no word is smaller than 7 points."""
    shown = [new_output("display_data", section._repr_mimebundle_()) for section in report.sections()]
    cells = [new_code_cell("", outputs=[output]) for output in shown]
    paper = PdfReader(io.BytesIO(render_pdf(new_notebook(cells=cells), stamp=report.stamp)))
    assert len(paper.pages) <= 8
    assert smallest_type(paper) >= SMALLEST


def test_only_the_spreadsheet_has_what_a_page_has_no_room_for(report: ComparisonReport) -> None:
    """Every figure one by one is in the report's data, and on no page."""
    blocks = [block for section in report.sections() for block in section.blocks]
    table = next(block for block in blocks if isinstance(block, Table) and block.id == "all-figures")
    assert table.in_file
    assert sum(len(group.rows) for group in table.groups) == len(report.comparison.rows)


def test_a_unit_stands_in_the_head_of_a_column(report: ComparisonReport) -> None:
    """No cell of a heat table has a sign of percent, be it of a share or of a rate; its head has one."""
    for table in tables.heat(report.comparison, report.words):
        cells = [cell for group in table.groups for row in group.rows for cell in row.cells]
        assert not any("%" in run.text for cell in cells for run in cell.runs)
        rates = [column.label for column in table.columns if "tỷ lệ trên số đảng viên" in column.label]
        assert all(label.endswith("(%)") for label in rates)
        assert len(table.note) == 0 or len(table.note[0].text) < 200


def test_sums_have_a_note_a_place(full: Dataset) -> None:
    """Hundreds of sums have one note for each merged place; how each was added up is in the page's CSV."""
    report = ComparisonReport(full, 2024, units="2025")
    sums = [row for row in report.comparison.rows if row["parts"]]
    assert len(sums) > 400
    assert len(report.notes) == len({row["province"] for row in sums})
    content = figures_csv(report.comparison).content
    assert all(row["formula"] in content for row in sums)
    for side, other in (("cao", "thấp"), ("thấp", "cao")):
        sides = {"sides": "above" if side == "cao" else "below", "above": "A", "below": "B"}
        said = report.words.text("c-outliers", label="x", **sides)
        assert f"về phía {side}" in said
        assert f"về phía {other}" not in said


def test_maps_have_every_place_once(report: ComparisonReport) -> None:
    """Four headline figures at most; every province has a tile, and fifths are about as large."""
    figure = maps.maps(report.comparison, report.words)
    assert figure is not None
    assert len(figure.panels) == maps.MOST_MAPS
    assert "Hoàng Sa" in figure.caption[0].text
    classes = charts.fifths({str(n): float(n) for n in range(63)})
    assert len(classes) == 63
    assert set(Counter(classes.values()).values()) == {12, 13}


@pytest.mark.browser
def test_the_table_sorts_across_regions_and_finds_a_place(address: Path, browser: Browser) -> None:
    """A head sorts all provinces at once, its third press brings the regions back; a name finds its row."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(address.as_uri())
    table = page.locator("#heat")
    names = "[...document.querySelectorAll('#heat tbody th[scope=row]')].map((head) => head.innerText)"
    before = page.evaluate(names)
    button = table.locator("thead th").nth(1).locator("button")
    button.click()
    first = table.locator("tbody").first.locator("tr:not(.group)")
    assert first.count() == 63
    shown = first.evaluate_all("rows => rows.map((row) => row.cells[1].innerText)")
    values = [float(value.replace(",", ".")) for value in shown if "/" not in value]
    assert values == sorted(values, reverse=True)
    button.click()
    button.click()
    assert page.evaluate(names) == before
    page.locator(".filter input").first.fill("da nang")
    assert list(table.locator("tbody th[scope=row]:visible").all_inner_texts())[:1] == ["Đà Nẵng"]
    page.close()

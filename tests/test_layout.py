"""Every kind of page at the widths of a desk, a tablet and a phone, with few figures and with all of them."""

import io
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

import sample_document
from analysis import ComparisonReport, Dataset, ProvinceReport, load
from analysis.batch.index import index_html
from analysis.report import PlacesReport
from analysis.run import render_pdf, render_sections
from analysis.run.jobs import Job
from conftest import HOUSE
from made_files import JOBS, put
from paper import SMALLEST, smallest_type
from test_pages import LEVELS, OPEN_ALL

pytestmark = pytest.mark.slow

Report = ProvinceReport | ComparisonReport | PlacesReport

WIDTHS = (1280, 1024, 768, 360)
SCHEMES = ("light", "dark")

MEKONG = "hau-giang,tra-vinh,ca-mau"

REAL: dict[str, Callable[[Dataset], Report]] = {
    "government": lambda data: ProvinceReport(data, "quang-ninh", 2022, "government"),
    "government-en": lambda data: ProvinceReport(data, "ca-mau", 2022, "government", lang="en"),
    "country": lambda data: ProvinceReport(data, "viet-nam", 2023),
    "panels": lambda data: ComparisonReport(data, 2022, "government"),
    "panels-en": lambda data: ComparisonReport(data, 2022, "government", lang="en"),
    "membership": lambda data: ComparisonReport(data, 2025, "province"),
    "nearest-years": lambda data: ComparisonReport(data, 2020, "province", "TERM", within=2),
    "places": lambda data: PlacesReport(data, MEKONG, 2019, 2023, "province"),
    "places-panels-en": lambda data: PlacesReport(data, MEKONG, 2019, 2023, "government", lang="en"),
}
FULL: dict[str, Callable[[Dataset], Report]] = {
    "full-province": lambda data: ProvinceReport(data, "tra-vinh", 2024, "bloc"),
    "full-comparison": lambda data: ComparisonReport(data, 2024, "bloc"),
    "full-comparison-2025": lambda data: ComparisonReport(data, 2024, "bloc", units="2025"),
    "full-comparison-en": lambda data: ComparisonReport(data, 2024, "bloc", lang="en"),
    "full-places": lambda data: PlacesReport(data, MEKONG, 2005, 2024, "bloc"),
}


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """Synthetic figures of 63 provinces and 20 years, two dozen each."""
    folder = tmp_path_factory.mktemp("full")
    generator = HOUSE / "benchmarks" / "generator.py"
    subprocess.run([sys.executable, str(generator), str(folder)], check=True, capture_output=True)
    return load(folder)


def _index(folder: Path, data: Dataset) -> str:
    """Write an index of many years, with all that a line may say."""
    many = [
        Job("province", place, year, "FY", body, "vi")
        for place in ("ba-ria-vung-tau", "ho-chi-minh")
        for body in ("bloc-enterprises", "province")
        for year in range(2005, 2025)
    ]
    chosen = Job("places", "", 2023, "FY", "bloc", "vi", since=2019, places=tuple(MEKONG.split(",")))
    nearest = Job("comparison", "", 2020, "TERM", "province", "vi", within=2)
    put(folder, [*JOBS, *many, chosen, nearest], endings=("html", "pdf", "docx", "xlsx", "ipynb", "csv"))
    return index_html(folder, data.catalog, release="2026.12")


@pytest.fixture
def page(request: pytest.FixtureRequest, browser: Browser, data: Dataset, tmp_path: Path) -> Iterator[Page]:
    """Open a page by its name, with everything unfolded."""
    name = request.param
    if name == "index":
        html = _index(tmp_path, data)
    else:
        report = REAL[name](data) if name in REAL else FULL[name](request.getfixturevalue("full"))
        sections = [section.to_json() for section in report.sections()]
        html = render_sections(sections, stamp=report.stamp)
    file = tmp_path / "page.html"
    file.write_text(html, encoding="utf-8")
    opened = browser.new_page()
    opened.goto(file.as_uri())
    opened.evaluate(OPEN_ALL)
    # What is out of sight is not laid out until somebody comes there: here somebody is everywhere.
    opened.evaluate(
        "for (const part of document.querySelectorAll('.place')) part.style.contentVisibility = 'visible'"
    )
    yield opened
    opened.close()


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize(("kind", "sheets"), [("province", 6), ("printed", 8), ("2025", 8)])
def test_all_that_there_can_be_fits_on_paper(full: Dataset, kind: str, sheets: int, lang: str) -> None:
    """Twenty years of two dozen figures are six sheets, 63 provinces eight, as are sums of 34.

    No type is below 7 points.
    """
    report: Report = (
        ProvinceReport(full, "tra-vinh", 2024, "bloc", lang=lang)
        if kind == "province"
        else ComparisonReport(full, 2024, "bloc", lang=lang, units=kind)
    )
    sections = report.sections()
    paper = PdfReader(io.BytesIO(render_pdf(sample_document.notebook(sections), stamp=report.stamp)))
    assert len(paper.pages) <= sheets
    assert smallest_type(paper) >= SMALLEST
    html = render_sections([section.to_json() for section in sections], stamp=report.stamp)
    assert len(html.encode()) < 600_000


# The others take minutes each in a browser: they run in `make torture`.
EVERYDAY = {"government", "panels", "places", "full-province", "index"}
PAGES = [
    pytest.param(name, marks=() if name in EVERYDAY else pytest.mark.long) for name in (*REAL, *FULL, "index")
]


@pytest.mark.browser
@pytest.mark.parametrize("page", PAGES, indirect=True)
def test_pages_hold_at_every_width(page: Page) -> None:
    """No row is higher than four lines, no cell has a word a line, nothing is cut, only marked tables scroll.

    No letter of a chart is below 9.8 px. In light and in dark, and no violation of WCAG 2.2 AA in either.
    """
    wrong: dict[tuple[str, object], object] = {}
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        for width in WIDTHS if scheme == SCHEMES[0] else WIDTHS[-1:]:  # colours move nothing
            page.set_viewport_size({"width": width, "height": 900})
            page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
            found = page.evaluate(_MEASURES)
            wrong |= {(what, f"{width} {scheme}"): each for what, each in found.items() if each}
        page.set_viewport_size({"width": WIDTHS[0], "height": 900})
        violations = Axe().run(page, options={"runOnly": LEVELS}).response["violations"]
        wrong |= {(each["id"], scheme): [node["html"] for node in each["nodes"]][:3] for each in violations}
    assert wrong == {}


@pytest.mark.browser
@pytest.mark.parametrize("page", ["nearest-years"], indirect=True)
def test_a_figure_is_a_line_on_a_phone(page: Page) -> None:
    """Where all figures stand, each is its name and its number side by side, not a card."""
    page.set_viewport_size({"width": 360, "height": 900})
    rows = page.locator("#all-figures tbody tr:not(.group)")
    heights = rows.evaluate_all("rows => rows.map((row) => row.getBoundingClientRect().height)")
    assert len(heights) > 60
    assert sum(heights) / len(heights) < 60


_MEASURES = r"""() => {
  const clipped = new Set([...document.querySelectorAll(".unseen, thead, caption")]
    .filter((one) => getComputedStyle(one).clipPath !== "none"));
  const seen = (one) => {
    for (let at = one; at; at = at.parentElement) if (clipped.has(at)) return false;
    return one.checkVisibility() && !one.closest("svg");
  };
  const all = (selector) => [...document.querySelectorAll(selector)].filter(seen);
  const said = (one) => `${one.tagName} ${one.className} ${one.innerText.trim().slice(0, 60)}`;
  const box = (one) => {
    const words = document.createRange();
    words.selectNodeContents(one);
    return words;
  };
  const wide = document.documentElement.clientWidth;
  const tall = all("tbody tr").filter((row) => [...row.cells].filter(seen).some((cell) =>
    box(cell).getBoundingClientRect().height > 4.5 * parseFloat(getComputedStyle(cell).lineHeight)));
  const shreds = all("tbody :is(td, th), dt, dd, li, main p, h2, h3, h4, summary, figcaption, caption")
    .filter((one) => one.innerText.trim().split(/\s+/).length > 3)
    .filter((one) => {
      const tops = [...box(one).getClientRects()].map((line) => line.bottom).sort((a, b) => a - b);
      const lines = tops.filter((top, n) => n === 0 || top - tops[n - 1] > 8); // a raised mark is no line
      return lines.length >= one.innerText.trim().split(/\s+/).length;
    });
  const spilt = all("main *").filter((one) => !one.closest(".scroll"))
    .filter((one) => one.getBoundingClientRect().right > wide + 1 || one.getBoundingClientRect().left < -1);
  const cut = all("main *").filter((one) => !one.matches(".scroll, select, input"))
    .filter((one) => getComputedStyle(one).overflowX !== "visible" && one.scrollWidth > one.clientWidth + 1);
  // A table that is wider than its place says so, and can be reached by the keyboard.
  const unmarked = all(".scroll").filter((one) => one.scrollWidth > one.clientWidth + 1)
    .filter((one) => !one.matches(".overflows[data-hint]") || one.tabIndex !== 0);
  const scale = (svg) => svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
  const tiny = [...document.querySelectorAll(".panel svg text")].filter((one) => one.checkVisibility())
    .filter((one) => parseFloat(getComputedStyle(one).fontSize) * scale(one.ownerSVGElement) < 9.75);
  return {
    sideways: document.documentElement.scrollWidth > wide ? [document.documentElement.scrollWidth] : [],
    tall: tall.map(said),
    shreds: shreds.map(said),
    spilt: spilt.map(said).slice(0, 5),
    cut: cut.map(said).slice(0, 5),
    unmarked: unmarked.map(said),
    tiny: tiny.map((one) => one.textContent).slice(0, 5),
  };
}"""

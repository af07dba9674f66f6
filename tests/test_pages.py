"""Real reports and the index as a reader meets them: in a browser, on a phone, in the dark, on paper."""

import html as entities
import io
import json
import re
import struct
import unicodedata
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Literal
from xml.etree import ElementTree

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, ConsoleMessage, Page, expect
from pypdf import PdfReader

import sample_document
from analysis import ComparisonReport, Dataset, ProvinceReport
from analysis.batch.index import index_html
from analysis.page.blocks import Figure
from analysis.run import render_pdf, render_sections
from analysis.run.jobs import Job
from made_files import JOBS, put
from paper import SMALLEST, smallest_type

Report = ProvinceReport | ComparisonReport

REPORTS: dict[str, Callable[[Dataset], Report]] = {
    "tra-vinh": lambda data: ProvinceReport(data, "tra-vinh", 2023, "bloc"),
    "tra-vinh-en": lambda data: ProvinceReport(data, "tra-vinh", 2023, "bloc", lang="en"),
    "hau-giang": lambda data: ProvinceReport(data, "hau-giang", 2023, "province", "Q1"),
    "ho-chi-minh": lambda data: ProvinceReport(data, "ho-chi-minh", 2020, "province"),
    "comparison-bloc": lambda data: ComparisonReport(data, 2023, "bloc"),
    "comparison-province": lambda data: ComparisonReport(data, 2023, "province"),
}
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPEN_ALL = "for (const part of document.querySelectorAll('details')) part.open = true"


class Made:
    """A report as page and paper; each is made once."""

    def __init__(self, report: Report) -> None:
        self.sections = report.sections()
        content = [section.to_json() for section in self.sections]
        self.html = render_sections(content, stamp=report.stamp)
        self.stamp = report.stamp

    def pdf(self) -> PdfReader:
        """Make the paper."""
        notebook = sample_document.notebook(self.sections)
        return PdfReader(io.BytesIO(render_pdf(notebook, stamp=self.stamp)))


@pytest.fixture(scope="module")
def make(data: Dataset) -> Callable[[str], Made]:
    """Give a report by its name."""
    made: dict[str, Made] = {}

    def one(name: str) -> Made:
        if name not in made:
            made[name] = Made(REPORTS[name](data))
        return made[name]

    return one


@pytest.fixture
def address(
    request: pytest.FixtureRequest, make: Callable[[str], Made], data: Dataset, tmp_path: Path
) -> str:
    """Put a report, or the index of a folder, into a file: what a mail attachment or a USB stick is."""
    file = tmp_path / "index.html"
    if request.param == "index":
        put(tmp_path)
        file.write_text(index_html(tmp_path, data.catalog), encoding="utf-8")
    else:
        file.write_text(make(request.param).html, encoding="utf-8")
    return file.as_uri()


every_page = pytest.mark.parametrize("address", [*REPORTS, "index"], indirect=True)
every_report = pytest.mark.parametrize("name", list(REPORTS))


def without(html: str, *tags: str) -> str:
    """HTML without some elements and what is in them."""
    for tag in tags:
        html = re.sub(rf"<{tag}\b.*?</{tag}>", "", html, flags=re.DOTALL)
    return html


def words(html: str) -> str:
    """What is read in a piece of HTML."""
    return unicodedata.normalize("NFC", entities.unescape(re.sub(r"<[^>]+>", "", html)))


def squeezed(text: str) -> str:
    """Words without white space, which breaks differently on paper."""
    return re.sub(r"\s+", "", text)


# --------------------------------------------------------------------------------------------- as files


def test_paper_keeps_rows_of_charts_whole(make: Callable[[str], Made]) -> None:
    """A long figure goes over the page only between two rows of charts, its caption with the first."""
    made = make("ho-chi-minh")
    figure = next(
        block
        for section in made.sections
        for block in section.blocks
        if isinstance(block, Figure) and block.id.startswith("over-time")
    )
    pages = [squeezed(unicodedata.normalize("NFC", page.extract_text())) for page in made.pdf().pages]

    def on(words: str) -> int:
        return next(number for number, text in enumerate(pages) if squeezed(words) in text)

    begun = on(figure.caption[0].text)
    # A table before the figure may bear the same names as its panels.
    pages[begun] = pages[begun].partition(squeezed(figure.caption[0].text))[2]
    heads = [
        next(n for n in range(begun, len(pages)) if squeezed(panel.title) in pages[n])
        for panel in figure.panels
    ]
    assert heads[0] == begun
    assert heads == sorted(heads)
    assert heads[0::2][: len(heads) // 2] == heads[1::2]


@every_report
def test_a_report_is_light_enough_for_mail(make: Callable[[str], Made], name: str) -> None:
    """One file of at most 400 KB, fonts and charts and all."""
    assert len(make(name).html.encode()) <= 400_000


@every_report
def test_every_chart_is_told_in_words_and_in_a_table(make: Callable[[str], Made], name: str) -> None:
    """A chart says what it shows to who cannot see it, and has its data below it."""
    html = make(name).html
    assert "No description has been provided" not in html
    for figure in re.findall(r"<figure\b.*?</figure>", html, flags=re.DOTALL):
        drawings = re.findall(r'<svg\b[^>]*role="img"[^>]*aria-label="([^"]*)"', figure)
        assert len(drawings) >= figure.count('class="panel"') >= 1
        assert all(len(alt.split()) >= 4 for alt in drawings)
        assert "<table" in figure[figure.index("<details>") :]
        assert re.search("<caption>.+?</caption>", figure)


@every_report
def test_paper_can_be_read(make: Callable[[str], Made], name: str) -> None:
    """Nothing on paper is set smaller than 7 points: no word in a chart, no mark of a source."""
    assert smallest_type(make(name).pdf()) >= SMALLEST


@every_report
def test_paper_says_what_the_page_says(make: Callable[[str], Made], name: str) -> None:
    """Every figure and every sentence of the page stands on paper, with its marks as they are typed."""
    made = make(name)
    pages = [body_text(page) for page in made.pdf().pages]
    assert all(unicodedata.is_normalized("NFC", page) for page in pages)
    printed = squeezed("".join(pages))
    read = without(made.html, "details", "sup")
    figures = {squeezed(words(found)) for found in re.findall(r"<data [^>]*>(.*?)</data>", read)}
    assert figures
    assert {figure for figure in figures if figure not in printed} == set()
    sentences = re.findall(r'<li id="[^"]*">(.*?)</li>', without(made.html, "details"), flags=re.DOTALL)
    mark = re.compile(r"<sup\b.*?</sup>|<a .*?</a>", re.DOTALL)
    pieces = {squeezed(words(piece)) for sentence in sentences for piece in mark.split(sentence)}
    assert len(pieces) > 3
    assert {piece for piece in pieces if piece not in printed} == set()


def body_text(page: object) -> str:
    """Text of a page of paper without running head and foot, which would stand amid a sentence."""
    found: list[str] = []

    def keep(text: str, place: list[float], *_: object) -> None:
        if 40 < place[5] < 800 or not text.strip():
            found.append(text)

    page.extract_text(visitor_text=keep)  # type: ignore[attr-defined]
    return "".join(found)


# ------------------------------------------------------------------------------------------ in a browser


@pytest.mark.browser
@pytest.mark.slow
@every_page
class TestEveryPage:
    """What holds for every page that leaves the house."""

    @pytest.mark.parametrize("scheme", ["light", "dark"])
    def test_axe_has_nothing_to_say(
        self, browser: Browser, address: str, scheme: Literal["light", "dark"]
    ) -> None:
        """No violation of WCAG 2.2 AA, in either theme, with everything opened."""
        page = browser.new_page(color_scheme=scheme, viewport={"width": 1100, "height": 900})
        page.goto(address)
        page.evaluate(OPEN_ALL)
        found = Axe().run(page, options={"runOnly": LEVELS}).response["violations"]
        page.close()
        assert [(each["id"], [node["html"] for node in each["nodes"]][:3]) for each in found] == []

    def test_no_request_leaves_it(self, browser: Browser, address: str) -> None:
        """Opened without a network it is whole: no request, no error, our own font."""
        context = browser.new_context(offline=True)
        page = context.new_page()
        asked: list[str] = []
        said: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(address, wait_until="networkidle")
        page.evaluate(OPEN_ALL)
        font = "document.fonts.ready.then(() => document.fonts.check('16px \"Be Vietnam Pro\"', 'ữ'))"
        assert page.evaluate(font)
        context.close()
        assert [url for url in asked if not url.startswith("data:")] == [address]
        assert said == []

    def test_a_phone_never_scrolls_sideways(self, browser_page: Page, address: str) -> None:
        """At 360 px nothing is wider than the screen, whatever is opened."""
        browser_page.goto(address)
        browser_page.evaluate(OPEN_ALL)
        assert browser_page.evaluate("document.documentElement.scrollWidth") == 360

    def test_captions_stay_while_their_tables_scroll(self, browser_page: Page, address: str) -> None:
        """At 360 px the caption of a table lies within the screen, however far the table is scrolled."""
        browser_page.goto(address)
        browser_page.evaluate(OPEN_ALL)
        ends = browser_page.evaluate(
            """() => [...document.querySelectorAll(".scroll")].flatMap((region) => {
              region.scrollLeft = region.scrollWidth;
              return [...region.querySelectorAll("caption")].map((caption) => {
                const box = caption.getBoundingClientRect();
                return [box.left, box.right];
              });
            })"""
        )
        assert [end for end in ends if end[0] < 0 or end[1] > 360] == []

    def test_print_cuts_no_chart(self, browser: Browser, address: str) -> None:
        """Printed from the browser, each chart, tile and row of a table lies on one sheet."""
        page = browser.new_page()
        page.goto(address)
        # A mark at the top and one at the bottom of each: both must come out on the same sheet.
        marked = page.evaluate(
            """() => {
              const whole = ".panel, .tiles > div, .grid, figcaption, tbody tr";
              const parts = [...document.querySelectorAll(whole)].filter((part) => !part.closest("details"));
              const marked = (host, edge, text) => {
                const mark = document.createElement("span");
                mark.textContent = text;
                mark.style.cssText = `position:absolute;left:0;${edge}:0;font-size:5px;line-height:1`;
                host.style.position = "relative";
                host.append(mark);
              };
              parts.forEach((part, n) => {
                const cells = part.querySelectorAll("th, td");
                marked(cells[0] ?? part, "top", `[${n}a]`);
                marked(cells[cells.length - 1] ?? part, "bottom", `[${n}z]`);
              });
              return parts.length;
            }"""
        )
        sheets = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
        page.close()
        on_sheet = {
            mark: number
            for number, sheet in enumerate(sheets)
            for mark in re.findall(r"\[(\d+[az])\]", sheet.extract_text())
        }
        assert len(on_sheet) == 2 * marked
        assert [n for n in range(marked) if on_sheet[f"{n}a"] != on_sheet[f"{n}z"]] == []


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("address", ["comparison-bloc", "comparison-province"], indirect=True)
def test_the_heat_table_sorts(browser: Browser, address: str) -> None:
    """A press on a heading of numbers puts the largest first, and what has no figure last."""
    page = browser.new_page(viewport={"width": 1100, "height": 900})
    page.goto(address)
    tables = page.locator("table:has(th[data-sort=number])")
    assert tables.count() > 0
    table = tables.first
    head = table.locator("thead th[data-sort=number]").first
    head.locator("button").press("Enter")
    assert head.get_attribute("aria-sort") == "descending"
    values = table.evaluate(
        """(table, column) => [...table.tBodies[0].rows]
             .filter((row) => !row.classList.contains("group"))
             .map((row) => row.cells[column].dataset.value
               ?? row.cells[column].textContent.replace(/\\./g, "").replace(",", "."))
             .map(parseFloat)""",
        head.evaluate("head => head.cellIndex"),
    )
    page.close()
    known = [value for value in values if value == value]
    assert values[: len(known)] == sorted(known, reverse=True)


def _note(complaints: list[str], message: ConsoleMessage) -> None:
    complaints.append(message.text)


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("address", ["tra-vinh"], indirect=True)
def test_charts_can_be_taken_along(browser: Browser, address: str, tmp_path: Path) -> None:
    """Two buttons a chart give it as SVG and PNG, offline, with its typeface, in the colours of paper."""
    taken: dict[str, dict[str, bytes]] = {}
    for scheme in ("light", "dark"):
        context = browser.new_context(color_scheme=scheme, offline=True)
        page = context.new_page()
        complaints: list[str] = []
        page.on("console", partial(_note, complaints))
        page.goto(address)
        assert page.locator(".take").count() == page.locator("figure .panel").count() > 0
        taken[scheme] = {}
        for kind in ("SVG", "PNG"):
            with page.expect_download() as download:
                page.locator(".take").first.get_by_role("button", name=kind).click()
            assert download.value.suggested_filename.startswith("province-tra-vinh-2023-FY-bloc.vi-")
            download.value.save_as(tmp_path / kind)
            taken[scheme][kind] = (tmp_path / kind).read_bytes()
        assert complaints == []
        context.close()
    assert taken["light"] == taken["dark"]
    drawing = ElementTree.fromstring(taken["light"]["SVG"])
    assert b"font/woff2" in taken["light"]["SVG"]
    assert b"var(" not in taken["light"]["SVG"]
    width, height = struct.unpack(">II", taken["light"]["PNG"][16:24])
    assert (width, height) == (
        round(3 * float(drawing.attrib["width"])),
        round(3 * float(drawing.attrib["height"])),
    )


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("address", ["index"], indirect=True)
class TestIndex:
    """Search, filters and keyboard of the index."""

    @pytest.fixture
    def index(self, browser: Browser, address: str) -> Iterator[Page]:
        """Open the index."""
        page = browser.new_page(viewport={"width": 1100, "height": 900})
        page.goto(address)
        yield page
        page.close()

    def count(self, page: Page) -> int:
        """Reports in sight."""
        return page.locator(".years a:visible").count()

    def test_it_begins_with_everything(self, index: Page) -> None:
        """All reports are in sight, and counted."""
        assert self.count(index) == len(JOBS)
        assert index.locator("output").inner_text() == f"{len(JOBS)} trên {len(JOBS)} báo cáo"
        assert index.get_by_role("button").count() == 0

    @pytest.mark.parametrize(
        ("typed", "provinces", "number"),
        [
            ("tra vinh", {"tra-vinh"}, 3),
            ("Trà Vinh", {"tra-vinh"}, 3),
            ("tra vinh 2024", {"tra-vinh"}, 1),
            ("TRA-VINH tieng anh", {"tra-vinh"}, 1),
            ("dak", {"dak-lak"}, 1),
            ("đắk lắk", {"dak-lak"}, 1),
            ("dien", {"dien-bien"}, 1),
            ("nam dinh", {"nam-dinh"}, 1),
            ("quy i", {"hau-giang"}, 1),
            ("english", {"tra-vinh"}, 1),
            ("tay nguyen", {"", "dak-lak"}, 2),
        ],
    )
    def test_search_ignores_marks(self, index: Page, typed: str, provinces: set[str], number: int) -> None:
        """Words find their reports with or without marks, in any case, by their beginnings."""
        index.get_by_role("searchbox").fill(typed)
        found = index.locator(".place:visible").evaluate_all(
            "places => places.map((place) => place.dataset.province ?? '')"
        )
        assert set(found) == provinces
        assert self.count(index) == number
        assert index.locator("output").inner_text().startswith(f"{number} trên ")

    @pytest.mark.parametrize(
        ("label", "option", "number"),
        [
            ("Loại báo cáo", "So sánh các địa phương", 2),
            ("Vùng", "Tây Nguyên", 2),
            ("Địa phương", "Trà Vinh", 3),
            ("Năm", "2020", 3),
            ("Đảng bộ", "Đảng bộ Khối", 4),
            ("Ngôn ngữ", "Tiếng Anh", 1),
        ],
    )
    def test_filters(self, index: Page, label: str, option: str, number: int) -> None:
        """Each filter leaves its reports, and says how many."""
        index.get_by_label(label, exact=True).select_option(label=option)
        assert self.count(index) == number
        assert index.locator("output").inner_text().startswith(f"{number} trên ")

    def test_filters_and_search_add_up_and_are_cleared(self, index: Page) -> None:
        """What fits one but not the other is out of sight; one button brings all back."""
        index.get_by_label("Năm", exact=True).select_option("2023")
        index.get_by_role("searchbox").fill("tra vinh")
        assert self.count(index) == 2
        index.get_by_role("button", name="Xóa bộ lọc").click()
        expect(index.locator("form button[type=reset]")).to_be_hidden()
        assert self.count(index) == len(JOBS)
        assert index.evaluate("document.activeElement.id") == "find"

    def test_nothing_found_is_said(self, index: Page) -> None:
        """An empty list says that it is empty, and what to do."""
        index.get_by_role("searchbox").fill("xyz")
        assert self.count(index) == 0
        assert index.get_by_text("Không có báo cáo nào phù hợp").is_visible()
        assert not index.locator("#reports").is_visible()
        assert index.get_by_role("status").inner_text().startswith("0 trên ")

    def test_the_keyboard_is_enough(self, index: Page) -> None:
        """Tab goes past the link to the content into search, filters and reports; Enter opens one."""
        index.keyboard.press("Tab")
        assert index.evaluate("document.activeElement.className") == "skip"
        index.keyboard.press("Tab")
        assert index.evaluate("document.activeElement.id") == "find"
        index.keyboard.type("hau giang")
        index.keyboard.press("Enter")
        assert self.count(index) == 1
        for _ in range(6):
            index.keyboard.press("Tab")
            assert index.evaluate("document.activeElement.tagName") == "SELECT"
        index.keyboard.press("Tab")
        assert index.evaluate("document.activeElement.tagName") == "SUMMARY"
        index.keyboard.press("Tab")
        assert index.evaluate("document.activeElement.type") == "reset"
        index.keyboard.press("Tab")
        index.keyboard.press("Enter")
        index.wait_for_url("**/province/hau-giang/2023-Q1-province.vi.html")

    def test_coming_back_finds_it_as_it_was(self, index: Page) -> None:
        """After a look into a report, what the fields say is what the list shows."""
        index.get_by_role("searchbox").fill("nam dinh")
        index.locator(".years a:visible").click()
        index.go_back(wait_until="load")
        typed = index.get_by_role("searchbox").input_value()
        expect(index.locator(".years a:visible")).to_have_count(1 if typed else len(JOBS))

    def test_without_its_script_it_is_a_list(self, browser: Browser, address: str) -> None:
        """No script, no form; but every report."""
        context = browser.new_context(java_script_enabled=False)
        page = context.new_page()
        page.goto(address)
        assert not page.locator("form").is_visible()
        assert page.locator(".years a:visible").count() == len(JOBS)
        context.close()


@pytest.mark.browser
@pytest.mark.slow
def test_the_sentence_is_of_the_newest_year_in_sight(browser: Browser, data: Dataset, tmp_path: Path) -> None:
    """Below a line stands what its newest report found; a filter by year tells of that year."""
    jobs = [Job("province", "tra-vinh", year, "FY", "bloc", "vi") for year in (2021, 2022, 2023)]
    put(tmp_path, jobs)
    for job in jobs[:2]:
        path = tmp_path / f"{job.stamp}.json"
        sidecar = json.loads(path.read_text("utf-8"))
        path.write_text(json.dumps(sidecar | {"finding": f"Tăng {job.year - 2000}."}), encoding="utf-8")
    file = tmp_path / "index.html"
    file.write_text(index_html(tmp_path, data.catalog), encoding="utf-8")
    page = browser.new_page()
    page.goto(file.as_uri())
    told = [page.locator("summary").inner_text()]
    for year in ("2021", "2023", ""):
        page.get_by_label("Năm", exact=True).select_option(year)
        told.append(page.locator("summary").inner_text())
    page.close()
    assert told == ["2022 Tăng 22.", "2021 Tăng 21.", "Các tệp và ngày lập", "2022 Tăng 22."]

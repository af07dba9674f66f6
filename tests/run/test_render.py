"""The page and the paper that a notebook becomes."""

import io
import json
import multiprocessing
import re
import unicodedata
import warnings
from html.parser import HTMLParser
from itertools import pairwise
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Literal

import nbformat
import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from nbconvert.exporters import get_exporter
from nbformat.v4 import new_output
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

import sample_document as sample
from analysis.errors import RenderError
from analysis.letters import for_paper
from analysis.page.blocks import MIME_TYPE, Panel
from analysis.page.markup import paper_svg
from analysis.page.style import COLOURS, DARK_COLOURS, FONT_FAMILY
from analysis.run.render import PageExporter, PaperExporter, render_html, render_pdf

VOID = {"meta", "link", "br", "hr", "img", "input"}


class Tags(HTMLParser):
    """Every start tag with its attributes, and whether each was closed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a start tag."""
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag that closes itself, as SVG has."""
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        """Close what was opened last."""
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag

    def named(self, *names: str) -> list[dict[str, str]]:
        """Attributes of every tag of these names."""
        return [attributes for tag, attributes in self.tags if tag in names]


@pytest.fixture(scope="module")
def notebook() -> nbformat.NotebookNode:
    """Run the sample notebook."""
    return sample.notebook()


@pytest.fixture(scope="module")
def html(notebook: nbformat.NotebookNode) -> str:
    """Make the sample page."""
    return render_html(notebook, stamp=sample.STAMP)


@pytest.fixture(scope="module")
def tags(html: str) -> Tags:
    """Read the sample page."""
    return Tags(html)


@pytest.fixture(scope="module")
def pdf(notebook: nbformat.NotebookNode) -> bytes:
    """Make the sample paper."""
    return render_pdf(notebook, stamp=sample.STAMP)


@pytest.fixture(scope="module")
def paper(pdf: bytes) -> PdfReader:
    """Read the sample paper."""
    return PdfReader(io.BytesIO(pdf))


def found(value: Any, key: str) -> set[str]:
    """Every value of a key, anywhere in JSON."""
    if isinstance(value, dict):
        return {value[key]} | found([*value.values()], key) if key in value else found([*value.values()], key)
    return set().union(*(found(item, key) for item in value)) if isinstance(value, list) else set()


def squeezed(words: str) -> str:
    """Words without white space, which breaks differently on paper."""
    return re.sub(r"\s+", "", words)


# ------------------------------------------------------------------------------------------- refusals


@pytest.mark.parametrize("render", [render_html, render_pdf])
class TestRefusals:
    """What neither page nor paper is made from."""

    def test_another_report(self, render: Any) -> None:
        """A section of another report never leaks in."""
        parts = [*sample.sections(), sample.indicators("province/noi-khac/2022-FY-bloc.vi")]
        with pytest.raises(RenderError, match="noi-khac"):
            render(sample.notebook(parts), stamp=sample.STAMP)

    def test_not_the_report_that_was_asked_for(self, render: Any, notebook: nbformat.NotebookNode) -> None:
        """A whole notebook of another report is refused, too."""
        with pytest.raises(RenderError, match="noi-khac"):
            render(notebook, stamp="province/noi-khac/2022-FY-bloc.vi")

    def test_no_section(self, render: Any) -> None:
        """A notebook that was not run is refused."""
        with pytest.raises(RenderError, match="no section"):
            render(sample.notebook([]), stamp=sample.STAMP)

    def test_no_masthead(self, render: Any) -> None:
        """A notebook whose first cell is missing is refused."""
        with pytest.raises(RenderError, match="masthead"):
            render(sample.notebook([sample.indicators()]), stamp=sample.STAMP)

    def test_a_failed_cell(self, render: Any) -> None:
        """A notebook of which a cell failed is refused, with what failed."""
        broken = sample.notebook()
        broken.cells[1].outputs = [new_output("error", ename="KeyError", evalue="'x'", traceback=[])]
        with pytest.raises(RenderError, match=r"cell 2 .*KeyError"):
            render(broken, stamp=sample.STAMP)


@pytest.mark.parametrize(
    ("name", "kind"), [("doichieu_page", PageExporter), ("doichieu_paper", PaperExporter)]
)
def test_nbconvert_knows_the_exporters(
    name: str, kind: type, notebook: nbformat.NotebookNode, html: str, pdf: bytes
) -> None:
    """`jupyter nbconvert --to …` gives the same as the functions do, without being told a stamp."""
    exporter = get_exporter(name)
    assert exporter is kind
    output, resources = exporter().from_notebook_node(notebook)
    assert output in (html, pdf)
    assert resources["output_extension"] in (".html", ".pdf")


# ----------------------------------------------------------------------------------------------- page


def test_page_is_well_formed(tags: Tags) -> None:
    """Every tag is closed in its order, and no id stands twice."""
    assert tags.open == []
    ids = [attributes["id"] for _, attributes in tags.tags if "id" in attributes]
    assert len(ids) == len(set(ids))


def test_page_asks_nobody_for_anything(html: str, tags: Tags) -> None:
    """No script, style, font or picture comes from outside; only readers' links lead out."""
    assert not [attributes for attributes in tags.named("script") if "src" in attributes]
    assert all(attributes["href"].startswith("data:") for attributes in tags.named("link"))
    assert not tags.named("img", "iframe", "object", "embed")
    assert not re.search(r"url\((?!data:|#)|@import", html)


def test_page_links_lead_somewhere(tags: Tags) -> None:
    """Every link within the page has its goal: cites, notes, ways back, contents."""
    ids = {attributes["id"] for _, attributes in tags.tags if "id" in attributes}
    inner = {attributes["href"][1:] for attributes in tags.named("a") if attributes["href"].startswith("#")}
    assert {"source-1", "note-a", "cite-1", "mark-a", "content", "indicators"} <= inner <= ids


def test_page_says_its_language_and_title(html: str, tags: Tags) -> None:
    """The page names its language and what it is."""
    assert tags.named("html") == [{"lang": "vi"}]
    assert "<title>Tỉnh Mẫu, năm 2023: báo cáo so sánh (dữ liệu giả lập)</title>" in html


def test_page_headings_are_in_order(tags: Tags) -> None:
    """One first heading, and no level is left out on the way down."""
    levels = [int(tag[1]) for tag, _ in tags.tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_page_charts_say_what_they_show(html: str, tags: Tags) -> None:
    """Every drawing has its words, ours and not a converter's."""
    drawings = tags.named("svg")
    assert drawings
    assert all(drawing["role"] == "img" and drawing["aria-label"] for drawing in drawings)
    assert "Kết nạp tăng đều từ 171 năm 2021" in html
    assert "No description has been provided" not in html


def test_page_tables_have_captions_and_scopes(html: str, tags: Tags) -> None:
    """Every table has a caption, every heading cell words and a scope."""
    assert len(tags.named("table")) == len(tags.named("caption"))
    assert all(attributes.get("scope") in ("col", "row", "rowgroup") for attributes in tags.named("th"))
    assert not re.search(r"<th[^>]*>\s*</th>", html)


def test_page_colours_follow_the_theme(html: str) -> None:
    """A chart's colours are the theme's, with the printed colour as a fallback."""
    assert f"fill: var(--c-accent, {COLOURS['accent']})" in html
    assert set(COLOURS) == set(DARK_COLOURS)


def test_page_is_light_enough_for_mail(html: str) -> None:
    """The page, fonts and all, stays far below 400 KB."""
    assert len(html.encode()) < 200_000
    assert html.count("@font-face") == 3


def test_page_is_the_same_each_time(notebook: nbformat.NotebookNode, html: str) -> None:
    """The same notebook gives the same page."""
    assert render_html(notebook, stamp=sample.STAMP) == html


def test_page_and_paper_hold_the_same_figures(
    notebook: nbformat.NotebookNode, tags: Tags, html: str, paper: PdfReader
) -> None:
    """Every figure and every sentence of the sections stands in the page and on the paper."""
    content = [section.to_json() for section in sample.sections()]
    shown = {attributes["data-figure"] for attributes in tags.named("data")}
    assert shown == found(content, "figure")
    printed = squeezed("".join(page.extract_text() for page in paper.pages))
    page = squeezed(unicodedata.normalize("NFC", re.sub(r"<[^>]+>", "", html)))
    for sentence in sample.glance().blocks[1].to_json()["items"]:
        for run in sentence["runs"]:
            assert squeezed(run["text"]) in page
            assert squeezed(run["text"]) in printed


def test_a_panel_keeps_its_parts_to_itself(notebook: nbformat.NotebookNode, html: str) -> None:
    """The same chart twice on a page has its own ids each time."""
    assert len(sample.charts().blocks) == 2
    assert {"p1-", "p2-", "p3-"} <= set(re.findall(r'id="(p\d-)', html))


# ---------------------------------------------------------------------------------------------- paper


def test_paper_says_what_it_is(paper: PdfReader) -> None:
    """Language, title, author and keywords stand in the file."""
    assert str(paper.root_object["/Lang"]) == "vi"
    assert paper.metadata is not None
    assert paper.metadata.title == "Tỉnh Mẫu, năm 2023: báo cáo so sánh (dữ liệu giả lập)"
    assert paper.metadata.author == "Đối chiếu"
    assert "dữ liệu giả lập" in str(paper.metadata.keywords)


def test_paper_is_tagged_and_has_bookmarks(paper: PdfReader) -> None:
    """A reader by ear gets its structure, and a reader by eye the sections at the side."""
    assert "/StructTreeRoot" in paper.root_object
    titles = [str(item.title) for item in flattened(paper.outline)]
    assert titles[:2] == ["Tỉnh Mẫu, năm 2023", "Nhìn nhanh"]
    assert "Nguồn" in titles


def flattened(outline: list[Any]) -> list[Any]:
    """Bookmarks of all levels, in order."""
    return [leaf for item in outline for leaf in (flattened(item) if isinstance(item, list) else [item])]


def test_paper_text_keeps_its_marks(paper: PdfReader) -> None:
    """Vietnamese is found and copied from the paper as it was written."""
    words = "\n".join(page.extract_text() for page in paper.pages)
    assert unicodedata.is_normalized("NFC", words)
    for phrase in (
        "Đảng bộ Khối các cơ quan và doanh nghiệp tỉnh",
        "Hoàn thành tốt nhiệm vụ trở lên",
        "dữ liệu giả lập",
    ):
        assert phrase in words
    assert "Trang 2 trên" in words


def test_paper_carries_its_fonts(paper: PdfReader) -> None:
    """Every font is in the file, and all text is set in ours, the signs of the coverage grid among it."""
    fonts = {}
    for page in paper.pages:
        resources: Any = page["/Resources"]
        for font in resources.get_object().get("/Font", {}).values():
            face = font.get_object()["/DescendantFonts"][0].get_object()
            fonts[str(face["/BaseFont"])] = face["/FontDescriptor"].get_object()
    assert all(FONT_FAMILY.replace(" ", "") in name for name in fonts)
    assert all(any(key.startswith("/FontFile") for key in descriptor) for descriptor in fonts.values())


def test_paper_links_to_its_sources(paper: PdfReader) -> None:
    """The address of a source can be clicked, and so can a source's number."""
    actions = [
        note.get_object()["/A"] if "/A" in note.get_object() else note.get_object()
        for page in paper.pages
        for note in page.get("/Annots", [])
    ]
    assert any(str(action.get("/URI", "")).startswith("https://example.org/") for action in actions)
    assert any("/Dest" in action or action.get("/S") == "/GoTo" for action in actions)


def test_paper_is_the_same_each_time(notebook: nbformat.NotebookNode, pdf: bytes) -> None:
    """The same notebook gives the same bytes."""
    assert render_pdf(notebook, stamp=sample.STAMP) == pdf


def test_paper_never_runs_what_it_reads() -> None:
    """Markup of the typesetter in a text is printed as it stands."""
    hostile = sample.notebook()
    cell = json.loads(json.dumps(hostile.cells[0].outputs[0].data))
    cell["application/vnd.analysis.section+json"]["title"] = "#panic() $x$ *không đậm*"
    hostile.cells[0].outputs[0].data = nbformat.from_dict(cell)
    paper = PdfReader(io.BytesIO(render_pdf(hostile, stamp=sample.STAMP)))
    words = "".join(page.extract_text() for page in paper.pages)
    assert "#panic() $x$ *không đậm*" in words


def test_a_font_in_short_is_spelled_out_for_paper() -> None:
    """The `font` shorthand that older charts use becomes properties that the engine reads."""
    style = "font: 600 12px 'Be Vietnam Pro'"
    svg = f'<svg xmlns="http://www.w3.org/2000/svg"><text style="{style}">ữ</text></svg>'
    assert "font-weight: 600; font-size: 12px; font-family: 'Be Vietnam Pro'" in paper_svg(svg)
    assert Panel(svg=svg, alt="", width=1, height=1).to_json()["svg"] == svg


# ------------------------------------------------------------------------------------------ in a browser


def test_letters_that_the_typefaces_lack_are_left_out_of_the_paper_only() -> None:
    """The page shows them; the paper says […] where they stood, and sets other scripts where it can."""
    notebook = sample.notebook()
    section = notebook.cells[0].outputs[0].data[MIME_TYPE]
    section["title"] = "Báo 义安 ឃ្មែរ 2023"
    assert "Báo 义安 ឃ្មែរ 2023" in render_html(notebook, stamp=sample.STAMP)
    text = "".join(
        page.extract_text() for page in PdfReader(io.BytesIO(render_pdf(notebook, stamp=sample.STAMP))).pages
    )
    assert "Báo […]" in unicodedata.normalize("NFC", text)
    assert "ឃ" in text


def test_a_title_in_another_script_is_its_address_on_paper() -> None:
    """A link whose words the paper cannot set says where it leads instead, not […](PCI)[…]."""
    notebook = sample.notebook()
    section = notebook.cells[0].outputs[0].data[MIME_TYPE]
    section["lead"] = [{"text": "省级竞争力指数(PCI)", "href": "https://example.org/pci"}]
    paper = PdfReader(io.BytesIO(render_pdf(notebook, stamp=sample.STAMP)))
    text = "".join(page.extract_text() for page in paper.pages)
    assert "https://example.org/pci" in text
    assert "[…]" not in text


def test_no_word_of_a_title_stands_alone_on_paper() -> None:
    """The lines of a long title are of like length."""
    notebook = sample.notebook()
    masthead = notebook.cells[0].outputs[0].data[MIME_TYPE]["blocks"][0]
    masthead["title"] = "Provinces compared, periods ending in 2020"
    paper = PdfReader(io.BytesIO(render_pdf(notebook, stamp=sample.STAMP)))
    lines = paper.pages[0].extract_text().splitlines()
    assert "periods ending in 2020" in lines


def test_what_could_be_set_on_paper_can() -> None:
    """Every letter that is kept for paper has a shape in one of the typefaces."""
    letters = [chr(code) for code in range(0x20, 0xFB07)]
    fit = "".join(
        c
        for c in letters
        if for_paper(c) == c and unicodedata.category(c) not in ("Cc", "Cf", "Cn", "Cs", "Zl", "Zp")
    )
    assert len(fit) > 2500
    notebook = sample.notebook()
    notebook.cells[0].outputs[0].data[MIME_TYPE]["title"] = fit
    assert render_pdf(notebook, stamp=sample.STAMP).startswith(b"%PDF")


@pytest.mark.browser
@pytest.mark.slow
class TestInBrowser:
    """The page as a reader meets it."""

    @pytest.fixture
    def address(self, html: str, tmp_path: Path) -> str:
        """Put the page into a file, as a mail attachment is."""
        file = tmp_path / "report.html"
        file.write_text(html, encoding="utf-8")
        return file.as_uri()

    def test_a_phone_never_scrolls_sideways(self, browser_page: Page, address: str) -> None:
        """At 360 px nothing is wider than the screen, whatever is opened."""
        browser_page.goto(address)
        browser_page.evaluate("for (const d of document.querySelectorAll('details')) d.open = true")
        assert browser_page.evaluate("document.documentElement.scrollWidth") == 360

    def test_it_needs_no_network_and_makes_no_error(self, browser_page: Page, address: str) -> None:
        """Opening the page asks for the file alone and leaves the console empty."""
        asked: list[str] = []
        said: list[str] = []
        browser_page.on("request", lambda request: asked.append(request.url))
        browser_page.on("console", lambda message: said.append(message.text))
        browser_page.on("pageerror", lambda error: said.append(str(error)))
        browser_page.goto(address, wait_until="networkidle")
        assert [url for url in asked if not url.startswith("data:")] == [address]
        assert said == []

    def test_a_browser_runs_and_fetches_nothing_but_ours(
        self, browser_page: Page, html: str, tmp_path: Path
    ) -> None:
        """Whatever is put into a page, its policy keeps a browser from running, fetching or wearing it."""
        strange = (
            "<script>document.title = 'x'</script>"
            "<style>h1 { display: none }</style>"
            '<img src="https://elsewhere.example/x.png" onerror="document.title = \'x\'" alt="">'
            '<iframe src="https://elsewhere.example/"></iframe>'
            '<link rel="stylesheet" href="https://elsewhere.example/x.css">'
            '<p onclick="document.title = \'x\'" id="trap">x</p>'
        )
        file = tmp_path / "forged.html"
        file.write_text(html.replace("</main>", strange + "</main>"), encoding="utf-8")
        asked: list[str] = []
        refused: dict[str, str | None] = {}
        browser_page.on("request", lambda request: asked.append(request.url))
        browser_page.on("requestfailed", lambda request: refused.update({request.url: request.failure}))
        title = re.search("<title>(.*?)</title>", html)
        assert title
        browser_page.goto(file.as_uri())
        browser_page.locator("#trap").click()
        assert browser_page.title() == title[1]
        assert browser_page.locator("h1").first.is_visible()
        # Chromium tells of what it would have asked for; that it did not is the reason it gives.
        assert {refused.get(url) for url in asked if "elsewhere" in url} <= {"csp"}
        assert browser_page.locator("th button").count() > 0  # our own script has run

    def test_our_font_is_used(self, browser_page: Page, address: str) -> None:
        """The fonts in the page load and know Vietnamese."""
        browser_page.goto(address)
        assert browser_page.evaluate(
            f"document.fonts.ready.then(() => document.fonts.check('16px \"{FONT_FAMILY}\"', 'ữ'))"
        )

    @pytest.mark.parametrize("scheme", ["light", "dark"])
    def test_axe_has_nothing_to_say(
        self, browser: Browser, address: str, scheme: Literal["light", "dark"]
    ) -> None:
        """No violation of WCAG 2.2 AA, in either theme, with everything opened."""
        page = browser.new_page(color_scheme=scheme)
        page.goto(address)
        page.evaluate("for (const d of document.querySelectorAll('details')) d.open = true")
        levels = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
        results = Axe().run(page, options={"runOnly": levels})
        assert [violation["id"] for violation in results.response["violations"]] == []
        page.close()

    def test_tables_sort_by_key_and_by_keyboard(self, browser: Browser, address: str) -> None:
        """A heading sorts its column, says so, and leaves rows without a figure at the end."""
        page = browser.new_page(viewport={"width": 1000, "height": 800})
        page.goto(address)
        head = page.locator("#heat thead th").nth(1)
        order = "[...document.querySelectorAll('#heat tbody tr')].map(row => row.cells[1].dataset.value)"
        head.locator("button").press("Enter")
        assert head.get_attribute("aria-sort") == "descending"
        head.locator("button").press("Enter")
        assert head.get_attribute("aria-sort") == "ascending"
        values = [float(value) for value in page.evaluate(order)]
        assert values == sorted(values)
        assert page.locator("#heat thead th[aria-sort]").count() == 1
        page.close()


def test_paper_is_made_in_a_process_that_was_forked_from_one_that_made_some() -> None:
    """The threads that typeset are not there in it: it must neither hang nor make other bytes."""
    notebook = sample.notebook()
    ours = render_pdf(notebook, stamp=sample.STAMP)
    context = multiprocessing.get_context("fork")
    receiving, sending = context.Pipe(duplex=False)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of forking beside threads
        forked = context.Process(target=_send_paper, args=(sending, notebook))
        forked.start()
    try:
        assert receiving.poll(120), "it hangs"
        assert receiving.recv() == ours
    finally:
        forked.kill()
        forked.join()


def _send_paper(pipe: Connection, notebook: nbformat.NotebookNode) -> None:
    pipe.send(render_pdf(notebook, stamp=sample.STAMP))

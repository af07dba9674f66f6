"""The explore notebook: what is chosen is what is shown, in a kernel, and in a real JupyterLab."""

import json
import os
import re
import secrets
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import nbformat
import pytest
from nbclient import NotebookClient
from playwright.sync_api import Browser, Page, expect

import analysis
from analysis.compare.explain import explanation
from analysis.data.dataset import Dataset
from analysis.errors import RequestError
from analysis.locations import notebooks_folder
from analysis.page.language import Words
from analysis.report.explore import Explorer, comparison, passport_html
from analysis.run.lab import NOTEBOOK, open_lab

ADMITTED = "tra-vinh/bloc/2023/FY/actual/admissions/members"


@pytest.fixture
def data(small: Dataset) -> Dataset:
    """The project's own data, without the indices."""
    return small


@pytest.fixture
def explorer(data: Dataset, tmp_path: Path) -> Explorer:
    """An explorer on Trà Vinh 2023 that would put reports into a folder of the test."""
    return Explorer(data, output=tmp_path)


def html(part: Any) -> str:
    """What a part of the page shows."""
    (output,) = part.outputs
    return str(output["data"]["text/html"])


def cells() -> list[str]:
    """The code cells of the notebook."""
    notebook = json.loads((notebooks_folder() / NOTEBOOK).read_text("utf-8"))
    return ["".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code"]


# ------------------------------------------------------------------------------------------- the choice


def test_only_what_has_figures_is_offered(explorer: Explorer, data: Dataset) -> None:
    """Whatever is chosen, each control offers what there is for those before it, and no more."""
    held = {(row["province"], row["year"], row["body"], row["period"]) for row in data.coverage()}
    for province in ("hai-duong", "hau-giang", "ho-chi-minh", "tra-vinh"):
        explorer.province.value = province
        for _, year in explorer.year.options:
            explorer.year.value = year
            assert tuple(explorer.selected().values()) in held
            assert explorer.selected()["year"] == year


def test_a_choice_is_kept_where_it_still_fits(explorer: Explorer, data: Dataset) -> None:
    """Another province of the same year keeps year and body; one without that year takes another."""
    assert explorer.selected() == {"province": "tra-vinh", "year": 2023, "body": "bloc", "period": "FY"}
    explorer.province.value = "hau-giang"
    assert explorer.selected() == {"province": "hau-giang", "year": 2023, "body": "bloc", "period": "FY"}
    held = {(row["province"], row["year"]) for row in data.coverage()}
    without = next(province for province, _ in sorted(held) if (province, 2023) not in held)
    explorer.province.value = without
    assert (without, explorer.selected()["year"]) in held


def test_provinces_stand_in_vietnamese_order(explorer: Explorer) -> None:
    """Đ comes after D, and the country is not offered among the provinces."""
    names = [name for name, _ in explorer.province.options]
    assert names.index("Đồng Nai") > names.index("Cần Thơ")
    assert names.index("Đồng Nai") < names.index("Hà Nội")
    assert "Việt Nam" not in names


def test_the_parts_follow_the_choice(explorer: Explorer) -> None:
    """Table, charts and coverage show another province as soon as it is chosen."""
    parts = [explorer.table(), explorer.charts(), explorer.coverage()]
    before = [html(part) for part in parts]
    assert "<svg" in before[1]
    explorer.province.value = "hau-giang"
    after = [html(part) for part in parts]
    assert all(one != other for one, other in zip(before, after, strict=True))
    assert "Hậu Giang" in after[2]
    assert "tra-vinh/" not in after[0]


def test_chosen_indicators_alone_are_shown(explorer: Explorer) -> None:
    """One indicator chosen: the table has its figures and no others; none chosen: all of them."""
    everything = comparison(explorer.report())
    explorer.indicators.value = ["admissions"]
    chosen = comparison(explorer.report())
    assert set(chosen.index) == {figure for figure in everything.index if "/admissions/" in figure}
    assert 0 < len(chosen) < len(everything)
    explorer.indicators.value = []
    assert comparison(explorer.report()).equals(everything)


def test_the_page_speaks_both_languages(explorer: Explorer) -> None:
    """The controls, the table and the charts change to English, and the choice stays."""
    table, chosen = explorer.table(), explorer.selected()
    assert "Đảng viên mới kết nạp" in html(table)
    explorer.lang.value = "en"
    assert "New members admitted" in html(table)
    assert explorer.province.description == "Province"
    assert explorer.selected() == chosen


def test_the_table_is_that_of_the_library(explorer: Explorer, data: Dataset) -> None:
    """It holds every figure of the comparison table that a report shows, and asks nothing of the net."""
    table = analysis.table(data, "tra-vinh", 2023)
    shown = table[table["preferred"] != "no"]
    assert comparison(explorer.report()).index.tolist() == shown["id"].tolist()
    assert re.findall(r"""(?:src=|from)\s*["']?https?://""", html(explorer.table())) == []


def test_the_table_names_its_sources_and_shows_no_ids(explorer: Explorer) -> None:
    """A reader sees who printed a figure, not its code."""
    shown = html(explorer.table())
    assert ADMITTED not in shown
    assert "Nguồn" in shown


def test_several_places_stand_in_one_chart(tmp_path: Path) -> None:
    """Chosen places over a range of years are drawn together and saved as SVG, PNG and workbook."""
    explorer = Explorer(analysis.load(), output=tmp_path)
    explorer.body.value = "government"
    explorer.shown.value = "papi/total"
    part = explorer.side_by_side()
    explorer.places.value = ("can-tho", "ca-mau")
    explorer.years.value = (2021, 2024)
    shown = html(part.children[3])
    assert all(name in shown for name in ("Trà Vinh", "Cần Thơ", "Cà Mau", "2021", "2024"))
    assert "2020" not in shown
    files = explorer.save()
    assert [file.suffix for file in files] == [".svg", ".png", ".xlsx"]
    assert all(file.parent == tmp_path and file.stat().st_size > 1000 for file in files)
    first = files[2].read_bytes()
    assert explorer.save()[2].read_bytes() == first


# ------------------------------------------------------------------------------------------ the passport


def test_a_figure_clicked_or_named_shows_its_passport(explorer: Explorer) -> None:
    """The list shows the figures of the choice; any other can be named; a wrong name gets a hint."""
    part = explorer.passport()
    listed, named, told = part.children
    assert ADMITTED in [figure for _, figure in listed.options]
    listed.value = ADMITTED
    assert "209/150; 139,33%" in told.value
    assert "admissions.csv:" in told.value
    named.value = "hau-giang/bloc/2023/FY/actual/org_rating/excellent"
    assert "86 / 91.49% = 94; 17 / 94 = 18.09%" in told.value
    named.value = "hau-giang/bloc/2023/FY/actual/org_rating/excelent"
    assert "no figure has the id" in told.value
    assert "org_rating/excellent" in told.value
    explorer.province.value = "hau-giang"
    assert ADMITTED not in [figure for _, figure in listed.options]


def test_nothing_in_the_data_becomes_markup(data: Dataset) -> None:
    """A note with tags and a source with a script for its address are shown as text."""
    found = explanation(data, ADMITTED)
    found["note"] = "<script>alert(1)</script>"
    found["source"] |= {"url": "javascript:alert(1)", "title": "<b>bold</b>"}
    told = passport_html(found, Words("en"))
    assert "<script>" not in told
    assert "javascript:" not in told
    assert "&lt;b&gt;bold" in told


# -------------------------------------------------------------------------------------- the notebook itself


def test_cells_only_call_the_library() -> None:
    """One to three lines each, no definition and no arithmetic."""
    for cell in cells():
        assert 1 <= len([line for line in cell.splitlines() if line.strip()]) <= 3
        assert not re.search(r"\b(def|class|lambda|for|if)\b|[-+*/%]", cell), cell


def test_it_needs_jupyterlab_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the extra the command names what to install, and leaves nothing behind."""
    monkeypatch.setattr("analysis.run.lab.find_spec", lambda name: None if name == "itables" else object())
    with pytest.raises(RequestError, match="not installed: itables; run: pip install itables"):
        open_lab(tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_it_runs_from_top_to_bottom(tmp_path: Path) -> None:
    """In a kernel of its own every cell runs, shows something, and complains of nothing."""
    notebook = nbformat.read(notebooks_folder() / NOTEBOOK, as_version=4)
    client = NotebookClient(notebook, resources={"metadata": {"path": str(tmp_path)}}, timeout=120)
    with_outputs = client.execute()
    for cell in with_outputs.cells:
        if cell.cell_type == "code" and "explorer." in cell.source:
            assert cell.outputs, cell.source
        for output in cell.get("outputs", []):
            assert output.output_type in {"execute_result", "display_data"}, output


@pytest.mark.slow
def test_the_button_makes_the_report(explorer: Explorer, tmp_path: Path) -> None:
    """It runs the command and links to what that made; a failure is shown as the command says it."""
    part = explorer.make()
    button, told = part.children
    explorer.lang.value = "en"
    assert button.description == "Make this a report"
    button.click()
    assert "province/tra-vinh/2023-FY-bloc.en.html" in html(told)
    assert (tmp_path / "province" / "tra-vinh" / "2023-FY-bloc.en.pdf").is_file()
    explorer.output = tmp_path / "province" / "tra-vinh" / "2023-FY-bloc.en.pdf"
    button.click()
    assert "cannot write to" in html(told)


# ------------------------------------------------------------------------------------- in a real JupyterLab


class Lab(NamedTuple):
    """A JupyterLab that runs."""

    url: str
    token: str


@pytest.fixture
def lab(tmp_path: Path) -> Iterator[Lab]:
    """Start `analysis explore` on this machine alone, with a token and settings of its own."""
    token = secrets.token_hex(16)
    names = ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "HOME")
    places = {name: str(tmp_path / name.lower()) for name in names}
    options = ["--no-browser", "--ip=127.0.0.1", "--port=0", "--allow-root"]
    command = [sys.executable, "-m", "analysis", "explore", "--output", str(tmp_path / "reports"), *options]
    with (tmp_path / "log.txt").open("w") as log:
        server = subprocess.Popen(
            [*command, f"--IdentityProvider.token={token}"],
            env=os.environ | places,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        try:
            # Which port it has found is in a file that it writes when it listens.
            deadline = time.monotonic() + 90
            while not (found := list(Path(places["JUPYTER_RUNTIME_DIR"]).glob("jpserver-*.json"))):
                if server.poll() is not None or time.monotonic() > deadline:
                    pytest.fail((tmp_path / "log.txt").read_text())
                time.sleep(0.2)
            yield Lab(f"http://127.0.0.1:{json.loads(found[0].read_text('utf-8'))['port']}", token)
        finally:
            os.killpg(server.pid, 15)
            server.wait(20)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Open an empty page as wide as a desk's screen."""
    context = browser.new_context(viewport={"width": 1300, "height": 1000})
    yield context.new_page()
    context.close()


@pytest.mark.slow
@pytest.mark.browser
def test_a_reader_explores_in_jupyterlab(lab: Lab, page: Page) -> None:
    """Open, run all, choose another province: the chart is another; nothing is fetched from the net."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{lab.url}/lab/tree/{NOTEBOOK}?token={lab.token}")
    # Before its kernel is there, JupyterLab would ask which one to take.
    expect(page.get_by_text("Python 3 (ipykernel) | Idle")).to_be_visible(timeout=60_000)
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.locator(".lm-Menu-itemLabel", has_text=re.compile("^Run All Cells$")).click()

    chart = page.locator(".report-section svg").first
    expect(chart).to_be_visible(timeout=90_000)
    expect(page.locator("table.dataTable").first).to_contain_text("Đảng viên mới kết nạp", timeout=60_000)
    before = chart.inner_html()

    # What is out of sight JupyterLab takes out of the page.
    province = page.locator(".widget-dropdown select").first
    province.select_option("Hậu Giang")
    expect(page.locator("table.dataTable").first).to_contain_text("Báo Hậu Giang", timeout=60_000)
    expect(page.get_by_text("tra-vinh/bloc/2023/FY/actual/admissions/members")).to_have_count(0)
    another = "before => document.querySelector('.report-section svg').innerHTML !== before"
    page.wait_for_function(another, arg=before, timeout=30_000)

    page.locator(".widget-select select").last.select_option(index=0)
    expect(page.get_by_text(re.compile(r"\.csv:\d+")).first).to_be_visible(timeout=30_000)
    assert [url for url in asked if not url.startswith((lab.url, "data:", "blob:"))] == []

"""One report from start to end: what it leaves beside its pages."""

import csv
import io
import json
from pathlib import Path

import pytest

from analysis import Dataset
from analysis.batch import make, report_jobs
from analysis.data import figures_csv
from analysis.errors import RenderError
from analysis.run.maker import _vouched

FIGURE = "tra-vinh/bloc/2023/FY/actual/admissions/members"


def test_the_figures_of_a_report_lie_beside_it(data: Dataset) -> None:
    """Each has its row, as the data have it, with a name beside every code and the percentage as printed."""
    content = figures_csv(data, [FIGURE], "vi").decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(content))
    wanted = {
        "id": FIGURE,
        "province_name": "Trà Vinh",
        "category_name": "Đảng viên mới kết nạp",
        "count": "209",
        "percent": "139.33",
    }
    assert {name: row[name] for name in wanted} == wanted
    assert not row.keys() & {"note", "line", "percent_text", "value_text"}
    assert content.endswith("\r\n")


def test_names_beside_codes_follow_the_language(data: Dataset) -> None:
    """An English report has English names beside the same codes."""
    (row,) = csv.DictReader(io.StringIO(figures_csv(data, [FIGURE], "en").decode("utf-8-sig")))
    assert (row["body"], row["of_basis"]) == ("bloc", "plan")
    assert row["of_basis_name"].isascii()


def test_a_figure_that_the_data_lack_is_named(data: Dataset) -> None:
    """A notebook of one's own that shows another figure makes no report, and the message names the figure."""
    with pytest.raises(RenderError, match="no/such/figure"):
        _vouched([FIGURE, "no/such/figure"], data)


def test_a_page_is_not_lost_with_its_paper(
    data: Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the PDF fails the page is stored, and its sidecar lists no PDF: the next run tries again."""

    def fails(*_: object, **__: object) -> bytes:
        raise RenderError("no-pdf", why="no glyph")

    monkeypatch.setattr("analysis.run.render.render_pdf", fails)
    (job,) = report_jobs(data, 2023, province="tra-vinh", body="bloc", formats=("html", "pdf"))
    with pytest.raises(RenderError, match="no glyph; the page is there"):
        make(job, data, tmp_path)
    page = tmp_path / f"{job.stamp}.html"
    assert page.read_text("utf-8").startswith("<!DOCTYPE html>")
    assert not page.with_suffix(".pdf").exists()
    made = json.loads(page.with_suffix(".json").read_text("utf-8"))["files"]
    assert "html" in made
    assert "pdf" not in made

"""One report from start to end: what it leaves beside its pages."""

import json
from pathlib import Path

import pytest

from analysis import Dataset
from analysis.batch import make, report_jobs
from analysis.errors import RenderError
from analysis.run.maker import _figures_csv

FIGURE = "tra-vinh/bloc/2023/FY/actual/admissions/members"


def test_the_figures_of_a_report_lie_beside_it(data: Dataset) -> None:
    """Each has its row, as the data have it."""
    head, row, end = _figures_csv([FIGURE], data).decode("utf-8-sig").split("\r\n")
    assert dict(zip(head.split(","), row.split(","), strict=False))["id"] == FIGURE
    assert end == ""


def test_a_figure_that_the_data_lack_is_named(data: Dataset) -> None:
    """A notebook of one's own that shows another figure makes no report, and the message names the figure."""
    with pytest.raises(RenderError, match="no/such/figure"):
        _figures_csv([FIGURE, "no/such/figure"], data)


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

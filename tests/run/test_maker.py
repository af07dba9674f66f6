"""One report from start to end: what it leaves beside its pages."""

import csv
import io
import json
import os
import signal
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import nbformat
import psutil
import pytest

from analysis import Dataset
from analysis.batch import fingerprint, make, report_jobs
from analysis.batch.schedule import Plan, plan
from analysis.batch.workers import work_off
from analysis.compare import check, is_checked, rates
from analysis.data import figures_csv, load
from analysis.errors import NotebookError, RenderError
from analysis.run import cells
from analysis.run.jobs import Settings, request
from analysis.run.maker import Made, ReportMaker, _vouched, _worked_out_beside
from analysis.run.shell import Message
from broken_data import copy

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


def test_one_report_has_every_row_looked_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """For its key and for what the next run is told of the rows: with 20,000 rows that takes long."""
    looked: list[Dataset] = []

    class Noted(fingerprint.Fingerprints):
        def __init__(self, data: Dataset) -> None:
            looked.append(data)
            super().__init__(data)

    monkeypatch.setattr(fingerprint, "Fingerprints", Noted)
    data = load(copy(tmp_path / "data"))
    (job,) = report_jobs(data, 2023, province="tra-vinh", body="bloc", formats=("html",))
    made = make(job, data, tmp_path)
    assert made["html"].is_file()
    assert len(looked) == 1


# ------------------------------------------------------------------------------- one process for several


@pytest.fixture
def planned(tmp_path: Path) -> Iterator[Plan]:
    """Plan two reports that a batch would make."""
    yield plan([request({"provinces": "hau-giang,tra-vinh", "years": "2023", "to": "html"})], tmp_path)
    cells.end_kept()


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Keep the numbers of the processes that are started for cells."""
    pids: list[int] = []

    class Noted(cells.Cells):
        def __init__(self, **options: Any) -> None:
            super().__init__(**options)
            pids.append(self.pid)

    monkeypatch.setattr("analysis.run.maker.Cells", Noted)
    return pids


def with_cell(planned: Plan, source: str) -> ReportMaker:
    """Let the library's notebook have another cell."""
    ((name, content),) = planned.notebooks.items()
    notebook = nbformat.reads(content.decode(), as_version=4)
    notebook.cells.append(nbformat.v4.new_code_cell(source))
    return replace(planned.maker(Settings()), notebooks={name: nbformat.writes(notebook).encode()})


def test_reports_of_a_batch_share_a_process(planned: Plan, started: list[int]) -> None:
    """The second has the very bytes that it has in a process of its own."""
    maker = planned.maker(Settings())
    _, shared = [maker(task) for task in planned.due]
    assert len(started) == 1
    cells.end_kept()
    alone = maker(planned.due[1])
    assert len(started) == 2
    assert shared.contents == alone.contents


def test_a_report_finds_nothing_of_the_one_before(planned: Plan, started: list[int]) -> None:
    """No name, and no number of a cell."""
    maker = with_cell(planned, "assert 'left' not in globals(), left\nleft, _before = 1, In\nlen(In)")
    executed = [json.loads(maker(task).contents["ipynb"]) for task in planned.due]
    assert len(started) == 1
    last = [notebook["cells"][-1]["outputs"][-1]["data"]["text/plain"] for notebook in executed]
    assert last[0] == last[1]


def test_every_report_tells_what_it_warns_of(planned: Plan, started: list[int]) -> None:
    """Python tells a warning once in a process; who reads the second report is to see it, too."""
    told = (  # pytest listens to warnings, also in what is forked from it
        "import sys, warnings\n"
        "warnings.showwarning = lambda message, *_, **__: print(message, file=sys.stderr)\n"
        "warnings.warn('mind the base')"
    )
    maker = with_cell(planned, told)
    for task in planned.due:
        assert any("mind the base" in line for line in maker(task).warnings)
    assert len(started) == 2


def test_a_process_that_has_gone_is_replaced(planned: Plan, started: list[int]) -> None:
    """The system may end it between two reports, for want of memory."""
    maker = planned.maker(Settings())
    maker(planned.due[0])
    os.kill(started[0], signal.SIGKILL)
    assert maker(planned.due[1]).figures
    assert len(started) == 2


def test_what_fails_after_others_is_tried_alone(
    planned: Plan, started: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A report is to blame for what it does in a process of its own, not for what others left there."""
    before = cells.Cells.run

    def run(self: cells.Cells, source: str) -> Iterator[Message]:
        if self.notebooks:
            os.kill(self.pid, signal.SIGKILL)
        yield from before(self, source)

    monkeypatch.setattr(cells.Cells, "run", run)
    maker = planned.maker(Settings())
    assert all(maker(task).figures for task in planned.due)
    assert len(started) == 2


def test_a_report_that_fails_leaves_no_process(planned: Plan, started: list[int]) -> None:
    """What a failing cell has done to it nobody knows."""
    maker = with_cell(planned, "1 / 0")
    for task in planned.due:
        with pytest.raises(NotebookError, match="ZeroDivisionError"):
            maker(task)
    assert len(started) == 2
    assert cells.kept(()) is None


def test_a_process_is_replaced_after_some_reports(
    planned: Plan, started: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What reports leave in memory goes with it."""
    monkeypatch.setattr(cells, "_NOTEBOOKS_EACH", 2)
    maker = planned.maker(Settings())
    for task in (*planned.due, planned.due[0]):
        maker(task)
    assert len(started) == 2


def test_a_worker_ends_with_what_it_keeps(planned: Plan) -> None:
    """Nothing runs on when a batch is done."""
    before = set(psutil.Process().children(recursive=True))
    made = [
        result
        for found in work_off(planned.due, planned.maker(Settings()), 1)
        if found
        for result in found[1:]
    ]
    assert [type(result) for result in made] == [Made, Made]
    assert not set(psutil.Process().children(recursive=True)) - before


# ------------------------------------------------------------------------------------- made ready before


@pytest.mark.parametrize("fails", [False, True])
def test_what_disagrees_is_found_whoever_looks(
    fails: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another process finds what this one would; and this one, where that one finds nothing."""
    if fails:
        monkeypatch.setattr("analysis.run.maker._work_out", lambda *_: os._exit(1))
    data = load(copy(tmp_path))
    with _worked_out_beside(data):
        assert not is_checked(data)
    assert is_checked(data)
    found = check(data)
    assert found
    other = load(copy(tmp_path / "again"))
    assert found == check(other)
    assert rates(data)
    assert rates(data) == rates(other)

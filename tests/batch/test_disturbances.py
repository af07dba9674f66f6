"""What somebody else does to data and output while a batch runs, or has left there before."""

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest

from analysis.batch.entries import entries
from analysis.batch.runner import run
from analysis.batch.schedule import Plan, plan
from analysis.errors import MachineryError, RequestError
from analysis.run.cache import sidecar
from analysis.run.cells import can_fork
from analysis.run.jobs import Settings, request
from analysis.run.maker import Made, Task
from analysis.run.output import files_of, locked
from broken_data import copy

HOUSE = Path(__file__).parents[2]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Copy the project's figures into a folder that may be changed."""
    return copy(tmp_path)


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """Give an empty output folder."""
    (tmp_path / "reports").mkdir()
    return tmp_path / "reports"


def asked(**options: str) -> list[Any]:
    """Ask for a few reports."""
    return [request({"provinces": "tra-vinh", "years": "2022-2023", "to": "html", **options})]


def made(planned: Plan, task: Task) -> Made:
    """Make up what a worker would give back."""
    contents = {"html": b"<p>page</p>", "csv": b"a\n"}
    contents["json"] = sidecar(task.job, task.key, planned.program, contents, {"figures": [], "release": "1"})
    return Made(contents, 0, (), 0.1)


def quick(monkeypatch: pytest.MonkeyPatch, between: Any = lambda: None) -> None:
    """Let reports be made up at once; `between` happens after each."""

    def results(planned: Plan, *_: Any) -> Iterator[tuple[Task, Made]]:
        for task in planned.due:
            yield task, made(planned, task)
            between()

    monkeypatch.setattr("analysis.batch.runner._on_this_machine", results)


# ---------------------------------------------------------------------------------------------------- data


@pytest.mark.slow
@pytest.mark.parametrize("engine", ["warm", "kernel"])
@pytest.mark.parametrize("through", ["link", "dots"])
def test_an_edit_in_mid_run_changes_no_report(engine: str, through: str, folder: Path, output: Path) -> None:
    """What was checked when the batch was planned is what its reports show, in page and CSV alike."""
    (folder.parent / "link").symlink_to(folder)
    crooked = folder.parent / "link" if through == "link" else folder / ".." / "data"
    planned = plan(asked(years="2023"), output, crooked)
    planned.data()
    table = folder / "admissions.csv"
    table.write_text(table.read_text("utf-8").replace("209/150; 139,33%", "9/150; 6,00%"), "utf-8")
    contents = planned.maker(Settings(engine=engine))(planned.due[0]).contents
    page, figures = contents["html"].decode(), contents["csv"].decode("utf-8-sig")
    assert "139,33%" in page
    assert "209/150; 139,33%" in figures
    assert str(planned.snapshot.folder) not in page + contents["ipynb"].decode() + contents["json"].decode()


def test_the_next_run_sees_the_edit(folder: Path, output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reports of the state before count as that: what was edited meanwhile is due again."""
    quick(monkeypatch)
    with locked(output) as lock:
        planned = plan(asked(), output, folder, remember=True)
        table = folder / "admissions.csv"
        table.write_text(table.read_text("utf-8").replace("209/150", "209 / 150"), "utf-8")
        list(run(planned, lock))
    reasons = [task.reason for task in plan(asked(), output, folder).due]
    assert reasons
    assert all("data changed (tra-vinh/bloc/2023/FY/actual/" in reason for reason in reasons)


# -------------------------------------------------------------------------------------------------- output


def test_reports_that_vanish_in_mid_batch_are_told(
    folder: Path, output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was made but is not there at the end is no success; the manifest does not claim it."""
    quick(monkeypatch, lambda: shutil.rmtree(output / "province" / "tra-vinh", ignore_errors=True))
    with locked(output) as lock:
        planned = plan(asked(), output, folder)
        said = r"2 of 2 reports, such as province/tra-vinh/2022-FY-\w+\.vi, were removed while the batch ran"
        with pytest.raises(MachineryError, match=said):
            list(run(planned, lock))
    assert json.loads((output / "manifest.json").read_text("utf-8")) == {"reports": []}


def test_a_folder_that_vanishes_in_mid_batch_stays_away(
    folder: Path, output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who removes the folder gets neither half a folder nor a success."""
    quick(monkeypatch, lambda: shutil.rmtree(output, ignore_errors=True))
    with locked(output) as lock, pytest.raises(MachineryError, match=r"\.lock was removed"):
        list(run(plan(asked(), output, folder), lock))
    assert not output.exists()


@pytest.mark.parametrize(
    "memo",
    [
        "[]", "7", "{}", "[" * 99_999, '{"asked": ASKED, "rows": "../../x", "jobs": []}',
        '{"asked": ASKED, "rows": 7, "jobs": 7}', '{"asked": ASKED, "rows": ROWS, "jobs": [[7, 7]]}',
        '{"asked": ASKED, "rows": ROWS, "jobs": [[{"year": "x"}, "y"]]}',
    ],
)  # fmt: skip
def test_a_forged_memo_is_healed(
    memo: str, folder: Path, output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever lies in the place of what was remembered: the plan is the same, and no traceback."""
    quick(monkeypatch)
    with locked(output) as lock:
        first = plan(asked(), output, folder, remember=True)
        list(run(first, lock))
    known = json.loads((output / ".plan.json").read_text("utf-8"))
    for name in ("asked", "rows"):
        memo = memo.replace(name.upper(), json.dumps(known[name]))
    (output / ".plan.json").write_text(memo, "utf-8")
    with locked(output):
        assert plan(asked(), output, folder, remember=True).due == ()
    assert json.loads((output / ".plan.json").read_text("utf-8")) == known


def test_pipes_in_the_place_of_files_hold_nobody_up(
    folder: Path, output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A pipe in the place of sidecar, page, memo, manifest, fingerprints or lock is not waited for."""
    quick(monkeypatch)
    with locked(output) as lock:
        planned = plan(asked(), output, folder, remember=True)
        list(run(planned, lock))
    first, second = (files_of(output, task.job.stamp) for task in planned.tasks)
    rows = output / ".rows" / f"{planned.rows}.json.gz"
    records = [output / name for name in (".plan.json", ".files.json", "manifest.json", ".lock")]
    for path in (first["json"], second["html"], rows, *records):
        path.unlink(missing_ok=True)
        os.mkfifo(path)
    assert len(entries(output)) == 1
    with locked(output) as lock:
        planned = plan(asked(), output, folder, remember=True)
        assert [task.reason for task in planned.due] == ["missing output: json", "missing output: html"]
        list(run(planned, lock))
        assert plan(asked(), output, folder).due == ()
    assert len(entries(output)) == 2


def test_a_pipe_in_the_place_of_a_notebook_is_named(folder: Path, output: Path) -> None:
    """It is one clear line, at once."""
    os.mkfifo(folder / "own.ipynb")
    with pytest.raises(RequestError, match=r"cannot read .*own\.ipynb: it is a pipe"):
        plan(asked(notebook=str(folder / "own.ipynb")), output, folder)


@pytest.mark.slow
@pytest.mark.skipif(not can_fork(), reason="workers are forked")
def test_what_a_notebook_leaves_behind_ends_with_its_task() -> None:
    """A child in a session of its own, whose parent ended at once, is gone when the worker's task is done."""
    from analysis.batch.workers import work_off

    found = [item for item in work_off([1], _leave_behind, 1) if item is not None]
    (_, pid), *_ = found
    assert not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE


def _leave_behind(_: int) -> int:
    reader, writer = os.pipe()
    if not os.fork():
        os.setsid()
        if not (pid := os.fork()):
            os.execvp("sleep", ["sleep", "600"])
        os.write(writer, str(pid).encode())
        os._exit(0)
    os.wait()
    return int(os.read(reader, 20))

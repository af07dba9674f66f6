"""Notebooks run by the library: parameters checked, failures named, the same bytes each time."""

import hashlib
import json
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from analysis.errors import NotebookError, RequestError
from analysis.locations import data_folder, notebooks_folder
from analysis.run.cells import Cells
from analysis.run.execution import Notebook, check_parameters, execute
from real_reports import figures, sections_of

PROVINCE = Notebook.at(notebooks_folder() / "province_report.ipynb")


def notebook(folder: Path, *sources: str, parameters: str | None = "year = 2023") -> Notebook:
    """Write a small notebook."""
    made = [] if parameters is None else [new_code_cell(parameters, metadata={"tags": ["parameters"]})]
    made += [new_code_cell(source) for source in sources]
    spec = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    path = folder / "small.ipynb"
    nbformat.write(new_notebook(cells=made, metadata=spec), path)
    return Notebook.at(path)


class TestParameters:
    """Parameters are checked before a kernel starts."""

    def test_unknown(self) -> None:
        """A parameter that the notebook does not know is refused, with those it knows."""
        with pytest.raises(RequestError, match="has no parameter yaer; it knows ") as caught:
            check_parameters(PROVINCE, {"province": "tra-vinh", "yaer": 2023})
        for name in ("province", "year", "body", "period", "lang"):
            assert name in str(caught.value).partition("it knows")[2]

    def test_known(self) -> None:
        """All parameters of the report are known."""
        check_parameters(PROVINCE, {"province": "x", "year": 1, "body": "", "period": "FY", "lang": "vi"})

    def test_a_notebook_without_parameters(self, tmp_path: Path) -> None:
        """A notebook without a tagged cell would silently take none: it is refused."""
        with pytest.raises(RequestError, match="no cell tagged 'parameters'"):
            check_parameters(notebook(tmp_path, "1", parameters=None), {"year": 2023})

    def test_no_notebook(self, tmp_path: Path) -> None:
        """A notebook that is not there is named."""
        with pytest.raises(RequestError, match=r"no notebook at .*nothing\.ipynb"):
            Notebook.at(tmp_path / "nothing.ipynb")


@pytest.mark.slow
class TestExecution:
    """Notebooks that are run."""

    def test_a_failing_cell_is_named(self, tmp_path: Path) -> None:
        """A cell that raises is the notebook's failure, with its number, what it raised, and no more."""
        path = notebook(tmp_path, "print(year)", "1 / 0", "print('never')")
        with pytest.raises(NotebookError) as caught:
            execute(path, {"year": 2024})
        said = str(caught.value)
        assert "small.ipynb" in said
        assert "ZeroDivisionError: division by zero" in said
        assert "cell " in said
        assert "\n" not in said

    def test_leaving_is_a_failure_in_the_last_cell_too(self, tmp_path: Path) -> None:
        """A notebook whose last cell calls exit has failed there, and is kept as far as it ran."""
        with pytest.raises(NotebookError, match=r"cell \d: SystemExit: a cell called exit") as caught:
            execute(notebook(tmp_path, "import sys; sys.exit(0)"), {})
        assert caught.value.notebook is not None

    def test_a_long_word_is_printed_like_any_other(self, tmp_path: Path) -> None:
        """Three million letters without a space take no time to speak of, and stay as they are."""
        executed = execute(notebook(tmp_path, "print('x' * 3_000_000)"), {})
        assert executed.cells[-1].outputs[0].text == "x" * 3_000_000 + "\n"

    def test_parameters_arrive(self, tmp_path: Path) -> None:
        """The cells see the parameters given, and the data folder."""
        path = notebook(tmp_path, "import os; print(year, os.environ['ANALYSIS_DATA'])")
        executed = execute(path, {"year": 2024}, data=data_folder())
        printed = "".join(o.get("text", "") for c in executed.cells for o in c.get("outputs", []))
        assert printed.strip() == f"2024 {data_folder().resolve()}"

    def test_a_request_that_fails_inside(self) -> None:
        """A report of nothing fails in its own cell with the library's words."""
        with pytest.raises(NotebookError, match="no figures for Trà Vinh, 1999"):
            execute(PROVINCE, {"province": "tra-vinh", "year": 1999})

    def test_nothing_of_the_run_stays(self) -> None:
        """The executed notebook holds no times, paths or random names."""
        executed = execute(
            PROVINCE, {"province": "hau-giang", "year": 2023, "body": "province", "period": "Q1"}
        )
        text = nbformat.writes(executed)
        assert "papermill" not in executed.metadata
        assert "start_time" not in text
        assert str(Path.cwd()) not in text
        assert "hau-giang/province/2023/Q1/actual/discipline_members/total/all" in figures(
            sections_of(executed)
        )


@pytest.mark.slow
def test_one_command_makes_the_report(tmp_path: Path) -> None:
    """`analysis report` writes page, paper, notebook, figures and sidecar, the same each time."""
    made = []
    for name in ("first", "second"):
        command = [
            sys.executable,
            "-m",
            "analysis",
            "report",
            "tra-vinh",
            "2023",
            "--output",
            str(tmp_path / name),
        ]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr[-2000:]
        base = tmp_path / name / "province" / "tra-vinh" / "2023-FY-bloc.vi"
        files = {
            ending: base.with_name(f"{base.name}.{ending}")
            for ending in ("html", "pdf", "ipynb", "csv", "json")
        }
        assert {Path(line) for line in done.stdout.splitlines()} >= {files["html"], files["pdf"]}
        assert "Warning" not in done.stderr
        assert "Debugger" not in done.stderr
        assert all(file.stat().st_size > 1000 for file in files.values())
        assert {f.name for f in base.parent.iterdir()} == {file.name for file in files.values()}
        made.append({ending: file.read_bytes() for ending, file in files.items()})
    for ending in ("html", "pdf", "ipynb", "csv"):
        assert made[0][ending] == made[1][ending], ending
    html = made[0]["html"].decode()
    for said in ("209", "139,33%", "99,62%", "99,61%", "6.270"):
        assert said in html
    assert made[0]["pdf"].startswith(b"%PDF-")
    sidecar = json.loads(made[0]["json"])
    for ending, file in sidecar["files"].items():
        assert file == {"sha256": hashlib.sha256(made[0][ending]).hexdigest(), "bytes": len(made[0][ending])}
    assert made[0]["csv"].startswith(b"\xef\xbb\xbf")
    assert "tra-vinh/bloc/2023/FY/actual/admissions/members" in sidecar["figures"]


def test_what_is_made_ready_meanwhile_is_silent(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Where memory lacks for it, that is told where it is needed, and no thread prints a traceback."""

    def without_memory() -> None:
        raise ImportError("failed to map segment from shared object")

    execute(notebook(tmp_path, "print(1)"), {}, meanwhile=without_memory)
    assert "Traceback" not in capfd.readouterr().err


def test_ready_is_made_while_the_process_of_the_cells_starts(tmp_path: Path) -> None:
    """Neither waits for the other."""
    begun = tmp_path / "begun"

    def until_begun() -> None:
        while not begun.exists():
            time.sleep(0.01)

    with closing(Cells(start=until_begun)) as process:
        executed = execute(notebook(tmp_path, "print(1)"), {}, process=process, meanwhile=begun.touch)
    assert executed.cells[-1].outputs[0].text == "1\n"

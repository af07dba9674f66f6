"""The notebooks: bare in git, cells that only call the library, and runnable by anybody's papermill."""

import ast
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

from analysis.locations import notebooks_folder
from analysis.page.blocks import MIME_TYPE
from real_reports import sections_of

NOTEBOOKS = sorted(notebooks_folder().glob("*.ipynb"))
PROVINCE = notebooks_folder() / "province_report.ipynb"


def cells(path: Path) -> list[dict[str, Any]]:
    """Give the code cells of a notebook."""
    found = json.loads(path.read_text("utf-8"))["cells"]
    return [cell for cell in found if cell["cell_type"] == "code"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
class TestCells:
    """What stands in the cells."""

    def test_valid(self, path: Path) -> None:
        """The notebook is valid in its format."""
        nbformat.validate(nbformat.read(path, as_version=4))

    def test_bare(self, path: Path) -> None:
        """No outputs, no counts, no traces of a machine."""
        raw = json.loads(path.read_text("utf-8"))
        assert all(cell["outputs"] == [] and cell["execution_count"] is None for cell in cells(path))
        assert raw["metadata"]["kernelspec"]["name"] == "python3"
        assert raw["metadata"].keys() <= {"kernelspec", "language_info"}

    def test_short(self, path: Path) -> None:
        """A cell has one to three lines of code; only the parameters may have more."""
        for cell in cells(path):
            if "parameters" not in cell["metadata"].get("tags", []):
                lines = [line for line in "".join(cell["source"]).splitlines() if line.strip()]
                assert 1 <= len(lines) <= 3

    def test_no_work_in_cells(self, path: Path) -> None:
        """No definition, loop or arithmetic stands in a cell."""
        work = (
            *(ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda, ast.For, ast.While, ast.With),
            *(ast.BinOp, ast.AugAssign, ast.Try, ast.ListComp, ast.DictComp, ast.SetComp, ast.GeneratorExp),
        )
        for cell in cells(path):
            tree = ast.parse("".join(cell["source"]))
            assert not [node for node in ast.walk(tree) if isinstance(node, work)]

    def test_only_the_library_is_imported(self, path: Path) -> None:
        """A notebook imports the library and nothing else of weight."""
        for cell in cells(path):
            for node in ast.walk(ast.parse("".join(cell["source"]))):
                names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
                names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
                assert all(name.partition(".")[0] == "analysis" for name in names)


def test_parameters_of_the_province_report() -> None:
    """The province report takes province, year, body, period and language."""
    (parameters,) = [cell for cell in cells(PROVINCE) if "parameters" in cell["metadata"].get("tags", [])]
    names = [node.targets[0].id for node in ast.parse("".join(parameters["source"])).body]  # type: ignore[attr-defined]
    assert names == ["province", "year", "body", "period", "lang", "units"]


@pytest.mark.slow
def test_by_itself_in_a_kernel() -> None:
    """Run with its own parameters, as JupyterLab does, it shows the parts of Trà Vinh 2023."""
    notebook = nbformat.read(PROVINCE, as_version=4)
    NotebookClient(notebook, kernel_name="python3", timeout=120).execute()
    sections = sections_of(notebook)
    assert [section["id"] for section in sections] == [
        *("glance", "indicators", "structure", "others", "coverage")
    ]
    assert {section["stamp"] for section in sections} == {"province/tra-vinh/2023-FY-bloc.vi"}
    shown = [
        o["data"] for c in notebook.cells for o in c.get("outputs", []) if MIME_TYPE in o.get("data", {})
    ]
    assert all("text/html" in data and "text/plain" in data for data in shown)


@pytest.mark.slow
def test_with_the_plain_papermill_command(tmp_path: Path) -> None:
    """`papermill` runs it with parameters, from any folder, without our commands."""
    target = tmp_path / "out.ipynb"
    parameters = {"province": "hau-giang", "body": "province", "period": "Q1", "lang": "en"}
    options = [text for name, value in parameters.items() for text in ("-p", name, value)]
    options += ["-r", "year", "2023"]  # as text
    command = [sys.executable, "-m", "papermill", str(PROVINCE), str(target), *options, "--no-progress-bar"]
    environment = {name: value for name, value in os.environ.items() if name != "ANALYSIS_DATA"}
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 0, done.stderr[-2000:]
    sections = sections_of(nbformat.read(target, as_version=4))
    assert {section["stamp"] for section in sections} == {"province/hau-giang/2023-Q1-province.en"}
    assert [section["id"] for section in sections][:2] == ["glance", "indicators"]
    assert sections[-1]["id"] == "coverage"


@pytest.mark.slow
def test_the_gallery_answers_its_questions() -> None:
    """Every question of the gallery has an answer to look at, in the order of the notebook."""
    notebook = nbformat.read(notebooks_folder() / "gallery.ipynb", as_version=4)
    NotebookClient(notebook, kernel_name="python3", timeout=300).execute()
    answers = [cell for cell in notebook.cells if cell["cell_type"] == "code"][1:]
    shown = [{kind for o in cell["outputs"] for kind in o.get("data", {})} for cell in answers]
    assert len(answers) == 10
    assert all("text/html" in kinds or "image/svg+xml" in kinds for kinds in shown)
    assert sum("image/svg+xml" in kinds for kinds in shown) == 4

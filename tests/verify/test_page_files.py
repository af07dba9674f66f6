"""`verify` of what an office hands on: a PDF, a Word document, a workbook, with the sidecar beside it."""

import hashlib
import io
import json
import os
import shutil
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from analysis import Dataset
from analysis.batch import make, report_jobs
from analysis.errors import RequestError
from analysis.run import cache
from analysis.verify import page_files, verify_file


@pytest.fixture(scope="module")
def made(data: Dataset, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Make one report in every format, through its notebook."""
    (job,) = report_jobs(data, 2023, province="hau-giang", body="bloc", formats=["all"])
    return make(job, data, tmp_path_factory.mktemp("reports"))


@pytest.mark.slow
def test_every_file_of_a_report_can_be_checked(made: dict[str, Path], data: Dataset) -> None:
    """Whichever is at hand says the same as its page."""
    found = {ending: verify_file(made[ending], data) for ending in ("html", "pdf", "docx", "xlsx", "csv")}
    assert all(verdict == found["html"] for verdict in found.values())
    assert not found["html"].differences


def forged(path: Path) -> bytes:
    """Change a figure of a file of a report."""
    content = path.read_bytes()
    if path.suffix not in (".docx", ".xlsx"):
        return content.replace(b"675", b"975") if path.suffix == ".csv" else content + b"\n%"
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"675", b"975"))
    return out.getvalue()


@pytest.mark.slow
@pytest.mark.parametrize("ending", ["pdf", "docx", "xlsx", "csv"])
def test_a_forger_who_writes_the_sidecar_anew_is_found(
    made: dict[str, Path], data: Dataset, tmp_path: Path, ending: str
) -> None:
    """A digest can be made by anybody; what the notebook makes cannot be another thing."""
    for path in made.values():
        shutil.copy(path, tmp_path)
    path, sidecar = tmp_path / made[ending].name, tmp_path / made["json"].name
    content = forged(path)
    assert content != path.read_bytes()
    path.write_bytes(content)
    record = json.loads(sidecar.read_text("utf-8"))
    record["files"][ending] = {"sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}
    sidecar.write_text(json.dumps(record | {"seal": cache._seal(record)}), "utf-8")
    (difference,) = verify_file(path, data).differences
    assert (difference.kind, difference.place) == ("differs", path.name)
    assert path in page_files([tmp_path])


@pytest.mark.slow
@pytest.mark.parametrize("beside", ["json", "ipynb"])
@pytest.mark.parametrize("trap", ["a pipe", "nested without end", "a number"])
def test_what_is_no_record_is_named(
    made: dict[str, Path], data: Dataset, tmp_path: Path, beside: str, trap: str
) -> None:
    """A pipe is not waited for, and depth is no traceback."""
    for ending in ("docx", "json", "ipynb"):
        shutil.copy(made[ending], tmp_path)
    path = tmp_path / made[beside].name
    path.unlink()
    if trap == "a pipe":
        os.mkfifo(path)
    else:
        path.write_text("[" * 100_000 if trap == "nested without end" else "7")
    with pytest.raises(RequestError, match="not whole beside it"):
        verify_file(tmp_path / made["docx"].name, data)


@pytest.mark.slow
def test_a_file_of_another_version_cannot_be_told(
    made: dict[str, Path], data: Dataset, tmp_path: Path
) -> None:
    """Another program may have made it so, or a hand: it does not pass, and is not called forged."""
    for path in made.values():
        shutil.copy(path, tmp_path)
    path, sidecar = tmp_path / made["docx"].name, tmp_path / made["json"].name
    path.write_bytes(forged(path))
    record = json.loads(sidecar.read_text("utf-8"))
    record["files"]["docx"]["sha256"] = hashlib.sha256(path.read_bytes()).hexdigest()
    record["versions"]["matplotlib"] = "3.0"
    sidecar.write_text(json.dumps(record), "utf-8")
    assert [difference.kind for difference in verify_file(path, data).differences] == ["version"]


@pytest.mark.slow
def test_a_file_that_was_touched_is_told(made: dict[str, Path], data: Dataset) -> None:
    """One byte more, and it is not as it was made; alone, without its sidecar, it cannot be checked."""
    document = made["docx"]
    alone = document.with_name("alone.docx")
    alone.write_bytes(document.read_bytes())
    with pytest.raises(RequestError, match=r"alone\.json and alone\.ipynb"):
        verify_file(alone, data)
    document.write_bytes(document.read_bytes() + b"x")
    (difference,) = verify_file(document, data).differences
    assert (difference.kind, difference.place) == ("differs", document.name)


@pytest.mark.slow
@pytest.mark.parametrize("ending", ["pdf", "docx", "xlsx", "csv"])
def test_a_file_that_stands_alone_is_told_what_it_needs(
    made: dict[str, Path], data: Dataset, tmp_path: Path, ending: str
) -> None:
    """One line names the page to give, or what to put beside it; of a folder of papers, too."""
    path = Path(shutil.copy(made[ending], tmp_path))
    needed = "cannot be checked alone; give the HTML page of the same report, 2023-FY-bloc.vi.html, or put"
    with pytest.raises(RequestError, match=needed) as caught:
        verify_file(path, data)
    assert "\n" not in str(caught.value)
    with pytest.raises(RequestError, match="holds no report" if ending == "csv" else needed):
        page_files([tmp_path])


@pytest.mark.slow
def test_a_paper_of_other_figures_is_not_made_again(
    made: dict[str, Path], data: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    """That another data set made it is all that is told, and it takes no time."""
    monkeypatch.setattr("analysis.run.render.render_pdf", None)
    other = replace(data, name="others")
    assert [difference.kind for difference in verify_file(made["pdf"], other).differences] == ["foreign"]


def test_an_index_is_no_report(tmp_path: Path) -> None:
    """Named by itself, the list of an output folder is told for what it is."""
    (tmp_path / "manifest.json").write_text("{}", "utf-8")
    (tmp_path / "index.html").write_text("<html></html>", "utf-8")
    with pytest.raises(RequestError, match="analysis index"):
        page_files([tmp_path / "index.html"])

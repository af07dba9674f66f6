"""`verify` of what an office hands on: a PDF, a Word document, a workbook, with the sidecar beside it."""

from pathlib import Path

import pytest

from analysis import Dataset
from analysis.batch import make, report_jobs
from analysis.errors import RequestError
from analysis.verify import page_files, verify_file


@pytest.fixture(scope="module")
def made(data: Dataset, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Make one report in every format, through its notebook."""
    (job,) = report_jobs(data, 2023, province="hau-giang", body="bloc", formats=["all"])
    return make(job, data, tmp_path_factory.mktemp("reports"))


@pytest.mark.slow
def test_every_file_of_a_report_can_be_checked(made: dict[str, Path], data: Dataset) -> None:
    """Whichever is at hand says the same as its page."""
    found = {ending: verify_file(made[ending], data) for ending in ("html", "pdf", "docx", "xlsx")}
    assert all(verdict == found["html"] for verdict in found.values())
    assert not found["html"].differences


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


def test_of_a_folder_every_report_is_checked(tmp_path: Path) -> None:
    """By its page; where it was made as a document and on paper only, by these; strangers' files are none."""
    names = ("a.html", "a.pdf", "a.json", "b.docx", "b.pdf", "b.json", "letter.docx", "index.html")
    for name in names:
        (tmp_path / name).write_bytes(b"")
    assert [path.name for path in page_files([tmp_path])] == ["a.html", "b.docx", "b.pdf"]

"""What is to be made: checked before anything runs."""

from pathlib import Path
from typing import Any

import pytest

from analysis import Dataset, ProvinceReport
from analysis.batch.requests import report_jobs
from analysis.errors import RequestError
from analysis.run.output import writable


def test_a_job_knows_its_report(data: Dataset) -> None:
    """Stamp, notebook and parameters belong together, and the stamp is that of the sections."""
    (job,) = report_jobs(data, 2023, province="Trà Vinh")
    assert job.stamp == "province/tra-vinh/2023-FY-bloc.vi"
    assert job.notebook == "province_report.ipynb"
    assert job.parameters == {
        "province": "tra-vinh", "year": 2023, "body": "bloc", "period": "FY", "lang": "vi",
    }  # fmt: skip
    assert ProvinceReport(data, **job.parameters).stamp == job.stamp  # type: ignore[arg-type]


def test_a_job_a_language(data: Dataset) -> None:
    """Two languages are two jobs; formats keep their order and come once."""
    jobs = report_jobs(
        data, 2023, province="hau-giang", period="Q1", langs=("vi", "en"), formats=("pdf", "html")
    )
    assert [job.stamp for job in jobs] == [
        f"province/hau-giang/2023-Q1-province.{lang}" for lang in ("vi", "en")
    ]
    assert {job.formats for job in jobs} == {("html", "pdf")}
    assert len(report_jobs(data, 2023, province="hau-giang", langs=("vi", "vi"))) == 1


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"formats": ("odt",)}, "unknown format odt; use html, pdf, docx, xlsx"),
        ({"formats": ()}, "no format is named; use html"),
        ({"langs": ("fr",)}, "unknown language fr; use vi, en"),
        ({"langs": ()}, "no language is named; use vi"),
        ({"period": "Q9"}, "unknown period"),
        ({"body": "block"}, "unknown body"),
    ],
)
def test_every_parameter_is_checked(data: Dataset, wrong: dict[str, Any], said: str) -> None:
    """What is unknown is refused before a notebook is run."""
    with pytest.raises(RequestError) as caught:
        report_jobs(data, 2023, province="tra-vinh", **wrong)
    assert said in str(caught.value)


def test_jobs_are_values(data: Dataset) -> None:
    """Jobs are frozen, equal where they ask for the same, and sort."""
    first, second = report_jobs(data, 2023, province="tra-vinh", langs=("vi", "en"))
    assert first == report_jobs(data, 2023, province="tra-vinh", langs=("vi", "en"))[0]
    assert sorted([first, second]) == [second, first]
    with pytest.raises(AttributeError):
        first.year = 2024  # type: ignore[misc]


def test_a_folder_that_can_be_written(tmp_path: Path) -> None:
    """A folder is made with all above it, and nothing is left in it."""
    folder = writable(tmp_path / "a" / "b")
    assert folder.is_dir()
    assert list(folder.iterdir()) == []


def test_a_folder_that_cannot(tmp_path: Path) -> None:
    """A file where the folder should be is refused in one line that names it and the remedy."""
    (tmp_path / "taken").write_text("")
    for folder in (tmp_path / "taken", tmp_path / "taken" / "below"):
        with pytest.raises(RequestError, match="choose another with --output") as caught:
            writable(folder)
        assert str(folder) in str(caught.value)

"""What is to be made: frozen jobs, every parameter checked before anything runs."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from analysis.dataset import Dataset
from analysis.errors import RequestError
from analysis.language import Words
from analysis.scope import scope

FORMATS = ("html", "pdf")


@dataclass(frozen=True, order=True)
class Job:
    """One report to be made.

    Attributes
    ----------
    report : str
        Layout: ``province``.
    province : str
        Slug.
    year : int
    period, body : str
        Codes.
    lang : str
        ``vi`` or ``en``.
    formats : tuple of str
        Out of `FORMATS`.
    """

    report: str
    province: str
    year: int
    period: str
    body: str
    lang: str
    formats: tuple[str, ...] = FORMATS

    @property
    def stamp(self) -> str:
        """Path of the report below the output folder, without its ending; every section bears it."""
        return f"{self.report}/{self.province}/{self.year}-{self.period}-{self.body}.{self.lang}"

    @property
    def notebook(self) -> str:
        """Name of the notebook that makes it."""
        return f"{self.report}_report.ipynb"

    @property
    def parameters(self) -> dict[str, str | int]:
        """What the notebook is run with."""
        return {
            "province": self.province,
            "year": self.year,
            "body": self.body,
            "period": self.period,
            "lang": self.lang,
        }


def province_jobs(
    data: Dataset,
    province: str,
    year: int,
    *,
    body: str | None = None,
    period: str = "FY",
    langs: Sequence[str] = ("vi",),
    formats: Sequence[str] = FORMATS,
) -> list[Job]:
    """The province report of one year in each of the languages.

    Parameters
    ----------
    data : Dataset
    province : str
        Slug, name or code.
    year : int
    body : str, optional
        Without it, the body with most figures.
    period : str, optional
    langs : sequence of str, optional
    formats : sequence of str, optional

    Returns
    -------
    list of Job

    Raises
    ------
    RequestError
        If anything is unknown, or there is no figure to report.
    """
    unknown = [name for name in formats if name not in FORMATS]
    if unknown or not formats:
        raise RequestError(f"unknown format {', '.join(unknown) or '(none)'}; use {' or '.join(FORMATS)}")
    chosen = scope(data, province, year, body, period)
    wanted = tuple(name for name in FORMATS if name in formats)
    return [
        Job("province", chosen.province.province, year, period, chosen.body, Words(lang).lang, wanted)
        for lang in langs
    ]


def writable(folder: Path) -> Path:
    """The output folder, made if need be.

    Raises
    ------
    RequestError
        If it cannot be made or written to.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / ".write-test"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise RequestError(
            f"cannot write to {folder}: {error.strerror}; choose another with --output"
        ) from None
    return folder

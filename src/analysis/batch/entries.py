"""The reports of an output folder, as their sidecars tell of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final
from urllib.parse import quote

from analysis.run import Job, read_json

__all__ = ["ENDINGS", "Entry", "entries"]

ENDINGS: Final = {
    "html": "HTML", "pdf": "PDF", "docx": "Word", "xlsx": "Excel", "ipynb": "notebook", "csv": "CSV",
}  # fmt: skip


@dataclass(frozen=True)
class Entry:
    """One report of an output folder, as its sidecar tells of it.

    Attributes
    ----------
    job : Job
        What was asked for.
    release : str
    figures : int
        How many figures it is about; it shows some of other years and places beside them.
    finding : str or None
        The first sentence of its summary; empty where it finds nothing, None where the sidecar does not say.
    made : datetime.date
        When it was made (UTC), as the file system tells: a report itself bears no date, so that the
        same figures give the same bytes.
    files : mapping of str to str
        Address of each file that is there, from the folder, by its ending.
    spans : tuple of int
        First years of the terms that its figures are of; empty for any other period.
    """

    job: Job
    release: str
    figures: int
    made: date
    files: Mapping[str, str]
    finding: str | None = None
    spans: tuple[int, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether it sets places side by side and finds nothing to compare."""
        return self.job.report != "province" and self.finding == ""

    @property
    def years(self) -> str:
        """The year that it is about, or the first and the last one: those of its term, too."""
        since, year = self.job.since or (self.spans[0] if len(self.spans) == 1 else 0), self.job.year
        return f"{since}–{year}" if since and since != year else str(year)


def entries(output: Path, renamed: Mapping[str, str] | None = None) -> list[Entry]:
    """Find every report of an output folder by its sidecar.

    Parameters
    ----------
    output : pathlib.Path
        The output folder.
    renamed : mapping of str to str, optional
        Places of today by the name that their older figures bear.

    Returns
    -------
    list of Entry
        In the order of their paths; JSON files that are no sidecars are passed over.
    """
    found = (_entry(path, output, renamed or {}) for path in sorted(output.glob("*/**/*.json")))
    return [entry for entry in found if entry is not None]


def _own(figure: str, job: Job, renamed: Mapping[str, str]) -> bool:
    """Whether a report is about a figure, or shows it only beside its own."""
    province, body, year, period, *_ = figure.split("/")
    if job.units == "2025":
        province = renamed.get(province, province)
    places = job.places or (job.province or province,)
    return (
        province in places
        and (job.since or job.year) <= int(year) <= job.year
        and (body, period.partition("-")[0]) == (job.body, job.period)
    )


def _entry(sidecar: Path, output: Path, renamed: Mapping[str, str]) -> Entry | None:
    try:
        record = read_json(sidecar)
        job = Job.from_json(dict(record["job"]))
        files = {
            ending: quote(path.relative_to(output).as_posix())
            for ending in ENDINGS
            if (path := sidecar.with_suffix(f".{ending}")).is_file()
        }
        if not files:
            return None
        own = [figure for figure in record["figures"] if _own(figure, job, renamed)]
        tokens = {figure.split("/")[3] for figure in own}
        return Entry(
            job=job,
            release=str(record["release"]),
            figures=len(own),
            spans=tuple(sorted({int(token[5:]) for token in tokens if token.startswith("TERM-")})),
            made=datetime.fromtimestamp(sidecar.stat().st_mtime, tz=UTC).date(),
            files=files,
            finding=str(record["finding"]) if "finding" in record else None,
        )
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return None  # no sidecar, or it is being made anew just now

"""What of a request has to be made, and why: the rest is up to date."""

import gzip
import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, fields, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.batch.manifest import Manifest
from analysis.errors import RequestError
from analysis.locations import data_folder, notebooks_folder
from analysis.run import (
    Job,
    Program,
    ReportMaker,
    Request,
    Settings,
    Task,
    digest,
    folder_digest,
    listed,
    read_json,
    why_make,
    write_whole,
)

if TYPE_CHECKING:
    from analysis.data import Dataset

__all__ = ["Plan", "keep_fingerprints", "plan", "plan_one"]

_MEMO, _ROWS = ".plan.json", ".rows"
_ROWS_NAMED = 3


@dataclass(frozen=True)
class Plan:
    """What a batch will do.

    Attributes
    ----------
    output, folder : pathlib.Path
        Where reports go, and where the data come from.
    tasks : tuple of Task
        Every report asked for, in the order of stamps.
    program : Program
    notebooks : mapping of str to bytes
        Content of each notebook by its name in a job.
    rows : str
        Which state of the data it is: the name of their fingerprints.
    """

    output: Path
    folder: Path
    tasks: tuple[Task, ...]
    program: Program
    notebooks: Mapping[str, bytes]
    rows: str

    @cached_property
    def due(self) -> tuple[Task, ...]:
        """Those that have to be made."""
        return tuple(task for task in self.tasks if task.reason)

    def maker(self, settings: Settings) -> ReportMaker:
        """What makes its reports."""
        return ReportMaker(self.folder, self.notebooks, self.program, settings)

    def data(self) -> "Dataset":
        """The data; read where nothing else has needed them yet."""
        from analysis.data import keep, load

        loaded = load(self.folder)
        keep(loaded)
        return loaded


# -------------------------------------------------------------------------------------------- planning


def plan(
    requests: Sequence[Request],
    output: Path,
    data: Path | None = None,
    *,
    force: bool = False,
    remember: bool = False,
) -> Plan:
    """Work out what has to be made, and check every parameter of it.

    Where neither request nor data nor code have changed since the last time, the jobs and their keys are
    those of the last time, and the data need not be read: only their bytes are looked at.

    Parameters
    ----------
    requests : sequence of Request
    output : pathlib.Path
    data : pathlib.Path, optional
        The data folder; the project's own without it.
    force : bool, optional
        Make everything again.
    remember : bool, optional
        Keep what was found out in the output folder for the next time; for whoever holds its lock.

    Raises
    ------
    RequestError, DataError
        If anything asked for is unknown, a notebook does not take its parameters, or the data are invalid.
    """
    folder = (data if data is not None else data_folder()).absolute()
    if not folder.is_dir():
        raise RequestError("no-data-folder", path=folder)
    notebooks = _notebooks(
        asked.notebook or f"{report}_report.ipynb" for asked in requests for report in asked.reports
    )
    program = Program.now(notebooks)
    content = folder_digest(folder)
    asked = digest(content, repr(requests), repr(program))
    memo = read_json(output / _MEMO)
    if isinstance(memo, dict) and memo.get("asked") == asked:
        rows = str(memo["rows"])
        names = [f.name for f in fields(Job)]
        jobs = [(_job(dict(zip(names, job, strict=True))), seen) for job, seen in memo["jobs"]]
    else:
        rows, jobs = _jobs_of(requests, folder, notebooks)
        if remember and folder_digest(folder) == content:  # else somebody is at work in the data
            found = [[list(vars(job).values()), seen] for job, seen in jobs]
            with suppress(OSError):  # it only saves time
                write_whole(output / _MEMO, _compact({"asked": asked, "rows": rows, "jobs": found}))
    tasks, there = [], listed(output)
    for job, seen in jobs:
        key = program.key(job, seen)
        reason = why_make(output, job, key, program, there) or ("forced" if force else "")
        tasks.append(Task(job, key, reason))
    planned = Plan(output, folder, tuple(tasks), program, notebooks, rows)
    return _with_rows(planned) if any("data changed" in task.reason for task in tasks) else planned


def _compact(content: Any) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def _job(values: Mapping[str, Any]) -> Job:
    more = tuple((name, value) for name, value in values["more"])
    return Job(**{**values, "formats": tuple(values["formats"]), "more": more})


def plan_one(job: Job, data: "Dataset", output: Path) -> Plan:
    """The plan of one report that is made whether it is up to date or not."""
    from analysis.batch.fingerprint import Subject, fingerprints
    from analysis.data import keep

    keep(data)
    prints = fingerprints(data)
    notebooks = _notebooks([job.notebook])
    program = Program.now(notebooks)
    task = Task(job, program.key(job, prints.digest(Subject.of(job))), "asked for")
    return Plan(output, data.folder.absolute(), (task,), program, notebooks, prints.state)


def _notebooks(names: Iterable[str]) -> dict[str, bytes]:
    """Content of every notebook by its name in a job."""
    found = {}
    for name in sorted(set(names)):
        path = notebooks_folder() / name  # an absolute name stays itself
        try:
            found[name] = path.read_bytes()
        except OSError as error:
            raise RequestError("cannot-read", path=path, why=error.strerror) from None
    return found


def _jobs_of(
    requests: Sequence[Request], folder: Path, notebooks: Mapping[str, bytes]
) -> tuple[str, list[tuple[Job, str]]]:
    """Read the data, and find the jobs and what each can see."""
    from analysis.batch.fingerprint import Subject, fingerprints
    from analysis.batch.requests import jobs_of
    from analysis.data import keep, load
    from analysis.run import check_parameters, read_notebook

    data = load(folder)
    jobs = jobs_of(data, requests)
    for name, more in dict.fromkeys((job.notebook, job.more) for job in jobs):
        one = next(job for job in jobs if (job.notebook, job.more) == (name, more))
        check_parameters(read_notebook(notebooks[name], name), one.parameters)
    keep(data)
    prints = fingerprints(data)
    subjects = {job: Subject.of(job) for job in jobs}
    seen = {subject: prints.digest(subject) for subject in dict.fromkeys(subjects.values())}
    return prints.state, [(job, seen[subjects[job]]) for job in jobs]


# ----------------------------------------------------------------------------- which rows have changed


def _with_rows(planned: Plan) -> Plan:
    """The plan with the rows named for which a report has to be made again."""
    from analysis.batch.fingerprint import Subject, fingerprints

    prints = fingerprints(planned.data())
    now, manifest = prints.of_rows(), Manifest(planned.output)
    changes: dict[str, list[str]] = {}
    tasks = []
    for task in planned.tasks:
        if "data changed" not in task.reason:
            tasks.append(task)
            continue
        before = str(manifest.entry(task.job.stamp).get("rows", ""))
        if before not in changes:
            changes[before] = _changed(_fingerprints(planned.output, before), now)
        visible = set(prints.ids(prints.visible(Subject.of(task.job))))
        named = [
            figure
            for figure in changes[before]
            if figure in visible or (figure not in now and _near(figure, task.job))
        ]
        reason = task.reason.replace("data changed", f"data changed ({_some(named)})")
        tasks.append(replace(task, reason=reason))
    return replace(planned, tasks=tuple(tasks))


def _some(figures: Sequence[str]) -> str:
    more = len(figures) - _ROWS_NAMED
    named = ", ".join(figures[:_ROWS_NAMED]) or "release, or tables beside the figures"
    return f"{named} and {more} more" if more > 0 else named


def _changed(before: Mapping[str, str] | None, now: Mapping[str, str]) -> list[str]:
    if before is None:
        return []
    return sorted(figure for figure in before.keys() | now.keys() if before.get(figure) != now.get(figure))


def _near(figure: str, job: Job) -> bool:
    """Whether a report could see a figure that is gone."""
    province, body, year, period, *_ = figure.split("/")
    if job.province == province:
        return job.body == body and (str(job.year) == year or job.period == period.partition("-")[0])
    return str(job.year) == year and body in (job.body, "national")


def _fingerprints(output: Path, state: str) -> dict[str, str] | None:
    try:
        found: dict[str, str] = json.loads(
            gzip.decompress((output / _ROWS / f"{state}.json.gz").read_bytes())
        )
    except (OSError, ValueError, EOFError, zlib.error):
        return None
    return found


def keep_fingerprints(planned: Plan, manifest: Manifest) -> None:
    """Keep what the rows are now, for the next time; drop states that no report was made from."""
    from analysis.batch.fingerprint import fingerprints

    folder = planned.output / _ROWS
    path = folder / f"{planned.rows}.json.gz"
    if not path.is_file():
        # Without a time in it: the same rows give the same file.
        write_whole(path, gzip.compress(_compact(fingerprints(planned.data()).of_rows()), mtime=0))
    used = {planned.rows, *(str(entry.get("rows", "")) for entry in manifest.entries())}
    for file in folder.glob("*.json.gz"):
        if file.name.partition(".")[0] not in used:
            file.unlink()

"""What of a request has to be made, and why: the rest is up to date."""

import gzip
import json
import re
import zlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.batch.manifest import Manifest
from analysis.files import read_asked, read_file
from analysis.locations import data_folder, notebooks_folder
from analysis.run import (
    Intact,
    Job,
    Program,
    ReportMaker,
    Request,
    Settings,
    Snapshot,
    Task,
    digest,
    put,
    read_json,
    why_make,
)

if TYPE_CHECKING:
    from analysis.data import Dataset

__all__ = ["Plan", "keep_fingerprints", "plan", "plan_one", "with_key"]

_MEMO, _ROWS = ".plan.json", ".rows"
_STATE = re.compile(r"[0-9a-f]{32}")
_UNPACKED = 256 * 1024**2
"""Bytes to which fingerprints may unpack."""

_ROWS_NAMED = 3

_FAST = 1
"""Of gzip's levels: a seventh larger than the smallest, in a sixth of the time."""


@dataclass(frozen=True)
class Plan:
    """What a batch will do.

    Attributes
    ----------
    output : pathlib.Path
        Where reports go.
    snapshot : Snapshot
        The data that they are made from.
    tasks : tuple of Task
        Every report asked for, in the order of stamps.
    program : Program
    notebooks : mapping of str to bytes
        Content of each notebook by its name in a job.
    inputs : mapping of str to bytes
        Content of each file that cells of one's own notebooks read, by its path.
    rows : str
        Which state of the data it is: the name of their fingerprints.
    """

    output: Path
    snapshot: Snapshot
    tasks: tuple[Task, ...]
    program: Program
    notebooks: Mapping[str, bytes]
    inputs: Mapping[str, bytes]
    rows: str

    @cached_property
    def due(self) -> tuple[Task, ...]:
        """Those that have to be made."""
        return tuple(task for task in self.tasks if task.reason)

    def maker(self, settings: Settings) -> ReportMaker:
        """What makes its reports."""
        return ReportMaker(self.snapshot.folder, self.notebooks, self.inputs, self.program, settings)

    def data(self) -> "Dataset":
        """The data; read where nothing else has needed them yet."""
        from analysis.data import keep, load

        loaded = load(self.snapshot.folder)
        keep(loaded)
        return loaded


# -------------------------------------------------------------------------------------------- planning


def plan(
    requests: Sequence[Request],
    output: Path,
    data: Path | Snapshot | None = None,
    *,
    force: bool = False,
    check: bool = False,
    remember: bool = False,
) -> Plan:
    """Work out what has to be made, and check every parameter of it.

    Where neither request nor data nor code have changed since the last time, the jobs and their keys are
    those of the last time, and the data need not be read: only their bytes are looked at.

    Parameters
    ----------
    requests : sequence of Request
    output : pathlib.Path
    data : pathlib.Path or Snapshot, optional
        The data folder, the project's own without it; or what was read of it for a plan before.
    force : bool, optional
        Make everything again.
    check : bool, optional
        Read every byte of what is there, even where the system says that nobody has touched it.
    remember : bool, optional
        Keep what was found out in the output folder for the next time; for whoever holds its lock.

    Raises
    ------
    RequestError, DataError
        If anything asked for is unknown, a notebook does not take its parameters, or the data are invalid.
    """
    snapshot = data if isinstance(data, Snapshot) else Snapshot(data if data is not None else data_folder())
    notebooks = _notebooks(
        asked.notebook or f"{report}_report.ipynb" for asked in requests for report in asked.reports
    )
    beside = (str(Path(asked.notebook).parent / name) for asked in requests for name in asked.inputs)
    inputs = {name: read_asked(Path(name)) for name in sorted(set(beside))}
    program = Program.now(notebooks, inputs)
    asked = digest(snapshot.digest, repr(requests), repr(program))
    if (known := _remembered(output, asked)) is not None:
        rows, jobs = known
    else:
        rows, jobs = _jobs_of(requests, snapshot, notebooks)
        if remember:
            found = [[job.to_json(), seen] for job, seen in jobs]
            with suppress(OSError):  # it only saves time
                put(output, _MEMO, _compact({"asked": asked, "rows": rows, "jobs": found}))
    intact = Intact(output, thorough=check)

    def task(job: Job, seen: str) -> Task:
        key = program.key(job, seen)
        return Task(job, key, why_make(job, key, program, intact, output) or ("forced" if force else ""))

    # Taken out as they are looked at: they may be a hundred thousand.
    jobs.reverse()
    tasks = tuple(task(*jobs.pop()) for _ in range(len(jobs)))
    if remember:
        with suppress(OSError):  # it only saves time
            intact.remember()
    planned = Plan(output, snapshot, tasks, program, notebooks, inputs, rows)
    return _with_rows(planned) if any("data changed" in task.reason for task in tasks) else planned


def _compact(content: Any) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def _remembered(output: Path, asked: str) -> tuple[str, list[tuple[Job, str]]] | None:
    """State of the rows and jobs with their digests as of the last time, if the same was asked for then."""
    memo = read_json(output / _MEMO)
    try:
        if memo["asked"] == asked and _STATE.fullmatch(memo["rows"]):
            return memo["rows"], [(Job.from_json(job), str(seen)) for job, seen in memo["jobs"]]
    except (LookupError, TypeError, ValueError, AttributeError):
        pass  # nothing remembered, or somebody has been at it
    return None


def plan_one(job: Job, data: "Dataset", output: Path) -> Plan:
    """The plan of one report that is made whether it is up to date or not; `with_key` adds it."""
    from analysis.data import keep

    snapshot = Snapshot(data.folder)
    # Whoever goes on with the dataset needs nothing of its folder; a kernel reads it again.
    keep(replace(data, folder=snapshot.folder))
    notebooks = _notebooks([job.notebook])
    return Plan(output, snapshot, (), Program.now(notebooks), notebooks, {}, "")


def with_key(planned: Plan, job: Job) -> Plan:
    """The same with the report and its key, for which every row has to be looked at."""
    from analysis.batch.fingerprint import Subject, fingerprints
    from analysis.compare import view

    data = planned.data()
    key = planned.program.key(job, fingerprints(view(data, job.units)).digest(Subject.of(job)))
    return replace(planned, tasks=(Task(job, key, "asked for"),), rows=fingerprints(data).state)


def _notebooks(names: Iterable[str]) -> dict[str, bytes]:
    """Content of every notebook by its name in a job."""
    # An absolute name stays itself.
    return {name: read_asked(notebooks_folder() / name) for name in sorted(set(names))}


def _jobs_of(
    requests: Sequence[Request], snapshot: Snapshot, notebooks: Mapping[str, bytes]
) -> tuple[str, list[tuple[Job, str]]]:
    """Read the data, and find the jobs and what each can see."""
    from analysis.batch.fingerprint import Subject, fingerprints
    from analysis.batch.requests import jobs_of
    from analysis.compare import view
    from analysis.data import keep, load
    from analysis.run import check_parameters, read_notebook

    data = load(snapshot.folder)
    jobs = jobs_of(data, requests)
    for name, more in dict.fromkeys((job.notebook, job.more) for job in jobs):
        one = next(job for job in jobs if (job.notebook, job.more) == (name, more))
        check_parameters(read_notebook(notebooks[name], name), one.parameters)
    keep(data)

    def seen(job: Job) -> str:
        # Nobody knows what a notebook of one's own looks at: it may be all that there is.
        if job.notebook_path:
            return snapshot.digest
        return fingerprints(view(data, job.units)).digest(Subject.of(job))

    return fingerprints(data).state, [(job, seen(job)) for job in jobs]


# ----------------------------------------------------------------------------- which rows have changed


def _with_rows(planned: Plan) -> Plan:
    """The plan with the rows named for which a report has to be made again."""
    from analysis.batch.fingerprint import Subject, fingerprints
    from analysis.compare import view

    data = planned.data()
    now, manifest = fingerprints(data).of_rows(), Manifest(planned.output)
    changes: dict[str, list[str]] = {}
    tasks = []
    for task in planned.tasks:
        if "data changed" not in task.reason:
            tasks.append(task)
            continue
        before = str(manifest.entry(task.job.stamp).get("rows", ""))
        if before not in changes:
            changes[before] = _changed(_fingerprints(planned.output, before), now)
        prints = fingerprints(view(data, task.job.units))
        visible = set(prints.ids(prints.visible(Subject.of(task.job))))
        places = {task.job.province}
        if task.job.units == "2025":
            places |= {*data.catalog.units_2025.get(task.job.province, ())}
        named = [
            figure
            for figure in changes[before]
            if figure in visible or (figure not in now and _near(figure, task.job, places))
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


def _near(figure: str, job: Job, places: Collection[str]) -> bool:
    """Whether a report of those places could see a figure that is gone."""
    province, body, year, period, *_ = figure.split("/")
    if province in places:
        return job.body == body and (str(job.year) == year or job.period == period.partition("-")[0])
    return str(job.year) == year and body in (job.body, "national")


def _fingerprints(output: Path, state: str) -> dict[str, str] | None:
    if not _STATE.fullmatch(state):
        return None
    try:
        packed = read_file(output / _ROWS / f"{state}.json.gz")
        found = json.loads(zlib.decompressobj(wbits=31).decompress(packed, _UNPACKED))
    except (OSError, ValueError, RecursionError, zlib.error):
        return None
    return found if isinstance(found, dict) else None


def keep_fingerprints(planned: Plan, manifest: Manifest) -> None:
    """Keep what the rows are now, for the next time; drop states that no report was made from."""
    from analysis.batch.fingerprint import fingerprints

    folder, name = planned.output / _ROWS, f"{_ROWS}/{planned.rows}.json.gz"
    if _fingerprints(planned.output, planned.rows) is None:
        # Without a time in it: the same rows give the same file.
        put(
            planned.output,
            name,
            gzip.compress(_compact(fingerprints(planned.data()).of_rows()), _FAST, mtime=0),
        )
    used = {planned.rows, *(str(entry.get("rows", "")) for entry in manifest.entries())}
    for file in folder.glob("*.json.gz"):
        if file.name.partition(".")[0] not in used:
            file.unlink()

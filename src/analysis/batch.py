"""Jobs are carried out: what is up to date is skipped, the rest executed, rendered and stored."""

import contextlib
import csv
import gzip
import io
import json
import os
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.blocks import MIME_TYPE
from analysis.cache import (
    Key,
    Maker,
    digest,
    folder_digest,
    locked,
    read_json,
    sidecar,
    store,
    sweep,
    why_make,
    write_whole,
)
from analysis.errors import AnalysisError, MachineryError, NotebookError, RequestError
from analysis.jobs import Job, Request
from analysis.locations import data_folder, notebooks_folder
from analysis.manifest import Manifest

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from analysis.dataset import Dataset

__all__ = ["Outcome", "Plan", "Settings", "Task", "make", "plan", "run", "write_whole"]

_MEMO, _ROWS = ".plan.json", ".rows"
_ROWS_NAMED = 3


@dataclass(frozen=True)
class Settings:
    """How reports are made; none of it changes what they look like.

    Attributes
    ----------
    engine : {"warm", "kernel"}
    timeout : float or None
        Seconds that a cell may take.
    memory : int or None
        Bytes that the process of a notebook may hold.
    """

    engine: str = "warm"
    timeout: float | None = None
    memory: int | None = None


@dataclass(frozen=True)
class Task:
    """A job, its key, and why it has to be made (empty: it is up to date)."""

    job: Job
    key: Key
    reason: str = ""


@dataclass(frozen=True)
class Made:
    """The files of a report by ending, and what is to be told of it."""

    contents: Mapping[str, bytes]
    figures: int
    warnings: tuple[str, ...]
    seconds: float


@dataclass(frozen=True)
class Outcome:
    """What became of a job.

    Attributes
    ----------
    job : Job
    outcome : str
        ``made``, ``up to date`` or ``failed``.
    reason : str
        Why it was made, or the message of its failure.
    blame : str
        Of a failure: ``notebook``, ``rendering`` or ``machinery``.
    seconds : float
    files : mapping of str to pathlib.Path
        By ending; of a failure the marked notebook and the log.
    """

    job: Job
    outcome: str
    reason: str = ""
    blame: str = ""
    seconds: float = 0.0
    files: Mapping[str, Path] = field(default_factory=dict)


@dataclass(frozen=True)
class Plan:
    """What a batch will do.

    Attributes
    ----------
    output, folder : pathlib.Path
        Where reports go, and where the data come from.
    tasks : tuple of Task
        Every report asked for, in the order of stamps.
    maker : Maker
    notebooks : mapping of str to bytes
        Content of each notebook by its name in a job.
    rows : str
        Which state of the data it is: the name of their fingerprints.
    """

    output: Path
    folder: Path
    tasks: tuple[Task, ...]
    maker: Maker
    notebooks: Mapping[str, bytes]
    rows: str

    @cached_property
    def due(self) -> tuple[Task, ...]:
        """Those that have to be made."""
        return tuple(task for task in self.tasks if task.reason)

    def data(self) -> "Dataset":
        """The data; read where nothing else has needed them yet."""
        from analysis.dataset import keep, load

        loaded = load(self.folder)
        keep(loaded)
        return loaded


# -------------------------------------------------------------------------------------------- planning


def plan(requests: Sequence[Request], output: Path, data: Path | None = None, *, force: bool = False) -> Plan:
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

    Returns
    -------
    Plan

    Raises
    ------
    RequestError, DataError
        If anything asked for is unknown, a notebook does not take its parameters, or the data are invalid.
    """
    folder = (data if data is not None else data_folder()).absolute()
    if not folder.is_dir():
        raise RequestError(f"no data folder at {folder}")
    notebooks = _notebooks(requests)
    maker = Maker.now(notebooks)
    content = folder_digest(folder)
    asked = digest(content, repr(requests), repr(maker))
    memo = read_json(output / _MEMO)
    if isinstance(memo, dict) and memo.get("asked") == asked:
        rows = str(memo["rows"])
        names = [f.name for f in fields(Job)]
        jobs = [(_job(dict(zip(names, job, strict=True))), seen) for job, seen in memo["jobs"]]
    else:
        rows, jobs = _look(requests, folder, notebooks)
        if folder_digest(folder) == content and output.is_dir():  # else somebody is at work in the data
            listed = [[list(vars(job).values()), seen] for job, seen in jobs]
            write_whole(output / _MEMO, _compact({"asked": asked, "rows": rows, "jobs": listed}))
    tasks = []
    for job, seen in jobs:
        key = maker.key(job, seen)
        tasks.append(Task(job, key, why_make(output, job, key, maker) or ("forced" if force else "")))
    found = Plan(output, folder, tuple(tasks), maker, notebooks, rows)
    return _with_rows(found) if any("data changed" in task.reason for task in tasks) else found


def _compact(content: Any) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def _job(values: Mapping[str, Any]) -> Job:
    more = tuple((name, value) for name, value in values["more"])
    return Job(**{**values, "formats": tuple(values["formats"]), "more": more})


def _notebooks(requests: Sequence[Request]) -> dict[str, bytes]:
    """Content of every notebook that the requests need, by its name in a job."""
    names = {asked.notebook or f"{report}_report.ipynb" for asked in requests for report in asked.reports}
    found = {}
    for name in sorted(names):
        path = notebooks_folder() / name  # an absolute name stays itself
        try:
            found[name] = path.read_bytes()
        except OSError as error:
            raise RequestError(f"cannot read the notebook {path}: {error.strerror}") from None
    return found


def _look(
    requests: Sequence[Request], folder: Path, notebooks: Mapping[str, bytes]
) -> tuple[str, list[tuple[Job, str]]]:
    """Read the data, and find the jobs and what each can see."""
    from analysis.dataset import keep, load
    from analysis.execute import check_parameters, read_notebook
    from analysis.plan import jobs_of
    from analysis.visible import sight

    data = load(folder)
    jobs = jobs_of(data, requests)
    for name, more in dict.fromkeys((job.notebook, job.more) for job in jobs):
        one = next(job for job in jobs if (job.notebook, job.more) == (name, more))
        check_parameters(read_notebook(notebooks[name], name), one.parameters, name)
    keep(data)
    seeing = sight(data)
    seen: dict[Any, str] = {}
    for job in jobs:
        if (view := view_of(job)) not in seen:
            seen[view] = seeing.digest(view)
    return digest(seeing.digests.tobytes()), [(job, seen[view_of(job)]) for job in jobs]


def view_of(job: Job) -> Any:
    """What a job looks at."""
    from analysis.visible import View

    return View(job.province, job.body, job.year, job.period, job.region)


# ----------------------------------------------------------------------------- which rows have changed


def _with_rows(planned: Plan) -> Plan:
    """The plan with the rows named for which a report has to be made again."""
    from analysis.visible import sight

    seeing = sight(planned.data())
    now, manifest = seeing.fingerprints(), Manifest(planned.output)
    changes: dict[str, list[str]] = {}
    tasks = []
    for task in planned.tasks:
        if "data changed" not in task.reason:
            tasks.append(task)
            continue
        before = str(manifest.entry(task.job.stamp).get("rows", ""))
        if before not in changes:
            changes[before] = _changed(_fingerprints(planned.output, before), now)
        visible = set(seeing.ids(seeing.rows(view_of(task.job))))
        named = [figure for figure in changes[before] if figure in visible or (figure not in now and _near(figure, task.job))]
        said = ", ".join(named[:_ROWS_NAMED]) + (f" and {len(named) - _ROWS_NAMED} more" if len(named) > _ROWS_NAMED else "")
        reason = task.reason.replace("data changed", f"data changed ({said or 'tables beside the figures'})")
        tasks.append(Task(task.job, task.key, reason))
    return Plan(planned.output, planned.folder, tuple(tasks), planned.maker, planned.notebooks, planned.rows)


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
        found: dict[str, str] = json.loads(gzip.decompress((output / _ROWS / f"{state}.json.gz").read_bytes()))
    except (OSError, ValueError, EOFError):
        return None
    return found


def _keep_fingerprints(planned: Plan, manifest: Manifest) -> None:
    """Keep what the rows are now, for the next time; drop states that no report was made from."""
    from analysis.visible import sight

    folder = planned.output / _ROWS
    path = folder / f"{planned.rows}.json.gz"
    if not path.is_file():
        # Without a time in it: the same rows give the same file.
        write_whole(path, gzip.compress(_compact(sight(planned.data()).fingerprints()), mtime=0))
    used = {planned.rows, *(str(entry.get("rows", "")) for entry in manifest.entries())}
    for file in folder.glob("*.json.gz"):
        if file.name.partition(".")[0] not in used:
            file.unlink()


# -------------------------------------------------------------------------------------------- making


@dataclass(frozen=True)
class Workshop:
    """Makes reports in a worker, here or on another machine.

    Attributes
    ----------
    folder : pathlib.Path
        The data folder.
    notebooks : mapping of str to bytes
    maker : Maker
    settings : Settings
    cwd : pathlib.Path or None
        Where the library's notebooks run; their own folder without it.
    """

    folder: Path
    notebooks: Mapping[str, bytes]
    maker: Maker
    settings: Settings
    cwd: Path | None = None

    def __call__(self, task: Task) -> Made:
        """Make one report.

        Parameters
        ----------
        task : Task

        Raises
        ------
        NotebookError, MachineryError, RenderError
            If it could not be made.
        """
        import nbformat

        from analysis.dataset import load
        from analysis.execute import execute, read_notebook
        from analysis.passport import shown
        from analysis.render import render_html, render_pdf

        started = time.monotonic()
        job, settings = task.job, self.settings
        executed = execute(
            read_notebook(self.notebooks[job.notebook], job.notebook),
            job.parameters,
            data=self.folder,
            engine=settings.engine,
            timeout=settings.timeout,
            memory=settings.memory,
            folder=self.cwd or (notebooks_folder() / job.notebook).parent,
            name=job.notebook,
        )
        contents: dict[str, bytes] = {}
        if "html" in job.formats:
            contents["html"] = render_html(executed, stamp=job.stamp).encode()
        if "pdf" in job.formats:
            contents["pdf"] = render_pdf(executed, stamp=job.stamp)
        outputs = [output for cell in executed.cells for output in cell.get("outputs", [])]
        figures = sorted(shown([output.get("data", {}).get(MIME_TYPE) for output in outputs]))
        contents["ipynb"] = (nbformat.writes(executed) + "\n").encode()
        data = load(self.folder)
        contents["csv"] = _figures_csv(figures, data)
        more = {"release": data.release, "figures": figures}
        contents["json"] = sidecar(job, task.key, self.maker, contents, more)
        printed = "".join(output.text for output in outputs if output.get("name") == "stderr")
        warnings = tuple(line for line in printed.splitlines() if line.strip())
        return Made(contents, len(figures), warnings, time.monotonic() - started)


def _figures_csv(shown: list[str], data: "Dataset") -> bytes:
    frame = data.observations.set_index("id").loc[shown].reset_index()
    out = io.StringIO()
    # Not the line: a row that only moves in its file changes no report.
    columns = [name for name in frame.columns if name not in ("note", "percent", "line")]
    frame[columns].to_csv(
        out, index=False, quoting=csv.QUOTE_MINIMAL, lineterminator="\r\n", date_format="%Y-%m-%d"
    )
    return out.getvalue().encode("utf-8-sig")


def make(job: Job, data: "Dataset", output: Path, settings: Settings | None = None) -> dict[str, Path]:
    """Make one report at once, and put its files into the output folder.

    Parameters
    ----------
    job : Job
    data : Dataset
        What the job was planned on.
    output : pathlib.Path
        The output folder.
    settings : Settings, optional

    Returns
    -------
    dict of str to pathlib.Path
        The files by ending: ``html`` and ``pdf`` as asked for, always ``ipynb`` (as executed),
        ``csv`` (every figure shown) and ``json`` (what it was made from).

    Raises
    ------
    NotebookError, MachineryError, RenderError
        If it could not be made; nothing is left under its final name then.
    """
    from analysis.dataset import keep
    from analysis.visible import sight

    keep(data)
    seeing = sight(data)
    notebooks = {job.notebook: (notebooks_folder() / job.notebook).read_bytes()}
    maker = Maker.now(notebooks)
    task = Task(job, maker.key(job, seeing.digest(view_of(job))), "asked for")
    planned = Plan(output, data.folder.absolute(), (task,), maker, notebooks, digest(seeing.digests.tobytes()))
    with locked(output):
        manifest = Manifest(output)
        result: Any = MachineryError("not run")
        try:
            result = Workshop(planned.folder, notebooks, maker, settings or Settings())(task)
        except AnalysisError as error:
            result = error
        outcome = _settle(planned, task, result, manifest)
        _keep_fingerprints(planned, manifest)
        manifest.write(at_once=True)
    if isinstance(result, AnalysisError):
        raise result
    return dict(outcome.files)


# -------------------------------------------------------------------------------------------- running


def run(
    planned: Plan,
    *,
    size: int = 1,
    settings: Settings | None = None,
    fail_fast: bool = False,
    scheduler: str = "",
) -> Iterator[Outcome | None]:
    """Carry out a plan.

    Parameters
    ----------
    planned : Plan
    size : int, optional
        How many reports are made beside each other.
    settings : Settings, optional
    fail_fast : bool, optional
        Stop at the first failure.
    scheduler : str, optional
        Address of a Dask scheduler whose workers do the work.

    Yields
    ------
    Outcome or None
        What became of each job, those that are up to date first. None every moment in between.

    Raises
    ------
    RequestError
        If another run writes into the folder, or the scheduler cannot be reached.
    """
    settings = settings or Settings()
    output = planned.output
    with locked(output) as lock:
        sweep(output)
        manifest = Manifest(output)
        manifest.forget_lost()
        try:
            for task in planned.tasks:
                if not task.reason:
                    _note_up_to_date(planned, task, manifest)
                    yield Outcome(task.job, "up to date")
            if planned.due:
                yield from _run_due(planned, settings, manifest, (size, lock, scheduler), fail_fast=fail_fast)
        finally:
            manifest.write(at_once=True)


def _run_due(
    planned: Plan, settings: Settings, manifest: Manifest, means: tuple[int, int, str], *, fail_fast: bool
) -> Iterator[Outcome | None]:
    size, lock, scheduler = means
    workshop = Workshop(planned.folder, planned.notebooks, planned.maker, settings)
    _keep_fingerprints(planned, manifest)
    if scheduler:
        from analysis.cluster import on_cluster

        results = on_cluster(scheduler, planned.due, workshop, planned.data())
    else:
        results = _here(planned, workshop, size, lock)
    for found in results:
        if found is None:
            yield None
            continue
        outcome = _settle(planned, *found, manifest)
        manifest.write()
        yield outcome
        if fail_fast and outcome.outcome == "failed":
            return


def _here(planned: Plan, workshop: Workshop, size: int, lock: int) -> Iterator[tuple[Task, Any] | None]:
    """The tasks that are due with what came of them, worked off on this machine; machinery gets a second try."""
    from analysis.crew import work_off
    from analysis.engine import can_fork, warm

    if can_fork():
        warm_up(workshop, planned.data(), [task.job for task in planned.due])
    second: list[Task] = []
    size = min(size, len(planned.due))
    for found in work_off(planned.due, workshop, size, close=[lock]):
        if found is not None and isinstance(found[1], MachineryError):
            second.append(found[0])
        else:
            yield found
    yield from work_off(second, workshop, min(size, len(second)), close=[lock])


def warm_up(workshop: Workshop, data: "Dataset", jobs: Iterable[Job]) -> None:
    """Bring into memory what every report needs, before workers are forked from this process."""
    from analysis import engine, render
    from analysis.checks import check
    from analysis.execute import read_notebook

    check(data)
    for name, content in workshop.notebooks.items():
        read_notebook(content, name)
    render.prepare()
    for job in {(job.report, job.lang): job for job in jobs}.values():
        # Not all that a report needs is loaded by importing: words, templates, fonts, statistics.
        with contextlib.suppress(AnalysisError):
            _draw(job, data)
    engine.warm()


def _draw(job: Job, data: "Dataset") -> None:
    from analysis.comparison_report import ComparisonReport
    from analysis.province_report import ProvinceReport
    from analysis.render import render_sections

    report = (
        ComparisonReport(data, job.year, job.body, job.period, job.region, job.lang)
        if job.report == "comparison"
        else ProvinceReport(data, job.province, job.year, job.body, job.period, job.lang)
    )
    shown = [section._repr_mimebundle_() for section in report.sections()]
    render_sections([bundle[MIME_TYPE] for bundle in shown], stamp=job.stamp)


def _note_up_to_date(planned: Plan, task: Task, manifest: Manifest) -> None:
    known = manifest.entry(task.job.stamp)
    if known.get("key") == task.key.digest and known.get("outcome") == "made":
        return  # it says when and how it was made, which is more
    entry = {"job": vars(task.job), "outcome": "made", "key": task.key.digest, "rows": planned.rows}
    names = [f"{task.job.stamp}.{ending}" for ending in ("html", "pdf", "ipynb", "csv", "json")]
    files = [name for name in names if (planned.output / name).is_file()]
    record = read_json(planned.output / f"{task.job.stamp}.json")
    figures = len(record["figures"]) if isinstance(record, dict) else 0
    manifest.put(task.job.stamp, {**entry, "files": files, "figures": figures, "warnings": []})


def _settle(planned: Plan, task: Task, result: Any, manifest: Manifest) -> Outcome:
    """Store what came of a task, or what is left of it."""
    output, stamp = planned.output, task.job.stamp
    entry: dict[str, Any] = {"job": vars(task.job), "reason": task.reason, "key": task.key.digest}
    if isinstance(result, Made):
        files = store(output, stamp, result.contents)
        for path in _failed_files(output, stamp).values():
            path.unlink(missing_ok=True)
        outcome = Outcome(task.job, "made", task.reason, seconds=result.seconds, files=files)
        entry |= {"figures": result.figures, "warnings": list(result.warnings), "rows": planned.rows}
    else:
        outcome = _failure(output, task, result)
        entry |= {"blame": outcome.blame, "message": outcome.reason}
    listed = [path.relative_to(output).as_posix() for path in outcome.files.values()]
    entry |= {"outcome": outcome.outcome, "files": listed, "seconds": round(outcome.seconds, 3)}
    manifest.put(stamp, entry)
    return outcome


def _failed_files(output: Path, stamp: str) -> dict[str, Path]:
    base = output / "failed" / stamp
    return {ending: base.with_name(f"{base.name}.{ending}") for ending in ("ipynb", "log")}


def _failure(output: Path, task: Task, error: BaseException) -> Outcome:
    blame = {NotebookError: "notebook", MachineryError: "machinery"}.get(type(error), "rendering")  # type: ignore[call-overload]
    message = " ".join(str(error).split()) or type(error).__name__
    if not isinstance(error, AnalysisError):
        message = f"{type(error).__name__}: {message}"
    paths = _failed_files(output, task.job.stamp)
    for path in paths.values():
        path.unlink(missing_ok=True)
    written = {}
    notebook = getattr(error, "notebook", None)
    log = [f"{task.job.stamp}: {blame}: {message}", ""]
    if notebook is not None:
        import nbformat

        written["ipynb"] = write_whole(paths["ipynb"], (nbformat.writes(notebook) + "\n").encode())
        log += list(_said(notebook))
    written["log"] = write_whole(paths["log"], ("\n".join(log).rstrip() + "\n").encode())
    return Outcome(task.job, "failed", message, blame, files=written)


def _said(notebook: "NotebookNode") -> Iterator[str]:
    """What the cells printed and raised, for the log."""
    for number, cell in enumerate(notebook.cells, start=1):
        for output in cell.get("outputs", []):
            if output.output_type == "stream":
                yield f"--- cell {number}, {output.name}\n{output.text.rstrip()}"
            elif output.output_type == "error":
                yield f"--- cell {number}, {output.ename}\n" + "\n".join(output.traceback)


def write_index(planned: Plan, outcomes: Mapping[str, int]) -> Path | None:
    """Write the index of the output folder, unless it is there and nothing has changed.

    Parameters
    ----------
    planned : Plan
    outcomes : mapping of str to int
        How often each outcome came.
    """
    path = planned.output / "index.html"
    if path.is_file() and not outcomes.get("made"):
        return None
    from analysis.site import index_html

    return write_whole(path, index_html(planned.output, planned.data().catalog).encode())


def memory_each(size: int) -> int | None:
    """What each of so many processes may hold, so that together they do not use up the machine's memory."""
    try:
        total = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):
        return None
    return max(int(total // (size + 1)), 2 * 1024**3)

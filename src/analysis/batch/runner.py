"""Jobs are carried out: what is up to date is skipped, the rest executed, rendered and stored."""

import re
from collections.abc import Generator, Iterator, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass, field, replace
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.batch.manifest import Manifest
from analysis.batch.reasons import blame_in_words, reason_in_words
from analysis.batch.schedule import Plan, keep_fingerprints, plan_one, with_key
from analysis.errors import AnalysisError, MachineryError, NotebookError, UnexpectedError
from analysis.messages import say
from analysis.run import (
    Intact,
    Job,
    Made,
    ReportMaker,
    Settings,
    Task,
    check_lock,
    files_of,
    locked,
    place,
    put,
    read_json,
    reports_digest,
    store,
    sweep,
    warm_up,
    withdraw,
)

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from analysis.data import Dataset

__all__ = ["Outcome", "make", "run", "write_index"]

_LIMITS_EACH = 3
"""How many times the limit of a cell a whole report may take."""

_HEAD = 1000
"""Bytes of the index in which it says what it shows."""

_LANGUAGE = re.compile(rb'<html lang="(\w+)"')


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
    planned = plan_one(job, data, output)
    maker = planned.maker(settings or Settings())
    with maker.started(job) as process, locked(output) as lock:
        keyed = cache(partial(with_key, planned, job))
        manifest = Manifest(output)
        result: Any
        try:
            result = maker.make(job, lambda: keyed().tasks[0].key, process)
        except AnalysisError as error:
            result = error
        check_lock(output, lock)
        planned = keyed()
        outcome = _settle(planned, planned.tasks[0], result, manifest)
        keep_fingerprints(planned, manifest)
        manifest.write(at_once=True)
    if isinstance(result, AnalysisError):
        raise result
    return dict(outcome.files)


# -------------------------------------------------------------------------------------------- running


def run(
    planned: Plan,
    lock: int,
    *,
    size: int = 1,
    settings: Settings | None = None,
    fail_fast: bool = False,
    cluster: Any = None,
) -> Generator[Outcome | None, None, None]:
    """Carry out a plan.

    Parameters
    ----------
    planned : Plan
    lock : int
        Of the output folder, from `locked`.
    size : int, optional
        How many reports are made beside each other.
    settings : Settings, optional
    fail_fast : bool, optional
        Stop at the first failure.
    cluster : distributed.Client, optional
        From `cluster.connected`, if its workers do the work.

    Yields
    ------
    Outcome or None
        What became of each job, those that are up to date first. None every moment in between.

    Raises
    ------
    RequestError
        If a worker of the cluster has another version than this machine.
    """
    sweep(planned.output)
    manifest = Manifest(planned.output)
    manifest.forget_lost()
    try:
        for task in planned.tasks:
            if not task.reason:
                _note_up_to_date(planned, task, manifest)
                yield Outcome(task.job, "up to date")
        if not planned.due:
            return
        keep_fingerprints(planned, manifest)
        maker = planned.maker(settings or Settings())
        if cluster is not None:
            from analysis.batch.cluster import on_cluster

            results = on_cluster(cluster, planned.due, maker)
        else:
            results = _on_this_machine(planned, maker, size, lock)
        # Whatever goes wrong here, the workers are to end; who keeps the error would keep them, too.
        with closing(results):
            for found in results:
                if found is None:
                    yield None
                    continue
                check_lock(planned.output, lock)
                outcome = _settle(planned, *found, manifest)
                manifest.write()
                yield outcome
                if fail_fast and outcome.outcome == "failed":
                    return
        _check_there(planned, manifest)
        _remember(planned, manifest)
    finally:
        check_lock(planned.output, lock)  # who has removed the folder does not want a manifest in it
        manifest.write(at_once=True)


def _check_there(planned: Plan, manifest: Manifest) -> None:
    """Make sure that what was told to be made is still there."""
    stamps = [task.job.stamp for task in planned.due]
    gone = [
        stamp
        for stamp in stamps
        if not all(place(planned.output, name).is_file() for name in manifest.entry(stamp)["files"])
    ]
    if gone:
        manifest.forget_lost()
        count, total = str(len(gone)), str(len(stamps))
        raise MachineryError("reports-removed", count=count, total=total, stamp=gone[0])


def _remember(planned: Plan, manifest: Manifest) -> None:
    """Keep what the files of this run look like, so that the next one need not read them."""
    intact = Intact(planned.output)
    for task in planned.due:
        if manifest.entry(task.job.stamp).get("outcome") == "made":
            intact.made(task.job.stamp, task.key)
    with suppress(OSError):  # it only saves time
        intact.remember()


def _on_this_machine(
    planned: Plan, maker: ReportMaker, size: int, lock: int
) -> Generator[tuple[Task, Any] | None, None, None]:
    """The tasks that are due with what came of them, worked off here; machinery gets a second try."""
    from analysis.batch.workers import work_off
    from analysis.run import can_fork

    if can_fork():
        warm_up(maker, planned.data(), [task.job for task in planned.due])
    second: list[Task] = []
    # Every cell has its own limit; this one is for what hangs elsewhere.
    limit = maker.settings.timeout and _LIMITS_EACH * maker.settings.timeout
    for found in work_off(planned.due, maker, size, limit=limit, close=[lock]):
        if found is not None and isinstance(found[1], MachineryError):
            second.append(found[0])
        else:
            yield found
    yield from work_off(second, maker, size, limit=limit, close=[lock])


def _note_up_to_date(planned: Plan, task: Task, manifest: Manifest) -> None:
    known = manifest.entry(task.job.stamp)
    if known.get("key") == task.key.digest and known.get("outcome") == "made":
        return  # it says when and how it was made, which is more
    _forget_failure(planned.output, task.job.stamp)
    entry = {"job": task.job.asked, "outcome": "made", "key": task.key.digest, "rows": planned.rows}
    paths = files_of(planned.output, task.job.stamp).values()
    files = [path.relative_to(planned.output).as_posix() for path in paths if path.is_file()]
    record = read_json(planned.output / f"{task.job.stamp}.json")
    figures = record.get("figures") if isinstance(record, dict) else []
    figures = len(figures) if isinstance(figures, list) else 0
    manifest.put(task.job.stamp, {**entry, "files": files, "figures": figures, "warnings": []})


def _settle(planned: Plan, task: Task, result: Any, manifest: Manifest) -> Outcome:
    """Store what came of a task, or what is left of it."""
    output, stamp = planned.output, task.job.stamp
    entry: dict[str, Any] = {"job": task.job.asked, "reason": task.reason, "key": task.key.digest}
    if isinstance(result, Made):
        files = store(output, stamp, result.contents)
        _forget_failure(output, stamp)
        outcome = Outcome(task.job, "made", task.reason, seconds=result.seconds, files=files)
        entry |= {"figures": result.figures, "warnings": list(result.warnings), "rows": planned.rows}
    else:
        outcome = _failure(output, task, result)
        entry |= {"blame": outcome.blame, "message": outcome.reason}
        if isinstance(made := getattr(result, "made", None), Made):  # a page is not lost with its paper
            outcome = replace(outcome, files={**outcome.files, **store(output, stamp, made.contents)})
    listed = [path.relative_to(output).as_posix() for path in outcome.files.values()]
    entry |= {"outcome": outcome.outcome, "files": listed, "seconds": round(outcome.seconds, 3)}
    manifest.put(stamp, entry)
    return outcome


def _forget_failure(output: Path, stamp: str) -> None:
    for ending in ("ipynb", "log"):
        place(output, f"failed/{stamp}.{ending}").unlink(missing_ok=True)


def _failure(output: Path, task: Task, error: AnalysisError) -> Outcome:
    blame = {NotebookError: "notebook", MachineryError: "machinery"}.get(type(error), "rendering")
    message = " ".join(str(error).split()) or type(error).__name__
    # Whoever opens a report trusts that its figures are those of the data: an older one must not stay.
    withdrawn = withdraw(output, task.job.stamp)
    _forget_failure(output, task.job.stamp)
    name, written = f"failed/{task.job.stamp}", {}
    notebook = getattr(error, "notebook", None)
    log = [f"{task.job.stamp}: {blame_in_words(blame)}: {message}", ""]
    if withdrawn:
        log += [say("log-removed", reason=reason_in_words(task.reason)), ""]
    if notebook is not None:
        from analysis.run import as_file

        written["ipynb"] = put(output, f"{name}.ipynb", as_file(notebook))
        log += list(_said(notebook))
    if isinstance(error, UnexpectedError):
        log.append(error.trace)
    written["log"] = put(output, f"{name}.log", ("\n".join(log).rstrip() + "\n").encode())
    return Outcome(task.job, "failed", message, blame, files=written)


def _said(notebook: "NotebookNode") -> Iterator[str]:
    """What the cells printed and raised, for the log."""
    for number, cell in enumerate(notebook.cells, start=1):
        for output in cell.get("outputs", []):
            if output.output_type == "stream":
                yield f"--- {say('log-cell', number=number)}, {output.name}\n{output.text.rstrip()}"
            elif output.output_type == "error":
                yield f"--- {say('log-cell', number=number)}, {output.ename}\n" + "\n".join(output.traceback)


def put_index(output: Path, data: "Dataset", lang: str = "vi") -> Path:
    """Write the index of an output folder, whose lock the caller holds."""
    from analysis.batch.index import index_html
    from analysis.page import Words
    from analysis.report import letterhead

    head = letterhead(data, Words(lang))
    html = index_html(output, data.catalog, lang, letterhead=head, release=data.release)
    return put(output, "index.html", html.encode())


def write_index(planned: Plan) -> Path | None:
    """Write the index of the output folder, unless it shows what lies there.

    Parameters
    ----------
    planned : Plan
        Whoever holds the lock of its output folder calls this.

    Returns
    -------
    pathlib.Path or None
        None if there was nothing to write.
    """
    path = planned.output / "index.html"
    if path.is_file():
        with path.open("rb") as file:
            if reports_digest(planned.output).encode() in file.read(_HEAD):
                return None
    return put_index(planned.output, planned.data())


def refresh_index(output: Path, data: "Dataset") -> Path | None:
    """Write the index of an output folder anew, in its language, where there is one."""
    path = output / "index.html"
    if not path.is_file():
        return None
    with path.open("rb") as file:
        found = _LANGUAGE.search(file.read(_HEAD))
    with locked(output):
        return put_index(output, data, found[1].decode() if found else "vi")

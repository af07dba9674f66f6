"""The same jobs on the workers of a Dask cluster, which need nothing but this package installed.

A job brings its notebook along; the data folder travels once to each worker. The files of a report
come back as bytes. What a lost worker had in hand, Dask gives to another one.
"""

import asyncio
import importlib
import io
import logging
import math
import re
import threading
import time
import zipfile
from collections import deque
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import CancelledError, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from analysis.errors import AnalysisError, MachineryError, RequestError, sendable
from analysis.run import Job, Program, ReportMaker, Snapshot, Task, digest

__all__ = ["connected", "on_cluster"]

_AHEAD = 4
"""Jobs that each thread of the cluster has at hand, so that none waits while results travel."""

_PATIENCE = 5.0
"""Seconds that a scheduler may take to answer."""

_RECOUNT = 1.0
"""Seconds after which the threads of the cluster are counted anew."""

_ALONE = 60.0
"""Seconds without any worker after which the batch gives up."""

_GONE = (OSError, TimeoutError, CancelledError)
"""What calls end in when the scheduler is gone."""

_DATA, _NOTEBOOKS = "data", "notebooks"

_one_at_a_time = threading.Lock()


@contextmanager
def connected(address: str, folder: Path) -> Iterator[Any]:
    """A cluster whose workers get ready for reports, while this machine plans them.

    Parameters
    ----------
    address : str
        Of its scheduler.
    folder : pathlib.Path
        The data folder.

    Raises
    ------
    RequestError
        If Dask is not installed, or there is no scheduler or no worker.
    """
    if not re.fullmatch(r"((tcp|tls|ws|wss)://)?[^\s/]+:[0-9]+", address):
        raise RequestError("not-a-scheduler", address=address)
    try:
        from distributed import Client
    except ImportError:
        raise RequestError("needs-dask") from None
    # Of what it meets, this module tells in a line what Dask tells in ninety.
    for name in ("client", "core", "comm"):
        logging.getLogger(f"distributed.{name}").setLevel(logging.CRITICAL)
    try:
        # Before there is a client: one that has found no scheduler takes a long time to go.
        # In a thread of its own: a notebook, or a browser that is driven, has a loop running in this one.
        with ThreadPoolExecutor(1) as pool:
            pool.submit(asyncio.run, asyncio.wait_for(_greeted(address), _PATIENCE)).result()
        client = Client(address, timeout=_PATIENCE, set_as_default=False)
    except Exception as error:  # whatever is there, it is none; what does not speak like one makes any error
        said = " ".join(str(error).split()) or type(error).__name__
        raise RequestError("no-scheduler", address=address, seconds=f"{_PATIENCE:g}", why=said) from None
    with client, client.as_current():
        workers = list(client.nthreads())
        if not workers:
            raise RequestError("no-workers", address=address)
        shared = _shared(client, folder)
        ready = [client.submit(_get_ready, shared, workers=[worker], pure=False) for worker in workers]
        yield client
        del ready  # kept so long, or Dask would forget what nobody waits for


async def _greeted(address: str) -> None:
    """Have a scheduler say who it is."""
    from distributed.core import rpc
    from distributed.security import Security

    scheduler = rpc(address, timeout=_PATIENCE, connection_args=Security().get_connection_args("client"))
    try:
        await scheduler.identity()
    finally:
        await scheduler.close_rpc()


def _shared(client: Any, folder: Path) -> Any:
    """The data, as a task of its own: a worker that loses them gets them again."""
    content = Snapshot(folder).packed()
    return client.submit(bytes, content, key=f"doichieu-data-{digest(content)}")


def on_cluster(
    client: Any, tasks: Sequence[Task], maker: ReportMaker
) -> Generator[tuple[Task, Any] | None, None, None]:
    """Have tasks worked off by a cluster.

    Parameters
    ----------
    client : distributed.Client
        From `connected`.
    tasks : sequence of Task
    maker : ReportMaker
        As it would be used here.

    Yields
    ------
    tuple or None
        A task with what came of it: a `Made`, or its error. None in between.

    Raises
    ------
    RequestError
        If a worker has another version of this package.
    MachineryError
        If the scheduler or all its workers are lost.
    """
    address = client.scheduler.address
    try:
        yield from _work_off(client, tasks, maker)
    except _GONE:
        raise MachineryError("scheduler-lost", address=address) from None


def _work_off(
    client: Any, tasks: Sequence[Task], maker: ReportMaker
) -> Generator[tuple[Task, Any] | None, None, None]:
    from distributed import wait

    shared = _shared(client, maker.folder)
    waiting, tried = deque(tasks), set[Task]()
    running: dict[Any, Task] = {}
    bare, threads = replace(maker, folder=Path()), 0
    seen, counted = time.monotonic(), -math.inf
    try:
        while waiting or running:
            if time.monotonic() - counted > _RECOUNT:
                counted, threads = time.monotonic(), sum(client.nthreads().values())
                seen = counted if threads else seen
            if time.monotonic() - seen > _ALONE:
                raise MachineryError("workers-gone", seconds=_ALONE)
            # Several in one message, which takes the scheduler as long as one.
            room = _AHEAD * max(threads, 1) - len(running)
            if waiting and room >= max(threads, 1) * _AHEAD // 2:
                some = [waiting.popleft() for _ in range(min(room, len(waiting)))]
                futures = client.map(_make, some, content=shared, maker=bare, pure=False)
                running |= zip(futures, some, strict=True)
            try:
                done = wait(list(running), timeout=0.25, return_when="FIRST_COMPLETED").done
            except TimeoutError:
                yield None
                continue
            for future in done:
                if client.status != "running":  # then all futures count as done
                    raise ConnectionError
                task = running.pop(future)
                result = future.result() if future.status == "finished" else _lost(future)
                future.release()
                if isinstance(result, RequestError):
                    raise result  # of the worker, not of the report: it would meet every other, too
                if isinstance(result, MachineryError) and task not in tried:
                    tried.add(task)
                    waiting.append(task)
                else:
                    yield task, result
    finally:
        with suppress(*_GONE):
            client.cancel(list(running))


def _lost(future: Any) -> AnalysisError:
    """What became of a task that did not even end in an error of its own."""
    error = future.exception() if future.status == "error" else None
    if isinstance(error, ImportError):
        return RequestError("worker-cannot-load", why=error)
    return MachineryError("cluster-lost-it", why=error or future.status)


# ------------------------------------------------------------------------------------- on the worker


def _get_ready(content: bytes) -> None:
    """Load the data and what every report needs; whatever is wrong with them, who plans will say."""
    with suppress(Exception), _one_at_a_time:
        for module in ("run.execution", "run.render", "report.province.report", "report.comparison.report"):
            importlib.import_module(f"analysis.{module}")
        from analysis.compare import check
        from analysis.data import load

        check(load(Path(_unpacked(content).name, _DATA)))


def _make(task: Task, content: bytes, maker: ReportMaker) -> Any:
    """What comes of a task; its error, too, is given back and not raised, so that Dask leaves it as it is."""
    if Program.now(maker.notebooks, maker.inputs) != maker.program:
        return RequestError("worker-differs")
    # The folder a notebook runs in and its environment belong to the whole process.
    with _one_at_a_time:
        folder = Path(_unpacked(content).name)
        here = replace(maker, folder=folder / _DATA, cwd=folder / _NOTEBOOKS)
        try:
            _warm_up_once(here, task.job)
            return here(task)
        except Exception as error:
            return sendable(error)


_warmed: set[tuple[Path, str, str]] = set()


def _warm_up_once(maker: ReportMaker, job: Job) -> None:
    """Bring into this worker's memory what reports of a kind need: it forks a process for each."""
    kind = (maker.folder, job.report, job.lang)
    if kind not in _warmed:
        from analysis.data import load
        from analysis.run import warm_up

        warm_up(maker, load(maker.folder), [job])
        _warmed.add(kind)


@lru_cache(maxsize=2)
def _unpacked(content: bytes) -> "TemporaryDirectory[str]":
    """The data in a folder of this worker, read and ready, and beside them one that is empty.

    There the library's notebooks run, which look at no file. All of it goes with the last who holds it.
    """
    from analysis.data import keep, load

    folder = TemporaryDirectory(prefix="doichieu-", ignore_cleanup_errors=True)
    data = Path(folder.name, _DATA)
    Path(folder.name, _NOTEBOOKS).mkdir()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        archive.extractall(data)
    keep(load(data))
    return folder

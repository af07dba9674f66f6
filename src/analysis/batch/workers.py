"""Processes that work off tasks beside each other; one that dies takes only its own task with it.

The standard library's pools stand still or break altogether when a worker is killed, and give no task a
time limit; hence these few lines on top of its processes and pipes.
"""

import contextlib
import multiprocessing
import os
import signal
import time
import warnings
from collections import deque
from collections.abc import Callable, Generator, Iterable, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, TypeVar

from analysis.errors import MachineryError, sendable
from analysis.run import can_fork, die_with_parent, end_descendants, end_kept, keep_descendants

__all__ = ["work_off"]

T = TypeVar("T")

_TASKS_EACH = 100
"""Tasks after which a worker is replaced: what a library forgets to give back goes with it."""

_TICK = 0.25

_FAREWELL = 5.0
"""Seconds that a worker without a task may take to end."""


@dataclass
class _Worker(Generic[T]):
    process: Any
    pipe: Connection
    task: T | None = None
    since: float = 0.0
    done: int = 0

    def is_late(self, limit: float | None) -> bool:
        return limit is not None and time.monotonic() - self.since > limit


def work_off(
    tasks: Iterable[T],
    work: Callable[[T], Any],
    size: int,
    *,
    limit: float | None = None,
    close: Sequence[int] = (),
) -> Generator[tuple[T, Any] | None, None, None]:
    """Have tasks worked off.

    Parameters
    ----------
    tasks : iterable
    work : callable
        Called with a task in a worker. Where the system cannot fork, both must survive pickling.
    size : int
        How many workers there are.
    limit : float, optional
        Seconds that a task may take; a worker that takes longer is ended.
    close : sequence of int, optional
        File descriptors that a forked worker must not keep.

    Yields
    ------
    tuple or None
        A task with what came of it: a value, or the error that it raised (`UnexpectedError` if it is none of
        ours, `MachineryError` if its worker died or took too long). None every quarter of a second, so that
        the caller can show that time passes.
    """
    waiting = deque(tasks)
    workers: list[_Worker[T]] = []
    try:
        while waiting or any(worker.task is not None for worker in workers):
            while waiting and (idle := _idle(workers, work, size, close)) is not None:
                _give(idle, waiting)
            busy = [worker for worker in workers if worker.task is not None]
            ready = wait([worker.pipe for worker in busy], timeout=_TICK)
            if not ready:
                yield None
            for worker in busy:
                # What a dead worker has started may hold its pipe open, so that the pipe alone tells nothing.
                alive = worker.process.is_alive()
                if alive and worker.pipe not in ready and not worker.is_late(limit):
                    continue
                task, worker.task = worker.task, None
                result = _result(worker, limit)
                worker.done += 1
                if worker.done >= _TASKS_EACH or not worker.process.is_alive():
                    workers.remove(worker)
                    _dismiss(worker)
                # The worker goes on while the caller looks at the result.
                if waiting and worker in workers:
                    _give(worker, waiting)
                yield task, result  # type: ignore[misc]
    finally:
        for worker in workers:
            _dismiss(worker)


def _idle(
    workers: list[_Worker[T]], work: Callable[[T], Any], size: int, close: Sequence[int]
) -> _Worker[T] | None:
    for worker in workers:
        if worker.task is None:
            return worker
    if len(workers) == size:
        return None
    # Both ends of the older workers' pipes are of no business of a new one.
    others = [worker.pipe.fileno() for worker in workers]
    context: Any = multiprocessing.get_context("fork" if can_fork() else "spawn")
    ours, theirs = context.Pipe()
    unwanted = [ours.fileno(), *others, *close] if can_fork() else []
    process = context.Process(target=_serve, args=(theirs, work, unwanted), daemon=False)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of forking beside threads: see `engine.Cells`
        process.start()
    theirs.close()
    workers.append(_Worker(process, ours))
    return workers[-1]


def _give(worker: _Worker[T], waiting: deque[T]) -> None:
    worker.task, worker.since = waiting.popleft(), time.monotonic()
    # A worker that has just died says so when its answer is read.
    with contextlib.suppress(OSError):
        worker.pipe.send(worker.task)


def _result(worker: _Worker[T], limit: float | None) -> Any:
    with contextlib.suppress(EOFError, OSError):
        if worker.pipe.poll():
            return worker.pipe.recv()
    if worker.is_late(limit):
        worker.process.kill()
        worker.process.join()
        return MachineryError("worker-too-long", seconds=limit)
    worker.process.join(5)
    code = worker.process.exitcode
    if code and code < 0:
        return MachineryError("worker-killed", signal=signal.Signals(-code).name)
    return MachineryError("worker-ended", status=str(code))


def _dismiss(worker: _Worker[T]) -> None:
    worker.pipe.close()  # one that waits for a task ends by itself, and what it keeps before it
    if worker.task is None:
        worker.process.join(_FAREWELL)
    worker.process.kill()
    worker.process.join()
    worker.process.close()


def _serve(pipe: Connection, work: Callable[[T], Any], unwanted: Sequence[int]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that asked, which ends this one
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if (parent := multiprocessing.parent_process()) and parent.pid:
        die_with_parent(parent.pid)
    keep_descendants()
    for descriptor in unwanted:
        os.close(descriptor)
    while True:
        try:
            task = pipe.recv()
        except (EOFError, OSError):
            end_kept()
            return
        try:
            result: Any = work(task)
        except Exception as error:
            result = sendable(error)
        end_descendants(os.getpid())  # what a notebook has left behind, wherever it hid
        try:
            pipe.send(result)
        except OSError:
            return
        except Exception as error:
            pipe.send(MachineryError("result-not-sent", why=f"{type(error).__name__}: {error}"))

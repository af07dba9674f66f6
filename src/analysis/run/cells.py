"""Cells run in an IPython shell inside a process that was forked for them: a kernel without its sockets.

Starting a kernel costs a second or two, most of it for importing the same libraries again. A forked process
has them already. The shell in it is the kernel's own class, so that what a cell shows is what a kernel
shows; only the wire is another one: a pipe to the process that asked.
"""

import atexit
import contextlib
import gc
import os
import pickle
import signal
import stat
import sys
import tempfile
import time
import traceback
import warnings
from collections.abc import Callable, Hashable, Iterator, Sequence
from io import FileIO
from multiprocessing.connection import Connection, Pipe
from pathlib import Path
from typing import NamedTuple, NoReturn

from analysis.machine import collect_rarely
from analysis.messages import say
from analysis.run.shell import Message, Shell

__all__ = [
    "Cells",
    "CellsDiedError",
    "CellsHungError",
    "CellsNotStartedError",
    "can_fork",
    "die_with_parent",
    "end_descendants",
    "end_kept",
    "keep",
    "keep_descendants",
    "kept",
    "warm",
]

_READY = "ready"

_START = 120.0
"""Seconds that a forked process may take to be ready; with libraries to load it takes a second or two."""

_MESSAGE = 256 * 1024**2
"""Bytes that a cell may show at once."""

_FILE = 1024**3
"""Bytes that a file may have which a cell writes, as with what it starts and what that prints."""

_ROUNDS = 100

_NOTEBOOKS_EACH = 100
"""Notebooks after which a process that is kept is replaced: what they leave behind goes with it."""

_ready: Shell | None = None


class CellsNotStartedError(RuntimeError):
    """The process of the cells could not make itself ready: no cell is to blame."""


class CellsDiedError(Exception):
    """The process of the cells ended before the cell did."""


class CellsHungError(Exception):
    """A cell did not end in the time it was given."""


def can_fork() -> bool:
    """Whether this system can fork; where it cannot, a fresh kernel does the work."""
    return hasattr(os, "fork")


def warm() -> None:
    """Make ready what every report needs, so that a forked process has it already.

    For processes that do nothing but have notebooks run: it makes the IPython shell of this process.
    """
    global _ready
    if _ready is None:
        _ready = Shell()
    collect_rarely()
    gc.freeze()  # a collection in the forked process would otherwise copy every page it looks at


class Cells:
    """A process in which the cells of one notebook run, one after the other.

    Parameters
    ----------
    timeout : float, optional
        Seconds that a cell may take.
    memory : int, optional
        Bytes that the process may hold; a cell that wants more gets a MemoryError.
    start : callable, optional
        What the process does first, while this one goes on: until it is entered nobody waits for it.
    """

    def __init__(
        self,
        *,
        timeout: float | None = None,
        memory: int | None = None,
        start: Callable[[], object] | None = None,
    ) -> None:
        self._timeout = timeout
        # Closed by __exit__; what is not printed by Python itself lands there.
        self._spill = [tempfile.TemporaryFile(buffering=0) for _ in range(2)]  # noqa: SIM115
        self._pipe, theirs = Pipe()
        parent, here = os.getpid(), str(Path.cwd())
        sys.stdout.flush()
        sys.stderr.flush()
        with warnings.catch_warnings():
            # Python warns of forking beside threads. The threads there may be (numeric libraries, Dask) hold
            # nothing that the cells use, and a cell that hangs is ended.
            warnings.simplefilter("ignore", DeprecationWarning)
            self.pid = os.fork()
        if not self.pid:
            self._pipe.close()
            # `python -m` looks for modules in the folder that it was started in; a notebook, in its own.
            sys.path[:] = [folder for folder in sys.path if folder != here]
            _child(theirs, self._spill, memory, parent, start)
        theirs.close()
        self._status: int | None = None
        self.notebooks = 0
        """How many have run in it before."""

    def __enter__(self) -> "Cells":
        self.wait()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def wait(self) -> None:
        """Wait until it is ready for cells.

        Raises
        ------
        CellsNotStartedError
            If it ended instead, or takes too long.
        """
        try:
            in_time = self._pipe.poll(_START)
            if in_time and self._pipe.recv() == _READY:
                return
        except (EOFError, OSError):
            in_time = True
        self._end()
        how = self._how_it_ended() if in_time else say("cells-not-ready", seconds=_START)
        self.close()
        raise CellsNotStartedError(how)

    def renew(self) -> bool:
        """Have it forget the notebook that ran in it, for another one; tell whether it can.

        It does so while this process goes on; `wait` tells when it is ready again.
        """
        self.notebooks += 1
        if self._status is not None or self.notebooks >= _NOTEBOOKS_EACH:
            return False
        try:
            self._pipe.send(None)
        except OSError:
            return False
        return True

    def close(self) -> None:
        """End the process; more than once does no harm."""
        self._end()
        self._pipe.close()
        for file in self._spill:
            file.close()

    def run(self, source: str) -> Iterator[Message]:
        """Run one cell.

        Parameters
        ----------
        source : str
            Its code.

        Yields
        ------
        dict
            The messages of the kernel's protocol, as they come; the last one is ``execute_reply``.

        Raises
        ------
        CellsDiedError
            If the process ended: killed, or left by the cell itself.
        CellsHungError
            If the time was over.
        """
        deadline = None if self._timeout is None else time.monotonic() + self._timeout
        try:
            self._pipe.send(source)
            while True:
                if not self._pipe.poll(None if deadline is None else max(deadline - time.monotonic(), 0)):
                    self._end()
                    raise CellsHungError(say("cells-too-long", seconds=self._timeout))
                packed = self._pipe.recv_bytes(_MESSAGE)
                message: Message = {**pickle.loads(packed), "size": len(packed)}
                yield message
                if message["msg_type"] == "execute_reply":
                    return
        except (EOFError, OSError):
            self._end()
            raise CellsDiedError(self._how_it_ended()) from None

    def _end(self) -> None:
        if self._status is None:
            end_descendants(self.pid)
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.pid, signal.SIGKILL)  # with what the cells have started
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)
            _, self._status = os.waitpid(self.pid, 0)

    def _how_it_ended(self) -> str:
        code = os.waitstatus_to_exitcode(self._status or 0)
        how = (
            say("cells-killed", signal=signal.Signals(-code).name)
            if code < 0
            else say("cells-ended", status=str(code))
        )
        said = self._spill[1].seek(0) or self._spill[1].read().decode(errors="replace").strip()
        return how + (f"\n{said}" if said else "")


# ------------------------------------------------------------------------------------ kept for another


class _Kept(NamedTuple):
    owner: int
    kind: Hashable
    process: Cells


_kept: _Kept | None = None


def keep(kind: Hashable, process: Cells) -> None:
    """Keep a process in which a notebook ran for the next one of its kind, if it can run another.

    A fork copies each page of memory that its child touches, and a child begins without all that the one
    before it has worked out: both together cost a quarter to a third of what a report takes. So the cells of
    the library's own notebooks, which leave nothing behind but figures worked out, run in one process one
    after the other, each in an empty namespace.
    """
    global _kept
    if process.renew():
        _kept = _Kept(os.getpid(), kind, process)
    else:
        process.close()


def kept(kind: Hashable) -> Cells | None:
    """Take the process that this one has kept for a kind of notebooks; one of another kind is ended."""
    global _kept
    found, _kept = _kept, None
    if found is None or found.owner != os.getpid():  # a fork's copy: the process is its parent's
        return None
    if found.kind != kind:
        found.process.close()
        return None
    return found.process


@atexit.register
def end_kept() -> None:
    """End the process that this one keeps."""
    kept(None)  # which is no kind that any is of


# ------------------------------------------------------------------------------- in the forked process


def _child(
    pipe: Connection,
    spill: Sequence[FileIO],
    memory: int | None,
    parent: int,
    start: Callable[[], object] | None,
) -> NoReturn:
    """Serve cells until the pipe closes. Nothing of the process it was forked from may run on after it."""
    try:
        os.setsid()  # Ctrl-C at the terminal is for the process that asked
        signal.signal(signal.SIGINT, signal.default_int_handler)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        die_with_parent(parent)
        keep_descendants()
        _limit(memory)
        null = os.open(os.devnull, os.O_RDONLY)
        for number, target in ((null, 0), (spill[0].fileno(), 1), (spill[1].fileno(), 2)):
            os.dup2(number, target)
        _let_go(pipe.fileno(), null)
        if sys.modules.get("rfc3987_syntax", pipe) is None:
            del sys.modules["rfc3987_syntax"]  # our commands do without it, cells may not
        if start is not None:
            start()
        gc.freeze()  # what is there now stays to the end: no collection need look at it
        collect_rarely()  # a command may have done without, cells do not
        shell = _ready or Shell()
        shell.connect(pipe, spill)
        pipe.send(_READY)
        while True:
            if (source := pipe.recv()) is None:
                shell.renew()
                pipe.send(_READY)
            else:
                shell.run(source)
    except (EOFError, OSError, KeyboardInterrupt):
        pass
    except BaseException:
        os.write(2, traceback.format_exc().encode())
        os._exit(70)
    os._exit(0)


def _let_go(own: int, null: int) -> None:
    """Hold nothing open of the pipes and connections of the process that was forked: who closes one means it.

    Something else takes each one's number, or a file of a cell would get it, which an object of the other
    process may close.
    """
    held: list[int] = []
    with contextlib.suppress(OSError):  # where the system does not say what is open
        held = [int(file.name) for file in Path("/dev/fd").iterdir()]
    for number in held:
        with contextlib.suppress(OSError):
            kind = os.fstat(number).st_mode
            if number not in (own, null) and (stat.S_ISSOCK(kind) or stat.S_ISFIFO(kind)):
                os.dup2(null, number)


def die_with_parent(parent: int) -> None:
    """Where the system offers it: end when the parent ends, even if that is killed.

    Parameters
    ----------
    parent : int
        Its process id.
    """
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG
        if os.getppid() != parent:  # it ended before it could be watched
            os._exit(1)


def keep_descendants() -> None:
    """Where the system offers it: what this process starts stays below it, even what leaves its parent."""
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(36, 1)  # PR_SET_CHILD_SUBREAPER


def end_descendants(pid: int) -> None:
    """End all that a process has started, in whatever group or session it is by now, but what it keeps."""
    spared = _kept.process.pid if _kept and _kept.owner == pid else 0
    for _ in range(_ROUNDS):  # each may have started others meanwhile
        if not (found := [one for one in _descendants(pid) if one != spared]):
            return
        for descendant in found:
            with contextlib.suppress(OSError):
                os.kill(descendant, signal.SIGKILL)
        if pid == os.getpid():
            for descendant in found:  # one by one: to wait for any would be to wait for what is kept
                with contextlib.suppress(ChildProcessError):
                    os.waitpid(descendant, 0)


def _descendants(pid: int) -> list[int]:
    """All that runs below a process; of this one's own children also what has ended, to be waited for."""
    found = []
    for file in Path(f"/proc/{pid}/task").glob("*/children"):
        with contextlib.suppress(OSError):
            for child in map(int, file.read_text().split()):
                with contextlib.suppress(OSError):
                    ended = Path(f"/proc/{child}/stat").read_text().rpartition(") ")[2][0] == "Z"
                    if not ended or pid == os.getpid():
                        found.append(child)
                found += _descendants(child)
    return found


def _limit(memory: int | None) -> None:
    # If memory runs out all the same, the system is to take this process and not the one that asked.
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("1000")
    if memory is not None:
        import resource

        # Address space, too: what is shared or lies in /dev/shm counts as no data.
        limits = {resource.RLIMIT_DATA: memory, resource.RLIMIT_FSIZE: _FILE}
        with contextlib.suppress(OSError):
            pages = int(Path("/proc/self/statm").read_text().split()[0])
            limits[resource.RLIMIT_AS] = memory + pages * resource.getpagesize()
        for kind, limit in limits.items():
            _, hard = resource.getrlimit(kind)
            soft = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
            resource.setrlimit(kind, (soft, hard))

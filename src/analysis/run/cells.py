"""Cells run in an IPython shell inside a process that was forked for them: a kernel without its sockets.

Starting a kernel costs a second or two, most of it for importing the same libraries again. A forked process
has them already. The shell in it is the kernel's own class, so that what a cell shows is what a kernel
shows; only the wire is another one: a pipe to the process that asked.
"""

import builtins
import contextlib
import gc
import io
import os
import signal
import sys
import tempfile
import time
import traceback
import warnings
from collections.abc import Callable, Iterator, Sequence
from io import FileIO
from multiprocessing.connection import Connection, Pipe
from pathlib import Path
from typing import Any, NoReturn

__all__ = [
    "Cells",
    "CellsDiedError",
    "CellsHungError",
    "CellsNotStartedError",
    "can_fork",
    "die_with_parent",
    "warm",
]

Message = dict[str, Any]

_READY = "ready"

_START = 120.0
"""Seconds that a forked process may take to be ready; with libraries to load it takes a second or two."""

_FLUSH_AFTER = 0.2
"""Seconds after which printed text is passed on, as by a kernel: what a hanging cell printed is not lost."""


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
    import matplotlib_inline.backend_inline  # noqa: F401  (a kernel's backend of matplotlib)

    global _ready
    if _ready is None:
        _ready = _Shell()
    gc.collect()
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
        parent = os.getpid()
        sys.stdout.flush()
        sys.stderr.flush()
        with warnings.catch_warnings():
            # Python warns of forking beside threads. The threads there may be (numeric libraries, Dask) hold
            # nothing that the cells use, and a cell that hangs is ended.
            warnings.simplefilter("ignore", DeprecationWarning)
            self.pid = os.fork()
        if not self.pid:
            self._pipe.close()
            _child(theirs, self._spill, memory, parent, start)
        theirs.close()
        self._status: int | None = None

    def __enter__(self) -> "Cells":
        try:
            in_time = self._pipe.poll(_START)
            if in_time and self._pipe.recv() == _READY:
                return self
        except (EOFError, OSError):
            in_time = True
        self._end()
        how = (
            self._how_it_ended() if in_time else f"the process of the cells was not ready after {_START:g} s"
        )
        self.close()
        raise CellsNotStartedError(how)

    def __exit__(self, *_: object) -> None:
        self.close()

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
                    raise CellsHungError(f"no end after {self._timeout:g} seconds")
                message: Message = self._pipe.recv()
                yield message
                if message["msg_type"] == "execute_reply":
                    return
        except (EOFError, OSError):
            self._end()
            raise CellsDiedError(self._how_it_ended()) from None

    def _end(self) -> None:
        if self._status is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.pid, signal.SIGKILL)  # with what the cells have started
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)
            _, self._status = os.waitpid(self.pid, 0)

    def _how_it_ended(self) -> str:
        code = os.waitstatus_to_exitcode(self._status or 0)
        how = f"was ended by {signal.Signals(-code).name}" if code < 0 else f"ended with exit status {code}"
        said = self._spill[1].seek(0) or self._spill[1].read().decode(errors="replace").strip()
        return f"the process of the cells {how}" + (f"\n{said}" if said else "")


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
        _limit(memory)
        null = os.open(os.devnull, os.O_RDONLY)
        for number, target in ((null, 0), (spill[0].fileno(), 1), (spill[1].fileno(), 2)):
            os.dup2(number, target)
        if start is not None:
            start()
        shell = _ready or _Shell()
        shell.connect(pipe, spill)
        pipe.send(_READY)
        while True:
            shell.run(pipe.recv())
    except (EOFError, OSError, KeyboardInterrupt):
        pass
    except BaseException:
        os.write(2, traceback.format_exc().encode())
        os._exit(70)
    os._exit(0)


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


def _limit(memory: int | None) -> None:
    # If memory runs out all the same, the system is to take this process and not the one that asked.
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("1000")
    if memory is not None:
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        limit = memory if hard == resource.RLIM_INFINITY else min(memory, hard)
        resource.setrlimit(resource.RLIMIT_DATA, (limit, hard))


class _Stream(io.TextIOBase):
    """What a cell prints, passed on in pieces."""

    encoding = "UTF-8"

    def __init__(self, number: int, spill: FileIO, emit: Callable[[str, Message], None]) -> None:
        self._name, self._number, self._emit = ("", "stdout", "stderr")[number], number, emit
        self._spill, self._read = spill.fileno(), 0
        self._parts: list[str] = []
        self._since = 0.0

    def writable(self) -> bool:
        return True

    def fileno(self) -> int:
        return self._number

    def write(self, text: str) -> int:
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text)}")
        self._since = self._since if self._parts else time.monotonic()
        self._parts.append(text)
        if time.monotonic() - self._since > _FLUSH_AFTER:
            self.flush()
        return len(text)

    def flush(self) -> None:
        """Pass on what has been printed."""
        text, self._parts = "".join(self._parts) + self._spilled(), []
        if text:
            self._emit("stream", {"name": self._name, "text": text})

    def _spilled(self) -> str:
        """What was not printed by Python: by a subprocess, or by a library in C."""
        new = os.pread(self._spill, os.fstat(self._spill).st_size - self._read, self._read)
        self._read += len(new)
        return new.decode(errors="replace")


class _Shell:
    """The kernel's shell, whose messages go into a pipe."""

    def __init__(self) -> None:
        from ipykernel.compiler import XCachingCompiler
        from ipykernel.zmqshell import ZMQInteractiveShell
        from jupyter_client.session import Session
        from traitlets.config import Config

        emit = self._emit

        class Wire(Session):
            def send(self, stream: Any, msg_or_type: Any, content: Any = None, *_: Any, **__: Any) -> None:
                if isinstance(msg_or_type, dict):
                    emit(msg_or_type["msg_type"], msg_or_type["content"])
                else:
                    emit(msg_or_type, content or {})

        # The process that was forked from may itself be a notebook's, with a shell of its own.
        ZMQInteractiveShell.clear_instance()
        config = Config({"HistoryManager": {"enabled": False}})  # no thread, no file in the user's home
        self._shell = ZMQInteractiveShell.instance(
            config=config, kernel=_NoKernel(), compiler_class=XCachingCompiler
        )
        self._wire = wire = Wire()
        shell: Any = self._shell
        shell.enable_gui = _no_window
        shell.displayhook.session = shell.display_pub.session = wire
        shell.displayhook.topic = b"execute_result"

    def connect(self, pipe: Connection, spill: Sequence[FileIO]) -> None:
        """Take the process over: from now on all that it prints and shows goes into the pipe."""
        import matplotlib as mpl

        self._pipe = pipe
        sys.stdout = _Stream(1, spill[0], self._emit)
        sys.stderr = _Stream(2, spill[1], self._emit)
        sys.path.insert(0, "")  # as a kernel: the notebook's folder
        # What is warned of, and that it was already, must not depend on the process that was forked.
        warnings.resetwarnings()
        for kind in (DeprecationWarning, PendingDeprecationWarning, ImportWarning, ResourceWarning):
            warnings.simplefilter("ignore", kind, append=True)
        warnings.filterwarnings("default", category=DeprecationWarning, module="__main__")
        # matplotlib read its environment long ago; a notebook that uses pyplot gets a kernel's backend.
        mpl.rcParams._set(
            "backend", os.environ.get("MPLBACKEND") or "module://matplotlib_inline.backend_inline"
        )
        _connect_widgets(self._wire)
        builtins.input = _no_input  # type: ignore[assignment]

    def _emit(self, kind: str, content: Message) -> None:
        self._pipe.send(
            {"msg_type": kind, "header": {"msg_type": kind}, "parent_header": {}, "content": content}
        )

    def run(self, source: str) -> None:
        """Run one cell and report how it ended."""
        shell: Any = self._shell
        result = shell.run_cell(source, store_history=True)
        sys.stdout.flush()
        sys.stderr.flush()
        if shell.exit_now:
            os._exit(0)  # exit() ends a kernel, too
        shell.payload_manager.clear_payload()
        failed = not result.success or getattr(shell, "_last_traceback_during_displayhook", False)
        reply = {"status": "error" if failed else "ok", "execution_count": shell.execution_count - 1}
        self._emit("execute_reply", reply)


_ready: _Shell | None = None


class _NoKernel:
    """What the shell asks of its kernel, where there is none."""

    eventloop = None
    comm_manager = None

    @staticmethod
    def get_parent(_channel: str = "shell") -> Message:
        return {}


def _no_window(gui: str | None = None) -> None:
    """`%matplotlib inline` asks for no window, and gets none; anything else has no screen to be on."""
    if gui not in (None, "inline"):
        raise RuntimeError(f"there is no window system for {gui!r} in a report; use %matplotlib inline")


def _no_input(_prompt: str = "", **_: Any) -> NoReturn:
    from IPython.core.error import StdinNotImplementedError

    raise StdinNotImplementedError("raw_input was called, but this frontend does not support input requests.")


def _connect_widgets(wire: Any) -> None:
    """Widgets talk to the page by comms; the notebook keeps what they say."""
    import comm
    from ipykernel.jsonutil import json_clean

    class PipeComm(comm.base_comm.BaseComm):
        def publish_msg(
            self,
            msg_type: str,
            data: Any = None,
            metadata: Any = None,
            buffers: Any = None,
            **keys: Any,
        ) -> None:
            content = {"data": data or {}, "comm_id": self.comm_id, **keys}
            wire.send(None, msg_type, json_clean(content))

    manager = comm.base_comm.CommManager()
    comm.create_comm = lambda *args, **kwargs: PipeComm(*args, **kwargs)
    comm.get_comm_manager = lambda: manager

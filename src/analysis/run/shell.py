"""The IPython shell of a process of cells: a kernel's own, whose messages go into a pipe."""

import builtins
import io
import os
import sys
import threading
import time
import warnings
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from io import FileIO
from multiprocessing.connection import Connection
from typing import Any, NoReturn

from analysis.messages import say

__all__ = ["ENVIRONMENT", "SETTINGS", "Message", "Shell"]

Message = dict[str, Any]

BACKEND = "module://matplotlib_inline.backend_inline"
"""What draws where a cell uses pyplot: a kernel's backend, whatever is set for windows."""

ENVIRONMENT = {"MPLBACKEND": BACKEND, "SOURCE_DATE_EPOCH": "0"}
"""What the process of the cells inherits, so that a picture is the same each time."""

SETTINGS: Mapping[Any, str] = {"svg.hashsalt": "doichieu"}
"""What else a picture must be told for that: matplotlib's own settings, not the user's."""

_SPILLED = 32 * 1024**2
"""Bytes of what was not printed by Python that are read at once."""

_FLUSH_AFTER = 0.2
"""Seconds after which printed text is passed on, as by a kernel: what a hanging cell printed is not lost."""


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
        size = os.fstat(self._spill).st_size - self._read
        new = os.pread(self._spill, min(size, _SPILLED), self._read)
        self._read += size
        return new.decode(errors="replace")


class Shell:
    """The kernel's shell, whose messages go into a pipe; nowhere, as long as it has none."""

    def __init__(self) -> None:
        self._pipe: Connection | None = None
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
        from IPython.core.pylabtools import print_figure

        self._pipe = pipe
        sys.stdout = _Stream(1, spill[0], self._emit)
        sys.stderr = _Stream(2, spill[1], self._emit)
        sys.path.insert(0, "")  # as a kernel: the notebook's folder
        _warn_as_a_kernel()
        # matplotlib read its environment long ago; a notebook that uses pyplot gets a kernel's backend, which
        # connects itself to the shell when it is loaded. Our own reports draw no figure, and load none.
        mpl.rcParams._set("backend", BACKEND)
        pictures: Any = self._shell.display_formatter
        pictures.formatters["image/png"].for_type_by_name(
            "matplotlib.figure", "Figure", partial(print_figure, base64=True)
        )
        mpl.interactive(True)  # a figure is shown at the end of its cell, whoever has made it
        for name, setting in SETTINGS.items():
            mpl.rcParams[name] = setting
        _connect_widgets(self._wire)
        # Who forks this process may listen there for failures of its own.
        threading.excepthook = threading.__excepthook__
        sys.unraisablehook = sys.__unraisablehook__
        builtins.input = _no_input  # type: ignore[assignment]

    def _emit(self, kind: str, content: Message) -> None:
        if self._pipe is not None:
            self._pipe.send(
                {"msg_type": kind, "header": {"msg_type": kind}, "parent_header": {}, "content": content}
            )

    def renew(self) -> None:
        """Begin anew, for another notebook: no names, no numbers, no warning told already."""
        shell: Any = self._shell
        hook = shell.displayhook
        # Else what was shown last would be let go with a search for waste through all memory, each time.
        kept, hook.do_full_cache = hook.do_full_cache, 0
        shell.reset(new_session=True)
        hook.do_full_cache = kept
        hook._ = hook.__ = hook.___ = ""
        _warn_as_a_kernel()

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


def _warn_as_a_kernel() -> None:
    """What is warned of, and that it was already, must not depend on what ran in this process before."""
    warnings.resetwarnings()  # with it all modules forget what they have warned of
    for kind in (DeprecationWarning, PendingDeprecationWarning, ImportWarning, ResourceWarning):
        warnings.simplefilter("ignore", kind, append=True)
    warnings.filterwarnings("default", category=DeprecationWarning, module="__main__")


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
        raise RuntimeError(say("cells-no-window", gui=gui))


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

"""Our engines for papermill: cells in a forked process, or in a kernel, with every failure at its cell.

A module of its own, because papermill imports it, by its entry point, in the midst of being imported.
"""

import json
from ast import literal_eval
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from threading import Thread
from typing import Any

import nbformat
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import NBClientEngine, NotebookExecutionManager, papermill_engines
from papermill.log import logger

from analysis.run.cells import Cells, CellsDiedError, CellsHungError, can_fork
from analysis.run.shell import Message

__all__ = ["STANDARD", "WARM", "KernelEngine", "WarmEngine"]

WARM, STANDARD = "doichieu_warm", "doichieu_kernel"


_SHOWN = 32 * 1024**2
"""Bytes that a cell may print and show; a report has a hundredth of it."""

_START = 180
"""Seconds that a kernel may take to answer first; beside much other work a minute was too short."""
_IN_THREAD = "Exception in thread"
# A thread that outlives its cell fails when no cell of the kernel is listened to.
_LISTENING = f"""
import threading, traceback
heard, before = [], threading.excepthook
def listen(args):
    raised = traceback.format_exception(args.exc_type, args.exc_value, args.exc_traceback)
    if args.exc_type is not SystemExit:
        heard.append("{_IN_THREAD} " + getattr(args.thread, "name", "?") + ":\\n" + "".join(raised))
    before(args)
threading.excepthook, threading._heard = listen, heard
"""
_KERNEL_OPTIONS = ("kernel_manager_class", "extra_arguments")


class _Client(PapermillNotebookClient):  # type: ignore[misc]
    """Turns messages into outputs as papermill does, but what is too much is cut and said."""

    _cell, _room = -1, 0

    def papermill_execute_cells(self) -> None:
        """Run all cells of a kernel, and add to the last what threads raised that nobody listened to."""
        self._asked(f"exec({_LISTENING!r}, {{}})")
        super().papermill_execute_cells()
        cells = [cell for cell in self.nb.cells if cell.get("execution_count")]
        outputs = [output for cell in cells for output in cell.outputs]
        failed = any(one.output_type == "error" or _IN_THREAD in one.get("text", "") for one in outputs)
        heard = "" if failed else self._asked("pass", heard="''.join(__import__('threading')._heard)")
        if cells and heard:
            cells[-1].outputs.append(nbformat.v4.new_output("stream", name="stderr", text=heard))

    def _asked(self, code: str, **expressions: str) -> str:
        """Have the kernel run something that is no cell; give what the first expression holds."""
        reply = self.wait_for_reply(self.kc.execute(code, silent=True, user_expressions=expressions))
        values = reply["content"].get("user_expressions", {}) if reply else {}
        held = [value["data"]["text/plain"] for value in values.values() if "data" in value]
        return str(literal_eval(held[0])) if held else ""

    def process_message(self, msg: Message, cell: NotebookNode, cell_index: int) -> NotebookNode | None:
        """Make an output of a message, if there is room left for what its cell shows."""
        if cell_index != self._cell:
            self._cell, self._room = cell_index, _SHOWN
        if msg["msg_type"] in ("stream", "display_data", "execute_result", "error"):
            before = self._room
            self._room -= msg.get("size") or len(json.dumps(msg["content"]))
            if self._room < 0:
                if before < 0:
                    return None
                said = f"cell {cell_index + 1} shows more than {_SHOWN // 1024**2} MB; the rest was cut\n"
                if msg["msg_type"] == "stream":
                    cut = {**msg["content"], "text": msg["content"]["text"][:before]}
                    super().process_message({**msg, "content": cut}, cell, cell_index)
                msg = {"msg_type": "stream", "header": {"msg_type": "stream"}, "parent_header": {}}
                msg["content"] = {"name": "stderr", "text": said}
        nested = _nested(msg)
        if nested:  # nbformat would make a notebook's node of each of the thousands that a section has
            kept = {kind: shown for kind, shown in msg["content"]["data"].items() if kind not in nested}
            msg = {**msg, "content": {**msg["content"], "data": kept}}
        output: NotebookNode | None = super().process_message(msg, cell, cell_index)
        if nested and output is not None:
            dict.update(output.data, nested)
        return output


def _nested(msg: Message) -> dict[str, Any]:
    """What a cell shows as JSON and does not show anew later."""
    content = msg["content"]
    if msg["msg_type"] not in ("display_data", "execute_result") or (content.get("transient") or {}):
        return {}
    return {kind: shown for kind, shown in content["data"].items() if isinstance(shown, dict | list)}


class KernelEngine(NBClientEngine):  # type: ignore[misc]
    """papermill's own engine; a kernel that dies or hangs leaves its mark on the cell like any failure."""

    @classmethod
    def execute_managed_notebook(
        cls,
        nb_man: NotebookExecutionManager,
        kernel_name: str,
        **options: Any,
    ) -> None:
        """Run the cells of a parameterised notebook."""
        try:
            limits = {"timeout": options.pop("execution_timeout", None), "startup_timeout": _START}
            named = {name: options[name] for name in _KERNEL_OPTIONS if name in options}
            _Client(nb_man, kernel_name=kernel_name, log=logger, **limits, **named).execute()
        except (CellTimeoutError, DeadKernelError) as error:
            running = [
                cell for cell in nb_man.nb.cells if cell.metadata.papermill.status != nb_man.PENDING
            ]  # fmt: skip
            if not running:
                raise
            _mark(nb_man, running[-1], type(error).__name__, str(error).partition("\n")[0])


class WarmEngine(KernelEngine):
    """Runs the cells in a process forked from this one: no kernel to start, no library to import again.

    ``papermill --engine doichieu_warm`` uses it, too. Where the system cannot fork, a fresh kernel does
    the work.
    """

    @classmethod
    def execute_managed_notebook(
        cls,
        nb_man: NotebookExecutionManager,
        kernel_name: str,
        *,
        execution_timeout: float | None = None,
        memory: int | None = None,
        process: Cells | None = None,
        meanwhile: Callable[[], object] | None = None,
        **options: Any,
    ) -> None:
        """Run the cells of a parameterised notebook.

        They run in `process`, if one was started already; its limits are its own then, and who started it
        ends it. What is to be done `meanwhile` is done in this process, while that one starts and runs.
        """
        if not can_fork():
            super().execute_managed_notebook(
                nb_man, kernel_name, execution_timeout=execution_timeout, **options
            )
            return
        # Not to execute with, but to turn messages into outputs as papermill does for a kernel's.
        client = _Client(nb_man)
        client.reset_execution_trackers()
        with ExitStack() as stack:
            if process is None:
                process = stack.enter_context(closing(Cells(timeout=execution_timeout, memory=memory)))
            stack.enter_context(_beside(meanwhile))
            process.wait()
            for index, cell in enumerate(nb_man.nb.cells):
                nb_man.cell_start(cell, index)
                try:
                    if not _run(process, client, cell, index):
                        nb_man.cell_exception(cell, cell_index=index)
                        break
                except (CellsDiedError, CellsHungError) as error:
                    name = "CellTimeoutError" if isinstance(error, CellsHungError) else "DeadKernelError"
                    _mark(nb_man, cell, name, str(error))
                    break
                finally:
                    nb_man.cell_complete(cell, cell_index=index)
        client.set_widgets_metadata()
        client.comm_open_handlers.clear()  # by them it holds itself and the notebook, which would outlive it


@contextmanager
def _beside(work: Callable[[], object] | None) -> Iterator[None]:
    """Do something in a thread meanwhile: only after the fork, which would copy locks that a thread holds.

    It only makes ready: what goes wrong in it goes wrong again where it is needed, and is told there.
    """

    def tried() -> None:
        if work is not None:
            with suppress(Exception):
                work()

    thread = Thread(target=tried)
    thread.start()
    try:
        yield
    finally:
        thread.join()


papermill_engines.register(STANDARD, KernelEngine)
papermill_engines.register(WARM, WarmEngine)  # also where the package's entry points cannot be read


def _run(process: Cells, client: PapermillNotebookClient, cell: NotebookNode, index: int) -> bool:
    """Run one cell; tell whether the notebook goes on."""
    tags = cell.metadata.get("tags", [])
    if cell.cell_type != "code" or not cell.source.strip() or client.skip_cells_with_tag in tags:
        return True
    client.clear_before_next_output = False
    status = "error"
    for message in process.run(cell.source):
        if message["msg_type"] == "execute_reply":
            status = message["content"]["status"]
            cell.execution_count = message["content"]["execution_count"]
        else:
            client.process_message(message, cell, index)
    return status == "ok" or "raises-exception" in tags


def _mark(nb_man: NotebookExecutionManager, cell: NotebookNode, name: str, said: str) -> None:
    """Write into a cell that its process did not come back from it."""
    error = nbformat.v4.new_output(
        "error", ename=name, evalue=said.partition("\n")[0], traceback=said.split("\n")
    )
    cell.outputs.append(error)
    nb_man.cell_exception(cell)

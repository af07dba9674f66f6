"""A notebook and its parameters become an executed notebook. With its engines, all that knows papermill."""

import json
import logging
import os
import re
import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import nbformat
from ipykernel.compiler import get_file_name
from ipykernel.kernelspec import get_kernel_dict
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from nbformat import NotebookNode
from papermill.engines import papermill_engines
from papermill.execute import prepare_notebook_metadata
from papermill.inspection import _infer_parameters as infer_parameters
from papermill.iorw import load_notebook_node
from papermill.log import logger
from papermill.parameterize import parameterize_notebook
from papermill.utils import chdir

from analysis.errors import AnalysisError, MachineryError, NotebookError, RequestError
from analysis.run.cells import Cells, can_fork
from analysis.run.engines import STANDARD, WARM
from analysis.run.jobs import Settings
from analysis.run.shell import ENVIRONMENT, SETTINGS

__all__ = ["Notebook", "as_file", "check_parameters", "execute", "read_notebook"]

_KERNEL = "python3"
_SOCKET = 90
"""Letters that the path of a socket may have, less those that the kernel adds."""
# Only from where a word begins: tried at every letter, a long one without spaces would take minutes.
_CELL_FILE = re.compile(r"(?<![^\s\"'])[^\s\"']*ipykernel_\d+[/\\](\d+)\.py")


_ADDRESS = re.compile(r" at 0x[0-9a-f]{6,16}\b")
_STYLER = re.compile(r"\bT_[0-9a-f]{5}(?=_|\b)")


class _QuietKernel(AsyncKernelManager):
    """A kernel reached through socket files in a folder of its own, where the system has those.

    No port can clash with another kernel's then, and nobody else on the network can listen; ipykernel
    warns of the latter for every kernel that is reached over TCP. It is this Python's own, whatever kernels
    the user has installed under its name.
    """

    private = Path()
    """Folder of this kernel, in which all else lies that it would put into the user's home."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.connection_file = str(self.private / "kernel.json")
        sockets = os.name != "nt" and len(self.connection_file) < _SOCKET
        self.transport = "ipc" if sockets else "tcp"
        self._kernel_spec = KernelSpec(**get_kernel_dict())

    async def _async_launch_kernel(self, kernel_cmd: list[str], **options: Any) -> None:
        # What cells print comes by messages; what is left are complaints of a kernel that was ended.
        await super()._async_launch_kernel(kernel_cmd, **options, stderr=subprocess.DEVNULL)


@dataclass(frozen=True)
class Notebook:
    """A notebook to be run.

    Attributes
    ----------
    content : nbformat.NotebookNode
    name : str
        What messages call it.
    folder : pathlib.Path or None
        Where it runs; here without it.
    """

    content: NotebookNode
    name: str
    folder: Path | None = None

    @classmethod
    def at(cls, path: Path) -> "Notebook":
        """The notebook of a file, which runs in the file's folder."""
        if not path.is_file():
            raise RequestError("no-notebook", path=path)
        return replace(read_notebook(path.read_bytes(), path.name), folder=path.parent)


@lru_cache(maxsize=8)
def read_notebook(content: bytes, name: str) -> Notebook:
    """A notebook from the bytes of its file; the same for all jobs that share it.

    Raises
    ------
    RequestError
        If it is none.
    """
    try:
        return Notebook(nbformat.reads(content.decode("utf-8"), as_version=4), name)
    except (ValueError, nbformat.ValidationError) as error:  # JSON and Unicode errors are value errors
        raise RequestError("not-a-notebook", name=name, why=" ".join(str(error).split())) from None


def as_file(notebook: NotebookNode) -> bytes:
    """A notebook as the bytes of its file.

    nbformat would copy all of it, look once more whether it is valid, and indent it, which in Python takes
    longer than drawing a chart; nobody reads the text of a chart.
    """
    return (json.dumps(notebook, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n").encode()


def check_parameters(notebook: Notebook, parameters: Mapping[str, object]) -> None:
    """Refuse what papermill would only warn of: an unknown parameter, a notebook that takes none.

    Raises
    ------
    RequestError
        With the names that the notebook knows.
    """
    loaded = load_notebook_node(notebook.content)
    known = {found.name for found in infer_parameters(loaded, name=_KERNEL, language="python")}
    name = notebook.name
    if not known:
        raise RequestError("no-parameters-cell", name=name)
    if unknown := sorted(set(parameters) - known):
        raise RequestError("unknown-parameters", name=name, unknown=unknown, known=sorted(known))


def execute(
    notebook: Notebook,
    parameters: Mapping[str, object],
    settings: Settings = Settings(),  # noqa: B008  (frozen)
    *,
    data: Path | None = None,
    process: Cells | None = None,
    meanwhile: Callable[[], object] | None = None,
) -> NotebookNode:
    """Run a notebook in a process of its own.

    Parameters
    ----------
    notebook : Notebook
    parameters : mapping
        Names that its ``parameters`` cell sets, and their values; they count as checked.
    settings : Settings, optional
        Engine and limits.
    data : pathlib.Path, optional
        Data folder that the notebook loads; the library's own without it.
    process : Cells, optional
        A process of the warm engine that was started already: with its own folder, data, time and memory.
    meanwhile : callable, optional
        What this process does while the warm engine's starts and runs the cells.

    Returns
    -------
    nbformat.NotebookNode
        Executed, and without anything that differs from one run to the next.

    Raises
    ------
    NotebookError
        If a cell raised, hung or ended its process: the message names the cell and what it raised, and
        the error carries the notebook as far as it ran.
    MachineryError
        If the process or kernel could not be started.
    """
    name, warm = notebook.name, settings.engine == "warm"
    chosen = WARM if warm else STANDARD
    with TemporaryDirectory(prefix="doichieu-", ignore_cleanup_errors=True) as private:
        options: dict[str, Any]
        if warm and can_fork():
            options = {"memory": settings.memory, "process": process, "meanwhile": meanwhile}
        else:
            _refuse_namesake(notebook)
            kernel = type("_Kernel", (_QuietKernel,), {"private": Path(private)})
            options = {"kernel_manager_class": kernel, "extra_arguments": ["--IPKernelApp.log_level=ERROR"]}
        try:
            # The steps of papermill.execute_notebook, but for the last: it writes the notebook as text once
            # more, even where it goes nowhere, which takes as long as drawing a chart.
            nb = parameterize_notebook(
                load_notebook_node(notebook.content),
                dict(parameters),
                kernel_name=_KERNEL,
                language="python",
                engine_name=chosen,
            )
            nb = _folded(prepare_notebook_metadata(nb, name, None))
            with _environment(data, private), chdir(str(notebook.folder) if notebook.folder else None):
                executed = papermill_engines.execute_notebook_with_engine(
                    chosen,
                    nb,
                    kernel_name=_KERNEL,
                    input_path=name,
                    progress_bar=False,
                    log_output=False,
                    autosave_cell_every=0,
                    execution_timeout=settings.timeout,
                    **options,
                )
        except AnalysisError:
            raise
        except Exception as error:  # of a cell's own failure papermill has its own
            said = " ".join(str(error).split())
            raise MachineryError("could-not-run", name=name, why=f"{type(error).__name__}: {said}") from error
    failure = _failure(executed)
    executed = _lasting(executed)
    if failure is not None:
        beside = notebook.folder is None or failure.kind not in _OF_FILES
        key = "cell-raised" if beside else "cell-raised-input"
        raise NotebookError(key, executed, name=name, cell=failure.cell, why=failure.words)
    for position, cell in enumerate(executed.cells, start=1):
        # IPython's own exit() leaves no error; what follows it is missing from the report.
        if cell.cell_type == "code" and cell.source.strip() and cell.execution_count is None:
            raise NotebookError("cell-not-reached", executed, name=name, cell=position)
    return executed


def _folded(nb: NotebookNode) -> NotebookNode:
    """Let what papermill injects follow in the cell of the defaults: all other cells keep their number."""
    kept: list[NotebookNode] = []
    for cell in nb.cells:
        if kept and "injected-parameters" in cell.metadata.get("tags", []):
            kept[-1].source += "\n\n" + cell.source
        else:
            kept.append(cell)
    nb.cells = kept
    return nb


@dataclass(frozen=True)
class _Failure:
    """What went wrong in which cell, counted from 1."""

    cell: int
    kind: str
    words: str


def _failure(executed: NotebookNode) -> _Failure | None:
    """The first failure, however it was told: by an output, by papermill's mark, or by a thread on stderr."""
    for number, cell in enumerate(executed.cells, start=1):
        outputs = cell.get("outputs", [])
        for output in outputs:
            if output.output_type == "error":
                # papermill passes sys.exit(0) over, and the report lacks the rest.
                left = output.ename == "SystemExit" and output.evalue in ("", "0")
                said = "a cell called exit" if left else output.evalue
                return _Failure(number, output.ename, f"{output.ename}: {said}")
        printed = "".join(output.text for output in outputs if output.get("name") == "stderr")
        if thread := _IN_THREAD.search(printed):
            return _Failure(_cell_of(thread[0], executed) or number, "", _last_line(thread[0]))
        if cell.metadata.get("papermill", {}).get("exception"):  # a magic that there is not
            return _Failure(number, "", _last_line(printed) or "CellExecutionError")
    return None


_IN_THREAD = re.compile(r"^Exception in thread .*\n(?:Traceback .*\n)?(?:[ \t].*\n)*\S.*", re.MULTILINE)
_OF_FILES = ("FileNotFoundError", "ModuleNotFoundError")


def _last_line(text: str) -> str:
    from analysis.run.shown import printed  # wanted only where something has failed

    return (printed(text).strip().splitlines() or [""])[-1].strip()


def _cell_of(trace: str, executed: NotebookNode) -> int | None:
    """The cell whose code a traceback ends in."""
    named = _CELL_FILE.findall(trace)
    numbers = {_file_of(cell.source): number for number, cell in enumerate(executed.cells, start=1)}
    return numbers.get(named[-1]) if named else None


def _file_of(source: str) -> str:
    """Name of the file that a kernel says code of a cell stands in."""
    return Path(get_file_name(source)).stem


def _refuse_namesake(notebook: Notebook) -> None:
    """A kernel looks in the notebook's folder first, and would take a stranger for this library."""
    for name in ("analysis.py", "analysis/__init__.py"):
        if (stranger := (notebook.folder or Path()) / name).exists():
            raise RequestError("namesake", path=stranger)


@contextmanager
def _environment(data: Path | None, private: str) -> Iterator[None]:
    """What the process inherits: the data folder, and nothing that depends on whose machine it is.

    No start-up file of IPython, no setting of matplotlib's windows, no debugger's warnings on stderr; nor
    does papermill log there what the error tells: that a cell hangs, or that its kernel has died.
    """
    wanted = {"PYDEVD_DISABLE_FILE_VALIDATION": "1", **ENVIRONMENT}
    wanted |= {"IPYTHONDIR": private, "JUPYTER_RUNTIME_DIR": private}
    settings = Path(private, "matplotlibrc")
    settings.write_text("".join(f"{name}: {value}\n" for name, value in SETTINGS.items()))
    wanted["MATPLOTLIBRC"] = str(settings)
    wanted |= {"ANALYSIS_DATA": str(data.resolve())} if data else {}
    before = {name: os.environ.get(name) for name in wanted}
    os.environ.update(wanted)
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(level)
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def _lasting(executed: NotebookNode) -> NotebookNode:
    """Without the times and paths of this run: same inputs, same bytes."""
    executed.metadata.pop("papermill", None)
    executed.metadata.pop("language_info", None)
    numbers = {_file_of(cell.source): number for number, cell in enumerate(executed.cells, start=1)}
    for position, cell in enumerate(executed.cells):
        cell.metadata.pop("papermill", None)
        cell.metadata.pop("execution", None)
        cell["id"] = f"cell-{position}"  # papermill gives the injected cell a random one
        if cell.cell_type == "code":
            cell.outputs = _joined(cell.outputs, numbers)
    _renumber_widgets(executed)
    return executed


def _renumber_widgets(executed: NotebookNode) -> None:
    """Count the widgets, which have random names."""
    for widgets in executed.metadata.get("widgets", {}).values():
        text = json.dumps([executed.cells, widgets])
        for number, name in enumerate(widgets.get("state", {})):
            text = text.replace(name, f"{number:032x}")
        executed.cells, renamed = nbformat.from_dict(json.loads(text))
        widgets.update(renamed)
        widgets["state"] = renamed["state"]


def _joined(outputs: list[NotebookNode], numbers: Mapping[str, int]) -> list[NotebookNode]:
    """Outputs without what depends on the clock, a process or chance.

    Printed text is in one piece; a traceback names cells by their numbers; a Styler's table has no random
    name, and no object an address.
    """

    def named(found: re.Match[str]) -> str:
        return f"cell-{numbers.get(found[1], found[1])}.py"

    for output in outputs:
        if output.output_type == "stream":
            output.text = _ADDRESS.sub(" at 0x0", _CELL_FILE.sub(named, output.text))
        for kind, pattern, mark, instead in (
            ("text/plain", _ADDRESS, " at 0x", " at 0x0"),
            ("text/html", _STYLER, "T_", "T_00000"),
        ):
            if isinstance(text := output.get("data", {}).get(kind), str) and mark in text:
                output.data[kind] = pattern.sub(instead, text)
    kept = outputs[:1]
    for before, output in pairwise(outputs):
        if output.output_type == before.output_type == "stream" and output.name == kept[-1].name:
            kept[-1] = NotebookNode({**kept[-1], "text": kept[-1].text + output.text})
        else:
            kept.append(output)
    return kept

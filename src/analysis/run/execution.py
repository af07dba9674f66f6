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
from ipykernel.kernelspec import get_kernel_dict
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from nbformat import NotebookNode
from papermill.engines import papermill_engines
from papermill.exceptions import PapermillExecutionError
from papermill.execute import prepare_notebook_metadata, raise_for_execution_errors, remove_error_markers
from papermill.inspection import _infer_parameters as infer_parameters
from papermill.iorw import load_notebook_node
from papermill.log import logger
from papermill.parameterize import parameterize_notebook
from papermill.utils import chdir

from analysis.errors import AnalysisError, MachineryError, NotebookError, RequestError
from analysis.run.cells import Cells, can_fork
from analysis.run.engines import STANDARD, WARM
from analysis.run.jobs import Settings
from analysis.run.shell import BACKEND

__all__ = ["Notebook", "as_file", "check_parameters", "execute", "read_notebook"]

_KERNEL = "python3"
_SOCKET = 90
"""Letters that the path of a socket may have, less those that the kernel adds."""
# Only from where a word begins: tried at every letter, a long one without spaces would take minutes.
_CELL_FILE = re.compile(r"(?<![^\s\"'])[^\s\"']*ipykernel_\d+[/\\](\d+)\.py")


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
        What this process does while the warm engine's runs the cells.

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
    kept: list[NotebookNode] = []
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
            nb = remove_error_markers(prepare_notebook_metadata(nb, name, None))
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
                    kept=kept,
                    **options,
                )
            _take_exit_for_an_error(executed)
            raise_for_execution_errors(executed, None)
        except PapermillExecutionError as error:
            told = {"cell": error.cell_index + 1, "why": f"{error.ename}: {error.evalue}"}
            raise NotebookError("cell-raised", _lasting(kept[0]), name=name, **told) from error
        except AnalysisError:
            raise
        except Exception as error:  # of a cell's own failure papermill has its own
            said = " ".join(str(error).split())
            raise MachineryError("could-not-run", name=name, why=f"{type(error).__name__}: {said}") from error
    executed = _lasting(executed)
    for position, cell in enumerate(executed.cells, start=1):
        # IPython's own exit() leaves no error; what follows it is missing from the report.
        if cell.cell_type == "code" and cell.source.strip() and cell.execution_count is None:
            raise NotebookError("cell-not-reached", executed, name=name, cell=position)
    return executed


def _take_exit_for_an_error(executed: NotebookNode) -> None:
    """Make sys.exit(0) an error like any other: papermill passes it over, and the report lacks the rest."""
    for cell in executed.cells:
        for output in cell.get("outputs", []):
            if output.output_type == "error" and output.ename == "SystemExit" and output.evalue in ("", "0"):
                output.evalue = "a cell called exit"


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
    wanted = {"PYDEVD_DISABLE_FILE_VALIDATION": "1", "MPLBACKEND": BACKEND}
    wanted |= {"IPYTHONDIR": private, "JUPYTER_RUNTIME_DIR": private}
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
    for position, cell in enumerate(executed.cells):
        cell.metadata.pop("papermill", None)
        cell.metadata.pop("execution", None)
        cell["id"] = f"cell-{position}"  # papermill gives the injected cell a random one
        if cell.cell_type == "code":
            cell.outputs = _joined(cell.outputs)
    return executed


def _joined(outputs: list[NotebookNode]) -> list[NotebookNode]:
    """Printed text in one piece, without process numbers: how a kernel cuts it depends on the clock."""
    for output in outputs:
        if output.output_type == "stream":
            output.text = _CELL_FILE.sub(r"cell-\1.py", output.text)
    kept = outputs[:1]
    for before, output in pairwise(outputs):
        if output.output_type == before.output_type == "stream" and output.name == kept[-1].name:
            kept[-1] = NotebookNode({**kept[-1], "text": kept[-1].text + output.text})
        else:
            kept.append(output)
    return kept

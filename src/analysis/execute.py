"""A notebook and its parameters become an executed notebook. The only module that knows papermill."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import papermill
from jupyter_client.manager import AsyncKernelManager
from nbformat import NotebookNode
from papermill.exceptions import PapermillExecutionError
from traitlets import CaselessStrEnum

from analysis.errors import MachineryError, NotebookError, RequestError

_KERNEL = "python3"


class _QuietKernel(AsyncKernelManager):
    """A kernel reached through a socket file where the system has those.

    No port can clash with another kernel's then, and nobody else on the network can listen; ipykernel
    warns of the latter for every kernel that is reached over TCP.
    """

    transport = CaselessStrEnum(["tcp", "ipc"], default_value="tcp" if os.name == "nt" else "ipc")


def check_parameters(notebook: Path, parameters: Mapping[str, object]) -> None:
    """Refuse what papermill would only warn of: an unknown parameter, a notebook that takes none.

    Parameters
    ----------
    notebook : pathlib.Path
    parameters : mapping

    Raises
    ------
    RequestError
        With the names that the notebook knows.
    """
    if not notebook.is_file():
        raise RequestError(f"no notebook at {notebook}")
    known = papermill.inspect_notebook(str(notebook))
    if not known:
        raise RequestError(
            f"{notebook.name} has no cell tagged 'parameters'; tag the one that sets the defaults"
        )
    unknown = sorted(set(parameters) - set(known))
    if unknown:
        raise RequestError(
            f"{notebook.name} has no parameter {', '.join(unknown)}; it knows {', '.join(known)}"
        )


def execute(notebook: Path, parameters: Mapping[str, object], *, data: Path | None = None) -> NotebookNode:
    """Run a notebook in a kernel of its own.

    Parameters
    ----------
    notebook : pathlib.Path
        A notebook with a ``parameters`` cell.
    parameters : mapping
        Names that this cell sets, and their values.
    data : pathlib.Path, optional
        Data folder that the notebook loads; the library's own without it.

    Returns
    -------
    nbformat.NotebookNode
        Executed, and without anything that differs from one run to the next.

    Raises
    ------
    RequestError
        If the parameters do not fit the notebook.
    NotebookError
        If a cell raised: the message names the cell and what it raised.
    MachineryError
        If the kernel could not be started or died.
    """
    check_parameters(notebook, parameters)
    with _environment(data):
        try:
            executed = papermill.execute_notebook(
                str(notebook),
                None,
                parameters=dict(parameters),
                kernel_name=_KERNEL,
                language="python",
                progress_bar=False,
                log_output=False,
                cwd=str(notebook.parent),
                kernel_manager_class=_QuietKernel,
                extra_arguments=["--IPKernelApp.log_level=ERROR"],
            )
        except PapermillExecutionError as error:
            raise NotebookError(
                f"{notebook.name}, cell {error.exec_count}: {error.ename}: {error.evalue}"
            ) from error
        except (RuntimeError, OSError) as error:
            raise MachineryError(f"the kernel for {notebook.name} failed: {error}") from error
    return _lasting(executed)


@contextmanager
def _environment(data: Path | None) -> Iterator[None]:
    """What the kernel inherits: the data folder, and no debugger's warnings on stderr."""
    wanted = {"PYDEVD_DISABLE_FILE_VALIDATION": "1"} | (
        {"ANALYSIS_DATA": str(data.resolve())} if data else {}
    )
    before = {name: os.environ.get(name) for name in wanted}
    os.environ.update(wanted)
    try:
        yield
    finally:
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
    return executed

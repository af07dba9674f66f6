"""Opens JupyterLab on one of the notebooks to work in."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path

from analysis.errors import RequestError
from analysis.locations import notebooks_folder

__all__ = ["open_lab"]

NOTEBOOK = "explore.ipynb"


def open_lab(
    folder: Path,
    data: Path | None = None,
    options: Sequence[str] = (),
    notebook: str = NOTEBOOK,
    variables: Mapping[str, str] | None = None,
) -> int:
    """Run JupyterLab on a copy of a notebook until it is closed.

    The copy lies where reports are put: what is tried out there stays out of the project's own notebook,
    and the notebook can link to the reports that it makes.

    Parameters
    ----------
    folder : pathlib.Path
        Output folder, writable. A copy that is there already is opened as it was left.
    data : pathlib.Path, optional
        Data folder; the library's own without it.
    options : sequence of str, optional
        Handed on to JupyterLab, such as ``--no-browser``.
    notebook : str, optional
        Which of the project's notebooks.
    variables : mapping of str to str, optional
        What its cells find in the environment.

    Returns
    -------
    int
        JupyterLab's exit status.

    Raises
    ------
    RequestError
        If JupyterLab is not installed.
    """
    missing = [name for name in ("jupyterlab", "ipywidgets", "itables") if find_spec(name) is None]
    if missing:
        raise RequestError("needs-lab", missing=missing, packages=" ".join(missing))
    copy = folder.resolve() / notebook
    if not copy.exists():
        shutil.copyfile(notebooks_folder() / notebook, copy)
    # The settings there keep JupyterLab from asking the net for news, newer releases and extensions.
    ours = str(Path(__file__).parent / "templates" / "lab")
    settings = [ours, *filter(None, [os.environ.get("JUPYTER_CONFIG_PATH")])]
    environment = os.environ | {"JUPYTER_CONFIG_PATH": os.pathsep.join(settings)}
    environment |= {"ANALYSIS_DATA": str(data.resolve())} if data else {}
    environment |= variables or {}
    # One document, as wide as the window: beside the list of files its widgets would not find room.
    command = [sys.executable, "-m", "jupyterlab", f"--ServerApp.root_dir={copy.parent}",
               f"--LabApp.default_url=/doc/tree/{notebook}"]  # fmt: skip
    return subprocess.run([*command, *options], env=environment, check=False).returncode

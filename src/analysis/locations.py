"""Where the files that are not code lie: data and notebooks.

A wheel carries `data/` and `notebooks/` inside the package, under `bundled/`; in a clone (an editable
install) they lie at the top of the repository. Nothing here reads a file, and nothing depends on the folder
a command is started in.
"""

import os
from pathlib import Path

__all__ = ["data_folder", "notebooks_folder"]


def data_folder() -> Path:
    """Folder of the data: `ANALYSIS_DATA` if that is set, else the project's own.

    It is not checked here whether the folder exists: who reads it says so, with the remedy.
    """
    chosen = os.environ.get("ANALYSIS_DATA")
    return Path(chosen) if chosen else _packaged_or_cloned("data")


def notebooks_folder() -> Path:
    """Folder of the notebooks that reports are made from."""
    return _packaged_or_cloned("notebooks")


def _package() -> Path:
    return Path(__file__).resolve().parent


def _packaged_or_cloned(name: str) -> Path:
    packaged = _package() / "bundled" / name
    return packaged if packaged.is_dir() else _package().parents[1] / name

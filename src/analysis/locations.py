"""Where the files that are not code lie: data and notebooks.

A wheel carries `data/` and `notebooks/` inside the package, under `bundled/`; in a clone (an editable
install) they lie at the top of the repository. Nothing here reads a file, and nothing depends on the folder
a command is started in.
"""

import os
from pathlib import Path

WORKBOOKS = (".xlsx", ".ods", ".xlsm", ".xlsb", ".xls")
"""The endings of workbooks that can be read."""

__all__ = ["WORKBOOKS", "data_files", "data_folder", "is_table", "notebooks_folder"]


def data_folder() -> Path:
    """Folder of the data: `ANALYSIS_DATA` if that is set, else the project's own.

    Returns
    -------
    Path
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


def data_files(folder: Path) -> list[Path]:
    """Every file of a data folder that a report may depend on, in order: tables, description, identity, logo.

    Parameters
    ----------
    folder : pathlib.Path
    """
    return sorted(file for file in folder.iterdir() if is_table(file.name) or _is_beside(file.name))


def is_table(name: str) -> bool:
    """Whether a file may hold figures; what a program that has it open keeps beside it does not."""
    hidden = name.startswith((".", "~$"))
    return not hidden and name.lower().endswith((".csv", ".tsv", ".tab", *WORKBOOKS))


def _is_beside(name: str) -> bool:
    return name in ("datapackage.json", "office.yml") or name.endswith((".png", ".svg"))

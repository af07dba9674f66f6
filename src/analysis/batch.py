"""Jobs are carried out: executed, rendered, and put into the output folder whole or not at all."""

import csv
import hashlib
import io
import json
import os
import tempfile
from collections.abc import Mapping
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path

import nbformat

from analysis.blocks import MIME_TYPE
from analysis.dataset import Dataset
from analysis.execute import execute
from analysis.locations import notebooks_folder
from analysis.plan import Job
from analysis.render import render_html, render_pdf


def make(job: Job, data: Dataset, output: Path) -> dict[str, Path]:
    """Make one report and put its files into the output folder.

    Parameters
    ----------
    job : Job
    data : Dataset
        What the job was planned on; the notebook loads the same folder.
    output : pathlib.Path
        The output folder.

    Returns
    -------
    dict of str to pathlib.Path
        The files by ending: ``html`` and ``pdf`` as asked for, always ``ipynb`` (as executed),
        ``csv`` (every figure shown) and ``json`` (what it was made from).

    Raises
    ------
    NotebookError, MachineryError, RenderError
        If it could not be made; nothing is left under its final name then.
    """
    executed = execute(notebooks_folder() / job.notebook, job.parameters, data=data.folder)
    contents: dict[str, bytes] = {}
    if "html" in job.formats:
        contents["html"] = render_html(executed, stamp=job.stamp).encode()
    if "pdf" in job.formats:
        contents["pdf"] = render_pdf(executed, stamp=job.stamp)
    contents["ipynb"] = (nbformat.writes(executed) + "\n").encode()
    shown = figures_shown(executed)
    contents["csv"] = _figures_csv(shown, data)
    contents["json"] = _sidecar(job, data, shown, contents)
    base = output / job.stamp
    return {
        ending: write_whole(base.with_name(f"{base.name}.{ending}"), content)
        for ending, content in contents.items()
    }


def figures_shown(executed: nbformat.NotebookNode) -> list[str]:
    """Ids of all figures that an executed notebook shows, sorted."""
    found: set[str] = set()

    def look(piece: object) -> None:
        if isinstance(piece, Mapping):
            if isinstance(piece.get("figure"), str):
                found.add(piece["figure"])
            for inner in piece.values():
                look(inner)
        elif isinstance(piece, list):
            for inner in piece:
                look(inner)

    for cell in executed.cells:
        for output in cell.get("outputs", []):
            look(output.get("data", {}).get(MIME_TYPE))
    return sorted(found)


def _figures_csv(shown: list[str], data: Dataset) -> bytes:
    frame = data.observations.set_index("id").loc[shown].reset_index()
    out = io.StringIO()
    columns = [name for name in frame.columns if name not in ("note", "percent")]
    frame[columns].to_csv(
        out, index=False, quoting=csv.QUOTE_MINIMAL, lineterminator="\r\n", date_format="%Y-%m-%d"
    )
    return out.getvalue().encode("utf-8-sig")


def _sidecar(job: Job, data: Dataset, shown: list[str], contents: Mapping[str, bytes]) -> bytes:
    libraries = ("doichieu", "pandas", "matplotlib", "nbconvert", "papermill", "typst")
    record = {
        "job": asdict(job),
        "release": data.release,
        "versions": {name: version(name) for name in libraries},
        "files": {ending: hashlib.sha256(content).hexdigest() for ending, content in contents.items()},
        "figures": shown,
    }
    return (json.dumps(record, ensure_ascii=False, indent=1) + "\n").encode()


def write_whole(path: Path, content: bytes) -> Path:
    """Write a file so that it is seen under its name only when it is whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        temporary.chmod(0o644)
        temporary.replace(path)
    except BaseException:
        temporary.unlink()
        raise
    return path

"""Whatever file of a report is at hand: a page, or a paper, document or table with its sidecar beside it."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import nbformat

from analysis.data import Dataset
from analysis.errors import RenderError, RequestError
from analysis.run import render_html
from analysis.verify.verdict import Difference, Verdict, verify


def verify_file(path: Path, data: Dataset) -> Verdict:
    """Hold a file of a report against the data.

    A page carries all that this needs. Of any other file the sidecar says whether it is as it was made, and
    the executed notebook what was in it.

    Parameters
    ----------
    path : pathlib.Path
    data : Dataset
        What to hold it against.

    Raises
    ------
    RequestError
        If the file is no report of this project, or what it was made with is not beside it.
    """
    if path.suffix == ".html":
        return verify(path.read_text(encoding="utf-8"), data)
    notebook, sidecar = path.with_suffix(".ipynb"), path.with_suffix(".json")
    content = path.read_bytes()
    try:
        record = json.loads(sidecar.read_bytes())
        made = {ending: file["sha256"] for ending, file in record["files"].items()}
        page = render_html(nbformat.reads(notebook.read_text(encoding="utf-8"), as_version=4), stamp="")
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RenderError):
        raise RequestError(
            f"it is checked by {sidecar.name} and {notebook.name}, which are not whole beside it; "
            "put them there, or give the HTML page"
        ) from None
    found = list(_touched(made, {path.name: content, notebook.name: notebook.read_bytes()}))
    verdict = verify(page, data)
    return replace(verdict, differences=(*found, *verdict.differences))


def _touched(made: dict[str, str], contents: dict[str, bytes]) -> Iterator[Difference]:
    """The files that are not byte for byte as they were made."""
    for name, content in contents.items():
        ending = name.rpartition(".")[2]
        if made.get(ending) != hashlib.sha256(content).hexdigest():
            yield Difference("differs", name, "it is not byte for byte as it was made")

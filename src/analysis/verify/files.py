"""Which files are meant by files and folders that were given, and what stands in them."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import nbformat

from analysis.data import Dataset
from analysis.errors import RenderError, RequestError
from analysis.messages import refusal, say
from analysis.run import render_html
from analysis.verify.verdict import Difference, Verdict, verify

__all__ = ["page_files", "read_page", "verify_file"]

_HANDED_ON = (".docx", ".pdf", ".xlsx")


def page_files(given: Iterable[Path]) -> list[Path]:
    """The files that are meant: those named, and of a folder every report below it.

    A report is its page; where it was made without one, what is handed on in its place.

    Parameters
    ----------
    given : iterable of pathlib.Path

    Raises
    ------
    RequestError
        If a folder holds no report.
    """
    found: dict[Path, None] = {}
    for path in given:
        below = [path]
        if path.is_dir():
            files = sorted(file for file in path.rglob("*.*") if file.is_file())
            # The index of an output folder lists reports; it is none.
            pages = [file for file in files if file.suffix == ".html" and file.name != "index.html"]
            alone = [
                file
                for file in files
                if file.suffix in _HANDED_ON
                and file.with_suffix(".json").is_file()
                and not file.with_suffix(".html").is_file()
            ]
            below = sorted(pages + alone)
            if not below:
                raise RequestError("verify-empty-folder", path=path)
        found |= dict.fromkeys(below)
    return list(found)


def read_page(path: Path) -> str:
    """Read one page.

    Raises
    ------
    RequestError
        If it is none, or cannot be read.
    """
    try:
        if path.exists() and not path.is_file():
            raise RequestError("verify-no-page", path=path)
        content = path.read_bytes()
    except OSError as error:
        raise RequestError("cannot-read", path=path, why=refusal(error)) from None
    if content.startswith(b"%PDF-"):
        raise RequestError("verify-paper", path=path, beside=path.with_suffix(".html"))
    try:
        return content.decode()
    except UnicodeDecodeError:
        raise RequestError("verify-no-page", path=path) from None


def verify_file(path: Path, data: Dataset, own: Path | None = None) -> Verdict:
    """Hold a file of a report against the data.

    A page carries all that this needs. Of a PDF, a Word document or a workbook the sidecar says whether it is
    as it was made, and the executed notebook what was in it.

    Parameters
    ----------
    path : pathlib.Path
    data : Dataset
        What to hold it against.
    own : pathlib.Path, optional
        The notebook of one's own that made it, to be run again.

    Raises
    ------
    RequestError
        If the file is no report of this project, or what it was made with is not beside it.
    """
    notebook, sidecar = path.with_suffix(".ipynb"), path.with_suffix(".json")
    handed_on = path.suffix in _HANDED_ON and path.is_file()
    if not handed_on or (path.suffix == ".pdf" and not sidecar.is_file()):
        html, touched = read_page(path), []
    else:
        try:
            record = json.loads(sidecar.read_bytes())
            made = {ending: str(file["sha256"]) for ending, file in record["files"].items()}
            executed = nbformat.reads(notebook.read_text(encoding="utf-8"), as_version=4)
            html = render_html(executed, stamp="")
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RenderError):
            raise RequestError(
                "not-whole-beside", path=path, sidecar=sidecar.name, notebook=notebook.name
            ) from None
        touched = list(_touched(made, [path, notebook]))
    try:
        verdict = verify(html, data, own)
    except RequestError as error:
        raise RequestError("of-file", file=path, what=error) from None
    return replace(verdict, differences=(*touched, *verdict.differences))


def _touched(made: Mapping[str, str], files: Iterable[Path]) -> Iterator[Difference]:
    """The files that are not byte for byte as they were made."""
    for file in files:
        if made.get(file.suffix.removeprefix(".")) != hashlib.sha256(file.read_bytes()).hexdigest():
            yield Difference("differs", file.name, say("verify-touched"))

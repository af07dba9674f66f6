"""Which files are meant by files and folders that were given, and what stands in them."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.compare import SUM, passport, view
from analysis.data import Dataset, figures_csv
from analysis.errors import RenderError, RequestError
from analysis.files import read_asked, read_file
from analysis.messages import say
from analysis.page import MIME_TYPE
from analysis.run import Program, read_json
from analysis.verify.verdict import Difference, Kind, Verdict, verify

if TYPE_CHECKING:
    from nbformat import NotebookNode

__all__ = ["HANDED_ON", "page_files", "verify_file"]

HANDED_ON = (".html", ".pdf", ".docx", ".xlsx", ".csv")
"""Files of a report that are handed on; all but the page are checked by what lies beside them."""
_MADE_OF = (".ipynb", ".json")
_PAPERS = (".pdf", ".docx", ".xlsx")


def page_files(given: Iterable[Path]) -> list[Path]:
    """The files that are meant: those given as they are, and of a folder every file of a report below it.

    Raises
    ------
    RequestError
        If a folder holds no report.
    """
    found: dict[Path, None] = {}
    for path in given:
        below = [path]
        if path.name == "index.html" and path.with_name("manifest.json").is_file():
            raise RequestError("verify-index", path=path, folder=path.parent)
        if path.is_dir():
            # The index of an output folder lists reports; it is none.
            held = [
                file
                for file in sorted(path.rglob("*"))
                if file.suffix in HANDED_ON and file.is_file() and file.name != "index.html"
            ]
            below = [file for file in held if file.suffix == ".html" or not _is_alone(file)]
            if papers := [file for file in held if file.suffix in _PAPERS and not below]:
                raise _alone(papers[0])
            if not below:
                raise RequestError("verify-empty-folder", path=path)
        found |= dict.fromkeys(below)
    return list(found)


def _is_alone(path: Path) -> bool:
    """Whether nothing that a report was made with lies beside it."""
    return not any(path.with_suffix(ending).is_file() for ending in _MADE_OF)


def _alone(path: Path) -> RequestError:
    page, sidecar, notebook = (path.with_suffix(ending).name for ending in (".html", ".json", ".ipynb"))
    return RequestError("verify-alone", path=path, page=page, sidecar=sidecar, notebook=notebook)


def _page_at(path: Path) -> str:
    """Read one page.

    Raises
    ------
    RequestError
        If it is none, or cannot be read.
    """
    if path.exists() and not path.is_file():
        raise RequestError("verify-no-page", path=path)
    content = read_asked(path)
    if content.startswith(b"%PDF-"):
        raise RequestError("verify-paper", path=path, beside=path.with_suffix(".html"))
    try:
        return content.decode()
    except UnicodeDecodeError:
        raise RequestError("verify-no-page", path=path) from None


def verify_file(path: Path, data: Dataset, own: Path | None = None) -> Verdict:
    """Hold a file of a report against the data.

    A page carries all that this needs. What is handed on in another form is made again from the executed
    notebook beside it, which is held against the data.

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
    notebook, sidecar = (path.with_suffix(ending) for ending in _MADE_OF)
    handed_on = path.suffix in HANDED_ON[1:] and path.is_file()
    if handed_on and _is_alone(path):
        raise _alone(path)
    if not handed_on:
        handed_on, html, touched = False, _page_at(path), []
    else:
        import nbformat  # a page alone needs no notebook, nor what reads one

        from analysis.run import render_html

        try:
            record = read_json(sidecar)
            made = {ending: str(file["sha256"]) for ending, file in record["files"].items()}
            same_program = record["versions"] == dict(Program.now({}).versions)
            executed = nbformat.reads(read_file(notebook).decode(), as_version=4)
            html = render_html(executed, stamp="")
        except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError, RenderError):
            raise RequestError(
                "not-whole-beside", path=path, sidecar=sidecar.name, notebook=notebook.name
            ) from None
        touched = list(_touched(made, [path, notebook]))
    try:
        verdict = _verdict(html, data, own)
    except RequestError as error:
        raise RequestError("of-file", file=path, what=error) from None
    # Of another data set nothing can be made again: that is told once, and is all there is to tell.
    foreign = any(one.kind == "foreign" for one in verdict.differences)
    if (
        handed_on
        and not touched
        and not foreign
        and path.read_bytes() != _again(path.suffix, executed, verdict.stamp, data)
    ):
        kind: Kind = "differs"
        if verdict.differences:
            kind = "stale"
        elif not same_program:
            kind = "version"
        touched = [Difference(kind, path.name, say(f"verify-file-{kind}"))]
    return replace(verdict, differences=(*touched, *verdict.differences))


@lru_cache(maxsize=4)
def _verdict(html: str, data: Dataset, own: Path | None) -> Verdict:
    """What is said of a page; the files of a report follow each other, and all have the same."""
    return verify(html, data, own)


def _again(ending: str, executed: "NotebookNode", stamp: str, data: Dataset) -> bytes:
    """A file of a report, made again from its executed notebook."""
    from analysis.run import render_docx, render_pdf, render_xlsx

    if ending == ".pdf":
        return render_pdf(executed, stamp=stamp)
    if ending == ".docx":
        return render_docx(executed, stamp=stamp)
    seen = view(data, "2025" if stamp.rpartition(".")[0].endswith(SUM) else "printed")
    outputs = [output for cell in executed.cells for output in cell.get("outputs", [])]
    shown = passport.shown([output.get("data", {}).get(MIME_TYPE) for output in outputs])
    figures = sorted(figure for figure in shown if figure in seen.positions)
    table = figures_csv(seen, figures, stamp.rpartition(".")[2])
    if ending == ".csv":
        return table
    return render_xlsx(executed, stamp=stamp, figures=table.decode("utf-8-sig"))


def _touched(made: Mapping[str, str], files: Iterable[Path]) -> Iterator[Difference]:
    """The files that are not byte for byte as they were made."""
    for file in files:
        if made.get(file.suffix.removeprefix(".")) != hashlib.sha256(file.read_bytes()).hexdigest():
            yield Difference("differs", file.name, say("verify-touched"))

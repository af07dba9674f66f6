"""Where a report is made from start to end: cells executed, pages rendered, files as bytes.

It runs in a worker, here or on another machine, and writes nothing.
"""

import contextlib
import importlib
import multiprocessing
import os
import signal
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from analysis.errors import AnalysisError, RenderError
from analysis.files import named
from analysis.locations import notebooks_folder
from analysis.page import MIME_TYPE
from analysis.run.cache import Key, Program, sidecar
from analysis.run.cells import Cells, can_fork, keep, kept
from analysis.run.jobs import Job, Settings
from analysis.run.shell import ENVIRONMENT

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from analysis.data import Dataset

__all__ = ["Made", "ReportMaker", "Task", "warm_up"]


@dataclass(frozen=True, slots=True)
class Task:
    """A job, its key, and why it has to be made (empty: it is up to date)."""

    job: Job
    key: Key
    reason: str = ""


@dataclass(frozen=True)
class Made:
    """The files of a report by ending, and what is to be told of it."""

    contents: Mapping[str, bytes]
    figures: int
    warnings: tuple[str, ...]
    seconds: float


@dataclass(frozen=True)
class ReportMaker:
    """Makes reports in a worker, here or on another machine.

    Attributes
    ----------
    folder : pathlib.Path
        The data folder.
    notebooks : mapping of str to bytes
    inputs : mapping of str to bytes
        Files that cells of one's own notebooks read, by their paths.
    program : Program
    settings : Settings
    cwd : pathlib.Path or None
        Where the library's notebooks run; their own folder without it.
    """

    folder: Path
    notebooks: Mapping[str, bytes]
    inputs: Mapping[str, bytes]
    program: Program
    settings: Settings
    cwd: Path | None = None

    @contextlib.contextmanager
    def started(self, job: Job) -> Iterator[Cells | None]:
        """The process of the cells of one of the library's notebooks, begun before it is needed.

        The one report that a command makes waits for libraries most of the time. So the process of the cells
        loads what draws while this one loads papermill and what renders, and works out the key; neither waits
        for the other. In a batch all of it is there already.

        None where the cells have no process that could be forked now.
        """
        if job.notebook_path or self.settings.engine != "warm" or not can_fork():
            yield None
            return
        process = self._cells(self._folder, job)
        try:
            yield process
        finally:
            process.close()

    def __call__(self, task: Task) -> Made:
        """Make one report of a batch; raises what `make` does."""
        return self.make(task.job, lambda: task.key)

    def make(self, job: Job, key: Callable[[], Key], process: Cells | None = None) -> Made:
        """Make one report.

        Parameters
        ----------
        job : Job
        key : callable
            Gives the key of what it is made from; called first while the process of the cells starts or runs.
        process : Cells, optional
            From `started`.

        Raises
        ------
        NotebookError, MachineryError, RenderError
            If it could not be made.
        """
        from analysis.compare import passport, view
        from analysis.data import figures_csv, load

        started = time.monotonic()
        executed = self._execute(job, process, key)
        from analysis.run.beside import links
        from analysis.run.execution import as_file
        from analysis.run.render import BESIDE, render_docx, render_html, render_pdf, render_xlsx

        outputs = [output for cell in executed.cells for output in cell.get("outputs", [])]
        data = view(load(self.folder), job.units)
        figures = _vouched(
            passport.shown([output.get("data", {}).get(MIME_TYPE) for output in outputs]), data, executed
        )
        if job.beside:
            executed.metadata[BESIDE] = links(job.stamp, job.beside, data, job.lang)
        table = figures_csv(data, figures, job.lang)
        contents: dict[str, bytes] = {}
        unmade = None
        try:
            if "html" in job.formats:
                contents["html"] = render_html(executed, stamp=job.section_stamp).encode()
            if "pdf" in job.formats:
                contents["pdf"] = render_pdf(executed, stamp=job.section_stamp)
            if "docx" in job.formats:
                contents["docx"] = render_docx(executed, stamp=job.section_stamp)
            if "xlsx" in job.formats:
                contents["xlsx"] = render_xlsx(
                    executed, stamp=job.section_stamp, figures=table.decode("utf-8-sig")
                )
        except RenderError as error:
            if "html" not in contents:
                raise RenderError(str(error), executed) from None
            unmade = str(error)
        contents |= {"ipynb": as_file(executed), "csv": table}
        more = {"release": data.release, "figures": figures, "finding": _finding(outputs)}
        contents["json"] = sidecar(job, key(), self.program, contents, more)
        printed = "".join(output.text for output in outputs if output.get("name") == "stderr")
        warnings = tuple(line for line in printed.splitlines() if line.strip())
        made = Made(contents, len(figures), warnings, time.monotonic() - started)
        if unmade:
            raise RenderError("page-without-paper", executed, made, why=unmade)
        return made

    @property
    def _folder(self) -> Path:
        return self.cwd or notebooks_folder()

    def _execute(self, job: Job, process: Cells | None, key: Callable[[], Key]) -> "NotebookNode":
        """Run the notebook: one's own in a folder where nothing lies but the inputs that are named."""
        if not job.notebook_path:
            if process is None and self.settings.engine == "warm" and can_fork():
                return self._executed_by_kept(job, key)
            return self._executed_in(self._folder, job, key, process)
        with TemporaryDirectory(prefix="doichieu-", ignore_cleanup_errors=True) as folder:
            for name, file in job.input_files.items():
                path = Path(folder, name)
                path.parent.mkdir(parents=True, exist_ok=True)
                with named(path):
                    path.write_bytes(self.inputs[file])
            executed = self._executed_in(Path(folder), job, key)
        from analysis.run.render import MADE_WITH

        executed.metadata[MADE_WITH] = {
            "name": Path(job.notebook).name,
            "digest": self.program.notebooks[job.notebook],
            "parameters": dict(job.more),
            "inputs": {name: self.program.inputs[file] for name, file in job.input_files.items()},
        }
        return executed

    def _executed_in(
        self, folder: Path, job: Job, key: Callable[[], Key], process: Cells | None = None
    ) -> "NotebookNode":
        """Run the notebook in a folder."""
        settings = self.settings
        if process is None and settings.engine == "warm" and can_fork():
            process = self._cells(folder, job)
        try:
            return self._executed_by(process, folder, job, key)
        finally:
            if process is not None:
                process.close()

    def _executed_by_kept(self, job: Job, key: Callable[[], Key]) -> "NotebookNode":
        """Run one of the library's notebooks in the process that ran others before, if there is one."""
        kind = (self._folder, self.folder, self.settings)
        process = kept(kind) or self._cells(self._folder, job)
        try:
            executed = self._executed_by(process, self._folder, job, key)
        except AnalysisError:
            process.close()
            if not process.notebooks:
                raise
            # Whether those before it have any part in that, a process of its own will tell.
            return self._executed_in(self._folder, job, key)
        except BaseException:
            process.close()
            raise
        if any(
            output.output_type == "stream" for cell in executed.cells for output in cell.get("outputs", [])
        ):
            process.close()  # what is warned of once in a process is to be told in every report
        else:
            keep(kind, process)
        return executed

    def _executed_by(
        self, process: Cells | None, folder: Path, job: Job, key: Callable[[], Key]
    ) -> "NotebookNode":
        from analysis.run.execution import execute, read_notebook

        notebook = replace(read_notebook(self.notebooks[job.notebook], job.notebook), folder=folder)
        return execute(
            notebook,
            job.parameters,
            self.settings,
            data=self.folder,
            process=process,
            meanwhile=lambda: _make_ready_to_render(key),
        )

    def _cells(self, folder: Path, job: Job) -> Cells:
        start = partial(_settle_in, folder, self.folder, f"analysis.report.{job.report}.report", job.units)
        return Cells(timeout=self.settings.timeout, memory=self.settings.memory, start=start)


def _settle_in(folder: Path, data: Path, module: str, units: str) -> None:
    os.chdir(folder)
    os.environ |= {"ANALYSIS_DATA": str(data.resolve()), **ENVIRONMENT}
    importlib.import_module(module)
    from analysis.compare import rows_by_id, view
    from analysis.data import load

    rows_by_id(view(load(data), units))


def _make_ready_to_render(key: Callable[[], Key]) -> None:
    from analysis.run import render

    render.prepare()
    key()


def _finding(outputs: Sequence[Mapping[str, Any]]) -> str:
    """The first sentence of a report's summary, for who looks through many; empty where it finds nothing."""
    from analysis.page import plain

    for output in outputs:
        section = output.get("data", {}).get(MIME_TYPE) or {}
        for block in section.get("blocks", ()):
            if block.get("type") == "prose" and block.get("style") == "list" and block["items"]:
                return str(plain(block["items"][0]["runs"]))
    return ""


def _vouched(shown: Iterable[str], data: "Dataset", executed: "NotebookNode | None" = None) -> list[str]:
    """The figures that a report shows, in order; each must be one of the data."""
    figures = sorted(shown)
    if strangers := [figure for figure in figures if figure not in data.positions]:
        raise RenderError("shows-strangers", executed, strangers=strangers)
    return figures


def warm_up(maker: ReportMaker, data: "Dataset", jobs: Iterable[Job]) -> None:
    """Bring into memory what every report needs, before workers are forked from this process."""
    from analysis.run import cells, render
    from analysis.run.execution import read_notebook

    kinds = {(job.report, job.lang, job.units): job for job in jobs}
    with _worked_out_beside(data):
        for name, content in maker.notebooks.items():
            read_notebook(content, name)
        render.prepare()
        for module in (*(f"analysis.report.{report}.report" for report, _, _ in kinds), "scipy.stats"):
            importlib.import_module(module)
    for job in kinds.values():
        # Not all that a report needs is loaded by importing: words, templates, fonts, statistics. Whatever
        # goes wrong here goes wrong again where it belongs, in that report.
        with contextlib.suppress(Exception):
            _draw(job, data)
    cells.warm()


@contextlib.contextmanager
def _worked_out_beside(data: "Dataset") -> Iterator[None]:
    """Have another processor work out what is asked of all data, while this one loads libraries."""
    from analysis.compare import check, is_checked, take_findings, take_rates

    process = None
    # What a Dask worker starts must not start others; and what has been found is not looked for again.
    if can_fork() and not multiprocessing.current_process().daemon and not is_checked(data):
        ours, theirs = multiprocessing.Pipe(duplex=False)
        context: Any = multiprocessing.get_context("fork")
        process = context.Process(target=_work_out, args=(data, theirs), daemon=True)
        process.start()
        theirs.close()
    try:
        yield
        if process is not None:
            with ours, contextlib.suppress(EOFError, OSError):
                findings, rates = ours.recv()
                take_findings(data, findings)
                take_rates(data, rates)
    finally:
        if process is not None:
            process.kill()
            process.join()
            process.close()
    check(data)  # here, where nothing came of it there


def _work_out(data: "Dataset", pipe: Connection) -> None:
    from analysis.compare import check, rates

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that asked, which ends this one
    pipe.send((check(data), dict(rates(data))))


def _draw(job: Job, data: "Dataset") -> None:
    from analysis.report import ComparisonReport, PlacesReport, ProvinceReport
    from analysis.run.layout import render_sections

    layouts = {"comparison": ComparisonReport, "places": PlacesReport, "province": ProvinceReport}
    own = {name: value for name, value in job.parameters.items() if name not in dict(job.more)}
    report = layouts[job.report](data, **own)
    shown = [section._repr_mimebundle_() for section in report.sections()]
    render_sections([bundle[MIME_TYPE] for bundle in shown], stamp=job.section_stamp)

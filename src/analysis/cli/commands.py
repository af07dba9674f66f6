"""The command line: arguments in, exit status out; the only printer of results.

Results go to stdout, all else to stderr. Whatever is heavy is imported inside the command that needs it,
so that `--help` answers at once.
"""

import errno
import io
import json
import math
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, closing, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from analysis.errors import AnalysisError, DataError

if TYPE_CHECKING:
    import pandas as pd

    from analysis.data import Dataset

_BODY = click.option(
    "--body", metavar="B", help="Whose figures: bloc, province, … (default: the one with most)."
)
_PERIOD = click.option(
    "--period", default="FY", show_default=True, metavar="P", help="FY, H1, 9M, Q1 … Q4, TERM, YTD."
)


_LANG = click.option("--lang", default="vi", show_default=True, metavar="L", help="vi, en, or both: vi,en.")
_TO = click.option("--to", default="html,pdf", show_default=True, metavar="F", help="html, pdf, or both.")
_UNITS = click.option(
    "--units",
    type=click.Choice(["printed", "2025"]),
    default="printed",
    show_default=True,
    help="2025: by the 34 provinces of today, counts added up where every part has printed its own.",
)


class Folder(click.Path):
    """A path; an empty one, such as an unset variable leaves, does not mean the current folder."""

    def __init__(self) -> None:
        super().__init__(path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Refuse what is empty."""
        if value == "":
            self.fail("it is empty; name a folder", param, ctx)
        return super().convert(value, param, ctx)


DATA = click.option("--data", type=Folder(), metavar="DIR", help="Data folder (default: the project's own).")
OUTPUT = click.option("--output", type=Folder(), default=Path("reports"), show_default=True, metavar="DIR")


def _one_report(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of the commands that make one report."""
    for option in (DATA, OUTPUT, _TO, _LANG, _PERIOD, _BODY):  # the last one is shown first
        command = option(command)
    return command


def choice_of_format(*names: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """The option that chooses between some formats; the first is the usual one."""
    return click.option("--format", "form", type=click.Choice(names), default=names[0], show_default=True)


class _Group(click.Group):
    """Turns errors into one line and an exit status, and lists commands in their order."""

    def main(self, *args: Any, **more: Any) -> Any:
        _open_streams()
        return super().main(*args, **more)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except AnalysisError as error:
            if ctx.params.get("debug"):
                raise
            _fail(error)
        except OSError as error:
            # A reader that leaves early is no error: click ends quietly.
            if ctx.params.get("debug") or error.errno == errno.EPIPE:
                raise
            _fail_system(error)


def _open_streams() -> None:
    """Results are UTF-8 whatever the locale says; a terminal that lacks a letter shows a question mark."""
    for name, errors in (("stdout", "surrogateescape"), ("stderr", "backslashreplace")):
        stream = getattr(sys, name)
        if stream is None:  # closed by who called
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115
        elif isinstance(stream, io.TextIOWrapper):
            if stream.isatty():
                stream.reconfigure(errors="replace")
            else:
                stream.reconfigure(encoding="utf-8", errors=errors)


def _fail_system(error: OSError) -> NoReturn:
    place = "" if error.filename is None else f"{error.filename}: "
    click.echo(f"error: {place}{error.strerror or error}", err=True)
    try:
        sys.stdout.flush()
    except OSError:  # what is left in it must not be tried again at the end
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(1 if error.errno in (errno.ENOSPC, errno.EDQUOT) else 2)


def _fail(error: AnalysisError) -> NoReturn:
    if isinstance(error, DataError):
        for fault in error.faults:
            click.echo(f"error: {fault}", err=True)
        click.echo(f"error: the data has {len(error.faults)} fault(s); nothing was made", err=True)
    else:
        click.echo(f"error: {error}", err=True)
    sys.exit(error.exit_status)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="doichieu", prog_name="analysis")
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
def main(debug: bool) -> None:
    """Printed yearly figures about Vietnamese provinces, compared in reports that can be checked."""


@main.command()
@DATA
@choice_of_format("text", "json")
def validate(data: Path | None, form: str) -> None:
    """Name every fault of the data at once; disagreements inside sources are listed apart."""
    from analysis.compare import check
    from analysis.data import load
    from analysis.reading import traced_ids

    faults: Sequence[Any] = ()
    findings: Sequence[Any] = ()
    summary = "the data is invalid"
    try:
        dataset = load(data)
        findings = check(dataset)
        summary = f"{dataset!r}, {len(traced_ids(dataset))} traced to their texts"
    except DataError as error:
        faults = error.faults
    if form == "json":
        print_json(
            {"faults": [vars(fault) for fault in faults], "findings": [vars(finding) for finding in findings]}
        )
    else:
        for fault in faults:
            click.echo(str(fault))
        for finding in findings:
            click.echo(f"finding: {finding}")
    click.echo(f"{summary}: {len(faults)} fault(s), {len(findings)} finding(s)", err=True)
    if faults:
        sys.exit(1)


@main.command("list")
@_UNITS
@DATA
@choice_of_format("text", "json")
def list_(units: str, data: Path | None, form: str) -> None:
    """List what there is: provinces, years, periods, bodies, and how many figures of each domain."""
    from analysis.compare import view
    from analysis.data import load

    dataset = view(load(data), units)
    held = dataset.coverage()
    if form == "json":
        print_json(held)
        return
    domains = list(dataset.catalog.domain_names)
    keys = ["province", "year", "body", "period"]
    rows = [
        [*(row[key] for key in keys), *(row["figures"].get(domain, "") for domain in domains)] for row in held
    ]
    print_table([*keys, *domains], rows)


@main.command()
@click.argument("province")
@click.argument("year", type=int)
@_BODY
@_PERIOD
@_UNITS
@DATA
@choice_of_format("text", "json", "csv")
def show(
    province: str, year: int, body: str | None, period: str, units: str, data: Path | None, form: str
) -> None:
    """Show the comparison table of PROVINCE in YEAR."""
    from analysis.compare import plain, scope, today, view
    from analysis.data import load

    dataset = load(data)
    if units == "2025":
        province, dataset = today(dataset, province), view(dataset, units)
    chosen = scope(dataset, province, year, body, period)
    _say_body(chosen.body, body)
    if form == "text":
        _show_text(dataset, chosen.table)
        return
    frame = chosen.table.drop(columns=["start", "end", "token", "base"])
    frame = frame.assign(as_of=frame["as_of"].dt.strftime("%Y-%m-%d"))
    if form == "csv":
        lists = {name: frame[name].map(";".join) for name in ("breaks", "peer_ids")}
        click.echo(frame.assign(**lists).to_csv(index=False), nl=False)
    else:
        print_json(plain(frame.to_dict("records")))


def _show_text(dataset: "Dataset", table: "pd.DataFrame") -> None:
    from analysis.compare import notation
    from analysis.data import records
    from analysis.page import Words
    from analysis.report import change

    words = Words("en")
    rows = []
    for row in records(table):
        shown = "".join(run.text for run in change(row, words))
        place = (
            str(row["peer_count"])
            if row["why_no_rank"]
            else f"{row['rank_low']:.0f}–{row['rank_high']:.0f} of {row['peer_count']}"
        )
        values = [
            notation.count(row, words, dataset.catalog),
            notation.base(row, words, dataset.catalog),
            notation.percent(row, words),
        ]
        rows.append(
            [
                notation.label(row, words, dataset.catalog),
                row["kind"],
                *values,
                shown,
                row["outcome"],
                place,
                row.get("formula") or row["source"],
            ]
        )
    print_table(
        ["indicator", "kind", "number", "of", "share", "on the period before", "target", "peers", "source"],
        rows,
    )


@main.command()
@click.argument("province")
@click.argument("year", type=int)
@_one_report
def report(province: str, year: int, **options: Any) -> None:
    """Make the report of PROVINCE in YEAR."""
    _make(year, province=province, **options)


def _make(
    year: int, *, body: str | None, lang: str, to: str, output: Path, data: Path | None, **place: str
) -> None:
    from analysis.batch import report_jobs
    from analysis.data import load
    from analysis.run import writable

    dataset = load(data)
    jobs = report_jobs(dataset, year, body=body, langs=_split(lang), formats=_split(to), **place)
    writable(output)
    _say_body(jobs[0].body, body)
    from analysis.batch import make

    for job in jobs:
        click.echo(f"making {job.stamp}", err=True)
        for path in make(job, dataset, output).values():
            click.echo(str(path))


@main.command()
@click.argument("figure_id", metavar="FIGURE-ID")
@DATA
@choice_of_format("text", "json")
def explain(figure_id: str, data: Path | None, form: str) -> None:
    """Explain one figure: its row, source, what was printed, what follows from it, what disagrees."""
    from analysis.compare import SUM, explanation, plain, view
    from analysis.data import load

    units = "2025" if figure_id.endswith(f"@{SUM}") else "printed"
    found = explanation(view(load(data), units), figure_id)
    if form == "json":
        print_json(plain(found))
        return
    for name, value in found.items():
        if isinstance(value, list):
            for item in value:
                detail = "; ".join(
                    f"{key} {text}" for key, text in item.items() if text not in ("", None, [])
                )
                click.echo(f"{name}: {detail}")
        elif isinstance(value, dict):
            click.echo(f"{name}: " + ", ".join(str(text) for text in value.values() if text))
        elif value not in ("", None):
            click.echo(f"{name}: {value}")


def _say_body(body: str, asked: str | None) -> None:
    if asked is None:
        click.echo(f"body: {body} (the one with most figures; choose another with --body)", err=True)


def _split(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def print_json(value: Any) -> None:
    """Print data as JSON."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=1))


def print_table(heads: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Print rows under their heads, in columns."""
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold")
    for head in heads:
        table.add_column(head, overflow="fold")
    for row in rows:
        table.add_row(*(str(cell) for cell in row))
    # Into a pipe a table is as wide as it needs to be, so that no cell is folded.
    Console(width=None if sys.stdout.isatty() else 400, highlight=False).print(table)


@main.command()
@click.argument("reports", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="REPORT.html…")
@DATA
def verify(reports: tuple[Path, ...], data: Path | None) -> None:
    """Derive every figure of reports again from the data, and name each that differs or is out of date."""
    from analysis.data import load
    from analysis.errors import RequestError
    from analysis.verify import verify as verdict_on

    dataset = load(data)
    figures = differences = 0
    for path in reports:
        try:
            verdict = verdict_on(path.read_text(encoding="utf-8"), dataset)
        except (OSError, UnicodeDecodeError) as error:
            raise RequestError(f"cannot read {path}: {getattr(error, 'strerror', None) or error}") from None
        except RequestError as error:
            raise RequestError(f"{path}: {error}") from None
        for note in verdict.notes:
            click.echo(f"note: {path}: {note}", err=True)
        for difference in verdict.differences:
            click.echo(f"{path}: {difference}")
        figures += verdict.figures
        differences += len(verdict.differences)
    outcome = f"{differences} difference(s)" if differences else "all as the data have them"
    click.echo(f"{len(reports)} report(s), {figures} figures: {outcome}", err=True)
    if differences:
        sys.exit(1)


@main.command()
@click.argument("folder", type=Folder(), metavar="DIR")
@click.option(
    "--semicolons",
    is_flag=True,
    help="For a spreadsheet whose decimal mark is the comma (Vietnamese Excel): it opens by a double click.",
)
def new(folder: Path, semicolons: bool) -> None:
    """Make an empty, valid data folder to fill, with one explained example for each file."""
    from analysis.data import load, start

    click.echo(str(start(folder, load(), semicolons=semicolons)))
    click.echo(f"next: read {folder / 'README.md'}, fill, then: analysis validate --data {folder}", err=True)


@main.command()
@OUTPUT
@click.option("--lang", default="vi", show_default=True, metavar="L", help="Language of the index: vi or en.")
@DATA
def index(output: Path, lang: str, data: Path | None) -> None:
    """Write index.html: every report of the output folder, to be searched and filtered."""
    from analysis.batch import index_html
    from analysis.data import load
    from analysis.errors import RequestError
    from analysis.run import locked, write_whole

    if not output.is_dir():
        raise RequestError(f"no folder at {output}; choose another with --output")
    catalog = load(data).catalog
    with locked(output):
        html = index_html(output, catalog, lang)
        click.echo(str(write_whole(output / "index.html", html.encode())))


@main.command()
@click.argument("year", type=int)
@click.option("--region", default="", metavar="R", help="One region by slug or name (default: all).")
@_one_report
def compare(year: int, region: str, **options: Any) -> None:
    """Set all provinces of YEAR side by side, or those of one region."""
    _make(year, region=region, **options)


@main.command()
@click.argument("old", type=Folder())
@click.argument("new", type=Folder())
@click.option("--record", "recorded", is_flag=True, help="Write them into NEW: changes.csv, CHANGELOG.md.")
@choice_of_format("text", "json")
def diff(old: Path, new: Path, recorded: bool, form: str) -> None:
    """Name the figures that are new, revised or withdrawn between the data folders OLD and NEW."""
    from collections import Counter

    from analysis.compare import as_json, changes, record
    from analysis.data import load

    before, after = load(old), load(new)
    found = changes(before, after)
    if form == "json":
        print_json(as_json(before, after, found))
    else:
        for change in found:
            click.echo(f"{change.change:<9}  {change}")
    if recorded:
        for path in record(before, after):
            click.echo(f"written: {path}", err=True)
    counts = Counter(change.change for change in found)
    summary = ", ".join(f"{counts[kind]} {kind}" for kind in ("new", "revised", "withdrawn"))
    click.echo(f"{before.release} → {after.release}: {summary}", err=True)


@main.command()
@click.argument("plan_file", required=False, type=click.Path(path_type=Path), metavar="[PLAN.yml]")
@click.option("--provinces", metavar="LIST", help="Slugs, names or codes with commas, or all (default).")
@click.option("--years", metavar="LIST", help="2023, 2019-2023, several with commas, or all (default).")
@click.option("--bodies", metavar="LIST", help="Bodies, or all (default: the one with most figures).")
@click.option("--periods", metavar="LIST", help="Periods, or all (default: FY).")
@click.option("--regions", metavar="LIST", help="Comparisons of regions, not the country; all for each.")
@click.option("--langs", metavar="LIST", help="vi (default), en, or both.")
@click.option("--reports", metavar="LIST", help="province (default), comparison, or both.")
@click.option("--to", metavar="LIST", help="html, pdf, or both (default).")
@click.option(
    "--jobs", type=click.IntRange(min=1), metavar="N", help="Reports at once (default: one a core)."
)
@click.option(
    "--scheduler", default="", metavar="ADDRESS", help="Dask scheduler, such as tcp://10.0.0.1:8786."
)
@click.option("--engine", type=click.Choice(["warm", "kernel"]), default="warm", show_default=True,
              help="Forked from a warm process, or a Jupyter kernel each.")  # fmt: skip
@click.option("--timeout", type=click.FloatRange(min=0, min_open=True), default=600.0, show_default=True,
              metavar="S", help="Seconds that a cell may take; a report, three times as many.")  # fmt: skip
@click.option("--force", is_flag=True, help="Make what is up to date again, too.")
@click.option("--dry-run", is_flag=True, help="Only list what would be made, and why.")
@click.option("--fail-fast", is_flag=True, help="Stop at the first failure.")
@click.option("--quiet", is_flag=True, help="No progress; failures are still named.")
@OUTPUT
@DATA
def batch(
    plan_file: Path | None,
    jobs: int | None,
    scheduler: str,
    engine: str,
    timeout: float,
    force: bool,
    dry_run: bool,
    fail_fast: bool,
    quiet: bool,
    output: Path,
    data: Path | None,
    **options: str | None,
) -> None:
    """Make all reports asked for that have data; skip what is up to date; then write the index."""
    from analysis.batch import Watch, plan, run, summary, write_index
    from analysis.errors import RequestError
    from analysis.machine import cores, memory_each
    from analysis.run import Settings, locked, read_plan, request, writable

    given = {name: value for name, value in options.items() if value is not None}
    if plan_file is not None and given:
        raise RequestError(f"{plan_file} says what to make; leave out --{', --'.join(sorted(given))}")
    if not math.isfinite(timeout):
        raise RequestError(f"--timeout {timeout} is no number of seconds")
    asked = [request(given)] if plan_file is None else read_plan(plan_file)
    if dry_run:
        planned = plan(asked, output, data, force=force)
        for task in planned.due:
            click.echo(f"{task.job.stamp}: {task.reason}")
        counts = {"to make": len(planned.due), "up to date": len(planned.tasks) - len(planned.due)}
        click.echo(summary(counts), err=True)
        return
    size = jobs or cores()
    settings = Settings(engine, timeout, memory_each(size))
    watch = None
    try:
        if not output.is_dir():
            plan(asked, output, data)  # what cannot be made gets no folder either
        writable(output)
        # Nobody else may write there from the plan to the index, or neither would be true.
        with _cluster(scheduler, data) as cluster, locked(output) as lock:
            planned = plan(asked, output, data, force=force, remember=True)
            made = run(planned, lock, size=size, settings=settings, fail_fast=fail_fast, cluster=cluster)
            with Watch(len(planned.tasks), len(planned.due), quiet=quiet) as watch, closing(made):
                for outcome in made:
                    watch.see(outcome)
            if index := write_index(planned):
                click.echo(str(index))
    except KeyboardInterrupt:
        if watch is None:
            click.echo("interrupted; nothing was made", err=True)
        else:
            watch.recap(interrupted=True)
        sys.exit(130)
    except (AnalysisError, OSError):
        if watch is not None:
            watch.recap()
        raise
    watch.recap()
    if watch.failures:
        sys.exit(1)


def _cluster(scheduler: str, data: Path | None) -> AbstractContextManager[Any]:
    if not scheduler:
        return nullcontext()
    from analysis.batch import connected
    from analysis.locations import data_folder

    return connected(scheduler, data or data_folder())


@main.command(context_settings={"ignore_unknown_options": True})
@OUTPUT
@DATA
@click.argument("options", nargs=-1, type=click.UNPROCESSED, metavar="[JUPYTERLAB-OPTION]…")
def explore(output: Path, data: Path | None, options: tuple[str, ...]) -> None:
    """Open JupyterLab on a notebook to look around in: choose, compare, see, make a report."""
    from analysis.data import load
    from analysis.run import NOTEBOOK, open_lab, writable

    load(data)
    writable(output)
    click.echo(f"opening {output / NOTEBOOK} (Ctrl-C ends it)", err=True)
    sys.exit(open_lab(output, data, options))

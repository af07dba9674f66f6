"""The command line: arguments in, exit status out, and the only printer.

Results go to stdout, all else to stderr. Whatever is heavy is imported inside the command that needs it,
so that `--help` answers at once.
"""

import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from analysis.errors import AnalysisError, DataError

if TYPE_CHECKING:
    import pandas as pd

    from analysis.dataset import Dataset

_DATA = click.option(
    "--data", type=click.Path(path_type=Path), metavar="DIR", help="Data folder (default: the project's own)."
)
_BODY = click.option(
    "--body", metavar="B", help="Whose figures: bloc, province, … (default: the one with most)."
)
_PERIOD = click.option(
    "--period", default="FY", show_default=True, metavar="P", help="FY, H1, 9M, Q1 … Q4, TERM, YTD."
)


def _format(*names: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    return click.option("--format", "form", type=click.Choice(names), default=names[0], show_default=True)


class _Group(click.Group):
    """Turns errors of the project into one line and an exit status, and lists commands in their order."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except AnalysisError as error:
            if ctx.params.get("debug"):
                raise
            _fail(error)


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
@_DATA
@_format("text", "json")
def validate(data: Path | None, form: str) -> None:
    """Name every fault of the data at once; disagreements inside sources are listed apart."""
    from analysis.checks import check
    from analysis.dataset import load

    faults: Sequence[Any] = ()
    findings: Sequence[Any] = ()
    summary = "the data is invalid"
    try:
        dataset = load(data)
        findings = check(dataset)
        summary = f"{dataset!r}"
    except DataError as error:
        faults = error.faults
    if form == "json":
        _print_json(
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
@_DATA
@_format("text", "json")
def list_(data: Path | None, form: str) -> None:
    """List what there is: provinces, years, periods, bodies, and how many figures of each domain."""
    from analysis.dataset import load

    dataset = load(data)
    held = dataset.coverage()
    if form == "json":
        _print_json(held)
        return
    domains = list(dataset.catalog.domain_names)
    keys = ["province", "year", "body", "period"]
    rows = [
        [*(row[key] for key in keys), *(row["figures"].get(domain, "") for domain in domains)] for row in held
    ]
    _print_table([*keys, *domains], rows)


@main.command()
@click.argument("province")
@click.argument("year", type=int)
@_BODY
@_PERIOD
@_DATA
@_format("text", "json", "csv")
def show(province: str, year: int, body: str | None, period: str, data: Path | None, form: str) -> None:
    """Show the comparison table of PROVINCE in YEAR."""
    from analysis.dataset import load
    from analysis.scope import scope

    dataset = load(data)
    chosen = scope(dataset, province, year, body, period)
    _say_body(chosen.body, body)
    if form == "text":
        _show_text(dataset, chosen.table)
        return
    frame = chosen.table.drop(columns=["start", "end", "token", "base"])
    frame = frame.assign(as_of=frame["as_of"].dt.strftime("%Y-%m-%d"))
    if form == "csv":
        click.echo(frame.to_csv(index=False), nl=False)
    else:
        _print_json([_plain(row) for row in frame.to_dict("records")])


def _show_text(dataset: "Dataset", table: "pd.DataFrame") -> None:
    from analysis import notation, tables
    from analysis.compare import records
    from analysis.language import Words

    words = Words("en")
    rows = []
    for row in records(table):
        change = "".join(run.text for run in tables.change(row, words))
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
                change,
                row["outcome"],
                place,
                row["source"],
            ]
        )
    _print_table(
        ["indicator", "kind", "number", "of", "share", "on the period before", "target", "peers", "source"],
        rows,
    )


@main.command()
@click.argument("province")
@click.argument("year", type=int)
@_BODY
@_PERIOD
@click.option("--lang", default="vi", show_default=True, metavar="L", help="vi, en, or both: vi,en.")
@click.option("--to", default="html,pdf", show_default=True, metavar="F", help="html, pdf, or both.")
@click.option(
    "--output", type=click.Path(path_type=Path), default=Path("reports"), show_default=True, metavar="DIR"
)
@_DATA
def report(
    province: str,
    year: int,
    body: str | None,
    period: str,
    lang: str,
    to: str,
    output: Path,
    data: Path | None,
) -> None:
    """Make the report of PROVINCE in YEAR."""
    from analysis.dataset import load
    from analysis.plan import province_jobs, writable

    dataset = load(data)
    jobs = province_jobs(
        dataset, province, year, body=body, period=period, langs=_split(lang), formats=_split(to)
    )
    writable(output)
    _say_body(jobs[0].body, body)
    from analysis.batch import make

    for job in jobs:
        click.echo(f"making {job.stamp}", err=True)
        for path in make(job, dataset, output).values():
            click.echo(str(path))


@main.command()
@click.argument("figure_id", metavar="FIGURE-ID")
@_DATA
@_format("text", "json")
def explain(figure_id: str, data: Path | None, form: str) -> None:
    """Explain one figure: its row, source, what was printed, what follows from it, what disagrees."""
    from analysis.dataset import load
    from analysis.explain import explanation

    found = explanation(load(data), figure_id)
    if form == "json":
        _print_json(_plain(found))
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


def _plain(value: Any) -> Any:
    """A value as JSON knows it: missing as null, numbers of numpy as plain ones."""
    import pandas as pd

    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if value is None or pd.isna(value):
        return None
    return value.item() if hasattr(value, "item") else value


def _print_json(value: Any) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=1))


def _print_table(heads: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold")
    for head in heads:
        table.add_column(head, overflow="fold")
    for row in rows:
        table.add_row(*(str(cell) for cell in row))
    # Into a pipe a table is as wide as it needs to be, so that no cell is folded.
    Console(width=None if sys.stdout.isatty() else 400, highlight=False).print(table)

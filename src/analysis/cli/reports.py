"""Commands for reports: make one, hold one against the data, list those that there are."""

import sys
from pathlib import Path
from typing import Any

import click

from analysis.cli import options
from analysis.cli.printing import say_body


@click.command()
@click.argument("province")
@click.argument("year", type=int)
@options.one_report
def report(province: str, year: int, **options: Any) -> None:
    """Make the report of PROVINCE in YEAR."""
    _make(year, province=province, **options)


@click.command()
@click.argument("year", type=int)
@click.option("--region", default="", metavar="R", help="One region by slug or name (default: all).")
@options.one_report
def compare(year: int, region: str, **options: Any) -> None:
    """Set all provinces of YEAR side by side, or those of one region."""
    _make(year, region=region, **options)


def _make(
    year: int, *, body: str | None, lang: str, to: str, output: Path, data: Path | None, **place: str
) -> None:
    from analysis.batch import report_jobs
    from analysis.data import load
    from analysis.run import writable

    dataset = load(data)
    jobs = report_jobs(
        dataset, year, body=body, langs=options.listed(lang), formats=options.listed(to), **place
    )
    writable(output)
    say_body(jobs[0].body, body)
    from analysis.batch import make

    for job in jobs:
        click.echo(f"making {job.stamp}", err=True)
        for path in make(job, dataset, output).values():
            click.echo(str(path))


@click.command()
@click.argument("reports", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="REPORT…")
@options.data
def verify(reports: tuple[Path, ...], data: Path | None) -> None:
    """Derive every figure of reports again from the data, and name each that differs or is out of date."""
    from analysis.data import load
    from analysis.errors import RequestError
    from analysis.verify import verify_file

    dataset = load(data)
    figures = differences = 0
    for path in reports:
        try:
            verdict = verify_file(path, dataset)
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


@click.command()
@options.output
@click.option("--lang", default="vi", show_default=True, metavar="L", help="Language of the index: vi or en.")
@options.data
def index(output: Path, lang: str, data: Path | None) -> None:
    """Write index.html: every report of the output folder, to be searched and filtered."""
    from analysis.batch import index_html
    from analysis.data import load
    from analysis.errors import RequestError
    from analysis.page import Words
    from analysis.report import letterhead
    from analysis.run import locked, write_whole

    if not output.is_dir():
        raise RequestError(f"no folder at {output}; choose another with --output")
    dataset = load(data)
    with locked(output):
        html = index_html(output, dataset.catalog, lang, letterhead=letterhead(dataset, Words(lang)))
        click.echo(str(write_whole(output / "index.html", html.encode())))

"""Commands for reports: make one, hold one against the data, list those that there are."""

import sys
from pathlib import Path
from typing import Any

import click

from analysis.cli import options
from analysis.cli.language import Spoken
from analysis.cli.printing import say_body
from analysis.errors import RequestError
from analysis.messages import say


@click.command(cls=Spoken)
@click.argument("province")
@click.argument("year", type=int)
@options.one_report
def report(province: str, year: int, **options: Any) -> None:
    """Make the report of PROVINCE in YEAR."""
    _make(year, province=province, **options)


@click.command(cls=Spoken)
@click.argument("years", metavar="YEAR[-YEAR]")
@click.option("--region", default="", metavar="R", help="One region by slug or name (default: all).")
@click.option("--within", type=click.IntRange(0, 5), default=0, show_default=True, metavar="N",
              help="The nearest figure within N years stands in for one that is not collected, hollow and "
              "unranked.")  # fmt: skip
@click.option("--provinces", default="", metavar="P,…", help="Some places, over the years, side by side.")
@click.option("--indicators", default="", metavar="I,…",
              help="Of those places only these figures, by name or code; with semicolons where names have "
              "commas.")  # fmt: skip
@options.one_report
def compare(years: str, region: str, within: int, provinces: str, indicators: str, **options: Any) -> None:
    """Set all provinces of YEAR side by side, or those of one region, or some places over some years."""
    from analysis.data import several
    from analysis.run import year_span

    since, year = year_span(years)
    if provinces:
        if region or within:
            raise RequestError("places-or-region")
        names: dict[str, Any] = {"provinces": several(provinces), "since": since}
        names["indicators"] = several(indicators)
        _make(year, **names, **options)
        return
    if since != year or indicators:
        raise RequestError("years-need-places")
    _make(year, region=region, within=within, **options)


def _make(
    year: int, *, body: str | None, lang: str, to: str, output: Path, data: Path | None, **place: Any
) -> None:
    from analysis.batch import report_jobs
    from analysis.data import load, several
    from analysis.run import writable

    dataset = load(data)
    jobs = report_jobs(dataset, year, body=body, langs=several(lang), formats=several(to), **place)
    writable(output)
    say_body(dataset.catalog, jobs[0].body, body)
    from analysis.batch import make, refresh_index

    for job in jobs:
        click.echo(say("making", stamp=job.stamp), err=True)
        for path in make(job, dataset, output).values():
            click.echo(str(path))
    if listed := refresh_index(output, dataset):
        click.echo(str(listed))


@click.command(cls=Spoken)
@click.argument("reports", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="REPORT|DIR…")
@click.option(
    "--key", type=click.Path(path_type=Path), metavar="FILE", help="Public key: pages must be signed by it."
)
@click.option("--notebook", type=click.Path(path_type=Path), metavar="FILE",
              help="Own notebook that made the pages: it is run again.")  # fmt: skip
@options.data
@options.lang
def verify(reports: tuple[Path, ...], key: Path | None, notebook: Path | None, data: Path | None) -> None:
    """Make reports again from the data, and name all in which a page differs or is out of date.

    Of a folder, every report below it.
    """
    from analysis.data import load
    from analysis.machine import collect_rarely
    from analysis.verify import PublicKey, page_files, verify_file

    signer = None if key is None else PublicKey(key)
    dataset = load(data)
    told: dict[Path, set[str]] = {}
    figures = differences = 0
    refused = []
    pages = page_files(reports)
    for path in pages:
        if told:
            collect_rarely()  # and not never, as for the first: there may be thousands
        try:
            verdict = verify_file(path, dataset, notebook)
        except RequestError as error:
            refused.append(error)
            continue
        if signer is not None and (why := signer.why_not(path)):
            click.echo(f"{path}: {say(why)}")
            differences += 1
        for note in verdict.notes:
            click.echo(say("note", what=f"{path}: {note}"), err=True)
        # What differs in the page differs in the report's other files: it is told once.
        report = path.with_suffix("")
        figures += verdict.figures if report not in told else 0
        known = told.setdefault(report, set())
        fresh = [line for line in map(str, verdict.differences) if line not in known]
        for line in fresh:
            click.echo(f"{path}: {line}")
        known.update(fresh)
        differences += len(fresh)
    for folder in filter(Path.is_dir, reports):
        if (listing := folder / "index.html").is_file():
            note = say("verify-index", path=listing, folder=folder)
            click.echo(say("note", what=note), err=True)
    if told:
        counts = {"reports": len(told), "figures": figures, "differences": differences}
        click.echo(say("verified", **counts), err=True)
    if refused:
        raise RequestError("; ".join(map(str, refused)))
    if differences:
        sys.exit(1)


@click.command(cls=Spoken)
@click.argument("key", type=click.Path(path_type=Path))
@click.argument("reports", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="REPORT|DIR…")
@options.lang
def sign(key: Path, reports: tuple[Path, ...]) -> None:
    """Sign reports with the private KEY (Ed25519, PEM): whoever has the public one can tell a forgery.

    Of a folder, every report below it.
    """
    from analysis.verify import PrivateKey, page_files

    signer = PrivateKey(key)
    for path in page_files(reports):
        click.echo(str(signer.sign(path)))


@click.command(cls=Spoken)
@options.output
@click.option("--lang", default="vi", show_default=True, metavar="L", help="Language of the index: vi or en.")
@options.data
def index(output: Path, lang: str, data: Path | None) -> None:
    """Write index.html: every report of the output folder, to be searched and filtered."""
    from analysis.batch import put_index
    from analysis.data import load
    from analysis.run import locked

    if not output.is_dir():
        raise RequestError("no-folder", path=output)
    dataset = load(data)
    with locked(output):
        click.echo(str(put_index(output, dataset, lang)))

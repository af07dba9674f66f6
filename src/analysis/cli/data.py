"""Commands for a data folder: start one, check it, compare two releases of it."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from analysis.cli import options
from analysis.cli.printing import print_json
from analysis.errors import DataError


@click.command()
@click.argument("folder", type=options.Folder(), metavar="DIR")
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


@click.command()
@options.data
@options.form("text", "json")
def validate(data: Path | None, form: str) -> None:
    """Name every fault of the data at once; disagreements inside sources are listed apart."""
    from analysis.compare import check
    from analysis.data import load

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


@click.command()
@click.argument("old", type=options.Folder())
@click.argument("new", type=options.Folder())
@click.option("--record", "recorded", is_flag=True, help="Write them into NEW: changes.csv, CHANGELOG.md.")
@options.form("text", "json")
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

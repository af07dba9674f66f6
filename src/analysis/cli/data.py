"""Commands for a data folder: start one, check it, compare two releases of it."""

import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from analysis.cli import options
from analysis.cli.language import Spoken
from analysis.cli.printing import print_json
from analysis.errors import DataError, Fault, RequestError, cut
from analysis.files import write_whole
from analysis.locations import data_folder
from analysis.messages import column_head, language, refusal, say

if TYPE_CHECKING:
    from analysis.compare import Finding
    from analysis.data import Dataset


@click.command(cls=Spoken)
@click.argument("folder", type=options.Folder(), metavar="DIR")
@click.option(
    "--semicolons",
    is_flag=True,
    help="For a spreadsheet whose decimal mark is the comma (Vietnamese Excel): it opens by a double click.",
)
@click.option("--workbook", is_flag=True, help="A workbook to fill (so-lieu.xlsx) in place of CSV files.")
@click.option("--places", default="", metavar="LIST",
              help="In the workbook a form with years across for each of these.")  # fmt: skip
@click.option("--province", default="", metavar="P", help="Where the places lie that are one's own.")
@click.option("--body", default="", metavar="B", help="Whose figures the forms take: known, or one's own.")
@click.option("--indicators", default="", metavar="LIST",
              help="What the forms list (default: all); semicolons where a name has a comma.")  # fmt: skip
@click.option("--years", default="", metavar="YEAR-YEAR", help="Of the forms (default: the last four).")
@options.lang
def new(
    folder: Path,
    semicolons: bool,
    workbook: bool,
    places: str,
    province: str,
    body: str,
    indicators: str,
    years: str,
) -> None:
    """Make an empty, valid data folder to fill, with one explained example for each file."""
    from analysis.data import WORKBOOK, Forms, load, several, start
    from analysis.run import year_span

    if any((places, province, body, indicators, years)) and not workbook:
        raise RequestError("forms-need-workbook")
    first, last = year_span(years) if years else (0, -1)
    span = range(first, last + 1)
    forms = Forms(tuple(several(places)), province, body, tuple(several(indicators)), span)
    heads = language() if workbook else ""
    click.echo(str(start(folder, load(), semicolons=semicolons, workbook=heads, forms=forms)))
    if workbook:
        click.echo(say("next-workbook", workbook=folder / WORKBOOK, folder=folder), err=True)
    else:
        click.echo(say("next-fill", readme=folder / "README.md", folder=folder), err=True)


@click.command(cls=Spoken)
@options.data
@click.option("--to", "marks", type=click.Path(path_type=Path), metavar="FILE",
              help="Write a workbook with the faulty cells marked, too: faults.xlsx.")  # fmt: skip
@options.lang
@options.form("text", "json")
def validate(data: Path | None, marks: Path | None, form: str) -> None:
    """Name every fault of the data at once; disagreements inside sources are listed apart."""
    from analysis.compare import check
    from analysis.data import load
    from analysis.reading import traced_ids

    faults: Sequence[Any] = ()
    findings: Sequence[Any] = ()
    traced = 0
    summary = say("data-invalid")
    try:
        dataset = load(data)
        findings = check(dataset)
        traced = len(traced_ids(dataset))
        summary = say("data-read", **_size(dataset))
    except DataError as error:
        faults = error.faults
    if marks is not None and faults:
        _mark(marks, data or data_folder(), faults)
    if form == "json":
        told = {"faults": [_as_json(fault) for fault in faults], "findings": [vars(one) for one in findings]}
        print_json({**told, "traced": traced})
    else:
        for fault in cut(faults):
            click.echo(str(fault))
        for finding in findings:
            click.echo(say("finding", what=_told(finding)))
    counts = {"faults": len(faults), "findings": len(findings), "traced": traced}
    click.echo(say("validated", data=summary, **counts), err=True)
    if faults:
        sys.exit(1)


def _mark(path: Path, folder: Path, faults: Sequence[Fault]) -> None:
    from analysis.data import marked

    try:
        write_whole(path, marked(folder, faults, language()))
    except OSError as error:
        raise RequestError("cannot-make", path=path, why=refusal(error)) from None
    click.echo(say("written", path=path), err=True)


def _as_json(fault: Fault) -> dict[str, Any]:
    place = {"file": fault.file, "line": fault.line, "column": fault.column}
    return {**place, "cell": fault.cell, "code": fault.code, "message": fault.message}


def _size(data: "Dataset") -> dict[str, Any]:
    frame = data.observations
    counted = {"figures": len(frame), "provinces": frame["province"].nunique()}
    return {"release": data.release, "day": data.released, **counted}


def _told(finding: "Finding") -> str:
    """A disagreement in words, at its place, with the figures that it is between."""
    told = say(f"finding-{finding.code}", **finding.numbers)
    return f"{finding.file}:{finding.line}: {told} ({' | '.join(finding.figures)}) [{finding.code}]"


def _with_heads(told: str) -> str:
    """A change with its columns as messages name them."""
    from analysis.data import OBSERVATION_COLUMNS

    columns = re.compile(rf"(?<=[:;→] )({'|'.join(OBSERVATION_COLUMNS)})(?= )")
    return columns.sub(lambda found: column_head(found[1]), told)


@click.command(cls=Spoken)
@click.argument("old", type=options.Folder())
@click.argument("new", type=options.Folder())
@click.option("--record", "recorded", is_flag=True, help="Write them into NEW: changes.csv, CHANGELOG.md.")
@options.lang
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
            click.echo(f"{say(f'change-{change.change}'):<9}  {_with_heads(str(change))}")
    if recorded:
        for path in record(before, after):
            click.echo(say("written", path=path), err=True)
    counts = Counter(change.change for change in found)
    told = {"news": counts["new"], "revised": counts["revised"], "withdrawn": counts["withdrawn"]}
    click.echo(say("compared", old=before.release, new=after.release, **told), err=True)

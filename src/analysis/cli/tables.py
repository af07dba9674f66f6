"""The command that takes figures over from other people's tables."""

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from analysis.cli import options
from analysis.cli.language import Spoken
from analysis.errors import RequestError
from analysis.messages import say

if TYPE_CHECKING:
    from analysis.data import Answers, Foreign, Grid, Needed


@click.command("import", cls=Spoken)
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@click.option(
    "--into", type=options.Folder(), metavar="DIR", help="Data folder that the figures are added to."
)
@click.option("--sheet", default="", metavar="NAME", help="Sheet of the workbook (default: the only one).")
@click.option("--body", default="", metavar="B", help="Whose figures they are, by name or code.")
@click.option("--source", default="", metavar="S", help="Title or id of the source; a new title is added.")
@click.option("--period", default="FY", show_default=True, metavar="P", help="Of all figures of the table.")
@click.option("--year", default="", metavar="Y", help="Of a table that does not say it.")
@click.option("--basis", default="unknown", show_default=True, metavar="B", help="What percentages are of.")
@click.option(
    "--indicator", "indicators", multiple=True, metavar="HEAD=I", help="Name, code, new, or - for none."
)
@click.option("--place", "places", multiple=True, metavar="NAME=P", help="Name, code, or - to leave it out.")
@click.option("--decimal", type=click.Choice(["comma", "point"]), help="Decimal mark, where it is not clear.")
@click.option("--domain", default="community", show_default=True, metavar="D", help="Of new indicators.")
@options.data
@options.lang
def import_(
    file: Path,
    into: Path | None,
    sheet: str,
    indicators: Sequence[str],
    places: Sequence[str],
    data: Path | None,
    domain: str,
    decimal: str | None,
    **said: str,
) -> None:
    """Take figures over from a table of others: show how it is read, ask what it does not say, write."""
    from analysis.data import Answers, add, lexicon, load, settled, tables_of, understand

    held = load(into or data)
    known = lexicon(held.catalog.frames)
    heads, names = _pairs(indicators, "--indicator"), _pairs(places, "--place")
    answers = Answers(**said, decimal=decimal or "", indicators=heads, places=names).coded(known)
    domain = held.catalog.domain(domain)
    grid = _one([grid for grid in tables_of(file) if not sheet or grid.name == sheet], file)
    table = understand(grid, known, answers)
    _tell(table)
    while table.needed and sys.stdin.isatty():
        answers = _asked(table.needed[0], answers).coded(known)
        table = understand(grid, known, answers)
    if table.needed:
        for needed in table.needed:
            click.echo(_question(needed), err=True)
        raise RequestError("import-needs", count=len(table.needed))
    if into is None:
        _print(settled(table, held))
        click.echo(say("import-not-written", figures=len(table.rows)), err=True)
        return
    for path in add(table, held, answers, domain):
        click.echo(str(path))
    click.echo(say("import-written", figures=len(table.rows), folder=into), err=True)


def _pairs(texts: Sequence[str], option: str) -> dict[str, str]:
    pairs = [text.rpartition("=") for text in texts]
    for name, sign, _ in pairs:
        if not sign:
            raise RequestError("import-no-pair", option=option, name=name)
    return {name.strip(): value.strip() for name, _, value in pairs}


def _one(grids: Sequence["Grid"], file: Path) -> "Grid":
    if len(grids) != 1:
        names = [grid.name for grid in grids]
        raise RequestError("import-which-sheet" if grids else "import-no-sheet", file=file.name, sheets=names)
    return grids[0]


def _tell(table: "Foreign") -> None:
    """How the table was read, so that who knows it sees at once where that is wrong."""
    from analysis.data import letters

    turned = "yes" if table.turned else "no"
    click.echo(say("import-read", file=table.grid.file, figures=len(table.rows), turned=turned), err=True)
    for one in table.series:
        told = {"column": letters(one.place), "head": one.head, "measure": one.measure}
        told |= {
            "pair": one.pair or ("new" if one.new else "?"),
            "year": one.year or "–",
            "unit": one.unit or "–",
        }
        click.echo("  " + say("import-series", **told), err=True)
    for at, head in table.left_out:
        click.echo("  " + say("import-left-out", at=at, head=head or "–"), err=True)
    for at, name, near in table.lost:
        click.echo("  " + say("import-lost", at=at, name=name, near=near or "–"), err=True)
    if table.empty:
        click.echo("  " + say("import-empty", count=table.empty), err=True)


def _question(needed: "Needed") -> str:
    return say(f"import-needs-{needed.about}", name=needed.name, near=needed.near or "–")


def _asked(needed: "Needed", answers: "Answers") -> "Answers":
    """The answers with one more, typed by the user."""
    said = click.prompt(_question(needed), err=True)
    if needed.about == "indicator":
        return replace(answers, indicators={**answers.indicators, needed.name: said})
    if needed.about == "place":
        return replace(answers, places={**answers.places, needed.name: said})
    if needed.about == "twice":
        raise RequestError("import-needs-twice", name=needed.name, near="")
    told: dict[str, Any] = {needed.about: said}
    return replace(answers, **told)


def _print(rows: Sequence[dict[str, str]]) -> None:
    import csv

    from analysis.data import OBSERVATION_COLUMNS

    writer = csv.DictWriter(sys.stdout, OBSERVATION_COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)

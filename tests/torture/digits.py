"""One digit of one curated figure is another: a fault, a finding, or nobody notices."""

import csv
import io
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from analysis.compare import check
from analysis.data import Dataset, load
from analysis.errors import DataError
from analysis.locations import data_folder
from torture.outcome import Outcome

NUMBERS = ("count", "count_to", "of", "percent", "percent_to", "value", "change_printed")
AT_ONCE = 20
"""Changes in one copy of the data: each is looked for at its own row."""

NOTICED = 0.96
"""The share that must be noticed."""


@dataclass(frozen=True)
class Change:
    """One digit of one cell."""

    file: str
    line: int
    column: str
    old: str
    new: str


def cases(count: int, chance: Random, folder: Path) -> Iterator[Outcome]:
    """Change digits in copies of the project's data: a row of a domain drawn at random, a digit in it."""
    base = data_folder()
    known = load(base)
    tables = {
        domain: list(csv.reader(io.StringIO((base / f"{domain}.csv").read_text("utf-8-sig"))))
        for domain in known.catalog.domain_names
    }
    tables = {domain: rows for domain, rows in tables.items() if len(rows) > 1}
    before = {str(finding) for finding in check(known)}
    outcomes: list[Outcome] = []
    while len(outcomes) < count:
        drawn: dict[tuple[str, int], Change] = {}
        while len(drawn) < min(AT_ONCE, count - len(outcomes)):
            change = _draw(tables, chance)
            if change is not None:
                drawn.setdefault((change.file, change.line), change)
        outcomes += _told(drawn, tables, before, folder)
    nothing = sum(outcome.result == "noticed by nothing" for outcome in outcomes)
    yield from outcomes
    if nothing > (1 - NOTICED) * len(outcomes) and len(outcomes) >= 100:
        share = 1 - nothing / len(outcomes)
        yield Outcome("all digits", "too few noticed", f"{share:.1%} noticed, {NOTICED:.0%} wanted")


def _draw(tables: dict[str, list[list[str]]], chance: Random) -> Change | None:
    domain = chance.choice(sorted(tables))
    rows = tables[domain]
    line = chance.randrange(1, len(rows))
    row = dict(zip(rows[0], rows[line], strict=True))
    filled = [column for column in NUMBERS if re.search(r"\d", row.get(column, ""))]
    if not filled:
        return None
    column = chance.choice(filled)
    places = [place for place, letter in enumerate(row[column]) if letter.isdigit()]
    place = chance.choice(places)
    digit = chance.choice([other for other in "0123456789" if other != row[column][place]])
    new = row[column][:place] + digit + row[column][place + 1 :]
    return Change(f"{domain}.csv", line + 1, column, row[column], new)


def _told(
    drawn: dict[tuple[str, int], Change], tables: dict[str, list[list[str]]], before: set[str], folder: Path
) -> Iterator[Outcome]:
    faulty = _faulty(_written(drawn, tables, folder))
    quiet = {place: change for place, change in drawn.items() if place not in faulty}
    found: set[tuple[str, int]] = set()
    if quiet:
        data = load(_written(quiet, tables, folder))
        fresh = [finding for finding in check(data) if str(finding) not in before]
        found = _rows_of(data, {figure for finding in fresh for figure in finding.figures})
    for place, change in drawn.items():
        result = "fault" if place in faulty else "finding" if place in found else "noticed by nothing"
        yield Outcome(f"{change.file}:{change.line}:{change.column}: {change.old} → {change.new}", result)


def _written(drawn: dict[tuple[str, int], Change], tables: dict[str, list[list[str]]], folder: Path) -> Path:
    target = folder / "data"
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(data_folder(), target)
    for domain, rows in tables.items():
        own = {change.line: change for change in drawn.values() if change.file == f"{domain}.csv"}
        if not own:
            continue
        out = io.StringIO()
        for line, row in enumerate(rows, start=1):
            cells = dict(zip(rows[0], row, strict=True))
            if line in own:
                cells[own[line].column] = own[line].new
            csv.writer(out, lineterminator="\n").writerow(cells.values())
        (target / f"{domain}.csv").write_text(out.getvalue(), "utf-8")
    return target


def _faulty(folder: Path) -> set[tuple[str, int]]:
    try:
        load(folder)
    except DataError as error:
        return {(fault.file, fault.line) for fault in error.faults}
    return set()


def _rows_of(data: Dataset, figures: set[str]) -> set[tuple[str, int]]:
    rows = data.observations[data.observations["id"].isin(figures)]
    return {(str(file), int(line)) for file, line in rows[["file", "line"]].itertuples(index=False)}

"""Pieces of tables that every report has: changes, targets, places, and the data that it carries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analysis import compare
from analysis.compare import Scope, notation
from analysis.data import Catalog, Row
from analysis.files import csv_text
from analysis.letters import as_text
from analysis.page import (
    Cell,
    Column,
    Csv,
    Group,
    Row as TableRow,
    Run,
    Runs,
    Table,
    Words,
    cite,
    mark,
    state as state_run,
    text,
)
from analysis.report import sums


@dataclass(frozen=True)
class References:
    """What the figures of one report lead to.

    Attributes
    ----------
    numbers : mapping of str to int
        Number of each source in the report.
    marks : mapping of str to sequence of str
        Footnote marks by figure id.
    """

    numbers: Mapping[str, int]
    marks: Mapping[str, Sequence[str]]

    def of(self, row: Row) -> Runs:
        """The source and the footnotes of a figure."""
        return (cite(*sums.cited(row, self.numbers)), *map(mark, self.marks.get(row["id"], ())))


def columns(keys: Sequence[str], words: Words, *, numbers: Sequence[str]) -> list[Column]:
    """Columns under the heads that the words have for their keys; those of numbers stand to the right."""
    return [
        Column(key=key, label=words.text(f"column-{key}"), align="right", kind="number")
        if key in numbers
        else Column(key=key, label=words.text(f"column-{key}"))
        for key in keys
    ]


def number_cells(row: Row, words: Words, scope: Scope) -> dict[str, Cell]:
    """Count, base and percentage of a figure, by the key of their column; a target has the base alone."""
    catalog, planned = scope.data.catalog, row["kind"] == "target"
    base, state = notation.base(row, words, catalog), notation.state(row)
    count = notation.count(row, words, catalog) or notation.valued(row, words, catalog)
    percent = notation.percent(row, words)
    shown: Runs = (notation.run(row, count),) if count and not planned else ()
    if state == "withheld":
        shown = (state_run(words.text("state-withheld"), "withheld"),)
    return {
        "count": Cell(shown, state=state if state != "value" else None),  # type: ignore[arg-type]
        "base": Cell((text(base, muted=True),)) if base else Cell(),
        "percent": Cell((notation.run(row, percent),)) if percent and not planned else Cell(),
    }


def change(row: Row, words: Words, catalog: Catalog) -> Runs:
    """The change on the period before, or the reason why there is none, as short words.

    Nothing where the earlier figure was simply not collected: that is the rule, and is said once.
    """
    first, second = change_parts(row, words, catalog)
    return (*first, text(" · "), *second) if first and second else (*first, *second)


def change_parts(row: Row, words: Words, catalog: Catalog) -> tuple[Runs, Runs]:
    """The same in two parts: the change, and what it is on; the earlier figure, and why there is none."""
    if row["why_no_change"] == "target":
        return (), ()
    before: Runs = ()
    if notation.present(row["earlier"]):
        value = notation.earlier(row, words, catalog)
        year = str(row["earlier_id"]).split("/")[2]
        said = words.text("change-earlier", number=value, year=year)
        before = (Run(said, figure=row["earlier_id"], muted=not row["why_no_change"]),)
    if row["change_in"] == "tier":  # classes have an order, and no distance
        return before, ()
    if not row["why_no_change"]:
        shown = notation.difference(row, words)
        if notation.present(row["relative"]):
            shown += f" ({words.signed(row['relative'], lambda v: words.percent(v, 1))})"
        return (Run(shown, figure=row["id"], state="derived"),), before
    why = f"certain-{sure}" if (sure := compare.certain(row)) else f"why-{row['why_no_change']}"
    reason = (text(words.text(why), muted=True),)
    if before:
        return before, reason
    if printed := printed_change(row, words):
        return (Run(words.text("by-source", text=printed), figure=row["id"]),), ()
    return (), () if row["why_no_change"] == "not_collected" else reason


def printed_change(row: Row, words: Words) -> str:
    """The change that the source itself prints, in words; empty if it prints none."""
    if not notation.present(row["change_printed"]):
        return ""
    against = notation.earlier_period(row["change_against"], words)
    value = float(row["change_printed"])

    def as_printed(percent: float) -> str:
        return words.printed_percent(f"{abs(percent):g}")  # the source's number is not rounded

    if row["change_unit"] == "percent_of":
        return words.text("change-printed-of", number=as_printed(value), period=against)
    number = words.integer(abs(int(value))) if row["change_unit"] == "count" else as_printed(value)
    return words.text(f"change-printed-{'down' if value < 0 else 'up'}", number=number, period=against)


def target(row: Row, scope: Scope, words: Words) -> Runs:
    """The target or plan with its outcome; empty if there is none."""
    if not row["outcome"] and not notation.present(row["target"]):
        return ()
    if row["kind"] == "target":
        shown = notation.value(row, words, scope.data.catalog)
        return (
            notation.run(row, shown),
            text(f" · {words.text('outcome-' + outcome(row, scope))}", muted=True),
        )
    if not notation.present(row["target"]):
        return (text(words.text(f"outcome-{row['outcome']}")),)
    if row["target_id"] == row["id"]:
        aim = words.integer(int(row["target"]))  # the plan that the figure is printed against
    else:
        aim = notation.value(scope.measured_by_id[row["target_id"]], words, scope.data.catalog)
    return (Run(aim, figure=row["target_id"]), text(f" · {words.text('outcome-' + row['outcome'])}"))


def outcome(row: Row, scope: Scope) -> str:
    """What became of a target; without a result the reason that the report gives everywhere else."""
    waiting = row["kind"] == "target" and row["outcome"] in ("not_collected", "not_yet_due")
    return scope.state(row["domain"]) if waiting else str(row["outcome"])


def place(row: Row, words: Words, *, short: bool = False) -> str:
    """A rank as one place or as an interval, in words or as bare numbers."""
    low, high = (words.integer(int(row[name])) for name in ("rank_low", "rank_high"))
    if short:
        return low if low == high else f"{low}–{high}"
    return (
        words.text("place-one", low=low) if low == high else words.text("place-interval", low=low, high=high)
    )


def aim_of(row: Row) -> float | None:
    """The target of a figure in the unit that the figure is compared by; None if there is none."""
    if row["kind"] == "target" or not notation.present(row["target"]):
        return None
    if row["measure"] == "fulfilment":
        return 100.0
    same = {"share": "percent", "count": "count"}.get(row["measure"], "value") == row["target_in"]
    return float(row["target"]) if same else None


def rank(row: Row, words: Words) -> str:
    """A figure's place among how many, as a column of places has it: ``12/63``, ``57–59/63``."""
    return f"{place(row, words, short=True)}/{words.integer(int(row['peer_count']))}"


MOST_BESIDE = 12
"""The data of a longer chart are in the spreadsheet, and not below it: they would be read by nobody there."""


def of_figure(
    identifier: str,
    caption: str,
    heads: Sequence[str],
    rows: Sequence[Sequence[str | Run]],
    *,
    in_file: bool = False,
) -> Table:
    """The data table below a chart: first column text, the others numbers; or in the spreadsheet alone."""
    columns = [
        Column(
            key=f"c{position}",
            label=head,
            align="left" if position == 0 else "right",
            kind="text" if position == 0 else "number",
        )
        for position, head in enumerate(heads)
    ]
    cells = [
        TableRow([Cell((cell if isinstance(cell, Run) else text(cell),)) for cell in row]) for row in rows
    ]
    return Table(
        id=identifier,
        caption=(text(f"{caption}."),),
        columns=columns,
        groups=[Group(cells)],
        compact=True,
        in_file=in_file,
    )


def as_csv(name: str, heads: Sequence[str], rows: Sequence[Sequence[object]]) -> Csv:
    """A CSV file that the page carries: UTF-8 with a mark, so that spreadsheets read its marks right."""
    safe = ([as_text(cell) if isinstance(cell, str) else cell for cell in row] for row in rows)
    return Csv(name=name, content="\ufeff" + csv_text([heads, *safe], end="\r\n"))


def rows_csv(name: str, columns: Sequence[str], rows: Sequence[Row]) -> Csv:
    """Figures as a CSV file, as they stand in the data; where there are sums, with how they were added up."""
    if any(row.get("parts") for row in rows):
        name, columns = name.replace(".csv", f"-{compare.SUM}.csv"), (*columns, "parts", "formula")

    def plain(row: Row, column: str) -> object:
        value = row[column]
        return "" if not notation.present(value) else str(value)[:10] if column == "as_of" else value

    heads = [column.removesuffix("_text") for column in columns]
    return as_csv(name, heads, [[plain(row, column) for column in columns] for row in rows])

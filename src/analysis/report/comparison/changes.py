"""The changes of a comparison on the period before: slopes of many places, joined dots of few."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from analysis import charts
from analysis.compare import Comparison, notation
from analysis.data import Row
from analysis.page import Figure, Panel, Run, Words, text
from analysis.report import sums
from analysis.report.comparison.dots import MOST_PANELS, MOST_SPOKEN, portions
from analysis.report.figures import axis, panel
from analysis.report.tables import MOST_BESIDE, of_figure

MOST_DUMBBELLS = 12
"""More places than this are drawn as slopes, and only those that moved most bear names."""

MOST_SLOPES = 4
MOST_MOVERS = 3
"""So many of those that rose most are named, and of those that fell most."""


@dataclass(frozen=True)
class Moves:
    """One result of several places, each with the same a period before.

    Attributes
    ----------
    rows : tuple of dict
    lead : bool
        Whether it may open a summary.
    counted : bool
        Whether it follows the size of a place.
    """

    rows: tuple[Row, ...]
    lead: bool
    counted: bool

    @property
    def many(self) -> bool:
        """Whether the places are too many to be drawn one by one."""
        return len(self.rows) > MOST_DUMBBELLS

    def movers(self) -> tuple[list[Row], list[Row]]:
        """Those that rose and those that fell most, the farthest first; no tie is cut in two."""
        ordered = sorted(self.rows, key=lambda row: -float(row["change"]))
        return _first([row for row in ordered if row["change"] > 0]), _first(
            [row for row in reversed(ordered) if row["change"] < 0]
        )

    def label(self, comparison: Comparison, words: Words) -> str:
        """What the changes are of."""
        if self.rows[0]["change_in"] != "count":
            return comparison.label(self.rows[0], words)
        return notation.label(self.rows[0], words, comparison.data.catalog)


def _first(rows: Sequence[Row]) -> list[Row]:
    chosen = list(rows[:MOST_MOVERS])
    if len(rows) > MOST_MOVERS:
        chosen = [row for row in chosen if row["change"] != rows[MOST_MOVERS]["change"]]
    return chosen


def moves(comparison: Comparison) -> list[Moves]:
    """The changes that `compare.change` allows, headline figures and the widest first."""
    meanings = comparison.data.catalog.indicators
    series: dict[tuple[Any, ...], list[Row]] = {}
    for row in comparison.rows:
        if row["kind"] == "actual" and row["why_no_change"] == "" and row["change_in"] != "tier":
            names = ("indicator", "category", "authority", "base", "change_in", "token")
            series.setdefault(tuple(row[name] for name in names), []).append(row)
    found = [
        Moves(
            tuple(rows),
            meanings[rows[0]["indicator"], rows[0]["category"]].lead,
            rows[0]["change_in"] in ("count", "amount"),
        )
        for rows in series.values()
    ]
    return sorted(found, key=lambda moves: (not moves.lead, moves.counted, -len(moves.rows)))


def changes(comparison: Comparison, words: Words) -> Figure | None:
    """The changes on the period before: slopes of many places, joined dots of few."""
    found = moves(comparison)
    if not found:
        return None
    many = [each for each in found if each.many]
    many = [each for each in many if not each.counted] or many  # who moves most by number is who is large
    chosen = many[:MOST_SLOPES] if many else found[:MOST_PANELS]
    panels: list[Panel] = []
    data: list[tuple[str | Run, ...]] = []
    for each in chosen:
        drawn = _slopes if each.many else _dumbbells
        panels += drawn(each, each.label(comparison, words), words, comparison)
    for each in found:
        data += [_change_line(row, each.label(comparison, words), words, comparison) for row in each.rows]
    count = sum(len(each.rows) for each in found)
    heads = [words.text(f"column-{name}") for name in ("figure", "before", "now", "change")]
    caption = words.text(f"figure-changes-caption{'-slopes' if many else ''}")
    if left_out := count - sum(len(each.rows) for each in chosen):
        caption += " " + words.text("figure-changes-more", count=left_out)
    caption = " ".join([caption, *sums.caption((row for each in chosen for row in each.rows), words)])
    return Figure(
        id="changes-allowed",
        title=(text(words.text("figure-changes", count=count)),),
        caption=(text(caption),),
        panels=panels,
        data=of_figure(
            "changes-data",
            words.text("section-changes"),
            heads,
            data,
            in_file=len(data) > MOST_BESIDE * MOST_PANELS,
        ),
    )


def moved(row: Row, comparison: Comparison, words: Words) -> str:
    """A place with its value and how far it moved."""
    value, change = _amount(_now(row), row, words), notation.difference(row, words)
    return words.text("mover", province=comparison.name(row["province"]), value=value, change=change)


def _slopes(moves: Moves, label: str, words: Words, comparison: Comparison) -> list[Panel]:
    rows = moves.rows
    up, down = moves.movers()
    named = {row["id"] for row in (*up, *down)}
    slopes: list[Row] = [
        {
            "before": float(row["earlier"]),
            "after": _now(row),
            "label": _mover(row, comparison, words) if row["id"] in named else "",
            "said": words.text(
                "alt-change",
                province=comparison.name(row["province"]),
                before=notation.earlier(row, words, comparison.data.catalog),
                after=_amount(_now(row), row, words),
            ),
        }
        for row in rows
    ]
    both = [slope[end] for end in ("before", "after") for slope in slopes]
    unit = rows[0]["change_in"]
    y_range, y_ticks = axis(both, rows[0], words, comparison.data.catalog, unit=unit)
    drawing = charts.slopes(
        slopes,
        y_range=y_range,
        y_ticks=y_ticks,
        before_title=str(rows[0]["earlier_id"]).split("/")[2],
        after_title=str(comparison.year),
    )
    spoken = "; ".join(moved(row, comparison, words) for row in (*up, *down))
    salt = "-".join(str(rows[0][name]) for name in ("indicator", "category", "authority", "base", "token"))
    alt = words.text("alt-list", title=label, items=spoken)
    return [panel(drawing, f"slopes-{salt}", alt, label)]


def _mover(row: Row, comparison: Comparison, words: Words) -> str:
    """A name with how far it moved, number and unit in one line."""
    moved_by = notation.difference(row, words).replace(" ", "\N{NO-BREAK SPACE}")
    return f"{_name(row, comparison, words)} {moved_by}"


def _name(row: Row, comparison: Comparison, words: Words) -> str:
    return sums.starred(comparison.name(row["province"]), row, words)


def _amount(amount: float, row: Row, words: Words) -> str:
    return notation.amount(amount, row, words, unit=row["change_in"])


def _now(row: Row) -> float:
    return float(row["share" if row["change_in"] == "points" else row["change_in"]])


def _change_line(row: Row, label: str, words: Words, comparison: Comparison) -> tuple[str | Run, ...]:
    return (
        f"{comparison.name(row['province'])}: {label}",
        Run(notation.earlier(row, words, comparison.data.catalog), figure=row["earlier_id"]),
        notation.run(row, _amount(_now(row), row, words)),
        Run(notation.difference(row, words), figure=row["id"], state="derived"),
    )


def _dumbbells(moves: Moves, label: str, words: Words, comparison: Comparison) -> list[Panel]:
    rows = moves.rows
    lines: list[dict[str, Any]] = [
        {
            "label": _name(row, comparison, words),
            "before": float(row["earlier"]),
            "after": _now(row),
            "before_label": notation.earlier(row, words, comparison.data.catalog),
            "after_label": _amount(_now(row), row, words),
        }
        for row in rows
    ]
    both = [line[name] for line in lines for name in ("before", "after")]
    x_range, x_ticks = axis(both, rows[0], words, comparison.data.catalog, unit=rows[0]["change_in"])
    earlier = str(rows[0]["earlier_id"]).split("/")[2]
    spoken = [
        words.text(
            "alt-change", province=line["label"], before=line["before_label"], after=line["after_label"]
        )
        for line in lines
    ]
    if len(spoken) > MOST_SPOKEN:
        spoken = [*spoken[:MOST_SPOKEN], "…"]
    salt = "-".join(str(rows[0][name]) for name in ("indicator", "category", "authority", "base", "token"))
    return [
        panel(
            charts.dumbbells(
                portion,
                x_range=x_range,
                x_ticks=x_ticks,
                before_title=earlier,
                after_title=str(comparison.year),
            ),
            f"change-{salt}-{position}",
            words.text("alt-list", title=label, items="; ".join(spoken)),
            label if position == 1 else "",
        )
        for position, portion in enumerate(portions(lines), start=1)
    ]

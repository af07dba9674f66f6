"""A comparison as charts: ranked dots, a funnel, dumbbells; each of one figure defined in one way."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from analysis import charts, compare
from analysis.compare import FEWEST_PEERS, RATE, Comparison, Lineup, notation
from analysis.data import Row
from analysis.page import Figure, Panel, Run, Words, text
from analysis.report.comparison.sentences import median_text
from analysis.report.figures import axis, panel
from analysis.report.tables import of_figure, place

MOST_FIGURES = 4
"""So many line-ups have a picture of their own: shares first, then the widest; the tables have all."""

MOST_PANELS = 8
MOST_LINES = 32
"""More lines than this in one panel would not fit a sheet of paper."""

MOST_NAMES = 12
"""Up to so many points of a funnel all bear their names; of more only those outside the limits."""

MOST_SPOKEN = 12
"""Up to so many values are read out in an alternative text; of more only both ends."""

PAGE_BYTES = 390_000
"""A page is to stay below 400 KB, so that it can be sent about."""

FRAME_BYTES = 95_000
"""What fonts, style, script and words of a page take up."""

FIGURE_BYTES = 290
"""What a figure takes up in table, passport and CSV."""


@dataclass(frozen=True)
class Pictures:
    """The charts of a report, and how many were left out to keep its page light."""

    ranked: list[Figure]
    by_name: Figure | None
    funnels: list[Figure]
    changes: Figure | None
    left_out: int


def pictures(comparison: Comparison, words: Words) -> Pictures:
    """All charts while the page stays light; beyond that those of the first kinds, the widest first.

    Parameters
    ----------
    comparison : Comparison
    words : Words

    Returns
    -------
    Pictures
    """
    places, few, screens, moved = (
        ranked(comparison, words),
        by_name(comparison, words),
        funnels(comparison, words),
        changes(comparison, words),
    )
    in_turn = [*places[:1], *screens[:1], moved, *places[1:], *screens[1:], few]
    room: float = PAGE_BYTES - FRAME_BYTES - FIGURE_BYTES * len(comparison.rows)
    kept = []
    for figure in (figure for figure in in_turn if figure is not None):
        # In the page a chart is a little longer than here, by its ids and its markup.
        weight = 1.16 * len(json.dumps(figure.to_json(), ensure_ascii=False).encode())
        if weight <= room:
            room -= weight
            kept.append(figure.id)
    return Pictures(
        [figure for figure in places if figure.id in kept],
        few if few is not None and few.id in kept else None,
        [figure for figure in screens if figure.id in kept],
        moved if moved is not None and moved.id in kept else None,
        sum(figure is not None for figure in in_turn) - len(kept),
    )


# ------------------------------------------------------------------------------------------- ranked dots


def by_name(comparison: Comparison, words: Words) -> Figure | None:
    """Shares with too few exact values for places and a median: dots by name."""
    few = [
        lineup
        for lineup in comparison.lineups
        if not lineup.ranked and not lineup.counted and sum(map(notation.placeable, lineup.rows)) > 1
    ][:MOST_PANELS]
    if not few:
        return None
    panels, data = [], []
    for lineup in few:
        label = comparison.label(lineup.first, words)
        panels += _dots(lineup, lineup.rows, comparison, words, label)
        data += [
            (
                f"{comparison.name(row['province'])}: {label}",
                notation.run(row, notation.compared(row, words, comparison.data.catalog)),
                _counts(row, words),
            )
            for row in lineup.rows
        ]
    heads = [words.text(f"column-{name}") for name in ("figure", "value", "counts")]
    said = [words.text("figure-by-name-caption", fewest=FEWEST_PEERS)]
    if any(_interval(row, comparison) for lineup in few for row in lineup.rows):
        said.append(words.text("caption-wilson"))
    if any(lineup.first["measure"] == RATE for lineup in few):
        said.append(words.text("caption-rate"))
    return Figure(
        id="by-name",
        title=(text(words.text("figure-by-name")),),
        caption=(text(" ".join(said)),),
        panels=panels,
        data=of_figure("by-name-data", words.text("figure-by-name"), heads, data),
    )


def ranked(comparison: Comparison, words: Words) -> list[Figure]:
    """Results that five provinces or more have: shares from the highest down, with median and country.

    Plain counts come last and by name, with neither places nor a median, for they follow size.
    """
    wide = [
        lineup
        for lineup in comparison.lineups
        if lineup.wide and sum(map(notation.placeable, lineup.rows)) > 1
    ]
    meanings = comparison.data.catalog.indicators
    chosen = sorted(
        wide,
        key=lambda lineup: (
            lineup.counted,
            not meanings[lineup.first["indicator"], lineup.first["category"]].lead,
            -len(lineup.valued),
        ),
    )
    return [_ranked(lineup, comparison, words) for lineup in chosen[:MOST_FIGURES]]


def _ranked(lineup: Lineup, comparison: Comparison, words: Words) -> Figure:
    label = comparison.label(lineup.first, words)
    median = median_text(lineup, words)
    found: dict[str, str | int] = {"label": label, "provinces": len(lineup.valued)}
    title = (
        words.text("figure-ranked-median", median=median, **found)
        if median
        else words.text("figure-ranked", **found)
    )
    said = [words.text("figure-ranked-caption-counts" if lineup.counted else "figure-ranked-caption")]
    indicator = comparison.data.catalog.indicators[lineup.first["indicator"], lineup.first["category"]]
    if any(_interval(row, comparison) for row in lineup.valued):
        said.append(words.text("caption-wilson"))
    if lineup.first["measure"] == RATE:
        said.append(words.text("caption-rate"))
    if any(row["qualifier"] != "exact" for row in lineup.valued):
        said.append(words.text("caption-rounded"))
    if any(compare.disputed(row) for row in lineup.valued):
        plain = "-plain" if lineup.counted else ""
        said.append(words.text(f"caption-disputed{plain}", mark=words.text("mark-in_conflict")))
    if lineup.country and not lineup.counted:
        said.append(words.text("caption-country"))
    if indicator.polarity == "none":
        said.append(words.text("caption-no-polarity"))
    if missing := max(comparison.universe - len(lineup.rows), 0):
        said.append(words.text("caption-missing", count=missing))
    heads = [words.text(f"column-{name}") for name in ("province", "value", "counts", "interval", "place")]
    data = [
        (
            comparison.name(row["province"]),
            notation.run(row, notation.compared(row, words, comparison.data.catalog)),
            _counts(row, words),
            _interval_text(row, comparison, words),
            place(row, words) if row["why_no_rank"] == "" else "–",
        )
        for row in lineup.drawn
    ]
    kept = [0, 1, *(column for column in (2, 3, 4) if any(line[column] not in ("", "–") for line in data))]
    identifier = f"ranked-{lineup.slug}"
    return Figure(
        id=identifier,
        title=(text(title),),
        caption=(text(" ".join(said)),),
        panels=_dots(lineup, lineup.drawn, comparison, words, ""),
        data=of_figure(
            f"{identifier}-data", label, [heads[i] for i in kept], [[line[i] for i in kept] for line in data]
        ),
    )


def _counts(row: Row, words: Words) -> str | Run:
    """Count and base behind a share or rate; empty for what is a count itself."""
    if row["measure"] == RATE:
        return notation.fraction(row, words)
    if row["measure"] == "count" or not notation.present(row["count"]) or not notation.present(row["of"]):
        return ""
    return f"{words.integer(int(row['count']))}/{words.integer(int(row['of']))}"


def _interval(row: Row, comparison: Comparison) -> tuple[float, float] | None:
    """The Wilson interval of an exact part of a base; None for anything else."""
    if row["measure"] == RATE:
        return notation.interval(row)
    if not _proportion(row, comparison) or row["measure"] != "share" or notation.small(row):
        return None
    return compare.wilson(int(row["count"]), int(row["of"]))


def _proportion(row: Row, comparison: Comparison) -> bool:
    """Whether a figure is so many of so many alike, both exact: only then can chance be spoken of.

    Targets that an office sets itself are no trials: how many of them were met varies with what was set.
    """
    both = notation.present(row["count"]) and notation.present(row["of"])
    part = comparison.data.catalog.basis_roles.get(row["of_basis"]) == "part"
    return bool(both and part and row["qualifier"] == "exact" and row["of_basis"] != "targets_set")


def _interval_text(row: Row, comparison: Comparison, words: Words) -> str:
    interval = _interval(row, comparison)
    if interval and row["measure"] == RATE:
        return notation.reach(row, words)
    return _reach(*interval, words) if interval else ""


def _reach(low: float, high: float, words: Words) -> str:
    return f"{words.decimal(float(low), 1)}–{words.percent(float(high), 1)}"


def _dots(
    lineup: Lineup, rows: Sequence[Row], comparison: Comparison, words: Words, title: str
) -> list[Panel]:
    """One panel, or two of equal scale where the lines would not fit one."""
    lines = [_dot(row, comparison, words) for row in rows]
    known = [line["value"] for line in lines if line["value"] is not None]
    ends = [line[end] for line in lines for end in ("low", "high") if line[end] is not None]
    country = lineup.country if lineup.ranked else None
    reference = compare.main_value(country) if country else None
    shown = [*known, *ends, *([reference] if reference is not None else [])]
    places, ticks = axis(shown, lineup.first, words, comparison.data.catalog)
    median = lineup.median if lineup.ranked else None
    lines_of: dict[str, Any] = {
        "median": median,
        "median_label": words.text("median-is", median=median_text(lineup, words)),
        "reference": reference,
        "reference_label": words.text(
            "country-is", value=notation.compared(country, words, comparison.data.catalog)
        )
        if country
        else "",
    }
    label = comparison.label(lineup.first, words)
    portions = _portions(lines)
    return [
        panel(
            charts.ranked_dots(pd.DataFrame(portion), x_range=places, x_ticks=ticks, **lines_of),
            f"dots-{lineup.slug}-{position}",
            _alt(label, portion, lines_of, words),
            title if position == 1 else "",
        )
        for position, portion in enumerate(portions, start=1)
    ]


def _portions(lines: Sequence[Any]) -> list[list[Any]]:
    parts = max(-(-len(lines) // MOST_LINES), 1)
    size = -(-len(lines) // parts) or 1
    return [list(lines[start : start + size]) for start in range(0, len(lines), size)]


def _dot(row: Row, comparison: Comparison, words: Words) -> dict[str, Any]:
    disputed = f" {words.text('mark-in_conflict')}" if compare.disputed(row) else ""
    low, high = _interval(row, comparison) or (None, None)
    return {
        "label": comparison.name(row["province"]),
        "value": compare.main_value(row) if notation.placeable(row) else None,
        "low": low,
        "high": high,
        "value_label": notation.compared(row, words, comparison.data.catalog) + disputed,
        "inexact": row["qualifier"] != "exact",
    }


def _alt(label: str, lines: Sequence[dict[str, Any]], lines_of: dict[str, Any], words: Words) -> str:
    spoken = [words.text("alt-bar", label=line["label"], value=line["value_label"]) for line in lines]
    if len(spoken) > MOST_SPOKEN:
        spoken = [*spoken[:3], "…", *spoken[-3:]]
    said = [lines_of[f"{name}_label"] for name in ("median", "reference") if lines_of[name] is not None]
    return words.text("alt-list", title=label, items="; ".join([*spoken, *said]))


# ------------------------------------------------------------------------------------------------ funnel


def funnels(comparison: Comparison, words: Words) -> list[Figure]:
    """Shares with both counts against their bases, between the limits of ordinary variation."""
    found = []
    for lineup in comparison.lineups:
        points = [row for row in lineup.valued if _counted(row, comparison)]
        if len(points) >= FEWEST_PEERS:
            found.append(_funnel(lineup, points, comparison, words))
    return found[:MOST_FIGURES]


def _counted(row: Row, comparison: Comparison) -> bool:
    large = notation.present(row["of"]) and int(row["of"]) >= compare.SMALL_COUNT
    return large and _proportion(row, comparison) and not compare.disputed(row)


def _funnel(lineup: Lineup, points: Sequence[Row], comparison: Comparison, words: Words) -> Figure:
    centre = sum(int(row["count"]) for row in points) / sum(int(row["of"]) for row in points)
    limits = {row["id"]: compare.funnel_limits(centre, [int(row["of"])]).iloc[0] for row in points}
    outside = {
        level: [
            row
            for row in points
            if not limits[row["id"]][f"low{level}"]
            <= float(row["share"])
            <= limits[row["id"]][f"high{level}"]
        ]
        for level in ("95", "998")
    }
    sizes = [int(row["of"]) for row in points]
    top = max(sizes) * 1.05
    first = max(min(sizes) // 2, 1)
    steps = sorted({round(first * (top / first) ** (step / 80)) for step in range(81)})
    curves = compare.funnel_limits(centre, steps)
    shares = [float(row["share"]) for row in points]
    heights = [*shares, *(limits[row["id"]][name] for row in points for name in ("low998", "high998"))]
    catalog = comparison.data.catalog
    y_range, y_ticks = axis([min(max(height, 0.0), 100.0) for height in heights], points[0], words, catalog)
    x_range, x_ticks = axis([float(size) for size in sizes], points[0], words, catalog, unit="count")
    farthest = sorted(outside["998"], key=lambda row: -abs(float(row["share"]) - 100 * centre))
    named = points if len(points) <= MOST_NAMES else farthest[:MOST_NAMES]
    frame = pd.DataFrame(
        {
            "size": [float(size) for size in sizes],
            "share": shares,
            "label": [comparison.name(row["province"]) if row in named else "" for row in points],
        }
    )
    label = comparison.label(lineup.first, words)
    pooled = words.percent(100 * centre)
    drawing = charts.funnel(
        frame,
        centre=100 * centre,
        limits=curves,
        x_range=(0.0, max(top, x_range[1])),
        y_range=y_range,
        x_ticks=x_ticks,
        y_ticks=y_ticks,
        x_label=words.text("funnel-x"),
        y_label=words.text("funnel-y"),
        centre_label=words.text("funnel-centre", share=pooled),
        limit_labels=("95%", words.percent(99.8, 1)),
    )
    names = words.listing([comparison.name(row["province"]) for row in outside["998"]])
    values: dict[str, str | int] = {
        "label": label,
        "provinces": len(points),
        "outside": len(outside["998"]),
        "outside95": len(outside["95"]),
    }
    title = words.text("figure-funnel-outside" if outside["998"] else "figure-funnel-inside", **values)
    identifier = f"funnel-{lineup.slug}"
    heads = [words.text(f"column-{name}") for name in ("province", "value", "counts", "limits")]
    data = [
        (
            comparison.name(row["province"]),
            notation.run(row, notation.compared(row, words, comparison.data.catalog)),
            _counts(row, words),
            _reach(limits[row["id"]]["low998"], limits[row["id"]]["high998"], words),
        )
        for row in points
    ]
    spoken = words.text("alt-funnel", share=pooled, names=names or "–", **values)
    return Figure(
        id=identifier,
        title=(text(title),),
        caption=(text(words.text("figure-funnel-caption")),),
        panels=[panel(drawing, identifier, spoken)],
        data=of_figure(f"{identifier}-data", label, heads, data),
    )


# --------------------------------------------------------------------------------------------- dumbbells


def changes(comparison: Comparison, words: Words) -> Figure | None:
    """The changes on the period before that `compare.change` allows, a panel a result."""
    series: dict[tuple[Any, ...], list[Row]] = {}
    for row in comparison.rows:
        if row["kind"] == "actual" and row["why_no_change"] == "":
            names = ("indicator", "category", "authority", "base", "change_in", "token")
            series.setdefault(tuple(row[name] for name in names), []).append(row)
    if not series:
        return None
    widest = sorted(series.values(), key=lambda rows: -len(rows))
    chosen = [rows for rows in series.values() if rows in widest[:MOST_PANELS]]
    panels: list[Panel] = []
    data: list[tuple[str | Run, ...]] = []
    for rows in chosen:
        label = (
            comparison.label(rows[0], words)
            if rows[0]["change_in"] != "count"
            else notation.label(rows[0], words, comparison.data.catalog)
        )
        panels += _dumbbells(rows, label, words, comparison)
        data += [_change_line(row, label, words, comparison) for row in rows]
    count = sum(len(rows) for rows in series.values())
    heads = [words.text(f"column-{name}") for name in ("figure", "before", "now", "change")]
    left_out = sum(len(rows) for rows in series.values()) - sum(len(rows) for rows in chosen)
    caption = words.text("figure-changes-caption")
    if left_out:
        caption += " " + words.text("figure-changes-more", count=left_out)
    return Figure(
        id="changes-allowed",
        title=(text(words.text("figure-changes", count=count)),),
        caption=(text(caption),),
        panels=panels,
        data=of_figure("changes-data", words.text("section-changes"), heads, data),
    )


def _amount(amount: float, row: Row, words: Words) -> str:
    return notation.amount(amount, row, words, unit=row["change_in"])


def _now(row: Row) -> float:
    return float(row["share" if row["change_in"] == "points" else row["change_in"]])


def _change_line(row: Row, label: str, words: Words, comparison: Comparison) -> tuple[str | Run, ...]:
    return (
        f"{comparison.name(row['province'])}: {label}",
        Run(_amount(float(row["earlier"]), row, words), figure=row["earlier_id"]),
        notation.run(row, _amount(_now(row), row, words)),
        Run(notation.difference(row, words), figure=row["id"], state="derived"),
    )


def _dumbbells(rows: Sequence[Row], label: str, words: Words, comparison: Comparison) -> list[Panel]:
    lines: list[dict[str, Any]] = [
        {
            "label": comparison.name(row["province"]),
            "before": float(row["earlier"]),
            "after": _now(row),
            "before_label": _amount(float(row["earlier"]), row, words),
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
                pd.DataFrame(portion),
                x_range=x_range,
                x_ticks=x_ticks,
                before_title=earlier,
                after_title=str(comparison.year),
            ),
            f"change-{salt}-{position}",
            words.text("alt-list", title=label, items="; ".join(spoken)),
            label if position == 1 else "",
        )
        for position, portion in enumerate(_portions(lines), start=1)
    ]
